"""Maps: distances that fit a plane are shown exactly, others no worse than by scikit-learn."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.spatial import procrustes
from scipy.spatial.distance import pdist, squareform

import fazhi_research as fz
from fazhi_research.errors import TableError
from fazhi_research.measuring.document_maps import coordinates, fitted, map_fit, mapped

POINTS = np.random.default_rng(1).normal(size=(8, 2))
NAMES = list("abcdefgh")
PLANE = pd.DataFrame(squareform(pdist(POINTS)), index=NAMES, columns=NAMES)


def test_a_plane_is_mapped_exactly() -> None:
    table = fz.document_map(PLANE, draws=[PLANE * 3])
    main = table[table["draw"] == 0]
    assert pdist(main[["x", "y"]]) == pytest.approx(pdist(POINTS), abs=1e-4)
    assert main["stress"].max() < 1e-4 and main["correlation"].min() > 0.9999
    again = table[table["draw"] == 1]  # three times as large, it is fitted back
    assert again[["x", "y"]].to_numpy() == pytest.approx(main[["x", "y"]].to_numpy(), abs=1e-3)


def test_majorisation_lowers_the_stress_of_scaling() -> None:
    values = squareform(pdist(np.random.default_rng(2).normal(size=(12, 6))))
    start, end = coordinates(values)[0], mapped(values)

    def missed(points: np.ndarray) -> float:
        return float(((squareform(pdist(points)) - values) ** 2).sum())

    assert missed(end) < 0.8 * missed(start)
    nudged = [end + np.random.default_rng(seed).normal(scale=0.01, size=end.shape) for seed in range(20)]
    assert all(missed(points) >= missed(end) * (1 - 1e-6) for points in nudged)
    assert map_fit(values, end)[1] == pytest.approx(
        np.sqrt(missed(end) / (squareform(pdist(end)) ** 2).sum())
    )


def test_the_fit_is_scipys_procrustes() -> None:
    other = np.random.default_rng(3).normal(size=(8, 2)) + 5
    mine = fitted(other, POINTS)
    left = ((mine - POINTS) ** 2).sum() / ((POINTS - POINTS.mean(axis=0)) ** 2).sum()
    assert left == pytest.approx(procrustes(POINTS, other)[2])


def test_documents_without_distances_in_a_draw_are_left_out_of_it() -> None:
    holed = PLANE.copy()
    holed.loc["c"] = holed["c"] = np.nan
    table = fz.document_map(PLANE, draws=[holed])
    assert sorted(set(NAMES) - set(table.loc[table["draw"] == 1, "document"])) == ["c"]


def test_too_few_or_identical_documents() -> None:
    with pytest.raises(TableError, match="at least 3 are needed"):
        fz.document_map(PLANE.iloc[:2, :2])
    same = pd.DataFrame(0.0, index=NAMES, columns=NAMES)
    assert (fz.document_map(same)[["x", "y"]].to_numpy() == 0).all()
    with pytest.raises(TableError, match="the documents are identical"):
        fz.document_map(PLANE, draws=[same])
