"""Edge tables as spreadsheets save them: any encoding, either language, every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import fazhi_research as fz
from fazhi_research.errors import ReadError

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
    assert read.to_numpy().tolist() == [["1", "市甲局", "lead", False], ["1", "各部门", "support", True]]


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
