"""Whatever a graph holds comes back: whole where the format can, and told where it cannot."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_research.project.exchange.contents import Lost
from fazhi_research.project.exchange.escapes import NOT_LINE, NOT_XML, held, unheld
from tests.project.exchange.graphs import there_and_back

ODD = [
    "", " ", "=1+1", "+甲", "-2", "@sum", "＝A1", "'", "'=x", '"', '甲"乙"', "a\nb", "a\r\nb", "\t", "\r", "\x00", "\x07", "\x1b[0m",
    "\ufffe", "\ud800", "\u2028", "\u0085", "_x0022_", "_x0022_x0033_", "_x005F_", "&#34;", "&amp;", "<b>甲</b>", "]]>", "</script>",
    "臺灣省發展和改革委員會", "區政府法制辦", "😀", "👩‍⚖️", "甲，乙；丙", "a,b", "labels:", "data:", "dl n=1", "*Arcs", "% no comment", "NaN", "true", "12",
]  # fmt: skip
LABELS = st.sampled_from(ODD) | st.text(max_size=6)
PLAIN = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | LABELS
VALUES = PLAIN | st.lists(PLAIN, max_size=3)
NAMES = st.sampled_from(["label", "weight", "named", "kind", "x", "名称", "a b", '"', "<&>", "\x01"])
DATA = st.dictionaries(NAMES, VALUES, max_size=4)


@st.composite
def graphs(draw: st.DrawFn, values: st.SearchStrategy[dict[str, Any]] = DATA) -> nx.Graph[str]:
    kind = draw(st.sampled_from([nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph]))
    graph: nx.Graph[str] = kind()
    graph.graph.update(draw(values))
    nodes = draw(st.lists(LABELS, unique=True, max_size=5))
    for node in nodes:
        graph.add_node(node)
        graph.nodes[node].update(draw(values))
    for one, two in (
        draw(st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)), max_size=6)) if nodes else ()
    ):
        tie = graph.add_edge(one, two)
        key = (one, two) if tie is None else (one, two, tie)
        graph.edges[key].update(draw(values))
    return graph


def told(value: Any) -> Any:
    """A value so that it can be compared: NaN equals NaN, and True is not 1."""
    if isinstance(value, list):
        return [told(item) for item in value]
    if isinstance(value, float) and value != value:
        return "NaN"
    return (isinstance(value, bool), value)


def whole(graph: nx.Graph[Any], *, nones: bool) -> Any:
    def data(held: dict[str, Any]) -> Any:
        return {k: told(v) for k, v in held.items() if nones or v is not None}

    ends = (lambda pair: pair) if graph.is_directed() else sorted
    ties = [(*ends(e[:2]), e[2:-1], data(e[-1])) for e in _edges(graph)]
    nodes = [(node, data(held)) for node, held in graph.nodes(data=True)]
    return type(graph), data(graph.graph), nodes, sorted(ties, key=repr)


def _edges(graph: nx.Graph[Any]) -> Any:
    return graph.edges(keys=True, data=True) if isinstance(graph, nx.MultiGraph) else graph.edges(data=True)


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
@settings(deadline=None)
@given(graph=graphs())
def test_xml_gives_back_everything_but_none(
    suffix: str, graph: nx.Graph[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("g") / f"g{suffix}"
    back, lost = there_and_back(graph, path)
    assert whole(back, nones=False) == whole(graph, nones=False)
    nones = any(v is None for _, d in graph.nodes(data=True) for v in d.values())
    assert any("None is written as no value" in sentence for sentence in lost) or not nones


@settings(deadline=None)
@given(graph=graphs())
def test_node_link_json_gives_back_everything_but_what_is_not_finite(
    graph: nx.Graph[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    back, lost = there_and_back(graph, tmp_path_factory.mktemp("g") / "g.json")
    if not lost:
        assert whole(back, nones=True) == whole(graph, nones=True)
    assert all("is written as null" in sentence for sentence in lost)
    assert list(back) == list(graph)


@settings(deadline=None)
@given(graph=graphs(st.dictionaries(st.sampled_from(["label", "named", "kind", "名称"]), LABELS, max_size=3)))
def test_csv_gives_back_all_text(graph: nx.Graph[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    graph.graph.clear()
    back, lost = there_and_back(graph, tmp_path_factory.mktemp("g") / "g.csv")
    if graph.number_of_edges() and not any("U+FFFD" in s or "empty text" in s for s in lost):
        assert whole(back, nones=False) == whole(graph, nones=False)
    assert len(back) <= len(graph)


@pytest.mark.parametrize("suffix", [".net", ".dl"])
@settings(deadline=None)
@given(labels=st.lists(LABELS, unique=True, min_size=2, max_size=6), data=st.data())
def test_labels_and_weights_come_back_from_pajek_and_ucinet(
    suffix: str, labels: list[str], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    graph: nx.Graph[str] = nx.DiGraph()
    graph.add_nodes_from(labels)
    for one, two in data.draw(
        st.lists(st.tuples(st.sampled_from(labels), st.sampled_from(labels)), max_size=5)
    ):
        graph.add_edge(one, two, weight=data.draw(st.floats(0.001, 1e6)))
    back, _ = there_and_back(graph, tmp_path_factory.mktemp("g") / f"g{suffix}")
    assert list(back) == labels
    ties = {(one, two): held["weight"] for one, two, held in graph.edges(data=True)}
    found = {(one, two): held["weight"] for one, two, held in back.edges(data=True)}
    symmetric = all(ties.get(pair[::-1]) == weight for pair, weight in ties.items())
    if suffix == ".dl" and symmetric:  # says nothing of direction
        found |= {(two, one): weight for (one, two), weight in found.items()}
    assert found == ties


@given(text=LABELS | st.text())
def test_what_is_escaped_is_read_back(text: str) -> None:
    for refused in (NOT_XML, NOT_LINE):
        written = held(text, refused, Lost(), "here")
        assert unheld(written) == text
        assert not any(c in written for c in "\x00\x0b\ud800")
    assert "\ufffe" not in held(text, NOT_XML, Lost(), "here")
    assert '"' not in held(text, NOT_LINE, Lost(), "here")
