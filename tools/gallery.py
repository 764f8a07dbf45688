"""Writes docs/gallery.md from the figures and tables there are, their records and the notebooks that make them.

python tools/gallery.py
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FIGURES, NOTEBOOKS, PAGE = ROOT / "figures", ROOT / "notebooks", ROOT / "docs" / "gallery.md"
OPENING = """# Gallery

Made by `make gallery` from what `fazhi reproduce` draws. Each figure is saved as PDF and SVG (vector, fonts embedded as TrueType or drawn as outlines) and as PNG, with the
table it draws, its caption and the record of what it was made from; each table as CSV, CSV for Excel, LaTeX, Word and HTML. How to get them in one language, at
600 dots an inch or without title and note: [print.md](print.md). The note under a figure says what may not be concluded from it.
"""


def records(kind: str) -> dict[str, dict[str, Any]]:
    """Return the records of one kind ("figure" or "table"), by name, in order."""
    found = {}
    for path in sorted(FIGURES.glob("*.json")):
        held = json.loads(path.read_text(encoding="utf-8"))
        if held.get("kind") == kind:
            found[path.stem] = held
    return found


def makers() -> dict[str, tuple[str, str]]:
    """Return for each figure and table the notebook that saves it and the function that draws it, "" for a table."""
    found = {}
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        for match in re.finditer(r"save_(figure|table)\([^\"]*?\"((?:fig|tab)[\w-]+)\"", code):
            drawn = re.findall(r"(?:fz|\w+)\.(plot\w*)\(", code[: match.start()])
            plot = drawn[-1] if match[1] == "figure" and drawn else ""
            found[match[2]] = (path.name, "compare(…).plot" if plot == "plot" else plot)
    return found


def english(lines: list[str]) -> str:
    """Return the lines without Chinese, in one paragraph; all of them if none is without."""
    plain = [line for line in lines if sum("\u4e00" <= sign <= "\u9fff" for sign in line) < len(line) / 4]
    return " ".join(plain or lines)


def links(name: str, kinds: list[str]) -> str:
    """Return links to the files of a figure or table that there are."""
    there = [(kind, FIGURES / f"{name}{kind}") for kind in kinds]
    return " · ".join(
        f"[{path.name.removeprefix(name).lstrip('.-')}](../figures/{path.name})"
        for _, path in there
        if path.is_file()
    )


def figure(name: str, held: dict[str, Any], made: tuple[str, str]) -> list[str]:
    """Return the part of the page on one figure."""
    number, title = name.split("-")[0], held["title"] or name
    notebook, plot = made
    lines = [f"## {number} {title}", "", f"![{title}](../figures/{name}.png)", "", english(held["notes"]), ""]
    by = f"Drawn by `{plot}` in [{notebook}](../notebooks/{notebook}). " if notebook else ""
    return [*lines, f"{by}Files: {links(name, ['.pdf', '.svg', '.png', '.csv', '.txt', '.json'])}", ""]


def unused(names: list[str]) -> list[str]:
    """Return the numbers below the last that no figure or table has."""
    held = {int(match[1]) for name in names if (match := re.match(r"[a-z]+(\d+)", name))}
    kind = re.sub(r"\d.*", "", names[0]) if names else ""
    return [f"{kind}{number:02}" for number in range(1, max(held, default=0)) if number not in held]


def page() -> str:
    """Return the whole page."""
    by = makers()
    gone = [*unused(list(records("figure"))), *unused(list(records("table")))]
    kept = f"Not in use: {', '.join(gone)}. A number stays with its figure once papers may cite it, so that none is given again.\n"
    lines = [OPENING, *([kept] if gone else [])]
    for name, held in records("figure").items():
        lines += figure(name, held, by.get(name, ("", "")))
    lines += ["## Tables", "", "| | table | notebook | files |", "|---|---|---|---|"]
    for name, held in records("table").items():
        notebook = by.get(name, ("", ""))[0]
        where = f"[{notebook}](../notebooks/{notebook})" if notebook else ""
        files = links(name, [".csv", "-excel.csv", ".tex", ".docx", ".html", ".json"])
        lines.append(f"| {name.split('-')[0]} | {held['title']} | {where} | {files} |")
    pages = [path.name for path in sorted(FIGURES.glob("view*.html"))]
    lines += [
        "",
        "## Pages",
        "",
        *(f"- [{name}](../figures/{name}): two documents side by side" for name in pages),
    ]
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(
        f"{PAGE.relative_to(ROOT).as_posix()}: {len(records('figure'))} figures, {len(records('table'))} tables"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
