"""Spreadsheets on disk: CSV that Excel opens as it is, and xlsx with lists to choose from; both read back as saved."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, ReadError
from fazhi_research.project.printed_tables import ems
from fazhi_research.reading.archives import guard_size
from fazhi_research.reading.encodings import decode

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LINE, _HIGHEST = 15.0, 409.0  # points: of a line, and the most that Excel takes
_LARGEST = 50_000_000
_DELIMITERS = (",", ";", "\t")
# What a spreadsheet would run as a formula when it opens the cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_DAY = b"2000-01-01T00:00:00Z"

Grid = list[tuple[int, list[str]]]
"""The lines of a sheet that hold anything, each with its number as the spreadsheet shows it 表格."""


@dataclass(frozen=True)
class SheetPage:
    """A page of a workbook: its name, its lines (the first one the header), widths, and what may be filled in (工作表).

    `open_columns` may be typed into, every other cell is locked; of these `chosen` take only a cell of the list
    `choices`, a range such as codebook!$A$2:$A$14.
    """

    name: str
    lines: Sequence[Sequence[str]]
    widths: Sequence[int]
    open_columns: Sequence[int] = ()
    chosen: Sequence[int] = field(default=())
    choices: str = ""


def write_csv_sheet(path: Path, lines: Sequence[Sequence[str]], *, ids: Sequence[int] = ()) -> Path:
    """The file written: CSV with a byte-order mark, by which Excel knows UTF-8; formulas defused 写CSV表.

    In the columns `ids`, which must come back letter by letter, cells stay as they are.
    """
    text, kept = io.StringIO(), frozenset(ids)
    csv.writer(text, lineterminator="\r\n").writerows(
        [cell if column in kept else defused(cell) for column, cell in enumerate(line)] for line in lines
    )
    path.write_bytes(text.getvalue().encode("utf-8-sig", "surrogatepass"))
    return path


def defused(cell: str) -> str:
    """The words of a cell with an apostrophe before what a spreadsheet would run as a formula 公式防护.

    >>> defused("=SUM(A1)"), defused("依法行政")
    ("'=SUM(A1)", '依法行政')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def has_workbooks() -> bool:
    """Whether xlsx can be written and read here 是否支持xlsx."""
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        return False
    return True


def require_workbooks(path: Path) -> None:
    """Raises FazhiError, saying what to install, where xlsx cannot be written or read 检查xlsx支持."""
    if not has_workbooks():
        raise FazhiError(
            f"{path}: xlsx needs the package openpyxl: pip install 'fazhi-research[sheets]', or use the CSV sheets"
        )


def write_workbook(path: Path, pages: Sequence[SheetPage]) -> Path:
    """The file written: an xlsx workbook, the same bytes each time 写xlsx表."""
    require_workbooks(path)
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = None
    for page in pages:
        _fill(book, page)
    made = io.BytesIO()
    book.save(made)
    path.write_bytes(_timeless(made.getvalue()))
    return path


