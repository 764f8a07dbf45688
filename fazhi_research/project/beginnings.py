"""A project laid out for somebody's own documents."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from fazhi_research.errors import FazhiError
from fazhi_research.project.made import files_in
from fazhi_research.project.places import Project
from fazhi_research.project.registration import TEMPLATE
from fazhi_research.reading.files import is_document
from fazhi_research.reading.manifest import NAME

SHIPPED, FINDINGS = "shipped", "findings"
"""The tags of cells about the documents that come with the package: left out of a copy, or asking for findings there 单元标签."""

_YOURS = (
    "## What is found here\n\n*Yours to write, with the tables above: first counts that anyone can repeat, then readings that the words allow and do "
    "not prove. 在此写下你的发现:先写可复核的计数,再写解读。*"
)


def new_project(folder: str | Path, *, documents: str | Path | None = None) -> Project:
    """A project laid out in a folder: data/raw with an empty manifest, the notebooks, a README 新建项目.

    `documents` names a folder (or file) whose documents are copied into data/raw; `register` then lists them. The notebooks are those of the
    package without what they say of its own documents. Raises FazhiError if a file of the same name is there already: nothing is
    overwritten, and then nothing is written.

    >>> import tempfile
    >>> home = tempfile.TemporaryDirectory()
    >>> project = new_project(Path(home.name, "study"))
    >>> sorted(path.name for path in project.root.iterdir())
    ['.gitignore', 'README.md', 'data', 'notebooks']
    >>> home.cleanup()
    """
    project = Project(folder)
    copied = _documents(Path(documents)) if documents is not None else {}
    texts = _texts()
    targets = [*(project.root / name for name in texts), *(project.raw / name for name in copied)]
    if taken := next((target for target in targets if target.exists()), None):
        raise FazhiError(
            f"{taken} is there already: choose another folder, or put new documents into data/raw and run `fazhi register`"
        )
    for name, text in texts.items():
        (project.root / name).parent.mkdir(parents=True, exist_ok=True)
        (project.root / name).write_bytes(text.encode("utf-8"))
    for name, path in copied.items():
        (project.raw / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, project.raw / name)
    return project


def _texts() -> dict[str, str]:
    """What a new project holds, by path."""
    starter = Path(__file__).parent / "starter"
    return {
        f"data/raw/{NAME}": "\ufeff" + ",".join(TEMPLATE) + "\n",
        **{f"notebooks/{path.name}": _own(path) for path in shipped_notebooks()},
        "README.md": (starter / "README.md").read_text(encoding="utf-8"),
        ".gitignore": (starter / "gitignore").read_text(encoding="utf-8"),
    }


def shipped_notebooks() -> list[Path]:
    """The notebooks that come with the package, in their order 随包笔记."""
    package = Path(__file__).parents[1]  # in a checkout they stand beside it, when installed within it
    inside = package / "notebooks"
    return sorted((inside if inside.is_dir() else package.parent / "notebooks").glob("*.ipynb"))


def _own(path: Path) -> str:
    """A notebook for other documents: without what it says of those that come with the package."""
    book: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    kept = []
    for cell in book["cells"]:
        tags = cell["metadata"].get("tags", [])
        if FINDINGS in tags:
            kept.append({**cell, "metadata": {}, "source": _YOURS.splitlines(keepends=True)})
        elif SHIPPED not in tags:
            kept.append(cell)
    return json.dumps(book | {"cells": kept}, ensure_ascii=False, indent=1) + "\n"


def _documents(place: Path) -> dict[str, Path]:
    """The documents of a folder, or a file, by their paths in it; archives whole."""
    if place.is_file():
        return {place.name: place}
    if not place.is_dir():
        raise FazhiError(f"{place}: no such file or folder; check the name")
    found = {name: place / name for name in files_in(place) if is_document(Path(name))}
    if not found:
        raise FazhiError(f"{place} holds no documents (text, web pages, .docx, .xlsx, .pdf, .zip); check the name")
    return found
