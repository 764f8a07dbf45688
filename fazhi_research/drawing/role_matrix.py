"""Who holds which role in which task: tasks by units, roles by shape and shade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fazhi_research.drawing.agency_graph import KEYED
from fazhi_research.drawing.demands import require_two_columns
from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
    PAGE,
    POINT,
    RULE,
    SMALL,
    TWO_COLUMNS,
    figure_style,
    finish,
    sheet,
    squeeze,
)
from fazhi_research.drawing.words import TITLE, clip, note, note_height, say, width
from fazhi_research.errors import TableError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from fazhi_research.measuring.graphs import AgencyGraph

ROW, HEAD, WORDS, MARGIN = 3.7, 5.0, 70.0, 4.0  # millimetres: a task, a section's heading, the tasks' words
FOOT = 36.0  # the counts and the note underneath
NARROWEST, WIDEST = 2.8, 8.0  # a column
LONGEST = 13.0  # ems of a unit's name
ROLES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "lead": ("lead", "牵头", {"marker": "s", "ms": 5.4, "mfc": "#332288", "mec": "#332288"}),
    "responsible": ("responsible", "责任", {"marker": "o", "ms": 4.6, "mfc": "#8fa3c8", "mec": "#332288"}),
    "support": ("support", "配合", {"marker": "^", "ms": 4.6, "mfc": "white", "mec": "#222222"}),
    "mentioned": ("mentioned", "提及", {"marker": "x", "ms": 3.6, "mfc": "none", "mec": "#6b6b6b"}),
}
"""Each role's words and mark: dark square, mid circle, hollow triangle, cross 角色图例."""


@dataclass(frozen=True)
class Column:
    """A unit: where it stands and what it holds."""

    node: str
    label: str
    x: float
    leads: int
    ties: int
    collective: bool


def plot_role_matrix(
    graph: AgencyGraph, ax: Axes | None = None, *, title: str = "", columns: int = 2, language: str = "both"
) -> Axes:
    """Axes with a row per task, a column per unit and a mark for each role 任务—机构角色矩阵.

    `graph` comes from `agency_graph` and holds one document (TableError otherwise); leave `roles` there as it is to
    see leads, responsible and supporting units. Tasks stand in printed order, units by the tasks they lead, most first;
    collectives such as 各部门, which are no bodies, stand apart on the right. Under each column: tasks led, tasks in all. A unit
    with two roles in a task shows the stronger. `title` is what the document is called, its id if empty. Each mark has the gid
    "<role>:<task>>agency". Raises TableError for more units than fit on a page, FazhiError for `columns` of 1.
    """
    require_two_columns(columns, "a matrix of tasks and units")
    rows, tasks = _rows(graph)
    units, gap = matrix_columns(graph)
    shown = sorted({tie["role"] for _, _, tie in graph.edges(data=True)}, key=list(ROLES).index)
    head = max(width(_label(column)) for column in units) * BODY * POINT + 3
    closer = squeeze(rows[-1][2], PAGE - head - 20 - ROW - FOOT, least=0.7)
    rows = [(node, label, y * closer) for node, label, y in rows]
    words = _note_words(graph, tasks, units, language)
    with figure_style():
        if ax is None:
            low = note_height(words, TWO_COLUMNS - 2 * MARGIN) + 16
            tall = rows[-1][2] + ROW * closer + head + 20 + low
            ax = sheet(TWO_COLUMNS, tall, left=MARGIN, right=MARGIN, top=head + 20, bottom=low)
        ax.set_xlim(0, TWO_COLUMNS - 2 * MARGIN)
        bottom = rows[-1][2] + ROW * closer
        ax.set_ylim(bottom, 0)
        ax.set_axis_off()
        _draw_grid(ax, rows, units, bottom, closer)
        _draw_marks(ax, graph, {node: y for node, _, y in rows if node}, units)
        _draw_heads(ax, units, bottom, gap, language)
        _draw_titles(ax, graph, shown, head, title=title, language=language)
        note(ax, words, down=13, across=TWO_COLUMNS - 2 * MARGIN)
        return finish(ax)


