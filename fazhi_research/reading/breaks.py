"""Lines that a page or a screen has broken in the middle of a sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from fazhi_research.reading.grids import find_grids, in_grid
from fazhi_research.reading.marks import Mark, line_marks
from fazhi_research.reading.spans import Span
from fazhi_research.reading.wrapped import BODY_ENDS, is_cut, is_full

_TERMINAL = "。!?;:…"
_CLOSING = '》)】”’」』"]〕'
# The end of a line, and blank lines.
_LINE_END = re.compile(r"\n\s*")
_ITEM_LIKE = re.compile(
    r"(?:[\u4e00-\u9fff][ ]){2,5}[\u4e00-\u9fff][ ]?:|(?:牵头|责任)(?=[^\n,。]{0,8}:|[ \t])|(?:牵头|责任|配合|参[加与])[单部科处][ \t]*\n|配合单位|参加单位|协办|承办|主办|完成时|时限|附件|附[:]|抄送|目标[:]|(?:具体)?措施[:]|——|[\u4e00-\u9fff]{2,6}(?:单位|部门|司局|领导|负责人|责任人|时限|时间|电话)[:]"
)
_LABEL_LINE = re.compile(
    r"[^\n,、]{1,12}[:](?:\n|$)"
)  # below a line that is full and in mid-sentence it ends that one
# A line that says who answers or by when needs no full stop: the number below it opens the next item.
_OWNER_LINE = re.compile(r"[^\n:,。]{0,6}(?:牵头|责任|配合|参[加与]|协[办同]|完成)[^\n:,。]{0,8}:")
# A line of units that ends in the midst of a name goes on below, and so does a time limit.
_UNITS_LINE = re.compile(
    r"[ \t]*[^\s:,。]{0,6}(?:牵头|责任|主责|配合|参[加与]|协[办同]|承办)[^\s:,。]{0,4}(?:单位|部门|科室|处室)[^\s:,。]{0,4}:(?=[^\n]{4})"
)
_NAME_GOES_ON = re.compile(
    r"[\u4e00-\u9fff]{1,14}[局厅委办部处院署会府心司队所站道区室位门构关校团组行社)](?:[(、,;。]|[ \t]*(?:\n|$))"
)
_TIME_LINE = re.compile(r"[ \t]*[^\s:,。]{0,6}(?:时限|时间|期限|节点)[^\s:,。]{0,4}:[^\n。]{0,14}[\d年月]$")
_TIME_GOES_ON = re.compile(r"(?:年?[底末初]|[上中下]旬|\d{1,2}[月日]底?)?之?(?:以?前)(?:完成)?[ \t]*(?:\n|$)")
# A date, or the number of a document, on a line of its own.
_DATE_LINE = re.compile(
    r"(?:[12二][\d〇零O一二三四五六七八九*]{3}[ ]?年[^\n]{0,12}[日号]?|[\u4e00-\u9fff]{2,12}[〔\[(]\d{4}[〕\])]\d{1,4}号)[ \t]*(?:\n|$)"
)
_PAIRS = {"《": "》", "(": ")", "“": "”", "〔": "〕"}
_SIGNS = re.compile(r"[《》()“”〔〕]")
# A label broken before its last character, and what stands on the line above.
_BROKEN_LABEL = re.compile(r"\n[ \t\n]{0,20}(?=[位门室限]:)")
_LABEL_ABOVE = re.compile(r"(?:牵头|责任|配合|参加|参与|协办|完成)[单部科处时]")
_LOST = re.compile(r"\n[ \t]*、(?=[\u4e00-\u9fff])")
_NUMBERED = re.compile(r"\(?[一二三四五六七八九十\d第其]")
_ATTACHED = re.compile(r"附[ ]?[件表录][ ]?\d{0,2}:?")
_LEADER = re.compile(r"[.…·]{3,}[ ]*\d{1,3}$")  # a caption in a table of contents, with its page
_LONGEST_LIST = 600  # characters of a cell that lists bodies
_CUT = 14  # a shorter numbered line above a page number is a caption, a longer one may be cut by the page
_RUN = 120  # how far a title mark that a joined line has opened stays open
_FEWEST, _NARROWEST, _WIDEST = 6, 15, 60  # lines, and characters of a line, of a text that is wrapped
_NARROW = re.compile(r"[0-9A-Za-z]")
_OTHERS, _LONGEST = 2, 30  # captions on lines of their own that show a text's way, and characters of one
_LONG = 18  # shorter lines are titles, captions, signatures: nobody breaks a line there


def broken_lines(folded: str, solid: list[Span], pages: list[Span]) -> list[Span]:
    """The white space, in order, at which a line is broken inside a sentence (断行).

    `solid` are the stretches of printed furniture, `pages` the page numbers among them; where one stands at a break,
    the white space on both sides of it is returned.
    """
    bare = _blanked(folded, solid)
    series = _Series(bare, line_marks(bare), lost=_LOST.search("\n" + bare) is not None)
    width = _wrap_width(bare)
    tables = find_grids(bare)
    cells = sorted(
        {cell for grid in tables for row in grid.rows for cell in row if bare.find("\n", *cell) >= 0}
    )
    page_starts = [page.start for page in pages]
    gaps = []
    joined_at = run = -1
    for start, stop in _open_ends(bare):
        within = in_grid(tables, start)
        if within and _cuts_cell(bare, cells, start, stop):
            gaps.append((start, stop))
            continue
        if (within and bare[start - 1] not in "、,") or (not within and in_grid(tables, stop)):
            continue
        if not within and in_grid(tables, start - 1) and series.opens(stop):
            continue  # an item below the last row
        opening = bare.rfind("\n", 0, start) + 1
        at = bisect_left(page_starts, start)
        paged = at < len(page_starts) and page_starts[at] < stop
        joined = opening <= joined_at
        run = run if joined and start - run <= _RUN else opening
        if _is_broken(bare, opening, start, stop, series, width, joined=joined, paged=paged, run=run):
            gaps.append((start, stop))
            joined_at = stop
    gaps += _broken_labels(bare)
    gaps += [gap for span in pages if (gap := _around(bare, span)) is not None]
    return _less(sorted(set(gaps)), solid)


def _cuts_cell(bare: str, cells: list[tuple[int, int]], start: int, stop: int) -> bool:
    """Whether a line end cuts a name inside a cell of a table, of those that go over several lines."""
    at = bisect_left(cells, (start, start)) - 1
    if at < 0 or stop >= cells[at][1] or start <= cells[at][0]:
        return False
    above = bare[max(bare.rfind("\n", 0, start) + 1, cells[at][0]) : start].strip()
    below = bare[stop : cells[at][1]].split("\n", 1)[0].strip()
    first, last = cells[at]
    listed = last - first <= _LONGEST_LIST  # a list of bodies: a text in a cell may be as long as it likes
    return is_cut(above, below) or (listed and is_full(bare[first:last].split("\n"), above, below))


def _broken_labels(bare: str) -> Iterator[tuple[int, int]]:
    """The white space within a label that a line end has cut before its last character: 责任单|位:."""
    for match in _BROKEN_LABEL.finditer(bare):
        start = match.start()
        while start and bare[start - 1] in " \t":
            start -= 1
        if start >= 3 and _LABEL_ABOVE.match(bare, start - 3):
            yield start, match.end()


def _open_ends(bare: str) -> Iterator[tuple[int, int]]:
    """The white space at the ends of lines that do not end as a sentence does, blank lines included."""
    for match in _LINE_END.finditer(bare):
        start, stop = match.span()
        while start and bare[start - 1] in " \t":
            start -= 1
        last = bare[start - 1 : start]
        if last.isdigit() and _LEADER.search(bare, max(0, start - 24), start):
            continue
        if last and not last.isspace() and last not in _TERMINAL and stop < len(bare):
            yield start, stop


def _blanked(folded: str, solid: list[Span]) -> str:
    """The text with the furniture painted over, so that places stay places."""
    if not solid:
        return folded
    parts, position = [], 0
    for span in solid:
        parts += [folded[position : span.start], " " * len(span)]
        position = span.stop
    return "".join([*parts, folded[position:]])


def _around(bare: str, span: Span) -> tuple[int, int] | None:
    """The blanks about a page number glued into a line, if it has words of one line on both sides."""
    start, stop = span.start, span.stop
    while start > 0 and bare[start - 1] in " \t":
        start -= 1
    while stop < len(bare) and bare[stop] in " \t":
        stop += 1
    within = start > 0 and bare[start - 1] != "\n" and stop < len(bare) and bare[stop] != "\n"
    return (start, stop) if within else None


def _less(gaps: list[tuple[int, int]], solid: list[Span]) -> list[Span]:
    """The gaps without the furniture in them."""
    pieces: list[Span] = []
    rest = iter(solid)
    block = next(rest, None)
    for start, stop in gaps:
        while block is not None and block.stop <= start:
            block = next(rest, None)
        while block is not None and block.start < stop:
            pieces += [Span(start, block.start)] if start < block.start else []
            start = block.stop
            if block.stop >= stop:
                break
            block = next(rest, None)
        pieces += [Span(start, stop)] if start < stop else []
    return pieces


def _is_broken(
    bare: str,
    opening: int,
    start: int,
    stop: int,
    series: "_Series",
    width: float,
    *,
    joined: bool,
    paged: bool,
    run: int,
) -> bool:
    line = bare[opening:start].lstrip()
    in_cell = "\t" in line or "|" in line
    if in_cell and paged and _unclosed(line) == "(":
        return True
    opens = series.opens(stop)
    apart = _ITEM_LIKE.match(bare, stop) or _DATE_LINE.match(bare, stop)
    if in_cell or apart or (opens and series.leads_to(stop)):
        return False
    full = width > 0 and _columns(line) >= 0.85 * width
    if _LABEL_LINE.match(bare, stop) and not (full and "," in line):
        return False
    if _name_goes_on(bare, run, start, stop):
        return True
    opened, last = _unclosed(bare[run:start] if joined else line), line[-1]
    begun = joined or (len(line) >= _LONG and _has_begun(line))
    if opens:
        cut = begun and last not in _CLOSING and not _OWNER_LINE.match(line)
        return cut or opened != ""
    if opened in ("《", "〔") or last in ",、":
        return len(line) >= 4
    if last in _CLOSING and not opened:
        return full and begun
    if opened or full:
        return full or len(line) >= _LONG
    if paged and last not in _CLOSING:
        return _cut_by_page(line, alone=series.stands_alone(start - len(line)))
    following = bare[stop : stop + 80].split("\n", 1)[0].rstrip()
    return begun and (len(following) >= _LONG or following[-1:] in _TERMINAL)


def _cut_by_page(line: str, *, alone: bool) -> bool:
    """Whether a line above a page number goes on below it, other than a caption or 附件."""
    if alone or _ATTACHED.fullmatch(line):
        return False
    return len(line) >= _CUT or not _NUMBERED.match(line)


def _name_goes_on(bare: str, begin: int, start: int, stop: int) -> bool:
    """Whether a line of units breaks off within a name, or a time limit within a date; `begin` is where its first line begins."""
    if _UNITS_LINE.match(bare, begin, start):
        return bare[start - 1] not in BODY_ENDS and _NAME_GOES_ON.match(bare, stop) is not None
    return _TIME_LINE.match(bare, begin, start) is not None and _TIME_GOES_ON.match(bare, stop) is not None


def _has_begun(line: str) -> bool:
    """Whether a line is running text: it holds the end of a sentence, or is unnumbered and has commas."""
    if "。" in line or ";" in line:
        return True
    return "," in line and not _NUMBERED.match(line)


def _unclosed(line: str) -> str:
    """The bracket or title mark that a line opens last and does not close, or nothing."""
    stack: list[str] = []
    for match in _SIGNS.finditer(line):
        sign = match.group()
        if sign in _PAIRS:
            stack.append(sign)
        elif stack and _PAIRS[stack[-1]] == sign:
            stack.pop()
    return stack[-1] if stack else ""


def _wrap_width(bare: str) -> float:
    """The width at which a text is wrapped throughout, or 0 for one whose lines are paragraphs."""
    lines = [line.strip() for line in bare[:40_000].split("\n") if "\t" not in line and "|" not in line]
    lines = [line for line in lines if line]
    if len(lines) < _FEWEST:
        return 0
    widest = sorted(map(len, lines))[int(len(lines) * 0.9)]
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    near = sum(0.85 * widest <= len(line) <= 1.1 * widest for line in lines)
    if len(lines) >= 2 * _FEWEST and near >= 0.4 * len(lines):
        return widest
    return _stacked(lines)


def _stacked(lines: list[str]) -> float:
    """The width at which lines stack up, few of them at the end of a sentence, few near it and none beyond; 0 for none."""
    widths = sorted(map(_columns, lines))
    widest = widths[int(len(widths) * 0.97)]
    full = [line for line in lines if widest - 2 <= _columns(line) <= widest + 1]
    nearly = sum(widest - 8 <= width < widest - 2 for width in widths)
    open_ended = sum(line[-1] not in _TERMINAL for line in full)
    stacked = (
        len(full) >= max(4, 0.12 * len(lines))
        and len(full) >= 2 * nearly
        and open_ended >= 0.5 * len(full)
        and widths[-1] <= 1.1 * widest
    )
    return widest if stacked else 0


def _columns(line: str) -> float:
    """How wide a line is printed, in characters: letters and figures are half as wide."""
    return len(line) - len(_NARROW.findall(line)) / 2


class _Series:
    """The marks at line starts, to tell whether one continues its series."""

    def __init__(self, bare: str, marks: Iterable[Mark], *, lost: bool) -> None:
        self._bare = bare
        self._marks = {mark.start: mark for mark in marks}
        self._alone: dict[str, int] | None = None
        self._leads: dict[int, bool] = {}
        last = {"han": -1} if lost else {}  # where numerals are lost, none can be expected
        for mark in self._marks.values():
            leads = mark.number == last.get(mark.family, 0) + 1 or (mark.number == 1 and mark.family != "han")
            self._leads[mark.start] = leads
            last[mark.family] = mark.number

    def opens(self, position: int) -> bool:
        """Whether a mark stands at this place."""
        return position in self._leads

    def leads_to(self, position: int) -> bool:
        """Whether the mark there is the one that its series leads to, or opens a deeper one."""
        return self._leads[position]

    def stands_alone(self, position: int) -> bool:
        """Whether the items of the mark there have captions on lines of their own in this text, as two others show."""
        mark = self._marks.get(position)
        if mark is None:
            return False
        if self._alone is None:
            self._alone = {}
            for other in self._marks.values():
                if self._is_caption(other):
                    self._alone[other.family] = self._alone.get(other.family, 0) + 1
        return self._alone.get(mark.family, 0) - self._is_caption(mark) >= _OTHERS

    def _is_caption(self, mark: Mark) -> bool:
        """Whether a mark's line has a few words, no stop, and a line without a mark right below it."""
        stop = self._bare.find("\n", mark.stop)
        line = self._bare[mark.stop : stop].strip() if stop >= 0 else ""
        follows = stop + 1
        while self._bare[follows : follows + 1] in (" ", "\t", "\n"):
            follows += 1
        return (
            2 <= len(line) <= _LONGEST
            and line[-1] not in _TERMINAL
            and "。" not in line
            and follows not in self._marks
        )
