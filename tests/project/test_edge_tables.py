"""Edge tables as spreadsheets save them: any encoding, either language, every fault with its line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest

import fazhi_research as fz
from fazhi_research.errors import FazhiError, ReadError

ENGLISH = "task,named,role,weight\n1,市甲局,lead,3\n1,市乙局,support,\n"
CHINESE = "任务,单位,角色,集合\n1,市甲局,牵头,\n1,各部门,配合单位,是\n"


def write(folder: Path, words: str, encoding: str = "utf-8") -> Path:
    path = folder / "ties.csv"
    path.write_bytes(words.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_it_is_read_however_it_was_saved(tmp_path: Path, encoding: str, mark: str) -> None:
    read = fz.read_edges(write(tmp_path, CHINESE.replace(",", mark).replace("\n", "\r\n"), encoding))
    assert list(read) == ["task", "named", "role", "collective"]
    assert read.to_numpy().tolist() == [[1, "市甲局", "lead", False], [1, "各部门", "support", True]]


def test_columns_of_ones_own_are_kept(tmp_path: Path) -> None:
    read = fz.read_edges(write(tmp_path, ENGLISH))
    assert read["weight"].tolist() == ["3", ""]


def test_a_workbook_is_read(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl", reason="the extra [sheets] is not installed")
    path = tmp_path / "ties.xlsx"
    pd.DataFrame({"任务": [1, 1], "单位": ["市甲局 ", "市乙局"], "角色": ["牵头", "责任"]}).to_excel(
        path, index=False
    )
    read = fz.read_edges(path)
    assert read["named"].tolist() == ["市甲局", "市乙局"]
    assert fz.lead_shares(read)["tasks"].tolist() == [1]


def test_numbered_tasks_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    words = "task,named,role\n10,市甲局,lead\n2,市乙局,lead\n"
    graph = fz.agency_graph(fz.read_edges(write(tmp_path, words)))
    assert [graph.nodes[node]["label"] for node in graph if node.startswith("task:")] == ["2", "10"]
    named = fz.read_edges(write(tmp_path, words.replace("10,", "十,")))
    assert named["task"].tolist() == ["十", "2"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("task,named\n1,市甲局\n", r"a column is missing \(role or 角色\); found: task, named"),
        ("", r"a column is missing \(task or 任务, named or 单位, role or 角色\); found: none"),
        ("task,named,role\n", "it has a heading and no rows"),
        (ENGLISH + "2,市丙局,boss,\n", "line 4 has 'boss' under role; allowed are lead, 牵头"),
        (ENGLISH + "2,,lead,\n", "line 4 has nothing under named"),
        (ENGLISH + "2,市丙局,lead,1,2\n", "line 4 has 5 cells under 4 headings"),
        (CHINESE + "2,市丙局,牵头,也许\n", "line 4 has '也许' under collective; allowed are true"),
        ("task,named,role,单位\n1,市甲局,lead,x\n", "two columns are called 'named'"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, words: str, told: str) -> None:
    with pytest.raises(ReadError, match=told):
        fz.read_edges(write(tmp_path, words))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        fz.read_edges(tmp_path / "lost.csv")


def test_without_a_path_the_invented_table_is_read() -> None:
    read = fz.read_edges("")
    assert read["named"].str.startswith("云川市").any()
    assert Path(read.attrs["file"]).name == "ties.csv"


def test_what_is_made_from_it_says_so_and_names_no_document(tmp_path: Path) -> None:
    """The corpus of the project has no part in such a table, and must not be named under it."""
    path = write(tmp_path, ENGLISH)
    project = fz.Project(tmp_path / "study")
    project.save_table(fz.lead_shares(fz.read_edges(path)), "mine", source=path)
    told = json.loads((project.figures / "mine.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    assert (told["source"], told["documents"], told["corpus"]) == (f"ties.csv (sha256 {digest})", [], "")
    latex = (project.figures / "mine.tex").read_text(encoding="utf-8")
    assert f"Made from ties.csv (sha256 {digest}), no document of the corpus" in latex
    assert f"据 ties.csv (sha256 {digest})，与语料文件无关" in latex


def test_a_source_that_is_not_there_is_told(tmp_path: Path) -> None:
    project = fz.Project(tmp_path)
    with pytest.raises(FazhiError, match=r"source='lost\.csv': no such file; name the one"):
        project.save_table(fz.lead_shares(fz.read_edges()), "mine", source="lost.csv")
