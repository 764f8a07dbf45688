"""The tasks of the shipped documents and who answers for them, against what a reader found."""

import pytest

from fazhi_research.coding.tasks import extract_tasks
from fazhi_research.reading.corpus import Corpus, read_corpus
from tests.gold_answers import IDS, gold, task_rows


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus()


@pytest.mark.parametrize("name", IDS)
def test_tasks_and_their_units_are_those_a_reader_finds(corpus: Corpus, name: str) -> None:
    assert task_rows(corpus[name]) == gold(name)["tasks"]


def test_a_task_ends_with_its_assignment_not_with_the_next_heading(corpus: Corpus) -> None:
    plan = corpus["jinchuan-2015"]
    task = extract_tasks(plan)[17]
    words = plan.words(task.span)
    assert words.startswith("18.健全行政执法和刑事司法衔接机制。")
    assert words.endswith("各镇人民政府)")


def test_the_date_under_the_last_item_is_not_part_of_it(corpus: Corpus) -> None:
    opinion = corpus["liaoning-2011"]
    assert opinion.words(extract_tasks(opinion)[-1].span).endswith("良好环境。")
