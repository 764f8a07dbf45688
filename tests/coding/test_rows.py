"""Tables that lost their shape: which cells make a row, and who answers for it."""

from __future__ import annotations

import pytest

from fazhi_research.coding.deadlines import extract_deadlines
from fazhi_research.coding.tasks import extract_tasks
from fazhi_research.reading.documents import Document

Row = tuple[str, ...]


def rows(text: str) -> list[Row]:
    """Label, heading and the units in each role of every row."""
    document = Document("d", text, metadata={"genre": "plan"})
    return [
        (
            document.words(task.label),
            document.words(task.heading),
            *(
                "、".join(document.words(a.span) for a in task.units(role))
                for role in ("lead", "responsible", "support")
            ),
        )
        for task in extract_tasks(document)
    ]


def test_a_lead_merged_over_the_rows_of_one_number_leads_them_all() -> None:
    text = "序号\t任务\t牵头单位\t责任单位\n1\t培训织工\t区织造局\t区财政局\n\t建设织坊\t\t区驿路局\n2\t修缮渡口\t\t区渡口局\n"
    assert rows(text) == [
        ("1", "", "区织造局", "区财政局", ""),
        ("", "", "区织造局", "区驿路局", ""),
        ("2", "", "", "区渡口局", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "序号\t任务\t责任分工\t\t时限\n\t\t牵头单位\t配合单位\t\n1\t培训织工\t区织造局\t区财政局\t6月底\n2\t修缮渡口\t区渡口局\t区驿路局\t年底\n",
        "序号\t任务\t责任单位\t\t时限\n\t\t牵头单位\t配合单位\t\n1\t培训织工\t区织造局\t区财政局\t6月底\n2\t修缮渡口\t区渡口局\t区驿路局\t年底\n",
        "|序号|任务|责任分工||时限|\n|||牵头单位|配合单位||\n|1|培训织工|区织造局|区财政局|6月底|\n|2|修缮渡口|区渡口局|区驿路局|年底|\n",
        "序号 | 任务 | 责任分工 | | 时限\n | | 牵头单位 | 配合单位 |\n1 | 培训织工 | 区织造局 | 区财政局 | 6月底\n2 | 修缮渡口 | 区渡口局 | 区驿路局 | 年底\n",
        "序号 | 任务 | 责任分工 | 时限 | |\n牵头单位 | 配合单位 | | |\n1 | 培训织工 | 区织造局 | 区财政局 | 6月底 |\n2 | 修缮渡口 | 区渡口局 | 区驿路局 | 年底 |\n",
        "序号 | 任务 | 责任分工 | 时限 | |\n---|---|---|---|---|\n牵头单位 | 配合单位 |\n1 | 培训织工 | 区织造局 | 区财政局 | 6月底 |\n2 | 修缮渡口 | 区渡口局 | 区驿路局 | 年底 |\n",
        "序号\n任务\n责任分工\n时限\n牵头单位\n配合单位\n1\n培训织工\n区织造局\n区财政局\n6月底\n2\n修缮渡口\n区渡口局\n区驿路局\n年底\n",
    ],
)
def test_a_header_of_two_rows_names_the_columns_of_both(text: str) -> None:
    assert rows(text) == [("1", "", "区织造局", "", "区财政局"), ("2", "", "区渡口局", "", "区驿路局")]
    plan = Document("d", text, metadata={"genre": "plan", "issued": "2024-01-10"})
    assert [one.due for one in extract_deadlines(plan)] == ["2024-06-30", "2024-12-31"]


def test_a_cell_in_quotation_marks_goes_over_several_lines() -> None:
    text = (
        '序号\t任务\t措施\t"牵头\n单位"\t配合单位\n1\t规范登记\t"1.公开织机清单。\n2.评查案卷。"\t区织造局\t"区财政局\n\n区驿路局"\n'
        '2\t修缮渡口\t"说明""渡口""位置。"\t区渡口局\t\n'
    )
    assert rows(text) == [
        ("1", "规范登记", "区织造局", "", "区财政局、区驿路局"),
        ("2", "修缮渡口", "区渡口局", "", ""),
    ]
    assert Document("d", text, metadata={"genre": "plan"}).outline.sections == ()


