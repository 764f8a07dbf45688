"""How far documents lie apart: by their profiles, and by the composition of their themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.profiles import measured_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

STANDARDS = ("z", "robust", "range", "none")
METRICS = ("euclidean", "gower")
BLOCKS = {
    "theme": "themes", "themes": "themes", "instrument": "instruments", "modality": "modality",
    "obligations": "modality", "lead": "agencies", "assignments": "agencies", "commitments": "commitments",
}  # fmt: skip
"""Which groups of columns count together, each block as much as any other 等权分块."""
STEP, ROWS = 256, 64
"""Rows and columns of a block, and rows taken together: what a core's cache holds of ten thousand documents 分块大小."""
PSEUDO = 0.5
"""Hits added to every theme before logarithms: Jeffreys' prior 零值替换."""


def standardise(profiles: pd.DataFrame, *, columns: Sequence[str] = (), standard: str = "z") -> pd.DataFrame:
    """A table of the measures on one scale, a row per document 标准化画像.

    "z": less the mean, over the standard deviation (of these documents, n in the denominator); "robust": less the
    median, over the interquartile range (a column whose quartiles coincide is scaled as "range"); "range": from 0
    (least) to 1 (most); "none": as they are. Columns: document and the measures (`columns`, or all). A column
    that no document has is left out; one that is the same in all is 0 in all. Missing stays missing.

    >>> import pandas as pd
    >>> profiles = pd.DataFrame({"document": ["a", "b", "c"], "theme_X": [1.0, 3.0, None], "theme_Y": [2.0, 2.0, 2.0]})
    >>> standardise(profiles)[["theme_X", "theme_Y"]].values.tolist()
    [[-1.0, 0.0], [1.0, 0.0], [nan, 0.0]]
    """
    import pandas as pd

    if standard not in STANDARDS:
        raise FazhiError(f"standard={standard!r} is unknown: choose one of {', '.join(STANDARDS)}.")
    require_columns(profiles, ["document", *columns], "profiles")
    names = list(columns) or measured_columns(profiles)
    scaled: dict[str, Any] = {"document": profiles["document"].astype(object).to_numpy()}
    for name in names:
        values = pd.to_numeric(profiles[name]).astype("float64")
        if not bool(values.isna().all()):
            scaled[name] = _scaled(values, standard).to_numpy()
    return pd.DataFrame(scaled)


def _scaled(values: pd.Series[float], standard: str) -> pd.Series[float]:
    """One column on its scale."""
    if standard == "none":
        return values
    if values.max() == values.min():
        return values * 0.0
    if standard == "z":
        return (values - values.mean()) / values.std(ddof=0)
    quarter = values.quantile(0.75) - values.quantile(0.25)
    if standard == "robust" and quarter > 0:
        return (values - values.median()) / quarter
    return (values - values.min()) / (values.max() - values.min())


def profile_distances(
    profiles: pd.DataFrame,
    *,
    columns: Sequence[str] = (),
    standard: str = "z",
    metric: str = "euclidean",
    balance: bool = True,
    least: float = 0.5,
) -> pd.DataFrame:
    """A square table of how far documents lie apart by their profiles 画像距离.

    "euclidean": the root of the weighted mean of squared differences of the measures, standardised as told;
    "gower": the weighted mean of absolute differences over the range of each (Gower 1971; `standard` is "range"). With
    `balance` every block of columns (`BLOCKS`: themes, instruments, modality, agencies, commitments) weighs the same,
    however many columns it has; else every column does. Columns that are constant or missing in all documents
    have no weight.

    Missing: the mean runs over the columns that both documents have, as Gower's does. A pair that has less than
    `least` of the weight in common has no distance (empty). Such distances need not be Euclidean.

    Raises TableError when no column tells the documents apart.

    >>> import pandas as pd
    >>> profiles = pd.DataFrame({"document": list("abc"), "theme_X": [0.0, 0.5, 1.0], "lead_hhi": [0.2, 0.4, None]})
    >>> profile_distances(profiles, metric="gower").round(2).values.tolist()
    [[0.0, 0.75, 1.0], [0.75, 0.0, 0.5], [1.0, 0.5, 0.0]]
    """
    import numpy as np

    if metric not in METRICS:
        raise FazhiError(f"metric={metric!r} is unknown: choose one of {', '.join(METRICS)}.")
    scaled = standardise(profiles, columns=columns, standard="range" if metric == "gower" else standard)
    names = [
        name for name in scaled.columns if name != "document" and scaled[name].max() > scaled[name].min()
    ]
    if not names:
        raise TableError(
            f"no column tells the {len(profiles)} documents apart: all are constant or missing. Give at least two "
            "different documents, or profiles with more columns."
        )
    blocks = [BLOCKS.get(name.split("_")[0], name) for name in names]
    weights = np.array([1 / blocks.count(block) if balance else 1.0 for block in blocks])
    # the same both ways to the last bit, so that its rows are its columns
    return _square(scaled["document"], _weighted(scaled[names].to_numpy(), weights, metric, least).T)


