"""Tables as they survive in plain text: tabs, pipes, or one cell to a line."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from fazhi_research.reading.anchored import SECTION_ROW, SERIAL, anchored_rows, owner_ended_rows
from fazhi_research.reading.cells import Cell, cells_of, table_lines
from fazhi_research.reading.fitted import fitted_row
from fazhi_research.reading.numerals import numeral
from fazhi_research.reading.spaced import names_in, shaped, spaced_rows
from fazhi_research.reading.table_headers import (
    BODIES,
    ROLE_HEADER,
    ROLE_WORD,
    RULE,
    header_rows,
    is_header_cell,
    one_row,
    role_columns,
    spanning_header,
    under,
)
from fazhi_research.reading.unrolled import may_be_unrolled, unrolled
from fazhi_research.reading.wrapped import whole_cells

# A header cell of that kind on a line of its own or between tabs or pipes: without one there is no table to look for.
_MAYBE = re.compile(
    rf"(?m)(?:^|[\t|])[ ]*[^\n\t|。,;:]{{0,10}}{ROLE_WORD}[^\n\t|。,;:]{{0,4}}(?:{BODIES.pattern})[^\n\t|。,;:]{{0,8}}(?:$|[\t|])"
)
_SPACED_HEADER = re.compile(r"(?m)^[ ]*(?:序[ ]?号|编号)(?:[ ]+[^\s|。,;:]{2,16}){2,12}[ ]*$")
# The same with gaps of two blanks and more, whatever the columns are called.
_WIDE_HEADER = re.compile(r"(?m)^[ ]*[^\s|。,;:]{2,16}(?:[ ]{2,}[^\s|。,;:]{2,16}){2,12}[ ]*$")
_LONGEST_NAME, _SENTENCE = 16, re.compile(r"[。,;:]")
_LONGEST_CELL = 26  # what the pattern above can match at most, blanks at its ends aside
_TIME_GOES_ON = re.compile(r"(?:年|月|日|[年月]?底|\d{1,2}[月日])[^\n]{0,3}前?$|前$")  # 2023年6月⏎底前
_EMPTY = re.compile(r"(?:无|—+|-+|/|\\)?$")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in a clean text: the words of its header and its rows of cells, as places (表格).

    `start` is where the header begins, `stop` where the last row ends; every row has as many cells as the header, empty
    ones as empty places.
    """

    start: int
    stop: int
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def find_grids(text: str) -> list[Grid]:
    """The tables with a column of units in a folded text, in order (任务分工表).

    Found by a header that names such a column (牵头单位, 责任部门): tab-separated and Markdown rows, and tables that lost their
    shape so that each cell stands on a line of its own. Rows between that only name a part are passed over.
    """
    if not _may_hold(text):
        return []
    lines = unrolled(text, table_lines(text))
    grids: list[Grid] = []
    index = 0
    while index < len(lines):
        found = (
            _separated(text, lines, index) or _spaced(text, lines, index) or _flattened(text, lines, index)
        )
        if found is None:
            index += 1
            continue
        grid, index = found
        rows = tuple(row for row in grid.rows if not _is_header_again(text, row, grid.header))
        grids += [replace(grid, rows=rows)] if rows else []
    return grids


def _is_header_again(text: str, row: tuple[Cell, ...], names: tuple[str, ...]) -> bool:
    """Whether a row is the header, repeated at the top of a page."""
    words = [text[start:stop].replace(" ", "") for start, stop in row if start < stop]
    known = sum(word in names for word in words)
    return known >= 2 and known >= len(words) - 1


def _may_hold(text: str) -> bool:
    """Whether a text has a header cell of units anywhere; without tabs and pipes only a short line can be one."""
    if _SPACED_HEADER.search(text) or may_be_unrolled(text):
        return True
    if "  " in text and any(BODIES.search(header.group()) for header in _WIDE_HEADER.finditer(text)):
        return True
    if "\t" in text or "|" in text:
        return _MAYBE.search(text) is not None
    short = [
        line
        for line in text.split("\n")
        if len(line) <= _LONGEST_CELL or len(line.strip(" ")) <= _LONGEST_CELL
    ]
    return any(BODIES.search(line) and _MAYBE.search(line) for line in short)


