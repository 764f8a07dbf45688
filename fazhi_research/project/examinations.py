"""Whether this computer has what the package needs, and what to do where it has not."""

from __future__ import annotations

import locale
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fazhi_research.errors import FazhiError
from fazhi_research.reading.corpus import shipped
from fazhi_research.reading.files import file_hash
from fazhi_research.reading.manifest import read_manifest

if TYPE_CHECKING:
    from fazhi_research.project.places import Project

NAME = "fazhi-research"
#: packages whose modules are called otherwise
MODULES = {"scikit-learn": "sklearn", "python-docx": "docx", "pyyaml": "yaml", "myst-parser": "myst_parser"}
#: what each extra is for; the others are for those who work on the package
EXTRAS = {
    "documents": "to read PDF", "notebooks": "for `fazhi draw`, `fazhi reproduce` and `fazhi lab`", "sheets": "for coding sheets as xlsx",
    "parquet": "for tables as Parquet", "interactive": "for graphs to move about in",
    "yaml": "for codebooks as YAML", "cluster": "to parse on many machines", "fast": "to cut words faster", "shell": "for completion in a shell",
}  # fmt: skip
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)>=(?P<least>[\d.]+)(?:.*extra == ['\"](?P<extra>\w+)['\"])?")
_ROOM = 200_000_000  # bytes that a project wants free
_PROBE = ".fazhi-can-write"


@dataclass(frozen=True, slots=True)
class Sign:
    """What was looked at, how it is, and what to do where it is not well 自检项.

    `state` is "well", "note" (something optional is not there) or "fault".
    """

    state: Literal["well", "note", "fault"]
    what: str
    words: str
    cure: str = ""


def examine(project: Project | None) -> list[Sign]:
    """How Python, packages, fonts, shipped files, terminal and notebooks are on this computer 自检.

    With a project also whether it can be written and has room. Changes nothing: a file that is made to see whether one can write is removed.
    """
    signs = [_python(), *_packages(), _font(), _corpus(), _terminal(), _command(), *_notebooks()]
    return [*signs, *_project(project)]


def _python() -> Sign:
    told = ".".join(map(str, sys.version_info[:3]))
    try:
        least = metadata.metadata(NAME)["Requires-Python"].removeprefix(">=")
    except metadata.PackageNotFoundError:
        cure = (
            'install it where you want to use it: python -m pip install "fazhi-research[notebooks,documents]"'
        )
        return Sign("fault", "Python", f"{told} at {sys.executable} does not know {NAME}", cure)
    if _numbers(told) < _numbers(least):
        return Sign("fault", "Python", f"{told} is older than {least}", f"install Python {least} or later")
    return Sign("well", "Python", f"{told} at {sys.executable}; {NAME} {metadata.version(NAME)}")


def _packages() -> Iterator[Sign]:
    """Every package that is needed or can be added, with its version against the bound."""
    try:
        wanted = [_REQUIREMENT.match(line) for line in metadata.requires(NAME) or ()]
    except metadata.PackageNotFoundError:
        return
    missing: dict[str, list[str]] = {}
    sound = 0
    for one in wanted:
        extra = one["extra"] if one else None
        if one is None or (extra and extra not in EXTRAS):
            continue
        fault = _package_fault(one["name"], one["least"])
        if fault and extra and not _version(one["name"]):
            missing.setdefault(extra, []).append(one["name"])
        elif fault:
            cure = f'python -m pip install --upgrade "{one["name"]}>={one["least"]}"'
            yield Sign("fault", one["name"], fault, cure)
        else:
            sound += 1
    yield Sign("well", "packages", f"{sound} are there and new enough")
    for extra, names in missing.items():
        lacks = f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} not installed"
        cure = f'{EXTRAS[extra]}: python -m pip install "{NAME}[{extra}]"'
        yield Sign("note", extra, lacks, cure)


def _package_fault(name: str, least: str) -> str:
    """What is wrong with an installed package; empty where nothing is."""
    found = _version(name)
    if not found:
        return "is not installed"
    if _numbers(found) < _numbers(least):
        return f"{found} is older than {least}"
    try:
        import_module(MODULES.get(name, name.replace("-", "_")))
    except Exception as error:  # whatever a broken installation raises
        return (
            f"{found} does not start ({str(error).splitlines()[0] if str(error) else type(error).__name__})"
        )
    return ""


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, to be compared."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(part) for part in found[0].split(".")) if found else ()


