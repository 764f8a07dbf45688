"""A project: found, read, saved, built, drawn and checked, whole or not at all."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from fazhi_research.drawing.style import figure_style
from fazhi_research.errors import FazhiError, FontError, TableError
from fazhi_research.project import Project, build, check, draw
from fazhi_research.project.folders import fresh_folder
from fazhi_research.project.latex import latex_table

DATA = pd.DataFrame(
    {"机构": ["编办", "法制办"], "任务": [5, 18], "占比": [5 / 41, 18 / 41], "集合": [False, True]}
)


SLEEP = "import time; time.sleep(60)"


def wait_for(ready: Callable[[], bool]) -> None:
    """Wait until something is so; fail after twenty seconds."""
    for _ in range(200):
        if ready():
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain")


@pytest.fixture
def figure() -> Iterator[Figure]:
    with figure_style():
        made, axes = plt.subplots(figsize=(3, 2))
        axes.bar(DATA["机构"], DATA["任务"], label="牵头")
        axes.legend()
    yield made
    plt.close(made)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Project:
    """A project with the raw files and one small notebook."""
    shutil.copytree(root / "data" / "raw", tmp_path / "data" / "raw")
    write_notebook(
        tmp_path, "import fazhi_research as fz\nproject = fz.Project.find()\nassert project.raw.is_dir()"
    )
    return Project(tmp_path)


def write_notebook(folder: Path, *sources: str) -> None:
    code: list[dict[str, object]] = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"c{n}",
            "metadata": {},
            "outputs": [],
            "source": text,
        }
        for n, text in enumerate(sources)
    ]
    book = {"cells": code, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "notebooks").mkdir(exist_ok=True)
    (folder / "notebooks" / "01-small.ipynb").write_text(json.dumps(book), encoding="utf-8")


def interrupt(folder: Path) -> None:
    """Work that is stopped half way."""
    (folder / "new.txt").write_text("new", encoding="utf-8")
    raise KeyboardInterrupt


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


# --- where things are


def test_a_project_is_found_from_below(copy: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    below = copy.root / "notebooks"
    assert Project.find(below).root == copy.root
    monkeypatch.delenv("FAZHI_PROJECT", raising=False)
    monkeypatch.chdir(below)
    assert Project.find().root.resolve() == copy.root.resolve()


def test_a_running_draw_tells_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_PROJECT", str(tmp_path))
    monkeypatch.setenv("FAZHI_FIGURES", str(tmp_path / "new"))
    assert Project.find().root == tmp_path
    assert Project.find().figures == tmp_path / "new"


def test_no_project_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        FazhiError, match=r"no project at .* go to a folder that holds data/raw/manifest\.csv"
    ):
        Project.find(tmp_path)


def test_an_absent_table_is_named_with_those_there_are(copy: Project) -> None:
    with pytest.raises(TableError, match=r"no table 'tasks' in .*there are: none yet. Run `fazhi reproduce`"):
        copy.read_table("tasks")
    build(copy)
    with pytest.raises(TableError, match=r"no table 'task' in .*there are: assignments, citations"):
        copy.read_table("task")


# --- saving


def test_two_saves_give_the_same_bytes(figure: Figure, tmp_path: Path) -> None:
    for name in ("one", "two"):
        Project(tmp_path, out=tmp_path / name).save_figure(
            figure, "fig09-bars", data=DATA, caption="Unit: task."
        )
    one, two = bytes_of(tmp_path / "one"), bytes_of(tmp_path / "two")
    assert sorted(one) == [f"figures/fig09-bars.{kind}" for kind in ("csv", "pdf", "png", "svg", "txt")]
    assert one == two


def test_no_date_and_no_program_stand_in_the_files(figure: Figure, tmp_path: Path) -> None:
    Project(tmp_path).save_figure(figure, "fig09-bars", data=DATA, caption="Unit: task.")
    for content in bytes_of(tmp_path / "figures").values():
        assert b"CreationDate" not in content
        assert b"Matplotlib v" not in content
        assert b"<dc:date>" not in content


def test_the_table_of_a_figure_is_spelled_out(figure: Figure, tmp_path: Path) -> None:
    Project(tmp_path).save_figure(figure, "fig09-bars", data=DATA, caption="Unit: task.")
    text = (tmp_path / "figures" / "fig09-bars.csv").read_bytes().decode("utf-8")
    assert text == "机构,任务,占比,集合\n编办,5,0.121951,false\n法制办,18,0.439024,true\n"


def test_the_pdf_embeds_truetype(figure: Figure, tmp_path: Path) -> None:
    Project(tmp_path).save_figure(figure, "fig09-bars", data=DATA, caption="Unit: task.")
    content = (tmp_path / "figures" / "fig09-bars.pdf").read_bytes()
    assert b"/CIDFontType2" in content
    assert b"/Type3" not in content


def test_a_figure_without_a_caption_is_refused(figure: Figure, tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="fig09-bars has no caption: say its unit"):
        Project(tmp_path).save_figure(figure, "fig09-bars", data=DATA)


def test_a_figure_with_a_box_is_refused(figure: Figure, tmp_path: Path) -> None:
    figure.axes[0].set_title("\U00020bb7野家", fontfamily=["Fazhi Sans SC"])
    with pytest.raises(FontError, match="holds \U00020bb7 "):
        Project(tmp_path).save_figure(figure, "fig09-bars", data=DATA, caption="Unit: task.")
    assert bytes_of(tmp_path) == {}


def test_a_name_that_is_no_file_name_is_refused(figure: Figure, tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match=r"'\.\./x' cannot name a file here"):
        Project(tmp_path).save_table(DATA, "../x")


def test_latex_escapes_its_signs_and_keeps_chinese() -> None:
    frame = pd.DataFrame({"a_b": ["50% & more", "《纲要》#1"], "n": [1, 2], "share": [0.5, 0.25]})
    text = latex_table(frame, "tab09", "50% of 任务")
    assert r"a\_b & n & share \\" in text
    assert r"50\% \& more & 1 & 0.50 \\" in text
    assert r"《纲要》\#1 & 2 & 0.25 \\" in text
    assert r"\caption{50\% of 任务}" in text
    assert r"\begin{tabular}{lrr}" in text
    assert r"\toprule" in text


# --- a folder takes the place of another whole


def test_work_that_fails_leaves_the_former_folder(tmp_path: Path) -> None:
    target = tmp_path / "figures"
    target.mkdir()
    (target / "old.txt").write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), fresh_folder(target) as folder:
        interrupt(folder)
    assert bytes_of(tmp_path) == {"figures/old.txt": b"old"}
    with fresh_folder(target) as folder:
        (folder / "new.txt").write_text("new", encoding="utf-8")
    assert bytes_of(tmp_path) == {"figures/new.txt": b"new"}


def test_a_replacement_cut_short_is_put_right(copy: Project) -> None:
    build(copy)
    before = bytes_of(copy.processed)
    copy.processed.rename(
        copy.processed.with_name(".processed-old")
    )  # the machine stopped between two renames
    assert any("stopped while it replaced the tables" in problem for problem in check(copy))
    with pytest.raises(KeyboardInterrupt), fresh_folder(copy.processed) as folder:
        interrupt(folder)
    assert bytes_of(copy.processed) == before


# --- build, draw, check


def test_build_draw_and_check_agree(copy: Project) -> None:
    assert [problem.partition(" (")[0] for problem in check(copy)] == [
        "the tables were not made by `fazhi reproduce`",
        "the figures were not made by `fazhi reproduce`",
    ]
    assert re.match(
        r"11 documents, \d+ tasks, \d+ agencies as named, \d+ doubts; \d+ files", str(build(copy))
    )
    assert str(draw(copy)).startswith("1 notebook run; 1 file written, ")
    assert check(copy) == []


def test_building_twice_gives_the_same_bytes_and_no_path(copy: Project) -> None:
    build(copy)
    once = bytes_of(copy.processed)
    build(copy)
    assert bytes_of(copy.processed) == once
    assert set(json.loads(once["build.json"])) == {"version", "raw", "tables"}
    assert str(copy.root).encode() not in once["build.json"]


def test_check_tells_a_mixture(copy: Project) -> None:
    build(copy)
    draw(copy)
    table = copy.processed / "tasks.csv"
    table.write_bytes(table.read_bytes() + b"\n")
    assert [p.partition(" has sha256")[0] for p in check(copy)] == ["data/processed/tasks.csv"]
    seal = copy.figures / "draw.json"
    content = json.loads(seal.read_text(encoding="utf-8"))
    content["tables"]["tasks.csv"] = "0" * 64
    seal.write_text(json.dumps(content), encoding="utf-8")
    (copy.figures / "stray.png").write_bytes(b"")
    write_notebook(copy.root, "pass")
    problems = check(copy)
    assert "figures/stray.png is not listed in draw.json: run `fazhi reproduce`." in problems
    assert (
        "the figures were drawn from other tables (tasks.csv), a mixture: run `fazhi reproduce`." in problems
    )
    assert "the figures were drawn by other notebooks (01-small.ipynb): run `fazhi reproduce`." in problems


def test_check_tells_a_changed_raw_file_with_both_hashes(copy: Project) -> None:
    build(copy)
    path = next(copy.raw.glob("000*.txt"))
    path.write_bytes(path.read_bytes() + b"x")
    problems = check(copy)
    assert any(
        p.startswith(f"data/raw/{path.name} has sha256") and "manifest.csv says" in p for p in problems
    )
    assert any(p.startswith(f"the tables were made from other raw files ({path.name})") for p in problems)


def test_a_failing_cell_is_named_and_the_former_figures_stay(copy: Project) -> None:
    build(copy)
    draw(copy)
    before = bytes_of(copy.figures)
    write_notebook(copy.root, "n = 0", "1 / n")
    message = r"01-small\.ipynb, cell 2: ZeroDivisionError: division by zero\. Open the notebook"
    with pytest.raises(FazhiError, match=message):
        draw(copy)
    assert bytes_of(copy.figures) == before


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of Ctrl-C")
def test_an_interrupted_draw_leaves_the_former_figures_and_no_kernel(root: Path, copy: Project) -> None:
    build(copy)
    draw(copy)
    before = bytes_of(copy.figures)
    started = copy.root / "kernel"
    write_notebook(
        copy.root, "import os, pathlib", f"pathlib.Path({str(started)!r}).write_text(str(os.getpid()))", SLEEP
    )
    script = f"from fazhi_research.project import Project, draw; draw(Project({str(copy.root)!r}))"
    job = subprocess.Popen([sys.executable, "-c", script], cwd=root, stderr=subprocess.PIPE, text=True)
    wait_for(started.is_file)
    job.send_signal(signal.SIGINT)
    told = job.communicate(timeout=30)[1]
    assert "KeyboardInterrupt" in told.splitlines()[-1]
    wait_for(lambda: not Path(f"/proc/{started.read_text()}").exists())
    assert bytes_of(copy.figures) == before
    assert sorted(path.name for path in copy.root.iterdir()) == ["data", "figures", "kernel", "notebooks"]


def test_drawing_before_building_says_what_to_do(copy: Project) -> None:
    with pytest.raises(
        FazhiError, match=r"holds no build\.json: make the tables first, with `fazhi reproduce`"
    ):
        draw(copy)


def test_a_project_without_raw_files_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match=r"does not exist: put the raw files and manifest\.csv there"):
        build(Project(tmp_path))


def test_the_notebooks_make_what_they_promise(root: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    project = Project(root, out=tmp_path)
    build(project)
    made = {path.name for path in draw(project, progress=lambda *told: seen.append(told)).files}
    assert [name for _, _, name in seen] == [
        *sorted(path.name for path in project.notebooks.glob("*.ipynb")),
        "",
    ]
    for figure in ("fig01-corpus", "fig02-leads", "fig03-lead-by-section"):
        assert {f"{figure}.{kind}" for kind in ("pdf", "svg", "png", "csv", "txt")} <= made
    for table in ("tab01-documents", "tab02-lead-shares"):
        assert {f"{table}.csv", f"{table}.tex"} <= made
    assert check(project) == []
    drawn = (project.figures / "fig02-leads.csv").read_text(encoding="utf-8")
    assert drawn.count(",lead,") == 44
