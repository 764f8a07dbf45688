"""Congresses, instruments and laws whose dates are known, found in a text as evidence of its own date."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fazhi_research.errors import LexiconError
from fazhi_research.reading.occurrences import matches_at, occurrences
from fazhi_research.reading.spans import Span

NAME = "milestones.csv"
INSTRUMENTS = "instruments.csv"
_COLUMNS = ("kind", "name", "date", "effective")
_CONGRESS = re.compile(
    r"(?P<term>十[六七八九]|二十)(?:大(?!队|学|道|类|项|会堂)|届(?P<plenums>[一二三四五六七][中、一二三四五六七和及]{0,16}全会))"
)
_TITLE = re.compile(r"《(?P<name>[^《》\n]{2,60})》")
_YEARS_IN_TITLE = re.compile(
    r"[(〔][ ]?(?:(?:19|20)[\d*X]{2})年?[ ]?[—\-~至]{1,2}[ ]?(?P<last>(?:19|20)[\d*X]{2})[ ]?年?[ ]?[)〕]?$"
)
_ISSUER = re.compile(r"^(?:中华人民共和国|中共中央国务院|中共中央|国务院办公厅|国务院)")


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something with a known date: a congress, an instrument, a law (有确定日期的会议和文件).

    `date` is the day it was held or adopted, `effective` when it came into force; for an `opening` they are the first and last
    day of the year that a phrase such as 建党100周年 stands for. `last` is the last year in an instrument's title, if it has one.
    """

    kind: str
    name: str
    date: str
    effective: str
    last: str = ""


@cache
def milestones() -> tuple[Milestone, ...]:
    """All congresses, laws and set phrases of the register, and the instruments whose day of issue is known (大事表)."""
    folder = files("fazhi_research.lexicons")
    lines = folder.joinpath(NAME).read_text(encoding="utf-8").splitlines()
    issued = csv.DictReader(folder.joinpath(INSTRUMENTS).read_text(encoding="utf-8").splitlines())
    return milestones_of(lines) + tuple(
        _issued(row["title"], row["issued"])
        for row in issued
        if re.fullmatch(r"\d{4}-\d\d-\d\d", row["issued"])
    )


def _issued(title: str, date: str) -> Milestone:
    name, last = _plain(title)
    return Milestone("instrument", name, date, "", last)


def _plain(title: str) -> tuple[str, str]:
    """A title without issuer and years, and the last of the years."""
    years = _YEARS_IN_TITLE.search(title)
    name = title[: years.start()] if years else title
    return _ISSUER.sub("", name), years.group("last") if years else ""


def milestones_of(lines: Iterable[str]) -> tuple[Milestone, ...]:
    """What the lines of a CSV file list (大事表).

    Raises `LexiconError` for other columns, and for a date that is not written as 2014-10-23.
    """
    rows = csv.reader(lines)
    if tuple(next(rows, [])) != _COLUMNS:
        raise LexiconError(f"{NAME}: the columns must be {', '.join(_COLUMNS)}")
    found = []
    for row in rows:
        if len(row) != len(_COLUMNS) or not re.fullmatch(r"\d{4}-\d\d-\d\d", row[2]):
            raise LexiconError(
                f"{NAME}, line {rows.line_num}: {','.join(row)} has no date such as 2014-10-23; correct the line"
            )
        found.append(Milestone(*row))
    return tuple(found)


@cache
def _by_name() -> dict[str, list[Milestone]]:
    table: dict[str, list[Milestone]] = {}
    for one in milestones():
        if one.kind != "opening":
            table.setdefault(one.name, []).append(one)
    return table


def find_milestones(folded: str, start: int = 0, stop: int | None = None) -> list[tuple[Span, Milestone]]:
    """What a stretch of folded text names of them, in order (文中大事).

    >>> [one.date for _, one in find_milestones("十八届三中、四中全会精神和《法治政府建设实施纲要(20**-2020年)》")]
    ['2013-11-12', '2014-10-23', '2015-12-27']
    """
    end = len(folded) if stop is None else stop
    found: list[tuple[Span, Milestone]] = []
    table = _by_name()
    for match in matches_at(folded, _CONGRESS, occurrences(folded, "十", "二十", start=start, stop=end), end):
        term, plenums = match.group("term"), match.group("plenums")
        names = (
            [f"{term}届{n}中" for n in re.findall("[一二三四五六七]", plenums)] if plenums else [term + "大"]
        )
        found += [(Span(*match.span()), one) for name in names for one in table.get(name, [])]
    for match in _TITLE.finditer(folded, start, end):
        if one := _instrument(match.group("name"), table):
            found.append((Span(*match.span()), one))
    return sorted(found, key=lambda pair: (pair[0], pair[1].date))


def _instrument(title: str, table: dict[str, list[Milestone]]) -> Milestone | None:
    """The instrument that a cited title names; one with a period is known by its last year."""
    name, last = _plain(title)
    return next((one for one in table.get(name, []) if not one.last or one.last == last), None)
