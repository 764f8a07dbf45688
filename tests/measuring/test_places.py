"""Places, tiers and two documents side by side."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import fazhi_research as fz
from fazhi_research.errors import LexiconError, TableError
from tests.measuring.small import CODINGS, OPINION, PLAN, SECTIONS, SPEECH, TASKS, documents

ROOT = Path(__file__).resolve().parents[2]


def test_a_city_could_make_rules_within_limits_that_changed() -> None:
    rows = [
        ("early", "plan", "prefecture", "", 1, "2011-02-25", "", "", None, None),
        ("between", "plan", "prefecture", "", 1, "2016", "", "", None, None),
        ("late", "plan", "prefecture", "", 1, "2023-06-01", "", "", None, None),
        ("astride", "plan", "prefecture", "", 1, "2015", "", "", None, None),
        ("undated", "plan", "prefecture", "", 1, "", "", "", None, None),
        ("county", "plan", "county", "", 1, "2016", "", "", None, None),
        ("province", "plan", "province", "", 1, "2016", "", "", None, None),
    ]
    notes = fz.tier_notes(documents(*rows))
    rules = notes[notes["power"] == "rule"].set_index("document")
    assert rules["article"].to_dict() == {
        "early": "2000年第七十三条", "between": "2015年第八十二条", "late": "2023年第九十三条",
        "county": "2000年第七十三条; 2015年第八十二条; 2023年第九十三条",
    }  # fmt: skip
    assert rules.loc["county", "may"] == "no"
    assert "undated" not in set(notes["document"])
    assert set(notes.loc[notes["document"] == "astride", "power"]) == {"permit", "penalty"}


def test_every_row_of_the_powers_is_sourced_and_stretches_do_not_overlap() -> None:
    powers = fz.read_tier_powers()
    assert (powers[["english", "chinese", "law", "article"]] != "").all(axis=None)
    for _, group in powers.groupby(["tier", "power"]):
        ends = group.sort_values("since")
        assert (ends["until"].iloc[:-1].to_numpy() < ends["since"].iloc[1:].to_numpy()).all()
        assert ends["until"].iloc[-1] == ""


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("village,rule,no,2000-07-01", "line 2: tier 'village', may 'no'"),
        ("county,rule,maybe,2000-07-01", "may 'maybe'; allowed are"),
        ("county,rule,no,in 2000", "line 2: since and until are dates"),
    ],
)
def test_a_researchers_table_is_checked(tmp_path: Path, row: str, words: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"tier,power,may,since\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=words):
        fz.read_tier_powers(path)


TABLES = {
    "documents": documents(PLAN, OPINION, SPEECH).assign(title="", status=""),
    "codings": CODINGS,
    "tasks": TASKS,
    "sections": SECTIONS,
}


def test_two_documents_side_by_side_by_hand() -> None:
    more = pd.concat([CODINGS, CODINGS[:2].assign(document="b")])
    found = fz.comparison_tables({**TABLES, "codings": more}, "a", second="b")
    themes = found["themes"].set_index("theme")
    assert list(themes[["first_hits", "second_hits"]].loc["OPN"]) == [3.0, 1.0]
    assert list(themes[["first_per_thousand", "second_per_thousand"]].loc["OPN"]) == [1.5, 0.25]
    assert themes.loc["DIG", "first_tasks"] == 1 and themes["second_tasks"].isna().all()  # b has no tasks
    profile = found["profile"].set_index("column")
    assert list(profile[["first", "second", "difference"]].loc["theme_OPN"]) == pytest.approx(
        [3 / 8, 1 / 2, 1 / 8]
    )
    assert [one.code for one in fz.caveats(found["profile"])] == ["genres", "single", "places"]
    assert found["about"]["side"].tolist() == ["first", "second"]


def test_a_place_stands_for_its_documents() -> None:
    both = documents(PLAN, ("d", "plan", "county", "甲省/乙市", 2000, "2016", "", "", None, None), OPINION)
    twice = pd.concat([CODINGS, CODINGS[:4].assign(document="d"), CODINGS[:1].assign(document="b")])
    found = fz.comparison_tables({"documents": both, "codings": twice}, "乙市", second="b")
    themes = found["themes"].set_index("theme")
    assert themes.loc["OPN", "first_per_thousand"] == pytest.approx((3 / 2 + 3 / 2) / 2)
    assert found["about"]["document"].tolist() == ["a", "d", "b"]


def test_who_names_no_lead_has_not_named_nought() -> None:
    rows = [("a", 5, 1, "lead", "甲局", False), ("a", 10, 2, "lead", "甲局", False)]
    leads = pd.DataFrame(rows, columns=["document", "task_start", "start", "role", "named", "collective"])
    found = fz.comparison_tables({**TABLES, "assignments": leads}, "a", second="b")["leads"]
    assert found[["agency", "first"]].to_numpy().tolist() == [["甲局", 2]]
    assert found["second"].isna().all()


def test_names_that_mean_nothing_or_the_same_are_told() -> None:
    with pytest.raises(
        TableError,
        match="'z' is neither a document nor a place with documents: there are the documents a, b, c; the places 丙省",
    ):
        fz.comparison_tables(TABLES, "z", second="a")
    with pytest.raises(TableError, match="name the same document"):
        fz.comparison_tables(TABLES, "a", second="乙市")


def test_the_shipped_plans_compare() -> None:
    found = fz.compare(fz.Project(ROOT), "jinchuan-2015", "金湖街道")
    assert found["about"]["document"].tolist() == ["jinchuan-2015", "jinhu-2023"]
    assert found["leads"]["first"].sum() == 44
    assert "enforce" in set(found["powers"]["power"])
