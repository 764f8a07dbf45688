"""Raw files into the manifest: a row for each document, its hash, and what its own words tell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi_research.errors import FazhiError, ManifestError, ReadError
from fazhi_research.reading.corpus import FileDocuments, InputFile, free_names, read_documents
from fazhi_research.reading.encodings import decode
from fazhi_research.reading.files import file_hash, readable_files
from fazhi_research.reading.manifest import COLUMNS, DATES, NAME, Sheet, iso_date, read_sheet
from fazhi_research.reading.metadata import FIELDS

if TYPE_CHECKING:
    from pathlib import Path

    from fazhi_research.project.places import Project

TEMPLATE = (*COLUMNS, "note")
"""The columns of a manifest that is begun afresh 清单模板."""

Row = dict[str, str]


@dataclass(frozen=True)
class Registered:
    """What a registration did, in lines, and what it could not do 登记结果."""

    done: tuple[str, ...]
    undone: tuple[str, ...]


def register(project: Project) -> Registered:
    """What was entered in the manifest of a project: rows, hashes and dates, with what could not be 登记原始文件.

    Every document in data/raw that has no row gets one, with the sha256 of its file, an id, and whatever its own words tell: title, genre,
    place, issuer, dates. What they do not tell (`source`, `licence`) stays empty for you. A file under a new name keeps its rows. Empty cells of
    sha256 are filled, and dates that a spreadsheet wrote in its own way (2020/1/2) are put back. Nothing else of a row that is there
    is changed, and a hash that is there never: `validate` tells when it no longer fits. A manifest that a spreadsheet saved in another encoding becomes UTF-8.
    Raises FazhiError where there is no data/raw, ManifestError where the manifest has no usable columns or cannot be written.
    """
    path = project.raw / NAME
    if not project.raw.is_dir():
        raise FazhiError(f"{project.raw} does not exist: make a project with `fazhi new-project DIR`.")
    before = path.read_bytes() if path.is_file() else b""
    done = []
    if before and not _utf_8(before):
        text, encoding = decode(before)
        _write(path, text.encode("utf-8-sig"))
        done.append(f"{NAME} was saved as {encoding}, it is UTF-8 now")
    sheet = _sheet(path)
    rows = [dict(entry.cells) for entry in sheet.entries]
    files = _files(project.raw)
    done += [*_renamed(rows, files), *_dated(rows), *_hashed(rows, files)]
    listed = {row["file"] for row in rows}
    found, undone = _read(file for name, file in files.items() if name not in listed)
    done += _added(rows, found)
    if done or not before:
        columns = [*TEMPLATE, *(name for name in sheet.header if name not in TEMPLATE)]
        _write(path, _csv(columns, rows, before))
    return Registered(tuple(done), tuple(undone))


def _utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sheet(path: Path) -> Sheet:
    """The manifest, empty where there is none; refused where a row cannot be read and would be lost."""
    sheet = read_sheet(path) if path.is_file() else Sheet([], [], [])
    for fault in sheet.faults:
        if fault.lost:
            raise ManifestError(fault.at(path))
    return sheet


def _files(raw: Path) -> dict[str, InputFile]:
    """The documents of data/raw by their paths in it."""
    try:
        paths = {path.relative_to(raw).as_posix(): path for path in readable_files(raw)}
    except ReadError:
        return {}  # nothing there yet
    return {name: InputFile(path, name) for name, path in sorted(paths.items())}


def _renamed(rows: list[Row], files: Mapping[str, InputFile]) -> Iterator[str]:
    """Rows of a file that is gone go to a new file of the same bytes."""
    listed = {row["file"] for row in rows}
    new = {file_hash(file.path): name for name, file in files.items() if name not in listed}
    for row in rows:
        now = new.get(row.get("sha256", "").lower(), "")
        if now and row["file"] not in files:
            yield f"{row['file']} is called {now} now"
            row["file"] = now


def _dated(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        for column in DATES:
            if (meant := iso_date(row.get(column, ""))) and meant != row[column]:
                yield f"{row['document']}: {column} {row[column]} is {meant} now"
                row[column] = meant


def _hashed(rows: list[Row], files: Mapping[str, InputFile]) -> Iterator[str]:
    for row in rows:
        if not row.get("sha256") and row["file"] in files:
            row["sha256"] = file_hash(files[row["file"]].path)
            yield f"{row['document']}: sha256 filled in"


def _read(files: Iterable[InputFile]) -> tuple[list[FileDocuments], list[str]]:
    """The documents of files, and why some could not be read."""
    found, undone = [], []
    for file in files:
        try:
            found.append(read_documents(file))
        except ReadError as error:
            undone.append(f"{error}; then move {file.name} out of data/raw")
    return found, undone


def _added(rows: list[Row], found: Iterable[FileDocuments]) -> Iterator[str]:
    known = {row["document"] for row in rows}
    for held in found:
        for document in held.documents:
            told = {name: document.metadata.get(name, "") for name in FIELDS}
            (name,) = free_names([_id(told, held.source.sha256)], known)
            known.add(name)
            rows.append({"file": held.source.name, "sha256": held.source.sha256, "document": name, **told})
            yield f"{held.source.name}: {name} added, {told['title'] or 'without a title'}"


def _id(told: Mapping[str, str], sha256: str) -> str:
    """An id a person can read: genre, year and the beginning of the hash (plan-2015-3f2a)."""
    year = (told["issued"] or told["first"])[:4]
    return "-".join(part for part in (told["genre"].replace("_", "-"), year, sha256[:4]) if part)


def _csv(columns: list[str], rows: Iterable[Row], before: bytes) -> bytes:
    """The manifest with the line ends it had; with a mark that tells spreadsheets it is UTF-8."""
    ends = "\r\n" if b"\r\n" in before else "\n"
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, restval="", lineterminator=ends)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def _write(path: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(data)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise ManifestError(
            f"{path} cannot be written ({error.strerror}): close it where it is open (Excel, WPS), or ask for the right to write in {path.parent}"
        ) from error
