"""Rows of tables whose numbers alone still hold them together."""

import re

SECTION_ROW = re.compile(
    r"[ \t|]*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[部章节])"
)
SERIAL = re.compile(r"序[ ]?号|编号")
Cell = tuple[int, int]


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
