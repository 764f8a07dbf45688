"""In which period a document falls, decided by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.errors import FazhiError, RefusedError, TableError
from fazhi_research.measuring.periods import (
    Period,
    days,
    document_dates,
    document_periods,
    parted_periods,
    writing_dates,
)
from tests.measuring.small import OPINION, PLAN, SPEECH, documents

A, B = Period(2004, 2014), Period(2015, 2025)


def placed(*rows: tuple[object, ...], periods: list[Period]) -> list[list[object]]:
    found = document_periods(documents(*rows), periods)
    return found[["document", "period", "why"]].to_numpy().tolist()


def dated(
    issued: str, low: str = "", high: str = "", first: object = None, last: object = None
) -> tuple[object, ...]:
    return ("x", "plan", "", "", 1, issued, low, high, first, last)


def test_years_planned_come_before_the_issue() -> None:
    assert document_dates(documents(PLAN, OPINION, SPEECH)).to_numpy().tolist() == [
        ["a", "2015-01-01", "2020-12-31", "period"],
        ["b", "2011-02-25", "2011-02-25", "issued"],
        ["c", "2013-01-01", "2016-12-31", "range"],
    ]
    assert writing_dates(documents(PLAN)).to_numpy().tolist() == [["a", "2015-01-01", "2015-12-31", "issued"]]


def test_a_range_must_lie_within_and_a_period_more_than_half() -> None:
    assert placed(PLAN, OPINION, SPEECH, periods=[A, B]) == [
        ["a", "2015–2025", ""], ["b", "2004–2014", ""], ["c", "", "straddles"],
    ]  # fmt: skip
    six_years = dated("", first=2012, last=2017)  # 1,096 days of each side: no more than half of 2,192
    assert placed(six_years, periods=[A, B]) == [["x", "", "straddles"]]
    assert placed(dated("", first=2013, last=2017), periods=[A, B]) == [["x", "2015–2025", ""]]
    part = document_periods(documents(dated("", first=2013, last=2017)), [A, B])["part"].iloc[0]
    assert part == pytest.approx((365 + 366 + 365) / (2 * 365 + 365 + 366 + 365))


def test_what_cannot_be_placed_says_why() -> None:
    assert placed(dated("20**"), periods=[A]) == [["x", "", "undated"]]
    assert placed(dated("2019"), periods=[A]) == [["x", "", "outside"]]
    assert placed(dated(""), periods=[]) == [["x", "", "undated"]]


@pytest.mark.parametrize(
    ("issued", "low", "high", "expected"),
    [
        ("2015", "2015-01-01", "2015-04-30", ("2015-01-01", "2015-04-30")),
        ("2015-07", "", "", ("2015-07-01", "2015-07-31")),
        ("2015", "2016-01-01", "2016-04-30", ("2015-01-01", "2015-12-31")),  # they contradict: the date stands
    ],
)  # fmt: skip
def test_a_date_is_as_precise_as_known(issued: str, low: str, high: str, expected: tuple[str, str]) -> None:
    found = document_dates(documents(dated(issued, low, high))).iloc[0]
    assert (found["since"], found["until"]) == expected


def test_numbers_of_any_kind_are_years() -> None:
    frame = documents(PLAN)
    for kind in ("Int64", "float64", "string"):
        assert document_dates(frame.astype({"first": kind, "last": kind}))["since"].tolist() == ["2015-01-01"]


def test_faults_are_told() -> None:
    with pytest.raises(FazhiError, match=r"Period\(2016, 2015\) is no period"):
        Period(2016, 2015)
    with pytest.raises(TableError, match="the periods 2010–2015 and 2015–2020 overlap"):
        placed(PLAN, periods=[Period(2010, 2015), Period(2015, 2020)])
    with pytest.raises(TableError, match="documents table has no column issued"):
        document_dates(pd.DataFrame({"document": ["a"]}))


@given(st.text(max_size=12))
def test_no_words_break_the_reading_of_dates(words: str) -> None:
    found = days(words)
    assert found is None or found[0] <= found[1]


def test_documents_are_parted_as_evenly_as_may_be_or_at_the_year_given() -> None:
    table = documents(
        *(("x", "plan", "", "", 1, year, "", "", None, None) for year in ("2019", "2020", "2021", ""))
    )
    assert parted_periods(table) == (Period(2019, 2019), Period(2020, 2021))
    assert parted_periods(table, cut=2021) == (Period(2019, 2020), Period(2021, 2021))
    with pytest.raises(
        RefusedError, match="of 2019–2021: there is nothing to part by 2019 into earlier and later"
    ):
        parted_periods(table, cut=2019)
    with pytest.raises(RefusedError, match="of 2019–2019: there is nothing to part into"):
        parted_periods(table[:1])
    with pytest.raises(RefusedError, match="no document has a date"):
        parted_periods(table[3:])
