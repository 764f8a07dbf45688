"""What holds of every public plot: it is tried here, it says so where there is nothing to draw, it fits its column."""

from __future__ import annotations

import re
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from matplotlib.text import Text

import fazhi_research as fz
from fazhi_research.drawing.comparison import CHINESE, STRENGTHS
from fazhi_research.drawing.role_matrix import ROLES
from fazhi_research.errors import FazhiError
from fazhi_research.measuring.guards import CHINESE as GENRES
from fazhi_research.project.headings import HEADINGS, VALUES
from tests.drawing.calls import PLOTS, calls
from tests.drawing.looks import clashes, drawn, figure_of


def test_every_public_plot_is_tried() -> None:
    assert sorted(calls()) == PLOTS


def emptied(given: Any) -> Any:
    """The same kind of thing with nothing in it."""
    if isinstance(given, pd.DataFrame):
        return given.iloc[:0, :0] if given.index.equals(given.columns) else given[:0]
    if isinstance(given, nx.Graph):
        return type(given)(**given.graph)
    return {name: emptied(table) for name, table in given.items()}


@pytest.mark.parametrize("name", sorted({*PLOTS} - {"plot_reuse_flow"}))
def test_nothing_to_draw_is_told(name: str) -> None:
    """Of what the plot is about nothing is left; documents and the like are."""
    call = calls()[name]
    with pytest.raises(FazhiError, match="nothing to draw"):
        getattr(fz, name)(emptied(call.given[0]), *call.given[1:], **call.told)


@pytest.mark.parametrize("language", ["both", "en", "zh"])
def test_that_nothing_is_shared_is_a_finding_and_drawn(language: str) -> None:
    contained, documents = calls()["plot_reuse_flow"].given
    axes = fz.plot_reuse_flow(contained[:0], documents, language=language)
    said = drawn(axes, "nothing")["nothing"].get_text()  # type: ignore[attr-defined]
    assert ("No passage is shared" in said, "未见沿用段落" in said) == (language != "zh", language != "en")
    assert clashes(axes) == []
    assert drawn(axes, "arc:") == {}


#: plots that cannot be read in one column, and say so
WIDE = {
    "plot_agency_graph", "plot_cluster_tree", "plot_comparison", "plot_competing_forms", "plot_distance_heatmap",
    "plot_lead_heatmap", "plot_modality", "plot_plan_comparison", "plot_role_matrix", "plot_theme_heatmap",
    "plot_theme_ranks", "plot_theme_slopes", "plot_uptake_matrix",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(WIDE))
def test_a_wide_plot_refuses_one_column_and_says_why(name: str) -> None:
    call = calls()[name]
    with pytest.raises(FazhiError, match=r"^columns=1: \w.+ cannot be read at 85 mm; draw it with columns=2"):
        getattr(fz, name)(*call.given, **call.told, columns=1)


@pytest.mark.parametrize("language", ["both", "en", "zh"])
@pytest.mark.parametrize("name", sorted({*PLOTS} - WIDE))
def test_in_one_column_no_word_is_lost_or_lies_on_another(name: str, language: str) -> None:
    call = calls()[name]
    axes = getattr(fz, name)(*call.given, **call.told, columns=1, language=language)
    assert figure_of(axes).get_size_inches()[0] * 25.4 == pytest.approx(85)
    assert figure_of(axes).get_size_inches()[1] * 25.4 <= 235
    assert clashes(axes) == []


def our_words() -> set[str]:
    """The Chinese words that are ours: of genres, tiers, roles, themes, headings."""
    return {
        *GENRES.values(), *CHINESE.values(), *STRENGTHS.values(), *(role[1] for role in ROLES.values()), *(head.chinese for head in HEADINGS.values()),
        *(word for words in VALUES.values() for word in words.values()), *(theme.chinese for theme in fz.read_codebook().themes),
    } - {""}  # fmt: skip


@pytest.mark.parametrize("name", PLOTS)
def test_in_english_only_names_and_quotations_are_chinese(name: str) -> None:
    call = calls()[name]
    axes = getattr(fz, name)(*call.given, **call.told, language="en")
    written = [text.get_text().replace("\n", "") for text in figure_of(axes).findobj(Text)]
    assert {word for words in written for word in re.split(r"[\s·,;:()]+", words)} & our_words() == set()
    assert [words for words in written if re.search("[，。；：、]", words) and "Unit: " in words] == []


#: plots that print whole titles of items, which no room holds
QUOTING = {"plot_agency_graph", "plot_role_matrix", "plot_uptake_matrix"}


@pytest.mark.parametrize("language", ["both", "en", "zh"])
@pytest.mark.parametrize("name", sorted({*PLOTS} - QUOTING))
def test_in_two_columns_no_name_is_cut(name: str, language: str) -> None:
    call = calls()[name]
    axes = getattr(fz, name)(*call.given, **call.told, language=language)
    assert [words for words in map(Text.get_text, figure_of(axes).findobj(Text)) if "…" in words] == []
    assert clashes(axes) == []


@pytest.mark.parametrize("name", PLOTS)
def test_in_two_columns_no_word_is_lost_or_lies_on_another(name: str) -> None:
    call = calls()[name]
    axes = getattr(fz, name)(*call.given, **call.told)
    assert figure_of(axes).get_size_inches()[0] * 25.4 == pytest.approx(175)
    assert clashes(axes) == []
