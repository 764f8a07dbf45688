"""Profiles: counted by hand, missing kept apart from zero."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import fazhi_research as fz
from fazhi_research.errors import TableError
from fazhi_research.measuring.leads import lead_concentration
from fazhi_research.measuring.profiles import place_profiles
from tests.measuring.small import CODINGS, OPINION, PLAN, SPEECH, TASKS, documents

DOCUMENTS = documents(PLAN, OPINION, SPEECH)
ASSIGNMENTS = pd.DataFrame(
    [
        ("a", 5, "lead", "甲局", False), ("a", 5, "lead", "乙局", False), ("a", 10, "lead", "甲局", False),
        ("a", 10, "responsible", "各部门", True), ("a", 25, "lead", "各部门", True), ("a", 30, "mentioned", "丙局", False),
    ],
    columns=["document", "task_start", "role", "named", "collective"],
).assign(start=range(6))  # fmt: skip
TARGETS = pd.DataFrame({"document": ["a", "a", "c"], "start": [1, 2, 3]})
DEADLINES = pd.DataFrame({"document": ["a", "a"], "start": [1, 2], "kind": ["dated", "standing"]})
TABLES = {
    "codings": CODINGS,
    "tasks": TASKS,
    "assignments": ASSIGNMENTS,
    "targets": TARGETS,
    "deadlines": DEADLINES,
}


def test_every_number_of_the_plan_is_as_counted_by_hand() -> None:
    plan = fz.document_profiles(DOCUMENTS, TABLES).set_index("document").loc["a"]
    shares = {"DIG": 3 / 8, "ENF": 2 / 8, "OPN": 3 / 8}
    assert {name: plan[f"theme_{name}"] for name in shares} == pytest.approx(shares)
    entropy = -sum(p * np.log2(p) for p in shares.values())
    assert plan["themes_effective"] == pytest.approx(2**entropy)
    assert plan["lead_hhi"] == pytest.approx((1.5 / 2) ** 2 + (0.5 / 2) ** 2)
    assert plan["lead_effective"] == pytest.approx(1 / 0.625)
    assert plan["assignments_collective"] == pytest.approx(2 / 5)  # the mention is no assignment
    assert plan["assignments_per_task"] == pytest.approx(5 / 4)
    assert (plan["commitments_targets"], plan["commitments_deadlines"]) == (2 / 4, 1 / 4)


def test_missing_is_missing_and_never_zero() -> None:
    table = fz.document_profiles(DOCUMENTS, TABLES).set_index("document")
    measured = table.drop(columns=["genre", "tier", "province", "jurisdiction", "since", "until", "han"])
    assert (
        measured.loc[["b", "c"]].isna().all(axis=None)
    )  # the speech has a target, but no task to divide it by
    assert table.filter(like="modality_").isna().all(axis=None)
    assert table["obligations_per_thousand"].isna().all()


def test_a_document_that_was_coded_and_has_none_has_zero() -> None:
    cues = pd.DataFrame(
        {
            "document": ["a", "a", "b"],
            "start": 0,
            "strength": ["duty", "routine", "duty"],
            "reported": [False, False, True],
        }
    )
    table = fz.document_profiles(DOCUMENTS, {"modalities": cues}).set_index("document")
    assert table["obligations_per_thousand"].tolist() == [1.0, 0.0, 0.0]
    assert list(table[["modality_duty", "modality_routine", "modality_strict"]].loc["a"]) == [
        0.5,
        0.5,
        0.0,
    ]
    assert table.loc[["b", "c"]].filter(like="modality_").isna().all(axis=None)


def test_the_concentration_is_that_of_lead_concentration() -> None:
    project = fz.Project.find()
    assignments, held = project.read_tables("assignments", "documents")
    expected = lead_concentration(assignments).set_index("document")["hhi"]
    found = (
        fz.document_profiles(held, {"assignments": assignments}).set_index("document")["lead_hhi"].dropna()
    )
    assert found.to_dict() == pytest.approx(expected.to_dict())


def test_columns_are_chosen_by_name_or_group() -> None:
    table = fz.document_profiles(DOCUMENTS, TABLES, columns=["lead", "theme_ENF"])
    assert list(table.columns[8:]) == ["lead_hhi", "lead_effective", "theme_ENF"]
    with pytest.raises(TableError, match=r"no column or group 'lead_share': choose groups \(theme, themes,"):
        fz.document_profiles(DOCUMENTS, TABLES, columns=["lead_share"])


def test_profile_columns_says_what_is_known() -> None:
    rows = fz.profile_columns(fz.document_profiles(DOCUMENTS, TABLES)).set_index("column")
    assert list(rows[["documents", "missing", "state"]].loc["lead_hhi"]) == [1, 2, "constant"]
    assert rows.loc["modality_duty", "state"] == "missing"
    assert "per task" in str(rows.loc["assignments_per_task", "unit"])


def test_a_places_profile_adds_counts_before_dividing() -> None:
    """Two plans of one place are as one plan of both texts."""
    twin = documents(PLAN, ("b", "plan", "county", "甲省/乙市", 4000, "2016", "", "", None, None))
    moved = {
        name: pd.concat([table, table[:2].assign(document="b")])
        for name, table in TABLES.items()
        if name != "deadlines"
    }
    found = fz.jurisdiction_profiles(twin, moved).iloc[0]
    assert (found["document"], found["documents"], found["han"]) == ("甲省/乙市 · plan", 2, 6000)
    assert found["theme_ENF"] == pytest.approx(3 / 10)
    assert found["commitments_targets"] == pytest.approx((2 + 2) / (4 + 2))
    assert (found["since"], found["until"]) == ("2015-01-01", "2020-12-31")
    # 甲局 1/2 + 1 + 1/2, 乙局 1/2 + 1/2 of three tasks led: tasks of both plans stay apart though they start alike
    assert found["lead_hhi"] == pytest.approx((2 / 3) ** 2 + (1 / 3) ** 2)


def test_genres_of_a_place_are_kept_apart_unless_pooled() -> None:
    both = documents(PLAN, ("c", "speech", "county", "甲省/乙市", 1000, "2016", "", "", None, None))
    assert fz.jurisdiction_profiles(both, TABLES)["genre"].tolist() == ["plan", "speech"]
    with pytest.warns(fz.CaveatWarning, match="Genres are mixed"):
        pooled = fz.jurisdiction_profiles(both, TABLES, pooled=True)
    assert pooled[["document", "genre", "documents"]].to_numpy().tolist() == [["甲省/乙市", "mixed", 2]]


def test_no_documents_give_no_rows_and_faults_are_told() -> None:
    assert fz.document_profiles(DOCUMENTS[:0], TABLES).empty
    with pytest.raises(TableError, match="no genre for a"):
        fz.document_profiles(DOCUMENTS.assign(genre=None), TABLES)
    with pytest.raises(TableError, match="a stands twice"):
        fz.document_profiles(pd.concat([DOCUMENTS, DOCUMENTS[:1]]), TABLES)


def test_the_order_of_rows_moves_nothing() -> None:
    mixed = {name: table.sample(frac=1, random_state=1) for name, table in TABLES.items()}
    assert_frame_equal(fz.document_profiles(DOCUMENTS, TABLES), fz.document_profiles(DOCUMENTS[::-1], mixed))


MANY = documents(
    *(
        (f"d{at}", ("plan", "speech")[at % 3 == 0], "county", ("甲省/乙市", "甲省", "丙省", "")[at % 4], 1000 * at, f"{2010 + at}", "", "", None, None)
        for at in range(1, 12)
    )
)  # fmt: skip
ROLES = st.sampled_from(("lead", "responsible", "mentioned"))
GIVEN = st.lists(
    st.tuples(
        st.sampled_from(MANY["document"].tolist()),
        st.integers(0, 3),
        ROLES,
        st.sampled_from("甲乙丙丁"),
        st.booleans(),
    ),
    max_size=40,
)


@settings(max_examples=12, deadline=None)
@given(GIVEN, GIVEN, st.integers(1, 5), st.booleans())
@pytest.mark.filterwarnings("ignore::fazhi_research.CaveatWarning")
def test_places_are_the_same_for_documents_that_come_some_at_a_time(
    held: list[tuple[str, int, str, str, bool]],
    hits: list[tuple[str, int, str, str, bool]],
    size: int,
    pooled: bool,
) -> None:
    """Whatever is where, for any size of the lots, and as it is when each place is one document."""
    assignments = pd.DataFrame(held, columns=["document", "task_start", "role", "named", "collective"])
    codings = pd.DataFrame(hits, columns=["document", "start", "part", "theme", "reported"]).assign(
        scheme="themes"
    )
    tables = {
        "assignments": assignments,
        "codings": codings,
        "tasks": assignments[["document"]].drop_duplicates(),
    }
    lots = []
    for start in range(0, len(MANY), size):
        about = MANY[start : start + size]
        lots.append(
            (
                about,
                {name: table[table["document"].isin(about["document"])] for name, table in tables.items()},
            )
        )
    expected = fz.jurisdiction_profiles(MANY, tables, pooled=pooled)
    assert_frame_equal(place_profiles(iter(lots), pooled=pooled), expected, check_exact=True)
    if pooled:
        paths = dict(zip(MANY["document"], MANY["jurisdiction"], strict=True))
        one = expected.set_index("document")["lead_hhi"].dropna()
        moved = assignments.assign(
            task_start=assignments["document"] + assignments["task_start"].astype(str),
            document=assignments["document"].map(paths),
        )
        by_hand = lead_concentration(moved[moved["document"] != ""]).set_index("document")["hhi"].dropna()
        assert one.to_dict() == pytest.approx(by_hand.to_dict())
