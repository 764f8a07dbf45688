"""Bodies under the map of a year: moved only where the heir is certain, and every row accounted for."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from fazhi_research import tables
from fazhi_research.coding.register import read_register
from fazhi_research.coding.successions import heirs, succession_map
from fazhi_research.errors import LexiconError, TableError
from fazhi_research.measuring.leads import lead_concentration, lead_shares
from fazhi_research.measuring.mapped_assignments import mapped_assignments
from fazhi_research.reading.corpus import read_corpus

STEPS = pd.DataFrame(
    [
        (2013, "health", "health-planning"), (2018, "health-planning", "health-commission"), (2018, "legal", "justice"),
        (2018, "prices", "market"), (2018, "prices", "planning"), (2008, "old-market", "prices"),
    ],
    columns=["year", "before", "after"],
)  # fmt: skip


def rows(*agencies: str | None, **more: Any) -> pd.DataFrame:
    count = len(agencies)
    return pd.DataFrame(
        {
            "task": range(count),
            "named": [f"局{n}" for n in range(count)],
            "role": "lead",
            "agency": agencies,
            **more,
        }
    )


@pytest.mark.parametrize(
    ("on", "body", "after", "mapped"),
    [
        ("2012", "health", "health", "same"),
        ("2013", "health", "health-planning", "moved"),
        ("2018-03", "health", "health-commission", "moved"),
        ("2018", "health-commission", "health-commission", "same"),
        ("2017", "legal", "legal", "same"),
        ("2018", "legal", "justice", "moved"),
        ("2018", "prices", "prices", "ambiguous"),
        ("2018", "old-market", "old-market", "ambiguous"),
        ("2010", "old-market", "prices", "moved"),
        ("2018", "lighthouses", "lighthouses", "unknown"),
        ("2018", "", "", "unknown"),
        ("2018", None, "", "unknown"),
        ("2018", "legal/甲", "justice/甲", "moved"),
    ],
)
def test_dated_steps_are_followed_up_to_the_date(on: str, body: str | None, after: str, mapped: str) -> None:
    found = mapped_assignments(rows(body), STEPS, on=on).iloc[0]
    assert (found["agency"], found["mapped"]) == (after, mapped)
    assert found["printed_agency"] == (body or "")


def test_a_split_body_keeps_its_rows_and_names_its_heirs() -> None:
    found = mapped_assignments(rows("prices", "legal"), STEPS, on="2018")
    assert found["heirs"].tolist() == ["market;planning", ""]
    counts = {
        "same": 0,
        "moved": 1,
        "function": 0,
        "ambiguous": 1,
        "unknown": 0,
        "collective": 0,
        "with parts elsewhere": 0,
    }
    assert found.attrs["mapped"] == counts


def test_the_function_decides_where_just_one_heir_has_it() -> None:
    table = pd.DataFrame(
        [("a", "b", "x", "x"), ("a", "c", "x", "y"), ("d", "e", "z", "z"), ("d", "f", "z", "z")],
        columns=["before", "after", "family", "heir_family"],
    )
    found = mapped_assignments(rows("a", "d", family=["x", "z"]), table)
    assert found[["agency", "family", "mapped", "heirs"]].to_numpy().tolist() == [
        ["b", "x", "function", ""],
        ["d", "z", "ambiguous", "e;f"],
    ]


def test_the_family_moves_with_the_body() -> None:
    found = mapped_assignments(
        rows("legal", family=["law"]), STEPS, on="2018", families={"justice": "justice"}
    )
    assert found["family"].tolist() == ["justice"]
    assert mapped_assignments(rows("legal", family=["law"]), STEPS, on="2018")["family"].tolist() == ["law"]


def test_a_mapping_and_rows_and_a_table_say_the_same() -> None:
    edges = rows("legal-affairs-office", "price-bureau", "court", "township-government/双湾镇")
    ways = [heirs("2018"), succession_map("2018"), pd.DataFrame(list(heirs("2018")))]
    found = [mapped_assignments(edges, way)[["agency", "mapped"]].to_numpy().tolist() for way in ways]
    assert found[0] == found[1] == found[2]
    assert found[0] == [
        ["justice-bureau", "moved"],
        ["price-bureau", "ambiguous"],
        ["court", "same"],
        ["township-government/双湾镇", "same"],
    ]


def test_nothing_is_dropped_and_the_table_handed_in_stays_as_it_was() -> None:
    given = tables.corpus_tables(read_corpus())["assignments"]
    before = given.copy()
    found = mapped_assignments(given, heirs("2023"))
    assert given.equals(before)
    assert (
        len(found)
        == len(given)
        == sum(count for kind, count in found.attrs["mapped"].items() if kind != "with parts elsewhere")
    )
    assert found["named"].equals(given["named"])
    collective = found["collective"].astype(bool)
    assert (found["agency"][collective] == found["printed_agency"][collective]).all()
    assert set(found["mapped"][collective]) == {"collective"}


def test_the_leads_of_the_jinchuan_plan_under_the_map_of_2018() -> None:
    """By hand: 18 tasks of 区政府法制办 and one of 区司法局, none in common, go to the justice bureau; nine bodies are left of ten."""
    given = tables.corpus_tables(read_corpus())["assignments"]
    plan = given[given["document"] == "jinchuan-2015"]
    shares = lead_shares(mapped_assignments(plan, heirs("2018")), by="agency")
    assert dict(zip(shares["agency"], shares["tasks"], strict=True)) == {
        "justice-bureau": 19, "government-office": 10, "party-staffing-office": 5, "development-reform": 3,
        "government-services-centre": 2, "market-regulation-bureau": 2, "audit-bureau": 1, "finance-bureau": 1, "supervision-commission": 1,
    }  # fmt: skip
    assert shares["named"].iloc[0] == "区司法局;区政府法制办"
    halves = [36, 19, 9, 5, 4, 4, 2, 2, 1]
    assert lead_concentration(mapped_assignments(plan, heirs("2018")), by="agency")["hhi"].iloc[
        0
    ] == pytest.approx(sum(half**2 for half in halves) / 82**2)


@pytest.mark.parametrize(
    ("edges", "table", "on", "message"),
    [
        (rows("a").drop(columns="agency"), STEPS, "2018", "the assignments table has no column agency"),
        (rows("a"), STEPS.drop(columns="after"), "2018", "the succession table has no column after; it has: year, before"),
        (rows("a"), STEPS, "", "on='' is no date: the succession has dated steps, say up to which year"),
        (rows("a"), STEPS.drop(columns="year"), "2018", "on='2018' is for dated steps; the succession has no column year"),
        (rows("a"), pd.DataFrame({"year": 2018, "before": ["a", "b"], "after": ["c", ""]}), "2018", "row 2 of the succession table has no body in 'after'"),
        (rows("a"), pd.DataFrame({"year": 2018, "before": ["a", "b"], "after": ["c", "b"]}), "2018", "row 2 of the succession table says that b succeeded itself"),
        (rows("a"), pd.DataFrame({"date": ["2018", "x"], "before": ["a", "b"], "after": ["c", "c"]}), "2018", "row 2 of the succession table has 'x' in 'date'"),
        (rows("a"), pd.DataFrame({"year": 2018, "before": ["a", "b"], "after": ["b", "a"]}), "2018", "goes round in a ring in 2018: "),
        (rows("a", "b", date=["2015", "1931"]), heirs("2018"), "", "row 2 of the assignments table is dated 1931; the succession tells of the years 1998 to 2027"),
        (rows("a", "b", date=["2015", "31.1."]), heirs("2018"), "", "row 2 of the assignments table has the date '31.1.'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(edges: pd.DataFrame, table: Any, on: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        mapped_assignments(edges, table, on=on)


def test_a_body_may_come_back_in_a_later_reform() -> None:
    steps = pd.DataFrame({"year": [2013, 2018], "before": ["a", "b"], "after": ["b", "a"]})
    assert mapped_assignments(rows("a", "b"), steps, on="2018")["agency"].tolist() == ["a", "a"]


@pytest.mark.parametrize("on", ["1997", "2028", "18", "2018年", ""])
def test_there_is_no_map_outside_the_years_of_the_register(on: str) -> None:
    with pytest.raises(
        LexiconError, match=f"there is no map on '{on}': the register can tell for the years 1998 to 2027"
    ):
        heirs(on)


def test_the_rows_of_a_map_have_families_and_names() -> None:
    found = {heir.before: heir for heir in heirs("2018-06-01")}
    register = read_register()
    assert set(found) == set(register.agencies)
    for body, heir in found.items():
        assert heir.family == register.agencies[body].family
        assert heir.heir_family == register.agencies[heir.after].family
    assert found["development-reform"].parts.split(";") == sorted(
        found["development-reform"].parts.split(";")
    )
    assert "market-regulation-bureau" in found["development-reform"].parts
    assert "data-bureau" not in found["development-reform"].parts  # that was 2023


def test_what_had_passed_on_before_the_document_is_no_doubt() -> None:
    parts = {heir.before: heir.parts for heir in heirs("2018")}
    later = {heir.before: heir.parts for heir in heirs("2018", since="2015")}
    assert (parts["industry-commerce-bureau"], later["industry-commerce-bureau"]) == (
        "food-drug-bureau",
        "",
    )  # 2013
    assert (
        "energy-bureau" in parts["development-reform"] and "energy-bureau" not in later["development-reform"]
    )  # 2008
    assert "market-regulation-bureau" in later["development-reform"]  # 2018
    assert [heir.after for heir in heirs("2018")] == [heir.after for heir in heirs("2018", since="2015")]
    with pytest.raises(LexiconError, match="there is no map on '1066'"):
        heirs("2018", since="1066")
