"""The contract between the text and the numbers, column by column."""

from __future__ import annotations

import csv
import hashlib
import itertools
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fazhi_research as fz
from fazhi_research.errors import TableError
from fazhi_research.reading.documents import Document
from fazhi_research.tables import (
    COLUMNS,
    KINDS,
    Row,
    corpus_rows,
    corpus_tables,
    document_rows,
    frame,
    merged,
    read_table,
    read_texts,
    sort_key,
    texts,
)
from tests.plain_tables import write_tables
from tests.reading.sheets import sheets
from tests.work import calls

#: written by hand from the contract, in its order; a star marks the columns that a table is sorted by
CONTRACT = """
documents: *document file start stop title genre jurisdiction adcode tier issuer number status issued issued_basis issued_evidence issued_from issued_to published first last script characters han sha256
sections: *document *start *depth stop section parent mark heading body
tasks: *document *start stop section label heading words
assignments: *document *task_start *start *role stop section named agency family tier place collective rule
deadlines: *document *start stop section task_start words due kind
targets: *document *start stop section task_start words comparator value unit
citations: *document *start stop section title number article kind resolved
codings: *document *start *scheme *theme stop section task_start part term
modalities: *document *start stop section task_start strength cue bearer addressee reported
furniture: *document *start stop kind words
outside: *file *start stop kind
doubts: *document *start stop kind words
"""
TABLES = {line.split(":")[0]: line.split(":")[1].split() for line in CONTRACT.strip().splitlines()}
INTEGERS = {"start", "stop", "task_start", "sentence", "depth", "first", "last", "characters", "han"}
BOOLEANS = {"body", "collective", "reported"}
each_table = pytest.mark.parametrize("table", TABLES)


@pytest.fixture(scope="module")
def corpus() -> fz.Corpus:
    return fz.read_corpus()


