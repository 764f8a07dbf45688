"""Distances, against scikit-learn, SciPy and counting by hand."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import pdist, squareform
from sklearn.metrics.pairwise import nan_euclidean_distances
from sklearn.preprocessing import RobustScaler, StandardScaler

import fazhi_research as fz
from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.clusters import cluster_table, condensed
from fazhi_research.measuring.distances import profile_distances, square
from fazhi_research.measuring.text_distances import SEAM

NAMES = list("abcdef")
VALUES = np.random.default_rng(1).normal(size=(6, 4)) * [1, 10, 0.1, 5]
PROFILES = pd.DataFrame(VALUES, columns=["theme_X", "theme_Y", "lead_hhi", "own"]).assign(document=NAMES)


def test_without_gaps_the_distance_is_the_plain_one_over_the_columns() -> None:
    expected = squareform(pdist(StandardScaler().fit_transform(VALUES))) / np.sqrt(4)
    assert fz.profile_distances(PROFILES, balance=False).to_numpy() == pytest.approx(expected)


def test_with_gaps_it_is_scikit_learns() -> None:
    holed = PROFILES.copy()
    holed.loc[1, "theme_X"] = holed.loc[4, "own"] = np.nan
    scaled = fz.standardise(holed).drop(columns="document")
    expected = nan_euclidean_distances(scaled) / np.sqrt(4)  # theirs scales up by columns / known
    assert fz.profile_distances(holed, balance=False).to_numpy() == pytest.approx(expected)


def test_gower_by_hand_with_blocks_of_equal_weight() -> None:
    table = pd.DataFrame(
        {"document": list("abc"), "theme_X": [0, 1, 2], "theme_Y": [4, 4, 0], "lead_hhi": [0.5, None, 0.1]}
    )
    found = fz.profile_distances(table, metric="gower").loc["a"]
    assert found["c"] == pytest.approx((0.5 * 1 + 0.5 * 1 + 1 * 1) / 2)
    assert found["b"] == pytest.approx((0.5 * 0.5 + 0.5 * 0) / 1)  # the lead is not known of b
    assert fz.profile_distances(table, metric="gower", least=0.9)["b"].isna()["a"]


def test_the_standards() -> None:
    assert fz.standardise(PROFILES, standard="robust").drop(columns="document").to_numpy() == pytest.approx(
        RobustScaler().fit_transform(VALUES)
    )
    ranged = fz.standardise(PROFILES, standard="range").drop(columns="document")
    assert (ranged.min().tolist(), ranged.max().tolist()) == ([0.0] * 4, [1.0] * 4)
    assert fz.standardise(PROFILES.assign(own=[1, 1, 1, 1, 1, 9]), standard="robust")["own"].tolist() == [
        0,
        0,
        0,
        0,
        0,
        1,
    ]
    empty = fz.standardise(PROFILES.assign(own=np.nan, lead_hhi=3))
    assert "own" not in empty.columns and set(empty["lead_hhi"]) == {0.0}
    with pytest.raises(FazhiError, match="standard='iq' is unknown"):
        fz.standardise(PROFILES, standard="iq")


@pytest.mark.parametrize(
    "table", [PROFILES[:1], PROFILES.assign(**dict.fromkeys(["theme_X", "theme_Y", "lead_hhi", "own"], 1.0))]
)
def test_nothing_that_differs_is_told(table: pd.DataFrame) -> None:
    with pytest.raises(TableError, match=r"no column tells the . documents apart"):
        fz.profile_distances(table)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 20)] * 3), min_size=2, max_size=6))
def test_theme_distances_are_aitchisons_by_pairs_of_logarithms(counts: list[tuple[int, ...]]) -> None:
    rows = [
        (f"d{n}", theme, hits) for n, row in enumerate(counts) for theme, hits in zip("XYZ", row, strict=True)
    ]
    found = fz.theme_distances(pd.DataFrame(rows, columns=["document", "theme", "hits"]), pseudo=0.5)
    for (one, a), (two, b) in product(enumerate(counts), repeat=2):
        value = found.iloc[one, two]
        if not sum(a) or not sum(b):
            assert bool(found.isna().iloc[one, two])
            continue
        logs = [
            (np.log((a[i] + 0.5) / (a[j] + 0.5)) - np.log((b[i] + 0.5) / (b[j] + 0.5))) ** 2
            for i in range(3)
            for j in range(3)
        ]
        assert value == pytest.approx(np.sqrt(sum(logs) / (2 * 3)), abs=1e-9)


def test_theme_faults_are_told() -> None:
    shares = pd.DataFrame({"document": ["a", "b"], "theme": "X", "hits": 1})
    with pytest.raises(TableError, match="fewer than two themes"):
        fz.theme_distances(shares)
    with pytest.raises(FazhiError, match="pseudo=0: give a number above zero"):
        fz.theme_distances(shares, pseudo=0)


def grams(text: str, n: int) -> list[str]:
    return [text[place : place + n] for place in range(len(text) - n + 1)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("法治政府建设", max_size=20), min_size=2, max_size=4, unique=True), st.integers(1, 4))
def test_containment_by_sets_of_runs(words: list[str], n: int) -> None:
    texts = pd.DataFrame({"document": [f"d{i}" for i in range(len(words))], "text": words})
    found = fz.text_containments(texts, n=n)
    for (one, a), (two, b) in product(enumerate(words), repeat=2):
        first, second = set(grams(a, n)), set(grams(b, n))
        expected = len(first & second) / len(first) if first else float("nan")
        assert found.iloc[one, two] == pytest.approx(expected, nan_ok=True)


def test_ness_is_what_draws_share() -> None:
    """The formula against 40,000 pairs of draws from two texts."""
    texts = pd.DataFrame({"document": ["a", "b"], "text": ["法治法治政府政府建设", "法治政府依法行政"]})
    size, random = 4, np.random.default_rng(3)
    held = {name: np.array(grams(text, 2)) for name, text in texts.itertuples(index=False)}

    def shared(one: str, two: str) -> float:
        pairs = zip(
            random.choice(held[one], (40_000, size)), random.choice(held[two], (40_000, size)), strict=True
        )
        return float(np.mean([len(set(a) & set(b)) for a, b in pairs]))

    expected = 1 - shared("a", "b") / ((shared("a", "a") + shared("b", "b")) / 2)
    assert fz.text_distances(texts, n=2, size=size).loc["a", "b"] == pytest.approx(expected, abs=0.015)


def test_scripts_and_punctuation_do_not_part_texts_and_seams_do() -> None:
    same = pd.DataFrame({"document": ["a", "b"], "text": ["健全監督體系", "健全，监督\n体系"]})
    assert fz.text_distances(same).loc["a", "b"] == pytest.approx(0.0)
    cut = pd.DataFrame({"document": ["a", "b"], "text": ["法治", f"法{SEAM}治"]})
    assert fz.text_distances(cut, n=2).isna().loc["a", "b"]  # b has no run of two


def test_the_choice_of_symmetry() -> None:
    ways = pd.DataFrame([[1.0, 0.8], [0.2, 1.0]], index=["a", "b"], columns=["a", "b"])
    found = {
        kind: fz.containment_distances(ways, symmetry=kind).loc["a", "b"] for kind in ("mean", "max", "min")
    }
    assert found == pytest.approx({"mean": 0.5, "max": 0.2, "min": 0.8})
    with pytest.raises(FazhiError, match="symmetry='sum' is unknown"):
        fz.containment_distances(ways, symmetry="sum")


def test_square_tables_are_checked() -> None:
    good = fz.profile_distances(PROFILES)
    with pytest.raises(TableError, match="same documents"):
        square(good.iloc[:, ::-1])
    with pytest.raises(TableError, match=r"1 document\(s\) to compare \(a\): at least 2"):
        square(good.loc[["a"], ["a"]])
    with pytest.raises(TableError, match="must be symmetric"):
        square(good + np.triu(np.ones((6, 6)), 1))
    gap = good.copy()
    gap.loc["a", "b"] = gap.loc["b", "a"] = np.nan
    with pytest.raises(TableError, match=r"a and b have no distance.* \(2 documents concerned\)"):
        square(gap)
    assert list(fz.known_distances(gap).index) == list("acdef")
    assert fz.known_distances(gap).attrs["left_out"] == ["b"]


def traced(work: Callable[[], object]) -> int:
    """The most bytes that some work held at once beyond those before it."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_distances_and_groups_hold_one_square_and_a_half() -> None:
    """Of ten thousand documents a square is 800 MB, so that a copy more or less decides where it can be run."""
    count = 1000
    random = np.random.default_rng(0)
    profiles = pd.DataFrame(random.random((count, 6)), columns=[f"theme_{n}" for n in range(6)])
    profiles.insert(0, "document", [f"d{n:04d}" for n in range(count)])
    square = count * count * 8
    distances = profile_distances(profiles)
    assert traced(lambda: profile_distances(profiles)) < 1.25 * square
    assert traced(lambda: cluster_table(distances, k=5)) < 0.9 * square  # without what SciPy's own copy takes
    np.testing.assert_array_equal(condensed(distances.to_numpy()), squareform(distances.to_numpy()))
