"""The list of a corpus: which files, and what is known of each document."""

import calendar
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fazhi_research.errors import ManifestError
from fazhi_research.reading.genres import GENRES
from fazhi_research.reading.metadata import FIELDS

NAME = "manifest.csv"
REQUIRED = ("file", "document")
COLUMNS = ("file", "sha256", "source", "licence", "document", *FIELDS)
"""The columns a manifest may have, besides the user's own 清单列."""
OWN = re.compile(r"(?:x_|note).*|.+_basis")
"""The names of columns that are the user's own and never read."""
ALLOWED = {
    "genre": GENRES,
    "tier": ("central", "province", "prefecture", "county", "township"),
    "status": ("draft", "trial", "final"),
    "issued_basis": ("text", "inferred", "manifest"),
}
"""The values a column may have; a cell may always be empty 可取值."""
DATES = ("issued", "issued_from", "issued_to", "published")
YEARS = ("first", "last")
_DATE = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{2})(?:-(?P<d>\d{2}))?)?", re.ASCII)
_LOOSE = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a manifest: a document of a file, with what is known of it and on what basis (清单条目).

    `line` is where the row ends in the manifest, `cells` holds all of it, columns of the user's own included.
    """

    file: str
    document: str
    sha256: str
    known: dict[str, str]
    line: int = 0
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line of a manifest (0: in the whole) and what to do; `lost` where the row could not be read (清单差错)."""

    line: int
    words: str
    lost: bool = False

    def at(self, path: Path | str) -> str:
        """The words with the place before them (位置与差错)."""
        return f"{path}{f', line {self.line}' if self.line else ''}: {self.words}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A manifest as it stands: its columns, its rows, those with a fault included, and every fault (清单内容)."""

    header: list[str]
    entries: list[Entry]
    faults: list[Fault]


def read_manifest(folder: Path) -> list[Entry] | None:
    """The rows of `manifest.csv` in a folder, in their order, or None where there is no such file (清单).

    Its columns are those of `COLUMNS`, in any order; `file` and `document` are needed, and of the metadata either all or none. Columns
    that end in `_basis` or begin with `x_` or `note` are the user's own. Raises `ManifestError`, with the line, the column and the value,
    for the first thing that does not keep to this: an unknown, missing or repeated column, a row with too few or too many cells, a date, year or
    name that cannot be read, a range that runs backwards, a file under two hashes.
    """
    path = folder / NAME
    if not path.exists():
        return None
    sheet = read_sheet(path)
    for fault in sheet.faults:
        raise ManifestError(fault.at(path))
    return sheet.entries


