"""The matrix, the bars, the flow and the comparison draw exactly their tables, and no words overlap."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle

from fazhi_research.coding.successions import heirs
from fazhi_research.drawing.agency_graph import plot_agency_graph
from fazhi_research.drawing.lead_bars import ALONE, SHARED, plot_lead_shares
from fazhi_research.drawing.lead_changes import KINDS, LINE, flow_places, plot_lead_changes
from fazhi_research.drawing.plan_comparison import plot_plan_comparison
from fazhi_research.drawing.role_matrix import ROLES, matrix_columns, plot_role_matrix
from fazhi_research.drawing.words import printed_notes
from fazhi_research.errors import TableError
from fazhi_research.measuring.graphs import agency_graph
from fazhi_research.measuring.lead_changes import lead_changes
from fazhi_research.measuring.leads import lead_shares
from fazhi_research.measuring.mapped_assignments import mapped_assignments
from fazhi_research.measuring.plan_comparison import document_differences, plan_comparison
from tests.drawing.looks import clashes, drawn, figure_of, grey, words

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh", "both"])


@pytest.fixture(scope="module")
def crowded() -> pd.DataFrame:
    """41 tasks and 16 bodies with long names, in all three roles."""
    names = [f"市{word}和{word}管理委员会办公室" for word in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"]
    rows = []
    for task in range(41):
        for role, step in (("lead", 1), ("responsible", 5), ("support", 9), ("support", 11)):
            rows.append(("p", task, names[(task * step + step) % 16], role))
    return pd.DataFrame(rows, columns=["document", "task", "named", "role"])


def test_no_words_overlap_on_a_sheet_of_41_tasks_and_16_units(crowded: pd.DataFrame) -> None:
    graph = agency_graph(crowded)
    assert sum(data["kind"] == "agency" for _, data in graph.nodes(data=True)) == 16
    for axes in (plot_agency_graph(graph), plot_role_matrix(graph)):
        assert clashes(axes) == []
        plt.close("all")


def test_the_list_draws_responsible_and_supporting_units_apart(crowded: pd.DataFrame) -> None:
    graph = agency_graph(crowded)
    axes = plot_agency_graph(graph)
    roles = [tie["role"] for _, _, tie in graph.edges(data=True)]
    dashes = {}
    for role in ("lead", "responsible", "support"):
        lines = drawn(axes, f"{role}:")
        assert len(lines) == roles.count(role)
        dashes[role] = {str(line.get_linestyle()) for line in lines.values() if isinstance(line, PathPatch)}
    assert len(set.union(*dashes.values())) == 3
    assert (
        f"{roles.count('responsible')} responsible (broken), {roles.count('support')} support (dotted)"
        in printed_notes(figure_of(axes)).replace("\n", " ")
    )


def test_the_matrix_has_a_mark_for_each_tie_at_its_task_and_unit(plan: dict[str, pd.DataFrame]) -> None:
    graph = agency_graph(plan["assignments"], plan["tasks"], sections=plan["sections"])
    axes = plot_role_matrix(graph)
    ties = {f"{tie['role']}:{task}>{unit}" for task, unit, tie in graph.edges(data=True)}
    marks = {gid: mark for role in ROLES for gid, mark in drawn(axes, f"{role}:").items()}
    assert set(marks) == ties and len(ties) == 130
    columns, _ = matrix_columns(graph)
    across = {column.node: column.x for column in columns}
    heights = {t.get_text(): t.get_position()[1] for t in axes.texts}
    for gid, mark in marks.items():
        assert isinstance(mark, Line2D)
        task, unit = gid.split(":", 1)[1].split(">")
        assert np.asarray(mark.get_xdata()).tolist() == [across[unit]]
        assert np.asarray(mark.get_ydata()).tolist() == [heights[graph.nodes[task]["label"]]]
    assert [column.leads for column in columns] == [18, 10, 5, 3, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert [column.collective for column in columns] == [False] * 10 + [True] * 6
    assert [column.label for column in columns[:3]] == ["区政府法制办", "区政府办公室", "区编办"]


def test_the_matrix_refuses_two_documents_and_more_units_than_fit() -> None:
    edges = pd.DataFrame({"document": ["a", "b"], "task": [1, 1], "named": "甲", "role": "lead"})
    with pytest.raises(TableError, match=r"holds 2 documents \(a, b\): a matrix shows one"):
        plot_role_matrix(agency_graph(edges))
    with pytest.raises(TableError, match="holds no tasks"):
        plot_role_matrix(agency_graph(edges[:0]))
    many = pd.DataFrame({"task": 1, "named": [f"第{n}局" for n in range(50)], "role": "lead"})
    with pytest.raises(TableError, match="holds 50 units, and no more than 34 fit on a page"):
        plot_role_matrix(agency_graph(many))


def test_bars_are_as_long_as_the_shares(plan: dict[str, pd.DataFrame]) -> None:
    shares = lead_shares(plan["assignments"])
    axes = plot_lead_shares(shares)
    for row in shares.itertuples():
        alone, shared = (
            drawn(axes, f"{kind}:{row.agency}")[f"{kind}:{row.agency}"] for kind in ("alone", "shared")
        )
        assert isinstance(alone, Rectangle) and isinstance(shared, Rectangle)
        assert alone.get_width() == pytest.approx(row.sole / 41)  # type: ignore[operator]
        assert shared.get_x() + shared.get_width() == pytest.approx(row.tasks / 41)  # type: ignore[operator]
        assert f"{row.tasks} / 41   {row.share:.0%}" in words(axes)
    with pytest.raises(TableError, match=r"of 2 documents \(a, b\): bars show one"):
        plot_lead_shares(pd.concat([shares.assign(document=name) for name in "ab"]))
    with pytest.raises(TableError, match="no task has a lead"):
        plot_lead_shares(shares[:0])


TORN = pd.DataFrame(
    [
        ("p", 1, "国税局", "s", "tax"),
        ("p", 2, "地税局", "l", "tax"),
        ("p", 2, "法制办", "o", "law"),
        ("p", 3, "计生委", "f", "family"),
        ("p", 4, "灯塔办", "", ""),
        ("p", 5, "法制办", "o", "law"),
    ],
    columns=["document", "task", "named", "agency", "family"],
).assign(role="lead")
STEPS = pd.DataFrame(
    [("s", "t"), ("l", "t"), ("o", "j"), ("f", "h"), ("f", "m")], columns=["before", "after"]
).assign(chinese=["税务局", "税务局", "司法局", "卫健委", "医保局"], english="x", family="", heir_family="")


def test_the_flow_joins_each_body_with_its_heir_at_the_height_of_its_tasks() -> None:
    changes = lead_changes(mapped_assignments(TORN, STEPS), STEPS)
    axes = plot_lead_changes(changes, on="2018")
    kinds = {gid for kind in KINDS for gid in drawn(axes, f"{kind}:")}
    assert kinds == {"moved:s>t", "moved:l>t", "moved:o>j", "ambiguous:f>f", "unknown:灯塔办>灯塔办"}
    left, right, ribbons = flow_places(changes)
    assert {stack.label: round(stack.height / LINE) for stack in left} == {
        "国税局": 1, "地税局": 1, "法制办": 2, "计生委": 1, "灯塔办": 1,
    }  # fmt: skip
    assert {stack.label: (round(stack.height / LINE), stack.tasks) for stack in right} == {
        "税务局": (2, 2), "司法局": (2, 2), "计生委": (1, 1), "灯塔办": (1, 1),
    }  # fmt: skip
    for stacks, side in ((left, "before"), (right, "after")):  # ribbons fill each stack from top to bottom
        for stack in stacks:
            ends = sorted(
                (r.start if side == "before" else r.stop, r.height)
                for r in ribbons
                if getattr(r, side) == stack.body
            )
            assert ends[0][0] == pytest.approx(stack.y - stack.height / 2)
            assert sum(height for _, height in ends) == pytest.approx(stack.height)
        tops = sorted((stack.y - stack.height / 2, stack.y + stack.height / 2) for stack in stacks)
        assert all(low[1] < high[0] for low, high in pairwise(tops))
    assert "计生委 (h, m)" in printed_notes(figure_of(axes))
    assert clashes(axes) == []


@LANGUAGES
def test_the_pictures_of_the_plan_have_no_overlapping_words(
    plan: dict[str, pd.DataFrame], language: str
) -> None:
    map_2018 = heirs("2018")
    changes = lead_changes(mapped_assignments(plan["assignments"], map_2018), map_2018)
    title = "金川区法治政府建设实施规划(2015-2020年)"
    graph = agency_graph(plan["assignments"], plan["tasks"], sections=plan["sections"])
    for axes in (
        plot_lead_changes(changes, title=title, language=language),
        plot_lead_shares(lead_shares(plan["assignments"]), title=title, language=language),
        plot_role_matrix(graph, title=title, language=language),
    ):
        assert clashes(axes) == []
        said = " ".join(word for word in words(axes))
        assert ("牵头" in said) is (language != "en")
        assert ("Unit:" in said) is (language != "zh")
        plt.close("all")


def test_a_flow_of_two_documents_is_refused() -> None:
    changes = lead_changes(mapped_assignments(TORN, STEPS), STEPS)
    with pytest.raises(TableError, match=r"of 2 documents \(a, b\): the picture shows one"):
        plot_lead_changes(pd.concat([changes.assign(document=name) for name in "ab"]))
    with pytest.raises(TableError, match="lead changes table has no column heirs"):
        plot_lead_changes(changes.drop(columns="heirs"))


TWO = pd.DataFrame(
    [("a", n, "法制办", "law") for n in range(3)] + [("a", 3, "财政局", "money")] + [("b", 1, "司法局", "law"), ("b", 2, "应急局", "safety")],
    columns=["document", "task", "named", "family"],
).assign(role="lead")  # fmt: skip


@LANGUAGES
def test_two_plans_are_marked_at_their_shares(language: str) -> None:
    comparison = plan_comparison(TWO, first="a", second="b")
    documents = pd.DataFrame(
        {"document": ["a", "b"], "genre": "plan", "tier": ["county", "province"], "issued": ["2015", "2022"]}
    )
    differences = document_differences(documents, first="a", second="b")
    axes = plot_plan_comparison(
        comparison,
        differences=differences,
        titles=("甲规划", "乙规划"),
        names={"law": "司法行政"},
        language=language,
    )
    marks = {**drawn(axes, "first:"), **drawn(axes, "second:")}
    places = {gid: np.asarray(m.get_xdata()).tolist() for gid, m in marks.items() if isinstance(m, Line2D)}
    assert places == {"first:law": [0.75], "second:law": [0.5], "first:money": [0.25], "second:safety": [0.5]}
    assert {"3/4 : 1/2", "1/4 : 0/2", "0/4 : 1/2", "司法行政", "money"} <= set(words(axes))
    said = printed_notes(figure_of(axes))
    assert ("tier: county and province" in said) is (language != "zh")
    assert ("层级：县级与省级" in said) is (language != "en")
    assert "genre" not in said and "文种" not in said
    assert clashes(axes) == []
    with pytest.raises(TableError, match="the comparison has no rows"):
        plot_plan_comparison(comparison[:0])


def test_what_colour_tells_shade_or_shape_tells_too() -> None:
    marks = [
        (style["marker"], grey(style["mfc"]) if style["mfc"] != "none" else 1.0)
        for _, _, style in ROLES.values()
    ]
    assert len({marker for marker, _ in marks}) == len(marks)
    assert marks[0][1] + 0.2 < marks[1][1] < marks[2][1] - 0.2  # lead, responsible, support
    assert grey(SHARED) - grey(ALONE) > 0.4
    assert grey(str(KINDS["same"][2]["fc"])) - grey(str(KINDS["moved"][2]["fc"])) > 0.4
    assert "hatch" in KINDS["ambiguous"][2] and "hatch" in KINDS["unknown"][2]
