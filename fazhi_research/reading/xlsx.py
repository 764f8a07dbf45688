"""An Excel workbook: one line for each row of its sheets."""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from fazhi_research.errors import ReadError
from fazhi_research.reading.archives import UNREADABLE, guard_size
from fazhi_research.reading.extracts import Extract, RowLine, merged_places

_LARGEST = 50_000_000
_SMALL = 10_000_000  # bytes unpacked of a workbook whose merged cells are looked at
_MOST_CELLS = 2_000_000  # empty ones included
_TALLEST = 10_000  # rows of a merged cell that are counted
_BROKEN = (
    "it is no Excel workbook or a broken one: open it in Excel, WPS or LibreOffice and save it again as .xlsx"
)
_WIDE = f"its sheets span more than {_MOST_CELLS} cells: delete the empty rows and columns, or split it"
_INSTALL = 'reading an Excel workbook needs a further package: pip install "fazhi-research[documents]"'
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
# What of a number format says nothing about figures: colours and conditions, room for a sign, repeated signs.
_UNPRINTED = re.compile(r"\[[^\]]*\]|_.|\*.")
_FIGURES = re.compile(r"[#0?][#0?,]*(?:\.(?P<decimals>[#0?]+))?(?P<percent>%)?")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')


def read_xlsx(data: bytes) -> Extract:
    """The words of an Excel workbook, one line a row, sheet by sheet (Excel 工作簿).

    Cells are joined by a tab, blank rows left out; a merged cell is read once and is empty where it continues; line ends in a cell become
    spaces. Figures are printed as the sheet shows them (`95%`), dates in full (`2024年6月30日`), formulas as the values they had when the
    workbook was saved. Hidden sheets, comments and drawings are left out; nothing is computed or fetched. Raises `ReadError` for a file that is
    broken, that would unpack to a size only bombs have, or that declares entities.
    """
    try:
        import openpyxl
    except ImportError:
        raise ReadError(_INSTALL) from None
    streamed = _guarded_size(data) > _SMALL
    try:
        with warnings.catch_warnings():  # about what is lost when such a workbook is written again
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=streamed, data_only=True, keep_links=False
            )
            sheets = [lines for lines in _sheets(book) if lines]
    except ReadError:
        raise
    except Exception:  # whatever a broken part makes openpyxl stumble over
        raise ReadError(_BROKEN) from None
    if not sheets:
        raise ReadError("the workbook holds no words on the sheets it shows: check that it is the right file")
    lines = [line for sheet in sheets for line in ("", *sheet)][1:]
    return Extract("\n".join(lines) + "\n", "xlsx", merged=tuple(merged_places(lines)))


def _guarded_size(data: bytes) -> int:
    """The bytes to which it unpacks; `ReadError` for what is no archive, unpacks as a bomb does, or declares entities in one of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            guard_size(infos, _LARGEST)
            hostile = any(
                _DOCTYPE.search(archive.read(info))
                for info in infos
                if info.filename.endswith((".xml", ".rels"))
            )
    except UNREADABLE:
        raise ReadError(_BROKEN) from None
    if hostile:
        raise ReadError("it declares a document type, as Excel never does and attacks do: not read")
    return sum(info.file_size for info in infos)


def _sheets(book: Any) -> Iterator[list[str]]:
    """The lines of each sheet that is shown."""
    cells = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        reached = _reached(sheet)
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()  # what a streamed sheet says of its size may be wrong
        elif sheet.max_row * sheet.max_column > _MOST_CELLS:
            raise ReadError(_WIDE)
        lines: list[str] = []
        for number, row in enumerate(sheet.iter_rows(), 1):
            cells += 1 + len(row)
            if cells > _MOST_CELLS:
                raise ReadError(_WIDE)
            words = [_words(cell) for cell in row]
            if any(words):
                merged = [at for at in reached.get(number, ()) if at < len(words)]
                last = max([*merged, *(at for at, word in enumerate(words) if word)])
                lines.append(RowLine.of(words[: last + 1], merged))
        yield lines


def _reached(sheet: Any) -> dict[int, list[int]]:
    """The columns of each row, the first 0, into which a cell of an earlier row reaches; none of a sheet that is read as a stream."""
    found: dict[int, list[int]] = {}
    for area in getattr(sheet, "merged_cells", None) or ():
        for row in range(area.min_row + 1, min(area.max_row, area.min_row + _TALLEST) + 1):
            found.setdefault(row, []).append(area.min_col - 1)
    return found


def _words(cell: Any) -> str:
    """What a cell shows, on one line."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return shown_number(value, cell.number_format)
    if isinstance(value, (dt.date, dt.time)):
        return _shown_date(value, cell.number_format)
    return str(value)


def shown_number(value: float, form: str) -> str:
    """A number as a cell with a number format shows it (数字格式).

    Of the formats of numbers, percentages, thousands and words beside them; any other is shown plainly.

    >>> shown_number(0.95, "0%"), shown_number(3, "General"), shown_number(1200, '#,##0"万元"'), shown_number(2.5, "0.00")
    ('95%', '3', '1,200万元', '2.50')
    """
    positive = _UNPRINTED.sub("", form.split(";")[0])
    bare = _QUOTED.sub("", positive)
    figures = _FIGURES.findall(bare)
    match = _FIGURES.search(positive)
    if match is None or len(figures) != 1 or "E" in bare or "/" in bare:
        return f"{value:.15g}"
    before, after = (_literal(part) for part in (positive[: match.start()], positive[match.end() :]))
    decimals = len(match["decimals"] or "")
    amount = value * 100 if match["percent"] else value
    zeros = match.group().split(".")[0].count("0")
    width = zeros + (decimals + 1 if decimals else 0) + (amount < 0)
    shown = f"{amount:0{width}{',' if ',' in match.group() else ''}.{decimals}f}"
    if "#" in (match["decimals"] or ""):
        shown = shown.rstrip("0").rstrip(".")
    return before + shown + (match["percent"] or "") + after


def _literal(part: str) -> str:
    return _QUOTED.sub(lambda quoted: quoted[1] if quoted[1] is not None else quoted[2], part).strip()


def _shown_date(value: dt.date | dt.time, form: str) -> str:
    """A date with its year, month and day as far as the format shows them, or a time."""
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    told = _QUOTED.sub("", _UNPRINTED.sub("", form)).lower()
    whole = "d" in told or "m" not in told
    year = f"{value.year}年" if "y" in told or not whole else ""
    return f"{year}{value.month}月" + (f"{value.day}日" if whole else "")
