"""Rows whose cells a page has parted by blanks, or put on more lines than there are columns."""

import re
from collections.abc import Sequence

from fazhi_research.reading.anchored import SECTION_ROW
from fazhi_research.reading.cells import Cell
from fazhi_research.reading.wrapped import uncut

# A line that is a body's name and nothing else, as a unit cell lists them: 县水务局
_BODY_LINE = re.compile(
    r"(?!新?[改扩]?建|推[进行动]|完[成善]|实施|启动|开[工展]|加[快强]|打造|提升|修[建订]|制定)[\u4e00-\u9fff()、]{2,16}(?:局|厅|委|办|部|院|署|会|中心|政府|公司|单位|部门|机构|镇|乡|街道|区|县|集团|指挥部|站|队|所)[、,;]?$"
)
_PIECE = re.compile(r"[^ ]+")
_WIDE_PIECE = re.compile(r"[^ ]+(?:[ ][^ ]+)*")
_ASIDE = 3  # letters by which lines of one cell may begin apart
_NUMBER = re.compile(r"[(]?(\d{1,3})[).、]?$")


def parted(text: str, line: Cell, *, wide: bool = False) -> list[Cell]:
    """The pieces of a line between blanks, or only between `wide` gaps of two or more; none where it has tabs or bars (空格分列)."""
    if text.find("\t", *line) >= 0 or text.find("|", *line) >= 0:
        return []
    return [match.span() for match in (_WIDE_PIECE if wide else _PIECE).finditer(text, *line)]


def names_in(text: str, line: Cell, *, wide: bool = False) -> list[Cell]:
    """The pieces of a header; single characters that follow each other are one name spread over its cell: 工 作 内 容 (表头分列)."""
    found: list[Cell] = []
    spread = False
    for start, stop in parted(text, line, wide=wide):
        single = stop - start == 1
        if single and spread:
            found[-1] = (found[-1][0], stop)
        else:
            found.append((start, stop))
        spread = single
    return found


def spaced_rows(
    text: str, lines: Sequence[Cell], index: int, width: int, roles: Sequence[int], *, wide: bool
) -> tuple[list[tuple[Cell, ...]], list[int], int]:
    """The rows from a line on of `width` columns, of which `roles` hold units, the columns of the cells added to them, and the first line behind (空格分列各行).

    A row opens with the next number; where cells stand `wide` apart also with any number, or where a line has as many cells as there are columns. It
    goes on over lines without a number of their own until it has all its cells; lines that name a part are passed over. Where cells that stand `wide`
    apart go on below each other, what the unit columns hold there is added behind the last column.
    """
    rows: list[list[Cell]] = []
    below: list[list[tuple[int, Cell]]] = []
    while index < len(lines):
        pieces = parted(text, lines[index], wide=wide)
        if not pieces:
            break
        if not _names_part(text, pieces, wide=wide):
            if _opens_row(text, pieces, width, len(rows), wide=wide):
                rows.append(pieces)
                below.append([])
            elif rows and len(rows[-1]) + (len(pieces) if wide else 1) <= width:
                rows[-1] += pieces
            elif wide and rows and len(rows[-1]) == width and (placed := _under(text, rows[-1], pieces)):
                below[-1] += placed
            else:
                break
        index += 1
    made = [shaped(text, row, width, roles) for row in rows]
    return *_with_more(text, made, below, roles), index


