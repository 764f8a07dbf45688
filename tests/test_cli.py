"""The command line, as a stranger runs it: one sentence on what is wrong, and nothing half done."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fazhi_research.tables import COLUMNS
from tests.command_line import PLAN, ROOT, content, fazhi, refused, rows

HASH = hashlib.sha256(PLAN.encode()).hexdigest()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_a_file_becomes_tables(plan: Path, tmp_path: Path) -> None:
    done = fazhi("parse", plan, "--out", tmp_path / "out", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 document, 2 tasks, 0 lead agencies, 2 doubts; 13 files written")
    written = content(tmp_path / "out")
    document = rows(tmp_path / "out" / "documents.csv")[0]["document"]
    assert set(written) == {f"{table}.csv" for table in COLUMNS} | {f"text/{document}.txt", "tables.json"}
    assert written[f"text/{document}.txt"].decode() == PLAN.strip()
    assert [row["named"] for row in rows(tmp_path / "out" / "assignments.csv")] == ["市甲局", "市乙局"]
    assert plan.read_text(encoding="utf-8") == PLAN


def test_a_folder_and_several_paths(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "多 个"
    folder.mkdir()
    (folder / "a b.txt").write_text(PLAN + "二", encoding="utf-8")
    (folder / "notes.pdf.bak").write_text("x", encoding="utf-8")
    done = fazhi("parse", folder, "plan.txt", "--out", "deep/er/out", "-j", "2", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [row["file"] for row in rows(tmp_path / "deep/er/out/documents.csv")] == ["a b.txt", "plan.txt"]


@pytest.mark.parametrize("text", ["just words", "依法行政", "1", "。", "\u200b词", "一、"])
def test_a_text_without_structure_is_a_document_without_tasks(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = fazhi("parse", "a.txt", "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(rows(tmp_path / "out/documents.csv")) == 1
    assert rows(tmp_path / "out/assignments.csv") == []
    if text != "一、":
        assert rows(tmp_path / "out/sections.csv") == []


BAD = {
    "missing": (None, ["gone.txt", "no such file or folder", "check the name"]),
    "empty": (b"", ["is empty", "replace it by the text"]),
    "blank": ("　\n \n".encode(), ["is empty", "replace it by the text"]),
    "binary": (b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\x03" * 60, ["binary", "convert it"]),
    "undecodable": (b"\xff\x80\xff\xff\x81" * 40, ["no known encoding", "save it as UTF-8"]),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("before", [True, False], ids=["over earlier tables", "afresh"])
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_touched(
    name: str, *, before: bool, plan: Path, tmp_path: Path
) -> None:
    data, words = BAD[name]
    bad, out = tmp_path / "gone.txt", tmp_path / "out"
    if data is not None:
        bad.write_bytes(data)
    if before:
        assert fazhi("parse", plan, "--out", out, cwd=tmp_path).returncode == 0
    made = content(tmp_path)
    refused(fazhi("parse", bad, "--out", out, cwd=tmp_path), "gone.txt", *words)
    assert content(tmp_path) == made


def test_of_several_paths_a_missing_one_stops_all(plan: Path, tmp_path: Path) -> None:
    refused(fazhi("parse", plan, tmp_path / "gone", "--out", "out", cwd=tmp_path), "gone", "check the name")
    assert not (tmp_path / "out").exists()


def test_a_folder_without_readable_files(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    refused(fazhi("parse", "in", "--out", "out", cwd=tmp_path), "in", "no readable file", "supported: .txt")


def test_an_extension_that_is_not_supported(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text(PLAN, encoding="utf-8")
    refused(
        fazhi("parse", "a.xyz", "--out", "out", cwd=tmp_path), "a.xyz", "cannot read .xyz", "supported: .txt"
    )


@pytest.mark.parametrize("out", ["taken", "taken/below"])
def test_a_file_where_the_folder_should_be(out: str, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    refused(
        fazhi("parse", plan, "--out", out, cwd=tmp_path), "taken is a file, not a folder", "another --out"
    )
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_a_folder_with_bad_files_is_read_without_them(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(BAD["binary"][0] or b"")
    done = fazhi("parse", tmp_path, "--out", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("1 document,")
    assert done.stderr.count("fazhi: skipped ") == done.stderr.count("\n") == 2
    skipped = rows(tmp_path / "out/skipped.csv")
    assert [Path(row["file"]).name for row in skipped] == ["empty.txt", "picture.txt"]
    assert "is empty" in skipped[0]["reason"] and "binary" in skipped[1]["reason"]
    assert len(rows(tmp_path / "out/documents.csv")) == 1


def test_the_list_of_skipped_files_goes_when_none_is(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert fazhi("parse", tmp_path, "--out", "out", cwd=tmp_path).returncode == 1
    (tmp_path / "empty.txt").unlink()
    assert fazhi("parse", plan, "--out", "out", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "out/skipped.csv").exists()


def test_texts_of_an_earlier_run_do_not_linger(plan: Path, tmp_path: Path) -> None:
    """text/ holds exactly the documents of documents.csv."""
    assert fazhi("parse", plan, "--out", "out", cwd=tmp_path).returncode == 0
    plan.write_text(PLAN + "另行通知。", encoding="utf-8")
    assert fazhi("parse", plan, "--out", "out", cwd=tmp_path).returncode == 0
    names = {f"{row['document']}.txt" for row in rows(tmp_path / "out/documents.csv")}
    assert {path.name for path in (tmp_path / "out/text").iterdir()} == names


def test_a_folder_with_a_manifest_is_parsed_by_it(plan: Path, tmp_path: Path) -> None:
    """Ids come from the manifest; only without one are they made from the file."""
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.move(plan, folder / "plan.txt")
    (folder / "manifest.csv").write_text("file,document\nplan.txt,some-plan\n", encoding="utf-8")
    assert fazhi("parse", "in", "--out", "out", cwd=tmp_path).returncode == 0
    assert [row["document"] for row in rows(tmp_path / "out/documents.csv")] == ["some-plan"]


@pytest.mark.parametrize(
    "arguments",
    [[], ["parse"], ["parse", "a.txt"], ["frobnicate"], ["parse", "a.txt", "--out", "o", "-j", "0"]],
)
def test_wrong_use_is_told_with_the_usage(arguments: list[str], tmp_path: Path) -> None:
    done = fazhi(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: fazhi") and "Traceback" not in done.stderr


def test_help_and_version(tmp_path: Path) -> None:
    for arguments in (["--help"], ["parse", "--help"], ["--version"]):
        done = fazhi(*arguments, cwd=tmp_path)
        assert done.returncode == 0 and done.stdout and done.stderr == ""


def test_debug_shows_the_whole_traceback(tmp_path: Path) -> None:
    done = fazhi("--debug", "parse", "gone.txt", "--out", "out", cwd=tmp_path)
    assert done.returncode != 0 and "Traceback" in done.stderr and "ReadError" in done.stderr


# A project and its manifest.

MANIFESTS = {
    "a row without its file": (
        "file,document\nplan.txt,x\nother.txt,y\n",
        ["other.txt is listed but not in the folder", "restore the file"],
    ),
    "a file without its row": ("file,document\n", ["no row for the file plan.txt", "add one"]),
    "a changed file": (
        f"file,document,sha256\nplan.txt,x,{'0' * 64}\n",
        ["plan.txt has changed", "0" * 64, HASH, "restore the file"],
    ),
    "a row too short": ("file,document,sha256\nplan.txt,x\n", ["line 2", "2 cells for 3 columns"]),
    "an open quotation mark": (
        'file,document\n"plan.txt,x\n',
        ["line 2", "not a CSV row", "quotation marks"],
    ),
    "a missing column": ("file,title\nplan.txt,x\n", ["column document is missing"]),
    "a misspelt column": ("file,document,gerne\nplan.txt,x,plan\n", ["no column is called 'gerne'", "genre"]),
    "no columns at all": ("", ["column file and document is missing"]),
    "not UTF-8": ("file,document\nplan.txt,法治\n", ["not UTF-8", "CSV UTF-8"]),
}


def project(folder: Path, manifest: str, encoding: str = "utf-8") -> Path:
    """A project of one plan with tables made before."""
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "plan.txt").write_text(PLAN, encoding="utf-8")
    (raw / "manifest.csv").write_text("file,document\nplan.txt,x\n", encoding="utf-8")
    done = fazhi("build", "--project", folder, cwd=folder)
    assert done.returncode == 0, done.stderr
    (raw / "manifest.csv").write_text(manifest, encoding=encoding)
    return folder


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_manifest_that_does_not_fit_stops_the_build_and_leaves_the_tables(
    name: str, tmp_path: Path
) -> None:
    manifest, words = MANIFESTS[name]
    home = project(tmp_path / "home", manifest, "gb18030" if name == "not UTF-8" else "utf-8")
    made = content(home)
    assert "data/processed/documents.csv" in made
    refused(fazhi("build", "--project", home, cwd=tmp_path), "manifest.csv", *words)
    assert content(home) == made


def test_no_project_here(tmp_path: Path) -> None:
    refused(fazhi("build", cwd=tmp_path), "no project", "data/raw/manifest.csv")
    refused(fazhi("build", cwd=tmp_path), "--project DIR on the command line")


@pytest.mark.parametrize("command", ["build", "draw", "reproduce", "check"])
def test_a_project_that_is_not_there_is_told_in_one_line(command: str, tmp_path: Path) -> None:
    refused(fazhi(command, "--project", "/nope", cwd=tmp_path), "/nope: no such folder", "data/raw")
    refused(
        fazhi(command, "--project", tmp_path, cwd=tmp_path), "is no project", "data/raw with manifest.csv"
    )


def test_kinds_of_files_that_are_not_read_are_counted(plan: Path, tmp_path: Path) -> None:
    for name in ("a.png", "b.PNG", "sheet.sav", "Makefile", ".hidden.png"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    done = fazhi("parse", ".", "--out", "out", cwd=tmp_path)
    line = "fazhi: .: 4 files of other kinds passed over: .png 2, .sav 1, without extension 1\n"
    assert (done.returncode, done.stderr) == (0, line)
    for name in ("b.PNG", "sheet.sav", "Makefile"):
        (tmp_path / name).unlink()
    done = fazhi("parse", ".", "--out", "out", cwd=tmp_path)
    assert done.stderr == "fazhi: .: 1 file of other kinds passed over: .png 1\n"
    assert fazhi("parse", plan, "--out", "out", cwd=tmp_path).stderr == ""


@pytest.mark.parametrize("out", ["in", "in/below"])
def test_tables_written_into_the_input_folder_are_not_read_back(out: str, plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.move(plan, folder / "plan.txt")
    (folder / "text").mkdir()
    (folder / "text" / "mine.txt.md").write_text(
        PLAN + "二", encoding="utf-8"
    )  # a folder of that name may be the user's
    first = fazhi("parse", "in", "--out", out, cwd=tmp_path)
    made = content(tmp_path / out)
    again = fazhi("parse", "in", "--out", out, cwd=tmp_path)
    assert (first.returncode, again.returncode, again.stderr) == (0, 0, "")
    assert again.stdout.startswith("2 documents, ")
    assert content(tmp_path / out) == made


def test_a_folder_of_nothing_but_results_is_no_source(plan: Path, tmp_path: Path) -> None:
    assert fazhi("parse", plan, "--out", "out", cwd=tmp_path).returncode == 0
    refused(
        fazhi("parse", "out", "--out", "more", cwd=tmp_path), "out", "nothing but tables and texts", "sources"
    )
    assert fazhi("parse", "out/text", "--out", "more", cwd=tmp_path).returncode == 0  # asked for by name


def test_results_do_not_go_where_a_manifest_lists_every_file(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.move(plan, folder / "plan.txt")
    (folder / "manifest.csv").write_text("file,document\nplan.txt,x\n", encoding="utf-8")
    refused(
        fazhi("parse", "in", "--out", "in/out", cwd=tmp_path), "in/out lies in the input folder", "outside"
    )
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.csv", "plan.txt"]


def test_help_tells_the_exit_codes(tmp_path: Path) -> None:
    told = fazhi("--help", cwd=tmp_path).stdout
    assert [code for code in ("0", "1", "2", "130") if f"\n  {code} " not in told] == []


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of Ctrl-C")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_parse_is_one_line(jobs: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(400):
        (tmp_path / "in" / f"{number}.txt").write_text(PLAN * 500 + str(number), encoding="utf-8")
    command = [sys.executable, "-m", "fazhi_research", "parse", "in", "--out", "out", "-j", jobs]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    job = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while not (tmp_path / "out").is_dir():
        time.sleep(0.05)
    time.sleep(0.3)
    os.killpg(job.pid, signal.SIGINT)  # as a terminal does: every process of the group
    told = job.communicate(timeout=60)[1]
    assert (job.returncode, told.strip()) == (130, "fazhi: interrupted; earlier results are untouched")
    assert content(tmp_path / "out") == {}


def test_a_run_over_text_fetches_no_other_reader_and_no_cluster(plan: Path, tmp_path: Path) -> None:
    """What a run does not need would be a tenth of the half second that a first file takes."""
    program = (
        "import sys\nfrom fazhi_research.__main__ import main\n"
        f"main(['parse', {str(plan)!r}, '--out', {str(tmp_path / 'out')!r}])\n"
        "print([name for name in sorted(sys.modules) if name.startswith('fazhi_research.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    for name in ("reading.pdf", "reading.docx", "reading.html", "batch.clients", "batch.cluster", "project"):
        assert f"'fazhi_research.{name}'" not in done.stdout, name
