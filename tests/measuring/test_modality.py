"""Modality by document, theme and party, and the register of commitments, counted by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from fazhi_research.errors import TableError
from fazhi_research.measuring.modality import (
    commitments,
    modality_parties,
    modality_profile,
    theme_modality,
)
from fazhi_research.measuring.task_themes import task_themes
from tests.measuring.small import CODINGS, OPINION, PLAN, SECTIONS, TASKS, documents

CUES = pd.DataFrame(
    [
        ("a", 5, "duty", False, "区政府"), ("a", 5, "routine", False, ""), ("a", 10, "routine", False, "各部门"),
        ("a", 30, "prohibition", False, "各部门"), ("a", 30, "routine", True, ""), ("a", None, "permissive", False, "区政府"),
        ("x", 1, "duty", False, ""),
    ],
    columns=["document", "task_start", "strength", "reported", "bearer"],
).astype({"task_start": "Int64"})  # fmt: skip


def test_the_profile_by_hand() -> None:
    rows: Any = modality_profile(CUES, documents(OPINION, PLAN)).set_index(["document", "strength"])
    cues = {strength: rows.loc[("a", strength), "cues"] for strength in rows.loc["a"].index}
    assert cues == {"prohibition": 1, "duty": 1, "strict": 0, "routine": 2, "permissive": 1, "reported": 1}
    assert set(rows.loc["a", "of"]) == {5}
    assert rows.loc[("a", "routine"), ["share", "per_thousand"]].tolist() == [0.4, 1.0]
    assert pd.isna(rows.loc[("a", "reported"), "share"])
    assert rows.loc["b", "share"].isna().all()
    assert rows.loc["b", "cues"].sum() == 0


def test_yao_is_counted_apart() -> None:
    cues = [
        ("duty", False, "要"),
        ("duty", False, "要"),
        ("duty", False, "应当"),
        ("duty", True, "要"),
        ("routine", False, "推进"),
    ]
    frame = pd.DataFrame(cues, columns=["strength", "reported", "cue"]).assign(document="a")
    rows: Any = modality_profile(frame, documents(OPINION, PLAN)).set_index(["document", "strength"])["yao"]
    assert (rows["a", "duty"], rows["a", "reported"], rows["a", "routine"], rows["b", "duty"]) == (2, 1, 0, 0)
    assert modality_profile(CUES, documents(PLAN))["yao"].isna().all()


def test_cues_have_the_themes_of_their_task() -> None:
    rows: Any = theme_modality(CUES, task_themes(CODINGS, TASKS, SECTIONS)).set_index(["theme", "strength"])
    # tasks 5 and 10 are on ENF and OPN, 30 on DIG; the cue outside tasks and what is reported are not counted
    assert rows.loc["ENF", "cues"].tolist() == rows.loc["OPN", "cues"].tolist() == [0, 1, 0, 2, 0]
    assert rows.loc["DIG", "cues"].tolist() == [1, 0, 0, 0, 0]
    assert (set(rows.loc["ENF", "of"]), set(rows.loc["ENF", "tasks"]), set(rows.loc["DIG", "tasks"])) == (
        {3},
        {2},
        {1},
    )
    only = theme_modality(CUES, task_themes(CODINGS, TASKS, SECTIONS), themes=["DIG"])
    assert set(only["theme"]) == {"DIG"}


def test_parties_by_hand() -> None:
    rows = modality_parties(CUES[CUES["document"] == "a"])
    found = {(row.party, row.strength): row.cues for row in rows.itertuples()}
    assert found == {
        ("区政府", "duty"): 1, ("区政府", "permissive"): 1, ("", "routine"): 1, ("各部门", "routine"): 1, ("各部门", "prohibition"): 1,
    }  # fmt: skip
    assert set(rows["of"]) == {5}


TARGETS = pd.DataFrame(
    [("a", 12, 15, "1.2", 10, "两次", ">=", 2.0, "次"), ("a", 3, 4, "1", None, "90%", "=", 90.0, "%")],
    columns=["document", "start", "stop", "section", "task_start", "words", "comparator", "value", "unit"],
)
DEADLINES = pd.DataFrame(
    [
        ("a", 13, 14, "1.2", 10, "年底前", "2015-12-31", "dated"),
        ("a", 8, 9, "1.1", 5, "持续", "", "standing"),
    ],
    columns=["document", "start", "stop", "section", "task_start", "words", "due", "kind"],
)


def test_the_register_holds_targets_and_deadlines_in_printed_order() -> None:
    rows = commitments(TARGETS, DEADLINES, TASKS.assign(label="1.", heading="执法"))
    assert rows[["start", "what", "words", "label"]].to_numpy().tolist() == [
        [3, "target", "90%", ""], [12, "target", "两次", "1."], [13, "deadline", "年底前", "1."],
    ]  # fmt: skip
    assert rows["due"].tolist() == ["", "", "2015-12-31"]
    assert rows["value"].isna().tolist() == [False, False, True]


def test_empty_tables_give_empty_registers() -> None:
    assert commitments(TARGETS[:0], DEADLINES[:0], TASKS).empty
    assert theme_modality(CUES[:0], task_themes(CODINGS, TASKS, SECTIONS)).empty
    assert modality_parties(CUES[:0]).empty
    assert modality_profile(CUES[:0], documents(PLAN))["cues"].sum() == 0


def test_faults_are_told() -> None:
    with pytest.raises(TableError, match="has the strength 'mild'; allowed are prohibition, duty"):
        modality_profile(CUES.assign(strength="mild"), documents(PLAN))
    with pytest.raises(TableError, match="party='judge' is unknown"):
        modality_parties(CUES, party="judge")
    with pytest.raises(TableError, match="the deadlines table has no column due"):
        commitments(TARGETS, DEADLINES.drop(columns="due"))
