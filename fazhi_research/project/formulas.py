"""Words that a spreadsheet would run as a formula."""

from __future__ import annotations

from typing import Any

#: what a spreadsheet takes for the beginning of a formula, full-width signs included
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def is_formula(words: str) -> bool:
    """Whether a spreadsheet may run words as a formula, blanks in front or not 是否公式.

    >>> is_formula(" =1+1"), is_formula("依法行政")
    (True, False)
    """
    return words.lstrip(" \u3000").startswith(SIGNS)


def defused(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: its words with an apostrophe before them 消除公式.

    >>> defused("=HYPERLINK(1)"), defused("－5"), defused("法治"), defused(-5)
    ("'=HYPERLINK(1)", "'－5", '法治', -5)
    """
    return f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell
