"""How items nest, and which numbers are doubted."""

from __future__ import annotations

import pytest

from fazhi_research.reading.documents import Document, parse_outline


def shape(text: str) -> list[tuple[int, str]]:
    """Depth and mark of every item."""
    document = Document("d", text)
    return [(section.depth, document.words(section.mark)) for section in parse_outline(document).sections]


def doubts(text: str) -> list[tuple[str, str]]:
    """Kind and words of every doubt about numbers."""
    document = Document("d", text)
    return [(doubt.kind, document.words(doubt.span)) for doubt in parse_outline(document).doubts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("没有条目的一段话。", ""),
        (
            "一、甲\n（一）乙\n1.丙\n（1）丁\n2.戊\n（二）己\n二、庚",
            "1一、 2（一） 31. 4（1） 32. 2（二） 1二、",
        ),
        (
            "第一章 总则\n第一条 为规范。\n第二条 各级应当。\n第二章 附则\n第三条 施行。",
            "1第一章 2第一条 2第二条 1第二章 2第三条",
        ),
        ("（一）甲\n（二）乙", "1（一） 1（二）"),
        ("1.甲\n2.乙\n10.丙", "11. 12. 110."),
        ("1.甲\n1.1 乙\n1.2 丙\n2.丁", "11. 21.1 21.2 12."),
        ("1.甲\n2.项目建设\n3、年底前办结\n4.个人信息\n5.万企帮万村", "11. 12. 13、 14. 15."),
        ("一、甲\n1.乙\n2.丙\n二、丁\n3.戊\n4.己", "1一、 21. 22. 1二、 23. 24."),
        ("一、甲。（一）乙。做好。（二）丙。做好。\n二、丁", "1一、 2（一） 2（二） 1二、"),
        ("一、甲\n抓好三事：一是乙；二是丙；三是丁。\n二、戊", "1一、 2一是 2二是 2三是 1二、"),
        ("一、甲\n第一，乙。第二，丙。\n二、丁", "1一、 2第一， 2第二， 1二、"),
        ("一、甲\n①乙；②丙。\n二、丁", "1一、 2① 2② 1二、"),
        (
            "一、甲\n二、乙\n一、丙\n二、丁\n三、戊\n四、己\n五、庚\n三、辛",
            "1一、 1二、 2一、 2二、 2三、 2四、 2五、 1三、",
        ),
        ("根据第三条规定，按第一章的要求办。", ""),
        ("一、甲\n二、乙\n\n附件1\n一、丙\n二、丁", "1一、 1二、 1一、 1二、"),
        ("一、甲\n附件：1.清单\n2.分工表", "1一、"),
        ("一、甲\n1.2万户群众受益。\n二、乙", "1一、 1二、"),
        ("一、主要任务：1.健全机制。做好。2.完善制度。做好。\n二、丁", "1一、 21. 22. 1二、"),
        ("目录\n一、总则......1\n二、任务......3\n\n一、总则\n二、任务", "1一、 1二、"),
        ("一、甲\n2021年完成。\n3月底前完成。\n二、乙", "1一、 1二、"),
        (
            "1总则\n1.1目的\n为了防火。\n\n2组织指挥体系\n\n2.1指挥部\n3保障\n3.1队伍",
            "11 21.1 12 22.1 13 23.1",
        ),
        ("1 总则\n1.1 目的\n2 体系\n2.1 指挥部", "11  21.1 12  22.1"),
        (
            "一、甲\n（一）乙\n附件1 指标体系\n一级指标\t二级指标\t标准\n数量\t1.覆盖率\t增加。\n\t2.续约率\t增加。\n",
            "1一、 2（一）",
        ),
        ("一、甲\n| 一、丙 | 1.丁 | 戊 |\n二、乙", "1一、 1二、"),
        ("一、甲\n（一）乙\n附件2 分工方案\n一、丙\n（一）丁", "1一、 2（一） 1一、 2（一）"),
        (
            "目  录\n一、背景 4\n（一） 基础 4\n（二） 形势 6\n二、思路 9\n一、背景\n（一）基础\n投入不断加大。\n（二）形势\n任务繁重。\n二、思路\n推进。",
            "1一、 2（一） 2（二） 1二、",
        ),
        (
            "一、管辖\n第一条 由法院管辖。\n第二条 另有规定的除外。\n二、回避\n第三条 应当回避。",
            "1一、 2第一条 2第二条 1二、 2第三条",
        ),
        ("1总则\n1.1目的\n为了防火。\n2组织体系\n由两部分组成。\n2.1指挥部", "11 21.1 12 22.1"),
        ("2组织体系\n2.3工作机构\n做好。\n3机制\n3.1预警", "12 22.3 13 23.1"),
        (
            "1.总则\n1.1目的\n2.任务\n2.1灭火\n1.总则\n1.1目的\n为了。\n2.任务\n2.1灭火\n做好。",
            "11. 21.1 12. 22.1",
        ),
        (
            "一、甲\n1.2022年6月底前完成登记。\n2.5月底前公布。3.2023年建成织坊。\n为期1.5个月。\n",
            "1一、 21. 22. 23.",
        ),
        ("一、甲\n为期12个月\n1.1乙", "1一、 21.1"),
        (
            "一、认识依法行政的意义 (一)依法行政是基础。重要。 (二)提高能力是任务。紧迫。 二、提高依法行政的能力 (三)健全学法制度。市县要学法。",
            "1一、 2(一) 2(二) 1二、 2(三)",
        ),
    ],
)
def test_nesting(text: str, expected: str) -> None:
    assert " ".join(f"{depth}{mark}" for depth, mark in shape(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲\n二、乙\n三、丙", []),
        ("一、甲\n三、丙", [("number_skipped", "三、")]),
        ("（一）甲\n（三）丙", [("number_skipped", "（三）")]),
        ("一、甲\n二、乙\n二、丙", [("number_repeated", "二、")]),
        ("、甲乙\n一是丙。\n、丁戊\n", [("number_lost", "、"), ("number_lost", "、")]),
        ("一、甲\n1.乙\n2.丙\n二、丁\n3.戊", []),
    ],
)
def test_odd_numbers_are_doubted(text: str, expected: list[tuple[str, str]]) -> None:
    assert doubts(text) == expected


