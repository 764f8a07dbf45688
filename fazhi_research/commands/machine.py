"""The commands of this computer: fazhi doctor, lab, completion."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.commands.arguments import Commands, add_command, add_project, project_of
from fazhi_research.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_research.project import Project

_DOCTOR = """  fazhi doctor                     what is there, what is missing, and what to do about it
"""
_LAB = """  fazhi lab                        opens a browser; Ctrl-C here ends it
  fazhi lab --no-browser           prints the address to open
  fazhi lab -- --allow-root        words behind -- go to JupyterLab
"""
_COMPLETION = """  source <(fazhi completion bash)                        for this terminal (zsh alike)
  fazhi completion bash >> ~/.bash_completion            for every new one
  fazhi completion zsh > "${fpath[1]}/_fazhi"
  fazhi completion fish > ~/.config/fish/completions/fazhi.fish
  fazhi completion powershell > fazhi.ps1                then . .\\fazhi.ps1 in $PROFILE, with the path of the file
  fazhi completion tcsh >> ~/.cshrc
"""
SHELLS = ("bash", "zsh", "fish", "powershell", "tcsh")


def add_machine_commands(commands: Commands) -> None:
    """Adds doctor, lab and completion to the command line (本机命令)."""
    words = "whether this computer has what is needed, and what to do where it has not"
    add_project(add_command(commands, "doctor", _doctor, words=words, examples=_DOCTOR))
    words = "the project's notebooks in JupyterLab, with this very Python"
    lab = add_command(commands, "lab", _lab, words=words, examples=_LAB)
    add_project(lab)
    lab.add_argument(
        "--no-browser", action="store_true", help="print the address instead of opening a browser"
    )
    lab.add_argument(
        "--port", type=int, metavar="N", help="the port to listen on (default: the next free one)"
    )
    lab.add_argument("more", nargs="*", metavar="OPTION", help="further options of JupyterLab, behind --")
    words = "a script that lets a shell complete commands and options with the Tab key"
    completion = add_command(commands, "completion", _completion, words=words, examples=_COMPLETION)
    completion.add_argument("shell", choices=SHELLS, help="for which shell")


def _doctor(options: argparse.Namespace) -> int:
    from fazhi_research.batch.summaries import count
    from fazhi_research.project.examinations import examine

    signs = examine(_here(options))
    for sign in signs:
        cure = f"\n       {' ' * 11}{sign.cure}" if sign.cure else ""
        print(f"{sign.state:5}  {sign.what:11}{sign.words}{cure}")
    faults = sum(sign.state == "fault" for sign in signs)
    print(
        "everything that is needed is there"
        if not faults
        else f"{count(faults, 'fault')}; what to do stands under each"
    )
    return 1 if faults else 0


def _here(options: argparse.Namespace) -> Project | None:
    """The project that was named or holds the working directory; None where there is none."""
    try:
        return project_of(options)
    except FazhiError:
        if options.project:
            raise
        return None


def _lab(options: argparse.Namespace) -> int:
    from importlib.util import find_spec

    folder = project_of(options).notebooks
    if find_spec("jupyterlab") is None:
        raise FazhiError('JupyterLab is not installed: python -m pip install "fazhi-research[notebooks]"')
    if not folder.is_dir():
        raise FazhiError(f"{folder} does not exist: a project of your own has one, see `fazhi new-project`")
    command = [sys.executable, "-m", "jupyterlab", str(folder.resolve())]
    command += ["--no-browser"] if options.no_browser else []
    command += [f"--port={options.port}"] if options.port else []
    command += options.more
    with subprocess.Popen(command, env=os.environ | {"PYTHONUTF8": "1"}) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue  # it hears Ctrl-C as well, and asks


def _completion(options: argparse.Namespace) -> int:
    from fazhi_research.commands.line import line

    try:
        import shtab
    except ImportError as error:
        raise FazhiError('completion needs shtab: python -m pip install "fazhi-research[shell]"') from error
    if options.shell not in shtab.SUPPORTED_SHELLS:
        raise FazhiError(
            f"completion in {options.shell} needs a newer shtab: python -m pip install --upgrade shtab"
        )
    parser = line()
    for action in _actions(parser):
        if action.type is Path:
            action.complete = shtab.DIRECTORY if action.metavar == "DIR" else shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(parser, options.shell))
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every option and argument of every command."""
    for action in parser._actions:
        yield action
        for command in action.choices.values() if isinstance(action.choices, dict) else ():
            yield from _actions(command)
