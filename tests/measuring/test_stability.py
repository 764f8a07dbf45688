"""Stability: the samples done again by hand, and groups that must and must not hold."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist, squareform

import fazhi_research as fz
from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.stability import samples
from tests.measuring.test_clusters import DISTANCES, NAMES, TRUE, VALUES

NOISE = pd.DataFrame(
    squareform(pdist(np.random.default_rng(2).normal(size=(19, 6)))), index=NAMES, columns=NAMES
)
PLACES = pd.DataFrame({"document": NAMES, "jurisdiction": ["甲省"] * 4 + [""] * 15})


def best(members: set[int], groups: list[set[int]]) -> float:
    return max(len(members & group) / len(members | group) for group in groups)


def by_sets(values: np.ndarray, held: np.ndarray, k: int) -> list[set[int]]:
    labels = fcluster(linkage(squareform(values[np.ix_(held, held)]), "ward"), k, "maxclust")
    return [set(held[labels == label].tolist()) for label in set(labels.tolist())]


def test_the_bootstrap_is_hennigs() -> None:
    """Every sample grouped anew by SciPy alone, groups compared as sets."""
    table = fz.cluster_stability(NOISE, k=3, draws=40, seed=7)
    own = [{NAMES.index(name) for name in words.split(";")} for words in table["documents"]]
    indices: list[list[float]] = [[], [], []]
    for held in samples(19, 3, 40, 500, 7):
        groups = by_sets(NOISE.to_numpy(), held, 3)
        for label, members in enumerate(own):
            if inside := members & set(held.tolist()):
                indices[label].append(best(inside, groups))
    assert table["bootstrap"].tolist() == pytest.approx([np.mean(found) for found in indices])
    assert table["dissolved"].tolist() == [sum(value <= 0.5 for value in found) for found in indices]
    assert table["recovered"].tolist() == [sum(value >= 0.75 for value in found) for found in indices]
    assert table["draws"].tolist() == [len(found) for found in indices]


def test_samples_keep_what_a_draw_with_replacement_hits() -> None:
    sizes = [len(held) for held in samples(200, 3, 300, 500, 0)]
    assert np.mean(sizes) / 200 == pytest.approx(1 - (1 - 1 / 200) ** 200, abs=0.01)
    assert all(len(held) == 50 for held in samples(200, 3, 10, 50, 0))
    assert all(len(held) == 3 for held in samples(3, 2, 20, 500, 0))  # more than k wherever there are


def test_groups_that_are_there_hold_and_noise_does_not() -> None:
    matched = [DISTANCES * factor for factor in (0.9, 1.1)]
    firm = fz.cluster_stability(DISTANCES, PLACES, k=3, matched=matched)
    assert firm["verdict"].tolist() == ["holds"] * 3
    assert firm["matched"].tolist() == [1.0] * 3
    loose = fz.cluster_stability(NOISE, k=3)
    assert loose["bootstrap"].max() > 0.75  # as good as many a published group, of points without any
    assert "holds" not in set(loose["verdict"])
    assert (loose["chance"] < loose["bootstrap"]).all()
    wrong = fz.cluster_stability(DISTANCES, k=3, matched=[NOISE] * 5)
    assert "holds" not in set(wrong["verdict"])


def test_leaving_places_out_names_the_worst() -> None:
    """Five points in a row: without the place in the middle the right pair is joined by another."""
    line = np.array([0.0, 1.0, 4.0, 5.0, 9.0])
    table = pd.DataFrame(abs(line[:, None] - line[None]), index=list("abcde"), columns=list("abcde"))
    places = pd.DataFrame({"document": list("abcde"), "jurisdiction": ["p", "p", "q", "q", ""]})
    found = fz.cluster_stability(table, places, k=3, draws=5).set_index("documents")
    # {a, b}, {c, d}, {e}. Without p: c, d, e in three; without q: a, b, e in three; without e: four in three
    assert found.index.tolist() == ["a;b", "c;d", "e"]
    assert list(found[["left_out", "left_out_place"]].loc["c;d"]) == [0.5, "e"]


def test_what_is_left_beside_single_documents_is_no_group() -> None:
    line = np.array([0.0, 1.0, 2.0, 3.0, 50.0])
    table = pd.DataFrame(abs(line[:, None] - line[None]), index=list("abcde"), columns=list("abcde"))
    assert fz.cluster_stability(table, k=2)["verdict"].tolist() == ["rest", "single"]


def test_consensus_counts_pairs_by_hand() -> None:
    together, drawn = np.zeros((19, 19)), np.zeros((19, 19))
    for held in samples(19, 3, 25, 500, 1):
        for group in by_sets(NOISE.to_numpy(), held, 3):
            together[np.ix_(list(group), list(group))] += 1
        drawn[np.ix_(held, held)] += 1
    found = fz.consensus_matrix(NOISE, k=3, draws=25, seed=1)
    assert found.to_numpy() == pytest.approx(together / drawn)


def test_nodes_come_back_where_groups_are_there() -> None:
    nodes = fz.node_stability(DISTANCES, matched=[DISTANCES] * 2)
    sets = {row["documents"]: row for row in nodes.to_dict("records")}
    for label in range(3):
        row = sets[";".join(name for name, own in zip(NAMES, TRUE, strict=True) if own == label)]
        assert row["bootstrap"] == row["matched"] == 1.0
        assert row["holds"]
    last = nodes.iloc[-1]
    assert (last["of"], last["bootstrap"], last["holds"]) == (19, 1.0, False)
    assert nodes["height"].to_numpy() == pytest.approx(linkage(squareform(VALUES), "ward")[:, 2])


def test_draws_that_lack_documents_count_for_the_others() -> None:
    holed = DISTANCES.copy()
    holed.loc["d00"] = holed["d00"] = np.nan
    found = fz.cluster_stability(DISTANCES, k=3, draws=5, matched=[holed])
    assert found["matched"].tolist() == [1.0] * 3
    assert (
        fz.cluster_stability(DISTANCES, k=3, draws=5, matched=[DISTANCES * np.nan])["matched_draws"].tolist()
        == [0] * 3
    )


def test_the_same_twice_and_faults_told() -> None:
    pd.testing.assert_frame_equal(fz.cluster_stability(NOISE, k=2), fz.cluster_stability(NOISE, k=2))
    with pytest.raises(FazhiError, match="draws=0: give at least one draw"):
        fz.cluster_stability(NOISE, k=2, draws=0)
    with pytest.raises(FazhiError, match="makes no tree: choose ward or average"):
        fz.node_stability(NOISE, method="medoids")
    with pytest.raises(TableError, match="at least 2 are needed"):
        fz.node_stability(NOISE.iloc[:1, :1])
