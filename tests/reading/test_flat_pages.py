"""Pages whose lines have run together, and heads in which a title shares its line with other things."""

import pytest

from fazhi_research.reading.corpus import file_documents
from fazhi_research.reading.documents import Document
from fazhi_research.reading.files import SourceFile
from fazhi_research.reading.folding import fold
from fazhi_research.reading.tree import item_tree


def headings(text: str) -> list[str]:
    document = Document("d", text)
    return [document.words(one.heading) for one in document.outline.sections]


def test_a_title_its_number_and_the_address_on_the_line_of_the_body() -> None:
    text = (
        "|\n某市人民政府办公室关于印发《某市分解落实意见》的通知 （某政办发〔2010〕10号） 各区人民政府，市政府各部门： "
        "为抓好落实，现印发给你们。一、织机更新。各单位要抓紧明确任务，把各项工作做实做好，确保全面完成。"
    ) + "各级各部门要切实提高执行力，着眼全局，科学谋划，振奋精神，坚定信心，把各项目标落到实处。" * 8
    (document,) = file_documents(SourceFile("a.txt", text, "0" * 64, "utf-8")).documents
    assert document.metadata["title"] == "某市人民政府办公室关于印发《某市分解落实意见》的通知"
    assert document.metadata["number"] == "某政办发〔2010〕10号"
    assert document.metadata["issuer"] == "某市人民政府办公室"


@pytest.mark.parametrize(
    ("head", "number"),
    [
        (
            "金织发〔2021〕1号关于印发2021年责任分工的通知\n\n各镇政府：\n为完成任务，现印发。",
            "金织发〔2021〕1号",
        ),
        (
            "2021年县政府重点工作任务（华织发〔2021〕2号）\n\n各乡镇人民政府：\n为完成任务，现印发。",
            "华织发〔2021〕2号",
        ),
    ],
)
def test_a_number_in_the_line_of_the_title(head: str, number: str) -> None:
    (document,) = file_documents(SourceFile("a.txt", head, "0" * 64, "utf-8")).documents
    assert document.metadata["number"] == number


def test_decimals_run_together() -> None:
    text = "1.总则 1.1目的依据 提高政府处置突发公共事件的能力,最大程度地减少损害。制定本预案。 1.2工作原则 (1)以人为本。切实履行职能。(2)依法规范。加强管理。"
    marks = [fold(text)[node.start : node.mark_stop] for node in item_tree(fold(text))[0]]
    assert marks == ["1.", "1.1", "1.2", "(1)", "(2)"]
    assert headings(text)[:3] == ["总则", "目的依据", "工作原则"]


def test_a_caption_of_the_second_level_run_together_with_the_first_item_below() -> None:
    assert headings(
        "一、基础 “十五”期间,在各方支持下,为登记工作奠定了坚实基础。 (一)发展成就 1.登记取得进展。完成登记。"
    ) == ["基础", "发展成就", "登记取得进展"]


def test_a_number_with_a_decimal_opens_no_item() -> None:
    text = "2.道路。建成公路 2.1 万公里,投资 2.2 亿元。"
    assert len(item_tree(fold(text))[0]) == 1


def test_contents_announced_as_such_need_not_be_printed_as_the_captions_are() -> None:
    text = "目 录\n1 总则\n1.1 目的\n2 体系\n2.1 领导机构\n7 附件\n1、总 则\n1.1 目的\n为了防火。"
    assert headings(text) == ["总 则", "目的"]


def test_contents_are_none_of_the_items_where_the_text_breaks_off_behind_its_first_ones() -> None:
    listed = "1 总则\n1.1编制目的\n1.2编制依据\n2 组织体系\n2.1职责\n3 预警\n3.1日常监测\n3.2分级\n4 附则\n"
    text = f"某县应急预案\n{listed}1 总则\n1.1编制目的\n为了防火。\n1.2编制依据\n依据《预案》制定。"
    assert headings(text) == ["总则", "编制目的", "编制依据"]


