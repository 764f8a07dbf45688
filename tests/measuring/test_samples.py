"""Samples for hand coding: the right number, blind, the same each time."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research import coding_sample, sample_size
from fazhi_research.errors import TableError


def tasks_of(sizes: dict[str, int]) -> pd.DataFrame:
    rows = [
        (document, start * 10, f"{start + 1}.", f"{start + 1}.{document}第{start}项。\n做好。")
        for document, size in sizes.items()
        for start in range(size)
    ]
    return pd.DataFrame(rows, columns=["document", "start", "label", "words"])


@pytest.mark.parametrize(
    ("total", "size"), [(1, 1), (99, 99), (100, 100), (101, 100), (500, 100), (501, 101), (2000, 400)]
)
def test_a_hundred_or_a_fifth_whichever_is_more(total: int, size: int) -> None:
    assert sample_size(total) == size
    assert len(coding_sample(tasks_of({"a": total}))) == size


def test_rows_tell_nothing_and_orders_are_permutations() -> None:
    sample = coding_sample(tasks_of({"a": 60, "b": 60}), sheets=3)
    assert list(sample.columns) == ["row", "document", "start", "words", "order_1", "order_2", "order_3"]
    assert sample["row"].str.fullmatch("[BCDFGHJKLMNPQRSTVWXZ]{6}").all() and sample["row"].is_unique
    for order in ("order_1", "order_2", "order_3"):
        assert sorted(sample[order]) == list(range(1, 101))
    assert sample["order_1"].tolist() == list(range(1, 101))
    assert sample["order_2"].tolist() != sample["order_3"].tolist() != sample["order_1"].tolist()
    # the printed mark, which tells the place in the document, is gone, and the words stand on one line
    assert sample["words"].str.fullmatch(r"[ab]第\d+项。 做好。").all()


def test_the_same_arguments_give_the_same_sample_in_any_order_of_rows() -> None:
    tasks = tasks_of({"b": 90, "a": 90})
    first, again = coding_sample(tasks, seed=3), coding_sample(tasks[::-1], seed=3)
    pd.testing.assert_frame_equal(first, again)
    other = coding_sample(tasks, seed=4)
    assert not set(first["row"]) & set(other["row"])


@given(sizes=st.dictionaries(st.sampled_from("abcde"), st.integers(1, 40), min_size=1), share=st.floats(0, 1))
def test_strata_are_drawn_in_proportion(sizes: dict[str, int], share: float) -> None:
    total = sum(sizes.values())
    size = max(len(sizes), round(total * share))
    drawn = Counter(coding_sample(tasks_of(sizes), size=size, stratify=True)["document"])
    assert drawn.total() == size
    for document, held in sizes.items():
        assert 1 <= drawn[document] <= held
        # within one of its exact share; what the smallest documents are given comes off the largest
        assert drawn[document] - size * held / total < 1 or drawn[document] == 1
        assert size * held / total - drawn[document] < len(sizes)


def test_places_and_years_are_masked_when_asked() -> None:
    tasks = pd.DataFrame(
        {
            "document": "a",
            "start": [0],
            "label": ["1."],
            "words": ["1.金昌市金川区到2020年,金川模式,12345条。"],
        }
    )
    documents = pd.DataFrame({"jurisdiction": ["甘肃省/金昌市/金川区", ""]})
    assert coding_sample(tasks, documents, mask=True)["words"].tolist() == ["××××到××年,××模式,12345条。"]
    assert coding_sample(tasks, documents)["words"].tolist() == ["金昌市金川区到2020年,金川模式,12345条。"]
    with pytest.raises(TableError, match="masking needs the documents table"):
        coding_sample(tasks, mask=True)


def test_faults_are_told() -> None:
    tasks = tasks_of({"a": 3, "b": 3})
    with pytest.raises(TableError, match="cannot draw 9 of 6 tasks for 2 sheets: ask for 1 to 6 tasks"):
        coding_sample(tasks, size=9)
    with pytest.raises(TableError, match="cannot draw 1 tasks from 2 documents: ask for 2 or more"):
        coding_sample(tasks, size=1, stratify=True)
    with pytest.raises(TableError, match="two tasks at a, 0: keep one"):
        coding_sample(pd.concat([tasks, tasks.head(1)]))
    with pytest.raises(TableError, match="no column words"):
        coding_sample(tasks.drop(columns="words"))
    with pytest.raises(TableError, match="cannot draw 0 of 0 tasks"):
        coding_sample(tasks.head(0))
