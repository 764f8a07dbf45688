"""Variance explained: Anderson's formula by hand, regression by least squares, permutations by enumeration."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import pdist, squareform

import fazhi_research as fz
from fazhi_research.errors import TableError

NAMES = list("abcdefg")
POINTS = np.random.default_rng(4).normal(size=(7, 3))
VALUES = squareform(pdist(POINTS))
DISTANCES = pd.DataFrame(VALUES, index=NAMES, columns=NAMES)
GENRE = ["plan", "plan", "plan", "speech", "speech", "report", "report"]
LENGTH = [1.0, 2.0, 4.0, 3.0, 5.0, 2.5, 1.5]
FACTORS = pd.DataFrame(
    {"document": NAMES, "genre": GENRE, "length": LENGTH, "tier": ["x", "x", "y", "y", "x", "", "y"]}
)


def within(values: np.ndarray, labels: list[str]) -> float:
    """Anderson's sum of squares within groups: squared distances over the size of the group."""
    total = 0.0
    for kind in set(labels):
        rows = [row for row, label in enumerate(labels) if label == kind]
        total += sum(values[i, j] ** 2 for i in rows for j in rows if i < j) / len(rows)
    return total


def test_one_factor_is_andersons_with_every_labelling() -> None:
    row = fz.variance_explained(DISTANCES, FACTORS, names=["genre"]).iloc[0]
    total = within(VALUES, ["all"] * 7)
    inside = within(VALUES, GENRE)
    assert row["r_squared"] == pytest.approx(1 - inside / total)
    assert row["f"] == pytest.approx(((total - inside) / 2) / (inside / 4))
    ways = {tuple(order) for order in permutations(GENRE)}
    as_much = sum(within(VALUES, list(way)) <= inside + 1e-9 for way in ways)
    assert (row["permutations"], row["exact"]) == (len(ways), True)
    assert row["p"] == pytest.approx(as_much / len(ways))
    assert row["least_p"] == pytest.approx(2 / 210)  # the two groups of two can change names
    assert row["expected"] == pytest.approx(2 / 6)


def test_drawn_labellings_come_near_the_exact_ones() -> None:
    exact = fz.variance_explained(DISTANCES, FACTORS, names=["genre"]).iloc[0]
    drawn = fz.variance_explained(DISTANCES, FACTORS, names=["genre"], most=10).iloc[0]
    assert not drawn["exact"]
    assert drawn["p"] == pytest.approx(exact["p"], abs=0.03)


def test_a_number_is_a_regression_of_all_coordinates() -> None:
    row = fz.variance_explained(DISTANCES, FACTORS, names=["length"]).iloc[0]
    design = np.column_stack([np.ones(7), LENGTH])
    rest = POINTS - design @ np.linalg.lstsq(design, POINTS, rcond=None)[0]
    total = ((POINTS - POINTS.mean(axis=0)) ** 2).sum()
    assert row["r_squared"] == pytest.approx(1 - (rest**2).sum() / total)
    assert (row["levels"], row["df"]) == (0, 1)


def test_alone_is_what_regression_loses_without_the_factor() -> None:
    row = fz.variance_explained(DISTANCES, FACTORS, names=["genre", "length"]).set_index("factor")
    dummies = np.column_stack(
        [np.ones(7), *[[kind == one for kind in GENRE] for one in ("report", "speech")]]
    ).astype(float)
    both = np.column_stack([dummies, LENGTH])

    def left(design: np.ndarray) -> float:
        return float(((POINTS - design @ np.linalg.lstsq(design, POINTS, rcond=None)[0]) ** 2).sum())

    total = ((POINTS - POINTS.mean(axis=0)) ** 2).sum()
    assert row.loc["length", "alone"] == pytest.approx((left(dummies) - left(both)) / total)
    length = np.column_stack([np.ones(7), LENGTH])
    assert row.loc["genre", "alone"] == pytest.approx((left(length) - left(both)) / total)
    assert row["alone_df"].tolist() == [2, 1]


def test_factors_that_cannot_be_told_apart_are_called_so() -> None:
    twin = FACTORS.assign(era=FACTORS["genre"].str.upper(), place=NAMES, one="same")
    rows = fz.variance_explained(DISTANCES, twin, names=["genre", "era", "place", "one"]).set_index("factor")
    assert rows["alone_df"].tolist()[:2] == [0, 0]
    assert str(rows.loc["genre", "reading"]).endswith("; aliased")
    assert rows.loc["place", "reading"] == "every document its own level"
    assert rows.loc["one", "reading"] == "one level"
    assert rows.loc[["place", "one"], "p"].isna().all()


def test_missing_levels_leave_documents_out_of_that_factor() -> None:
    rows = fz.variance_explained(DISTANCES, FACTORS, names=["genre", "tier"]).set_index("factor")
    assert rows["documents"].tolist() == [7, 6]
    kept = [0, 1, 2, 3, 4, 6]
    values = VALUES[np.ix_(kept, kept)]
    expected = 1 - within(values, list("xxyyxy")) / within(values, ["all"] * 6)
    assert rows.loc["tier", "r_squared"] == pytest.approx(expected)


def test_a_factor_that_makes_the_distances_goes_with_them() -> None:
    apart = POINTS + np.array([[10.0 * (kind == "plan"), 0, 0] for kind in GENRE])
    table = pd.DataFrame(squareform(pdist(apart)), index=NAMES, columns=NAMES)
    row = fz.variance_explained(table, FACTORS, names=["genre"]).iloc[0]
    assert row["reading"] == "goes with it"
    few = fz.variance_explained(table.iloc[:4, :4], FACTORS, names=["genre"]).iloc[0]
    assert (few["reading"], few["least_p"]) == ("too few documents to tell", 0.25)


def test_identical_documents_explain_nothing() -> None:
    same = pd.DataFrame(0.0, index=NAMES, columns=NAMES)
    assert fz.variance_explained(same, FACTORS, names=["genre"])["r_squared"].isna().all()


def test_overlap_counts_pairs() -> None:
    rows = fz.factor_overlap(FACTORS, names=["genre", "tier"])  # genre within tier, then tier within genre
    # of a b e (x) and c d g (y), six pairs alike in tier: only a, b are alike in genre too
    assert rows[["documents", "alike", "both"]].to_numpy()[0].tolist() == [6, 6, 1]
    # of three plans, three pairs, and the speeches one (g has lost its fellow): a and b alike in tier
    assert rows[["alike", "both", "share"]].to_numpy()[1].tolist() == [4, 1, 0.25]
    single = fz.factor_overlap(FACTORS.assign(place=NAMES), names=["genre", "place"])
    assert single["reading"].tolist() == ["never repeated", "never together"]


def test_faults_are_told() -> None:
    with pytest.raises(TableError, match="g must have one row in the factors"):
        fz.variance_explained(DISTANCES, FACTORS[:6], names=["genre"])
    with pytest.raises(TableError, match="factors table has no column era"):
        fz.variance_explained(DISTANCES, FACTORS, names=["era"])
