"""Numbers that are owed, and numbers that are not."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.coding.quantities import quantity
from fazhi_research.coding.targets import extract_targets
from fazhi_research.reading.documents import Document
from tests.coding.commitments import Answer, agreement, layout_answers, shipped_answers


def rows(text: str, genre: str = "plan") -> list[Answer]:
    return found(Document("d", text, metadata={"genre": genre}))


def found(document: Document) -> list[Answer]:
    return [
        (document.words(one.span), one.comparator, round(one.value, 6), one.unit)
        for one in extract_targets(document)
    ]


def expected(row: dict[str, Any]) -> Answer:
    return row["words"], row["comparator"], float(row["value"]), row["unit"]


@pytest.mark.parametrize(
    "text",
    [
        "核实建档率=建档人数/总人数×100%。",
        "当负债率超过70%时，应当预警。",
        "年收入总额超过100万元的企业应当申报。",
        "新建面积约2000平方米的织坊。",
        "共安排十方面32项。",
        "事故9起，与2018年同期相比增加3起，上升50%。",
        "两个以上部门联合起草的由牵头部门负责。",
        "整治学校周边200米以内的渡口。",
        "增加≥12%且绝对值≥200毫升。",
    ],
)
def test_measures_and_cases_are_not_owed(text: str) -> None:
    assert rows(text) == []


def test_numbers_that_one_verb_makes_run_on_behind_what_they_count() -> None:
    assert [words for words, *_ in rows("打造10公里绿道、3个口袋公园。")] == ["10公里", "3个"]


@pytest.mark.parametrize(
    ("text", "words", "comparator", "value", "unit"),
    [
        ("每人不少于40学时。", "不少于40学时", ">=", 40, "学时"),
        ("力争培训约1000名织工。", "约1000名", "=", 1000, "名"),
        ("贫困人口减少60万以上。", "60万以上", ">=", 60, "万"),
        ("织户覆盖率\t≥50%\t核查情况", "≥50%", ">=", 50, "%"),
        ("织户覆盖率每年增加1-3个百分点。", "1-3个百分点", ">=", 1, "个百分点"),
        ("行政诉讼败诉率低于10%。", "低于10%", "<=", 10, "%"),
        ("投资总额超过50亿元。", "超过50亿元", ">=", 50, "亿元"),
        ("确保增速高于全省平均水平2个百分点。", "2个百分点", "=", 2, "个百分点"),
        ("每年评选20个先进集体。", "20个", "=", 20, "个"),
        ("每个单位至少报送一篇文章。", "至少报送一篇", ">=", 1, "篇"),
        ("在现有全市织工转移就业48万人的基础上，新增转移就业52万人。", "52万人", "=", 52, "万人"),
        ("为100栋织坊实施改造提升。", "100栋", "=", 100, "栋"),
        ("为10万户织户加装报警器。", "10万户", "=", 10, "万户"),
        ("报备率要达到100%。", "100%", "=", 100, "%"),
        ("在30个渡口所在县建设织坊。", "30个", "=", 30, "个"),
        ("做好项目前期工作，安排400万元。", "400万元", "=", 400, "万元"),
        ("无害化处理率比上年提高3个百分点。", "3个百分点", "=", 3, "个百分点"),
        ("开展巡渡活动50场次以上。", "50场次以上", ">=", 50, "场次"),
        ("力争减轻织户负担200亿元。", "200亿元", "=", 200, "亿元"),
        ("投资3000万元建设织坊基地。", "3000万元", "=", 3000, "万元"),
        ("为4000名织工免费筛查。", "4000名", "=", 4000, "名"),
        ("生丝产量稳定在23万吨。", "23万吨", "=", 23, "万吨"),
        ("最多跑一次事项占比达到90%以上。", "90%以上", ">=", 90, "%"),
        ("办结率达到百分之百。", "百分之百", "=", 100, "百分之"),
        ("在现有水平基础上，签约率每年提升1～3个百分点。", "1～3个百分点", ">=", 1, "个百分点"),
        ("至少主动联系1次织户。", "至少主动联系1次", ">=", 1, "次"),
        ("用药量最长放宽至3个月，", "最长放宽至3个月", "<=", 3, "个月"),
        ("保障织工每3～5年参与一次培训。", "每3～5年", "every", 3, "年"),
        ("培育20家以上具有竞争力的企业。", "20家以上", ">=", 20, "家"),
        ("惠及织户300户。", "300户", "=", 300, "户"),
        ("修缮渡口5处。", "5处", "=", 5, "处"),
        ("修建织工周转房566套。", "566套", "=", 566, "套"),
        ("城市建成区20%以上的面积达到要求。", "20%以上", ">=", 20, "%"),
        ("优良比例总体高于93%。", "高于93%", ">=", 93, "%"),
        ("新增首店、旗舰店30家。", "30家", "=", 30, "家"),
        ("每年至少走访一次。", "至少走访一次", ">=", 1, "次"),
        ("公民具备科学素质的比例超过15%。", "超过15%", ">=", 15, "%"),
        ("给予3万元-5万元的资金支持。", "3万元-5万元", ">=", 3, "万元"),
        ("按时报备率100%。", "100%", "=", 100, "%"),
        ("平均浓度达到37微克/立方米以下。", "37微克/立方米以下", "<=", 37, "微克/立方米"),
        ("推广杂交稻50万亩。", "50万亩", "=", 50, "万亩"),
        ("按照不低于基本生活供养金20%的标准发放。", "不低于基本生活供养金20%", ">=", 20, "%"),
        ("全年粮食播种面积4600万亩。", "4600万亩", "=", 4600, "万亩"),
        ("经济增长7.5%—8%；", "7.5%—8%", ">=", 7.5, "%"),
        ("到2025年底前，首批100个织造示范社区全面建成。", "100个", "=", 100, "个"),
        ("建设稻谷、玉米、马铃薯示范基地各10万亩。", "10万亩", "=", 10, "万亩"),
        ("最高给予5000万元资助。", "最高给予5000万元", "<=", 5000, "万元"),
        ("再给予100万元用于研究。", "100万元", "=", 100, "万元"),
        ("按要求推荐2个以上的备选项目。", "2个以上", ">=", 2, "个"),
        ("每年至少开展一次演练。", "至少开展一次", ">=", 1, "次"),
        ("每半年至少开展一次演练。", "每半年", "every", 0.5, "年"),
        ("自发布之日起30日内报送。", "30日内", "<=", 30, "日"),
        ("有效期最长不得超过5年。", "不得超过5年", "<=", 5, "年"),
        ("浓度保持在25微克/立方米以下。", "25微克/立方米以下", "<=", 25, "微克/立方米"),
        ("浓度控制在29微克每立方米以下。", "29微克每立方米以下", "<=", 29, "微克每立方米"),
        ("织坊达到一批,其中大织坊30家。", "30家", "=", 30, "家"),
        ("每年招引织造项目100个。", "100个", "=", 100, "个"),
        ("每县至少培养3名织工。", "至少培养3名", ">=", 3, "名"),
        ("每半年通报一次。", "每半年", "every", 0.5, "年"),
        ("每2年清理一次。", "每2年", "every", 2, "年"),
        ("每两周调度。", "每两周", "every", 2, "周"),
        ("由2名以上人员办理。", "2名以上", ">=", 2, "名"),
        ("每年至少举办2期研讨班。", "至少举办2期", ">=", 2, "期"),
        ("审理期限控制在45日以内。", "45日以内", "<=", 45, "日"),
        ("时间压缩至1个工作日,", "压缩至1个工作日", "<=", 1, "个工作日"),
        ("时间压缩至4个工作日以内。", "4个工作日以内", "<=", 4, "个工作日"),
        ("决策实施满一年后,", "满一年后", "after", 1, "年"),
        ("在有效期届满前6个月组织评估,", "届满前6个月", "before", 6, "个月"),
        ("集中培训时间不少于一周。", "不少于一周", ">=", 1, "周"),
        ("调解率保持在百分之九十五以上。", "百分之九十五以上", ">=", 95, "百分之"),
        ("压减三分之一以上。", "三分之一以上", ">=", 0.333333, ""),
        ("减少三成以上。", "三成以上", ">=", 3, "成"),
        ("分值不少于试题总分比重的20%。", "不少于试题总分比重的20%", ">=", 20, "%"),
        ("培育基地2至3家。", "2至3家", ">=", 2, "家"),
        ("稳定在18万头左右。", "18万头左右", "=", 18, "万头"),
        ("建成示范点6座。", "6座", "=", 6, "座"),
        ("平均不低于3.5名。", "不低于3.5名", ">=", 3.5, "名"),
    ],
)
def test_a_target_has_comparator_number_and_unit(
    text: str, words: str, comparator: str, value: float, unit: str
) -> None:
    assert rows(text) == [(words, comparator, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "抓好方案确定的146项任务。",
        "招用毕业2年内的织工。",
        "退役2年内在织坊就业。",
        "带动3人以上就业的借款人,可申请贷款。",
        "服务满1年以上,可申请补贴。",
        "建档率=建档人数/签约总人数×100%",
        "对固定资产投资500万元的织坊,优先供地。",
        "总投资3000万元的基地。",
        "国有资本的比例超过50%,或者占比较大的。",
        "一、发展基础\n公民具备素质的比例达到14.30%。",
        "按采购额的2%给予资助。",
        "包括《新增织位1000个以上》10个列为实事的方案。",
        "浓度达到37微克/立方米以下的城市。",
        "在12个月内获得救助待遇的，视为无能力。",
        "本办法所称企业，是指持股比例达25%以上的企业。",
        "给予6个月的过渡期。",
        "明确提出的9项建设任务和7项建设项目。",
        "通过三年左右时间，健全体系。",
        "扶持10亿元以上企业。",
        "紧扣织机发展39项指标，推进登记。",
        "实行“三证合一”,推进24小时自助服务。",
        "推进“两集中、两到位”。",
        "整合12345热线。",
        "对使用率低于5%的系统予以关停。",
        "办理时限由20个工作日起算。",
        "近3年内没有违法记录。",
        "从事法律工作3年以上的人员。",
        "省税务局等31个成员单位",
        "第3项、第5条",
        "2022年内完成,6月30日前报送。",
        "根据《不少于40学时规定》要求,",
        "每年报告。",
    ],
)
def test_what_is_no_target(text: str) -> None:
    assert rows(text) == []


def test_one_verb_makes_several_numbers() -> None:
    found = [words for words, *_ in rows("新增织坊3家、染坊8家、合作社12个。目前有驿站3家、渡口8个。")]
    assert found == ["3家", "8家", "12个"]


def test_what_one_verb_makes_is_counted_twice() -> None:
    assert rows("全年组织织工培训2期、300人次。") == [("2期", "=", 2, "期"), ("300人次", "=", 300, "人次")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("完成投资500亿元，力争550亿元。", ["500亿元", "550亿元"]),
        ("新建桑园20个，面积2万亩。", ["20个", "2万亩"]),
        ("分别给予 100 万元、30 万元、20 万元奖励。", ["100 万元", "30 万元", "20 万元"]),
        ("完成造林5万亩，其中桑林1.5万亩，柳林3.5万亩。", ["5万亩", "1.5万亩", "3.5万亩"]),
    ],
)
def test_what_goes_on_with_a_number_is_owed_too(text: str, numbers: list[str]) -> None:
    assert [words for words, *_ in rows(text)] == numbers


def test_what_a_report_plans_ahead_is_owed() -> None:
    text = "一、工作情况\n（一）渡口。通航率达到98%以上。\n二、2024年工作打算\n（一）渡口。通航率达到99%以上。\n三、结语\n通航率达到97%以上。"
    assert [words for words, *_ in rows(text, "report")] == ["99%以上"]


def test_a_list_in_one_unit_runs_on_however_long() -> None:
    places = [("甲市", 550), ("乙市", 1300), ("丙市", 800), ("丁市", 1000), ("戊市", 700), ("己市", 300)]
    text = "完成1万户。其中，" + "、".join(f"{place}{count}户" for place, count in places) + "。全县有9户。"
    assert [value for _, _, value, _ in rows(text)] == [1, 550, 1300, 800, 1000, 700, 300]
    assert rows("解决乡镇学校620名教师住房困难问题。") == []
    assert [words for words, *_ in rows("签订了责任书，确保今年完成31万套。")] == ["31万套"]


def test_the_count_in_a_title_is_not_to_be_made() -> None:
    text = "关于印发市政府直属43个织坊目标的通知\n一、目标\n新建渡口3处，织坊外贸额达到13亿美元。"
    plan = Document("d", text, metadata={"genre": "notice", "title": text.split("\n")[0]})
    assert [words for words, *_ in found(plan)] == ["3处", "13亿美元"]


def test_what_a_plan_tells_of_the_past_under_a_heading_that_says_so() -> None:
    text = (
        "一、发展环境\n（一）取得的新进展。渡口事故下降3.7%。\n（二）推动渡口建设取得新进展。渡口事故下降4%。"
    )
    assert [words for words, *_ in rows(text)] == ["4%"]


def test_what_a_report_sets_for_a_later_year_is_owed() -> None:
    text = "一、2024年工作回顾\n渡口通航率达到98%以上。\n二、2025年重点工作\n渡口通航率达到99%以上。\n（一）下一步打算。新建渡口3处。\n（二）渡口。通航率达到97%以上。"
    assert [words for words, *_ in rows(text, "report")] == ["99%以上", "3处", "97%以上"]
    goals = "二、目标任务和主要工作\n渡口通航率达到99%以上。\n三、目标任务完成情况\n渡口通航率达到96%以上。"
    assert [words for words, *_ in rows(goals, "report")] == ["99%以上"]


def test_a_sentence_that_opens_with_what_lies_behind_owes_nothing() -> None:
    def words(text: str) -> list[str]:
        plan = Document("d", text, metadata={"genre": "plan", "issued": "2024-02-01"})
        return [plan.words(one.span) for one in extract_targets(plan)]

    for opening in (
        "2023年全县",
        "近年来,",
        "近三年来,",
        "过去五年,",
        "今年以来,",
        "党的二十大以来,全县",
        "去年",
    ):
        assert words(f"{opening}建成织坊20个,达标率95%。") == []
    for opening in ("2024年", "2025年", "2023年底前", "到2025年,", "近期"):
        assert words(f"{opening}建成织坊20个。") == ["20个"]


def test_what_a_plan_tells_of_its_starting_point_is_not_owed() -> None:
    text = "一、工作基础\n（一）渡口。通航率达到98%。\n二、重点任务\n（一）渡口。通航率达到99%。"
    assert [words for words, *_ in rows(text)] == ["99%"]


@pytest.mark.parametrize("genre", ["report", "speech", "self_inspection"])
def test_results_told_in_a_report_are_no_targets(genre: str) -> None:
    assert rows("全年审查文件23件,调解成功率95%以上,压缩率达到53.87%。", genre) == []
    assert rows("确保备案及时率达到100%。", genre) == [("100%", "=", 100, "%")]


@pytest.mark.parametrize(
    ("words", "value"),
    [("1,200", 1200), ("2/3", 2 / 3), ("四十", 40), ("半", 0.5), ("法", None), ("1/0", None)],
)
def test_quantities(words: str, value: float | None) -> None:
    assert quantity(words) == value


@given(
    st.text(alphabet="0123456789一两半百分之.,%不少于至超过每年日内以上个工作日名后前《》“”。\n", max_size=60)
)
def test_any_text_gives_ordered_targets_without_overlap(text: str) -> None:
    spans = [one.span for one in extract_targets(Document("d", text, metadata={"genre": "plan"}))]
    assert all(one.stop <= two.start for one, two in pairwise(spans))
    assert all(one.start < one.stop <= len(text) for one in spans)


def test_agreement_with_the_readers_of_the_corpus() -> None:
    f1, lines = agreement(shipped_answers("targets"), found, expected)
    assert f1 >= 0.97, "\n".join(lines)


def test_agreement_with_the_constructed_layouts() -> None:
    def rounded(row: dict[str, Any]) -> Answer:
        return row["words"], row["comparator"], round(float(row["value"]), 6), row["unit"]

    f1, lines = agreement(layout_answers("targets"), found, rounded)
    assert f1 >= 0.95, "\n".join(lines)


def test_what_all_should_know_is_no_norm() -> None:
    assert rows("组织应知应会知识考试1次,参考率、合格率均达100%。", "report") == []


def test_the_weight_of_a_part_of_an_index_is_no_target() -> None:
    assert rows("一、行政决策(占总分值的15%)\n") == []
