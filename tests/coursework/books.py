"""The notebooks of the coursework, run cell by cell without a kernel."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

from fazhi_research.project.coursework import notebook, sources
from fazhi_research.project.exercises import Verdict

EXERCISES = sources()


def cells(path: Path, *, instructor: bool) -> list[dict[str, Any]]:
    """The cells of the notebook that a source makes."""
    book = json.loads(notebook(path.read_text(encoding="utf-8"), instructor=instructor))
    return [cell | {"source": "".join(cell["source"])} for cell in book["cells"]]


def code(path: Path, *, instructor: bool) -> list[str]:
    return [cell["source"] for cell in cells(path, instructor=instructor) if cell["cell_type"] == "code"]


def verdicts(path: Path, *, instructor: bool) -> list[Verdict]:
    """What the checks of a notebook say, all its cells run in order; an error in any cell is raised."""
    from matplotlib import pyplot as plt

    held: dict[str, object] = {}
    shown = []
    for source in code(path, instructor=instructor):
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, path.name, "exec"), held)
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), path.name, "eval"), held))
    plt.close("all")
    return [one for one in shown if isinstance(one, Verdict)]
