"""Raw files to tables and figures in one go."""

from __future__ import annotations

import copy
import time
from typing import TYPE_CHECKING

from fazhi_research.project.builds import require_raw, tables_into
from fazhi_research.project.draws import Progress, figures_into, require_notebooks
from fazhi_research.project.folders import fresh_folders
from fazhi_research.project.made import Made, files_in, made
from fazhi_research.project.seals import BUILD, DRAW

if TYPE_CHECKING:
    from fazhi_research.project.places import Project


def reproduce(project: Project, *, progress: Progress | None = None) -> tuple[Made, Made]:
    """The tables and the figures, made anew from data/raw, with their closing summaries 复现.

    Both folders are made beside the old ones and take their places together at the end: whatever fails or is
    interrupted before, tables and figures are as they were. Else as `build` and `draw`.
    """
    began = time.perf_counter()
    require_raw(project)
    require_notebooks(project)
    with fresh_folders({project.processed: BUILD, project.figures: DRAW}) as (processed, figures):
        staged = copy.copy(project)
        staged.processed, staged.figures = processed, figures
        built, tables = tables_into(processed, project), files_in(processed)
        halfway = time.perf_counter()
        drawn, left_out = figures_into(figures, staged, progress)
        pictures = files_in(figures)
        middle = halfway - began
    return (
        Made(tuple(project.processed / name for name in tables), built, middle),
        made(project.figures, pictures, drawn, halfway, left_out),
    )
