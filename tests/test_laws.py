"""The four laws, on the corpus and on texts drawn at random."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

import fazhi_research as fz
from fazhi_research.reading.clean import CleanText
from fazhi_research.reading.compilations import split
from fazhi_research.reading.corpus import FileDocuments, file_documents
from fazhi_research.reading.documents import Document
from fazhi_research.reading.files import SourceFile, unix_lines
from fazhi_research.reading.folding import fold
from fazhi_research.reading.furniture import KINDS as FURNITURE_KINDS
from fazhi_research.reading.spans import Span
from fazhi_research.tables import COLUMNS, Row, Rows, corpus_rows, document_rows, file_rows, merged, sort_key
from tests.reading.sheets import TEXTS, compilations, sheets

GENRES = ("plan", "report")  # one in which every item is a task, one in which none is
#: the laws are looked at four times as closely as the rest
calm = settings(
    max_examples=max(200, settings().max_examples),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
CORPUS = fz.read_corpus()
each_document = pytest.mark.parametrize("document", CORPUS.documents, ids=list(CORPUS))


def held(text: str, name: str = "drawn.txt") -> FileDocuments:
    """What a file with this text would hold."""
    return file_documents(SourceFile(name, unix_lines(text), "0123456789abcdef" * 4, "utf-8"))


def documents_of(text: str) -> Iterator[Document]:
    """The text as a document in several genres, and as the file it would be."""
    yield from (Document(genre, text, metadata={"genre": genre}) for genre in GENRES)
    yield from held(text).documents


# Law 1: any text parses, and its outline tiles it.


def check_outline(document: Document) -> None:
    """The outline tiles the document, nests as its ids say, and keeps every place within its item."""
    text, outline = document.text, document.outline
    pieces = [outline.opening, *(section.own for section in outline.sections)]
    assert pieces[0].start == 0 and pieces[-1].stop == len(text)
    assert all(one.stop == two.start for one, two in itertools.pairwise(pieces))
    assert "".join(piece.of(text) for piece in pieces) == text
    by_id = {section.section: section for section in outline.sections}
    assert len(by_id) == len(outline.sections)
    for section in outline.sections:
        assert section.section.count(".") + 1 == section.depth
        assert section.section.rpartition(".")[0] == section.parent
        assert section.parent == "" or by_id[section.parent].span.holds(section.span)
        assert section.span.start == section.own.start and section.span.holds(section.own)
        assert section.own.holds(section.mark) and section.own.holds(section.heading)
        assert section.mark.start <= section.mark.stop <= section.heading.start <= section.heading.stop
    for above in {section.parent for section in outline.sections}:
        children = outline.children(above)
        assert all(one.span.stop == two.span.start for one, two in itertools.pairwise(children))
        assert children[-1].span.stop == (by_id[above].span.stop if above else len(text))


@calm
@given(TEXTS)
def test_any_text_has_an_outline_that_tiles_it(text: str) -> None:
    for document in documents_of(text):
        check_outline(document)


@each_document
def test_the_outline_of_a_shipped_document_tiles_it(document: Document) -> None:
    check_outline(document)
    assert len(document.outline.sections) >= 7


def check_tiling(text: str) -> None:
    """Documents and what is outside them are the file, exactly and in order."""
    parts, outside = split(text)
    pieces = sorted([part.span for part in parts] + [piece.span for piece in outside])
    assert "".join(piece.of(text) for piece in pieces) == text
    assert all(len(piece) for piece in pieces)
    assert sum(len(piece) for piece in pieces) == len(text)
    assert {piece.kind for piece in outside} <= {"header", "heading", "footer", "space"}
    assert all(piece.span.of(text).strip() == "" for piece in outside if piece.kind == "space")


@calm
@given(TEXTS)
def test_documents_and_what_is_outside_tile_the_file(text: str) -> None:
    check_tiling(text)


@calm
@given(compilations())
def test_a_compilation_is_tiled_too(text: str) -> None:
    check_tiling(text)


def test_the_shipped_files_are_tiled() -> None:
    for file in CORPUS.files:
        check_tiling(file.source.text)
        for document in file.documents:
            assert document.text == document.span.of(file.source.text)


@calm
@given(TEXTS)
def test_furniture_lies_in_order_without_overlap(text: str) -> None:
    document = Document("drawn", text)
    assert len(document.folded) == len(text)
    places = [piece.span for piece in document.furniture]
    assert all(0 <= place.start < place.stop <= len(text) for place in places)
    assert all(one.stop <= two.start for one, two in itertools.pairwise(places))
    assert {piece.kind for piece in document.furniture} <= set(FURNITURE_KINDS)
    assert all(p.span.of(document.folded).isspace() for p in document.furniture if p.kind == "break")


@calm
@given(TEXTS)
def test_the_clean_text_leads_back_to_the_source(text: str) -> None:
    document = Document("drawn", text)
    clean: CleanText = document.clean
    inside = [
        position for piece in document.furniture for position in range(piece.span.start, piece.span.stop)
    ]
    kept = [position for position in range(len(text)) if position not in set(inside)]
    assert [clean.place(position) for position in range(len(clean.text))] == kept
    assert clean.text == "".join(document.folded[position] for position in kept)


# Law 2: every span quotes itself.


def quoted(text: str, furniture: list[Row], start: int, stop: int) -> str:
    """The original slice less the furniture inside it, worked out character by character."""
    hidden = {place for row in furniture for place in range(int(str(row[1])), int(str(row[2])))}
    return "".join(text[place] for place in range(start, stop) if place not in hidden)


def check_quotes(rows: Rows, texts: dict[str, str]) -> None:
    """Every words, named, title, label and heading of the tables stands at its span."""
    for table, listed in rows.items():
        at = {name: index for index, name in enumerate(COLUMNS[table])}
        for row in listed if table not in ("documents", "outside") else []:
            text, start, stop = texts[str(row[0])], int(str(row[at["start"]])), int(str(row[at["stop"]]))
            assert 0 <= start <= stop <= len(text), (table, row)
            if table == "furniture":
                assert row[at["words"]] == text[start:stop]
                continue
            whole = quoted(text, [f for f in rows["furniture"] if f[0] == row[0]], start, stop)
            for name in ("words", "named"):
                assert name not in at or row[at[name]] == whole, (table, row)
            assert "mark" not in at or whole.startswith(str(row[at["mark"]])), (table, row)
            assert "label" not in at or str(row[at["label"]]) in whole, (table, row)
            if "heading" in at:
                mark = str(row[at["mark" if table == "sections" else "label"]])
                assert str(row[at["heading"]]) in whole.removeprefix(mark), (table, row)


def check_rows(rows: Rows) -> None:
    """Keys are unique, rows sorted, sections and tasks exist where others name them."""
    for table, listed in rows.items():
        at = [COLUMNS[table].index(name) for name in sort_key(table)]
        keys = [tuple((row[index] is not None, row[index]) for index in at) for row in listed]
        assert keys == sorted(keys), table
        assert len(keys) == len(set(keys)), (table, [key for key in keys if keys.count(key) > 1])
    tasks = {(row[0], row[1]): row for row in rows["tasks"]}
    sections = {(row[0], row[4]) for row in rows["sections"]} | {(row[0], "") for row in rows["documents"]}
    for row in rows["assignments"]:
        if row[1] is None:  # outside tasks there are mentions only
            assert row[3] == "mentioned"
            continue
        assert (row[0], row[1]) in tasks
        assert row[3] in ("lead", "responsible", "support", "mentioned")
    for table in ("tasks", "assignments"):
        assert all((row[0], row[COLUMNS[table].index("section")]) in sections for row in rows[table])


def rows_of(documents: list[Document]) -> tuple[Rows, dict[str, str]]:
    """The tables of documents that came from no file."""
    return merged(document_rows(document) for document in documents), {d.document: d.text for d in documents}


@calm
@given(TEXTS)
@example("一、健全机制\n（一）\n某市人民政府\n2021年3月5日")
def test_every_span_in_every_table_quotes_itself(text: str) -> None:
    rows, texts = rows_of([Document(genre, text, metadata={"genre": genre}) for genre in GENRES])
    check_quotes(rows, texts)


@calm
@given(TEXTS)
@example("落实工作机制。（牵头单位：市甲局）\n（配合单位：市乙局）")
@example("任务\t责任单位\n健全机制\t市司法局\n（市财政局牵头）")
@example("任务\t责任单位\n健全机制\t市司法局\n\t\t市财政局\t市审计局\n")
def test_keys_are_unique_and_rows_belong_together(text: str) -> None:
    rows, _ = rows_of([Document(genre, text, metadata={"genre": genre}) for genre in GENRES])
    check_rows(rows)


@calm
@given(TEXTS)
def test_a_file_of_any_text_has_tables(text: str) -> None:
    found = held(text)
    rows = merged([file_rows(found)])
    check_quotes(rows, {document.document: document.text for document in found.documents})
    check_rows(rows)
    for row in rows["documents"]:
        assert isinstance(row[2], int) and isinstance(row[3], int)
        assert len(Span(row[2], row[3])) == row[COLUMNS["documents"].index("characters")]


def test_the_spans_of_the_corpus_quote_themselves() -> None:
    rows = corpus_rows(CORPUS)
    check_quotes(rows, {document.document: document.text for document in CORPUS.documents})
    check_rows(rows)
    assert len(rows["assignments"]) > 100


@calm
@given(sheets())
def test_the_fold_of_a_sheet_reads_as_the_sheet(text: str) -> None:
    """Widths and script change nothing of what is found, nor where."""
    one = Document("d", text, metadata={"genre": "plan"}).outline
    two = Document("d", fold(text), metadata={"genre": "plan"}).outline
    assert [section.span for section in one.sections] == [section.span for section in two.sections]


# Law 3: same input, same bytes.


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped files and a few more, two of them the same words under other names."""
    folder = tmp_path_factory.mktemp("many")
    for file in CORPUS.files:
        (folder / file.source.name).write_text(file.source.text, encoding="utf-8")
    plan = "某市法治政府建设工作要点\n一、任务\n{}.健全机制。(责任单位:市甲局、市乙局、各部门)\n"
    for number in range(20):
        (folder / f"plan-{number % 10}-{number}.txt").write_text(plan.format(number % 4), encoding="utf-8")
    return folder


