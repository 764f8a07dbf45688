"""A body that its page prints twice counts once."""

import pytest

from fazhi_research.coding.tasks import extract_tasks
from fazhi_research.reading.documents import Document
from fazhi_research.reading.oddities import find_oddities
from fazhi_research.reading.repeats import second_copy

BODY = (
    "某市行政执法专项整治实施方案\n某执发〔2024〕15号\n"
    "为深入贯彻落实关于开展规范涉企行政执法专项行动的部署,切实解决突出问题,结合本市实际,制定本方案。\n"
    "一、整治重点\n(一)整治乱检查。重点整治检查主体不合法、检查事项多、检查频次高、搞变相检查等问题,公布检查标准和年度检查计划。(牵头单位:市甲局)\n"
    "(二)整治乱罚款。重点整治违法实施异地管辖、过度使用罚款手段、处罚标准不一等问题,开展案卷评查。(牵头单位:市乙局)\n"
    "二、工作要求\n(一)提高认识。各单位要提高政治站位,把专项整治作为重要任务,细化措施,明确责任人,按时报送进展情况。\n"
)


def test_the_second_copy_is_furniture_and_its_tasks_are_not_counted() -> None:
    once = Document("a", BODY, metadata={"genre": "plan"})
    twice = Document("b", BODY + "\n" + BODY, metadata={"genre": "plan"})
    assert [piece.kind for piece in twice.furniture if piece.kind == "repeat"] == ["repeat"]
    assert len(extract_tasks(twice)) == len(extract_tasks(once)) == 3


def test_the_copy_begins_with_its_title() -> None:
    span = second_copy(BODY + "\n" + BODY)
    assert span is not None
    assert span.start == len(BODY) + 1


def test_one_paragraph_twice_is_a_doubt_not_a_copy() -> None:
    paragraph = "重大行政决策事先由决策机关所属法制机构进行合法性审查,未经合法性审查或者经审查不合法的,不得提交集体讨论。\n"
    text = f"一、甲\n{paragraph}二、乙\n另一件事项的工作内容在这里展开说明,一共有好几句话。\n{paragraph}三、丙\n其他工作。\n"
    document = Document("c", text)
    assert second_copy(document.folded) is None
    assert [doubt.kind for doubt in find_oddities(document.clean)] == ["duplicate"]


def test_an_end_that_breaks_off_is_doubted() -> None:
    document = Document("d", "第一,行政许可设定必须遵照法律。按照《行政许可法》的规定,现行的行政审")
    assert [doubt.kind for doubt in find_oddities(document.clean)] == ["truncated"]


@pytest.mark.parametrize(
    "row",
    [
        "| 3 | 编制并公布证明事项的清单 | 市司法局、市政务服务局 | 长期坚持 |",
        "3\t编制并公布证明事项的清单\t市司法局、市政务服务局\t长期坚持",
    ],
)
def test_a_row_of_a_table_ends_without_a_stop(row: str) -> None:
    assert find_oddities(Document("d", row).clean) == []


def test_lost_characters_are_doubted() -> None:
    document = Document("e", "一、总体\ufffd\ufffd要求")
    assert [(doubt.kind, doubt.span.of(document.text)) for doubt in find_oddities(document.clean)] == [
        ("encoding", "\ufffd\ufffd")
    ]
