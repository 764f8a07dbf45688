"""Tables put together from the lines that a page draws and the places of its characters."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from fazhi_research.reading.line_breaking import first_word
from fazhi_research.reading.pdf_rules import Rule
from fazhi_research.reading.wrapped import parts_names

_SAME = 4.0  # points: lines no further apart are one
_TOUCH = 3.0  # points: lines that end so near each other meet
_MOST_RULES = 600
_MOST_CELLS = 20_000
_PADDING = 16.0  # points that a cell at most leaves free on both sides of its lines together
_SAME_BASE = 0.35  # of a character's size: characters whose bases are no further apart stand on one line
_GAP = 0.8  # of a character's height: a space as wide was meant
_NARROW = 0.15  # the same between letters or figures
_PARTED = 0.2  # beyond what other characters of the line stand apart
_FEWEST = 3
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_LATIN = re.compile(r"[!-~]")


class Glyph(NamedTuple):
    """A character with its box on the page and the point from which it is drawn, in points (字符位置).

    The box may be that of the drawn strokes, which for 一 is a narrow one; the point stands on the base of the line.
    """

    sign: str
    left: float
    low: float
    right: float
    high: float
    across: float
    base: float

    @property
    def size(self) -> float:
        """How large its box is (字号)."""
        return max(self.high - self.low, self.right - self.left, 1.0)


class Line(NamedTuple):
    """A line of a cell: its words, how wide it is and the size of its characters (单元格内一行)."""

    words: str
    width: float
    size: float


class Row(list[str]):
    """The words of a row's cells, and its columns into which a cell of an earlier row reaches (表格行)."""

    merged: frozenset[int] = frozenset()


