"""How far coders agree: Krippendorff's alpha for single codes and for sets of codes, with bootstrap intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import pandas as pd

NONE = "NONE"
"""The code that says: read, and none of the themes fits. An empty cell says: not coded."""

SEPARATOR = ";"
_MOST_WEIGHTS = 5_000_000
DISTANCES = ("nominal", "masi")
ALPHA_COLUMNS = (
    "value", "distance", "coders", "units", "left_out", "values", "observed", "expected", "alpha", "low",
    "high", "level", "draws", "defined",
)  # fmt: skip


def krippendorff_alpha(
    codes: pd.DataFrame,
    *,
    value: str = "primary",
    distance: str = "nominal",
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of one row with the agreement of two or more coders beyond chance, and its interval 克里彭多夫α系数.

    `codes` has a row per unit and coder: unit, coder and the column named by `value`. An empty cell, or a row that is
    not there, is a missing code; units with fewer than two codes are left out. `distance` is "nominal" (codes are the
    same or not) or "masi" (a cell holds several codes joined by ;, NONE is the empty set, and two sets are as far apart
    as `masi_distance` says).

    Columns: value, distance, coders, units (with two or more codes), left_out, values (codes compared), observed and
    expected (mean disagreement within units and between all values), alpha (1 - observed / expected), low and high
    (ends of the percentile interval of `level` from `draws` resamples of units, expected disagreement computed anew in
    each), draws, and defined (resamples in which alpha exists). Where all values are the same alpha is empty: without
    variation, agreement cannot be told from chance.

    Method: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); Content Analysis, 4th ed. (2018), ch. 12;
    for sets Passonneau, Measuring Agreement on Set-valued Items (LREC 2006).

    Raises TableError for a missing column, an unknown distance, and two rows of one coder for one unit.

    >>> import pandas as pd
    >>> coded = {"甲": "aabbdcccedda", "乙": "babbbccceddd"}
    >>> rows = [(unit, coder, code) for coder, line in coded.items() for unit, code in enumerate(line)]
    >>> table = krippendorff_alpha(pd.DataFrame(rows, columns=["unit", "coder", "primary"]), draws=200)
    >>> print(f"{table.loc[0, 'alpha']:.3f}")
    0.692
    """
    import numpy as np
    import pandas as pd

    if distance not in DISTANCES:
        raise TableError(f"distance={distance!r} is not known: choose one of {', '.join(DISTANCES)}.")
    given = filled(codes, value)
    counts, labels = _counts(given, distance)
    compared = counts[counts.sum(axis=1) >= 2]
    gaps = _gaps(labels, distance)
    # units coded alike are one profile, drawn as often as there are such units: the same, and much quicker
    profiles, sizes = np.unique(compared, axis=0, return_counts=True)
    inner = ((profiles @ gaps) * profiles).sum(axis=1) / np.maximum(profiles.sum(axis=1) - 1, 1)
    observed, expected = _disagreements(sizes[None, :].astype(float), profiles, gaps=gaps, inner=inner)
    parts = [
        _alphas(*_disagreements(weights, profiles, gaps=gaps, inner=inner))
        for weights in _resamples(sizes, draws, seed)
    ]
    alphas = np.concatenate([*parts, np.empty(0)])
    alphas = alphas[~np.isnan(alphas)]
    tail = (1 - level) / 2
    low, high = np.quantile(alphas, [tail, 1 - tail]) if len(alphas) else (np.nan, np.nan)
    row = (
        value, distance, given["coder"].nunique(), len(compared), len(counts) - len(compared), int(compared.sum()),
        float(observed[0]), float(expected[0]), float(_alphas(observed, expected)[0]), float(low), float(high), level,
        draws, len(alphas),
    )  # fmt: skip
    return pd.DataFrame([row], columns=list(ALPHA_COLUMNS))


