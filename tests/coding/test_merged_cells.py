"""Cells merged over rows: the file tells that a blank cell goes on with the one above, and so do its units."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fazhi_research.coding.tasks import extract_tasks
from fazhi_research.reading.corpus import file_documents
from fazhi_research.reading.documents import Document
from fazhi_research.reading.docx import read_docx
from fazhi_research.reading.extracts import Extract
from fazhi_research.reading.files import SourceFile
from fazhi_research.reading.html import read_html
from fazhi_research.reading.xlsx import read_xlsx
from tests.reading.made_files import docx, p, workbook

TITLE = "云川市2024年法治政府建设重点任务分解表"
HEADER = ("序号", "重点任务", "牵头单位", "责任单位", "配合单位")
#: a row of cells; ^ goes on with the row above
ROWS = (
    ("1", "健全制度", "市织造局", "市财政局", "市审计局"),
    ("2", "规范执法", "^", "市驿路局", ""),
    ("3", "培训人员", "^", "^", "市灯塔局"),
    ("4", "修缮渡口", "", "市渡口局", ""),
    ("5", "公开清单", "市司法局", "^", "^"),
)
GIVEN = [
    ["lead 市织造局", "responsible 市财政局", "support 市审计局"],
    ["lead 市织造局", "responsible 市驿路局"],
    ["lead 市织造局", "responsible 市驿路局", "support 市灯塔局"],
    ["responsible 市渡口局"],
    ["lead 市司法局", "responsible 市渡口局"],
]


def given(document: Document) -> list[list[str]]:
    return [
        [f"{one.role} {document.words(one.span)}" for one in task.assignments]
        for task in extract_tasks(document)
    ]


def as_page() -> Extract:
    rows = ["<tr>" + "".join(f"<th>{name}</th>" for name in HEADER) + "</tr>"]
    for at, row in enumerate(ROWS):
        cells = ""
        for column, words in enumerate(row):
            down = 1
            while at + down < len(ROWS) and ROWS[at + down][column] == "^":
                down += 1
            cells += "" if words == "^" else f'<td rowspan="{down}">{words}</td>'
        rows.append(f"<tr>{cells}</tr>")
    return read_html(f"<body><h1>{TITLE}</h1><table>{''.join(rows)}</table><p>说明</p></body>".encode())


def as_word() -> Extract:
    def cell(words: str, below: str) -> str:
        merge = (
            '<w:vMerge w:val="restart"/>'
            if below == "^" and words != "^"
            else "<w:vMerge/>"
            if words == "^"
            else ""
        )
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{p('' if words == '^' else words)}</w:tc>"

    rows = [HEADER, *ROWS]
    lines = [
        "<w:tr>"
        + "".join(cell(words, below) for words, below in zip(row, following, strict=True))
        + "</w:tr>"
        for row, following in zip(rows, [*rows[1:], ("",) * len(HEADER)], strict=True)
    ]
    return read_docx(docx(f"{p(TITLE)}<w:tbl>{''.join(lines)}</w:tbl>"))


def as_workbook() -> Extract:
    merged = []
    for at, row in enumerate(ROWS):
        for column, words in enumerate(row):
            down = 0
            while at + down + 1 < len(ROWS) and ROWS[at + down + 1][column] == "^":
                down += 1
            if words != "^" and down:
                merged.append(f"{'ABCDE'[column]}{at + 3}:{'ABCDE'[column]}{at + 3 + down}")
    rows = [[None if words == "^" else words or None for words in row] for row in ROWS]
    return read_xlsx(workbook([[TITLE], list(HEADER), *rows], merged=("A1:E1", *merged)))


@pytest.mark.parametrize("made", [as_page, as_word, as_workbook])
def test_a_merged_cell_gives_its_units_to_every_row_that_it_spans(made: Callable[[], Extract]) -> None:
    read = made()
    source = SourceFile(
        "a", read.text, "0" * 64, read.encoding, read.article, read.headline, merged=read.merged
    )
    (document,) = file_documents(source).documents
    assert document.title == TITLE
    assert document.text.count("市织造局") == 1  # read once
    assert [sorted(row) for row in given(document)] == GIVEN


def test_without_what_the_file_tells_a_blank_cell_names_nobody() -> None:
    text = "\n".join("\t".join(row).replace("^", "") for row in ((TITLE,), HEADER, *ROWS)) + "\n"
    (document,) = file_documents(SourceFile("a.txt", text, "0" * 64, "utf-8")).documents
    assert given(document)[1] == ["responsible 市驿路局"]
    assert given(document)[4] == ["lead 市司法局"]
