"""Codings of documents: gold passages, places, parts, what is left out, and the laws on any text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings

import fazhi_research as fz
from fazhi_research.coding.owner_strings import owner_strings
from fazhi_research.coding.searchable import plain
from fazhi_research.coding.term_scanner import spellings
from fazhi_research.errors import LexiconError
from fazhi_research.reading.documents import Document
from fazhi_research.reading.folding import fold
from tests.reading.sheets import TEXTS

CORPUS = fz.read_corpus()


def themes(document: Document, *, preambles: bool = True) -> list[tuple[str, str, str]]:
    found = fz.code_themes(document, schemes=["themes"], preambles=preambles)
    return [(one.term, one.theme, one.part) for one in found]


def passage(document: str, opens: str, closes: str) -> list[tuple[str, str, str]]:
    """The codings of a passage of a shipped document."""
    text = CORPUS[document].text
    start = text.index(opens)
    stop = text.index(closes, start) + len(closes)
    found = fz.code_themes(CORPUS[document], schemes=["themes"])
    return [(one.term, one.theme, one.part) for one in found if start <= one.span.start < stop]


#: annotated from the source with the list of terms at hand, before the program saw them; H marks a heading
GOLD = [
    (
        "jinchuan-2015",
        "18.健全行政执法和刑事司法衔接机制",
        "各镇人民政府)",
        "ENF: 行政执法H 刑事司法衔接H 案件移送 案件移送 行政执法 以罚代刑",
    ),
    (
        "liaoning-2011",
        "33、充分发挥行政复议",
        "做出复议决定。",
        "DIS: 行政复议 矛盾纠纷 主渠道 相对集中行政复议 行政复议 行政复议 调解 行政复议 调解 纠纷 调解 调解 复议决定",
    ),
    (
        "xuchang-2022",
        "20.加强和规范政府督查",
        "追究责任。",
        "SUP: 政府督查H 政府督查工作条例 政府督查 督查 督查 督查 督查 督查 督查 督查 政府督查 政府督查 政府督查 不作为 乱作为",
    ),
    (
        "weixian-2019",
        "三是健全人民調解組織網絡",
        "成功率95%以上。",
        "DIS: 人民调解 人民调解 调解 调解 矛盾纠纷 调解",
    ),
]


@pytest.mark.parametrize(("document", "opens", "closes", "answer"), GOLD, ids=[case[0] for case in GOLD])
def test_passages_are_coded_as_a_reader_codes_them(
    document: str, opens: str, closes: str, answer: str
) -> None:
    theme, _, words = answer.partition(": ")
    expected = [
        (word.removesuffix("H"), theme, "heading" if word.endswith("H") else "body") for word in words.split()
    ]
    found = passage(document, opens, closes)
    if "H" not in words:  # where first sentences serve as captions, parts are the outline's affair
        found = [(term, theme, "body") for term, theme, _ in found]
    assert found == expected


def test_a_term_broken_by_a_page_number_is_one_term() -> None:
    plan = CORPUS["jinchuan-2015"]
    found = [one for one in fz.code_themes(plan) if "—" in one.span.of(plan.text)]
    assert [(one.term, plan.words(one.span)) for one in found if one.scheme == "themes"] == [
        ("政务服务", "政务服务"),
        ("行政执法", "行政执法"),
        ("权力制约", "权力制约"),
    ]


def test_traditional_script_and_widths_change_nothing() -> None:
    old = Document("d", "一、推進「放管服」改革，加強行政複議。\n（一）推行“雙隨機、一公開”。")
    new = Document("d", fold(old.text))
    assert themes(old) == themes(new)
    assert [term for term, _, _ in themes(old)] == ["放管服", "行政复议", "双随机、一公开"]


def test_the_span_leaves_quotation_marks_outside_and_keeps_those_inside() -> None:
    plan = Document("d", "开展“六五”普法活动")
    (found,) = fz.code_themes(plan, schemes=["themes"])
    assert found.span.of(plan.text) == "六五”普法"


def test_half_characters_in_a_damaged_text_stop_no_coding() -> None:
    text = "1.行政执法人员持证上岗\ud800。应当公开𠮷\udfff执法信息。"
    document = Document("d", text, metadata={"genre": "plan"})
    assert "执法人员" in "".join(one.span.of(text) for one in fz.code_themes(document))
    assert [one.cue for one in fz.code_modality(document)] == ["应当"]


def test_owner_strings_are_not_searched() -> None:
    plan = Document(
        "d",
        "1.健全机制。抓好落实。(牵头单位:市行政审批局;责任单位:市政务服务中心)\n责任单位:市信访局、市仲裁委\n",
        metadata={"genre": "plan"},
    )
    assert themes(plan) == []


def test_the_work_behind_a_body_with_a_colon_is_searched() -> None:
    plan = Document("d", "一、分工\n市司法局：负责行政复议。\n", metadata={"genre": "plan"})
    assert [term for term, _, _ in themes(plan)] == ["行政复议"]


@pytest.mark.parametrize("name", ["jinchuan-2015"])
def test_no_coding_of_the_corpus_lies_in_an_owner_string(name: str) -> None:
    plan = CORPUS[name]
    hidden = [plan.clean.span(start, stop) for start, stop in owner_strings(plan)]
    assert len(hidden) == 42
    for one in fz.code_themes(plan):
        assert not any(span.start < one.span.stop and one.span.start < span.stop for span in hidden)


def test_preambles_are_kept_unless_told_otherwise() -> None:
    plan = Document(
        "d",
        "为贯彻习近平法治思想,制定本方案。\n一、总体要求\n(一)指导思想。坚持党的领导。\n二、任务\n1.加强行政复议。",
    )
    kept = [term for term, _, _ in themes(plan)]
    assert kept == ["习近平法治思想", "总体要求", "指导思想", "党的领导", "行政复议"]
    assert [term for term, _, _ in themes(plan, preambles=False)] == ["行政复议"]


def test_a_heading_is_told_from_text() -> None:
    plan = Document("d", "1.加强行政复议。做好行政应诉工作。")
    assert themes(plan) == [("行政复议", "DIS", "heading"), ("行政应诉", "DIS", "body")]


def test_an_unknown_scheme_is_told() -> None:
    with pytest.raises(LexiconError, match="no scheme is called tools; there are themes, instruments"):
        fz.code_themes(Document("d", "x"), schemes=["tools"])


def test_other_schemes_are_coded_when_asked_for() -> None:
    plan = Document("d", "应当严格执行规定,开展培训,表彰先进。")
    found = fz.code_themes(plan, schemes=["instruments", "nato"])
    assert {(one.scheme, one.theme) for one in found} == {
        ("instruments", "AUT"), ("instruments", "CAP"), ("instruments", "INC"), ("nato", "A"),
    }  # fmt: skip


@settings(max_examples=max(100, settings().max_examples), suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_on_any_text_codings_quote_their_terms_in_order_and_apart(text: str) -> None:
    document = Document("drawn", text, metadata={"genre": "plan"})
    found = fz.code_themes(document)
    hidden = [piece.span for piece in document.furniture]
    for one in found:
        printed = plain(fold(document.words(one.span)))
        assert printed in spellings(one.term)
        assert not any(span.start <= one.span.start < span.stop for span in hidden)
    for scheme in ("themes", "instruments"):
        spans = [one.span for one in found if one.scheme == scheme]
        assert all(first.stop <= second.start for first, second in itertools.pairwise(spans))


def test_every_task_of_the_full_plans_has_a_theme() -> None:
    for name in ("jinchuan-2015", "xuchang-2022", "liaoning-2011"):
        plan = CORPUS[name]
        starts = [one.span.start for one in fz.code_themes(plan, schemes=["themes"])]
        for task in fz.extract_tasks(plan):
            assert any(task.span.start <= start < task.span.stop for start in starts), plan.words(task.label)
