"""Figures of themes, asked for the data they drew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text

import fazhi_research as fz
from fazhi_research.drawing.competing_forms import plot_competing_forms
from fazhi_research.drawing.modality import plot_modality
from fazhi_research.drawing.term_timeline import plot_term_timeline, timeline_rows
from fazhi_research.drawing.theme_heatmap import heatmap_columns, plot_theme_heatmap
from fazhi_research.drawing.theme_shares import plot_theme_shares
from fazhi_research.drawing.theme_slopes import plot_theme_ranks, plot_theme_slopes, theme_places
from fazhi_research.drawing.words import printed_notes
from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.modality import STRENGTHS
from tests.drawing import looks
from tests.measuring.small import documents

THEMES = [f"T{number:02d}" for number in range(12)]
LABELS = pd.DataFrame(
    {
        "theme": THEMES,
        "english": [f"Theme of number {n}: more" for n in range(12)],
        "chinese": "政务公开、更多",
    }
)
ABOUT = documents(
    ("first", "opinion", "province", "甲省", 9000, "2011-02-25", "", "", None, None),
    ("second", "plan", "county", "乙省", 8000, "2015", "", "", 2015, 2020),
    ("third", "plan", "prefecture", "丙省", 2000, "2022", "", "", 2022, 2025),
)


@pytest.fixture(scope="module")
def shares() -> pd.DataFrame:
    """Hits of 12 themes in three documents: as many as the theme's number, shifted by document."""
    rows = [
        (name, theme)
        for shift, name in enumerate(ABOUT["document"])
        for number, theme in enumerate(THEMES)
        for _ in range((number + 5 * shift) % 12)
    ]
    return fz.theme_shares(
        pd.DataFrame(rows, columns=["document", "theme"]).assign(scheme="themes"), ABOUT, themes=THEMES
    )


@pytest.fixture(scope="module")
def profile() -> pd.DataFrame:
    rows = [(name, strength, False) for name in ABOUT["document"] for strength in STRENGTHS for _ in range(3)]
    cues = pd.DataFrame([*rows, ("second", "duty", True)], columns=["document", "strength", "reported"])
    return fz.modality_profile(cues, ABOUT)


@pytest.fixture(scope="module")
def sightings() -> pd.DataFrame:
    terms = pd.DataFrame(
        [("DIG", "云", 2013, None), ("DIG", "网", 2012, 2016), ("CAP", "人", None, None)],
        columns=["theme", "term", "first", "last"],
    )
    held = [("first", "云"), ("second", "云"), ("second", "网"), ("third", "网"), ("third", "人")]
    codings = pd.DataFrame(held, columns=["document", "term"]).assign(
        scheme="themes", theme="", start=range(5), stop=range(1, 6)
    )
    return fz.term_sightings(codings, ABOUT, terms)


@pytest.fixture(scope="module")
def forms() -> pd.DataFrame:
    texts = pd.DataFrame(
        {"document": ["first", "second", "third"], "text": ["依法行政" * 3 + "法治政府", "法制办和法治", ""]}
    )
    return fz.competing_forms(texts, ABOUT)


def drawn(axes: Axes, beginning: str) -> dict[str, Any]:
    """The artists whose gid begins so, by the rest of it."""
    return {gid.removeprefix(beginning): artist for gid, artist in looks.drawn(axes, beginning).items()}


def words(axes: Axes) -> str:
    return " ".join(text.get_text() for text in axes.findobj(Text) if isinstance(text, Text))


def noted(axes: Axes) -> str:
    figure = axes.get_figure(root=True)
    assert figure is not None
    return printed_notes(figure)


def test_marks_stand_at_their_shares(shares: pd.DataFrame) -> None:
    held = shares.assign(low=shares["share"] / 2, high=shares["share"] * 2)
    axes = plot_theme_shares(held, labels=LABELS)
    marks, intervals = drawn(axes, "share:"), drawn(axes, "interval:")
    for row in held.astype({"document": str, "theme": str}).itertuples():
        key = f"{row.document}|{row.theme}"
        assert marks[key].get_xdata() == [row.share]
        assert list(intervals[key].get_xdata()) == [row.low, row.high]
    assert len(marks) == len(intervals) == 36
    assert "sensitivity, not sampling error" in noted(axes)
    assert drawn(plot_theme_shares(shares), "interval:") == {}


def test_the_note_tells_unit_n_and_every_caveat(shares: pd.DataFrame) -> None:
    text = noted(plot_theme_shares(shares, credit="Codebook 1.0."))
    for part in (
        "n: first 66, second 66, third 66", "Genres are mixed (opinion 1, plan 2)", "2,000 to 9,000 Han characters, ratio 4.5",
        "Each of the 3 documents stands for itself alone", "No two of them share a tier of government or a province", "Codebook 1.0.",
        "文种混合（意见 1、规划·方案 2）",
    ):  # fmt: skip
        assert part in text


