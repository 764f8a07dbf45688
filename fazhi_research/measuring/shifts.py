"""How themes moved between two periods, and how much of that hangs on one document or one cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.errors import TableError
from fazhi_research.measuring.caveats import KEY, Caveat, caveat, warn, with_caveats
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.guards import ABOUT, LENGTH_RATIO, comparison_caveats, require_genres
from fazhi_research.measuring.periods import DATE_COLUMNS, Period, document_periods, require_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

SHIFT_COLUMNS = (
    "theme", "before", "after", "difference", "before_low", "before_high", "after_low", "after_high",
    "before_documents", "after_documents", "measure", "caveats",
)  # fmt: skip
LEFT_COLUMNS = ("theme", "left_out", "period", "difference", "whole", "sign")
CUT_COLUMNS = (
    "cut", "moved", "theme", "before", "after", "difference", "before_documents", "after_documents", "left_out",
)  # fmt: skip


def theme_shift(
    shares: pd.DataFrame,
    *,
    before: Period,
    after: Period,
    measure: str = "share",
    genres: Sequence[str] = (),
    length_ratio: float = LENGTH_RATIO,
) -> pd.DataFrame:
    """A table of each theme's mean share in two periods and the difference 主题变动.

    `shares` comes from `theme_shares` or `theme_tasks`; each document counts once in its period's mean, however
    long it is. `measure` is the column compared (share, per_thousand, fractional_share). `genres` keeps documents
    of these genres only. Which document falls where is the rule of `document_periods`; `shift.attrs["documents"]`
    says which did.

    Columns: theme, before, after, difference (after less before), before_low … after_high (least and greatest
    document of each period: the spread there is, and no interval), before_documents, after_documents, measure and
    caveats (codes). A CaveatWarning tells once what limits the comparison: mixed genres, unequal lengths (longest
    over shortest above `length_ratio`), a period of one document, places that never repeat, documents that fall
    in no period. The words are kept with the table (`caveats`) and printed under its figures.

    Raises TableError when a period holds no document or `before` is the later one.
    """
    rows, found, placed = _compared(shares, before, after, measure, genres, length_ratio)
    table = _shift(rows, measure)
    warn(found, what="theme_shift")
    table = with_caveats(table, found)
    table.attrs["periods"] = {"before": str(before), "after": str(after)}
    table.attrs["documents"] = placed
    return table


def _compared(
    shares: pd.DataFrame,
    before: Period,
    after: Period,
    measure: str,
    genres: Sequence[str],
    length_ratio: float,
) -> tuple[pd.DataFrame, list[Caveat], dict[str, list[str]]]:
    """The rows of both periods with a column `side`, the caveats, and the documents of each side."""
    require_columns(shares, [*ABOUT, *DATE_COLUMNS, "theme", measure], "shares")
    require_genres(shares)
    _require_order(before, after)
    rows = shares[shares["genre"].isin(list(genres))] if genres else shares
    sides = {"before": before, "after": after}
    periods = document_periods(rows, sides)
    side = dict(zip(periods["document"], periods["period"], strict=True))
    found = _lost(periods)
    rows = rows.assign(side=rows["document"].astype(object).map(side).fillna(""))
    rows = rows[rows["side"] != ""].astype({"document": object, "theme": object, "genre": object})
    empty = sorted(rows.loc[rows[measure].isna(), "document"].unique())
    if empty:
        found.append(
            caveat(
                "empty",
                f"Without a {measure} and left out: {', '.join(empty)}.",
                f"无占比而未计入：{'、'.join(empty)}。",
            )
        )
    rows = rows[rows[measure].notna()]
    placed = {name: sorted(rows.loc[rows["side"] == name, "document"].unique()) for name in sides}
    for name, period in sides.items():
        if not placed[name]:
            near = ", ".join(periods.loc[periods["why"] == "straddles", "document"]) or "none"
            kept = f" of the genres {list(genres)}" if genres else ""
            raise TableError(
                f"no document{kept} with a {measure} falls in {name}={period}; lying across its ends: {near}; without a "
                f"{measure}: {', '.join(empty) or 'none'}. Choose other years, or look at document_periods."
            )
    about = rows.drop_duplicates("document")
    group = about["side"].map({"before": str(before), "after": str(after)})
    return rows, found + comparison_caveats(about, group, length_ratio=length_ratio), placed


def _require_order(before: Period, after: Period) -> None:
    """Raise KindError for what is no period, TableError if the period called before is the later one."""
    require_period(before, name="before")
    require_period(after, name="after")
    if before > after:
        raise TableError(
            f"before={before} is later than after={after}: exchange them, or every difference has the wrong sign."
        )


def _lost(periods: pd.DataFrame) -> list[Caveat]:
    """The caveat on documents whose place in time cannot be told."""
    lost = periods[periods["why"].isin(["undated", "straddles"])]
    if lost.empty:
        return []
    names = [f"{name} ({why})" for name, why in zip(lost["document"], lost["why"], strict=True)]
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return [
        caveat(
            "undated",
            f"Left out, because they fall in no one period: {shown}.",
            f"未能归入任何时期而未计入：{shown}。",
        )
    ]


def _shift(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Means, ranges and differences by theme, in the order in which the themes stand."""
    import pandas as pd

    order = list(dict.fromkeys(rows["theme"]))
    values = rows.astype({measure: "float64"}).groupby(["side", "theme"], observed=True)[measure]
    sides = {
        side: values.agg(["mean", "min", "max"]).loc[side].reindex(order) for side in ("before", "after")
    }
    counts = rows.groupby("side", observed=True)["document"].nunique()
    table = pd.DataFrame({"theme": order})
    for side, found in sides.items():
        table[side] = found["mean"].to_numpy()
        table[f"{side}_low"], table[f"{side}_high"] = found["min"].to_numpy(), found["max"].to_numpy()
        table[f"{side}_documents"] = int(counts[side])
    table["difference"] = table["after"] - table["before"]
    table["measure"] = measure
    return table[[column for column in SHIFT_COLUMNS if column != KEY]]


