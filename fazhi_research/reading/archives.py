"""The files in a zip archive, read one by one and never unpacked to disk."""

import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fazhi_research.errors import ReadError
from fazhi_research.reading.encodings import decode

MOST_TIMES_LARGER = 200  # real documents stay under 40; a bomb is a thousand times as large as its archive
_MOST_MEMBERS = 20_000
LARGEST_FILE = 100_000_000  # bytes; a text of that size takes about a gigabyte of memory
_LARGEST = 4_000_000_000
_LONGEST_NAME = 500
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    NotImplementedError,
    EOFError,
    OverflowError,
)

#: what the parts of a document that is an archive may raise
UNREADABLE = (*_BROKEN, RuntimeError, OSError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; `leads_out` if its name is absolute or climbs out of the folder it is unpacked in (压缩包成员)."""

    name: str
    info: zipfile.ZipInfo
    leads_out: bool


def members(path: Path) -> dict[str, Member]:
    """The files of a zip archive by name, names in GBK or UTF-8 decoded, backslashes turned (压缩包成员).

    Raises `ReadError` for what is no zip archive and for one that claims to unpack to far more than it holds.
    """
    state = path.stat()
    return _members(os.fspath(path), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _members(path: str, modified: int, size: int) -> dict[str, Member]:
    """Kept for the next member of the same archive, since reading the list takes long where it is long."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    except _BROKEN as error:
        raise ReadError(f"it is no zip archive or a broken one ({error}): make it again") from None
    if len(infos) > _MOST_MEMBERS:
        raise ReadError(
            f"the archive holds {len(infos)} files, more than {_MOST_MEMBERS}: unpack it into a folder"
        )
    total = sum(info.file_size for info in infos)
    if total > _LARGEST or (total > 10_000_000 and total > MOST_TIMES_LARGER * size):
        raise ReadError(
            f"the archive says that it unpacks from {size} to {total} bytes, as a zip bomb does: not read"
        )
    found = [_member(info) for info in infos]
    return {member.name: member for member in reversed(found)}  # of two with one name the first counts


def _member(info: zipfile.ZipInfo) -> Member:
    name = _CONTROLS.sub("_", _decoded(info)).replace("\\", "/")
    name = name if len(name) <= _LONGEST_NAME else f"{name[:80]}…{name[-80:]}"
    drive = re.match(r"[A-Za-z]:", name)
    parts = [part for part in name.replace(":", "_").split("/") if part not in ("", ".")]
    return Member("/".join(parts), info, name.startswith("/") or drive is not None or ".." in parts)


def _decoded(info: zipfile.ZipInfo) -> str:
    """A member's name: zip knows UTF-8, marked by a flag, and code page 437; Chinese programs write GBK or Big5 unmarked."""
    if info.flag_bits & 0x800:
        return info.orig_filename
    try:
        return decode(info.orig_filename.encode("cp437"))[0]
    except (UnicodeEncodeError, ReadError):
        return info.orig_filename


def read_member(path: Path, name: str) -> bytes:
    """The bytes of one file of an archive (读取压缩包成员).

    Raises `ReadError` for a member that is missing, broken, encrypted, too large, or whose name leads out of the archive. Nothing beyond
    the size it declares is ever unpacked.
    """
    member = members(path).get(name)
    if member is None:
        raise ReadError("no such file in the archive; check the name")
    if member.leads_out:
        raise ReadError(
            "its name leads out of the archive (an absolute path or ..): not read, rename it in the archive"
        )
    info = member.info
    if info.flag_bits & 1:
        raise ReadError("it is encrypted: unpack the archive with its password first")
    guard_size([info], LARGEST_FILE)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ReadError("it is packed by an unusual method: unpack the archive into a folder first")
    try:
        data = _unpacked(path, info)
    except _BROKEN:
        data = None
    if data is None or len(data) != info.file_size or zlib.crc32(data) != info.CRC:
        raise ReadError("it is damaged in the archive: make the archive again")
    return data


def _unpacked(path: Path, info: zipfile.ZipInfo) -> bytes | None:
    with path.open("rb") as file:
        file.seek(info.header_offset)
        head = file.read(30)
        if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
            return None
        file.seek(sum(struct.unpack("<26x2H", head)), os.SEEK_CUR)
        raw = file.read(info.compress_size)
    if info.compress_type == zipfile.ZIP_STORED:
        return raw
    return zlib.decompressobj(-15).decompress(raw, info.file_size + 1)


def guard_size(infos: Iterable[zipfile.ZipInfo], most: int) -> None:
    """Raises `ReadError` if members declare more bytes than `most` together, or one is packed as only bombs are (防压缩炸弹)."""
    infos = list(infos)
    total = sum(info.file_size for info in infos)
    if total > most:
        raise ReadError(
            f"it unpacks to {total} bytes, more than {most}: not read; split it or save it as .txt"
        )
    for info in infos:
        if info.file_size > 1_000_000 and info.file_size > MOST_TIMES_LARGER * max(1, info.compress_size):
            raise ReadError(
                f"it unpacks from {info.compress_size} to {info.file_size} bytes, as a zip bomb does: not read"
            )