def masi_distance(first: frozenset[str], second: frozenset[str]) -> float:
    """The distance of two sets of codes, from 0 (the same) to 1 (nothing in common) 集合距离.

    1 less the product of Jaccard's index and monotonicity: 1 for equal sets, 2/3 where one holds the other, 1/3 where
    they overlap, 0 where they are disjoint (Passonneau 2006). Two empty sets are the same; an empty and a filled one
    have nothing in common.

    >>> round(masi_distance(frozenset("ab"), frozenset("abcd")), 3)  # 1 - 2/4 * 2/3
    0.667
    """
    if first == second:
        return 0.0
    shared = len(first & second)
    if not shared:
        return 1.0
    monotone = 2 / 3 if first <= second or second <= first else 1 / 3
    return 1 - shared / len(first | second) * monotone


def code_set(cell: str) -> frozenset[str]:
    """The codes of a cell, NONE being no code 编码集合.

    >>> sorted(code_set("FUN;DIG")), sorted(code_set("NONE"))
    (['DIG', 'FUN'], [])
    """
    return frozenset(code for code in cell.split(SEPARATOR) if code not in ("", NONE))


def filled(codes: pd.DataFrame, value: str) -> pd.DataFrame:
    """The rows that hold a code, as text, checked to be one per unit and coder and sorted by them 已编码行."""
    require_columns(codes, ["unit", "coder", value], "codes")
    rows = codes[["unit", "coder", value]].astype(object)
    rows = rows[rows[value].notna() & (rows[value] != "")].map(str)
    repeated = rows[rows.duplicated(["unit", "coder"])]
    if len(repeated):
        unit, coder = repeated.iloc[0][["unit", "coder"]]
        raise TableError(f"the codes table has two rows of coder {coder} for unit {unit}: keep one of them.")
    return rows.sort_values(["unit", "coder"], kind="stable").reset_index(drop=True)


def _counts(given: pd.DataFrame, distance: str) -> tuple[np.ndarray[Any, Any], list[str]]:
    """How often each unit (row) was given each value (column), and the values."""
    import numpy as np

    value = given.columns[-1]
    words = given[value]
    if distance == "masi":
        words = words.map(lambda cell: SEPARATOR.join(sorted(code_set(cell))))
    labels, units = sorted(set(words)), sorted(set(given["unit"]))
    at = {label: index for index, label in enumerate(labels)}
    place = {unit: index for index, unit in enumerate(units)}
    counts = np.zeros((len(units), len(labels)))
    for unit, word in zip(given["unit"], words, strict=True):
        counts[place[unit], at[word]] += 1
    return counts, labels


def _gaps(labels: list[str], distance: str) -> np.ndarray[Any, Any]:
    """The distance of every two values."""
    import numpy as np

    if distance == "nominal":
        return 1.0 - np.eye(len(labels))
    sets = [code_set(label) for label in labels]
    return np.array([[masi_distance(one, other) for other in sets] for one in sets]).reshape(len(sets), -1)


def _resamples(sizes: np.ndarray[Any, Any], draws: int, seed: int) -> Iterator[np.ndarray[Any, Any]]:
    """How often each profile stands in each resample of units, some resamples at a time to spare memory."""
    import numpy as np

    rng, units = np.random.default_rng(seed), int(sizes.sum())
    most = max(1, _MOST_WEIGHTS // max(len(sizes), 1))
    for done in range(0, draws if units else 0, most):
        yield rng.multinomial(units, sizes / units, size=min(most, draws - done)).astype(float)


def _disagreements(
    weights: np.ndarray[Any, Any],
    profiles: np.ndarray[Any, Any],
    *,
    gaps: np.ndarray[Any, Any],
    inner: np.ndarray[Any, Any],
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Observed and expected disagreement of each resample (a row of weights per profile)."""
    import numpy as np

    totals = weights @ profiles
    values = totals.sum(axis=1)
    observed = weights @ inner / np.maximum(values, 1)
    expected = ((totals @ gaps) * totals).sum(axis=1) / np.maximum(values * (values - 1), 1)
    return observed, expected


def _alphas(observed: np.ndarray[Any, Any], expected: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Alpha of each resample, not a number where nothing varies."""
    import numpy as np

    varied = expected > 1e-12
    return np.where(varied, 1 - observed / np.where(varied, expected, 1), np.nan)
