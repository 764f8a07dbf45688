"""Saved web pages: what they show, where the article is, and what a broken one does."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fazhi_research.errors import ReadError
from fazhi_research.reading.corpus import file_documents
from fazhi_research.reading.files import SourceFile
from fazhi_research.reading.html import decoded, read_html

TITLE = "甲市人民政府关于加强法治建设的意见"
BODY = (
    "<p>　　为了推进依法行政，提出以下意见。</p><p>　　一、总体要求。到2025年，各项工作走在前列，群众满意。</p>"
    * 3
)
MENU = "<ul>" + "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(30)) + "</ul>"
FOOT = "<div class=foot>主办单位：甲市人民政府办公室　备案号</div>"


def text_of(page: str) -> str:
    return read_html(page.encode()).text


def source(page: str) -> SourceFile:
    extract = read_html(page.encode())
    return SourceFile(
        "a.html",
        extract.text,
        "0" * 64,
        extract.encoding,
        extract.article,
        extract.headline,
        extract.posted,
        extract.source,
    )


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>依法<b>行</b><span>政</span></p><p>二</p>", "依法行政\n二\n"),
        ("甲<br>乙<br/><br>丙", "甲\n乙\n丙\n"),
        ("<p>甲</p>\n  \n<p>&nbsp;</p><div></div><p>乙</p>", "甲\n乙\n"),
        ("<p>A &lt;B&gt; &amp; &#31532;&ensp;&quot;</p>", 'A <B> & 第\u2002"\n'),
        ("<p>依法\n  行政 in\n two  words</p>", "依法行政 in two words\n"),
        ("<span>依法</span>\n<span>行政</span> <i>甲</i>", "依法行政 甲\n"),
        ("甲<script>x='<p>乙</p>'</script><style>p{}</style><!-- 丙 --><noscript>丁</noscript>戊", "甲戊\n"),
        ("<pre>甲\n  乙\n丙</pre>", "甲\n乙\n丙\n"),
        ("<p>甲<p>乙<div>丙</div>丁", "甲\n乙\n丙\n丁\n"),
        ("<title>网页</title><body>甲<select><option>乙</select>", "甲\n"),
        (
            "<p>甲</p><p style='color:red; DISPLAY : none'>乙</p><p hidden>丙</p>" + "丁" * 200,
            "甲\n" + "丁" * 200 + "\n",
        ),
        ("没有标签", "没有标签\n"),
    ],
)
def test_what_a_page_shows(page: str, text: str) -> None:
    assert text_of(page) == text


def test_a_page_that_a_script_uncovers_is_read_all_the_same() -> None:
    assert text_of(f"<p>加载中</p><div style='display:none'>{BODY}</div>").startswith("加载中\n　　为了推进")


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (
            "<tr><th>序号<th>任务<th>牵头单位</tr><tr><td>1<td>推行<br>公开<td><p>市甲局</p><p>市乙局</p></tr>",
            "序号\t任务\t牵头单位\n1\t推行 公开\t市甲局 市乙局\n",
        ),
        ("<tr><td rowspan=2>一<td>甲<td>乙<tr><td>丙<td>丁", "一\t甲\t乙\n\t丙\t丁\n"),
        ("<tr><td>甲<td>乙<td>丙<tr><td colspan=2>丁<td>戊<tr><td>1<td rowspan=9>2<td>3<tr><td>4<td>5",
         "甲\t乙\t丙\n丁\t\t戊\n1\t2\t3\n4\t\t5\n"),
        ("<caption>表一</caption><tr><td>甲<td>乙<tr><td><td><tr><td>丙<td>丁", "表一\n甲\t乙\n丙\t丁\n"),
        ("<tr><td>左栏<td><p>甲</p><p>乙</p>", "左栏\n甲\n乙\n"),
        ("<tr><td>只有<tr><td>一列", "只有\n一列\n"),
    ],
)  # fmt: skip
def test_tables(table: str, text: str) -> None:
    assert text_of(f"<table>{table}</table>") == text


def test_a_table_that_lays_out_the_page_gives_its_cells_as_blocks_and_the_table_within_as_rows() -> None:
    inner = "<table><tr><td>1<td>甲<tr><td>2<td>乙</table>"
    page = f"<table><tr><td>菜单<td><p>正文</p>{inner}</td></tr><tr><td>页<td>脚</table>"
    assert text_of(page) == "菜单\n正文\n1\t甲\n2\t乙\n页\n脚\n"


@pytest.mark.parametrize("name", ["TRS_Editor", "zoom", "article-content", "UCAPCONTENT", "unheard-of"])
def test_the_article_is_found_with_its_headline_and_the_rest_is_outside(name: str) -> None:
    meta = "<table><tr><td>索引号：<td>X1<td>文号：<td>甲政发〔2020〕3号<tr><td>名称：<td>某意见<td>日期：<td>2020-01-02</table>"
    page = (
        f"<title>{TITLE}_甲市人民政府</title><body><div class=top>{MENU}</div>{meta}<h1>{TITLE}</h1>"
        f"<div class=bar>-次</div><div class='{name}'>{BODY}</div>{FOOT}"
    )
    held = file_documents(source(page))
    (document,) = held.documents
    assert document.title == TITLE
    assert document.text.startswith(TITLE) and document.text.endswith("群众满意。")
    assert document.metadata["number"] == "甲政发〔2020〕3号"
    assert {piece.kind for piece in held.outside} >= {"header", "footer"}
    edges = sorted([document.span, *(piece.span for piece in held.outside)])
    assert [edge.start for edge in edges] == [0, *(edge.stop for edge in edges[:-1])]
    assert edges[-1].stop == len(held.source.text)


def test_an_article_that_has_the_title_in_its_own_words_begins_there() -> None:
    own = "".join(f"<p>{line}</p>" for line in ("甲政发〔2020〕3号", TITLE[:8], TITLE[8:], "各区人民政府："))
    page = f"<meta name=ArticleTitle content='（转载）{TITLE}'>{MENU}<h1>（转载）{TITLE}</h1><div id=zoom>{own}{BODY}</div>"
    (document,) = file_documents(source(page)).documents
    assert document.title == TITLE
    assert document.text.startswith(TITLE[:8] + "\n" + TITLE[8:] + "\n各区")


def test_a_page_tells_by_its_own_data_when_it_was_posted_and_by_whom() -> None:
    data = "<meta name=PubDate content='2024-06-15 10:20:30'><meta name=ContentSource content='甲市司法局'>"
    page = f"<head>{data}</head>{MENU}<h1>某市织造方案</h1><div id=zoom>{BODY}</div>{FOOT}"
    known = file_documents(source(page)).documents[0].metadata
    assert (known["published"], known["issuer"]) == ("2024-06-15", "甲市司法局")


def test_a_title_that_stands_only_in_a_cell_of_the_pages_data_is_found() -> None:
    data = (
        "<tr><td>索引号：</td><td>123</td></tr><tr><td>标　题：</td><td>" + TITLE + "</td><td>有效</td></tr>"
    )
    page = f"<head><title>{TITLE}_甲市人民政府</title></head>{MENU}<table>{data}</table><div id=zoom>{BODY}</div>{FOOT}"
    document = file_documents(source(page)).documents[0]
    assert document.title == TITLE and document.metadata["issuer"] == "甲市人民政府"


def test_the_headline_names_a_notice_that_opens_without_a_title() -> None:
    headline = "甲市司法局关于印发《甲市普法方案》的通知"
    sent = "<p>各县：</p><p>现将《甲市普法方案》印发给你们，请执行。</p><p>甲市司法局</p><p>2021年3月5日</p><p>甲市普法方案</p>"
    page = f"<head><meta name=ArticleTitle content='{headline}'></head>{MENU}<h2>{headline}</h2><div id=zoom>{sent}{BODY}</div>{FOOT}"
    document = file_documents(source(page)).documents[0]
    assert (document.title, document.metadata["issued"]) == (headline, "2021-03-05")


def test_the_headline_names_a_notice_that_stands_above_a_plan_of_another_name() -> None:
    headline = "甲市司法局关于印发《甲市2019年普法方案》的通知"
    sent = (
        "<p>各县：</p><p>我局有关方案现予以印发。请认真执行。</p><p>2021年3月5日</p><p>甲市2019年普法方案</p>"
    )
    page = f"<head><meta name=ArticleTitle content='{headline}'></head>{MENU}<h2>{headline}</h2><div id=zoom>{sent}{BODY}</div>{FOOT}"
    assert file_documents(source(page)).documents[0].title == headline


def test_the_notice_above_what_it_forwards_belongs_to_the_document() -> None:
    headline = "甲市普法方案（2021—2025年）"
    sent = f"<p>各县：</p><p>现将《{headline}》印发给你们，请执行。</p><p>甲市司法局</p><p>2021年3月5日</p><p>{headline}</p>"
    page = f"<head><meta name=ArticleTitle content='{headline}'></head>{MENU}<h2>{headline}</h2><div id=zoom>{sent}{BODY}</div>{FOOT}"
    document = file_documents(source(page)).documents[0]
    assert (document.title, document.metadata["issued"]) == (headline, "2021-03-05")


@pytest.mark.parametrize(
    ("codec", "declared", "encoding"),
    [
        ("gb18030", "gb2312", "gb18030"),
        ("gb18030", "GBK", "gb18030"),
        ("big5hkscs", "big5", "big5hkscs"),
        ("utf-8", "gb2312", "utf-8"),
        ("utf-8-sig", "gb2312", "utf-8"),
        ("utf-16", "utf-16", "utf-16-le"),
        ("gb18030", "", "gb18030"),
    ],
)
def test_the_encoding_is_our_own_finding(codec: str, declared: str, encoding: str) -> None:
    words = "國務院關於依法行政的決定" if codec == "big5hkscs" else "国务院关于依法行政的决定，朱镕基"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{words * 4}</p>'
    assert decoded(page.encode(codec))[1] == encoding
    assert read_html(page.encode(codec)).text == words * 4 + "\n"


def test_a_few_damaged_bytes_do_not_cost_the_page() -> None:
    page = ("<meta charset=gb2312><p>" + "依法行政" * 200).encode("gb18030") + b"\xff\xff</p>"
    extract = read_html(page)
    assert extract.encoding == "gb18030-damaged" and extract.text.startswith("依法行政" * 200)


@pytest.mark.parametrize("page", ["", "<script>document.write('甲')</script>", "<p> </p>"])
def test_a_page_without_words(page: str) -> None:
    with pytest.raises(ReadError, match=r"shows no words .*copy its text"):
        read_html(page.encode())


HOSTILE = {
    "deep": "<div>" * 50_000 + "甲",
    "deep tables": "<table><tr><td>" * 20_000 + "甲",
    "unclosed links": "<a><b>" * 100_000 + "甲",
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">甲",
    "angles": "<" * 500_000 + "甲",
    "entities": "&lt;" * 200_000,
    "spans": "<table><tr><td>a<td>b</tr>"
    + "<tr><td colspan=1000 rowspan=65534>甲<td>乙</tr>" * 3_000
    + "</table>",
    "spaces": "甲" + " " * 500_000 + "乙" + "\n" * 500_000 + "丙",
    "comment": "甲" + "<!--" * 200_000,
    "closings": "甲" + "</div></p>" * 200_000,
    "titles": "<title>" + "依" * 400 + "</title><h1>" + "依" * 300_000 + "</h1>",
    "styles": "甲" + f"<p style='{'display ' * 60_000}'>乙",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_pages_are_read_to_their_end(what: str) -> None:
    """Pages so long that a reader whose work grows with their square would not come to an end."""
    assert len(read_html(HOSTILE[what].encode()).text) > 0


TAGS = st.sampled_from(
    "<p> </p> <div> <div class=content> </div> <table> <tr> <td> <td\tcolspan=3> <td\trowspan=2> </td> </tr> </table> <br> <a> </a> <h1> </h1> <pre> </pre> "
    "<script> </script> <title> </title> <!-- --> <meta\tname=ArticleTitle\tcontent=甲乙丙丁戊> &nbsp; &# < > \n 甲乙丙丁戊 关于 、 <p\tstyle=display:none>".split(
        " "
    )
)


@given(st.lists(TAGS, max_size=60))
@example(["<table>", "</td>", "甲乙丙丁戊", "<td>", "</table>", "</table>"])
def test_any_page_is_read_or_refused_in_words_and_its_documents_tile_it(tags: list[str]) -> None:
    try:
        held = file_documents(source("".join(tags)))
    except ReadError:
        return
    spans = sorted([*(each.span for each in held.documents), *(each.span for each in held.outside)])
    assert "".join(span.of(held.source.text) for span in spans) == held.source.text
    assert "\n\n" not in held.source.text and not held.source.text.startswith("\n")


PAGE = f"<html><head><meta charset=gbk><title>{TITLE}</title></head><body>{MENU}<div id=zoom>{BODY}</div></body></html>".encode(
    "gbk"
)


@given(
    st.lists(st.tuples(st.integers(0, len(PAGE) - 1), st.integers(0, 255)), max_size=30),
    st.integers(0, len(PAGE)),
)
def test_mutated_bytes_raise_nothing_but_read_errors(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(PAGE)
    for at, byte in changes:
        data[at] = byte
    try:
        extract = read_html(bytes(data[:length]))
    except ReadError:
        return
    assert extract.article is None or 0 <= extract.article.start < extract.article.stop <= len(extract.text)