def _fill(book: Workbook, page: SheetPage) -> None:
    from openpyxl.styles import Alignment, Font, Protection
    from openpyxl.utils import get_column_letter

    sheet: Worksheet = book.create_sheet(page.name)
    for number, line in enumerate(page.lines, start=1):
        for column, words in enumerate(line, start=1):
            cell: Any = sheet.cell(number, column)
            if words:  # an empty string would be a cell without content, which Excel takes for damage
                cell.value = words
                cell.data_type = "s"  # words, even where they begin with =
            cell.quotePrefix = words.startswith(_FORMULA)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(name="Calibri", size=11, family=2, bold=number == 1)
            cell.protection = Protection(locked=number == 1 or column - 1 not in page.open_columns)
        sheet.row_dimensions[number].height = _height(line, page.widths)
    for column, width in enumerate(page.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    sheet.print_title_rows = "1:1"
    if page.choices:
        _lists(sheet, page)
    if page.open_columns:
        sheet.protection.sheet = True  # without a password: against slips of the hand, not against people
        sheet.protection.formatColumns = sheet.protection.formatRows = False


def _height(line: Sequence[str], widths: Sequence[int]) -> float:
    """How high a row must be in points for all its words; not every spreadsheet reckons this when it opens a file.

    Widths are in digits of the font, of which a Han character takes two and a little.
    """
    most = 1
    for words, width in zip(line, widths, strict=False):
        room = max(1.0, (width - 1) / 2.15)
        most = max(most, sum(max(1, ceil(ems(part) / room)) for part in words.split("\n")))
    return min(_LINE * most + 1, _HIGHEST)


def _lists(sheet: Worksheet, page: SheetPage) -> None:
    """Lets the cells of the chosen columns take only what is on the list."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=page.choices, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "code 编码", "Choose a code from the list. 请从列表中选择编码。"
    for column in page.chosen:
        letter = get_column_letter(column + 1)
        rule.add(f"{letter}2:{letter}{len(page.lines)}")
    sheet.add_data_validation(rule)


def _timeless(data: bytes) -> bytes:
    """The workbook without the times at which it and its parts were made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _SAVED.sub(rb"\g<1>" + _DAY, part)
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            new.writestr(info, part)
    return made.getvalue()


def read_grid(path: Path, *, page: str = "", columns: Sequence[str] = ()) -> Grid:
    """The lines of a spreadsheet as it was saved: xlsx, or CSV in UTF-8, UTF-16 or GBK with , ; or tabs 读取表格.

    Of an xlsx workbook the page of that name is read, or else the first. `columns` are names the header of a CSV must
    hold, by which its delimiter is known. Cells come as text without white space at the ends; empty lines are left out.
    Raises ReadError for what is no such file.
    """
    if not path.is_file():
        raise ReadError(f"{path}: no such file; check the name")
    if path.suffix.lower() in (".xls", ".ods", ".numbers", ".et"):
        raise ReadError(f"{path}: {path.suffix} files are not read; save it as .xlsx or as CSV UTF-8")
    data = path.read_bytes()
    rows = _xlsx_rows(path, data, page) if data.startswith(b"PK") else _csv_rows(path, data, columns)
    cleaned = [(number, [cell.strip() for cell in row]) for number, row in rows]
    return [(number, row) for number, row in cleaned if any(row)]


def _xlsx_rows(path: Path, data: bytes, page: str) -> Grid:
    require_workbooks(path)
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            guard_size(archive.infolist(), _LARGEST)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book[page] if page in book.sheetnames else book.worksheets[0]
        sheet.reset_dimensions()  # some programs state an extent that is not that of their cells
        rows = [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None
    except Exception as error:  # openpyxl hands on whatever the parsers beneath it raise
        raise ReadError(f"{path}: is no xlsx workbook or a broken one ({error}); save it again") from None
    return list(enumerate(rows, start=1))


def _text(cell: object) -> str:
    """A cell as text; a whole number without the .0 that spreadsheets store."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _csv_rows(path: Path, data: bytes, columns: Sequence[str]) -> Grid:
    try:
        text, encoding = decode(data)
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None
    if encoding == "utf-8-damaged":
        raise ReadError(f"{path}: its UTF-8 is damaged; save it again as CSV UTF-8")
    head = text.lstrip("\r\n").splitlines()[:1]
    fits = [
        mark
        for mark in _DELIMITERS
        if set(columns) <= {column_name(c) for c in next(csv.reader(head, delimiter=mark), [])}
    ]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=fits[0] if fits else ",")
    try:
        return list(enumerate(reader, start=1))
    except csv.Error as error:
        raise ReadError(f"{path}: line {reader.line_num} is no CSV ({error}); save it again") from None


def column_name(cell: str) -> str:
    """The name of a column: the first word of its heading, small and in half width 列名.

    >>> column_name("Ｐrimary 主要主题")
    'primary'
    """
    words = unicodedata.normalize("NFKC", cell).casefold().split()
    return words[0] if words else ""
