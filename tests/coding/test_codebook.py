"""The codebook as it ships, one of your own, and every fault its tables can have."""

from __future__ import annotations

import doctest
import re
from collections import Counter
from pathlib import Path

import pytest

from fazhi_research.coding.codebook import KINDS, Codebook
from fazhi_research.coding.codebooks import TABLES, read_codebook
from fazhi_research.coding.modality import STRENGTHS
from fazhi_research.coding.term_scanner import scanner, spellings
from fazhi_research.errors import LexiconError

TERMS = "scheme,theme,term,first,last,kind,source"
THEMES = "scheme,theme,parent,chinese,english,definition,include,exclude"
SCHEMES = "scheme,version,default,exclusive,chinese,english,definition,source,warning"
CONTEXTS = "scheme,term,within"
CROSSWALK = "instrument,part,heading,theme,place,source"
TWELVE = "POL FUN RUL DEC ENF EMG DIS SUP OPN DIG CAP ORG".split()


@pytest.fixture(scope="module")
def book() -> Codebook:
    return read_codebook()


def own(folder: Path, table: str, text: str, encoding: str = "utf-8") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"codebook_{table}.csv").write_bytes(text.encode(encoding))
    return folder


def test_the_twelve_themes_stand_in_order_with_both_labels(book: Codebook) -> None:
    assert [theme.theme for theme in book.themes_of()] == TWELVE
    for theme in book.themes_of():
        assert re.search("[\u4e00-\u9fff]", theme.chinese) and theme.english.isascii()
        assert theme.definition and theme.include and theme.exclude


def test_every_theme_has_terms_and_no_term_two_themes(book: Codebook) -> None:
    counted = Counter(term.theme for term in book.terms_of())
    assert set(counted) == set(TWELVE) and min(counted.values()) >= 20
    spelled = [words for term in book.terms_of() for words in spellings(term.term)]
    assert len(spelled) == len(set(spelled))


def test_a_year_rests_on_a_source(book: Codebook) -> None:
    for term in book.terms:
        assert term.first is None or term.source, term
        assert term.kind in KINDS


@pytest.mark.parametrize(
    ("term", "first", "last"),
    [
        ("非行政许可审批", 2004, 2015),
        ("三证合一", 2014, 2016),
        ("六五普法", 2011, 2015),
        ("八五普法", 2021, 2025),
        ("数字法治政府", 2021, None),
        ("行政复议", None, None),
    ],
)
def test_years_of_terms_whose_dates_are_public(
    book: Codebook, term: str, first: int | None, last: int | None
) -> None:
    (found,) = [one for one in book.terms_of() if one.term == term]
    assert (found.first, found.last) == (first, last)


def test_the_crosswalk_has_every_part_of_the_six_instruments(book: Codebook) -> None:
    parts = {one.instrument: set[str]() for one in book.crosswalk}
    for one in book.crosswalk:
        parts[one.instrument].add(one.part)
    assert {name: len(found) for name, found in parts.items()} == {
        "outline-2004": 11, "decision-2008": 8, "opinion-2010": 9, "decision-2014": 6, "outline-2015": 9, "outline-2021": 10,
    }  # fmt: skip
    assert {one.theme for one in book.crosswalk} - {""} == set(TWELVE)
    own_part = {(one.instrument, one.theme): one.part for one in book.crosswalk if one.place == "own"}
    assert own_part["outline-2021", "EMG"] == "六" and ("outline-2015", "EMG") not in own_part
    assert own_part["opinion-2010", "OPN"] == "六" and ("outline-2021", "OPN") not in own_part


def test_schemes_say_what_they_are_and_warn_where_they_must(book: Codebook) -> None:
    assert book.defaults == ("themes", "instruments")
    assert "innovation policy" in book.schemes["rothwell-zegveld"].warning
    assert "genre" in book.schemes["pmc"].warning
    assert {theme.theme for theme in book.themes_of("modality")} == {*STRENGTHS, "report"}


def test_the_version_changes_with_any_row_and_with_nothing_else(tmp_path: Path, book: Codebook) -> None:
    assert re.fullmatch(r"[\d.]+\+[0-9a-f]{12}", book.version)
    mine = read_codebook(own(tmp_path / "a", "terms", f"{TERMS}\nthemes,DIG,灯塔系统,,,matter,\n"))
    other = read_codebook(own(tmp_path / "b", "terms", f"{TERMS},note\nthemes,DIG,灯塔系统,,,matter,,x\n"))
    same = read_codebook(own(tmp_path / "c", "terms", f"{TERMS}\n\nthemes,DIG,“灯塔系统”,,,matter,\n"))
    assert len({book.version, mine.version, other.version}) == 3
    assert same.version == mine.version


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_your_terms_are_added_whatever_excel_saved(tmp_path: Path, encoding: str, newline: str) -> None:
    text = newline.join([TERMS, "themes,DIG,燈塔系統,2020,,matter,虚构文件", "", ",,,,,,", ""])
    mine = read_codebook(own(tmp_path, "terms", text, encoding))
    (found,) = [one for one in mine.terms_of() if one.term == "灯塔系统"]
    assert (found.theme, found.first, found.last) == ("DIG", 2020, None)
    assert "行政复议" in {one.term for one in mine.terms_of()}