def _weighted(values: Any, weights: Any, metric: str, least: float) -> Any:
    """Distances over the columns that both rows have."""
    import numpy as np

    if metric == "euclidean" and not np.isnan(values).any():
        return _plain(values * np.sqrt(weights / weights.sum()))
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    there = known.astype("float64")
    found, shared = _sums(filled, there, weights, metric), (there * weights) @ there.T
    with np.errstate(divide="ignore", invalid="ignore"):
        found /= shared
    found[shared < max(least * weights.sum() - 1e-9, 1e-9)] = np.nan
    if metric == "euclidean":
        np.sqrt(np.maximum(found, 0.0, out=found), out=found)
    return _even(found)


def _plain(points: Any) -> Any:
    """Distances between rows without gaps, in the memory of one square array."""
    import numpy as np

    lengths = (points**2).sum(axis=1)
    found = points @ points.T
    for start in range(0, len(found), ROWS):
        rows = found[start : start + ROWS]
        rows *= -2
        rows += lengths[start : start + ROWS, None]
        rows += lengths[None, :]
        np.sqrt(np.maximum(rows, 0.0, out=rows), out=rows)
    return _even(found)


def _even(found: Any) -> Any:
    """Distances made symmetric and zero from a row to itself to the last bit."""
    import numpy as np

    np.fill_diagonal(found, 0.0)
    for one, two in _opposite(found):
        for block in (one, two):
            block[block < 1e-7] = 0.0  # identical rows, but for the last bits of a difference of squares
        mean = (one + two.T) / 2
        one[:], two[:] = mean, mean.T
    return found


def _opposite(found: Any) -> Iterator[tuple[Any, Any]]:
    """The blocks of a square array on and above the diagonal, each with the one across it."""
    for row in range(0, len(found), STEP):
        for column in range(row, len(found), STEP):
            one, two = slice(row, row + STEP), slice(column, column + STEP)
            yield found[one, two], found[two, one]


def _sums(filled: Any, there: Any, weights: Any, metric: str) -> Any:
    """Weighted sums of the differences of rows over the columns that both have; gaps are filled with 0."""
    import numpy as np

    if metric == "euclidean":
        total = (filled**2 * weights) @ there.T
        total += total.T.copy()
        total -= 2 * ((filled * weights) @ filled.T)
        return total
    total = np.zeros((len(filled), len(filled)))
    for column, weight in enumerate(weights):
        gap = np.abs(filled[:, column, None] - filled[None, :, column])
        total += weight * gap * (there[:, column, None] * there[None, :, column])
    return total


