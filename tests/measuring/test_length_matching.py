"""Length-matched draws: equal lengths, rows of drawn blocks only, and no trace of the rest."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import fazhi_research as fz
from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.text_distances import SEAM

BLOCK = 10
TEXT = "".join(chr(0x4E00 + number) for number in range(97))
DOCUMENTS = pd.DataFrame(
    {
        "document": ["long", "short", "tiny"], "characters": [97, 25, 4], "han": [90, 25, 4], "genre": "plan", "tier": "",
        "jurisdiction": "", "issued": "2020", "issued_from": "", "issued_to": "", "first": None, "last": None,
    }
)  # fmt: skip
CODINGS = pd.DataFrame({"document": "long", "start": range(97), "scheme": "themes", "theme": "X"})
TEXTS = pd.DataFrame({"document": ["long", "short", "tiny"], "text": [TEXT, TEXT[:25], TEXT[:4]]})
TABLES = {"documents": DOCUMENTS, "codings": CODINGS, "texts": TEXTS}


def test_rows_and_text_come_from_the_same_blocks() -> None:
    for seed in range(20):
        drawn = fz.length_matched(TABLES, block=BLOCK, seed=seed)
        long = drawn["documents"].iloc[0]
        text = drawn["texts"]["text"].iloc[0]
        kept = drawn["codings"]["start"].tolist()
        assert text.replace(SEAM, "") == "".join(TEXT[place] for place in kept)
        blocks = sorted({min(place // BLOCK, 8) for place in kept})
        assert len(blocks) == 2  # as many as the 25 characters of the short one fill
        assert long["characters"] == len(kept) == (27 if 8 in blocks else 20)  # the last block has the tail
        assert long["han"] == round(90 * len(kept) / 97)
        assert drawn["texts"]["text"].tolist()[1:] == [f"{TEXT[:10]}{SEAM}{TEXT[10:25]}", TEXT[:4]]


def test_draws_differ_and_repeat_and_hang_on_nothing_else() -> None:
    one, again, other = (
        fz.length_matched(TABLES, block=BLOCK, seed=seed)["codings"]["start"].tolist() for seed in (1, 1, 2)
    )
    assert one == again != other
    alone = {**TABLES, "documents": DOCUMENTS[:1]}
    assert fz.length_matched(alone, block=BLOCK, size=20, seed=1)["codings"]["start"].tolist() == one


def test_every_block_is_drawn_as_often() -> None:
    counts = np.zeros(9)
    for seed in range(300):
        starts = fz.length_matched(TABLES, block=BLOCK, seed=seed)["codings"]["start"]
        counts[sorted({min(place // BLOCK, 8) for place in starts})] += 1
    assert counts.sum() == 600
    assert abs(counts - 600 / 9).max() < 36  # five standard deviations


def test_matching_takes_the_lead_of_length_away() -> None:
    """Long and short documents of the same words: unmatched they lie apart by length, matched they do not."""
    random = np.random.default_rng(0)
    sizes = [400] * 4 + [4000] * 4
    made = [
        (f"d{n}", "".join(random.choice(list("法治政府建设依法行政监督公开决策执法")[:16], size)))
        for n, size in enumerate(sizes)
    ]
    texts = pd.DataFrame(made, columns=["document", "text"])
    documents = pd.concat([DOCUMENTS[:1]] * 8).assign(
        document=texts["document"].tolist(), characters=sizes, han=sizes
    )
    tables = {"documents": documents, "texts": texts}
    with pytest.warns(fz.CaveatWarning, match="unequal length"):
        raw = fz.document_distances(tables, measure="text", matched=False, n=3).to_numpy()
    matched = fz.document_distances(tables, measure="text", draws=20, n=3).to_numpy()

    def gap(values: np.ndarray) -> float:
        short, long = (
            values[:4, :4][np.triu_indices(4, 1)].mean(),
            values[4:, 4:][np.triu_indices(4, 1)].mean(),
        )
        return float(abs(short - long))

    assert gap(raw) > 0.2
    assert gap(matched) < 0.02


def test_the_mean_is_over_the_draws_that_have_a_pair() -> None:
    one = pd.DataFrame([[0.0, 1.0], [1.0, 0.0]], index=["a", "b"], columns=["a", "b"])
    two = one.where(one == 0)
    three = one * 3
    assert fz.mean_distances([one, two, three]).loc["a", "b"] == 2.0
    with pytest.raises(TableError, match="different documents"):
        fz.mean_distances([one, one.loc[["a"], ["a"]]])
    with pytest.raises(FazhiError, match="no draws"):
        fz.mean_distances([])


def test_a_document_without_anything_is_named() -> None:
    tables = {
        "documents": DOCUMENTS,
        "codings": pd.concat([CODINGS, CODINGS.assign(document="short", theme="Y")]),
    }
    with pytest.warns(
        fz.CaveatWarning, match=r"1 document\(s\) without anything to measure have no distance: tiny"
    ):
        found = fz.document_distances(tables, measure="theme", draws=2, block=BLOCK)
    assert [one.code for one in fz.caveats(found)] == ["single", "empty"]
    assert list(fz.known_distances(found).index) == ["long", "short"]


def test_faults_are_told() -> None:
    with pytest.raises(TableError, match="need one called documents"):
        fz.length_matched({})
    with pytest.raises(
        FazhiError, match="measure='tone' is unknown: choose one of profile, theme, text, containment"
    ):
        fz.distance_draws(TABLES, measure="tone", draws=1)
    with pytest.raises(FazhiError, match="draws=0"):
        fz.distance_draws(TABLES, draws=0)
    with pytest.raises(TableError, match="distances by text need the table texts; there are: documents"):
        fz.document_distances({"documents": DOCUMENTS}, measure="text", draws=1)
