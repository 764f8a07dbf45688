"""The pages that are written by hand, as the site takes them: where each stands, and its links turned accordingly."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent.parent
#: pages outside docs/, by the place they have in the site
OUTSIDE = {
    "README.md": "project/readme.md",
    "README.zh.md": "project/readme-zh.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "CHANGELOG.md": "project/changelog.md",
    "SECURITY.md": "project/security.md",
    "benchmarks/README.md": "reference/benchmarks.md",
    "data/coding/README.md": "reference/readings.md",
    "tests/gold/README.md": "reference/gold-answers.md",
}
INDEX = "docs/README.md"
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
_FENCE = re.compile(r"(?ms)^( *)(```+)(\w*)[ \t]*\n(.*?)^\1\2[ \t]*$")


def page_places() -> dict[str, str]:
    """The place in the site of every page written by hand, by its path in the repository."""
    inside = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
    places = {path: path.removeprefix("docs/") for path in inside} | {INDEX: "index.md"}
    return places | {path: place for path, place in OUTSIDE.items() if (ROOT / path).is_file()}


def staged_pages() -> dict[str, str]:
    """Every page written by hand but the front page, by its place in the site."""
    places = page_places()
    return {
        place: staged((ROOT / path).read_text(encoding="utf-8"), path)
        for path, place in places.items()
        if path != INDEX
    }


def staged(words: str, path: str, place: str = "") -> str:
    """A page as the site takes it: links turned, and prompts marked as such.

    >>> staged("see [the tables](../docs/tables.md#tasks) and [code](run.py)", "tools/x.md", "x.md")
    'see [the tables](tables.md#tasks) and code (`tools/run.py`)'
    """
    place = place or page_places()[path]
    pieces = []
    last = 0
    for fence in _FENCE.finditer(words):
        pieces += [_turned(words[last : fence.start()], path, place), _marked(fence)]
        last = fence.end()
    return "".join([*pieces, _turned(words[last:], path, place)])


def _marked(fence: re.Match[str]) -> str:
    indent, ticks, language, code = fence.groups()
    if language == "python" and ">>>" in code:
        language = "pycon"
    return f"{indent}{ticks}{language}\n{code.rstrip()}\n{indent}{ticks}"


def link_places() -> dict[str, str]:
    """The place in the site of everything that can be linked to: pages, and notebooks, which have pages too."""
    books = sorted((ROOT / "notebooks").glob("*.ipynb"))
    return page_places() | {f"notebooks/{book.name}": f"notebooks/{book.stem}.md" for book in books}


def _turned(words: str, path: str, place: str) -> str:
    return _LINK.sub(lambda link: _turned_link(link, path, place), words)


def _turned_link(link: re.Match[str], path: str, place: str) -> str:
    """A link as it leads from the page's place in the site; a file that is not in the site becomes its path."""
    picture, text, target = link.groups()
    if "://" in target or target.startswith(("#", "mailto:")):
        return link.group()
    file, _, anchor = target.partition("#")
    named = os.path.normpath(PurePosixPath(path).parent / file).replace(os.sep, "/")
    if picture or named.startswith("figures/"):
        return f"{picture}[{text}]({_relative(named, place)})"
    places = link_places()
    if named not in places:
        plain = text.strip("`")
        return f"`{named}`" if plain == named else f"{text} (`{named}`)"
    return f"[{text}]({_relative(places[named], place)}{'#' + anchor if anchor else ''})"


def _relative(target: str, place: str) -> str:
    return os.path.relpath(target, PurePosixPath(place).parent).replace(os.sep, "/")
