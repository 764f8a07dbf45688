"""Theme shares, structure and breadth, against tables worked out by hand."""

from __future__ import annotations

from math import log2

import pandas as pd
import pytest

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.task_themes import task_themes, theme_tasks
from fazhi_research.measuring.theme_measures import theme_breadth, theme_measures
from fazhi_research.measuring.themes import theme_shares
from tests.measuring.small import CODINGS, OPINION, PLAN, SECTIONS, TASKS, codings, documents, tasks

THEMES = ["ENF", "OPN", "DIG", "EMG"]


def column(table: pd.DataFrame, name: str) -> list[object]:
    return [None if value != value else value for value in table[name].tolist()]


def test_shares_by_hand() -> None:
    shares = theme_shares(CODINGS, documents(OPINION, PLAN), themes=THEMES)
    assert shares["document"].tolist() == ["a"] * 4 + ["b"] * 4
    assert column(shares, "hits") == [2, 3, 3, 0, 0, 0, 0, 0]
    assert column(shares, "of") == [8] * 4 + [0] * 4
    assert column(shares, "share") == [0.25, 0.375, 0.375, 0.0, *[None] * 4]
    assert column(shares, "per_thousand") == [1.0, 1.5, 1.5, 0.0, *[0.0] * 4]
    assert set(shares["since"].astype(str)) == {"2015-01-01", "2011-02-25"}


def test_parts_and_other_schemes_are_kept_apart() -> None:
    other = pd.concat([CODINGS, CODINGS.assign(scheme="instruments", theme="AUT")])
    heads = theme_shares(other, documents(PLAN), part="heading")
    assert heads.set_index("theme")["hits"].to_dict() == {"DIG": 1, "ENF": 2, "OPN": 1}
    assert theme_shares(other, documents(PLAN), scheme="instruments")["hits"].tolist() == [8]


def test_a_document_without_characters_has_empty_rates() -> None:
    blank = ("a", "plan", "", "", 0, "", "", "", None, None)
    assert set(column(theme_shares(CODINGS, documents(blank), themes=THEMES), "per_thousand")) == {None}
    assert theme_shares(CODINGS, documents(PLAN)[:0], themes=THEMES).empty


def test_tasks_take_the_themes_of_the_headings_that_hold_them() -> None:
    table = task_themes(CODINGS, TASKS, SECTIONS)
    assert table[["task", "theme", "themes", "basis", "heading"]].to_numpy().tolist() == [
        [5, "ENF", 2, "section", "1"], [5, "OPN", 2, "section", "1"],
        [10, "ENF", 2, "section", "1"], [10, "OPN", 2, "section", "1"],
        [25, "", 0, "", ""], [30, "DIG", 1, "own", "2.2"],
    ]  # fmt: skip
    by_item = task_themes(CODINGS, TASKS, SECTIONS, by="item")
    assert by_item[["task", "theme", "basis"]].to_numpy().tolist() == [
        [5, "ENF", "section"], [5, "OPN", "section"], [10, "ENF", "own"], [25, "", ""], [30, "DIG", "own"],
    ]  # fmt: skip


def test_the_structural_counts_by_hand() -> None:
    table = theme_tasks(CODINGS, documents(OPINION, PLAN), tasks=TASKS, sections=SECTIONS, themes=THEMES)
    assert column(table, "tasks") == [2, 2, 1, 0, 0, 0, 0, 0]
    assert column(table, "share") == [0.5, 0.5, 0.25, 0.0, *[None] * 4]
    assert column(table, "fractional") == [1.0, 1.0, 1.0, 0.0, *[0.0] * 4]
    assert column(table, "rank") == [1.0, 1.0, 2.0, *[None] * 5]
    assert column(table, "ranks") == [2] * 4 + [0] * 4


def test_a_row_of_a_task_table_is_held_by_its_section() -> None:
    row = tasks(("a", 27, "2.2"), ("a", 12, "1.2"))  # begin inside an item, so that none is the item itself
    found = task_themes(CODINGS, row, SECTIONS)
    assert found[["task", "theme", "basis"]].to_numpy().tolist() == [
        [12, "ENF", "section"],
        [27, "DIG", "section"],
    ]


