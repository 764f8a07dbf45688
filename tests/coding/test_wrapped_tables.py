"""Tables whose cells go over several lines, whose header comes again, or which stand on one line."""

from __future__ import annotations

import pytest

from fazhi_research.coding.tasks import extract_tasks
from fazhi_research.reading.documents import Document

Row = tuple[str, list[str], list[str]]
NAMES = ("序号", "工作任务", "牵头单位", "责任单位", "完成时限")


def rows(text: str) -> list[Row]:
    """Of each task its label, who leads and who answers besides."""
    document = Document("d", text, metadata={"genre": "notice"})

    def named(units: tuple[object, ...]) -> list[str]:
        return [document.words(unit.span) for unit in units]  # type: ignore[attr-defined]

    return [
        (
            document.words(task.label),
            named(task.units("lead")),
            named(task.units("responsible") + task.units("support")),
        )
        for task in extract_tasks(document)
    ]


@pytest.mark.parametrize("sign", ["\t", " | ", "  "])
def test_a_header_that_comes_again_on_the_next_page_is_no_task(sign: str) -> None:
    first = [
        NAMES,
        ("1", "清理文件", "县司法局", "县财政局", "6月底前"),
        ("2", "公开信息", "县政府办", "各乡镇", "9月底前"),
    ]
    second = [NAMES, ("3", "培训干部", "县委组织部", "县人社局", "12月底前")]
    pages = ["\n".join(sign.join(cells) for cells in page) for page in (first, second)]
    assert rows("某县任务分解表\n" + "\n— 1 —\n".join(pages)) == [
        ("1", ["县司法局"], ["县财政局"]),
        ("2", ["县政府办"], ["各乡镇"]),
        ("3", ["县委组织部"], ["县人社局"]),
    ]


def test_a_name_cut_inside_a_cell_reads_whole_where_its_parts_follow_each_other() -> None:
    cells = ["某县任务分解表", *NAMES]
    cells += ["1", "健全行政决策机制，推", "行法律顾问制度", "县司法局", "县财政局、县审", "计局", "6月底前"]
    cells += ["2", "清理规范性文件", "县政府办", "各乡镇、各部", "门", "9月底前"]
    assert rows("\n".join(cells)) == [
        ("1", ["县司法局"], ["县财政局", "县审计局"]),
        ("2", ["县政府办"], ["各乡镇", "各部门"]),
    ]


def test_persons_below_a_body_are_no_part_of_its_name() -> None:
    cells = ["某县任务分解表", "序号", "工作任务", "责任单位", "责任人", "完成时限"]
    cells += ["1", "清理文件", "县司法局", "张三", "6月底前", "2", "公开信息", "县政府办", "李四", "9月底前"]
    assert rows("\n".join(cells)) == [("1", [], ["县司法局"]), ("2", [], ["县政府办"])]


WRAPPED = """某县任务分解表
序号  工作任务              牵头单位    责任单位        完成时限
1     健全行政决策机制，推  县司法局    县财政局、县审  6月底前
      行法律顾问制度                    计局
2     清理规范性文件        县政府办    各乡镇、        9月底前
                                        各部门
3     公开信息              县委组织    县人社局        9月底前
                            部          县司法局
附注：各单位抓好落实。
"""


def test_rows_whose_cells_go_on_below_each_other_stay_rows() -> None:
    """What is cut by other cells is nowhere in one piece and is left out; what is whole on its line is found."""
    assert rows(WRAPPED) == [
        ("1", ["县司法局"], ["县财政局"]),
        ("2", ["县政府办"], ["各乡镇", "各部门"]),
        ("3", [], ["县人社局", "县司法局"]),
    ]


def test_a_header_of_two_rows_with_wide_gaps() -> None:
    text = """某县任务分解表
序号  工作任务          责任分工            完成时限
                        牵头单位  配合单位
1     健全行政决策机制  县司法局  县财政局  6月底前
2     清理规范性文件    县政府办  各乡镇    9月底前
"""
    assert rows(text) == [("1", ["县司法局"], ["县财政局"]), ("2", ["县政府办"], ["各乡镇"])]


def test_a_table_run_together_on_one_line() -> None:
    text = (
        "某县依法行政任务分解表 序号 工 作 内 容 责任部门 完成时限 一、落实规划 1 推进《规划》的落实，加强督促指导和检查 "
        "县依法行政办 全年 2 清理公布执法主体名单 各乡镇，县政府法制办 二季度 二、健全制度 3 建立考核指标体系 县政府法制办 全年 特此通知。"
    )
    assert rows(text) == [
        ("1", [], ["县依法行政办"]),
        ("2", [], ["各乡镇", "县政府法制办"]),
        ("3", [], ["县政府法制办"]),
    ]
