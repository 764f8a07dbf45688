"""What the commands share: how one is added to the line, and the kinds of their arguments."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from fazhi_research.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_research.project import Project

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run: TypeAlias = Callable[[argparse.Namespace], int]


def add_command(
    commands: Commands, name: str, run: Run | None, *, words: str, more: str = "", examples: str
) -> argparse.ArgumentParser:
    """A command added to the line, with its own help and examples (命令).

    `words` says in the list of commands what it does, and opens its help, followed by the sentences of `more`. `examples` are lines,
    each a command and what it does. `run` takes the options and returns the exit code; None for a command that has
    commands of its own.
    """
    command = commands.add_parser(
        name,
        help=words,
        description=f"{words[0].upper()}{words[1:]}. {more}".strip(),
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if run:
        command.set_defaults(run=run)
    return command


def add_project(command: argparse.ArgumentParser) -> None:
    """Adds --project DIR, the folder of a project (项目文件夹选项)."""
    command.add_argument(
        "--project", type=Path, metavar="DIR", help="the project's folder (default: found from here upwards)"
    )


def project_of(options: argparse.Namespace) -> Project:
    """The project that --project names, or that holds the working directory (项目)."""
    from fazhi_research.project import Project

    out = getattr(options, "out", None)
    found = Project(options.project) if options.project else Project.find()
    if not found.root.is_dir():
        raise FazhiError(f"--project {found.root}: no such folder; name the one that holds data/raw")
    if not found.raw.is_dir() and not found.processed.is_dir():
        raise FazhiError(
            f"--project {found.root} is no project: it holds neither data/raw with manifest.csv nor data/processed"
        )
    return Project(found.root, out=out) if out else found


def positive(word: str) -> int:
    """A whole number from 1 up (正整数)."""
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word}: give a whole number, 1 or more")
    return int(word)


def seconds(word: str) -> float:
    """A time in seconds, more than 0 (秒数)."""
    try:
        number = float(word)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{word} is no time in seconds; give more than 0")
    return number
