"""Grouping around medoids: documents that stand for their group."""

from __future__ import annotations

from typing import Any

ROUNDS = 100
CELLS = 20_000_000
"""The most numbers held at once while candidates are tried 每批计算量."""


def medoids_of(distances: Any, k: int) -> tuple[Any, Any]:
    """The rows that are medoids, in rising order, and for each row the place of its medoid among them 中心点划分.

    Partitioning around medoids: BUILD takes one after the other the row that shortens the sum of distances most, SWAP
    exchanges the medoid and the row whose exchange shortens it most, until none does (Kaufman and Rousseeuw
    1990); all exchanges with one row are tried together (FastPAM1, Schubert and Rousseeuw 2021). The sum of
    distances is at a local minimum. Equals are decided by the order of the rows; nothing is drawn.

    `distances` is a square array without gaps, k from 1 to its rows.

    >>> import numpy as np
    >>> points = np.array([0.0, 1.0, 2.0, 10.0, 11.0])
    >>> medoids, places = medoids_of(np.abs(points[:, None] - points[None]), 2)
    >>> medoids.tolist(), places.tolist()
    ([1, 3], [0, 0, 0, 1, 1])
    """
    import numpy as np

    chosen = _built(distances, k)
    for _ in range(ROUNDS):
        gain, medoid, row = _best_swap(distances, chosen)
        if gain >= -1e-12:
            break
        chosen[medoid] = row
    medoids = np.sort(np.array(chosen))
    places = distances[:, medoids].argmin(axis=1)
    places[medoids] = np.arange(k)  # of rows that are the same, each medoid keeps itself: no group is empty
    return medoids, places


def _built(distances: Any, k: int) -> list[int]:
    """The first medoids, one after the other."""
    import numpy as np

    chosen = [int(distances.sum(axis=0).argmin())]
    nearest = distances[:, chosen[0]].copy()
    while len(chosen) < k:
        gains = np.empty(len(distances))
        for rows in _pieces(len(distances)):
            gains[rows] = np.minimum(distances[:, rows] - nearest[:, None], 0).sum(axis=0)
        gains[chosen] = np.inf
        chosen.append(int(gains.argmin()))
        nearest = np.minimum(nearest, distances[:, chosen[-1]])
    return chosen


def _best_swap(distances: Any, chosen: list[int]) -> tuple[float, int, int]:
    """How much the best exchange changes the sum, which medoid goes and which row comes."""
    import numpy as np

    to = distances[:, chosen]
    order = np.argsort(to, axis=1, kind="stable")
    near = order[:, 0]
    first = to[np.arange(len(to)), near]
    second = to[np.arange(len(to)), order[:, 1]] if len(chosen) > 1 else np.full(len(to), np.inf)
    group = np.eye(len(chosen))[near]
    best = (0.0, 0, 0)
    for rows in _pieces(len(distances)):
        here = distances[:, rows]
        shared = np.minimum(here - first[:, None], 0)
        if len(chosen) > 1:
            # a row whose medoid goes moves to the new row or to its second: what that costs beyond `shared`
            extra = np.minimum(here, second[:, None]) - first[:, None] - shared
        else:
            extra = here - first[:, None] - shared
        change = shared.sum(axis=0)[None, :] + group.T @ extra
        change[:, np.isin(np.arange(len(distances))[rows], chosen)] = np.inf
        place = int(change.argmin())
        medoid, row = divmod(place, change.shape[1])
        if change[medoid, row] < best[0] - 1e-12:
            best = (float(change[medoid, row]), medoid, rows.start + row)
    return best


def _pieces(size: int) -> list[slice]:
    """The rows in pieces that fit in memory."""
    step = max(1, CELLS // max(size, 1))
    return [slice(start, min(start + step, size)) for start in range(0, size, step)]
