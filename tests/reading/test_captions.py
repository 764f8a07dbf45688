"""What is an item's caption, by the rules for annotators."""

from __future__ import annotations

import pytest

from fazhi_research.reading.documents import Document


def captions(text: str) -> list[tuple[str, str, bool]]:
    """Mark, heading and whether there is body, for every item."""
    document = Document("d", text)
    return [(document.words(s.mark), document.words(s.heading), s.body) for s in document.outline.sections]


@pytest.mark.parametrize(
    ("text", "heading", "body"),
    [
        # begins with what is to be done, and more follows
        ("一、推行权力清单制度。各部门要公布清单。", "推行权力清单制度", True),
        ("一、建立健全机制,完善程序。县级以上政府逐步推开。", "建立健全机制,完善程序", True),
        ("（一）加强组织领导；各单位把它摆上日程。", "加强组织领导", True),
        ("1.深化行政审批制度改革。继续取消和下放审批事项。", "深化行政审批制度改革", True),
        ("1.统一领导，分级负责。织造局领导全市的工作。", "统一领导，分级负责", True),
        # a page that prints a full stop of another script
        (
            "22.编制年度计划.围绕任务,牵头梳理项目. (牵头单位：区织造局；\n协办单位：区财政局)",
            "编制年度计划",
            True,
        ),
        # a paragraph of one sentence is no caption, whatever closes the document below it
        (
            "1.建织坊点10个，建成化解中心。（市织造局）\n\n上述各项任务均需各镇配合。\n抄送：市委各部门。",
            "",
            True,
        ),
        ("1.开展述法不少于2场，纳入考核。\n整改时限：9月\n责 任 人：陈甲\n配合单位：县甲部\n", "", True),
        # 必要性 is no modal, and a nominal phrase in 对 no sentence
        (
            "一、认识学习织造纲要的必要性,增强责任感\n\n  各单位要认真学习。",
            "认识学习织造纲要的必要性,增强责任感",
            True,
        ),
        ("（七）对下年度织造工作的计划和措施。", "对下年度织造工作的计划和措施", False),
        ("（七）对不合格的依法查处。", "", True),
        # a blank parts a caption of two clauses from a body that tells what was done
        (
            "一、加强组织领导,确保工作落到实处 今年以来,我镇继续完善机制,形成合力。各站负责。",
            "加强组织领导,确保工作落到实处",
            True,
        ),
        (
            "一、认识织造意义,增强工作责任感 依法织造是现代治理的基石,是保障权益的要求。当前形势向好。",
            "认识织造意义,增强工作责任感",
            True,
        ),
        # a phase with its days is a caption, whoever acts in it; what is to be handed in is none
        ("1、各单位自查阶段(6月30日前)。各单位填写目录,提交机构。", "各单位自查阶段(6月30日前)", True),
        ("（2）废止的织造文件应报送目录2份。", "", True),
        (
            "（2）申请人应提交的材料和织造机构应具备的条件。",
            "申请人应提交的材料和织造机构应具备的条件",
            False,
        ),
        # a colon sets it off
        ("一、指导思想：以新思想为指导,全面落实要求。", "指导思想", True),
        # stands alone on its line as a title does
        ("一、总体要求\n到2025年走在前列。", "总体要求", True),
        ("一、总体要求\n（一）目标。到2025年走在前列。", "总体要求", False),
        ("一、总体要求", "总体要求", False),
        ("第三章　行政程序", "行政程序", False),
        ("第五章　公众参与", "公众参与", False),
        ("（1）自然灾害。主要包括水旱灾害。", "自然灾害", True),
        ("1.1编制目的\n为了防火。", "编制目的", True),
        # a line cut in mid-sentence
        ("1、各村应做好垃圾收集和\n\n  处理。各村负责。", "", True),
        ("（三）请县织造中心加大宣传力度；县织造办开设专栏。", "", True),
        ("五、县政府实行县长负责制。县长主持全面工作。", "", True),
        ("二、列第一位的责任单位为牵头单位。各单位要报告。", "", True),
        ("（三）救助标准按低保标准确定，其中：\n城镇另定。", "", True),
        ("（三）资产标准自2025年6月1日起按新标准计算执行。", "", True),
        ("1.制定文件，规范推进建设。（甲部负责。以下均需各省负责，不再列出）\n2.乙。", "", True),
        # the first sentence is body already
        ("一、各级政府应当自觉接受人大监督。政协也一样。", "", True),
        ("一、决策草案应由法制机构审查。未经审查不得提交。", "", True),
        ("一、要按照规定办理。再说。", "", True),
        ("一、按照中央部署,推进改革。再说。", "", True),
        ("一、政府主要负责人是第一责任人。副职配合。", "", True),
        ("第一条 为了规范行政行为,根据有关法律,制定本办法。", "", True),
        # a whole paragraph in one sentence
        (
            "1.认真学习宪法法律,定期举办法治讲座,组织干部考试,把学法情况纳入考核,并作为任职的重要依据。",
            "",
            True,
        ),
        # one sentence and the lines that say who answers for it: one clause is a caption, two are a paragraph
        ("1.更新织机，培训织工。\n牵头单位：市织造局\n完成时限：6月底前", "", True),
        ("1.更新织机。\n\n责任单位：市织造局", "更新织机", True),
        # 为…提供 is what is to be done, 为了 a purpose; a month tells when a fact was
        ("1.更新织机（各镇街、市织造局）", "更新织机", True),
        ("1.更新织机（市织造局会同各部门）", "更新织机", True),
        ("1.更新织机（各镇街、市织造局）。", "更新织机", True),
        ("1.更新织机（含旧机、残机）", "更新织机（含旧机、残机）", False),
        ("（一）为织造业提供法治保障。加强立法，规范执法。", "为织造业提供法治保障", True),
        ("（一）为织造业加强立法。规范执法。", "", True),
        ("（一）为无照织坊提供织机的；", "", True),
        ("二、1-5月全市更新织机3台,完成计划的33%;再接再厉。", "", True),
        # the number that opens a caption
        ("3.12345热线改革。加快整合。", "12345热线改革", True),
        # the mark alone
        ("一、", "", False),
        ("（一）\n", "", False),
    ],
)
def test_heading(text: str, heading: str, body: bool) -> None:
    assert captions(text)[0][1:] == (heading, body)