@dataclass(slots=True)
class RuledTable:
    """A table while its characters are put into cells: the places of its column and row edges, and which cells are one (有线表格).

    `columns` go from left to right, `rows` from the top down, in points. `owner` gives for each cell of the grid, row by row, the
    first cell of those merged with it.
    """

    columns: list[float]
    rows: list[float]
    owner: list[int]
    glyphs: dict[int, list[Glyph]] = field(default_factory=dict)

    def take(self, glyph: Glyph) -> bool:
        """Takes a character in if its middle stands inside the table (收入字符)."""
        column = bisect_right(self.columns, (glyph.left + glyph.right) / 2) - 1
        row = bisect_right(self.rows, -(glyph.low + glyph.high) / 2, key=lambda edge: -edge) - 1
        if not (0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1):
            return False
        self.glyphs.setdefault(self.owner[row * (len(self.columns) - 1) + column], []).append(glyph)
        return True

    def words(self) -> list[Row]:
        """The words of each cell, row by row; empty where a merged cell continues (各行各格文字).

        Lines that fill a cell's width go on in the next without a blank; where a line ends early a blank stands for its end.
        """
        width = len(self.columns) - 1
        lines = {cell: made for cell, held in self.glyphs.items() if (made := _lines(held))}
        spans = {cell: self._span(cell) for cell in lines}
        widest: dict[tuple[float, float], float] = {}
        for cell, held in lines.items():
            left, right = spans[cell]
            most = max(line.width for line in held)
            widest[left, right] = max(widest.get((left, right), right - left - _PADDING), most)
        filled = {cell: _joined(held, widest[spans[cell]]) for cell, held in lines.items()}
        cells = [filled.get(cell, "") for cell in range(len(self.owner))]
        rows = [Row(cells[at : at + width]) for at in range(0, len(cells), width)]
        for number, row in enumerate(rows):
            first = number * width
            # a cell that goes on from above, in the column where it begins
            row.merged = frozenset(
                at for at in range(width) if (cell := self.owner[first + at]) < first and cell % width == at
            )
        return rows

    def _span(self, cell: int) -> tuple[float, float]:
        """The left and right edge of a cell with those merged into it."""
        width = len(self.columns) - 1
        across = cell % width
        last = across
        row = cell // width * width
        while last + 1 < width and self.owner[row + last + 1] == cell:
            last += 1
        return self.columns[across], self.columns[last + 1]

    def holds_rows(self) -> bool:
        """Whether words stand in two rows and two columns of it, which a frame around a text does not have (是否数据表)."""
        width = len(self.columns) - 1
        return (
            len({cell // width for cell in self.glyphs}) > 1
            and len({cell % width for cell in self.glyphs}) > 1
        )


def ruled_tables(across: Sequence[Rule], down: Sequence[Rule]) -> list[RuledTable]:
    """The tables that horizontal and vertical lines enclose, still without words (有线表格).

    Lines that meet belong to one table; it has two rows and two columns at least. Cells between which no line is drawn are one.
    """
    flat, upright = _merged(across), _merged(down)
    if len(flat) < 3 or not upright or len(flat) + len(upright) > _MOST_RULES:
        return []
    found = []
    for rows, columns in _components(flat, upright):
        columns += _open_sides(rows, columns)
        edges = _edges(rule.at for rule in columns)
        levels = _edges(rule.at for rule in rows)[::-1]
        if min(len(edges), len(levels)) >= 3 and len(edges) * len(levels) <= _MOST_CELLS:
            found.append(RuledTable(edges, levels, _owners(edges, levels, rows, columns)))
    return found


def _open_sides(rows: list[Rule], columns: list[Rule]) -> list[Rule]:
    """The sides of a table that are not drawn: where most of its horizontal lines begin or end, and no upright one stands."""
    found = []
    for place in (
        min((rule.start for rule in rows), default=0.0),
        max((rule.stop for rule in rows), default=0.0),
    ):
        ends = [rule for rule in rows if min(abs(rule.start - place), abs(rule.stop - place)) <= _SAME]
        if (
            len(ends) >= 3
            and 2 * len(ends) > len(rows)
            and all(abs(rule.at - place) > _SAME for rule in columns)
        ):
            found.append(Rule(place, min(rule.at for rule in ends), max(rule.at for rule in ends)))
    return found


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """The lines with pieces that lie on one line and meet made one."""
    found: list[Rule] = []
    for group in _levels(rules):
        at = sum(rule.at for rule in group) / len(group)
        start, stop = -1e9, -1e9
        for rule in sorted(group, key=lambda one: one.start):
            if rule.start > stop + _TOUCH:
                found += [Rule(at, start, stop)] if stop > start else []
                start, stop = rule.start, rule.stop
            stop = max(stop, rule.stop)
        found.append(Rule(at, start, stop))
    return found


def _levels(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The lines by where they stand on the other axis."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= _SAME / 2:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _components(flat: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines that meet, table by table."""
    group = list(range(len(flat) + len(upright)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for row, one in enumerate(flat):
        for column, other in enumerate(upright):
            if _covers(one, other.at) and _covers(other, one.at):
                group[root(len(flat) + column)] = root(row)
    tables: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at in range(len(group)):
        held = tables.setdefault(root(at), ([], []))
        (held[0] if at < len(flat) else held[1]).append((flat + upright)[at])
    return list(tables.values())


def _covers(rule: Rule, place: float) -> bool:
    return rule.start - _TOUCH <= place <= rule.stop + _TOUCH


def _edges(places: Iterable[float]) -> list[float]:
    """The places in order, those that are one left out."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SAME:
            found.append(place)
    return found


def _owners(edges: list[float], levels: list[float], rows: list[Rule], columns: list[Rule]) -> list[int]:
    """For each cell the first of those between which no line is drawn."""
    width, height = len(edges) - 1, len(levels) - 1
    owner = list(range(width * height))
    upright = [[rule for rule in columns if abs(rule.at - edge) <= _SAME] for edge in edges]
    flat = [[rule for rule in rows if abs(rule.at - level) <= _SAME] for level in levels]

    def root(cell: int) -> int:
        while owner[cell] != cell:
            cell = owner[cell]
        return cell

    for at in range(width * height):
        row, column = divmod(at, width)
        middle = (levels[row] + levels[row + 1]) / 2
        if column and not _drawn(upright[column], middle):
            first, second = sorted((root(at - 1), root(at)))
            owner[second] = first
        middle = (edges[column] + edges[column + 1]) / 2
        if row and not _drawn(flat[row], middle):
            first, second = sorted((root(at - width), root(at)))
            owner[second] = first
    return [root(cell) for cell in range(width * height)]


def _drawn(rules: list[Rule], place: float) -> bool:
    return any(rule.start <= place <= rule.stop for rule in rules)


def _lines(glyphs: list[Glyph]) -> list[Line]:
    """The lines of a cell from the top down."""
    rows: list[list[Glyph]] = []
    apart = _SAME_BASE * max(glyph.size for glyph in glyphs)
    for glyph in sorted(glyphs, key=lambda one: -one.base):
        if rows and glyph.base > rows[-1][0].base - apart:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    found = [_line(sorted(row, key=lambda one: one.across)) for row in rows]
    return [line for line in found if line.words]


def _line(row: list[Glyph]) -> Line:
    """One line; blanks stand where they were typed or gaps are wide, unless all are, as in a caption spread over its cell."""
    solid = [glyph for glyph in row if glyph.sign != " "]
    if not solid:
        return Line("", 0.0, row[0].size)
    size = _size(solid)
    typed = {one.across for blank, one in pairwise(row) if blank.sign == " "}
    step = _step(solid)
    gaps = [one.across in typed or _is_gap(before, one, size, step) for before, one in pairwise(solid)]
    spread = len(gaps) > 1 and all(gaps) and not any(_LATIN.match(glyph.sign) for glyph in solid)
    words = solid[0].sign
    for gap, glyph in zip(gaps, solid[1:], strict=True):
        words += (" " if gap and not spread else "") + glyph.sign
    ending = " " if row[-1].sign == " " else ""
    return Line(words + ending, solid[-1].right - solid[0].left, size)


def _size(row: list[Glyph]) -> float:
    """The size of the characters of a line: how wide the widest is, or how high where all are letters and figures."""
    wide = [glyph.right - glyph.left for glyph in row if not _LATIN.match(glyph.sign)]
    return max(wide) if wide else max(glyph.size for glyph in row)


def _step(row: list[Glyph]) -> float:
    """How far apart Chinese characters of a line stand that follow each other, 0 where too few do to tell."""
    steps = sorted(
        other.across - one.across for one, other in pairwise(row) if _HAN.match(one.sign + other.sign)
    )
    return steps[len(steps) // 2] if len(steps) >= _FEWEST else 0.0


def _is_gap(one: Glyph, other: Glyph, size: float, step: float) -> bool:
    if step and _HAN.match(one.sign + other.sign):
        return other.across - one.across > step + _PARTED * size
    if _LATIN.match(one.sign):
        latin = _LATIN.match(other.sign)
        return other.left - one.right > (_NARROW if latin else _GAP) * size
    return other.across - one.across > (1 + _GAP) * size


def _joined(lines: list[Line], widest: float) -> str:
    """The lines of a cell as one, with a blank where a line has left room for what follows it."""
    words = lines[0].words
    for line, following in pairwise(lines):
        need = first_word(following.words, following.size)
        ended = parts_names(line.words, following.words) or line.width + need < widest - 0.3 * line.size
        latin = _LATIN.match(line.words[-1]) and _LATIN.match(following.words)
        hyphen = line.words.endswith("-")
        words += (
            " " if ended or (latin and not hyphen and line.words[-1].isalpha()) else ""
        ) + following.words
    return words.strip()
