"""By when: dates, periods, intervals, standing duties, and what is none of them."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.coding.deadlines import extract_deadlines
from fazhi_research.reading.documents import Document
from tests.coding.commitments import Answer, agreement, layout_answers, shipped_answers


def plan(text: str, **known: str) -> Document:
    return Document("d", text, metadata={"genre": "plan", "issued": "2022-02-10", **known})


def found(document: Document) -> list[Answer]:
    return [(document.words(one.span), one.due, one.kind) for one in extract_deadlines(document)]


def expected(row: dict[str, Any]) -> Answer:
    return row["words"], row["due"], row["kind"]


@pytest.mark.parametrize(
    ("text", "words", "due"),
    [
        ("完成时限：2024年6月\n底前\n", "2024年6月底前", "2024-06-30"),
        ("于2022年年底前完成清理。", "2022年年底前", "2022-12-31"),
        ("时间安排：2022年4月至6月完成。", "2022年4月至6月", "2022-06-30"),
        ("于4月20日（星期三）前上报。", "4月20日（星期三）前", "2022-04-20"),
        ("在2022年6月底前报送。", "2022年6月底前", "2022-06-30"),
        ("一、登记\n1.2022年6月底前完成登记。", "2022年6月底前", "2022-06-30"),
        ("一、登记\n1.6月底前完成登记。", "6月底前", "2022-06-30"),
        ("到2025年,基本建成法治政府。", "2025年", "2025-12-31"),
        ("一、登记\n1.2022年上半年出台细则。", "2022年上半年", "2022-06-30"),
        ("7月份完成调研。", "7月份", "2022-07-31"),
        ("集中整治(3月16至4月10日)。", "3月16至4月10日", "2022-04-10"),
        ("审核阶段(2022年4-5月):初审。", "2022年4-5月", "2022-05-31"),
        ("2024年2月底前完成。", "2024年2月底前", "2024-02-29"),
        ("要在2022年上半年制定标准,", "2022年上半年", "2022-06-30"),
        ("(责任单位:甲局;完成时限:9月底)", "9月底", "2022-09-30"),
        ("完成时限:2022.12\n", "2022.12", "2022-12-31"),
        ("(责任单位:甲局;完成时限:2022-06-30前)", "2022-06-30前", "2022-06-30"),
        ("推进时间:2022.3.1-2022/6/30\n", "2022.3.1-2022/6/30", "2022-06-30"),
        ("本年度内完成修订。", "本年度内", "2022-12-31"),
        ("(责任单位:甲局;完成时限:2022年第三季度)", "2022年第三季度", "2022-09-30"),
        ("(省甲厅牵头,省乙厅等参加,2022年10月底前完成)", "2022年10月底前", "2022-10-31"),
        ("年内新增事项。", "年内", "2022-12-31"),
        ("到“十四五”末,全面建成。", "“十四五”末", "2025-12-31"),
        ("二〇二二年十二月三十一日前完成。", "二〇二二年十二月三十一日前", "2022-12-31"),
        ("次年1月底前报送。", "次年1月底前", "2023-01-31"),
        ("1月31日前报送。", "1月31日前", "2023-01-31"),
        ("准备阶段(2022年3月1日至4月15日)。", "2022年3月1日至4月15日", "2022-04-15"),
        ("20**年X月底前完成。", "20**年X月底前", ""),
        ("20**年12月31日前,完成清理。", "20**年12月31日前", ""),
    ],
)
def test_dates_mean_their_last_day(text: str, words: str, due: str) -> None:
    assert found(plan(text)) == [(words, due, "dated")]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("每年报告一次。", "每年", "recurring"),
        ("修缮渡口。（县驿路局，各乡镇（街道）；全年）", "全年", "period"),
        ("每5年清理一次。", "每5年", "recurring"),
        ("于每季度末报送。", "每季度末", "recurring"),
        ("每年第一季度向县委报告。", "每年第一季度", "recurring"),
        ("每年一季度末前报送。", "每年一季度末前", "recurring"),
        ("于每月25日前报送。", "每月25日前", "recurring"),
        ("在每季度最后一个月的30日前报送。", "每季度最后一个月的30日前", "recurring"),
        ("在每个季度第1个月的20日前报送。", "每个季度第1个月的20日前", "recurring"),
        ("每年12月底前报送。", "每年12月底前", "recurring"),
        ("情况按季度调度。", "按季度", "recurring"),
        ("(甲局负责,长期坚持)", "长期坚持", "standing"),
        ("(甲局牵头;持续推进)", "持续推进", "standing"),
        ("完成时限:长期", "长期", "standing"),
        ("(市织造局牵头并长期坚持)", "长期坚持", "standing"),
        ("“十四五”时期,水平明显提升。", "“十四五”时期", "period"),
    ],
)
def test_periods_intervals_and_standing_duties_have_no_day(text: str, words: str, kind: str) -> None:
    assert found(plan(text)) == [(words, "", kind)]


@pytest.mark.parametrize(
    "text",
    [
        "县政府决定，2022年至2024年为综合整治年。",
        "2023年7月，云锦省人民政府办公厅印发《织造方案》。",
        "县政府将于年中、年末对进展情况进行督查。",
        "全力冲刺一季度“开门红”。",
        "全市年末城镇登记失业率控制在4%以内。",
        "完善“四化”(精细化、网格化、常态化)管理。",
        "按月领取待遇的人员。",
        "奋力冲刺四季度,抓落实。",
        "企业每年累计采购配套产品5000万元以上的,给予资助。",
        "2022年重点工作一季度进展情况表",
        "政府工作报告“十四五”时期\n重点工作责任分解",
        "做好专项督查、年末测评评议等工作。",
        "有效期至2027年6月8日。",
        "落实“年初建账、逐月查账、年底交账”的制度。",
        "针对一季度织机减少的情况。",
        "明确每季度的形象进度。",
        "本办法自2022年6月1日起施行。",
        "2018年以前的文件一律清理。",
        "2021年12月,国务院印发了意见。",
        "2023年开展中期评估。",
        "去年12月底前已完成。",
        "截至2022年12月底,共办理3件。",
        "近三年内没有违法记录。",
        "每人发放一份。",
        "推进长期坚持的工作。",
        "党的二十大以来,持续推进改革。",
        "根据《某市2022年12月底前工作方案》要求,",
        "(2022年2月10日)",
        "填报时间：2022年10月18日\n",
        "公示时间：2022.3.1-2022.3.10\n",
        "办公时间：8.30-12.00\n",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert found(plan(text)) == []


def test_a_year_comes_from_the_title_before_the_date_of_issue() -> None:
    document = Document(
        "d",
        "6月底前完成。",
        metadata={"genre": "plan", "title": "某市2021年工作要点", "first": "2021", "last": "2021"},
    )
    assert found(document) == [("6月底前", "2021-06-30", "dated")]
    assert found(Document("d", "6月底前完成。", metadata={"genre": "plan"})) == [("6月底前", "", "dated")]


def test_a_default_for_all_tasks_is_marked() -> None:
    document = plan("各项工作任务原则上应当在2025年年底前完成。")
    assert [one.whole for one in extract_deadlines(document)] == [True]
    assert [one.whole for one in extract_deadlines(plan("该局2025年年底前完成。"))] == [False]


def test_the_words_read_whole_across_a_page_number() -> None:
    assert found(plan("各部门应当于2022年6月\n—5—\n底前完成清理工作,逐项落实。"))[0][0] == "2022年6月底前"


def test_a_task_that_looks_at_the_plan_itself_has_its_own_deadline() -> None:
    text = "一、任务\n1.督查。对本方案落实情况开展评估,结果于2022年12月31日前报县政府。\n2.落实。本方案各项任务于2022年年底前完成。\n"
    assert [one.whole for one in extract_deadlines(plan(text))] == [False, True]


@given(st.text(alphabet="2019年底前到至X*月日季度上半每长期坚持完成时限:(),。\n《》“”十四五一", max_size=60))
def test_any_text_gives_ordered_deadlines_without_overlap(text: str) -> None:
    spans = [one.span for one in extract_deadlines(plan(text))]
    assert all(one.stop <= two.start for one, two in pairwise(spans))
    assert all(one.start < one.stop <= len(text) for one in spans)


def test_agreement_with_the_readers_of_the_corpus() -> None:
    f1, lines = agreement(shipped_answers("deadlines"), found, expected)
    assert f1 >= 0.97, "\n".join(lines)


def test_agreement_with_the_constructed_layouts() -> None:
    f1, lines = agreement(layout_answers("deadlines"), found, expected)
    assert f1 >= 0.95, "\n".join(lines)


def test_a_year_to_come_in_the_text_passes_nothing() -> None:
    text = Document("d", "到2030年建成织坊。\n整改时限:2023年12月底\n1.2022年6月底前完成登记。")
    assert [text.words(one.span) for one in extract_deadlines(text)][-2:] == ["2023年12月底", "2022年6月底前"]


def test_a_year_of_which_something_is_told_is_not_that_of_the_months() -> None:
    document = Document("d", "1.整治。对2020年已达标的镇提档。12月底前完成。", metadata={"genre": "plan"})
    assert found(document) == [("12月底前", "", "dated")]


def test_a_date_without_a_year_is_of_the_year_of_its_sentence_or_heading() -> None:
    text = "一、2021年任务\n（一）修缮渡口。年底前完成。\n二、2022年任务\n（一）清理河道。6月底前完成。\n三、后续\n2023年3月底前完成登记，年底前公布。10月底前总结。"
    plan = Document(
        "d", text, metadata={"genre": "plan", "issued": "2021-02-01", "first": "2021", "last": "2023"}
    )
    assert [one.due for one in extract_deadlines(plan)] == [
        "2021-12-31",
        "2022-06-30",
        "2023-03-31",
        "2023-12-31",
        "2021-10-31",
    ]


def test_what_a_report_sets_for_the_next_year_is_of_that_year() -> None:
    text = "一、2022年工作情况\n完成登记。\n二、2023年工作打算\n（一）修缮渡口。年底前完成。"
    report = Document("d", text, metadata={"genre": "report", "first": "2022", "last": "2022"})
    assert [one.due for one in extract_deadlines(report)] == ["2023-12-31"]


def test_what_a_report_did_at_a_time_is_not_due() -> None:
    text = "一、2023年推进渡口建设情况\n3月底前基本完成渡口登记。\n二、2024年工作打算\n每周巡查渡口，6月底前建成渡口。"
    report = Document("d", text, metadata={"genre": "report"})
    assert [report.words(one.span) for one in extract_deadlines(report)] == ["每周", "6月底前"]


def test_the_months_of_a_phase_may_share_their_word() -> None:
    plan = Document(
        "d", "2008年渡口整治方案\n一、步骤\n（一）准备阶段（1-3月）\n登记渡口。", metadata={"genre": "plan"}
    )
    assert [(plan.words(one.span), one.due) for one in extract_deadlines(plan)] == [("1-3月", "2008-03-31")]


def test_a_year_only_spoken_of_is_not_that_of_later_months() -> None:
    text = "2011年渡口方案\n一、进度\n2011年3月底前上报2010年第四季度季报；4月初下达资金，8月底前召开现场会。"
    plan = Document("d", text, metadata={"genre": "plan", "title": "2011年渡口方案"})
    assert [(plan.words(one.span), one.due) for one in extract_deadlines(plan)] == [
        ("2011年3月底前", "2011-03-31"),
        ("4月初", "2011-04-10"),
        ("8月底前", "2011-08-31"),
    ]
    based = Document(
        "d",
        "一、进度\n在2010年工作的基础上，2011年10月底前建成渡口，12月底前登记。",
        metadata={"genre": "plan"},
    )
    assert [one.due for one in extract_deadlines(based)] == ["2011-10-31", "2011-12-31"]


def test_a_day_that_comes_round_each_year_is_no_date() -> None:
    text = "各县每年都要按照要求,于11月底前向市政府报告。"
    assert ("11月底前", "", "recurring") in found(plan(text))


def test_what_a_title_tells_of_is_not_due() -> None:
    title = "2022年上半年织造工作总结报告"
    document = Document(
        "d",
        f"{title}\n一、工作。已完成。",
        metadata={"genre": "report", "title": title, "issued": "2022-01-10"},
    )
    assert found(document) == []


@pytest.mark.parametrize(
    "text",
    [
        "法治社会基本建成确立为到2035年基本实现现代化的重要目标之一。",
        "“十四五”时期是织造事业的关键时期。",
        "某省“十四五”时期深化 织造制度改革方案 为推进改革,",
        "清理2021年10月1日以后制发的文件。",
    ],
)
def test_what_a_sentence_states_is_not_due(text: str) -> None:
    assert found(plan(text)) == []


def test_a_year_after_which_something_was_made_dates_nothing() -> None:
    document = Document(
        "d", "清理2001年10月1日以后制发的文件。自查阶段(6月30日前)。", metadata={"genre": "opinion"}
    )
    assert found(document) == [("6月30日前", "", "dated")]
