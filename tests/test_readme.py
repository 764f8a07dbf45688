"""What the README shows is what happens: its Python runs, its commands and files exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```python\n(.*?)^```", README)


def test_there_is_python_to_run() -> None:
    assert BLOCKS


@pytest.mark.parametrize("block", BLOCKS)
def test_the_python_runs(block: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", block],
        cwd=ROOT,
        env=os.environ | {"MPLBACKEND": "Agg", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "深化行政审批制度改革" in done.stdout
    assert "区政府法制办" in done.stdout


@pytest.mark.parametrize("command", sorted(set(re.findall(r"(?m)^fazhi (\w+)", README))))
def test_the_commands_exist(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fazhi_research", command, "--help"],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "target", sorted(set(re.findall(r"make (\w+)  |`make (\w+)`|run\.py (\w+)", README)))
)
def test_the_targets_exist(target: tuple[str, str, str]) -> None:
    name = "".join(target)
    shown = subprocess.run(
        [sys.executable, "tools/run.py", "help"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert re.search(rf"(?m)^{name} ", shown)
    assert re.search(rf"(?m)^\.PHONY:.* {name}\b", (ROOT / "Makefile").read_text(encoding="utf-8"))


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_the_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_files_of_the_tree_exist() -> None:
    tree = README.split("## The tree")[1].split("```")[1]
    inside = ROOT
    for line in tree.strip().splitlines():
        name = line.split()[0]
        inside = ROOT / name if name == "fazhi_research/" else inside
        folder = inside if line.startswith("  ") else ROOT
        assert (folder / name).exists(), name


def test_the_windows_way_is_the_make_way() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipes = re.findall(r"(?m)^\t(.*)$", makefile)
    assert recipes == ['@"$(PYTHON)" tools/run.py $@']
