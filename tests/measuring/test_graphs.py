"""The two-mode graph: the same whatever the order of rows, honest about collectives, clear about faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import ROLES, role_ties
from fazhi_research.measuring.graphs import agency_graph, graph_ties

if TYPE_CHECKING:
    from fazhi_research.measuring.graphs import AgencyGraph

EDGES = pd.DataFrame(
    [
        ("plan", 10, "甲局", "lead", False),
        ("plan", 10, "乙局", "lead", False),
        ("plan", 10, "各部门", "responsible", True),
        ("plan", 2, "甲局", "responsible", False),
        ("plan", 2, "丙办", "responsible", False),
        ("plan", 2, "丙办", "responsible", False),
        ("plan", 2, "丁委", "mentioned", False),
        ("other", 5, "甲局", "lead", False),
        ("other", None, "戊局", "mentioned", False),
    ],
    columns=["document", "task_start", "named", "role", "collective"],
)

ROWS = st.tuples(
    st.sampled_from(["a", "b"]),
    st.integers(0, 12),
    st.sampled_from(["甲局", "乙局", "丙办", "各部门"]),
    st.sampled_from(ROLES),
)


@given(rows=st.lists(ROWS, max_size=25), data=st.data())
def test_the_graph_is_the_same_whatever_the_order_of_rows(
    rows: list[tuple[str, int, str, str]], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(rows))
    one, two = (_graph_of(some) for some in (rows, shuffled))
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(data=True)) == list(two.edges(data=True))
    assert graph_ties(one).equals(graph_ties(two))


@given(rows=st.lists(ROWS, max_size=25))
def test_every_tie_joins_a_task_to_an_agency_and_shares_sum_to_one(
    rows: list[tuple[str, int, str, str]],
) -> None:
    graph = _graph_of(rows)
    for one, two in graph.edges:
        assert {graph.nodes[one]["kind"], graph.nodes[two]["kind"]} == {"task", "agency"}
    ties = role_ties(_frame(rows))
    sums = ties.groupby(["document", "task", "role"])["fraction"].sum()
    assert sums.map(lambda total: abs(total - 1) < 1e-9).all()


def _frame(rows: list[tuple[str, int, str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["document", "task_start", "named", "role"])
    return frame.assign(collective=frame["named"] == "各部门")


def _graph_of(rows: list[tuple[str, int, str, str]]) -> AgencyGraph:
    return agency_graph(_frame(rows))


def test_tasks_stand_in_printed_order_and_agencies_are_kept_apart_by_document() -> None:
    graph = agency_graph(EDGES)
    tasks = [node for node, data in graph.nodes(data=True) if data["kind"] == "task"]
    assert tasks == ["task:other:5", "task:plan:2", "task:plan:10"]
    assert [graph.nodes[task]["order"] for task in tasks] == [1, 1, 2]
    assert {"agency:other:甲局", "agency:plan:甲局"} <= set(graph)


def test_mentions_are_left_out_unless_asked_for() -> None:
    assert "agency:plan:丁委" not in agency_graph(EDGES)
    assert "agency:plan:丁委" in agency_graph(EDGES, roles=("mentioned",))


def test_mentions_and_stated_roles_are_never_one_graph() -> None:
    with pytest.raises(TableError, match="merely mentioned and one that is given a role"):
        agency_graph(EDGES, roles=ROLES)


def test_collectives_are_marked_have_no_share_and_can_be_left_out() -> None:
    graph = agency_graph(EDGES)
    assert graph.nodes["collective:plan:各部门"]["collective"] is True
    assert graph.edges["task:plan:10", "collective:plan:各部门"]["fraction"] == 0.0
    assert "collective:plan:各部门" not in agency_graph(EDGES, collectives=False)


def test_weights_are_one_and_one_over_the_holders() -> None:
    graph = agency_graph(EDGES)
    edge = graph.edges["task:plan:10", "agency:plan:甲局"]
    assert (edge["role"], edge["weight"], edge["fraction"]) == ("lead", 1.0, 0.5)
    assert graph.edges["task:plan:2", "agency:plan:丙办"]["fraction"] == 0.5  # printed twice, counted once


def test_an_agency_with_two_roles_in_a_task_keeps_both_and_shows_the_stronger() -> None:
    edges = pd.DataFrame({"task": [1, 1], "named": ["甲局", "甲局"], "role": ["support", "lead"]})
    assert agency_graph(edges).edges["task::1", "agency::甲局"]["role"] == "lead"
    assert agency_graph(edges).edges["task::1", "agency::甲局"]["roles"] == "lead;support"


def test_a_family_joins_names_and_documents_and_the_graph_says_so() -> None:
    edges = EDGES.assign(family=EDGES["named"].map({"甲局": "justice", "丙办": "justice"}))
    graph = agency_graph(edges, by="family")
    assert graph.graph["by"] == "family"
    assert graph.nodes["agency::justice"]["label"] == "丙办、甲局"
    assert graph.nodes["agency::justice"]["keyed"] == "family"
    assert graph.nodes["agency:plan:乙局"]["keyed"] == "named"  # unknown to the register


def test_labels_come_from_the_tasks_and_sections_tables() -> None:
    tasks = pd.DataFrame(
        [("plan", 2, "1.1", "1.", "深化改革")], columns=["document", "start", "section", "label", "heading"]
    )
    sections = pd.DataFrame(
        [("plan", 0, "1", "", "一、", "任务"), ("plan", 2, "1.1", "1", "1.", "深化改革")],
        columns=["document", "start", "section", "parent", "mark", "heading"],
    )
    node = agency_graph(EDGES, tasks, sections=sections).nodes["task:plan:2"]
    assert (node["label"], node["section_label"]) == ("1.深化改革", "一、任务")
    node = agency_graph(EDGES, tasks).nodes["task:plan:2"]
    assert (node["label"], node["section"], node["section_label"]) == ("1.深化改革", "", "")
    bare = agency_graph(EDGES, tasks.assign(label=None, heading="")).nodes["task:plan:2"]
    assert bare["label"] == "2"  # nothing to call it by but its place
    with pytest.raises(TableError, match="tasks table has no column heading"):
        agency_graph(EDGES, tasks.drop(columns="heading"))


@pytest.mark.parametrize("column", ["named", "role", "task_start"])
def test_a_missing_column_is_named(column: str) -> None:
    with pytest.raises(TableError, match=f"assignments table has no column {column}; it has: "):
        agency_graph(EDGES.drop(columns=column))


def test_an_unknown_role_is_named_with_its_row_and_what_is_allowed() -> None:
    edges = pd.DataFrame({"task": [1, 2], "named": ["甲局", "乙局"], "role": ["lead", "leader"]})
    message = r"row 2 of the assignments table \(乙局\) has the role 'leader'; allowed are lead, resp"
    with pytest.raises(TableError, match=message):
        agency_graph(edges)


def test_a_row_without_a_name_is_named() -> None:
    edges = pd.DataFrame({"task": [1], "named": [""], "role": ["lead"]})
    with pytest.raises(TableError, match="row 1 of the assignments table has no name"):
        agency_graph(edges)


def test_an_unknown_key_is_refused_with_the_choices() -> None:
    with pytest.raises(
        TableError, match="by='office' is not a way to know a unit: choose one of named, agency, fam"
    ):
        agency_graph(EDGES, by="office")
