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
            "当前位置：首页\n某县2021年度法治政府建设报告\n发布日期：2022-01-05 来源：某局\n\n某县2021年度法治政府建设报告",
            "某县2021年度法治政府建设报告",
        ),
        ("　　　某镇法治政府建设年度报告", "某镇法治政府建设年度报告"),
    ],
)
def test_title(head: str, title: str) -> None:
    text = head + BODY
    part = split(text)[0][0]
    assert part.title is not None
    assert title_words(text, part.title) == title
    assert part.span.start == part.title.start


@pytest.mark.parametrize(
    "text", ["依法行政是一项长期的工作,要常抓不懈。再说一遍。", "", "\n\n", "一、甲。\n二、乙。"]
)
def test_a_text_without_title_is_a_document_all_the_same(text: str) -> None:
    parts, outside = split(text)
    assert len(parts) == (1 if text.strip() else 0)
    assert "".join(p.span.of(text) for p in parts) == text.strip()
    assert sum(len(piece.span) for piece in outside) == len(text) - len(text.strip())
