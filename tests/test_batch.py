"""Many files: the same tables for any number of processes, and bad files set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_research.batch import files_of, parse_file, parse_files
from fazhi_research.errors import ReadError
from fazhi_research.reading.corpus import InputFile
from fazhi_research.tables import COLUMNS, sort_key

PLAN = "某市法治建设实施方案\n为推进依法行政,制定本方案。\n一、任务\n{}.健全机制。(责任单位:市甲局、市乙局)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve files, two that cannot be read, one file and its copy."""
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for number in range(12):
        (folder / f"plan-{number}.txt").write_text(PLAN.format(number), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\x00\x01\x02\x03" * 50)
    (folder / "sub" / "plan-0.txt").write_text(PLAN.format(0), encoding="utf-8")
    return folder


def test_rows_are_the_same_for_any_number_of_processes(folder: Path) -> None:
    paths = files_of([folder])
    first = parse_files(paths)
    assert all(parse_files(paths, jobs=jobs) == first for jobs in (2, 3, 16))


def test_bad_files_are_set_aside_with_the_reason(folder: Path) -> None:
    rows, texts, skipped = parse_files(files_of([folder]))
    assert [Path(path).name for path, _ in skipped] == ["empty.txt", "picture.txt"]
    assert all(path in reason for path, reason in skipped)
    assert len(rows["documents"]) == len(texts) == 13


def test_a_file_met_twice_gets_an_id_of_its_own(folder: Path) -> None:
    rows, texts, _ = parse_files(files_of([folder]))
    names = [str(row[0]) for row in rows["documents"]]
    assert len(set(names)) == 13 and set(names) == set(texts)
    assert {row[0] for row in rows["tasks"]} == set(names)


def test_every_table_has_unique_keys_over_many_files(folder: Path) -> None:
    """Two files of one name in different folders are two files in `outside` and `documents` too."""
    (folder / "a.txt").write_text("\n\n" + PLAN.format(3), encoding="utf-8")
    (folder / "sub" / "a.txt").write_text("\n\n" + PLAN.format(4), encoding="utf-8")
    rows, _, _ = parse_files(files_of([folder]))
    for table, listed in rows.items():
        at = [COLUMNS[table].index(name) for name in sort_key(table)]
        keys = [tuple(row[index] for index in at) for row in listed]
        assert len(set(keys)) == len(keys), table


def test_tables_do_not_depend_on_the_order_of_the_paths(folder: Path) -> None:
    """Nor do ids: they come from the file alone."""
    paths = files_of([folder])
    one, two = parse_files(paths), parse_files(paths[::-1])
    assert one[0] == two[0] and one[1] == two[1]


def test_every_file_once(folder: Path) -> None:
    paths = files_of([folder, folder / "plan-3.txt", folder])
    assert len(paths) == len(set(paths)) == 15


def test_progress_is_told_per_file(folder: Path) -> None:
    steps: list[None] = []
    parse_files(files_of([folder]), jobs=2, progress=lambda: steps.append(None))
    assert len(steps) == 15


def test_one_file(folder: Path) -> None:
    rows, texts = parse_file(InputFile(folder / "plan-1.txt", "plan-1.txt"))
    assert [row[1] for row in rows["documents"]] == ["plan-1.txt"]
    assert list(texts.values()) == [PLAN.format(1)]
    with pytest.raises(ReadError):
        parse_file(InputFile(folder / "empty.txt", "empty.txt"))


def test_nothing_to_do_gives_empty_tables() -> None:
    rows, texts, skipped = parse_files([])
    assert rows == {name: [] for name in COLUMNS} and texts == {} and skipped == []
