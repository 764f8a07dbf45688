"""The year of a document that prints no date, from what its words take for granted."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_research.reading.milestones import Milestone, find_milestones, milestones
from fazhi_research.reading.numerals import numeral
from fazhi_research.reading.occurrences import matches_at, occurrences
from fazhi_research.reading.spans import Span

FIVE_YEARS = {"十五": 2001, "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_MOST = 60_000  # characters looked at: a document says early on what year it is
_NOW = r"(?:今年|本年度?|(?:19|20)[\d*X]{2}[ ]{0,2}年)"
_PLAN_YEAR = re.compile(
    rf"{_NOW}[^。;\n]{{0,40}}?是[^。;\n]{{0,20}}?(?P<plan>十[一二三四五]五|十五)[”\"]?(?:规划|时期)?(?:的|实施)?(?P<which>开局|起步|启动|开启|收官|收尾|关键)之年"
)
_OPENING = re.compile(
    rf"{_NOW}[^。;\n]{{0,40}}?是[^。;\n]{{0,60}}?(?:(?:开局|起步|第一|元|召开)之?年|\d0{{1,2}}周年|[七四]十周年)"
)
_LAST_YEAR = re.compile(r"去年(?:底|初)?[^。\n]{0,60}")
_ISSUING = re.compile(r"出台|颁布|印发|公布|发布|通过|下发|颁发|制定|实施")
_IN_FORCE = re.compile(
    r"(?:将)?(?:于|自|在)?今年[ ]?(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日)?(?:起|就|将|要|正式|开始|就要){0,3}(?:施行|实施)"
)
_DONE = re.compile(
    r"今年[ ]?(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})[ ]?月(?:份|初|底)?,?[^。;,\n]{0,30}?(?:正式印发|印发了|出台了|召开了|下发了|颁布了|通过了|已|又)"
)
_CITED = re.compile(r"[〔\[【(〈][ ]?(?P<year>(?:19|20)\d{2})[ ]?[〕\]】)〉][ ]?第?\d{1,4}号")
_PHASE = re.compile(r"阶段[(〔:]?[^。\n)〕]{0,4}?(?P<year>(?:19|20)\d{2})年[\dX*]{1,2}月[^。\n)〕]{0,24}")
_PHASE_WITHOUT = re.compile(
    r"阶段[(〔:][^。\n)〕\d]{0,4}\d{1,2}月[^。\n)〕]{0,24}"
)  # 公布阶段(11月1日至11月30日)
_HALF_YEAR = re.compile(r"上半年|[一二三1-3]季度")
_PAST_YEAR = re.compile(r"过去一年")
_BODIES = re.compile(
    r"司法[厅局][^。\n]{0,20}法治政府建设"
)  # theirs since the reform of 2018, the 法制办's before


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that bound the date of a document: not before `first`, not after `last`, both ISO days (年份线索).

    `fixes` tells that the words name the very year, as 开局之年 does; the others only bound it.
    """

    span: Span
    first: str
    last: str
    fixes: bool


