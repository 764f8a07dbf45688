"""The lines of a page among which its title is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_research.reading.cells import Cell, trimmed
from fazhi_research.reading.furniture import OPENING_SIGNS
from fazhi_research.reading.spans import Span

KIND = re.compile(
    r"(?:规划|方案|意见|通[ ?]{0,3}知|报告|讲话|纲要|要点|办法|计划|决定|总结|汇报|安排|细则|规定|条例|通报|公告|通告|函|批复|制度|措施|行动|清单|分工|发言|致辞|规则|预案|公报|解读|指引|标准|目录|章程|公示)"
)
ENDS_TITLE = re.compile(rf"{KIND.pattern}(?:[(〔][^()〔〕]*[)〕])?$")
STAGE = re.compile(
    r"[ ]*[(（〔](?:征求意见稿|草案|讨论稿|送审稿|试行|暂行|修订|修订稿|公开征求意见稿|审议稿|报批稿|已?失效|已?废止|现行有效)[)）〕]$"
)
_LINE = re.compile(r"[^\n]+")
_BOLD = re.compile(r"\*\*(?P<words>[^*\n]+)\*\*\Z")
_LONE_CELL = re.compile(
    r"(?P<words>[^|\n]*[^|\n ])[ ]*\|[ ]?\|[ |]*\Z"
)  # a row of one cell in a table that lays out a page
_WIDE_GAP = re.compile(r"[ \t]{2,}")
_PAGE_AHEAD = re.compile(r"[-—~·][ ]?\d{1,3}[ ]?[-—~·][ ]+(?=[^\s\d])")  # - 1 - 某县工作计划
# A title and the text that a page has run together with it: 1、乡镇…实施方案 根据区委部署
_TITLE_AHEAD = re.compile(
    rf"[ ]*(?:\d{{1,2}}、)?(?:附件\d{{0,2}}:?)?(?P<title>[\u4e00-\u9fff][^。,;:\n]{{4,60}}{KIND.pattern}(?:[(〔][^()〔〕]{{2,8}}[)〕])?)"
    r"(?:[ ]+(?=(?:为(?:了|深入|贯彻|进一步|加快|全面|切实|落实)|根据|按照))|(?=[ ]?第一[章条]))"
)
_ONE_LINE, _RUN = (
    400,
    90,
)  # characters of a line that is a whole page, and of one that a title may be run together with
# A title, its number and the address that a page has run together with the body: …的通知 (甲政办〔2010〕10号) 各区…:
_RUN_TOGETHER = re.compile(
    r"[ ?]*(?P<title>[^。:\n]{0,40}关于[^。:\n]{4,100}的(?:通知|意见|决定|通报|批复))[ ]*(?P<number>[(〔]?[\u4e00-\u9fff]{2,10}[〔\[][ ]?(?:19|20)\d{2}[ ]?[〕\]][ ]?\d{1,4}[ ]?号[)〕]?)?[ ?]+(?=各[^。:\n]{2,200}:)"
)
# Who brings a page and when, above or below its headline: 某县人民政府 2024年01月08日, 新华社 · 2021-08-12 11:54
_BYLINE = re.compile(
    r"[ ]*[^\s\d,。:;《》()〔〕][^\n,。:;《》()〔〕]{1,28}?[ ]?[ ·|/][ ]*(?P<date>(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?)(?:[ ]\d{1,2}:\d\d(?::\d\d)?)?[ ]*$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """The lines of a title, from the start of the first to the end of the last, and where the lines about it end (标题)."""

    lines: tuple[Span, ...]
    # what opens the document above its title: the order that makes a rule known (某市人民政府令), the words that forward or announce it
    head: Span | None = None

    @property
    def start(self) -> int:
        """The offset of the first character of the title, or of what opens the document above it (起点)."""
        return self.head.start if self.head else self.lines[0].start


def bare_title(title: str) -> str:
    """A title without its blanks, its marks and the note on its stage, which change with the place where it stands (标题主干).

    >>> bare_title("《云川市 实施方案》(试行)")
    '云川市实施方案'
    """
    return re.sub(r"[\s《》〈〉<>]", "", STAGE.sub("", title))


def byline_date(line: str) -> str:
    """The date in a folded line that says who brings a page and when, else ""; a title may end in a date as well (来源行日期).

    >>> byline_date("某县人民政府 2024-01-08"), byline_date("某县实施方案 2024-01-08")
    ('2024-01-08', '')
    """
    match = _BYLINE.match(line) if line.rstrip(" ")[-1:] in "0123456789日" else None
    return match.group("date") if match and not KIND.search(line) else ""


def title_lines(folded: str, start: int, stop: int) -> Iterator[Span]:
    """The lines of a page that are not blank, without the signs of a heading or of bold words in Markdown."""
    for piece in _printed_lines(folded, start, stop):
        span = Span(*trimmed(folded, *piece))
        if signs := OPENING_SIGNS.match(folded, span.start, span.stop):
            span = Span(signs.end(), span.stop)
        if ahead := _PAGE_AHEAD.match(folded, span.start, span.stop):
            span = Span(ahead.end(), span.stop)
        if bold := _BOLD.match(folded, span.start, span.stop):
            span = Span(*bold.span("words"))
        if lone := _LONE_CELL.match(folded, span.start, span.stop):
            span = Span(*lone.span("words"))
        if len(span):
            yield span


def _printed_lines(folded: str, start: int, stop: int) -> Iterator[Cell]:
    """The lines of a page; where a page has run its title or all of itself together in one, the pieces of that."""
    for match in _LINE.finditer(folded, start, stop):
        begin, end = match.span()
        for piece in _ahead(folded, begin, end) if end - begin >= _RUN else ():
            yield piece
            begin = piece[1]
        if end - match.start() >= _ONE_LINE:
            for gap in _WIDE_GAP.finditer(folded, begin, min(end, begin + 4000)):
                yield begin, gap.start()
                begin = gap.end()
        yield begin, end


def _ahead(folded: str, start: int, stop: int) -> list[Cell]:
    """The title, and the number behind it, that a page has run together with the text that follows on the line."""
    if run := _RUN_TOGETHER.match(folded, start, stop):
        return [run.span(name) for name in ("title", "number") if run.group(name)]
    titled = _TITLE_AHEAD.match(folded, start, stop)
    return [titled.span("title")] if titled else []
