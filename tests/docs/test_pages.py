"""What README and the pages in docs show is what happens: their Python runs, and prints what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import fazhi_research as fz
from tests.pages import INDEX, PAGES, ROOT, PageRun, blocks, links, words_of

#: pages that are read but not run
FENCED = {
    ROOT / name
    for name in ("CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md", "data/coding/README.md")
}
with_python = pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)])


def test_there_is_python_to_run() -> None:
    assert {"README.md", "agencies.md", "graphs.md", "themes.md"} <= {page for page in PAGES if blocks(page)}


@with_python
def test_the_python_of_a_page_runs_from_top_to_bottom(page: str, page_run: Callable[[str], PageRun]) -> None:
    assert page_run(page).faults == ""


@pytest.mark.parametrize("page", [*PAGES, "the index"])
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    path = PAGES.get(page, INDEX)
    for link in links(path):
        assert "://" in link or (path.parent / link).exists(), link


@pytest.mark.parametrize("path", [*PAGES.values(), INDEX, *sorted(FENCED)], ids=str)
def test_every_fence_that_is_opened_is_closed(path: Path) -> None:
    fences = re.findall(r"(?m)^```(\w*)[ \t]*$", path.read_text(encoding="utf-8"))
    assert len(fences) % 2 == 0 and not any(fences[1::2])


def test_the_index_lists_every_page_once() -> None:
    listed = re.findall(r"(?m)^\d+\. \[[^]]+\]\(([\w.-]+)\): .", INDEX.read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(page for page in PAGES if page != "README.md")


def test_every_public_name_stands_on_a_page() -> None:
    """In code: in backquotes, perhaps with its arguments, or called from `fz`."""
    words = "\n".join([*map(words_of, PAGES), INDEX.read_text(encoding="utf-8")])
    assert [name for name in fz.__all__ if not re.search(rf"`{name}\b|\bfz\.{name}\b", words)] == []
