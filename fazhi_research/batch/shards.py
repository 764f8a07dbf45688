"""Shards: runs of files next to each other in order of name, the pieces of work of a large parse."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi_research.reading.corpus import InputFile

_MOST_BYTES = 32_000_000
_LARGEST = 64  # what a kill costs is about so many files; what a part costs beyond its files is half of a file's time


@dataclass(frozen=True, slots=True)
class Shard:
    """Files to be parsed together, and the parts of earlier runs that may hold rows of some of them (分片)."""

    files: tuple[InputFile, ...]
    earlier: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The name of its first file (首个文件)."""
        return self.files[0].name

    @property
    def last(self) -> str:
        """The name of its last file (末个文件)."""
        return self.files[-1].name


def shards(files: Sequence[InputFile]) -> Iterator[Shard]:
    """The files, in order of name, cut into shards (分片).

    A shard ends where the hash of a file's name says so, on average after `len(files) / 64` files (4 at least, 64 at most), so that a file
    that is added or removed changes its own shard and no other. None holds more than four times as many files, or more than 32 MB without
    need. The cuts depend on the files alone, not on the number of processes.
    """
    mean = _mean(len(files))
    held: list[InputFile] = []
    size = 0
    for file in files:
        own = _size(file)
        if held and (len(held) >= 4 * mean or size + own > _MOST_BYTES):
            yield Shard(tuple(held))
            held, size = [], 0
        held.append(file)
        size += own
        if zlib.crc32(file.name.encode("utf-8", "surrogatepass")) % mean == 0:
            yield Shard(tuple(held))
            held, size = [], 0
    if held:
        yield Shard(tuple(held))


def _mean(count: int) -> int:
    """A power of two, so that the cuts for more files are among those for fewer."""
    mean = 4
    while mean < _LARGEST and mean * 64 < count:
        mean *= 2
    return mean


def _size(file: InputFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0  # in an archive, or gone
