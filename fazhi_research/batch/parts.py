"""Parts: what a shard gave, on disk under a name made of its content, so that a later run need not make it again."""

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from fazhi_research.batch.blocks import Block, printed_blocks
from fazhi_research.batch.collecting import without_collector
from fazhi_research.batch.shards import Shard
from fazhi_research.coding.choices import CodingChoice
from fazhi_research.errors import FazhiError, LexiconError, ManifestError, ReadError
from fazhi_research.reading.corpus import InputFile, read_documents
from fazhi_research.reading.files import file_hash
from fazhi_research.schemas import csv_text
from fazhi_research.tables import file_rows, merged

FOLDER = ".parts"
_PATH = "\0"  # stands in a reason for the path, which may be another one next time


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file gave: its documents, the stretches outside them as CSV, or the reason why it was skipped (文件记录).

    `sha256` is that of the bytes that were parsed, empty where the next run must try again; `known` a hash of the manifest's rows.
    """

    name: str
    sha256: str
    known: str
    skipped: str = ""
    outside: str = ""
    documents: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all parts of a run: the folder they stand in, what makes them, what is coded (任务设定)."""

    folder: Path
    fingerprint: str
    coded: CodingChoice | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part on disk: the names of its first and last file, and what made it (分片结果)."""

    key: str
    first: str
    last: str
    fingerprint: str
    size: int


@dataclass(slots=True)
class _Writing:
    """A part on its way."""

    file: BinaryIO
    records: list[FileRecord] = field(default_factory=list)
    size: int = 0

    def add(self, record: FileRecord, blocks: bytes) -> None:
        self.file.write(blocks)
        self.size += len(blocks)
        self.records.append(record)


def parts_in(folder: Path) -> Iterator[Part]:
    """The whole parts of a folder, in order of their keys; damaged ones are passed over (已有分片)."""
    for path in sorted(folder.glob("*.json")):
        part = _part(path)
        if part is not None:
            yield part


def _part(path: Path) -> Part | None:
    """A part by its record, None where record and rows do not fit or cannot be read."""
    try:
        with path.open(encoding="utf-8") as file:
            told = json.loads(file.readline())
        part = Part(path.stem, told["first"], told["last"], told["fingerprint"], told["size"])
        return part if rows_of(path.parent, part.key).stat().st_size == part.size else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def rows_of(folder: Path, key: str) -> Path:
    """The file with the blocks of a part (分片数据文件)."""
    return folder / f"{key}.rows"


def records_of(folder: Path, key: str) -> Iterator[FileRecord]:
    """What each file of a part gave, in their order (分片记录)."""
    with (folder / f"{key}.json").open(encoding="utf-8") as file:
        next(file)
        for line in file:
            name, sha256, known, skipped, outside, blocks = json.loads(line)
            yield FileRecord(name, sha256, known, skipped, outside, tuple(_block(*block) for block in blocks))


def _block(
    name: str, start: int, sizes: list[int], tasks: int, doubts: int, leads: list[tuple[str, str]]
) -> Block:
    return Block(name, start, tuple(sizes), tasks, doubts, tuple((place, named) for place, named in leads))


def make_part(
    shard: Shard, job: Job, *, stuck: Mapping[int, str], step: Callable[[int, int], None]
) -> tuple[str, int]:
    """The key of the shard's part, made unless it is there, and how many of its files had to be parsed (制作分片).

    Rows of files that an earlier part holds under the same name, hash and manifest rows are copied. `stuck` gives the reason for files
    not to be tried; `step` is told the place of each file before it is read, -1 when no more will be, and how many are done. Raises ManifestError and
    LexiconError, which concern more than one file, and OSError where the part cannot be written.
    """
    identities = [_identity(file, place, stuck, step) for place, file in enumerate(shard.files)]
    key = _key(job, identities, stuck)
    if all(sha256 for _, sha256, _ in identities) and not stuck and _part(job.folder / f"{key}.json"):
        return key, 0
    earlier = _earlier(shard, job, set(identities))
    parsed = 0
    with _temporary(job.folder / f"{key}.{secrets.token_hex(8)}.tmp") as (path, file):
        writing = _Writing(file)
        for place, (source, identity) in enumerate(zip(shard.files, identities, strict=True)):
            if place in stuck:
                writing.add(FileRecord(source.name, "", identity[2], _hidden(stuck[place], source)), b"")
            elif identity in earlier:
                _copy(writing, job.folder, *earlier[identity])
            else:
                step(place, place)
                parsed += 1
                writing.add(*_parsed(source, job.coded, identity, writing.size))
        step(-1, len(shard.files))
        key = _key(job, [(record.name, record.sha256, record.known) for record in writing.records], stuck)
        _keep(file, path, rows_of(job.folder, key))
    _write_record(job, shard, key, writing)
    return key, parsed


def _identity(
    file: InputFile, place: int, stuck: Mapping[int, str], step: Callable[[int, int], None]
) -> tuple[str, str, str]:
    """What a file must have in common with a record for its rows to be the same; one that is stuck is not opened."""
    step(place, 0)
    return file.name, "" if place in stuck else file_hash(file.path), _known(file)


def _known(file: InputFile) -> str:
    if file.entries is None:
        return ""
    rows = [(entry.document, sorted(entry.known.items()), entry.sha256) for entry in file.entries]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def _key(job: Job, identities: Sequence[tuple[str, str, str]], stuck: Mapping[int, str]) -> str:
    told = json.dumps([job.fingerprint, identities, sorted(stuck.items())])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _earlier(
    shard: Shard, job: Job, wanted: set[tuple[str, str, str]]
) -> dict[tuple[str, str, str], tuple[str, FileRecord]]:
    """The records of earlier parts for files that have not changed since, each with the key of its part."""
    found = {}
    for key in shard.earlier:
        with suppress(OSError, ValueError, TypeError):
            for record in records_of(job.folder, key):
                identity = (record.name, record.sha256, record.known)
                if record.sha256 and identity in wanted:
                    found[identity] = key, record
    return found


def _copy(writing: _Writing, folder: Path, key: str, record: FileRecord) -> None:
    """Adds what an earlier part holds of a file."""
    if not record.documents:
        writing.add(record, b"")
        return
    start, stop = record.documents[0].start, record.documents[-1].stop
    with rows_of(folder, key).open("rb") as file:
        file.seek(start)
        blocks = file.read(stop - start)
    moved = tuple(
        Block(one.document, one.start - start + writing.size, one.sizes, one.tasks, one.doubts, one.leads)
        for one in record.documents
    )
    writing.add(
        FileRecord(record.name, record.sha256, record.known, record.skipped, record.outside, moved), blocks
    )


def _parsed(
    file: InputFile, coded: CodingChoice | None, identity: tuple[str, str, str], start: int
) -> tuple[FileRecord, bytes]:
    """What a file gives. A fault of the file, or of ours with this file, is the reason for skipping it."""
    name, sha256, known = identity
    try:
        with without_collector():  # which begins again when all that was made here is gone
            return _printed(file, coded, known, start)
    except (ManifestError, LexiconError):
        raise
    except FazhiError as error:
        lasting = isinstance(error, ReadError) and file_hash(file.path) == sha256
        return FileRecord(name, sha256 if lasting else "", known, _hidden(str(error), file)), b""
    except Exception as error:  # one of a million hostile files must not end the run
        reason = f"{file.path}: cannot be parsed ({type(error).__name__}: {error}); report it with the file"
        return FileRecord(name, "", known, _hidden(reason, file)), b""


def _printed(file: InputFile, coded: CodingChoice | None, known: str, start: int) -> tuple[FileRecord, bytes]:
    held = read_documents(file)
    rows = merged([file_rows(held, coded=coded)])
    texts = {document.document: document.text for document in held.documents}
    blocks, printed = printed_blocks(rows, texts, start)
    outside = csv_text(rows["outside"])
    return FileRecord(file.name, held.source.sha256, known, "", outside, tuple(blocks)), printed


def _hidden(reason: str, file: InputFile) -> str:
    return reason.replace(str(file.path), _PATH)


def reason_of(record: FileRecord, file: InputFile) -> str:
    """Why a file was skipped, with its path as it is now (跳过原因)."""
    return record.skipped.replace(_PATH, str(file.path))


def _write_record(job: Job, shard: Shard, key: str, writing: _Writing) -> None:
    """Writes the record last: a part without one does not count."""
    head = {
        "fingerprint": job.fingerprint,
        "first": shard.first,
        "last": shard.last,
        "size": writing.size,
    }
    with _temporary(job.folder / f"{key}.{secrets.token_hex(8)}.json.tmp") as (path, file):
        file.write(json.dumps(head).encode() + b"\n")
        for one in writing.records:
            blocks = [(b.document, b.start, b.sizes, b.tasks, b.doubts, b.leads) for b in one.documents]
            words = (one.name, one.sha256, one.known, one.skipped, one.outside)
            file.write(json.dumps([*words, blocks]).encode() + b"\n")
        _keep(file, path, job.folder / f"{key}.json")


@contextmanager
def _temporary(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A file to write; whatever fails, it does not stay."""
    try:
        with path.open("wb") as file:
            yield path, file
    finally:
        path.unlink(missing_ok=True)


def _keep(file: BinaryIO, path: Path, kept: Path) -> None:
    """Puts a written file in its place, whole or not at all, a power cut included."""
    file.flush()
    os.fsync(file.fileno())
    file.close()
    path.replace(kept)
