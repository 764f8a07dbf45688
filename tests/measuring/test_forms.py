"""Competing forms and slogans, counted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from fazhi_research.errors import LexiconError
from fazhi_research.measuring.forms import (
    competing_forms,
    read_competing_forms,
    read_slogans,
    slogan_fingerprints,
)
from tests.measuring.small import documents

OLD = ("a", "plan", "", "", 1, "2012", "", "", None, None)
NEW = ("b", "plan", "", "", 1, "2022", "", "", None, None)


def hits(text: str, name: str) -> dict[str, int]:
    rows = competing_forms(pd.DataFrame({"document": ["a"], "text": [text]}), documents(OLD))
    rows = rows[(rows["set"] == name) & (rows["hits"] > 0)]
    return dict(zip(rows["form"], rows["hits"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建设法治国家,全面依法治国,推进依法治市", {"法治": 1}),
        ("加强法制宣传和法治宣传", {"法制": 1, "法治": 1}),
        ("市法制办、法制工作机构会同法制部门", {"法制(机构名称)": 3}),
        ("完善执法制约机制,规范司法制度,依法制定", {}),
        ("法治政府與法制統一", {"法治": 1, "法制": 1}),  # traditional characters
        ("", {}),
    ],
)
def test_chance_meetings_do_not_count(text: str, expected: dict[str, int]) -> None:
    assert hits(text, "fazhi") == expected


def test_the_longest_form_wins() -> None:
    assert hits("行政规范性文件和规范性文件,行政规范性文件", "normative") == {
        "行政规范性文件": 2,
        "规范性文件": 1,
    }


def test_a_form_across_a_page_break_is_found_with_the_furniture() -> None:
    texts = pd.DataFrame({"document": ["a"], "text": ["依法—7—行政"]})
    furniture = pd.DataFrame({"document": ["a"], "start": [2], "stop": [5]})
    assert competing_forms(texts, documents(OLD))["hits"].sum() == 0
    assert competing_forms(texts, documents(OLD), furniture=furniture)["hits"].sum() == 1


def test_an_empty_document_has_empty_shares_and_strangers_none() -> None:
    texts = pd.DataFrame({"document": ["a", "stranger"], "text": ["", "法治"]})
    rows = competing_forms(texts, documents(OLD))
    assert set(rows["document"]) == {"a"}
    assert rows["share"].isna().all()
    assert (rows["hits"] == 0).all()


def test_slogans_are_found_in_any_order_and_told_from_their_kin() -> None:
    words = "职能科学、权责法定、执法严明、公开公正、智能高效、廉洁诚信、人民满意"
    texts = pd.DataFrame(
        {
            "document": ["a", "b"],
            "text": ["前文。" + words, "甲" * 200 + "权责法定，职能科学" + "乙" * 200 + "公开公正"],
        }
    )
    rows: Any = slogan_fingerprints(texts, documents(OLD, NEW)).set_index(["document", "slogan"])
    whole = rows.loc[("a", "seven-aims-2021")]
    assert (whole["found"], whole["of"], whole["own"], whole["start"], whole["conflict"]) == (
        7,
        7,
        3,
        3,
        "early",
    )
    kin = rows.loc[
        ("a", "six-aims-2014")
    ]  # four parts are common to both: not told from the other by one of its own
    assert (kin["found"], kin["own"], kin["conflict"]) == (4, 0, "")
    assert "b" not in rows.index.get_level_values(0)  # two parts of six or seven: fewer than half


def test_the_packaged_tables_are_sound() -> None:
    slogans, forms = read_slogans(), read_competing_forms()
    assert slogans["since"].is_monotonic_increasing
    assert all(len(set(parts.split("|"))) == len(parts.split("|")) for parts in slogans["parts"])
    assert not forms.duplicated(["set", "form"]).any()


def test_a_table_of_ones_own_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("set,form,counts_for\nx,,甲\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"mine.csv, line 2: set and form must both be filled"):
        read_competing_forms(path)
    path.write_text("slogan,since\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="no column instrument, parts"):
        read_slogans(path)