def leave_one_out(
    shares: pd.DataFrame,
    *,
    before: Period,
    after: Period,
    measure: str = "share",
    genres: Sequence[str] = (),
) -> pd.DataFrame:
    """A table of each theme's shift with one document left out at a time 逐一剔除.

    Columns: theme, left_out (a document), period ("before" or "after": where it stood), difference (without it;
    empty where its period would be empty), whole (the difference with all documents) and sign: "same", "turns"
    (the direction hangs on this document) or "alone" (it is the only one of its period, so that the whole shift
    hangs on it). The caveats are attached without a warning: this table is an answer to them.
    """
    import pandas as pd

    rows, found, placed = _compared(shares, before, after, measure, genres, LENGTH_RATIO)
    whole = _shift(rows, measure).set_index("theme")["difference"]
    parts = []
    for side, documents in placed.items():
        for document in documents:
            alone = len(documents) == 1
            table = pd.DataFrame({"theme": whole.index, "left_out": document, "period": side})
            rest = (
                whole * float("nan")
                if alone
                else _shift(rows[rows["document"] != document], measure).set_index("theme")["difference"]
            )
            table["difference"], table["whole"] = rest.reindex(whole.index).to_numpy(), whole.to_numpy()
            turns = (table["difference"] * table["whole"] < 0).map({True: "turns", False: "same"})
            table["sign"] = "alone" if alone else turns
            parts.append(table)
    return with_caveats(pd.concat(parts, ignore_index=True)[list(LEFT_COLUMNS)], found, column=False)


def cut_sensitivity(
    shares: pd.DataFrame,
    *,
    cut: int,
    moves: Sequence[int] = (-1, 0, 1),
    measure: str = "share",
    genres: Sequence[str] = (),
) -> pd.DataFrame:
    """A table of each theme's shift when the cut between two periods is moved by years 分期敏感性.

    The earlier period ends with the year before `cut`, the later begins with it; both are open outwards. State the
    cut before looking at the numbers: this table shows what other cuts would have given, it does not choose one.
    Columns: cut (the year used), moved, theme, before, after, difference, before_documents, after_documents and
    left_out (documents across the cut or undated, joined by ;). A cut with no document on one side has
    empty numbers. The caveats of the unmoved cut are attached without a warning.
    """
    import pandas as pd

    parts, told = [], list[Caveat]()
    for moved in sorted(moves):
        year = cut + moved
        sides = (Period(1000, year - 1), Period(year, 9999))
        kept = shares[shares["genre"].isin(list(genres))] if genres else shares
        periods = document_periods(kept, {"before": sides[0], "after": sides[1]})
        lost = ";".join(sorted(periods.loc[periods["why"] != "", "document"]))
        if {"before", "after"} <= set(periods["period"]):
            rows, found, _ = _compared(shares, *sides, measure, genres, LENGTH_RATIO)
            table = _shift(rows, measure)
            told += found if not moved else []
        else:
            table = pd.DataFrame({"theme": list(dict.fromkeys(shares["theme"].astype(str)))})
            counts = periods["period"].value_counts()
            for side in ("before", "after"):
                table[side], table[f"{side}_documents"] = float("nan"), int(counts.get(side, 0))
            table["difference"] = float("nan")
        parts.append(table.assign(cut=year, moved=moved, left_out=lost))
    return with_caveats(pd.concat(parts, ignore_index=True)[list(CUT_COLUMNS)], told, column=False)