def test_equals_have_one_place_and_a_small_share_is_not_none(shares: pd.DataFrame) -> None:
    """0.5 twice, then 0.2, 0.004 and eight without any, in each document."""
    tied = shares.assign(share=[0.5, 0.5, 0.2, 0.004, *[0.0] * 8] * 3)
    said = [text.get_text() for text in plot_theme_ranks(tied).texts]
    ends = [text.split("  ")[1] for text in said if text.startswith("T") and "  " in text]
    assert sorted(ends) == sorted(["1=", "1=", "3", "4", *["5="] * 8])
    said = [text.get_text() for text in plot_theme_slopes(tied).texts]
    assert "T03  <1%" in said and "T04  0%" in said and "T02  20%" in said


def test_a_slope_joins_the_shares_of_a_theme(shares: pd.DataFrame) -> None:
    lines = drawn(plot_theme_slopes(shares, labels=LABELS), "slope:")
    assert list(lines) and set(lines) == set(THEMES)
    wide: Any = shares.astype({"document": str, "theme": str}).pivot_table(
        index="theme", columns="document", values="share"
    )
    heights = {theme: np.asarray(line.get_ydata()) for theme, line in lines.items()}
    top = min(heights.values(), key=min).min()
    assert top == 0  # the largest share stands at the top, the rest in proportion beneath
    bottom = heights["T00"][0]
    for theme, line in heights.items():
        assert (1 - line / bottom).tolist() == pytest.approx((wide.loc[theme] / wide.max(axis=None)).tolist())


def test_places_are_those_of_the_shares_and_ties_are_hollow(shares: pd.DataFrame) -> None:
    lines = drawn(plot_theme_ranks(shares), "rank:")
    assert np.asarray(lines["T11"].get_ydata())[0] < np.asarray(lines["T10"].get_ydata())[0]
    tied = shares.assign(share=[0.5, 0.5, *[0.0] * 10] * 3)
    axes = plot_theme_ranks(tied)
    hollow = [
        line for line in axes.lines if isinstance(line, Line2D) and line.get_markerfacecolor() == "white"
    ]
    assert len(hollow) == 36  # two and ten are equal in each document
    assert theme_places({"A": [0.2, 0.1], "B": [0.2, 0.3]}) == (
        {"A": [1.0, 2.0], "B": [2.0, 1.0]},
        {("A", 0), ("B", 0)},
    )


def test_the_heat_map_prints_per_cents_and_tells_nothing_from_no_base(shares: pd.DataFrame) -> None:
    empty = shares.assign(share=shares["share"].where(shares["document"].astype(str) != "third"))
    cells = drawn(plot_theme_heatmap(empty), "cell:")
    assert cells["T06|first"].get_text() == f"{6 / 66 * 100:.0f}"
    assert cells["T00|first"].get_text() == "·"
    assert cells["T05|third"].get_text() == "–"
    assert [(name, genre) for name, genre, _ in heatmap_columns(shares, None)] == [
        ("second", "plan"), ("third", "plan"), ("first", "opinion"),
    ]  # fmt: skip
    places = [x for _, _, x in heatmap_columns(shares, None)]
    assert places[1] - places[0] == 1 < places[2] - places[1]


def test_the_timeline_marks_sightings_and_conflicts(sightings: pd.DataFrame) -> None:
    axes = plot_term_timeline(sightings, ABOUT)
    seen = drawn(axes, "seen:")
    assert set(seen) == {"云|first", "云|second", "网|second", "网|third", "人|third"}
    assert seen["云|first"].get_xdata()[0] == pytest.approx(2011 + 55 / 366, abs=0.01)
    assert seen["云|second"].get_xdata()[0] == pytest.approx(2015.5, abs=0.01)
    assert set(drawn(axes, "conflict:")) == {"云|first", "网|third"}
    bars = drawn(axes, "national:")
    assert set(bars) == {"云", "网"}
    assert (bars["网"].get_x(), bars["网"].get_width()) == (2012, 5)
    rows = timeline_rows(sightings)
    assert [term for _, term in sorted(rows, key=lambda key: rows[key])] == ["网", "云", "人"]


def test_bars_are_as_long_as_the_cues_are_dense(profile: pd.DataFrame) -> None:
    bars = drawn(plot_modality(profile), "cue:")
    assert len(bars) == 18
    assert bars["third|duty"].get_width() == pytest.approx(
        4 * bars["second|duty"].get_width()
    )  # 2,000 against 8,000
    assert bars["second|reported"].get_facecolor() == (1.0, 1.0, 1.0, 1.0)
    assert "n = 45 in 3 documents; 1 more in statements of what was done" in noted(plot_modality(profile))


