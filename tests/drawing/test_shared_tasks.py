"""The network stands where its layout says, and no name covers a name or a circle."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse

from fazhi_research.drawing.shared_tasks import _behind, name_sides, plot_shared_tasks, spaced
from fazhi_research.errors import TableError
from fazhi_research.measuring.graph_layout import graph_layout
from fazhi_research.measuring.graph_projections import shared_task_graph
from tests.drawing.looks import clashes, drawn, overlap, texts, words


def network(bodies: int = 24) -> nx.Graph[str]:
    names = [f"市{a}{b}和民族宗教事务局" for a in "农林渔牧工" for b in "业政务管监"][:bodies]
    rows = [(task, names[(task * step + step) % bodies], "lead") for task in range(30) for step in (1, 5, 7)]
    return shared_task_graph(pd.DataFrame(rows, columns=["task", "named", "role"]).drop_duplicates())


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_no_name_covers_a_name_or_a_circle(language: str) -> None:
    graph = network()
    axes = plot_shared_tasks(graph, language=language)
    assert clashes(axes) == []
    circles = [
        circle.get_window_extent() for circle in drawn(axes, "node:").values() if isinstance(circle, Ellipse)
    ]
    names = [text.get_window_extent() for text in texts(axes) if str(text.get_gid()).startswith("name:")]
    assert len(circles) == len(names) == 24
    assert not any(overlap(one, two) for one in circles for two in names)
    assert not any(overlap(one, two) for i, one in enumerate(circles) for two in circles[:i])


def test_lines_and_circles_are_those_of_the_graph() -> None:
    edges = pd.DataFrame(
        [(1, "甲局"), (1, "乙局"), (2, "甲局"), (2, "乙局"), (3, "甲局"), (3, "丙局"), (4, "丁局")],
        columns=["task", "named"],
    ).assign(role="lead")
    graph = shared_task_graph(edges)
    axes = plot_shared_tasks(graph, title="某规划")
    ties = drawn(axes, "tie:")
    assert set(ties) == {"tie:agency::乙局|agency::甲局", "tie:agency::丙局|agency::甲局"}
    wide, thin = (ties[f"tie:agency::{name}|agency::甲局"] for name in ("乙局", "丙局"))
    assert isinstance(wide, Line2D) and isinstance(thin, Line2D)
    assert wide.get_linewidth() == pytest.approx(2 * thin.get_linewidth())
    areas = {gid: c.get_width() ** 2 for gid, c in drawn(axes, "node:").items() if isinstance(c, Ellipse)}
    assert areas["node:agency::甲局"] == pytest.approx(3 * areas["node:agency::丁局"])
    assert {"甲局  3", "乙局  2", "丙局  1", "丁局  1"} <= set(words(axes))


def test_a_saved_layout_is_followed() -> None:
    graph = network(6)
    layout = graph_layout(graph).assign(x=0.5)
    layout["y"] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    circles = {
        gid: c
        for gid, c in drawn(plot_shared_tasks(graph, layout=layout), "node:").items()
        if isinstance(c, Ellipse)
    }
    order = sorted(circles, key=lambda gid: float(np.asarray(circles[gid].get_center())[1]))
    assert [gid.removeprefix("node:") for gid in order] == layout["node"].tolist()
    with pytest.raises(TableError, match="the layout has no row for"):
        plot_shared_tasks(graph, layout=layout[1:])
    with pytest.raises(TableError, match="layout table has no column y"):
        plot_shared_tasks(graph, layout=layout.drop(columns="y"))


def test_too_many_or_no_agencies_are_refused() -> None:
    with pytest.raises(TableError, match="holds no agencies"):
        plot_shared_tasks(nx.Graph())
    with pytest.raises(TableError, match="holds 121 agencies, more than the 120"):
        plot_shared_tasks(nx.empty_graph([f"n{n}" for n in range(121)]))


PLACES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=25)


@settings(deadline=None, max_examples=40)
@given(places=PLACES)
def test_boxes_never_overlap_and_stay_on_the_sheet(places: list[tuple[float, float]]) -> None:
    held = {f"n{n:02}": place for n, place in enumerate(places)}
    sizes = dict.fromkeys(held, (20.0, 8.0))
    across = 167.0
    found, tall = spaced(held, sizes, across=across)
    assert spaced(held, sizes, across=across) == (found, tall)
    nodes = list(found)
    for i, one in enumerate(nodes):
        assert (
            10 - 1e-6 <= found[one][0] <= across - 10 + 1e-6 and 4 - 1e-6 <= found[one][1] <= tall - 4 + 1e-6
        )
        for two in nodes[:i]:
            apart = abs(found[one][0] - found[two][0]), abs(found[one][1] - found[two][1])
            assert apart[0] >= 20 - 1e-6 or apart[1] >= 8 - 1e-6


def test_names_stand_where_fewer_lines_pass() -> None:
    """Two agencies one over the other, tied: the name of the upper one goes up."""
    edges = pd.DataFrame({"document": "d", "task": [1, 1], "named": ["甲局", "乙局"], "role": "lead"})
    graph = shared_task_graph(edges)
    upper, lower = sorted(graph.nodes)
    places = {upper: (50.0, 60.0), lower: (50.0, 20.0)}
    assert name_sides(graph, places) == {upper: 1, lower: -1}


def test_how_much_of_a_line_lies_in_a_box() -> None:
    lines = np.array([(0, 5, 20, 5), (5, 0, 5, 4), (30, 30, 40, 40), (7, 7, 7, 7)], dtype=float)
    assert _behind(lines, (0, 4, 10, 8)) == pytest.approx(10)
    assert _behind(lines[1:2], (0, 2, 10, 8)) == pytest.approx(2)
