"""The openings of published pages, shortened, against what a reader knows of the documents from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fazhi_research.reading.corpus import file_documents
from fazhi_research.reading.files import SourceFile

OPENINGS = json.loads(
    (Path(__file__).parent.parent / "gold" / "openings" / "published.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("opening", OPENINGS, ids=[one["name"] for one in OPENINGS])
def test_what_a_reader_knows_from_an_opening(opening: dict[str, object]) -> None:
    (document,) = file_documents(SourceFile("page.txt", str(opening["text"]), "0" * 64, "utf-8")).documents
    known = opening["known"]
    assert isinstance(known, dict)
    assert {name: document.metadata[name] for name in known} == known
