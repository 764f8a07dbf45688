"""Krippendorff's alpha against worked examples of the literature, a slow second way, and its laws."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research import krippendorff_alpha, masi_distance
from fazhi_research.errors import TableError


def codes_of(lines: dict[str, list[str]], value: str = "primary") -> pd.DataFrame:
    """A codes table from one line of codes per coder, "" and * for missing ones."""
    rows = [
        (unit, coder, "" if code == "*" else code)
        for coder, line in lines.items()
        for unit, code in enumerate(line)
    ]
    return pd.DataFrame(rows, columns=["unit", "coder", value])


def alpha_of(codes: pd.DataFrame, distance: str = "nominal", value: str = "primary") -> float:
    return float(krippendorff_alpha(codes, value=value, distance=distance, draws=1)["alpha"].iloc[0])


def slow_masi(one: frozenset[str], other: frozenset[str]) -> Fraction:
    """The distance from its definition, in exact fractions."""
    if one == other:
        return Fraction(0)
    if one.isdisjoint(other):
        return Fraction(1)
    monotone = Fraction(2, 3) if one < other or other < one else Fraction(1, 3)
    return 1 - Fraction(len(one & other), len(one | other)) * monotone


def slow_alpha(lines: dict[str, list[str]], distance: str) -> Fraction | None:
    """Alpha by going through every pair of values, in exact fractions; None where nothing varies."""

    def gap(one: str, other: str) -> Fraction:
        if distance == "nominal":
            return Fraction(one != other)
        sets = [frozenset(code for code in cell.split(";") if code != "NONE") for cell in (one, other)]
        return slow_masi(*sets)

    units = [
        [code for code in column if code not in ("", "*")] for column in zip(*lines.values(), strict=True)
    ]
    units = [unit for unit in units if len(unit) > 1]
    pooled = [code for unit in units for code in unit]
    n = len(pooled)
    within = sum(
        (
            Fraction(1, len(unit) - 1)
            * sum((gap(one, other) for one, other in product(unit, unit)), Fraction(0))
            for unit in units
        ),
        Fraction(0),
    )
    between = sum((gap(one, other) for one, other in product(pooled, pooled)), Fraction(0))
    if not between:
        return None
    return 1 - (within / n) / (between / (n * (n - 1)))


#: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): examples A to C, missing values as *
BINARY = {"Meg": list("0100000010"), "Owen": list("1110010000")}
NOMINAL = {"Ben": list("aabbdcccedda"), "Gerry": list("babbbcccEddd".lower())}
FOUR = {
    "A": list("123321412***"),
    "B": list("1233224125*3"),
    "C": list("*3332342251*"),
    "D": list("12332441251*"),
}


@pytest.mark.parametrize(
    ("lines", "published"), [(BINARY, 0.095), (NOMINAL, 0.692), (FOUR, 0.743)], ids=["A", "B", "C"]
)
def test_the_worked_examples_of_krippendorff(lines: dict[str, list[str]], published: float) -> None:
    assert round(alpha_of(codes_of(lines)), 3) == published


def test_what_is_left_out_is_counted() -> None:
    row = krippendorff_alpha(codes_of(FOUR), draws=10).iloc[0]
    # the twelfth unit has one value; the others hold 40
    assert (row["coders"], row["units"], row["left_out"], row["values"]) == (4, 11, 1, 40)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("a", "a", 0),
        ("ab", "abcd", 1 - 2 / 4 * 2 / 3),  # one holds the other
        ("ab", "bc", 1 - 1 / 3 * 1 / 3),  # they overlap
        ("ab", "cd", 1),
        ("", "a", 1),
        ("", "", 0),
    ],
)
def test_the_distance_of_sets(one: str, other: str, distance: float) -> None:
    assert masi_distance(frozenset(one), frozenset(other)) == pytest.approx(distance)
    assert masi_distance(frozenset(other), frozenset(one)) == pytest.approx(distance)


def test_alpha_of_sets_by_hand() -> None:
    # units: {a},{a}; {b},{a,b}. Within: 0 and 1 - 1/2 * 2/3 = 2/3, each pair twice: (0 + 4/3) / 4 = 1/3.
    # Between the values a, a, b, ab: a-b 1 (2 pairs), a-ab 2/3 (2 pairs), b-ab 2/3 (1 pair), each twice:
    # 2 * (2 + 4/3 + 2/3) / 12 = 2/3. Alpha = 1 - (1/3) / (2/3) = 1/2.
    lines = {"x": ["a", "b"], "y": ["a", "a;b"]}
    assert alpha_of(codes_of(lines), "masi") == pytest.approx(1 / 2)


LABELS = {
    "nominal": st.sampled_from(["a", "b", "c", "NONE", ""]),
    "masi": st.sampled_from(["a", "b", "a;b", "b;a", "a;b;c", "c", "NONE", ""]),
}


@pytest.mark.parametrize("distance", LABELS)
@given(data=st.data())
def test_alpha_is_what_going_through_all_pairs_gives(distance: str, data: st.DataObject) -> None:
    units, coders = data.draw(st.integers(1, 5)), data.draw(st.integers(2, 3))
    line = st.lists(LABELS[distance], min_size=units, max_size=units)
    lines = {f"coder {number}": data.draw(line) for number in range(coders)}
    expected = slow_alpha(lines, distance)
    found = alpha_of(codes_of(lines), distance)
    if expected is None:
        assert found != found
    else:
        assert found == pytest.approx(float(expected))


@pytest.mark.parametrize("distance", LABELS)
@given(line=st.lists(st.sampled_from(["a", "b", "a;b", "NONE"]), min_size=2), coders=st.integers(2, 4))
def test_perfect_agreement_is_one_unless_nothing_varies(distance: str, line: list[str], coders: int) -> None:
    row = krippendorff_alpha(codes_of({str(n): line for n in range(coders)}), distance=distance, draws=50)
    alpha = float(row["alpha"].iloc[0])
    if len(set(line)) == 1:
        assert alpha != alpha
    else:
        assert alpha == 1
        assert (row.loc[0, "low"], row.loc[0, "high"]) in [(1, 1)] or row.loc[0, "defined"] == 0


@given(
    pairs=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=12),
    order=st.randoms(use_true_random=False),
)
def test_neither_the_order_of_rows_nor_of_coders_counts(pairs: list[tuple[str, str]], order: object) -> None:
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    plain = codes_of({"x": first, "y": second})
    shuffled = plain.sample(frac=1, random_state=order.randrange(1000))  # type: ignore[attr-defined]
    swapped = codes_of({"x": second, "y": first})
    pd.testing.assert_frame_equal(krippendorff_alpha(plain, draws=20), krippendorff_alpha(shuffled, draws=20))
    if alpha_of(plain) == alpha_of(plain):
        assert alpha_of(swapped) == pytest.approx(alpha_of(plain))


@pytest.mark.parametrize("seed", range(3))
def test_random_codes_agree_no_better_than_chance(seed: int) -> None:
    import numpy as np

    rng = np.random.default_rng(seed)
    lines = {name: [str(code) for code in rng.choice(list("abcd"), 2000)] for name in "xy"}
    assert abs(alpha_of(codes_of(lines))) < 0.06  # about four standard errors of 1 / (sqrt(2000) * sqrt(3))


def test_the_interval_holds_alpha_and_repeats_itself() -> None:
    lines = {"x": list("abcab" * 10), "y": list("abcaa" * 10)}
    row, again = (krippendorff_alpha(codes_of(lines), draws=300, seed=4).iloc[0] for _ in range(2))
    other = krippendorff_alpha(codes_of(lines), draws=300, seed=5).iloc[0]
    assert row["low"] < row["alpha"] < row["high"] < 1
    assert row.to_dict() == again.to_dict()
    assert row["low"] != other["low"] or row["high"] != other["high"]


def test_the_interval_is_that_of_resampled_units() -> None:
    # two units, one agreed and one not: a resample has the agreed one 0, 1 or 2 times of 2
    lines = {"x": ["a", "b"], "y": ["a", "a"]}
    row = krippendorff_alpha(codes_of(lines), draws=400, level=0.9).iloc[0]
    # once: values a, a, b, a: 1 - (2 / 4) / (6 / 12) = 0; never: b, a, b, a: 1 - 1 / (8 / 12) = -1/2; twice: all a, no alpha
    assert (row["low"], row["high"]) == pytest.approx((-0.5, 0))
    assert 200 < row["defined"] < 400


def test_without_any_pair_there_is_no_alpha() -> None:
    row = krippendorff_alpha(codes_of({"x": ["a", ""], "y": ["", "b"]}), draws=5).iloc[0]
    assert (row["units"], row["left_out"], row["defined"]) == (0, 2, 0)
    assert pd.isna(row["alpha"]) and pd.isna(row["low"])


def test_faults_are_told() -> None:
    codes = codes_of({"x": ["a"], "y": ["a"]})
    with pytest.raises(TableError, match="distance='ordinal' is not known: choose one of nominal, masi"):
        krippendorff_alpha(codes, distance="ordinal")
    with pytest.raises(TableError, match="the codes table has no column unit"):
        krippendorff_alpha(codes.drop(columns="unit"))
    with pytest.raises(TableError, match="two rows of coder x for unit 0: keep one of them"):
        krippendorff_alpha(pd.concat([codes, codes.head(1)]))


def test_resamples_are_those_of_units_however_they_are_drawn() -> None:
    """Units coded alike are drawn together: the interval is that of drawing units one by one, up to chance."""
    import numpy as np

    lines = {"x": list("aaaabbbbccccab"), "y": list("aaabbbbbccccba")}
    row = krippendorff_alpha(codes_of(lines), draws=4000).iloc[0]
    rng = np.random.default_rng(7)
    alphas = []
    for _ in range(4000):
        drawn = rng.integers(0, 14, 14)
        first, second = ([line[unit] for unit in drawn] for line in lines.values())
        n, values = 28, first + second
        apart = sum(one != other for one, other in zip(first, second, strict=True)) * 2 / n
        chance = (n * n - sum(values.count(code) ** 2 for code in set(values))) / (n * (n - 1))
        alphas.append(1 - apart / chance)
    assert (row["low"], row["high"]) == pytest.approx(tuple(np.quantile(alphas, [0.025, 0.975])), abs=0.03)


def test_drawing_in_parts_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = codes_of(FOUR)
    whole = krippendorff_alpha(codes, draws=50)
    monkeypatch.setattr("fazhi_research.measuring.agreement._MOST_WEIGHTS", 30)
    pd.testing.assert_frame_equal(krippendorff_alpha(codes, draws=50), whole)
