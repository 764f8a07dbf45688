"""Files that hold several documents, and what stands around them."""

from __future__ import annotations

import pytest

from fazhi_research.reading.compilations import split

PLAN = "某市法治建设实施方案\n为推进依法行政,制定本方案。\n一、总体要求\n推进。"
REPORT = "某县依法行政情况报告\n根据要求,现将情况报告如下。\n一、主要做法\n推进。"
SPEECH = "在会议上的讲话\n同志们:\n今天我讲三点意见。\n一、认识\n推进。"


def documents(text: str) -> list[str]:
    """The text of every document."""
    return [part.span.of(text) for part in split(text)[0]]


def outside(text: str) -> list[tuple[str, str]]:
    """Kind and words of what belongs to no document, without white space."""
    return [(piece.kind, piece.span.of(text).strip()) for piece in split(text)[1] if piece.kind != "space"]


@pytest.mark.parametrize(
    "shape",
    [
        "第{}篇: 实施方案\n",
        "第{}篇：实施方案\n",
        "篇{}：实施方案\n",
        "第{}篇、实施方案\n",
        "  第{}篇：实施方案\n",
        "第{}篇：\n",
        "第{}篇：法治材料\n",
    ],
)
def test_headings_that_count_cut_a_file(shape: str) -> None:
    """Each document starts with its own title, not with the heading that counts it."""
    texts = [PLAN, REPORT, SPEECH]
    text = "\n\n".join(f"{shape.format(n)}{words}" for n, words in zip("一二三", texts, strict=True))
    assert documents(text) == texts
    assert [kind for kind, _ in outside(text)] == ["heading"] * 3


def test_tags_cut_a_file_at_the_title_they_close() -> None:
    text = "在全市会议上的讲话【篇一】\n同志们:\n今天讲三点。\n\n在全县会议上的讲话【篇二】\n同志们:\n今天讲两点。"
    found = documents(text)
    assert [words.split("【")[0] for words in found] == ["在全市会议上的讲话", "在全县会议上的讲话"]
    assert found[0].endswith("今天讲三点。")


@pytest.mark.parametrize(
    "text",
    [
        PLAN,
        PLAN + "\n第一篇：总论\n文字。",  # one heading counts nothing
        PLAN + "\n第二篇：总论\n文字。\n第五篇：结论\n文字。",  # nor do two that do not follow each other
        PLAN + "\n（参见第一篇：总论、第二篇：分论）。",
    ],
)
def test_one_document_stays_one(text: str) -> None:
    assert documents(text) == [text]


def test_a_web_page_leaves_its_header_and_footer_outside() -> None:
    header, footer = (
        "当前位置:首页>政务公开\n发布日期:2021-03-05\n",
        "\n上一篇:关于某事的通知\n下一篇:关于他事的通知\n版权所有:某市\n",
    )
    text = header + PLAN + footer
    assert documents(text) == [PLAN]
    assert [kind for kind, _ in outside(text)] == ["header", "footer"]


def test_words_that_only_begin_like_a_footer_stay() -> None:
    text = PLAN + "\n相关文件要及时清理。各单位应当公布结果。\n二、保障措施\n加强领导。"
    assert documents(text) == [text]


def test_white_space_around_a_document_is_space() -> None:
    parts, pieces = split("\n\n" + PLAN + "\n \n")
    assert [part.span.of("\n\n" + PLAN + "\n \n") for part in parts] == [PLAN]
    assert [piece.kind for piece in pieces] == ["space", "space"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000\ufeff"])
def test_a_file_without_words_holds_no_document(text: str) -> None:
    parts, pieces = split(text)
    assert parts == []
    assert "".join(piece.span.of(text) for piece in pieces) == text
