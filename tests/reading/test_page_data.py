"""What the data lines of a page, a signature and an opening tell of a document, in forms that lost a sign or a line."""

from __future__ import annotations

import pytest

from tests.reading.told import known

BODY = "\n为深入推进依法织造,制定本方案。\n一、总体要求\n推进。\n"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        # labels in brackets of their own
        (
            "- [ 发文字号 ] 望潮委文〔2026〕3号\n- [ 成文日期 ] 2026-02-12\n望潮县织造方案" + BODY,
            "number",
            "望潮委文〔2026〕3号",
        ),
        (
            "- [ 发文字号 ] 望潮委文〔2026〕3号\n- [ 成文日期 ] 2026-02-12\n望潮县织造方案" + BODY,
            "issued",
            "2026-02-12",
        ),
        # a label without its value, in wide letters, is no address
        (
            "文   号:\n望潮县织造局关于织造的通知\n来源:县报\n各镇:\n请登记。\n",
            "title",
            "望潮县织造局关于织造的通知",
        ),
        # the time of posting in a bracket behind another label
        ("望潮县织造方案\n【字体: 】【2018-03-23 09:53:53】 【来源:】" + BODY, "published", "2018-03-23"),
        # when a page went to the archive is not when it was posted
        (
            "归档时间:2018-11-21\n望潮县织造方案\n来源:县报 日期:2017-01-12 17:08" + BODY,
            "published",
            "2017-01-12",
        ),
        # a signature whose date has lost 年月日
        (
            "关于织造的通知\n各镇:\n请登记。\n望潮县人民政府\n2017531\n望潮县织造方案" + BODY,
            "issuer",
            "望潮县人民政府",
        ),
        (
            "关于织造的通知\n各镇:\n请登记。\n望潮县人民政府\n2017531\n望潮县织造方案" + BODY,
            "issued",
            "2017-05-31",
        ),
        # between two texts on one line, where the second opens with a year
        (
            "望潮县关于印发《织造分解表》的通知 各镇: 请贯彻执行。 二〇一〇年三月三十日 2010年织造分解表 序号 内容",
            "issued",
            "2010-03-30",
        ),
        # a speech that is all one line
        (
            "在全市织造工作会议上的讲话同志们:今天,我们开会。一、认识意义。",
            "title",
            "在全市织造工作会议上的讲话",
        ),
        # pinyin between the characters
        ("xxxx年,我辦推進(jìn)織造。\n一、xxxx年工作總結(jié)\n加強領(lǐng)導(dǎo)。\n", "genre", "report"),
        ("根据通知要求,现对我局2019年度织造工作情况总结如下:\n一、织造\n好。\n", "genre", "report"),
    ],
)
def test_what_is_told_in_a_form_that_lost_something(text: str, field: str, value: str) -> None:
    assert known(text)[field] == value
