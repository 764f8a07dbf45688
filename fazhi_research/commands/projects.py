"""The commands of a project: fazhi build, draw, reproduce, check."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.commands.arguments import Commands, add_command, add_project, positive, project_of
from fazhi_research.progress import show

if TYPE_CHECKING:
    from fazhi_research.project import Project
    from fazhi_research.project.made import Made

_BUILD = """  fazhi build                    the tables of the project in this folder
  fazhi build --project study    of the project in another folder
  fazhi build -j 2 --format parquet   very many files: two processes, folders of Parquet files in place of CSV
"""
_DRAW = """  fazhi draw                     the figures of the project in this folder
  fazhi draw --out trial         into trial/figures, from the tables in trial/processed
  fazhi draw --dpi 600 --tiff --bare   as a journal wants them: 600 dots an inch, TIFF too, titles and notes left to the text
"""
_REPRODUCE = """  fazhi reproduce                tables and figures of the project in this folder
  fazhi reproduce --out trial    into trial/processed and trial/figures; those of the project stay
"""
_CHECK = """  fazhi check                    the project in this folder
  fazhi check --project study    the project in another folder
  fazhi check --all              every file with its hash, where a folder has many that changed
"""
FEW = 6
"""How many files of a folder `fazhi check` names one by one 逐一列出的文件数."""


def add_project_commands(commands: Commands) -> None:
    """Adds build, draw, reproduce and check to the command line (项目命令)."""
    for name, run, words, examples in (
        ("build", _build, "raw files to data/processed", _BUILD),
        ("draw", _draw, "data/processed to figures, by running the notebooks", _DRAW),
        ("reproduce", _reproduce, "build, draw and check", _REPRODUCE),
        ("check", _check, "whether raw files, tables and figures belong together", _CHECK),
    ):
        command = add_command(commands, name, run, words=words, examples=examples)
        add_project(command)
        if name != "check":
            command.add_argument(
                "--out", type=Path, metavar="DIR", help="write DIR/processed and DIR/figures instead"
            )
        if name in ("draw", "reproduce"):
            _add_pictures(command)
        if name == "build":
            _add_making(command)
        if name == "check":
            words = "a line for every file; without it, many files of a folder are summed up"
            command.add_argument("--all", action="store_true", help=words)


def _add_making(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-j", "--jobs", type=positive, default=1, metavar="N", help="processes to use (default 1)"
    )
    command.add_argument(
        "--format", choices=("csv", "parquet"), default="csv", help="of the tables (default csv)"
    )


def _add_pictures(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--dpi",
        type=positive,
        metavar="N",
        help="dots an inch of the pictures: 300 unless told, 600 for print",
    )
    command.add_argument("--tiff", action="store_true", help="write each picture as TIFF too")
    command.add_argument(
        "--bare",
        action="store_true",
        help="leave titles and notes off the pictures; they stand in the .txt beside them",
    )


def _drawn(options: argparse.Namespace) -> Project:
    """The project with the choice of pictures that was typed."""
    from fazhi_research.project.pictures import SCREEN, PictureChoice

    project = project_of(options)
    project.pictures = PictureChoice(options.dpi or SCREEN, options.tiff, options.bare)
    return project


def _build(options: argparse.Namespace) -> int:
    from fazhi_research.project import build

    project = project_of(options)
    print(build(project, jobs=options.jobs, form=options.format))
    _remind(project)
    return 0


def _draw(options: argparse.Namespace) -> int:
    from fazhi_research.project import draw

    _tell(draw(_drawn(options), progress=show))
    return 0


def _reproduce(options: argparse.Namespace) -> int:
    from fazhi_research.project import reproduce

    project = _drawn(options)
    for made in reproduce(project, progress=show):
        _tell(made)
    _remind(project)
    options.state = "tables and figures are made anew; `fazhi check` was not finished"
    return _check(options)


def _remind(project: Project) -> None:
    """What is left open in the manifest, on which the results do not wait."""
    from fazhi_research.batch.summaries import count
    from fazhi_research.project.validation import open_cells

    if left := open_cells(project):
        print(
            f"fazhi: {count(left, 'cell')} of manifest.csv are still to be filled in: `fazhi validate` lists them",
            file=sys.stderr,
        )


def _tell(made: Made) -> None:
    """The summary of a job, after what it left out."""
    for words in made.left_out:
        print(f"fazhi: {words}", file=sys.stderr)
    print(made)


def _check(options: argparse.Namespace) -> int:
    from fazhi_research.project import check
    from fazhi_research.project.checks import foreign_files

    project = project_of(options)
    most = None if getattr(options, "all", False) else FEW
    problems, others = check(project, most=most), foreign_files(project)
    for problem in problems:
        print(f"fazhi: {problem}", file=sys.stderr)
    if not problems:
        print("raw files, tables and figures belong together")
    if others:
        print(f"not made by fazhi and left alone: {', '.join(others)}")
    return 1 if problems else 0
