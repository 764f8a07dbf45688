"""What a notebook shows: escaped, coloured where something was found, never the whole of a huge text."""

from __future__ import annotations

import pickle
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.coding.task_lists import TaskList
from fazhi_research.coding.tasks import extract_tasks
from fazhi_research.reading.corpus import Corpus, read_corpus
from fazhi_research.reading.documents import Document, parse_outline
from fazhi_research.reading.markup import MOST_SHOWN, coloured, escaped
from fazhi_research.reading.spans import Span

PLAN = "某市<b>方案</b>\n一、任务\n1.健全<script>alert(1)</script>制度。认真落实。(牵头单位:市甲局&乙;责任单位:市丙局)\n—3—\n2.完善机制。\n"
DOCUMENT = Document("d<i>", PLAN, metadata={"genre": "plan", "title": "<u>方案", "issued": "2020"})


class Reader(HTMLParser):
    """The words of a page, and the tags in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.classes = "", dict[str, str]()
        self.tags: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("br",):
            self._open.append(dict(attrs).get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words += data
        for name in self._open:
            self.classes[name] = self.classes.get(name, "") + data

    @property
    def balanced(self) -> bool:
        return not self._open


@pytest.mark.parametrize(
    "thing",
    [DOCUMENT, parse_outline(DOCUMENT), extract_tasks(DOCUMENT), Corpus(())],
    ids=["document", "outline", "tasks", "empty corpus"],
)
def test_nothing_of_a_text_is_taken_for_html(thing: Document) -> None:
    page = Reader(thing._repr_html_())
    assert page.balanced
    assert set(page.tags) <= {
        "style",
        "div",
        "span",
        "br",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "details",
        "summary",
    }


def test_a_document_shows_its_source_with_what_was_found() -> None:
    page = Reader(DOCUMENT._repr_html_())
    assert page.classes["fz-text"] == PLAN
    assert page.classes["fz-head"] == "d<i>  <u>方案"
    assert page.classes["fz-mark"].startswith("序号 mark") and page.classes["fz-mark"].endswith("一、1.2.")
    assert page.classes["fz-heading"].endswith("任务健全<script>alert(1)</script>制度完善机制")
    assert page.classes["fz-furniture"].endswith("—3—")


def test_an_outline_shows_its_items_in_their_words() -> None:
    rows = Reader(parse_outline(DOCUMENT)._repr_html_()).classes["fz-rows"]
    assert rows == "一、 任务1. 健全<script>alert(1)</script>制度2. 完善机制"


def test_tasks_show_who_answers_for_them() -> None:
    page = Reader(extract_tasks(DOCUMENT)._repr_html_())
    assert page.classes["fz-lead"] == "牵头 lead" + "市甲局&乙" * 2  # in the task and in the whole source
    assert page.classes["fz-responsible"] == "责任 responsible" + "市丙局" * 2
    assert "d<i>: 2 tasks" in page.classes["fz-head"]


def test_a_list_of_tasks_is_a_list() -> None:
    tasks = extract_tasks(DOCUMENT)
    assert tasks == [tasks[0], tasks[1]] and len(tasks) == 2
    assert isinstance(tasks[:1], TaskList) and tasks[:1].document is DOCUMENT
    copied = pickle.loads(pickle.dumps(tasks))
    assert copied == tasks and copied.document == DOCUMENT


def test_the_shipped_corpus() -> None:
    corpus = read_corpus()
    page = Reader(corpus._repr_html_())
    assert page.balanced and page.classes["fz-head"] == "Corpus of 11 documents 语料库"
    assert [name for name in corpus if name not in page.words] == []


def test_of_a_long_text_the_beginning_is_shown() -> None:
    page = Document("d", "依法行政。" * 10_000)._repr_html_()
    assert len(page) < MOST_SHOWN * 2
    assert f"… and {50_000 - MOST_SHOWN:,} characters more" in page


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(min(ends), max(ends)))


@given(
    st.text(max_size=30), st.lists(st.tuples(spans, st.sampled_from(["mark", "lead"]), st.text(max_size=3)))
)
def test_colour_changes_no_word(text: str, found: list[tuple[Span, str, str]]) -> None:
    page = Reader(coloured(text, found))
    assert page.balanced
    assert escaped(page.words) == escaped(text)


def test_of_places_that_overlap_the_shorter_counts() -> None:
    shown = coloured("甲乙丙丁", [(Span(1, 2), "lead", "a"), (Span(0, 3), "mark", "b")])
    assert shown == (
        '<span class="fz-mark" title="b">甲</span><span class="fz-lead" title="a">乙</span>'
        '<span class="fz-mark" title="b">丙</span>丁'
    )
