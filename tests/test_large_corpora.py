"""What docs/large-corpora.md shows is what happens: its command and its Python run, one after the other."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from fazhi_research.reading.corpus import shipped

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "large-corpora.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"(?ms)^```python\n(.*?)^```", PAGE)
COMMANDS = re.findall(r"(?m)^fazhi .*$", PAGE)


def run(arguments: list[str], folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_page_runs_from_top_to_bottom(tmp_path: Path) -> None:
    (tmp_path / "my_folder").mkdir()
    for path in shipped().glob("*.txt"):
        (tmp_path / "my_folder" / path.name).write_bytes(path.read_bytes())
    assert COMMANDS == ["fazhi parse my_folder --out tables --jobs 2"] and len(PYTHON) == 5
    told = run(["-m", "fazhi_research", *shlex.split(COMMANDS[0])[1:]], tmp_path)
    count = told.split()[0]
    again, leads, texts = (run(["-c", block], tmp_path) for block in PYTHON[:3])
    assert again.strip() == told.split(";")[0]
    assert leads.startswith(f"{count} documents, ") and leads.count("\n") == 2
    characters = sum(
        len(path.read_text(encoding="utf-8")) for path in (tmp_path / "tables" / "text").iterdir()
    )
    assert texts == f"{characters} characters\n"


@pytest.mark.parametrize("word", ["--format", "--time-limit", "--no-cache", "--code", "--jobs"])
def test_options_on_the_page_are_those_of_the_command(word: str) -> None:
    told = run(["-m", "fazhi_research", "parse", "--help"], ROOT)
    assert word in PAGE and word in told
