"""Calendar dates, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given

from fazhi_research.reading.dates import find_dates
from fazhi_research.reading.folding import fold
from tests.reading.sheets import TEXTS


@pytest.mark.parametrize(
    ("text", "iso", "last"),
    [
        ("2011年2月25日", "2011-02-25", "2011-02-25"),
        ("二〇一一年二月二十五日", "2011-02-25", "2011-02-25"),
        ("二○一一年十二月三十一日", "2011-12-31", "2011-12-31"),
        ("二零二二年十月十日", "2022-10-10", "2022-10-10"),
        ("一九九九年一月", "1999-01", "1999-01-31"),
        ("2020年2月", "2020-02", "2020-02-29"),
        ("2021年2月", "2021-02", "2021-02-28"),
        ("２０２２年年底前", "2022", "2022-12-31"),
        ("2022 年 3 月 1 日", "2022-03-01", "2022-03-01"),
        ("2024-03-26", "2024-03-26", "2024-03-26"),
        ("2024/3/6", "2024-03-06", "2024-03-06"),
        ("2024.12.31", "2024-12-31", "2024-12-31"),
        ("2020年2月29日", "2020-02-29", "2020-02-29"),
    ],
)
def test_one_date(text: str, iso: str, last: str) -> None:
    found = find_dates(fold(text))
    assert [(date.iso, date.last_day) for date in found] == [(iso, last)]
    assert found[0].start == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20**年",
        "2021年13月",
        "2021年2月30日",
        "2021-13-01",
        "2021-02-30",
        "12020-01-01",
        "2021-01-011",
        "3021年",
        "1899年",
        "7号",
        "2020",
    ],
)
def test_no_date_is_made_up(text: str) -> None:
    assert [date for date in find_dates(fold(text)) if date.month] == []


def test_several_dates_in_order_with_their_places() -> None:
    text = "于2004-07-01起，自二〇一一年二月至2020年底。"
    found = find_dates(fold(text))
    assert [text[date.start : date.stop] for date in found] == ["2004-07-01", "二〇一一年二月", "2020年"]


def test_a_stretch_is_searched_alone() -> None:
    text = "2001年，2002年，2003年"
    assert [date.iso for date in find_dates(text, 6, 12)] == ["2002"]


@given(TEXTS)
def test_dates_lie_within_the_text_and_are_real(text: str) -> None:
    for date in find_dates(fold(text)):
        assert 0 <= date.start < date.stop <= len(text)
        assert date.last_day.startswith(date.iso)
