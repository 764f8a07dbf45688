"""A project laid out for somebody's own documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fazhi_research.errors import FazhiError
from fazhi_research.project.beginnings import new_project, shipped_notebooks
from fazhi_research.reading.manifest import NAME, read_manifest
from tests.project.folders import bytes_of


def test_it_holds_manifest_notebooks_and_words(tmp_path: Path) -> None:
    project = new_project(tmp_path / "a b" / "研究")
    held = bytes_of(project.root)
    books = {f"notebooks/{path.name}" for path in shipped_notebooks()}
    assert set(held) == {"README.md", ".gitignore", f"data/raw/{NAME}", *books}
    assert len(books) >= 7
    assert read_manifest(project.raw) == []
    assert held[f"data/raw/{NAME}"].startswith(b"\xef\xbb\xbf")  # Excel takes it for what it is


def test_the_words_of_the_readme_are_those_of_the_commands() -> None:
    from fazhi_research.commands.line import line

    readme = (Path(new_project.__code__.co_filename).parent / "starter" / "README.md").read_text("utf-8")
    (commands,) = [action for action in line()._actions if action.choices and not action.option_strings]
    named = {words.split("`")[0].split()[0] for words in readme.split("`fazhi ")[1:]}
    assert named <= set(commands.choices or ())
    template = {
        name.strip()
        for row in readme.splitlines()
        if row.startswith("| ")
        for name in row.split("|")[1].split(",")
    }
    from fazhi_research.project.registration import TEMPLATE

    assert template - {"column"} == set(TEMPLATE)


def test_documents_are_copied_and_the_originals_stay(tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "2021"
    mine.mkdir(parents=True)
    (mine / "a.txt").write_text("一、任务", encoding="utf-8")
    (mine / "~$a.docx").write_text("lock", encoding="utf-8")
    (mine / "picture.png").write_text("no document", encoding="utf-8")
    project = new_project(tmp_path / "study", documents=tmp_path / "mine")
    assert set(bytes_of(project.raw)) == {NAME, "2021/a.txt"}
    assert set(bytes_of(mine)) == {"a.txt", "~$a.docx", "picture.png"}


@pytest.mark.parametrize("taken", ["README.md", "data/raw/manifest.csv"])
def test_nothing_is_overwritten(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / taken).write_text("mine", encoding="utf-8")
    with pytest.raises(FazhiError, match="is there already: choose another folder"):
        new_project(tmp_path)
    assert bytes_of(tmp_path) == {taken: b"mine"}


def test_a_wrong_place_of_documents_is_told_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name, words in (("gone", "no such file or folder"), ("empty", "holds no documents")):
        with pytest.raises(FazhiError, match=words):
            new_project(tmp_path / "study", documents=tmp_path / name)
    assert not (tmp_path / "study").exists()


def test_a_copy_says_nothing_of_the_documents_of_the_package(root: Path, tmp_path: Path) -> None:
    project = new_project(tmp_path / "study")
    for path in sorted(project.notebooks.iterdir()):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        words = "\n".join("".join(cell["source"]) for cell in cells)
        known = (
            "Jinchuan", "jinchuan", "Liaoning", "liaoning", "Xuchang", "xuchang", "Jilin", "Hefei", "Jinhu", "chengguan",
            "金川", "辽宁", "许昌", "eleven", "shipped",
        )  # fmt: skip
        assert [name for name in known if name in words] == [], path.name
        told = '"findings"' in (root / "notebooks" / path.name).read_text(encoding="utf-8")
        assert ("## What is found here" in words) is told
