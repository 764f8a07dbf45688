"""Word documents: the numbers Word prints, tables, changes under review, and hostile files."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.errors import ReadError
from fazhi_research.reading.docx import read_docx
from fazhi_research.reading.numbering import number_label
from tests.reading.made_files import STRICT, docx, level, lists, p, part, zipped
from tests.work import calls


def text_of(body: str, **parts: str) -> str:
    return read_docx(docx(body, **parts)).text


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


@pytest.mark.parametrize(
    ("form", "numbers", "labels"),
    [
        ("chineseCounting", (1, 10, 11, 20, 99, 100), ("一", "十", "十一", "二十", "九十九", "一〇〇")),
        (
            "chineseCountingThousand",
            (10, 19, 101, 110, 1010),
            ("十", "十九", "一百零一", "一百一十", "一千零一十"),
        ),
        ("taiwaneseCountingThousand", (23,), ("二十三",)),
        ("japaneseCounting", (12,), ("十二",)),
        ("taiwaneseDigital", (10, 23), ("一〇", "二三")),
        ("chineseLegalSimplified", (1, 12), ("壹", "壹拾贰")),
        ("ideographTraditional", (1, 10, 11), ("甲", "癸", "甲")),
        ("ideographZodiac", (12,), ("亥",)),
        ("decimalEnclosedCircle", (1, 20, 21, 50, 51), ("①", "⑳", "㉑", "㊿", "51")),
        ("decimalEnclosedCircleChinese", (3,), ("③",)),
        ("decimalEnclosedParen", (2,), ("⑵",)),
        ("decimalEnclosedFullstop", (1, 21), ("⒈", "21")),
        ("ideographEnclosedCircle", (1, 10), ("㊀", "㊉")),
        ("upperRoman", (4, 9, 14), ("IV", "IX", "XIV")),
        ("lowerRoman", (3,), ("iii",)),
        ("upperLetter", (1, 26, 27), ("A", "Z", "AA")),
        ("lowerLetter", (2,), ("b",)),
        ("decimalZero", (7, 12), ("07", "12")),
        ("decimalFullWidth", (12,), ("１２",)),
        ("decimal", (0, 99_999), ("0", "99999")),
        ("none", (1,), ("",)),
        ("ordinalText", (3,), ("3",)),
    ],
)
def test_number_formats(form: str, numbers: tuple[int, ...], labels: tuple[str, ...]) -> None:
    assert tuple(number_label(number, form) for number in numbers) == labels


LEVELS = (
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3．"),
    level(3, "decimal", "%1.%4", "<w:isLgl/>"),
)


def test_numbers_count_on_and_deeper_levels_start_again() -> None:
    order = [0, 1, 1, 2, 2, 0, 1, 2, 3, 0]
    body = "".join(p("甲", lists=(1, depth)) for depth in order)
    expected = ["一、", "（一）", "（二）", "1．", "2．", "二、", "（一）", "1．", "2.1 ", "三、"]
    assert text_of(body, numbering=lists(*LEVELS)).split("\n")[:-1] == [label + "甲" for label in expected]


def test_lists_of_one_definition_go_on_unless_one_says_where_it_starts() -> None:
    body = p("甲", lists=(1, 0)) + p("乙", lists=(2, 0)) + p("丙", lists=(1, 0)) + p("丁", lists=(2, 0))
    assert text_of(body, numbering=lists(*LEVELS)) == "一、甲\n二、乙\n三、丙\n四、丁\n"
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert text_of(body, numbering=lists(*LEVELS, overrides=override)) == "一、甲\n一、乙\n二、丙\n三、丁\n"


def test_a_level_that_does_not_restart_and_one_that_a_list_redefines() -> None:
    kept = lists(level(0, "decimal", "%1、"), level(1, "decimal", "第%2条", '<w:lvlRestart w:val="0"/>'))
    body = "".join(p("甲", lists=(1, depth)) for depth in (0, 1, 1, 0, 1))
    assert text_of(body, numbering=kept) == "1、甲\n第1条 甲\n第2条 甲\n2、甲\n第3条 甲\n"
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    assert text_of(p("甲", lists=(2, 0)), numbering=lists(*LEVELS, overrides=override)) == "A)甲\n"


def test_articles_numbered_by_style_and_by_a_style_it_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="C"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    )
    numbering = lists(level(0, "chineseCountingThousand", "第%1条"))
    body = (
        p("目录行 1", style="T")
        + p("甲", style="A")
        + p("乙", style="B")
        + p("丙", style="C")
        + p("丁", style="A", lists=(0, 0))
    )
    assert text_of(body, numbering=numbering, styles=styles) == "第一条 甲\n第二条 乙\n丙\n丁\n"


def test_bullets_of_symbol_fonts_are_left_out_and_others_kept() -> None:
    numbering = lists(level(0, "bullet", "\uf06c"), level(1, "bullet", "——"))
    assert text_of(p("甲", lists=(1, 0)) + p("乙", lists=(1, 1)), numbering=numbering) == "甲\n—— 乙\n"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"<w:ins>{run('增')}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>{run('留')}", "增留"),
        (f"<w:moveTo>{run('来')}</w:moveTo><w:moveFrom>{run('去')}</w:moveFrom>", "来"),
        (f"<w:hyperlink>{run('链')}</w:hyperlink>{run('接')}", "链接"),
        (f"{run('甲')}<w:r><w:footnoteReference w:id='1'/></w:r>{run('乙')}", "甲乙"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("3"), "3"),
        (run("看") + run("不见", "<w:vanish/>") + run("得见", '<w:vanish w:val="0"/>'), "看得见"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/></w:r>", "甲\n乙 丙-"),
        (
            f"<w:sdt><w:sdtContent>{run('控')}</w:sdtContent></w:sdt><w:smartTag>{run('件')}</w:smartTag>",
            "控件",
        ),
        (f"<w:r><w:ruby><w:rt>{run('fǎ')}</w:rt><w:rubyBase>{run('法')}</w:rubyBase></w:ruby></w:r>", "法"),
        (
            f"{run('正文')}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p('框')}</w:txbxContent></mc:Choice>"
            f"<mc:Fallback><w:txbxContent>{p('框')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>",
            "正文\n框",
        ),
    ],
)
def test_what_counts_as_words(inner: str, text: str) -> None:
    assert text_of(f"<w:p>{inner}</w:p>") == text + "\n"


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    assert text_of("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("甲") + "</w:p>" + p("乙")) == "甲乙\n"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(word) for word in words.split('|'))}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_merged_cells_are_read_once_and_rows_are_lines() -> None:
    starts, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell("序号") + cell("任务") + cell("牵头单位"),
        cell("一、总体", '<w:gridSpan w:val="3"/>'),
        cell("1") + cell("甲|乙") + cell("市甲局", starts),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("丙") + cell("不印", goes_on),
        "<w:trPr><w:del/></w:trPr>" + cell("删") + cell("去"),
        f"<w:sdt><w:sdtContent>{cell('2')}</w:sdtContent></w:sdt>" + cell("丁") + cell("市乙局"),
    )
    assert text_of(body) == "序号\t任务\t牵头单位\n一、总体\t\t\n1\t甲 乙\t市甲局\n\t丙\t\n2\t丁\t市乙局\n"


def test_a_table_of_one_column_frames_paragraphs_and_a_table_within_a_cell_is_flattened() -> None:
    assert text_of(table(cell("甲|乙"))) == "甲\n乙\n"
    assert text_of(table(cell("甲"), cell("不印", "<w:vMerge/>"), cell("乙"))) == "甲\n乙\n"
    within = table(cell("子") + cell("丑"), cell("寅") + cell("卯"))
    assert text_of(table(cell("甲") + f"<w:tc>{within}</w:tc>")) == "甲\t子 丑 寅 卯\n"


def test_strict_documents_and_parts_under_other_names() -> None:
    assert read_docx(docx(p("甲"), space=STRICT)).text == "甲\n"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="http://x/officeDocument" Target="/w/main.xml"/></Relationships>'
    )
    inner = relations.replace("officeDocument", "numbering").replace("/w/main.xml", "n2.xml")
    files = {
        "_rels/.rels": relations.encode(),
        "w/_rels/main.xml.rels": inner.encode(),
        "w/main.xml": part("document", f"<w:body>{p('甲', lists=(1, 0))}</w:body>"),
        "w/n2.xml": part("numbering", lists(*LEVELS)),
    }
    assert read_docx(zipped(files)).text == "一、甲\n"


def test_what_cannot_be_read_says_why() -> None:
    bomb = part("document", "<w:body>" + p(" ") * 200_000 + "</w:body>")
    entity = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    laughs = (
        b'<!DOCTYPE a [<!ENTITY a "ha">'
        + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (98 + n, *[97 + n] * 4) for n in range(20))
        + b"]><a>&u;</a>"
    )
    deep = part("document", "<w:body>" + "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000 + "</w:body>")
    for data, reason in (
        (b"", "no Word document or a broken one"),
        (b"PK\x03\x04" + b"x" * 80, "no Word document or a broken one"),
        (zipped({"a.xml": b"<a/>"}), "no Word document or a broken one"),
        (zipped({"word/document.xml": b"<a><b></a>"}), "no Word document or a broken one"),
        (zipped({"word/document.xml": b"<a/>"}), "no Word document or a broken one"),
        (docx(p(" ")), r"no words .*\(OCR\)"),
        (zipped({"word/document.xml": bomb}), "as a zip bomb does"),
        (zipped({"word/document.xml": entity}), "declares a document type"),
        (zipped({"word/document.xml": laughs}), "declares a document type|broken"),
        (zipped({"word/document.xml": deep}), "broken"),
    ):
        with pytest.raises(ReadError, match=reason):
            read_docx(data)


def test_work_stays_in_proportion_to_the_document() -> None:
    def taken(length: int) -> int:
        body = "".join(p(f"推行第{n}项行政执法公示制度", lists=(1, n % 3)) for n in range(length))
        data = docx(body, numbering=lists(*LEVELS))
        return calls(lambda: read_docx(data))

    taken(10)
    assert taken(4_000) < 10 * taken(500)


GOOD = docx(
    p("甲", lists=(1, 0)) + table(cell("1") + cell("乙"), cell("2") + cell("丙")), numbering=lists(*LEVELS),
    styles='<w:style w:styleId="A"/>',
)  # fmt: skip
XML = part(
    "document",
    "<w:body>" + p("甲", lists=(1, 0)) + table(cell("1") + cell("乙", "<w:vMerge/>")) + "</w:body>",
)
CHANGES = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=8)


@given(CHANGES, st.integers(0, len(GOOD)))
def test_mutated_archives_raise_nothing_but_read_errors(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(GOOD)
    for at, byte in changes:
        data[at % len(data)] = byte
    for each in (bytes(data), bytes(data[:length])):
        try:
            assert read_docx(each).text.strip()
        except ReadError:
            continue


@given(CHANGES, CHANGES)
def test_mutated_parts_raise_nothing_but_read_errors(
    body: list[tuple[int, int]], numbers: list[tuple[int, int]]
) -> None:
    files = {
        "word/document.xml": bytearray(XML),
        "word/numbering.xml": bytearray(part("numbering", lists(*LEVELS))),
    }
    for data, changes in zip(files.values(), (body, numbers), strict=True):
        for at, byte in changes:
            data[at % len(data)] = byte
    with contextlib.suppress(ReadError):
        assert read_docx(zipped({name: bytes(data) for name, data in files.items()})).text.strip()
