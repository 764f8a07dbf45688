"""Which year a date means that is printed without one."""

import re
from bisect import bisect_right
from typing import NamedTuple

from fazhi_research.reading.documents import Document
from fazhi_research.reading.folding import fold

_HEADED = re.compile(r"(?<![—\-~至到\d])(?:19|20)\d{2}(?=[ ]?年(?!以[来前]|[ ]?[—\-~至到]))")
_LONGEST = 80  # characters of a mark and a heading
_STOPS = ("。", "\n")


class BaseYears(NamedTuple):
    """The years of dates without one in a document (基准年).

    `base` is that of the document; `parts` are the places of the clean text from which the year of a heading holds, with that year, 0 where none does; dates before
    `floor` have passed.
    """

    base: int
    floor: str
    starts: tuple[int, ...]
    years: tuple[int, ...]

    def at(self, text: str, position: int, said: tuple[int, int]) -> int:
        """The year of a date at a place: the one `said` (year, place) before in its sentence, its heading's, or the document's (该处基准年)."""
        floor = int(self.floor[:4])
        year, place = said
        if place and year >= floor and all(text.find(stop, place, position) < 0 for stop in _STOPS):
            return year
        part = bisect_right(self.starts, position) - 1
        headed = self.years[part] if part >= 0 else 0
        return headed if headed >= floor and headed else self.base


def base_years(document: Document) -> BaseYears:
    """The years of dates without one: those of title, period, issue or opening words, and of headings (2023年工作打算) (基准年)."""
    base, floor = _of_document(document)
    starts: list[int] = []
    years: list[int] = []
    told = {"": 0}
    text = document.clean.text
    for section in document.outline.sections:
        year, start = told[section.parent], section.clean.start
        if len(section.heading) and text.find("20", start, start + _LONGEST) >= 0:
            printed = set(_HEADED.findall(fold(document.words(section.heading))))
            year = int(printed.pop()) if len(printed) == 1 else year
        told[section.section] = year
        if year != (years[-1] if years else 0):
            starts.append(start)
            years.append(year)
    return BaseYears(base, floor, tuple(starts), tuple(years))


def _of_document(document: Document) -> tuple[int, str]:
    """The year of a document's dates without one, and the day before which a date has passed."""
    known = document.metadata
    text = document.clean.text
    issued = next((known[name] for name in ("issued", "issued_from") if known.get(name)), "")
    title_year = re.search(r"(?:19|20)\d{2}(?=[ ]?年)", fold(document.title))
    printed = re.findall(r"(?:19|20)\d{2}(?=[ ]?年)", text[:400])
    opened = re.search(
        r"(?<![到至—\-~])(?:19|20)\d{2}(?=[ ]?年(?!底?已|以[来前]|[^,。;]{0,8}以[来后前]|[^,。;]{0,20}基础上))",
        text[:400],
    )
    years = [
        known.get("first", ""),
        title_year.group() if title_year else "",
        issued[:4],
        opened.group() if opened else "",
    ]
    one_year = known.get("first", "") == known.get("last", "") or not issued
    order = years if one_year else [issued[:4], *years]
    base = next((int(year) for year in order if year.isdigit()), 0)
    # A year that only the text prints may be one to come: the earliest printed tells what has passed.
    told = min(printed, default="") if not any(years[:3]) else str(base or "")
    posted = known.get("published", "")[
        :4
    ]  # what is posted in a year may set dates in it, for whatever year it is
    told = min(told, posted) if posted and not issued else told
    floor = issued if len(issued) == 10 else f"{issued[:4] or told or '0000'}-01-01"
    return base, floor
