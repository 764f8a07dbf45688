"""How much of the distances goes with genre, era, tier, place and length, and what cannot be told apart."""

from __future__ import annotations

from itertools import combinations
from math import comb, factorial, prod
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.distances import square
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.eras import document_eras
from fazhi_research.measuring.origins import Seed, with_seed
from fazhi_research.measuring.screens import benjamini_hochberg
from fazhi_research.measuring.themes import document_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

FACTORS = ("genre", "era", "tier", "place", "length")
VARIANCE_COLUMNS = (
    "factor", "documents", "levels", "df", "r_squared", "expected", "f", "p", "q", "least_p", "permutations", "exact",
    "alone", "alone_df", "reading",
)  # fmt: skip
OVERLAP_COLUMNS = ("first", "second", "documents", "alike", "both", "share", "reading")


def document_factors(documents: pd.DataFrame, *, eras: pd.DataFrame | None = None) -> pd.DataFrame:
    """A table of what documents may be alike by: genre, era, tier, place, length 文件因素.

    Columns: document, genre, era (`document_eras`), tier, place (the province) and length (log10 of the Han characters, a
    number). Empty where not known.
    """
    import numpy as np

    about = document_facts(documents)
    era = document_eras(documents, eras).set_index("document")["era"]
    han = about["han"].to_numpy(dtype="float64")
    about["era"] = about["document"].map(era).fillna("")
    about["place"] = about["province"]
    about["length"] = np.log10(np.where(han > 0, han, np.nan))
    return about[["document", *FACTORS]]


