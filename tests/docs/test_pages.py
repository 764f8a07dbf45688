"""What README and the pages in docs show is what happens: their Python runs, and prints what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import fazhi_research as fz
from tests.pages import DOCS, INDEX, PAGES, ROOT, PageRun, anchors, blocks, links, words_of

#: pages that hold no Python
FENCED = {
    ROOT / name
    for name in ("CHANGELOG.md", "benchmarks/README.md", "data/coding/README.md", "tests/gold/README.md")
}
with_python = pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)])


def test_there_is_python_to_run() -> None:
    assert {"README.md", "agencies.md", "graphs.md", "themes.md"} <= {page for page in PAGES if blocks(page)}


@with_python
def test_the_python_of_a_page_runs_from_top_to_bottom(page: str, page_run: Callable[[str], PageRun]) -> None:
    assert page_run(page).faults == ""


@pytest.mark.parametrize(
    "path", [*PAGES.values(), INDEX, *sorted(FENCED)], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_the_links_of_a_page_lead_somewhere(path: Path) -> None:
    for link in links(path):
        if "://" in link:
            assert link.startswith("https://"), link
            continue
        file, _, anchor = link.partition("#")
        target = path.parent / file if file else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize(
    "path", [*PAGES.values(), INDEX, *sorted(FENCED)], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_every_fence_that_is_opened_is_closed(path: Path) -> None:
    fences = re.findall(r"(?m)^```(\w*)[ \t]*$", path.read_text(encoding="utf-8"))
    assert len(fences) % 2 == 0 and not any(fences[1::2])


def test_the_index_lists_every_page_once() -> None:
    listed = re.findall(r"(?m)^- \[[^]]+\]\(([\w./-]+)\)(?:, .+)?: .", INDEX.read_text(encoding="utf-8"))
    paths = [(INDEX.parent / name).resolve() for name in listed]
    assert len(paths) == len(set(paths))
    assert set(PAGES.values()) <= set(paths)


def test_the_how_to_pages_answer_one_question_each() -> None:
    """Their heading is what a user says, and a run page or a list of steps follows."""
    titles = {page: words_of(page).splitlines()[0] for page in PAGES if page.startswith("howto/")}
    assert len(titles) >= 10
    assert [page for page, title in titles.items() if not re.match(r"# (?:I |My |A reviewer )", title)] == []
    assert [path.name for path in sorted((DOCS / "howto").iterdir()) if path.suffix != ".md"] == []


def test_every_public_name_stands_on_a_page() -> None:
    """In code: in backquotes, perhaps with its arguments, or called from `fz`."""
    words = "\n".join([*map(words_of, PAGES), INDEX.read_text(encoding="utf-8")])
    assert [name for name in fz.__all__ if not re.search(rf"`{name}\b|\bfz\.{name}\b", words)] == []
