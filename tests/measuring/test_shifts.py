"""Shifts between periods, their guards, and what hangs on one document or one cut."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest

from fazhi_research.errors import TableError
from fazhi_research.measuring.caveats import CaveatWarning, caveats
from fazhi_research.measuring.guards import comparison_caveats
from fazhi_research.measuring.periods import Period
from fazhi_research.measuring.shifts import cut_sensitivity, leave_one_out, theme_shift
from fazhi_research.measuring.themes import theme_shares
from tests.measuring.small import codings, documents


def about(
    name: str, year: int | None, han: int = 1000, genre: str = "plan", place: str = "甲省"
) -> tuple[object, ...]:
    return (name, genre, "county", place, han, str(year or ""), "", "", None, None)


DOCUMENTS = documents(
    about("a", 2010), about("b", 2011), about("c", 2020), about("d", 2021), about("e", None)
)
# shares of ENF: a 1/2, b 3/4, c 1/4, d none at all, e all
HITS = {"a": (1, 1), "b": (3, 1), "c": (1, 3), "d": (0, 0), "e": (2, 0)}
CODINGS = codings(
    *[
        (name, theme, "body", "", None)
        for name, counts in HITS.items()
        for theme, count in zip(("ENF", "OPN"), counts, strict=True)
        for _ in range(count)
    ]
)
SHARES = theme_shares(CODINGS, DOCUMENTS)
OLD, NEW = Period(2010, 2011), Period(2020, 2021)


def shift(shares: pd.DataFrame = SHARES, **given: object) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CaveatWarning)
        return theme_shift(shares, before=OLD, after=NEW, **given)  # type: ignore[arg-type]


def test_the_shift_by_hand() -> None:
    row = shift().iloc[0]
    assert (row["theme"], row["before"], row["after"], row["difference"]) == ("ENF", 0.625, 0.25, -0.375)
    assert (row["before_low"], row["before_high"], row["after_low"], row["after_high"]) == (
        0.5,
        0.75,
        0.25,
        0.25,
    )
    assert (row["before_documents"], row["after_documents"], row["measure"]) == (2, 1, "share")
    assert row["caveats"] == "single;undated;empty"
    assert shift().attrs["documents"] == {"before": ["a", "b"], "after": ["c"]}
    assert shift(measure="per_thousand").iloc[0]["before"] == 2.0


def test_one_warning_carries_every_caveat() -> None:
    with pytest.warns(CaveatWarning) as caught:
        table = theme_shift(SHARES, before=OLD, after=NEW)
    assert len(caught) == 1
    assert caught[0].filename == __file__
    words = str(caught[0].message)
    for part in ("One document stands for 2020–2021", "e (undated)", "Without a share and left out: d"):
        assert part in words
    assert [one.english in words for one in caveats(table)] == [True] * 3


def test_caveats_travel_with_the_table() -> None:
    table = shift()
    told = caveats(table)
    for changed in (
        table[table["theme"] == "ENF"],
        table.sort_values("after"),
        table.merge(table[["theme"]]),
    ):
        assert caveats(changed) == told
    bare = pd.DataFrame(table.to_dict("list"))  # as after a journey through CSV
    assert [one.code for one in caveats(bare)] == [one.code for one in told]
    table.attrs["caveats"][0]["code"].encode()  # plain words: JSON and Parquet can hold them
    assert caveats(pd.DataFrame()) == []


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([about("a", 1), about("b", 1), about("c", 2), about("d", 2)], []),
        ([about("a", 1), about("b", 1), about("c", 2), about("d", 2, genre="speech")], ["genres"]),
        ([about("a", 1, 500), about("b", 1, 1000), about("c", 2, 999), about("d", 2)], []),
        ([about("a", 1, 499), about("b", 1, 1000), about("c", 2, 999), about("d", 2)], ["lengths"]),
        ([about("a", 1), about("b", 1), about("c", 2)], ["single"]),
        (
            [about("a", 1), about("b", 1), about("c", 2, place="乙省"), about("d", 2, place="丙省")],
            ["places"],
        ),
        ([about("a", 1), about("b", 1), about("c", 2, place=""), about("d", 2, place="")], []),
        ([about("a", 1)], []),
    ],
)
def test_each_guard_by_hand(rows: list[tuple[object, ...]], codes: list[str]) -> None:
    frame = documents(*rows).rename(columns={"jurisdiction": "province"})
    assert [one.code for one in comparison_caveats(frame, frame["issued"])] == codes


def test_the_caveats_name_particulars_in_both_languages() -> None:
    frame = documents(about("a", 1, 100), about("b", 2, 1000, "speech", "乙省")).rename(
        columns={"jurisdiction": "province"}
    )
    found = {one.code: one for one in comparison_caveats(frame, frame["issued"])}
    assert "(plan 1, speech 1)" in found["genres"].english
    assert "规划·方案 1、讲话 1" in found["genres"].chinese
    assert "100 to 1,000 Han characters, ratio 10.0" in found["lengths"].english
    assert "No province has documents in more than one group" in found["places"].english
    assert "单" not in found["single"].english


def test_genres_can_be_held_constant() -> None:
    mixed = SHARES.assign(
        genre=SHARES["document"].astype(str).map(lambda name: "speech" if name == "b" else "plan")
    )
    assert "genres" in shift(mixed)["caveats"].iloc[0]
    plans = shift(mixed, genres=["plan"])
    assert plans["before"].tolist() == [0.5, 0.5]
    assert "genres" not in plans["caveats"].iloc[0]


def test_leaving_one_out_by_hand() -> None:
    rows = leave_one_out(SHARES, before=OLD, after=NEW)
    found = rows[rows["theme"] == "ENF"].set_index("left_out")
    assert found["difference"].loc[["a", "b"]].tolist() == [-0.5, -0.25]
    assert found["sign"].to_dict() == {"a": "same", "b": "same", "c": "alone"}
    assert found["difference"].isna().tolist() == [False, False, True]
    assert set(found["whole"]) == {-0.375}
    assert [one.code for one in caveats(rows)] == ["single", "undated", "empty"]


def test_a_shift_that_turns_on_one_document_is_told() -> None:
    hits = {"a": (1, 3), "b": (3, 1), "c": (2, 3), "d": (2, 3)}  # 0.5 to 0.4; without b 0.25 to 0.4
    rows = codings(
        *[
            (n, t, "body", "", None)
            for n, c in hits.items()
            for t, k in zip(("ENF", "OPN"), c, strict=True)
            for _ in range(k)
        ]
    )
    found = leave_one_out(theme_shares(rows, DOCUMENTS[:4]), before=OLD, after=NEW)
    signs = found[found["theme"] == "ENF"].set_index("left_out")["sign"]
    assert signs.to_dict() == {"a": "same", "b": "turns", "c": "same", "d": "same"}


def test_cuts_are_moved_by_years() -> None:
    rows = cut_sensitivity(SHARES, cut=2011, moves=(0, 1, -1))
    found = rows[rows["theme"] == "ENF"]
    assert found[["cut", "moved"]].to_numpy().tolist() == [[2010, -1], [2011, 0], [2012, 1]]
    assert found["before_documents"].tolist() == [0, 1, 2]
    assert found["difference"].iloc[1] == pytest.approx((0.75 + 0.25) / 2 - 0.5)
    assert found["difference"].iloc[2] == pytest.approx(0.25 - 0.625)
    assert found["difference"].isna().tolist() == [True, False, False]
    assert set(found["left_out"]) == {"e"}


def test_periods_the_wrong_way_round_are_told() -> None:
    for measure in (theme_shift, leave_one_out):
        with pytest.raises(TableError, match=f"before={NEW} is later than after={OLD}: exchange them"):
            measure(SHARES, before=NEW, after=OLD)


def test_an_empty_period_is_told() -> None:
    with pytest.raises(
        TableError,
        match="no document with a share falls in before=1999; lying across its ends: none; without a share: d",
    ):
        theme_shift(SHARES, before=Period(1999, 1999), after=NEW)
    with pytest.raises(TableError, match=r"no document of the genres \['speech'\]"):
        shift(genres=["speech"])
    with pytest.raises(TableError, match="shares table has no column genre"):
        shift(SHARES.drop(columns="genre"))