def _font() -> Sign:
    from fazhi_research.drawing.style import register_font

    try:
        return Sign("well", "font", f"{register_font()}, for Chinese in figures")
    except FazhiError as error:
        return Sign("fault", "font", "Chinese cannot be drawn", str(error))


def _corpus() -> Sign:
    """Whether the raw files that come with the package are as they were."""
    folder = shipped()
    try:
        entries = read_manifest(folder) or []
    except FazhiError as error:
        return Sign("fault", "corpus", str(error), "install fazhi-research again")
    changed = sorted({entry.file for entry in entries if entry.sha256 != file_hash(folder / entry.file)})
    if changed or not entries:
        words = f"shipped files are missing or not as they were: {', '.join(changed) or folder}"
        return Sign("fault", "corpus", words, "install fazhi-research again, or restore them with git")
    return Sign("well", "corpus", f"{len(entries)} documents, and every hash holds")


def _terminal() -> Sign:
    """Whether Chinese can be printed and read from files."""
    printed, files = sys.stdout.encoding or "ascii", locale.getpreferredencoding(False)
    try:
        "法治政府".encode(printed)
    except UnicodeEncodeError:
        cure = "set PYTHONUTF8=1" + (
            ", and in cmd: chcp 65001" if os.name == "nt" else ", or a locale such as LANG=C.UTF-8"
        )
        return Sign("fault", "terminal", f"it is told to show {printed}, which has no Chinese", cure)
    return Sign("well", "terminal", f"shows Chinese ({printed}; the system's own encoding is {files})")


def _command() -> Sign:
    """Whether `fazhi` in this terminal is the one that is being run."""
    found = shutil.which("fazhi")
    if found is None:
        cure = "activate the environment, or write `python -m fazhi_research` for `fazhi`"
        return Sign("note", "command", "`fazhi` is not found in this terminal", cure)
    if not _same_place(found):
        cure = "activate the environment you want; `python -m fazhi_research` is always that of `python`"
        return Sign("note", "command", f"`fazhi` is that of another Python, {found}", cure)
    return Sign("well", "command", f"`fazhi` is {found}")


def _notebooks() -> Iterator[Sign]:
    """Whether notebooks run, and whether JupyterLab of this terminal knows the package."""
    absent = [name for name in ("ipykernel", "nbclient", "jupyterlab") if not _version(name)]
    if absent:
        return  # told among the extras
    found = shutil.which("jupyter-lab")
    if found and not _same_place(found):
        cure = (
            "open notebooks with `fazhi lab`, or make this Python known to it: python -m ipykernel install --user "
            "--name fazhi --display-name fazhi"
        )
        yield Sign("note", "jupyter", f"`jupyter lab` is that of another Python, {found}", cure)
        return
    yield Sign("well", "jupyter", "notebooks run in this Python; `fazhi lab` opens them")


def _same_place(program: str) -> bool:
    """Whether a program stands in the folder of programs of this Python."""
    return Path(program).resolve().parent == Path(sys.executable).parent.resolve()


def _project(project: Project | None) -> Iterator[Sign]:
    if project is None:
        cure = "`fazhi new-project DIR` makes one for your documents"
        yield Sign("note", "project", "none in this folder or above it", cure)
        return
    for folder in (project.root, project.processed, project.figures):
        if folder.is_dir() and not _writable(folder):
            cure = "copy the project to a folder of yours, or write elsewhere with --out DIR"
            yield Sign("fault", "project", f"{folder} cannot be written", cure)
            return
    free = shutil.disk_usage(project.root).free
    if free < _ROOM:
        yield Sign("fault", "project", f"{free // 1_000_000} MB are free on its disk", "make room")
        return
    yield Sign("well", "project", f"{project.root.resolve()} can be written, and there is room")


def _writable(folder: Path) -> bool:
    try:
        (folder / _PROBE).touch()
        (folder / _PROBE).unlink()
    except OSError:
        return False
    return True
