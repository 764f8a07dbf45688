"""Numerals as they are printed in documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.reading.numerals import numeral


def chinese(number: int) -> str:
    """A number from 1 to 999 as a clerk writes it."""
    digits = "〇一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (digits[ones] if ones else "")


def test_every_number_up_to_a_thousand() -> None:
    assert [number for number in range(1, 1000) if numeral(chinese(number)) != number] == []
    assert [number for number in range(1, 1000) if numeral(str(number)) != number] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("十", 10),
        ("一十", 10),
        ("两千", 2000),
        ("廿五", 25),
        ("卅", 30),
        ("一百零三", 103),
        ("二〇一一", 2011),
        ("二○一一", None),  # folded to 〇 before
        ("二零二五", 2025),
        ("2O", None),
        ("①", 1),
        ("⑳", 20),
        ("⑴", 1),
        ("⑽", 10),
        ("⒛", 20),
        ("⒈", 1),
        ("", None),
        ("法", None),
        ("一二三四五六七八九一", None),
        ("1234567890", None),
        ("十二月", None),
        ("①②", None),
        ("Ⅳ", None),
        ("-1", None),
    ],
)
def test_numeral(words: str, expected: int | None) -> None:
    assert numeral(words) == expected


@given(st.text("零一二三四五六七八九〇十百千两廿卅0123456789①⒛O法\u0661\u00b2", max_size=12))
def test_any_string_has_a_number_or_none(words: str) -> None:
    number = numeral(words)
    assert number is None or number >= 0
