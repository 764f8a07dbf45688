"""Notebooks are thin: they ask, show and save; what has logic in it is a function of the package."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import fazhi_research as fz
from tests.notebooks.books import NOTEBOOKS, cells, source

LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.While, ast.Try)
MOST_LINES = 12
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
