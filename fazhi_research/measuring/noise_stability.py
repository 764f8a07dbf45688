"""How stable groups look where there are none: the bar that groups have to clear."""

from __future__ import annotations

from typing import Any

from fazhi_research.measuring.clusters import labels_of
from fazhi_research.measuring.document_maps import coordinates
from fazhi_research.measuring.groupings import jaccard

REFERENCES, LEVEL = 40, 0.95


def noise_bar(
    values: Any,
    drawn: list[Any],
    *,
    k: int,
    method: str = "ward",
    references: int = REFERENCES,
    seed: int = 0,
) -> float:
    """The mean Jaccard index that the best group of one cloud without groups stays below 95 times in 100 无结构基准.

    Few points make groups that come back in the bootstrap although they are none. So as many points as there are documents are
    drawn from one normal distribution with the spread of the documents' principal coordinates, `references` times; each time they are
    grouped, and grouped again in the samples `drawn` (arrays of rows), as the documents are. Of each time the group that comes back
    best counts (groups of one, and what is left beside such, do not); the bar is the 95 % quantile of these.
    """
    import numpy as np
    from scipy.spatial.distance import pdist, squareform

    points, _ = coordinates(values, dimensions=len(values) - 1)
    spread = points.std(axis=0)
    generator = np.random.default_rng(seed)
    best = []
    for _ in range(references):
        cloud = squareform(pdist(generator.normal(size=points.shape) * spread))
        best.append(_best(cloud, drawn, k, method, seed))
    return float(np.quantile(best, LEVEL)) if best else float("nan")


def _best(values: Any, drawn: list[Any], k: int, method: str, seed: int) -> float:
    """The mean index of the group that comes back best; 0 if no group counts."""
    import numpy as np

    labels = labels_of(values, k, method=method, seed=seed)
    sizes = np.bincount(labels, minlength=k)
    counted = np.flatnonzero((sizes > 1) & (sizes <= len(labels) - k))
    found: dict[int, list[float]] = {int(label): [] for label in counted}
    for held in drawn if len(counted) else []:
        own = labels[held]
        index = jaccard(
            own, labels_of(values[np.ix_(held, held)], min(k, len(held)), method=method, seed=seed)
        ).max(axis=1, initial=0.0)
        for label in found:
            if (own == label).any():
                found[label].append(float(index[label]))
    return max((float(np.mean(one)) for one in found.values() if one), default=0.0)
