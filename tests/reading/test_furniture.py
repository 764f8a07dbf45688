"""Page numbers, navigation and broken lines: recorded, and read past."""

from __future__ import annotations

import pytest

from fazhi_research.reading.documents import Document
from fazhi_research.reading.furniture import is_chrome
from fazhi_research.reading.spans import Span


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and printed words of the furniture, without the white space of breaks."""
    return [(f.kind, f.span.of(text)) for f in Document("d", text).furniture if f.kind != "break"]


def joined(text: str) -> str:
    """The whole text less its furniture."""
    return Document("d", text).words(Span(0, len(text)))


@pytest.mark.parametrize(
    "page",
    [
        "—7—",
        "— 12 —",
        "- 3 -",
        "－ 3 －",
        "-15-",
        "–7–",
        "第3页",
        "第 3 页 共 12 页",
        "第3页,共12页",
        "Page 3 of 12",
        "~4~",
    ],
)
def test_a_page_number_on_its_own_line(page: str) -> None:
    assert kinds(f"推进工作。\n{page}\n健全制度。") == [("page_number", page)]


@pytest.mark.parametrize(
    "line", ["2021", "—", "——", "1.健全", "3", "—7", "2021—2025", "第三页", "(7)", "- - -"]
)
def test_what_only_looks_like_a_page_number(line: str) -> None:
    assert kinds(f"推进工作。\n{line}\n健全制度。") == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        # inside a word, a title, a unit
        ("按照《甘肃省人民政\n—5—\n府重大行政决策程序规定》办理。", "《甘肃省人民政府重大行政决策程序规定》"),
        ("健全依法决策机制,由区政府法制\n—12—\n办公室组织实施并负责监督检查。", "区政府法制办公室组织实施"),
        ("一、任务。认真落实。（责任单位：区市场监督\n—6—\n管理局、区司法局）", "区市场监督管理局"),
        # a page number glued to the words about it
        ("坚持把法治—7—政府建设摆在突出位置。", "把法治政府建设"),
        ("坚持把法治 —7— 政府建设摆在突出位置。", "把法治政府建设"),
        # a line broken inside 《》
        ("认真执行《中华人民共和国行政\n许可法》各项规定。", "《中华人民共和国行政许可法》"),
    ],
)
def test_what_a_page_or_line_breaks_reads_whole(text: str, whole: str) -> None:
    assert whole in joined(text)


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求\n（一）指导思想\n到2025年建成。",
        "推进依法行政。\n健全工作制度。",
        "某市人民政府\n2021年3月5日",
        "各县人民政府：\n现将方案印发给你们。",
        "完善机制，落实责任。\n责任单位：市司法局",
        "牵头单位：市司法局\n配合单位：市财政局\n完成时限：2022年",
        "1.清理文件，公布目录\n2.制定清单，加强监督\n3.开展培训，提高能力",
    ],
)
def test_whole_lines_are_not_joined(text: str) -> None:
    assert joined(text) == text


def test_a_wrapped_page_is_joined() -> None:
    words = (
        "坚持依法治国依法执政依法行政共同推进坚持法治国家法治政府法治社会一体建设全面落实各项重点任务不断提高"
        * 20
    )
    text = "\n".join(words[at : at + 30] for at in range(0, len(words), 30)) + "。"
    assert joined(text) == words + "。"


@pytest.mark.parametrize(
    "line",
    [
        "发布日期：2024-03-26",
        "来源：某某网",
        "当前位置：首页",
        "浏览次数：12",
        "字体：大 中 小",
        "【打印】".replace("【", "[").replace("】", "]"),
        "责任编辑：某",
    ],
)
def test_navigation(line: str) -> None:
    assert ("navigation", line) in kinds(f"某市方案\n{line}\n一、总体要求\n推进。")
    assert is_chrome(line.replace("：", ":"))


@pytest.mark.parametrize(
    "line",
    ["一、总体要求", "某市人民政府", "作者说得好", "来源广泛", "打印机管理", "关闭高耗能企业", "时间安排"],
)
def test_words_are_not_navigation(line: str) -> None:
    assert kinds(f"某市方案。\n{line}\n推进。") == []
    assert not is_chrome(line)


def test_inserted_pinyin_is_a_gloss() -> None:
    text = "弘扬法(fǎ)治精神。"
    assert kinds(text) == [("gloss", "(fǎ)")]
    assert joined(text) == "弘扬法治精神。"


@pytest.mark.parametrize("text", ["推进(WTO)规则。", "运用(app)办事。", "见附件(a)。"])
def test_latin_letters_in_brackets_are_words(text: str) -> None:
    assert kinds(text) == []


def test_offsets_are_those_of_the_source() -> None:
    text = "\u3000甘肃省人民政\n—5—\n府重大行政决策，按规定办理。"
    page = next(f for f in Document("d", text).furniture if f.kind == "page_number")
    assert page.span.of(text) == "—5—"
    assert Document("d", text).words(Span(1, 10)) == "甘肃省人民政"


def test_the_head_of_every_page_is_furniture() -> None:
    items = ["健全制度,认真落实", "完善机制,督促检查", "公开清单,接受监督", "加强培训,提高能力"]
    text = "某市方案\n" + "".join(
        f"某市人民政府公报　2022年第{page}期\n{page}.{item}。\n— {page} —\n"
        for page, item in enumerate(items, 1)
    )
    heads = [words for kind, words in kinds(text) if kind == "navigation"]
    assert heads == [f"某市人民政府公报　2022年第{page}期" for page in (2, 3, 4)]


def test_a_unit_that_stands_beside_some_page_numbers_is_no_head() -> None:
    cells = ["县司法局", "县公安局", "县司法局", "县水利局", "县司法局", "县民政局"]
    text = "任务表\n" + "".join(f"任务{page}\n{cell}\n— {page} —\n" for page, cell in enumerate(cells, 1))
    assert {kind for kind, _ in kinds(text)} <= {"page_number"}


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("**一、总体要求**\n推进。", "一、总体要求\n推进。"),
        ("1.**推进改革。**建立机制。", "1.推进改革。建立机制。"),
        ("## 一、总体要求\n推进。", "一、总体要求\n推进。"),
        ("1\\.推进改革。", "1.推进改革。"),
        ("- （一）推进改革。", "（一）推进改革。"),
        ("● 1.推进改革。", "1.推进改革。"),
        ("- 2.1 推进改革。", "2.1 推进改革。"),
        ("（**牵头单位：**市司法局）", "（牵头单位：市司法局）"),
        # stars that blot out, and dashes that are none of a list
        ("五年来，**区推进改革，**镇落实。", "五年来，**区推进改革，**镇落实。"),
        ("20**年至20**年。", "20**年至20**年。"),
        ("- 推进改革。", "- 推进改革。"),
    ],
)
def test_signs_of_markdown_are_furniture_and_stars_that_blot_out_are_not(text: str, clean: str) -> None:
    assert joined(text) == clean


@pytest.mark.parametrize("sign", ["、", "．"])
def test_the_numbers_of_pages_on_a_sharing_site(sign: str) -> None:
    text = f"1{sign}{'推进依法织造' * 20}、\n  2{sign}进头脑工作。{'健全制度' * 30}的社\n3{sign}会氛围。（三）落实制度。"
    pages = [words.split() for kind, words in kinds(text) if kind == "page_number"]
    assert pages == [[f"1{sign}"], [f"2{sign}"], [f"3{sign}"]]
    assert "、进头脑工作" in joined(text) and "的社会氛围" in joined(text)


def test_items_are_no_pages_of_a_sharing_site() -> None:
    text = f"1、{'推进依法织造' * 20}。\n2、{'健全制度' * 30}。\n3、{'加强领导' * 30}。"
    assert kinds(text) == []
