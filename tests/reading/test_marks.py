"""Numerals that have the form of a mark."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given

from fazhi_research.reading.folding import fold
from fazhi_research.reading.marks import find_marks, with_bare_figures
from tests.reading.sheets import TEXTS


@pytest.mark.parametrize(
    ("text", "family", "number", "printed"),
    [
        ("一、总体要求", "han", 1, "一、"),
        ("十二、附则", "han", 12, "十二、"),
        ("二十．附则", "han", 20, "二十．"),
        ("（一）目标", "han_bracket", 1, "（一）"),
        ("(十三)目标", "han_bracket", 13, "(十三)"),
        ("（二）、目标", "han_bracket", 2, "（二）、"),
        ("1.健全", "arabic", 1, "1."),
        ("1．健全", "arabic", 1, "1．"),
        ("12、健全", "arabic", 12, "12、"),
        ("１、健全", "arabic", 1, "１、"),
        ("（3）健全", "arabic_bracket", 3, "（3）"),
        ("3）健全", "arabic_bracket", 3, "3）"),
        ("2.1 健全", "dotted2", 1, "2.1"),
        ("2.1.3健全", "dotted3", 3, "2.1.3"),
        ("①健全", "circled", 1, "①"),
        ("实事一：修建", "named", 1, "实事一："),
        ("⑫健全", "circled", 12, "⑫"),
        ("一是健全", "run_is", 1, "一是"),
        ("二要健全", "run_is", 2, "二要"),
        ("第一，健全", "run_nth", 1, "第一，"),
        ("第三是健全", "run_nth", 3, "第三"),
        ("其二，健全", "run_its", 2, "其二，"),
        ("第三条 健全", "article", 3, "第三条"),
        ("第二十一条　健全", "article", 21, "第二十一条"),
        ("第12条 健全", "article", 12, "第12条"),
        ("第一章 总则", "chapter", 1, "第一章"),
        ("第二节 程序", "section", 2, "第二节"),
        ("第一部分 总论", "part", 1, "第一部分"),
        ("第一编 总论", "part", 1, "第一编"),
        ("第二十条之一 健全", "article", 20, "第二十条之一"),
        ("一）目标", "han_bracket", 1, "一）"),
        ("⑴健全", "arabic_bracket", 1, "⑴"),
        ("⒈健全", "arabic", 1, "⒈"),
        ("1 健全机制", "arabic", 1, "1 "),
        ("任务三：健全", "named", 3, "任务三："),
    ],
)
def test_one_mark(text: str, family: str, number: int, printed: str) -> None:
    mark = find_marks(fold(text))[0]
    assert (mark.family, mark.number, text[mark.start : mark.stop]) == (family, number, printed)
    assert mark.at_line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "依法行政",
        "2021年",
        "3.5%",
        "1.234亿元",
        "12.125万人次",
        "100%",
        "二〇二一",
        "三证合一",
        "一致",
        "十四五",
        "2004.7.1起",
        "1998年12月",
    ],
)
def test_no_mark(text: str) -> None:
    assert [text[m.start : m.stop] for m in find_marks(fold(text))] == []


def test_lines_and_white_space() -> None:
    found = find_marks(fold("一、甲\n　　（一）乙。1.丙\n\t2.丁"))
    assert [(mark.family, mark.at_line) for mark in found] == [
        ("han", True),
        ("han_bracket", True),
        ("arabic", False),
        ("arabic", True),
    ]


@given(TEXTS)
def test_marks_come_in_order_without_overlap(text: str) -> None:
    marks = find_marks(fold(text))
    assert all(0 <= mark.start < mark.stop <= len(text) and mark.number >= 0 for mark in marks)
    assert all(one.stop <= two.start for one, two in itertools.pairwise(marks))


@pytest.mark.parametrize(
    "line",
    [
        "3.1日常监测",
        "2.3公众沟通",
        "4.2年度考核",
        "2.1分级响应",
        "5.2人员防护",
        "8.1名词术语",
        "3.2时间安排",
        "2.1户外广告",
    ],
)
def test_a_word_that_begins_like_a_measure_is_a_caption(line: str) -> None:
    assert [mark.family for mark in find_marks(line)] == ["dotted2"]


@pytest.mark.parametrize(
    "line", ["3.1日内", "2.5公里", "4.2年", "1.5个百分点", "53.8%", "6.2万人", "1.2公顷"]
)
def test_a_decimal_amount_is_no_mark(line: str) -> None:
    assert find_marks(line) == []


@pytest.mark.parametrize("line", ["1.3人户家庭可以申请", "2.2名监护人到场", "3.12户示范户"])
def test_a_count_of_what_has_no_fractions_opens_an_item_behind_its_number(line: str) -> None:
    assert [(mark.family, line[: mark.stop]) for mark in find_marks(line)] == [("arabic", line[:2])]


def test_figures_glued_to_their_captions_number_items_where_they_follow_each_other() -> None:
    text = "(一)审批\n1推行“一表制”。申请人填报。\n2放宽登记。允许一址多照。\n(二)监管\n3建立制度。制定计划。"
    marks = [mark for mark in with_bare_figures(text, find_marks(text)) if mark.family == "arabic"]
    assert [text[mark.start : mark.stop + 2] for mark in marks] == ["1推行", "2放宽", "3建立"]


@pytest.mark.parametrize("text", ["1个目标\n2个重点\n3项任务", "1推行\n2.放宽\n3建立", "1推行\n2放宽"])
def test_other_figures_at_line_starts_number_nothing(text: str) -> None:
    marks = [mark for mark in with_bare_figures(text, find_marks(text)) if mark not in find_marks(text)]
    assert marks == []
