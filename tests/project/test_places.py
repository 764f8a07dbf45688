"""A project is found, from where one stands or is told, and says what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.project import Project, build


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


def test_an_empty_folder_in_a_notebook_is_the_project_around_it(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FAZHI_PROJECT", raising=False)
    monkeypatch.chdir(copy.root / "notebooks")
    assert Project.find("").root.resolve() == copy.root.resolve()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match=r"gone: no such folder; name the one that holds data"):
        Project.find(tmp_path / "gone")


def test_a_notebook_that_is_drawn_keeps_to_its_project(
    copy: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "data" / "processed").mkdir(parents=True)
    monkeypatch.setenv("FAZHI_PROJECT", str(copy.root))
    monkeypatch.setenv("FAZHI_FIGURES", str(copy.root / "new"))
    assert Project.find(copy.root).figures == copy.root / "new"
    with pytest.raises(FazhiError, match=r"points at .*other.* are being drawn: empty FOLDER"):
        Project.find(other)