@pytest.fixture(scope="module")
def folder(corpus: fz.Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the shipped corpus."""
    folder = tmp_path_factory.mktemp("tables")
    write_tables(corpus_rows(corpus), texts(corpus), folder)
    return folder


def printed(folder: Path, table: str) -> list[list[str]]:
    """A table as it is in its file, header and all."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_tables_are_the_agreed_ones_in_order() -> None:
    assert list(COLUMNS) == list(TABLES)


@each_table
def test_columns_are_the_agreed_ones_and_further_ones_stand_to_the_right(table: str, folder: Path) -> None:
    agreed = [name.lstrip("*") for name in TABLES[table]]
    assert list(COLUMNS[table])[: len(agreed)] == agreed
    assert printed(folder, table)[0] == list(COLUMNS[table])


@each_table
def test_rows_are_sorted_by_the_agreed_columns(table: str, corpus: fz.Corpus) -> None:
    key = tuple(name.lstrip("*") for name in TABLES[table] if name.startswith("*"))
    assert sort_key(table) == key
    rows = corpus_rows(corpus)[table]
    keys = [tuple(row[COLUMNS[table].index(name)] for name in key) for row in rows]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


@each_table
def test_the_dialect_is_spelled_out(table: str, folder: Path) -> None:
    data = (folder / f"{table}.csv").read_bytes()
    assert data.endswith(b"\n") and b"\r" not in data and not data.startswith(b"\xef\xbb\xbf")
    rows = printed(folder, table)
    assert {len(row) for row in rows} == {len(COLUMNS[table])}
    for name, column in zip(rows[0], zip(*rows[1:], strict=True), strict=False):
        assert not set(column) & {"nan", "None", "<NA>", "True", "False", "NaN"}, name
        if name in BOOLEANS:
            assert set(column) <= {"true", "false", ""}
        if name in INTEGERS:
            assert all(cell == "" or cell.isdigit() for cell in column), name


@each_table
def test_a_table_written_and_read_is_the_table(table: str, folder: Path, corpus: fz.Corpus) -> None:
    made, read = corpus_tables(corpus)[table], read_table(folder, table)
    pd.testing.assert_frame_equal(made, read)


@each_table
def test_kinds_of_columns(table: str, folder: Path) -> None:
    data = read_table(folder, table)
    for name in data.columns:
        kind = (
            "Int64"
            if name in INTEGERS
            else "boolean"
            if name in BOOLEANS
            else "Float64"
            if name == "value"
            else "string"
        )
        assert str(data[name].dtype) == kind, name
        if kind == "string":
            assert not data[name].isna().any(), name


def test_empty_tables_keep_their_columns_and_kinds() -> None:
    for table in COLUMNS:
        data = frame(table, [])
        assert list(data.columns) == list(COLUMNS[table]) and len(data) == 0
        assert set(KINDS[table]) == set(COLUMNS[table])


def test_documents_are_saved_exactly_as_their_slice_of_the_file(folder: Path, corpus: fz.Corpus) -> None:
    files = {file.source.name: file.source.text for file in corpus.files}
    header, *rows = printed(folder, "documents")
    assert len(rows) == 11
    for row in (dict(zip(header, cells, strict=True)) for cells in rows):
        text = (folder / "text" / f"{row['document']}.txt").read_bytes().decode("utf-8")
        assert text == files[row["file"]][int(row["start"]) : int(row["stop"])]
        assert len(text) == int(row["characters"])
        assert hashlib.sha256(text.encode()).hexdigest() == row["sha256"]


def test_documents_and_outside_tile_the_files_as_printed(folder: Path, corpus: fz.Corpus) -> None:
    rows = printed(folder, "documents")[1:]
    pieces = [(row[1], int(row[2]), int(row[3])) for row in rows]
    pieces += [(row[0], int(row[1]), int(row[2])) for row in printed(folder, "outside")[1:]]
    for file in corpus.files:
        edges = sorted((start, stop) for name, start, stop in pieces if name == file.source.name)
        assert edges[0][0] == 0 and edges[-1][1] == len(file.source.text)
        assert all(one[1] == two[0] for one, two in itertools.pairwise(edges))


def test_values_come_from_the_agreed_lists(folder: Path) -> None:
    documents, assignments = read_table(folder, "documents"), read_table(folder, "assignments")
    genres = "program plan opinion notice work_points report self_inspection speech other".split()
    assert set(documents["genre"]) <= set(genres)
    assert set(documents["tier"]) <= {"", "central", "province", "prefecture", "county", "township"}
    assert set(documents["script"]) <= {"hans", "hant", "mixed"}
    assert set(documents["status"]) <= {"", "draft", "trial", "final"}
    assert set(documents["issued_basis"]) <= {"", "text", "inferred", "manifest"}
    assert set(assignments["role"]) <= {"lead", "responsible", "support", "mentioned"}
    assert set(assignments["tier"]) <= {"", "central", "province", "prefecture", "county", "township"}
    kinds = {"page_number", "navigation", "gloss", "filler", "break", "repeat"}
    assert set(read_table(folder, "furniture")["kind"]) <= kinds
    doubts = "number_skipped number_repeated number_lost mark_uncertain bracket_open unit_unknown unit_ambiguous role_uncertain date_unread date_inferred period_odd truncated duplicate encoding other"
    assert set(read_table(folder, "doubts")["kind"]) <= set(doubts.split())


def test_references_between_tables_hold(folder: Path) -> None:
    sections, tasks = read_table(folder, "sections"), read_table(folder, "tasks")
    ids = {(row.document, row.section) for row in sections.itertuples()}
    assert {(row.document, row.parent) for row in sections.itertuples() if row.parent} <= ids
    for table in ("tasks", "assignments"):
        assert {
            (row.document, row.section) for row in read_table(folder, table).itertuples() if row.section
        } <= ids
    starts = {(row.document, row.start) for row in tasks.itertuples()}
    given = read_table(folder, "assignments")
    held = given[given["task_start"].notna()]
    assert {(row.document, row.task_start) for row in held.itertuples()} <= starts
    assert set(given[given["task_start"].isna()]["role"]) <= {"mentioned"}


NASTY = [
    "",
    "NA",
    "nan",
    "null",
    "true",
    '"',
    '""',
    ",",
    "\n",
    "a\nb",
    "  a ",
    "1",
    "01",
    "1e5",
    "-",
    "#N/A",
    "'",
    "\\",
    "\t",
    "〇",
]


def test_cells_of_every_kind_survive(tmp_path: Path) -> None:
    rows = [("d", start, start + 1, "other", words) for start, words in enumerate(NASTY)]
    write_tables({"doubts": rows}, {}, tmp_path)
    data = read_table(tmp_path, "doubts")
    assert list(data["words"]) == NASTY
    pd.testing.assert_frame_equal(data, frame("doubts", rows))


def test_missing_numbers_and_booleans_are_empty_cells(tmp_path: Path) -> None:
    rows = [("d", 0, 1, "", None, "", ">=", value, "") for value in (None, 0.5, 1.0, 100.0, 1234567.0, 1 / 3)]
    write_tables({"targets": rows, "modalities": [("d", 0, 1, "", None, "", "", "", "", None)]}, {}, tmp_path)
    assert [row[7] for row in printed(tmp_path, "targets")[1:]] == [
        "",
        "0.5",
        "1",
        "100",
        "1.23457e+06",
        "0.333333",
    ]
    assert printed(tmp_path, "modalities")[1][-1] == ""
    assert read_table(tmp_path, "targets")["value"].isna().sum() == 1
    assert read_table(tmp_path, "modalities")["reported"].isna().all()


def test_a_bare_return_stays_within_its_cell(tmp_path: Path) -> None:
    """Python's csv module does not quote it, and readers take it for the end of a line."""
    rows: list[Row] = [
        ("d", 0, 2, "other", "a\rb"),
        ("d", 3, 4, "other", 'c,"\r\n'),
        ("e", 0, 1, "other", ""),
    ]
    write_tables({"doubts": rows}, {}, tmp_path)
    assert list(read_table(tmp_path, "doubts")["words"]) == ["a\rb", 'c,"\r\n', ""]
    assert (
        (tmp_path / "doubts.csv")
        .read_bytes()
        .endswith(b'd,0,2,other,"a\rb"\nd,3,4,other,"c,""\r\n"\ne,0,1,other,\n')
    )


@given(st.lists(sheets(), max_size=3))
def test_any_rows_written_and_read_are_the_same(drawn: list[str]) -> None:
    sound = [text.encode("utf-8", "replace").decode() for text in drawn]  # files hold no lone surrogates
    rows = merged(
        document_rows(Document(f"d{n}", text, metadata={"genre": "plan"})) for n, text in enumerate(sound)
    )
    with tempfile.TemporaryDirectory() as name:
        write_tables(rows, {}, Path(name))
        for table in ("sections", "tasks", "assignments", "furniture", "doubts"):
            pd.testing.assert_frame_equal(read_table(Path(name), table), frame(table, rows[table]))


def test_faults_say_what_which_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no table is called taks; there are documents, sections, tasks"):
        read_table(tmp_path, "taks")
    with pytest.raises(TableError, match=r"tasks\.csv: no such table; make it with .fazhi reproduce."):
        read_table(tmp_path, "tasks")
    (tmp_path / "tasks.csv").write_text("document,start,stop,section,label\nd,0,1,,\n", encoding="utf-8")
    with pytest.raises(
        TableError, match=r"tasks\.csv: column heading, words is missing; make the table again"
    ):
        read_table(tmp_path, "tasks")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "make the table again"),
        ("document,start,stop,kind,words\nd,one,2,other,x\n", "start"),
        ("document,start,stop,kind,words\nd,1,2,other,x,y,z\n", ""),
    ],
)
def test_a_damaged_table_is_a_table_error_too(content: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "doubts.csv").write_text(content, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_table(tmp_path, "doubts")
    assert "doubts.csv" in str(caught.value) and what in str(caught.value)


def test_a_table_that_a_spreadsheet_saved_is_read(tmp_path: Path) -> None:
    """With a mark, CRLF, capitals in booleans, and a column more."""
    lines = "\ufeffdocument,start,depth,stop,section,parent,mark,heading,body,note\r\nd,0,1,9,1,,一、,总则,TRUE,x\r\n"
    (tmp_path / "sections.csv").write_bytes(lines.encode())
    data = read_table(tmp_path, "sections")
    assert data["body"].tolist() == [True]
    assert data.loc[0, "note"] == "x"


def table_calls(text: str) -> int:
    """How many calls it takes to make the tables of a text."""
    document = Document("d", text, metadata={"genre": "plan"})
    return calls(lambda: document_rows(document))


@pytest.mark.parametrize(
    "unit",
    [
        "一、健全工作机制。抓好落实。（牵头单位：市甲局；责任单位：市乙局、市丙局）\n",
        "（一）甲\n1.乙\n（1）丙；①丁；一是戊。\n",
        "抓好依法行政工作,确保各项任务落到实处,取得\n—5—\n实效并持续改进,不断提升人民群众满意度。\n",
        "（（（责任单位：市甲局、",
        "《《〈附件：1.清单\n\n",
        "由市甲局牵头,市乙局配合,",
        "、任务\n一是做好。\n",
        "（责任单位：市甲局]（",
        "做好工作。(市甲局负责)",
        "任务\t责任单位\n甲\t市甲局\n正文没有制表符的一行文字。\n",
        "序号\n任务\n牵头单位\n1\n建平台\n市甲局\n正文在此处写了很长的一段话。\n",
    ],
)
def test_work_grows_with_the_length_of_the_text(unit: str) -> None:
    """Counted in calls, not in seconds: eight times the text may take twelve times the calls, not sixty-four."""
    table_calls(unit)  # tables that are made once are made here
    assert table_calls(unit * 1600) < 12 * table_calls(unit * 200)


def test_texts_are_read_as_they_were_written(tmp_path: Path) -> None:
    corpus = fz.read_corpus()
    write_tables(corpus_rows(corpus), texts(corpus), tmp_path)
    read = read_texts(tmp_path)
    assert dict(zip(read["document"], read["text"], strict=True)) == texts(corpus)
    assert read["document"].is_monotonic_increasing
    (tmp_path / "text" / "hefei-2016.txt").unlink()
    with pytest.raises(TableError, match="the text of hefei-2016 is missing; make the tables again"):
        read_texts(tmp_path)
