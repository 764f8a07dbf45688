"""Parting the nodes of a network into groups: one run of the Louvain method, and how like two partings are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fazhi_research.measuring.incidence import Matrix


def louvain(ties: Matrix, seed: int, *, resolution: float = 1.0) -> NDArray[np.int64]:
    """The group of each node after one run of the Louvain method, numbered by first appearance.

    Blondel et al. 2008, J. Stat. Mech. P10008. Nodes are visited in an order drawn with the seed, and go to the group of the largest gain,
    to that of the lowest number where several gain alike. With whole numbers as weights every gain is a whole number, so that no
    rounding can make another machine decide otherwise.
    """
    import numpy as np
    from scipy.sparse import csr_array

    draw = np.random.default_rng(seed)
    count = ties.shape[0]
    groups = np.arange(count)
    level: Any = ties
    while True:
        found = _moved(level, draw.permutation(level.shape[0]), resolution)
        groups = found[groups]
        few = int(found.max(initial=-1)) + 1
        if few == level.shape[0]:
            return _numbered(groups)
        size = level.shape[0]
        joined: Any = csr_array((np.ones(size), (np.arange(size), found)), shape=(size, few))
        level = (joined.T @ level @ joined).tocsr()


def _moved(ties: Any, order: NDArray[np.int64], resolution: float) -> NDArray[np.int64]:
    """The group of each node when no node gains by moving, numbered without gaps. The diagonal counts what is within a node."""
    import numpy as np

    count = ties.shape[0]
    strength = np.asarray(ties.sum(axis=1)).ravel()
    twice = float(strength.sum())
    group = np.arange(count)
    held = strength.copy()
    exact = resolution.is_integer() and not np.any(ties.data % 1)
    slack = 0.0 if exact else 1e-9 * twice  # a gain of rounding only would let a node go to and fro for ever
    pointers = ties.indptr.tolist()
    visits, left = order.tolist(), len(order)
    while left:
        for node in visits:
            start, stop = pointers[node], pointers[node + 1]
            around, own, weight = ties.indices[start:stop], int(group[node]), strength[node]
            others = around != node
            to = np.bincount(group[around[others]], weights=ties.data[start:stop][others], minlength=count)
            held[own] -= weight
            near = np.flatnonzero(to)
            gains = to[near] * twice - resolution * weight * held[near]
            stay = to[own] * twice - resolution * weight * held[own]
            best = int(gains.argmax()) if len(near) else -1
            goal = int(near[best]) if best >= 0 and gains[best] > stay + slack else own
            held[goal] += weight
            if goal != own:
                group[node], left = goal, len(order)
            else:
                left -= 1
            if not left:
                break
    return np.unique(group, return_inverse=True)[1]


def _numbered(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same parting with groups numbered in the order of their first node."""
    import numpy as np

    first, of = np.unique(groups, return_index=True, return_inverse=True)[1:]
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    numbered: NDArray[np.int64] = rank[of]
    return numbered


def modularity(ties: Matrix, groups: NDArray[np.int64], *, resolution: float = 1.0) -> float:
    """The share of weight within groups less what chance would put there (Newman and Girvan 2004)."""
    import numpy as np

    strength = np.asarray(ties.sum(axis=1)).ravel()
    twice = float(strength.sum())
    if not twice:
        return 0.0
    row = np.repeat(np.arange(ties.shape[0]), np.diff(ties.indptr))
    within = float(ties.data[groups[row] == groups[ties.indices]].sum())
    held = np.bincount(groups, weights=strength)
    return (within * twice - resolution * float((held**2).sum())) / twice**2


def rand_index(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
    """How like two partings are, 1 the same and 0 as by chance: the adjusted Rand index (Hubert and Arabie 1985)."""
    import numpy as np

    table, rows, columns = _counts(first, second)
    pairs = [float((cells * (cells - 1)).sum()) / 2 for cells in (table, rows, columns)]
    every = len(first) * (len(first) - 1) / 2
    expected = pairs[1] * pairs[2] / every if every else 0.0
    most = (pairs[1] + pairs[2]) / 2
    return 1.0 if np.isclose(most, expected) else (pairs[0] - expected) / (most - expected)


def mutual_information(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
    """How much two partings tell of each other, 0 to 1: mutual information over the mean of their entropies."""
    import numpy as np

    shares = [cells[cells > 0] / len(first) for cells in _counts(first, second)]
    joint, one, two = (-float((cells * np.log(cells)).sum()) for cells in shares)
    return 1.0 if one + two == 0 else max(0.0, 2 * (one + two - joint) / (one + two))


def _counts(first: NDArray[np.int64], second: NDArray[np.int64]) -> tuple[NDArray[np.float64], ...]:
    """How many nodes are in each pair of groups, and in each group of the one and of the other."""
    import numpy as np

    wide = int(second.max(initial=0)) + 1
    cells = (first * wide + second, first, second)
    return tuple(np.bincount(one).astype(np.float64) for one in cells)
