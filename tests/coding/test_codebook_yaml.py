"""A codebook written as YAML: the same codebook, the same faults, and nothing but text."""

from __future__ import annotations

import csv
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
import yaml

from fazhi_research.coding.codebook import Codebook
from fazhi_research.coding.codebooks import TABLES, read_codebook
from fazhi_research.errors import LexiconError
from tests.coding.test_codebook import FAULTS

TERM = "{scheme: themes, theme: DIG, term: 灯塔系统, kind: matter}"


def written(folder: Path, text: str, encoding: str = "utf-8", name: str = "codebook.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text.encode(encoding))
    return folder


def fault(folder: Path, text: str) -> str:
    with pytest.raises(LexiconError) as caught:
        read_codebook(written(folder, text))
    said = str(caught.value)
    assert "codebook.yaml" in said and "\n" not in said
    return said


def test_the_shipped_codebook_as_yaml_is_the_same_codebook(tmp_path: Path) -> None:
    book = read_codebook()
    parts: dict[str, list[object]] = {
        "schemes": list(book.schemes.values()),
        "themes": list(book.themes),
        "terms": list(book.terms),
        "contexts": list(book.contexts),
        "crosswalk": list(book.crosswalk),
    }
    flag = {True: "yes", False: ""}
    rows = {
        name: [
            {
                column: flag.get(value, value) if isinstance(value, bool) else value
                for column, value in asdict(one).items()  # type: ignore[call-overload]
                if value not in ("", None)
            }
            for one in listed
        ]
        for name, listed in parts.items()
    }
    text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False)
    mine = read_codebook(written(tmp_path, text), replace=True)
    assert mine.version == book.version and mine.terms == book.terms


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", ["codebook.yaml", "codebook.yml"])
def test_your_terms_are_added_from_yaml(tmp_path: Path, encoding: str, name: str) -> None:
    text = f"# 我的词\r\nterms:\r\n- {TERM}\r\n- theme: DIG\r\n  scheme: themes\r\n  term: “沙盒”监管\r\n  first: 2020\r\n  last:\r\n  kind: wide\r\n  source: 虚构文件\r\nthemes:\r\n"
    written(tmp_path, text, encoding, name)
    for mine in (read_codebook(tmp_path), read_codebook(tmp_path / name)):
        added = {one.term: one for one in mine.terms_of()}
        assert (added["灯塔系统"].first, added["沙盒监管"].first, added["沙盒监管"].last) == (
            None,
            2020,
            None,
        )
        assert "行政复议" in added and len(mine.themes_of()) == 12


def test_words_stay_as_they_are_written(tmp_path: Path) -> None:
    text = "schemes:\n- {scheme: no, version: 1.10, default: yes, chinese: on, english: 0x1F, definition: 2021-08-02}\nthemes:\n- {scheme: no, theme: 007, chinese: null, english: ~x}\nterms: []\n"
    text = text.replace("chinese: null", "chinese: 'null'")
    found = read_codebook(written(tmp_path, text)).schemes["no"]
    assert (found.version, found.chinese, found.english, found.definition, found.default) == (
        "1.10", "on", "0x1F", "2021-08-02", True,
    )  # fmt: skip
    assert read_codebook(tmp_path).theme("007", "no").chinese == "null"


def as_yaml(table: str, text: str) -> str:
    """A faulty CSV table as YAML, row by row on a line of its own."""
    header, *rows = csv.reader(text.splitlines())
    lines = [f"{table}:"]
    for row in rows:
        cells = ", ".join(f"{name}: {value!r}" for name, value in zip(header, row, strict=True))
        lines.append(f"- {{{cells}}}")
    return "\n".join(lines) + "\n"


#: what only a table of commas can get wrong
OF_CSV = (
    "cells for",
    "is missing",
    "is unknown",
    "there twice",
    "is empty",
    "not a CSV row",
    "without a name",
)
SHARED = [case for case in FAULTS if not any(words in case[2] for words in OF_CSV) or "the cell" in case[2]]