def test_the_part_of_the_duties_that_is_yao_is_hatched() -> None:
    said = ["应当", "要", "要", "必须"]
    cues = pd.DataFrame({"document": "second", "strength": "duty", "reported": False, "cue": said})
    more = pd.DataFrame(
        {"document": "first", "strength": ["duty", "routine"], "reported": False, "cue": ["应当", "要"]}
    )
    profile = fz.modality_profile(pd.concat([cues, more]), ABOUT)
    axes = plot_modality(profile)
    hatched, bars = drawn(axes, "yao:"), drawn(axes, "cue:")
    assert set(hatched) == {"second"}
    assert hatched["second"].get_width() == pytest.approx(bars["second|duty"].get_width() / 2)
    assert "2/5 of the duties (first 0/1, second 2/4)" in noted(axes)


def test_parts_of_a_bar_are_the_shares_of_forms(forms: pd.DataFrame) -> None:
    parts = drawn(plot_competing_forms(forms), "form:")
    whole = sum(parts[f"first|programme|{form}"].get_width() for form in ("依法行政", "法治政府"))
    assert parts["first|programme|依法行政"].get_width() / whole == pytest.approx(3 / 4)
    assert set(parts) == {
        "first|programme|依法行政", "first|programme|法治政府", "first|fazhi|法治", "second|fazhi|法治", "second|fazhi|法制(机构名称)",
    }  # fmt: skip


def test_forms_stand_by_the_middle_of_what_is_known_of_the_date(forms: pd.DataFrame) -> None:
    """One certain day in June, one range around July of the same year, one document without a date."""
    dates = {"first": ("2015-01-01", "2015-12-31"), "second": ("2015-06-01",) * 2, "third": ("2016",) * 2}
    rows = forms.astype({"document": str})
    ends = [[dates[name][end] for name in rows["document"]] for end in (0, 1)]
    undated = rows[rows["document"] == "first"].assign(document="a", since="", until="")
    table = pd.concat([undated, rows.assign(since=ends[0], until=ends[1])])
    found = [text.get_text() for text in plot_competing_forms(table).texts]
    assert [name for name in found if name in ("a", *dates)] == ["second", "first", "third", "a"]


def pictures(
    shares: pd.DataFrame, profile: pd.DataFrame, sightings: pd.DataFrame, forms: pd.DataFrame
) -> list[Callable[[str], Axes]]:
    return [
        lambda language: plot_theme_shares(shares, labels=LABELS, language=language),
        lambda language: plot_theme_slopes(shares, labels=LABELS, language=language),
        lambda language: plot_theme_ranks(shares, labels=LABELS, language=language),
        lambda language: plot_theme_heatmap(shares, labels=LABELS, language=language),
        lambda language: plot_term_timeline(sightings, ABOUT, language=language),
        lambda language: plot_modality(profile, language=language),
        lambda language: plot_competing_forms(forms, language=language),
    ]


@pytest.mark.parametrize("number", range(7))
def test_words_do_not_overlap_and_speak_the_language_asked_for(
    number: int, shares: pd.DataFrame, profile: pd.DataFrame, sightings: pd.DataFrame, forms: pd.DataFrame
) -> None:
    plot = pictures(shares, profile, sightings, forms)[number]
    both = plot("both")
    figure = both.get_figure(root=True)
    assert figure is not None
    figure.canvas.draw()
    texts = [
        text
        for text in both.findobj(Text)
        if isinstance(text, Text) and text.get_text() and text.get_visible()
    ]
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    clashes = [
        (a, b)
        for place, (a, one) in enumerate(boxes)
        for b, two in boxes[:place]
        if min(one.x1, two.x1) - max(one.x0, two.x0) > 1 and min(one.y1, two.y1) - max(one.y0, two.y0) > 1
    ]
    assert clashes == []
    assert all(box.x0 >= 0 and box.x1 <= figure.bbox.width and box.y0 >= 0 for _, box in boxes)
    assert (
        "单位" not in noted(plot("en"))
        and "Unit" not in noted(plot("zh"))
        and "位次" not in noted(plot("en"))
    )
    with pytest.raises(FazhiError, match="language='fr' is unknown"):
        plot("fr")


def test_what_cannot_be_drawn_is_told(
    shares: pd.DataFrame, sightings: pd.DataFrame, profile: pd.DataFrame
) -> None:
    one = shares[shares["document"].astype(str) == "first"]
    with pytest.raises(TableError, match="1 document with shares: lines need two"):
        plot_theme_slopes(one)
    many = pd.concat([one.assign(document=f"d{number}") for number in range(11)])
    with pytest.raises(TableError, match="11 documents are too many to tell apart"):
        plot_theme_shares(many)
    terms = pd.concat([sightings[:1].assign(term=f"t{number}") for number in range(81)])
    with pytest.raises(TableError, match="81 terms are too many"):
        plot_term_timeline(terms, ABOUT)
    with pytest.raises(TableError, match="no column share: make it with theme_tasks"):
        plot_theme_shares(shares.drop(columns="share"))
    with pytest.raises(TableError, match="the table has no rows"):
        plot_modality(profile[:0])
    assert plt.get_fignums() == []
