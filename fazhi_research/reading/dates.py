"""Calendar dates in Chinese text."""

import calendar
import re
from typing import NamedTuple

from fazhi_research.reading.numerals import numeral
from fazhi_research.reading.occurrences import matches_at, occurrences

_CN = "〇零Oo○0一二三四五六七八九"
DATE = re.compile(
    rf"(?P<y>(?:19|20)\d{{2}}|[一二][九〇零Oo0][{_CN}]{{2}})[ ]?年(?:[ ]?(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[ ]?月(?:[ ]?(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[ ]?日)?)?"
)
_PLAIN = re.compile(r"((?:19|20)(?<!\d\d\d)\d{2})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")


class CalendarDate(NamedTuple):
    """A date as precise as it is printed, at [start, stop) of a folded text (日期)."""

    start: int
    stop: int
    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """The date in ISO form, as precise as known: 2011-02-25, 2011-02 or 2011 (日期)."""
        return (
            f"{self.year}"
            + (f"-{self.month:02}" if self.month else "")
            + (f"-{self.day:02}" if self.day else "")
        )

    @property
    def last_day(self) -> str:
        """The last day the date can mean, in ISO form (最后一日)."""
        month = self.month or 12
        return f"{self.year}-{month:02}-{self.day or calendar.monthrange(self.year, month)[1]:02}"


def find_dates(folded: str, start: int = 0, stop: int | None = None) -> list[CalendarDate]:
    """The dates printed in a stretch of folded text, in order (日期).

    >>> [date.iso for date in find_dates("二〇一一年二月二十五日至2020年底")]
    ['2011-02-25', '2020']
    """
    end = len(folded) if stop is None else stop
    found = []
    for sign in occurrences(folded, "年", start=start, stop=end):
        first = sign - (5 if folded[sign - 1 : sign] == " " else 4)
        if first >= start and (match := DATE.match(folded, first, end)) and (date := _chinese(match)):
            found.append(date)
    signs = (sign - 4 for sign in occurrences(folded, "-", ".", "/", start=start + 4, stop=end))
    for match in matches_at(folded, _PLAIN, signs, end):
        date = _valid(match.start(), match.end(), *(int(group) for group in match.groups()))
        found += [date] if date else []
    return sorted(found, key=lambda date: date.start)


def _chinese(match: re.Match[str]) -> CalendarDate | None:
    year, month, day = (numeral(match.group(name)) if match.group(name) else 0 for name in "ymd")
    if year is None or month is None or day is None:
        return None
    return _valid(match.start(), match.end(), year, month, day)


def _valid(start: int, stop: int, year: int, month: int, day: int) -> CalendarDate | None:
    if not 1900 <= year <= 2100 or month > 12 or (month and day > calendar.monthrange(year, month)[1]):
        return None
    return CalendarDate(start, stop, year, month, day)
