"""The way to a Dask cluster, and whether its workers are fit for the work: each fault is told before anything is done."""

import logging
import os
import pkgutil
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_research.batch.makers import fingerprint
from fazhi_research.batch.parts import Job
from fazhi_research.errors import FazhiError
from fazhi_research.schemas import version

if TYPE_CHECKING:
    from distributed import Client

    ClientOrAddress = Client | str

WAIT = 30.0
"""Seconds to wait for a first worker, or for a new one when all are gone 等待秒数."""
_ANSWER = 10.0
_TALKATIVE = ("distributed", "distributed.client", "distributed.comm", "tornado.application", "asyncio")
MARK = "here"
"""What a worker finds in this module if it has the package 标记."""


@contextmanager
def connected(client: "Client | str") -> Iterator["Client"]:
    """A client of the scheduler at an address such as tcp://10.0.0.1:8786, or the client given (连接调度器).

    Raises FazhiError where the package distributed is missing, where the address is none, and where no scheduler answers.
    """
    if not isinstance(client, str):
        yield client
        return
    if find_spec("distributed") is None:
        raise FazhiError(
            "--scheduler needs the package distributed: pip install distributed, or fazhi-research[cluster]"
        )
    from distributed import Client

    for name in _TALKATIVE:  # what goes wrong is told in one line of ours
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        made: Client = Client(client, timeout=_ANSWER, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError):
        raise FazhiError(
            f"--scheduler {client}: no scheduler answers there; start one with “dask scheduler”, or correct the address"
        ) from None
    except ValueError as error:
        raise FazhiError(
            f"--scheduler {client}: that is no address of a scheduler ({error}); write one such as tcp://10.0.0.1:8786"
        ) from None
    with made:
        yield made


def by_workers(client: "Client", work: Callable[[int], Any], numbers: Iterable[int]) -> Iterator[Any]:
    """What the workers give of each number, in order; what a worker had that died is done by another (集群计算).

    Raises FazhiError where workers die of the same number again and again, or the scheduler goes.
    """
    from distributed import CancelledError, KilledWorker

    futures = client.map(work, list(numbers), pure=False)
    try:
        for future in futures:
            yield future.result()
    except KilledWorker:
        raise FazhiError(
            "several workers ended at the same block of documents: have they enough memory? Give documents= fewer, or start workers with more"
        ) from None
    except (CancelledError, OSError) as error:
        raise FazhiError(
            f"the scheduler has gone or dropped the work ({error}); start it, and call again"
        ) from None
    finally:
        with suppress(Exception):
            client.cancel(futures)  # type: ignore[no-untyped-call]


def require_alike(client: "Client", job: Job, *, single: bool) -> None:
    """Raises FazhiError unless every worker has this version of the package and sees the folder of the job (核对工作进程).

    `single`: whether each worker must have one thread, as a limit of time ends a whole process.
    """
    address = client.scheduler_info(n_workers=0)["address"]
    try:
        client.wait_for_workers(1, timeout=WAIT)
    except TimeoutError:
        raise FazhiError(
            f"the scheduler at {address} has no worker, and none came for {WAIT:g} seconds; start some: “dask worker {address} --nthreads 1”"
        ) from None
    _require_package(client)
    token = secrets.token_hex(8)
    probe = job.folder / f"seen-{token}.tmp"
    probe.write_text(token, encoding="ascii")
    try:
        found: Mapping[str, Any] = client.run(surroundings, job, probe, on_error="return")
    finally:
        probe.unlink(missing_ok=True)
    ours = _own(job)
    for worker, theirs in sorted(found.items()):
        if isinstance(theirs, BaseException):
            raise FazhiError(
                f"the worker {worker} cannot be used ({type(theirs).__name__}: {theirs}); look at its log, or stop it"
            )
        _require_like(worker, ours, theirs)
        if theirs["seen"] != token or not theirs["writable"]:
            what = "write in" if theirs["seen"] == token else "see"
            raise FazhiError(
                f"the worker {worker} cannot {what} {job.folder}: input and --out must lie where every machine sees them under the same path"
            )
    threads = {
        name: worker["nthreads"] for name, worker in client.scheduler_info(n_workers=-1)["workers"].items()
    }
    if single and (many := sorted(name for name, count in threads.items() if count > 1)):
        raise FazhiError(
            f"the worker {many[0]} has {threads[many[0]]} threads: with --time-limit start workers with --nthreads 1, for a worker that "
            "takes too long is ended whole"
        )


def _require_package(client: "Client") -> None:
    """Raises FazhiError for a worker without the package; what is asked is in Python itself, so that any worker can answer."""
    found = client.run(pkgutil.resolve_name, f"{__name__}:MARK", on_error="return")
    for worker, told in sorted(found.items()):
        if told != MARK:
            raise FazhiError(
                f"the worker {worker} does not have this version of fazhi-research ({type(told).__name__}: {told}); install {version()} "
                "where it runs, with the same extras, and start it again"
            )


def _require_like(worker: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    if theirs["fingerprint"] != ours["fingerprint"]:
        kinds = (
            ", ".join(f"{name} {theirs[name]} here {ours[name]}" for name in ("fazhi-research", "python") if theirs[name] != ours[name])
            or "the code, the readers or the codebook differ"
        )  # fmt: skip
        raise FazhiError(
            f"the worker {worker} would make other rows ({kinds}): install the same versions on every machine, from one lock"
        )


def _own(job: Job) -> dict[str, Any]:
    return {
        "fingerprint": fingerprint(job.coded),
        "fazhi-research": version(),
        "python": ".".join(map(str, sys.version_info[:3])),
    }


def surroundings(job: Job, probe: Path) -> dict[str, Any]:
    """What a worker is and what it sees (工作环境)."""
    try:
        seen = probe.read_text(encoding="ascii")
    except OSError:
        seen = ""
    own = job.folder / f"worker-{secrets.token_hex(8)}.tmp"
    try:
        own.touch()
        os.unlink(own)  # noqa: PTH108
        writable = True
    except OSError:
        writable = False
    return {**_own(job), "seen": seen, "writable": writable}
