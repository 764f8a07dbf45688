"""Bytes of every kind that a Chinese file comes in."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.errors import ReadError
from fazhi_research.reading.corpus import read_corpus
from fazhi_research.reading.encodings import decode
from fazhi_research.reading.files import plain

SIMPLE = "一、加强行政执法监督，规范自由裁量权。\n（责任单位：市司法局）\n" * 5
OLD = "一、加強行政執法監督，規範自由裁量權。\n（責任單位：市司法局）\n" * 5


@pytest.mark.parametrize(
    ("text", "written", "named"),
    [
        (SIMPLE, "utf-8", "utf-8"),
        (SIMPLE, "utf-8-sig", "utf-8"),
        (SIMPLE, "utf-16", "utf-16-le"),
        (SIMPLE, "utf-16-le", "utf-16-le"),
        (SIMPLE, "utf-16-be", "utf-16-be"),
        (SIMPLE, "gb18030", "gb18030"),
        (SIMPLE, "gbk", "gb18030"),
        (SIMPLE, "gb2312", "gb18030"),
        (OLD, "big5", "big5hkscs"),
        (OLD, "gb18030", "gb18030"),
        (OLD, "utf-16-be", "utf-16-be"),
        (SIMPLE.replace("\n", "\r\n"), "gb18030", "gb18030"),
        ("依法行政", "gb18030", "gb18030"),
        ("依法行政", "utf-8", "utf-8"),
        ("法" + "𠀀" * 3 + "治政府", "gb18030", "gb18030"),
        ("plain words\n", "ascii", "utf-8"),
        ("", "utf-8", "utf-8"),
    ],
)
def test_decode(text: str, written: str, named: str) -> None:
    assert decode(text.encode(written)) == (text, named)


def test_a_mark_of_the_other_byte_order() -> None:
    assert decode(b"\xfe\xff" + SIMPLE.encode("utf-16-be")) == (SIMPLE, "utf-16-be")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16"])
def test_files_of_the_corpus_survive_every_encoding(encoding: str) -> None:
    for file in read_corpus().files:
        text = file.source.text
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        assert decode(data)[0] == text


@pytest.mark.parametrize("at", [0, 1, 2, 100, 101, 102])
def test_a_damaged_byte_costs_one_character_and_is_told(at: int) -> None:
    data = bytearray((SIMPLE * 10).encode())
    data[at] = 0xFF
    text, encoding = decode(bytes(data))
    assert encoding == "utf-8-damaged"
    assert 1 <= text.count("\ufffd") <= 3
    assert text[-100:] == (SIMPLE * 10)[-100:]


def test_a_file_cut_in_the_middle_of_a_character_is_read() -> None:
    text, encoding = decode((SIMPLE * 10).encode()[:-2])
    assert encoding == "utf-8-damaged"
    assert text.startswith(SIMPLE)


def test_what_no_encoding_fits_is_refused_with_advice() -> None:
    with pytest.raises(ReadError, match=r"no known encoding fits.*save it as UTF-8"):
        decode(bytes([0xFF, 0x80, 0xFF, 0xFF, 0x81]) * 40)


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\x03" * 50,
        b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20,
        b"PK\x03\x04" + b"\x00\x01" * 90,
    ],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        plain(data)


def test_random_bytes_are_read_as_text_or_refused_never_worse() -> None:
    chance = random.Random(0)
    for _ in range(300):
        data = chance.randbytes(chance.randrange(200))
        try:
            text = plain(data).text
        except ReadError:
            continue
        assert isinstance(text, str)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_whatever_is_written_as_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode())[0] == text.removeprefix("\ufeff")
