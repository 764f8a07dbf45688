"""The notebooks as pages: their words and code, and the figures they save."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tools.website.sources import ROOT, staged

_SAVED = re.compile(r"save_figure\([^\"]*\"([\w-]+)\"")


def notebook_pages() -> dict[str, str]:
    """A page for every notebook, by its place in the site."""
    return {
        f"notebooks/{path.stem}.md": notebook_page(path)
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
    }


def notebook_page(path: Path) -> str:
    """A notebook as a page; under a cell that saves a figure stands the figure, as `make reproduce` made it."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    parts = [_cell(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    told = f"\nThis page shows the notebook `{path.relative_to(ROOT).as_posix()}`; `make lab` opens it.\n"
    parts[0] += told
    return staged("\n\n".join(parts) + "\n", path.relative_to(ROOT).as_posix(), f"notebooks/{path.stem}.md")


def _cell(kind: str, words: str) -> str:
    if kind != "code":
        return words
    shown = [name for name in _SAVED.findall(words) if (ROOT / "figures" / f"{name}.svg").is_file()]
    pictures = [f"![{name}](../figures/{name}.svg)" for name in shown]
    return "\n\n".join([f"```python\n{words.rstrip()}\n```", *pictures])
