"""Figures of likeness are asked for the data they drew."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.text import Text

import fazhi_research as fz
from fazhi_research.drawing.words import printed_notes
from fazhi_research.errors import TableError
from tests.drawing.looks import clashes, drawn, overlap

PROJECT = fz.Project.find()
DOCUMENTS, CODINGS, TASKS = PROJECT.read_tables("documents", "codings", "tasks")
PROFILES = fz.document_profiles(DOCUMENTS, {"codings": CODINGS, "tasks": TASKS})
DISTANCES = fz.profile_distances(PROFILES)


@pytest.fixture(autouse=True)
def close_figures() -> Iterator[None]:
    yield
    plt.close("all")


def texts(figure: Figure) -> list[Text]:
    return [
        t for t in figure.findobj(Text) if isinstance(t, Text) and t.get_text().strip() and t.get_visible()
    ]


def figure_of(axes: Axes) -> Figure:
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Figure)
    return figure


def made(language: str = "both") -> dict[str, Axes]:
    nodes = fz.node_stability(DISTANCES, draws=20)
    pair = fz.compare(PROJECT, "jinchuan-2015", "xuchang-2022")
    return {
        "tree": fz.plot_cluster_tree(nodes, PROFILES, language=language),
        "map": fz.plot_document_map(
            fz.document_map(DISTANCES, draws=[DISTANCES] * 2), DOCUMENTS, language=language
        ),
        "heat": fz.plot_distance_heatmap(DISTANCES, DOCUMENTS, language=language),
        "pair": pair.plot(language=language),
    }


def test_no_word_leaves_the_sheet_and_none_overlap() -> None:
    for name, axes in made().items():
        figure = figure_of(axes)
        figure.canvas.draw()
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
        assert all(box.x0 >= 0 and box.x1 <= figure.bbox.width + 1 and box.y0 >= 0 for _, box in boxes), name
        clashes = [(a, b) for i, (a, one) in enumerate(boxes) for b, two in boxes[:i] if overlap(one, two)]
        assert clashes == [], name


@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_language_has_one_note(language: str) -> None:
    for name, axes in made(language).items():
        words = printed_notes(figure_of(axes))
        assert ("Unit" in words) is (language == "en"), name
        assert ("单位" in words) is (language == "zh"), name


def test_the_tree_draws_its_nodes_and_what_is_missing() -> None:
    nodes = fz.node_stability(DISTANCES, draws=20).assign(holds=False)
    nodes.loc[3, "holds"] = True
    axes = fz.plot_cluster_tree(nodes, PROFILES)
    lines = drawn(axes, "node:")
    assert set(lines) == {f"node:{node}" for node in nodes["node"]}
    heavy = [gid for gid, line in lines.items() if line.get_linewidth() > 1]  # type: ignore[attr-defined]
    assert heavy == [f"node:{nodes['node'].iloc[3]}"]
    assert max(lines[f"node:{nodes['node'].iloc[-1]}"].get_xdata()) == pytest.approx(nodes["height"].max())  # type: ignore[attr-defined]
    assert "1 of 9 inner nodes hold" in printed_notes(figure_of(axes))
    heat = figure_of(axes).axes[1]
    crosses = [gid for gid, mark in drawn(heat, "cell:").items() if mark.get_marker() == "x"]  # type: ignore[attr-defined]
    scaled = fz.standardise(PROFILES).set_index("document")
    scaled = scaled[[c for c in scaled if scaled[c].max() > scaled[c].min()]]
    missing = scaled.isna()
    assert sorted(crosses) == sorted(
        f"cell:{d}|{c}" for d in missing.index for c in missing.columns if missing.loc[d, c]
    )


def test_the_map_draws_points_where_they_lie() -> None:
    points = fz.document_map(DISTANCES, draws=[DISTANCES] * 2)
    axes = fz.plot_document_map(points, DOCUMENTS)
    for row in points[points["draw"] == 0].to_dict("records"):
        line = drawn(axes, f"point:{row['document']}")[f"point:{row['document']}"]
        assert np.ravel(line.get_xydata()).tolist() == pytest.approx([row["x"], row["y"]])  # type: ignore[attr-defined]
        assert len(drawn(axes, f"cloud:{row['document']}")[f"cloud:{row['document']}"].get_xdata()) == 2  # type: ignore[attr-defined]


def test_the_heat_map_prints_distances_in_order_of_genre_and_date() -> None:
    axes = fz.plot_distance_heatmap(DISTANCES, DOCUMENTS)
    cells = {gid: text.get_text() for gid, text in drawn(axes, "cell:").items() if isinstance(text, Text)}
    assert cells["cell:jilin-2011|hefei-2016"] == f"{DISTANCES['hefei-2016']['jilin-2011']:.2f}"
    assert cells["cell:jilin-2011|jilin-2011"] == ""
    names = [label.get_text().split()[0] for label in axes.get_yticklabels()]
    assert names[:4] == ["liaoning-2011", "jinchuan-2015", "township-2020", "xuchang-2022"]
    assert axes.get_yticklabels()[6].get_text() == "chengguan  自查报告 2018–2022"
    assert "pair of documents (n = 55, of 11 documents)" in printed_notes(figure_of(axes))
    assert names[7:] == ["county-2004", "jilin-2011", "binzhou-2015", "hefei-2016"]
    frames = drawn(axes, "genre:")
    assert frames["genre:speech"].get_width() == 4  # type: ignore[attr-defined]


def test_the_comparison_draws_rates_and_leaves_out_what_is_missing() -> None:
    pair = fz.compare(PROJECT, "jinchuan-2015", "xuchang-2022")
    axes = pair.plot()
    themes = pair["themes"].set_index("theme")
    point = drawn(axes, "theme:second:EMG")["theme:second:EMG"]
    assert np.ravel(point.get_xdata())[0] == pytest.approx(themes.loc["EMG", "second_per_thousand"])  # type: ignore[attr-defined]
    assert point.get_markerfacecolor() == "none"  # type: ignore[attr-defined]  # what lies behind it is seen
    right = figure_of(axes).axes[1]
    assert "measure:first:lead_hhi" not in drawn(right, "measure:")  # only one document has it
    assert "measure:first:commitments_targets" in drawn(right, "measure:")


def test_what_cannot_be_drawn_is_told() -> None:
    nodes = fz.node_stability(DISTANCES, draws=2)
    with pytest.raises(
        TableError,
        match=r"a tree is drawn of 2 to 60 documents and their profiles; here are 11.*binzhou-2015",
    ):
        fz.plot_cluster_tree(nodes, PROFILES[1:])
    with pytest.raises(TableError, match="a heat map is drawn of 2 to 60 documents"):
        fz.plot_distance_heatmap(DISTANCES.iloc[:1, :1], DOCUMENTS)
    with pytest.raises(TableError, match="the map has no rows, so that there is nothing to draw"):
        fz.plot_document_map(fz.document_map(DISTANCES)[:0], DOCUMENTS)
    bare = fz.comparison_tables({"documents": DOCUMENTS}, "jinchuan-2015", second="xuchang-2022")
    with pytest.raises(TableError, match="nothing to draw"):
        fz.plot_comparison(bare)
    assert plt.get_fignums() == []


def test_an_ellipse_holds_half_of_a_document_s_draws() -> None:
    from fazhi_research.drawing.document_map import half_ellipse

    cloud = np.random.default_rng(0).normal(size=(200, 2)) @ np.array([[2.0, 1.0], [0.0, 0.5]]) + [3.0, -1.0]
    centre, outline = half_ellipse(cloud)
    inside = Polygon(outline).get_path().contains_points(cloud)
    assert centre.tolist() == pytest.approx(cloud.mean(axis=0).tolist())
    assert inside.sum() == pytest.approx(100, abs=2)


def test_ellipses_are_drawn_from_ten_draws_on() -> None:
    for draws, expected in ((9, 0), (10, len(DISTANCES))):
        points = fz.document_map(DISTANCES, draws=[DISTANCES + 0.01 * n for n in range(draws)])
        assert len(drawn(fz.plot_document_map(points, DOCUMENTS), "half:")) == expected


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_a_map_of_one_column_keeps_its_words_apart_and_on_the_sheet(language: str) -> None:
    points = fz.document_map(DISTANCES, draws=[DISTANCES] * 12)
    axes = fz.plot_document_map(points, DOCUMENTS, columns=1, language=language)
    assert figure_of(axes).get_size_inches()[0] * 25.4 == pytest.approx(85)
    assert [clash for clash in clashes(axes) if "the edge" in clash] == []
