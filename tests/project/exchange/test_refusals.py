"""What cannot be read or saved as a graph is told, with what to do."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from fazhi_research.errors import FazhiError, ReadError
from fazhi_research.project.exchange.files import read_graph, save_graph


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
