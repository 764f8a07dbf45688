"""The tables of a web page: which are data, and their rows as lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fazhi_research.reading.extracts import RowLine

_MOST_COLUMNS = 100
_MANY_LINES = 20  # in few rows, a cell with more lines is a column of the page


@dataclass(slots=True)
class Cell:
    """A cell: the parts of the page it was written as, and how many columns and rows it spans (单元格)."""

    first: int
    across: int
    down: int
    last: int

    @classmethod
    def opened(cls, part: int, attributes: Mapping[str, str]) -> "Cell":
        """A cell that begins at a part of the page (单元格)."""
        return cls(part, _count(attributes, "colspan"), _count(attributes, "rowspan"), part)


def _count(attributes: Mapping[str, str], name: str) -> int:
    """How many columns or rows a cell says it spans; rows stop at 65,534 as in browsers."""
    words = attributes.get(name, "1").strip()[:6]
    most = _MOST_COLUMNS if name == "colspan" else 65_534
    return min(int(words), most) or 1 if words.isdecimal() else 1


@dataclass(slots=True)
class PageTable:
    """A table while it is read: where it begins, and its rows (网页表格).

    `part`, `start` and `blocks` count what the page held before it: parts, characters, blocks.
    """

    part: int
    start: int
    blocks: int
    rows: list[list[Cell]] = field(default_factory=list)
    nested: bool = False

    def open_cell(self, cell: Cell) -> None:
        """A cell begins, in a row of its own if none is open (单元格开始)."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(cell)

    def close_cell(self, part: int) -> None:
        """The last cell ends before this part (单元格结束)."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].last = part

    def lays_out(self, parts: list[str]) -> bool:
        """Whether it holds parts of the page in place rather than data (布局表格).

        So does a table with a table in it, one of a single column or row, and one of few rows with a cell of many lines.
        """
        wide = [row for row in self.rows if len(row) >= 2]
        if self.nested or len(wide) < 2:
            return True
        return len(wide) <= 3 and any(
            parts[cell.first : cell.last].count("\n") > _MANY_LINES for row in wide for cell in row
        )

    def lines(self, parts: list[str]) -> list[str]:
        """One line for each row that is not empty, with what stands between the cells on lines of its own (表格各行).

        A cell over several columns or rows is read once; where it continues the cell is empty. Line ends in a cell become spaces.
        """
        found: list[str] = []
        below: dict[int, int] = {}  # by column: how many more rows a cell above reaches into
        done = self.part
        for row in self.rows:
            cells: list[str] = []
            merged: set[int] = set()
            for cell in row:
                found += _loose(parts, done, cell.first)
                done = cell.last
                merged |= _skip_taken(cells, below)
                for column in range(len(cells), min(len(cells) + cell.across, _MOST_COLUMNS)):
                    if cell.down > 1:
                        below[column] = cell.down
                words = " ".join("".join(parts[cell.first : cell.last]).split("\n")).replace("\t", " ")
                cells += [words.strip(), *[""] * (cell.across - 1)]
            merged |= _skip_taken(cells, below)
            below = {column: left - 1 for column, left in below.items() if left > 1}
            if any(cells):
                last = min(len(cells), _MOST_COLUMNS) - 1
                kept = [*cells[:last], "".join(cells[last:]) + "\n"]
                found.append(RowLine.of(kept, {column for column in merged if column <= last}))
        return found + _loose(parts, done, len(parts))


def _loose(parts: list[str], first: int, last: int) -> list[str]:
    """Words of the table that stand in no cell: its caption, or what a careless page puts between rows."""
    words = "".join(parts[first:last]).strip()
    return [words + "\n"] if words else []


def _skip_taken(cells: list[str], below: dict[int, int]) -> set[int]:
    """Empty cells for the columns into which a cell of an earlier row reaches, and which columns these are."""
    first = len(cells)
    while below.get(len(cells), 0):
        cells.append("")
    return set(range(first, len(cells)))
