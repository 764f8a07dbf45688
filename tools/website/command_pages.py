"""The page of commands: what `--help` says of each."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from unittest import mock

from fazhi_research.commands.line import line


def command_page() -> str:
    """The page of the command line: a heading and the help of each command."""
    with mock.patch.dict(os.environ, {"COLUMNS": "100", "NO_COLOR": "1"}):
        parts = [
            f"{'#' * min(depth + 2, 4)} {parser.prog}\n\n```text\n{parser.format_help().strip()}\n```\n"
            for depth, parser in _parsers(line())
        ]
    return "# The command line 命令行\n\nWhat `--help` prints, command by command.\n\n" + "\n".join(parts)


def _parsers(
    parser: argparse.ArgumentParser, depth: int = 0
) -> Iterator[tuple[int, argparse.ArgumentParser]]:
    """A parser and those below it."""
    yield depth, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _parsers(below, depth + 1)
