"""The page holds everything, sends nothing, and labels stay text."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from fazhi_research.drawing.interactive import interactive_graph
from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.graph_layout import graph_layout
from fazhi_research.measuring.graphs import agency_graph

pytest.importorskip("bokeh", reason="the extra [interactive] is not installed")

HOSTILE = "</script><script>document.title='HACKED'</script><img src=x onerror=alert(1)>&lt$$x$$局"
EDGES = pd.DataFrame(
    [(1, HOSTILE, "lead"), (1, "區政府法制辦", "support"), (2, "各部门", "responsible")], columns=["task", "named", "role"]
).assign(collective=[False, False, True])  # fmt: skip


@pytest.fixture(scope="module")
def page() -> str:
    return interactive_graph(agency_graph(EDGES), title=HOSTILE).html


def data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="fazhi-data">(.*?)</script>', page, re.S)
    assert found
    held: dict[str, Any] = json.loads(found[1])
    return held


def columns(value: Any) -> dict[str, list[Any]]:
    """Every column of every source of the chart, first come first kept."""
    found: dict[str, list[Any]] = {}
    if isinstance(value, list):
        for one in value:
            for name, cells in columns(one).items():
                found.setdefault(name, cells)
    elif isinstance(value, dict):
        for entry in value.get("entries", []) if value.get("type") == "map" else []:
            if isinstance(entry, list) and isinstance(entry[0], str) and isinstance(entry[1], list):
                found.setdefault(entry[0], entry[1])
        for one in value.values():
            for name, cells in columns(one).items():
                found.setdefault(name, cells)
    return found


def test_the_chart_holds_every_node_and_tie(page: str) -> None:
    graph = agency_graph(EDGES)
    held = columns(data(page)["doc"])
    labels = [graph.nodes[node]["label"] for node in graph]
    assert held["label"] == labels
    nodes = list(graph)
    assert list(zip(held["start"], held["end"], strict=True)) == [
        (nodes.index(one), nodes.index(two)) for one, two in graph.edges
    ]
    assert held["dash"] == ["solid", "dotted", "dashed"]
    assert held["fill"].count("#ffffff") == 1  # the collective is hollow


def test_the_page_fits_a_telephone_and_tells_what_its_numbers_are(page: str) -> None:
    """Seen in a browser: without the first a telephone draws 980 pixels, and a task called 633 told nobody what 633 is."""
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    chart = json.dumps(data(page))
    assert '"sizing_mode": "stretch_width"' in chart and '"min_width": 640' in chart
    assert (
        "in ours, the place in the text where it begins" in page
        and "本包之表以其在文中的起始位置为号" in page
    )
    named = interactive_graph(agency_graph(EDGES.assign(task=["甲", "甲", "乙"]))).html
    assert "the place in the text" not in named
    assert page.count('<th scope="col">') == 3 and '<html lang="zh-CN">' in page
    assert '<html lang="en">' in interactive_graph(agency_graph(EDGES), language="en").html


def test_labels_stay_text(page: str) -> None:
    shown = html.escape(HOSTILE)
    assert f"<title>{shown}</title>" in page and f"<h1>{shown}</h1>" in page and f"<td>{shown}</td>" in page
    without_program = re.sub(r"<script>.*?</script>", "", page, flags=re.S)
    assert "<img" not in without_program and "<script>document" not in without_program
    assert page.count("<script") == page.count("</script>") == 3  # the program, the data, the start


def test_the_page_may_run_only_its_own_scripts_and_fetch_nothing(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    rules = html.unescape(policy[1])
    assert rules.startswith("default-src 'none'; script-src 'sha256-") and "unsafe-eval" not in rules
    assert "script-src 'unsafe-inline'" not in rules and "http" not in rules
    head = re.sub(r"<script>.*?</script>", "", page, flags=re.S)
    assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//""", head)


def test_the_same_graph_gives_the_same_bytes_whatever_was_drawn_before(page: str) -> None:
    script = (
        "import hashlib, pandas as pd, fazhi_research as fz\n"
        f"edges = pd.DataFrame({EDGES.to_dict('list')!r})\n"
        f"page = fz.interactive_graph(fz.agency_graph(edges), title={HOSTILE!r}).html\n"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
    )
    again = interactive_graph(agency_graph(EDGES), title=HOSTILE).html
    assert again == page
    assert done.stdout.strip() == hashlib.sha256(page.encode()).hexdigest()


def test_it_is_saved_as_one_page_and_shows_itself_in_a_frame(tmp_path: Path) -> None:
    graph: nx.Graph[str] = nx.Graph([("甲局", "乙局")])
    shown = interactive_graph(graph, layout=graph_layout(graph))
    path = shown.save(tmp_path / "new" / "view.html")
    assert path.read_text(encoding="utf-8") == shown.html
    assert [p.name for p in path.parent.iterdir()] == ["view.html"]
    assert shown._repr_html_().startswith('<iframe srcdoc="&lt;!DOCTYPE html&gt;')
    with pytest.raises(FazhiError, match=r"'view\.txt' is no name of a page: end it in \.html"):
        shown.save(tmp_path / "view.txt")


def test_faults_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TableError, match="the graph has no nodes"):
        interactive_graph(nx.Graph())
    with pytest.raises(TableError, match="has 10011 ties, more than the 10000 that a page can move"):
        interactive_graph(nx.complete_graph(142))
    with pytest.raises(TableError, match="the layout has no row for '乙'"):
        interactive_graph(nx.Graph([("甲", "乙")]), layout=pd.DataFrame({"node": ["甲"], "x": [0], "y": [0]}))
    monkeypatch.setitem(sys.modules, "bokeh.embed", None)
    with pytest.raises(FazhiError, match=r'needs Bokeh: pip install "fazhi-research\[interactive\]"'):
        interactive_graph(nx.Graph([("甲", "乙")]))
