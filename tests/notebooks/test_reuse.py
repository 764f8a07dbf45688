"""What the notebook on shared words concludes is what is counted."""

from __future__ import annotations

import pandas as pd

import fazhi_research as fz
from fazhi_research.tables import corpus_tables, texts
from tests.notebooks.books import conclusion


def test_the_counts_in_the_conclusions_are_counted() -> None:
    corpus = fz.read_corpus()
    held = corpus_tables(corpus)
    words = pd.DataFrame(list(texts(corpus).items()), columns=["document", "text"])
    passages = fz.reuse_passages(words, held["documents"], furniture=held["furniture"])
    contained = fz.reuse_containments(
        passages, words, documents=held["documents"], furniture=held["furniture"]
    )
    assert (len(words), len(passages), int(passages["formulaic"].sum())) == (11, 21, 10)
    assert (len(contained), int((contained["plain_passages"] > 0).sum())) == (15, 6)
    ordered = contained[contained["earlier"] != ""]
    printed = set(held["documents"].loc[held["documents"]["issued_basis"] == "text", "document"])
    assert len(ordered) == 13
    assert int((~(ordered["document"].isin(printed) & ordered["other"].isin(printed))).sum()) == 12
    longest = passages.sort_values("equal").tail(1)
    assert longest[["document", "other", "equal"]].to_numpy().tolist() == [
        ["binzhou-2015", "jinchuan-2015", 45]
    ]
    assert contained[["containment", "other_containment"]].max().max() < 0.035
    plans = ["jinchuan-2015", "township-2020", "xuchang-2022"]
    matrix = fz.uptake_matrix(fz.task_items(held["tasks"]), template="liaoning-2011", plans=plans)
    tied = matrix[~matrix["uptake"].isin(["dropped", "added"])]
    assert int((matrix["uptake"] != "added").sum()) == 126
    assert "taken_over" not in set(matrix["uptake"])
    assert [int((tied["plan"] == plan).sum()) for plan in plans] == [14, 6, 18]
    told = conclusion("07")
    for count in ("21 passages in 15 of their 55", "10 of the passages", "6 pairs are left", "For 12 of these", "13 of the 15", "45 equal",
                  "38 of the 126", "18 in xuchang-2022, 14 in jinchuan-2015, 6 in township-2020"):  # fmt: skip
        assert count in told
