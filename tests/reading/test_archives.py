"""Zip archives and folders: each file read by itself, nothing unpacked to disk, nothing passed over that is a document."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.errors import ReadError
from fazhi_research.reading.archives import members, read_member
from fazhi_research.reading.corpus import input_files, read_corpus
from fazhi_research.reading.files import read_file, readable_files
from tests.reading.made_files import docx, p, pdf, zipped

PLAN = "甲市法治建设实施方案\n一、总体要求\n依法行政。\n"


def saved(folder: Path, files: dict[str, bytes], name: str = "texts.zip") -> Path:
    path = folder / name
    path.write_bytes(zipped(files))
    return path


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """An archive with a member's name changed in place: names of the same length in bytes."""
    assert len(old) == len(new)
    return data.replace(old, new)


def reason(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read_file(path)
    return str(caught.value)


def test_each_member_is_read_as_a_file_of_its_own(tmp_path: Path) -> None:
    files = {
        "b/计划.txt": PLAN.encode("gb18030"), "a.docx": docx(p("甲市报告")), "c.pdf": pdf(["甲市人民政府关于法治建设的意见"]),
        "d.html": b"<p>yi</p>", "data.csv": b"1,2", "__MACOSX/a.docx": b"x", ".hidden.txt": b"x", "b/~$a.docx": b"x",
    }  # fmt: skip
    path = saved(tmp_path, files)
    for root in (path, tmp_path):
        named = [file.name for file in input_files(root)]
        assert named == ["texts.zip/a.docx", "texts.zip/b/计划.txt", "texts.zip/c.pdf", "texts.zip/d.html"]
    assert [held.source.name for held in read_corpus(path).files] == named
    source = read_file(path / "b/计划.txt")
    assert (source.text, source.encoding, source.name) == (PLAN, "gb18030", "计划.txt")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["texts.zip"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("codec", ["gbk", "utf-8", "big5"])
def test_names_that_chinese_programs_write(codec: str, method: int, tmp_path: Path) -> None:
    name = {"big5": "政府計劃與總結", "gbk": "法治政府建设实施方案", "utf-8": "法治政府建设"}[codec].encode(
        codec
    )
    place = b"x" * len(name)
    data = zipped({f"in/{place.decode()}.txt": PLAN.encode()}, method=method)
    path = tmp_path / "t.zip"
    path.write_bytes(renamed(data, place, name).replace(b"in/", b"in\\"))
    (found,) = readable_files(path)
    assert found == path / f"in/{name.decode(codec)}.txt"
    assert read_file(found).text == PLAN


@pytest.mark.parametrize("name", ["../../up.txt", "/etc/hostname.txt", "C:\\win.txt", "a/../../b.txt"])
def test_names_that_lead_out_are_reported_and_not_followed(name: str, tmp_path: Path) -> None:
    (tmp_path / "up.txt").write_text("其他", encoding="utf-8")
    path = saved(tmp_path, {name: b"x", "good.txt": PLAN.encode()})
    found = list(readable_files(path))
    assert len(found) == 2 and all(str(each).startswith(str(path)) for each in found)
    bad = next(each for each in found if each.name != "good.txt")
    assert "leads out of the archive" in reason(bad)
    assert read_file(path / "good.txt").text == PLAN


def test_names_no_disk_would_take_are_evened_out(tmp_path: Path) -> None:
    data = zipped({"a" * 20_000 + ".txt": PLAN.encode(), "b?c.txt": PLAN.encode()})
    path = tmp_path / "t.zip"
    path.write_bytes(data.replace(b"b?c", b"b\x0ac"))
    long, odd = (file.path for file in input_files(path))
    assert read_file(long).text == read_file(odd).text == PLAN
    assert odd.name == "b_c.txt" and len(long.name) < 200


def test_members_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    inner = zipped({"a.txt": b"x"})
    path = saved(tmp_path, {"in.zip": inner, "old.doc": b"\xd0\xcf\x11\xe0", "zeros.txt": bytes(5_000_000)})
    assert {each.name for each in readable_files(path)} == {"in.zip", "old.doc", "zeros.txt"}
    assert "archive within an archive" in reason(path / "in.zip")
    assert "save it as .docx" in reason(path / "old.doc")
    assert "as a zip bomb does" in reason(path / "zeros.txt")
    assert "no such file in the archive" in reason(path / "none.txt")


def test_archives_that_cannot_be_read_are_returned_and_say_why(tmp_path: Path) -> None:
    bomb = saved(tmp_path, {f"{n}.txt": bytes(4_000_000) for n in range(3)}, "bomb.zip")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 nothing")
    empty = saved(tmp_path, {"a.csv": b"1"}, "empty.zip")
    (tmp_path / "good.txt").write_text(PLAN, encoding="utf-8")
    assert list(readable_files(tmp_path)) == [bomb, broken, empty, tmp_path / "good.txt"]
    assert "as a zip bomb does" in reason(bomb)
    assert "no zip archive or a broken one" in reason(broken)
    assert "holds no readable file" in reason(empty)


def test_damaged_encrypted_and_oddly_packed_members(tmp_path: Path) -> None:
    path = saved(tmp_path, {"a.txt": PLAN.encode()})
    whole = path.read_bytes()
    directory = whole.index(b"PK\x01\x02")
    for at, value, words in (
        (8, 1, "encrypted"),
        (10, 12, "unusual method"),
        (24, 7, "damaged"),
        (16, 5, "damaged"),
    ):
        data = bytearray(whole)
        data[directory + at : directory + at + 2] = struct.pack("<H", value)
        path.write_bytes(data)
        assert words in reason(path / "a.txt")


def test_documents_that_cannot_be_read_are_reported_and_other_files_passed_over(tmp_path: Path) -> None:
    for name in ("a.doc", "b.wps", "c.rar", "d.rtf", "e.xls", "f.jpg", "g.csv", "h.ofd", "i.mht"):
        (tmp_path / name).write_bytes(b"x")
    found = {each.name: reason(each) for each in readable_files(tmp_path)}
    assert sorted(found) == ["a.doc", "b.wps", "c.rar", "d.rtf", "e.xls", "h.ofd", "i.mht"]
    assert all(str(tmp_path / name) in words and "\n" not in words for name, words in found.items())
    advice = {
        "a.doc": "save it as .docx",
        "c.rar": "unpack it",
        "e.xls": "save it as .xlsx",
        "i.mht": ".html",
    }
    assert all(words in found[name] for name, words in advice.items())


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", pdf(["甲"]), "it is a PDF: rename it to .pdf"),
        ("b.html", docx(p("甲")), "a Word document, Excel workbook or zip archive"),
        (
            "c.docx",
            b"\xd0\xcf\x11\xe0 old",
            "an old or encrypted Office file: save it as .docx or .xlsx without a password",
        ),
        ("d.pdf", b"{\\rtf1}", "it is RTF"),
        ("e.pdf", docx(p("甲")), "rename it to .docx, .xlsx or .zip"),
    ],
)
def test_mislabelled_files(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert words in reason(tmp_path / name)


def test_a_changed_archive_is_read_anew(tmp_path: Path) -> None:
    path = saved(tmp_path, {"a.txt": b"first"})
    assert read_file(path / "a.txt").text == "first"
    saved(tmp_path, {"b.txt": b"second one"})
    assert list(members(path)) == ["b.txt"]


GOOD = zipped({"甲.txt": PLAN.encode(), "b/c.txt": b"x" * 300})


@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=8),
    st.integers(0, len(GOOD)),
)
def test_mutated_archives_raise_nothing_but_read_errors(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(GOOD)
    for at, byte in changes:
        data[at] = byte
    with TemporaryDirectory() as folder:
        for number, each in enumerate((bytes(data), bytes(data[:length]))):
            path = Path(folder) / f"{number}.zip"
            path.write_bytes(each)
            for file in readable_files(path):
                try:
                    read_file(file)
                except ReadError:
                    continue


def test_a_member_is_never_unpacked_beyond_what_it_declares(tmp_path: Path) -> None:
    held = io.BytesIO(zipped({"a.txt": b"y" * 900_000}))
    data = bytearray(held.getvalue())
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 900)
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(ReadError, match="damaged"):
        read_member(path, "a.txt")


@pytest.mark.parametrize("name", ["a.html", "a.docx"])
def test_without_lxml_the_message_says_what_to_install(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    (tmp_path / name).write_bytes(docx(p("甲")) if name.endswith("docx") else "<p>甲</p>".encode())
    assert 'pip install "lxml>=6.0"' in reason(tmp_path / name)


def test_a_member_without_a_name_does_not_hide_the_others(tmp_path: Path) -> None:
    path = saved(tmp_path, {"a.txt": PLAN.encode(), "": b"x"})
    assert [file.name for file in readable_files(path)] == ["a.txt"]
