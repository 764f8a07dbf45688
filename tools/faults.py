"""Injects faults into runs of `fazhi parse` and looks at what is left; writes the table of docs/reliability.md.

    python tools/faults.py                                  # some minutes; prints the table
    python tools/faults.py --kills 100 --out docs/reliability.md

A fault counts as survived when the run ends by itself with a line that says what to do, or goes on; when tables of an earlier run are then
untouched or whole; and when the same command, run again, leaves what a run left alone leaves, byte for byte. The first fault that is not survived ends the tool.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.kills import TASK, compare, content, survive, write_plans  # noqa: E402

_LIMITED = """
import resource, sys
from fazhi_research.__main__ import main
if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
    sys.exit(main(sys.argv[2:]))
"""
#: a clock that jumps back and forth by days with every look
_CLOCK = """
import random, sys, time
honest, chance = time.time, random.Random(1)
time.time = lambda: honest() + chance.uniform(-1e7, 1e7)
from fazhi_research.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
ENVIRONMENTS: dict[str, Mapping[str, str]] = {
    "LC_ALL=C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "LC_ALL=POSIX, output in ASCII": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii:backslashreplace"},
    "LANG=zh_CN.GB18030": {"LANG": "zh_CN.GB18030", "LC_ALL": "zh_CN.GB18030", "PYTHONUTF8": "0"},
    "TZ=Pacific/Kiritimati": {"TZ": "Pacific/Kiritimati"},
    "TZ=America/Anchorage, umask 077": {"TZ": "America/Anchorage", "UMASK": "077"},
}  # fmt: skip


#: kept by hand: runs of tools/fuzz.py that took longer than a test may
FUZZED = """## Fuzzing

`tools/fuzz.py` was led by what its input reaches (atheris), one process on a busy machine, no longer input than 4,096 bytes. Anything but the package's own errors, a text that its
parts do not tile, and a place outside its document count as a find.

| kind | version | minutes | cases | finds |
|---|---|---|---|---|
| text, html, docx, pdf, zip | before `--code` became quicker | 96 in all | 0.48, 1.2, 21, 0.57 and 0.57 million; those of docx were mostly refused early | a member of an archive without a name raised IndexError: mended, with a test |
| eight kinds, 12,000 drawn changes | the same | - | 12,000 | `--code` raised on half characters: mended, with a test |
| text: pieces of documents, 130 at most in each | the next | 35 | 491,833 | none |
| page: stretches of real documents changed, coded too | the next | 28 | 239,079 | none |
| codebook, manifest, sheet, graph, tables, parquet, seals, each drawn in the right form with wrong contents or changed | the next | 35 | 21,000, 45,000, 14,000, 13,000, 8,000, 5,000 and 2,000 | Parquet with columns of other kinds passed for ours; records nested without end or of another form, tables of figures saved again by another program or with ids of 5,000 digits, texts not in UTF-8, and keys of coding sheets with ² for a number or a column without a name raised errors of Python: all mended, with tests |
| codebook, manifest, sheet, graph, seals: led by what they reach, from drawn ones | the same | 17 | 14,583, 13,729, 22,924, 9,390 and 11,091 | a file name with a NUL in a manifest raised ValueError in `fazhi validate`: mended, with a test |
| page, with documents told apart in one file; xlsx and mhtml, drawn changes | the next | 18; - | 39,962; 4,000 and 4,000 | none |

Each run of the tests draws 40 changes of every kind (`tests/nasty/test_fuzz.py`). Never fuzzed for long: texts longer than 4,096 bytes.
"""


@dataclass(frozen=True)
class Outcome:
    """A row of the table."""

    fault: str
    runs: int
    seen: str


