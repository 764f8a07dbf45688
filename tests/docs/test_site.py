"""The documentation site: it builds without a warning, works without a network, and its search finds Chinese."""

from __future__ import annotations

import doctest
import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import fazhi_research as fz
from tests.pages import ROOT

pytest.importorskip("sphinx", reason="the extra [docs] is not installed")
MODULES = ["chinese_search", "command_pages", "links", "navigation", "notebook_pages", "reference", "sources"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "tools.website.build", str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{folder}/external-links.txt" in done.stdout
    return folder / "html"


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_its_makers_hold(name: str) -> None:
    found = doctest.testmod(importlib.import_module(f"tools.website.{name}"))
    assert found.failed == 0


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    """No page, style or script loads anything by an address of its own; links to follow are no loading."""
    loads = re.compile(
        r"<(?:script|img|iframe|source)\b[^>]*\bsrc=\"(?:https?:)?//|<link\b[^>]*\bhref=\"(?:https?:)?//"
        r"|url\(\s*['\"]?(?:https?:)?//|@import\s+['\"](?:https?:)?//"
    )
    files = [path for path in site.rglob("*") if path.suffix in {".html", ".css"}]
    assert len(files) > 30
    assert [path.name for path in files if loads.search(path.read_text(encoding="utf-8"))] == []
    scripts = [path for path in site.rglob("*.js") if path.name != "searchindex.js"]
    fetching = re.compile(r"(?:fetch|import|importScripts|open)\(\s*['\"`]https?:")
    assert [path.name for path in scripts if fetching.search(path.read_text(encoding="utf-8"))] == []


def test_every_public_name_has_its_place(site: Path) -> None:
    pages = "".join(
        path.read_text(encoding="utf-8") for path in sorted((site / "reference").glob("names-*.html"))
    )
    assert [name for name in fz.__all__ if pages.count(f'id="fz.{name}"') != 1] == []


def test_names_in_code_lead_to_the_reference(site: Path) -> None:
    graphs = (site / "graphs.html").read_text(encoding="utf-8")
    assert re.search(r'href="reference/names-4-leads\.html#fz\.lead_graph"', graphs)


def test_every_command_is_there(site: Path) -> None:
    page = (site / "reference" / "commands.html").read_text(encoding="utf-8")
    for command in ("parse", "build", "draw", "reproduce", "check", "coding sample"):
        assert f"fazhi {command}" in page


def test_notebooks_show_their_figures(site: Path) -> None:
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        saved = re.findall(r"save_figure\([^\"]*\\\"([\w-]+)\\\"", path.read_text(encoding="utf-8"))
        page = (site / "notebooks" / f"{path.stem}.html").read_text(encoding="utf-8")
        assert [name for name in saved if f"{name}.svg" not in page] == []


def index(site: Path) -> tuple[dict[str, set[int]], list[str]]:
    """The entries of the search with the pages that have them, and the pages."""
    words = (site / "searchindex.js").read_text(encoding="utf-8")
    held = json.loads(words.removeprefix("Search.setIndex(").rstrip().removesuffix(")"))
    pages: dict[str, set[int]] = {}
    for table in ("terms", "titleterms"):
        for term, found in held[table].items():
            pages.setdefault(term, set()).update([found] if isinstance(found, int) else found)
    return pages, held["docnames"]


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("法治政府建设", "index"),
        ("牵头单位", "howto/no-lead"),
        ("附带审查", "coursework"),
        ("政务大模型", "howto/own-codebook"),
        ("承接矩阵", "reference/names-7-reuse"),
        ("network", "graphs"),
    ],
)
def test_the_search_finds_words_typed_in_one_piece(site: Path, typed: str, page: str) -> None:
    from tools.website.chinese_search import PairSearch

    entries, names = index(site)
    search = PairSearch({})
    pieces = [search.stem(piece) for piece in search.split(typed) if len(piece) > 1]
    found = set.intersection(*(entries.get(piece, set()) for piece in pieces))
    assert page in {names[number] for number in found}


def test_the_search_cuts_what_is_typed_as_it_cut_the_pages(site: Path) -> None:
    script = (site / "_static" / "language_data.js").read_text(encoding="utf-8")
    assert "function splitQuery" in script and "piece.slice(at, at + 2)" in script
    (stemmer,) = re.findall(r"window\.Stemmer = (\w+);", script)
    assert f"var {stemmer}=function" in script


def test_links_that_lead_elsewhere_are_listed(site: Path) -> None:
    listed = (site.parent / "external-links.txt").read_text(encoding="utf-8").splitlines()
    assert listed == sorted(set(listed))
    assert all(re.fullmatch(r"https://\S+  \S+\.md", line) for line in listed)


def test_a_page_that_is_not_listed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from tools.website import navigation

    monkeypatch.setattr(navigation, "page_places", lambda: {"docs/howto/lost.md": "howto/lost.md"})
    with pytest.raises(ValueError, match=r"does not list howto/lost\.md"):
        navigation.front_page([])
