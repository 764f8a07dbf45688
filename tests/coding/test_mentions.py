"""Bodies named as acting in running text."""

from __future__ import annotations

import pytest

from fazhi_research.coding.mentions import mentions


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("县政府工作部门应当于每年1月31日前报告。", ["县政府工作部门"]),
        ("财政工作人员应当回避。", []),
        ("听证会应当提前15日公告。", []),
        ("各单位主要负责人要亲自抓。", []),
        ("审结率达到100%。(县司法局、县编办负责)", ["县司法局", "县编办"]),
        ("持证率100%(县人社局负责);", ["县人社局"]),
        ("各县(市、区)政府应当每年报告。", ["各县(市、区)政府"]),
        ("县(市、区)人民政府林业主管部门负责具体管理。", ["县(市、区)人民政府林业主管部门"]),
        ("决策草案由政府法制机构审核。", ["政府法制机构"]),
    ],
)
def test_who_is_named_as_acting(text: str, named: list[str]) -> None:
    assert [text[start:stop] for start, stop in mentions(text, 0, len(text))] == named