@dataclass(frozen=True, slots=True)
class Dating:
    """The year inferred for a document, or the range where no year can be told, with its evidence (推定年份).

    `issued` is the year or "", `first` and `last` the days between which it lies, "" where that says no more than the year.
    """

    issued: str
    first: str
    last: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document before its year is inferred (已知信息)."""

    genre: str
    title: Span | None
    first: str
    last: str
    published: str


def infer_year(folded: str, known: Known) -> Dating | None:
    """The year in which a document without a printed date was issued, or None (推定成文年份).

    Looks for the opening and closing years of five-year plans, instruments of known date that came out 去年 or 今年, laws about to enter into
    force, the year a report or a plan names, the newest number or congress cited. Evidence that contradicts itself gives a range, not a year.

    >>> known = Known("speech", None, "", "", "")
    >>> dating = infer_year("今年是“十三五”开局之年。今年2月,市政府正式印发了方案。", known)
    >>> dating.issued, dating.first, dating.last
    ('2016', '2016-02-01', '2016-12-31')
    """
    text = folded[:_MOST]
    bounds = list(_lower_bounds(text))
    lowest = max(bounds, key=lambda clue: clue.first, default=None)
    fixing = list(_phrases(text)) + list(_last_years(text)) or list(_spelled_out(text, known, lowest))
    fixing = [clue for clue in fixing if _possible(clue, known.published)]
    years = {clue.first[:4] for clue in fixing}
    if len(years) == 1:
        return _one_year(text, fixing, lowest, known.published)
    if years and lowest and len({year for year in years if year >= lowest.first[:4]}) == 1:
        kept = [clue for clue in fixing if clue.first[:4] >= lowest.first[:4]]
        return _one_year(text, kept, lowest, known.published)
    if years:
        evidence = tuple(sorted(clue.span for clue in fixing))
        return Dating("", f"{min(years)}-01-01", f"{max(years)}-12-31", evidence)
    if lowest and known.published and lowest.first < known.published and _near(lowest.first, known.published):
        return Dating("", lowest.first, known.published, (lowest.span,))
    return None


def _possible(clue: Clue, published: str) -> bool:
    return not published or clue.first[:4] <= published[:4]


def _near(first: str, last: str) -> bool:
    return int(last[:4]) - int(first[:4]) <= 10


def _one_year(text: str, fixing: list[Clue], lowest: Clue | None, published: str) -> Dating:
    """The year that clues agree on, with the range that other clues leave of it."""
    year = fixing[0].first[:4]
    spans = {clue.span for clue in fixing[:3]}
    first, last = max(clue.first for clue in fixing), min(clue.last for clue in fixing)
    if lowest and first[:4] >= lowest.first[:4] >= str(int(year) - 1):
        spans.add(lowest.span)
        first = max(first, lowest.first) if lowest.first[:4] == year else first
    for clue in _within(text, int(year)):
        spans.add(clue.span)
        first, last = max(first, clue.first), min(last, clue.last)
    if published[:4] == year and len(published) == 10:
        last = min(last, published)
    if first > last or (first, last) == (f"{year}-01-01", f"{year}-12-31"):
        first = last = ""
    return Dating(year, first, last, tuple(sorted(spans)))


def _whole(span: Span, year: int) -> Clue:
    return Clue(span, f"{year}-01-01", f"{year}-12-31", True)


def _phrases(text: str) -> Iterator[Clue]:
    """The years that set phrases stand for."""
    now = occurrences(text, "今年", "本年", "19", "20")
    for match in matches_at(text, _PLAN_YEAR, now):
        opening = FIVE_YEARS.get(match.group("plan"))
        if opening and match.group("which") != "关键":
            yield _whole(Span(*match.span()), opening + 4 * (match.group("which") in ("收官", "收尾")))
    named = [one for one in milestones() if one.kind == "opening"]
    for match in matches_at(text, _OPENING, now):
        for one in named:
            if one.name in match.group():
                yield Clue(Span(*match.span()), one.date, one.effective, True)
                break


def _last_years(text: str) -> Iterator[Clue]:
    """去年 of an instrument or law whose date is known; the name may stand before or behind."""
    for match in _LAST_YEAR.finditer(text):
        if not _ISSUING.search(match.group()):
            continue
        sentence = Span(max(text.rfind(stop, 0, match.start()) for stop in "。\n:") + 1, match.end() + 60)
        stop = text.find("。", match.start(), sentence.stop)
        near = Span(max(sentence.start, match.start() - 60), stop if stop >= 0 else sentence.stop)
        for span, one in find_milestones(text, near.start, min(near.stop, len(text))):
            if one.kind in ("instrument", "law") and _month_fits(match.group(), one):
                both = Span(min(span.start, match.start()), max(span.stop, match.end()))
                yield _whole(both, int(one.date[:4]) + 1)
                break


def _month_fits(words: str, one: Milestone) -> bool:
    month = re.match(r"去年[ ]?(\d{1,2})[ ]?月", words)
    return month is None or int(month.group(1)) == int(one.date[5:7])


def _spelled_out(text: str, known: Known, lowest: Clue | None) -> Iterator[Clue]:
    """The year that a report, a plan or its phases name."""
    if known.title and known.first and known.first == known.last:
        if known.genre in ("report", "self_inspection"):
            if _HALF_YEAR.search(known.title.of(text)):
                yield _whole(known.title, int(known.first))
            elif known.published[:4] == known.first:
                yield Clue(known.title, f"{known.first}-11-01", known.published, True)
            else:
                yield _whole(known.title, int(known.first) + 1)
        elif lowest and lowest.first[:4] == known.first:
            yield _whole(known.title, int(known.first))
    elif known.title and known.first and lowest and int(lowest.first[:4]) + 1 == int(known.first):
        yield _whole(known.title, int(known.first))
    if not known.first:
        phases = list(_PHASE.finditer(text))
        if len(phases) >= 2 and len({match.group("year") for match in phases}) == 1:
            yield from (_whole(Span(*match.span()), int(match.group("year"))) for match in phases[:2])


def phase_year(folded: str) -> str:
    """The year in which all phases of a plan lie, or "" (各阶段所在年份).

    >>> phase_year("(一)准备阶段(2020年X月1日至X月15日)。(二)实施阶段(2020年X月16日至X月31日)。")
    '2020'
    """
    years = [match.group("year") for match in _PHASE.finditer(folded[:_MOST])]
    more = len(_PHASE_WITHOUT.findall(folded[:_MOST])) if len(years) == 1 else 0
    return years[0] if len(years) + more >= 2 and len(set(years)) == 1 else ""


def _lower_bounds(text: str) -> Iterator[Clue]:
    for match in matches_at(text, _CITED, occurrences(text, *"〔[【(〈") if "号" in text else ()):
        yield Clue(Span(*match.span()), f"{match.group('year')}-01-01", "", False)
    for span, one in find_milestones(text):
        yield Clue(span, one.date, "", False)
    if named := _BODIES.search(text):
        yield Clue(Span(*named.span()), "2018-01-01", "", False)


def _within(text: str, year: int) -> Iterator[Clue]:
    """What bounds the day within a year: 今年2月…印发了 lies behind, 今年7月1日起施行 ahead."""
    for match in _DONE.finditer(text):
        month = numeral(match.group("m")) or 0
        if 1 <= month <= 12 and "将" not in match.group():
            yield Clue(Span(*match.span()), f"{year}-{month:02}-01", f"{year}-12-31", False)
    for match in _IN_FORCE.finditer(text) if "今年" in text else ():
        month, day = numeral(match.group("m")) or 0, numeral(match.group("d") or "1") or 0
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] and (month, day) > (1, 1):
            yield Clue(Span(*match.span()), f"{year}-01-01", _day_before(year, month, day), False)
    if told := _PAST_YEAR.search(text):
        yield Clue(Span(*told.span()), f"{year}-01-01", f"{year}-12-31", False)


def _day_before(year: int, month: int, day: int) -> str:
    if day > 1:
        return f"{year}-{month:02}-{day - 1:02}"
    return f"{year}-{month - 1:02}-{calendar.monthrange(year, month - 1)[1]:02}"