def test_a_row_numbered_otherwise_than_the_tasks_names_a_part() -> None:
    text = "序号 | 任务 | 牵头单位 | 责任单位 |\n一、目标 | |||\n（1） | 织机增加。 | 市织造局 | 各县 |\n1 | 振兴渡口。 | ||\n（2） | 修缮渡口。 | 市渡口局 | 各县 |\n（3） | 清理河道。 | ||\n"
    assert rows(text) == [
        ("（1）", "", "市织造局", "各县", ""),
        ("（2）", "", "市渡口局", "各县", ""),
        ("（3）", "", "市渡口局", "各县", ""),
    ]


def test_bodies_on_lines_of_their_own_are_one_cell() -> None:
    text = (
        "序号\n\n实事\n\n责任单位\n\n完成时限\n\n1\n\n疏浚织女河。\n\n县河渠局\n\n县织造局\n\n12月底前\n\n2\n\n开工建设织工养护楼。\n\n县民政局\n\n5月底前动工\n\n"
        "开工建设织女大学。\n\n12月底前\n\n3\n\n建成县织造文化中心\n\n县织造局\n\n9月\n"
    )
    assert rows(text) == [
        ("1", "", "", "县河渠局、县织造局", ""),
        ("2", "", "", "县民政局", ""),
        ("3", "", "", "县织造局", ""),
    ]


def test_cells_parted_by_blanks() -> None:
    text = (
        "附表\n序号 任务内容 牵头单位 责任单位 完成时限\n一、织造\n1 召开会议，每季度调度。 县织造局 县驿路局、县渡口局 2021年3月\n2 建成织坊12个，覆盖率100%。\n县织造局 各乡镇 2021年10月\n"
        "二、渡口\n3 修缮渡口。 县渡口局\n各乡镇、县驿路局 全年\n\n联系人：某某\n"
    )
    assert rows(text) == [
        ("1", "", "县织造局", "县驿路局、县渡口局", ""),
        ("2", "", "县织造局", "各乡镇", ""),
        ("3", "", "县渡口局", "各乡镇、县驿路局", ""),
    ]


def test_rows_numbered_in_characters_whose_cells_stand_wide_apart() -> None:
    text = "序号  任务  责任单位\n一、  公开清单  县织造局\n二、  修缮渡口  县渡口局\n"
    assert [row[3] for row in rows(text)] == ["县织造局", "县渡口局"]


def test_a_row_that_lacks_cells_takes_none_of_the_next() -> None:
    text = "序号  任务  责任单位  时限\n1  公开清单  县织造局  6月底\n2  修缮渡口\n3  清理河道\n4  评查案卷  县渡口局  年底\n"
    assert [row[0] for row in rows(text)] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("header", ["序号 责任单位 任务 时限", "序号 任务 责任单位", "序号\n责任单位\n任务\n时限"])
def test_cells_that_fit_no_header_are_read_to_their_end(header: str) -> None:
    for words in ("1 甲 乙 丙 县织造局 县渡口局 丁 戊", "1\n甲\n乙\n丙\n县织造局\n县渡口局\n丁", "1 县织造局", "1 2 3"):
        assert len(rows(f"{header}\n{words}\n2 甲\n")) < 4


def test_a_break_tag_behind_a_bracket_parts_two_bodies() -> None:
    text = "| 任务 | 责任单位 |\n|---|---|\n| 公开清单 | 区织造局（牵头）<br>区驿路局（配合） |\n| 修缮渡口 | 区渡口局 |\n"
    assert rows(text) == [("", "", "区织造局", "", "区驿路局"), ("", "", "", "区渡口局", "")]


def test_bodies_on_lines_of_their_own_stand_in_the_last_of_two_unit_columns() -> None:
    text = "序号\n任务\n牵头单位\n责任单位\n时限\n1\n登记\n县织造局\n县直各部门\n各乡镇\n6月底\n2\n修缮\n渡口和码头。\n县渡口局\n县驿路局\n年底\n3\n清理\n县河渠局\n无\n年底\n"
    assert [row[2:] for row in rows(text)] == [
        ("县织造局", "县直各部门、各乡镇", ""),
        ("县渡口局", "县驿路局", ""),
        ("县河渠局", "", ""),
    ]