@pytest.mark.parametrize(("table", "text", "words"), SHARED)
def test_the_faults_of_csv_are_faults_of_yaml_on_the_same_line(
    tmp_path: Path, table: str, text: str, words: str
) -> None:
    assert words in fault(tmp_path, as_yaml(table, text))
    assert len(SHARED) >= 18


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        ("# nothing\n", "the file is empty"),
        ("- a\n", "line 1: the file must map schemes, themes, terms, contexts, crosswalk to lists of rows"),
        ("terms: 灯塔\n", "line 1: terms is no list"),
        ("terms:\n  灯塔: DIG\n", "line 2: terms is no list"),
        ("terms:\n- 灯塔\n", "line 2: a row of terms must map columns to cells"),
        ("word:\n- 灯塔\n", "line 1: 'word' is no table of a codebook; there are schemes, themes"),
        (f"terms:\n- {TERM}\nterms: []\n", "line 3: 'terms' is given twice"),
        ("terms:\n- {scheme: a, scheme: b}\n", "line 2: 'scheme' is given twice"),
        ("terms:\n- scheme: themes\n  coment: x\n", "line 3: column coment is unknown"),
        ("terms:\n- scheme: themes\n  term: [甲, 乙]\n", "line 3: term is a list or mapping; it must be plain text"),
        ("terms:\n- scheme: themes\n", "line 2: the cell theme is empty"),
        (f"terms:\n- {TERM}\n- {TERM}\n", "line 3: the term 灯塔系统 is listed twice for DIG"),
        ("terms:\n  - scheme: themes\n\ttheme: DIG\n", "line 3: not YAML"),
        ("terms:\n- {scheme: themes\n", "not YAML"),
        (f"terms:\n- {TERM}\n---\nterms: []\n", "line 3: not YAML"),
        ("terms:\n- scheme: 'the\x07mes'\n", "line 2: the character '\\x07' may not stand in YAML"),
        ("terms:\n- !!python/object/apply:os.system [echo]\n", "line 2: a row of terms must map"),
        ("terms:\n- scheme: !!python/name:os.system themes\n", "line 2: scheme has the tag tag:yaml.org,2002:python/name:os.system"),
        ("terms:\n- scheme: !!binary dGhlbWVz\n", "line 2: scheme has the tag"),
        ("terms:\n- scheme: *unknown\n", "line 2: not YAML"),
        ("terms: " + "[" * 20_000, "nested too deep"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nterms: *b\n", "line 1: 'a' is no table"),
        ("terms: &t\n- scheme: *t\n", "line 1: scheme is a list or mapping"),
    ],
)  # fmt: skip
def test_what_only_yaml_can_get_wrong(tmp_path: Path, text: str, words: str) -> None:
    assert words in fault(tmp_path, text)


def test_one_form_at_a_time(tmp_path: Path) -> None:
    written(tmp_path, f"terms:\n- {TERM}\n")
    (tmp_path / "codebook_terms.csv").write_text(",".join(TABLES["codebook_terms"].columns), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"codebook\.yaml and codebook_terms\.csv are both there"):
        read_codebook(tmp_path)
    with pytest.raises(
        LexiconError, match=r"give the folder that holds the tables, or a file that ends in \.yaml"
    ):
        read_codebook(tmp_path / "codebook_terms.csv")


def test_alone_it_needs_themes_and_terms(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"it has no themes; .* or themes in its YAML file"):
        read_codebook(written(tmp_path, f"terms:\n- {TERM}\n"), replace=True)


def test_an_edited_yaml_file_is_read_again(tmp_path: Path) -> None:
    def terms(text: str) -> Codebook:
        return read_codebook(written(tmp_path, text))

    before = terms(f"terms:\n- {TERM}\n")
    assert terms(f"terms:\n- {TERM}\n- {TERM.replace('灯塔', '沙盒')}\n").version != before.version


def test_without_the_package_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert 'pip install "fazhi-research[yaml]"' in fault(tmp_path, f"terms:\n- {TERM}\n")
