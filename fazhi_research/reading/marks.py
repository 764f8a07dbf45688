"""The marks that number a document's items."""

import re
from typing import NamedTuple

from fazhi_research.reading.numerals import numeral

_CN = "零〇一二三四五六七八九十百"
# Level by custom, outermost first; a run-in (①, 一是, 第一,) is always the deepest.
RANKS = {
    "part": 0, "chapter": 1, "section": 2, "article": 3, "han": 4, "han_bracket": 5, "named": 5, "arabic": 6,
    "dotted2": 7, "dotted3": 8, "dotted4": 9, "arabic_bracket": 10, "circled": 11, "run_is": 12, "run_nth": 12,
    "run_its": 12,
}  # fmt: skip
RUN_IN = RANKS["circled"]

# What makes a figure in front of it an amount, unless a word of another sense begins there: 3.1日 but not 3.1日常监测.
_MEASURED = (
    r"[%万亿倍米吨岁件号]|户(?![籍外口主])|周岁|元(?!宵)|个(?![人体性案])|公[里斤顷分尺升亩]|年(?![度报检])|月(?![度报])|日(?![常程])"
    r"|时(?![间限效])|分(?![级类工析区])|项(?!目)|名(?![称词单])|人(?![员力才民事])|家(?!庭)|次(?!生)"
)
_MARK = re.compile(
    rf"(?P<unit>第[{_CN}\d]{{1,6}}(?:部分|[编篇章节条])(?:之[一二三四五六七八九十])?)"
    r"|(?P<run>[一二三四五六七八九十]{1,2}[是要]|[第其][一二三四五六七八九十]{1,2}(?:[,、:]|(?=是)))"
    rf"|(?P<han>[一二三四五六七八九十]{{1,3}}[ ]?[、.](?![、.]))"
    rf"|(?P<hanb>\((?P<hanb_n>[一二三四五六七八九十]{{1,3}})\)[、.]?)"
    rf"|(?P<arabb>\((?P<arabb_n>\d{{1,3}})\)[、.]?|(?<![\d(])\d{{1,3}}\)[、.]?)"
    r"|(?P<named>(?:任务|专题|行动|工程|专项行动|实事|举措)(?:[一二三四五六七八九十]{1,3}|\d{1,2})[ ]?[:、])"
    rf"|(?P<hanb_half>(?<![(一二三四五六七八九十])[一二三四五六七八九十]{{1,3}}\))"
    rf"|(?P<dotted>(?<![\d.])\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?![\d.]|{_MEASURED})[.、]?)"
    # 3.12345热线…, 1.2022年…, 2.5月底前…, 1.3人户…: a number, a time or a count opens the item itself
    rf"|(?P<arab>(?<![^\n\t 。;:])\d{{1,2}}\.(?=(?:19|20)\d\d[ ]?年|\d{{1,2}}[ ]?月(?:\d|底|前|份|[上中下]旬))|(?<![^\n\t ])\d{{1,2}}\.(?=\d{{1,3}}(?:周?岁|人(?![员力才民事])|名(?![称词单])|户(?![籍外口主])|项(?!目)))|(?<![^\n\t ])\d{{1,2}}\.(?=\d{{3,6}}[\u4e00-\u9fff])(?!\d+(?:[万亿元倍个公米吨年月日项件名户座套次家台辆千平]|人(?!才)))|(?<![\d.%])\d{{1,3}}[ ]?(?:[、]|\.(?!\d))|(?<![^\n\t ])\d{{1,2}}[ ]{{1,4}}(?=[\u4e00-\u9fff“])(?![ ]*(?:年|月|日|个|项|件|名|人|家|万|亿|元|号|次|%)))"
    rf"|(?P<circ>[①-⑳])|(?P<circ_b>[⑴-⒇])|(?P<circ_d>[⒈-⒛])"
)
# A character that may begin a mark and one that may follow it: looked for first, since that is many times quicker.
_FIRST = "第其任专行工实举(一二三四五六七八九十0-9①-⑳⑴-⒛"
_SPOT = re.compile(
    rf"[{_FIRST}](?:(?<=[①-⑳⑴-⒛])|(?=[ 、.是要){_CN}务题动程项事措]|[0-9]{{1,6}}[ .、)条编篇章节部{_CN}]))"
)
_LINE_SPOT = re.compile(rf"[ \t]*(?=[{_FIRST}])")
_UNIT_KIND = {"编": "part", "篇": "part", "分": "part", "章": "chapter", "节": "section", "条": "article"}
_NUMBER = re.compile(r"\d+")
# A line that is a figure with a short caption glued to it: 2组织指挥体系
_CAPTION_REACH = 2000
_BARE_LINE = re.compile(rf"(?m)^[ \t]*(\d{{1,2}})[ ]?(?!{_MEASURED})[\u4e00-\u9fff、与和]{{2,16}}[ \t]*$")


_GLUED_LINE = re.compile(
    rf"(?m)^[ \t]*(\d{{1,2}})(?!{_MEASURED}|小时|分钟|天|周|级|类|世纪|月)[\u4e00-\u9fff“《]"
)
_SERIES = 3  # so many figures in order, each glued to the words behind it, number items


class Mark(NamedTuple):
    """A numeral that may open an item, at [start, stop) of the clean text (序号).

    `family` is the kind of numbering ("han" 一、, "han_bracket" （一）, "arabic" 1., …), `number` its value, for a dotted
    mark such as 2.1 ("dotted2") that of the last figure. `at_line` tells whether it opens a line.
    """

    start: int
    stop: int
    family: str
    number: int
    at_line: bool

    @property
    def rank(self) -> int:
        """How deep the kind of numbering stands by custom (层级)."""
        return RANKS[self.family]


