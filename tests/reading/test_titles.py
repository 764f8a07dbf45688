"""Where a document begins, and what it is called."""

from __future__ import annotations

import pytest

from fazhi_research.reading.compilations import split
from fazhi_research.reading.titles import title_words

BODY = "\n为深入推进依法行政,加快建设法治政府,制定本方案。\n一、总体要求\n推进。\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("某市法治政府建设实施方案", "某市法治政府建设实施方案"),
        ("某市法治政府建设实施方案\n（2021—2025年）", "某市法治政府建设实施方案（2021—2025年）"),
        ("某市2019年法治政府建设报告\n（2020-03-27）", "某市2019年法治政府建设报告"),
        ("某市法治政府建设实施方案\n（征求意见稿）", "某市法治政府建设实施方案"),
        (
            "某市人民政府办公室\n关于印发依法行政工作要点的通知",
            "某市人民政府办公室关于印发依法行政工作要点的通知",
        ),
        (
            "某市人民政府文件\n某政发〔2021〕7号\n\n某市人民政府关于加强法治建设的意见\n\n各县（市、区）人民政府：",
            "某市人民政府关于加强法治建设的意见",
        ),
        ("威縣人民政府\n2019年度法治政府建設情況報告", "威縣人民政府2019年度法治政府建設情況報告"),
        (
            "发文单位 某市织造局 效力状态 有效\n发文日期 2022-06-25 发布日期 2022-06-27\n某市织造局实施方案",
            "某市织造局实施方案",
        ),
        (
            "文件编号：某政办发〔2021〕3号 统一编号：\n关于印发2021年责任分解的通知\n发布日期：2021-03-26",
            "关于印发2021年责任分解的通知",
        ),
        ("网站首页：主页 > 政策法规 >\n某省织造工作要点", "某省织造工作要点"),
        ("返回顶部\n某县人民政府工作规则", "某县人民政府工作规则"),
        (
            "政务微信\n政务微博\n×\n×\n某市人民政府关于织造的意见(某政〔2017〕101号)",
            "某市人民政府关于织造的意见",
        ),
        (
            "失效時(shí)間:\n發(fā)文字號(hào):內(nèi)政28號(hào)\n內(nèi)鄉(xiāng)縣推進(jìn)方案的通知\n",
            "內鄉縣推進方案的通知",
        ),
        (
            "政务服务丨某市实施意见\n- 发布日期：2021-07-19\n- 浏览次数：\n某市人民政府\n关于织造的实施意见",
            "某市人民政府关于织造的实施意见",
        ),
        ("返 回\n所在位置：某某网 > 专题\n某市责任分解的通知", "某市责任分解的通知"),
        ("某县总体应急预案的通知\n政策解读链接：《某县总体应急预案》政策解读", "某县总体应急预案的通知"),
        (
            "当前位置：首页\n某县2021年度法治政府建设报告\n发布日期：2022-01-05 来源：某局\n\n某县2021年度法治政府建设报告",
            "某县2021年度法治政府建设报告",
        ),
        ("　　　某镇法治政府建设年度报告", "某镇法治政府建设年度报告"),
        (
            "甲 省 司 法 厅\n甲省财政局\n甲司发〔20\n21〕3号\n\n关于印发《甲省三年行动\n方案》的通知",
            "关于印发《甲省三年行动方案》的通知",
        ),
        ("某县自然资源和规划局\n关于公布权责清单的公告", "某县自然资源和规划局关于公布权责清单的公告"),
        ("某縣優化營(yíng)商環(huán)境方案", "某縣優化營商環境方案"),
        (
            "某局网站 - 通知公告 - 正文\n[2024-05-20]  点击数：58\n\n某局专项整治实施方案某发【2024】15号",
            "某局专项整治实施方案",
        ),
        ("2021-03-05 10:20  来源：某局  浏览：12\n某县年度报告", "某县年度报告"),
        ("附件3：\n某市任务清单\n（2024—2026年）", "某市任务清单（2024—2026年）"),
        # what the page prints about the document is no part of its title
        (
            "【字号】某政办〔2020〕1号\n正文\n某市关于印发2020年\n《织机》方案的通知",
            "某市关于印发2020年《织机》方案的通知",
        ),
        ("时  效: 失效\n\n某市关于织机更新\n若干意见的通知", "某市关于织机更新若干意见的通知"),
        ("||||\n| 首页\n• 索引号:11/2021\n• 内容分类:规划\n某市五年规划", "某市五年规划"),
        ("組配分類 某办文件\n生成日期 2020-05-08 公开方式 主动公开\n某市方案\n文件有效性 有效", "某市方案"),
        ("發(fā)布機構: 某處 主題分類: 綜合\n某區(qū)重點工作安排\n生效日期: 廢止日期:", "某區重點工作安排"),
        ("某织发〔2023〕2号某区关于印发2023年方案的通知", "某区关于印发2023年方案的通知"),
        (">> 专栏 >> 2023重点工作\n某市重点工作方案", "某市重点工作方案"),
        ("无障碍浏览 长者模式\n\n某市重点工作方案", "某市重点工作方案"),
        ("某市织机登记办法\n下载地址: 点击下载\n某市人民政府\n\n某市织机登记办法", "某市织机登记办法"),
        # 进行责任分解的通知 ends a title and is no cell of a table
        (
            "县人民政府办公室关于\n对重点事项进行责任分解的通知",
            "县人民政府办公室关于对重点事项进行责任分解的通知",
        ),
        ("日前，某市印发《某市织机方案》。全文如下：\n某市织机方案", "某市织机方案"),
        ("某市条例\n2004年5月27日某市人民代表大会常务委员会第八次会议通过", "某市条例"),
    ],
)
def test_title(head: str, title: str) -> None:
    text = head + BODY
    part = split(text)[0][0]
    assert part.title is not None
    assert title_words(text, part.title) == title
    assert part.span.start == part.title.start


def test_a_page_printed_in_one_line_has_its_title_between_wide_gaps() -> None:
    text = (
        "您的位置: 首页>法治建设  某部2020年工作要点  某函〔2020〕257号  部内各司局：  为推进依法行政，制定要点。"
        + "一、推进立法。" * 60
    )
    part = split(text)[0][0]
    assert part.title is not None and title_words(text, part.title) == "某部2020年工作要点"


def test_a_text_of_one_line_may_open_with_its_title() -> None:
    text = "关于支持织机更新的十条意见。为落实部署,提出以下意见。1.给予补助。责任单位:市织造局。"
    part = split(text)[0][0]
    assert part.title is not None
    assert title_words(text, part.title) == "关于支持织机更新的十条意见"


def test_headings_of_two_forms_count_one_compilation() -> None:
    text = "精选三篇\n第一篇：某局2023年工作要点\n一、甲。乙。　　【篇二】某县2023年工作分工\n为做好工作。\n第三篇：某镇工作方案\n为做好工作。\n"
    titles = [title_words(text, part.title) for part in split(text)[0] if part.title]
    assert titles == ["某局2023年工作要点", "某县2023年工作分工", "某镇工作方案"]


@pytest.mark.parametrize(
    "text", ["依法行政是一项长期的工作,要常抓不懈。再说一遍。", "", "\n\n", "一、甲。\n二、乙。"]
)
def test_a_text_without_title_is_a_document_all_the_same(text: str) -> None:
    parts, outside = split(text)
    assert len(parts) == (1 if text.strip() else 0)
    assert "".join(p.span.of(text) for p in parts) == text.strip()
    assert sum(len(piece.span) for piece in outside) == len(text) - len(text.strip())
