"""A project: found, read, saved, built, drawn and checked, whole or not at all."""

from __future__ import annotations

import json
import os
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
from fazhi_research.project import Project, build, check, draw, reproduce
from fazhi_research.project.checks import foreign_files
from fazhi_research.project.folders import fresh_folders
from fazhi_research.project.latex import latex_table
from fazhi_research.project.seals import BUILD, DRAW

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
    assert r"a\_b & n & Share \\" in text and r"     &  & 占比 \\" in text
    assert r"50\% \& more & 1 & 0.50 \\" in text
    assert r"《纲要》\#1 & 2 & 0.25 \\" in text
    assert r"\caption{50\% of 任务}" in text
    assert r"\begin{tabular}{lrr}" in text
    assert r"\toprule" in text and r"Share: tasks over all tasks" in text
    assert text.startswith("% ") and "xelatex" in text and "xeCJK" in text


def test_latex_breaks_long_words_and_tells_what_is_constant() -> None:
    title = "金川区法治政府建设实施规划征求意见稿"
    frame = pd.DataFrame(
        {"title": [title, "乙"], "document": ["a_1", "a_1"], "agency": ["甲", "乙"], "named": ["甲", "乙"]}
    )
    text = latex_table(frame, "tab09")
    assert r"\begin{tabular}{p{14em}l}" in text
    assert r"Title & Agency \\" in text and r"标题 & 机构 \\" in text
    assert r"The same in every row: Document a\_1." in text
    assert r"\begin{table}" in text
    wide = latex_table(pd.concat([frame["title"].rename(name) for name in "abcd"], axis=1), "tab09")
    assert wide.count(title) == 1  # the other columns repeat it
    columns = {name: [title + name, name] for name in "abcdefgh"}
    assert (
        r"\begin{sidewaystable}" in (turned := latex_table(pd.DataFrame(columns), "tab09"))
        and "rotating" in turned
    )


def test_latex_does_not_take_a_cell_for_an_argument() -> None:
    """After a row's end, * and [ would be read as part of it."""
    text = latex_table(pd.DataFrame({"named": ["甲", "**市", "[2011]7号"], "n": [1, 2, 3]}), "tab09")
    assert r"    {}**市 & 2 \\" in text and r"    {}[2011]7号 & 3 \\" in text


def test_latex_of_one_row_or_none_keeps_its_columns() -> None:
    assert r"n & Share \\" in latex_table(pd.DataFrame({"n": [1], "share": [0.5]}), "tab09")
    assert r"n & Share \\" in latex_table(pd.DataFrame({"n": [], "share": []}), "tab09")


# --- a folder takes the place of another whole


def folders(root: Path) -> dict[Path, str]:
    """Two folders of results, each with a file of ours and one of a stranger."""
    made = {root / "processed": BUILD, root / "figures": DRAW}
    for folder, seal in made.items():
        (folder / "mine").mkdir(parents=True)
        (folder / "old.txt").write_text("old", encoding="utf-8")
        (folder / "mine" / "notes.odt").write_text("mine", encoding="utf-8")
        lists = {"tables" if seal == BUILD else "files": {"old.txt": "0"}}
        (folder / seal).write_text(json.dumps(lists), encoding="utf-8")
    (root / "processed" / "tasks.csv").write_text("a table that no seal lists", encoding="utf-8")
    return made


def test_work_that_fails_leaves_the_former_folders(tmp_path: Path) -> None:
    made = folders(tmp_path)
    before = bytes_of(tmp_path)
    with pytest.raises(KeyboardInterrupt), fresh_folders(made) as (tables, _):
        interrupt(tables)
    assert bytes_of(tmp_path) == before


def test_what_is_new_replaces_ours_and_keeps_what_is_not_ours(tmp_path: Path) -> None:
    with fresh_folders(folders(tmp_path)) as fresh:
        for folder in fresh:
            assert list(folder.iterdir()) == []
            (folder / "new.txt").write_text("new", encoding="utf-8")
    held = {"new.txt": b"new", "mine/notes.odt": b"mine"}
    assert bytes_of(tmp_path) == {
        f"{room}/{k}": v for room in ("figures", "processed") for k, v in held.items()
    }


def test_a_folder_that_cannot_be_put_in_place_puts_all_back(tmp_path: Path) -> None:
    made = folders(tmp_path)
    shutil.rmtree(tmp_path / "figures" / "mine")  # nothing to carry over, or the folder would be made again
    before = bytes_of(tmp_path)
    with pytest.raises(FazhiError, match="figures cannot be replaced"), fresh_folders(made) as (_, figures):
        figures.rmdir()
    assert bytes_of(tmp_path) == before


def test_a_file_where_a_folder_should_be_is_kept(tmp_path: Path) -> None:
    (tmp_path / "figures").write_text("mine", encoding="utf-8")
    with (
        pytest.raises(FazhiError, match="figures is a file, not a folder"),
        fresh_folders({tmp_path / "figures": DRAW}),
    ):
        pass
    assert bytes_of(tmp_path) == {"figures": b"mine"}


def test_a_replacement_cut_short_is_put_right(copy: Project) -> None:
    build(copy)
    before = bytes_of(copy.processed)
    copy.processed.rename(
        copy.processed.with_name(".processed-old")
    )  # the machine stopped between two renames
    assert any("stopped while it replaced the tables" in problem for problem in check(copy))
    with pytest.raises(KeyboardInterrupt), fresh_folders({copy.processed: BUILD}) as (folder,):
        interrupt(folder)
    assert bytes_of(copy.processed) == before


# --- build, draw, check


def test_build_draw_and_check_agree(copy: Project) -> None:
    assert [problem.partition(" (")[0] for problem in check(copy)] == [
        "the tables were not made by `fazhi reproduce`",
        "the figures were not made by `fazhi reproduce`",
    ]
    assert re.match(r"11 documents, \d+ tasks, \d+ lead agencies, \d+ doubts; \d+ files", str(build(copy)))
    assert str(draw(copy)).startswith("1 notebook run; 1 file written, ")
    assert check(copy) == []


def test_building_twice_gives_the_same_bytes_and_no_path(copy: Project) -> None:
    build(copy)
    once = bytes_of(copy.processed)
    build(copy)
    assert bytes_of(copy.processed) == once
    assert set(json.loads(once["build.json"])) == {"version", "codebook", "raw", "tables"}
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
    assert not any("stray.png" in problem for problem in problems)
    assert foreign_files(copy) == ["figures/stray.png"]
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
        "1 notebook run; 1 file written, "
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


def test_check_reads_a_manifest_saved_by_a_spreadsheet(copy: Project) -> None:
    manifest = copy.raw / "manifest.csv"
    manifest.write_text(manifest.read_text(encoding="utf-8"), encoding="utf-8-sig")
    reproduce(copy)
    assert check(copy) == []
    manifest.write_text("file,document,gerne\n", encoding="utf-8")
    assert "no column is called 'gerne'" in check(copy)[0]


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


def test_missing_packages_for_notebooks_are_named(copy: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    build(copy)
    monkeypatch.setitem(sys.modules, "nbclient", None)
    with pytest.raises(FazhiError, match=r'needs nbclient: pip install "\.\[notebooks\]" .* `fazhi build`'):
        draw(copy)
