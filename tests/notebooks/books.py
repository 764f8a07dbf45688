"""The notebooks as they are stored: their cells, and the conclusion each ends in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


def cells(path: Path, kind: str = "") -> list[dict[str, Any]]:
    book = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in book["cells"] if kind in ("", cell["cell_type"])]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def tags(cell: dict[str, Any]) -> list[str]:
    found: list[str] = cell["metadata"].get("tags", [])
    return found


def conclusion(number: str) -> str:
    """What the notebook of a number finds in the shipped corpus, as a reader sees it; without cells on that, the words in which it ends."""
    (path,) = [path for path in NOTEBOOKS if path.name.startswith(f"{number}-")]
    found = [cell for cell in cells(path) if {"findings", "shipped"} & {*tags(cell)}]
    words = "\n".join(source(cell) for cell in found or cells(path)[-1:])
    return re.sub(r"<!--.*?-->", "", words)
