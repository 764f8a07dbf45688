"""Agencies tied by the tasks they share: nodes where a layout table puts them, names that never overlap."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

from fazhi_research.drawing.role_matrix import ROLES
from fazhi_research.drawing.style import BODY, FAINT, INK, POINT, column_width, figure_style, finish, sheet
from fazhi_research.drawing.words import TITLE, clip, note, note_height, say, width, wrapped_title
from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.graph_layout import graph_layout

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from fazhi_research.measuring.graphs import AgencyGraph

MARGIN, TOP, LONGEST = 4.0, 16.0, 10.0
SMALLEST, AIR = 1.4, 1.0  # millimetres: radius of a node with one task, between two names
MOST = 120
ROUNDS = 400
FILL = "#8fa3c8"


def plot_shared_tasks(
    graph: AgencyGraph,
    ax: Axes | None = None,
    *,
    layout: pd.DataFrame | None = None,
    title: str = "",
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with a circle for each agency and a line for each pair that shares tasks 共同任务网络图.

    `graph` comes from `shared_task_graph`; `layout` is a table with node, x, y from `graph_layout` (made here with seed 0 if not given). A
    circle's area grows with the agency's tasks, a line's width with the tasks two share; names carry the number of tasks. Places are the
    layout's, moved only as far as needed so that no name covers another name or circle; a name stands under its circle or over it, where fewer lines
    pass. `columns` is 1 or 2, the width of a new figure in columns of a page. Agencies that share nothing are drawn without
    lines. Lines have the gid "tie:<agency>|<agency>", circles "node:<agency>". Raises TableError for a graph without agencies, with more than
    120, or a layout that lacks one.
    """
    nodes = sorted(graph.nodes)
    _require_few(nodes)
    table = graph_layout(graph) if layout is None else layout
    sizes = {node: _box(graph, node) for node in nodes}
    across = column_width(columns) - 2 * MARGIN
    places, tall = spaced(_placed(table, nodes), sizes, across=across)
    stands = name_sides(graph, places)
    words = _note_words(graph, language)
    asked = say("Agencies that share tasks", "共同承担任务的单位", language)
    heading, more = wrapped_title(f"{asked}  ·  {title}" if title else asked, across)
    with figure_style():
        if ax is None:
            low, top = note_height(words, across) + 5, TOP + more
            ax = sheet(across + 2 * MARGIN, tall + top + low, left=MARGIN, right=MARGIN, top=top, bottom=low)
        ax.set_xlim(0, across)
        ax.set_ylim(0, tall)
        ax.set_axis_off()
        _draw_ties(ax, graph, places, stands)
        _draw_nodes(ax, graph, places, stands)
        ax.annotate(
            heading, (0, 1), (0, 8.6 / POINT), xycoords="axes fraction", textcoords="offset points",
            fontsize=BODY + 2, gid=TITLE, va="bottom", linespacing=1.25, annotation_clip=False,
        )  # fmt: skip
        note(ax, words, down=2, across=across)
        return finish(ax)


def _require_few(nodes: list[Any]) -> None:
    if not nodes:
        raise TableError(
            "the graph holds no agencies, so that there is nothing to draw: build it with shared_task_graph."
        )
    if len(nodes) > MOST:
        raise TableError(
            f"the graph holds {len(nodes)} agencies, more than the {MOST} whose names fit on a page: keep the ties with a weight of 2 or more, "
            "or look at it with interactive_graph."
        )


def _placed(layout: pd.DataFrame, nodes: list[Any]) -> dict[Any, tuple[float, float]]:
    """The place of each node in the layout, which must have them all."""
    require_columns(layout, ["node", "x", "y"], "layout")
    held = {
        node: (float(x), float(y))
        for node, x, y in zip(layout["node"], layout["x"], layout["y"], strict=True)
    }
    missing = [node for node in nodes if node not in held]
    if missing:
        raise TableError(
            f"the layout has no row for {missing[0]!r}: make it from this very graph, with graph_layout."
        )
    return {node: held[node] for node in nodes}


def _tasks(graph: AgencyGraph, node: Any) -> int:
    return int(graph.nodes[node].get("tasks", 1))


def _radius(graph: AgencyGraph, node: Any) -> float:
    return SMALLEST * sqrt(max(_tasks(graph, node), 1))


def _words(graph: AgencyGraph, node: Any) -> str:
    data = graph.nodes[node]
    return f"{clip(str(data.get('label', node)), LONGEST)}  {_tasks(graph, node)}"


def _box(graph: AgencyGraph, node: Any) -> tuple[float, float]:
    """Width and height of a circle with its name below it, in millimetres."""
    radius = _radius(graph, node)
    across = max(2 * radius, width(_words(graph, node)) * BODY * POINT * 1.03)
    return across + AIR, 2 * radius + BODY * POINT * 1.5 + AIR


