"""Before and after a reform, and two plans side by side: numbers worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_research import tables
from fazhi_research.coding.successions import heirs
from fazhi_research.errors import TableError
from fazhi_research.measuring.lead_changes import lead_changes, lead_concentration_changes
from fazhi_research.measuring.mapped_assignments import mapped_assignments
from fazhi_research.measuring.plan_comparison import document_differences, plan_comparison
from fazhi_research.reading.corpus import read_corpus

# o and j become j (task 2 is led by both), f is torn between h and m, x is not in the register, 各部门 is nobody
ROWS = pd.DataFrame(
    [
        ("p", 1, "法制办", "o", "lead", False),
        ("p", 2, "法制办", "o", "lead", False),
        ("p", 2, "司法局", "j", "lead", False),
        ("p", 3, "计生委", "f", "lead", False),
        ("p", 4, "灯塔办", "", "lead", False),
        ("p", 4, "各部门", "", "lead", True),
        ("p", 4, "法制办", "o", "support", False),
        ("p", None, "法制办", "o", "lead", False),
    ],
    columns=["document", "task", "named", "agency", "role", "collective"],
)
STEPS = pd.DataFrame(
    [("o", "j", "司法厅(局)"), ("j", "j", "司法厅(局)"), ("f", "h", "卫健委"), ("f", "m", "医保局")], columns=["before", "after", "chinese"]
).assign(english="E")  # fmt: skip


def test_what_moved_is_told_body_by_body() -> None:
    changes = lead_changes(mapped_assignments(ROWS, STEPS), STEPS)
    columns = ["before_named", "after_named", "mapped", "tasks", "of", "tasks_after", "heirs"]
    assert changes[columns].to_numpy().tolist() == [
        ["法制办", "司法厅(局)", "moved", 2, 4, 2, ""],
        ["司法局", "司法厅(局)", "same", 1, 4, 2, ""],
        ["计生委", "计生委", "ambiguous", 1, 4, 1, "h;m"],
        ["灯塔办", "灯塔办", "unknown", 1, 4, 1, ""],
    ]
    assert changes["share"].tolist() == [0.5, 0.25, 0.25, 0.25]
    assert changes["share_after"].tolist() == [0.5, 0.5, 0.25, 0.25]


def test_concentration_is_told_before_and_after() -> None:
    found = lead_concentration_changes(mapped_assignments(ROWS, STEPS))
    # split shares as printed: o 1.5, j 0.5, f 1, x 1 of 4; under the map: j 2, f 1, x 1 of 4
    assert found["map"].tolist() == ["as printed", "under the map"]
    assert found["leads"].tolist() == [4, 3]
    assert found["hhi"].tolist() == pytest.approx([(1.5**2 + 0.5**2 + 1 + 1) / 16, (4 + 1 + 1) / 16])
    assert found["undecided"].tolist() == [0, 1]


def test_the_jinchuan_plan_under_the_map_of_2018() -> None:
    held = tables.corpus_tables(read_corpus())["assignments"]
    plan = held[held["document"] == "jinchuan-2015"]
    map_2018 = heirs("2018")
    changes = lead_changes(mapped_assignments(plan, map_2018), map_2018).set_index("before_named")
    assert changes["tasks"].sum() == 44 and len(changes) == 10
    moved = changes[changes["mapped"] == "moved"]
    assert moved["tasks"].to_dict() == {"区政府法制办": 18, "区编办": 5, "区工商局": 2, "区监察局": 1}
    assert changes.loc[["区政府法制办", "区司法局"], "tasks_after"].tolist() == [19, 19]
    assert (changes["mapped"] == "ambiguous").sum() == 0


BODIES = st.sampled_from(list("abcd"))


@settings(deadline=None, max_examples=40)
@given(
    rows=st.lists(st.tuples(st.integers(0, 5), BODIES), min_size=1, max_size=12),
    steps=st.dictionaries(BODIES, st.sampled_from(list("wxyz"))),
)
def test_a_map_moves_ties_and_loses_none(rows: list[tuple[int, str]], steps: dict[str, str]) -> None:
    frame = pd.DataFrame(sorted(set(rows)), columns=["task", "agency"])
    frame = frame.assign(named=frame["agency"] + "局", role="lead")
    frame["task"] += 100
    mapped = mapped_assignments(
        frame, {body: {heir: 1.0} for body, heir in steps.items()} or {"q": {"q": 1.0}}
    )
    changes = lead_changes(mapped)
    assert changes["tasks"].sum() == len(frame)
    after = frame.assign(agency=frame["agency"].map(lambda body: steps.get(body, body)))
    expected = after.drop_duplicates(["task", "agency"]).groupby("agency").size().to_dict()
    assert dict(zip(changes["after"], changes["tasks_after"], strict=True)) == expected
    concentration = lead_concentration_changes(mapped).set_index("map")["hhi"]
    assert (
        concentration["under the map"] >= concentration["as printed"] - 1e-9
    )  # merging never spreads the lead


def test_a_table_that_was_not_mapped_is_refused() -> None:
    with pytest.raises(
        TableError, match="mapped assignments table has no column printed_agency, mapped, heirs, parts"
    ):
        lead_changes(ROWS)


TWO = pd.DataFrame(
    [
        ("a", 1, "法制办", "law"), ("a", 2, "法制办", "law"), ("a", 2, "财政局", "money"), ("a", 3, "灯塔办", ""), ("a", 4, "法制办", "law"),
        ("b", 1, "司法局", "law"), ("b", 1, "应急局", "safety"), ("b", 2, "灯塔办", ""),
    ],
    columns=["document", "task", "named", "family"],
).assign(role="lead")  # fmt: skip


def test_two_plans_are_compared_on_functions_and_a_name_alone_is_never_shared() -> None:
    found = plan_comparison(TWO, first="a", second="b")
    columns = ["agency", "where", "first_tasks", "first_of", "second_tasks", "second_of"]
    assert found[columns].to_numpy().tolist() == [
        ["law", "both", 3, 4, 1, 2],
        ["a: 灯塔办", "first", 1, 4, 0, 2],
        ["money", "first", 1, 4, 0, 2],
        ["b: 灯塔办", "second", 0, 4, 1, 2],
        ["safety", "second", 0, 4, 1, 2],
    ]
    assert found["difference"].tolist() == [-0.25, -0.25, -0.25, 0.5, 0.5]
    swapped = plan_comparison(TWO, first="b", second="a").set_index("agency")
    assert swapped["difference"].loc[found["agency"]].tolist() == (-found["difference"]).tolist()


def test_what_cannot_be_compared_is_told() -> None:
    with pytest.raises(TableError, match="has no document 'c'; it has: a, b"):
        plan_comparison(TWO, first="a", second="c")
    with pytest.raises(TableError, match="first and second are both 'a'"):
        plan_comparison(TWO, first="a", second="a")
    with pytest.raises(TableError, match="b names no lead that is a body"):
        plan_comparison(TWO.assign(role=["lead"] * 5 + ["support"] * 3), first="a", second="b")
    with pytest.raises(TableError, match="the documents table has 0 rows for 'b'"):
        document_differences(pd.DataFrame({"document": ["a"]}), first="a", second="b")
