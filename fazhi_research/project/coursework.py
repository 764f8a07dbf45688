"""The notebooks of the coursework, made from its sources.

One source (coursework/*.md in a checkout, within the package when installed) gives two notebooks: for students, with dots where answers go and the
answers sealed, and for instructors, with the answers, notes and marking guides. The same source gives the same bytes.

A source is Markdown. A block ``python`` is a cell of code; a block ``question`` is TOML with the keys id, kind, answer and what the kind takes
(`answers.py`), and becomes a cell that holds the answer and checks it; what stands between ``:::instructor`` and
``:::`` is for instructors alone.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fazhi_research.errors import FazhiError
from fazhi_research.project.answers import UNMARKED, coded_rows
from fazhi_research.project.exercises import seal

_PIECE = re.compile(r"(?ms)^```(python|question)\n(.*?)^```[ \t]*$|^:::instructor\n(.*?)^:::[ \t]*$")

Cell = dict[str, Any]


def pieces(source: str) -> Iterator[tuple[str, str]]:
    """The pieces of a source in order: kind (words, python, question, instructor) and text.

    >>> list(pieces("# Title\\n\\n:::instructor\\nMarks.\\n:::\\n"))
    [('words', '# Title'), ('instructor', 'Marks.')]
    """
    last = 0
    for found in _PIECE.finditer(source):
        if words := source[last : found.start()].strip():
            yield "words", words
        yield found.group(1) or "instructor", (found.group(2) or found.group(3)).strip()
        last = found.end()
    if words := source[last:].strip():
        yield "words", words


def questions_of(source: str) -> dict[str, dict[str, Any]]:
    """The questions of a source by their id, as they stand there."""
    found = [tomllib.loads(text) for kind, text in pieces(source) if kind == "question"]
    return {question.pop("id"): question for question in found}


def title_of(source: str) -> tuple[str, str]:
    """Number and English title: ("1", "Read a plan as a power map").

    >>> title_of("# Exercise 1: Read a plan  读规划\\n")
    ('1', 'Read a plan')
    """
    found = re.match(r"# Exercise (\d+): ([ -~]+?)\s*(?:[^ -~].*)?\n", source)
    if found is None:
        raise ValueError("a source begins with “# Exercise N: title”")
    return found.group(1), found.group(2)


def notebook(source: str, *, instructor: bool) -> str:
    """A notebook made from a source, as the text of its file."""
    number, title = title_of(source)
    made: list[Cell] = []
    for kind, text in pieces(source):
        if kind == "words":
            made += map(_words, re.split(r"\n+(?=##)", text))  # a cell for each heading
        if kind == "python":
            made.append(_code(text))
        if kind == "question":
            question = tomllib.loads(text)
            made.append(_code(_asked(question, instructor=instructor)))
            made += [_words(_notes(question))] if instructor and _notes(question) else []
        if kind == "instructor" and instructor:
            made.append(_words(f"**For the instructor.** {text}"))
    made.insert(1, _opening(seal(number, title, questions_of(source))))
    for place, cell in enumerate(made, start=1):
        cell["id"] = f"cell-{place:02}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    book = {"cells": made, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _opening(sealed: str) -> Cell:
    """The first cell of code: the exercise, with its seal on one line that runs off the page, folded where the program can."""
    code = f'# Run this cell; there is no need to read it.\nimport fazhi_research as fz\n\nexercise = fz.Exercise("{sealed}")\nexercise'
    return _code(code) | {"metadata": {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}}


def _asked(question: dict[str, Any], *, instructor: bool) -> str:
    """The cell of a question: a line for the answer, and the check."""
    name = f"answer_{question['id']}"
    answer = question["answer"]
    if question["kind"] == "codes" and not instructor:
        answer = "\n".join(f"{row} {UNMARKED}" for row, _ in coded_rows(answer))
    elif not instructor:
        return f'{name} = ...\nexercise.check("{question["id"]}", {name})'
    elif question["kind"] in ("number", "word") and isinstance(answer, list):
        answer = answer[0]
    shown = (
        f'"""\n{answer.strip()}\n"""'
        if isinstance(answer, str) and "\n" in answer
        else json.dumps(answer, ensure_ascii=False)
    )
    return f'{name} = {shown}\nexercise.check("{question["id"]}", {name})'


def _notes(question: dict[str, Any]) -> str:
    """What an instructor is told of a question: the note of the source, and which wrong answers have hints of their own."""
    told = [f"**For the instructor.** {question['note']}"] if "note" in question else []
    told += [f"- {one['is']}: students are told “{one['hint']}”" for one in question.get("wrong", [])]
    return "\n".join(told)


def _words(text: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}


def _code(text: str) -> Cell:
    lines = text.splitlines(keepends=True)
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": lines}


def sources() -> list[Path]:
    """The sources that come with the package, in their order 习题源文件."""
    package = Path(__file__).parents[1]  # in a checkout they stand beside it, when installed within it
    inside = package / "coursework"
    return sorted((inside if inside.is_dir() else package.parent / "coursework").glob("[0-9]*.md"))


def write_coursework(folder: str | Path, *, instructor: bool = False) -> list[Path]:
    """The notebooks of the exercises, written into a folder: for students, or with answers and marking guides for `instructor` 写出习题.

    Raises FazhiError if a notebook of that name is there already: somebody's answers may stand in it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home:
    ...     written = write_coursework(Path(home, "seminar"))
    >>> written[0].name, len(written)
    ('01-power-map.ipynb', 6)
    """
    books = {
        Path(folder, f"{path.stem}.ipynb"): notebook(path.read_text(encoding="utf-8"), instructor=instructor)
        for path in sources()
    }
    if taken := next((path for path in books if path.exists()), None):
        raise FazhiError(f"{taken} is there already, and answers may stand in it: choose another folder")
    Path(folder).mkdir(parents=True, exist_ok=True)
    for path, book in books.items():
        path.write_text(book, encoding="utf-8", newline="\n")
    return list(books)
