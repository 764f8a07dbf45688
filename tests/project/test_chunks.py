"""Tables read some documents at a time: joined they are the whole, whatever the size of a chunk and the format."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from fazhi_research.batch import files_of, parse_into
from fazhi_research.batch import parquet as parquet_module
from fazhi_research.coding.choices import CodingChoice
from fazhi_research.errors import FazhiError, TableError
from fazhi_research.project.chunks import read_chunks
from fazhi_research.reading.corpus import shipped
from fazhi_research.tables import COLUMNS, read_table, read_texts

TABLES = tuple(name for name in COLUMNS if name != "outside")
needs_pyarrow = pytest.mark.skipif(
    importlib.util.find_spec("pyarrow") is None, reason="pyarrow, an extra, is not installed"
)


@pytest.fixture(scope="module")
def csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped documents, coded, as CSV."""
    out = tmp_path_factory.mktemp("csv")
    parse_into(files_of([shipped()]), out, coded=CodingChoice())
    return out


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as Parquet, three documents to a file."""
    pytest.importorskip("pyarrow")
    out = tmp_path_factory.mktemp("parquet")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parquet_module, "_MOST_DOCUMENTS", 3)
        parse_into(files_of([shipped()]), out, coded=CodingChoice(), form="parquet")
    return out


def joined(folder: Path, table: str, documents: int) -> pd.DataFrame:
    return pd.concat(
        [frame for (frame,) in read_chunks(folder, table, documents=documents)], ignore_index=True
    )


@pytest.mark.parametrize("documents", [1, 2, 5, 1000])
@pytest.mark.parametrize("form", ["csv", pytest.param("parquet", marks=needs_pyarrow)])
def test_chunks_joined_are_the_tables(
    form: str, documents: int, csv: Path, request: pytest.FixtureRequest
) -> None:
    """Kinds of columns, empty cells, `true` and numbers included; CSV and Parquet hold the same."""
    folder = request.getfixturevalue(form)
    for table in TABLES:
        whole = read_table(csv, table)
        assert len(whole) > 0 or table in ("furniture", "codings")
        pd.testing.assert_frame_equal(joined(folder, table, documents), whole)
    pd.testing.assert_frame_equal(joined(folder, "outside", documents), read_table(csv, "outside"))


@pytest.mark.parametrize("form", ["csv", pytest.param("parquet", marks=needs_pyarrow)])
def test_each_chunk_holds_all_rows_of_its_documents(form: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(form)
    seen: list[str] = []
    for about, tasks, texts in read_chunks(folder, "documents", "tasks", "texts", documents=2):
        names = list(about["document"])
        assert 0 < len(names) <= 2 and list(texts["document"]) == names
        assert set(tasks["document"]) <= set(names)
        assert [len(text) for text in texts["text"]] == list(about["characters"])
        seen += names
    assert seen == sorted(seen) == list(read_table(request.getfixturevalue("csv"), "documents")["document"])


def test_tables_without_documents_ask_for_them_all_the_same(csv: Path) -> None:
    """A chunk without a row of the table is an empty frame with its columns."""
    chunks = [frame for (frame,) in read_chunks(csv, "assignments", documents=1)]
    assert {tuple(frame.columns) for frame in chunks} == {COLUMNS["assignments"]}


@pytest.mark.parametrize("rows", [1, 2, 7])
def test_rows_read_at_a_time_do_not_show(rows: int, csv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fazhi_research.project.chunks._ROWS", rows)
    pd.testing.assert_frame_equal(joined(csv, "tasks", 2), read_table(csv, "tasks"))


@needs_pyarrow
def test_parquet_says_what_made_it_and_needs_no_csv(parquet: Path) -> None:
    from pyarrow.parquet import ParquetFile

    paths = sorted(parquet.glob("*/part-*.parquet"))
    told = [json.loads(ParquetFile(path).schema_arrow.metadata[b"fazhi"]) for path in paths]
    assert {one["schema"] for one in told} == {"1"} and all(one["code"] and one["codebook"] for one in told)
    # 11 documents, three to a file: four files of each table, and one of `outside`
    assert len(paths) == 4 * 12 + 1
    assert not list(parquet.glob("*.csv")) and not (parquet / "text").exists()


@needs_pyarrow
def test_parquet_of_another_schema_is_refused(parquet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (parquet / "tables.json").rename(parquet / "tables.off")
    monkeypatch.setattr("fazhi_research.project.chunks.SCHEMA", 2)
    with pytest.raises(TableError, match=r"made with schema 1, this version reads schema 2; run"):
        joined(parquet, "tasks", 5)
    (parquet / "tables.off").rename(parquet / "tables.json")


@needs_pyarrow
def test_a_damaged_partition_is_told(parquet: Path, tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "part-00000.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(TableError, match="cannot be read as Parquet"):
        joined(tmp_path, "documents", 5)


@needs_pyarrow
def test_read_table_says_how_to_read_parquet(parquet: Path) -> None:
    with pytest.raises(TableError, match=r"no such table; read it with fz\.read_chunks"):
        read_table(parquet, "tasks")


def test_without_pyarrow_it_says_what_to_install(
    csv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_module, "find_spec", lambda _: None)
    with pytest.raises(FazhiError, match=r"needs the package pyarrow: pip install pyarrow"):
        parse_into(files_of([shipped()]), tmp_path / "out", form="parquet")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_one_folder_holds_one_format(form: str, csv: Path, tmp_path: Path) -> None:
    if form == "csv":
        (tmp_path / "documents").mkdir()
        (tmp_path / "documents" / "part-00000.parquet").touch()
    else:
        (tmp_path / "documents.csv").touch()
    with pytest.raises(FazhiError, match="holds tables in another format"):
        parse_into(files_of([shipped()]), tmp_path, form=form)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ('{"schema": 0}', "made with schema 0, this version reads schema 1; make them again"),
        ('{"schema": 1, "state": "half replaced"}', "left half replaced; run"),
        ("{", "damaged; run"),
        ("[]", "damaged; run"),
        pytest.param("[" * 100_000, "damaged; run", id="nested"),
    ],
)
def test_tables_that_may_be_misread_are_refused(record: str, words: str, csv: Path, tmp_path: Path) -> None:
    (tmp_path / "tasks.csv").write_bytes((csv / "tasks.csv").read_bytes())
    (tmp_path / "tables.json").write_text(record, encoding="utf-8")
    with pytest.raises(TableError, match=words):
        read_table(tmp_path, "tasks")
    with pytest.raises(TableError, match=words):
        read_chunks(tmp_path, "tasks")


def test_what_cannot_be_read_in_chunks_is_told(csv: Path, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no table is called 'topics'"):
        read_chunks(csv, "topics")
    with pytest.raises(TableError, match="read it alone"):
        read_chunks(csv, "outside", "tasks")
    with pytest.raises(TableError, match="1 or more"):
        read_chunks(csv, "tasks", documents=0)
    with pytest.raises(TableError, match=r"documents\.csv: no such table"):
        list(read_chunks(tmp_path, "tasks"))
    header, first, *others = (csv / "documents.csv").read_bytes().split(b"\n")
    (tmp_path / "documents.csv").write_bytes(b"\n".join([header, *others[:-1], first, b""]))
    with pytest.raises(TableError, match="not in order of its documents"):
        list(read_chunks(tmp_path, "documents"))


@needs_pyarrow
@pytest.mark.parametrize(
    ("column", "array", "record", "words"),
    [
        ("start", ["0"], {"schema": "1"}, "column start holds string, not int64"),
        ("words", [["a"]], {"schema": "1"}, "column words holds list"),
        ("label", [None], {"schema": "1"}, "column label holds null, not string"),
        ("heading", None, {"schema": "1"}, "column heading is missing"),
        ("more", ["x"], [], "made with schema unknown"),
        ("more", ["x"], {"schema": "0"}, "made with schema 0"),
    ],
)
def test_parquet_of_other_kinds_is_refused(
    column: str, array: list[object] | None, record: object, words: str, parquet: Path, tmp_path: Path
) -> None:
    """What another program or version wrote under our names would otherwise come out as columns of other kinds."""
    import pyarrow as pa
    from pyarrow import parquet as files

    shutil.copytree(parquet, tmp_path, dirs_exist_ok=True)
    for path in sorted((tmp_path / "tasks").iterdir()):
        held = files.read_table(path)
        columns = {name: held[name] for name in held.column_names if name != column}
        columns |= (
            {column: pa.array(array * held.num_rows, pa.array(array).type)} if array is not None else {}
        )
        files.write_table(pa.table(columns).replace_schema_metadata({"fazhi": json.dumps(record)}), path)
    with pytest.raises(TableError, match=words):
        list(read_chunks(tmp_path, "tasks"))


def test_a_text_that_is_not_as_it_was_saved_is_told(csv: Path, tmp_path: Path) -> None:
    shutil.copytree(csv, tmp_path, dirs_exist_ok=True)
    (tmp_path / "text" / f"{read_table(csv, 'documents')['document'][0]}.txt").write_bytes(
        "依法".encode("gbk")
    )
    with pytest.raises(TableError, match="not in UTF-8"):
        list(read_chunks(tmp_path, "texts"))
    with pytest.raises(TableError, match="not in UTF-8"):
        read_texts(tmp_path)
