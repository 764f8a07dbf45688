"""Parts made by the workers of a Dask cluster, on machines that see the same folders. Needs distributed (BSD-3-Clause)."""

import faulthandler
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_research.batch.clients import WAIT, require_alike
from fazhi_research.batch.makers import fingerprint
from fazhi_research.batch.parts import Job
from fazhi_research.batch.shards import Shard
from fazhi_research.batch.workers import Step, Task, answer
from fazhi_research.errors import FazhiError
from fazhi_research.reading.corpus import InputFile
from fazhi_research.reading.files import ARCHIVE

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as AnyFuture

    Future = AnyFuture[Any]

_AHEAD = 3  # shards handed out for each thread: none waits for the next one, and few are in flight
_TICK = 5.0  # seconds between two looks at whether anybody is still at work


def cluster_parts(
    shards: Iterable[Shard], job: Job, *, client: "Client", time_limit: float | None = None, step: Step
) -> Iterator[tuple[int, str, int]]:
    """The number of each shard with the key of its part and how many files were parsed for it, as they get done (集群制作分片).

    The same as `made_parts` by other hands: workers are given paths and put the parts into the folder of the job, which they see as well.
    A shard whose worker dies is given to another one. One that outlives its workers is tried alone at the end, file by file, and the
    file at which it ends again is set aside. Raises FazhiError where workers are not alike, cannot see the files, or are all gone.
    """
    job = _reachable(job)
    require_alike(client, job, single=time_limit is not None)
    crew = _Crew(client, job, time_limit, step)
    try:
        yield from crew.work(_Coming(shards))
    finally:
        crew.dismiss()


class _Coming:
    """The shards to come, with their numbers, as tasks."""

    def __init__(self, shards: Iterable[Shard]) -> None:
        self._shards = enumerate(shards)

    def next(self) -> Task | None:
        number, shard = next(self._shards, (0, None))
        if shard is None:
            return None
        files = tuple(replace(file, path=_absolute(file.path)) for file in shard.files)
        return Task(number, replace(shard, files=files))


class _Crew:
    """The futures of a run."""

    def __init__(self, client: "Client", job: Job, time_limit: float | None, step: Step) -> None:
        self.client, self.job, self.time_limit, self.step = client, job, time_limit, step
        self.futures: dict[Future, Task] = {}
        self.suspects: deque[Task] = deque()

    def work(self, coming: _Coming) -> Iterator[tuple[int, str, int]]:
        while True:
            while len(self.futures) < self._room() and (task := coming.next()) is not None:
                self._give(task, watched=False)
            if not self.futures:
                break
            for future in self._done():
                yield from self._heard(future)
        while self.suspects:
            self._give(self.suspects[0], watched=True)
            while self.futures:
                for future in self._done():
                    yield from self._heard(future, watched=True)

    def _room(self) -> int:
        """How many shards may be in flight: workers come and go."""
        workers = self.client.scheduler_info(n_workers=-1)["workers"].values()
        return _AHEAD * max(sum(int(worker["nthreads"]) for worker in workers), 1)

    def _give(self, task: Task, *, watched: bool) -> None:
        mark = self._mark(task) if watched else None
        future = self.client.submit(
            _answer, task.shard, self.job, dict(task.stuck), time_limit=self.time_limit, mark=mark, pure=False
        )  # fmt: skip
        self.futures[future] = task

    def _mark(self, task: Task) -> Path:
        """Where a watched worker puts down at which file it is."""
        return self.job.folder / f"at-{task.number}.tmp"

    def _done(self) -> "list[Future]":
        """Futures that are done; FazhiError where nobody is left to do them."""
        from distributed import CancelledError, wait

        alone = 0.0
        while True:
            try:
                with self.client.as_current():
                    ended = wait(list(self.futures), timeout=_TICK, return_when="FIRST_COMPLETED")  # type: ignore[no-untyped-call]
                return list(ended.done)
            except TimeoutError:
                pass
            except CancelledError:
                raise _gone() from None
            if self.client.status != "running":
                raise _gone()
            alone = 0.0 if self.client.scheduler_info(n_workers=-1)["workers"] else alone + _TICK
            if alone >= WAIT:
                raise FazhiError(
                    f"every worker has left the scheduler, and none has come for {WAIT:g} seconds; start workers, and run the command "
                    "again: it goes on from here"
                )

    def _heard(self, future: "Future", *, watched: bool = False) -> Iterator[tuple[int, str, int]]:
        """The result of a future, nothing where its task has to be tried again."""
        from distributed import KilledWorker

        task = self.futures.pop(future)
        try:
            word, *told = future.result()
        except KilledWorker:
            self._died(task, watched)
            return
        except (FazhiError, ImportError):
            raise
        except Exception as error:  # cancelled, lost, or a connection that broke
            raise _gone() from error
        if word == "failed":
            raise told[0]
        if watched:
            self.suspects.popleft()
            self._mark(task).unlink(missing_ok=True)
        task.done(len(task.shard.files), self.step)
        yield task.number, *told

    def _died(self, task: Task, watched: bool) -> None:
        """A shard that outlived its workers waits for the end; watched, the file it was at is set aside."""
        if not watched:
            self.suspects.append(task)
            return
        at = _read(self._mark(task))
        task.deaths[at] = task.deaths.get(at, 0) + 1
        if at < 0 and task.deaths[at] > 1:
            raise FazhiError(
                "workers ended between two files, again and again: have they enough memory? Start workers with more, and run the "
                "command again: it goes on from here"
            )
        if at >= 0:
            late = f" or took longer than {self.time_limit:g} seconds" if self.time_limit else ""
            path = task.shard.files[at].path
            task.stuck[at] = f"{path}: the workers that read it ended{late}, each of them; check the file"

    def dismiss(self) -> None:
        """Lets go of what is not done."""
        for future in self.futures:
            with suppress(Exception):
                future.cancel()  # type: ignore[no-untyped-call]


