"""Permutation screens: how unusual a difference is among all ways of handing out the same labels."""

from __future__ import annotations

from itertools import combinations, product
from math import comb, prod
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.caveats import Caveat, caveat, warn, with_caveats
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.guards import ABOUT, comparison_caveats

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd

ALL = "(all)"
"""The row on all themes at once 全部主题."""
SCREEN_COLUMNS = (
    "theme", "first", "second", "first_documents", "second_documents", "difference", "p", "q", "least_p",
    "permutations", "exact", "reference", "caveats",
)  # fmt: skip


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """The false discovery rates (q) of several p values, in the order given 错误发现率校正.

    Benjamini and Hochberg 1995: the i-th smallest of m is multiplied by m / i, then made to rise with p. A
    missing p stays missing and is not counted in m. Raises FazhiError for a p outside 0 to 1.

    >>> [round(q, 3) for q in benjamini_hochberg([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.053, 0.053, 0.5]
    """
    known = [(value, place) for place, value in enumerate(p) if value == value]
    if wrong := [value for value, _ in known if not 0 <= value <= 1]:
        raise FazhiError(f"{wrong[0]} is no p value: it must lie between 0 and 1.")
    q = [float("nan")] * len(p)
    least = 1.0
    for rank, (value, place) in reversed(list(enumerate(sorted(known), start=1))):
        least = min(least, value * len(known) / rank)
        q[place] = least
    return q


