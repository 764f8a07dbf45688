"""Files that hold several documents, and what stands around them."""

from __future__ import annotations

import pytest

from fazhi_research.reading.compilations import split
from fazhi_research.reading.corpus import file_documents
from fazhi_research.reading.files import SourceFile

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


def _signed(title: str, place: str, *, number: str = "", told: str = "") -> str:
    """A document with its items, signed and dated."""
    body = "".join(
        f"{mark}、{words}\n认真落实各项要求，不断提高依法办事的能力和水平。定期检查，及时整改。\n"
        for mark, words in zip("一二三", ("健全制度", "规范执法", "加强监督"), strict=True)
    )
    return f"{number}\n{title}\n{place}各部门：\n{told}为推进依法行政，现就有关事项通知如下。\n{body}\n{place}人民政府\n2023年3月5日\n".lstrip(
        "\n"
    )


FIRST = _signed("甲县2023年法治政府建设实施方案", "甲县")
SECOND = _signed("乙县关于加强行政执法监督的意见", "乙县")
NUMBERED = _signed("乙县关于加强行政执法监督的意见", "乙县", number="乙政发〔2023〕7号")


@pytest.mark.parametrize(
    "between",
    [
        "\n",
        "\n\n\n",
        "\n======\n",
        "\n\n——————————\n\n",
        "\x0c",
        "\n- 4 -\n\n\n",
        "上一篇：某事\n下一篇：他事\n\n",
    ],
)
@pytest.mark.parametrize("second", [SECOND, NUMBERED], ids=["signed", "numbered"])
def test_a_document_below_another_that_has_ended_is_one_of_its_own(second: str, between: str) -> None:
    found = documents(FIRST + between + second)
    assert len(found) == 2
    assert found[0].startswith("甲县2023年法治政府建设实施方案")
    assert "乙县" not in found[0]
    assert found[1] == second[second.index("乙县关于") :].rstrip()


def test_short_documents_parted_by_a_rule_or_their_dates() -> None:
    points = "甲县2021年法治政府建设工作要点\n一、健全制度\n1.修订办法。2021年6月底前完成。\n2.清理文件。\n甲县司法局\n2021年2月1日\n"
    told = "甲县2020年法治政府建设情况报告\n一、主要做法\n一年来清理文件12件。依法行政有进展。\n甲县人民政府\n2021年1月5日\n"
    for text in (f"{points}\n==========\n\n{told}", f"{told}\n{points}", f"{points}\n\n\n{told}"):
        assert len(documents(text)) == 2


def test_each_of_them_has_its_own_metadata() -> None:
    source = SourceFile("a.txt", NUMBERED + "\n\n\n" + FIRST, "0" * 64, "utf-8")
    told = [
        (one.title, one.metadata["number"], one.metadata["issuer"])
        for one in file_documents(source).documents
    ]
    assert told == [
        ("乙县关于加强行政执法监督的意见", "乙政发〔2023〕7号", "乙县人民政府"),
        ("甲县2023年法治政府建设实施方案", "", "甲县人民政府"),
    ]


def test_a_manifest_that_lists_one_document_keeps_it_one() -> None:
    text = FIRST + "\n\n\n" + SECOND
    assert [part.span.of(text) for part in split(text, most=1)[0]] == [text.rstrip()]


@pytest.mark.parametrize(
    ("host", "below"),
    [
        # a notice and what it sends, named in its title, in part of its title, in its text, or labelled
        (_signed("关于印发《甲县2023年法治政府建设实施方案》的通知", "甲县"), FIRST),
        (_signed("甲县关于印发2023年法治政府建设实施方案的通知", "甲县"), FIRST),
        (_signed("甲县关于做好依法行政工作的通知", "甲县", told="现将《甲县2023年法治政府建设实施方案》印发给你们。"), FIRST),
        (_signed("甲县关于做好依法行政工作的通知", "甲县"), "附件1\n" + FIRST),
        (_signed("甲县关于做好依法行政工作的通知", "甲县", told="附件：1.实施方案。"), "\n\n" + FIRST),
        (_signed("甲县转发乙县关于加强行政执法监督的意见的通知", "甲县"), "\n\n" + NUMBERED),
        # what a site prints above a document
        ("当前位置：首页 > 政务公开 > 文件\n" + "信息目录 机构职能 法规文件 规划计划\n" * 12, "\n\n\n" + NUMBERED),
    ],
)  # fmt: skip
def test_what_belongs_to_the_document_above_begins_none(host: str, below: str) -> None:
    assert len(documents(host + below)) == 1


def test_parts_of_one_document_are_not_parted_by_a_rule() -> None:
    text = FIRST.replace("二、规范执法", "\n======\n\n二、规范执法")
    assert documents(text) == [text.rstrip()]
