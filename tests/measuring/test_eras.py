"""Eras, their cut points and what moves when they are moved."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from fazhi_research.errors import LexiconError, TableError
from fazhi_research.measuring.eras import document_eras, era_sensitivity, read_eras
from tests.measuring.small import OPINION, PLAN, SPEECH, documents


def test_documents_fall_in_the_packaged_eras() -> None:
    later = ("d", "plan", "", "", 1, "", "", "", 2021, 2025)  # 1,613 of its 1,826 days are after 2021-08-01
    table = document_eras(documents(PLAN, OPINION, SPEECH, later)).set_index("document")
    assert table["era"].to_dict() == {"a": "B", "b": "A", "c": "", "d": "C"}
    assert table.loc["c", "why"] == "straddles"
    assert table["part"].loc["d"] == pytest.approx(1613 / 1826)


def test_moving_a_cut_moves_the_documents_beside_it() -> None:
    eras = pd.DataFrame({"era": ["old", "new"], "since": ["2000-01-01", "2015-01-01"]})
    one = ("x", "plan", "", "", 1, "2014-06-30", "", "", None, None)
    other = ("y", "plan", "", "", 1, "2015-06-30", "", "", None, None)
    rows = era_sensitivity(documents(one, other), eras)
    assert rows.to_numpy().tolist() == [
        ["x", "old", "new", -1, "new", True], ["y", "new", "new", -1, "new", False],
        ["x", "old", "new", 1, "old", False], ["y", "new", "new", 1, "old", True],
    ]  # fmt: skip


def test_a_cut_does_not_pass_another_and_leap_days_are_days() -> None:
    eras = pd.DataFrame({"era": list("abc"), "since": ["2000-01-01", "2016-02-29", "2017-01-01"]})
    rows = era_sensitivity(documents(PLAN), eras, moves=(-1, 1))
    assert rows[["cut", "moved"]].to_numpy().tolist() == [["b", -1], ["c", 1]]


def test_an_era_table_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("\ufeffera,since\nfirst,2000-01-01\nsecond,2013\n", encoding="utf-8")
    assert read_eras(path)["since"].tolist() == ["2000-01-01", "2013"]
    for words, told in {
        "era,since\na,2014\nb,2010\n": "mine.csv: row 3: b from 2010 does not follow a",
        "era,since\na,soon\n": r"row 2 \(a, soon\) has no name or no date",
        "era,since\n,2014\n": "mine.csv, line 2: era and since must both be filled",
        "era,from\na,2014\n": "mine.csv: no column since",
    }.items():
        path.write_text(words, encoding="utf-8")
        with pytest.raises(LexiconError, match=told):
            read_eras(path)
    with pytest.raises(LexiconError, match=r"none\.csv: cannot be read"):
        read_eras(tmp_path / "none.csv")
    path.write_bytes("era,since\n依法,2014\n".encode("gbk"))
    with pytest.raises(LexiconError, match=r"mine\.csv: cannot be read as a CSV table in UTF-8"):
        read_eras(path)
    with pytest.raises(TableError, match="does not follow"):
        document_eras(documents(PLAN), pd.DataFrame({"era": ["a", "a"], "since": ["2000", "2001"]}))