def theme_distances(shares: pd.DataFrame, *, pseudo: float = PSEUDO) -> pd.DataFrame:
    """A square table of how far documents lie apart by the composition of their themes 主题构成距离.

    Aitchison's distance (1986): shares of a whole cannot move alone, so that their logarithms are taken against
    their mean logarithm (centred log-ratio) and compared as points. A logarithm of zero does not exist: `pseudo`
    hits (Jeffreys' prior, one half) are added to every theme first, whatever the length of the document, which
    pulls short documents towards even shares (Martín-Fernández et al. 2015 compare such replacements).

    `shares` comes from `theme_shares` (document, theme, hits). A document without a hit has no distances (empty).
    Raises TableError for fewer than two themes.

    >>> import pandas as pd
    >>> rows = [("a", "X", 0), ("a", "Y", 1), ("b", "X", 1), ("b", "Y", 4)]
    >>> shares = pd.DataFrame(rows, columns=["document", "theme", "hits"])
    >>> theme_distances(shares, pseudo=0.5).round(6).loc["a", "b"]  # both have X : Y = 1 : 3
    np.float64(0.0)
    """
    require_columns(shares, ["document", "theme", "hits"], "shares")
    if pseudo <= 0:
        raise FazhiError(
            f"pseudo={pseudo}: give a number above zero, such as 0.5; a logarithm of zero does not exist."
        )
    rows = shares.astype({"document": object, "theme": object})
    wide = rows.pivot_table(index="document", columns="theme", values="hits", aggfunc="sum", fill_value=0)
    if wide.shape[1] < 2:
        raise TableError("the shares have fewer than two themes: there is no composition to compare.")
    return _square(wide.index, log_ratio_distances(wide.to_numpy(dtype="float64"), pseudo))


def log_ratio_distances(counts: Any, pseudo: float = PSEUDO) -> Any:
    """Aitchison's distances between rows of counts; empty for rows without any 对数比距离."""
    import numpy as np
    from scipy.spatial.distance import pdist, squareform

    logs = np.log(counts + pseudo)
    centred = logs - logs.mean(axis=1, keepdims=True)
    found = squareform(pdist(centred))
    empty = counts.sum(axis=1) == 0
    found[empty, :] = found[:, empty] = np.nan
    return found


def _square(names: Any, values: Any) -> pd.DataFrame:
    """Values with the documents on both sides; an array that stands column after column is not copied.

    So pandas keeps a copy, and sums over a table's rows would round otherwise in one that stands row after row.
    """
    import numpy as np
    import pandas as pd

    labels = pd.Index(list(map(str, names)), name="document", dtype=object)
    return pd.DataFrame(np.asfortranarray(values), index=labels, columns=labels.rename(None), copy=False)


def square(distances: pd.DataFrame, *, least: int = 2) -> tuple[list[str], Any]:
    """The documents of a square table of distances and its values, checked 距离矩阵.

    Raises TableError unless rows and columns name the same documents in the same order, at least `least` of
    them, each once, and the values are known, symmetric, not below zero and zero from a document to itself.
    """
    import numpy as np

    names = [str(name) for name in distances.index]
    if names != [str(name) for name in distances.columns] or len(set(names)) != len(names):
        raise TableError(
            "distances must have the same documents, each once, in the same order down and across."
        )
    if len(names) < least:
        raise TableError(
            f"{len(names)} document(s) to compare ({', '.join(names) or 'none'}): at least {least} are needed."
        )
    values = distances.to_numpy(dtype="float64")
    least_of_all = values.min(initial=0.0)
    if np.isnan(least_of_all):
        raise TableError(_unknown(names, np.isnan(values)))
    apart = max(np.abs(one - two.T).max() for one, two in _opposite(values))
    if least_of_all < 0 or max(apart, np.abs(np.diag(values)).max()) > 1e-9 * max(values.max(), 1.0):
        raise TableError("distances must be symmetric, not below zero, and zero from a document to itself.")
    return names, values


def _unknown(names: list[str], lost: Any) -> str:
    """The words for distances that are missing."""
    import numpy as np

    one, two = np.argwhere(lost)[0].tolist()
    return (
        f"{names[one]} and {names[two]} have no distance, for too little is known of both ({int(lost.any(axis=1).sum())} "
        "documents concerned): leave documents out with known_distances(...), or choose columns that more documents have."
    )


def known_distances(distances: pd.DataFrame) -> pd.DataFrame:
    """The square table without the documents that lack most distances, until none is missing 完整距离.

    One document after the other is left out: the one with most missing distances, the last by name among equals.
    Their names are in `attrs["left_out"]`.
    """
    import numpy as np

    kept, left = distances.copy(), []
    while len(kept) and bool(kept.isna().to_numpy().any()):
        lost = kept.isna().sum(axis=1).to_numpy()
        worst = str(kept.index[int(np.flatnonzero(lost == lost.max())[-1])])
        left.append(worst)
        kept = kept.drop(index=worst, columns=worst)
    kept.attrs["left_out"] = sorted(left)
    return kept
