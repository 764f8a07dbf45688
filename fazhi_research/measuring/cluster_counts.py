"""How many groups: several criteria side by side, for none of them decides."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.clusters import labels_of
from fazhi_research.measuring.distances import square
from fazhi_research.measuring.document_maps import coordinates
from fazhi_research.measuring.groupings import jaccard, silhouettes, variance_ratio
from fazhi_research.measuring.stability import samples

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

COUNT_COLUMNS = ("k", "silhouette", "variance_ratio", "gap", "gap_error", "jaccard", "single", "best")


def cluster_counts(
    distances: pd.DataFrame,
    *,
    ks: Sequence[int] = (),
    method: str = "ward",
    draws: int = 100,
    references: int = 50,
    most: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of criteria for the number of groups, side by side 聚类数准则.

    One row per k (1 to 8, or fewer than the documents, unless given). Columns: k; silhouette (mean width, Rousseeuw 1987);
    variance_ratio (pseudo-F, Caliński and Harabasz 1974, from distances); gap and gap_error (Tibshirani, Walther and
    Hastie 2001: how much tighter the groups are than those of evenly spread points in the box of the principal coordinates
    of the distances, and the error of that; the only one that can speak for k = 1, that is, for no groups); jaccard
    (mean over groups and bootstrap samples, as in `cluster_stability`); single (groups of one document); best: the
    criteria that favour this k, joined by ;. Silhouette, variance ratio and jaccard favour their largest value, gap the smallest
    k from which the next is not larger by more than its error. Where the criteria part, there is no number of groups to
    be found; that is a finding.
    """
    import pandas as pd

    names, values = square(distances, least=3)
    wanted = sorted(set(ks)) or list(range(1, min(8, len(names) - 1) + 1))
    if wrong := [k for k in wanted if not 1 <= k < len(names)]:
        raise TableError(f"k={wrong[0]} groups of {len(names)} documents: choose from 1 to {len(names) - 1}.")
    labels = {k: labels_of(values, k, method=method, seed=seed) for k in wanted}
    gaps = _gaps(values, labels, method, references, seed) if len(names) <= most else {}
    rows = []
    for k, own in labels.items():
        sizes = [int((own == label).sum()) for label in range(k)]
        known = k > 1
        width = float(silhouettes(values, own)[0].mean()) if known else float("nan")
        again = _again(values, own, k, method, draws, most, seed) if known else float("nan")
        rows.append(
            (k, width, variance_ratio(values, own), *gaps.get(k, (float("nan"),) * 2), again, sizes.count(1))
        )
    table = pd.DataFrame(rows, columns=list(COUNT_COLUMNS[:-1]))
    table["best"] = _favoured(table)
    return table


def _again(values: Any, labels: Any, k: int, method: str, draws: int, most: int, seed: int) -> float:
    """Mean best Jaccard index over groups and samples."""
    import numpy as np

    found = []
    for held in samples(len(values), k, draws, most, seed):
        new = labels_of(values[np.ix_(held, held)], min(k, len(held)), method=method, seed=seed)
        found += [float(row.max()) for row in jaccard(labels[held], new) if not np.isnan(row).any()]
    return float(np.mean(found))


def _gaps(
    values: Any, labels: dict[int, Any], method: str, references: int, seed: int
) -> dict[int, tuple[float, float]]:
    """The gap and its error for each k."""
    import numpy as np
    from scipy.spatial.distance import pdist, squareform

    points, _ = coordinates(values, dimensions=len(values) - 1)
    low, high = points.min(axis=0), points.max(axis=0)
    real = squareform(pdist(points))
    generator = np.random.default_rng(seed)
    null: dict[int, list[float]] = {k: [] for k in labels}
    for _ in range(references):
        even = squareform(pdist(generator.uniform(low, high, points.shape)))
        for k in labels:
            null[k].append(_spread(even, labels_of(even, k, method=method, seed=seed)))
    found = {}
    for k, own in labels.items():
        drawn = np.array(null[k])
        error = float(drawn.std() * np.sqrt(1 + 1 / references))
        found[k] = (float(drawn.mean()) - _spread(real, own), error)
    return found


def _spread(values: Any, labels: Any) -> float:
    """Logarithm of the sum of squares within the groups."""
    import numpy as np

    parts = [
        (values[np.ix_(labels == one, labels == one)] ** 2).sum() / 2 / (labels == one).sum()
        for one in set(labels.tolist())
    ]
    return float(np.log(max(sum(parts), 1e-300)))


def _favoured(table: pd.DataFrame) -> list[str]:
    """The criteria at their best in each row."""
    import numpy as np

    ks = [int(k) for k in table["k"]]
    best: dict[int, list[str]] = {k: [] for k in ks}
    for name in ("silhouette", "variance_ratio", "jaccard"):
        values = table[name].to_numpy(dtype="float64")
        if not np.isnan(values).all():
            best[ks[int(np.nanargmax(values))]].append(name)
    known = table[table["gap"].notna()]
    rows = list(zip(known["k"], known["gap"], known["gap_error"], strict=True))
    for (k, gap, _), (_, after, error) in pairwise(rows):
        if gap >= after - error:
            best[int(k)].append("gap")
            break
    return [";".join(best[k]) for k in ks]
