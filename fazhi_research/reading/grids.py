"""Tables as they survive in plain text: tabs, pipes, or one cell to a line."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi_research.reading.anchored import SECTION_ROW, SERIAL, anchored_rows, owner_ended_rows
from fazhi_research.reading.cells import Cell, cells_of, table_lines, trimmed
from fazhi_research.reading.numerals import numeral
from fazhi_research.reading.spaced import parted, shaped, spaced_rows

_ROLE_WORD = r"(?:牵头|责任|主责|主办|承办|配合|参加|参与|协[办助同]|落实|实施|负责|支持)"
#: what the heading of a column of units calls them
BODIES = re.compile("单位|部门|科室|处室|股室|司局|机构|主体|地区|镇街|县市|县区|区县|乡镇")
_ROLE_HEADER = re.compile(
    rf"[^\n。,;]{{0,10}}{_ROLE_WORD}[^\n。,;:]{{0,4}}(?:{BODIES.pattern})[^\n。,;:]{{0,8}}$"
)
# A header cell of that kind on a line of its own or between tabs or pipes: without one there is no table to look for.
_MAYBE = re.compile(
    rf"(?m)(?:^|[\t|])[ ]*[^\n\t|。,;:]{{0,10}}{_ROLE_WORD}[^\n\t|。,;:]{{0,4}}(?:{BODIES.pattern})[^\n\t|。,;:]{{0,8}}(?:$|[\t|])"
)
_SPACED_HEADER = re.compile(r"(?m)^[ ]*(?:序[ ]?号|编号)(?:[ ]+[^\s|。,;:]{2,16}){2,12}[ ]*$")
# The same with gaps of two blanks and more, whatever the columns are called.
_WIDE_HEADER = re.compile(r"(?m)^[ ]*[^\s|。,;:]{2,16}(?:[ ]{2,}[^\s|。,;:]{2,16}){2,12}[ ]*$")
_LONGEST_NAME, _SENTENCE = 16, re.compile(r"[。,;:]")
_LONGEST_CELL = 26  # what the pattern above can match at most, blanks at its ends aside
_HEADER = re.compile(
    r"(?:序[ ]?号|编号|类别|类型|分类|一级指标|二级指标|三级指标|指标(?:名称|内容)?|项目(?:名称)?|(?:重点|主要|具体|工作|改革|目标|整改|建设)*(?:任务|工作|事项|内容|措施|举措|目标|要求|要点|标准|清单|成果|成效)(?:名称|内容|分解|清单|要求|及要求|形式|和措施|、措施)?"
    r"|(?:完成|办理|整改|工作|推进|实施|落实|责任|时间|进度)*(?:时限|时间|期限|节点|进度|安排|要求|情况)(?:要求|安排|节点)?|责任(?:领导|人|科室)|分管领导|牵头领导|联系人|备[ ]?注|领域|领导|依据|分值|(?:评分)?标准|[^\n。,;:]{0,8}(?:牵头|责任|配合|协[办助]|参[加与])[^\n。,;:]{0,10})[ ]*$"
)
_SPREADS = re.compile(r"责任|单位|部门|分工|主体")
_OVER = re.compile(r"分工$|^责任(?:单位|部门|主体)$")  # what stands over 牵头单位 and 配合单位 in a header of two rows
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
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
    lines = table_lines(text)
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
        grids += [grid] if grid.rows else []
    return grids


def _may_hold(text: str) -> bool:
    """Whether a text has a header cell of units anywhere; without tabs and pipes only a short line can be one."""
    if _SPACED_HEADER.search(text):
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
    if (
        len(header) < 2
        or not _role_columns(names)
        or any(len(name) > 24 for name in names)
    ):
        return None
    index, header, names = _spanning_header(text, lines, index) or _header_rows(text, lines, index)
    rows: list[tuple[Cell, ...]] = []
    stop = lines[index][1]
    index += 1
    while index < len(lines):
        line = text[slice(*lines[index])]
        cells = cells_of(text, lines[index])
        if not _RULE.match(line):
            if len(cells) < 2 and not SECTION_ROW.match(line):
                break
            if len(cells) >= 2 and sum(first < last for first, last in cells) >= 2:
                rows.append(_fitted(cells, len(header), lines[index][1]))
                stop = lines[index][1]
        index += 1
    return Grid(lines[index - 1][0] if not rows else header[0][0], stop, names, tuple(rows)), index


def _spanning_header(
    text: str, lines: list[Cell], index: int
) -> tuple[int, list[Cell], tuple[str, ...]] | None:
    """A header of two rows that lost its spans: 序号|任务|责任分工|时限, then 牵头单位|配合单位 alone, or None.

    How many cells a row has tells how many of the upper names the lower ones stand under; the first that speaks of units is one.
    """
    near = [at for at in range(max(0, index - 2), min(index + 7, len(lines))) if not _RULE.match(text, *lines[at])]
    here = near.index(index)
    for upper in (here, here - 1):
        if upper < 0 or upper + 2 >= len(near):
            continue
        over, under = (
            [cell for cell in cells_of(text, lines[at]) if cell[0] < cell[1]] for at in near[upper : upper + 2]
        )
        told = [text[slice(*cell)] for cell in under]
        if len(over) < 2 or not any(map(_ROLE_HEADER.match, told)) or max(map(len, told)) > 12:
            continue  # a line of one cell is a sentence or a caption above the table
        width = max(len(cells_of(text, lines[at])) for at in near[upper + 2 : upper + 6])
        replaced = len(over) + len(under) - width
        first = next((at for at, cell in enumerate(over) if _SPREADS.search(text[slice(*cell)])), len(over))
        if 0 < replaced < len(under) and first + replaced <= len(over):
            cells = [*over[:first], *under, *over[first + replaced :]]
            return near[upper + 1], [over[0], *cells[1:]], _named(text, cells, cells)
    return None


def _header_rows(text: str, lines: list[Cell], index: int) -> tuple[int, list[Cell], tuple[str, ...]]:
    """The last line of a header, its cells and their names; a cell without one has that of the line above (双行表头).

    So it is where 责任分工 or 责任单位 stands over 牵头单位 and 配合单位.
    """
    here = cells_of(text, lines[index])
    if index + 1 < len(lines):
        below = _aligned(text, lines[index + 1], len(here))
        filled = [text[slice(*cell)] for cell in below if cell[0] < cell[1]]
        if len(filled) >= 2 and len(below) == len(here) and all(map(_ROLE_HEADER.match, filled)):
            return index + 1, [here[0], *below[1:]], _named(text, below, here)
    if index > 0:
        above = cells_of(text, lines[index - 1])
        header = _aligned(text, lines[index], len(above))
        over = [text[slice(*cell)] for cell in above]
        blank = any(start == stop for start, stop in header)
        if (
            blank
            and len(above) == len(header)
            and any(map(_HEADER.match, over))
            and max(map(len, over)) <= 24
        ):
            return index, [above[0], *header[1:]], _named(text, header, above)
    return index, here, _named(text, here, here)


def _named(text: str, cells: list[Cell], above: list[Cell]) -> tuple[str, ...]:
    named = (text[slice(*cell)] or text[slice(*upper)] for cell, upper in zip(cells, above, strict=True))
    return tuple(name.replace("\n", "") for name in named)


def _aligned(text: str, line: Cell, width: int) -> list[Cell]:
    """The cells of a line; where that gives too few, bars at its ends are no frame but part cells."""
    cells = cells_of(text, line)
    if len(cells) >= width or text.find("|", *line) < 0:
        return cells
    start, stop = line
    edges = [start - 1, *(at for at in range(start, stop) if text[at] == "|"), stop]
    return [trimmed(text, first + 1, last) for first, last in itertools.pairwise(edges)]


def _fitted(cells: list[Cell], width: int, end: int) -> tuple[Cell, ...]:
    return (*cells[:width], *[(end, end)] * (width - len(cells)))


def _flattened(text: str, lines: list[Cell], index: int) -> tuple[Grid, int] | None:
    """A table of one cell to a line whose header begins at this line."""
    width = _header_width(text, lines, index)
    names = tuple(text[start:stop] for start, stop in lines[index : index + width])
    if width < 2 or not _role_columns(names):
        return None
    begin, window = index + width, 128
    printed, names = names, _one_row(names)
    grouped = index > 0 and _is_header_cell(text[slice(*lines[index - 1])])  # a column of groups before the numbers
    while (
        True
    ):  # a window that grows with the table, so that many small tables take no longer than one large one
        body = _mended(text, lines[begin : begin + window], printed)
        numbered = any(_row_number(text[slice(*line)]) == 1 for line in body[:3])
        serial = SERIAL.match(names[0]) is not None and numbered
        anchored = None if serial else anchored_rows(text, body, names)
        ended = owner_ended_rows(text, body, len(names)) if _ROLE_HEADER.match(names[-1]) else None
        told = anchored or ended
        header, rows = anchored or (names, ended or [])
        if not told:
            rows = _numbered_rows(text, body, names, grouped=grouped) if serial else _counted_rows(text, body, names)
        stop = rows[-1][-1][1] if rows else lines[begin - 1][1]
        after = bisect_left(lines, (stop, 0), lo=begin)
        if begin + window >= len(lines) or after <= begin + window // 2:
            return Grid(lines[index][0], stop, header, tuple(rows)), after
        window *= 2


def _one_row(names: tuple[str, ...]) -> tuple[str, ...]:
    """A header of two rows as one: the unit columns printed last take the place of the 责任分工 or 责任单位 that stands over them.

    >>> _one_row(("序号", "任务", "责任分工", "时限", "牵头单位", "配合单位"))
    ('序号', '任务', '牵头单位', '配合单位', '时限')
    """
    names = tuple(name for name in names if name.strip("|"))
    over = next((at for at, name in enumerate(names) if _OVER.search(name)), None)
    last = len(names)
    if over is not None and SERIAL.match(names[0]):  # the group of the first row stands before its number
        while last > over and not _is_header_cell(names[last - 1]):
            last -= 1
    first = last
    while first and _ROLE_HEADER.match(names[first - 1]):
        first -= 1
    if over is None or over >= first or last - first < 2:
        return names
    return (*names[:over], *names[first:last], *names[over + 1 : first])


def _spaced(text: str, lines: list[Cell], index: int) -> tuple[Grid, int] | None:
    """A table of one row to a line, its cells parted by blanks, whose header is this line."""
    for wide in (True, False):
        names = tuple(text[slice(*cell)] for cell in parted(text, lines[index], wide=wide))
        roles = _role_columns(names)
        if len(names) < 3 or not roles or not _is_spaced_header(names, wide=wide):
            continue
        rows, after = spaced_rows(text, lines, index + 1, len(names), roles, wide=wide)
        if rows:
            return Grid(lines[index][0], rows[-1][-1][1], names, tuple(rows)), after
    return None


def _is_spaced_header(names: tuple[str, ...], *, wide: bool) -> bool:
    """Whether cells parted by blanks are those of a header: short where they stand wide apart, else known words that begin with 序号."""
    if wide:
        return max(map(len, names)) <= _LONGEST_NAME and not _SENTENCE.search("".join(names))
    return SERIAL.match(names[0]) is not None and all(map(_is_header_cell, names))


def _role_columns(names: tuple[str, ...]) -> list[int]:
    """Which columns hold units, by their names."""
    return [column for column, name in enumerate(names) if _ROLE_HEADER.match(name)]


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
        if "\t" in words or "|" in words or not _is_header_cell(words):
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
    role = _role_columns(names)[0]
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
    roles = _role_columns(names)
    for position, first in enumerate(starts):
        last = starts[position + 1] if position + 1 < len(starts) else len(lines)
        row = lines[first : first + 1] + [
            line
            for line in lines[first + 1 : last]
            if not SECTION_ROW.match(text, *line) or line[1] - line[0] > 40
        ]
        if position + 1 == len(starts) or (grouped and len(row) == len(names) + 1):
            row = row[: len(names)]
        rows.append(shaped(text, row, len(names), roles))
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


def _is_header_cell(words: str) -> bool:
    return (
        len(words) <= 16
        and _HEADER.match(words) is not None
        and not words.endswith(("表", "单", "台账", "方案", "分工", "通知", "意见", "办法", "报告"))
    )


def is_table_header(line: str) -> bool:
    """Whether a line is a cell of a table's header: 序号, 牵头单位, or several of them with tabs or pipes (表头).

    >>> is_table_header("牵头单位"), is_table_header("| 序号 | 任务 | 责任单位 |"), is_table_header("一、总体要求")
    (True, True, False)
    """
    cells = [cell.strip() for cell in re.split(r"[|\t]|[ ]{2,}", line) if cell.strip()]
    named = [cell for cell in cells if _is_header_cell(cell)]
    if len(cells) == 1:
        return bool(named) and cells[0] not in ("要求", "措施", "内容", "目标")
    return len(named) >= 2 or (len(cells) >= 3 and SERIAL.fullmatch(cells[0]) is not None)


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
