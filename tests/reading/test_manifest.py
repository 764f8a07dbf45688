"""A manifest that does not fit its files is refused, in one sentence that says where and what to do."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from fazhi_research.errors import ManifestError
from fazhi_research.reading.corpus import read_corpus
from fazhi_research.reading.manifest import COLUMNS, read_manifest
from fazhi_research.reading.metadata import FIELDS

PLAN = "某市法治建设实施方案\n为推进依法行政,制定本方案。\n一、总体要求\n推进。"
HASH = hashlib.sha256(PLAN.encode()).hexdigest()


def folder(tmp_path: Path, manifest: str | bytes, **files: str) -> Path:
    """A folder with a manifest and files."""
    for name, text in (files or {"a": PLAN}).items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "manifest.csv").write_bytes(manifest if isinstance(manifest, bytes) else manifest.encode())
    return tmp_path


def one_row(**cells: str) -> str:
    """A manifest of one document with all columns of metadata."""
    known = {"file": "a.txt", "document": "x", **dict.fromkeys(FIELDS, ""), **cells}
    return ",".join(known) + "\n" + ",".join(known.values()) + "\n"


@pytest.mark.parametrize(
    ("manifest", "what"),
    [
        ("", ["column", "file and document", "missing"]),
        ("file,title\na.txt,x\n", ["column document is missing", "first line must name the columns"]),
        ("file,document\na.txt\n", ["line 2", "1 cells for 2 columns", "check commas"]),
        ("file,document\na.txt,x\na.txt,y,z\n", ["line 3", "3 cells for 2 columns"]),
        ("file,document\na.txt,\n", ["line 2", "document is empty", "fill it in"]),
        ("file,document\n ,x\n", ["line 2", "file is empty"]),
        ('file,document\n"a.txt,x\n', ["line 2", "not a CSV row", "quotation marks"]),
        ('file,document\n"a"b.txt,x\n', ["line 2", "not a CSV row", "quotation marks"]),
        ("file,document\n../a.txt,x\n", ["line 2", "leads out of the folder", "inside it"]),
        ("file,document\na\0.txt,x\n", ["line 2", "'a\\x00.txt' has a character that no name of a file has"]),
        ("file,document\n/etc/passwd,x\n", ["line 2", "leads out of the folder"]),
        ("file,document\na.txt,x\nb.txt,x\n", ["id x is used twice", "unique"]),
        (
            "file,document,sha256\na.txt,x,1\na.txt,y,2\n",
            ["a.txt", "two different hashes", "keep the right one"],
        ),
        ("file,document\na.txt,法治\n".encode("gb18030"), ["not UTF-8", "CSV UTF-8"]),
    ],
)
def test_a_malformed_manifest(manifest: str | bytes, what: list[str], tmp_path: Path) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(folder(tmp_path, manifest))
    message = str(caught.value)
    assert "manifest.csv" in message and "\n" not in message
    assert [words for words in what if words not in message] == [], message


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ({"genre": "gerne"}, ["cell genre has 'gerne'", "allowed are program, plan, opinion"]),
        ({"tier": "city"}, ["cell tier has 'city'", "central, province, prefecture, county, township"]),
        ({"status": "Draft"}, ["cell status has 'Draft'", "draft, trial, final"]),
        (
            {"issued": "2020", "issued_basis": "guess"},
            ["issued_basis has 'guess'", "text, inferred, manifest"],
        ),
        ({"issued_basis": "text"}, ["issued_basis has 'text' though issued is empty", "give the date"]),
        ({"issued": "2020/1/2"}, ["cell issued has '2020/1/2'; write 2020-01-02"]),
        ({"issued": "2020-1"}, ["cell issued has '2020-1'; write 2020-01"]),
        ({"published": "2020年1月2日"}, ["cell published has '2020年1月2日'; write 2020-01-02"]),
        ({"published": "20**"}, ["cell published has '20**'", "write a date as 2020, 2020-01 or 2020-01-02"]),
        ({"published": "２０２０"}, ["write a date as 2020"]),
        ({"issued_from": "2020-02-30"}, ["cell issued_from has '2020-02-30'", "the calendar does not hold"]),
        ({"issued_to": "2021-13"}, ["cell issued_to has '2021-13'", "the calendar does not hold"]),
        ({"issued_to": "2021/13/1"}, ["write a date as 2020"]),
        ({"issued_from": "2021", "issued_to": "2020"}, ["issued_from '2021' is after issued_to '2020'"]),
        ({"first": "2020", "last": "2015"}, ["first '2020' is after last '2015'"]),
        ({"first": "20xx"}, ["cell first has '20xx'", "a year in four digits"]),
        ({"last": "2020.0"}, ["cell last has '2020.0'", "a year in four digits"]),
        ({"gerne": "plan"}, ["line 1", "no column is called 'gerne'", "genre", "x_ or note"]),
        ({"": ""}, ["line 1", "no column is called ''"]),
    ],
)
def test_a_cell_or_column_that_is_not_allowed(cells: dict[str, str], what: list[str], tmp_path: Path) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(folder(tmp_path, one_row(**cells)))
    message = str(caught.value)
    assert "manifest.csv, line " in message and "\n" not in message
    assert [words for words in what if words not in message] == [], message


def test_of_the_metadata_all_columns_or_none(tmp_path: Path) -> None:
    with pytest.raises(
        ManifestError, match=r"line 1: column title, jurisdiction, adcode.* is missing; a manifest"
    ):
        read_manifest(folder(tmp_path, "file,document,genre\na.txt,x,plan\n"))


def test_a_column_named_twice(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="line 1: the column document stands there twice"):
        read_manifest(folder(tmp_path, "file,document,document\na.txt,x,y\n"))


@pytest.mark.parametrize(
    "cells",
    [
        {"issued": "2020-02-29", "issued_basis": "text", "genre": "work_points", "tier": "central"},
        {"issued_from": "2020-05", "issued_to": "2020", "first": "2020", "last": "2020"},
        {
            "x_region": "west",
            "note": "mine",
            "notes_2": "too",
            "genre_basis": "quotation",
            "source": "a page",
        },
        {name: "" for name in COLUMNS if name not in ("file", "document")},
    ],
)
def test_what_is_allowed(cells: dict[str, str], tmp_path: Path) -> None:
    entries = read_manifest(folder(tmp_path, one_row(**cells)))
    assert entries is not None
    assert entries[0].known == {name: cells.get(name, "") for name in FIELDS}


def test_a_row_without_its_file(tmp_path: Path) -> None:
    with pytest.raises(
        ManifestError, match=r"b\.txt is listed but not in the folder; restore the file or remove"
    ):
        read_corpus(folder(tmp_path, "file,document\na.txt,x\nb.txt,y\n"))


def test_a_file_without_its_row(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"no row for the file b\.txt; add one or move the file away"):
        read_corpus(folder(tmp_path, "file,document\na.txt,x\n", a=PLAN, b=PLAN))


def test_a_changed_file_is_told_with_both_hashes(tmp_path: Path) -> None:
    stated = "0" * 64
    with pytest.raises(ManifestError) as caught:
        read_corpus(folder(tmp_path, f"file,document,sha256\na.txt,x,{stated}\n"))
    message = str(caught.value)
    assert stated in message and HASH in message and "a.txt" in message and "restore the file" in message


def test_a_hash_in_capitals_is_the_same_hash(tmp_path: Path) -> None:
    corpus = read_corpus(folder(tmp_path, f"file,document,sha256\na.txt,x,{HASH.upper()}\n"))
    assert list(corpus) == ["x"]


@pytest.mark.parametrize("rows", [["x", "y"], ["x", "y", "z"]])
def test_the_wrong_number_of_documents(rows: list[str], tmp_path: Path) -> None:
    with pytest.raises(
        ManifestError, match=rf"a\.txt: the manifest lists {len(rows)} documents, the file holds 1"
    ):
        read_corpus(folder(tmp_path, "file,document\n" + "".join(f"a.txt,{row}\n" for row in rows)))


def test_a_good_manifest_in_the_clothes_of_a_spreadsheet(tmp_path: Path) -> None:
    """A mark at the start, CRLF, quoted cells, an empty line, columns in another order and one more."""
    others = [name for name in FIELDS if name != "genre"]
    header, blanks = ",".join(["document,note,file,genre", *others]), "," * len(others)
    manifest = f'\ufeff{header}\r\nx,"one, two\r\nthree",a.txt,plan{blanks}\r\n\r\n'
    entries = read_manifest(folder(tmp_path, manifest))
    assert entries is not None and len(entries) == 1
    assert (entries[0].file, entries[0].document, entries[0].known["genre"]) == ("a.txt", "x", "plan")
    assert read_corpus(tmp_path)["x"].text == PLAN


def test_no_manifest_is_no_fault(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None


def test_a_file_in_a_folder_below_is_listed_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("file,document\nsub/a.txt,x\n", encoding="utf-8")
    assert read_corpus(tmp_path)["x"].file == "sub/a.txt"