def _rows(graph: AgencyGraph) -> tuple[list[tuple[str, str, float]], int]:
    """Headings (without a node) and tasks with their heights, and how many tasks there are."""
    tasks = [(data["order"], node) for node, data in graph.nodes(data=True) if data["kind"] == "task"]
    if not tasks:
        raise TableError(
            "the graph holds no tasks, so that there is nothing to draw: choose a document that names units for its tasks."
        )
    documents = sorted({graph.nodes[node]["document"] for _, node in tasks})
    if len(documents) != 1:
        raise TableError(
            f"the graph holds {len(documents)} documents ({', '.join(documents[:5])}): a matrix shows one. Build the graph from the assignments of one "
            "document, with the roles that it has."
        )
    rows: list[tuple[str, str, float]] = []
    y, section = 0.0, ""
    for _, node in sorted(tasks):
        data = graph.nodes[node]
        if data["section_label"] and data["section_label"] != section:
            section = data["section_label"]
            y += HEAD
            rows.append(("", section, y))
            y += 0.7  # clear of the rule
        y += ROW
        rows.append((node, data["label"], y))
    return rows, len(tasks)


def matrix_columns(graph: AgencyGraph) -> tuple[list[Column], float]:
    """The columns of a matrix and where the collectives begin 矩阵的列."""
    units = [(node, data) for node, data in graph.nodes(data=True) if data["kind"] == "agency"]
    held = {node: [tie["role"] for tie in graph.adj[node].values()] for node, _ in units}
    leads = {node: held[node].count("lead") for node, _ in units}
    units.sort(key=lambda unit: (unit[1]["collective"], -leads[unit[0]], -len(held[unit[0]]), unit[0]))
    bodies = sum(not data["collective"] for _, data in units)
    apart = 0.6 if 0 < bodies < len(units) else 0.0
    step = min((TWO_COLUMNS - 2 * MARGIN - WORDS - 2) / (len(units) + apart), WIDEST)
    if step < NARROWEST:
        raise TableError(
            f"the graph holds {len(units)} units, and no more than {int((TWO_COLUMNS - 2 * MARGIN - WORDS) / NARROWEST)} fit on a page: "
            "keep the units with most tasks, or draw one part of the document."
        )
    columns = []
    for number, (node, data) in enumerate(units):
        x = WORDS + step * (number + 0.5 + (apart if data["collective"] else 0))
        columns.append(Column(node, data["label"], x, leads[node], len(held[node]), data["collective"]))
    return columns, WORDS + step * (bodies + apart / 2)


def _label(column: Column) -> str:
    return clip(column.label, LONGEST)


def _draw_grid(
    ax: Axes, rows: list[tuple[str, str, float]], columns: list[Column], bottom: float, closer: float
) -> None:
    """Write the tasks and rule the sheet, so that an eye can follow a row and a column."""
    size = BODY if closer > 0.85 else SMALL
    ems = (WORDS - 4) / (size * POINT)
    right = columns[-1].x + 2
    for number, (node, words, y) in enumerate(rows):
        if not node:
            ax.text(0, y, clip(words, ems + 1), va="center", fontsize=size, color=FAINT)
            ax.plot([0, right], [y + 2.1 * closer] * 2, color=RULE, lw=0.6, zorder=0)
        else:
            ax.text(2.5, y, clip(words, ems - 1), va="center", fontsize=size)
            last = number + 1 == len(rows) or not rows[number + 1][0]
            if not last:
                ax.plot([WORDS, right], [y + ROW * closer / 2] * 2, color="#e8e8e8", lw=0.4, zorder=0)
    for column in columns:
        ax.plot([column.x, column.x], [0, bottom - 1], color="#e8e8e8", lw=0.4, zorder=0)


