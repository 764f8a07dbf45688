"""The documents that a notebook works on."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import fazhi_research as fz
from fazhi_research.errors import RefusedError, TableError

DOCUMENTS = pd.DataFrame(
    [("a", "plan", "2020"), ("b", "report", ""), ("c", "plan", "2011"), ("d", "opinion", "2015")],
    columns=["document", "genre", "issued"],
).assign(issued_from="", issued_to="", first=None, last=None)
TASKS = pd.DataFrame({"document": list("adddcc")})


def assignments(*rows: tuple[str, int, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["document", "task_start", "role"])


def test_the_plan_with_most_led_tasks() -> None:
    # c leads two tasks, a one task twice, b names only who is responsible
    rows = assignments(
        ("a", 1, "lead"),
        ("a", 1, "lead"),
        ("c", 1, "lead"),
        ("c", 5, "lead"),
        *[("b", n, "responsible") for n in range(4)],
    )
    assert fz.lead_plan(DOCUMENTS, rows) == "c"
    assert fz.lead_plan(DOCUMENTS, rows, asked="a") == "a"
    assert fz.lead_plan(DOCUMENTS, assignments()) == ""


def test_documents_with_tasks_in_the_order_of_time() -> None:
    assert fz.task_documents(DOCUMENTS, TASKS) == ["c", "d", "a"]
    undated = pd.concat([TASKS, pd.DataFrame({"document": ["b"]})])
    assert fz.task_documents(DOCUMENTS, undated) == ["c", "d", "a", "b"]
    assert fz.task_documents(DOCUMENTS, TASKS, asked=["b", "a"]) == ["b", "a"]


def test_full_plans_and_what_stands_in_for_them() -> None:
    rows = [("a", theme, 1) for theme in range(8)] + [("d", 1, 3), ("c", 1, 0)]
    structure = pd.DataFrame(rows, columns=["document", "theme", "tasks"])
    assert fz.full_plans(DOCUMENTS, structure) == ["a"]
    assert fz.full_plans(DOCUMENTS, structure, least=9) == ["d", "a"]
    assert fz.full_plans(DOCUMENTS, structure, asked=["c"]) == ["c"]


def test_a_pair_of_one_genre_before_the_largest() -> None:
    assert fz.genre_pair(DOCUMENTS, TASKS) == ["c", "a"]  # two plans, though the opinion has most tasks
    assert fz.genre_pair(DOCUMENTS, TASKS[TASKS["document"] == "d"]) == ["d", "a"]
    with pytest.raises(RefusedError, match="needs two documents, and there is a"):
        fz.genre_pair(DOCUMENTS.head(1), TASKS.head(1))


CONTAINED = pd.DataFrame(
    [("a", "b", 90, 10, "a"), ("a", "c", 50, 40, "c"), ("b", "c", 60, 40, "")],
    columns=["document", "other", "covered", "plain_covered", "earlier"],
)


def test_the_closest_pair_outside_formulas_the_earlier_first() -> None:
    assert fz.closest_pair(CONTAINED, DOCUMENTS) == ["b", "c"]
    assert fz.closest_pair(CONTAINED.head(2), DOCUMENTS) == ["c", "a"]
    assert fz.closest_pair(CONTAINED, DOCUMENTS, asked=["a", "b"]) == ["a", "b"]
    with pytest.raises(RefusedError, match="no two documents share a passage"):
        fz.closest_pair(CONTAINED.head(0), DOCUMENTS)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: fz.lead_plan(DOCUMENTS, assignments(), asked="x"),
        lambda: fz.task_documents(DOCUMENTS, TASKS, asked=["a", "x"]),
        lambda: fz.genre_pair(DOCUMENTS, TASKS, asked=["x"]),
    ],
)
def test_a_document_that_is_not_there_is_told(ask: Callable[[], object]) -> None:
    with pytest.raises(TableError, match=r"there is no document 'x'; there are: a, b, c, d\."):
        ask()
