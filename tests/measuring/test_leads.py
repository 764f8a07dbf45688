"""Lead shares, their concentration, pairs and sections; the Jinchuan plan as counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research import tables
from fazhi_research.errors import TableError
from fazhi_research.measuring.document_counts import document_counts
from fazhi_research.measuring.leads import co_leads, lead_by_section, lead_concentration, lead_shares
from fazhi_research.measuring.task_sections import task_sections
from fazhi_research.reading.corpus import read_corpus

# Counted by reading the brackets of the forty-one tasks.
JINCHUAN = {
    "区政府法制办": 18, "区政府办公室": 10, "区编办": 5, "区发改局": 3, "区工商局": 2, "区政务服务中心": 2,
    "区司法局": 1, "区审计局": 1, "区监察局": 1, "区财政局": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    held = tables.corpus_tables(read_corpus())
    return {
        name: frame[frame["document"] == "jinchuan-2015"]
        for name, frame in held.items()
        if "document" in frame
    }


def test_the_leads_of_the_jinchuan_plan(frames: dict[str, pd.DataFrame]) -> None:
    shares = lead_shares(frames["assignments"])
    assert dict(zip(shares["agency"], shares["tasks"], strict=True)) == JINCHUAN
    assert set(shares["of"]) == {41}
    assert shares["fractional_share"].sum() == pytest.approx(1)


def test_the_concentration_of_the_jinchuan_plan(frames: dict[str, pd.DataFrame]) -> None:
    row = lead_concentration(frames["assignments"]).iloc[0]
    halves = [34, 19, 9, 5, 4, 4, 2, 2, 2, 1]  # of 82: tasks led, a shared one counting one half
    assert (row["leads"], row["tasks"]) == (10, 41)
    assert row["hhi"] == pytest.approx(sum(half**2 for half in halves) / 82**2)
    assert row["low"] == pytest.approx(0.1)


def test_the_pairs_of_the_jinchuan_plan(frames: dict[str, pd.DataFrame]) -> None:
    pairs = co_leads(frames["assignments"], frames["tasks"])
    found = {
        frozenset(pair[:2]): pair[2] for pair in pairs[["first", "second", "labels"]].itertuples(index=False)
    }
    assert found == {
        frozenset({"区发改局", "区财政局"}): "6.",
        frozenset({"区政府办公室", "区政府法制办"}): "9.",
        frozenset({"区编办", "区政府法制办"}): "38.",
    }


def test_the_sections_of_the_jinchuan_plan(frames: dict[str, pd.DataFrame]) -> None:
    table = lead_by_section(frames["assignments"], frames["tasks"], sections=frames["sections"])
    of = table.drop_duplicates("section")["of"].tolist()
    assert of == [8, 5, 2, 3, 5, 5, 6, 3, 4]
    assert table["tasks"].sum() == 44
    openness = table[table["heading"] == "深入推进政务公开"]
    assert openness[["agency", "tasks"]].to_numpy().tolist() == [["区政府办公室", 5]]


LEADS = st.lists(st.tuples(st.integers(0, 9), st.sampled_from("甲乙丙丁")), min_size=1, max_size=30)


@given(leads=LEADS)
def test_the_index_stays_within_its_bounds(leads: list[tuple[int, str]]) -> None:
    edges = pd.DataFrame(leads, columns=["task", "named"]).assign(role="lead")
    row = lead_concentration(edges).iloc[0]
    assert row["low"] - 1e-12 <= row["hhi"] <= row["high"] + 1e-12
    assert 1 - 1e-9 <= row["effective"] <= row["leads"] + 1e-9


@given(leads=LEADS)
def test_fractions_sum_to_the_tasks(leads: list[tuple[int, str]]) -> None:
    shares = lead_shares(pd.DataFrame(leads, columns=["task", "named"]).assign(role="lead"))
    assert shares["fractional"].sum() == pytest.approx(len({task for task, _ in leads}))
    assert (shares["sole"] <= shares["tasks"]).all()


def test_collectives_lead_nothing() -> None:
    edges = pd.DataFrame(
        {"task": [1, 1], "named": ["各部门", "甲"], "role": "lead", "collective": [True, False]}
    )
    assert lead_shares(edges)["agency"].tolist() == ["甲"]
    assert lead_shares(edges)["sole"].tolist() == [1]


def test_one_lead_has_no_normalised_index() -> None:
    edges = pd.DataFrame({"task": [1], "named": ["甲"], "role": ["lead"]})
    row = lead_concentration(edges).iloc[0]
    assert row["hhi"] == 1
    assert pd.isna(row["normalised"])


def test_no_leads_give_empty_tables_with_their_columns() -> None:
    edges = pd.DataFrame({"task": [1], "named": ["甲"], "role": ["support"]})
    for table in (lead_shares(edges), lead_concentration(edges), co_leads(edges)):
        assert table.empty
        assert "document" in table.columns


def test_a_missing_column_of_another_table_is_named() -> None:
    tasks = pd.DataFrame(columns=["document", "start", "section", "label"])
    with pytest.raises(TableError, match="the tasks table has no column heading"):
        task_sections(tasks, tasks)


def test_a_task_before_any_section_is_held_by_none() -> None:
    tasks = pd.DataFrame(
        [("a", 3, "", "", "甲")], columns=["document", "start", "section", "label", "heading"]
    )
    sections = pd.DataFrame(columns=["document", "start", "section", "parent", "mark", "heading"])
    assert task_sections(tasks, sections)["section_start"].tolist() == [-1]


def test_what_is_not_known_is_counted_as_such() -> None:
    documents = pd.DataFrame({"genre": ["plan", ""], "tier": ["", "county"]})
    counts = document_counts(documents)
    assert counts.columns.tolist() == ["genre", "county", "unknown", "total"]
    assert counts["genre"].tolist() == ["plan", "unknown"]