def _gone() -> FazhiError:
    return FazhiError(
        "the scheduler has gone or dropped the work; when it is there again, run the command again: it goes on from here"
    )


def _read(mark: Path) -> int:
    """The number in a mark, -1 where there is none."""
    try:
        return int(mark.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return -1


def _reachable(job: Job) -> Job:
    """The job with paths that mean the same wherever a worker was started."""
    coded = job.coded
    if coded is not None and coded.folder:
        coded = replace(coded, folder=str(_absolute(Path(coded.folder))))
    return replace(job, folder=_absolute(job.folder), coded=coded)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  # links stay as they are: reasons name the file as it was found


def _answer(
    shard: Shard, job: Job, stuck: dict[int, str], *, time_limit: float | None, mark: Path | None
) -> tuple[Any, ...]:
    """What a worker does: one part, unless it is another kind of worker than those that were looked at first."""
    if unlike := _unlike(shard, job):
        return "failed", FazhiError(unlike)
    with _limited(time_limit) as began:

        def step(at: int, _: int) -> None:
            if mark is not None:
                mark.write_text(str(at), encoding="ascii")
            began()

        return answer(shard, job, stuck, step)


def _unlike(shard: Shard, job: Job) -> str:
    """Why this worker, which may have come late, cannot do the work; empty if it can."""
    if fingerprint(job.coded) != job.fingerprint:
        return (
            "a worker that came while the run was on has another version of fazhi-research, Python or the readers; stop it, and run the "
            "command again: it goes on from here"
        )
    home = _home(shard.files[0])
    if not home.exists() or not job.folder.exists():
        unseen = home if job.folder.exists() else job.folder
        return f"a worker cannot see {unseen}: mount it there on every machine, and run the command again: it goes on from here"
    return ""


def _home(file: InputFile) -> Path:
    """The folder or archive that holds a file."""
    above = (parent for parent in file.path.parents if parent.suffix.lower() == ARCHIVE and parent.is_file())
    return next(above, file.path.parent)


@contextmanager
def _limited(seconds: float | None) -> Iterator[Callable[[], None]]:
    """A function to call at the beginning of each file, from which on the seconds count; when they are over this process ends.

    A reader that hangs in C gives no thread of Python a turn; faulthandler's watchdog needs none.
    """
    if seconds is None:
        yield lambda: None
        return
    with Path(os.devnull).open("w") as nowhere:
        try:
            yield lambda: faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        finally:
            faulthandler.cancel_dump_traceback_later()
