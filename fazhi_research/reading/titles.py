"""Where a document begins: its title among the lines of a page."""

import re
from dataclasses import dataclass

from fazhi_research.reading.furniture import is_chrome
from fazhi_research.reading.grids import is_table_header
from fazhi_research.reading.marks import line_marks
from fazhi_research.reading.spans import Span

_LINE = re.compile(r"[^\n]+")
_KIND = re.compile(
    r"(?:规划|方案|意见|通知|报告|讲话|纲要|要点|办法|计划|决定|总结|汇报|安排|细则|规定|条例|通报|公告|通告|函|批复|制度|措施|行动|清单|分工|发言|致辞|规则|预案|公报|解读|指引|标准|目录|章程)"
)
_NUMBER = re.compile(
    r"[ ]*(?:[(〔\[【]?(?:19|20)?[\d*X]{0,4}[)〕\]】]?)?[\u4e00-\u9fff]{1,12}[ ]?[〔\[【(〈][ ]?(?:(?:19|20)[\d*X]{2})?[ ]?[〕\]】)〉][ ]?第?[ ]?\d{0,5}[ ]?号[ ]*$|[ ]*第?[ ]?\d{1,4}[ ]?号令?[ ]*$"
)
_TAIL = re.compile(r"[ ]*[(〔][^()〔〕]{2,40}[)〕][ ]*$")
_ADDRESSEE = re.compile(r"[^\n。]{2,300}[:][ ]*$")
_BODY_OPENING = re.compile(
    r"[ ]*(?:为(?:了|深入|贯彻|进一步|加快|全面|扎实|切实|认真|落实|推进|推动|做好|加强)|根据|按照|同志们|各位)"
)
_DATE = re.compile(
    r"[ ]*[(〔]?[ ]*[12二][\d〇零O一二三四五六七八九*X]{3}[ ]?(?:年|[-./])[ ]?[\dX*一二三四五六七八九十]{1,3}[ ]?(?:月|[-./])(?:[ ]?[\dX*一二三四五六七八九十]{1,3}[ ]?日?)?[ ]*[)〕]?[ ]*(?:\d{1,2}:\d{2}(?::\d{2})?)?[ ]*$"
)


_ATTACHMENT = re.compile(r"[ ]*附[ ]?[件表录][ ]?[\d一二三四五六七八九十]{0,3}[ ]?:?[ ]*$")
_MARKDOWN = re.compile(r"#{1,6}[ \t]+")
_BRACKETED = re.compile(r"[(〔][^()〔〕]*[)〕]$")
_YEARS = re.compile(r"[(（〔][\d*X年\s—–―~～至到-]+[)）〕]")
_STAGE = re.compile(
    r"[ ]*[(（〔](?:征求意见稿|草案|讨论稿|送审稿|试行|暂行|修订|修订稿|公开征求意见稿|审议稿|报批稿)[)）〕]$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """The lines of a title, from the start of the first to the end of the last, and where the lines about it end (标题)."""

    lines: tuple[Span, ...]

    @property
    def start(self) -> int:
        """The offset of the title's first character (起点)."""
        return self.lines[0].start


def find_title(folded: str, start: int, stop: int, *, apart: bool = False) -> Title | None:
    """The title of the document in [start, stop) of a file's folded text, or None if no line reads as one (标题).

    The title is the last block of title-like lines before the body begins: headlines of a web page that repeat
    it further up are passed over. With `apart` the first line is a compilation's heading, a title only if no other is found.
    """
    lines = []
    for match in _LINE.finditer(folded, start, stop):
        span = _trimmed(folded, match.start(), match.end())
        if sharp := _MARKDOWN.match(folded, span.start, span.stop):
            span = Span(sharp.end(), span.stop)
        if len(span):
            lines.append(span)
        if len(lines) >= 60:
            break
    body = _body_line(folded, lines)
    first = [lines[:1]] if apart and body else []
    blocks = first + _blocks(folded, lines[len(first) : body])
    best = next(
        (block for block in reversed(blocks) if any(_KIND.search(span.of(folded)) for span in block)), None
    )
    if best is None and blocks:
        best = blocks[-1]
    return Title(tuple(best)) if best else None


def _trimmed(text: str, start: int, stop: int) -> Span:
    while start < stop and text[start] in " \t":
        start += 1
    while stop > start and text[stop - 1] in " \t":
        stop -= 1
    return Span(start, stop)


def _body_line(folded: str, lines: list[Span]) -> int:
    """The index of the first line that is running text, a numbered item or an address."""
    for index, span in enumerate(lines):
        line = span.of(folded)
        if is_table_header(line):
            return index
        if is_chrome(line) or _NUMBER.match(line) or _DATE.match(line) or _TAIL.match(line):
            continue
        if _ADDRESSEE.match(line) or _BODY_OPENING.match(line) or "。" in line or len(line) > 90:
            return index
        marks = line_marks(line)
        if marks and marks[0].family not in ("arabic", "part", "dotted") and marks[0].number == 1:
            return index
    return len(lines)


def _blocks(folded: str, lines: list[Span]) -> list[list[Span]]:
    """Runs of lines that may form one title."""
    blocks: list[list[Span]] = [[]]
    for span in lines:
        line = span.of(folded)
        if is_chrome(line) or _NUMBER.match(line) or (_DATE.match(line) and not _TAIL.match(line)):
            blocks.append([])
            continue
        if _ATTACHMENT.match(line):
            blocks.append([])
            continue
        if blocks[-1] and not _continues(folded, blocks[-1], line):
            blocks.append([])
        blocks[-1].append(span)
    return [block for block in blocks if block and not _TAIL.match(block[0].of(folded))]


def _continues(folded: str, block: list[Span], line: str) -> bool:
    """Whether a line goes on with the title above it."""
    above = "".join(span.of(folded) for span in block)
    if _TAIL.match(line):
        return True
    if len(above) > 120 or ">" in line or "|" in line:
        return False
    above = _BRACKETED.sub("", above)
    return not _KIND.search(above[-4:]) or above.endswith(("关于", "的", "和", "及"))


def title_words(text: str, title: Title) -> str:
    """The title in one line, as printed, without the notes that say what stage it is at (标题文字).

    A line that only names the years (2015-2020年) belongs to the title, (征求意见稿) and (试行) do not.
    """
    parts: list[str] = []
    for span in title.lines:
        line = span.of(text).strip()
        if parts and re.match(r"[(（〔]", line) and not _YEARS.fullmatch(line):
            continue
        parts.append(line)
    return _STAGE.sub("", "".join(parts))
