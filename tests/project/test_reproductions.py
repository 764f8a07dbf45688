"""Tables and figures are made together, and an interrupted or failing run leaves all as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi_research.errors import FazhiError
from fazhi_research.project import Project, build, check, draw, reproduce
from fazhi_research.project.checks import foreign_files
from tests.project.folders import bytes_of, write_notebook

SLEEP = "import time; time.sleep(60)"


def wait_for(ready: Callable[[], bool]) -> None:
    """Wait until something is so; fail after twenty seconds."""
    for _ in range(200):
        if ready():
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain")


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of Ctrl-C")
@pytest.mark.parametrize("started", ["kernel", "kernels"], ids=["in a cell", "while the kernel starts"])
def test_an_interrupted_job_leaves_all_as_it_was_and_no_kernel(
    started: str, root: Path, copy: Project
) -> None:
    build(copy)
    draw(copy)
    before = bytes_of(copy.root)
    note = copy.root / "kernel"
    write_notebook(
        copy.root, "import os, pathlib", f"pathlib.Path({str(note)!r}).write_text(str(os.getpid()))", SLEEP
    )
    scratch = copy.root / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "fazhi_research", "reproduce", "--project", str(copy.root)]
    environment = os.environ | {"PYTHONPATH": str(root), "TMPDIR": str(scratch)}
    job = subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.PIPE, text=True)
    wait_for(note.is_file if started == "kernel" else lambda: bool(list(scratch.glob("fazhi-*/kernels/*/*"))))
    job.send_signal(signal.SIGINT)
    told = job.communicate(timeout=30)[1]
    # a kernel cut off in the act of starting may add a line of its own when Python exits
    assert job.returncode == 130
    assert "fazhi: interrupted; earlier results are untouched" in told.splitlines()
    if note.is_file():
        wait_for(lambda: not Path(f"/proc/{note.read_text()}").exists())
        note.unlink()
    assert list(scratch.iterdir()) == []
    scratch.rmdir()
    after = bytes_of(copy.root)
    assert {name: data for name, data in after.items() if not name.startswith("notebooks/")} == {
        name: data for name, data in before.items() if not name.startswith("notebooks/")
    }


def test_tables_and_figures_are_made_together_or_not_at_all(copy: Project) -> None:
    built, drawn = reproduce(copy)
    assert str(built).startswith("11 documents, ") and str(drawn).startswith(
        "1 notebook run; 3 files written, "
    )
    assert all(path.is_file() for path in (*built.files, *drawn.files))
    assert check(copy) == []
    before = bytes_of(copy.root / "data"), bytes_of(copy.figures)
    manifest = copy.raw / "manifest.csv"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(",draft,", ",trial,"), encoding="utf-8")
    write_notebook(copy.root, "1 / 0")
    with pytest.raises(FazhiError, match="division by zero"):
        reproduce(copy)
    assert bytes_of(copy.processed) == {
        name.removeprefix("processed/"): data
        for name, data in before[0].items()
        if name.startswith("processed/")
    }
    assert bytes_of(copy.figures) == before[1]


def test_notebooks_read_the_new_tables(copy: Project) -> None:
    build(copy)
    manifest = copy.raw / "manifest.csv"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(",draft,", ",trial,"), encoding="utf-8")
    source = "import fazhi_research as fz\nstatus = fz.Project.find().read_table('documents')['status']"
    write_notebook(copy.root, source, "assert 'trial' in set(status)")
    reproduce(copy)
    assert check(copy) == []


@pytest.mark.parametrize("job", [build, reproduce])
def test_a_project_without_a_manifest_is_refused_and_stays(
    job: Callable[[Project], object], copy: Project
) -> None:
    build(copy)
    (copy.raw / "manifest.csv").unlink()
    before = bytes_of(copy.root)
    with pytest.raises(
        FazhiError, match=r"manifest\.csv does not exist: .* or make tables of any folder with"
    ):
        job(copy)
    assert bytes_of(copy.root) == before


def test_files_of_others_survive_and_are_told_apart(copy: Project) -> None:
    reproduce(copy)
    mine = {copy.figures / "fig99-mine.png": b"png", copy.processed / "sub" / "my own.xlsx": b"xlsx"}
    for path, data in mine.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    built, drawn = reproduce(copy)
    assert {path: path.read_bytes() for path in mine} == mine
    assert not mine.keys() & {*built.files, *drawn.files}
    assert check(copy) == []
    assert foreign_files(copy) == ["processed/sub/my own.xlsx", "figures/fig99-mine.png"]
