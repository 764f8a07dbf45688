"""Which items are tasks, and what belongs to each."""

from __future__ import annotations

import pytest

from fazhi_research.coding.tasks import extract_tasks
from fazhi_research.reading.documents import Document


def tasks(text: str, genre: str = "plan") -> list[tuple[str, str, list[str]]]:
    """Label, heading and units of every task."""
    document = Document("d", text, metadata={"genre": genre})
    return [
        (document.words(t.label), document.words(t.heading), [document.words(a.span) for a in t.assignments])
        for t in extract_tasks(document)
    ]


PLAN = "一、总体要求\n（一）指导思想。坚持法治。\n（二）工作目标。走在前列。\n二、主要任务\n（一）健全机制。做好。\n（二）完善制度。做好。\n三、保障措施\n（一）加强领导。做好。"


@pytest.mark.parametrize("genre", ["program", "plan", "opinion", "notice", "work_points"])
def test_the_lowest_items_of_working_documents(genre: str) -> None:
    assert [(label, heading) for label, heading, _ in tasks(PLAN, genre)] == [
        ("（一）", "健全机制"),
        ("（二）", "完善制度"),
        ("（一）", "加强领导"),
    ]


@pytest.mark.parametrize("genre", ["report", "self_inspection", "speech", "other"])
def test_other_genres_have_none_without_assignments(genre: str) -> None:
    assert tasks(PLAN, genre) == []


@pytest.mark.parametrize("genre", ["plan", "report", "speech", "other"])
def test_an_item_with_an_assignment_is_a_task_in_any_genre(genre: str) -> None:
    found = tasks("一、甲\n（一）健全机制。做好。（责任单位：市司法局）\n二、乙", genre)
    assert ("（一）", "健全机制", ["市司法局"]) in found


@pytest.mark.parametrize("heading", ["指导思想", "总体要求", "基本原则", "总体目标", "工作目标", "总则"])
def test_what_a_document_wants_is_no_task(heading: str) -> None:
    assert tasks(f"一、{heading}\n坚持法治。\n二、健全机制\n做好。") == [("二、", "健全机制", [])]


def test_a_container_is_a_task_only_with_an_assignment_of_its_own() -> None:
    text = "一、健全机制。总的要做好。（牵头单位：市甲局）\n（一）完善制度。做好。\n二、加强领导\n（一）提高认识。做好。"
    assert [(label, units) for label, _, units in tasks(text)] == [
        ("一、", ["市甲局"]),
        ("（一）", []),
        ("（一）", []),
    ]


def test_a_bracket_on_a_line_below_a_list_answers_for_the_item_above() -> None:
    text = "1.完善预案\n（1）加强管理，做好修订。\n（2）推进演练，做好评估。\n（责任单位：市甲局）\n2.健全机制\n（1）建设机构，明确职责。\n（2）建设队伍，加强培训。\n（责任单位：市乙局）\n"
    assert [(label, units) for label, _, units in tasks(text) if units] == [
        ("1.", ["市甲局"]),
        ("2.", ["市乙局"]),
    ]


def test_where_items_of_a_list_have_brackets_of_their_own_the_last_is_its_own_too() -> None:
    text = "1.完善预案\n（1）加强管理，做好修订。\n（责任单位：市甲局）\n（2）推进演练，做好评估。\n（责任单位：市乙局）\n"
    assert [(label, units) for label, _, units in tasks(text)] == [
        ("（1）", ["市甲局"]),
        ("（2）", ["市乙局"]),
    ]


def test_run_ins_are_never_tasks_and_give_their_units_to_the_item() -> None:
    text = "一、健全机制。一是完善制度。（责任单位：市甲局）二是加强培训。（责任单位：市乙局）\n二、加强领导。做好。"
    assert [(label, units) for label, _, units in tasks(text)] == [
        ("一、", ["市甲局", "市乙局"]),
        ("二、", []),
    ]


def test_a_task_runs_from_its_mark_to_its_assignment() -> None:
    text = "一、健全机制。做好。\n（责任单位：市司法局）\n\n二、完善制度。做好。\n某市人民政府\n2021年3月5日"
    document = Document("d", text, metadata={"genre": "plan"})
    assert [task.span.of(text) for task in extract_tasks(document)] == [
        "一、健全机制。做好。\n（责任单位：市司法局）",
        "二、完善制度。做好。",
    ]


def test_unnumbered_paragraphs_with_assignments_are_tasks() -> None:
    found = tasks(
        "要健全机制，做好工作。（责任单位：市甲局）\n要完善制度，抓好落实。（责任单位：市乙局）", "report"
    )
    assert found == [("", "", ["市甲局"]), ("", "", ["市乙局"])]


