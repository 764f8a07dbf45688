"""Excel workbooks: what a reader sees on their sheets."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fazhi_research.coding.tasks import extract_tasks
from fazhi_research.errors import ReadError
from fazhi_research.reading.corpus import read_corpus
from fazhi_research.reading.xlsx import read_xlsx, shown_number
from tests.reading.made_files import workbook


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with words of one part replaced."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            words = before.read(name)
            after.writestr(name, words.replace(old, new) if name == part else words)
    return held.getvalue()


def test_a_division_of_labour_table_gives_its_tasks(tmp_path: Path) -> None:
    title = "云川市2024年法治政府建设重点任务分解表"
    rows: list[list[Any]] = [
        [title],
        ["序号", "任务", "具体措施", "牵头单位", "责任单位", "完成时限"],
        [
            1,
            "健全制度",
            "修订监督办法，\n覆盖率达到95%以上",
            "市司法局",
            "市财政局、市教育局",
            dt.date(2024, 6, 30),
        ],
        [2, None, "培训执法人员", "市司法局", "各县（市、区）人民政府", "长期坚持"],
        ["二、加强监督"],
        [3, "规范执法", 0.98, "市信访局", "市委组织部\n市人社局", "每年12月"],
    ]
    (tmp_path / "table.xlsx").write_bytes(
        workbook(rows, merged=("A1:F1", "B3:B4", "A5:F5"), formats={"C6": "0%"})
    )
    (document,) = read_corpus(tmp_path).values()
    assert document.title == title
    said = [
        [(one.role, document.words(one.span)) for one in task.assignments] for task in extract_tasks(document)
    ]
    assert said == [
        [("lead", "市司法局"), ("responsible", "市财政局"), ("responsible", "市教育局")],
        [("lead", "市司法局"), ("responsible", "各县（市、区）人民政府")],
        [("lead", "市信访局"), ("responsible", "市委组织部"), ("responsible", "市人社局")],
    ]
    assert "修订监督办法， 覆盖率达到95%以上\t" in document.text
    assert "\t2024年6月30日\n" in document.text
    assert "\t98%\t" in document.text


def test_sheets_follow_one_another_and_hidden_ones_are_left_out() -> None:
    book = openpyxl.Workbook()
    book.active.append(["甲", None, "乙"])
    book.create_sheet("二").append([None, "丙"])
    hidden = book.create_sheet("三")
    hidden.append(["丁"])
    hidden.sheet_state = "hidden"
    held = io.BytesIO()
    book.save(held)
    assert read_xlsx(held.getvalue()).text == "甲\t\t乙\n\n\t丙\n"


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.955, "0.0%", "95.5%"), (12, "General", "12"), (12.0, "General", "12"), (0.1, "General", "0.1"), (1234.5, "#,##0.00", "1,234.50"),
        (3, '0"件"', "3件"), (3, '"不少于"0"次"', "不少于3次"), (2.5, "0.##", "2.5"), (2, "0.##", "2"), (5, "[Red]0_ ", "5"), (7, "@", "7"), (0.5, "# ?/?", "0.5"),
        (12000, "0.00E+00", "12000"), (1, "000", "001"), (-3, "00", "-03"),
    ],
)  # fmt: skip
def test_numbers_as_the_sheet_shows_them(value: float, form: str, shown: str) -> None:
    assert shown_number(value, form) == shown


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (dt.date(2024, 6, 30), "yyyy-mm-dd", "2024年6月30日"),
        (dt.date(2024, 6, 1), 'yyyy"年"m"月"', "2024年6月"),
        (dt.date(2024, 6, 5), 'm"月"d"日"', "6月5日"),
        (dt.datetime(2024, 6, 5, 8, 30), "yyyy/m/d h:mm", "2024年6月5日"),
        (dt.time(8, 30), "h:mm", "08:30"),
        (True, "General", "TRUE"),
    ],
)
def test_dates_as_far_as_the_sheet_shows_them(value: object, form: str, shown: str) -> None:
    assert read_xlsx(workbook([[value]], formats={"A1": form})).text == f"{shown}\n"


def test_broken_and_hostile_workbooks_are_refused_with_the_reason() -> None:
    whole = workbook([["甲"]])
    sheet = "xl/worksheets/sheet1.xml"
    far = b'<c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>' + b"".join(
        b'<row r="%d"><c r="XFD%d"/></row>' % (row, row) for row in range(2, 300)
    )
    for data, words in (
        (b"PK\x03\x04 cut", "no Excel workbook or a broken one"),
        (whole[: len(whole) // 2], "no Excel workbook or a broken one"),
        (changed(whole, sheet, b"<sheetData>", b"<sheetData><row"), "no Excel workbook or a broken one"),
        (
            changed(whole, sheet, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
            "declares a document type",
        ),
        (changed(whole, sheet, b"</row>", far), "span more than 2000000 cells"),
        (workbook([[None]]), "holds no words"),
    ):
        with pytest.raises(ReadError, match=words):
            read_xlsx(data)
