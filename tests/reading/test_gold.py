"""The shipped documents against what a reader found in them: where they are, and how they are built."""

from pathlib import Path

import pytest

from fazhi_research.reading.corpus import Corpus, read_corpus
from tests.gold_answers import IDS, gold, gold_span, outline_rows, unlisted_corpus


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus()


@pytest.fixture(scope="module")
def unlisted(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return unlisted_corpus(tmp_path_factory.mktemp("unlisted"))


def test_every_document_has_gold_answers(corpus: Corpus) -> None:
    assert sorted(corpus) == IDS


@pytest.mark.parametrize("name", IDS)
def test_a_document_begins_and_ends_where_a_reader_says(corpus: Corpus, name: str) -> None:
    assert corpus[name].span == gold_span(gold(name))


@pytest.mark.parametrize("name", IDS)
def test_the_outline_is_the_one_a_reader_sees(corpus: Corpus, name: str) -> None:
    expected = [(row["depth"], row["mark"], row["heading"]) for row in gold(name)["sections"]]
    assert outline_rows(corpus[name]) == expected


@pytest.mark.parametrize("name", IDS)
def test_page_numbers_are_furniture(corpus: Corpus, name: str) -> None:
    document = corpus[name]
    found = [piece.span.of(document.text) for piece in document.furniture if piece.kind == "page_number"]
    assert found == gold(name)["page_numbers"]


@pytest.mark.parametrize("name", IDS)
def test_without_its_manifest_a_file_yields_the_same_documents(unlisted: Corpus, name: str) -> None:
    answers = gold(name)
    document = next(
        d for d in unlisted.documents if d.file == answers["file"] and d.span == gold_span(answers)
    )
    assert document.title == answers["title"]
    assert document.genre == answers["genre"]
    assert document.metadata["status"] == answers["status"]
    expected = [(row["depth"], row["mark"], row["heading"]) for row in answers["sections"]]
    assert outline_rows(document) == expected


def test_words_broken_by_a_page_number_read_whole(corpus: Corpus) -> None:
    plan = corpus["jinchuan-2015"]
    words = plan.words(plan.outline.sections[-1].span)
    assert "指导、督促和检查" in words
    whole = "".join(plan.words(item.own) for item in plan.outline.sections)
    for phrase in (
        "权责统一、权威高效",
        "《甘肃省人民政府重大行政决策程序暂行规定》",
        "不损害第三方利益",
        "组织机构代码证",
    ):
        assert phrase in whole


def test_folder_without_manifest_gets_ids_from_name_and_hash(tmp_path: Path) -> None:
    corpus = unlisted_corpus(tmp_path)
    assert list(corpus)[:2] == ["000-8e6e0c344e7dcc91-5b07c9c9", "000-8e6e0c344e7dcc91-5b07c9c9-2"]