def _separated(text: str, lines: list[Cell], index: int) -> tuple[Grid, int] | None:
    """A table with tabs or pipes whose header is this line."""
    if text.find("\t", *lines[index]) < 0 and text.find("|", *lines[index]) < 0:
        return None
    header = cells_of(text, lines[index])
    names = tuple(text[start:stop].replace("\n", "") for start, stop in header)
    if len(header) < 2 or not role_columns(names) or any(len(name) > 24 for name in names):
        return None
    index, header, names = spanning_header(text, lines, index) or header_rows(text, lines, index)
    rows: list[tuple[Cell, ...]] = []
    stop = lines[index][1]
    index += 1
    while index < len(lines):
        line = text[slice(*lines[index])]
        cells = cells_of(text, lines[index])
        if not RULE.match(line):
            if len(cells) < 2 and not SECTION_ROW.match(line):
                break
            if len(cells) >= 2 and sum(first < last for first, last in cells) >= 2:
                rows.append(_fitted(cells, len(header), lines[index][1]))
                stop = lines[index][1]
        index += 1
    return Grid(lines[index - 1][0] if not rows else header[0][0], stop, names, tuple(rows)), index


def _fitted(cells: list[Cell], width: int, end: int) -> tuple[Cell, ...]:
    return (*cells[:width], *[(end, end)] * (width - len(cells)))


def _flattened(text: str, lines: list[Cell], index: int) -> tuple[Grid, int] | None:
    """A table of one cell to a line whose header begins at this line."""
    width = _header_width(text, lines, index)
    names = tuple(text[start:stop] for start, stop in lines[index : index + width])
    if width < 2 or not role_columns(names):
        return None
    begin, window = index + width, 128
    printed, names = names, one_row(names)
    grouped = index > 0 and is_header_cell(
        text[slice(*lines[index - 1])]
    )  # a column of groups before the numbers
    while (
        True
    ):  # a window that grows with the table, so that many small tables take no longer than one large one
        body = _mended(text, lines[begin : begin + window], printed)
        numbered = any(_row_number(text[slice(*line)]) == 1 for line in body[:3])
        serial = SERIAL.match(names[0]) is not None and numbered
        anchored = None if serial else anchored_rows(text, body, names)
        ended = owner_ended_rows(text, body, len(names)) if ROLE_HEADER.match(names[-1]) else None
        told = anchored or ended
        header, rows = anchored or (names, ended or [])
        if not told:
            rows = (
                _numbered_rows(text, body, names, grouped=grouped)
                if serial
                else _counted_rows(text, body, names)
            )
        stop = rows[-1][-1][1] if rows else lines[begin - 1][1]
        after = bisect_left(lines, (stop, 0), lo=begin)
        if begin + window >= len(lines) or after <= begin + window // 2:
            return Grid(lines[index][0], stop, header, tuple(rows)), after
        window *= 2


def _spaced(text: str, lines: list[Cell], index: int) -> tuple[Grid, int] | None:
    """A table of one row to a line, its cells parted by blanks, whose header is this line, or this and the one below."""
    for wide in (True, False):
        begin = index + 1
        names = _names(text, lines[index], wide=wide)
        if wide and len(names) >= 3 and begin < len(lines):
            lower = under(names, _names(text, lines[begin], wide=True))
            begin, names = (begin + 1, lower) if lower else (begin, names)
        roles = role_columns(names)
        if len(names) < 3 or not roles or not _is_spaced_header(names, wide=wide):
            continue
        rows, more, after = spaced_rows(text, lines, begin, len(names), roles, wide=wide)
        if rows:
            stop = max(cell[1] for row in rows for cell in row)
            return Grid(lines[index][0], stop, names + tuple(names[at] for at in more), tuple(rows)), after
    return None


def _names(text: str, line: Cell, *, wide: bool) -> tuple[str, ...]:
    return tuple(text[slice(*cell)].replace(" ", "") for cell in names_in(text, line, wide=wide))


def _is_spaced_header(names: tuple[str, ...], *, wide: bool) -> bool:
    """Whether cells parted by blanks are those of a header: short where they stand wide apart, else known words that begin with 序号."""
    if wide:
        return max(map(len, names)) <= _LONGEST_NAME and not _SENTENCE.search("".join(names))
    return SERIAL.match(names[0]) is not None and all(map(is_header_cell, names))


