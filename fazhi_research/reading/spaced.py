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
_WIDE_PIECE = re.compile(r"[^ ]+(?:[ ][^ ]+)*")
_NUMBER = re.compile(r"[(]?(\d{1,3})[).、]?$")


def parted(text: str, line: Cell, *, wide: bool = False) -> list[Cell]:
    """The pieces of a line between blanks, or only between `wide` gaps of two or more; none where it has tabs or bars (空格分列)."""
    if text.find("\t", *line) >= 0 or text.find("|", *line) >= 0:
        return []
    return [match.span() for match in (_WIDE_PIECE if wide else _PIECE).finditer(text, *line)]


def spaced_rows(
    text: str, lines: Sequence[Cell], index: int, width: int, roles: Sequence[int], *, wide: bool
) -> tuple[list[tuple[Cell, ...]], int]:
    """The rows from a line on of `width` columns, of which `roles` hold units, and the first line behind them (空格分列各行).

    A row opens with the next number; where cells stand `wide` apart also with any number, or where a line has as many cells as there are columns. It
    goes on over lines without a number of their own until it has all its cells; lines that name a part are passed over.
    """
    rows: list[list[Cell]] = []
    while index < len(lines):
        pieces = parted(text, lines[index], wide=wide)
        if not pieces:
            break
        if not _names_part(text, pieces, wide=wide):
            if _opens_row(text, pieces, width, len(rows), wide=wide):
                rows.append(pieces)
            elif rows and len(rows[-1]) + (len(pieces) if wide else 1) <= width:
                rows[-1] += pieces
            else:
                break
        index += 1
    return [shaped(text, row, width, roles) for row in rows], index


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
