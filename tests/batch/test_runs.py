"""Runs over many files: the tables that one process holding all in memory would write, whatever happens on the way."""

from __future__ import annotations

import csv
import errno
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from fazhi_research.batch import Run, files_of, parse_files, parse_into
from fazhi_research.batch import parts as parts_module
from fazhi_research.batch.index import Index
from fazhi_research.batch.parts import FOLDER
from fazhi_research.batch.summaries import summary
from fazhi_research.coding.choices import CodingChoice
from fazhi_research.errors import FazhiError, ManifestError
from fazhi_research.reading.corpus import InputFile, read_documents
from fazhi_research.schemas import require_schema
from tests.batch.conftest import CROWD, PLAN, content
from tests.plain_tables import write_tables

ROOT = Path(__file__).resolve().parents[2]
FILES = CROWD + 6  # the crowd, a copy in a folder, 规划, two bad ones, two in the archive


def run(folder: Path, out: Path, **options: object) -> Run:
    return parse_into(files_of([folder]), out, **options)  # type: ignore[arg-type]


def in_memory(folder: Path, out: Path, coded: CodingChoice | None = None) -> dict[str, bytes]:
    """What the tables must be: all rows held at once, merged and written by the plain functions."""
    rows, texts, skipped = parse_files(files_of([folder]), coded=coded)
    write_tables(rows, texts, out)
    if skipped:
        with (out / "skipped.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("file", "reason"), *skipped])
    return content(out)


@pytest.mark.parametrize("options", [{}, {"jobs": 2}, {"jobs": 3, "time_limit": 60.0}])
def test_the_files_written_are_those_of_one_process_that_holds_all(
    options: dict[str, object], folder: Path, tmp_path: Path
) -> None:
    """Ids of copies, rows, texts and the list of skipped files included; two copies share one id but for the number."""
    expected = in_memory(folder, tmp_path / "plain")
    done = run(folder, tmp_path / "out", **options)
    assert content(tmp_path / "out") == expected
    assert sum(name.startswith(b"plan-0-") for name in expected["documents.csv"].split(b"\n")) == 3
    assert sum(b"-copy2" in line.split(b",")[0] for line in expected["documents.csv"].split(b"\n")) == 1
    assert sum(b"-copy3" in line.split(b",")[0] for line in expected["documents.csv"].split(b"\n")) == 1
    assert (done.documents, done.parsed, len(done.skipped)) == (FILES - 2, FILES, 2)


def test_with_codings(folder: Path, tmp_path: Path) -> None:
    coded = CodingChoice()
    assert in_memory(folder, tmp_path / "plain", coded) == (
        run(folder, tmp_path / "out", coded=coded) and content(tmp_path / "out")
    )


def test_the_summary_counts_what_the_tables_hold(folder: Path, tmp_path: Path) -> None:
    assert run(folder, tmp_path / "out").words == summary(parse_files(files_of([folder]))[0])


def test_the_order_of_the_files_does_not_matter(folder: Path, tmp_path: Path) -> None:
    files = list(files_of([folder]))
    for number in range(2):
        random.Random(number).shuffle(files)
        parse_into(files, tmp_path / str(number))
    assert content(tmp_path / "0") == content(tmp_path / "1") == in_memory(folder, tmp_path / "plain")


def test_files_of_one_name_in_two_folders(folder: Path, tmp_path: Path) -> None:
    """Their rows in `outside` are in order of their starts, those of the two files between each other."""
    other = tmp_path / "second"
    other.mkdir()
    (other / "plan-1.txt").write_text("\n" * 9 + PLAN.format(1, 5), encoding="utf-8")
    files = files_of([folder, other])
    rows, texts, _ = parse_files(files)
    write_tables(rows, texts, tmp_path / "plain")
    parse_into(files, tmp_path / "out")
    assert content(tmp_path / "out") | {"skipped.csv": b""} == content(tmp_path / "plain") | {
        "skipped.csv": b""
    }


def test_a_second_run_parses_nothing_and_a_changed_file_alone_is_parsed_again(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run(folder, out).parsed == FILES
    made = content(out)
    assert run(folder, out, jobs=2).parsed == 0
    assert content(out) == made
    (folder / "plan-7.txt").write_text(PLAN.format(7, 1) + "二", encoding="utf-8")
    os.utime(folder / "plan-7.txt", (0, 0))  # content counts, not clocks
    assert run(folder, out).parsed == 1
    assert content(out) == in_memory(folder, tmp_path / "plain")


def test_files_added_and_removed_touch_no_other(folder: Path, tmp_path: Path) -> None:
    """Whether or not the shards are cut elsewhere by it."""
    out = tmp_path / "out"
    run(folder, out)
    for number in range(12):
        (folder / f"new-{number}.txt").write_text(PLAN.format(number, 5), encoding="utf-8")
        (folder / f"plan-{number}9.txt").unlink(missing_ok=True)
    assert run(folder, out).parsed == 12
    assert content(out) == in_memory(folder, tmp_path / "plain")
    assert len(list((out / FOLDER).glob("*.json"))) == len(list((out / FOLDER).glob("*.rows"))) < 40


def test_a_folder_that_has_moved_is_not_parsed_again_and_reasons_name_the_new_path(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    moved = folder.rename(tmp_path / "elsewhere")
    done = run(moved, out)
    assert done.parsed == 0
    assert [path for path, reason in done.skipped if path.startswith(str(moved)) and path in reason] == [
        str(moved / "empty.txt"),
        str(moved / "picture.txt"),
    ]


def test_coding_or_other_code_makes_all_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    assert run(folder, out, coded=CodingChoice()).parsed == FILES
    monkeypatch.setattr("fazhi_research.batch.makers._code", lambda: "another")
    assert run(folder, out, coded=CodingChoice()).parsed == FILES


def test_the_manifest_is_part_of_what_is_compared(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(PLAN.format(1, 1), encoding="utf-8")
    (folder / "manifest.csv").write_text("file,document\na.txt,one\nb.txt,two\n", encoding="utf-8")
    run(folder, out)
    (folder / "manifest.csv").write_text("file,document\na.txt,one\nb.txt,three\n", encoding="utf-8")
    assert run(folder, out).parsed == 1
    assert {name for name in content(out) if name.startswith("text")} == {"text/one.txt", "text/three.txt"}
    (folder / "manifest.csv").write_text(
        f"file,document,sha256\na.txt,one,{'0' * 64}\nb.txt,three,\n", encoding="utf-8"
    )
    made = content(out)
    with pytest.raises(ManifestError, match=r"a\.txt has changed"):
        run(folder, out, jobs=2)
    assert content(out) == made


@pytest.mark.parametrize("damage", ["cut", "gone", "no record", "garbled record"])
def test_a_damaged_part_is_made_again(damage: str, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(folder, out)
    made = content(out)
    rows = max((out / FOLDER).glob("*.rows"), key=lambda path: path.stat().st_size)
    if damage == "cut":
        rows.write_bytes(rows.read_bytes()[:-1])
    elif damage == "gone":
        rows.unlink()
    elif damage == "no record":
        rows.with_suffix(".json").unlink()
    else:
        rows.with_suffix(".json").write_bytes(b"{")
    assert 0 < run(folder, out).parsed < FILES
    assert content(out) == made


def test_no_parts_stay_if_none_are_wanted(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "out", keep_parts=False)
    assert [path.name for path in (tmp_path / "out" / FOLDER).iterdir() if path.name != "lock"] == []


def test_a_second_run_in_one_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / FOLDER).mkdir(parents=True)
    with FileLock(tmp_path / "out" / FOLDER / "lock"), pytest.raises(FazhiError, match="another run"):
        run(folder, tmp_path / "out")


def test_a_full_disk_leaves_earlier_tables_and_no_half_part(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    made = content(out)
    (folder / "plan-7.txt").write_text(PLAN.format(7, 1), encoding="utf-8")

    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            run(folder, out)
    assert content(out) == made
    assert list((out / FOLDER).glob("*.tmp")) == []
    assert run(folder, out).parsed == 1


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize(
    ("most", "jobs", "parts"), [(300, "1", False), (300, "2", False), (9_000, "1", True)]
)
def test_writes_that_the_system_refuses_leave_earlier_tables(
    most: int, jobs: str, parts: bool, folder: Path, tmp_path: Path
) -> None:
    """At the first part, and, where all parts are there, at the order of documents: one line, and nothing is touched."""
    out = tmp_path / "out"
    run(folder, out, keep_parts=parts)
    made = content(out)
    script = (
        "import resource, sys; from fazhi_research.__main__ import main\n"
        "if __name__ == '__main__':\n"
        f"    resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))\n"
        "    sys.exit(main(sys.argv[1:]))\n"
    )
    (tmp_path / "limited.py").write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "limited.py", "parse", folder, "--out", out, "-j", jobs],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
    assert "make room" in done.stderr
    assert content(out) == made
    assert run(folder, out).documents == FILES - 2


@pytest.mark.parametrize("at", ["outside", "_Texts.add"])
def test_a_disk_that_is_full_at_the_last_table_or_a_text_leaves_the_earlier_ones(
    at: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    made = content(out)
    (folder / "new.txt").write_text(PLAN.format(1, 2), encoding="utf-8")

    def full(*_: object) -> list[str]:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"fazhi_research.batch.results.{at}", full)
    with pytest.raises(OSError, match="No space"):
        run(folder, out)
    assert content(out) == made
    assert require_schema(out)["state"] == "complete"


def test_a_fault_of_the_order_of_documents_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(FazhiError, match="database or disk is full; make room"),
        Index(tmp_path, tmp_path / "index.sqlite"),
    ):
        raise sqlite3.OperationalError("database or disk is full")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_vanishes_or_changes_while_it_is_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one is skipped and tried again next time; of the other the bytes that were parsed count."""
    out = tmp_path / "out"
    honest = read_documents

    def meddling(file: InputFile) -> object:
        if file.name == "plan-3.txt":
            file.path.unlink()
        if file.name == "plan-4.txt":
            file.path.write_text(PLAN.format(4, 9) + "改", encoding="utf-8")
        return honest(file)

    with monkeypatch.context() as patched:
        patched.setattr(parts_module, "read_documents", meddling)
        done = run(folder, out)
    assert [Path(path).name for path, _ in done.skipped] == ["empty.txt", "picture.txt", "plan-3.txt"]
    assert "no such file" in dict(done.skipped)[str(folder / "plan-3.txt")]
    (folder / "plan-3.txt").write_text(PLAN.format(3, 3), encoding="utf-8")
    assert run(folder, out).parsed == 1
    assert content(out) == in_memory(folder, tmp_path / "plain")


def test_a_file_that_breaks_the_parser_is_skipped_with_what_it_was(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = read_documents

    def breaking(file: InputFile) -> object:
        if file.name == "plan-3.txt":
            raise RecursionError("too deep")
        return honest(file)

    with monkeypatch.context() as patched:
        patched.setattr(parts_module, "read_documents", breaking)
        done = run(folder, tmp_path / "out")
    assert "RecursionError: too deep" in dict(done.skipped)[str(folder / "plan-3.txt")]
    assert run(folder, tmp_path / "out").parsed == 1


def test_tables_say_what_made_them(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "out", coded=CodingChoice(schemes=("themes",)))
    told = json.loads((tmp_path / "out" / "tables.json").read_text(encoding="utf-8"))
    assert (told["schema"], told["format"], told["state"]) == (1, "csv", "complete")
    assert set(told["made_by"]) == {"version", "code", "columns", "codebook", "schemes", "preambles"}


def test_nothing_readable_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_text("", encoding="utf-8")
    done = run(tmp_path / "in", tmp_path / "out")
    assert (done.documents, done.written, len(done.skipped)) == (0, 0, 1)
    assert content(tmp_path / "out") == {}


def test_progress_counts_every_file_once(folder: Path, tmp_path: Path) -> None:
    for jobs in (1, 2):
        steps: list[int] = []
        run(folder, tmp_path / "out", jobs=jobs, step=steps.append)
        run(folder, tmp_path / "out", jobs=jobs, step=steps.append)
        assert sum(steps) == 2 * FILES and min(steps) > 0
        shutil.rmtree(tmp_path / "out")


def test_no_clock_enters_the_tables(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder, tmp_path / "out")
    monkeypatch.setattr(time, "time", lambda: 0.0)
    run(folder, tmp_path / "later")
    for name in ("tables.json", "documents.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "later" / name).read_bytes()
