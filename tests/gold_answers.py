"""The gold answers, and the documents they are about."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fazhi_research.coding.tasks import Task, extract_tasks
from fazhi_research.reading.corpus import Corpus, file_documents, read_corpus, shipped
from fazhi_research.reading.documents import Document
from fazhi_research.reading.files import SourceFile
from fazhi_research.reading.spans import Span

FOLDER = Path(__file__).parent / "gold"
IDS = sorted(path.stem for path in FOLDER.glob("*.json"))
ROLES = ("lead", "responsible", "support")


@dataclass(frozen=True)
class Case:
    """A document with its gold answers; `stratum` is shipped, ordinary, invented or passage (标准答案)."""

    name: str
    stratum: str
    layouts: tuple[str, ...]
    answers: dict[str, Any]
    document: Document


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


@cache
def cases() -> tuple[Case, ...]:
    """Every document with gold answers: the shipped ones, then those made for a layout."""
    corpus = read_corpus()
    found = [Case(name, "shipped", (), gold(name) | _commitments(name), corpus[name]) for name in IDS]
    for path in sorted(FOLDER.glob("layouts/*/*.json")):
        found += _cases_of(path)
    return tuple(found)


def _commitments(name: str) -> dict[str, Any]:
    answers = json.loads((FOLDER / "commitments" / f"{name}.json").read_text(encoding="utf-8"))
    return {field: answers[field] for field in ("deadlines", "targets", "citations")}


def _cases_of(path: Path) -> Iterator[Case]:
    answers = json.loads(path.read_text(encoding="utf-8"))
    held = file_documents(SourceFile(f"{path.stem}.txt", answers["text"], "0" * 64, "utf-8"))
    parts = answers.get("documents", [answers])
    for index, part in enumerate(parts):
        name = f"{path.parent.name}/{path.stem}" + (f"#{index + 1}" if len(parts) > 1 else "")
        nothing = Document(name, "")  # a document that was not found answers nothing
        document = held.documents[index] if index < len(held.documents) else nothing
        if answers["stratum"] == "passage":  # a passage does not tell what it is taken from
            document.metadata["genre"] = part["genre"]
        layouts = tuple(str(layout) for layout in answers["layout"])
        yield Case(name, answers["stratum"], layouts, part, document)


def outline_rows(document: Document) -> list[tuple[int, str, str]]:
    return [
        (item.depth, document.words(item.mark).strip(), document.words(item.heading))
        for item in document.outline.sections
    ]


def task_row(document: Document, task: Task) -> dict[str, object]:
    units = {
        role: [document.words(given.span).replace("\n", "") for given in task.units(role)] for role in ROLES
    }
    return {"label": document.words(task.label).strip(), "heading": document.words(task.heading), **units}


def task_rows(document: Document) -> list[dict[str, object]]:
    return [task_row(document, task) for task in extract_tasks(document)]
