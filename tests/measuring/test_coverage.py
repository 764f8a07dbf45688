"""Roles, coverage and nestedness of the matrix of tasks and agencies, counted by hand and by their definitions."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_research import tables
from fazhi_research.errors import RefusedError, TableError
from fazhi_research.measuring.coverage import task_coverage, task_holders
from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.incidence import incidence
from fazhi_research.measuring.leads import lead_shares
from fazhi_research.measuring.nestedness import nestedness
from fazhi_research.measuring.role_degrees import role_degrees
from fazhi_research.reading.corpus import read_corpus
from tests.measuring.edge_tables import ROWS, Row, few, stated, table


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    return tables.corpus_tables(read_corpus())


def test_the_coverage_of_the_shipped_plans(frames: dict[str, pd.DataFrame]) -> None:
    """Counted in the brackets of the Jinchuan plan: 41 of its 44 tasks have a bracket, three of these name two leads."""
    found = task_coverage(frames["assignments"], frames["tasks"]).set_index("document")
    assert found["tasks"].to_dict() == {
        "jinchuan-2015": 44,
        "liaoning-2011": 42,
        "township-2020": 15,
        "xuchang-2022": 29,
    }
    leads = ["with_lead", "one_lead", "several_leads", "without_lead"]
    assert found.loc[["jinchuan-2015"], leads].to_numpy().tolist() == [[41, 38, 3, 3]]
    assert found["lead_share"]["jinchuan-2015"] == pytest.approx(41 / 44)
    others = found.drop("jinchuan-2015")
    assert (others["unassigned"] == others["tasks"]).all()


def test_tasks_with_two_leads_are_named(frames: dict[str, pd.DataFrame]) -> None:
    held = task_holders(frames["assignments"], frames["tasks"])
    assert held[held["lead"] > 1]["label"].tolist() == ["6.", "9.", "38."]


@few
@given(rows=ROWS)
def test_coverage_counts_each_task_once_in_each_question(rows: list[Row]) -> None:
    found = task_coverage(table(rows))
    assert (found["with_lead"] == found["one_lead"] + found["several_leads"]).all()
    assert (found["with_lead"] + found["collective_lead"] + found["without_lead"] == found["tasks"]).all()
    inside = {(row[0], row[1]) for row in rows if row[1] is not None and row[3] in MEASURED_ROLES}
    assert found["tasks"].sum() == len(inside)
    assert found["with_lead"].sum() == len({row[:2] for row in stated(("lead",), rows)})
    assert (found["unassigned"] == 0).all()


def test_each_kind_of_coverage() -> None:
    rows = [
        (1, "甲", "lead", False), (1, "乙", "lead", False), (2, "各部门", "lead", True), (3, "各部门", "responsible", True),
        (4, "甲", "support", False), (4, "各部门", "responsible", True),
    ]  # fmt: skip
    edges = pd.DataFrame(rows, columns=["task_start", "named", "role", "collective"]).assign(document="a")
    tasks = pd.DataFrame(
        {"document": "a", "start": [1, 2, 3, 4, 5], "label": "1.", "heading": ["甲", None, "丙", "丁", "戊"]}
    )
    row = task_coverage(edges, tasks).iloc[0].drop("document").astype(float).to_dict()
    assert row == {
        "tasks": 5, "with_lead": 1, "one_lead": 0, "several_leads": 1, "collective_lead": 1, "without_lead": 3, "with_responsible": 0,
        "collective_only": 1, "without_responsible": 3, "unassigned": 1, "lead_share": 0.2, "assigned_share": 0.8,
    }  # fmt: skip
    with pytest.raises(TableError, match="1 assigned tasks are not in the tasks table, such as 4 of a"):
        task_coverage(edges, tasks[tasks["start"] != 4])


@few
@given(rows=ROWS)
def test_roles_are_counted_task_by_task(rows: list[Row]) -> None:
    found = role_degrees(table(rows)).set_index("node")
    ties = [(f"agency:{row[0]}:{row[2]}", row[:2], row[3]) for row in stated(MEASURED_ROLES, rows)]
    holders: dict[tuple[str, int | None], set[str]] = {}
    for node, task, _ in ties:
        holders.setdefault(task, set()).add(node)
    assert set(found.index) == {node for node, *_ in ties}
    for name, row in found.to_dict("index").items():
        node = str(name)
        own = {task for other, task, _ in ties if other == node}
        for role in MEASURED_ROLES:
            assert row[role] == sum(other == node and one == role for other, _, one in ties)
        assert row["tasks"] == len(own)
        assert row["shared"] == sum(len(holders[task]) > 1 for task in own)
        assert row["partners"] == len(set().union(*(holders[task] for task in own)) - {node})
        assert row["fraction"] == pytest.approx(sum(1 / len(holders[task]) for task in own))


def test_collectives_are_counted_apart() -> None:
    edges = pd.DataFrame(
        {
            "task": 1,
            "named": ["甲", "乙", "各部门"],
            "role": "responsible",
            "collective": [False, False, True],
        }
    )
    shown = role_degrees(edges, collectives=True).set_index("label")
    assert shown["fraction"].to_dict() == {"甲": 0.5, "乙": 0.5, "各部门": 0.0}
    assert shown["partners"].to_dict() == {"甲": 1, "乙": 1, "各部门": 2}
    assert role_degrees(edges)["label"].tolist() == ["乙", "甲"]


@few
@given(rows=ROWS)
def test_a_matrix_has_the_lead_shares_of_its_table(rows: list[Row]) -> None:
    frame = table(rows)
    one, two = lead_shares(frame), lead_shares(incidence(frame))
    assert one["named"].tolist() == two["named"].tolist()
    numbers = ["tasks", "sole", "of", "share", "fractional", "fractional_share"]
    assert np.allclose(one[numbers].to_numpy(dtype=float), two[numbers].to_numpy(dtype=float))
    assert one[["document", "agency"]].to_numpy().tolist() == two[["document", "agency"]].to_numpy().tolist()


def test_a_matrix_without_leads_has_no_lead_shares() -> None:
    held = incidence(pd.DataFrame({"task": [1], "named": ["甲"], "role": ["support"]}), roles=("support",))
    with pytest.raises(TableError, match="holds the roles support and no lead"):
        lead_shares(held)


@settings(max_examples=20)
@given(cells=st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=10, max_size=12))
def test_nestedness_by_its_definition(cells: list[list[bool]]) -> None:
    full = np.array(cells, dtype=bool)
    full[:, 0], full[0] = True, True  # no task and no agency without a tie
    full[1, 1:] = False  # and not every cell a tie
    rows = [(task, f"局{agency}") for task, agency in zip(*np.nonzero(full), strict=True)]
    found = nestedness(pd.DataFrame(rows, columns=["task", "named"]).assign(role="lead"), draws=19).iloc[0]

    def pairs(sets: list[set[int]]) -> list[float]:
        return [
            0.0 if len(one) == len(two) else 100 * len(one & two) / min(len(one), len(two))
            for one, two in combinations(sets, 2)
        ]

    agencies, tasks = ([set(np.flatnonzero(line).tolist()) for line in lines] for lines in (full.T, full))
    assert found["nodf_agencies"] == pytest.approx(np.mean(pairs(agencies)))
    assert found["nodf_tasks"] == pytest.approx(np.mean(pairs(tasks)))
    assert found["nodf"] == pytest.approx(np.mean(pairs(agencies) + pairs(tasks)))
    assert found["fill"] == pytest.approx(full.mean())
    assert 1 / 20 <= found["p"] <= 1


def test_a_chequered_matrix_is_not_nested_and_a_staircase_is() -> None:
    stairs = [(task, f"局{agency}") for task in range(10) for agency in range(10 - task)]
    found = nestedness(pd.DataFrame(stairs, columns=["task", "named"]).assign(role="lead")).iloc[0]
    assert (found["nodf"], found["p"]) == (100, 0.005)
    apart = [(task, f"局{task % 5}") for task in range(10)] + [
        (task, f"局{task % 5 + 5}") for task in range(10)
    ]
    none = nestedness(pd.DataFrame(apart, columns=["task", "named"]).assign(role="lead")).iloc[0]
    assert (none["nodf"], none["p"]) == (0, 1)


@pytest.mark.parametrize(
    ("tasks", "agencies", "message"),
    [
        (9, 6, "9 tasks and 6 agencies have a tie, fewer than 10 and 5"),
        (10, 4, "10 tasks and 4 agencies have a tie, fewer than 10 and 5"),
        (10, 5, "every agency holds every task"),
        (3001, 5, "3,001 tasks and 5 agencies are more pairs than can be compared"),
    ],
)
def test_nestedness_that_says_nothing_is_refused(tasks: int, agencies: int, message: str) -> None:
    rows = [(task, f"局{agency}") for task in range(tasks) for agency in range(agencies)]
    edges = pd.DataFrame(rows, columns=["task", "named"]).assign(role="lead")
    with pytest.raises(RefusedError, match=message):
        nestedness(edges)
    with pytest.raises(
        RefusedError, match="nestedness is refused: 100% of the ties are those of collectives"
    ):
        nestedness(edges.assign(collective=True))
