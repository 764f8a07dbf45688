"""A table printed below the items of a plan takes nothing from them, and they nothing from it."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from fazhi_research.coding.tasks import extract_tasks
from fazhi_research.reading.documents import Document
from tests.coding.test_reprints import TEXTS

Given = Counter[tuple[str, str]]

#: plans of different layouts that name no body once for all of their tasks
BODIES = (
    "jingmen-lines", "shaanxi-law-government-plan-2021", "prefecture-workpoints-2021", "caidian-goals-as-items",
    "guangdong-digital-government-verbs", "jihu-zone-25-measures-2024",
)  # fmt: skip
#: tables whose last row is not whole: what stands below might as well be its missing cells
OPEN_ENDED = ("hongqiao-owner-cell-merged",)


def _document(text: str) -> Document:
    return Document("d", text, metadata={"genre": "plan", "issued": "2024-01-01"})


def _given(document: Document) -> Given:
    return Counter(
        (one.role, document.words(one.span).replace("\n", ""))
        for task in extract_tasks(document)
        for one in task.assignments
    )


@cache
def _tables() -> dict[str, str]:
    """The one table of each text that has one, without what is around it."""
    found = {}
    for name, text in TEXTS.items():
        document = _document(text)
        if len(document.grids) == 1 and name not in OPEN_ENDED:
            span = document.clean.span(document.grids[0].start, document.grids[0].stop)
            found[name] = span.of(text)
    return found


def _mixed(body: str, table: str, *, within: bool) -> str:
    """The table below the whole body, or below an item in its middle."""
    document = _document(body)
    starts = [
        item.mark.start
        for item in document.outline.sections
        if not item.run_in and item.mark.start and body[item.mark.start - 1] == "\n"
    ]
    at = starts[len(starts) // 2] if within else len(body)
    return f"{body[:at].rstrip()}\n{table}\n{body[at:]}"


@pytest.mark.parametrize("within", [False, True], ids=["below", "within"])
@pytest.mark.parametrize("name", BODIES)
def test_a_table_and_the_items_about_it_keep_their_units(name: str, *, within: bool) -> None:
    body = TEXTS[name]
    alone = _given(_document(body))
    assert len(_tables()) >= 20
    assert alone
    for table in _tables().values():
        of_table = _given(_document(f"一、任务\n{table}\n"))
        assert _given(_document(_mixed(body, table, within=within))) == alone + of_table
