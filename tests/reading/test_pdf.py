"""PDF files with a text layer, and those that have none or are not what they should be."""

from __future__ import annotations

import builtins
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_research.errors import ReadError
from fazhi_research.reading.documents import Document
from fazhi_research.reading.pdf import read_pdf
from tests.reading.made_files import pdf

BODY = ["为推进依法行政，根据上级要求，结合本市实际，现提出", "以下意见，请各区各部门认真贯彻落实。"]


def test_lines_stay_lines_and_false_spaces_go() -> None:
    data = pdf(["甲市人民政府 关于加强法治建设的意见", "2023 年 5 月 6 日 印发 ABC 甲 （ 乙 ）", *BODY])
    extract = read_pdf(data)
    assert extract.encoding == "pdf"
    assert extract.text.split("\n")[:2] == [
        "甲市人民政府关于加强法治建设的意见",
        "2023年5月6日印发 ABC 甲（乙）",
    ]


def test_a_gap_as_wide_as_a_character_stays_a_space() -> None:
    row: list[str | tuple[float, float, str]] = [
        (50, 700, "推行政务公开"),
        (200, 700, "市政府办公室"),
        (50, 600, "第二行的文字内容"),
    ]
    assert read_pdf(pdf(row)).text.split("\n")[0] == "推行政务公开 市政府办公室"


def test_a_sentence_goes_on_over_the_page_number() -> None:
    first = ["关于法治建设的意见", *BODY, "各级行政机关应当依法全面履行职责，不断提高行政机"]
    second = ["关工作人员依法办事的能力和水平，切实做到严格执法。", *BODY]
    text = read_pdf(pdf([*first, "— 1 —"], [*second, "— 2 —"])).text
    document = Document("d", text)
    assert [piece.kind for piece in document.furniture].count("page_number") == 2
    assert "行政机关工作人员依法办事的能力" in document.clean.text


def test_headers_that_pages_repeat_and_bare_page_numbers_are_dropped() -> None:
    pages = [
        ["甲市人民政府公报 2023 年第 1 期", f"第{n}页的第一行文字在这里", *BODY, f"{n + 7}"]
        for n in range(1, 6)
    ]
    text = read_pdf(pdf(*pages)).text
    assert "公报" not in text and "\n8\n" not in text
    assert all(f"第{n}页的第一行文字在这里" in text for n in range(1, 6))
    assert text.count("以下意见") == 5


def test_what_only_some_pages_have_and_table_headers_stay() -> None:
    pages = [["序号 任务 牵头单位", f"各不相同的一行文字之{n}", "2023"] for n in "甲乙丙丁"]
    text = read_pdf(pdf(*pages)).text
    assert text.count("序号任务牵头单位") + text.count("序号 任务 牵头单位") == 4 and text.count("2023") == 4


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no PDF or a broken one"),
        (b"%PDF-1.4\n%%EOF", "no PDF or a broken one"),
        (pdf(BODY)[:300], "no PDF or a broken one"),
        (pdf([], []), r"no text on most pages.*\(OCR\)"),
        (pdf(BODY, [], []), r"no text on most pages.*\(OCR\)"),
        (pdf(["\ue000\ue001\ue002" * 8]), "fonts do not say"),
        (pdf(BODY, packed=True, content=b"q " * 5_000_000), "as bombs do"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read_pdf(data)


def test_an_encrypted_file_says_so() -> None:
    keys = "/Filter/Standard/V 1/R 2/P -4/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">"
    data = pdf(BODY).replace(b"/Root 1 0 R", f"/Root 1 0 R/ID[<00><00>]/Encrypt<<{keys}>>".encode())
    with pytest.raises(ReadError, match="encrypted: open it with its password"):
        read_pdf(data)


def test_without_the_package_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def refuse(name: str, *rest: Any, **named: Any) -> Any:
        if name == "pypdfium2":
            raise ImportError(name)
        return load(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(ReadError, match=r'pip install "fazhi-research\[documents\]"'):
        read_pdf(pdf(BODY))


GOOD = pdf([*BODY, "— 1 —"], [*BODY, "— 2 —"])
PACKED = pdf(BODY, packed=True)


@settings(deadline=2_000)
@given(
    st.sampled_from([GOOD, PACKED]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=12),
    st.integers(0, len(GOOD)),
)
def test_mutated_bytes_raise_nothing_but_read_errors(
    good: bytes, changes: list[tuple[int, int]], length: int
) -> None:
    data = bytearray(good)
    for at, byte in changes:
        data[at % len(data)] = byte
    for each in (bytes(data), bytes(data[:length])):
        try:
            assert read_pdf(each).text.strip()
        except ReadError:
            continue
