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
from tests.pages import PAGES, ROOT, PageRun, blocks, links, words_of

README, CHINESE = words_of("README.md"), words_of("README.zh.md")
CONTRIBUTING = words_of("CONTRIBUTING.md")
both_languages = pytest.mark.parametrize("page", ["README.md", "README.zh.md"])


@pytest.mark.parametrize(("page", "name"), [("README.md", "my-leads"), ("README.zh.md", "wode-qiantou")])
def test_it_prints_and_saves_what_it_says(page: str, name: str, page_run: Callable[[str], PageRun]) -> None:
    run = page_run(page)
    assert "深化行政审批制度改革" in run.printed
    assert (run.figures / f"{name}.csv").read_text(encoding="utf-8").count("\n") == 11  # ten agencies
    assert {path.name for path in run.figures.iterdir()} >= {
        f"{name}.{kind}" for kind in ("pdf", "svg", "png")
    }


@both_languages
def test_it_fits_on_a_screen_or_two(page: str) -> None:
    """The figure and both commands stand in the first screen; the Python is ten lines; the rest is on other pages."""
    lines = words_of(page).splitlines()
    assert len(lines) <= 90
    first = "\n".join(lines[:25])
    assert "figures/fig02-leads.png" in first and "make reproduce" in first and "make test" in first
    (code,) = blocks(page)
    assert len([line for line in code.splitlines() if line]) == 10


def test_the_two_languages_say_the_same() -> None:
    """The same links and commands in the same order, so that neither falls behind."""
    sections = [len(re.findall(r"(?m)^## ", words)) for words in (README, CHINESE)]
    assert sections[0] == sections[1]
    shared = [
        {link for link in links(ROOT / page) if link.startswith("docs/")}
        for page in ("README.md", "README.zh.md")
    ]
    assert shared[0] == shared[1]
    commands = [re.findall(r"`(?:make|python tools/run\.py) \w+`", words) for words in (README, CHINESE)]
    assert set(commands[0]) == set(commands[1])


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"(?m)(?:`|^)fazhi ([a-z-]+)", "\n".join(map(words_of, PAGES)))))
)
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
    "target",
    sorted(set(re.findall(r"make (\w+)  |`make (\w+)`|run\.py (\w+)", README + CHINESE + CONTRIBUTING))),
)
def test_the_targets_exist(target: tuple[str, str, str]) -> None:
    name = "".join(target)
    shown = subprocess.run(
        [sys.executable, "tools/run.py", "help"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert re.search(rf"(?m)^{name} ", shown)
    assert re.search(rf"(?m)^\.PHONY:.* {name}\b", (ROOT / "Makefile").read_text(encoding="utf-8"))


def test_the_files_of_the_tree_exist() -> None:
    tree = CONTRIBUTING.split("## The tree")[1].split("```")[1]
    inside = ROOT
    for line in tree.strip().splitlines():
        name = line.split()[0]
        inside = ROOT / name if name == "fazhi_research/" else inside
        folder = inside if line.startswith("  ") else ROOT
        assert (folder / name).exists(), name


def test_the_windows_way_is_the_make_way() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipes = re.findall(r"(?m)^\t(.*)$", makefile)
    assert recipes == ['@"$(PYTHON)" tools/run.py $@ $(ARGS)']


def test_the_tasks_it_counts_are_those_there_are() -> None:
    counted = re.search(
        r"(?s)(\d+) tasks = (.*?), counted by", re.sub(r"<!--.*?-->", "", words_of("tables.md"))
    )
    assert counted is not None
    told = {name: int(count) for count, name in re.findall(r"(\d+) \(`([\w-]+)`\)", counted.group(2))}
    tasks = [row[0] for row in corpus_rows(read_corpus())["tasks"]]
    assert told == {str(name): tasks.count(name) for name in tasks}
    assert int(counted.group(1)) == len(tasks)
