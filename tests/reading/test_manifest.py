"""A manifest that does not fit its files is refused, in one sentence that says where and what to do."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from fazhi_research.errors import ManifestError
from fazhi_research.reading.corpus import read_corpus
from fazhi_research.reading.manifest import read_manifest

PLAN = "某市法治建设实施方案\n为推进依法行政,制定本方案。\n一、总体要求\n推进。"
HASH = hashlib.sha256(PLAN.encode()).hexdigest()


def folder(tmp_path: Path, manifest: str | bytes, **files: str) -> Path:
    """A folder with a manifest and files."""
    for name, text in (files or {"a": PLAN}).items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "manifest.csv").write_bytes(manifest if isinstance(manifest, bytes) else manifest.encode())
    return tmp_path


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
    manifest = '\ufeffdocument,note,file,genre\r\nx,"one, two\r\nthree",a.txt,plan\r\n\r\n'
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
