"""Tables that a page has run together on one line, cut into their rows again."""

import re
from itertools import pairwise

from fazhi_research.reading.anchored import SECTION_ROW
from fazhi_research.reading.cells import Cell, trimmed

_SHORTEST = 80  # characters of a line that can hold a table
# The names of the columns up to the first row or part: 序号 工 作 内 容 责任部门 完成时限 一、…
_HEADER = re.compile(
    r"(?<!\S)序[ ]?号[ ]+(?:[^\s。,;:]{1,12}[ ]+){2,16}?(?=1[ ]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))"
)
_PIECE = re.compile(r"[^ ]+")
_FEWEST = 2


def may_be_unrolled(text: str) -> bool:
    """Whether a text has a header of a table with the first row on the same line (是否单行表格)."""
    return ("序号" in text or "序 号" in text) and _HEADER.search(text) is not None


def unrolled(text: str, lines: list[Cell]) -> list[Cell]:
    """The lines, those that hold a whole table cut into its header, its parts and its rows (单行表格分行).

    A row begins where the next number stands between blanks. What follows the last row is cut off after as many cells as the rows before have.
    """
    found: list[Cell] = []
    for start, stop in lines:
        header = _HEADER.search(text, start, stop) if stop - start > _SHORTEST else None
        pieces = _rows(text, header.end(), stop) if header else []
        if header is None or len(pieces) < _FEWEST:
            found.append((start, stop))
            continue
        found += [trimmed(text, start, header.start())] if header.start() > start else []
        found += [trimmed(text, *header.span()), *pieces]
        found += [trimmed(text, pieces[-1][1], stop)] if pieces[-1][1] < stop else []
    return [cell for cell in found if cell[0] < cell[1]]


def _rows(text: str, begin: int, stop: int) -> list[Cell]:
    """The rows and parts from a place on."""
    starts: list[int] = []
    at = begin - 1
    while (at := text.find(f" {len(starts) + 1} ", at, stop)) >= 0:
        starts.append(at + 1)
    if len(starts) < _FEWEST:
        return []
    rows: list[Cell] = [trimmed(text, begin, starts[0])] if text[begin : starts[0]].strip() else []
    widths: list[int] = []
    for first, last in pairwise([*starts, stop]):
        cells = [match.span() for match in _PIECE.finditer(text, first, last)]
        part = next(
            (at for at, cell in enumerate(cells) if at > 1 and SECTION_ROW.match(text, *cell)), len(cells)
        )
        if last == stop and widths:
            part = min(part, max(widths))
        widths.append(part)
        rows.append((first, cells[part - 1][1]))
        if part < len(cells) and last != stop:
            rows.append((cells[part][0], cells[-1][1]))
    return rows