def _header_width(text: str, lines: list[Cell], index: int) -> int:
    """How many lines from here are cells of a header.

    One that begins with 序号 runs up to the first row or part, whatever its columns are called.
    """
    if SERIAL.fullmatch(text, *lines[index]):
        for width in range(2, 13):
            if index + width >= len(lines):
                break
            words = text[slice(*lines[index + width])]
            if re.fullmatch(r"\d{1,4}", words) or SECTION_ROW.match(words):
                return width
            if len(words) > 12 or re.search(r"[。,;:]", words):
                break
    width = 0
    while index + width < len(lines):
        words = text[slice(*lines[index + width])]
        if "\t" in words or "|" in words or not is_header_cell(words):
            break
        width += 1
    return width


def _mended(text: str, lines: list[Cell], names: tuple[str, ...]) -> list[Cell]:
    """The lines below a header with broken cells joined and repetitions of the header left out."""
    mended: list[Cell] = []
    for start, stop in lines:
        above = text[slice(*mended[-1])] if mended else ""
        if text[start:stop] in names:
            continue
        goes_on = _TIME_GOES_ON.match(text, start, stop) and re.search(r"[\d年月]$", above)
        if goes_on or above.endswith(("、", ",")) or above.count("(") > above.count(")"):
            mended[-1] = (mended[-1][0], stop)
        else:
            mended.append((start, stop))
    return mended


def _counted_rows(text: str, lines: list[Cell], names: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    """Rows of as many lines as the header has."""
    rows: list[tuple[Cell, ...]] = []
    at, width = 0, len(names)
    role = role_columns(names)[0]
    while at < len(lines):
        if SECTION_ROW.match(text, *lines[at]) and not _is_row(text, lines, at, width, role):
            at += 1
            continue
        if at + width > len(lines) or not _is_row(text, lines, at, width, role):
            break
        rows.append(tuple(lines[at : at + width]))
        at += width
    return rows


def _is_row(text: str, lines: list[Cell], at: int, width: int, role: int) -> bool:
    """Whether the lines from here make a row: the unit column holds no sentence."""
    if at + width > len(lines):
        return False
    start, stop = lines[at + role]
    words = text[start:stop]
    return "。" not in words.rstrip("。") and (
        len(words) <= 12 or "、" in words or "," in words or len(words) <= 30
    )


def _numbered_rows(
    text: str, lines: list[Cell], names: tuple[str, ...], *, grouped: bool
) -> list[tuple[Cell, ...]]:
    """Rows that open with their number, or with a group and their number; words that take several lines go to the widest column."""
    rows: list[tuple[Cell, ...]] = []
    starts = list(_row_starts(text, lines))
    roles = role_columns(names)
    for position, first in enumerate(starts):
        last = starts[position + 1] if position + 1 < len(starts) else len(lines)
        row = lines[first : first + 1] + [
            line
            for line in lines[first + 1 : last]
            if not SECTION_ROW.match(text, *line) or line[1] - line[0] > 40
        ]
        is_last = position + 1 == len(starts)
        upto = takewhile(lambda line: not SECTION_ROW.match(text, *line), lines[first:last]) if is_last else row
        fitted = fitted_row(text, list(upto), names, last=is_last)
        if fitted is not None:
            rows.append(fitted)
            continue
        if position + 1 == len(starts) or (grouped and len(row) == len(names) + 1):
            row = whole_cells(text, row[: 2 * len(names)], len(names))[: len(names)]
        rows.append(shaped(text, whole_cells(text, row, len(names)), len(names), roles))
    return rows


def _row_number(words: str) -> int | None:
    """The number of a row where a cell holds nothing else."""
    return numeral(words.strip("().、 ")) if len(words) <= 6 else None


def _row_starts(text: str, lines: list[Cell]) -> Iterator[int]:
    expected = 1
    for index, (start, stop) in enumerate(lines):
        if _row_number(text[start:stop]) == expected:
            expected += 1
            yield index


def in_grid(grids: Sequence[Grid], position: int) -> bool:
    """Whether a place of the text lies in one of its tables, which are in order (是否在表内)."""
    at = bisect_right(grids, position, key=lambda grid: grid.start) - 1
    return at >= 0 and position < grids[at].stop


def is_empty(words: str) -> bool:
    """Whether a cell says that there is nothing in it (空格).

    >>> is_empty("—"), is_empty("市财政局")
    (True, False)
    """
    return _EMPTY.match(words.strip()) is not None
