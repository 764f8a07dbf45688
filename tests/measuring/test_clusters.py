"""Groups: the estimator by scikit-learn's own checks, methods against references and enumeration."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import cut_tree, linkage
from scipy.spatial.distance import pdist, squareform
from sklearn.metrics import calinski_harabasz_score, silhouette_samples
from sklearn.utils.estimator_checks import parametrize_with_checks

import fazhi_research as fz
from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.clusters import METHODS, DocumentClusters, cut, labels_of
from fazhi_research.measuring.groupings import jaccard, silhouettes, variance_ratio
from fazhi_research.measuring.medoids import medoids_of
from tests.measuring.small import documents

RANDOM = np.random.default_rng(5)
POINTS = np.vstack(
    [RANDOM.normal(centre, 0.4, (size, 2)) for centre, size in (((0, 0), 9), ((5, 0), 6), ((0, 7), 4))]
)
TRUE = np.repeat([0, 1, 2], [9, 6, 4])
VALUES = squareform(pdist(POINTS))
NAMES = [f"d{n:02d}" for n in range(19)]
DISTANCES = pd.DataFrame(VALUES, index=NAMES, columns=NAMES)


@parametrize_with_checks([DocumentClusters(method=method) for method in METHODS])  # type: ignore[untyped-decorator]
def test_it_is_a_scikit_learn_estimator(estimator: Any, check: Any) -> None:
    check(estimator)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_finds_groups_that_are_there(method: str) -> None:
    for metric, held in (("precomputed", VALUES), ("euclidean", POINTS)):
        found = DocumentClusters(3, method=method, metric=metric).fit(held)
        assert found.labels_.tolist() == TRUE.tolist()
    assert len(set(labels_of(VALUES, 1, method=method))) == 1
    assert labels_of(VALUES, 19, method=method).tolist() == list(range(19))


@pytest.mark.parametrize("method", ["ward", "average"])
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 1000), k=st.integers(1, 12))
def test_a_cut_is_scipys(method: str, seed: int, k: int) -> None:
    tree = linkage(np.random.default_rng(seed).normal(size=(12, 3)), method=method)
    mine, theirs = cut(tree, k), cut_tree(tree, n_clusters=k)[:, 0]
    assert (jaccard(np.unique(mine, return_inverse=True)[1], theirs).max(axis=0) == 1).all()


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), k=st.integers(1, 4))
def test_no_exchange_of_one_medoid_is_better(seed: int, k: int) -> None:
    values = squareform(pdist(np.random.default_rng(seed).normal(size=(9, 2))))
    medoids, places = medoids_of(values, k)

    def cost(chosen: tuple[int, ...]) -> float:
        return float(values[:, list(chosen)].min(axis=1).sum())

    own = cost(tuple(medoids))
    assert values[np.arange(9), medoids[places]].sum() == pytest.approx(own)
    swaps = [
        (*(m for m in medoids if m != out), new) for out in medoids for new in range(9) if new not in medoids
    ]
    assert all(cost(swap) >= own - 1e-9 for swap in swaps)
    assert own <= 1.2 * min(cost(chosen) for chosen in combinations(range(9), k))


def test_medoids_are_tried_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = medoids_of(VALUES, 3)
    monkeypatch.setattr("fazhi_research.measuring.medoids.CELLS", 60)
    pieces = medoids_of(VALUES, 3)
    assert [one.tolist() for one in whole] == [one.tolist() for one in pieces]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 1000), k=st.integers(2, 5))
def test_silhouette_and_variance_ratio_are_scikit_learns(seed: int, k: int) -> None:
    random = np.random.default_rng(seed)
    points, labels = (
        random.normal(size=(11, 3)),
        np.concatenate([np.arange(k), random.integers(0, k, 11 - k)]),
    )
    values = squareform(pdist(points))
    assert silhouettes(values, labels)[0] == pytest.approx(
        silhouette_samples(values, labels, metric="precomputed")
    )
    assert variance_ratio(values, labels) == pytest.approx(calinski_harabasz_score(points, labels))


def test_large_inputs_take_the_sparse_way(monkeypatch: pytest.MonkeyPatch) -> None:
    points = np.vstack([RANDOM.normal(centre, 0.5, (40, 2)) for centre in ((0, 0), (6, 0))])
    monkeypatch.setattr("fazhi_research.measuring.clusters.SPARSE_FROM", 10)
    assert labels_of(squareform(pdist(points)), 2, method="spectral").tolist() == [0] * 40 + [1] * 40


def test_the_table_numbers_groups_by_size_and_names_medoids() -> None:
    table = fz.cluster_table(DISTANCES.iloc[::-1, ::-1], k=3).set_index("document").sort_index()
    assert table["cluster"].tolist() == (TRUE + 1).tolist()
    assert table["of"].tolist() == [9] * 9 + [6] * 6 + [4] * 4
    for label in range(3):
        held = np.flatnonzero(np.equal(TRUE, label))
        inside = VALUES[np.ix_(held, held)].sum(axis=0)
        medoid = NAMES[held[inside.argmin()]]
        assert table.index[table["medoid"] & (table["cluster"] == label + 1)].tolist() == [medoid]
    assert table["nearest"].notna().all()


def test_identical_documents_are_grouped_without_fault() -> None:
    same = pd.DataFrame(0.0, index=list("abcd"), columns=list("abcd"))
    for method in METHODS:
        table = fz.cluster_table(same, k=2, method=method)
        assert set(table["cluster"]) <= {1, 2}
        assert (table["silhouette"] == 0).all()
    assert fz.cluster_counts(same, draws=5)["k"].tolist() == [1, 2, 3]


def test_what_cannot_be_grouped_is_told() -> None:
    with pytest.raises(FazhiError, match="k=20 groups of 19 documents cannot be made: choose k from 1 to 19"):
        fz.cluster_table(DISTANCES, k=20)
    with pytest.raises(
        FazhiError, match="method='kmeans' is unknown: choose one of ward, average, medoids, spectral"
    ):
        fz.cluster_table(DISTANCES, k=2, method="kmeans")
    with pytest.raises(TableError, match=r"1 document\(s\) to compare \(d00\): at least 2 are needed"):
        fz.cluster_table(DISTANCES.iloc[:1, :1], k=1)
    with pytest.raises(ValueError, match="n_clusters=9: choose from 1 to the number of rows, 4"):
        DocumentClusters(9).fit(POINTS[:4])
    with pytest.raises(ValueError, match="must be square, not 19 by 2"):
        DocumentClusters(2, metric="precomputed").fit(abs(POINTS))


def about(genres: list[str]) -> pd.DataFrame:
    rows = [
        (name, genre, "county", f"省/{name}", 1000, "2020", "", "", None, None)
        for name, genre in zip(NAMES, genres, strict=False)
    ]
    return documents(*rows)


def test_genres_are_grouped_apart_unless_pooled() -> None:
    held = about(["plan"] * 9 + ["speech"] * 6 + ["report"] * 4)
    table = fz.genre_clusters(DISTANCES, held, k=2, least=5).set_index("document")
    assert table.loc[NAMES[15:], "cluster"].isna().all()
    assert set(table.loc[NAMES[15:], "why"]) == {"4 document(s): too few for 2 groups"}
    alone = fz.cluster_table(DISTANCES.iloc[9:15, 9:15], k=2).set_index("document")
    assert table.loc[NAMES[9:15], "cluster"].tolist() == alone["cluster"].tolist()
    with pytest.warns(fz.CaveatWarning, match=r"genre_clusters\(pooled=True\): Genres are mixed"):
        pooled = fz.genre_clusters(DISTANCES, held, k=3, pooled=True)
    assert pooled["cluster"].tolist() == (TRUE + 1).tolist()
    assert [one.code for one in fz.caveats(pooled)] == ["genres"]
    with pytest.raises(TableError, match="d18 has distances but no row"):
        fz.genre_clusters(DISTANCES, held[:18])


def test_counts_favour_the_groups_that_are_there() -> None:
    table = fz.cluster_counts(DISTANCES, draws=30).set_index("k")
    assert set(str(table.loc[3, "best"]).split(";")) == {"silhouette", "jaccard"}
    assert table.loc[1, "best"] == ""  # the gap does not say that there are none
    assert table.loc[1, ["silhouette", "variance_ratio", "jaccard"]].isna().all()
    assert table.loc[3, "single"] == 0
    even = pd.DataFrame(squareform(pdist(np.random.default_rng(0).uniform(size=(30, 2)))))
    found = fz.cluster_counts(even.set_axis(range(30)), ks=[1, 2, 3], draws=5).set_index("k")
    assert found.loc[1, "best"] == "gap"
    with pytest.raises(TableError, match="k=19 groups of 19 documents: choose from 1 to 18"):
        fz.cluster_counts(DISTANCES, ks=[19])
