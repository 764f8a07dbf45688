"""The command line as a stranger types it, and what a run of it left behind."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAN = "某市法治建设实施方案\n为推进依法行政,制定本方案。\n一、任务\n1.健全机制。(责任单位:市甲局、市乙局)\n2.完善制度。做好。\n"


def fazhi(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A finished run of the command line."""
    command = [sys.executable, "-m", "fazhi_research", *map(str, arguments)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, what is kept for the next run left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".parts" not in path.parts
    }


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit code 2, nothing on stdout, one line on stderr that holds the words and no traceback."""
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert done.stderr.startswith("fazhi: ") and done.stderr.count("\n") == 1, done.stderr
    assert [word for word in words if word not in done.stderr] == [], done.stderr
