"""Intervals and screens, against enumeration and published formulas."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, permutation_test

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.caveats import CaveatWarning
from fazhi_research.measuring.resampling import theme_intervals
from fazhi_research.measuring.screens import benjamini_hochberg, theme_screen
from tests.measuring.small import CODINGS, SECTIONS, TASKS, codings, sections, tasks

THEMES = ["ENF", "OPN", "DIG", "EMG"]


def test_the_interval_is_that_of_all_resamples() -> None:
    """Three tasks: all 27 resamples enumerated, their quantiles against those of many draws."""
    found = codings(
        ("a", "ENF", "body", "1", 1), ("a", "OPN", "body", "2", 2), ("a", "OPN", "body", "2", 2),
        ("a", "ENF", "body", "3", 3), ("a", "OPN", "body", "3", 3), ("a", "ENF", "body", "", None),
    )  # fmt: skip
    hits = np.array([[1, 0], [0, 2], [1, 1]])
    shares = []
    for drawn in product(range(3), repeat=3):
        counts = hits[list(drawn)].sum(axis=0) + np.array([1, 0])  # the word outside tasks stays
        shares.append(counts[0] / counts.sum())
    rows = theme_intervals(
        found,
        tasks(("a", 1, "1"), ("a", 2, "2"), ("a", 3, "3")),
        sections(("a", 0, "0", "", "")),
        draws=20_000,
    )
    row = rows[(rows["measure"] == "hits") & (rows["theme"] == "ENF")].iloc[0]
    expected = np.quantile(
        shares, [0.025, 0.975], method="inverted_cdf"
    )  # 1/27 at either end: more than 0.025
    assert row["share"] == pytest.approx(0.5)
    assert [row["low"], row["high"]] == pytest.approx(expected.tolist(), abs=0.02)
    assert (row["tasks"], row["kind"]) == (3, "sensitivity")


def test_a_documents_interval_hangs_on_nothing_else() -> None:
    alone = theme_intervals(CODINGS, TASKS, SECTIONS, themes=THEMES)
    twice = [pd.concat([table, table.assign(document="z")]) for table in (CODINGS, TASKS, SECTIONS)]
    both = theme_intervals(*twice, themes=THEMES)
    pd.testing.assert_frame_equal(alone, both[both["document"] == "a"].reset_index(drop=True))
    assert not alone.equals(theme_intervals(CODINGS, TASKS, SECTIONS, themes=THEMES, seed=1))


def test_the_draws_can_be_made_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = theme_intervals(CODINGS, TASKS, SECTIONS, themes=THEMES, draws=100)
    monkeypatch.setattr("fazhi_research.measuring.resampling.CELLS", 4 * 7)
    pd.testing.assert_frame_equal(whole, theme_intervals(CODINGS, TASKS, SECTIONS, themes=THEMES, draws=100))


def test_shares_lie_within_and_tasks_without_hits_are_no_fault() -> None:
    rows = theme_intervals(CODINGS, TASKS, SECTIONS, themes=THEMES)
    assert ((rows["low"] <= rows["share"]) & (rows["share"] <= rows["high"])).all()
    bare = theme_intervals(CODINGS[:0], TASKS, SECTIONS, themes=THEMES)
    assert bare.loc[bare["measure"] == "hits", ["share", "low", "high"]].isna().all(axis=None)
    assert (bare.loc[bare["measure"] == "tasks", "share"] == 0).all()
    assert theme_intervals(CODINGS, TASKS[:0], SECTIONS).empty
    with pytest.raises(FazhiError, match="give at least one draw"):
        theme_intervals(CODINGS, TASKS, SECTIONS, draws=0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_the_false_discovery_rate_is_scipys(p: list[float]) -> None:
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p).tolist())


def test_a_missing_p_is_not_counted() -> None:
    assert benjamini_hochberg([0.02, float("nan"), 0.03])[0] == pytest.approx(0.03)
    assert np.isnan(benjamini_hochberg([float("nan")])[0])
    with pytest.raises(FazhiError, match=r"1\.5 is no p value"):
        benjamini_hochberg([1.5])


VALUES = {"ENF": [0.1, 0.2, 0.4, 0.5, 0.9, 0.3, 0.05], "OPN": [0.9, 0.8, 0.6, 0.5, 0.1, 0.7, 0.95]}
GROUPS = pd.DataFrame({"document": list("abcdefg"), "period": ["x", "x", "x", "y", "y", "y", "y"]})
SHARES = pd.DataFrame(
    [
        {"document": name, "theme": theme, "share": value, "genre": "plan" if name in "abde" else "speech"}
        for theme, values in VALUES.items()
        for name, value in zip("abcdefg", values, strict=True)
    ]
)


def test_the_screen_is_scipys_exact_test() -> None:
    rows = theme_screen(SHARES, GROUPS).set_index("theme")
    for theme, values in VALUES.items():
        expected = permutation_test(
            (values[3:], values[:3]),
            lambda a, b: abs(np.mean(a) - np.mean(b)),
            n_resamples=np.inf,
            alternative="greater",
        )
        assert rows.loc[theme, "p"] == pytest.approx(expected.pvalue)
        assert rows.loc[theme, "difference"] == pytest.approx(np.mean(values[3:]) - np.mean(values[:3]))
    assert set(rows["permutations"]) == {35}
    assert rows["exact"].all()
    assert rows.loc["ENF", "reference"] == "all labellings of 7 documents"
    assert rows.loc["ENF", "q"] == pytest.approx(false_discovery_control(rows["p"].to_numpy()[:2])[0])


def test_the_last_row_is_permanovas_r_squared() -> None:
    """From the distances themselves, as Anderson (2001) writes it."""
    roots = np.sqrt(np.array(list(VALUES.values())).T)
    square = ((roots[:, None] - roots[None]) ** 2).sum(axis=2)

    def r_squared(first: tuple[int, ...]) -> float:
        rest = tuple(sorted(set(range(7)) - set(first)))
        inside = sum(square[np.ix_(g, g)].sum() / 2 / len(g) for g in (first, rest))
        return float(1 - inside / (square.sum() / 2 / 7))

    every = [r_squared(first) for first in combinations(range(7), 3)]
    row = theme_screen(SHARES, GROUPS).iloc[-1]
    assert row["difference"] == pytest.approx(r_squared((0, 1, 2)))
    assert row["p"] == pytest.approx(np.mean(np.array(every) >= r_squared((0, 1, 2)) - 1e-12))


def test_within_a_genre_fewer_labellings_are_possible() -> None:
    with pytest.warns(CaveatWarning):  # 1 / 18 is above 0.05
        rows = theme_screen(SHARES, GROUPS, within="genre")  # 4 plans with two labels y, 3 speeches with two
    assert rows["permutations"].iloc[0] == 6 * 3
    assert rows["reference"].iloc[0] == "all labellings of 7 documents within genre"


def test_drawn_labellings_add_one() -> None:
    rows = theme_screen(SHARES, GROUPS, most=10, draws=999)
    assert not rows["exact"].any()
    assert rows["p"].min() >= rows["least_p"].iloc[0] == 1 / 1000
    exact = theme_screen(SHARES, GROUPS)
    assert rows["p"].tolist() == pytest.approx(exact["p"].tolist(), abs=0.05)


def test_a_screen_that_can_show_nothing_says_so() -> None:
    few = GROUPS[GROUPS["document"].isin(list("abde"))]
    with pytest.warns(CaveatWarning, match="no difference, however large, could look unlikely"):
        rows = theme_screen(SHARES, few)
    assert rows["least_p"].iloc[0] == 2 / 6  # two of four: every labelling has its mirror image
    assert rows["p"].min() >= 2 / 6
    assert set(rows["caveats"]) == {"least"}


def test_a_screen_needs_two_groups() -> None:
    with pytest.raises(TableError, match="period has 1: x"):
        theme_screen(SHARES, GROUPS.assign(period="x"))


def test_a_screen_warns_as_a_shift_does() -> None:
    about = SHARES.assign(tier="county", province="甲省", han=1000)
    with pytest.warns(CaveatWarning, match=r"Genres are mixed \(plan 4, speech 3\)"):
        rows = theme_screen(about, GROUPS)
    assert set(rows["caveats"]) == {"genres"}
    with pytest.warns(CaveatWarning, match="no difference, however large"):
        assert set(theme_screen(about, GROUPS, within="genre")["caveats"]) == {"least"}
