"""Plots are asked for the data they drew, not for pixels."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text

from fazhi_research.drawing.agency_graph import plot_agency_graph, task_rows
from fazhi_research.drawing.corpus import plot_corpus
from fazhi_research.drawing.lead_bars import plot_lead_shares
from fazhi_research.drawing.lead_heatmap import lead_counts, plot_lead_heatmap
from fazhi_research.drawing.words import printed_notes
from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.graphs import agency_graph
from fazhi_research.measuring.leads import lead_by_section, lead_shares
from tests.drawing.looks import clashes, drawn, figure_of, overlap, words


def test_every_lead_is_a_line_and_every_task_a_label(plan: dict[str, pd.DataFrame]) -> None:
    graph = agency_graph(plan["assignments"], plan["tasks"], sections=plan["sections"])
    axes = plot_agency_graph(graph)
    leads = {
        f"lead:{task}>{agency}"
        for task, agency, tie in graph.edges(data=True)
        if tie["role"] == "lead" and not graph.nodes[agency]["collective"]
    }
    assert set(drawn(axes, "lead:")) == leads
    assert len(leads) == 44
    led = {name.removeprefix("lead:").split(">")[0] for name in leads}
    labels = {graph.nodes[task]["label"] for task in led}
    assert labels <= set(words(axes))  # whole: none of the forty-one is cut
    assert "区政府法制办  18" in words(axes)


def test_a_lead_line_runs_from_its_task_to_its_agency(plan: dict[str, pd.DataFrame]) -> None:
    graph = agency_graph(plan["assignments"], plan["tasks"], sections=plan["sections"])
    axes = plot_agency_graph(graph)
    heights = {row.node: row.y for row in task_rows(graph) if row.node}
    places = {text.get_gid(): text.get_position()[1] for text in axes.texts if text.get_gid()}
    for gid, line in drawn(axes, "lead:").items():
        assert isinstance(line, PathPatch)
        task, agency = gid.removeprefix("lead:").split(">")
        ends = np.asarray(line.get_path().vertices)[:, 1]
        assert ends[0] == heights[task]
        assert abs(ends[-1] - places[f"agency:{agency}"]) < 14


def test_no_two_words_overlap(plan: dict[str, pd.DataFrame], held: dict[str, pd.DataFrame]) -> None:
    by_section = lead_by_section(plan["assignments"], plan["tasks"], sections=plan["sections"])
    graph = agency_graph(plan["assignments"], plan["tasks"], sections=plan["sections"])
    for axes in (plot_agency_graph(graph), plot_lead_heatmap(by_section), plot_corpus(held["documents"])):
        figure = axes.get_figure(root=True)
        assert figure is not None
        figure.canvas.draw()
        texts = [t for t in axes.findobj(Text) if isinstance(t, Text) and t.get_text() and t.get_visible()]
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
        clashes = [(a, b) for i, (a, one) in enumerate(boxes) for b, two in boxes[:i] if overlap(one, two)]
        assert clashes == []
        assert all(box.x0 >= 0 and box.x1 <= figure.bbox.width and box.y0 >= 0 for _, box in boxes)


def test_other_units_can_be_left_out_and_collectives_always_are(plan: dict[str, pd.DataFrame]) -> None:
    graph = agency_graph(plan["assignments"], plan["tasks"], sections=plan["sections"])
    assert len(drawn(plot_agency_graph(graph), "responsible:")) == 5
    assert drawn(plot_agency_graph(graph, others=False), "responsible:") == {}
    assert not any("各镇" in word for word in words(plot_agency_graph(graph)) if not word.startswith("Unit"))


def test_a_graph_from_a_plain_edge_table_is_drawn_on_given_axes() -> None:
    edges = pd.DataFrame({"task": [1, 2], "named": ["甲局", "乙局"], "role": ["lead", "lead"]})
    _, axes = plt.subplots()
    assert plot_agency_graph(agency_graph(edges), axes) is axes
    assert len(drawn(axes, "lead:")) == 2


def test_a_graph_of_two_documents_is_refused() -> None:
    edges = pd.DataFrame(
        {"document": ["a", "b"], "task_start": [1, 1], "named": ["甲", "乙"], "role": "lead"}
    )
    with pytest.raises(TableError, match=r"the graph holds 2 documents \(a, b\)"):
        plot_agency_graph(agency_graph(edges))


def test_the_heat_map_prints_the_counts_of_its_table(plan: dict[str, pd.DataFrame]) -> None:
    by_section = lead_by_section(plan["assignments"], plan["tasks"], sections=plan["sections"])
    cells = drawn(plot_lead_heatmap(by_section), "cell:")
    table = {f"cell:{row.agency}|{row.section}": str(row.tasks) for row in by_section.itertuples()}
    assert {gid: text.get_text() for gid, text in cells.items() if isinstance(text, Text)} == table
    counts, of = lead_counts(by_section)
    assert counts.index[0] == "区政府法制办"
    assert counts.to_numpy().sum() == 44
    assert of.sum() == 41


def test_a_heat_map_of_two_documents_is_refused() -> None:
    rows = [("a", 0, "1", "甲", 1, 1), ("b", 0, "1", "甲", 1, 1)]
    frame = pd.DataFrame(rows, columns=["document", "start", "section", "agency", "tasks", "of"])
    with pytest.raises(TableError, match=r"of 2 documents \(a, b\): a heat map shows one"):
        plot_lead_heatmap(frame)
    with pytest.raises(TableError, match="no column of: make it with lead_by_section"):
        plot_lead_heatmap(frame.drop(columns="of"))


DOCUMENTS = pd.DataFrame(
    [
        ("stated", "plan", "county", "省/县", "2011-02-25", "text", "", "", 2011, 2015),
        ("guessed", "speech", "county", "", "2016", "inferred", "", "", pd.NA, pd.NA),
        ("ranged", "report", "province", "", "", "inferred", "2018-01-01", "2021-12-31", pd.NA, pd.NA),
        ("masked", "other", "", "", "20**", "", "", "", pd.NA, pd.NA),
    ],
    columns=[
        "document", "genre", "tier", "jurisdiction", "issued", "issued_basis", "issued_from", "issued_to",
        "first", "last",
    ],
)  # fmt: skip


def test_dates_periods_and_ranges_are_drawn_where_they_lie() -> None:
    axes = plot_corpus(DOCUMENTS)
    issued = {gid: line for gid, line in drawn(axes, "issued:").items() if isinstance(line, Line2D)}
    assert set(issued) == {"issued:stated", "issued:guessed"}
    assert np.asarray(issued["issued:stated"].get_xdata())[0] == pytest.approx(2011.15, abs=0.01)
    assert issued["issued:stated"].get_markerfacecolor() != "white"
    assert issued["issued:guessed"].get_markerfacecolor() == "white"
    bar = drawn(axes, "period:")["period:stated"]
    assert isinstance(bar, Rectangle)
    assert (bar.get_x(), bar.get_width()) == (2011, 5)  # both years counted
    window = drawn(axes, "window:")["window:ranged"]
    assert isinstance(window, Line2D)
    assert np.asarray(window.get_xdata()).tolist() == pytest.approx([2018, 2022])
    assert words(axes).count("undated  未署日期") == 1  # the masked one


def test_every_document_is_named_under_its_tier() -> None:
    found = words(plot_corpus(DOCUMENTS))
    order = [
        word for word in found if word.split()[0] in {"Province", "ranged", "County", "stated", "guessed"}
    ]
    assert order == ["Province  省级", "ranged", "County  县级", "stated  县", "guessed"]


@pytest.mark.parametrize(
    ("language", "there", "not_there"), [("en", "County", "县级"), ("zh", "县级", "County")]
)
def test_one_language_can_be_chosen(language: str, there: str, not_there: str) -> None:
    found = " ".join(words(plot_corpus(DOCUMENTS, language=language)))
    assert there in found
    assert not_there not in found


def test_faults_are_told_in_words() -> None:
    with pytest.raises(FazhiError, match="language='fr' is unknown: choose one of both, en, zh"):
        plot_corpus(DOCUMENTS, language="fr")
    with pytest.raises(TableError, match="documents table has no column tier"):
        plot_corpus(DOCUMENTS.drop(columns="tier"))
    with pytest.raises(TableError, match="stated has the genre 'poem'; allowed are program, plan"):
        plot_corpus(DOCUMENTS.assign(genre="poem"))


def test_nothing_to_draw_is_told(held: dict[str, pd.DataFrame]) -> None:
    helped = pd.DataFrame({"task": [1], "named": ["甲局"], "role": ["support"]})
    for edges in (helped, helped[:0]):
        with pytest.raises(
            TableError, match="no task with a lead, so that there is nothing to draw: build it from"
        ):
            plot_agency_graph(agency_graph(edges))
    with pytest.raises(TableError, match="the documents table has no rows"):
        plot_corpus(held["documents"][:0])
    columns = ["document", "start", "section", "agency", "tasks", "of"]
    with pytest.raises(TableError, match="table of leads has no rows"):
        plot_lead_heatmap(pd.DataFrame(columns=columns))
    assert plt.get_fignums() == []


def test_a_figure_says_what_the_document_is_called(plan: dict[str, pd.DataFrame]) -> None:
    graph = agency_graph(plan["assignments"], plan["tasks"], sections=plan["sections"])
    by_section = lead_by_section(plan["assignments"], plan["tasks"], sections=plan["sections"])
    named = plot_agency_graph(graph, title="金川区规划"), plot_lead_heatmap(by_section, title="金川区规划")
    assert all(any(word.endswith("·  金川区规划") for word in words(axes)) for axes in named)
    assert any(word.endswith("·  jinchuan-2015") for word in words(plot_agency_graph(graph)))


def test_the_note_counts_collectives_by_wording_and_by_tie(plan: dict[str, pd.DataFrame]) -> None:
    graph = agency_graph(plan["assignments"], plan["tasks"], sections=plan["sections"])
    figure = plot_agency_graph(graph).get_figure(root=True)
    assert isinstance(figure, Figure)
    assert "6 wordings in 80 ties" in printed_notes(figure) and "6 种，80 条" in printed_notes(figure)


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_figures_of_one_column_have_no_overlapping_words(
    held: dict[str, pd.DataFrame], plan: dict[str, pd.DataFrame], language: str
) -> None:
    shares = lead_shares(plan["assignments"])
    made = [
        plot_lead_shares(
            shares, columns=1, language=language, title="金川区法治政府建设实施规划(2015-2020年)"
        ),
        plot_corpus(held["documents"], columns=1, language=language),
    ]
    for axes in made:
        assert figure_of(axes).get_size_inches()[0] * 25.4 == pytest.approx(85)
        assert clashes(axes) == []


def test_beyond_ten_leads_no_mark_stands_for_two_agencies() -> None:
    """Twelve lead: ten have marks of their own, two are hollow and grey together, and one that leads nothing has none."""
    rows = [(task, f"{name}局", "lead") for task, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑")]
    rows.append((0, "寅局", "responsible"))
    ties = pd.DataFrame(rows, columns=["task", "named", "role"]).assign(document="d")
    axes = plot_agency_graph(agency_graph(ties))
    marks = [
        line for line in axes.lines if isinstance(line, Line2D) and line.get_marker() not in ("None", None)
    ]
    looks = [(line.get_color(), line.get_marker(), line.get_markerfacecolor()) for line in marks]
    assert len(looks) == 24  # at each task and at each agency that leads
    assert sorted(looks.count(look) for look in set(looks)) == [2] * 10 + [4]
    assert max(set(looks), key=looks.count) == ("#8a8a8a", "o", "white")
    assert "Hollow: 2 more of these" in printed_notes(figure_of(axes))
