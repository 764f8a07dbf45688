"""A folder of nasty files goes through `fazhi parse`: what can be read is read, the rest is skipped with its reason."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

import fazhi_research as fz
from fazhi_research.errors import ReadError
from fazhi_research.reading.archives import LARGEST_FILE
from fazhi_research.reading.files import read_file
from tests.nasty.files import NASTY, PLAN, SECRET, Nasty

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = sys.platform == "win32"


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The folder around `in`, where the files lie, and `out`, where their tables are, with the finished run."""
    home = tmp_path_factory.mktemp("nasty")
    (home / "in").mkdir()
    (home / "in/secret.bin").write_text(SECRET, encoding="utf-8")
    (home / "secret.bin").write_text(SECRET, encoding="utf-8")
    for one in NASTY:
        (home / "in" / one.name).write_bytes(one.make())
    command = [sys.executable, "-m", "fazhi_research", "parse", "in", "--out", "out", "--code", "--time-limit", "60"]
    done = subprocess.run(
        command, cwd=home, env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return home, done


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", errors="surrogatepass", newline="") as file:
        return list(csv.DictReader(file))


def test_each_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({one.name for one in NASTY}) == len(NASTY) >= 60
    assert all(one.why for one in NASTY)


@pytest.mark.skipif(WINDOWS, reason="names that Windows does not take")
@pytest.mark.parametrize("one", NASTY, ids=lambda one: one.name)
def test_it_is_read_or_skipped_with_its_reason(
    one: Nasty, parsed: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    home, _ = parsed
    skipped = [row for row in rows(home / "out/skipped.csv") if f"in/{one.name}" in row["reason"]]
    read = [row for row in rows(home / "out/documents.csv") if row["file"].split("/")[0] == one.name]
    if one.said == "(passed over)":
        assert not read and not skipped
    elif one.said:
        assert not read and skipped and one.said in skipped[0]["reason"], (skipped, one.why)
    else:
        assert read and not skipped, (skipped, one.why)


@pytest.mark.skipif(WINDOWS, reason="names that Windows does not take")
def test_nothing_leaks_and_nothing_is_written_elsewhere(
    parsed: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    home, done = parsed
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr[-2000:]
    assert "\x1b" not in done.stderr + done.stdout
    assert sorted(path.name for path in home.iterdir()) == ["in", "out", "secret.bin"]
    assert {path.name for path in (home / "in").iterdir()} == {one.name for one in NASTY} | {"secret.bin"}
    for path in (home / "out").rglob("*"):
        if path.is_file():
            assert SECRET not in path.read_text(encoding="utf-8", errors="replace"), path
            assert path.resolve().is_relative_to(home / "out")


@pytest.mark.skipif(WINDOWS, reason="no named pipes and devices in folders")
def test_pipes_devices_and_giants_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "round.txt").symlink_to("round.txt")
    with (tmp_path / "giant.txt").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    said = {"pipe": "pipe or device", "zero": "pipe or device", "round": "cannot be opened", "giant": "split it"}
    for name, words in said.items():
        with pytest.raises(ReadError, match=words):
            read_file(tmp_path / f"{name}.txt")
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    with pytest.warns(UserWarning, match="giant"):
        assert len(fz.read_corpus(tmp_path, skip=True)) == 1


@pytest.mark.parametrize("name", ["../up.txt", "/etc/passwd", "in/../../up.txt", "C:\\up.txt"])
def test_no_row_of_a_manifest_leads_out_of_its_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "up.txt").write_text(SECRET, encoding="utf-8")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    rows = f"file,document\nplan.txt,plan\n{name},up\n"
    (folder / "manifest.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(fz.FazhiError, match=r"is listed but not in the folder|leads out"):
        fz.read_corpus(folder)
