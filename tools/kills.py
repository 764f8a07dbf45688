"""Kills `fazhi parse` at random moments, again and again, and compares what is there in the end with a run left alone.

    python tools/kills.py --kills 100     # about ten minutes

Half of the kills (SIGKILL) hit the first process alone, half all of them. After each, tables that say they are whole must be whole. A run that ends
before its kill is compared with the run left alone, byte for byte; the next one starts from nothing, or from complete tables.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from fazhi_research.errors import TableError
from fazhi_research.schemas import require_schema

PLAN = "某市法治建设实施方案\n为推进依法行政,制定本方案。\n一、任务\n"
TASK = "{}.健全机制,办结率达到9{}%。(牵头单位:市甲{}局;责任单位:市乙局)\n"


def write_plans(folder: Path, *, files: int, tasks: int) -> None:
    """Plans that differ, every tenth of them twice under one name: the ids of copies are decided over all files."""
    folder.mkdir(parents=True)
    for number in range(files):
        text = PLAN + "".join(TASK.format(at + 1, number % 10, number) for at in range(tasks))
        path = folder / f"{chr(97 + number % 26)}-{number}.txt"
        path.write_text(text, encoding="utf-8")
        if number % 10 == 9:
            (folder / f"sub-{number}").mkdir()
            (folder / f"sub-{number}" / path.name).write_text(text, encoding="utf-8")


def content(out: Path) -> dict[str, bytes]:
    """The tables and texts of a folder."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".parts" not in path.parts
    }


def _start(folder: Path, out: Path, jobs: int, form: str) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-m",
        "fazhi_research",
        "parse",
        str(folder),
        "--out",
        str(out),
        "-j",
        str(jobs),
    ]
    return subprocess.Popen([*command, "--format", form], stdout=subprocess.DEVNULL, start_new_session=True)


def _moment(out: Path) -> str:
    """What a run was doing when it was killed."""
    if not list((out / ".parts").glob("*.json")):
        return "before the first part"
    try:
        require_schema(out)
    except TableError:
        return "while tables were replaced"
    if (out / ".parts" / "tables").exists() or (out / ".parts" / "index.sqlite").exists():
        return "while tables were written"
    return "while files were parsed"


def _check(out: Path, expected: dict[str, bytes], moment: str) -> None:
    """Fails if tables that say they are whole are not those of the run left alone."""
    found = content(out) if out.exists() else {}
    if moment != "while tables were replaced" and "tables.json" in found:
        compare(out, expected, f"a kill {moment}")


def compare(out: Path, expected: dict[str, bytes], after: str) -> None:
    """Fails with the names of the files that differ, if any do."""
    found = content(out)
    if wrong := sorted(name for name in found | expected if found.get(name) != expected.get(name)):
        raise SystemExit(f"{after} left {len(wrong)} other files: {', '.join(wrong[:5])}")


def survive(home: Path, *, kills: int, seed: int = 0, files: int = 300, form: str = "csv") -> Counter[str]:
    """How many kills fell into which part of the work; ends the process if anything was lost or doubled."""
    chance, moments = random.Random(seed), Counter[str]()
    write_plans(home / "in", files=files, tasks=20)
    began = time.monotonic()
    if _start(home / "in", home / "whole", 1, form).wait():
        raise SystemExit("the run left alone failed")
    longest, expected, out = time.monotonic() - began, content(home / "whole"), home / "out"
    while moments.total() < kills:
        job = _start(home / "in", out, chance.choice((1, 2)), form)
        try:
            job.wait(timeout=chance.uniform(0.1, longest))
        except subprocess.TimeoutExpired:
            (os.killpg if chance.random() < 0.5 else os.kill)(job.pid, signal.SIGKILL)
            job.wait()
            moment = _moment(out)
            moments[moment] += 1
            _check(out, expected, moment)
            continue
        if job.returncode or content(out) != expected:
            raise SystemExit(
                f"a run after {moments.total()} kills ended with {job.returncode} or other tables"
            )
        if chance.random() < 0.6:
            shutil.rmtree(out)
    _start(home / "in", out, 2, form).wait()
    compare(out, expected, "the last run")
    return moments


def main() -> None:
    """Run and tell."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--format", default="csv", choices=("csv", "parquet"))
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        moments = survive(Path(home), kills=told.kills, seed=told.seed, form=told.format)
    for moment, count in sorted(moments.items()):
        print(f"{count:5} killed {moment}")
    print("nothing lost, nothing doubled, the same bytes")


if __name__ == "__main__":
    main()
