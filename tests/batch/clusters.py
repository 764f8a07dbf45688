"""A real Dask cluster: a scheduler and workers, each a process of its own, on this machine's loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
FAILURES = 1  # deaths of workers that a task may see: 3 by default, which takes longer


class Processes:
    """The processes of a cluster, all ended together."""

    def __init__(self, home: Path) -> None:
        self.home, self.file = home, home / "scheduler.json"
        self._held: list[subprocess.Popen[bytes]] = []
        home.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Processes:
        self._start(
            "dask_scheduler",
            "--port",
            "0",
            "--dashboard-address",
            "127.0.0.1:0",
            "--scheduler-file",
            str(self.file),
        )
        limit = time.monotonic() + 30
        while not self.file.exists() or not self.file.stat().st_size:
            assert time.monotonic() < limit, "the scheduler did not start"
            time.sleep(0.05)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._held[::-1]:
            end(process)

    @property
    def address(self) -> str:
        return str(json.loads(self.file.read_text(encoding="utf-8"))["address"])

    def worker(self, name: str, preload: str = "", folder: Path | None = None) -> subprocess.Popen[bytes]:
        """A worker with its nanny; `preload` is Python that runs in it before any work."""
        words = ["--scheduler-file", str(self.file), "--nthreads", "1", "--name", name]
        words += ["--local-directory", str(self.home / name), "--death-timeout", "60"]
        if preload:
            script = self.home / f"{name}.py"
            script.write_text(preload, encoding="utf-8")
            words += ["--preload", str(script)]
        return self._start("dask_worker", *words, folder=folder)

    def _start(self, module: str, *words: str, folder: Path | None = None) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(FAILURES),
        }  # fmt: skip
        command = [sys.executable, "-m", f"distributed.cli.{module}", "--host", "127.0.0.1", "--no-dashboard"]
        with (self.home / f"{module}-{len(self._held)}.log").open("wb") as log:
            self._held.append(
                subprocess.Popen(
                    [*command, *words], cwd=folder or self.home, env=environment, stdout=log, stderr=log, start_new_session=True
                )
            )  # fmt: skip
        return self._held[-1]


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and all that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def cluster(home: Path, *, workers: int = 2, preload: str = "") -> Iterator[Processes]:
    """A scheduler with some workers."""
    with Processes(home) as processes:
        for number in range(workers):
            processes.worker(f"w{number}", preload)
        yield processes
