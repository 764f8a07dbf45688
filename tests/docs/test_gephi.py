"""The files that docs/gephi.md saves hold the graphs it speaks of, and it names every format."""

from __future__ import annotations

import re
from collections.abc import Callable

from fazhi_research.project.exchange.files import FORMATS, read_graph
from tests.pages import PageRun, blocks, words_of


def test_its_files_hold_the_graphs(page_run: Callable[[str], PageRun]) -> None:
    run = page_run("gephi.md")
    assert run.printed.startswith("58 130\n")
    assert "nodes come back named by their labels" in run.printed
    code = "\n".join(blocks("gephi.md"))
    names = set(re.findall(r'"([\w-]+\.(?:gexf|net|hif\.json|graphml|csv|html))"', code))
    pairs = {"jinchuan-2018.csv": ("jinchuan-2018-nodes.csv", "jinchuan-2018-edges.csv")}
    expected = {one for name in names for one in pairs.get(name, (name,))}
    assert {path.name for path in run.folder.iterdir()} == expected
    roles = read_graph(run.folder / "jinchuan.gexf").edges(data="role")
    assert [role for _, _, role in roles].count("lead") == 44
    assert len(read_graph(run.folder / "jinchuan-2018.csv")) == 57  # one body fewer
    assert read_graph(run.folder / "jinchuan.hif.json").number_of_edges() == 130


def test_it_names_every_suffix() -> None:
    assert all(f"`{suffix}`" in words_of("gephi.md") for suffix, *_ in FORMATS)