def test_your_row_takes_the_place_of_ours(tmp_path: Path, book: Codebook) -> None:
    folder = own(tmp_path, "terms", f"{TERMS}\nthemes,RUL,双随机一公开,,,matter,\n")
    own(folder, "themes", f"{THEMES}\nthemes,RUL,,规则,Rules of mine,,,\n")
    mine = read_codebook(folder)
    assert [one.theme for one in mine.terms_of() if "双随机" in one.term] == ["RUL"]
    assert mine.theme("RUL").english == "Rules of mine" != book.theme("RUL").english
    assert len(mine.themes) == len(book.themes)


def test_an_edited_file_is_read_again(tmp_path: Path) -> None:
    own(tmp_path, "terms", f"{TERMS}\nthemes,DIG,某词,,,matter,\n")
    assert read_codebook(tmp_path) is read_codebook(tmp_path)
    before = read_codebook(tmp_path).version
    own(tmp_path, "terms", f"{TERMS}\nthemes,DIG,某某词,,,matter,\n")
    assert read_codebook(tmp_path).version != before


def test_a_codebook_that_stands_alone(tmp_path: Path) -> None:
    folder = own(tmp_path, "themes", f"{THEMES}\nthemes,X,,某,Some,,,\n")
    with pytest.raises(LexiconError, match=r"it has no terms; .*codebook_terms\.csv"):
        read_codebook(folder, replace=True)
    own(folder, "terms", f"{TERMS}\nthemes,X,某词,,,matter,\n")
    mine = read_codebook(folder / ".", replace=True)
    assert [one.term for one in mine.terms] == ["某词"] and list(mine.schemes) == ["themes"]
    assert mine.crosswalk == () and mine.contexts == ()


def test_a_scheme_may_let_a_term_have_two_themes(tmp_path: Path) -> None:
    folder = own(tmp_path, "schemes", f"{SCHEMES}\nmine,1,,,我的,Mine,,,\n")
    own(folder, "themes", f"{THEMES}\nmine,A,,甲,A,,,\nmine,B,,乙,B,,,\n")
    own(folder, "terms", f"{TERMS}\nmine,A,某词,,,matter,\nmine,B,某词,,,matter,\n")
    found = scanner(read_codebook(folder), "mine")
    assert [[term.theme for term in terms] for terms in found.terms] == [["A", "B"]]


