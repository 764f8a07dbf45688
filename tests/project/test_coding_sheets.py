"""Coding sheets to disk and back: as Excel saves them, and with every fault a coder can make."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_research import coding_sample, read_coding_sheets, save_coding_sheets
from fazhi_research.errors import FazhiError, ReadError
from fazhi_research.project.filled_sheets import STOPS

openpyxl = pytest.importorskip("openpyxl")

CODEBOOK = pd.DataFrame(
    [
        ("FUN", "政府职能 Functions", "What government does.", "a", "b"),
        ("DIG", "数字", "Technology.", "", ""),
    ],
    columns=["theme", "label", "definition", "include", "exclude"],
)
WORDS = [
    "深化改革。",
    "=SUM(A1)是公式。",
    "-清理文件。",
    "@公开信息,“一网”;通办。",
    "+加强监督。",
    "完善制度。",
]
TASKS = pd.DataFrame({"document": "plan", "start": range(0, 60, 10), "label": "", "words": WORDS})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sheets, with their key beside the folder."""
    sample = coding_sample(TASKS, sheets=2)
    save_coding_sheets(sample, CODEBOOK, tmp_path / "out", key=tmp_path / "key.csv", remark="6 of 6 tasks")
    return tmp_path


def lines_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def save(lines: list[list[str]], path: Path, encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(lines)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def filled(folder: Path, change: Callable[[list[list[str]]], None] = lambda lines: None) -> list[list[str]]:
    """The first sheet with FUN everywhere, then changed."""
    lines = lines_of(folder / "out" / "sheet-1.csv")
    for line in lines[1:]:
        line[2] = "FUN"
    change(lines)
    return lines


def read(folder: Path, *sheets: Path) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return read_coding_sheets(sheets, keys=[folder / "key.csv"], codebook=CODEBOOK)


def test_a_folder_for_the_coders_and_a_key_outside_it(folder: Path) -> None:
    names = ["codebook.csv", "instructions.txt", "sheet-1.csv", "sheet-1.xlsx", "sheet-2.csv", "sheet-2.xlsx"]
    assert sorted(path.name for path in (folder / "out").iterdir()) == names
    key = pd.read_csv(folder / "key.csv")
    assert list(key.columns) == ["row", "document", "start", "words", "order_1", "order_2"]
    for path in (folder / "out").iterdir():
        assert b"plan" not in path.read_bytes()  # the document's id
    told = (folder / "out" / "instructions.txt").read_text(encoding="utf-8-sig")
    assert "cannot hide" in told and "不能隐去什么" in told and told.endswith("6 of 6 tasks")


def test_the_sheets_hold_the_same_rows_in_different_orders_with_formulas_defused(folder: Path) -> None:
    first, second = (lines_of(folder / "out" / f"sheet-{number}.csv") for number in (1, 2))
    assert first[0] == ["row 行号", "words 任务原文", "primary 主要主题", "also_1 其他主题1", "also_2 其他主题2",
                        "also_3 其他主题3", "note 备注"]  # fmt: skip
    assert first != second and sorted(first) == sorted(second)
    shown = {line[1] for line in first[1:]}
    assert shown == {
        "深化改革。",
        "'=SUM(A1)是公式。",
        "'-清理文件。",
        "'@公开信息,“一网”;通办。",
        "'+加强监督。",
        "完善制度。",
    }


def test_the_workbook_offers_a_list_and_locks_the_words(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "out" / "sheet-1.xlsx")
    assert book.sheetnames == ["coding", "codebook", "instructions"]
    sheet = book["coding"]
    rule = sheet.data_validations.dataValidation[0]
    assert (rule.formula1, str(rule.sqref)) == ("codebook!$A$2:$A$4", "C2:C7 D2:D7 E2:E7 F2:F7")
    offered = [cell.value for cell in book["codebook"]["A"]]
    assert offered == [
        "code 编码",
        "FUN 政府职能 Functions",
        "DIG 数字",
        "NONE 不属于以上任何主题 none of these themes",
    ]
    assert sheet.protection.sheet and sheet["B2"].protection.locked and not sheet["C2"].protection.locked
    assert {cell.data_type for cell in sheet["B"]} == {"s"}  # =SUM is words, not a formula
    assert {cell.value for cell in sheet["B"][1:]} == set(WORDS)
    with zipfile.ZipFile(folder / "out" / "sheet-1.xlsx") as archive:
        assert re.findall(rb't="inlineStr"\s*(?:/>|></c>)', archive.read("xl/worksheets/sheet1.xml")) == []


def test_the_rows_are_high_enough_for_their_words_and_a_line_fits_a_page(
    folder: Path, tmp_path: Path
) -> None:
    """Seen in a word processor's spreadsheet, which does not reckon heights: of each task one line showed, cut at the edge of the page."""
    tasks = TASKS.assign(words=["甲" * 210, "乙", *TASKS["words"][2:]])
    save_coding_sheets(coding_sample(tasks, sheets=1), CODEBOOK, tmp_path / "high", key=tmp_path / "high.csv")
    sheet = openpyxl.load_workbook(tmp_path / "high" / "sheet-1.xlsx")["coding"]
    heights = {str(sheet.cell(row, 2).value): sheet.row_dimensions[row].height for row in range(2, 8)}
    assert heights["甲" * 210] == 15 * 6 + 1 and heights["乙"] == 16  # 90 digits wide: 41 characters a line
    assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToHeight, sheet.print_title_rows) == (0, "$1:$1")


