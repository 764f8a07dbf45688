"""Exercises for a seminar: tables and texts to work on, and answers checked without being given away."""

from __future__ import annotations

import base64
import binascii
import json
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError
from fazhi_research.measuring.agreement import krippendorff_alpha
from fazhi_research.measuring.items import heading_items, skeleton_items
from fazhi_research.project.answers import UNMARKED, coded_rows, judged, sealed
from fazhi_research.reading.corpus import read_corpus
from fazhi_research.reading.folding import fold
from fazhi_research.reading.spans import Span

if TYPE_CHECKING:
    import pandas as pd

    from fazhi_research.reading.documents import Document

LINE, AROUND = 46, 14
"""Characters in a line of a text that is shown, and on either side of a word."""


@dataclass(frozen=True)
class Verdict:
    """What is said to an answer: whether it is right, and a hint if not 评语.

    >>> Verdict("1a", False, "Count again.")
    1a  not yet: Count again.
    """

    question: str
    right: bool
    words: str

    def __repr__(self) -> str:
        told = f": {self.words}" if self.words else ""
        return f"{self.question}  {'right' if self.right else 'not yet'}{told}"


class Passage(str):
    """Words of a document, shown in lines 原文片段."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n".join(line for part in self.splitlines() for line in textwrap.wrap(part, LINE))


class Exercise:
    """An exercise of the coursework: what its notebook calls 习题.

    `seal` is the string in the first cell of the notebook, which holds the questions with their answers sealed. Works on the documents that
    ship with the package, so that no file and no network is needed. Raises FazhiError where the seal is damaged.

    >>> exercise = Exercise(seal("1", "A trial", {"1a": {"kind": "word", "answer": "区编办", "hint": "Read task 16."}}))
    >>> exercise
    Exercise 1, A trial: 1 questions (1a)
    >>> exercise.check("1a", ...), exercise.check("1a", "区政府法制办").right, exercise.check("1a", "区编办").right
    (1a  not yet: Still blank. Put your answer in place of the dots and run the cell again., False, True)
    """

    def __init__(self, seal: str) -> None:
        try:
            held = json.loads(base64.b64decode("".join(seal.split()), validate=True).decode())
            self.number, self.title, self.questions = held["number"], held["title"], held["questions"]
        except (binascii.Error, ValueError, KeyError, TypeError):
            raise FazhiError(
                "the first cell of this notebook is damaged, so that answers cannot be checked: take the notebook "
                "again from your teacher, or make it with `fazhi coursework DIR`."
            ) from None

    def __repr__(self) -> str:
        names = ", ".join(self.questions)
        return f"Exercise {self.number}, {self.title}: {len(self.questions)} questions ({names})"

    def check(self, question: str, answer: object) -> Verdict:
        """What is said to an answer; the answer itself is never given 检查.

        Raises FazhiError for a question that the exercise does not have.
        """
        if question not in self.questions:
            raise FazhiError(f"no question {question!r} here; there are {', '.join(self.questions)}")
        asked = self.questions[question]
        return Verdict(question, *judged(asked, answer, _salt(self.number, question)))

    def read(self, document: str, label: str) -> Passage:
        """The words of a task by the number printed before it, as "16" 读任务.

        Raises FazhiError, naming what there is, for a document or a task that is not there.
        """
        source = _document(document)
        tasks = self.table("tasks", document=document)
        bare = tasks["label"].str.strip("().、:： ")
        found = tasks[bare == str(label).strip("().、:： ")]
        if found.empty:
            raise FazhiError(f"no task {label!r} in {document}; there are {', '.join(bare) or 'none'}")
        spans = [
            Span(int(start), int(stop)) for start, stop in zip(found["start"], found["stop"], strict=True)
        ]
        return Passage("\n\n".join(source.words(span).strip() for span in spans))

    def text(self, document: str) -> Passage:
        """The whole text of a document 读全文."""
        return Passage(_document(document).text)

    def table(self, name: str, **kept: object) -> pd.DataFrame:
        """A table of the shipped documents, with the rows that have the given values 取表.

        `name` as in the dictionary of tables, or texts; `kept` names columns: document="jinchuan-2015", role="lead". A list keeps several values.
        Raises FazhiError for a table or column that is not there.
        """
        tables = _tables()
        if name not in tables:
            raise FazhiError(f"no table {name!r}; there are {', '.join(tables)}")
        table = tables[name]
        for column, value in kept.items():
            if column not in table:
                raise FazhiError(
                    f"table {name} has no column {column!r}; there are {', '.join(map(str, table))}"
                )
            table = table[table[column].isin(value if isinstance(value, list) else [value])]
        return table.reset_index(drop=True)

    def tables(self, *names: str) -> dict[str, pd.DataFrame]:
        """Several tables of the shipped documents by name, as the functions on likeness take them 取多表."""
        return {name: self.table(name) for name in names}

    def headings(self, instrument: str) -> pd.DataFrame:
        """The headings of a national instrument beside those of the shipped documents, for `uptake_matrix` 条目标题.

        `instrument` as in `skeleton_items`, such as outline-2021.
        """
        import pandas as pd

        return pd.concat(
            [skeleton_items(instrument), heading_items(self.table("sections"))], ignore_index=True
        )

    def count(self, *words: str) -> pd.DataFrame:
        """How often each document has some words, as characters in a row, and per thousand Han characters 词频.

        Columns: document, genre, han, then for each word its hits and its rate. Sorted by document.
        """
        table = self.table("documents")[["document", "genre", "han"]]
        for word in words:
            hits = [fold(_document(name).text).count(fold(word)) for name in table["document"]]
            table[word] = hits
            table[f"{word} per 1000"] = (1000 * table[word] / table["han"]).astype("float64").round(2)
        return table

    def lines(self, word: str, document: str) -> pd.DataFrame:
        """Every place of a word in a document with what stands round it, in order of print 语境.

        Columns: before, word, after. No rows where the word does not occur.
        """
        import pandas as pd

        text = "".join(_document(document).clean.text.split())
        rows = [
            (
                text[max(0, found.start() - AROUND) : found.start()],
                found.group(),
                text[found.end() :][:AROUND],
            )
            for found in re.finditer(re.escape(fold(word)), text)
        ]
        return pd.DataFrame(rows, columns=["before", "word", "after"])

    def agreement(self, first: str, second: str) -> pd.DataFrame:
        """Krippendorff's alpha of two people's codes, with the rows on which they differ 编码一致性.

        Each is lines of a row and its code, "01 duty". Rows that either left open are not counted. Columns: alpha, low, high (95 per cent
        interval over rows), rows (coded by both), differ (joined by blanks). Where no row is coded by both alpha is empty.
        """
        import pandas as pd

        one, two = _marked(first), _marked(second)
        both = [row for row in one if row in two]
        if not both:
            return pd.DataFrame([{"alpha": None, "low": None, "high": None, "rows": 0, "differ": ""}])
        pairs = [(row, who, held[row]) for row in both for who, held in (("first", one), ("second", two))]
        found = krippendorff_alpha(pd.DataFrame(pairs, columns=["unit", "coder", "primary"])).iloc[0]
        differ = " ".join(row for row in both if one[row] != two[row])
        row = {
            "alpha": found["alpha"],
            "low": found["low"],
            "high": found["high"],
            "rows": len(both),
            "differ": differ,
        }
        return pd.DataFrame([row])


def seal(number: str, title: str, questions: Mapping[str, Mapping[str, Any]]) -> str:
    """The questions of an exercise with their answers sealed, as the string its notebook carries 习题封存."""
    made = {name: sealed(question, _salt(number, name)) for name, question in questions.items()}
    held = {"number": number, "title": title, "questions": made}
    return base64.b64encode(json.dumps(held, ensure_ascii=False).encode()).decode()


def _salt(number: str, question: str) -> str:
    return f"exercise {number}, question {question}: "


def _marked(codes: str) -> dict[str, str]:
    return {row: code for row, code in coded_rows(codes) if code != UNMARKED}


def _document(name: str) -> Document:
    corpus = {one.document: one for one in _documents()}
    if name not in corpus:
        raise FazhiError(f"no document {name!r}; there are {', '.join(corpus)}")
    return corpus[name]


@cache
def _documents() -> list[Document]:
    return list(read_corpus().documents)


@cache
def _tables() -> dict[str, pd.DataFrame]:
    """Every table of the shipped documents, coded, and their texts."""
    import pandas as pd

    from fazhi_research.coding.choices import CodingChoice
    from fazhi_research.tables import corpus_tables, texts

    corpus = read_corpus()
    words = sorted(texts(corpus).items())
    return corpus_tables(corpus, coded=CodingChoice()) | {
        "texts": pd.DataFrame(words, columns=["document", "text"])
    }