def test_a_misprinted_mark_is_kept_as_printed() -> None:
    assert [mark for _, mark in shape("一、甲\n二、乙\n二、丙\n四、丁")] == ["一、", "二、", "二、", "四、"]


def test_ids_tell_the_place_in_the_tree() -> None:
    outline = Document("d", "一、甲\n（一）乙\n（三）丙\n三、丁").outline
    assert [section.section for section in outline.sections] == ["1", "1.1", "1.2", "2"]
    assert [child.section for child in outline.children("1")] == ["1.1", "1.2"]
    assert outline.children("9") == ()


def test_a_mark_split_by_a_page_number_is_one_mark() -> None:
    text = "一、甲\n抓好依法行政的各项工作,形成合力,确保落实,\n—3—\n二、乙"
    assert [mark for _, mark in shape(text)] == ["一、", "二、"]


def test_width_and_script_of_marks_do_not_matter() -> None:
    assert [depth for depth, _ in shape("一、總則\n（一）目標\n１．任務")] == [1, 2, 3]
    assert [depth for depth, _ in shape("一、总则\n(一)目标\n1.任务")] == [1, 2, 3]


def test_a_figure_may_stand_far_before_its_caption() -> None:
    text = "1   总则\n1.1编制目的\n制定本预案。\n2   组织体系\n2.1 指挥部\n负责指挥。"
    plan = Document("d", text, metadata={"genre": "plan"})
    assert [(one.depth, plan.words(one.heading)) for one in plan.outline.sections] == [
        (1, "总则"),
        (2, "编制目的"),
        (1, "组织体系"),
        (2, "指挥部"),
    ]


def test_an_age_opens_an_item_behind_its_number() -> None:
    plan = Document("d", "对象包括：\n1.80周岁及以上的。\n2.孤寡老人。", metadata={"genre": "plan"})
    assert [plan.words(one.mark) for one in plan.outline.sections] == ["1.", "2."]


