"""Documents as points on a map, with the clouds in which they move when passages are drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.distances import known_distances, square
from fazhi_research.measuring.origins import seed_of, with_seed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

MAP_COLUMNS = ("document", "draw", "x", "y", "correlation", "stress")
ROUNDS, CLOSE = 1000, 1e-9


def coordinates(values: Any, *, dimensions: int = 2) -> tuple[Any, float]:
    """Points whose distances are as near as may be, and the share of the positive eigenvalues they show 主坐标.

    Classical scaling (Torgerson 1952; Gower 1966): eigenvectors of the doubly centred squared distances. Each axis
    points so that its largest coordinate by size is positive. Fewer dimensions than asked for are filled with 0.

    >>> import numpy as np
    >>> points, shown = coordinates(np.array([[0.0, 1.0, 3.0], [1.0, 0.0, 2.0], [3.0, 2.0, 0.0]]), dimensions=1)
    >>> np.abs(points[0, 0] - points[2, 0]).round(6), round(shown, 6)
    (np.float64(3.0), 1.0)
    """
    import numpy as np

    n = len(values)
    square = values**2
    centred = -(square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean()) / 2
    weights, vectors = np.linalg.eigh(centred)
    weights, vectors = weights[::-1], vectors[:, ::-1]
    kept = np.maximum(weights[:dimensions], 0.0)
    points = vectors[:, :dimensions] * np.sqrt(kept)
    largest = points[np.abs(points).round(9).argmax(axis=0), np.arange(points.shape[1])]
    points = points * np.where(largest < 0, -1.0, 1.0)
    if points.shape[1] < dimensions:
        points = np.hstack([points, np.zeros((n, dimensions - points.shape[1]))])
    total = np.maximum(weights, 0.0).sum()
    return points, float(kept.sum() / total) if total > 0 else 1.0


def mapped(values: Any, *, dimensions: int = 2) -> Any:
    """Points whose distances miss those given by the least sum of squares, from `coordinates` on 应力最小化.

    Stress majorisation (SMACOF: de Leeuw 1977): every round moves each point to the mean of where the others want it,
    and never makes the sum larger; it ends when a round gains less than a billionth. A local minimum; nothing is drawn.
    """
    import numpy as np
    from scipy.spatial.distance import pdist, squareform

    points, _ = coordinates(values, dimensions=dimensions)
    before, total = np.inf, max(float((values**2).sum()) / 2, 1e-300)
    for _ in range(ROUNDS):
        drawn = squareform(pdist(points))
        off = float(((drawn - values) ** 2).sum()) / 2 / total
        if before - off < CLOSE:
            break
        before = off
        ratio = np.divide(values, drawn, out=np.zeros(values.shape), where=drawn > 1e-12)
        points = (points * ratio.sum(axis=1)[:, None] - ratio @ points) / len(values)
    return points


def map_fit(values: Any, points: Any) -> tuple[float, float]:
    """The correlation of the distances on a map with those given, and Kruskal's stress-1 地图拟合度.

    Kruskal 1964: the root of the summed squares of what the map misses over those of its distances, 0 for a perfect map.
    The correlation is empty where all distances are the same.
    """
    import numpy as np
    from scipy.spatial.distance import pdist, squareform

    drawn, told = pdist(points), squareform(values, checks=False)
    total = (drawn**2).sum()
    off = float(np.sqrt(((drawn - told) ** 2).sum() / total)) if total > 0 else 0.0
    spread = drawn.std() > 0 and told.std() > 0
    return (float(np.corrcoef(drawn, told)[0, 1]) if spread else float("nan")), off


def document_map(distances: pd.DataFrame, *, draws: Sequence[pd.DataFrame] = ()) -> pd.DataFrame:
    """A table of points for documents on a map of two dimensions, and for each draw again 文件地图.

    Draw 0 is the map of `distances` (`mapped`). Each of `draws` (from `distance_draws`) is mapped alone, then turned,
    mirrored, moved and scaled to fit the first map best (Procrustes: Gower 1975), so that what is left is how far a document
    moves against the others. Columns: document, draw, x, y, and of the whole map correlation and stress (`map_fit`). Only
    distances between points mean anything, not the axes; where stress is above 0.2 (Kruskal's "poor"), not even these mean much.
    """
    import pandas as pd

    names, values = square(distances, least=3)
    points = mapped(values)
    parts = [_rows(names, 0, points, values)]
    for number, draw in enumerate(draws, start=1):
        known = known_distances(draw)
        held = [name for name in names if name in set(map(str, known.index))]
        if len(held) < 3:
            continue
        own = known.loc[held, held].to_numpy(dtype="float64")
        rows = [names.index(name) for name in held]
        part = _rows(held, number, found := mapped(own), own)
        part[["x", "y"]] = fitted(found, points[rows])
        parts.append(part)
    return with_seed(pd.concat(parts, ignore_index=True), seed_of(draws[0]) if draws else None)


def fitted(points: Any, to: Any) -> Any:
    """Points turned, mirrored, moved and scaled to lie as near as may be to others 普氏配准."""
    import numpy as np

    centre, goal = points.mean(axis=0), to.mean(axis=0)
    moved, aim = points - centre, to - goal
    left, sizes, right = np.linalg.svd(moved.T @ aim)
    length = (moved**2).sum()
    if length == 0:
        raise TableError("a map whose points all lie together cannot be fitted: the documents are identical.")
    return moved @ (left @ right) * (sizes.sum() / length) + goal


def _rows(names: list[str], draw: int, points: Any, values: Any) -> pd.DataFrame:
    """The rows of one map."""
    import pandas as pd

    fit, off = map_fit(values, points)
    table = pd.DataFrame({"document": names, "draw": draw, "x": points[:, 0], "y": points[:, 1]})
    return table.assign(correlation=fit, stress=off)[list(MAP_COLUMNS)]
