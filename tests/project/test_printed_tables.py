"""A table on paper, in Word, on a web page and in Excel: its rows, its words in the languages asked for, nothing that runs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import docx
import pandas as pd
import pytest

from fazhi_research.errors import FazhiError
from fazhi_research.measuring.caveats import caveat, with_caveats
from fazhi_research.project import Project
from fazhi_research.project.headings import HEADINGS
from fazhi_research.project.printed_tables import printed_table
from fazhi_research.project.web_tables import web_table
from fazhi_research.project.word import word_table

FRAME = pd.DataFrame(
    {
        "document": ["jinchuan-2015", "xuchang-2022"],
        "genre": ["plan", "speech"],
        "words": ["=cmd|'/c calc'!A1", "<b>&\x0b"],
        "difference": [-0.5, 0.25],
        "caveats": "single",
    }
)


def test_every_heading_has_both_languages_and_meanings_come_in_pairs() -> None:
    assert [name for name, head in HEADINGS.items() if not head.english or not head.chinese] == []
    assert [name for name, head in HEADINGS.items() if bool(head.meaning) != bool(head.chinese_meaning)] == []


def test_the_notes_tell_meanings_and_caveats_in_each_language_once() -> None:
    table = printed_table(FRAME, caveats=[caveat("single")], made={"en": "From A.", "zh": "来自甲。"})
    english, chinese = table.notes
    assert english.startswith("Difference: after less before.") and english.endswith("documents. From A.")
    assert chinese.startswith("差：后期减前期。") and chinese.endswith("之差。来自甲。")
    assert [column.name for column in table.columns] == ["document", "genre", "words", "difference"]
    for one, note in (("en", english), ("zh", chinese)):
        alone = printed_table(
            FRAME, language=one, caveats=[caveat("single")], made={"en": "From A.", "zh": "来自甲。"}
        )
        assert alone.notes == (note,)
    with pytest.raises(FazhiError, match="language='fr' is unknown"):
        printed_table(FRAME, language="fr")


def test_codes_are_words_on_paper() -> None:
    frame = pd.DataFrame({"genre": ["self_inspection", "work_points"], "words": ["a_b", "c_d"]})
    assert printed_table(frame, language="en").rows == [["self inspection", "a_b"], ["work points", "c_d"]]
    assert printed_table(frame, language="zh").rows == [["自查报告", "a_b"], ["工作要点", "c_d"]]


def test_a_heading_fits_the_table_it_stands_in() -> None:
    groups = printed_table(pd.DataFrame({"cluster": [1, 2], "of": [6, 5]}), language="en")
    assert groups.heads == [["Group", "Documents"]]
    leads = printed_table(pd.DataFrame({"tasks": [1, 2], "of": [6, 5]}), language="en")
    assert leads.heads == [["Tasks", "Of"]]


def test_no_word_of_a_heading_breaks_in_word() -> None:
    """Seen in a word processor: Mark, Rank and Theme lost their last letters to the next line."""
    words = word_table(printed_table(pd.DataFrame({"mark": ["1", "2"], "rank": [1, 3]}), language="en"))
    with zipfile.ZipFile(io.BytesIO(words)) as archive:
        widths = re.findall(r'<w:gridCol w:w="(\d+)"/>', archive.read("word/document.xml").decode())
    bold = {"Mark": 0.944 + 0.5 + 0.444 + 0.556, "Rank": 0.722 + 0.5 + 0.556 + 0.556}  # ems, of Times bold
    assert [int(width) - 100 >= 180 * ems for width, ems in zip(widths, bold.values(), strict=True)] == [
        True,
        True,
    ]


def test_word_has_a_real_table_with_repeated_headings(tmp_path: Path) -> None:
    (tmp_path / "one.docx").write_bytes(word_table(printed_table(FRAME), "Words 用语"))
    document = docx.Document(str(tmp_path / "one.docx"))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Document", "Genre", "Words", "Difference"],
        ["文件", "文种", "原文", "差"],
        ["jinchuan-2015", "plan", "=cmd|'/c calc'!A1", "-0.50"],
        ["xuchang-2022", "speech", "<b>&", "0.25"],
    ]
    heads = [row for row in table.rows if row._tr.xpath("./w:trPr/w:tblHeader")]
    assert len(heads) == 2
    caption = document.paragraphs[0]
    assert caption.text == "Words 用语" and caption._p.xpath("./w:pPr/w:pStyle/@w:val") == ["Caption"]
    assert document.core_properties.title == "Words 用语"


def test_word_tells_neither_date_nor_author_and_is_the_same_each_time() -> None:
    one, two = (word_table(printed_table(FRAME), "Words") for _ in range(2))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        core = archive.read("docProps/core.xml")
    assert b"dcterms" not in core and b"creator" not in core


def test_a_wide_table_turns_the_page_and_stays_on_it() -> None:
    frame = pd.DataFrame({name: [f"{name}{'字' * 30}", f"{name}甲"] for name in "abcdefg"})
    with zipfile.ZipFile(io.BytesIO(word_table(printed_table(frame)))) as archive:
        words = archive.read("word/document.xml").decode()
    assert 'w:orient="landscape"' in words
    widths = [int(part.split('"')[0]) for part in words.split('<w:gridCol w:w="')[1:]]
    assert sum(widths) <= 16838 - 2 * 1440


def test_html_is_one_page_with_every_word_escaped() -> None:
    page = web_table(printed_table(FRAME), "tab09", "Words <用语>")
    assert "&lt;b&gt;&amp;" in page and "<b>" not in page and "<script" not in page and "http" not in page
    assert '<h1 id="caption">Words &lt;用语&gt;</h1>' in page and 'aria-labelledby="caption"' in page
    assert page.count("<tr>") == 4 and page.count('<th scope="col"') == 2 * 4
    assert '<html lang="zh-CN">' in web_table(printed_table(FRAME, language="zh"), "tab09")


def test_a_web_page_fits_a_telephone_and_paper() -> None:
    """Seen in a browser: without these a telephone draws a page of 980 pixels, and paper squeezes the words to a letter a line."""
    page = web_table(printed_table(FRAME), "tab09")
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert (
        '<div role="region" aria-labelledby="caption" tabindex="0">' in page
    )  # moved by keys where it is too wide
    assert "landscape" not in page and 'class="words"' not in page
    wide = FRAME.assign(
        words=["依法行政" * 10, "法治政府" * 12],
        **{f"words_{n}": [f"{n}" + "甲" * 40, f"{n}" + "乙" * 30] for n in range(5)},
    )
    page = web_table(printed_table(wide), "tab09")
    assert "@page { size: A4 landscape }" in page
    assert page.count('<td class="words">') == 2 * 6 and page.count('<th scope="col" class="words">') == 2 * 6


def test_a_table_is_saved_in_every_form(tmp_path: Path) -> None:
    frame = with_caveats(FRAME.drop(columns="caveats"), [caveat("single")], column=False)
    written = Project(tmp_path).save_table(frame, "tab09", caption="Words 用语")
    assert [path.name for path in written] == [
        "tab09.csv", "tab09-excel.csv", "tab09.tex", "tab09.docx", "tab09.html", "tab09.json",
    ]  # fmt: skip
    plain = (tmp_path / "figures" / "tab09.csv").read_text(encoding="utf-8")
    assert plain.startswith("document,genre,words,difference\njinchuan-2015,plan,=cmd|'/c calc'!A1,-0.5\n")
    for kind in ("tex", "html"):
        assert "any difference between groups is a difference between documents" in (
            tmp_path / "figures" / f"tab09.{kind}"
        ).read_text(encoding="utf-8")


def test_excel_knows_the_encoding_and_runs_nothing(tmp_path: Path) -> None:
    Project(tmp_path).save_table(FRAME, "tab09", language="zh")
    content = (tmp_path / "figures" / "tab09-excel.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["文件", "文种", "原文", "差", "提示"]
    assert rows[1] == ["jinchuan-2015", "plan", "'=cmd|'/c calc'!A1", "-0.5", "single"]


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-1", "@x", " =1", "\u3000=1", "＝1", "＋1", "－1", "＠x", "\t=1", "\n=1"]
)
def test_no_cell_of_words_begins_a_formula(cell: str, tmp_path: Path) -> None:
    Project(tmp_path).save_table(pd.DataFrame({cell: [cell, "法治"]}), "tab09")
    content = (tmp_path / "figures" / "tab09-excel.csv").read_text(encoding="utf-8-sig")
    head, first, *_ = csv.reader(io.StringIO(content, newline=""))
    assert head[0].startswith("'") and first[0] == f"'{cell}"
