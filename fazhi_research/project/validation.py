"""Whether what was filled in about the raw files holds: hashes, dates, evidence, terms of use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi_research.errors import FazhiError, ManifestError, ReadError
from fazhi_research.reading.corpus import file_documents
from fazhi_research.reading.files import SourceFile, file_hash, read_file, readable_files
from fazhi_research.reading.genres import WORKING
from fazhi_research.reading.manifest import NAME, Entry, Fault, inside, read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from fazhi_research.project.places import Project

_QUOTATION, _INFERENCE = "quotation: ", "inference: "
_HASH = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True)
class Validation:
    """What must be mended before tables are made, and what is still to be filled in, a line for each 校验结果."""

    faults: tuple[str, ...]
    gaps: tuple[str, ...]


def validate(project: Project) -> Validation:
    """What is wrong with the manifest of a project, and what is missing in it 校验清单.

    `faults` are what stops or falsifies the tables: a file that is missing, has no row, is not the one that was listed or cannot be read;
    a genre, date or name that is none; evidence that does not stand in the file; more or fewer rows than the file has documents. `gaps` are cells that
    a reader of your results will ask for: hash, source, licence, genre. Each is one line with the line of the manifest.
    Reads everything, changes nothing. Raises FazhiError where there is no data/raw.
    """
    raw = project.raw
    if not raw.is_dir():
        raise FazhiError(f"{raw} does not exist: make a project with `fazhi new-project DIR`.")
    if not (raw / NAME).is_file():
        words = "there is no such file; `fazhi register` makes one with a row for each document in data/raw"
        return Validation((Fault(0, words).at(NAME),), ())
    sheet = read_sheet(raw / NAME)
    entries = [entry for entry in sheet.entries if entry.file and entry.document and inside(entry.file)]
    faults = [*sheet.faults, *_unlisted(raw, sheet.entries)] if not _unread(sheet.faults) else sheet.faults
    by_file: dict[str, list[Entry]] = {}
    for entry in entries:
        by_file.setdefault(entry.file, []).append(entry)
    for name, rows in by_file.items():
        faults = [*faults, *_file_faults(raw, name, rows)]
    gaps = [gap for entry in entries for gap in _gaps(entry)]
    if not entries and not faults:
        gaps.append(Fault(0, "no documents yet; put files into data/raw and run `fazhi register`"))
    return Validation(_lines(faults), _lines(gaps))


def open_cells(project: Project) -> int:
    """How many cells of a manifest made from our template are still to be filled in, by the manifest alone 待补单元格数."""
    path = project.raw / NAME
    sheet = read_sheet(path) if path.is_file() else None
    if sheet is None or "licence" not in sheet.header:
        return 0
    return sum(1 for entry in sheet.entries for _ in _gaps(entry))


def _lines(faults: list[Fault]) -> tuple[str, ...]:
    """The faults in the order of their lines, those of the whole at the end."""
    ordered = sorted(faults, key=lambda fault: (not fault.line, fault.line))
    return tuple(dict.fromkeys(fault.at(NAME) for fault in ordered))


def _unread(faults: list[Fault]) -> bool:
    return any(fault.lost for fault in faults)


def _unlisted(raw: Path, entries: list[Entry]) -> Iterator[Fault]:
    """Documents in the folder that have no row."""
    listed = {entry.file for entry in entries}
    try:
        names = sorted(path.relative_to(raw).as_posix() for path in readable_files(raw))
    except ReadError:
        return  # nothing there
    for name in names:
        if name in listed:
            continue
        try:
            read_file(raw / name, name)
        except ReadError as error:
            away = "pack the archive again without it" if ".zip/" in name.lower() else "move it out of data/raw"
            yield Fault(0, f"{str(error).replace(str(raw / name), name)}; or {away}")
        else:
            yield Fault(0, f"{name} is in data/raw but has no row; run `fazhi register`, or move it away")


def _file_faults(raw: Path, name: str, rows: list[Entry]) -> Iterator[Fault]:
    line = rows[0].line
    hashes = [row.sha256 for row in rows if row.sha256]
    for given in hashes[:1]:
        if not _HASH.fullmatch(given):
            yield Fault(line, f"sha256 {given!r} is no hash; empty the cell and run `fazhi register`")
    try:
        source = read_file(raw / name, name)
    except ReadError as error:
        missing = not file_hash(raw / name)
        words = f"{name} is listed but not in data/raw; put it there, or remove the row"
        yield Fault(line, words if missing else str(error).replace(str(raw / name), name))
        return
    if hashes and _HASH.fullmatch(hashes[0]) and hashes[0].lower() != source.sha256:
        yield Fault(
            line,
            f"{name} is not the file that was listed: the manifest has sha256 {hashes[0][:8]}…, the file {source.sha256[:8]}…; "
            "put the listed file back, or, if the change is meant, empty the cell sha256 and run `fazhi register`",
        )
    try:
        file_documents(source, rows)
    except ManifestError:
        held = len(file_documents(source).documents)
        yield Fault(
            line,
            f"{name} holds {held} document{'s' * (held != 1)}, the manifest {len(rows)} row{'s' * (len(rows) != 1)} for it; "
            "remove its rows and run `fazhi register`",
        )
    for row in rows:
        yield from _evidence_faults(row, source)


def _evidence_faults(row: Entry, source: SourceFile) -> Iterator[Fault]:
    """Words given as evidence that do not stand in the file."""
    known, text = row.known, _flat(source.text)
    if known["issued"] and not known["issued_basis"]:
        yield Fault(
            row.line,
            "issued is given without issued_basis; write text (printed in the document), inferred, or manifest (known from elsewhere)",
        )
    if known["issued_basis"] in ("text", "inferred") and not known["issued_evidence"]:
        words = f"issued_basis is {known['issued_basis']} but issued_evidence is empty; quote the words it rests on"
        yield Fault(row.line, words)
    quoted = [("issued_evidence", piece) for piece in known["issued_evidence"].split(" … ") if piece]
    for column, cell in row.cells.items():
        if not column.endswith("_basis") or column == "issued_basis" or not cell:
            continue
        if not cell.startswith((_QUOTATION, _INFERENCE)):
            words = f"{column} has {cell[:20]!r}; begin it with `quotation: ` and words of the file, or `inference: ` with them in 「」"
            yield Fault(row.line, words)
            continue
        pieces = _pieces(cell)
        if not pieces:
            yield Fault(row.line, f"{column} quotes nothing; give the words it rests on in 「」")
        quoted += [(column, piece) for piece in pieces]
    for column, piece in quoted:
        if _flat(piece) not in text and piece != known["published"]:
            words = f"{column}: 「{piece}」 does not stand in {row.file}; copy the words from the file"
            yield Fault(row.line, words)


def _pieces(cell: str) -> list[str]:
    """The words a basis quotes."""
    if cell.startswith(_INFERENCE):
        return re.findall("「([^」]*)」", cell)
    return cell.removeprefix(_QUOTATION).split(" … ")


def _flat(words: str) -> str:
    """Words without the line breaks in them."""
    return re.sub(r"\s*\n\s*", "", words)


def _gaps(entry: Entry) -> Iterator[Fault]:
    """Cells of a row that are still to be filled in."""
    asked = {
        "sha256": "run `fazhi register`, which fills it in",
        "source": "write where the file is from: an address or archive, and the day you took it",
        "licence": "write under what terms it may be used, such as: official document, no copyright (著作权法第五条)",
    }
    for column, advice in asked.items():
        if not entry.cells.get(column):
            yield Fault(entry.line, f"{entry.document}: {column} is not given; {advice}")
    if any(entry.known.values()) and not entry.known["genre"]:
        kinds = ", ".join(sorted(WORKING))
        words = f"genre is not given, though other cells are: without it few tasks are found; write {kinds} or another"
        yield Fault(entry.line, f"{entry.document}: {words}")