def variance_explained(
    distances: pd.DataFrame,
    factors: pd.DataFrame,
    *,
    names: Sequence[str] = FACTORS,
    most: int = 20_000,
    draws: int = 4999,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of how much of the squared distances goes with each factor 方差解释.

    PERMANOVA (Anderson 2001; with a number, such as length, the regression on distances of McArdle and Anderson 2001), one
    factor at a time, among the documents that have it. `factors` has the column document and those in `names`
    (`document_factors` makes it). Columns:

    - documents, levels (0 for a number), df: n, different values, degrees of freedom;
    - r_squared: the part of the sum of squared distances; expected: what any factor with so many levels has by chance,
      df / (n - 1); f: pseudo-F;
    - p: share of permutations of the documents with as much or more (all different ones if they are at most `most`: `exact`; else
      `draws` drawn, counted as Phipson and Smyth 2010); q: `benjamini_hochberg` over the factors; least_p: the smallest p
      that the permutations allow;
    - alone: the part that is left to it when all other factors are taken out first, among the documents that have
      all (a factor that gives every document a level of its own would leave nothing and is not among them); alone_df: its degrees of freedom then. 0 df: wholly aliased, whatever it explains the others explain too;
    - reading: "one level", "every document its own level", "too few documents to tell" (least_p above 0.05), "no sign", or "goes with it"
      (q at most 0.05); followed by "; aliased" where alone_df is 0, "; partly aliased" where it is less than df.

    The test answers to differences of spread as well as of place (Anderson and Walsh 2013), and exchanging documents supposes that
    they are independent, which copies of one template are not. It describes a collection; it does not make a cause.
    """
    import pandas as pd

    require_columns(factors, ["document", *names], "factors")
    held, values = square(distances)
    table = factors.astype({"document": object}).set_index("document")
    if table.index.has_duplicates or set(held) - set(table.index):
        lost = sorted(set(held) - set(table.index)) or table.index[table.index.duplicated()].tolist()
        raise TableError(
            f"{lost[0]} must have one row in the factors: give the factors of the documents that were compared."
        )
    about = table.loc[held]
    rows: list[dict[str, Any]] = [_one(values, about[name], name, most, draws, seed) for name in names]
    alone = _alone(values, about, names)
    found = pd.DataFrame(rows)
    found["alone"], found["alone_df"] = (
        [one for one, _ in alone],
        pd.array([df for _, df in alone], dtype="Int64"),
    )
    found["q"] = benjamini_hochberg(found["p"].tolist())
    for row, q, (_, df) in zip(rows, found["q"], alone, strict=True):
        row |= {"q": q, "alone_df": df}
    found["reading"] = [_reading(row) for row in rows]
    return with_seed(found[list(VARIANCE_COLUMNS)], Seed(seed, draws))


def _one(values: Any, factor: pd.Series[Any], name: str, most: int, draws: int, seed: int) -> dict[str, Any]:
    """One factor by itself."""
    import numpy as np

    known = _known(factor)
    inner = centred(values[np.ix_(known, known)])
    design, levels = _design(factor[known])
    n, total = int(known.sum()), float(np.trace(inner))
    df = design.shape[1]
    empty = {"factor": name, "documents": n, "levels": levels, "df": df}
    if not 0 < df < n - 1 or total <= 0:
        return (
            empty
            | dict.fromkeys(("r_squared", "expected", "f", "p", "least_p"), float("nan"))
            | {"permutations": 0, "exact": True}
        )
    orders, exact = _orders(factor[known], levels, most, draws, seed)
    basis = np.linalg.qr(design - design.mean(axis=0))[0]
    parts = np.array([np.einsum("ij,ij->", basis[order], inner @ basis[order]) for order in orders])
    own = float(np.einsum("ij,ij->", basis, inner @ basis))
    as_much = int((parts >= own - 1e-9 * total).sum())
    ways = len(orders)
    p, least = (
        (as_much / ways, _least(factor[known], levels, ways))
        if exact
        else ((1 + as_much) / (1 + ways), 1 / (1 + ways))
    )
    f = (own / df) / ((total - own) / (n - 1 - df)) if total - own > 1e-12 * total else float("inf")
    return empty | {
        "r_squared": own / total, "expected": df / (n - 1), "f": f, "p": p, "least_p": least, "permutations": ways, "exact": exact,
    }  # fmt: skip


def centred(values: Any) -> Any:
    """Gower's centred inner products of distances 中心化内积."""
    square = values**2
    return -(square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean()) / 2


def _known(factor: pd.Series[Any]) -> Any:
    """Where a factor is known."""
    return (factor.notna() & (factor.astype(object) != "")).to_numpy()


def _design(factor: pd.Series[Any]) -> tuple[Any, int]:
    """Columns that stand for a factor beside the mean, and its levels (0 for a number)."""
    import numpy as np
    import pandas as pd

    if pd.api.types.is_numeric_dtype(factor.dtype):
        column = factor.to_numpy(dtype="float64")[:, None]
        return (column if len(column) and np.ptp(column) > 0 else column[:, :0]), 0
    kinds = sorted(set(map(str, factor)))
    columns = np.array([[str(value) == kind for kind in kinds[1:]] for value in factor], dtype="float64")
    return columns.reshape(len(factor), max(0, len(kinds) - 1)), len(kinds)


def _orders(factor: pd.Series[Any], levels: int, most: int, draws: int, seed: int) -> tuple[Any, bool]:
    """Orders of the documents: one for every different way of handing out the values, or drawn ones."""
    import numpy as np

    n = len(factor)
    kinds = sorted(set(factor.tolist()), key=str)
    places = [np.flatnonzero((factor == kind).to_numpy()).tolist() for kind in kinds]
    ways = factorial(n) // prod(factorial(len(place)) for place in places)
    if ways <= most:
        return np.array(list(_handed(list(range(n)), places, n))), True
    if draws < 1:
        raise FazhiError(f"draws={draws}: give at least one draw.")
    generator = np.random.default_rng(seed)
    return np.array([generator.permutation(n) for _ in range(draws)]), False


def _handed(free: list[int], places: list[list[int]], n: int, order: list[int] | None = None) -> Any:
    """For every different way of handing values to documents an order that does it."""
    order = order or [0] * n
    if not places:
        yield list(order)
        return
    for taken in combinations(free, len(places[0])):
        for row, source in zip(taken, places[0], strict=True):
            order[row] = source
        yield from _handed([row for row in free if row not in taken], places[1:], n, order)


def _least(factor: pd.Series[Any], levels: int, ways: int) -> float:
    """The smallest p: groups of one size can change names without a change."""
    if not levels:
        return 1 / ways
    sizes = factor.astype(str).value_counts().tolist()
    return prod(factorial(sizes.count(size)) for size in set(sizes)) / ways


def _alone(values: Any, about: pd.DataFrame, names: Sequence[str]) -> list[tuple[float, int | None]]:
    """What each factor explains beyond all others, and its degrees of freedom then."""
    import numpy as np

    found: list[tuple[float, int | None]] = [(float("nan"), None)] * len(names)
    used = [place for place, name in enumerate(names) if _repeats(about[name])]
    if len(used) < 2:
        return found
    whole = np.logical_and.reduce([_known(about[names[place]]) for place in used])
    if whole.sum() < 3:
        return found
    inner = centred(values[np.ix_(whole, whole)])
    designs = {place: _design(about.loc[whole, names[place]])[0] for place in used}
    total, full, rank = float(np.trace(inner)), *_explained(list(designs.values()), inner)
    for place in used:
        rest, smaller = _explained([held for other, held in designs.items() if other != place], inner)
        part = max(0.0, full - rest) / total if total > 0 and rank > smaller else 0.0
        found[place] = (part, rank - smaller)
    return found


def _repeats(factor: pd.Series[Any]) -> bool:
    """Whether a factor can be in a model of several: not one that gives every document a level of its own."""
    known = factor[_known(factor)]
    return bool(len(known)) and (_design(known)[1] == 0 or bool(known.duplicated().any()))


def _explained(designs: list[Any], inner: Any) -> tuple[float, int]:
    """The sum of squares of several factors together, and their degrees of freedom."""
    import numpy as np

    columns = np.hstack([np.zeros((len(inner), 0)), *designs])
    left, sizes, _ = np.linalg.svd(columns - columns.mean(axis=0), full_matrices=False)
    basis = left[:, sizes > 1e-9 * max(sizes.max(initial=0.0), 1e-300)]
    return float(np.einsum("ij,ij->", basis, inner @ basis)), basis.shape[1]


def _reading(row: dict[str, Any]) -> str:
    """The word for a factor's numbers."""
    if row["levels"] == 1 or (row["levels"] == 0 and row["df"] == 0):
        return "one level"
    if row["levels"] and row["levels"] == row["documents"]:
        return "every document its own level"
    if not row["least_p"] <= 0.05:
        return "too few documents to tell"
    words = "goes with it" if row["q"] <= 0.05 else "no sign"
    if row["alone_df"] is None or row["alone_df"] == row["df"]:
        return words
    return words + ("; aliased" if row["alone_df"] == 0 else "; partly aliased")


def factor_overlap(factors: pd.DataFrame, *, names: Sequence[str] = FACTORS[:-1]) -> pd.DataFrame:
    """A table of how far factors come together, so that none can be told from the other 因素混杂.

    For two factors: documents (that have both), alike (pairs of documents alike in the second), both (of these, alike in the
    first too), share (both / alike) and reading: "never repeated" (no two documents are alike in the second: nothing can be held constant),
    "always together" (share 1: within the second the first does not vary), "never together" (share 0: no two documents are alike in
    both, so that nothing is repeated), or empty.
    """
    import pandas as pd

    require_columns(factors, ["document", *names], "factors")
    rows = []
    for first in names:
        for second in names:
            if first == second:
                continue
            known = factors[_known(factors[first]) & _known(factors[second])]
            alike = sum(comb(int(size), 2) for size in known.groupby(second).size())
            both = sum(comb(int(size), 2) for size in known.groupby([first, second]).size())
            share = both / alike if alike else float("nan")
            word = (
                "never repeated"
                if not alike
                else {1.0: "always together", 0.0: "never together"}.get(share, "")
            )
            rows.append((first, second, len(known), alike, both, share, word))
    return pd.DataFrame(rows, columns=list(OVERLAP_COLUMNS))
