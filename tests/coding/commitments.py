"""Gold answers on deadlines, targets and citations, and how well what is found agrees with them."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from fazhi_research.reading.corpus import Corpus, file_documents, read_corpus
from fazhi_research.reading.documents import Document
from fazhi_research.reading.files import SourceFile

GOLD = Path(__file__).parent.parent / "gold"
LAYOUTS = sorted((GOLD / "layouts").glob("*/*.json"))
SHIPPED = sorted((GOLD / "commitments").glob("*.json"))
Answer = tuple[object, ...]


@cache
def corpus() -> Corpus:
    return read_corpus()


def shipped_answers(field: str) -> Iterator[tuple[str, Document, list[dict[str, Any]]]]:
    for path in SHIPPED:
        answers = json.loads(path.read_text(encoding="utf-8"))
        yield path.stem, corpus()[answers["document"]], answers[field]


def layout_answers(field: str) -> Iterator[tuple[str, Document, list[dict[str, Any]]]]:
    """Constructed documents; files whose documents are not told apart as the answers do are left out."""
    for path in LAYOUTS:
        answers = json.loads(path.read_text(encoding="utf-8"))
        source = SourceFile("gold.txt", answers["text"], "0" * 64, "utf-8")
        documents, expected = file_documents(source).documents, answers.get("documents") or [answers]
        if len(documents) == len(expected):
            for document, one in zip(documents, expected, strict=True):
                yield path.stem, document, one.get(field, [])


def agreement(
    answers: Iterator[tuple[str, Document, list[dict[str, Any]]]],
    found: Callable[[Document], list[Answer]],
    expected: Callable[[dict[str, Any]], Answer],
) -> tuple[float, list[str]]:
    """F1 over all documents, and the misses and extras, one line each."""
    right = wrong = 0
    lines = []
    for name, document, gold in answers:
        want, have = Counter(map(expected, gold)), Counter(found(document))
        right += (want & have).total()
        wrong += (want - have).total() + (have - want).total()
        lines += [f"{name} missed {row}" for row in (want - have).elements()]
        lines += [f"{name} extra {row}" for row in (have - want).elements()]
    return 2 * right / (2 * right + wrong), lines