def test_a_word_run_together_with_its_body_is_the_caption() -> None:
    assert headings("1.1适用范围 本预案适用于本镇境内发生的各类事件的应对工作。")[:1] == ["适用范围"]


def test_data_lines_with_bars_tell_the_dates() -> None:
    text = "[ 成文日期 ] | 2024-12-06 | [ 发布日期 ] | 2024-12-08 |\n某镇综合应急预案\n为了应急，制定本预案。"
    (document,) = file_documents(SourceFile("a.txt", text, "0" * 64, "utf-8")).documents
    assert (document.metadata["issued"], document.metadata["published"]) == ("2024-12-06", "2024-12-08")


def test_the_issuing_unit_of_a_data_line_spells_the_issuer_out() -> None:
    text = "县织造办公室关于印发方案的通知\n发文单位: 嘉某县织造办公室\n各镇：\n现印发给你们。"
    (document,) = file_documents(SourceFile("a.txt", text, "0" * 64, "utf-8")).documents
    assert document.metadata["issuer"] == "嘉某县织造办公室"


def test_a_colon_and_a_bar_before_the_date() -> None:
    text = "公开方式: | 主动公开 | 发文日期: | 2021-12-12 |\n某镇综合应急预案的通知\n各村：\n现印发给你们。"
    (document,) = file_documents(SourceFile("a.txt", text, "0" * 64, "utf-8")).documents
    assert document.metadata["issued"] == "2021-12-12"


def test_a_title_mark_stays_open_over_more_than_one_line_end() -> None:
    text = "关于印发《某市贯彻落实〈关于打好经济\n\n增长主动仗实现织造好转的若干\n\n政策措施〉实施方案》的通知\n\n各县："
    assert "打好经济增长主动仗实现织造好转的若干政策措施" in Document("d", text).clean.text


def test_a_signature_in_the_midst_of_a_line() -> None:
    text = (
        "甲市人民政府关于印发《甲市织造方案》的通知\n各县：《甲市织造方案》已经同意，请认真组织实施。甲市人民政府2023年3月23日"
        "甲市织造方案为贯彻落实精神，制定本方案。一、指导思想坚持全面领导。" + "提升全市织造素质。" * 30
    )
    (document,) = file_documents(SourceFile("a.txt", text, "0" * 64, "utf-8")).documents
    assert document.metadata["issued"] == "2023-03-23"


def test_a_note_before_the_date_of_a_signature() -> None:
    text = "甲市办公室关于织造的通知\n各县：\n请贯彻执行。\n甲市办公室\n\n（此件发至乡）      2017年6月13日\n"
    (document,) = file_documents(SourceFile("a.txt", text, "0" * 64, "utf-8")).documents
    assert document.metadata["issued"] == "2017-06-13"


def test_the_time_behind_a_source_is_that_of_posting() -> None:
    text = "来源：甲区网 2017-12-13 14:19 作者：乙\n甲市办公室关于织造的通知\n各县：\n请贯彻执行。\n"
    (document,) = file_documents(SourceFile("a.txt", text, "0" * 64, "utf-8")).documents
    assert document.metadata["published"] == "2017-12-13"


def test_a_day_before_the_source_is_that_of_posting() -> None:
    text = "关于印发织造任务清单的通知\n2018年08月16日 来源: 某区\n各部门：\n请贯彻执行。\n"
    (document,) = file_documents(SourceFile("a.txt", text, "0" * 64, "utf-8")).documents
    assert document.metadata["published"] == "2018-08-16"


def test_a_list_of_attachments_whose_names_go_on_below_opens_no_items() -> None:
    text = "现印发给你们。\n附件:1.某区环境保护和建设\n三年行动计划任务清单\n2.某区水污染防治方案任务\n清单\n"
    assert headings(text) == []


def test_a_plan_whose_captions_and_bodies_are_run_together() -> None:
    text = "某县防汛应急预案1、总则1.1编制目的做好防灾工作,保障安全。1.2编制依据依据《条例》制定。1.3工作原则1.3.1坚持以人为本,防汛抗旱并举。"
    assert headings(text) == ["总则", "编制目的", "编制依据", "工作原则", ""]
