"""Rows of tables whose numbers alone still hold them together."""

import re

from fazhi_research.reading.cells import Cell

SECTION_ROW = re.compile(
    r"[ \t|]*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[部章节])"
)
SERIAL = re.compile(r"序[ ]?号|编号")
# A cell that says who answers in words of its own: 市甲局牵头落实, 市乙局、市丙局分别负责.
_OWNER_CELL = re.compile(
    r"[^。;:\n]{0,80}(?:局|办|委|厅|部|行|院|中心|公司|政府|会|处|科|队|街道|办事处|单位|部门)(?:分别|共同|按职责分工?|具体|负责)?(?:牵头|负责|落实|配合)(?:落实|负责|实施|推进|配合)?$"
)


def anchored_rows(
    text: str, lines: list[Cell], names: tuple[str, ...]
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]] | None:
    """Rows that are held together by their numbers alone, with the header they fit, or None (以序号定行).

    For tables whose other cells do not stand in every row: cells merged over several rows are printed once, parts have rows of their own, and an
    excerpt leaves numbers out. A row is its number and as many cells as the header has behind it; where the header
    has no name for the numbers, they stand behind its first column.
    """
    at = next((column for column, name in enumerate(names) if SERIAL.match(name)), None)
    if at is None and not any(re.fullmatch("1", text[slice(*line)]) for line in lines[1:2]):
        return None
    header = names if at is not None else (names[0], "序号", *names[1:])
    before = at if at is not None else 1
    starts = _rising(text, lines)
    if len(starts) < 2 or starts[0] > before + 2:
        return None
    rows: list[tuple[Cell, ...]] = []
    width, end = len(header) - before - 1, 0
    for position, first in enumerate(starts):
        last = starts[position + 1] if position + 1 < len(starts) else len(lines)
        body = [line for line in lines[first + 1 : last] if not SECTION_ROW.match(text, *line)][:width]
        left = lines[max(end, first - before) : first] if before else []
        blank = (lines[first][0], lines[first][0])
        stop = body[-1][1] if body else lines[first][1]
        rows.append(
            (
                *[blank] * (before - len(left)),
                *left,
                lines[first],
                *body,
                *[(stop, stop)] * (width - len(body)),
            )
        )
        end = first + 1 + len(body)
    return header, rows


def _rising(text: str, lines: list[Cell]) -> list[int]:
    """The lines that hold nothing but a number larger than the one before."""
    found, above = [], 0
    for index, (start, stop) in enumerate(lines):
        if stop - start <= 4 and (words := text[start:stop]).isdecimal() and int(words) > above:
            above = int(words)
            found.append(index)
    return found


def owner_ended_rows(text: str, lines: list[Cell], width: int) -> list[tuple[Cell, ...]] | None:
    """Rows that end with a cell that says who answers in a verb of its own, or None (以责任单位定行).

    For tables of `width` columns, the unit column last, whose other cells were merged over several rows and are printed once: what stands between two such
    cells fills the columns before it from the right.
    """
    ends = [at for at, line in enumerate(lines) if _OWNER_CELL.fullmatch(text, *line)]
    if len(ends) < 2 or ends[0] >= 3 * width:
        return None
    rows: list[tuple[Cell, ...]] = []
    begin = 0
    for end in ends:
        body = [line for line in lines[begin:end] if not SECTION_ROW.match(text, *line)][1 - width :]
        if not body or (rows and end - begin > 3 * width):
            break
        blank = (body[0][0], body[0][0])
        rows.append((*[blank] * (width - 1 - len(body)), *body, lines[end]))
        begin = end + 1
    uneven = any(row[0][0] == row[0][1] for row in rows)
    return rows if len(rows) > 1 and uneven else None
