"""Graphs go out and come back: whole where the format can, and told where it cannot."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_research.errors import FazhiError, ReadError
from fazhi_research.measuring.graph_hyperedges import TaskHypergraph, task_hypergraph
from fazhi_research.measuring.graphs import agency_graph
from fazhi_research.project.exchange.contents import Lost
from fazhi_research.project.exchange.escapes import NOT_LINE, NOT_XML, held, unheld
from fazhi_research.project.exchange.files import FORMATS, graph_formats, read_graph, save_graph
from fazhi_research.project.exchange.spreadsheets import sheet_paths

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


def save(graph: nx.Graph[Any] | TaskHypergraph, path: Path, **more: Any) -> list[str]:
    """Save and return what is lost; a loss must be warned of, and only a loss."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        lost = save_graph(graph, path, **more)
    assert len(caught) == bool(lost)
    return lost


def there_and_back(graph: nx.Graph[Any], path: Path, **more: Any) -> tuple[nx.Graph[Any], list[str]]:
    lost = save(graph, path, **more)
    return read_graph(path), lost


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


EDGES = pd.DataFrame(
    [
        (1, "区政府法制办", "lead", False),
        (1, "区政府办公室", "lead", False),
        (1, "各镇人民政府", "responsible", True),
        (2, "区政府法制办", "responsible", False),
    ],
    columns=["task", "named", "role", "collective"],
)


@pytest.fixture
def plan() -> nx.Graph[str]:
    return agency_graph(EDGES)


@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".json", ".hif.json"])
def test_a_graph_of_ours_comes_back_whole_and_nothing_is_said(
    suffix: str, plan: nx.Graph[str], tmp_path: Path
) -> None:
    back, lost = there_and_back(plan, tmp_path / f"plan{suffix}")
    assert lost == []
    assert nx.utils.graphs_equal(back, plan)
    assert back.graph == plan.graph


def test_gephi_gets_labels_positions_and_colours(plan: nx.Graph[str], tmp_path: Path) -> None:
    layout = pd.DataFrame({"node": list(plan), "x": np.linspace(0, 1, len(plan)), "y": 0.5})
    back, _ = there_and_back(plan, tmp_path / "plan.gexf", layout=layout)
    text = (tmp_path / "plan.gexf").read_text(encoding="utf-8")
    assert 'label="区政府法制办"' in text and '<viz:position x="1000.0" y="500.0" z="0.0"/>' in text
    assert text.count("<viz:color") == 5 and '<viz:color r="200" g="200" b="200"/>' in text  # 各镇, no body
    assert "lastmodified" not in text
    assert [back.nodes[node]["x"] for node in plan] == pytest.approx([0, 0.25, 0.5, 0.75, 1])
    networkx_reads = nx.read_gexf(tmp_path / "plan.gexf")
    assert networkx_reads.nodes["agency::区政府法制办"]["label"] == "区政府法制办"
    assert networkx_reads.edges["task::1", "agency::区政府法制办"]["role"] == "lead"


def test_networkx_reads_our_graphml_and_we_read_its(plan: nx.Graph[str], tmp_path: Path) -> None:
    save(plan, tmp_path / "ours.graphml")
    theirs = nx.read_graphml(tmp_path / "ours.graphml")
    assert dict(theirs.nodes(data=True)) == dict(plan.nodes(data=True))
    assert {frozenset(edge) for edge in theirs.edges} == {frozenset(edge) for edge in plan.edges}
    nx.write_graphml(plan, tmp_path / "theirs.graphml")
    assert nx.utils.graphs_equal(read_graph(tmp_path / "theirs.graphml"), plan)
    nx.write_gexf(plan, tmp_path / "theirs.gexf")
    assert set(read_graph(tmp_path / "theirs.gexf").edges) == set(plan.edges)
    (tmp_path / "theirs.json").write_text(
        json.dumps(nx.node_link_data(plan, edges="links")), encoding="utf-8"
    )
    assert nx.utils.graphs_equal(read_graph(tmp_path / "theirs.json"), plan)


def test_pajek_gets_a_mark_two_modes_and_roles(plan: nx.Graph[str], tmp_path: Path) -> None:
    back, lost = there_and_back(plan, tmp_path / "plan.net")
    data = (tmp_path / "plan.net").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf*Vertices 5 2\n")  # without the mark Pajek reads no Chinese
    lines = data.decode("utf-8-sig").splitlines()
    assert lines[1] == '1 "1"' and '"区政府法制办"' in lines[4]
    assert lines[6:8] == ["*Edges", '1 4 1 l "lead"'] or lines[6:8] == ["*Edges", '1 3 1 l "lead"']
    assert back.edges["1", "区政府法制办"] == {"weight": 1.0, "role": "lead"}
    assert {node for node, d in back.nodes(data=True) if d["bipartite"] == 0} == {"1", "2"}
    assert any("attribute 'collective'" in s or "'collective'" in s for s in lost)
    assert any("come back named by their labels" in s for s in lost)