def _draw_marks(ax: Axes, graph: AgencyGraph, places: dict[str, float], columns: list[Column]) -> None:
    """Draw a mark for each tie."""
    for column in columns:
        for task, tie in graph.adj[column.node].items():
            style = ROLES[tie["role"]][2]
            gid = f"{tie['role']}:{task}>{column.node}"
            ax.plot([column.x], [places[task]], ls="", mew=0.7, gid=gid, zorder=3, **style)


def _draw_heads(ax: Axes, columns: list[Column], bottom: float, gap: float, language: str) -> None:
    """Write the units above and their counts below."""
    for column in columns:
        colour = FAINT if column.collective else INK
        ax.text(column.x, -1.5, _label(column), rotation=90, ha="center", va="bottom", color=colour)
        led = "" if column.collective else str(column.leads)
        ax.text(column.x, bottom + 1.5, led, ha="center", va="center")
        ax.text(column.x, bottom + 5.2, str(column.ties), ha="center", va="center", color=FAINT)
    for down, english, chinese in ((1.5, "tasks led", "牵头数"), (5.2, "tasks in all", "任务数合计")):
        words = say(english, chinese, language)
        ax.text(WORDS - 3, bottom + down, words, ha="right", va="center", color=FAINT)
    if any(column.collective for column in columns) and not columns[0].collective:
        ax.plot([gap, gap], [-1.5, bottom - 1], color=FAINT, lw=0.5, ls=(0, (2, 2)), zorder=1)


def _draw_titles(
    ax: Axes, graph: AgencyGraph, shown: list[str], head: float, *, title: str, language: str
) -> None:
    """Write what is asked, and what the marks mean."""
    documents = {data["document"] for _, data in graph.nodes(data=True) if data["kind"] == "task"}
    asked = say("Who holds which role in which task", "任务与各单位角色", language)
    ax.text(0, -head - 16, asked, fontsize=BODY + 2, gid=TITLE, va="center")
    ax.text(0, -head - 11, title or "".join(documents), va="center", color=FAINT)
    x = 2.0
    for role in shown:
        english, chinese, style = ROLES[role]
        words = say(english, chinese, language, joint=" ")
        ax.plot([x], [-head - 5.5], ls="", mew=0.7, clip_on=False, **style)
        ax.text(x + 2.5, -head - 5.5, words, va="center")
        x += 8 + width(words) * BODY * POINT


def _note_words(graph: AgencyGraph, tasks: int, columns: list[Column], language: str) -> str:
    """The note: unit, n, what the columns are, what the picture cannot show."""
    roles = [tie["role"] for _, _, tie in graph.edges(data=True)]
    both = sum(";" in tie["roles"] for _, _, tie in graph.edges(data=True))
    bodies = sum(not column.collective for column in columns)
    counted = ", ".join(f"{roles.count(r)} {ROLES[r][0]}" for r in ROLES if r in roles)
    chinese_counted = "、".join(f"{ROLES[r][1]} {roles.count(r)}" for r in ROLES if r in roles)
    joined = f"; {both} of them join two roles and show the stronger" if both else ""
    chinese_joined = f"；其中 {both} 条兼两种角色，按较强者标示" if both else ""
    keyed, chinese_keyed = KEYED.get(graph.graph.get("by", "named"), KEYED["named"])
    english = (
        f"Unit: task with at least one named unit (n = {tasks}) by unit ({bodies} bodies, {len(columns) - bodies} collective "
        f"expressions, right of the broken line); {len(roles)} ties: {counted}{joined}. Collective expressions stand for bodies that the text does not name; no measure counts them. Units are kept apart by {keyed}. The picture shows who "
        "is named, not who does the work."
    )
    chinese = (
        f"单位：至少载明一个单位的任务（n = {tasks}）与单位（具名 {bodies} 个，集合指代 {len(columns) - bodies} 种，在虚线右侧）；"
        f"共 {len(roles)} 条：{chinese_counted}{chinese_joined}。集合指代所含单位原文未列，各项测量均不计入。单位按{chinese_keyed}区分。"
        "图示具名之责，不等于实际履行。"
    )
    return say(english, chinese, language, joint="\n")