def find_marks(text: str) -> list[Mark]:
    """Every numeral in a folded text that has the form of a mark, in order (候选序号).

    Whether a candidate opens an item depends on what stands before it and on the series it belongs to; that is for
    the outline to decide. Linear in the length of the text.

    >>> [(m.family, m.number) for m in find_marks("一、总体要求\\n(二)目标")]
    [('han', 1), ('han_bracket', 2)]
    """
    found: list[Mark] = []
    free = 0
    for spot in _SPOT.finditer(text):
        match = _MARK.match(text, spot.start()) if spot.start() >= free else None
        if match is None:
            continue
        free = match.end()
        mark = _mark(match, _opens_line(text, match.start()))
        if mark is not None:
            found.append(mark)
    return found


def line_marks(text: str) -> list[Mark]:
    """The marks that open lines of a folded text, in order (行首序号)."""
    found = []
    at = -1
    while True:
        spot = _LINE_SPOT.match(text, at + 1)
        if spot and (match := _MARK.match(text, spot.end())) and (mark := _mark(match, True)):
            found.append(mark)
        at = text.find("\n", at + 1)
        if at < 0:
            return found


def _opens_line(text: str, position: int) -> bool:
    while position and text[position - 1] in " \t":
        position -= 1
    if text[position - 1 : position] == ":" and text[position - 2 : position - 1] in ("答", "A"):
        position -= 2  # an answer whose points are numbered
    return position == 0 or text[position - 1] == "\n"


def _mark(match: re.Match[str], at_line: bool) -> Mark | None:
    kind = match.lastgroup
    words = match.group()
    if not at_line and (kind == "hanb_half" or words.endswith(" ")):
        return None  # these count only where they open a line
    if kind == "arab":
        family, digits = "arabic", words.rstrip("、. ")
    elif kind == "hanb":
        family, digits = "han_bracket", match.group("hanb_n")
    elif kind == "han":
        family, digits = "han", words.rstrip("、. ")
    elif kind == "run":
        family = {"第": "run_nth", "其": "run_its"}.get(words[0], "run_is")
        digits = words.strip("第其是要,、:")
    elif kind == "arabb":
        family, digits = "arabic_bracket", _NUMBER.search(words).group()  # type: ignore[union-attr]
    elif kind == "unit":
        core = words.split("之")[0]
        family, digits = _UNIT_KIND[core[-1]], core[1:].rstrip("编篇章节条部分")
    elif kind == "hanb_half":
        family, digits = "han_bracket", words.rstrip(")")
    elif kind == "named":
        family, digits = "named", words.rstrip(":、 ").lstrip("任务专题行动工程项实事举措")
    elif kind == "dotted":
        figures = _NUMBER.findall(words)
        family, digits = f"dotted{len(figures)}", figures[-1]
    else:
        family = {"circ_b": "arabic_bracket", "circ_d": "arabic"}.get(kind or "", "circled")
        digits = words
    value = numeral(digits)
    return None if value is None else Mark(match.start(), match.end(), family, value, at_line)


def with_bare_figures(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks, and before the first of 2.1, 2.2, … the 2 glued to a caption on a line above it, as in emergency plans (预案).

    So are 1, 2, 3 in order at line starts, where no other figures number lines.

    >>> text = "1总则\\n1.1目的\\n2组织体系\\n由两部分组成。\\n2.1指挥部"
    >>> [(mark.family, mark.number) for mark in with_bare_figures(text, find_marks(text))]
    [('arabic', 1), ('dotted2', 1), ('arabic', 2), ('dotted2', 1)]
    """
    numbered = any(
        mark.at_line and (mark.family == "arabic" or mark.family.startswith("dotted")) for mark in marks
    )
    more = [] if numbered else _glued_series(text)
    begin, last = 0, ""
    figured: list[Mark] = []  # the items 1., 2. since the last decimal
    for mark in marks:
        if mark.family.startswith("dotted") and mark.at_line:
            figure = text[mark.start : text.find(".", mark.start)]
            opened = any(one.number == int(figure) for one in figured)
            if figure != last and mark.family == "dotted2" and not opened:
                above = [
                    line
                    for line in _BARE_LINE.finditer(text, max(begin, mark.start - _CAPTION_REACH), mark.start)
                    if line.group(1) == figure
                ]
                more += [Mark(*line.span(1), "arabic", int(figure), True) for line in above[-1:]]
            begin, last = mark.stop, figure
            figured = []
        elif mark.family == "arabic" and mark.at_line:
            figured.append(mark)
    known = {mark.start for mark in marks} if more else set()
    return sorted([*marks, *(mark for mark in more if mark.start not in known)]) if more else marks


def _glued_series(text: str) -> list[Mark]:
    """The figures 1, 2, 3 in order that open lines, each glued to the words behind it, where nothing else counts so.

    A part of a document may begin with a later one: 11, 12, 13.
    """
    lines = [Mark(*line.span(1), "arabic", int(line.group(1)), True) for line in _GLUED_LINE.finditer(text)]
    for first in (1, lines[0].number if lines else 1):
        found: list[Mark] = []
        for mark in lines:
            if mark.number == first + len(found):
                found.append(mark)
        if len(found) >= _SERIES:
            return found
    return []