def test_networkx_reads_our_pajek_of_one_mode(tmp_path: Path) -> None:
    graph: nx.Graph[str] = nx.Graph([("区 法制办", "財政局")], by="family")
    assert len(save(graph, tmp_path / "g.net")) == 1
    theirs = nx.read_pajek(tmp_path / "g.net", encoding="utf-8-sig")
    assert set(theirs.edges()) == {("区 法制办", "財政局")}
    nx.write_pajek(graph, tmp_path / "theirs.net")
    assert {*read_graph(tmp_path / "theirs.net")} == {*graph}


def test_ucinet_gets_rows_and_columns(plan: nx.Graph[str], tmp_path: Path) -> None:
    back, _ = there_and_back(plan, tmp_path / "plan.dl")
    lines = (tmp_path / "plan.dl").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "dl nr=2 nc=3 format=edgelist2"
    assert lines[1:4] == ["row labels:", '"1"', '"2"']
    assert sorted(back.edges(data="weight")) == sorted(
        [
            ("1", "区政府法制办", 1.0),
            ("1", "区政府办公室", 1.0),
            ("1", "各镇人民政府", 1.0),
            ("2", "区政府法制办", 1.0),
        ]
    )


def test_a_plain_full_matrix_of_ucinet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "m.dl"
    path.write_text("dl n=3\nformat = fullmatrix\nlabels:\nbarry,david,lin\ndata:\n0 1 1\n1 0 0\n1 0 0\n")
    assert sorted(read_graph(path).edges) == [("barry", "david"), ("barry", "lin")]
    path.write_text("DL n=2\ndata:\n0 1\n0 0\n")
    assert list(read_graph(path).edges) == [("1", "2")]
    assert read_graph(path).is_directed()


def test_hif_follows_the_schema(plan: nx.Graph[str], tmp_path: Path) -> None:
    save(plan, tmp_path / "plan.hif.json")
    found = json.loads((tmp_path / "plan.hif.json").read_text(encoding="utf-8"))
    assert set(found) == {"network-type", "metadata", "incidences", "nodes", "edges"}
    assert found["network-type"] == "undirected" and found["metadata"] == plan.graph
    for key, allowed in (
        ("incidences", {"edge", "node", "weight", "direction", "attrs"}),
        ("nodes", {"node", "weight", "attrs"}),
        ("edges", {"edge", "weight", "attrs"}),
    ):
        for row in found[key]:
            assert set(row) <= allowed
            assert isinstance(row.get("weight", 1), int | float) and isinstance(row.get("attrs", {}), dict)
    assert [row["edge"] for row in found["edges"]] == ["task::1", "task::2"]
    first = {"edge": "task::1", "node": "agency::区政府办公室", "weight": 1.0}
    assert any({k: v for k, v in row.items() if k != "attrs"} == first for row in found["incidences"])


def test_a_hypergraph_keeps_two_roles_of_one_body_in_one_task(tmp_path: Path) -> None:
    edges = pd.DataFrame({"task": [1, 1, 1], "named": list("甲乙甲"), "role": ["lead", "support", "support"]})
    held_edges = task_hypergraph(edges)
    assert save(held_edges, tmp_path / "plan.hif.json") == []
    back = read_graph(tmp_path / "plan.hif.json")
    assert sorted(back.edges(keys=True)) == sorted(held_edges.graph().edges(keys=True))
    assert len(back.edges) == 3 and back.is_multigraph()


def test_hif_of_others_is_read_empty_edges_and_lonely_nodes_too(tmp_path: Path) -> None:
    path = tmp_path / "theirs.hif.json"
    other = {
        "network-type": "directed",
        "metadata": {"name": "n"},
        "incidences": [{"edge": 1, "node": 1, "direction": "head"}, {"edge": 1, "node": 2, "weight": 2}],
        "nodes": [{"node": 9, "attrs": {"label": "孤"}}],
        "edges": [{"edge": 7}],
    }
    path.write_text(json.dumps(other), encoding="utf-8")
    graph = read_graph(path)
    assert {*graph} == {"edge:7", "edge:1", "node:9", "node:1", "node:2"}  # 1 is an edge and a node
    assert graph.edges["edge:1", "node:1"] == {"direction": "head"}
    assert graph.edges["edge:1", "node:2"] == {"weight": 2}
    assert graph.graph == {"name": "n"} and graph.nodes["node:9"]["label"] == "孤"


