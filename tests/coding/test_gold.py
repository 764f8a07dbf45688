"""The tasks of the shipped documents and who answers for them, against what a reader found."""

import pytest

from fazhi_research.coding.tasks import Task, extract_tasks
from fazhi_research.reading.corpus import Corpus, read_corpus
from fazhi_research.reading.documents import Document
from tests.gold_answers import IDS, gold


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus()


def row(document: Document, task: Task) -> dict[str, object]:
    units = {
        role: [document.words(a.span) for a in task.units(role)]
        for role in ("lead", "responsible", "support")
    }
    return {"label": document.words(task.label).strip(), "heading": document.words(task.heading), **units}


@pytest.mark.parametrize("name", IDS)
def test_tasks_and_their_units_are_those_a_reader_finds(corpus: Corpus, name: str) -> None:
    document = corpus[name]
    assert [row(document, task) for task in extract_tasks(document)] == gold(name)["tasks"]


def test_a_task_ends_with_its_assignment_not_with_the_next_heading(corpus: Corpus) -> None:
    plan = corpus["jinchuan-2015"]
    task = extract_tasks(plan)[17]
    words = plan.words(task.span)
    assert words.startswith("18.健全行政执法和刑事司法衔接机制。")
    assert words.endswith("各镇人民政府)")


def test_the_date_under_the_last_item_is_not_part_of_it(corpus: Corpus) -> None:
    opinion = corpus["liaoning-2011"]
    assert opinion.words(extract_tasks(opinion)[-1].span).endswith("良好环境。")