def test_the_same_arguments_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    save_coding_sheets(
        coding_sample(TASKS[::-1], sheets=2),
        CODEBOOK,
        again / "out",
        key=again / "key.csv",
        remark="6 of 6 tasks",
    )
    for path in [*(folder / "out").iterdir(), folder / "key.csv"]:
        assert (again / path.relative_to(folder)).read_bytes() == path.read_bytes(), path.name


def test_without_openpyxl_there_are_csv_sheets_and_a_clear_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    made = save_coding_sheets(
        coding_sample(TASKS, sheets=1), CODEBOOK, tmp_path / "out", key=tmp_path / "key.csv"
    )
    assert [path.name for path in made] == ["sheet-1.csv", "codebook.csv", "instructions.txt", "key.csv"]
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(
        FazhiError, match=r"x.xlsx: xlsx needs the package openpyxl: pip install 'fazhi-research\[sheets\]'"
    ):
        read(tmp_path, tmp_path / "x.xlsx")


def test_nothing_filled_is_overwritten_and_the_key_stays_out(folder: Path) -> None:
    sample = coding_sample(TASKS)
    with pytest.raises(FazhiError, match=r"sheet-1.csv is there already and may have been filled in"):
        save_coding_sheets(sample, CODEBOOK, folder / "out", key=folder / "other.csv")
    with pytest.raises(FazhiError, match=r"the key .* would lie in .* which goes to the coders"):
        save_coding_sheets(sample, CODEBOOK, folder / "new", key=folder / "new" / "key.csv")
    assert not (folder / "new").exists()


SAVED = {
    "as handed out": ("utf-8-sig", ","),
    "plain UTF-8": ("utf-8", ","),
    "Chinese Windows": ("gb18030", ","),
    "semicolons": ("utf-8-sig", ";"),
    "tabs, Unicode text": ("utf-16", "\t"),
}


@pytest.mark.parametrize("how", SAVED)
def test_csv_comes_back_however_it_was_saved(how: str, folder: Path) -> None:
    def change(lines: list[list[str]]) -> None:
        lines[1][2:6] = ["ｄｉｇ", "FUN 政府职能 Functions", "", ""]
        lines[2][2] = "none"
        lines[1:] = lines[:0:-1]

    path = save(filled(folder, change), folder / "anna.csv", *SAVED[how])
    codes, problems, words = read(folder, path)
    assert list(codes.columns) == ["unit", "coder", "primary", "themes", "note"]
    assert set(codes["coder"]) == {"anna"} and sorted(codes["unit"]) == [
        f"plan:{start}" for start in range(0, 60, 10)
    ]
    assert sorted(codes["themes"]) == ["DIG;FUN", *["FUN"] * 4, "NONE"]
    assert codes.loc[codes["themes"] == "DIG;FUN", "primary"].tolist() == ["DIG"]
    assert problems["problem"].tolist() == ["other order"]
    assert dict(words.to_numpy().tolist())["plan:10"] == "=SUM(A1)是公式。"


def test_a_workbook_comes_back_as_filled_in(folder: Path) -> None:
    path = folder / "out" / "sheet-2.xlsx"
    book = openpyxl.load_workbook(path)
    for number in range(2, 8):
        book["coding"].cell(number, 3).value = "FUN 政府职能 Functions"
    book["coding"].cell(2, 4).value = "DIG 数字"
    book["coding"].cell(2, 7).value = "unsure"
    book.active = 1
    book.save(folder / "bo.xlsx")
    codes, problems, _ = read(folder, folder / "bo.xlsx")
    assert problems.empty
    assert sorted(codes["themes"]) == ["DIG;FUN", *["FUN"] * 5]
    assert codes.loc[codes["note"] == "unsure", "themes"].tolist() == ["DIG;FUN"]


