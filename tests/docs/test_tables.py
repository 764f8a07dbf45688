"""docs/tables.md has every column, says which are empty, and its way home leads home."""

from __future__ import annotations

import csv
import re

from fazhi_research.reading.corpus import read_corpus
from fazhi_research.tables import COLUMNS, corpus_rows
from tests.pages import ROOT, words_of

DICTIONARY = words_of("tables.md")


def test_the_dictionary_has_every_column_in_its_order() -> None:
    sections = re.findall(r"(?ms)^## (\w+)\n(.*?)(?=^## |\Z)", DICTIONARY)
    told = {
        name: tuple(re.findall(r"(?m)^\| `(\w+)` \|", words)) for name, words in sections if name in COLUMNS
    }
    assert told == COLUMNS


def test_the_dictionary_says_what_is_not_filled() -> None:
    rows = corpus_rows(read_corpus())
    tables, columns = (
        re.search(pattern, DICTIONARY) for pattern in (r"rows\): (.*)\.", r"`assignments`: (.*)\.")
    )
    empty = [
        name
        for name, column in zip(COLUMNS["assignments"], zip(*rows["assignments"], strict=True), strict=True)
        if not any(column)
    ]
    assert re.findall(r"`(\w+)`", tables.group(1) if tables else "") == sorted(
        name for name in COLUMNS if not rows[name]
    )
    assert re.findall(r"`(\w+)`", columns.group(1) if columns else "") == empty


def test_a_number_is_walked_home_as_the_dictionary_says() -> None:
    """By the committed tables: document offsets, and the file's own."""
    with (ROOT / "data/processed/documents.csv").open(encoding="utf-8", newline="") as file:
        place = {row["document"]: (row["file"], int(row["start"])) for row in csv.DictReader(file)}
    with (ROOT / "data/processed/assignments.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["role"] == "lead"]
    for row in rows:
        start, stop = int(row["start"]), int(row["stop"])
        held, base = place[row["document"]]
        text = (ROOT / f"data/processed/text/{row['document']}.txt").read_bytes().decode()
        raw = (ROOT / "data/raw" / held).read_text(encoding="utf-8")
        assert text[start:stop] == raw[base + start : base + stop] == row["named"]
    assert rows
