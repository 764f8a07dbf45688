"""Agreement code by code, the confusion table, the hard cases and the dictionary, by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from fazhi_research import code_agreement, confusions, dictionary_agreement, dictionary_codes, hard_cases

COLUMNS = ["unit", "coder", "primary", "themes"]
#: two coders, five units; unit 5 was read by one
CODES = pd.DataFrame(
    [
        ("1", "x", "FUN", "FUN"), ("1", "y", "FUN", "FUN"),
        ("2", "x", "FUN", "FUN;DIG"), ("2", "y", "DIG", "DIG;FUN"),
        ("3", "x", "ENF", "ENF"), ("3", "y", "SUP", "SUP;ENF"),
        ("4", "x", "NONE", "NONE"), ("4", "y", "FUN", "FUN"),
        ("5", "x", "FUN", "FUN"), ("5", "y", "", ""),
    ],
    columns=COLUMNS,
)  # fmt: skip


def row_of(table: pd.DataFrame, code: str) -> dict[str, Any]:
    (row,) = table[table["code"] == code].to_dict("records")
    return {str(name): value for name, value in row.items()}


def test_each_code_is_counted_over_the_units_both_read() -> None:
    table = code_agreement(CODES, known=["OPN", "NONE"], draws=20)
    assert list(table["code"]) == ["DIG", "ENF", "FUN", "OPN", "SUP"]
    fun = row_of(table, "FUN")
    # x gave it in 1, 2; y in 1, 2, 4
    assert (fun["units"], fun["given"], fun["prevalence"]) == (4, 2.5, 5 / 8)
    assert (fun["both"], fun["one"], fun["neither"]) == (2, 1, 1)
    assert (fun["positive"], fun["negative"]) == (pytest.approx(4 / 5), pytest.approx(2 / 3))
    # values: five 1, three 0; within 2/8, between 30/56
    assert fun["alpha"] == pytest.approx(1 - (2 / 8) / (30 / 56))
    nobody = row_of(table, "OPN")
    assert (nobody["given"], nobody["both"], nobody["one"], nobody["neither"]) == (0, 0, 0, 4)
    assert pd.isna(nobody["alpha"]) and pd.isna(nobody["positive"]) and nobody["negative"] == 1
    assert set(table["verdict"]) == {"too rare"}


def test_three_coders_are_compared_two_by_two() -> None:
    codes = pd.DataFrame({"unit": 1, "coder": list("xyz"), "themes": ["A", "A", "B"]})
    a = row_of(code_agreement(codes, draws=5), "A")
    assert (a["both"], a["one"], a["neither"]) == (1, 2, 0)


@pytest.mark.parametrize(
    ("given", "wrong", "verdict"),
    [(9, 0, "too rare"), (10, 0, "reliable"), (40, 10, "tentative"), (40, 16, "not shown")],
)
def test_the_verdict_goes_by_rarity_then_by_the_low_end(given: int, wrong: int, verdict: str) -> None:
    size = 200
    first = ["A"] * given + ["NONE"] * (size - given)
    second = ["NONE"] * (wrong // 2) + ["A"] * given + ["NONE"] * (size - given - wrong // 2)
    lines = [
        (unit, name, cell) for name, line in (("x", first), ("y", second)) for unit, cell in enumerate(line)
    ]
    table = code_agreement(pd.DataFrame(lines, columns=["unit", "coder", "themes"]), draws=500)
    assert row_of(table, "A")["verdict"] == verdict


def test_the_confusion_table_pairs_primary_codes() -> None:
    assert confusions(CODES).to_numpy().tolist() == [
        ["x", "y", "ENF", "SUP", 1, False],
        ["x", "y", "FUN", "DIG", 1, False],
        ["x", "y", "FUN", "FUN", 1, True],
        ["x", "y", "NONE", "FUN", 1, False],
    ]


def test_hard_cases_come_hardest_first_with_their_words() -> None:
    words = pd.DataFrame({"unit": ["2", "3", "4"], "words": ["数字", "执法", "其他"]})
    table = hard_cases(CODES, words)
    assert table["unit"].tolist() == ["4", "3", "2"]
    assert table["distance"].tolist() == pytest.approx([1, 1 - 1 / 2 * 2 / 3, 0])
    assert table["codes"].tolist() == ["x: NONE | y: FUN", "x: ENF | y: SUP;ENF", "x: FUN;DIG | y: DIG;FUN"]
    assert table["words"].tolist() == ["其他", "执法", "数字"]
    assert hard_cases(CODES)["words"].tolist() == ["", "", ""]


def test_what_a_dictionary_found_becomes_codes() -> None:
    tasks = pd.DataFrame({"document": "a", "start": [0, 5, 9]})
    codings = pd.DataFrame(
        [("a", 0, "themes", "B"), ("a", 0, "themes", "A"), ("a", 5, "themes", "A"), ("a", 5, "other", "C"),
         ("a", None, "themes", "D")],
        columns=["document", "task_start", "scheme", "theme"],
    )  # fmt: skip
    assert dictionary_codes(codings, tasks, scheme="themes").to_numpy().tolist() == [
        ["a:0", "dictionary", "TIE", "A;B"],
        ["a:5", "dictionary", "A", "A"],
        ["a:9", "dictionary", "NONE", "NONE"],
    ]


def test_precision_and_recall_by_hand() -> None:
    found = pd.DataFrame(
        [("1", "d", "FUN;OPN"), ("2", "d", "FUN"), ("3", "d", "ENF"), ("4", "d", "FUN"), ("9", "d", "FUN")],
        columns=["unit", "coder", "themes"],
    )
    table = dictionary_agreement(CODES[CODES["coder"] == "x"], found)
    # x: 1 FUN, 2 FUN;DIG, 3 ENF, 4 NONE; unit 5 is not in found, unit 9 not read
    kept = table[["coder", "code", "units", "reading", "dictionary", "both"]].to_numpy().tolist()
    assert kept == [
        ["x", "all", 4, 4, 5, 3],
        ["x", "DIG", 4, 1, 0, 0],
        ["x", "ENF", 4, 1, 1, 1],
        ["x", "FUN", 4, 2, 3, 2],
        ["x", "OPN", 4, 0, 1, 0],
    ]
    whole, fun, opn = row_of(table, "all"), row_of(table, "FUN"), row_of(table, "OPN")
    assert (whole["precision"], whole["recall"], whole["f1"]) == pytest.approx((3 / 5, 3 / 4, 2 / 3))
    assert (fun["precision"], fun["recall"], fun["f1"]) == pytest.approx((2 / 3, 1, 4 / 5))
    assert opn["precision"] == 0 and pd.isna(opn["recall"])
    assert (whole["verdict"], fun["verdict"]) == ("", "too rare")
