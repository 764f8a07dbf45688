"""fazhi coding: sheets out, filled sheets in, and what is said on the way."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest

from fazhi_research.__main__ import main
from fazhi_research.tables import COLUMNS, Row, Rows
from tests.plain_tables import write_tables

SCHEMES = "scheme,version,default,exclusive,chinese,english,definition,source,warning\ntiny,1,,,小,Tiny,,,\n"
THEMES = (
    "scheme,theme,parent,chinese,english,definition,include,exclude\n"
    "tiny,FUN,,职能,Functions,What.,,\ntiny,DIG,,数字,Digital,How.,,\n"
)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with tables of twelve tasks and their codings, and a codebook."""
    words = [f"{number}.第{number}项任务。" for number in range(12)]
    tasks: list[Row] = [("plan", 10 * n, 10 * n + 9, "1", f"{n}.", "", word) for n, word in enumerate(words)]
    codings: list[Row] = [
        ("plan", 10 * n + 2, "tiny", "FUN", 10 * n + 4, "1", 10 * n, "body", "任务") for n in range(12)
    ]
    document: Row = ("plan", *[""] * (len(COLUMNS["documents"]) - 1))
    rows: Rows = {"documents": [document], "tasks": tasks, "codings": codings}
    write_tables(rows, {}, tmp_path / "tables")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "codebook_schemes.csv").write_text(SCHEMES, encoding="utf-8")
    (tmp_path / "book" / "codebook_themes.csv").write_text(THEMES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


COMMON = ["--tables", "tables", "--codebook", "book", "--scheme", "tiny"]


def fill(source: str, target: str, given: dict[int, list[str]]) -> None:
    """A sheet with FUN everywhere but in the tasks named by number."""
    with Path(source).open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    for line in lines[1:]:
        number = int(line[1].removeprefix("第").split("项")[0])
        codes = given.get(number, ["FUN"])
        line[2 : 2 + len(codes)] = codes
    with Path(target).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)


def test_from_tasks_to_agreement(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coding", "sample", "--out", "sheets", *COMMON]) == 0
    said = capsys.readouterr()
    assert (
        said.out
        == "12 of 12 tasks; seed 0; nothing masked; sheets in sheets; keep the key sheets-key.csv from the coders\n"
    )
    fill("sheets/sheet-1.csv", "anna.csv", {0: ["DIG"], 1: ["DIG"]})
    fill("sheets/sheet-2.csv", "bo.csv", {0: ["DIG", "FUN"], 2: [""]})
    assert (
        main(["coding", "agree", "anna.csv", "bo.csv", "--key", "sheets-key.csv", "--out", "agreed", *COMMON])
        == 0
    )
    said = capsys.readouterr()
    assert (
        said.err
        == "fazhi: bo: not coded; nothing, if it was left out on purpose; NONE if no theme fits\n".replace(
            "not coded;", f"not coded ({row_of('第2项任务。')});"
        )
    )
    # 11 units with both: anna DIG 2 FUN 9, bo DIG 1 FUN 10; one differs: 1 - (2 / 22) / (2 * 3 * 19 / (22 * 21))
    alpha = 1 - (2 / 22) / (2 * 3 * 19 / (22 * 21))
    assert f"alpha, primary code (nominal): {alpha:.3f} [" in said.out
    assert "2 coders, 11 units compared, 1 with one code only" in said.out
    assert "DIG" in said.out and "too rare" in said.out
    # anna: FUN in 10 of the 12 units in which the dictionary finds it, DIG never found
    assert "dictionary against anna: precision 0.833, recall 0.833, F1 0.833" in said.out
    tables = {path.stem for path in Path("agreed").iterdir()}
    assert tables == {"alpha", "codes", "primary_codes", "confusion", "hard_cases", "dictionary",
                      "dictionary_confusion", "problems", "codes_given"}  # fmt: skip
    hard = pd.read_csv("agreed/hard_cases.csv")
    assert hard["codes"].tolist() == ["anna: DIG | bo: FUN", "anna: DIG | bo: DIG;FUN"]
    assert hard["words"].tolist() == ["第1项任务。", "第0项任务。"]


def row_of(words: str) -> str:
    key = pd.read_csv("sheets-key.csv").set_index("words")["row"]
    return str(key[words])


def test_a_line_that_cannot_be_used_stops_unless_left_out(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["coding", "sample", "--out", "sheets", *COMMON])
    fill("sheets/sheet-1.csv", "anna.csv", {3: ["FUM"], 4: ["DIG"]})
    fill("sheets/sheet-2.csv", "bo.csv", {4: ["DIG"]})
    capsys.readouterr()
    command = ["coding", "agree", "anna.csv", "bo.csv", "--key", "sheets-key.csv", "--out", "agreed", *COMMON]
    assert main(command) == 2
    said = capsys.readouterr()
    first, last = said.err.splitlines()
    assert f"({row_of('第3项任务。')}): unknown code: FUM; one code in a cell, of: FUN, DIG, NONE" in first
    assert last.startswith("fazhi: 1 lines cannot be used") and "--leave-out" in last
    assert [path.name for path in Path("agreed").iterdir()] == ["problems.csv"]
    assert main([*command, "--leave-out"]) == 1
    assert "alpha, primary code (nominal): 1.000" in capsys.readouterr().out


def test_sampling_says_what_it_cannot_do(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def says(*words: str, code: int = 2) -> str:
        assert main(["coding", "sample", "--out", "x", *words]) == code
        return capsys.readouterr().err

    assert "no tasks of such a document; there are: plan" in says("--document", "plans", *COMMON)
    assert "cannot draw 13 of 12 tasks" in says("--size", "13", *COMMON)
    assert "the codebook has no themes of the scheme x; choose one of themes, " in says(
        *COMMON, "--scheme", "x"
    )
    assert "masking" not in says("--mask", "--size", "5", *COMMON, code=0)
    assert "5 of 12 tasks are fewer than the 12 advised" in says(
        "--size", "5", "--key", "k.csv", "--out", "y", *COMMON, code=0
    )
    shutil.copytree(study / "book", study / "other")
    with (study / "other" / "codebook_themes.csv").open("a", encoding="utf-8") as file:
        file.write("tiny,NONE,,无,None,Nothing.,,\n")
    assert "the code 'NONE' of the scheme tiny cannot be written in a coding sheet" in says(
        *COMMON, "--codebook", "other"
    )


def test_one_sheet_is_not_enough(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coding", "agree", "a.csv", "--key", "k.csv", "--out", "o", *COMMON]) == 2
    assert "agreement needs two sheets or more" in capsys.readouterr().err


def test_sheets_that_nobody_filled_in_are_said_to_be_empty(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coding", "sample", "--out", "sheets", "--coders", "2", *COMMON]) == 0
    sheets = sorted(str(path) for path in (study / "sheets").glob("*.csv"))[-2:]
    assert main(["coding", "agree", *sheets, "--key", "sheets-key.csv", "--out", "agreement", *COMMON]) == 2
    assert "no line is coded by any coder: fill in the column primary" in capsys.readouterr().err


def test_the_key_lies_beside_the_folder_even_if_that_is_the_working_one(study: Path) -> None:
    (study / "here").mkdir()
    tables = ["--tables", str(study / "tables"), "--codebook", str(study / "book"), "--scheme", "tiny"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(study / "here")
        assert main(["coding", "sample", "--out", ".", *tables]) == 0
    assert (study / "here-key.csv").is_file()
    assert (study / "here" / "sheet-2.csv").is_file()
