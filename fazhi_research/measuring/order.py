"""Which of two documents is the earlier one, where their dates tell."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_FIRST, _LAST = "0000-00-00", "9999-99-99"


def date_ranges(documents: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """The first and the last day on which each document can have been issued, as ISO dates 成文日期区间.

    From `issued` as far as it is known (2015 is the whole year), narrowed by `issued_from` and `issued_to`; an end that is
    not known is open. `issued_from` and `issued_to` may be missing.

    >>> import pandas as pd
    >>> date_ranges(pd.DataFrame({"document": ["a", "b"], "issued": ["2015-02", ""]}))
    {'a': ('2015-02-01', '2015-02-28'), 'b': ('0000-00-00', '9999-99-99')}
    """
    require_columns(documents, ["document", "issued"], "documents")
    ranges = {}
    for row in documents.to_dict("records"):
        first, last = _day(row["issued"], 0), _day(row["issued"], 1)
        low, high = _day(row.get("issued_from"), 0), _day(row.get("issued_to"), 1)
        narrowed = max(first, low), min(last, high)
        # a range that contradicts the date is a slip of the table: then the date alone counts
        ranges[str(row["document"])] = narrowed if narrowed[0] <= narrowed[1] else (first, last)
    return ranges


def _day(value: object, end: int) -> str:
    """The first or last day that a date can mean, beyond all days if there is none."""
    found = _DATE.fullmatch(value.removesuffix(".0")) if isinstance(value, str) else None
    if found is None:
        return (_FIRST, _LAST)[end]
    year, month, day = found.groups()
    month = month or ("01", "12")[end]
    if day is None:
        fits = 1 <= int(month) <= 12 and int(year) > 0
        day = f"{calendar.monthrange(int(year), int(month))[1]:02}" if end and fits else ("01", "31")[end]
    return f"{year}-{month}-{day}"


def earlier_document(one: str, two: str, *, ranges: Mapping[str, tuple[str, str]]) -> str:
    """The id of the document that was surely issued first, empty where the dates do not tell 先出文件.

    >>> earlier_document("a", "b", ranges={"a": ("2015-01-01", "2015-12-31"), "b": ("2016-01-01", "9999-99-99")})
    'a'
    """
    unknown = (_FIRST, _LAST)
    first, second = ranges.get(one, unknown), ranges.get(two, unknown)
    if first[1] < second[0]:
        return one
    return two if second[1] < first[0] else ""