def spaced(
    places: dict[Any, tuple[float, float]], sizes: dict[Any, tuple[float, float]], *, across: float
) -> tuple[dict[Any, tuple[float, float]], float]:
    """Places in millimetres on a sheet where no two boxes overlap, and the sheet's height 去重叠.

    The unit square of the layout is laid on a sheet `across` millimetres wide; boxes that overlap are pushed apart along the shorter way, the same
    way on every run. If they do not fit, the sheet grows in height; where that does not help they stand in rows.
    """
    nodes = sorted(places)
    area = sum(wide * high for wide, high in sizes.values())
    tall = min(max(area * 3.2 / across, 45.0), 190.0)
    for _ in range(8):
        found = [_inside(places[n], sizes[n], across, tall) for n in nodes]
        if _pushed(found, [sizes[n] for n in nodes], across, tall):
            return {node: (x, y) for node, (x, y) in zip(nodes, found, strict=True)}, tall
        tall *= 1.2
    return _shelved(places, sizes, across)


def _shelved(
    places: dict[Any, tuple[float, float]], sizes: dict[Any, tuple[float, float]], across: float
) -> tuple[dict[Any, tuple[float, float]], float]:
    """Rows of boxes from the top, for places that pushing cannot part (all on one line): always fits."""
    rows: list[list[Any]] = [[]]
    for node in sorted(places, key=lambda n: (-places[n][1], places[n][0], n)):
        if rows[-1] and sum(sizes[n][0] for n in (*rows[-1], node)) > across:
            rows.append([])
        rows[-1].append(node)
    heights = [max(sizes[node][1] for node in row) for row in rows]
    found, top = {}, sum(heights)
    for row, height in zip(rows, heights, strict=True):
        ordered = sorted(row, key=lambda n: (places[n][0], n))
        gap = (across - sum(sizes[node][0] for node in ordered)) / len(ordered)
        x = gap / 2
        for node in ordered:
            found[node] = (x + sizes[node][0] / 2, top - height / 2)
            x += sizes[node][0] + gap
        top -= height
    return found, sum(heights)


def _inside(place: tuple[float, float], size: tuple[float, float], across: float, tall: float) -> list[float]:
    """A place of the unit square on the sheet, the box wholly on it."""
    return [
        size[0] / 2 + place[0] * max(across - size[0], 0),
        size[1] / 2 + place[1] * max(tall - size[1], 0),
    ]


def _pushed(found: list[list[float]], sizes: list[tuple[float, float]], across: float, tall: float) -> bool:
    """Push boxes apart in place; whether none overlaps in the end."""
    for _ in range(ROUNDS):
        moved = False
        for i in range(len(found)):
            for j in range(i):
                gaps = [(sizes[i][k] + sizes[j][k]) / 2 - abs(found[i][k] - found[j][k]) for k in (0, 1)]
                if min(gaps) > 1e-9:
                    moved = True
                    _part(
                        found,
                        sizes,
                        (i, j),
                        0 if gaps[0] < gaps[1] else 1,
                        gap=min(gaps),
                        edge=(across, tall),
                    )
        if not moved:
            return True
    return False


def _part(
    found: list[list[float]],
    sizes: list[tuple[float, float]],
    pair: tuple[int, int],
    axis: int,
    *,
    gap: float,
    edge: tuple[float, float],
) -> None:
    """Move two boxes apart along an axis, half each, but not off the sheet."""
    i, j = pair
    way = 1 if (found[i][axis], i) > (found[j][axis], j) else -1
    for box, sign in ((i, way), (j, -way)):
        half = sizes[box][axis] / 2
        wish = found[box][axis] + sign * (gap / 2 + 1e-6)
        found[box][axis] = min(max(wish, half), max(edge[axis] - half, half))


def _centre(graph: AgencyGraph, node: Any, place: tuple[float, float], side: int) -> tuple[float, float]:
    """The middle of the circle, which stands at the top of its box if the name is under it (side -1), else at the bottom."""
    _, high = _box(graph, node)
    return place[0], place[1] - side * (high / 2 - AIR / 2 - _radius(graph, node))


def name_sides(graph: AgencyGraph, places: dict[Any, tuple[float, float]]) -> dict[Any, int]:
    """Whether each name stands under its circle (-1) or over it (1): where less of the lines lies behind it 名称位置.

    Boxes stay where they are, circles change places with their names within them, one after the other until none wants to.
    """
    import numpy as np

    nodes = sorted(places)
    stands = dict.fromkeys(nodes, -1)
    ties = sorted((min(u, v), max(u, v)) for u, v in graph.edges() if u != v)
    for _ in range(4 if ties else 0):
        before = dict(stands)
        for node in nodes:
            costs = []
            for side in (-1, 1):
                stands[node] = side
                middles = {other: _centre(graph, other, places[other], stands[other]) for other in nodes}
                lines = np.array([(*middles[one], *middles[two]) for one, two in ties])
                costs.append(_behind(lines, _name_box(graph, node, middles[node], side)))
            stands[node] = 1 if costs[1] < costs[0] - 1e-9 else -1
        if stands == before:
            break
    return stands