def test_an_owner_cell_merged_over_rows_is_printed_once() -> None:
    text = (
        "一级指标\n二级指标\n序号\n主要任务\n牵头、责任部门\n一、履行职能\n1.推行登记\n1\n公开织机清单。\n"
        "牵头单位：区织造局；责任部门：其他部门\n2\n梳理登记事项。\n3\n清理中介服务。\n"
    )
    assert rows(text) == [
        ("1", "", "区织造局", "其他部门", ""),
        ("2", "", "区织造局", "其他部门", ""),
        ("3", "", "区织造局", "其他部门", ""),
    ]


def test_rows_of_an_excerpt_keep_their_numbers() -> None:
    text = (
        "序号\n重点工作任务\n主要责任单位\n协同配合单位\n一、主要目标\n3\n织机登记增长7%。\n区织造局\n区驿路局、区渡口局。\n"
        "二、扩大投资\n三、改革创新\n68\n更新织机。\n区织造局\n区政府有关部门。\n"
    )
    assert rows(text) == [
        ("3", "", "", "区织造局", "区驿路局、区渡口局"),
        ("68", "", "", "区织造局", "区政府有关部门"),
    ]


@pytest.mark.parametrize("bar", [" |\n", "\n|\n"])
def test_cells_parted_by_bars_on_lines_of_their_own(bar: str) -> None:
    cells: Row = (
        "序号",
        "目标与任务",
        "牵头责任单位",
        "责任单位",
        "80",
        "更新织机，培训织工。",
        "县织造局",
        "县驿路局",
    )
    cells += ("81", "登记织机。", "县渡口局", "县各有关单位")
    assert rows(bar.join(cells) + bar) == [
        ("80", "", "县织造局", "县驿路局", ""),
        ("81", "", "县渡口局", "县各有关单位", ""),
    ]


def test_numbers_without_a_header_of_their_own_stand_behind_the_first_column() -> None:
    text = (
        "工作任务\n具体要求\n责任科室\n时限要求\n规范登记\n1\n清理织机目录。\n办公室\n年底前\n"
        "做好解读\n2\n丰富解读形式。\n各科室\n持续推进\n3\n办好专栏。\n办公室\n持续推进\n"
    )
    assert rows(text) == [
        ("1", "规范登记", "", "办公室", ""),
        ("2", "做好解读", "", "各科室", ""),
        ("3", "", "", "办公室", ""),
    ]


def test_a_column_of_names_heads_the_rows_and_its_caption_is_no_task() -> None:
    text = "一、整治安排表\n整治行业名称 | 时间 | 责任单位 |\n渡口 | 1月份 | 渡口站 驿路站 |\n织坊 | 2月份 | 织造所 |\n"
    assert rows(text) == [
        ("", "渡口", "", "渡口站、驿路站", ""),
        ("", "织坊", "", "织造所", ""),
    ]


def test_a_time_broken_by_a_line_end_is_one_cell() -> None:
    text = "序号\n主要任务\n责任单位\n完成时限\n1\n更新织机。\n市织造局\n2023年6月\n底前\n2\n登记渡口。\n市渡口局\n年底前\n"
    assert [row[3] for row in rows(text)] == ["市织造局", "市渡口局"]
    plan = Document("d", text, metadata={"genre": "plan", "issued": "2023-01-05"})
    assert [one.due for one in extract_deadlines(plan)] == ["2023-06-30", "2023-12-31"]


def test_cells_that_say_who_leads_end_the_rows_where_the_first_columns_are_merged() -> None:
    text = (
        "目标任务\n主要内容\n责任单位\n一、稳定增长\n(一)加强引导\n解读织造形势。\n市织造局牵头落实\n解读渡口政策，深入宣传。\n"
        "市渡口局、市驿路局分别牵头落实\n按月公开收支。\n市财政局牵头落实\n"
    )
    assert [row[2] for row in rows(text)] == ["市织造局", "市渡口局、市驿路局", "市财政局"]


def test_an_item_above_a_table_is_no_part_of_its_header() -> None:
    text = (
        "二、主要任务\n(一)健全制度。修订监督办法。(牵头单位:市司法局;责任单位:市财政局)\n"
        "序号\t任务\t牵头单位\n1\t培训执法人员\t市司法局\n"
    )
    tasks = extract_tasks(Document("d", text, metadata={"genre": "notice"}))
    said = [[one.span.of(text) for one in task.assignments] for task in tasks]
    assert said == [["市司法局", "市财政局"], ["市司法局"]]
