"""`fazhi parse` as a command, measured: rates by number of files and of processes, a second run, a kill, a cluster, the price of the layer itself."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of the processors of all its processes, peak memory of the largest of them in MB."""

    clock: float
    work: float
    peak: float


def run(folder: Path, out: Path, *options: str, most: float | None = None) -> Cost:
    """What a run costs with the processes it starts; killed after `most` seconds."""
    command = [sys.executable, "-m", "fazhi_research", "parse", str(folder), "--out", str(out), *options]
    began = time.perf_counter()
    job = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    if most is not None:
        time.sleep(most)
        os.killpg(job.pid, signal.SIGKILL)
    _, status, used = os.wait4(job.pid, 0)
    job.returncode = os.waitstatus_to_exitcode(status)
    if job.returncode not in (0, -signal.SIGKILL):
        raise SystemExit(f"{' '.join(command)} ended with {job.returncode}")
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)


def loop(folder: Path, out: Path | None = None) -> Cost:
    """Reading and parsing the same files in a loop, as `parse_file` does; with `out`, rows and texts are printed into it, and nothing else is done."""
    script = (
        "import sys; from contextlib import ExitStack; from pathlib import Path; from fazhi_research.batch import files_of, parse_file\n"
        "from fazhi_research.schemas import csv_text; from fazhi_research.tables import COLUMNS\n"
        "def write(rows, texts):\n"
        "    for name, file in files.items(): file.write(csv_text(rows[name]))\n"
        "    for name, text in texts.items(): (out / f'{name}.txt').write_text(text, encoding='utf-8')\n"
        "out = Path(sys.argv[2]) if sys.argv[2:] else None\n"
        "with ExitStack() as stack:\n"
        "    if out: files = {name: stack.enter_context((out / f'{name}.csv').open('w', encoding='utf-8')) for name in COLUMNS}\n"
        "    for file in files_of([Path(sys.argv[1])]):\n"
        "        held = parse_file(file)\n"
        "        if out: write(*held)\n"
    )
    if out is not None:
        out.mkdir()
    began = time.perf_counter()
    job = subprocess.Popen([sys.executable, "-c", script, str(folder), *([str(out)] if out else [])])
    _, status, used = os.wait4(job.pid, 0)
    job.returncode = os.waitstatus_to_exitcode(status)
    if job.returncode:
        raise SystemExit(f"the loop ended with {job.returncode}")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3)


@contextmanager
def cluster(home: Path, workers: int) -> Iterator[str]:
    """The address of a Dask scheduler on this machine with so many workers of one thread, each a process."""
    home.mkdir(parents=True)
    told = home / "scheduler.json"
    common = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(told)]
    commands = [["dask_scheduler", "--port", "0", "--dashboard-address", "127.0.0.1:0"]]
    commands += [["dask_worker", "--nthreads", "1", "--local-directory", str(home / str(at))] for at in range(workers)]
    started = []
    try:
        for module, *words in commands:
            command = [sys.executable, "-m", f"distributed.cli.{module}", *common, *words]
            with (home / "log").open("ab") as log:
                started.append(subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True))
            while not told.exists() or not told.stat().st_size:
                time.sleep(0.1)
        address = json.loads(told.read_text(encoding="utf-8"))["address"]
        script = "import sys; from distributed import Client; Client(sys.argv[1]).wait_for_workers(int(sys.argv[2]))"
        subprocess.run([sys.executable, "-c", script, address, str(workers)], check=True)
        yield address
    finally:
        for process in started[::-1]:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def disk(out: Path) -> tuple[float, float]:
    """What stands on disk after a run, in MB: tables with texts, and parts."""
    sizes = {path: path.stat().st_size for path in out.rglob("*") if path.is_file()}
    parts = sum(size for path, size in sizes.items() if ".parts" in path.parts)
    return (sum(sizes.values()) - parts) / 1e6, parts / 1e6


def measured(
    folder: Path, home: Path, *, form: str, rounds: int
) -> tuple[dict[str, list[Cost]], tuple[float, float]]:
    """Every way of running over one folder, some times each, in turn; and the disk space after a run."""
    found: dict[str, list[Cost]] = {}
    held = 0.0, 0.0

    def add(what: str, cost: Cost) -> None:
        found.setdefault(what, []).append(cost)

    with cluster(home / "dask", 2) as address:
        for _ in range(rounds):
            out = home / "out"
            add("bare", loop(folder))
            add("printed", loop(folder, home / "printed"))
            shutil.rmtree(home / "printed")
            for jobs in ("1", "2"):
                shutil.rmtree(out, ignore_errors=True)
                add(f"jobs {jobs}", run(folder, out, "-j", jobs, "--format", form))
            add("again", run(folder, out, "--format", form))
            held = disk(out)
            shutil.rmtree(out)
            add("dask 2", run(folder, out, "--scheduler", address, "--format", form))
            shutil.rmtree(out)
            killed = run(folder, out, "--format", form, most=found["jobs 1"][-1].clock / 2)
            resumed = run(folder, out, "--format", form)
            add("killed and resumed", Cost(killed.clock + resumed.clock, killed.work + resumed.work, resumed.peak))
            shutil.rmtree(out)
    return found, held
