"""How well groups are told apart, and how alike two groupings are."""

from __future__ import annotations

from typing import Any


def silhouettes(values: Any, labels: Any) -> tuple[Any, Any]:
    """The silhouette width of each row and the place of its nearest other group (-1 if none) 轮廓系数.

    Rousseeuw 1987: (b - a) / max(a, b), a the mean distance to the row's own group, b to the nearest other one;
    0 for a row alone in its group, and where there is only one group. `values` is a square array of distances,
    `labels` count from 0.

    >>> import numpy as np
    >>> points = np.array([0.0, 1.0, 9.0])
    >>> width, nearest = silhouettes(np.abs(points[:, None] - points[None]), np.array([0, 0, 1]))
    >>> width.round(3).tolist(), nearest.tolist()
    ([0.889, 0.875, 0.0], [1, 1, 0])
    """
    import numpy as np

    rows = np.arange(len(labels))
    group = np.eye(int(labels.max()) + 1)[labels]
    sizes = group.sum(axis=0)
    if len(sizes) < 2:
        return np.zeros(len(labels)), np.full(len(labels), -1)
    sums = values @ group
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    means = sums / sizes
    means[rows, labels] = np.inf
    nearest = means.argmin(axis=1)
    other = means[rows, nearest]
    most = np.maximum(own, other)
    width = np.divide(other - own, most, out=np.zeros(len(labels)), where=most > 0)
    return np.where(sizes[labels] == 1, 0.0, width), nearest


def variance_ratio(values: Any, labels: Any) -> float:
    """How much farther groups lie apart than their rows, per degree of freedom 伪F值.

    The pseudo-F of Caliński and Harabasz (1974) from distances, as in Anderson (2001): the sum of squared distances
    within a group over its size stands for its sum of squares, exactly so for Euclidean distances. Empty for one
    group or as many groups as rows; infinite where groups have no spread.
    """
    import numpy as np

    n, k = len(labels), int(labels.max()) + 1
    if not 1 < k < n:
        return float("nan")
    square = values**2
    total = square.sum() / 2 / n
    within = sum(
        square[np.ix_(labels == one, labels == one)].sum() / 2 / (labels == one).sum() for one in range(k)
    )
    return float((total - within) / (k - 1) / (within / (n - k))) if within > 0 else float("inf")


def jaccard(one: Any, two: Any) -> Any:
    """The Jaccard index of every group of one grouping with every group of another of the same rows 雅卡尔指数.

    An array of groups by groups: rows in both over rows in either; empty where neither has a row. Labels count from 0.

    >>> import numpy as np
    >>> jaccard(np.array([0, 0, 1]), np.array([0, 1, 1])).tolist()
    [[0.5, 0.3333333333333333], [0.0, 0.5]]
    """
    import numpy as np

    first, second = np.eye(int(one.max()) + 1)[one], np.eye(int(two.max()) + 1)[two]
    both = first.T @ second
    either = first.sum(axis=0)[:, None] + second.sum(axis=0)[None, :] - both
    return np.divide(both, either, out=np.full(both.shape, np.nan), where=either > 0)
