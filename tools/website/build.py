"""Builds the documentation site from docs/ and what belongs to it: ``make docs``.

Pages are put together in build/docs/source and built into build/docs/html, warnings as errors. Nothing is fetched, neither now nor
by the pages. Needs the extra `docs`.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.website.command_pages import command_page
from tools.website.links import external_links
from tools.website.navigation import front_page
from tools.website.notebook_pages import notebook_pages
from tools.website.reference import reference_pages
from tools.website.sources import ROOT, staged_pages

MADE = ROOT / "build" / "docs"
HERE = Path(__file__).resolve().parent


def stage(folder: Path) -> None:
    """Put the source of every page into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pages = staged_pages() | notebook_pages() | reference_pages() | {"reference/commands.md": command_page()}
    pages["index.md"] = front_page(pages)
    for name, words in sorted(pages.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8", newline="\n")
    # the gallery links every file of a figure or table
    shutil.copytree(ROOT / "figures", folder / "figures", ignore=shutil.ignore_patterns("draw.json"))


def main(words: Sequence[str] = ()) -> int:
    """Build the site into build/docs, or the folder that is named, and return the exit code."""
    from sphinx.cmd.build import main as sphinx

    made = Path(words[0]) if words else MADE
    source, out = made / "source", made / "html"
    stage(source)
    shutil.rmtree(out, ignore_errors=True)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # no date of today in any page
    strict = ["--fail-on-warning", "--keep-going", "--quiet"]
    code = sphinx(
        ["-b", "html", "-c", str(HERE), "-d", str(made / "doctrees"), *strict, str(source), str(out)]
    )
    if code == 0:
        listed = external_links(source)
        (made / "external-links.txt").write_text("".join(f"{line}\n" for line in listed), encoding="utf-8")
        shown = made.relative_to(ROOT) if made.is_relative_to(ROOT) else made
        print(f"open {shown}/html/index.html; {len(listed)} links lead elsewhere: {shown}/external-links.txt")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
