"""The manifest says only what the raw files let it say: hashes hold, and every quoted word is found."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path

import pytest

from fazhi_research.project import Project
from fazhi_research.project.validation import Validation, validate

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "data" / "raw"
COLUMNS = (
    "file,sha256,source,licence,document,title,title_basis,jurisdiction,jurisdiction_basis,adcode,tier,genre,"
    "genre_basis,issuer,issuer_basis,number,number_basis,issued,issued_basis,issued_evidence,issued_from,issued_to,published,"
    "published_basis,first,last,period_basis,status,status_basis"
).split(",")
#: each basis, and the cells that rest on it
RESTS = {
    "title_basis": ("title",),
    "jurisdiction_basis": ("jurisdiction", "adcode", "tier"),
    "genre_basis": ("genre",),
    "issuer_basis": ("issuer",),
    "number_basis": ("number",),
    "issued_evidence": ("issued", "issued_from", "issued_to"),
    "published_basis": ("published",),
    "period_basis": ("first", "last"),
    "status_basis": ("status",),
}


def read_rows() -> list[dict[str, str]]:
    with (RAW / "manifest.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def quoted(cell: str) -> list[str]:
    """The words a basis quotes: the pieces of a quotation, or what an inference sets in corner brackets."""
    if cell.startswith("inference: "):
        return re.findall("「([^」]*)」", cell)
    return cell.removeprefix("quotation: ").split(" … ")


ROWS = read_rows()
each_row = pytest.mark.parametrize("row", ROWS, ids=[row["document"] for row in ROWS])


def test_the_columns_and_documents_are_the_agreed_ones() -> None:
    assert list(ROWS[0]) == COLUMNS
    assert len(ROWS) == 11
    assert len({row["document"] for row in ROWS}) == len(ROWS)


def test_every_raw_file_has_rows_and_every_row_a_file() -> None:
    files = {path.name for path in RAW.iterdir()} - {"manifest.csv"}
    assert {row["file"] for row in ROWS} == files


@each_row
def test_the_hash_is_that_of_the_file(row: dict[str, str]) -> None:
    assert hashlib.sha256((RAW / row["file"]).read_bytes()).hexdigest() == row["sha256"]


@each_row
def test_a_value_has_a_basis_and_a_basis_has_a_value(row: dict[str, str]) -> None:
    for basis, cells in RESTS.items():
        assert bool(row[basis]) == any(row[cell] for cell in cells), basis
    for basis in set(RESTS) - {"issued_evidence"}:
        assert not row[basis] or row[basis].startswith(("quotation: ", "inference: ")), basis
    assert row["issued_basis"] in {"text", "inferred", "manifest", ""}
    assert bool(row["issued_basis"]) == bool(row["issued"])


@each_row
def test_every_quoted_word_stands_in_the_raw_file(row: dict[str, str]) -> None:
    text = (RAW / row["file"]).read_text(encoding="utf-8")
    for basis in RESTS:
        if row[basis]:
            pieces = quoted(row[basis])
            assert pieces, f"{basis} quotes nothing"
            assert [piece for piece in pieces if piece not in text] == [], basis
    assert [piece for piece in re.findall("「([^」]*)」", row["source"]) if piece not in text] == []


@each_row
def test_a_quoted_title_issuer_or_number_is_the_value_itself(row: dict[str, str]) -> None:
    assert row["title"] == re.sub("【篇.】$", "", "".join(quoted(row["title_basis"])))
    if row["issuer"]:
        assert quoted(row["issuer_basis"])[-1].endswith(row["issuer"])
    assert row["number"] == row["number_basis"].removeprefix("quotation: ")


def test_what_is_asked_of_others_is_given_here() -> None:
    assert validate(Project(ROOT)) == Validation((), ())


@each_row
def test_masked_places_stay_masked(row: dict[str, str]) -> None:
    assert "*" not in row["jurisdiction"] and "X" not in row["jurisdiction"]
    assert bool(row["adcode"]) == bool(row["jurisdiction"])
    assert re.fullmatch(r"(\d{6})?", row["adcode"])


@each_row
def test_dates_are_iso_and_ranges_run_forwards(row: dict[str, str]) -> None:
    for cell in ("issued", "issued_from", "issued_to", "published"):
        assert re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", row[cell]), cell
    assert bool(row["issued_from"]) == bool(row["issued_to"])
    assert row["issued_from"] <= row["issued_to"]
    assert row["first"] <= row["last"]
    if row["issued_from"] and row["issued"]:
        assert row["issued_from"].startswith(row["issued"]) and row["issued_to"].startswith(row["issued"])
