"""What the README says is so: its commands and files exist, its counts are counted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from fazhi_research.reading.corpus import read_corpus
from fazhi_research.tables import corpus_rows
from tests.pages import ROOT, PageRun, words_of

README = words_of("README.md")


def test_it_prints_and_saves_what_it_says(page_run: Callable[[str], PageRun]) -> None:
    run = page_run("README.md")
    assert "深化行政审批制度改革" in run.printed
    assert re.search("区政府法制办 +18 +41 +0.44", run.printed)
    names = {f"my-leads.{kind}" for kind in ("pdf", "svg", "png", "csv", "txt")}
    assert {path.name for path in run.figures.iterdir()} == names


@pytest.mark.parametrize("command", sorted(set(re.findall(r"(?m)^fazhi ([\w-]+)", README))))
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


def test_the_tasks_it_counts_are_those_there_are() -> None:
    counted = re.search(r"(?s)(\d+) tasks = (.*?), counted by", README)
    assert counted is not None
    told = {name: int(count) for count, name in re.findall(r"(\d+) \(`([\w-]+)`\)", counted.group(2))}
    tasks = [row[0] for row in corpus_rows(read_corpus())["tasks"]]
    assert told == {str(name): tasks.count(name) for name in tasks}
    assert int(counted.group(1)) == len(tasks)
