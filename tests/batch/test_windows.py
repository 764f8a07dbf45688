"""What Windows makes of files: its line ends, its separators, its marks at the beginning. The tables are those of the same files made elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path, PureWindowsPath

import pytest

from fazhi_research.batch import files_of, parse_into
from fazhi_research.errors import FazhiError
from fazhi_research.project.chunks import read_chunks
from fazhi_research.reading.corpus import shipped
from tests.batch.conftest import PLAN, content

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = "file,document\n{0}a.txt,one\n{0}b.txt,two\n"


def written(folder: Path, ends: str, mark: str = "", encoding: str = "utf-8") -> Path:
    """Two plans and a manifest with these line ends."""
    (folder / "sub").mkdir(parents=True)
    for name in "ab":
        text = mark + (PLAN.format(1, name) + "\n末段。\n").replace("\n", ends)
        (folder / "sub" / f"{name}.txt").write_bytes(text.encode(encoding))
    manifest = MANIFEST.format("sub/").replace("\n", ends if ends != "\r" else "\n")
    (folder / "manifest.csv").write_bytes((mark if encoding == "utf-8" else "").encode() + manifest.encode())
    return folder


@pytest.mark.parametrize(
    ("ends", "mark", "encoding"),
    [("\r\n", "", "utf-8"), ("\r", "", "utf-8"), ("\r\n", "\ufeff", "utf-8"), ("\r\n", "\ufeff", "utf-16-le"), ("\r\n", "", "gb18030")],
)  # fmt: skip
def test_line_ends_and_marks_change_no_row(ends: str, mark: str, encoding: str, tmp_path: Path) -> None:
    for name, folder in (("plain", written(tmp_path / "a", "\n")), ("windows", written(tmp_path / "b", ends, mark, encoding))):
        parse_into(files_of([folder]), tmp_path / name)
    assert content(tmp_path / "windows") == content(tmp_path / "plain")


def test_the_shipped_files_with_line_ends_of_windows_give_the_same_rows(tmp_path: Path) -> None:
    """All but the ids, which are made of the bytes of a file where no manifest gives them."""
    (tmp_path / "in").mkdir()
    (tmp_path / "plain").mkdir()
    for path in shipped().glob("*.txt"):
        data = path.read_bytes().replace(b"\r\n", b"\n")
        (tmp_path / "plain" / path.name).write_bytes(data)
        (tmp_path / "in" / path.name).write_bytes(data.replace(b"\n", b"\r\n"))
    rows = []
    for folder in ("plain", "in"):
        parse_into(files_of([tmp_path / folder]), tmp_path / f"{folder}-out")
        ((about, tasks),) = read_chunks(tmp_path / f"{folder}-out", "documents", "tasks")
        places = dict(zip(about["document"], zip(about["file"], about["start"], strict=True), strict=True))
        rows.append(
            sorted(
                (*places[row.document], row.start, row.stop, row.words) for row in tasks.itertuples(index=False)
            )
        )
    assert rows[0] == rows[1] and len(rows[0]) == 130


def test_a_table_saved_by_a_spreadsheet_of_windows_is_read_back(tmp_path: Path) -> None:
    """With a mark at its beginning and CR LF at its lines' ends."""
    out = tmp_path / "out"
    parse_into(files_of([written(tmp_path / "in", "\n")]), out)
    before = [frame for (frame,) in read_chunks(out, "assignments")]
    for name in ("documents", "assignments"):
        path = out / f"{name}.csv"
        path.write_bytes("\ufeff".encode() + path.read_bytes().replace(b"\n", b"\r\n"))
    after = [frame for (frame,) in read_chunks(out, "assignments")]
    assert [frame.to_dict("records") for frame in after] == [frame.to_dict("records") for frame in before]


def test_an_archive_with_backslashes_names_its_members_with_slashes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "texts.zip", "w") as archive:
        entry = zipfile.ZipInfo("2020/plan.txt")
        entry.filename = entry.orig_filename = "2020\\plan.txt"  # as some programs for Windows write it
        archive.writestr(entry, PLAN.format(1, 1))
    run = parse_into(files_of([tmp_path / "in"]), tmp_path / "out")
    assert run.documents == 1 and run.skipped == ()
    assert "texts.zip/2020" in (tmp_path / "out" / "documents.csv").read_text(encoding="utf-8")


def test_a_manifest_with_backslashes_is_told_or_read(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", "\n")
    (folder / "manifest.csv").write_text(MANIFEST.format("sub\\"), encoding="utf-8")
    with pytest.raises(FazhiError, match=r"sub.*a\.txt"):
        parse_into(files_of([folder]), tmp_path / "out")


def test_names_in_tables_have_slashes_whatever_the_system(tmp_path: Path) -> None:
    """A path of Windows in words is one name; what is written is posix."""
    parse_into(files_of([written(tmp_path / "in", "\n")]), tmp_path / "out")
    ((about,),) = read_chunks(tmp_path / "out", "documents")
    assert list(about["file"]) == ["sub/a.txt", "sub/b.txt"]
    assert all(PureWindowsPath(name).as_posix() == name for name in about["file"])


#: what Windows has not; filelock and multiprocessing know that themselves, and are loaded before
WITHOUT = """
import multiprocessing.resource_tracker, os, signal, sys, filelock
multiprocessing.resource_tracker._HAVE_SIGMASK = False
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
for place, names in ((os, "fork killpg wait4 getuid geteuid setsid O_DIRECTORY sysconf"), (signal, "pthread_sigmask SIGALRM alarm setitimer SIGHUP SIGUSR1")):
    for name in names.split():
        if hasattr(place, name):
            delattr(place, name)
from fazhi_research.__main__ import main
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("options", [["-j", "1"], ["-j", "2", "--time-limit", "60"], ["-j", "1", "--no-cache"]], ids=str)
def test_nothing_that_only_posix_has_is_needed(options: list[str], tmp_path: Path) -> None:
    folder = written(tmp_path / "in", "\n")
    parse_into(files_of([folder]), tmp_path / "plain")
    (tmp_path / "without.py").write_text(WITHOUT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "without.py", "parse", folder, "--out", tmp_path / "out", *options],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / "out") == content(tmp_path / "plain")


FORMS = ["csv", *(["parquet"] if find_spec("pyarrow") else [])]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks Linux which files are open")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("keep_parts", [True, False])
def test_no_file_is_removed_or_replaced_while_it_is_open(
    form: str, keep_parts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses that; here whoever tries is refused as well."""

    def refused(do: Callable[..., object]) -> Callable[..., object]:
        def done(path: str | Path, *rest: object, **options: object) -> object:
            held = [os.path.realpath(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")]
            for one in (path, *rest):
                if isinstance(one, str | Path) and os.path.realpath(one) in held:
                    raise PermissionError(13, "used by another process", str(one))
            return do(path, *rest, **options)

        return done

    folder = written(tmp_path / "in", "\n")
    monkeypatch.setattr(Path, "unlink", refused(Path.unlink))
    monkeypatch.setattr(Path, "replace", refused(Path.replace))
    for text in ("一", "二"):  # a second run replaces tables and removes parts
        (folder / "sub" / "a.txt").write_text(PLAN.format(1, text), encoding="utf-8")
        parse_into(files_of([folder]), tmp_path / "out", form=form, keep_parts=keep_parts)
    shutil.rmtree(tmp_path / "out")
