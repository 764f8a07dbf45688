"""Measures of themes: draws on the corpus, and a table of 100,000 documents.

python benchmarks/drift.py [--documents 100000]
"""

from __future__ import annotations

import argparse
import time
import tracemalloc

import numpy as np
import pandas as pd

import fazhi_research as fz

THEMES = [f"T{number:02d}" for number in range(12)]
HITS, TASKS = 40, 40  # of a document


def corpus_draws() -> None:
    project = fz.Project.find()
    codings, tasks, sections = project.read_tables("codings", "tasks", "sections")
    begun = time.perf_counter()
    fz.theme_intervals(codings, tasks, sections, draws=2000)
    vectorised = time.perf_counter() - begun
    counts = np.random.default_rng(0).integers(0, 5, size=(44, 12))
    begun = time.perf_counter()
    looped(counts, 2000 // 20)
    one_by_one = (time.perf_counter() - begun) * 20
    begun = time.perf_counter()
    generator = np.random.default_rng(0)
    generator.multinomial(44, np.full(44, 1 / 44), size=2000) @ counts
    at_once = time.perf_counter() - begun
    print(f"2,000 draws on the corpus, both measures  {vectorised:8.3f} s")
    print(f"one document: a loop against one product  {one_by_one / at_once:8.0f} times")


def looped(counts: np.ndarray, draws: int) -> None:
    """The same draws task by task, as one would write them first."""
    generator = np.random.default_rng(0)
    for _ in range(draws):
        drawn = generator.integers(0, len(counts), size=len(counts))
        sums = [0] * counts.shape[1]
        for task in drawn:
            for theme, hits in enumerate(counts[task]):
                sums[theme] += int(hits)


def made_tables(number: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Documents and codings as a build of that size would hold them, text as categories."""
    names = [f"document-{place:06d}" for place in range(number)]
    years = 2010 + np.arange(number) % 15
    documents = pd.DataFrame(
        {
            "document": names, "genre": "plan", "tier": "county", "jurisdiction": "甲省/乙市", "han": 8000,
            "issued": [f"{year}-05-01" for year in years], "issued_from": "", "issued_to": "", "first": years, "last": years + 5,
        }
    )  # fmt: skip
    places = np.repeat(np.arange(number), HITS)
    themes = np.random.default_rng(0).integers(0, len(THEMES), size=len(places))
    codings = pd.DataFrame(
        {
            "document": pd.Categorical.from_codes(places, categories=pd.Index(names)),
            "scheme": pd.Categorical.from_codes(
                np.zeros(len(places), dtype=int), categories=pd.Index(["themes"])
            ),
            "theme": pd.Categorical.from_codes(themes, categories=pd.Index(THEMES)),
        }
    )
    return documents, codings


def large_table(number: int) -> None:
    documents, codings = made_tables(number)
    begun = time.perf_counter()
    shares = fz.theme_shares(codings, documents, themes=THEMES)
    took = time.perf_counter() - begun
    size = shares.memory_usage(deep=True).sum() / 2**20
    plain = shares.astype({name: object for name in shares.columns if str(shares[name].dtype) == "category"})
    wide = plain.memory_usage(deep=True).sum() / 2**20
    print(f"{number:,} documents by 12 themes            {took:8.2f} s")
    print(f"the table                                 {size:8.0f} MB")
    print(f"with text as objects instead              {wide / size:8.1f} times")
    del shares, plain
    tracemalloc.start()
    fz.theme_shares(codings, documents, themes=THEMES)
    print(f"most held while it is made                {tracemalloc.get_traced_memory()[1] / 2**20:8.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    corpus_draws()
    large_table(parser.parse_args().documents)


if __name__ == "__main__":
    main()
