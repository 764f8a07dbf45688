"""The stored readings are whole, and docs/validity.md says of them what they are."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from fazhi_research import read_coding_sheets
from fazhi_research.project.codebooks import coding_codebook

ROOT = Path(__file__).resolve().parent.parent
CODING = ROOT / "data" / "coding"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("validity", ROOT / "tools" / "validity.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(name: str) -> list[list[str]]:
    with (CODING / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_both_readings_hold_every_task_of_the_three_plans_without_a_fault(tool: ModuleType) -> None:
    names = list(tool.readings())
    codes, problems, _ = read_coding_sheets(
        [CODING / f"{name}.csv" for name in names],
        keys=[CODING / f"{name}-key.csv" for name in names],
        codebook=coding_codebook(),
    )
    assert problems.empty
    with (ROOT / "data" / "processed" / "tasks.csv").open(encoding="utf-8", newline="") as file:
        plans = {"jinchuan-2015", "liaoning-2011", "xuchang-2022"}
        tasks = {
            f"{row['document']}:{row['start']}" for row in csv.DictReader(file) if row["document"] in plans
        }
    assert len(tasks) == 115
    for name in names:
        assert set(codes.loc[codes["coder"] == name, "unit"]) == tasks


def test_the_two_sheets_share_neither_names_nor_order() -> None:
    first, second = (rows(f"reading-{number}.csv")[1:] for number in (1, 2))
    assert not {line[0] for line in first} & {line[0] for line in second}
    words = [[line[1] for line in sheet] for sheet in (first, second)]
    assert words[0] != words[1] and sorted(words[0]) == sorted(words[1])


def test_every_task_has_the_theme_of_the_heading_that_holds_it(tool: ModuleType) -> None:
    _, _, tasks = tool.read()
    heads = tool.heading_codes(tasks)
    assert "" not in set(heads["primary"])
    # counted in the plans: items under the headings on emergencies, technology and openness (3 + 2 + 5 + 3)
    counts = heads["primary"].value_counts()
    assert (counts["EMG"], counts["DIG"], counts["OPN"]) == (3, 2, 8)


def test_one_reader_is_called_test_retest_and_several_are_compared(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [names for _, names in tool.groups()] == [["reading-1", "reading-2"]]
    assert tool.groups()[0][0].startswith("Test–retest")
    monkeypatch.setattr(tool, "readings", lambda: {"a": "A", "b": "A", "c": "B"})
    assert [(title.split(":")[0], names) for title, names in tool.groups()] == [
        ("Test–retest", ["a", "b"]),
        ("Between 2 readers", ["a", "c"]),
    ]


def test_the_page_calls_the_figures_what_they_are(tool: ModuleType) -> None:
    page = tool.page()
    assert page == tool.page()
    for words in (
        "All 115 tasks of the 3 full plans",
        "It is *not* inter-coder reliability",
        "one reader coded these tasks, no two people did",
        "## Dictionary against reading",
        "## Rare themes",
        "differ on 26% of the tasks",  # 1 - 0.05 ** 0.1
        "fazhi coding agree",
        "must not be quoted as reliability",
        "not an independent or trained coder",
    ):
        assert words in page, words
    # the limits are read before the figures
    assert page.index("## Rare themes") < page.index("## Inter-coder") < page.index("## Test–retest")
    assert "must not be quoted as reliability" in page.split("## Test–retest")[1].split("|")[0]
    assert "reliable |" not in page  # no theme is certified by one reader


def test_cells_are_printed_plainly(tool: ModuleType) -> None:
    made = tool.table(["a", "b"], [[0.98765, 3], [float("nan"), "x|y"]])
    assert made == "| a | b |\n|---|---|\n| 0.988 | 3 |\n|  | x/y |"


def test_the_stored_codebook_is_the_one_of_the_package() -> None:
    """Should the definitions change, the readings stay what they are: readings by the definitions of their day."""
    stored = {line[0].split(" ")[0] for line in rows("codebook.csv")[1:]}
    assert stored == {*coding_codebook()["theme"], "NONE"}
    assert isinstance(coding_codebook(), pd.DataFrame)