def _under(text: str, row: list[Cell], pieces: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """The pieces of a line, each with the column of the row above under which it stands; none if one stands elsewhere or under the number."""
    begins = [_offset(text, cell[0]) for cell in row]
    placed = []
    for piece in pieces:
        begin = _offset(text, piece[0])
        column = min(range(len(row)), key=lambda at: abs(begins[at] - begin))
        if column == 0 or abs(begins[column] - begin) > _ASIDE:
            return []
        placed.append((column, piece))
    return placed


def _offset(text: str, at: int) -> int:
    """How far from the line's beginning a place is printed, in letters: a Chinese character is as wide as two."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return len(line) + sum(sign > "\u2e80" for sign in line)


def _with_more(
    text: str, rows: list[tuple[Cell, ...]], below: list[list[tuple[int, Cell]]], roles: Sequence[int]
) -> tuple[list[tuple[Cell, ...]], list[int]]:
    """The rows with what their unit cells hold on further lines added behind the last column, and the columns that these cells go on with."""
    held = [[[cell for at, cell in placed if at == role] for role in roles] for placed in below]
    most = [max((len(cells[at]) for cells in held), default=0) for at in range(len(roles))]
    more = [role for at, role in enumerate(roles) for _ in range(most[at])]
    if not more:
        return rows, []
    made = []
    for row, cells in zip(rows, held, strict=True):
        first, added = list(row), []
        for at, role in enumerate(roles):
            first[role], *rest = uncut(text, [row[role], *cells[at]])
            added += [*rest, *[(row[-1][1], row[-1][1])] * (most[at] - len(rest))]
        made.append((*first, *added))
    return made, more


def _names_part(text: str, pieces: Sequence[Cell], *, wide: bool) -> bool:
    """Whether a line names a part of a table (一、织造); its other cells, where they can be told apart, hold no more than dashes."""
    blank = all(not text[start:stop].strip("—-/ ") for start, stop in pieces[1:])
    return SECTION_ROW.match(text, *pieces[0]) is not None and (blank or not wide)


def _opens_row(text: str, pieces: Sequence[Cell], width: int, made: int, *, wide: bool) -> bool:
    """Whether a line is the first of the row behind those `made`."""
    number = _NUMBER.match(text[slice(*pieces[0])]) if len(pieces) > 1 else None
    if wide:
        return number is not None or len(pieces) == width
    return number is not None and int(number.group(1)) == made + 1


def shaped(text: str, row: list[Cell], width: int, roles: Sequence[int]) -> tuple[Cell, ...]:
    """A row in the shape of its table: bodies on lines of their own join in the last unit column, other surplus the longest cell (定列)."""
    return (_listed_bodies(text, row, width, roles) if roles else None) or _folded_row(row, width)


def _listed_bodies(text: str, row: list[Cell], width: int, roles: Sequence[int]) -> tuple[Cell, ...] | None:
    """A row of more lines than columns whose unit columns list bodies on lines of their own, or None if they do not.

    Of several such columns, which stand side by side, each but the last has one body.
    """
    role, last_role = roles[0], roles[-1]
    if len(row) <= width or last_role - role >= len(roles):
        return None
    first = next((at for at in range(role, len(row)) if _BODY_LINE.match(text, *row[at])), None)
    if first is None or (role < 2 and first > role):
        return None
    last = first + 1
    while last < len(row) and _BODY_LINE.match(text, *row[last]):
        last += 1
    after, free = row[last:], width - last_role - 1
    if last - first < len(roles) or (len(after) > free and len(roles) > 1):
        return None
    if len(after) > free:  # what is left of a row merged with this one goes to its last cell
        after = [*after[: free - 1], (after[free - 1][0], after[-1][1])] if free else []
    end = after[-1][1] if after else row[last - 1][1]
    after += [(end, end)] * (free - len(after))
    alone = row[first : first + last_role - role]
    return (*_folded_row(row[:first], role), *alone, (row[first + len(alone)][0], row[last - 1][1]), *after)


def _folded_row(row: list[Cell], width: int) -> tuple[Cell, ...]:
    """A row of the right width: surplus lines join the longest stretch after the number."""
    surplus = len(row) - width
    if surplus <= 0:
        end = row[-1][1]
        return (*row, *[(end, end)] * -surplus)
    widest = max(range(1, len(row) - surplus), key=lambda at: row[at + surplus][1] - row[at][0])
    return (*row[:widest], (row[widest][0], row[widest + surplus][1]), *row[widest + surplus + 1 :])
