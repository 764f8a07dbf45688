"""Everything there is to say about the groups of a collection, by several distances, in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.measuring.cluster_counts import cluster_counts
from fazhi_research.measuring.cluster_verdicts import cluster_factors, cluster_verdict
from fazhi_research.measuring.clusters import cluster_table
from fazhi_research.measuring.distances import known_distances
from fazhi_research.measuring.origins import seed_of, with_seed
from fazhi_research.measuring.permanova import document_factors, variance_explained
from fazhi_research.measuring.stability import cluster_stability

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

TABLES = ("counts", "clusters", "stability", "follows", "verdict", "variance")
"""The tables of findings, in reading order 聚类结果表."""


def cluster_findings(
    draws: Mapping[str, Sequence[pd.DataFrame]],
    documents: pd.DataFrame,
    *,
    k: int = 2,
    method: str = "ward",
    samples: int = 100,
    seed: int = 0,
) -> dict[str, pd.DataFrame]:
    """Tables on the groups of all documents by each of several distances 聚类结果汇总.

    `draws` gives for each distance, by a name of yours, its length-matched draws (`distance_draws`); their mean is grouped. Tables: counts
    (`cluster_counts`), clusters (`cluster_table`), stability (`cluster_stability`), follows (`cluster_factors`), verdict
    (`cluster_verdict`) and variance (`variance_explained`), each with the name as its first column, `measure`. The documents are
    grouped whatever their genre: what comes out may be genre, and `follows` says whether it is. Documents without distances are left
    out. `samples` bootstrap samples.
    """
    import pandas as pd

    from fazhi_research.measuring.length_matching import mean_distances

    factors = document_factors(documents)
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in TABLES}
    for measure, held in draws.items():
        distances = known_distances(mean_distances(list(held)))
        clusters = cluster_table(distances, k=k, method=method, seed=seed)
        stability = cluster_stability(
            distances, documents, k=k, method=method, draws=samples, matched=held, seed=seed
        )
        counts = cluster_counts(distances, method=method, draws=samples, seed=seed)
        follows = cluster_factors(clusters, factors, seed=seed)
        found = {"counts": counts, "clusters": clusters, "stability": stability, "follows": follows}
        found["verdict"] = cluster_verdict(stability, follows, counts)
        found["variance"] = variance_explained(distances, factors, seed=seed)
        for name, table in found.items():
            table.insert(0, "measure", measure)
            parts[name].append(table)
    return {
        name: with_seed(pd.concat(tables, ignore_index=True), seed_of(tables[0]))
        if tables
        else pd.DataFrame()
        for name, tables in parts.items()
    }