FAULTS = [
    ("terms", f"{TERMS}\nthemes,XXX,某词,,,matter,\n", "line 2: the theme XXX of themes is not in the table of themes"),
    ("terms", f"{TERMS}\nthemes,DIG,,,,matter,\n", "line 2: the cell term is empty"),
    ("terms", f"{TERMS}\nthemes,DIG,某词,20l8,,matter,\n", "line 2: first is '20l8', which is no year"),
    ("terms", f"{TERMS}\nthemes,DIG,某词,1821,,matter,\n", "line 2: first is '1821', which is no year"),
    ("terms", f"{TERMS}\nthemes,DIG,某词,2020,2018,matter,\n", "line 2: first 2020 is later than last 2018"),
    ("terms", f"{TERMS}\nthemes,DIG,某词,,,noun,\n", "line 2: kind is 'noun'; it may be matter, slogan"),
    ("terms", f"{TERMS}\nthemes,DIG,某词,,,matter\n", "line 2: 6 cells for 7 columns"),
    ("terms", "scheme,theme,term\nthemes,DIG,某词\n", "line 1: column first, last, kind, source is missing"),
    ("terms", f"{TERMS},coment\n", "line 1: column coment is unknown"),
    ("terms", f"{TERMS},term\n", "line 1: column term is there twice"),
    ("terms", f"{TERMS},\nthemes,DIG,某词,,,matter,,x\n", "line 2: 'x' stands in a column without a name"),
    ("terms", "", "the file is empty"),
    ("terms", f'{TERMS}\nthemes,DIG,"某"词,,,matter,\n', "line 2: not a CSV row"),
    ("terms", f"{TERMS}\nthemes,DIG,某。词,,,matter,\n", "line 2: the term 某。词 has '。' in it; no term reaches across sentences"),
    ("terms", f"{TERMS}\nthemes,DIG,“”,,,matter,\n", "line 2: the term '“”' has no characters to look for"),
    (
        "terms",
        f"{TERMS}\nthemes,DIG,某词,,,matter,\nthemes,CAP,某词,,,matter,\n",
        "line 3: the term 某词 stands for DIG already; in themes a term stands for one theme",
    ),
    (
        "terms",
        f"{TERMS}\nthemes,DIG,某、词,,,matter,\nthemes,CAP,某词,,,matter,\n",
        "line 3: the term 某词 stands for DIG already",
    ),
    ("terms", f"{TERMS}\nthemes,DIG,某词,,,matter,\nthemes,DIG,某词,,,wide,\n", "line 3: the term 某词 is listed twice for DIG"),
    ("schemes", f"{SCHEMES}\nmine,1,,,我,Mine,,,\nmine,1,,,我,Mine,,,\n", "line 3: the scheme mine is listed twice"),
    ("schemes", f"{SCHEMES}\nmine,1,maybe,,我,Mine,,,\n", "line 2: default is 'maybe'; it may be empty, yes"),
    ("themes", f"{THEMES}\nmine,A,,甲,A,,,\n", "line 2: the scheme mine is not in the table of schemes"),
    ("themes", f"{THEMES}\nthemes,A,,甲,A,,,\nthemes,A,,甲,A,,,\n", "line 3: the theme A is listed twice in themes"),
    ("themes", f"{THEMES}\nthemes,A,Z,甲,A,,,\n", "line 2: the parent Z is no theme of themes"),
    ("contexts", f"{CONTEXTS}\nthemes,没有的词,有没有的词吗\n", "line 2: 没有的词 is no term of themes"),
    ("contexts", f"{CONTEXTS}\nthemes,行政复议,某处\n", "line 2: 某处 is no longer string with 行政复议 in it"),
    ("contexts", f"{CONTEXTS}\nthemes,行政复议,行政复议\n", "line 2: 行政复议 is no longer string with 行政复议 in it"),
    ("crosswalk", f"{CROSSWALK}\nmine,一,某,XXX,own,\n", "line 2: the theme XXX is not in the table of themes"),
    ("crosswalk", f"{CROSSWALK}\nmine,一,某,POL,,\n", "line 2: theme and place are given together"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "text", "words"), FAULTS)
def test_every_fault_names_file_line_and_reason(tmp_path: Path, table: str, text: str, words: str) -> None:
    with pytest.raises(LexiconError) as caught:
        read_codebook(own(tmp_path, table, text))
    assert f"codebook_{table}.csv" in str(caught.value) and words in str(caught.value)


def test_a_file_in_no_encoding_is_a_fault_too(tmp_path: Path) -> None:
    (tmp_path / "codebook_terms.csv").write_bytes(b"\x81\x81\xff\xff\x00\x80" * 50)
    with pytest.raises(LexiconError, match=r"codebook_terms\.csv"):
        read_codebook(tmp_path)


def test_a_folder_without_tables_is_told_what_to_hold(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"no table of a codebook.*codebook_terms\.csv"):
        read_codebook(tmp_path)


def test_the_tables_are_those_documented() -> None:
    words = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
    for table, held in TABLES.items():
        assert f"`{table}.csv`" in words
        for column in held.columns:
            assert f"`{column}`" in words, (table, column)


PAGE = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")


def test_the_page_is_about_this_version_and_its_crosswalk(book: Codebook) -> None:
    assert f"`{book.version}`" in PAGE
    instruments = list(dict.fromkeys(one.instrument for one in book.crosswalk))
    for theme in book.themes_of():
        cells = []
        for instrument in instruments:
            parts = [
                one for one in book.crosswalk if (one.instrument, one.theme) == (instrument, theme.theme)
            ]
            printed = [one.part if one.place == "own" else f"({one.part})" for one in parts]
            cells.append(" ".join(sorted(printed, key=lambda cell: cell.startswith("("))) or "–")
        assert f"| {theme.theme} | {' | '.join(cells)} |" in PAGE
    for name, scheme in book.schemes.items():
        assert (
            f"| {name} | {scheme.chinese} | {len(book.themes_of(name))} | {len(book.terms_of(name))} |"
            in PAGE
        )
        assert scheme.warning in PAGE


def test_the_examples_of_the_page_run() -> None:
    found = doctest.DocTestParser().get_doctest(PAGE, {}, "codebook.md", "codebook.md", 0)
    assert len(found.examples) >= 10
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    said: list[str] = []
    runner.run(found, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)
