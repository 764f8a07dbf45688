"""Which functions of the package the drawn notebooks called, and with what: what was run, read from what ran."""

from __future__ import annotations

import ast
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_research.project.seals import DRAW, read_seal, sha256

if TYPE_CHECKING:
    from fazhi_research.project.places import Project

PACKAGE = "fazhi_research"


@dataclass(frozen=True)
class NotebookCall:
    """A call in a notebook: the function, the notebook, and the arguments that are literal there 调用.

    `first` is the first argument that has no name; None where there is none or it is no literal.
    """

    name: str
    notebook: str
    arguments: tuple[tuple[str, object], ...]
    first: object


def drawn_calls(project: Project) -> tuple[list[NotebookCall], list[str]]:
    """The calls of the notebooks from which the figures were drawn, in order, and the notebooks changed since 已运行的调用.

    draw.json tells which notebooks ran, by their hashes; one that is gone or different now is not read, for what it says was not run. Nor are
    cells that left out their results for lack of data.
    """
    seal = read_seal(project.figures / DRAW)
    ran, left_out = seal.get("notebooks", {}), seal.get("left_out", {})
    calls: list[NotebookCall] = []
    changed = []
    for name, hashed in sorted(ran.items()):
        path = project.notebooks / name
        if path.is_file() and sha256(path) == hashed:
            calls += notebook_calls(path, without=left_out.get(name, []))
        else:
            changed.append(name)
    return calls, changed


def notebook_calls(path: Path, *, without: Collection[int] = ()) -> list[NotebookCall]:
    """The calls of the package's public functions in a notebook's code, in the order of the cells 笔记中的调用.

    `without` names cells to pass over, by their place among all cells, from 0.
    """
    cells = json.loads(path.read_text(encoding="utf-8")).get("cells", [])
    kept = [cell for place, cell in enumerate(cells) if place not in without]
    codes = ["".join(cell["source"]) for cell in kept if cell.get("cell_type") == "code"]
    plain = "\n".join(_python(code) for code in codes)
    try:
        tree = ast.parse(plain)
    except SyntaxError:
        return []  # a language of another kernel
    names, known = _names(tree), _literals(tree)
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    return [
        NotebookCall(called, path.name, tuple(_keywords(node, known)), _first(node, known))
        for node in found
        if (called := _called(node, *names))
    ]


def _python(code: str) -> str:
    """Code without the lines that are the notebook's own language."""
    return "\n".join(line for line in code.split("\n") if not line.lstrip().startswith(("%", "!")))


def _names(tree: ast.AST) -> tuple[set[str], dict[str, str]]:
    """What the package is called in the code, and what its functions are."""
    packages: set[str] = set()
    functions: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            packages |= {alias.asname or alias.name for alias in node.names if alias.name == PACKAGE}
        elif isinstance(node, ast.ImportFrom) and node.module == PACKAGE:
            functions |= {alias.asname or alias.name: alias.name for alias in node.names}
    return packages, functions


def _called(node: ast.Call, packages: set[str], functions: dict[str, str]) -> str:
    """The function of the package that is called, "" for another."""
    at = node.func
    if isinstance(at, ast.Attribute) and isinstance(at.value, ast.Name) and at.value.id in packages:
        return at.attr
    return functions.get(at.id, "") if isinstance(at, ast.Name) else ""


def _literals(tree: ast.Module) -> dict[str, object]:
    """The names that are given a literal once, and nothing else: the parameters of a notebook."""
    given: dict[str, list[Any]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            given.setdefault(node.id, [])
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            given[node.targets[0].id] += [node.value]
    stores = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    once = {name: values[0] for name, values in given.items() if len(values) == 1 == stores.count(name)}
    return {name: value.value for name, value in once.items() if isinstance(value, ast.Constant)}


def _keywords(node: ast.Call, known: dict[str, object]) -> Iterator[tuple[str, object]]:
    for keyword in node.keywords:
        value = _value(keyword.value, known)
        if keyword.arg and value is not None:
            yield keyword.arg, value
        elif keyword.arg:
            yield keyword.arg, ...  # given, but not as a literal


def _first(node: ast.Call, known: dict[str, object]) -> object:
    return _value(node.args[0], known) if node.args else None


def _value(node: ast.expr, known: dict[str, object]) -> object:
    """A literal's value, or that of a name that stands for one."""
    if isinstance(node, ast.Constant):
        return node.value
    return known.get(node.id) if isinstance(node, ast.Name) else None
