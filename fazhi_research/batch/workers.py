"""Processes that make parts: one that dies or is stuck with a file is replaced, and the file set aside."""

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from fazhi_research.batch.parts import Job, make_part
from fazhi_research.batch.shards import Shard
from fazhi_research.errors import FazhiError

_LIVES = 2  # a process may be killed for a reason that has nothing to do with its file
_TICK = 0.2
Step = Callable[[int], None]


@dataclass(slots=True)
class Task:
    """A shard in work: which files are set aside and why, how often a file has killed its process, how many files are done (分片任务)."""

    number: int
    shard: Shard
    stuck: dict[int, str] = field(default_factory=dict)
    deaths: dict[int, int] = field(default_factory=dict)
    told: int = 0

    def done(self, files: int, step: Step) -> None:
        """Tells the files done since the last time (报告进度)."""
        if files > self.told:
            step(files - self.told)
            self.told = files


@dataclass(slots=True)
class _Hand:
    """A process with its end of the pipe, its task, the file it is at (-1: none) and since when."""

    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    at: int = -1
    since: float = 0.0

    def give(self, task: Task) -> None:
        """Sends it a shard; should it be dead, that shows when its answer is awaited."""
        self.task, self.at, self.since = task, -1, time.monotonic()
        with suppress(OSError):
            self.pipe.send((task.shard, task.stuck))


def made_parts(
    shards: Iterable[Shard], job: Job, *, jobs: int = 1, time_limit: float | None = None, step: Step
) -> Iterator[tuple[int, str, int]]:
    """The number of each shard with the key of its part and how many files were parsed for it, as they get done (制作各分片).

    With one job and no `time_limit` (seconds for one file) all is done in this process. `step` is told how many files were done.
    """
    if jobs <= 1 and time_limit is None:
        for number, shard in enumerate(shards):
            task = Task(number, shard)

            def told(_: int, done: int, task: Task = task) -> None:
                task.done(done, step)

            key, parsed = make_part(shard, job, stuck={}, step=told)
            task.done(len(shard.files), step)
            yield number, key, parsed
        return
    crew = _Crew(job, time_limit, step)
    try:
        yield from crew.work(shards, jobs)
    finally:
        crew.dismiss()


class _Crew:
    """The processes of a run."""

    def __init__(self, job: Job, time_limit: float | None, step: Step) -> None:
        self.job, self.time_limit, self.step = job, time_limit, step
        # A fresh interpreter each: it inherits no open pipe, so that all end when this process is killed.
        self.context = multiprocessing.get_context("spawn")
        self.hands: list[_Hand] = []

    def work(self, shards: Iterable[Shard], jobs: int) -> Iterator[tuple[int, str, int]]:
        coming = (Task(number, shard) for number, shard in enumerate(shards))
        for task in coming:
            self.hands.append(self._hired())
            self.hands[-1].give(task)
            if len(self.hands) == jobs:
                break
        while busy := [hand for hand in self.hands if hand.task is not None]:
            ready = wait([hand.pipe for hand in busy], timeout=_TICK)
            for hand in [one for one in busy if one.pipe in ready]:
                result = self._heard(hand)
                if result is not None:
                    yield result
                    task_or_none = next(coming, None)
                    if task_or_none is not None:
                        hand.give(task_or_none)
            self._relieve(busy)

    def _heard(self, hand: _Hand) -> tuple[int, str, int] | None:
        """The result that a process sends, None for a mere sign of life."""
        task = hand.task
        assert task is not None
        try:
            word, *told = hand.pipe.recv()
        except (EOFError, OSError):
            self._died(hand, task)
            return None
        if word == "failed":
            raise told[0]
        if word == "at":
            (hand.at, done), hand.since = told, time.monotonic()
            task.done(done, self.step)
            return None
        task.done(len(task.shard.files), self.step)
        hand.task = None
        return task.number, *told

    def _died(self, hand: _Hand, task: Task) -> None:
        """A process that ended is replaced; a file with which two have ended is set aside."""
        hand.process.join()
        code = hand.process.exitcode
        task.deaths[hand.at] = task.deaths.get(hand.at, 0) + 1
        if task.deaths[hand.at] >= _LIVES:
            if hand.at < 0:
                raise FazhiError(
                    f"a process ended between two files (exit code {code}), twice: is there enough memory? "
                    "Run the command again, with fewer --jobs"
                )
            path = task.shard.files[hand.at].path
            task.stuck[hand.at] = (
                f"{path}: the process that read it ended (exit code {code}), twice; check the file"
            )
        self._replace(hand, task)

    def _relieve(self, busy: list[_Hand]) -> None:
        """A process that has been at one file for too long is ended, and the file set aside."""
        if self.time_limit is None:
            return
        for hand in busy:
            late = hand.at >= 0 and time.monotonic() - hand.since > self.time_limit
            if late and hand.task is not None and not hand.pipe.poll():
                path = hand.task.shard.files[hand.at].path
                hand.task.stuck[hand.at] = (
                    f"{path}: not read within {self.time_limit:g} seconds; check the file, or give --time-limit more"
                )
                self._replace(hand, hand.task)

    def _replace(self, hand: _Hand, task: Task) -> None:
        _end(hand)
        fresh = self._hired()
        self.hands[self.hands.index(hand)] = fresh
        fresh.give(task)

    def _hired(self) -> _Hand:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_serve, args=(theirs, self.job), daemon=True)
        with _uninterrupted():
            process.start()
        theirs.close()
        return _Hand(process, ours)

    def dismiss(self) -> None:
        """Ends all processes."""
        for hand in self.hands:
            _end(hand)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits here, and never reaches a process that starts here: it inherits what is blocked."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # which would unblock
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(hand: _Hand) -> None:
    hand.process.kill()
    hand.process.join()
    hand.pipe.close()


def _serve(pipe: "Connection[Any, Any]", job: Job) -> None:
    """What a process does: parts, until the pipe closes. Ctrl-C is answered by the first process alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            shard, stuck = pipe.recv()
            pipe.send(answer(shard, job, stuck, lambda *at: pipe.send(("at", *at))))


def answer(
    shard: Shard, job: Job, stuck: dict[int, str], step: Callable[[int, int], None]
) -> tuple[Any, ...]:
    """("done", key, files parsed) or ("failed", error): an error that every process can be told of (应答)."""
    try:
        return ("done", *make_part(shard, job, stuck=stuck, step=step))
    except (FazhiError, OSError) as error:
        return "failed", error
    except Exception as error:
        return "failed", RuntimeError(f"{type(error).__name__}: {error}")
