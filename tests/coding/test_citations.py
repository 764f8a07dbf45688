"""Titles, numbers, articles and short names, and the time hostile texts take."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.coding.citations import extract_citations
from fazhi_research.coding.deadlines import extract_deadlines
from fazhi_research.coding.document_numbers import find_document_numbers
from fazhi_research.coding.instruments import FIELDS, instruments, kind_of, read_instruments
from fazhi_research.coding.targets import extract_targets
from fazhi_research.errors import LexiconError
from fazhi_research.reading.documents import Document
from tests.coding.commitments import Answer, agreement, layout_answers, shipped_answers
from tests.work import calls


def found(document: Document) -> list[Answer]:
    words = document.words
    return [
        (words(one.title), words(one.number), words(one.article), one.kind, one.resolved)
        for one in extract_citations(document)
    ]


def expected(row: dict[str, Any]) -> Answer:
    return row["title"], row["number"], row["article"], row["kind"], row["resolved"]


def titles(text: str) -> list[object]:
    return [row[0] for row in found(Document("d", text))]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("按照《甲法》《乙条例》。", ["《甲法》", "《乙条例》"]),
        (
            "《关于印发〈甲办法〉和〈乙规则〉的通知》",
            ["《关于印发〈甲办法〉和〈乙规则〉的通知》", "〈甲办法〉", "〈乙规则〉"],
        ),
        ("《贯彻<中央决定>的意见》", ["《贯彻<中央决定>的意见》", "<中央决定>"]),
        ("《关于印发《甲方案》的通知》", ["《关于印发《甲方案》的通知》", "《甲方案》"]),
        ("执行《甲管理办法,并报告。", ["《甲管理办法"]),
        ("执行甲办法》,并报告。《乙法》", ["《乙法》"]),
        ("各县〈含开发区,下同〉政府", []),
        ("若 3 < 5 且 7 > 6", []),
        (
            "严格执行《甘肃省人民政\n—5—\n府重大行政决策规定》,逐项落实。",
            ["《甘肃省人民政府重大行政决策规定》"],
        ),
    ],
)
def test_titles_between_marks(text: str, printed: list[str]) -> None:
    assert titles(text) == printed


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("根据国发〔2010〕33号文件", "国发〔2010〕33号"),
        ("按照国办发[2018]37号要求", "国办发[2018]37号"),
        ("贯彻豫政（2021）5号精神", "豫政（2021）5号"),
        ("依据甲政发【2021】7号", "甲政发【2021】7号"),
        ("根据(2021)甲政发7号", "(2021)甲政发7号"),
        ("根据国发〔〕33号", "国发〔〕33号"),
        ("执行国务院令第492号", "国务院令第492号"),
        ("执行第706号令", "第706号令"),
        ("废止棠政令第61号", "棠政令第61号"),
        ("(2019)京01行终123号", ""),
        ("登记号:〔2021〕7号", ""),
    ],
)
def test_document_numbers(text: str, number: str) -> None:
    got = [
        text[one.start : one.stop]
        for one in find_document_numbers(text.translate(str.maketrans("（）", "()")))
    ]
    assert got == ([number] if number else [])


def test_behind_a_title_any_code_makes_a_number() -> None:
    text = "根据《关于确定织造县的通知》(农办质〔2021〕5号)办理。"
    assert [row[:2] for row in found(Document("d", text))] == [
        ("《关于确定织造县的通知》", "农办质〔2021〕5号")
    ]


def test_a_title_with_its_number_is_one_and_the_own_number_is_none() -> None:
    document = Document(
        "d",
        "某市意见\n甲政发〔2011〕7号\n根据《国务院意见》(国发[2010]33号,以下简称《意见》)第三条第二款和甲政发〔2011〕7号,结合国发〔2008〕17号,执行。",
        metadata={"number": "甲政发〔2011〕7号"},
    )
    assert found(document) == [
        ("《国务院意见》", "国发[2010]33号", "", "normative", ""),
        ("《意见》", "", "第三条第二款", "alias", "《国务院意见》"),
        ("", "国发〔2008〕17号", "", "normative", ""),
    ]


@pytest.mark.parametrize(
    ("issued", "resolved"),
    [
        ("2005", "《全面推进依法行政实施纲要》"),
        ("2016-03-01", "《法治政府建设实施纲要(2015-2020年)》"),
        ("2022", "《法治政府建设实施纲要(2021-2025年)》"),
        ("1990", ""),
        ("", ""),
    ],
)
def test_a_short_name_is_resolved_by_date(issued: str, resolved: str) -> None:
    document = Document("d", "为建设法治政府,落实《纲要》。", metadata={"issued": issued})
    assert found(document) == [("《纲要》", "", "", "alias", resolved)]


def test_a_short_name_of_another_subject_stays_unresolved() -> None:
    document = Document("d", "为振兴乡村,落实《纲要》和《意见》。", metadata={"issued": "2022"})
    assert [row[4] for row in found(document)] == ["", ""]


def test_a_plenum_tells_which_decision() -> None:
    document = Document("d", "按照党的十八届三中全会《决定》和四中全会《决定》", metadata={"issued": "2015"})
    assert [row[4] for row in found(document)] == [
        "《中共中央关于全面深化改革若干重大问题的决定》",
        "《中共中央关于全面推进依法治国若干重大问题的决定》",
    ]


def test_several_short_names_go_with_as_many_titles() -> None:
    text = "依据《甲省条例》和《乙市方案》(以下分别简称《条例》《方案》),《方案》"
    assert [row[4] for row in found(Document("d", text))] == [
        "",
        "",
        "《甲省条例》",
        "《乙市方案》",
        "《乙市方案》",
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("《中华人民共和国民法典》", "law"), ("《行政处罚法》", "law"), ("《某办法》", "rule"), ("《某省条例(草案)》", "regulation"),
        ("《某市人民政府办公室关于甲的规定》", "normative"), ("《某县文物管理办法》", "normative"), ("《绵竹市决策程序规定》", "normative"), ("《三峡防治行动计画》", "plan"), ("《遂宁市决策程序规定》", "rule"), ("《关于甲的若干意见》", "normative"),
        ("《甲规划(2021—2025年)》", "plan"), ("《任务分解表》", "plan"), ("《依法行政责任书》", "form"), ("《行政执法监督证》", "form"),
        ("《人民日报》", "other"), ("《2023年政府工作报告重点工作责任分解》", "plan"), ("《2023年政府工作报告主要任务分解表》", "plan"), ("《生产安全事故报告和调查处理条例》", "regulation"),
        ("《2021年市〈政府工作报告〉任务分解方案》", "plan"), ("《政府工作报告》", "other"), ("《最高人民法院关于甲的规定》", "other"), ("《法治政府建设与责任落实督察工作规定》", "normative"),
    ],
)  # fmt: skip
def test_kinds(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def test_the_register_is_in_order_and_says_what_is_wrong_with_it() -> None:
    assert [one.issued for one in instruments()] == sorted(one.issued for one in instruments())
    with pytest.raises(LexiconError, match=r"the header must be title,short"):
        read_instruments([["title"]])
    with pytest.raises(LexiconError, match=r"line 2: 8 cells are needed, with a kind of law, regulation"):
        read_instruments([list(FIELDS), ["甲"] * 8])


HOSTILE = ("《", "〈", "《〈<", "》", "年", "7", "2年", "每年", "〔2021〕", "令第3号", "以下简称《", "《甲条例》(以下简称《条例》)", "《纲要》", "《甲法》第一条、",
           "不少于", "不少于5个", "完成时限:", "1至", "(长期,", "20**年X月", " ", "\n", "第")  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("extract", [extract_citations, extract_deadlines, extract_targets])
def test_hostile_text_takes_work_in_proportion_to_its_length(
    unit: str, extract: Callable[[Document], list[Any]]
) -> None:
    def taken(length: int) -> int:
        document = Document("d", (unit * length)[:length], metadata={"genre": "plan", "issued": "2022"})
        assert document.clean.text is not None
        assert document.grids is not None and document.outline is not None
        return calls(lambda: extract(document))

    taken(500)
    assert taken(16_000) < 6 * taken(4_000) + 100


@given(st.text(alphabet="《》〈〉<>()〔〕2021号令第条国发甲法、以下简称“”。\n", max_size=80))
def test_any_text_gives_citations_that_quote_themselves(text: str) -> None:
    document = Document("d", text)
    cited = extract_citations(document)
    assert sorted({one.span.start for one in cited}) == [one.span.start for one in cited]
    assert all(one.span in (one.title, one.number) for one in cited)
    assert all(0 <= one.span.start < one.span.stop <= len(text) for one in cited)


def test_agreement_with_the_readers_of_the_corpus() -> None:
    f1, lines = agreement(shipped_answers("citations"), found, expected)
    assert f1 >= 0.97, "\n".join(lines)


def test_agreement_with_the_constructed_layouts() -> None:
    f1, lines = agreement(layout_answers("citations"), found, expected)
    assert f1 >= 0.95, "\n".join(lines)


def test_a_mark_lost_between_years_ends_no_sentence() -> None:
    document = Document("d", "根据《全民织造纲要(2021?2035年)》(以下简称《织造纲要》)制定。")
    assert [one.resolved for one in extract_citations(document)] == ["", "《全民织造纲要(2021?2035年)》"]