def test_customary_captions_are_told_from_the_body_they_run_into() -> None:
    text = "制定本方案。一、指导思想以新思想为指导,全面落实要求。二、创建目标2022年底前,各项指标达标。"
    assert [heading for _, heading, _ in captions(text)] == ["指导思想", "创建目标"]


def test_items_behind_a_blank_go_on_from_the_caption_above() -> None:
    text = (
        "提出以下意见: 一、实施织机战略 1.坚持织机优先。各级要登记。(市织造局牵头) 2.发挥渡口作用。扶持渡口。"
    )
    assert [(mark, heading) for mark, heading, _ in captions(text)] == [
        ("一、", "实施织机战略"),
        ("1.", "坚持织机优先"),
        ("2.", "发挥渡口作用"),
    ]


def test_lines_run_together_keep_their_captions() -> None:
    text = "提出以下意见:一、高标准推进织机登记,方便织工(一)严格落实登记制度。各单位要登记。\n(二)规范查验。要查验。"
    assert [(mark, heading) for mark, heading, _ in captions(text)] == [
        ("一、", "高标准推进织机登记,方便织工"),
        ("(一)", "严格落实登记制度"),
        ("(二)", "规范查验"),
    ]
    assert [mark for mark, _, _ in captions("一、按方案(一)执行,不得拖延。")] == ["一、"]


def test_run_ins_carry_their_mark() -> None:
    found = captions("一、任务\n我们主要做了三件事。一是抓学习。办班三期。二要抓落实；三是抓督查。")
    assert [mark for mark, _, _ in found] == ["一、", "一是", "二要", "三是"]


def test_a_heading_is_printed_without_its_stop_and_without_its_mark() -> None:
    for text in (
        "一、总体要求。全面推进各项工作。",
        "一、总体要求\n全面推进。",
        "(一)总体要求；全面推进。",
        "1． 总体要求。全面推进。",
    ):
        assert captions(text)[0][1] == "总体要求", text


def test_a_heading_broken_by_a_page_reads_whole() -> None:
    text = "一、任务\n（一）健全行政机关内部重大决策合法性\n—5—\n审查机制,完善程序。未经审查不得提交讨论。"
    assert captions(text)[1][1] == "健全行政机关内部重大决策合法性审查机制,完善程序"


def test_unnumbered_topic_sentences_are_no_items() -> None:
    assert captions("加强领导。各级要重视。\n完善制度。各级要落实。") == []


def test_headings_keep_traditional_script_and_width() -> None:
    assert captions("一、強化組織領導，完善機制。各單位要重視。")[0][1] == "強化組織領導，完善機制"


def test_a_sentence_above_a_line_that_names_a_person_is_body() -> None:
    assert captions("1.组织述法不少于2场,纳入考核。\n责任人:陈静")[0][1] == ""


def test_a_question_on_its_own_line_is_the_caption_of_its_answer() -> None:
    found = captions("1.问:出台背景是什么?\n答:依据《条例》。\n2.问:应当征求谁的意见?\n答:各部门。")
    assert [caption for _, caption, _ in found] == ["问:出台背景是什么", "问:应当征求谁的意见"]


def test_an_article_whose_mark_is_printed_twice_is_one() -> None:
    found = captions("第一条第一条 为了推进依法行政,制定本办法。\n第二条第二条 本办法适用于各县。")
    assert [mark for mark, _, _ in found] == ["第一条", "第二条"]


def test_a_sentence_that_gives_marks_for_something_is_body() -> None:
    found = captions("(一)建立公示制度、回访制度的,得6分。未建立的,不得分。\n(二)加强清理。未清理的,扣2分。")
    assert [caption for _, caption, _ in found] == ["", "加强清理"]