def run_parse(folder: Path, out: Path, jobs: int, seed: str) -> dict[str, bytes]:
    """The files that the command line writes, by name."""
    command = [
        sys.executable,
        "-m",
        "fazhi_research",
        "parse",
        str(folder),
        "--out",
        str(out),
        "-j",
        str(jobs),
    ]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def test_workers_and_hash_seeds_change_no_byte(folder: Path, tmp_path: Path) -> None:
    first = run_parse(folder, tmp_path / "1", 1, "0")
    assert set(COLUMNS) <= {name.removesuffix(".csv") for name in first}
    for jobs, seed in ((2, "0"), (1, "1"), (3, "4242")):
        assert run_parse(folder, tmp_path / f"{jobs}-{seed}", jobs, seed) == first, (jobs, seed)


def test_nothing_written_names_a_machine(folder: Path, tmp_path: Path) -> None:
    written = run_parse(folder, tmp_path / "out", 1, "0")
    assert [
        name
        for name, data in written.items()
        if str(folder).encode() in data or str(tmp_path).encode() in data
    ] == []


@calm
@given(TEXTS)
def test_reading_twice_tells_the_same(text: str) -> None:
    assert file_rows(held(text)) == file_rows(held(text))


# Law 4: anything generated can be deleted and made again by one command.


def test_deleted_tables_come_back_the_same(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = run_parse(folder, out, 1, "0")
    for path in sorted(out.rglob("*.csv")):
        path.unlink()
    assert run_parse(folder, out, 1, "0") == before
