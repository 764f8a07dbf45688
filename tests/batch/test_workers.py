"""Processes that die or hang, and runs that are killed: nothing is lost, and the file that did it is named."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fazhi_research.batch import files_of, parse_into
from tests.batch.conftest import PLAN, content
from tools.kills import survive

ROOT = Path(__file__).resolve().parents[2]
#: every process of the run reads this file anew, and so gets the reader that does harm
SCRIPT = """
import os, sys, time
from pathlib import Path
from fazhi_research.batch import files_of, parse_into
from fazhi_research.reading import files

def harm(data):
    {harm}

files.READERS[".md"] = harm
if __name__ == "__main__":
    run = parse_into(files_of([Path("in")]), Path("out"), jobs=2, time_limit=1.5)
    print(run.documents, *(reason for _, reason in run.skipped), sep="\\n")
"""


def outcome(harm: str, folder: Path) -> list[str]:
    """What a run says whose reader of .md does harm: the number of documents, and the reasons for skipping."""
    (folder / "in").mkdir()
    for name in ("a.txt", "b.md", "c.txt", "d.txt"):
        (folder / "in" / name).write_text(PLAN.format(1, name), encoding="utf-8")
    (folder / "run.py").write_text(SCRIPT.format(harm=harm), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "run.py"], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
        encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.splitlines()


def test_a_reader_that_hangs_is_stopped_and_its_file_skipped(tmp_path: Path) -> None:
    count, *reasons = outcome("time.sleep(600)", tmp_path)
    assert count == "3"
    assert reasons == [
        f"{Path('in/b.md')}: not read within 1.5 seconds; check the file, or give --time-limit more"
    ]


def test_a_file_that_ends_its_process_twice_is_skipped(tmp_path: Path) -> None:
    count, *reasons = outcome("os._exit(3)", tmp_path)
    assert count == "3" and list((tmp_path / "out" / ".parts").glob("*.tmp")) == []
    assert reasons == [
        f"{Path('in/b.md')}: the process that read it ended (exit code 3), twice; check the file"
    ]


def test_a_process_that_ends_once_costs_nothing(tmp_path: Path) -> None:
    """As when the system is short of memory and picks it."""
    once = "mark = Path('mark')\n    if not mark.exists():\n        mark.touch(); os._exit(9)\n    return files.plain(data)"
    assert outcome(once, tmp_path) == ["4"]


def test_what_was_set_aside_is_tried_again(tmp_path: Path) -> None:
    """Rows that were made stay; the file that hung is parsed by a run whose reader does not."""
    outcome("time.sleep(600)", tmp_path)
    out = tmp_path / "out"
    done = parse_into(files_of([tmp_path / "in"]), out)
    assert (done.parsed, done.documents, done.skipped) == (1, 4, ())
    parse_into(files_of([tmp_path / "in"]), tmp_path / "afresh")
    assert content(out) == content(tmp_path / "afresh")


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes of POSIX")
def test_a_pipe_that_nobody_writes_to_is_set_aside(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    done = parse_into(files_of([tmp_path / "a.txt", tmp_path / "pipe.txt"]), tmp_path / "out", time_limit=1)
    assert [Path(path).name for path, _ in done.skipped] == ["pipe.txt"]
    assert done.documents == 1


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_five_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    assert survive(tmp_path, kills=5, files=120).total() == 5


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_no_process_outlives_a_killed_run(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(200):
        (tmp_path / "in" / f"{number}.txt").write_text(PLAN * 200 + str(number), encoding="utf-8")
    command = [sys.executable, "-m", "fazhi_research", "parse", "in", "--out", "out", "-j", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    job = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, start_new_session=True
    )
    while not list((tmp_path / "out" / ".parts").glob("*.tmp")):
        time.sleep(0.02)
    job.kill()
    assert job.communicate(timeout=30)  # ends when the last process has let go of the pipe