def _name_box(graph: AgencyGraph, node: Any, middle: tuple[float, float], side: int) -> tuple[float, ...]:
    """Left, bottom, right and top of a name in millimetres."""
    half = width(_words(graph, node)) * BODY * POINT / 2
    near = middle[1] + side * (_radius(graph, node) + 0.6)
    far = near + side * BODY * POINT * 1.2
    return middle[0] - half, min(near, far), middle[0] + half, max(near, far)


def _behind(lines: NDArray[np.float64], box: tuple[float, ...]) -> float:
    """How many millimetres of lines (x, y, x, y) lie within a box (the clipping of Liang and Barsky, 1984)."""
    import numpy as np

    start, way = lines[:, :2], lines[:, 2:] - lines[:, :2]
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.stack([(np.array(box[:2]) - start) / way, (np.array(box[2:]) - start) / way])
    inside = (start >= box[:2]) & (start <= box[2:])
    low = np.where(way == 0, np.where(inside, -np.inf, np.inf), ends.min(axis=0)).max(axis=1)
    high = np.where(way == 0, np.where(inside, np.inf, -np.inf), ends.max(axis=0)).min(axis=1)
    part = np.clip(np.minimum(high, 1) - np.maximum(low, 0), 0, None)
    return float((part * np.hypot(way[:, 0], way[:, 1])).sum())


def _draw_ties(
    ax: Axes, graph: AgencyGraph, places: dict[Any, tuple[float, float]], stands: dict[Any, int]
) -> None:
    weights = [float(data.get("weight", 1.0)) for _, _, data in graph.edges(data=True)]
    most = max(weights, default=1.0)
    ties = sorted((min(u, v), max(u, v), float(d.get("weight", 1.0))) for u, v, d in graph.edges(data=True))
    for one, two, weight in ties:
        ends = [_centre(graph, node, places[node], stands[node]) for node in (one, two)]
        ax.plot(
            [end[0] for end in ends], [end[1] for end in ends], color=FAINT, lw=weight * min(0.9, 5.0 / most), alpha=0.55,
            zorder=1, solid_capstyle="butt", gid=f"tie:{one}|{two}",
        )  # fmt: skip


def _draw_nodes(
    ax: Axes, graph: AgencyGraph, places: dict[Any, tuple[float, float]], stands: dict[Any, int]
) -> None:
    from matplotlib.patches import Ellipse
    from matplotlib.patheffects import withStroke

    for node, place in places.items():
        side = stands[node]
        x, y = _centre(graph, node, place, side)
        radius = _radius(graph, node)
        tied = any(other != node for other in graph.adj[node])
        ax.add_patch(
            Ellipse(
                (x, y),
                2 * radius,
                2 * radius,
                fc=FILL if tied else "white",
                ec=INK,
                lw=0.6,
                zorder=2,
                gid=f"node:{node}",
            )
        )
        ax.text(
            x, y + side * (radius + 0.6), _words(graph, node), ha="center", va="top" if side < 0 else "bottom", fontsize=BODY,
            zorder=3, gid=f"name:{node}", path_effects=[withStroke(linewidth=2.4, foreground="white")],
        )  # fmt: skip


def _note_words(graph: AgencyGraph, language: str) -> str:
    """The note: unit, n, what is left out, what the picture cannot show."""
    nodes, ties = graph.number_of_nodes(), graph.number_of_edges()
    lonely = sum(all(other == node for other in graph.adj[node]) for node in graph)
    weights = [float(data.get("weight", 1.0)) for _, _, data in graph.edges(data=True)]
    most = max(weights, default=0.0)
    roles = [role for role in str(graph.graph.get("roles", "")).split(";") if role in ROLES]
    said = f" in the roles {', '.join(ROLES[role][0] for role in roles)}" if roles else ""
    said_chinese = f"（角色：{'、'.join(ROLES[role][1] for role in roles)}）" if roles else ""
    english = (
        f"Unit: agency (n = {nodes}); a line joins two that share a task{said} ({ties} pairs, at most {most:g} tasks). Area of a circle and number "
        f"behind a name: tasks; hollow: shares none ({lonely}). Width of a line: tasks shared. Where a circle stands comes from a layout by "
        "forces and means nothing in itself. Left out: collective expressions. A shared task is a statement on paper, not evidence of working together."
    )
    chinese = (
        f"单位：机构（n = {nodes}）；连线表示两机构共同承担任务{said_chinese}（{ties} 对，最多 {most:g} 项）。圆面积及名称后数字为任务数，空心者无共同任务（{lonely} 个），"
        "线宽为共同任务数。位置由力导向布局得出，本身无含义。集合指代未计入。共同承担为文本所载，不等于实际协作。"
    )
    return say(english, chinese, language, joint="\n")
