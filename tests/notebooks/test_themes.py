"""What the notebooks on themes conclude is what the committed tables count."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import fazhi_research as fz
from tests.notebooks.books import conclusion

ROOT = Path(__file__).resolve().parents[2]
PLANS = ["liaoning-2011", "jinchuan-2015", "xuchang-2022"]


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    names = ("codings", "documents", "tasks", "sections", "modalities", "furniture")
    return dict(zip(names, fz.Project(ROOT).read_tables(*names), strict=True))


@pytest.fixture(scope="module")
def measures(tables: dict[str, pd.DataFrame]) -> Any:
    plans = tables["documents"][tables["documents"]["document"].isin(PLANS)]
    table = fz.theme_measures(tables["codings"], plans, tasks=tables["tasks"], sections=tables["sections"])
    return table.set_index(["document", "theme"])


def test_the_counts_by_headings(measures: Any, tables: dict[str, pd.DataFrame]) -> None:
    tasks = measures["tasks"]
    assert tasks["liaoning-2011"].idxmax() == "RUL" and tasks["liaoning-2011", "RUL"] == 8
    assert tasks["jinchuan-2015"].nlargest(3).to_dict() == {"ENF": 8, "FUN": 8, "SUP": 6}
    assert tasks["xuchang-2022"].idxmax() == "SUP" and tasks["xuchang-2022", "SUP"] == 5
    assert measures["tasks_of"].groupby("document").first()[PLANS].tolist() == [42, 44, 29]
    none = [
        ("liaoning-2011", "FUN"),
        ("liaoning-2011", "EMG"),
        ("liaoning-2011", "DIG"),
        ("jinchuan-2015", "EMG"),
        ("jinchuan-2015", "DIG"),
    ]
    assert tasks[none].sum() == 0
    assert tasks[[("xuchang-2022", "EMG"), ("xuchang-2022", "DIG"), ("xuchang-2022", "OPN")]].tolist() == [
        3,
        2,
        0,
    ]
    assert (tasks[[("liaoning-2011", "OPN"), ("jinchuan-2015", "OPN")]] > 0).all()
    by_item = fz.task_themes(tables["codings"], tables["tasks"], tables["sections"], by="item")
    open_items = by_item[(by_item["document"] == "xuchang-2022") & (by_item["theme"] == "OPN")]
    assert open_items["label"].tolist() == ["22."]
    words = conclusion("04")
    for count in (
        "8 of 42",
        "8 of 44 each",
        "5 of 29",
        "3 tasks on emergencies and 2 on technology",
        "by items it has one",
    ):
        assert count in words


def test_every_task_has_the_theme_of_its_part(measures: Any) -> None:
    """Counted by reading the outlines of the three plans, part by part in printed order."""
    parts = {
        "liaoning-2011": {"CAP": 5, "RUL": 8, "DEC": 5, "ENF": 7, "OPN": 3, "SUP": 3, "DIS": 5, "ORG": 6},
        # (四) on the reform of enforcement and (五) on its conduct are both on enforcement
        "jinchuan-2015": {
            "FUN": 8,
            "DEC": 5,
            "RUL": 2,
            "ENF": 3 + 5,
            "OPN": 5,
            "SUP": 6,
            "DIS": 3,
            "CAP": 4,
            "ORG": 3,
        },
        "xuchang-2022": {
            "FUN": 4,
            "RUL": 2,
            "DEC": 3,
            "ENF": 3,
            "EMG": 3,
            "DIS": 3,
            "SUP": 5,
            "DIG": 2,
            "ORG": 4,
        },
    }
    for plan, counted in parts.items():
        tasks = measures["tasks"][plan]
        assert tasks[tasks > 0].to_dict() == counted
        ranks = measures["rank"][plan].dropna().sort_values()
        assert list(ranks.index) == list(counted)


def test_the_largest_shares_of_words_and_cues(measures: Any, tables: dict[str, pd.DataFrame]) -> None:
    assert [measures["hit_share"][plan].idxmax() for plan in PLANS] == ["ENF"] * 3
    profile: Any = fz.modality_profile(tables["modalities"], tables["documents"])
    cues = profile.astype({"document": str, "strength": str}).set_index(["document", "strength"])["cues"]
    assert [cues[plan].idxmax() for plan in PLANS] == ["duty", "routine", "routine"]
    rows = tables["modalities"].astype({"document": str})
    duties = rows[(rows["strength"] == "duty") & ~rows["reported"].fillna(False).astype(bool)]
    said = duties.groupby(["document", "cue"]).size()
    whole = duties.groupby("document").size()
    assert (whole.sum(), said[:, "要"].sum(), said[:, "应当"].sum()) == (255, 183, 41)
    assert [(int(whole[one]), int(said[one, "要"])) for one in (*PLANS, "jilin-2011", "hefei-2016")] == [
        (81, 43), (16, 5), (19, 7), (80, 78), (33, 33),
    ]  # fmt: skip
    assert said["liaoning-2011", "应当"] == 25
    assert [int(cues[plan]["routine"]) for plan in PLANS] == [36, 111, 152]
    words = conclusion("04")
    for count in (
        "81 against 36", "43 of the 81 are 要", "38 against 36 (应当 alone: 25)", "111 against 16 of duty (11 without 要)",
        "152 against 19 (12 without 要)", "183 of the 255 duties are 要 and 41 are 应当", "Jilin (78 of 80) and Hefei (33 of 33)",
    ):  # fmt: skip
        assert count in words


def test_the_shift_and_its_screen(tables: dict[str, pd.DataFrame]) -> None:
    shares = fz.theme_shares(tables["codings"], tables["documents"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", fz.CaveatWarning)
        whole = fz.theme_shift(shares, before=fz.Period(2011, 2011), after=fz.Period(2022, 2025))
        plans = shares[shares["document"].isin(PLANS)]
        shift: Any = fz.theme_shift(plans, before=fz.Period(2011, 2011), after=fz.Period(2022, 2025))
    assert {side: len(held) for side, held in whole.attrs["documents"].items()} == {"before": 2, "after": 2}
    assert "(opinion 1, plan 1, report 1, speech 1)" in fz.caveats(whole)[0].english
    difference = shift.set_index("theme")["difference"]
    assert (difference[["EMG", "DIG", "FUN", "SUP"]] > 0.03).all()
    assert (difference[["RUL", "ENF", "DIS", "CAP"]] < -0.03).all()
    halves = fz.document_periods(tables["documents"], [fz.Period(2004, 2014), fz.Period(2015, 2025)])
    with pytest.warns(fz.CaveatWarning, match="Genres are mixed"):
        screen = fz.theme_screen(shares, halves)
    assert f"{screen['q'].min():.2f}" == "0.80"
    assert screen[["first_documents", "second_documents"]].iloc[0].tolist() == [3, 8]
    left = fz.leave_one_out(shares, before=fz.Period(2004, 2014), after=fz.Period(2015, 2025))
    turned = left[left["sign"] == "turns"]
    assert (turned["left_out"] == "county-2004").sum() == 6
    words = conclusion("05")
    for count in (
        "four documents of four genres",
        "the smallest q is 0.80",
        "Six themes change direction",
        "1,724 Han",
    ):
        assert count in words


def test_the_words_that_differ_most_are_partly_one_matter_under_two_names(
    tables: dict[str, pd.DataFrame],
) -> None:
    sides = tables["documents"].assign(side=tables["documents"]["document"])
    with pytest.warns(fz.CaveatWarning):
        key: Any = fz.keyness(
            fz.term_counts(tables["codings"]), sides, group="side", target="xuchang-2022",
            reference="liaoning-2011", documents=tables["documents"],
        )  # fmt: skip
    shown = pd.concat([key.head(12), key.tail(8)])
    assert {f"{q:.2f}" for q in shown["q_z"]} == {"0.61"}
    hits = shown.set_index("term")[["hits", "reference_hits"]]
    pairs = {"行政规范性文件": [11, 0], "规范性文件": [0, 9], "重大行政决策": [13, 1], "行政决策": [1, 6]}
    assert {term: hits.loc[term].tolist() for term in pairs} == pairs


def test_the_full_plans_cover_eight_or_nine_of_the_themes(tables: dict[str, pd.DataFrame]) -> None:
    structure = fz.theme_tasks(
        tables["codings"], tables["documents"], tasks=tables["tasks"], sections=tables["sections"]
    )
    held = structure[structure["tasks"] > 0].astype({"document": str}).groupby("document").size()
    assert held.to_dict() == {"liaoning-2011": 8, "jinchuan-2015": 9, "xuchang-2022": 9, "township-2020": 5}
    eras = fz.document_eras(tables["documents"]).set_index("document")["era"]
    assert eras[PLANS].tolist() == ["A", "B", "C"] and "D" not in set(eras)


def test_the_forms(tables: dict[str, pd.DataFrame]) -> None:
    texts = fz.Project(ROOT).read_texts()
    forms: Any = fz.competing_forms(texts, tables["documents"], furniture=tables["furniture"])
    hits = forms.set_index(["document", "form"])["hits"]
    for document in ("jilin-2011", "liaoning-2011"):
        assert hits[document, "依法行政"] > hits[document, "法治政府"]
    assert 3.5 < hits["xuchang-2022", "法治政府"] / hits["xuchang-2022", "依法行政"] < 4
    assert hits["xuchang-2022", "规范性文件"] == 0 < hits["xuchang-2022", "行政规范性文件"]


def test_a_caveat_is_printed_under_every_committed_figure_of_themes() -> None:
    for name in (
        "fig08-theme-shares",
        "fig09-theme-slopes",
        "fig10-theme-ranks",
        "fig11-theme-heatmap",
        "fig13-modality",
    ):
        words = (ROOT / "figures" / f"{name}.txt").read_text(encoding="utf-8")
        assert "Genres are mixed" in words and "文种混合" in words and "n" in words
    assert r"One document stands for 2011 and for 2022–2025" in (
        ROOT / "figures/tab07-theme-shift.tex"
    ).read_text(encoding="utf-8")


def test_where_dating_by_words_fails(tables: dict[str, pd.DataFrame]) -> None:
    rows: Any = fz.date_evidence(tables["codings"], tables["documents"], fz.read_codebook().terms_of())
    failed = rows[rows["too_new"] != ""].set_index("document")["not_before"]
    assert failed.to_dict() == {"jinchuan-2015": 2021, "jilin-2011": 2015}
    emergence = fz.term_emergence(tables["codings"], tables["documents"], fz.read_codebook().terms_of())
    early: Any = emergence[emergence["conflict"] == "early"].set_index("term")
    years = early["first"] - early["seen_first"]
    assert {term: (early.loc[term, "conflicts"], years[term]) for term in early.index} == {
        "依法行政制度体系": ("jilin-2011", 4), "行政执法案例指导": ("jinchuan-2015", 6),
    }  # fmt: skip
    assert "could not be older than 2021 and the speech of Jilin not older than 2015" in conclusion("05")
