"""The list of files: the same as reading the folder file by file, and kept small."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from fazhi_research.batch import files_of, parse_into, passed_over
from fazhi_research.batch.listing import Listing
from fazhi_research.batch.shards import shards
from fazhi_research.errors import ReadError
from fazhi_research.reading.corpus import InputFile, input_files
from tests.batch.conftest import PLAN


def test_a_folder_is_listed_as_the_readers_see_it(folder: Path) -> None:
    (folder / ".hidden").mkdir()
    for name in (".hidden/a.txt", "~$b.docx", "notes.csv", "old.doc"):
        (folder / name).write_text("x", encoding="utf-8")
    listed = files_of([folder])
    assert isinstance(listed, Listing)
    assert list(listed) == listed[:] == input_files(folder)
    assert passed_over([folder]) == [f"{folder}: 2 files of other kinds passed over: .csv 1, .docx 1"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_and_its_file_are_one_file(folder: Path) -> None:
    count = len(files_of([folder]))
    (folder / "link.txt").symlink_to(folder / "plan-3.txt")
    assert len(files_of([folder])) == count


def test_a_folder_that_cannot_be_opened_stops_the_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in it would be missing from the tables, and nobody would know."""
    honest = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return honest(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(ReadError, match=r"sub: the folder cannot be opened \(Permission denied\); allow"):
        files_of([folder])


def test_parquet_and_records_in_the_input_folder_are_not_counted(folder: Path) -> None:
    parse_into(files_of([folder]), folder / "made")
    (folder / "made" / "tasks").mkdir()
    (folder / "made" / "tasks" / "part-00000.parquet").touch()
    assert passed_over([folder]) == []
    assert not any("made/" in file.name for file in files_of([folder]))


def test_a_record_of_others_hides_nothing(folder: Path) -> None:
    (folder / "text").mkdir()
    (folder / "text" / "a.txt").write_text(PLAN, encoding="utf-8")
    (folder / "tables.json").write_text(json.dumps({"rows": 3}), encoding="utf-8")
    assert "text/a.txt" in [file.name for file in files_of([folder])]
    assert passed_over([folder]) == [f"{folder}: 1 file of other kinds passed over: .json 1"]


@pytest.mark.parametrize("count", [0, 1, 5, 1000, 20_000])
def test_shards_hold_every_file_once_in_order_and_none_is_large(count: int) -> None:
    files = [InputFile(Path(f"nowhere/{number:05}.txt"), f"{number:05}.txt") for number in range(count)]
    cut = list(shards(files))
    assert [file for shard in cut for file in shard.files] == files
    mean = 4 if count <= 256 else 16 if count == 1000 else 64
    assert all(0 < len(shard.files) <= 4 * mean for shard in cut)
    if count >= 1000:
        assert 0.5 < count / len(cut) / mean < 1.5


def test_a_file_more_leaves_the_other_shards_as_they_are() -> None:
    files = [InputFile(Path(f"nowhere/{number:05}.txt"), f"{number:05}.txt") for number in range(1000)]
    more = sorted([*files, InputFile(Path("nowhere/00500b.txt"), "00500b.txt")], key=lambda file: file.name)
    assert len(set(shards(files)) ^ set(shards(more))) in (2, 3)  # one is longer, or cut in two
