"""The headers of tables: the names of columns, in one row or two."""

import itertools
import re

from fazhi_research.reading.anchored import SERIAL
from fazhi_research.reading.cells import Cell, cells_of, trimmed

ROLE_WORD = r"(?:牵头|责任|主责|主办|承办|配合|参加|参与|协[办助同]|落实|实施|负责|支持)"
#: what the heading of a column of units calls them
BODIES = re.compile("单位|部门|科室|处室|股室|司局|机构|主体|地区|镇街|县市|县区|区县|乡镇")
ROLE_HEADER = re.compile(
    rf"[^\n。,;【]{{0,10}}{ROLE_WORD}[^\n。,;:]{{0,4}}(?:{BODIES.pattern})[^\n。,;:】]{{0,8}}$"
)
_HEADER = re.compile(
    r"(?:序[ ]?号|编号|类别|类型|分类|一级指标|二级指标|三级指标|指标(?:名称|内容)?|项目(?:名称)?|(?:重点|主要|具体|工作|改革|目标|整改|建设)*(?:任务|工作|事项|内容|措施|举措|目标|要求|要点|标准|清单|成果|成效)(?:名称|内容|分解|清单|要求|及要求|形式|和措施|、措施)?"
    r"|(?:完成|办理|整改|工作|推进|实施|落实|责任|时间|进度)*(?:时限|时间|期限|节点|进度|安排|要求|情况)(?:要求|安排|节点)?|责任(?:领导|人|科室)|分管领导|牵头领导|联系人|备[ ]?注|领域|领导|依据|分值|(?:评分)?标准|[^\n。,;:【]{0,8}(?:牵头|责任|配合|协[办助]|参[加与])[^\n。,;:】]{0,10})[ ]*$"
)
_SPREADS = re.compile(r"责任|单位|部门|分工|主体")
_OVER = re.compile(
    r"分工$|^责任(?:单位|部门|主体)$"
)  # what stands over 牵头单位 and 配合单位 in a header of two rows
RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")


def role_columns(names: tuple[str, ...]) -> list[int]:
    """Which columns hold units, by their names (单位列)."""
    return [column for column, name in enumerate(names) if ROLE_HEADER.match(name)]


def is_header_cell(words: str) -> bool:
    """Whether words are the name of a column: 序号, 工作任务, 牵头单位, 完成时限 (是否表头格)."""
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
    named = [cell for cell in cells if is_header_cell(cell)]
    if len(cells) == 1:
        return bool(named) and cells[0] not in ("要求", "措施", "内容", "目标")
    return len(named) >= 2 or (len(cells) >= 3 and SERIAL.fullmatch(cells[0]) is not None)


def spanning_header(
    text: str, lines: list[Cell], index: int
) -> tuple[int, list[Cell], tuple[str, ...]] | None:
    """A header of two rows that lost its spans: 序号|任务|责任分工|时限, then 牵头单位|配合单位 alone, or None (双行表头).

    How many cells a row has tells how many of the upper names the lower ones stand under; the first that speaks of units is one.
    """
    near = [
        at for at in range(max(0, index - 2), min(index + 7, len(lines))) if not RULE.match(text, *lines[at])
    ]
    here = near.index(index)
    for upper in (here, here - 1):
        if upper < 0 or upper + 2 >= len(near):
            continue
        over, under = (
            [cell for cell in cells_of(text, lines[at]) if cell[0] < cell[1]]
            for at in near[upper : upper + 2]
        )
        told = [text[slice(*cell)] for cell in under]
        if len(over) < 2 or not any(map(ROLE_HEADER.match, told)) or max(map(len, told)) > 12:
            continue  # a line of one cell is a sentence or a caption above the table
        width = max(len(cells_of(text, lines[at])) for at in near[upper + 2 : upper + 6])
        replaced = len(over) + len(under) - width
        first = next((at for at, cell in enumerate(over) if _SPREADS.search(text[slice(*cell)])), len(over))
        if 0 < replaced < len(under) and first + replaced <= len(over):
            cells = [*over[:first], *under, *over[first + replaced :]]
            return near[upper + 1], [over[0], *cells[1:]], _named(text, cells, cells)
    return None


def header_rows(text: str, lines: list[Cell], index: int) -> tuple[int, list[Cell], tuple[str, ...]]:
    """The last line of a header, its cells and their names; a cell without one has that of the line above (双行表头).

    So it is where 责任分工 or 责任单位 stands over 牵头单位 and 配合单位.
    """
    here = cells_of(text, lines[index])
    if index + 1 < len(lines):
        below = _aligned(text, lines[index + 1], len(here))
        filled = [text[slice(*cell)] for cell in below if cell[0] < cell[1]]
        if len(filled) >= 2 and len(below) == len(here) and all(map(ROLE_HEADER.match, filled)):
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


def one_row(names: tuple[str, ...]) -> tuple[str, ...]:
    """A header of two rows as one: the unit columns printed last take the place of the 责任分工 or 责任单位 that stands over them.

    >>> one_row(("序号", "任务", "责任分工", "时限", "牵头单位", "配合单位"))
    ('序号', '任务', '牵头单位', '配合单位', '时限')
    """
    names = tuple(name for name in names if name.strip("|"))
    over = next((at for at, name in enumerate(names) if _OVER.search(name)), None)
    last = len(names)
    if over is not None and SERIAL.match(names[0]):  # the group of the first row stands before its number
        while last > over and not is_header_cell(names[last - 1]):
            last -= 1
    first = last
    while first and ROLE_HEADER.match(names[first - 1]):
        first -= 1
    if over is None or over >= first or last - first < 2:
        return names
    return (*names[:over], *names[first:last], *names[over + 1 : first])


def under(names: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a header whose second row holds only the unit columns that stand under 责任分工; empty if it does not (双行表头合并).

    >>> under(("序号", "任务", "责任分工", "时限"), ("牵头单位", "配合单位"))
    ('序号', '任务', '牵头单位', '配合单位', '时限')
    """
    over = next((at for at, name in enumerate(names) if _OVER.search(name)), None)
    if over is None or len(lower) < 2 or not all(map(ROLE_HEADER.match, lower)):
        return ()
    return (*names[:over], *lower, *names[over + 1 :])
