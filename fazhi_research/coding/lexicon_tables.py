"""Tables of a register or codebook, read strictly: every fault with its file and line."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from fazhi_research.errors import LexiconError, ReadError
from fazhi_research.reading.encodings import decode

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class LexiconRow:
    """A row of a lexicon's table, with where it stands (词表行)."""

    place: str
    cells: dict[str, str]

    def fault(self, words: str) -> LexiconError:
        """An error that names the file and the line (错误)."""
        return LexiconError(f"{self.place}: {words}")

    def year(self, name: str, otherwise: int) -> int:
        """The year in a cell, or what stands for an empty one (年份)."""
        return int(self.cells[name] or otherwise)

    def text(self, *columns: str) -> dict[str, str]:
        """The cells of some columns (单元格)."""
        return {column: self.cells[column] for column in columns}


@dataclass(frozen=True, slots=True)
class LexiconTable:
    """What a table must look like: its columns, those whose cells are filled, values allowed, columns of years (表结构).

    A column `note` may stand in any table.
    """

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    allowed: Mapping[str, Sequence[str]]
    years: tuple[str, ...] = ()

    def read(self, path: Path | Traversable) -> Iterator[LexiconRow]:
        """The rows of a file, cell by cell (读表).

        UTF-8 (with or without a mark) and GB18030 are read. Raises `LexiconError` with file and line for a missing or unknown column, a row of the
        wrong length, an empty or unknown value and a bad year.
        """
        rows = csv.reader(decoded(path).splitlines(keepends=True), strict=True)
        header: list[str] = []
        try:
            for cells in rows:
                cells = [cell.strip() for cell in cells]
                if not any(cells):
                    continue
                place = f"{path}, line {rows.line_num}"
                if not header:
                    header = self._header(place, cells)
                else:
                    yield self.row(place, _cells(place, header, cells))
        except csv.Error as error:
            raise LexiconError(
                f"{path}, line {rows.line_num}: not a CSV row ({error}); check its quotation marks"
            ) from None
        if not header:
            raise LexiconError(f"{path}: the file is empty; the first line must name the columns")

    def _header(self, place: str, cells: list[str]) -> list[str]:
        missing = [name for name in self.columns if name not in cells]
        if missing:
            raise LexiconError(
                f"{place}: column {', '.join(missing)} is missing; the columns are {', '.join(self.columns)}"
            )
        self.require_known(place, cells)
        if twice := [name for name in cells if name and cells.count(name) > 1]:
            raise LexiconError(f"{place}: column {twice[0]} is there twice; remove one of the two")
        return cells

    def require_known(self, place: str, columns: Sequence[str]) -> None:
        """Raise LexiconError where a column is none of the table's (列名检查)."""
        unknown = [name for name in columns if name and name not in (*self.columns, "note")]
        if unknown:
            raise LexiconError(
                f"{place}: column {unknown[0]} is unknown; only {', '.join(self.columns)} and note are allowed"
            )

    def row(self, place: str, cells: dict[str, str]) -> LexiconRow:
        """A row whose cells are as they must be; raises LexiconError for the first that is not (行)."""
        row = LexiconRow(place, cells)
        for name in self.needed:
            if not row.cells[name]:
                raise row.fault(f"the cell {name} is empty; fill it in or remove the row")
        for name, value in row.cells.items():
            if name in self.allowed and value not in self.allowed[name]:
                allowed = ", ".join(item or "empty" for item in self.allowed[name])
                raise row.fault(f"{name} is {value!r}; it may be {allowed}")
            if name in self.years and value and not _YEAR.fullmatch(value):
                raise row.fault(f"{name} is {value!r}, which is no year; write four digits or nothing")
        if len(self.years) == 2:
            since, until = (row.cells[name] for name in self.years)
            if since and until and since > until:
                raise row.fault(f"{self.years[0]} {since} is later than {self.years[1]} {until}")
        return row


def _cells(place: str, header: list[str], cells: list[str]) -> dict[str, str]:
    """The cells of a row by their columns."""
    if len(cells) != len(header):
        raise LexiconError(
            f"{place}: {len(cells)} cells for {len(header)} columns; check commas and quotation marks"
        )
    named = dict(zip(header, cells, strict=True))
    lost = [cell for name, cell in zip(header, cells, strict=True) if cell and not name]
    if lost:
        raise LexiconError(
            f"{place}: {lost[0]!r} stands in a column without a name; name it in the first line"
        )
    return named


def decoded(path: Path | Traversable) -> str:
    """The text of a lexicon's file (词表文本)."""
    try:
        return decode(path.read_bytes())[0]
    except ReadError as error:
        raise LexiconError(f"{path}: {error}") from None
