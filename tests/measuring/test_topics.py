"""A topic model is refused to small corpora, and finds topics that were put in."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.topics import corpus_bears_topics, topic_model


def made(documents: int, words: int, seed: int = 0) -> pd.DataFrame:
    """Documents of two kinds: half draw from one dozen words, half from another."""
    generator = np.random.default_rng(seed)
    rows = []
    for number in range(documents):
        kind = "甲" if number % 2 else "乙"
        for place, hits in enumerate(generator.multinomial(words, np.full(12, 1 / 12))):
            rows.append((f"d{number:03d}", f"{kind}{place:02d}", int(hits)))
    return pd.DataFrame(rows, columns=["document", "term", "hits"])


@pytest.mark.parametrize("model", ["nmf", "lda"])
def test_topics_that_were_put_in_are_found(model: str) -> None:
    words, shares = topic_model(made(100, 60), topics=2, model=model, seeds=range(3))
    kinds = {topic: {term[0] for term in group["term"]} for topic, group in words.groupby("topic")}
    assert sorted(map(sorted, kinds.values())) == [["乙"], ["甲"]]
    assert words["stability"].min() > 0.6
    own = next(topic for topic, kind in kinds.items() if kind == {"甲"})
    odd = shares[shares["document"].str[-1].isin(list("13579"))]
    assert odd.loc[odd["topic"] == own, "share"].min() > 0.9
    assert shares.groupby("document")["share"].sum().tolist() == pytest.approx([1.0] * 100)


def test_the_same_seed_gives_the_same_model() -> None:
    one, two = (topic_model(made(100, 60), topics=2, seeds=(0, 1))[0] for _ in range(2))
    pd.testing.assert_frame_equal(one, two)


def test_small_corpora_are_refused_with_the_reasons() -> None:
    assert corpus_bears_topics(made(100, 60), topics=10) == []
    assert corpus_bears_topics(made(100, 60), topics=11) == ["11 topics need at least 110 documents"]
    assert corpus_bears_topics(made(100, 49), topics=2) == [
        "the median document has 49 words, and at least 50 are needed"
    ]
    with pytest.raises(
        FazhiError, match="no topic model: there are 11 documents, and a topic model needs at least 100"
    ):
        topic_model(made(11, 300), topics=2)
    empty = made(1, 1)[:0]
    assert corpus_bears_topics(empty, topics=2)[0].startswith("there are 0 documents")


def test_faults_are_told() -> None:
    with pytest.raises(FazhiError, match="model='bert'"):
        topic_model(made(100, 60), topics=2, model="bert")
    with pytest.raises(FazhiError, match="give at least one seed beside"):
        topic_model(made(100, 60), topics=2, seeds=(0,))
    wrong = made(100, 60)
    wrong.loc[0, "hits"] = -1
    with pytest.raises(TableError, match="hits below zero"):
        topic_model(wrong, topics=2)
