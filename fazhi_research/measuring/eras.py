"""Eras of the national programme, as data with cut points that a researcher may move."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.errors import LexiconError, TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.lexicon_files import read_lexicon
from fazhi_research.measuring.periods import days, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

NAME = "eras.csv"
ERA_COLUMNS = ("era", "since", "english", "chinese", "source")
CUT_COLUMNS = ("document", "era", "cut", "moved", "moved_era", "changes")
END = date(9999, 12, 31).toordinal()


def read_eras(path: str | Path | None = None) -> pd.DataFrame:
    """A table of the eras with their first days, the packaged ones unless a CSV file is given 分期表.

    Columns: era, since (ISO; the era ends the day before the next begins), english, chinese, source. Your own file
    needs era and since. Raises LexiconError, naming the row, unless the days are dates in rising order.

    >>> read_eras()[["era", "since"]].values.tolist()
    [['A', '2004-03-22'], ['B', '2014-10-23'], ['C', '2021-08-02'], ['D', '2026-01-01']]
    """
    table = read_lexicon(path, NAME, ("era", "since"))
    try:
        _checked(table)
    except TableError as error:
        raise LexiconError(f"{Path(path).name if path else NAME}: {error}") from None
    return table.reindex(columns=list(ERA_COLUMNS), fill_value="")


def _checked(table: pd.DataFrame) -> list[tuple[str, int]]:
    """The eras with their first days as numbers; TableError for a row that cannot be one."""
    require_columns(table, ["era", "since"], "eras")
    rows: list[tuple[str, int]] = []
    for number, (era, since) in enumerate(zip(table["era"], table["since"], strict=True), start=2):
        first = days(str(since))
        if not era or first is None:
            raise TableError(
                f"row {number} ({era}, {since}) has no name or no date such as 2014-10-23: correct it."
            )
        if rows and (first[0] <= rows[-1][1] or era in {name for name, _ in rows}):
            raise TableError(
                f"row {number}: {era} from {since} does not follow {rows[-1][0]}: sort eras by date, each once."
            )
        rows.append((str(era), first[0]))
    return rows


def _spans(rows: list[tuple[str, int]]) -> list[tuple[str, int, int]]:
    ends = [start - 1 for _, start in rows[1:]] + [END]
    return [(era, start, stop) for (era, start), stop in zip(rows, ends, strict=True)]


def document_eras(documents: pd.DataFrame, eras: pd.DataFrame | None = None) -> pd.DataFrame:
    """A table of the era in which each document falls 文件所属分期.

    By the rule of `document_periods`: more than half of the years planned or reported, else every day on which it can have been
    issued. Columns: document, era (empty if none), since, until, dated, part, why. The cut points are conventions:
    state them before looking at the numbers, and print `era_sensitivity` with them.
    """
    rows = _checked(read_eras() if eras is None else eras)
    return place(documents, _spans(rows)).rename(columns={"period": "era"})


def era_sensitivity(
    documents: pd.DataFrame, eras: pd.DataFrame | None = None, *, moves: Sequence[int] = (-1, 1)
) -> pd.DataFrame:
    """A table of the era of each document when one cut point is moved by years 分期敏感性.

    Columns: document, era (with the cuts as they are), cut (the era whose first day is moved), moved (years),
    moved_era, changes. One cut at a time; the first era's first day stays. A cut that would pass another one is
    not made.
    """
    import pandas as pd

    rows = _checked(read_eras() if eras is None else eras)
    plain = place(documents, _spans(rows))
    parts = []
    for at in range(1, len(rows)):
        for years in sorted(moves):
            name, day = rows[at]
            changed = [*rows[:at], (name, _moved(day, years)), *rows[at + 1 :]]
            if [start for _, start in changed] != sorted({start for _, start in changed}):
                continue
            table = plain[["document"]].assign(era=plain["period"], cut=name, moved=years)
            table["moved_era"] = place(documents, _spans(changed))["period"]
            parts.append(table.assign(changes=table["era"] != table["moved_era"]))
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(CUT_COLUMNS))
    return found[list(CUT_COLUMNS)]


def _moved(day: int, years: int) -> int:
    """The same day of another year; 29 February becomes the 28th."""
    found = date.fromordinal(day)
    try:
        return found.replace(year=found.year + years).toordinal()
    except ValueError:
        return found.replace(year=found.year + years, day=28).toordinal()
