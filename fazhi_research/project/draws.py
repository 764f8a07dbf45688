"""Tables to figures: the notebooks run, each in a fresh kernel."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from fazhi_research.batch.summaries import count
from fazhi_research.drawing.borrowed import Borrowing
from fazhi_research.errors import FazhiError
from fazhi_research.project.folders import fresh_folders
from fazhi_research.project.made import Made, files_in, made
from fazhi_research.project.notebooks import run_notebook
from fazhi_research.project.numbers import write_numbers
from fazhi_research.project.places import (
    FIGURES_VARIABLE,
    PICTURES_VARIABLE,
    ROOT_VARIABLE,
    TABLES_VARIABLE,
)
from fazhi_research.project.seals import (
    BUILD,
    DRAW,
    folder_hashes,
    own_files,
    read_seal,
    sha256,
    version,
    write_seal,
)

if TYPE_CHECKING:
    from fazhi_research.project.places import Project

Progress: TypeAlias = Callable[[int, int, str], None]


def draw(project: Project, *, progress: Progress | None = None) -> Made:
    """The figures made by running the notebooks, with a closing summary 运行分析笔记.

    Each notebook runs in a fresh kernel of this very Python, from a copy, with PYTHONHASHSEED=0 and none of
    the user's own IPython or matplotlib settings; the notebooks themselves are never changed. `progress` is
    called with (done, of, name). Also writes draw.json: hashes of the tables used, the notebooks and the
    figures. What a notebook could not draw for lack of data stands in the summary's `left_out`. The new folder takes the place of the old one whole, files that are not ours carried over; if a cell
    fails, FazhiError names notebook, cell and error and the old one stays.
    """
    began = time.perf_counter()
    require_notebooks(project)
    if not read_seal(project.processed / BUILD):
        raise FazhiError(
            f"{project.processed} holds no {BUILD}: make the tables first, with `fazhi reproduce`."
        )
    with fresh_folders({project.figures: DRAW}) as (folder,):
        words, left_out = figures_into(folder, project, progress)
        names = files_in(folder)
    return made(project.figures, names, words, began, left_out)


def require_notebooks(project: Project) -> list[Path]:
    """The notebooks of a project in their order; FazhiError if there are none 分析笔记."""
    notebooks = sorted(project.notebooks.glob("*.ipynb"))
    if not notebooks:
        raise FazhiError(f"{project.notebooks} holds no notebooks (*.ipynb): there is nothing to draw.")
    return notebooks


def figures_into(folder: Path, project: Project, progress: Progress | None) -> tuple[str, tuple[str, ...]]:
    """How many notebooks were run to draw the figures in a folder, and what they left out; writes the seal 写入图."""
    notebooks = require_notebooks(project)
    left_out: list[str] = []
    cells: dict[str, list[int]] = {}
    for done, notebook in enumerate(notebooks):
        if progress:
            progress(done, len(notebooks), notebook.name)
        told = run_notebook(notebook, _environment(project, folder))
        lines = dict.fromkeys(line for held in told.values() for line in held)
        left_out += [f"{notebook.name}: {words}" for words in lines]
        cells |= {notebook.name: list(told)} if told else {}
    if progress:
        progress(len(notebooks), len(notebooks), "")
    left_out += _borrowings(folder)
    write_numbers(project, folder)
    seal = {
        "version": version(),
        "tables": own_files(project.processed, BUILD),
        "notebooks": {notebook.name: sha256(notebook) for notebook in notebooks},
        "left_out": cells,
        "pictures": project.pictures.words,
        "files": folder_hashes(folder),
    }
    write_seal(folder / DRAW, seal)
    return f"{count(len(notebooks), 'notebook')} run", tuple(left_out)


def _borrowings(folder: Path) -> list[str]:
    """Which figures have characters that the packaged font lacks, a line for each that differs."""
    figures: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.json")):
        if held := json.loads(path.read_text(encoding="utf-8")).get("borrowed"):
            lent = tuple((name, characters) for name, characters in held.items() if name)
            figures.setdefault(Borrowing(lent, lost=held.get("", "")).words, []).append(path.stem)
    return [f"{', '.join(names)}: {words}" for words, names in figures.items()]


def _environment(project: Project, figures: Path) -> dict[str, str]:
    """What the kernel is told: the project, and nothing of the user's that could change a picture."""
    import matplotlib as mpl

    package = str(Path(__file__).resolve().parents[2])  # the notebooks import this very package
    dropped = {"PYTHONSTARTUP", "MPLBACKEND"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {
        ROOT_VARIABLE: str(project.root.resolve()),
        TABLES_VARIABLE: str(project.processed.resolve()),
        FIGURES_VARIABLE: str(figures.resolve()),
        PICTURES_VARIABLE: project.pictures.words,
        "MATPLOTLIBRC": str(Path(mpl.get_data_path()) / "matplotlibrc"),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")])),
        "PYTHONUTF8": "1",
    }