def test_breadth_by_hand() -> None:
    structural = theme_tasks(CODINGS, documents(PLAN), tasks=TASKS, sections=SECTIONS, themes=THEMES)
    row = theme_breadth(structural).iloc[0]  # three themes of one task each
    assert (row["measure"], row["themes"], row["of"]) == ("tasks", 3, 4)
    assert row["entropy"] == pytest.approx(log2(3))
    assert row["evenness"] == pytest.approx(log2(3) / 2)
    assert row["effective"] == pytest.approx(3)
    words = theme_breadth(theme_shares(CODINGS, documents(OPINION, PLAN), themes=THEMES))
    assert words["entropy"].iloc[0] == pytest.approx(-0.25 * log2(0.25) - 2 * 0.375 * log2(0.375))
    assert words["themes"].tolist() == [3, 0]
    assert words["entropy"].isna().tolist() == [False, True]


def test_one_theme_alone_has_no_entropy_to_speak_of() -> None:
    row = theme_breadth(theme_shares(CODINGS, documents(PLAN), themes=THEMES).query("theme == 'ENF'")).iloc[0]
    assert str(row["entropy"]) == "0.0"  # not minus nothing
    assert row["effective"] == 1


def test_disagreement_is_said_in_words() -> None:
    found = codings(*[("a", "DIG", "body", "2.1", 25)] * 9, *[("a", "ENF", "heading", "1", None)])
    table = theme_measures(found, documents(PLAN), tasks=TASKS, sections=SECTIONS, themes=THEMES, apart=2)
    rows = table.set_index("theme")
    # by tasks ENF first, the rest tied at (2 + 3 + 4) / 3; by words DIG 1, ENF 2, the rest (3 + 4) / 2
    assert rows["tasks_place"].to_dict() == {"ENF": 1.0, "OPN": 3.0, "DIG": 3.0, "EMG": 3.0}
    assert rows["hits_place"].to_dict() == {"ENF": 2.0, "OPN": 3.5, "DIG": 1.0, "EMG": 3.5}
    assert rows["disagree"].to_dict() == {"ENF": "", "OPN": "", "DIG": "words 1 > tasks 3", "EMG": ""}


def test_a_document_without_tasks_agrees_with_itself() -> None:
    found = codings(("b", "ENF", "body", "", None))
    table = theme_measures(found, documents(OPINION), tasks=TASKS, sections=SECTIONS, themes=THEMES)
    assert table["tasks_place"].isna().all()
    assert (table["disagree"] == "").all()
    assert [one["code"] for one in table.attrs["caveats"]] == ["tasks"]


def test_faults_are_told() -> None:
    with pytest.raises(TableError, match="no genre for a: themes cannot be compared without it"):
        theme_shares(CODINGS, documents(PLAN).assign(genre=""))
    with pytest.raises(TableError, match="a stands twice in the documents table"):
        theme_shares(CODINGS, documents(PLAN, PLAN))
    with pytest.raises(TableError, match="nothing of the scheme 'nato'; it has: themes"):
        theme_shares(CODINGS, documents(PLAN), scheme="nato")
    with pytest.raises(TableError, match="the codings have the theme DIG"):
        theme_shares(CODINGS, documents(PLAN), themes=["ENF", "OPN"])
    with pytest.raises(TableError, match="part='foot' is unknown"):
        theme_shares(CODINGS, documents(PLAN), part="foot")
    told = "codings has no rows: run `fazhi parse --code` or `fazhi build`"
    with pytest.raises(TableError, match=told):
        theme_shares(CODINGS[:0], documents(PLAN), themes=THEMES)
    with pytest.raises(TableError, match=told):
        theme_tasks(CODINGS[:0], documents(PLAN), tasks=TASKS, sections=SECTIONS, themes=THEMES)
    other = CODINGS.assign(document="elsewhere")
    told = "codings has elsewhere, documents has a "
    with pytest.raises(TableError, match=told):
        theme_shares(other, documents(PLAN))
    with pytest.raises(TableError, match=told):
        theme_tasks(other, documents(PLAN), tasks=TASKS, sections=SECTIONS)
    with pytest.raises(FazhiError, match="by='all' is unknown: choose section"):
        task_themes(CODINGS, TASKS, SECTIONS, by="all")
    with pytest.raises(TableError, match="the sections table has no column parent"):
        task_themes(CODINGS, TASKS, SECTIONS.drop(columns="parent"))