@pytest.mark.parametrize(
    "text",
    [
        "要健全机制，做好工作。\n（牵头单位：市甲局）\n（配合单位：市乙局）",
        "要健全机制，做好工作。（牵头单位：市甲局）\n（配合单位：市乙局）",
        "要健全机制，做好工作。\n牵头单位：市甲局\n配合单位：市乙局",
    ],
)
def test_two_brackets_of_one_paragraph_are_one_task(text: str) -> None:
    """Its roles are the union in order of first print, and a key (document, start) is there once."""
    assert tasks(text) == [("", "", ["市甲局", "市乙局"])]


def test_a_catch_all_goes_to_every_task() -> None:
    text = "一、健全机制。做好。（责任单位：市甲局）\n二、完善制度。做好。（责任单位：市乙局）\n以上各项任务均需各县政府配合，不再一一列出。"
    assert [units for _, _, units in tasks(text)] == [["市甲局", "各县政府"], ["市乙局", "各县政府"]]


def test_assignments_name_their_task_and_their_rule() -> None:
    document = Document(
        "d", "一、甲\n（一）健全机制。做好。（责任单位：市甲局、市乙局）", metadata={"genre": "plan"}
    )
    task = extract_tasks(document)[0]
    assert [(a.task_start, a.section, bool(a.rule)) for a in task.assignments] == [
        (task.span.start, "1.1", True)
    ] * 2
    assert [a.role for a in task.units("responsible")] == ["responsible"] * 2
    assert task.units("lead") == ()


def test_a_catch_all_said_twice_counts_once() -> None:
    """A unit has a role for a task once, so that repetition does not make work without end."""
    note = "以上各项任务均需各县政府配合，不再一一列出。"
    text = (
        f"一、健全机制。做好。（责任单位：市甲局）\n二、完善制度。做好。（责任单位：市乙局）\n{note}\n{note}"
    )
    assert [units for _, _, units in tasks(text)] == [["市甲局", "各县政府"], ["市乙局", "各县政府"]]


def test_an_owner_line_ends_where_a_number_opens_the_next_item() -> None:
    text = "1.更新织机\n\n责任单位：市织造局，全市登记各专班\n\n3.登记渡口\n\n责任单位：市渡口局，各街道"
    assert [(label, units) for label, _, units in tasks(text)] == [
        ("1.", ["市织造局", "全市登记各专班"]),
        ("3.", ["市渡口局", "各街道"]),
    ]


def test_label_lines_below_each_point_of_a_list_are_its_own() -> None:
    text = (
        "一、关于登记的问题\n整改措施：\n1.公开织机清单。\n责任领导：某某　责任科室：织造科　整改时限：6月30日\n2.评查案卷。\n责任科室：法规科\n"
        "二、关于渡口的问题\n整改措施：\n1.修缮渡口。\n责任科室：渡口科\n"
    )
    plan = Document("d", text, metadata={"genre": "plan"})
    found = [
        (plan.words(task.label), [plan.words(a.span) for a in task.assignments])
        for task in extract_tasks(plan)
    ]
    assert found == [("1.", ["织造科"]), ("2.", ["法规科"]), ("1.", ["渡口科"])]


def test_the_articles_of_rules_that_a_notice_makes_known_are_no_tasks() -> None:
    text = "一、落实责任。各县抓好落实。\n云锦市织机管理办法\n第一条　织机应当登记。\n（一）织机名称。登记清楚。\n第二条　由市织造局负责登记。\n"
    notice = Document(
        "d", text, metadata={"genre": "notice", "title": "关于印发云锦市织机管理办法（试行）的通知"}
    )
    assert [notice.words(task.label) for task in extract_tasks(notice)] == ["一、", "第二条"]


def test_the_bars_of_an_empty_table_row_end_no_task() -> None:
    text = (
        "一、上报方案\n各单位于4月上报。\n二、汇总情况\n由督查组汇总。\n附件：任务表\n二○○七年四月十三日\n|"
    )
    document = Document("d", text, metadata={"genre": "notice"})
    assert [document.words(task.span)[-4:] for task in extract_tasks(document)] == ["月上报。", "组汇总。"]


def test_what_is_done_for_an_environment_is_no_background() -> None:
    text = "一、发展环境\n1.形势向好。挑战增多。\n二、深化改革,进一步优化发展环境\n2.削减事项。精简项目。\n"
    document = Document("d", text, metadata={"genre": "opinion"})
    assert [document.words(one.label) for one in extract_tasks(document)] == ["2."]