def theme_screen(
    shares: pd.DataFrame,
    groups: pd.DataFrame,
    *,
    group: str = "period",
    measure: str = "share",
    within: str = "",
    most: int = 20_000,
    draws: int = 5000,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of how unusual each theme's difference between two groups of documents is 置换筛查.

    `shares` comes from `theme_shares` or `theme_tasks`; `groups` has one row per document: document and the
    column `group` with two values (`document_periods` makes it; empty values are left out). The statistic is the
    mean of `measure` in the second group less that in the first, in the order in which the groups come first in
    time, else in the alphabet. The reference set: every way of handing the same labels to the same documents;
    with `within` ("genre", "tier") only among documents alike in it, which holds it constant. All ways are
    enumerated if they are at most `most`; else `draws` are drawn and p is (1 + as large) / (1 + draws)
    (Phipson and Smyth 2010). p counts differences at least as large in either direction.

    Columns: theme (the last row, "(all)": all themes at once, squared distance between the groups' mean square
    roots of shares, over the total, which is the R² of a one-way PERMANOVA on Hellinger distances, Anderson
    2001), first, second, first_documents, second_documents, difference, p, q (`benjamini_hochberg` over the
    themes), least_p (the smallest p that the reference set allows), permutations, exact, reference and caveats.
    A screen describes this collection; it is no evidence of a trend. A CaveatWarning tells what limits the comparison (as in
    `theme_shift`), and where even the smallest possible p is above 0.05.
    """
    wide, labels, strata = _arranged(shares, groups, group, measure, within)
    names = list(dict.fromkeys(labels))
    orders, exact = _orders(labels == names[1], strata, most, draws, seed)
    difference = _differences(wide.to_numpy(), orders)
    observed = _differences(wide.to_numpy(), (labels == names[1])[None])
    found = _p_values(observed, difference, exact=exact)
    ways = len(orders)
    least = 1 / ways if exact else 1 / (1 + ways)
    if exact and (labels == names[0]).sum() == (labels == names[1]).sum() and not within:
        least = 2 / ways  # the mirror image is always as large
    words = f"{'all' if exact else 'drawn'} labellings of {len(labels)} documents"
    reference = f"{words}{f' within {within}' if within else ''}"
    told = _guarded(shares, dict(zip(wide.index, labels, strict=True)), within)
    told += [caveat("least")] if least > 0.05 else []
    warn(told, what="theme_screen")
    sizes = [int((labels == name).sum()) for name in names]
    common = [*names, *sizes]
    return _screen(list(wide.columns), common, observed[0], found, (least, ways, exact, reference), told)


def _guarded(shares: pd.DataFrame, label: dict[str, str], within: str) -> list[Caveat]:
    """The caveats of comparing the two groups; genres held constant need none."""
    if not set(ABOUT) <= set(shares.columns):
        return []
    about = shares[list(ABOUT)].drop_duplicates("document").astype({"document": str})
    about = about[about["document"].isin(list(label))]
    found = comparison_caveats(about, about["document"].map(label))
    return [one for one in found if one.code != "genres" or within != "genre"]


def _arranged(
    shares: pd.DataFrame, groups: pd.DataFrame, group: str, measure: str, within: str
) -> tuple[pd.DataFrame, Any, Any]:
    """Documents by themes, the label of each document and its stratum."""
    require_columns(shares, ["document", "theme", measure, *([within] if within else [])], "shares")
    require_columns(groups, ["document", group], "groups")
    label = dict(zip(groups["document"].astype(str), groups[group].fillna("").astype(str), strict=True))
    rows = shares.astype({"document": str, "theme": str})
    rows = rows[[bool(label.get(document, "")) for document in rows["document"]]]
    rows = rows[rows[measure].notna()]
    order = list(dict.fromkeys(rows["theme"]))
    wide = rows.pivot_table(index="document", columns="theme", values=measure, sort=False)[order].sort_index()
    labels = wide.index.map(label).to_numpy(dtype=object)
    names = sorted(set(labels))
    if len(names) != 2:
        raise TableError(
            f"a screen compares two groups; {group} has {len(names)}: {', '.join(names) or 'none'}."
        )
    kinds = dict(zip(rows["document"], rows[within].astype(str), strict=True)) if within else {}
    strata = wide.index.map(lambda document: kinds.get(document, "")).to_numpy(dtype=object)
    first = wide.index[labels == names[0]].append(wide.index[labels == names[1]])
    place = [list(wide.index).index(name) for name in first]
    return wide.loc[first], labels[place], strata[place]


def _orders(
    second: np.ndarray[Any, Any], strata: np.ndarray[Any, Any], most: int, draws: int, seed: int
) -> tuple[np.ndarray[Any, Any], bool]:
    """Ways of handing out the second label, one row each: all of them, or drawn ones."""
    import numpy as np

    places = [np.flatnonzero(strata == name) for name in sorted(set(strata))]
    taken = [int(second[held].sum()) for held in places]
    if prod(comb(len(held), count) for held, count in zip(places, taken, strict=True)) <= most:
        ways = product(*(combinations(held, count) for held, count in zip(places, taken, strict=True)))
        rows = [[place for part in way for place in part] for way in ways]
        orders = np.zeros((len(rows), len(second)), dtype=bool)
        orders[np.arange(len(rows))[:, None], np.array(rows, dtype=int)] = True
        return orders, True
    generator = np.random.default_rng(seed)
    orders = np.zeros((draws, len(second)), dtype=bool)
    for held, count in zip(places, taken, strict=True):
        chosen = generator.random((draws, len(held))).argsort(axis=1)[:, :count]
        orders[np.arange(draws)[:, None], held[chosen]] = True
    return orders, False


def _differences(values: np.ndarray[Any, Any], orders: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Mean of the chosen less mean of the rest, per way and theme; last the R² over all themes."""
    import numpy as np

    chosen = orders.astype("float64")
    many, few = chosen.sum(axis=1, keepdims=True), (1 - chosen).sum(axis=1, keepdims=True)
    apart = chosen @ values / many - (1 - chosen) @ values / few
    roots = np.sqrt(np.abs(values))
    total = ((roots - roots.mean(axis=0)) ** 2).sum()
    between = chosen @ roots / many - (1 - chosen) @ roots / few
    size = (between**2).sum(axis=1, keepdims=True) * many * few / len(values)
    return np.hstack([apart, size / total if total else size * 0])


def _p_values(
    observed: np.ndarray[Any, Any], differences: np.ndarray[Any, Any], *, exact: bool
) -> list[float]:
    """How many ways give a difference at least as large; equal up to rounding counts as equal."""
    import numpy as np

    large = (np.abs(differences) >= np.abs(observed) - 1e-12).sum(axis=0)
    ways = len(differences)
    return [float(count / ways if exact else (1 + count) / (1 + ways)) for count in large]


def _screen(
    themes: list[str],
    common: list[Any],
    observed: np.ndarray[Any, Any],
    p: list[float],
    reference: tuple[float, int, bool, str],
    told: list[Any],
) -> pd.DataFrame:
    """The table, with the row on all themes last."""
    import pandas as pd

    least, ways, exact, words = reference
    q = [*benjamini_hochberg(p[:-1]), float("nan")]
    rows = [
        (theme, *common, difference, value, rate, least, ways, exact, words)
        for theme, difference, value, rate in zip([*themes, ALL], observed, p, q, strict=True)
    ]
    return with_caveats(pd.DataFrame(rows, columns=list(SCREEN_COLUMNS[:-1])), told)
