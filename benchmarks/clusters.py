"""Prints how long profiles, distances and groups of many documents take, and the memory.

    python benchmarks/clusters.py                # 10,000 documents, two to three minutes
    python benchmarks/clusters.py --documents 1000

The documents are made up: tables of codings, modalities, tasks and assignments of the size of real ones, from five kinds of document
with theme shares of their own. The line "profiles and clustering" is the sum of profiles, distances, Ward's groups, their
silhouettes and the bootstrap; the others are the price of more. Each number is of one run.
"""

import argparse
import resource
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import silhouette_samples

import fazhi_research as fz
from fazhi_research.measuring.clusters import DocumentClusters

Made = TypeVar("Made")
KINDS, THEMES, CODINGS, TASKS = 5, 12, 300, 30


def timed(words: str, work: Callable[[], Made], spent: dict[str, float]) -> Made:
    began, processor = time.perf_counter(), time.process_time()
    made = work()
    spent[words], processor = time.perf_counter() - began, time.process_time() - processor
    print(f"{words:<52}{spent[words]:8.2f} s{processor:9.2f} s of processor", flush=True)
    return made


def tables(count: int) -> dict[str, pd.DataFrame]:
    """Tables of `count` documents."""
    random = np.random.default_rng(0)
    names = np.array([f"d{number:06d}" for number in range(count)], dtype=object)
    about = {
        "document": names,
        "genre": "plan",
        "tier": "county",
        "jurisdiction": "",
        "han": 3000,
        "characters": 3600,
    }
    documents = pd.DataFrame(about).assign(issued="2020", issued_from="", issued_to="", first=None, last=None)
    codings = pd.DataFrame({"document": np.repeat(names, CODINGS), "scheme": "themes"})
    codings["theme"] = _themes(random, count)
    codings["start"] = random.integers(0, 3600, count * CODINGS)
    tasks = pd.DataFrame(
        {"document": np.repeat(names, TASKS), "start": np.tile(np.arange(TASKS) * 100, count)}
    )
    who = np.array([f"局{n}" for n in range(20)], dtype=object)[random.integers(0, 20, count * TASKS)]
    roles = tasks.assign(task_start=tasks["start"], role="lead", named=who, collective=False)
    strength = np.array(["duty", "strict", "routine"], dtype=object)[random.integers(0, 3, count * TASKS)]
    cues = tasks.assign(strength=strength, reported=False)
    return {
        "documents": documents,
        "codings": codings,
        "tasks": tasks,
        "assignments": roles,
        "modalities": cues,
    }


def _themes(random: np.random.Generator, count: int) -> np.ndarray:
    """The theme of every coding, by the shares of the kind of its document."""
    kind = random.integers(0, KINDS, count)
    shares = random.dirichlet(np.full(THEMES, 1.0), KINDS).cumsum(axis=1)
    drawn = random.random((count, CODINGS, 1)) > shares[kind][:, None, :]
    return np.array([f"T{t:02d}" for t in range(THEMES)], dtype=object)[
        drawn.sum(axis=2).clip(0, THEMES - 1).ravel()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    count = parser.parse_args().documents
    held = tables(count)
    print(f"{count:,} documents, {len(held['codings']):,} codings, {len(held['tasks']):,} tasks")
    spent: dict[str, float] = {}
    profiles = timed("profiles", lambda: fz.document_profiles(held["documents"], held), spent)
    distances = timed("distances", lambda: fz.profile_distances(profiles), spent)
    timed(
        "Ward's groups with silhouettes (cluster_table)", lambda: fz.cluster_table(distances, k=KINDS), spent
    )
    timed("bootstrap of groups, 100 samples of 500", lambda: fz.cluster_stability(distances, k=KINDS), spent)
    print(f"{'profiles and clustering':<52}{sum(spent.values()):8.2f} s")
    values = distances.to_numpy()
    more: dict[str, float] = {}
    for method in ("average", "medoids", "spectral"):
        timed(
            f"groups: {method}",
            lambda method=method: DocumentClusters(KINDS, method=method, metric="precomputed").fit(values),
            more,
        )
    points = fz.standardise(profiles).drop(columns="document").fillna(0).to_numpy()
    labels = timed(
        "scikit-learn's Ward on the standardised profiles",
        lambda: AgglomerativeClustering(KINDS).fit_predict(points),
        more,
    )
    timed(
        "scikit-learn's silhouettes", lambda: silhouette_samples(values, labels, metric="precomputed"), more
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory':<52}{peak:8,.0f} MB")


if __name__ == "__main__":
    main()
