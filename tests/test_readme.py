"""What the README shows is what happens: its Python runs, its commands and files exist."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fazhi_research.reading.corpus import read_corpus
from fazhi_research.tables import COLUMNS, corpus_rows

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DICTIONARY = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```python\n(.*?)^```", README)


def test_there_is_python_to_run() -> None:
    assert BLOCKS


@pytest.mark.parametrize("block", BLOCKS)
def test_the_python_runs(block: str, tmp_path: Path) -> None:
    project = {"FAZHI_PROJECT": str(ROOT), "FAZHI_FIGURES": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", block],
        cwd=ROOT,
        env=os.environ | project | {"MPLBACKEND": "Agg", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "深化行政审批制度改革" in done.stdout
    assert re.search("区政府法制办 +18 +41 +0.44", done.stdout)
    assert {path.suffix for path in tmp_path.glob("my-leads.*")} == {".pdf", ".svg", ".png", ".csv", ".txt"}


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


def test_the_tasks_it_counts_are_those_there_are() -> None:
    counted = re.search(r"(?s)(\d+) tasks = (.*?), counted by", README)
    assert counted is not None
    told = {name: int(count) for count, name in re.findall(r"(\d+) \(`([\w-]+)`\)", counted.group(2))}
    tasks = [row[0] for row in corpus_rows(read_corpus())["tasks"]]
    assert told == {str(name): tasks.count(name) for name in tasks}
    assert int(counted.group(1)) == len(tasks)


def test_the_dictionary_has_every_column_in_its_order() -> None:
    sections = re.findall(r"(?ms)^## (\w+)\n(.*?)(?=^## |\Z)", DICTIONARY)
    told = {
        name: tuple(re.findall(r"(?m)^\| `(\w+)` \|", words)) for name, words in sections if name in COLUMNS
    }
    assert told == COLUMNS


def test_the_dictionary_says_what_is_not_filled() -> None:
    rows = corpus_rows(read_corpus())
    tables, columns = (
        re.search(pattern, DICTIONARY) for pattern in (r"rows\): (.*)\.", r"`assignments`: (.*)\.")
    )
    empty = [
        name
        for name, column in zip(COLUMNS["assignments"], zip(*rows["assignments"], strict=True), strict=True)
        if not any(column)
    ]
    assert re.findall(r"`(\w+)`", tables.group(1) if tables else "") == sorted(
        name for name in COLUMNS if not rows[name]
    )
    assert re.findall(r"`(\w+)`", columns.group(1) if columns else "") == empty


def test_a_number_is_walked_home_as_the_dictionary_says() -> None:
    """By the committed tables: document offsets, and the file's own."""
    with (ROOT / "data/processed/documents.csv").open(encoding="utf-8", newline="") as file:
        place = {row["document"]: (row["file"], int(row["start"])) for row in csv.DictReader(file)}
    with (ROOT / "data/processed/assignments.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["role"] == "lead"]
    for row in rows:
        start, stop = int(row["start"]), int(row["stop"])
        held, base = place[row["document"]]
        text = (ROOT / f"data/processed/text/{row['document']}.txt").read_bytes().decode()
        raw = (ROOT / "data/raw" / held).read_text(encoding="utf-8")
        assert text[start:stop] == raw[base + start : base + stop] == row["named"]
    assert rows
