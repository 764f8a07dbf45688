"""A run over many files: parts made or found, tables written from them, one run in a folder at a time."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.batch.index import Index
from fazhi_research.batch.listing import Listing
from fazhi_research.batch.makers import fingerprint, maker
from fazhi_research.batch.parts import FOLDER, Job, Part, parts_in
from fazhi_research.batch.results import WRITERS, require_format
from fazhi_research.batch.shards import Shard, shards
from fazhi_research.batch.summaries import counted
from fazhi_research.batch.workers import made_parts
from fazhi_research.coding.choices import CodingChoice
from fazhi_research.errors import FazhiError
from fazhi_research.reading.corpus import InputFile

if TYPE_CHECKING:
    from distributed import Client

LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did: its tables in words, the files it wrote, how many input files it parsed, and which it skipped and why (运行结果).

    `documents` is 0 where no file could be read; then nothing was written.
    """

    words: str
    documents: int
    written: int
    parsed: int
    skipped: tuple[tuple[str, str], ...]


def parse_into(
    files: Sequence[InputFile],
    out: Path,
    *,
    jobs: int = 1,
    coded: CodingChoice | None = None,
    form: str = "csv",
    time_limit: float | None = None,
    keep_parts: bool = True,
    client: "Client | str | None" = None,
    parts: Path | None = None,
    made_by: Mapping[str, str] | None = None,
    step: Callable[[int], None] = lambda _: None,
    closing: Callable[[], None] = lambda: None,
) -> Run:
    """What was done to write the tables of many files into a folder, few of them in memory at a time (批量解析到文件夹).

    The tables are those of `parse_files`, for any number of `jobs`. What each shard of files gave stays in `out/.parts`: the next run with the
    same input and code parses only files that are new or changed, so a run that was killed is resumed by running it again. `parts` is another folder for that, on the
    same disk; `made_by` is what the record beside the tables tells of their making in place of `maker`.
    `form` is csv or parquet. `time_limit` sets aside files that take longer (seconds); files so set aside are tried again by the next
    run. With a Dask `client`, or the address of a scheduler, its workers make the parts, and `jobs` does not count. `step` is told how many files were done, `closing` is called before the tables of an earlier run are touched. Raises `FazhiError` where another
    run is at work in the folder, and for what concerns more than one file.
    """
    require_format(out, form)
    files = _in_order(files)
    folder = parts or out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder, out):
        _remove_temporary(folder)
        job = Job(folder, fingerprint(coded), coded)
        sizes: list[int] = []
        made = _made(_planned(files, job, sizes), job, jobs, time_limit, client=client, step=step)
        found = {number: (key, fresh) for number, key, fresh in made}
        keys = [found[number][0] for number in range(len(sizes))]
        with Index(folder, folder / "index.sqlite") as index:
            _indexed(index, files, keys, sizes)
            written = 0
            if index.count:
                closing()
                written = WRITERS[form](index, keys, out, made_by or maker(coded))
            told = _told(index, written, sum(fresh for _, fresh in found.values()))
        _remove_parts(
            folder, set(keys) if keep_parts else set()
        )  # when none is open: Windows removes no open file
        _remove_temporary(folder)
        return told


def _in_order(files: Sequence[InputFile]) -> Sequence[InputFile]:
    """The files by name; a listing is in that order already."""
    if isinstance(files, Listing):
        return files
    return sorted(files, key=lambda file: (file.name, str(file.path)))


def _indexed(index: Index, files: Sequence[InputFile], keys: Sequence[str], sizes: Sequence[int]) -> None:
    start = 0
    for key, size in zip(keys, sizes, strict=True):
        index.add(key, files[start : start + size])
        start += size


def _told(index: Index, written: int, parsed: int) -> Run:
    words = counted(index.count, index.tasks, index.leads, index.doubts)
    return Run(words, index.count, written, parsed, tuple(index.skipped))


def _made(
    planned: Iterator[Shard],
    job: Job,
    jobs: int,
    time_limit: float | None,
    *,
    client: "Client | str | None",
    step: Callable[[int], None],
) -> Iterator[tuple[int, str, int]]:
    """The parts, by processes of this machine or by the workers of a cluster."""
    if client is None:
        yield from made_parts(planned, job, jobs=jobs, time_limit=time_limit, step=step)
        return
    from fazhi_research.batch.clients import connected
    from fazhi_research.batch.cluster import cluster_parts

    with connected(client) as known:
        yield from cluster_parts(planned, job, client=known, time_limit=time_limit, step=step)


def _planned(files: Sequence[InputFile], job: Job, sizes: list[int]) -> Iterator[Shard]:
    """The shards, each with the earlier parts of the same making that reach into its stretch of names.

    How many files each has is put down in `sizes`: cut a second time, a file that has grown might end up in another shard.
    """
    earlier = [part for part in parts_in(job.folder) if part.fingerprint == job.fingerprint]
    for shard, keys in _reaching(shards(files), earlier):
        sizes.append(len(shard.files))
        yield replace(shard, earlier=keys)


def _reaching(planned: Iterator[Shard], earlier: Sequence[Part]) -> Iterator[tuple[Shard, tuple[str, ...]]]:
    """The shards in order of names, each with the earlier parts that reach into it: one walk along both."""
    coming = sorted(earlier, key=lambda part: part.first, reverse=True)
    near: list[Part] = []
    for shard in planned:
        while coming and coming[-1].first <= shard.last:
            near.append(coming.pop())
        near = [part for part in near if part.last >= shard.first]
        yield shard, tuple(sorted(part.key for part in near))


@contextmanager
def _alone(folder: Path, out: Path) -> Iterator[None]:
    """Holds the folder's lock; the system lets go of it when the process ends, however it ends."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(folder / LOCK, timeout=0):
            yield
    except Timeout:
        raise FazhiError(
            f"--out {out}: another run is writing there; wait until it has ended, or choose another --out"
        ) from None


def _remove_temporary(folder: Path) -> None:
    """Removes what a killed run, or a process of this one that ended, left half written."""
    for path in sorted(folder.glob("*.tmp")):
        path.unlink(missing_ok=True)
    shutil.rmtree(folder / "tables", ignore_errors=True)


def _remove_parts(folder: Path, kept: set[str]) -> None:
    """Removes the parts that this run did not use; records go first, so that none is left without its rows."""
    for ending in ("json", "rows"):
        for path in sorted(folder.glob(f"*.{ending}")):
            if path.stem not in kept:
                path.unlink(missing_ok=True)
