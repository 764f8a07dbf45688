"""Rows whose cells a page has parted by blanks, or put on more lines than there are columns."""

import re
from collections.abc import Sequence

from fazhi_research.reading.anchored import SECTION_ROW
from fazhi_research.reading.cells import Cell

# A line that is a body's name and nothing else, as a unit cell lists them: 县水务局
_BODY_LINE = re.compile(
    r"(?!新?[改扩]?建|推[进行动]|完[成善]|实施|启动|开[工展]|加[快强]|打造|提升|修[建订]|制定)[\u4e00-\u9fff()、]{2,16}(?:局|厅|委|办|部|院|署|会|中心|政府|公司|单位|部门|机构|镇|乡|街道|区|县|集团|指挥部|站|队|所)[、,;]?$"
)
_PIECE = re.compile(r"[^ ]+")
_NUMBER = re.compile(r"[(]?(\d{1,3})[).、]?$")


def parted(text: str, line: Cell) -> list[Cell]:
    """The pieces of a line between blanks; none where it has tabs or bars (空格分列)."""
    if text.find("\t", *line) >= 0 or text.find("|", *line) >= 0:
        return []
    return [match.span() for match in _PIECE.finditer(text, *line)]


def spaced_rows(
    text: str, lines: Sequence[Cell], index: int, width: int, roles: Sequence[int]
) -> tuple[list[tuple[Cell, ...]], int]:
    """The rows from a line on that open with rising numbers, of `width` columns of which `roles` hold units, and the first line behind them (空格分列各行).

    A row goes on over lines without a number of their own until it has all its cells; lines that name a part are passed over.
    """
    rows: list[tuple[Cell, ...]] = []
    row: list[Cell] = []
    last = 0
    while index < len(lines):
        pieces = parted(text, lines[index])
        number = _NUMBER.match(text[slice(*pieces[0])]) if pieces else None
        if number and len(pieces) > 1 and int(number.group(1)) == last + 1:
            if row:
                rows.append(shaped(text, row, width, roles))
            row, last = pieces, last + 1
        elif row and pieces and len(row) < width and not SECTION_ROW.match(text, *lines[index]):
            row += pieces
        elif not SECTION_ROW.match(text, *lines[index]) or not pieces:
            break
        index += 1
    if row:
        rows.append(shaped(text, row, width, roles))
    return rows, index


def shaped(text: str, row: list[Cell], width: int, roles: Sequence[int]) -> tuple[Cell, ...]:
    """A row in the shape of its table: bodies on lines of their own join in the unit column if there is one, other surplus the longest cell (定列)."""
    alone = _listed_bodies(text, row, width, roles[0]) if len(roles) == 1 else None
    return alone or _folded_row(row, width)


def _listed_bodies(text: str, row: list[Cell], width: int, role: int) -> tuple[Cell, ...] | None:
    """A row of more lines than columns whose one unit column lists bodies on lines of their own, or None if it does not."""
    if len(row) <= width:
        return None
    first = next((at for at in range(role, len(row)) if _BODY_LINE.match(text, *row[at])), None)
    if first is None or (role < 2 and first > role):
        return None
    last = first + 1
    while last < len(row) and _BODY_LINE.match(text, *row[last]):
        last += 1
    before, after = row[:first], row[last:]
    if len(after) > width - role - 1:  # what is left of a row merged with this one goes to its last cell
        kept = width - role - 2
        after = [*after[:kept], (after[kept][0], after[-1][1])] if kept >= 0 else []
    end = after[-1][1] if after else row[last - 1][1]
    after += [(end, end)] * (width - role - 1 - len(after))
    return (*_folded_row(before, role), (row[first][0], row[last - 1][1]), *after)


def _folded_row(row: list[Cell], width: int) -> tuple[Cell, ...]:
    """A row of the right width: surplus lines join the longest stretch after the number."""
    surplus = len(row) - width
    if surplus <= 0:
        end = row[-1][1]
        return (*row, *[(end, end)] * -surplus)
    widest = max(range(1, len(row) - surplus), key=lambda at: row[at + surplus][1] - row[at][0])
    return (*row[:widest], (row[widest][0], row[widest + surplus][1]), *row[widest + surplus + 1 :])