def test_a_workbook_that_misstates_its_extent_is_read_whole(folder: Path) -> None:
    made = folder / "wps.xlsx"
    with zipfile.ZipFile(folder / "out" / "sheet-1.xlsx") as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part))
    _, problems, _ = read(folder, made)
    assert problems["problem"].tolist() == ["not coded"] * 6


CHOSEN = st.lists(st.sampled_from(["FUN", "DIG"]), max_size=2, unique=True) | st.just(["NONE"])


@settings(max_examples=15)
@given(
    chosen=st.lists(CHOSEN, min_size=6, max_size=6),
    order=st.permutations(range(6)),
    how=st.sampled_from(sorted(SAVED)),
    book=st.booleans(),
)
def test_whatever_is_filled_in_comes_back(
    chosen: list[list[str]], order: list[int], how: str, book: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("trip")
    save_coding_sheets(coding_sample(TASKS, sheets=1), CODEBOOK, folder / "out", key=folder / "key.csv")
    lines = lines_of(folder / "out" / "sheet-1.csv")
    for line, codes in zip(lines[1:], chosen, strict=True):
        line[2 : 2 + len(codes)] = codes
    expected = {
        line[1].removeprefix("'"): codes for line, codes in zip(lines[1:], chosen, strict=True) if codes
    }
    lines[1:] = [lines[1:][place] for place in order]
    path = folder / "a.xlsx"
    if book:
        made = openpyxl.Workbook()
        for line in lines:
            made.active.append(line)
        made.save(path)
    else:
        path = save(lines, folder / "a.csv", *SAVED[how])
    given_codes, problems, words = read(folder, path)
    assert not set(problems["problem"]) & set(STOPS)
    said = dict(words.to_numpy().tolist())
    found = {said[row.unit]: (row.primary, row.themes) for row in given_codes.itertuples()}
    assert found == {words: (codes[0], ";".join(sorted(codes))) for words, codes in expected.items()}


def set_cell(line: int, column: int, words: str) -> Callable[[list[list[str]]], None]:
    def change(lines: list[list[str]]) -> None:
        lines[line][column] = words

    return change


def twice(lines: list[list[str]]) -> None:
    lines.append([*lines[1][:2], "DIG", "", "", "", ""])


def stray(lines: list[list[str]]) -> None:
    lines[1].append("DIG")


def drop(lines: list[list[str]]) -> None:
    del lines[3]


BAD = {
    "unknown code": (set_cell(1, 2, "FUM"), 2, "FUM", "one code in a cell, of: FUN, DIG, NONE", 5),
    "two codes in a cell": (set_cell(1, 3, "FUN;DIG"), 2, "FUN;DIG", "one code in a cell", 5),
    "another label": (set_cell(1, 2, "FUN 数字"), 2, "FUN 数字", "one code in a cell", 5),
    "code twice": (set_cell(1, 3, "fun"), 2, "FUN; fun", "keep each code once", 5),
    "NONE with others": (set_cell(1, 3, "NONE"), 2, "FUN; NONE", "keep NONE alone", 5),
    "words changed": (set_cell(1, 1, "改了"), 2, "改了 instead of", "put the words back", 5),
    "unknown row": (set_cell(1, 0, "AAAAAA"), 2, "AAAAAA", "no key given knows it", 5),
    "no row name": (set_cell(1, 0, ""), 2, "", "put its six letters back", 5),
    "row twice": (twice, 8, "lines 2, 8", "keep the line that holds the coder's answer", 5),
    "row missing": (drop, 0, "", "it counts as not coded", 5),
    "not coded": (set_cell(1, 2, ""), 2, "", "NONE if no theme fits", 5),
    "cell not read": (stray, 2, "DIG", "it has no heading", 6),
    "column not read": (set_cell(0, 6, "remarks"), 1, "remarks", "no column of a coding sheet", 6),
}
KINDS = {"two codes in a cell": "unknown code", "another label": "unknown code"}


@pytest.mark.parametrize("name", BAD)
def test_each_fault_is_told_with_its_line_and_what_to_do(name: str, folder: Path) -> None:
    change, line, found, remedy, coded = BAD[name]
    codes, problems, _ = read(folder, save(filled(folder, change), folder / "a.csv"))
    kind = KINDS.get(name, name)
    (told,) = problems[problems["problem"] == kind].to_dict("records")
    assert (told["coder"], told["line"]) == ("a", line)
    assert found in told["found"] and remedy in told["remedy"]
    # what else follows from the fault: a row whose name was lost is missing as well
    rest = set(problems["problem"]) - {kind}
    assert rest == ({"row missing"} if name in ("unknown row", "no row name") else set())
    assert len(codes) == coded
    assert set(codes["themes"]) == {"FUN"}


def test_a_further_code_without_a_primary_one_is_not_moved_up(folder: Path) -> None:
    def change(lines: list[list[str]]) -> None:
        lines[1][2:4] = ["", "DIG"]

    codes, problems, _ = read(folder, save(filled(folder, change), folder / "a.csv"))
    (told,) = problems.to_dict("records")
    assert told["problem"] == "no primary code" and "choose which of them" in told["remedy"]
    assert len(codes) == 5


def test_the_problems_that_stop_a_line_are_those_that_leave_it_out() -> None:
    told = {KINDS.get(name, name) for name in BAD} | {"no primary code"}
    assert set(STOPS) == told - {"row missing", "not coded", "column not read", "cell not read"}


def test_white_space_and_lost_line_ends_are_no_change_of_words(folder: Path) -> None:
    def change(lines: list[list[str]]) -> None:
        for line in lines[1:]:
            line[1] = f" {line[1][:3]}\n{line[1][3:]} "

    codes, problems, _ = read(folder, save(filled(folder, change), folder / "a.csv"))
    assert problems.empty and len(codes) == 6


def test_sheets_of_two_samples_are_joined_by_their_tasks(folder: Path) -> None:
    sample = coding_sample(TASKS, sheets=1, seed=9)
    save_coding_sheets(sample, CODEBOOK, folder / "second", key=folder / "key-2.csv")
    lines = lines_of(folder / "second" / "sheet-1.csv")
    for line in lines[1:]:
        line[2] = "DIG"
    paths = [save(filled(folder), folder / "one.csv"), save(lines, folder / "two.csv")]
    codes, problems, _ = read_coding_sheets(
        paths, keys=[folder / "key.csv", folder / "key-2.csv"], codebook=CODEBOOK
    )
    assert problems.empty  # the rows of the other sample are not missing from a sheet
    assert codes.groupby("unit")["coder"].apply(list).tolist() == [["one", "two"]] * 6


def test_what_is_no_sheet_is_told(folder: Path) -> None:
    def fails(words: str, *sheets: Path) -> None:
        with pytest.raises(FazhiError, match=words):
            read(folder, *sheets)

    good = save(filled(folder), folder / "a.csv")
    fails("gone.csv: no such file", folder / "gone.csv")
    fails("two sheets are called a", good, folder / "deep" / "a.xlsx")
    fails(
        r"b.csv: column primary is missing \(found: row, words\)", save([["row", "words"]], folder / "b.csv")
    )
    fails("c.csv: column row is there twice", save([["row", "row", "words", "primary"]], folder / "c.csv"))
    (folder / "d.csv").write_bytes(b"row,words,primary\n" + "好".encode() * 300 + b"\xff")
    fails("d.csv: its UTF-8 is damaged; save it again", folder / "d.csv")
    (folder / "e.xlsx").write_bytes(b"PK\x03\x04broken")
    fails("e.xlsx: is no xlsx workbook or a broken one", folder / "e.xlsx")
    (folder / "f.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    fails("f.xls: .xls files are not read; save it as .xlsx or as CSV UTF-8", folder / "f.xls")
    (folder / "g.csv").write_bytes(b"")
    fails(r"g.csv: column row, words, primary is missing \(found: none\)", folder / "g.csv")


def test_a_broken_key_is_told(folder: Path) -> None:
    good = save(filled(folder), folder / "a.csv")
    lines = lines_of(folder / "key.csv")
    bad = save([lines[0], lines[1], lines[1]], folder / "k.csv")
    with pytest.raises(
        ReadError, match=r"k\.csv: line 3 has a start that is no number, or a row named twice"
    ):
        read_coding_sheets([good], keys=[bad], codebook=CODEBOOK)
    start = lines[0].index("start")
    for odd in ("²", "9" * 5000, "1e9", "-1", ""):
        lines[1][start] = odd
        with pytest.raises(ReadError, match=r"k\.csv: line 2 has a start that is no number"):
            read_coding_sheets([good], keys=[save(lines, folder / "k.csv")], codebook=CODEBOOK)
    unnamed = [["", *lines[0]], ["", *lines[1][:start]]]  # a column without a name, a line that ends early
    with pytest.raises(ReadError, match=r"k\.csv: line 2 has a start that is no number"):
        read_coding_sheets([good], keys=[save(unnamed, folder / "k.csv")], codebook=CODEBOOK)
    lines[1][2] = "777"
    other = save(lines, folder / "other.csv")
    with pytest.raises(FazhiError, match=rf"a.csv: row {lines[1][0]} is another task in another key"):
        read_coding_sheets([good], keys=[folder / "key.csv", other], codebook=CODEBOOK)
