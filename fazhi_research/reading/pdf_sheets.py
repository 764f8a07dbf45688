"""The pages of a PDF as lines and tables, and the tables that go on from one page to the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fazhi_research.reading.anchored import SECTION_ROW, SERIAL
from fazhi_research.reading.extracts import RowLine
from fazhi_research.reading.pdf_paragraphs import Measure, PrintedLine, continued, page_measures
from fazhi_research.reading.ruled_tables import Row, RuledTable

_EDGE = 3  # how many lines of header and footer may stand between the parts of a table on two pages
_SHORT = 40  # characters of such a line
_SHIFTED = 6.0  # points: columns no further apart are the same
_HEADER_ROWS = 3  # a header that pages repeat has no more rows
_FIGURE = re.compile("[0-9]")
_TABLE = "\ue0ff"  # stands for a table while the page is cut into lines


@dataclass(slots=True)
class Sheet:
    """A page: its characters as they are to be read, its lines outside of tables, its tables, and for each character in which it stands (页面).

    A character outside of all tables has the number -1.
    """

    signs: list[str]
    printed: list[PrintedLine]
    tables: list[RuledTable]
    inside: list[int]


@dataclass(slots=True)
class _Part:
    """A table or the part of one on a page: its first line there, its rows of cells and where its columns stand."""

    first: int
    rows: list[Row]
    columns: list[float]


@dataclass(slots=True)
class _Page:
    """The lines of a page, among them one a row for the tables it holds."""

    lines: list[str]
    parts: list[_Part]


def joined_sheets(sheets: Sequence[Sheet]) -> list[list[str]]:
    """The lines of each page, those of one paragraph joined, with one line for each row of a table (各页文字).

    A table goes on where another with the same columns opens the next page: it has its header once, and a row that the page's end cut is
    whole; a row was cut if the number that all others have is lacking on one side.
    """
    measures = page_measures([line for sheet in sheets for line in sheet.printed])
    pages = []
    for sheet in sheets:
        if measures:
            _join_lines(sheet, measures)
        pages.append(_page(*_taken_out(sheet)))
    _join_tables(pages)
    return [page.lines for page in pages]


def _join_lines(sheet: Sheet, measures: Sequence[Measure]) -> None:
    """Takes the line ends inside paragraphs out of a page's characters."""
    for above, line, goes_on in zip(
        sheet.printed, sheet.printed[1:], continued(sheet.printed, measures)[1:], strict=False
    ):
        between = sheet.signs[above.stop : line.start]
        if (
            goes_on
            and not "".join(between).strip()
            and max(sheet.inside[above.stop : line.start], default=-1) < 0
        ):
            latin = above.words[-1].isascii() and above.words[-1].isalpha() and line.words[:1].isascii()
            sheet.signs[above.stop : line.start] = [" " if latin else "", *[""] * (len(between) - 1)]


def _taken_out(sheet: Sheet) -> tuple[str, list[RuledTable]]:
    """A page's words with a placeholder line for each table in the order met, and these tables.

    A frame around a text is no table: its characters stay.
    """
    real = [table.holds_rows() for table in sheet.tables]
    met: list[int] = []
    words: list[str] = []
    within = False
    for sign, number in zip(sheet.signs, sheet.inside, strict=True):
        if number >= 0 and real[number]:
            if number not in met:
                met.append(number)
                words.append(f"\n{_TABLE}\n")
            within = True
        elif number >= 0 or not within or sign.strip():
            words.append(sign)
            within = False
    return "".join(words), [sheet.tables[number] for number in met]


def _page(words: str, tables: Sequence[RuledTable]) -> _Page:
    """The lines of a page, each table's rows in its place."""
    page = _Page([], [])
    held = iter(tables)
    for line in words.split("\n"):
        table = next(held, None) if line == _TABLE else None
        if table is None:
            page.lines.append(line.rstrip())
            continue
        rows = [row for row in table.words() if any(row)]
        page.parts.append(_Part(len(page.lines), rows, table.columns))
        page.lines += map(_line, rows)
    return page


def _line(row: Row) -> str:
    return RowLine.of(row, row.merged)


def _join_tables(pages: Sequence[_Page]) -> None:
    """Joins the parts of tables that go on from one page to the next."""
    above: tuple[_Page, _Part] | None = None  # the part at the foot of the page before
    for page in pages:
        first = page.parts[0] if page.parts and _free(page.lines[: page.parts[0].first]) else None
        if first is not None and above is not None and _same_columns(first, above[1]):
            _go_on(*above, page, first)
        if page.parts:
            above = (page, page.parts[-1])
        place = above[1].first + len(above[1].rows) if above and above[0] is page else 0
        if above is not None and not (_free(page.lines[place:]) and above[1].rows):
            above = None


def _free(lines: Sequence[str]) -> bool:
    """Whether lines between two parts of a table can be a header or footer of the page."""
    solid = [line for line in lines if line.strip()]
    return len(solid) <= _EDGE and all(
        (len(line) <= _SHORT or "://" in line) and "。" not in line for line in solid
    )


def _same_columns(one: _Part, other: _Part) -> bool:
    return len(one.columns) == len(other.columns) and all(
        abs(left - right) <= _SHIFTED for left, right in zip(one.columns, other.columns, strict=True)
    )


def _go_on(before: _Page, above: _Part, page: _Page, part: _Part) -> None:
    """Puts the rows of a part below those of the page before, less the repeated header; a row that the page's end cut is joined."""
    header = above.rows[:_HEADER_ROWS]
    repeated = 0
    while repeated < min(len(header), len(part.rows)) and part.rows[repeated] == header[repeated]:
        repeated += 1
    del page.lines[part.first : part.first + len(part.rows)]
    for later in page.parts[1:]:
        later.first -= len(part.rows)
    page.parts.remove(part)
    rows = part.rows[repeated:]
    end = above.first + len(above.rows)
    if rows and above.rows and _cut(above.rows, rows[0], header):
        above.rows[-1][:] = [one + other for one, other in zip(above.rows[-1], rows.pop(0), strict=True)]
        before.lines[end - 1] = _line(above.rows[-1])
    above.rows += rows
    before.lines[end:end] = map(_line, rows)


def _cut(rows: Sequence[Row], following: Row, header: Sequence[Row]) -> bool:
    """Whether a row goes on with the one before it: only one of them has the number that all other rows have."""
    number = next((at for names in header[:2] for at, name in enumerate(names) if SERIAL.match(name)), None)
    if number is None or (rows[-1][number] and following[number]):
        return False
    names = header[: next((at for at, row in enumerate(header) if _FIGURE.search(row[number])), 1)]
    if rows[-1] in names or _names_part(rows[-1]) or _names_part(following):
        return False
    return all(row[number] for row in rows[:-1] if row not in names and not _names_part(row))


def _names_part(row: list[str]) -> bool:
    """Whether a row is one cell that names a part of the table."""
    return sum(map(bool, row)) == 1 and SECTION_ROW.match("".join(row)) is not None
