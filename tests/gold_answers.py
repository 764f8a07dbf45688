"""The gold answers for the shipped corpus, and the documents they are about."""

import json
from pathlib import Path
from typing import Any

from fazhi_research.reading.corpus import Corpus, read_corpus, shipped
from fazhi_research.reading.documents import Document
from fazhi_research.reading.spans import Span

FOLDER = Path(__file__).parent / "gold"
IDS = sorted(path.stem for path in FOLDER.glob("*.json"))


def gold(document: str) -> dict[str, Any]:
    answers: dict[str, Any] = json.loads((FOLDER / f"{document}.json").read_text(encoding="utf-8"))
    return answers


def gold_span(answers: dict[str, Any]) -> Span:
    text = (shipped() / answers["file"]).read_text(encoding="utf-8")
    return Span(text.index(answers["opens"]), text.index(answers["closes"]) + len(answers["closes"]))


def unlisted_corpus(folder: Path) -> Corpus:
    """The raw files as a user would bring them: copied without their manifest."""
    for file in sorted(shipped().glob("*.txt")):
        (folder / file.name).write_bytes(file.read_bytes())
    return read_corpus(folder)


def outline_rows(document: Document) -> list[tuple[int, str, str]]:
    return [
        (item.depth, document.words(item.mark).strip(), document.words(item.heading))
        for item in document.outline.sections
    ]
