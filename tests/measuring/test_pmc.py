"""The PMC index: items with their quotes, sums worked out by hand, cuts, warnings and faults."""

from __future__ import annotations

import pandas as pd
import pytest

import fazhi_research as fz
from fazhi_research.errors import TableError
from fazhi_research.measuring.pmc import pmc_index, pmc_items
from fazhi_research.tables import corpus_tables

CORPUS = fz.read_corpus()


@pytest.fixture(scope="module")
def items() -> pd.DataFrame:
    tables = corpus_tables(CORPUS)
    texts = pd.DataFrame({"document": list(CORPUS), "text": [one.text for one in CORPUS.documents]})
    return pmc_items(
        texts,
        tables["documents"],
        assignments=tables["assignments"],
        deadlines=tables["deadlines"],
        targets=tables["targets"],
    )


def test_every_document_has_every_item_once(items: pd.DataFrame) -> None:
    book = fz.read_codebook()
    names = [theme.theme for theme in book.themes_of("pmc") if theme.parent]
    assert len(names) == len(set(names)) >= 45
    for _, rows in items.groupby("document"):
        assert list(rows["item"]) == names
    assert sorted(items["variable"].unique(), key=lambda name: int(name[1:])) == [
        f"X{n}" for n in range(1, 11)
    ]


def test_a_quote_holds_the_words_at_its_place(items: pd.DataFrame) -> None:
    for row in items[items["start"].notna()].to_dict("records"):
        text = CORPUS[row["document"]].text
        words = text[row["start"] : row["stop"]]
        assert words and words in row["quote"] and row["value"] == 1
        assert row["quote"] in text
    assert (items.loc[items["value"] == 0, "quote"].isin(["", *items["quote"]])).all()


def test_what_a_reader_finds_in_the_jinchuan_plan(items: pd.DataFrame) -> None:
    """Names lead units, sets no deadline but targets, covers 2015-2020, says nothing of emergencies."""
    plan = items[items["document"] == "jinchuan-2015"].set_index("item")["value"]
    assert plan["X6.lead"] == 1 and plan["X6.target"] == 1
    assert (plan["X2.long"], plan["X2.medium"], plan["X2.short"]) == (1, 0, 0)
    assert plan["X3.EMG"] == 0 and plan["X3.DIS"] == 1 and plan["X8.lead"] == 1
    opinion = items[items["document"] == "liaoning-2011"].set_index("item")["value"]
    assert opinion["X6.lead"] == 0 and opinion["X6.deadline"] == 1


def test_items_without_their_table_are_missing_not_zero() -> None:
    texts = pd.DataFrame({"document": ["a"], "text": ["加强考核。"]})
    documents = pd.DataFrame({"document": ["a"], "genre": ["plan"], "first": [pd.NA], "last": [pd.NA]})
    found = pmc_items(texts, documents).set_index("item")
    assert found.loc[["X6.lead", "X2.long"], "value"].isna().all()
    assert found.loc["X8.assess", "value"] == 1
    assert "X2" not in pmc_index(found.reset_index()).columns


def test_the_sum_is_that_of_the_means(items: pd.DataFrame) -> None:
    table = pmc_index(items).set_index("document")
    for name, rows in items.groupby("document"):
        by_hand = 0.0
        for variable in rows["variable"].unique():
            values = [int(v) for v in rows.loc[rows["variable"] == variable, "value"] if v is not pd.NA]
            by_hand += sum(values) / len(values) if values else 0
        assert table.loc[str(name), "pmc"] == pytest.approx(by_hand)
    assert table.loc["jinchuan-2015", "variables"] == 10


def frame(*rows: tuple[str, str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["document", "genre", "variable", "value"])


@pytest.mark.parametrize(
    ("cuts", "level"),
    [
        (None, "acceptable"),
        ({"high": 0.5, "low": 0.0}, "high"),
        ({"high": 0.6, "low": 0.0}, "low"),
        ({"all": -1.0}, "all"),
    ],
)
def test_the_rule_for_levels_is_yours(cuts: dict[str, float] | None, level: str) -> None:
    found = pmc_index(frame(("a", "plan", "X1", 1), ("a", "plan", "X2", 0)), cuts=cuts)
    assert list(found["level"]) == [level]


def test_a_speech_is_warned_of() -> None:
    found = pmc_index(frame(("a", "plan", "X1", 1), ("b", "speech", "X1", 0)))
    assert list(found["caveat"]) == [
        "",
        "a speech lacks items because it is a speech: do not compare it with plans",
    ]


def test_faults_are_told() -> None:
    with pytest.raises(TableError, match="the items table has no column value"):
        pmc_index(pd.DataFrame({"document": [], "genre": [], "variable": []}))
    with pytest.raises(TableError, match="the lowest level must hold from 0 on"):
        pmc_index(frame(("a", "plan", "X1", 1)), cuts={"good": 0.5})
    documents = pd.DataFrame({"document": ["b"], "genre": ["plan"], "first": [1], "last": [2]})
    with pytest.raises(TableError, match="the documents table has no row of a"):
        pmc_items(pd.DataFrame({"document": ["a"], "text": ["x"]}), documents)
