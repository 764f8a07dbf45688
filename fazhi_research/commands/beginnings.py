"""The commands that lay something out: fazhi new-project, register, validate, coursework."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fazhi_research.commands.arguments import Commands, add_command, add_project, project_of

_NEW = """  fazhi new-project study                    an empty project in the new folder study
  fazhi new-project study --from my_files    with copies of your documents, listed in its manifest
"""
_REGISTER = """  fazhi register                   after putting documents into data/raw
  fazhi register --project study   for the project in another folder
"""
_VALIDATE = """  fazhi validate                   after filling in data/raw/manifest.csv
  fazhi validate --project study   for the project in another folder
"""
_COURSEWORK = """  fazhi coursework seminar                 six notebooks to hand out, in the new folder seminar
  fazhi coursework mine --instructor       the same with answers and marking guides
"""


def add_beginnings(commands: Commands) -> None:
    """Adds new-project, register, validate and coursework to the command line (新建项目命令)."""
    new = add_command(
        commands,
        "new-project",
        _new,
        words="a folder for your own documents, with manifest and notebooks",
        examples=_NEW,
    )
    new.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    new.add_argument(
        "--from",
        dest="documents",
        type=Path,
        metavar="PATH",
        help="copy the documents of this folder or file",
    )
    words = "rows in the manifest for new documents, with hashes and what their words tell"
    add_project(add_command(commands, "register", _register, words=words, examples=_REGISTER))
    words = "whether the manifest is filled in as it must be"
    add_project(add_command(commands, "validate", _validate, words=words, examples=_VALIDATE))
    words = "the exercises for a seminar, as notebooks"
    course = add_command(commands, "coursework", _coursework, words=words, examples=_COURSEWORK)
    course.add_argument("folder", type=Path, metavar="DIR", help="the folder to write them into")
    course.add_argument("--instructor", action="store_true", help="with answers, notes and marking guides")


def _new(options: argparse.Namespace) -> int:
    from fazhi_research.project.beginnings import new_project
    from fazhi_research.project.registration import register

    project = new_project(options.folder, documents=options.documents)
    registered = register(project)
    _tell(registered.done, registered.undone)
    what = (
        "look at data/raw/manifest.csv"
        if registered.done
        else "put documents into data/raw, run `fazhi register`"
    )
    print(
        f"made {project.root}; README.md there says how to go on: {what}, then `fazhi validate`, `fazhi reproduce`"
    )
    return 1 if registered.undone else 0


def _register(options: argparse.Namespace) -> int:
    from fazhi_research.project.registration import register

    registered = register(project_of(options))
    _tell(registered.done, registered.undone)
    if not registered.done and not registered.undone:
        print("nothing new: every document in data/raw has its row")
    return 1 if registered.undone else 0


def _tell(done: tuple[str, ...], undone: tuple[str, ...]) -> None:
    for words in done:
        print(words)
    for words in undone:
        print(f"fazhi: not entered: {words}", file=sys.stderr)


def _validate(options: argparse.Namespace) -> int:
    from fazhi_research.batch.summaries import count
    from fazhi_research.project.validation import validate

    found = validate(project_of(options))
    for words in found.faults:
        print(f"fazhi: {words}", file=sys.stderr)
    for words in found.gaps:
        print(f"fazhi: still to fill in: {words}", file=sys.stderr)
    if not found.faults and not found.gaps:
        print("the manifest is filled in, and every hash and quotation holds")
        return 0
    print(f"{count(len(found.faults), 'fault')}, {count(len(found.gaps), 'cell')} still to fill in")
    return 1


def _coursework(options: argparse.Namespace) -> int:
    from fazhi_research.project.coursework import write_coursework

    written = write_coursework(options.folder, instructor=options.instructor)
    print(f"{options.folder}: {len(written)} notebooks; `python -m jupyterlab {options.folder}` opens them")
    return 0
