"""The front page, and with it the order of all others: it is docs/README.md with its lists as a table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tools.website.sources import INDEX, ROOT, page_places, staged

#: what docs/README.md cannot link to, because it is made: page or pages, under the heading of that page
MADE = {
    "Reference": ("reference/commands.md", "reference/names-*.md"),
    "Notebooks": ("notebooks/*.md",),
}


def front_page(pages: Iterable[str]) -> str:
    """The front page of the site: docs/README.md, and a table of contents of all pages by its headings.

    Raises ValueError if a page that is written by hand is not listed there.
    """
    words = staged((ROOT / INDEX).read_text(encoding="utf-8"), INDEX)
    sections = listed(words)
    found = {page for held in sections.values() for page in held}
    if missing := set(page_places().values()) - {"index.md"} - found:
        raise ValueError(f"{INDEX} does not list {', '.join(sorted(missing))}")
    made = sorted(pages)
    for heading, patterns in MADE.items():
        for pattern in patterns:
            regex = re.escape(pattern).replace(r"\*", ".*")
            held = sections.setdefault(heading, {})
            held |= dict.fromkeys((page for page in made if re.fullmatch(regex, page)), "")
    return words + "\n" + "\n".join(_contents(*section) for section in sections.items())


def listed(words: str) -> dict[str, dict[str, str]]:
    """The pages that the lists of a page link to first in each item, with their titles there, by the heading above.

    >>> listed("## How to\\n\\n- [Word](word.md): how\\n1. [PDF](pdf.md): how\\n\\nsee [x](x.md)")
    {'How to': {'word.md': 'Word', 'pdf.md': 'PDF'}}
    """
    sections: dict[str, dict[str, str]] = {}
    heading = ""
    for line in words.splitlines():
        if line.startswith("## "):
            heading = line[3:].strip()
        elif item := re.match(r"(?:-|\d+\.) \[([^]]+)\]\(([\w./-]+\.md)\)", line):
            sections.setdefault(heading, {})[item.group(2)] = item.group(1)
    return sections


def _contents(heading: str, pages: dict[str, str]) -> str:
    """A table of contents that is not printed on the page; an entry without a title takes that of its page."""
    places = {page.removesuffix(".md"): title for page, title in pages.items()}
    entries = "\n".join(f"{title} <{place}>" if title else place for place, title in places.items())
    return f"```{{toctree}}\n:caption: {heading}\n:hidden:\n\n{entries}\n```\n"