def test_tasks_may_be_numbered_by_name_and_figure() -> None:
    plan = Document(
        "d", "一、公开\n任务1：公开清单\n责任单位：市织造局\n任务2：公开信息\n", metadata={"genre": "plan"}
    )
    assert [(one.depth, plan.words(one.mark)) for one in plan.outline.sections] == [
        (1, "一、"),
        (2, "任务1："),
        (2, "任务2："),
    ]


@pytest.mark.parametrize("gap", ["|", "\t"])
def test_however_long_a_cell_is_its_lists_open_no_items(gap: str) -> None:
    filler = "织机登记应当清楚。" * 60
    cell = f"{filler}1.公开清单。说明位置。2.评查案卷。{filler}"
    plan = Document("d", f"{gap}1{gap}{cell}{gap}市织造局{gap}\n", metadata={"genre": "plan"})
    assert plan.outline.sections == ()


def test_a_label_in_wide_letters_goes_on_with_no_line_above() -> None:
    text = "一、织机登记\n1.公开清单。说明渡口位置并持续完善织工名册制度建设\n牵 头 人:陆某某负责全市登记工作与渡口修缮工作\n2.评查案卷。\n"
    plan = Document("d", text, metadata={"genre": "plan"})
    assert [f.kind for f in plan.furniture if f.kind == "break"] == []


def test_a_list_below_a_decimal_item_is_no_second_top() -> None:
    text = "1 总则\n1.1 目的\n为了防火。\n1.2 分类\n主要分为两类:\n1.自然灾害。包括水旱灾害等。\n2.事故灾难。包括各类事故等。\n1.3 范围\n本镇。\n2 体系\n2.1 机构\n镇政府。"
    assert shape(text) == [
        (1, "1 "), (2, "1.1"), (2, "1.2"), (3, "1."), (3, "2."), (2, "1.3"), (1, "2 "), (2, "2.1"),
    ]  # fmt: skip


def test_numbers_start_again_where_a_decimal_one_follows() -> None:
    text = "前言 具有以下特征: 1.分布特征。多发。 2.成因特征。降雨。 1.总则 1.1 目的 为做好防灾工作,制定本预案。 2.体系 2.1 机构 乡政府成立指挥部。"
    assert shape(text) == [(1, "1."), (1, "2."), (1, "1."), (2, "1.1"), (1, "2."), (2, "2.1")]


def test_points_of_an_answer_are_items() -> None:
    text = "Q:有哪些举措?\nA:(一)提升素质\n(二)规范执法\nQ:有哪些保障?\nA:(一)加强领导\n(二)加强宣传"
    assert shape(text) == [(1, "(一)"), (1, "(二)"), (1, "(一)"), (1, "(二)")]


def test_captions_with_leaders_and_pages_are_no_items() -> None:
    listed = "1总则…………3\n1.1目的…………3\n2体系…………5\n2.1机构…………5\n"
    text = f"某县应急预案\n目录\n{listed}1总则\n1.1目的\n为了防灾,制定本预案。\n2体系\n2.1机构\n成立指挥部。"
    assert shape(text) == [(1, "1"), (2, "1.1"), (1, "2"), (2, "2.1")]


def test_a_first_point_where_a_text_is_cut_is_one() -> None:
    text = "1.深化改革。一是梳理各类事项清单,实行动态管理。现有事项10项。"
    document = Document("d", text)
    assert [(document.words(one.mark), document.words(one.heading)) for one in document.outline.sections] == [
        ("1.", "深化改革"),
        ("一是", "梳理各类事项清单,实行动态管理"),
    ]


def test_a_part_of_a_document_counts_on_with_figures_glued_to_their_captions() -> None:
    text = "11完善清理制度。每年清理一次。\n四、严格执法\n12改革体制。下移重心。\n13深化改革。适时清理。"
    document = Document("d", text)
    assert [document.words(one.mark) for one in document.outline.sections] == ["11", "四、", "12", "13"]
