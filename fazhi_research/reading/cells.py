"""The lines of a table and the cells in them."""

import itertools
import re
from collections.abc import Iterator

# A cell in quotation marks, as spreadsheets are copied: it may hold line ends, and marks written twice.
_QUOTED = re.compile(r'(?m)(?:^[ ]*|(?<=\t))"(?P<cell>(?:[^"]|""){0,2000})"(?=[ ]*(?:\t|$))')
_PRINTED_LINE = re.compile(r"[^\n]+")
_NEAR = 400  # how far about a place bars are counted: a page run together in one line may have some at its foot
Cell = tuple[int, int]


def table_lines(text: str) -> list[Cell]:
    """The lines that are not blank, trimmed of blanks but not of tabs; a quoted cell goes over several (表格行)."""
    found = []
    quoted = [match.span() for match in _QUOTED.finditer(text)] if "\t" in text and '"' in text else []
    for start, stop in _printed(text, [span for span in quoted if text.find("\n", *span) >= 0]):
        while start < stop and text[start] == " ":
            start += 1
        while stop > start and text[stop - 1] in " ":
            stop -= 1
        if text[stop - 1] == "|" and text.find("|", start, stop - 1) < 0 and text.find("\t", start, stop) < 0:
            stop -= 1  # a cell on a line of its own, parted from the next by a bar
        start, stop = (start, stop) if "\t" in text[start:stop] else trimmed(text, start, stop)
        if text[start:stop].strip():
            found.append((start, stop))
    return found


def _printed(text: str, over: list[Cell]) -> Iterator[Cell]:
    """The lines that are not empty; `over` are the cells, in order, that hold line ends of their own."""
    at = begin = end = 0
    for match in _PRINTED_LINE.finditer(text):
        if match.start() < end:
            continue
        begin, end = match.span()
        while at < len(over) and over[at][0] < end:
            if over[at][1] > end:
                end = text.find("\n", over[at][1])
                end = end if end >= 0 else len(text)
            at += 1
        yield begin, end


def cells_of(text: str, line: Cell) -> list[Cell]:
    """The cells of a line with tabs or pipes, less quotation marks around them; one cell for any other (单元格)."""
    start, stop = line
    sign = "|" if "|" in text[start:stop] else "\t"
    if sign == "|":
        start += text[start] == "|"
        stop -= stop > start and text[stop - 1] == "|"
    edges = [start - 1, *(at for at in range(start, stop) if text[at] == sign), stop]
    cells = [trimmed(text, first + 1, last) for first, last in itertools.pairwise(edges)]
    return [_unquoted(text, *cell) for cell in cells] if sign == "\t" and '"' in text[start:stop] else cells


def _unquoted(text: str, start: int, stop: int) -> Cell:
    """A cell without the quotation marks around it."""
    if stop - start < 2 or text[start] != '"' or text[stop - 1] != '"':
        return start, stop
    start, stop = start + 1, stop - 1
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def trimmed(text: str, start: int, stop: int, signs: str = " \t") -> Cell:
    """A stretch without the blanks and tabs, or other `signs`, at its ends (去首尾空白)."""
    while start < stop and text[start] in signs:
        start += 1
    while stop > start and text[stop - 1] in signs:
        stop -= 1
    return start, stop


def in_row(text: str, position: int) -> bool:
    """Whether a place lies in a row of a table: in a cell behind the first, or in a line of three or more (表格行内).

    >>> in_row("| 1 | 1.公开清单 | 区司法局 |", 6), in_row("1.公开清单", 0)
    (True, False)
    """
    start = text.rfind("\n", 0, position) + 1
    found = text.find("\n", position)
    stop = found if found >= 0 else len(text)
    near = max(start, position - _NEAR), min(stop, position + _NEAR)
    framed = text[start : start + 1] == "|" == text[max(start, stop - 8) : stop].rstrip()[-1:]
    if text.count("|", *near) >= 2 or text.count("\t", position, stop) >= 2:
        return True
    if framed and text.count("|", start, stop) > 2:  # several cells, however long they are
        return True
    ahead = text[start:position]
    return "\t" in ahead.lstrip(" \t") or (ahead.startswith("\t") and text.find("\t", position, stop) >= 0)