def test_excel_gets_a_mark_headings_and_no_formulas(tmp_path: Path) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("=cmd|' /C calc'!A0", label="@法制办", note=None, share=-0.5)
    graph.add_edge("=cmd|' /C calc'!A0", "-1", weight=2, role="＋")
    lost = save(graph, tmp_path / "g.csv")
    nodes, edges = (path.read_bytes() for path in sheet_paths(tmp_path / "g.csv"))
    assert nodes.startswith(b"\xef\xbb\xbf") and edges.startswith(b"\xef\xbb\xbf")
    assert nodes.decode("utf-8-sig").splitlines() == [
        "Id,Label,share",
        "'=cmd|' /C calc'!A0,'@法制办,-0.5",
        "'-1,,",
    ]
    assert edges.decode("utf-8-sig").splitlines() == [
        "Source,Target,Type,Weight,role", "'=cmd|' /C calc'!A0,'-1,Undirected,2,'＋",
    ]  # fmt: skip
    assert len(lost) == 1 and "None is written as no value (1 time, first in node" in lost[0]


def test_one_table_of_edges_is_read(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("Source,Target,role\n甲局,乙局,lead\n", encoding="gb18030")
    graph = read_graph(tmp_path / "mine.csv")
    assert list(graph.edges(data="role")) == [("甲局", "乙局", "lead")]


def test_values_of_all_kinds_are_made_plain_and_what_changes_is_said(tmp_path: Path) -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_node(
        1, number=np.int64(3), part=np.float32(0.5), array=np.array([1, 2]), day=pd.Timestamp("2018-03-17"), missing=pd.NA,
        many=("a", 1, None), some={"b", "a"}, deep={"k": [1, {"x": float("nan")}]}, odd=object(), flag=np.bool_(True),
    )  # fmt: skip
    lost = save(graph, tmp_path / "g.json")
    data = read_graph(tmp_path / "g.json").nodes[1]
    assert data == {
        "number": 3, "part": 0.5, "array": [1, 2], "day": "2018-03-17T00:00:00", "missing": None, "many": ["a", 1, None],
        "some": ["a", "b"], "deep": {"k": [1, {"x": None}]}, "flag": True,
    }  # fmt: skip
    assert data["flag"] is True
    assert [sentence.split(" (")[0] for sentence in lost] == [
        "dates come back as text", "nan is written as null", "tuples and sets come back as lists",
        "values of the kind object are left out",
    ]  # fmt: skip
    assert "array" not in data or save(graph, tmp_path / "g.graphml")
    assert read_graph(tmp_path / "g.graphml").nodes["1"]["many"] == ["a", 1, None]


def test_numbers_that_are_not_finite_live_in_xml(tmp_path: Path) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a", share=math.inf)
    graph.add_node("b", share=math.nan)
    for suffix in (".graphml", ".gexf"):
        back, lost = there_and_back(graph, tmp_path / f"g{suffix}")
        assert back.nodes["a"]["share"] == math.inf and math.isnan(back.nodes["b"]["share"])
        assert lost == []


def test_every_format_is_listed_and_saved_twice_is_the_same_whatever_the_hash_seed(tmp_path: Path) -> None:
    assert list(graph_formats()["suffix"]) == [row[0] for row in FORMATS]
    script = (
        "import sys, warnings, pandas as pd, fazhi_research as fz\n"
        "warnings.simplefilter('ignore')\n"
        "rows = [(t, n, r) for t in range(4) for n, r in (('法制办', 'lead'), ('财政局', 'support'), ('编办', 'lead'))]\n"
        "graph = fz.agency_graph(pd.DataFrame(rows, columns=['task', 'named', 'role']))\n"
        "for suffix in fz.graph_formats()['suffix']: fz.save_graph(graph, sys.argv[1] + '/g' + suffix)\n"
    )
    for seed in ("0", "7"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        subprocess.run([sys.executable, "-c", script, str(tmp_path / seed)], env=environment, check=True)
    one, two = ({p.name: p.read_bytes() for p in sorted((tmp_path / seed).iterdir())} for seed in ("0", "7"))
    assert len(one) == len(FORMATS) + 1 and one == two


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.graphml", "<graphml><graph>", "no well-formed XML"),
        ("a.graphml", "<gexf/>", "outermost element is <gexf>, not <graphml>"),
        ("a.graphml", "<graphml><graph><node/></graph></graphml>", "a <node> has no id"),
        ("a.graphml", "<graphml/>", "holds 0 graphs"),
        (
            "a.graphml",
            '<graphml><graph><node id="a"/><edge source="a" target="b"/></graph></graphml>',
            "edge 1 ends at 'b', which is no node",
        ),
        (
            "a.graphml",
            '<graphml><key id="k" attr.name="n" attr.type="int"/><graph><node id="a"><data key="k">x</data></node></graph></graphml>',
            "'n' is declared as int, but one is 'x'",
        ),
        ("a.gexf", "<gexf/>", "holds no <graph>"),
        ("a.gexf", '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><gexf>&y;</gexf>', "no well-formed XML"),
        ("a.net", "甲 乙", "must be \\*Vertices|cannot be read"),
        ("a.net", "*Vertices 1\n1 \"a\"\n*Edges\n1 2\n", "joins 1 and 2, but the vertices are 1 to 1"),
        ("a.net", "*Vertices 1\n1 \"a\"\n*Edges\n1 x\n", "line 4 cannot be read: '1 x'"),
        ("a.net", "*Vertices 1\n*Partition p\n", "the section \\*Partition is none of a network"),
        ("a.net", "*Vertices 99999999999\n", "says that there are 99999999999 nodes; the most"),
        ("a.dl", "dl nr=2 nc=99999999999 format=edgelist2\ndata:\n1 2", "says that there are 99999999999 nodes"),
        ("a.dl", "n=3", "does not begin with DL"),
        ("a.dl", "dl n=3", "has no data: line"),
        ("a.dl", "dl data:\n1 2", "does not say how many nodes"),
        ("a.dl", "dl n=2 format=edgelist1\ndata:\n1 3", "name the pair \\(1, 3\\)"),
        ("a.dl", "dl n=2 nm=2\ndata:\n", "several matrices"),
        ("a.dl", "dl n=2 labels embedded\ndata:\na b\n", "embedded"),
        ("a.json", "[1]", "no object with keys"),
        ("a.json", "{", "is no JSON"),
        ("a.json", "{}", "it is no node-link JSON"),
        ("a.json", '{"nodes": [{"id": null}], "edges": []}', "node 1 has no 'id'"),
        ("a.json", '{"nodes": [{"id": 1}], "edges": [{"source": 1, "target": 2}]}', "edge 1 ends at 2"),
        ("a.hif.json", "{}", 'no "incidences"'),
        ("a.hif.json", '{"incidences": [{"edge": 1}]}', "incidence 1 has no 'node'"),
        ("a.hif.json", '{"incidences": [], "network-type": "tree"}', "allowed are undirected, directed, asc"),
        ("a.csv", "from,to\n1,2\n", "no column Source, Target; it has: from, to"),
        ("a.csv", "Source,Target\n1\n", "row 2 of the edges has 1 cells, not 2"),
        ("a.csv", "Source,Target,Weight\n1,2,x\n", "row 2 of the edges has the Weight 'x'"),
        ("a.csv", "Source,Target,Type\n1,2,Mutual\n", "column Type holds Mutual"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(name: str, text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=f"{name} cannot be read as a graph: .*({message})"):
        read_graph(tmp_path / name)


def test_what_cannot_be_saved_is_told(plan: nx.Graph[str], tmp_path: Path) -> None:
    with pytest.raises(
        FazhiError, match=r"'plan\.xlsx' ends in no suffix of a graph's file: use one of \.graphml, \.gexf"
    ):
        save_graph(plan, tmp_path / "plan.xlsx")
    with pytest.raises(FazhiError, match="HIF holds hypergraphs, and this graph has one mode"):
        save_graph(nx.path_graph(3), tmp_path / "g.hif.json")
    with pytest.raises(FazhiError, match="two nodes of the graph are written '1', and in a file"):
        save_graph(nx.Graph([(1, "1")]), tmp_path / "g.graphml")
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a", id=1)
    with pytest.raises(FazhiError, match="attribute of a node is called 'id'"):
        save_graph(graph, tmp_path / "g.json")
    with pytest.raises(FazhiError, match="the layout has no row for the node 'task::1'"):
        save_graph(plan, tmp_path / "g.gexf", layout=pd.DataFrame({"node": ["a"], "x": [0], "y": [0]}))
    with pytest.raises(FazhiError, match="the layout has no column x, y"):
        save_graph(plan, tmp_path / "g.gexf", layout=pd.DataFrame({"node": ["a"]}))
    with pytest.raises(ReadError, match=r"none\.gexf cannot be read as a graph: the file cannot be opened"):
        read_graph(tmp_path / "none.gexf")
    assert list(tmp_path.iterdir()) == []
