"""Notebooks are thin: they ask, show and save; what has logic in it is a function of the package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import fazhi_research as fz
from tests.notebooks.books import NOTEBOOKS, cells, source, tags

LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.While, ast.Try)
MOST_LINES = 12
#: those that read the tables of a project; others bring what they need with them
READING = [path for path in NOTEBOOKS if "project.read_table" in path.read_text(encoding="utf-8")]
each_reading_notebook = pytest.mark.parametrize("path", READING, ids=lambda path: path.stem)
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_there_are_notebooks_numbered_in_reading_order() -> None:
    numbers = [path.name[:3] for path in NOTEBOOKS]
    assert numbers == sorted(set(numbers)) and all(number[:2].isdigit() for number in numbers)


@each_notebook
def test_it_opens_with_its_question_and_what_it_makes(path: Path) -> None:
    first = cells(path)[0]
    assert first["cell_type"] == "markdown"
    assert "?" in source(first)
    promised = set(re.findall(r"`((?:fig|tab)\d\d[\w-]*)`", source(first)))
    code = "\n".join(source(cell) for cell in cells(path, "code"))
    assert promised == set(re.findall(r"save_(?:figure|table)\([^\"]*\"([\w-]+)\"", code))


@each_notebook
def test_it_holds_no_logic(path: Path) -> None:
    for cell in cells(path, "code"):
        found = [type(node).__name__ for node in ast.walk(ast.parse(source(cell))) if isinstance(node, LOGIC)]
        assert found == []
        assert len(source(cell).splitlines()) <= MOST_LINES


@each_notebook
def test_it_is_stored_without_outputs(path: Path) -> None:
    for cell in cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@each_notebook
def test_it_ends_in_words_not_in_a_picture(path: Path) -> None:
    assert cells(path)[-1]["cell_type"] == "markdown"
    assert "may be concluded" in source(cells(path)[-1])


@each_notebook
def test_it_calls_only_public_names(path: Path) -> None:
    trees = [ast.parse(source(cell)) for cell in cells(path, "code")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    assert {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names} == {
        "fazhi_research"
    }
    used = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "fz"
    }
    assert used <= set(dir(fz))


@each_notebook
def test_it_can_be_pointed_at_another_folder(path: Path) -> None:
    (settings,) = [cell for cell in cells(path, "code") if tags(cell) == ["parameters"]]
    given = {name.id: value for name, value in _assigned(source(settings))}
    assert given["FOLDER"] == ""
    assert 'FOLDER = r""' in source(settings)  # so that a path of Windows can be put in as it is
    used = "\n".join(source(cell) for cell in cells(path, "code") if cell is not settings)
    assert "fz.Project.find(FOLDER)" in used
    assert [name for name in given if name not in used] == []
    code = [cell for cell in cells(path, "code") if "shipped" not in tags(cell)]
    assert code[0] == settings


def _assigned(text: str) -> Iterator[tuple[ast.Name, object]]:
    """The settings of a cell with their values."""
    for line in ast.parse(text).body:
        assert isinstance(line, ast.Assign)
        names, values = line.targets[0], line.value
        pairs = zip(names.elts, values.elts, strict=True) if isinstance(names, ast.Tuple) and isinstance(values, ast.Tuple) else [(names, values)]
        for name, value in pairs:
            assert isinstance(name, ast.Name)
            yield name, ast.literal_eval(value)


@each_reading_notebook
def test_it_says_what_was_found_in_one_place(path: Path) -> None:
    found = [cell for cell in cells(path) if "findings" in tags(cell)]
    assert len(found) == 1 and found[0] == cells(path)[-2]


@each_reading_notebook
def test_what_may_fail_for_lack_of_data_says_so(path: Path) -> None:
    """Whatever draws or saves stands where a refusal is told in words; what only lists documents need not."""
    for cell in cells(path, "code"):
        for line in ast.parse(source(cell)).body:
            text = ast.unparse(line)
            if "save_figure" in text or "plot_" in text:
                assert text.startswith("with fz.where_possible():")
