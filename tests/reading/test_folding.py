"""The fold: one character for one character, whatever the text."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given

from fazhi_research.reading.folding import fold, script
from tests.reading.sheets import TEXTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("（一）健全監督體系，", "(一)健全监督体系,"),
        ("１．ＡＢＣ％", "1.ABC%"),
        ("一、总体　要求", "一、总体 要求"),
        ("责任单位：市司法局；", "责任单位:市司法局;"),
        ("\ufeff标题\u200b", " 标题 "),
        ("2021–2025―—─", "2021—2025———"),
        ("二○一一年", "二〇一一年"),
        ("﹝2011﹞7号", "〔2011〕7号"),
        ("法治政府建設實施綱要", "法治政府建设实施纲要"),
        ("a\u2028b\x85c\x0cd", "a b c d"),
        ("行\n尾\t栏", "行\n尾\t栏"),
        ("“引”‘用’《书》〈名〉「甲」", "“引”‘用’《书》〈名〉「甲」"),
        ("𠀀😀\ud800", "𠀀😀\ud800"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected
    assert len(fold(text)) == len(text)


def test_every_character_folds_to_exactly_one() -> None:
    wrong = [code for code in range(sys.maxunicode + 1) if len(fold(chr(code))) != 1]
    assert wrong == []


def test_a_character_folds_alike_alone_and_in_company() -> None:
    everything = "".join(map(chr, range(0x30000)))
    assert fold(everything) == "".join(fold(character) for character in everything)


def test_folding_a_fold_changes_nothing() -> None:
    everything = "".join(map(chr, range(0x30000)))
    once = fold(everything)
    assert [(a, b) for a, b in zip(once, fold(once), strict=True) if a != b] == []


def test_line_ends_and_tabs_stay_and_none_is_made() -> None:
    everything = "".join(map(chr, range(0x30000)))
    assert [place for place, character in enumerate(fold(everything)) if character in "\n\t"] == [9, 10]


def test_quotation_marks_and_title_marks_stay() -> None:
    """They tell 《》 of a citation from <> of a page, and are quoted."""
    assert fold("“”‘’《》〈〉【】〔〕、。") == "“”‘’《》〈〉【】〔〕、。"


@given(TEXTS)
def test_length_is_kept(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "hans"),
        ("plain words 12", "hans"),
        ("依法行政工作", "hans"),
        ("法治政府建设实施纲要", "hans"),
        ("法治政府建設實施綱要", "hant"),
        ("法治政府建设实施纲要" * 3 + "法治政府建設實施綱要", "mixed"),
        ("建设实施纲要监督体系规范权责" * 20 + "後", "hans"),
    ],
)
def test_script(text: str, expected: str) -> None:
    assert script(text) == expected
