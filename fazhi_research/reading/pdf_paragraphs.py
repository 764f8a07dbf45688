"""Which lines of a page go on with the paragraph above, told from where they begin and end."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from fazhi_research.reading.line_breaking import first_word

_FEWEST = 3  # indented lines, and lines at the margin, that show how a document is set
_INDENT = (1.4, 2.6)  # characters by which the first line of a paragraph is set in
_NEAR = 0.4  # of a character: lines no further apart begin or end at one place
_ROOM = 1.6  # characters that the first word of the next line may fall short of the margin
_SHARE = 0.2  # of the lines: so many stand in the right column, and no more go over the middle, where there are two
_LIKE = 0.15  # by which the size of characters may differ, as boxes of the strokes do
_LEADING = 2.6  # characters from line to line at most
_MARK = re.compile(
    r"[(（]?[一二三四五六七八九十0-9]{1,3}[)）]?[、.．)）]|第[一二三四五六七八九十百0-9]{1,4}[章节条编]|附件|注[:：]"
)
_ENDS = tuple("。；！？：;!?:")


class PrintedLine(NamedTuple):
    """A line of a page: its words and their place among its characters (印刷行).

    `left`, `right` and `low` are where it begins, ends and stands, `size` is that of its characters, in points.
    """

    words: str
    start: int
    stop: int
    left: float
    right: float
    low: float
    size: float


class Measure(NamedTuple):
    """Where the lines of a document begin and end, in points (版心)."""

    left: float
    right: float


def page_measures(lines: Sequence[PrintedLine]) -> list[Measure]:
    """The measure of a document whose paragraphs begin with an indent, one for each column; none for one set otherwise (版心).

    It begins at the leftmost place where several lines do, and ends at the rightmost where several do. A document has two columns where hardly a line
    goes over the middle.
    """
    sizes = sorted(line.size for line in lines)
    lines = [
        line for line in lines if abs(line.size - sizes[len(sizes) // 2]) <= 0.1 * line.size
    ]  # no headers, no notes
    if not lines:
        return []
    middle = (min(line.left for line in lines) + max(line.right for line in lines)) / 2
    right = [line for line in lines if line.left > middle]
    over = sum(line.left < middle < line.right for line in lines)
    if len(right) > _SHARE * len(lines) and over < _SHARE * len(lines):
        halves = [[line for line in lines if line.right < middle], right]
    else:
        halves = [list(lines)]
    found = [_measure(half) for half in halves]
    return [measure for measure in found if measure is not None] if all(found) else []


def _measure(lines: Sequence[PrintedLine]) -> Measure | None:
    """Where the lines of one column begin and end, None if too few of them are indented."""
    if len(lines) < 2 * _FEWEST:
        return None
    left = _common([line.left for line in lines], lines)
    ends = _common([-line.right for line in lines], lines)
    if left is None or ends is None:
        return None
    indented = [line for line in lines if _INDENT[0] <= (line.left - left) / line.size <= _INDENT[1]]
    return Measure(left, -ends) if len(indented) >= _FEWEST else None


def _common(places: list[float], lines: Sequence[PrintedLine]) -> float | None:
    """The smallest of the places at which several lines stand."""
    least = max(_FEWEST, len(lines) // 20)
    order = sorted(zip(places, (line.size for line in lines), strict=True))
    for at in range(len(order) - least + 1):
        if order[at + least - 1][0] - order[at][0] <= _NEAR * order[at][1]:
            return order[at][0]
    return None


def continued(lines: Sequence[PrintedLine], measures: Sequence[Measure]) -> list[bool]:
    """For each line of a page whether it goes on with the one before it (续行).

    So does one that begins at the margin, not with an indent, below one that has no room left for its first word; the first line of a column
    goes on with the last of the column before.
    """
    return [False, *(_goes_on(one, other, measures) for one, other in pairwise(lines))] if lines else []


def _goes_on(above: PrintedLine, line: PrintedLine, measures: Sequence[Measure]) -> bool:
    size = line.size
    here, there = _column(line, measures), _column(above, measures)
    below = 0 < above.low - line.low <= _LEADING * size if here is there else here is not measures[0]
    if abs(above.size - size) > _LIKE * size or not below:
        return False
    if abs(line.left - here.left) > _NEAR * size or above.left - there.left > _INDENT[1] * size:
        return False
    if _MARK.match(line.words) and above.words.endswith(_ENDS):
        return False
    return above.right + first_word(line.words, size) > there.right - _ROOM * size


def _column(line: PrintedLine, measures: Sequence[Measure]) -> Measure:
    """The measure of the column in which a line stands."""
    return next((one for one in reversed(measures) if line.left >= one.left - _NEAR * line.size), measures[0])
