"""The list of a corpus: which files, and what is known of each document."""

import calendar
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fazhi_research.errors import ManifestError
from fazhi_research.reading.genres import GENRES
from fazhi_research.reading.metadata import FIELDS

NAME = "manifest.csv"
REQUIRED = ("file", "document")
COLUMNS = ("file", "sha256", "source", "document", *FIELDS)
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
    """One row of a manifest: a document of a file, with what is known of it and on what basis (清单条目)."""

    file: str
    document: str
    sha256: str
    known: dict[str, str]


def read_manifest(folder: Path) -> list[Entry] | None:
    """The rows of `manifest.csv` in a folder, in their order, or None where there is no such file (清单).

    Its columns are those of `COLUMNS`, in any order; `file` and `document` are needed, and of the metadata either all or none. Columns
    that end in `_basis` or begin with `x_` or `note` are the user's own. Raises `ManifestError`, with the line, the column and the value,
    for whatever does not keep to this: an unknown, missing or repeated column, a row with too few or too many cells, a date, year or
    name that cannot be read, a range that runs backwards, a file under two hashes.
    """
    path = folder / NAME
    if not path.exists():
        return None
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError:
        raise ManifestError(f"{path}: not UTF-8; in Excel save it as “CSV UTF-8”") from None
    rows = csv.reader(lines, strict=True)
    try:
        header = [name.strip() for name in next(rows, [])]
        _check_header(path, header)
        entries = [_entry(path, rows.line_num, header, row) for row in rows if row]
    except csv.Error as error:
        raise ManifestError(
            f"{path}, line {rows.line_num}: not a CSV row ({error}); check its quotation marks"
        ) from None
    _check(path, entries)
    return entries


def _check_header(path: Path, header: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise ManifestError(
            f"{path}: column {' and '.join(missing)} is missing; the first line must name the columns"
        )
    for name in header:
        if header.count(name) > 1:
            raise ManifestError(
                f"{path}, line 1: the column {name or 'without a name'} stands there twice; keep one"
            )
        if name not in COLUMNS and not OWN.fullmatch(name):
            raise ManifestError(
                f"{path}, line 1: no column is called {name!r}; allowed are {', '.join(COLUMNS)}, and columns of your "
                "own whose names begin with x_ or note or end in _basis"
            )
    absent = [name for name in FIELDS if name not in header]
    if 0 < len(absent) < len(FIELDS):
        raise ManifestError(
            f"{path}, line 1: column {', '.join(absent)} is missing; a manifest with metadata has all of "
            f"{', '.join(FIELDS)}, with empty cells where nothing is known"
        )


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


def _misdated(column: str, cell: str) -> str:
    """What is wrong with a cell that is no date, and how to write it."""
    loose = _LOOSE.fullmatch(cell)
    meant = "-".join(f"{int(part):02}" for part in loose.groups() if part) if loose else ""
    if meant and meant != cell and _days(meant):
        return f"the cell {column} has {cell!r}; write {meant}"
    if _DATE.fullmatch(cell):
        return (
            f"the cell {column} has {cell!r}, which the calendar does not hold; correct it or leave it empty"
        )
    return f"the cell {column} has {cell!r}; write a date as 2020, 2020-01 or 2020-01-02, or leave it empty"


def _entry(path: Path, line: int, header: list[str], row: list[str]) -> Entry:
    if len(row) != len(header):
        raise ManifestError(
            f"{path}, line {line}: {len(row)} cells for {len(header)} columns; check commas and quotation marks"
        )
    cells = {name: cell.strip() for name, cell in zip(header, row, strict=True)}
    for name in REQUIRED:
        if not cells[name]:
            raise ManifestError(
                f"{path}, line {line}: the cell {name} is empty; fill it in or remove the row"
            )
    if Path(cells["file"]).is_absolute() or ".." in Path(cells["file"]).parts:
        raise ManifestError(
            f"{path}, line {line}: {cells['file']} leads out of the folder; name a file inside it"
        )
    known = {name: cells.get(name, "") for name in FIELDS}
    for fault in _faults(known):
        raise ManifestError(f"{path}, line {line}: {fault}")
    return Entry(cells["file"], cells["document"], cells.get("sha256", ""), known)


def _check(path: Path, entries: list[Entry]) -> None:
    seen: set[str] = set()
    hashes: dict[str, str] = {}
    for entry in entries:
        if entry.document in seen:
            raise ManifestError(f"{path}: the document id {entry.document} is used twice; ids must be unique")
        seen.add(entry.document)
        if hashes.setdefault(entry.file, entry.sha256) != entry.sha256:
            raise ManifestError(
                f"{path}: {entry.file} is listed with two different hashes; keep the right one"
            )
