"""The whole command line: every command with its options."""

from __future__ import annotations

import argparse
import sys

from fazhi_research.commands.beginnings import add_beginnings
from fazhi_research.commands.coding import add_coding_commands
from fazhi_research.commands.machine import add_machine_commands
from fazhi_research.commands.papers import add_paper_commands
from fazhi_research.commands.parsing import add_parse
from fazhi_research.commands.projects import add_project_commands

_EXAMPLES = """examples:
  fazhi new-project study --from my_files   a project of your own documents
  fazhi reproduce                           tables and figures of the project in this folder
  fazhi parse my_folder --out tables        only the tables, of any file or folder
  fazhi doctor                              what is missing on this computer
`fazhi COMMAND --help` shows examples of each command.

exit codes:
  0    done
  1    done, but files were skipped, or `check` found problems
  2    a fault of the input or of the command, told in one line; what was made before is untouched
  130  interrupted
"""


def line() -> argparse.ArgumentParser:
    """The parser of what is typed after `fazhi`, with every command (命令行)."""
    parser = argparse.ArgumentParser(
        prog="fazhi", description="Tables, numbers and figures from 法治政府建设 documents.", epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    package = sys.modules[__name__.partition(".")[0]]  # the root, which stands above every room
    parser.add_argument("--version", action="version", version=f"fazhi-research {package.__version__}")
    parser.add_argument("--debug", action="store_true", help="show the full traceback of an error")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in (
        add_beginnings,
        add_parse,
        add_project_commands,
        add_paper_commands,
        add_coding_commands,
        add_machine_commands,
    ):
        add(commands)
    return parser