def read_sheet(path: Path) -> Sheet:
    """A manifest as it stands, with every fault of its columns and rows (清单内容)."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError:
        return Sheet(
            [],
            [],
            [
                Fault(
                    0,
                    "not UTF-8; in Excel save it as “CSV UTF-8”, or let `fazhi register` put it right",
                    lost=True,
                )
            ],
        )
    sheet = Sheet([], [], [])
    rows = csv.reader(lines, strict=True)
    try:
        sheet.header.extend(name.strip() for name in next(rows, []))
        sheet.faults.extend(_header_faults(sheet.header))
        if not sheet.faults:
            for row in rows:
                _read_row(sheet, rows.line_num, row)
    except csv.Error as error:
        words = f"not a CSV row ({error}); check its quotation marks"
        sheet.faults.append(Fault(rows.line_num, words, lost=True))
    sheet.faults.extend(Fault(0, words) for words in _shared_faults(sheet.entries))
    return sheet


def _header_faults(header: list[str]) -> Iterator[Fault]:
    missing = [name for name in REQUIRED if name not in header]
    if missing and len(header) == 1 and (mark := next((one for one in ";\t" if one in header[0]), "")):
        parted = "semicolons" if mark == ";" else "tabs"
        words = f"the columns are parted by {parted}; save it as CSV with commas (“CSV UTF-8” in Excel)"
        yield Fault(1, words, lost=True)
        return
    if missing:
        words = f"column {' and '.join(missing)} is missing; the first line must name the columns"
        yield Fault(0, words, lost=True)
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            words = f"the column {name or 'without a name'} stands there twice; keep one"
            yield Fault(1, words, lost=True)
        if name not in COLUMNS and not OWN.fullmatch(name):
            words = (
                f"no column is called {name!r}; allowed are {', '.join(COLUMNS)}, and columns of your "
                "own whose names begin with x_ or note or end in _basis"
            )
            yield Fault(1, words, lost=True)
    absent = [name for name in FIELDS if name not in header]
    if 0 < len(absent) < len(FIELDS):
        words = (
            f"column {', '.join(absent)} is missing; a manifest with metadata has all of "
            f"{', '.join(FIELDS)}, with empty cells where nothing is known"
        )
        yield Fault(1, words, lost=True)


def _faults(known: dict[str, str]) -> Iterator[str]:
    """What is wrong with the cells of a row."""
    for column, allowed in ALLOWED.items():
        if known[column] and known[column] not in allowed:
            yield f"the cell {column} has {known[column]!r}; allowed are {', '.join(allowed)}, or empty"
    for column in DATES:
        if known[column] and _days(known[column]) is None:
            yield _misdated(column, known[column])
    for column in YEARS:
        if known[column] and not re.fullmatch(r"(?:19|20)\d{2}", known[column], re.ASCII):
            yield f"the cell {column} has {known[column]!r}; write a year in four digits, 1900 to 2099, or leave it empty"
    first, last = _days(known["issued_from"]), _days(known["issued_to"])
    if first and last and first[0] > last[1]:
        yield f"issued_from {known['issued_from']!r} is after issued_to {known['issued_to']!r}; exchange or correct them"
    if known["first"] and known["last"] and known["first"] > known["last"]:
        yield f"first {known['first']!r} is after last {known['last']!r}; exchange or correct them"
    if known["issued_basis"] and not known["issued"]:
        yield f"issued_basis has {known['issued_basis']!r} though issued is empty; give the date or empty the cell"


def _days(date: str) -> tuple[str, str] | None:
    """The first and the last day that a date can mean, None if it is no date of the calendar."""
    found = _DATE.fullmatch(date)
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    if not 1900 <= year <= 2100 or (found["m"] and not 1 <= month <= 12):
        return None
    length = calendar.monthrange(year, month or 12)[1]
    if found["d"] and not 1 <= day <= length:
        return None
    if found["d"]:
        return date, date
    return f"{year}-{month or 1:02}-01", f"{year}-{month or 12:02}-{length:02}"


def iso_date(cell: str) -> str:
    """A date written as spreadsheets and people write it, in the form of a manifest; empty where it is none (日期).

    >>> iso_date("2020/1/2"), iso_date("2020年1月"), iso_date("2020/13/2"), iso_date("soon")
    ('2020-01-02', '2020-01', '', '')
    """
    loose = _LOOSE.fullmatch(cell)
    meant = "-".join(f"{int(part):02}" for part in loose.groups() if part) if loose else ""
    return meant if _days(meant) else ""


def _misdated(column: str, cell: str) -> str:
    """What is wrong with a cell that is no date, and how to write it."""
    meant = iso_date(cell)
    if meant and meant != cell:
        return f"the cell {column} has {cell!r}; write {meant}"
    if _DATE.fullmatch(cell):
        return (
            f"the cell {column} has {cell!r}, which the calendar does not hold; correct it or leave it empty"
        )
    return f"the cell {column} has {cell!r}; write a date as 2020, 2020-01 or 2020-01-02, or leave it empty"


def _read_row(sheet: Sheet, line: int, row: list[str]) -> None:
    """Take a row, or its faults, into the sheet; rows of empty cells, which spreadsheets leave behind, are passed over."""
    if not any(cell.strip() for cell in row):
        return
    if len(row) != len(sheet.header):
        words = f"{len(row)} cells for {len(sheet.header)} columns; check commas and quotation marks"
        sheet.faults.append(Fault(line, words, lost=True))
        return
    cells = {name: cell.strip() for name, cell in zip(sheet.header, row, strict=True)}
    known = {name: cells.get(name, "") for name in FIELDS}
    for name in REQUIRED:
        if not cells[name]:
            sheet.faults.append(Fault(line, f"the cell {name} is empty; fill it in or remove the row"))
    if not inside(cells["file"]):
        sheet.faults.append(Fault(line, _no_file(cells["file"])))
    sheet.faults.extend(Fault(line, words) for words in _faults(known))
    sheet.entries.append(Entry(cells["file"], cells["document"], cells.get("sha256", ""), known, line, cells))


def inside(name: str) -> bool:
    """Whether a name can be that of a file in the folder: it leads nowhere else and has no control characters (所列文件在文件夹内).

    >>> inside("a/b.txt"), inside("../a.txt"), inside("a\\0.txt")
    (True, False, False)
    """
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts and min(map(ord, name), default=32) >= 32


def _no_file(name: str) -> str:
    """What is wrong with a name that is not inside."""
    if min(map(ord, name)) < 32:
        return f"{name!r} has a character that no name of a file has; name the file as it is called"
    return f"{name} leads out of the folder; name a file inside it"


def _shared_faults(entries: list[Entry]) -> Iterator[str]:
    """What is wrong with rows taken together; cells that are empty have been told."""
    seen: set[str] = set()
    hashes: dict[str, str] = {}
    for entry in entries:
        if entry.document and entry.document in seen:
            yield f"the document id {entry.document} is used twice; ids must be unique"
        seen.add(entry.document)
        if entry.sha256 and hashes.setdefault(entry.file, entry.sha256.lower()) != entry.sha256.lower():
            yield f"{entry.file} is listed with two different hashes; keep the right one"
