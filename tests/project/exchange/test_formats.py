"""Each format as its own programs want it, and what comes back from it."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from fazhi_research.measuring.graph_hyperedges import task_hypergraph
from fazhi_research.project.exchange.files import FORMATS, graph_formats, read_graph
from fazhi_research.project.exchange.spreadsheets import sheet_paths
from tests.project.exchange.graphs import save, there_and_back


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
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[3])}
        subprocess.run([sys.executable, "-c", script, str(tmp_path / seed)], env=environment, check=True)
    one, two = ({p.name: p.read_bytes() for p in sorted((tmp_path / seed).iterdir())} for seed in ("0", "7"))
    assert len(one) == len(FORMATS) + 1 and one == two
