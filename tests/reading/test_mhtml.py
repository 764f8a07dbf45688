"""Web pages saved as one file."""

from __future__ import annotations

import pytest

from fazhi_research.errors import ReadError
from fazhi_research.reading.mhtml import read_mhtml
from tests.reading.made_files import mhtml

PAGE = (
    "<html><head><meta charset='{}'></head><body><h1>某市法治建设方案</h1><p>一、健全制度。</p></body></html>"
)
WORDS = "某市法治建设方案\n一、健全制度。\n"


@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_the_page_is_read_in_its_encoding(codec: str, coding: str) -> None:
    page = PAGE.format(codec).encode(codec)
    file = mhtml(("Content-Type: text/html", coding, page), ("Content-Type: image/png", "base64", b"\x89PNG"))
    assert read_mhtml(file).text == WORDS


def test_the_page_that_the_file_names_is_read_and_no_frame() -> None:
    frame = ("Content-Type: text/html\nContent-ID: <frame>", "base64", "<p>首页 搜索</p>".encode())
    page = ("Content-Type: text/html\nContent-ID: <page>", "base64", PAGE.format("utf-8").encode())
    assert read_mhtml(mhtml(frame, page, start="<page>")).text == WORDS
    assert read_mhtml(mhtml(page, frame)).text == WORDS


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01",
        b"MIME-Version: 1.0\nContent-Type: text/plain\n\nwords",
        mhtml(("Content-Type: image/png", "base64", b"\x89PNG")),
        b'Content-Type: multipart/related; boundary="a"\n\n'
        + b'--a\nContent-Type: multipart/mixed; boundary="a"\n\n' * 3000,
    ],
)
def test_a_file_without_a_page_says_what_to_do(data: bytes) -> None:
    with pytest.raises(ReadError, match="holds no web page: save the page again from the browser"):
        read_mhtml(data)
