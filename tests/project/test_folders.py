"""A folder of results takes the place of another whole, or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from fazhi_research.errors import FazhiError
from fazhi_research.project import Project, build, check
from fazhi_research.project.folders import fresh_folders
from fazhi_research.project.seals import BUILD, DRAW
from tests.project.folders import bytes_of


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


def interrupt(folder: Path) -> None:
    """Work that is stopped half way."""
    (folder / "new.txt").write_text("new", encoding="utf-8")
    raise KeyboardInterrupt


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
