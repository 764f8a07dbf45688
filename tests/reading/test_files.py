"""One file on disk: its text, or one sentence on why not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from fazhi_research.errors import ReadError
from fazhi_research.reading.files import read_file, readable_files, unix_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("a\r\r\nb", "a\n\nb"),
        ("a\n\rb", "a\n\nb"),
        ("a\x0bb\u2028", "a\x0bb\u2028"),
        ("", ""),
    ],
)
def test_line_ends(text: str, expected: str) -> None:
    assert unix_lines(text) == expected


def test_a_file_is_read_with_its_name_hash_and_encoding(tmp_path: Path) -> None:
    path = tmp_path / "方案.TXT"
    data = "一、总则\r\n二、附则\r".encode("gb18030")
    path.write_bytes(data)
    source = read_file(path)
    assert (source.name, source.text, source.encoding) == ("方案.TXT", "一、总则\n二、附则\n", "gb18030")
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("name", "data", "what", "advice"),
    [
        ("a.txt", b"", "is empty", "replace it by the text"),
        ("b.txt", " \n\t　\n".encode(), "is empty", "replace it by the text"),
        ("c.txt", b"\xef\xbb\xbf", "is empty", "replace it by the text"),
        ("d.txt", b"\x00\x01\x02\x03" * 40, "binary", "convert it to UTF-8"),
        ("e.txt", b"\xff\x80\xff\xff\x81" * 40, "no known encoding", "save it as UTF-8"),
        ("f.xyz", b"words", "cannot read .xyz", "supported: .txt"),
        ("g", b"words", "without extension", "supported: .txt"),
    ],
)
def test_what_cannot_be_read_says_what_which_and_what_to_do(
    name: str, data: bytes, what: str, advice: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read_file(path)
    message = str(caught.value)
    assert str(path) in message and what in message and advice in message and "\n" not in message


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"gone\.txt: no such file; check the name"):
        read_file(tmp_path / "gone.txt")
    with pytest.raises(ReadError, match=r"gone: no such file or folder; check the name"):
        list(readable_files(tmp_path / "gone"))
    with pytest.raises(ReadError, match="holds no readable file; supported"):
        list(readable_files(tmp_path))
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReadError, match=r"folder\.txt: cannot be opened"):
        read_file(tmp_path / "folder.txt")


def test_a_folder_gives_its_readable_files_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.TXT", ".hidden.txt", ".git/d.txt", "e.csv", "manifest.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert [path.relative_to(tmp_path).as_posix() for path in readable_files(tmp_path)] == [
        "a.md",
        "b.txt",
        "sub/c.TXT",
    ]
    assert list(readable_files(tmp_path / ".hidden.txt")) == [tmp_path / ".hidden.txt"]
