"""In which period a document falls: by the years it plans or reports, else by its date of issue."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from fazhi_research.errors import FazhiError, KindError, RefusedError, TableError, kind_of
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    import pandas as pd

DATE_COLUMNS = ("document", "since", "until", "dated")
PLACE_COLUMNS = ("document", "period", "since", "until", "dated", "part", "why")
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of years, both counted 时期.

    Raises FazhiError when the first year is after the last, or either is no year of four digits.

    >>> str(Period(2011, 2015)), 2015 in Period(2011, 2015), str(Period(2011, 2011))
    ('2011–2015', True, '2011')
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1000 <= self.first <= self.last <= 9999:
            raise FazhiError(
                f"Period({self.first}, {self.last}) is no period: give two years of four digits, the earlier one first."
            )

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def require_period(period: object, *, name: str) -> None:
    """Raise KindError unless this is a period 时期检查."""
    if not isinstance(period, Period):
        raise KindError(f"{name} is {kind_of(period)}: give a period, such as fz.Period(2011, 2015).")


def days(words: str) -> tuple[int, int] | None:
    """The first and the last day that a date can mean, counted from the year 1; None for no date 日期区间.

    >>> first, last = days("2015-02")
    >>> last - first + 1, days("20**")
    (28, None)
    """
    found = _DATE.fullmatch(words.strip())
    if not found:
        return None
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None  # 2015-02-30
    return first.toordinal(), last.toordinal()


def document_dates(documents: pd.DataFrame) -> pd.DataFrame:
    """A table of the stretch of days by which each document is placed in time 文件时间.

    The years planned or reported (columns first, last) where the table has them, else the date of issue
    (issued, as precise as known, narrowed by issued_from and issued_to), else that range alone. Columns:
    document, since, until (ISO, empty if undated) and dated: "period" (a stretch the document covers),
    "issued" or "range" (a day unknown within the stretch), or "" (nothing known). One row per document, in
    the order given.

    >>> import pandas as pd
    >>> rows = [("a", "2011-02-25", "", "", None, None), ("b", "2022", "", "", 2022, 2025)]
    >>> columns = ["document", "issued", "issued_from", "issued_to", "first", "last"]
    >>> document_dates(pd.DataFrame(rows, columns=columns)).values.tolist()
    [['a', '2011-02-25', '2011-02-25', 'issued'], ['b', '2022-01-01', '2025-12-31', 'period']]
    """
    return _dates(documents, ("period", "issued", "range"))


def writing_dates(documents: pd.DataFrame) -> pd.DataFrame:
    """A table of the stretch of days within which each document was written 成文时间.

    The date of issue, whatever years the document plans or reports; without one the range issued_from to
    issued_to, where both are known. Columns as in `document_dates`.
    """
    return _dates(documents, ("issued", "range"))


def _dates(documents: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """One row per document, dated by the first basis that gives anything."""
    import pandas as pd

    needed = ["document", "issued", "issued_from", "issued_to", "first", "last"]
    require_columns(documents, needed, "documents")
    rows = []
    columns = [documents[name] for name in needed]
    for document, issued, low, high, first, last in zip(*columns, strict=True):
        bases = {
            "period": _stretch(_year(first), _year(last)),
            "issued": _issued(_text(issued), _text(low), _text(high)),
            "range": _stretch(_text(low), _text(high)) if _text(low) and _text(high) else None,
        }
        dated = next((name for name in order if bases[name]), "")
        found = bases[dated] if dated else None
        since, until = (date.fromordinal(day).isoformat() for day in found) if found else ("", "")
        rows.append((str(document), since, until, dated))
    return pd.DataFrame(rows, columns=list(DATE_COLUMNS))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _year(value: object) -> str:
    """A year as words, whatever kind of number or text the table holds."""
    words = str(value).removesuffix(".0")
    return words if words.isdecimal() else ""


def _stretch(first: str, last: str) -> tuple[int, int] | None:
    """From the first day of one date to the last of another; one alone stands for both."""
    ends = [found for found in (days(first), days(last)) if found]
    return (ends[0][0], ends[-1][1]) if ends and ends[0][0] <= ends[-1][1] else None


def _issued(issued: str, low: str, high: str) -> tuple[int, int] | None:
    """The days of a date of issue, narrowed by its range where the two agree."""
    found, within = days(issued), _stretch(low, high)
    if found is None or within is None:
        return found
    first, last = max(found[0], within[0]), min(found[1], within[1])
    return (first, last) if first <= last else found


def document_periods(
    documents: pd.DataFrame, periods: Mapping[str, Period] | Sequence[Period]
) -> pd.DataFrame:
    """A table of the period in which each document falls 文件所属时期.

    A document that plans or reports years falls in the period that holds more than half of their days; one
    known by its issue alone falls in a period only if every day it can have been issued does. `documents` may
    also be a table of shares, which carries since, until and dated. Columns: document, period (a name, or the
    years; empty if none), since, until, dated (see `document_dates`), part (the share of the stretch in that
    period) and why (empty; or "undated", "straddles": it lies in no one period clearly enough, "outside": it
    meets none). Raises TableError for periods that overlap.

    >>> import pandas as pd
    >>> rows = [("a", "2011", "", "", None, None), ("b", "", "2014-06-01", "2016-06-01", None, None)]
    >>> columns = ["document", "issued", "issued_from", "issued_to", "first", "last"]
    >>> placed = document_periods(pd.DataFrame(rows, columns=columns), [Period(2009, 2014), Period(2015, 2016)])
    >>> placed[["document", "period", "why"]].values.tolist()
    [['a', '2009–2014', ''], ['b', '', 'straddles']]
    """
    named = dict(periods) if isinstance(periods, Mapping) else {str(period): period for period in periods}
    for name, period in named.items():
        require_period(period, name=name)
    spans = [
        (name, date(period.first, 1, 1).toordinal(), date(period.last, 12, 31).toordinal())
        for name, period in named.items()
    ]
    return place(documents, spans)


def parted_periods(documents: pd.DataFrame, *, cut: int | None = None) -> tuple[Period, Period]:
    """The periods before a year and from it on, over all years of the dated documents 前后两段时期.

    Without `cut` it is the year that parts the documents most evenly, each counted in the middle year of what dates it (see `document_dates`); of several
    the first. Raises RefusedError where one of the periods would have no document: all of one year, or a cut outside the years.

    >>> import pandas as pd
    >>> rows = [(name, year, "", "", None, None) for name, year in (("a", "2011"), ("b", "2016"), ("c", "2020"), ("d", "2021"))]
    >>> columns = ["document", "issued", "issued_from", "issued_to", "first", "last"]
    >>> early, late = parted_periods(pd.DataFrame(rows, columns=columns))
    >>> str(early), str(late)
    ('2011–2016', '2017–2021')
    """
    dates = document_dates(documents)
    ends = [
        (int(since[:4]), int(until[:4]))
        for since, until in zip(dates["since"], dates["until"], strict=True)
        if since
    ]
    middles = [(first + last) // 2 for first, last in ends]
    first, last = min((one for one, _ in ends), default=0), max((two for _, two in ends), default=0)
    years = range(min(middles, default=0) + 1, max(middles, default=0) + 1)
    if cut is None and years:
        cut = max(
            years,
            key=lambda year: (
                min(sum(at < year for at in middles), sum(at >= year for at in middles)),
                -year,
            ),
        )
    if cut is None or not first < cut <= last:
        known = f"all dated documents are of {first}–{last}" if ends else "no document has a date"
        raise RefusedError(
            f"{known}: there is nothing to part{f' by {cut}' if cut else ''} into earlier and later."
        )
    return Period(first, cut - 1), Period(cut, last)


def place(documents: pd.DataFrame, spans: Sequence[tuple[str, int, int]]) -> pd.DataFrame:
    """The table of `document_periods` for named stretches of days, both ends counted 归入时段."""
    import pandas as pd

    ordered = sorted(spans, key=lambda span: span[1])
    for (one, _, stop), (two, start, _) in pairwise(ordered):
        if start <= stop:
            raise TableError(f"the periods {one} and {two} overlap: a document would fall in both.")
    dates = documents if set(DATE_COLUMNS) <= set(documents.columns) else document_dates(documents)
    dates = dates[list(DATE_COLUMNS)].drop_duplicates("document").astype(object)
    rows = [
        (name, since, until, dated, *_placed(since, until, dated, ordered))
        for name, since, until, dated in dates.itertuples(index=False, name=None)
    ]
    found = pd.DataFrame(rows, columns=[*DATE_COLUMNS, "period", "part", "why"])
    return found[list(PLACE_COLUMNS)]


def _placed(
    since: str, until: str, dated: str, spans: Sequence[tuple[str, int, int]]
) -> tuple[str, float, str]:
    """The span that holds a stretch, how much of it, and why none does."""
    ends = _stretch(since, until) if dated else None
    if ends is None:
        return "", 0.0, "undated"
    length = ends[1] - ends[0] + 1
    held = [
        (max(0, min(ends[1], stop) - max(ends[0], start) + 1) / length, name) for name, start, stop in spans
    ]
    most, name = max(held, default=(0.0, ""))
    if most > 0.5 and (dated == "period" or most == 1.0):
        return name, most, ""
    return "", most, "straddles" if most else "outside"
