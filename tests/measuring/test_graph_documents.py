"""Citations, mentions, sections and hyperedges: what is one node, what is a tie, and what is counted."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given

from fazhi_research import tables
from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import role_ties
from fazhi_research.measuring.graph_documents import citation_graph, mention_graph
from fazhi_research.measuring.graph_hyperedges import task_hypergraph
from fazhi_research.measuring.graph_sections import section_tree
from fazhi_research.measuring.graphs import agency_graph
from fazhi_research.reading.corpus import read_corpus
from tests.measuring.edge_tables import ROWS, Row, few, table

CITED = pd.DataFrame(
    [
        ("a", "《中华人民共和国行政许可法》", "", "", "law", None),
        ("a", "《 行政许可法 》", "", "第三条", "law", None),
        ("b", "《许可法》", "", "", "alias", "《行政许可法》"),
        ("b", "《意见》", "", "", "alias", None),
        ("a", "《意见》", "", "", "alias", None),
        ("b", "《甲县规划》", "甲政发〔2015〕1号", "", "plan", None),
        ("a", "", "甲政发〔2015〕1号", "", "normative", None),
        ("a", "", "乙政发〔2016〕2号", "", "normative", None),
        ("a", "《甲县方案》", "", "", "plan", None),
    ],
    columns=["document", "title", "number", "article", "kind", "resolved"],
)


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    return tables.corpus_tables(read_corpus())


def test_a_law_is_one_node_under_its_full_short_and_alias_names() -> None:
    graph = citation_graph(CITED)
    law = "instrument:行政许可法"
    assert graph.edges["document:a", law] == {"weight": 2, "articles": "第三条", "aliases": 0}
    assert graph.edges["document:b", law] == {"weight": 1, "articles": "", "aliases": 1}
    assert graph.nodes[law] == {
        "kind": "instrument",
        "label": "中华人民共和国行政许可法",
        "type": "law",
        "documents": 2,
    }


def test_an_alias_that_cannot_be_resolved_stays_in_its_document() -> None:
    graph = citation_graph(CITED)
    assert graph.nodes["instrument:a:意见"]["type"] == graph.nodes["instrument:b:意见"]["type"] == "alias"


def test_a_number_alone_is_joined_to_the_title_printed_with_it() -> None:
    graph = citation_graph(CITED)
    assert {document for document, _ in graph.in_edges("instrument:甲县规划")} == {"document:a", "document:b"}
    assert graph.nodes["instrument:甲县规划"]["documents"] == 2
    assert "instrument:乙政发〔2016〕2号" in graph


def test_a_document_cited_by_its_title_is_that_document() -> None:
    documents = pd.DataFrame({"document": ["plan", "c", "d"], "title": ["甲县 方案", "同名", "同名"]})
    graph = citation_graph(CITED, documents)
    assert graph.has_edge("document:a", "document:plan")
    assert graph.nodes["document:plan"] == {"kind": "document", "label": "plan", "type": "", "documents": 1}
    assert "instrument:甲县方案" not in graph


def test_titles_are_joined_as_told() -> None:
    graph = citation_graph(CITED, same={"《甲县方案》": "甲县规划"})
    assert graph.edges["document:a", "instrument:甲县规划"]["weight"] == 2


def test_every_citation_is_in_the_graph(frames: dict[str, pd.DataFrame]) -> None:
    graph = citation_graph(frames["citations"], frames["documents"])
    assert sum(weight for *_, weight in graph.edges(data="weight")) == len(frames["citations"])
    shuffled = citation_graph(frames["citations"][::-1], frames["documents"])
    assert list(graph) == list(shuffled)
    assert list(graph.edges(data=True)) == list(shuffled.edges(data=True))
    assert graph.nodes["instrument:中共中央关于全面推进依法治国若干重大问题的决定"]["documents"] == 3


def test_a_citation_of_nothing_is_named() -> None:
    with pytest.raises(TableError, match="row 2 of the citations table has neither title nor number"):
        citation_graph(CITED.iloc[[0, 0]].assign(title=["《法》", ""]))
    with pytest.raises(TableError, match="the citations table has no column resolved"):
        citation_graph(CITED.drop(columns="resolved"))


@few
@given(rows=ROWS)
def test_mentions_are_counted_and_stated_roles_left_out(rows: list[Row]) -> None:
    graph = mention_graph(table(rows), by="family")
    mentions = [row for row in rows if row[3] == "mentioned" and row[2] != "各部门"]
    assert sum(weight for *_, weight in graph.edges(data="weight")) == len(mentions)
    assert {role for *_, role in graph.edges(data="role")} <= {"mentioned"}
    for document in {row[0] for row in mentions}:
        for family in {row[4] for row in mentions if row[0] == document and row[4]}:
            count = sum(row[0] == document and row[4] == family for row in mentions)
            assert graph.edges[f"document:{document}", f"agency::{family}"]["weight"] == count
    stated = sum(row[3] != "mentioned" for row in rows)
    assert (f"{stated} of stated roles" in graph.graph["left_out"]) == bool(stated)


def test_mentions_outside_tasks_and_documents_without_a_body_are_there() -> None:
    rows = {
        "document": ["a", "b"],
        "task_start": [None, 1],
        "named": ["市政府", "各部门"],
        "role": "mentioned",
        "agency": ["government", ""],
    }
    frame = pd.DataFrame(rows | {"collective": [False, True]})
    graph = mention_graph(frame)
    assert list(graph.edges) == [("document:a", "agency::government")]
    assert "document:b" in graph
    assert graph.graph["left_out"] == "1 collectives"
    assert mention_graph(frame, collectives=True).number_of_edges() == 2


def test_the_tree_of_a_plan(frames: dict[str, pd.DataFrame]) -> None:
    """The sections of the Jinchuan plan and their tasks, as counted in the text."""
    tree = section_tree(frames["tasks"], frames["sections"])
    assert nx.is_forest(tree)
    plan = [
        node
        for node, data in tree.nodes(data=True)
        if data["document"] == "jinchuan-2015" and data["kind"] == "section"
    ]
    nine = [tree.nodes[node]["tasks"] for node in plan if node.startswith("section:jinchuan-2015:2.")]
    assert nine == [8, 5, 2, 3, 5, 5, 6, 3, 4]
    tasks = {node for node, kind in tree.nodes(data="kind") if kind == "task"}
    assert len(tasks) == len(frames["tasks"])
    assert set(agency_graph(frames["assignments"])) & tasks == {
        node for node, kind in agency_graph(frames["assignments"]).nodes(data="kind") if kind == "task"
    }
    assert all(
        tree.in_degree(node) == 1 for node, data in tree.nodes(data=True) if data["kind"] != "document"
    )
    starts = [tree.nodes[child]["start"] for child in tree.successors("document:jinchuan-2015")]
    assert starts == sorted(starts)


def test_items_within_tasks_are_shown_on_request(frames: dict[str, pd.DataFrame]) -> None:
    shown = section_tree(frames["tasks"], frames["sections"], run_ins=True)
    assert nx.is_forest(shown)
    own = {(row.document, row.start) for row in frames["tasks"].itertuples()}
    sections = sum((row.document, row.start) not in own for row in frames["sections"].itertuples())
    assert sum(kind == "section" for _, kind in shown.nodes(data="kind")) == sections


def test_a_section_that_hangs_in_the_air_is_named() -> None:
    tasks = pd.DataFrame(
        [("a", 9, "1.1", "1.", "甲")], columns=["document", "start", "section", "label", "heading"]
    )
    sections = pd.DataFrame(
        [("a", 5, "1.1", "1", "(一)", "乙")],
        columns=["document", "start", "section", "parent", "mark", "heading"],
    )
    with pytest.raises(
        TableError, match=r"section 1\.1 of a hangs from section:a:1, which is not in the sections table"
    ):
        section_tree(tasks, sections)


@few
@given(rows=ROWS)
def test_hyperedges_have_an_incidence_for_every_tie(rows: list[Row]) -> None:
    frame = table(rows)
    held, ties = task_hypergraph(frame), role_ties(frame, collectives=True)
    assert held.incidences[["role", "fraction", "named"]].equals(ties[["role", "fraction", "named"]])
    graph = held.graph()
    assert graph.number_of_edges() == len(ties)
    assert set(graph) == set(agency_graph(frame)) == {*held.edges["edge"], *held.nodes["node"]}
    single = {
        (row[0], row[1], row[2])
        for row in rows
        if row[1] is not None and row[3] != "mentioned" and row[2] != "各部门"
    }
    assert held.edges["size"].sum() == len(single)
    assert held.nodes["degree"].sum() == nx.Graph(graph).number_of_edges()