class Bench:
    """A folder of plans, the tables of a run left alone, and a place for those of others."""

    def __init__(self, home: Path, files: int = 120) -> None:
        self.home, self.plans, self.out = home, home / "in", home / "out"
        write_plans(self.plans, files=files, tasks=12)
        assert self.run(home / "whole").returncode == 0
        self.expected = content(home / "whole")

    def run(
        self, out: Path, *options: str, script: str = "", environment: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        """A run of the command, or of a script that is given its words."""
        words = [str(self.plans), "--out", str(out), *options]
        first = ["-c", script] if script else ["-m", "fazhi_research"]
        told = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
        mask = int(told.pop("UMASK", "022"), 8)
        number = [words.pop()] if script == _LIMITED else []
        return subprocess.run(
            [sys.executable, *first, *number, "parse", *words], cwd=self.home, env=told, capture_output=True, text=True,
            errors="replace", check=False, umask=mask,
        )  # fmt: skip

    def again(self, what: str) -> None:
        """The same command once more, after which all must be as if nothing had happened."""
        done = self.run(self.out)
        if done.returncode:
            raise SystemExit(f"{what}: the run after it ended with {done.returncode}: {done.stderr}")
        compare(self.out, self.expected, what)

    def fresh(self) -> None:
        """Nothing left of earlier runs."""
        shutil.rmtree(self.out, ignore_errors=True)


def killed(bench: Bench, kills: int) -> Iterator[Outcome]:
    """SIGKILL at random points."""
    for form, count in (("csv", kills), ("parquet", max(kills // 4, 1))):
        home = bench.home / f"kills-{form}"
        home.mkdir()
        moments = survive(home, kills=count, files=150, form=form)
        told = ", ".join(f"{number} {moment}" for moment, number in sorted(moments.items()))
        yield Outcome(
            f"SIGKILL at random points, {form}",
            moments.total(),
            f"nothing lost, nothing doubled, the same bytes ({told})",
        )
        shutil.rmtree(home)


def short_of_disk(bench: Bench, runs: int) -> Iterator[Outcome]:
    """No file may grow beyond some size; then a disk that is full."""
    chance = random.Random(0)
    for number in range(runs):
        if number % 2:
            bench.fresh()
        most = int(10 ** chance.uniform(2, 5.5))
        done = bench.run(bench.out, str(most), script=_LIMITED)
        if done.returncode not in (0, 2) or (done.returncode == 2 and "make room" not in done.stderr):
            raise SystemExit(f"a limit of {most} bytes: {done.returncode} {done.stderr}")
        bench.again(f"a limit of {most} bytes")
    yield Outcome(
        "a file that the system lets grow to no more than 100 B to 300 kB",
        runs,
        "one line that says to make room; earlier tables untouched",
    )
    with mounted(bench.home / "small", "size=1500k") as small:
        if small is None:
            yield Outcome("a file system of 1.5 MB", 0, "not run: mounting is not allowed here")
            return
        done = bench.run(small / "out")
        if done.returncode != 2 or "make room" not in done.stderr:
            raise SystemExit(f"a full disk: {done.returncode} {done.stderr}")
        subprocess.run(["mount", "-o", "remount,size=200m", str(small)], check=True)
        assert bench.run(small / "out").returncode == 0
        compare(small / "out", bench.expected, "a full disk")
        yield Outcome(
            "a file system of 1.5 MB, then made larger",
            1,
            "one line that says to make room; the next run went on to the same bytes",
        )
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
        done = bench.run(small / "out")
        if done.returncode != 2 or done.stderr.count("\n") != 1:
            raise SystemExit(f"a read-only folder: {done.returncode} {done.stderr}")
        compare(small / "out", bench.expected, "a read-only folder")
        yield Outcome(
            "a file system that is read-only",
            1,
            f"one line ({done.stderr.strip().rpartition(': ')[2]}); tables untouched",
        )


@contextmanager
def mounted(place: Path, options: str) -> Iterator[Path | None]:
    """A file system in memory, None where the system does not let us."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def meddled(bench: Bench, runs: int) -> Iterator[Outcome]:
    """Files change, vanish and come back while they are read; afterwards they are as they were."""
    originals = {path: path.read_bytes() for path in bench.plans.rglob("*.txt")}
    chance, meddled_with, skipped = random.Random(0), 0, 0
    for number in range(runs):
        bench.fresh()
        stop = threading.Event()

        def meddle(stop: threading.Event = stop) -> None:
            nonlocal meddled_with
            while not stop.is_set():
                path = chance.choice(sorted(originals))
                if chance.random() < 0.5:
                    path.unlink(missing_ok=True)
                else:
                    path.write_text(TASK.format(1, 1, chance.random()), encoding="utf-8")
                meddled_with += 1
                time.sleep(0.005)

        other = threading.Thread(target=meddle)
        other.start()
        done = bench.run(bench.out, "-j", str(1 + number % 2))
        stop.set()
        other.join()
        if done.returncode not in (0, 1):
            raise SystemExit(f"files that change: {done.returncode} {done.stderr}")
        skipped += done.returncode
        for path, data in originals.items():
            path.write_bytes(data)
        bench.again("files that changed while they were read")
    yield Outcome(
        "files that change or vanish while they are read",
        runs,
        f"{meddled_with} changes; {skipped} runs named files they had skipped; the next runs gave the same bytes",
    )


def two_at_once(bench: Bench, runs: int) -> Iterator[Outcome]:
    """Two runs in one folder."""
    refused = 0
    for _ in range(runs):
        bench.fresh()
        codes: list[tuple[int, str]] = []

        def go(codes: list[tuple[int, str]] = codes) -> None:
            done = bench.run(bench.out)
            codes.append((done.returncode, done.stderr))

        both = [threading.Thread(target=go) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        if any(code and "another run is writing there" not in words for code, words in codes):
            raise SystemExit(f"two runs at once: {codes}")
        refused += sum(code == 2 for code, _ in codes)
        compare(bench.out, bench.expected, "two runs at once")
    yield Outcome(
        "two runs in one folder at once",
        runs,
        f"{refused} second ones refused with a line, the others came after the first; the same bytes",
    )


def surroundings(bench: Bench, seeds: int) -> Iterator[Outcome]:
    """Hash seeds, locales, clocks, zones."""
    for seed in range(seeds):
        bench.fresh()
        assert bench.run(bench.out, environment={"PYTHONHASHSEED": str(seed)}).returncode == 0
        compare(bench.out, bench.expected, f"PYTHONHASHSEED={seed}")
    yield Outcome(f"PYTHONHASHSEED=0 to {seeds - 1}", seeds, "the same bytes")
    for name, environment in ENVIRONMENTS.items():
        bench.fresh()
        done = bench.run(bench.out, "-j", "2", environment=environment)
        assert done.returncode == 0, done.stderr
        compare(bench.out, bench.expected, name)
        yield Outcome(name, 1, "the same bytes")
    bench.fresh()
    done = bench.run(bench.out, script=_CLOCK)
    assert done.returncode == 0, done.stderr
    compare(bench.out, bench.expected, "a clock that jumps")
    for path in bench.plans.rglob("*.txt"):
        os.utime(path, (0, 4e9))
    bench.again("files dated 1970 and 2096")
    yield Outcome(
        "a clock that jumps by days, files dated 1970 and 2096", 2, "the same bytes; nothing parsed again"
    )


def page(found: list[Outcome]) -> str:
    """The page docs/reliability.md."""
    rows = "\n".join(f"| {one.fault} | {one.runs} | {one.seen} |" for one in found)
    return f"""# What runs survive

`python tools/faults.py --kills 100 --out docs/reliability.md` injects faults into `fazhi parse` and writes this page. A fault counts as survived when
the run ends by itself with a line that says what to do, or goes on; when the tables of an earlier run are then untouched or whole; and when the same command, run again, leaves
what a run left alone leaves, byte for byte. All of these were:

| fault | runs | what was seen |
|---|---|---|
{rows}

The tests do more of this in less time: files that break a reader, hang it or end its process (`tests/batch/test_workers.py`), workers of a cluster that die, hang, are of
another version or see other files, and a scheduler that goes (`tests/batch/test_cluster.py`), damaged parts, tables of another schema and half replaced ones
(`tests/batch/test_runs.py`, `tests/project/test_chunks.py`), line ends and paths of Windows, what only POSIX has taken away, files that cannot be removed while they are open (`tests/batch/test_windows.py`). Not tried here: Windows and macOS themselves, network file systems, a power cut.

What makes it so. Each part is written beside its place, forced to disk and then renamed; a record of it is written last, and a part without one does not count. Tables are written
beside the old ones and put in their places at the end, while `tables.json` says that they are being replaced. The lock of a folder is the system's, which lets go of it
when its process ends. No clock, locale or hash seed is asked on the way to a row. Every table has its header, and beside it the schema and what made it: versions, and the hash of the code (`fazhi parse`, in `tables.json`) or of the raw files (`fazhi build`, in `build.json`);
tables of another schema are refused when they are read.

{FUZZED}"""


def main() -> None:
    """Run and tell."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kills", type=int, default=10)
    options.add_argument("--runs", type=int, default=4, help="of each other fault")
    options.add_argument("--out", type=Path, help="the page to write")
    told = options.parse_args()
    found: list[Outcome] = []
    faults: list[tuple[Callable[[Bench, int], Iterator[Outcome]], int]] = [
        (surroundings, told.runs), (two_at_once, told.runs), (meddled, told.runs), (short_of_disk, 3 * told.runs), (killed, told.kills),
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as home:
        bench = Bench(Path(home))
        for fault, runs in faults:
            bench.fresh()
            for one in fault(bench, runs):
                print(f"{one.runs:5} {one.fault}: {one.seen}", flush=True)
                found.append(one)
    if told.out:
        told.out.write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
