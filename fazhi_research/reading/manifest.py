"""The list of a corpus: which files, and what is known of each document."""

import csv
from dataclasses import dataclass
from pathlib import Path

from fazhi_research.errors import ManifestError
from fazhi_research.reading.metadata import FIELDS

NAME = "manifest.csv"
REQUIRED = ("file", "document")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a manifest: a document of a file, with what is known of it and on what basis (清单条目)."""

    file: str
    document: str
    sha256: str
    known: dict[str, str]


def read_manifest(folder: Path) -> list[Entry] | None:
    """The rows of `manifest.csv` in a folder, in their order, or None where there is no such file (清单).

    Raises `ManifestError` with the line for a row that has too few or too many cells, lacks a file or document, or names a file twice
    under different hashes, and for a missing column.
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
        header = next(rows, [])
        missing = [name for name in REQUIRED if name not in header]
        if missing:
            raise ManifestError(
                f"{path}: column {' and '.join(missing)} is missing; the first line must name the columns"
            )
        entries = [_entry(path, rows.line_num, header, row) for row in rows if row]
    except csv.Error as error:
        raise ManifestError(
            f"{path}, line {rows.line_num}: not a CSV row ({error}); check its quotation marks"
        ) from None
    _check(path, entries)
    return entries


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
