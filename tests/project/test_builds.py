"""The tables are built from the raw files: the same bytes each time, and nothing of this machine in them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from fazhi_research.batch import parts
from fazhi_research.errors import FazhiError, ReadError, TableError
from fazhi_research.project import Project, build, check
from fazhi_research.reading.corpus import InputFile, read_documents
from tests.project.folders import bytes_of


def test_building_twice_gives_the_same_bytes_and_no_path(copy: Project) -> None:
    build(copy)
    once = bytes_of(copy.processed)
    build(copy)
    assert bytes_of(copy.processed) == once
    assert set(json.loads(once["build.json"])) == {"version", "codebook", "raw", "tables"}
    assert str(copy.root).encode() not in once["build.json"]


def test_a_project_without_raw_files_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match=r"does not exist: put the raw files and manifest\.csv there"):
        build(Project(tmp_path))


def test_two_processes_build_the_same_bytes_and_leave_nothing_behind(copy: Project) -> None:
    build(copy)
    once = bytes_of(copy.processed)
    build(copy, jobs=2)
    assert bytes_of(copy.processed) == once
    assert [path.name for path in copy.processed.parent.iterdir() if path.name.startswith(".")] == []


def test_tables_say_with_what_schema_they_were_made_and_another_is_refused(copy: Project) -> None:
    build(copy)
    record = copy.processed / "tables.json"
    told = json.loads(record.read_text(encoding="utf-8"))
    assert (told["schema"], told["format"], told["state"]) == (1, "csv", "complete")
    record.write_text(json.dumps(told | {"schema": 0}), encoding="utf-8")
    with pytest.raises(TableError, match="made with schema 0, this version reads schema 1; make them again"):
        copy.read_table("tasks")


def test_tables_as_parquet_are_read_like_those_as_csv(copy: Project) -> None:
    pytest.importorskip("pyarrow")
    build(copy)
    names = ("documents", "assignments", "targets", "codings", "outside")
    tables, texts = copy.read_tables(*names), copy.read_texts()
    build(copy, form="parquet")
    assert not list(copy.processed.glob("*.csv"))
    for before, after in zip(tables, copy.read_tables(*names), strict=True):
        pd.testing.assert_frame_equal(after, before)
    pd.testing.assert_frame_equal(copy.read_texts(), texts, check_dtype=False)
    assert [line for line in check(copy) if "data/processed" in line] == []
    build(copy)
    assert not (copy.processed / "documents").exists()


def test_a_file_that_cannot_be_read_stops_the_build_and_what_is_parsed_is_kept(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(copy)
    before, honest, parsed = bytes_of(copy.processed), read_documents, []

    def meddling(file: InputFile) -> object:
        parsed.append(file.name)
        if file.name.startswith("001"):
            raise FazhiError(f"{file.path}: cannot be opened")
        return honest(file)

    with monkeypatch.context() as patched:
        patched.setattr(parts, "read_documents", meddling)
        with pytest.raises(ReadError, match=r"001_.*cannot be opened \(a project is built of all its files;"):
            build(copy)
    assert bytes_of(copy.processed) == before
    parsed.clear()

    def counting(file: InputFile) -> object:
        parsed.append(file.name)
        return honest(file)

    monkeypatch.setattr(parts, "read_documents", counting)
    build(copy)
    assert bytes_of(copy.processed) == before
    assert [name[:3] for name in parsed] == ["001"]
