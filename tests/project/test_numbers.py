"""Numbers in prose come from a generated file: they are those of the tables, and the pages quote them rightly."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

import fazhi_research as fz
from fazhi_research.errors import FazhiError
from fazhi_research.project.numbers import quotes, read_numbers, requoted, write_numbers, written
from tools import quoted_numbers as tool

ROOT = Path(__file__).resolve().parents[2]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_file_holds_what_the_tables_hold() -> None:
    held = read_numbers(ROOT / "figures")
    tasks = rows(ROOT / "data" / "processed" / "tasks.csv")
    assert held["tasks"] == len(tasks)
    assert held["tasks.jinchuan-2015"] == sum(row["document"] == "jinchuan-2015" for row in tasks)
    assert held["lead"] == sum(
        row["role"] == "lead" for row in rows(ROOT / "data" / "processed" / "assignments.csv")
    )
    for row in rows(ROOT / "figures" / "tab02-lead-shares.csv"):
        name = f"tab02-lead-shares.{row['named']}"
        assert (held[f"{name}.tasks"], held[f"{name}.share"]) == (int(row["tasks"]), float(row["share"]))
    assert held == fz.cited_numbers(fz.Project(ROOT))


def test_a_row_is_called_by_the_words_that_tell_it_apart(tmp_path: Path) -> None:
    for name, text in (
        ("tab01-a", "document,theme,n\na,POL,1\na,FUN,2\n"),
        ("tab02-b", "document,n\na,1\na,2\n"),
        ("tab03-c", "document,theme,n\na,POL,1\nb,POL,2\nb,FUN,\n"),
        ("tab04-d-excel", "n\n1\n"),
    ):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    held = fz.cited_numbers(fz.Project(ROOT), tmp_path)
    found = {name: value for name, value in held.items() if name.startswith("tab")}
    assert found == {
        "tab01-a.rows": 2, "tab01-a.POL.n": 1, "tab01-a.FUN.n": 2,
        "tab02-b.rows": 2, "tab02-b.1.n": 1, "tab02-b.2.n": 2,
        "tab03-c.document=a": 1, "tab03-c.document=b": 2, "tab03-c.theme=POL": 2, "tab03-c.theme=FUN": 1,
        "tab03-c.rows": 3, "tab03-c.a.POL.n": 1, "tab03-c.b.POL.n": 2,
    }  # fmt: skip


def test_every_number_that_the_pages_quote_is_right() -> None:
    held = read_numbers(ROOT / "figures")
    count = 0
    for path in tool.pages():
        text = path.read_text(encoding="utf-8")
        count += len(quotes(text))
        assert tool.renewed(path, held) == text, f"{path.name}: run `python tools/quoted_numbers.py --write`"
    assert count >= 80


def test_a_wrong_number_is_found_and_put_right(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("It has <!--tasks:,-->9<!--/--> tasks.", encoding="utf-8")
    assert tool.renewed(page, {"tasks": 1300}) == "It has <!--tasks:,-->1,300<!--/--> tasks."
    book = {
        "cells": [
            {"cell_type": "markdown", "source": ["n <!--n-->1<!--/-->\n", "b"]},
            {"cell_type": "code", "source": "1"},
        ]
    }
    (tmp_path / "book.ipynb").write_text(json.dumps(book), encoding="utf-8")
    again = json.loads(tool.renewed(tmp_path / "book.ipynb", {"n": 2}))
    assert again["cells"][0]["source"] == ["n <!--n-->2<!--/-->\n", "b"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!--task-->1<!--/-->", "the text quotes 'task', and no number is called so"),
        ("<!--tasks:.q-->1<!--/-->", "tasks: '.q' is no way to write 130"),
    ],
)
def test_a_quote_that_cannot_be_filled_is_told(text: str, message: str) -> None:
    with pytest.raises(FazhiError, match=message):
        requoted(text, {"tasks": 130})


def test_the_macros_define_every_number_that_latex_can_name(tmp_path: Path) -> None:
    shutil.copy(ROOT / "figures" / "tab02-lead-shares.csv", tmp_path)
    (tmp_path / "tab09-odd.csv").write_text("word,n\n50%,1\n乙,2\n", encoding="utf-8")
    write_numbers(fz.Project(ROOT), tmp_path)
    macros = (tmp_path / "numbers.tex").read_text(encoding="utf-8")
    assert r"\fazhidefine{tab02-lead-shares.区政府法制办.tasks}{18}" in macros
    assert r"{tab09-odd.乙.n}{2}" in macros and "50%" not in macros
    with pytest.raises(FazhiError, match="holds no numbers: run `fazhi draw`"):
        read_numbers(tmp_path / "none")
    for damaged in ("[" * 100_000, "[]", '{"tasks": [1]}', "{"):
        (tmp_path / "numbers.json").write_text(damaged, encoding="utf-8")
        with pytest.raises(FazhiError, match="holds no numbers: run `fazhi draw`"):
            read_numbers(tmp_path)


def test_what_only_looks_like_a_number_is_none(tmp_path: Path) -> None:
    long = "9" * 5000
    (tmp_path / "tab09-odd.csv").write_text(f"word,n,id,far\na,1,{long},1e999\nb,２,1,1\n", encoding="utf-8")
    held = write_numbers(fz.Project(ROOT), tmp_path)
    assert [path.name for path in held] == ["numbers.json", "numbers.tex"]
    assert [name for name in read_numbers(tmp_path) if name.startswith("tab09-odd.")] == ["tab09-odd.rows"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("word,n\n甲,1\n".encode("gbk"), "no table as it was saved"),
        ("word,n\n甲,1\n".encode("utf-16"), "no table as it was saved"),
        (b"word,n\na,1,2\n", "row 2 has 3 cells, the header 2"),
        (b"word,n\na\n", "row 2 has 1 cells, the header 2"),
        (b'word,n\n"a"b,1\n', "no table as it was saved"),
    ],
)
def test_a_table_that_another_program_saved_again_is_told(data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "tab09-odd.csv").write_bytes(data)
    with pytest.raises(FazhiError, match=words):
        write_numbers(fz.Project(ROOT), tmp_path)


@pytest.mark.parametrize("opening", ["", "  ", "- ", "12. ", "> ", "words\n"])
def test_a_number_that_opens_a_line_is_refused(opening: str) -> None:
    with pytest.raises(FazhiError, match="begins with a quoted number"):
        tool.filled(f"{opening}<!--n:word-->two<!--/--> words", {"n": 2})
    assert tool.filled("a <!--n:word-->no<!--/--> words\n<!-- a comment -->", {"n": 2}).startswith(
        "a <!--n:word-->two"
    )


def test_numbers_are_written_in_words_where_asked() -> None:
    assert [written(n, "word") for n in (0, 12, 20)] == ["no", "twelve", "twenty"]
    for number in (21, 0.5, "a"):
        with pytest.raises(FazhiError, match="is no way to write"):
            written(number, "字")
