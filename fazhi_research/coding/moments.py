"""Points of time as commitments print them, and the last day they can mean."""

import calendar
import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi_research.reading.numerals import numeral
from fazhi_research.reading.occurrences import occurrences

_CN = "一二三四五六七八九十"
_NUM = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}}|[Xx×*]{{1,2}})"
YEAR = (
    r"(?:(?:19|20)[\dXx×*]{2}|[一二][九〇零O][〇零O一二三四五六七八九]{2}|[Xx×*]{4})[ ]?年|[今明当本翌次]年"
)
_MONTH = rf"(?P<m>{_NUM})[ ]?月(?:份)?(?:[ ]?(?:(?P<d>{_NUM})[ ]?日(?:\((?:星期|周)[一二三四五六日天]\)(?=前))?|(?P<mp>[上中下]旬|[底末初中](?!小))))?"
_SEASON = r"第?(?P<q>[一二三四1-4])[ ]?季度?[ ]?[底末]?(?![节]|度)|(?P<h>[上下])半年"
_END = r"年[底末](?!考[核评]|述职|总结|测?评|绩效|奖)|年终(?=前)|年内(?![部容设外涵地陆生])"
_PART = rf"{_MONTH}|{_SEASON}|(?P<e>{_END}|[底末]|度?内(?![部容设外涵地陆生]))"
_BARE = rf"{_MONTH}|{_SEASON}|(?<![\d{_CN}两几数半多周近XX*每当今去])(?P<e>{_END})".replace("?P<", "?P<b")
# After a figure and a point no month stands but behind the mark that opens a line: 2.5月底前
_NO_DECIMAL = r"(?:(?<![\d.])|(?<=\n[1-9]\.)|(?<=\n[1-9]\d\.))"
MOMENT = re.compile(
    rf"(?<!\d)(?:(?P<y>{YEAR})[ ]?(?:{_PART})?|{_NO_DECIMAL}(?:{_BARE}))[ ]?(?P<t>之?前|以前)?"
)
_QUARTER_END = {1: 3, 2: 6, 3: 9, 4: 12}


class Moment(NamedTuple):
    """A point of time at [start, stop) of a folded text (时点).

    `year` 0 where none is printed, -1 where it is masked; `shift` years from the base year for 明年; `month` 0 and `day` 0 where none is
    printed; `vague` marks 底, 季度, 上半年; `before` a closing 前; `masked` a date with X or *.
    """

    start: int
    stop: int
    year: int
    month: int
    day: int
    shift: int
    vague: bool
    before: bool
    masked: bool

    def last_day(self, base: int) -> str:
        """The last day this can mean, ISO, with the year of a base where none is printed; "" if it cannot be told (最后一日)."""
        year = self.year or base
        if self.masked or year < 1:
            return ""
        year += self.shift
        month = self.month or 12
        last = calendar.monthrange(year, month)[1]
        return f"{year}-{month:02}-{min(self.day or last, last):02}"


_FIRST = frozenset("0123456789Xx×*今明当本翌次第上下年" + _CN)


def find_moments(text: str) -> Iterator[Moment]:
    """The points of time in a folded text, in order (时点).

    >>> [(one.year, one.month, one.before) for one in find_moments("2022年6月底前,年底")]
    [(2022, 6, True), (0, 0, False)]
    """
    # Every point of time holds one of three characters, so the slow pattern is tried only a little before one.
    done = 0
    for anchor in occurrences(text, "年", "月", "季"):
        for start in range(max(done, anchor - 7), anchor + 1):
            if text[start] not in _FIRST:
                continue
            match = MOMENT.match(text, start)
            if match is not None:
                done = match.end()
                if (moment := moment_of(match)) is not None:
                    yield moment
                break


def moment_of(match: re.Match[str]) -> Moment | None:
    """The point of time that a match of `MOMENT` stands for; None for impossible ones (时点)."""
    part = {
        name: match.group(name) or match.group("b" + name) or "" for name in ("m", "d", "mp", "q", "h", "e")
    }
    words = match.group()
    masked = any(sign in words for sign in "Xx×*")
    year, shift = _year(match.group("y") or "")
    month, day = _number(part["m"]), _number(part["d"])
    if month > 12 or day > 31 or (part["m"] and not month and not masked):
        return None
    if part["mp"] in ("上旬", "初", "中旬", "中"):
        day = 10 if part["mp"] in ("上旬", "初") else 20
    if part["q"]:
        month = _QUARTER_END[_number(part["q"])]
    if part["h"] == "上":
        month = 6
    vague = bool(part["mp"] or part["q"] or part["h"] or part["e"])
    stop = match.start() + len(words.rstrip())
    return Moment(
        match.start(), stop, year, month, day, shift, vague, match.group("t") is not None, masked
    )  # fmt: skip


def _year(words: str) -> tuple[int, int]:
    if not words:
        return 0, 0
    if words[0] in "今当本":
        return 0, 0
    if words[0] in "明翌次":
        return 0, 1
    value = numeral(words.rstrip("年 "))
    return (value, 0) if value else (-1, 0)


def _number(words: str) -> int:
    return numeral(words) or 0 if words else 0
