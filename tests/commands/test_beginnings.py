"""From documents to a filled manifest, as somebody types it who never used a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_research.__main__ import main
from tests.project.test_registration import HASH, PLAN

NAME = f"plan-2021-{HASH[:4]}"


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with documents beside the working directory."""
    folder = tmp_path / "我的 文件"
    folder.mkdir()
    (folder / "方案.txt").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_from_a_folder_of_documents_to_tables(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-project", "研究", "--from", str(mine)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [
        f"方案.txt: {NAME} added, 云山市人民政府法治政府建设实施方案",
        "made 研究; README.md there says how to go on: look at data/raw/manifest.csv, then `fazhi validate`, `fazhi reproduce`",
    ]
    assert main(["validate", "--project", "研究"]) == 1
    said = capsys.readouterr()
    assert said.out == "0 faults, 2 cells still to fill in\n"
    assert said.err.splitlines()[1].startswith(
        f"fazhi: still to fill in: manifest.csv, line 2: {NAME}: licence is not given; write under what terms"
    )
    assert main(["build", "--project", "研究"]) == 0
    assert capsys.readouterr().err == (
        "fazhi: 2 cells of manifest.csv are still to be filled in: `fazhi validate` lists them\n"
    )
    path = Path("研究/data/raw/manifest.csv")
    path.write_bytes(
        path.read_bytes().replace(b",,,plan", ",档案馆,公文,plan".encode()).replace(b"\n", b"\r\n")
    )
    assert main(["validate", "--project", "研究"]) == 0
    capsys.readouterr()
    assert main(["build", "--project", "研究"]) == 0
    assert capsys.readouterr().err == ""
    assert (Path("研究/data/processed/text") / f"{NAME}.txt").is_file()


def test_documents_put_in_later(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-project", "study"]) == 0
    assert "put documents into data/raw, run `fazhi register`" in capsys.readouterr().out
    assert main(["register", "--project", "study"]) == 0
    assert capsys.readouterr().out == "nothing new: every document in data/raw has its row\n"
    (Path("study/data/raw") / "a.txt").write_text(PLAN, encoding="utf-8")
    Path("study/data/raw/b.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert main(["validate", "--project", "study"]) == 1
    assert "a.txt is in data/raw but has no row; run `fazhi register`" in capsys.readouterr().err
    assert main(["register", "--project", "study"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(f"a.txt: {NAME} added")
    assert said.err.startswith("fazhi: not entered: ") and "save it as .docx" in said.err


def test_faults_are_told_each_in_its_line(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new-project", "study", "--from", str(mine)])
    path = Path("study/data/raw/manifest.csv")
    path.write_bytes(path.read_bytes().replace(b"2021-12-03,text", b"3.12.2021,printed"))
    capsys.readouterr()
    assert main(["validate", "--project", "study"]) == 1
    said = capsys.readouterr()
    assert said.out == "2 faults, 2 cells still to fill in\n"
    assert said.err.count("\n") == 4 and "Traceback" not in said.err
    assert main(["build", "--project", "study"]) == 2
    assert "the cell issued" in capsys.readouterr().err


def test_an_existing_folder_is_left_alone(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-project", "study"]) == 0
    assert main(["new-project", "study"]) == 2
    assert "is there already: choose another folder" in capsys.readouterr().err


def test_lab_without_notebooks_is_told(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("data/processed").mkdir(parents=True)
    assert main(["lab"]) == 2
    assert "notebooks does not exist" in capsys.readouterr().err
