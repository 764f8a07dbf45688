"""The sparse matrix holds what the graph holds, and its projections are those of networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from fazhi_research.errors import TableError
from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.graph_projections import lead_graph, shared_agency_graph, shared_task_graph
from fazhi_research.measuring.graphs import agency_graph
from fazhi_research.measuring.incidence import incidence
from tests.measuring.edge_tables import ROWS, Row, few, stated, table


@few
@given(rows=ROWS)
def test_a_table_and_its_graph_give_one_matrix(rows: list[Row]) -> None:
    frame = table(rows)
    graph = agency_graph(frame)
    one, two = incidence(frame, collectives=True), incidence(graph, collectives=True)
    assert one.tasks["node"].tolist() == [node for node, kind in graph.nodes(data="kind") if kind == "task"]
    assert one.agencies["node"].tolist() == [
        node for node, kind in graph.nodes(data="kind") if kind == "agency"
    ]
    assert np.array_equal(one.held.toarray(), two.held.toarray())
    assert incidence(frame).held.nnz == incidence(graph).held.nnz
    assert incidence(one) is one


@few
@given(rows=ROWS)
def test_asking_for_one_role_leaves_the_matrix_as_it_was(rows: list[Row]) -> None:
    held = incidence(table(rows))
    before = held.held.toarray()
    for role in MEASURED_ROLES:
        found = {(row[0], str(row[1]), row[2]) for row in stated((role,), rows)}
        assert held.matrix((role,)).nnz == len(found)
    assert np.array_equal(held.held.toarray(), before)


def plain_graph(rows: list[Row], roles: tuple[str, ...]) -> tuple[nx.Graph[str], list[str]]:
    """Tasks and agencies as a plain two-mode networkx graph, and its agencies."""
    graph: nx.Graph[str] = nx.Graph()
    agencies = set()
    for document, start, named, *_ in stated(roles, rows):
        agencies.add(f"agency:{document}:{named}")
        graph.add_edge(f"task:{document}:{start}", f"agency:{document}:{named}")
    return graph, sorted(agencies)


@few
@given(rows=ROWS)
def test_shared_tasks_are_those_networkx_finds(rows: list[Row]) -> None:
    for roles in (("lead",), ("responsible",), MEASURED_ROLES):
        plain, agencies = plain_graph(rows, roles)
        ours = shared_task_graph(table(rows), roles=roles)
        if not agencies:  # networkx projects nothing
            assert not len(ours)
            continue
        counts = nx.bipartite.weighted_projected_graph(plain, agencies)
        newman = nx.bipartite.collaboration_weighted_projected_graph(plain, agencies)
        assert list(ours) == agencies
        assert {frozenset(edge) for edge in ours.edges} == {frozenset(edge) for edge in counts.edges}
        for one, two, tie in ours.edges(data=True):
            assert tie["weight"] == counts.edges[one, two]["weight"]
            assert tie["newman"] == pytest.approx(newman.edges[one, two]["weight"])
            shared = set(plain[one]) & set(plain[two])
            assert tie["fraction"] == pytest.approx(sum(1 / plain.degree(task) for task in shared))
        for node, data in ours.nodes(data=True):
            assert data["tasks"] == plain.degree(node)
            assert data["alone"] == sum(plain.degree(task) == 1 for task in plain[node])


@few
@given(rows=ROWS)
def test_newman_weights_sum_to_the_tasks_that_are_shared(rows: list[Row]) -> None:
    graph = shared_task_graph(table(rows), roles=MEASURED_ROLES)
    for node, data in graph.nodes(data=True):
        assert graph.degree(node, weight="newman") == pytest.approx(data["tasks"] - data["alone"])


@few
@given(rows=ROWS)
def test_tasks_are_tied_by_the_agencies_they_share(rows: list[Row]) -> None:
    plain, agencies = plain_graph(rows, MEASURED_ROLES)
    tasks = sorted(set(plain) - set(agencies))
    if not tasks:
        assert not len(shared_agency_graph(table(rows)))
        return
    counts = nx.bipartite.weighted_projected_graph(plain, tasks)
    ours = shared_agency_graph(table(rows))
    assert {frozenset(edge) for edge in ours.edges} == {frozenset(edge) for edge in counts.edges}
    assert all(tie["weight"] == counts.edges[one, two]["weight"] for one, two, tie in ours.edges(data=True))
    assert {node: data["agencies"] for node, data in ours.nodes(data=True)} == {
        task: plain.degree(task) for task in tasks
    }


@few
@given(rows=ROWS)
def test_leads_are_tied_to_the_other_holders(rows: list[Row]) -> None:
    ours = lead_graph(table(rows))
    held = {row[:4] for row in stated(MEASURED_ROLES, rows)}
    expected: dict[tuple[str, str], list[float]] = {}
    own = pairs_of_all = 0
    for document, start in {row[:2] for row in held}:
        leads = [row[2] for row in held if row[:2] == (document, start) and row[3] == "lead"]
        others = sorted({row[2] for row in held if row[:2] == (document, start) and row[3] != "lead"})
        pairs = [(one, two) for one in leads for two in others if one != two]
        own += sum(one == two for one in leads for two in others)
        pairs_of_all += bool(pairs)
        for one, two in pairs:
            expected.setdefault((f"agency:{document}:{one}", f"agency:{document}:{two}"), []).append(
                1 / len(pairs)
            )
    assert set(ours.edges) == set(expected)
    assert all(tie["weight"] == len(expected[one, two]) for one, two, tie in ours.edges(data=True))
    assert all(
        tie["fraction"] == pytest.approx(sum(expected[one, two])) for one, two, tie in ours.edges(data=True)
    )
    assert ours.graph["own"] == own
    assert sum(tie["fraction"] for *_, tie in ours.edges(data=True)) == pytest.approx(pairs_of_all)
    assert all(tie["responsible"] + tie["support"] >= tie["weight"] for *_, tie in ours.edges(data=True))


def test_collectives_are_shown_on_request_and_take_no_share() -> None:
    edges = pd.DataFrame(
        {"task": 1, "named": ["甲", "乙", "各部门"], "role": "lead", "collective": [False, False, True]}
    )
    assert "collective::各部门" not in shared_task_graph(edges)
    assert shared_task_graph(edges).graph["left_out"] == "1 collectives"
    shown = shared_task_graph(edges, collectives=True)
    assert shown.edges["agency::甲", "collective::各部门"] == {"weight": 1.0, "fraction": 0.0, "newman": 0.0}
    assert shown.edges["agency::乙", "agency::甲"] == {"weight": 1.0, "fraction": 0.5, "newman": 1.0}
    assert shown.nodes["agency::甲"] | {"label": ""} == {
        "label": "", "document": "", "keyed": "named", "collective": False, "tier": "", "place": "", "tasks": 1, "alone": 0,
    }  # fmt: skip


@few
@given(rows=ROWS)
def test_rows_in_another_order_give_the_same_graphs(rows: list[Row]) -> None:
    for make in (shared_task_graph, shared_agency_graph, lead_graph):
        one, two = make(table(rows)), make(table(rows[::-1]))
        assert list(one.nodes(data=True)) == list(two.nodes(data=True))
        assert list(one.edges(data=True)) == list(two.edges(data=True))


def test_families_of_two_tiers_are_kept_apart_on_request() -> None:
    edges = pd.DataFrame(
        {"document": ["a", "b"], "task_start": [1, 1], "named": ["县司法局", "市司法局"], "role": "lead", "family": "justice", "tier": ["county", "prefecture"]}
    )  # fmt: skip
    merged = incidence(edges, by="family").agencies
    apart = incidence(edges, by="family", apart="tier").agencies
    assert (merged["node"].tolist(), merged["tier"].tolist()) == (["agency::justice"], [""])
    assert apart["node"].tolist() == ["agency::justice@county", "agency::justice@prefecture"]
    assert apart[["label", "tier"]].to_numpy().tolist() == [
        ["县司法局", "county"],
        ["市司法局", "prefecture"],
    ]


def test_what_cannot_be_projected_is_refused() -> None:
    edges = pd.DataFrame({"task": range(3300), "named": "甲", "role": "lead"})
    with pytest.raises(TableError, match=r"up to 5,443,350 ties, more than the 5,000,000"):
        shared_agency_graph(edges)
    with pytest.raises(TableError, match="built of the roles lead and knows no responsible"):
        shared_task_graph(incidence(edges, roles=("lead",)), roles=("responsible",))
    with pytest.raises(TableError, match="to= names the roles that a lead is tied to"):
        lead_graph(edges, to=("lead",))
    with pytest.raises(TableError, match="weight='share' is no way to count what is shared"):
        incidence(edges).shared_tasks(weight="share")
    with pytest.raises(TableError, match="the node 0 is neither task nor agency"):
        incidence(nx.path_graph(3))


def test_a_graph_of_ones_own_is_read() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("任务", kind="task")
    graph.add_nodes_from(["乙", "甲"], kind="agency")
    graph.add_edge("甲", "任务", role="lead")
    graph.add_edge("乙", "任务", role="support")
    held = incidence(graph)
    assert held.agencies["agency"].tolist() == ["乙", "甲"]
    assert held.held.toarray().tolist() == [[4, 1]]
    graph.add_edge("甲", "乙", role="lead")
    with pytest.raises(TableError, match="the tie between 乙 and 甲 does not join a task to an agency"):
        incidence(graph)
    graph.remove_edge("甲", "乙")
    graph.edges["甲", "任务"]["role"] = "leader"
    with pytest.raises(TableError, match="'leader' is no role"):
        incidence(graph)
