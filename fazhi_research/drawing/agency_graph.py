"""A plan as two lists: its tasks in printed order, the agencies that lead them, and a line for each lead."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from fazhi_research.drawing.demands import require_two_columns
from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
    MARKS,
    PAGE,
    POINT,
    RULE,
    TWO_COLUMNS,
    figure_style,
    finish,
    sheet,
    squeeze,
)
from fazhi_research.drawing.words import TITLE, clip, headline, note, note_height, say, width
from fazhi_research.errors import TableError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from fazhi_research.measuring.graphs import AgencyGraph

ROW, HEAD, GAP = 3.8, 5.2, 2.2  # millimetres: a task, a section's heading, between two agencies
PORT = 1.5  # millimetres between two lines arriving at an agency
WORDS, LEFT, RIGHT = 70.0, 79.0, 134.0  # where tasks' words end, where lines begin and end
NARROWEST = 50.0  # where lines begin at the earliest, so that the heading has room
MARGIN, TOP, NOTE = 4.0, 11.0, 24.0
DASHES, DOTS = {"responsible": (0, (3, 2))}, (0, (1, 1.6))
OTHERS = {
    "responsible": ("broken", "虚线", "责任"),
    "support": ("dotted", "点线", "配合"),
    "mentioned": ("dotted", "点线", "提及"),
}
OTHER_LEAD = ("#8a8a8a", "o")
"""Colour and shape, hollow, of the agencies that lead when all marks are given to those that lead more 其他牵头单位."""
KEYED = {"named": ("printed name", "原文名称"), "agency": ("body", "机构"), "family": ("function", "职能")}


@dataclass(frozen=True)
class Row:
    """A line of the list on the left: a section's heading or a task."""

    node: str
    words: str
    y: float


@dataclass(frozen=True)
class Block:
    """An agency on the right: its rank, how many tasks it leads, its middle and height."""

    node: str
    label: str
    rank: int
    leads: int
    y: float
    height: float


@dataclass(frozen=True)
class Line:
    """A lead or other tie between a task and an agency, with both ends."""

    task: str
    agency: str
    role: str
    place: int
    start: float
    stop: float


def plot_agency_graph(
    graph: AgencyGraph,
    ax: Axes | None = None,
    *,
    others: bool = True,
    title: str = "",
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with a document's tasks, in printed order, tied to the agencies that lead them 任务—牵头单位图.

    `graph` comes from `agency_graph` and holds one document with at least one lead (TableError otherwise).
    `title` is what the document is called, its id if empty. Tasks without a lead are not drawn. Each agency has a colour and a
    shape, repeated at every task it leads, so that the picture reads in grey; a co-led task has two. Beyond ten leads, those that lead least are grey and
    hollow together.
    `others` adds the other units named for a task as thin grey lines, broken for responsible, dotted for support; collectives
    such as 各部门 are never drawn. Without `ax`, a new figure as wide as a page and as high as the list; axes
    handed in should be about as high. FazhiError for `columns` of 1. Lines have the gid "lead:task>agency", so that what is drawn can be
    counted.
    """
    require_two_columns(columns, "a list of tasks with lines to a list of agencies")
    _require_one_document(graph)
    rows = task_rows(graph)
    if not rows:
        raise TableError(
            "the graph holds no task with a lead, so that there is nothing to draw: build it from assignments with "
            "the role lead, and with one lead at least that is no collective expression such as 各部门."
        )
    blocks, lines = agency_blocks(graph, rows, others=others)
    words = _note_words(graph, rows, blocks, lines, language)
    bottom = max([row.y for row in rows] + [block.y + block.height / 2 for block in blocks] + [10.0]) + ROW
    with figure_style():
        if ax is None:
            low = note_height(words, TWO_COLUMNS - 2 * MARGIN) + 4
            ax = sheet(TWO_COLUMNS, bottom + TOP + low, left=MARGIN, right=MARGIN, top=TOP, bottom=low)
        ax.set_xlim(0, TWO_COLUMNS - 2 * MARGIN)
        ax.set_ylim(bottom, 0)
        ax.set_axis_off()
        left = _line_start(rows)
        _draw_rows(ax, rows, left)
        _draw_lines(ax, lines, {block.node: block.rank for block in blocks}, left)
        _draw_blocks(ax, blocks)
        _draw_titles(ax, graph, title, language)
        note(ax, words, down=2, across=TWO_COLUMNS - 2 * MARGIN)
        return finish(ax)


def _require_one_document(graph: AgencyGraph) -> None:
    documents = sorted({data["document"] for _, data in graph.nodes(data=True) if data["kind"] == "task"})
    if len(documents) > 1:
        raise TableError(
            f"the graph holds {len(documents)} documents ({', '.join(documents[:5])}): a list of tasks shows "
            "one. Build the graph from the assignments of one document."
        )


def _leads(graph: AgencyGraph, task: str) -> list[str]:
    """The bodies that lead a task, in node order."""
    return [
        agency
        for agency, tie in graph.adj[task].items()
        if tie["role"] == "lead" and not graph.nodes[agency]["collective"]
    ]


def task_rows(graph: AgencyGraph) -> list[Row]:
    """The list on the left: sections and tasks with a lead, in printed order 任务清单."""
    tasks = [node for node, data in graph.nodes(data=True) if data["kind"] == "task" and _leads(graph, node)]
    tasks.sort(key=lambda node: (graph.nodes[node]["order"], node))
    rows: list[Row] = []
    y, section = 0.0, ""
    for task in tasks:
        data = graph.nodes[task]
        if data["section_label"] and data["section_label"] != section:
            section = data["section_label"]
            y += HEAD
            rows.append(Row("", section, y))
            y += 0.7  # clear of the rule
        y += ROW
        rows.append(Row(task, data["label"], y))
    closer = squeeze(y, PAGE - TOP - ROW - NOTE, least=0.84)
    return [Row(row.node, row.words, row.y * closer) for row in rows]


def agency_blocks(graph: AgencyGraph, rows: list[Row], *, others: bool) -> tuple[list[Block], list[Line]]:
    """The agencies on the right, each near its tasks, and all lines 机构排列."""
    place = {row.node: row.y for row in rows if row.node}
    ties: dict[str, list[tuple[float, str, str]]] = {}
    for task in place:
        for agency, tie in graph.adj[task].items():
            if not graph.nodes[agency]["collective"] and (tie["role"] == "lead" or others):
                ties.setdefault(agency, []).append((place[task], task, tie["role"]))
    leads = {agency: sum(role == "lead" for _, _, role in held) for agency, held in ties.items()}
    ranked = sorted(ties, key=lambda agency: (-leads[agency], graph.nodes[agency]["label"], agency))
    centre = {agency: sum(y for y, _, _ in held) / len(held) for agency, held in ties.items()}
    order = sorted(ties, key=lambda agency: (centre[agency], agency))
    heights = [max(leads[agency] * PORT, 3.0) for agency in order]
    blocks = [
        Block(agency, graph.nodes[agency]["label"], ranked.index(agency), leads[agency], y, height)
        for agency, y, height in zip(
            order, spread([centre[a] for a in order], heights, GAP), heights, strict=True
        )
    ]
    lines = [line for block in blocks for line in _lines(graph, block, sorted(ties[block.node]))]
    return blocks, sorted(lines, key=lambda line: (line.role == "lead", line.start, line.place))


def _lines(graph: AgencyGraph, block: Block, ties: list[tuple[float, str, str]]) -> list[Line]:
    """The lines of one agency, each lead with a port of its own."""
    leads = [tie for tie in ties if tie[2] == "lead"]
    top = block.y - (len(leads) - 1) * PORT / 2
    lines = []
    for y, task, role in ties:
        if role == "lead":
            holders = _leads(graph, task)
            stop = top + leads.index((y, task, role)) * PORT
            lines.append(Line(task, block.node, role, holders.index(block.node), y, stop))
        else:
            half = block.height / 2
            lines.append(Line(task, block.node, role, 0, y, min(max(y, block.y - half), block.y + half)))
    return lines


def spread(wishes: list[float], heights: list[float], gap: float) -> list[float]:
    """Middles for blocks in the order given, as near their wishes as possible without overlap 不重叠排列.

    Blocks that would touch are pooled and centred together (isotonic regression).

    >>> spread([5.0, 5.0, 20.0], [2.0, 2.0, 2.0], 1.0)
    [3.5, 6.5, 20.0]
    """
    if not wishes:
        return []
    offsets = [0.0]
    for above, below in pairwise(heights):
        offsets.append(offsets[-1] + (above + below) / 2 + gap)
    pools: list[tuple[float, int]] = []  # mean of the wishes less offsets, how many
    for wish, offset in zip(wishes, offsets, strict=True):
        mean, count = wish - offset, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    means = [mean for mean, count in pools for _ in range(count)]
    shift = max(0.0, heights[0] / 2 + gap - means[0] - offsets[0])  # never above the sheet
    return [mean + offset + shift for mean, offset in zip(means, offsets, strict=True)]


def _mark(rank: int) -> dict[str, Any]:
    """How the mark of the agency of a rank looks."""
    colour, shape = MARKS[rank] if rank < len(MARKS) else OTHER_LEAD
    hollow = rank >= len(MARKS)
    return {
        "marker": shape,
        "ms": 4.2,
        "color": colour,
        "mew": 0.8 * hollow,
        "mfc": "white" if hollow else colour,
    }


def _line_start(rows: list[Row]) -> float:
    """Where lines begin: behind the longest words, in millimetres."""
    longest = max(width(row.words) for row in rows) * BODY * POINT + 3.5
    return min(max(min(longest, WORDS) + LEFT - WORDS, NARROWEST), LEFT)


def _draw_rows(ax: Axes, rows: list[Row], left: float) -> None:
    """Write the list on the left."""
    ems = WORDS / (BODY * POINT)
    for row in rows:
        if row.node:
            ax.text(3.5, row.y, clip(row.words, ems - 1.4), va="center", fontsize=BODY)
        else:
            ax.text(0, row.y + 0.2, clip(row.words, ems), va="center", fontsize=BODY, color=FAINT)
            ax.plot([0, left - 4], [row.y + 2.0, row.y + 2.0], color=RULE, lw=0.5, zorder=0)


def _draw_lines(ax: Axes, lines: list[Line], ranks: dict[str, int], left: float) -> None:
    """Draw the ties: leads in the agency's colour, the rest thin, grey and broken."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    for line in lines:
        lead = line.role == "lead"
        middle = (left + RIGHT) / 2
        points = [(left, line.start), (middle, line.start), (middle, line.stop), (RIGHT, line.stop)]
        path = Path(points, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
        mark = _mark(ranks[line.agency])
        colour = mark["color"] if lead else FAINT
        style: dict[str, Any] = {"lw": 0.95} if lead else {"lw": 0.5, "ls": DASHES.get(line.role, DOTS)}
        gid = f"{line.role}:{line.task}>{line.agency}"
        ax.add_patch(PathPatch(path, fc="none", ec=colour, gid=gid, zorder=2 if lead else 1, **style))
        if lead:
            ax.plot([left - 1.3 - 2.5 * line.place], [line.start], zorder=3, **mark)


def _draw_blocks(ax: Axes, blocks: list[Block]) -> None:
    """Draw the agencies with their names and how many tasks each leads; those that lead none have no mark."""
    from matplotlib.patches import Rectangle

    for block in blocks:
        mark = _mark(block.rank)
        colour = mark["color"] if block.leads else FAINT
        corner, fill = (RIGHT, block.y - block.height / 2), colour if block.leads else "white"
        ax.add_patch(Rectangle(corner, 1.2, block.height, fc=fill, ec=colour, lw=0.5))
        if block.leads:
            ax.plot([RIGHT + 3.4], [block.y], **mark)
        label = clip(block.label, 10.5)
        ax.text(
            RIGHT + 5.5,
            block.y,
            f"{label}  {block.leads}",
            va="center",
            fontsize=BODY,
            gid=f"agency:{block.node}",
        )


def _draw_titles(ax: Axes, graph: AgencyGraph, title: str, language: str) -> None:
    """Write what the two lists are."""
    documents = {data["document"] for _, data in graph.nodes(data=True) if data["kind"] == "task"}
    asked = say("Who leads which task", "任务与牵头单位", language)
    head = headline(asked, title or "".join(documents))
    ax.text(0, -7.5, head, fontsize=BODY + 2, gid=TITLE, va="center")
    ax.text(
        0,
        -1.5,
        say("Tasks in printed order", "任务（原文顺序）", language),
        color=INK,
        va="center",
        weight="normal",
    )
    ax.text(RIGHT, -0.4, say("Leads (tasks)", "牵头单位（项）", language, joint=" "), color=INK)


def _note_words(
    graph: AgencyGraph, rows: list[Row], blocks: list[Block], lines: list[Line], language: str
) -> str:
    """The note: unit, n, what is left out, what the picture cannot show."""
    tasks = sum(bool(row.node) for row in rows)
    leads = [line for line in lines if line.role == "lead"]
    shared = sum(len(_leads(graph, row.node)) > 1 for row in rows if row.node)
    bodies = len({line.agency for line in leads})
    collectives = [node for node, data in graph.nodes(data=True) if data["collective"]]
    kinds, ties = len(collectives), sum(len(graph.adj[node]) for node in collectives)
    others = [line.role for line in lines if line.role != "lead"]
    drawn = [(role, others.count(role)) for role in OTHERS if role in others]
    faint = ", ".join(f"{count} {role} ({OTHERS[role][0]})" for role, count in drawn) or "none"
    chinese_faint = (
        "、".join(f"{OTHERS[role][2]} {count} 条（{OTHERS[role][1]}）" for role, count in drawn) or "无"
    )
    alike = max(bodies - len(MARKS), 0)
    same = f" Hollow: {alike} more of these, not told apart by marks." * bool(alike)
    chinese_same = f"空心为其余 {alike} 个牵头单位，标记不再区分。" * bool(alike)
    by = graph.graph.get("by", "named")
    keyed, chinese_keyed = KEYED.get(by, KEYED["named"])
    english = (
        f"Unit: task with a named lead (n = {tasks}); {bodies} agencies lead, {len(leads)} lead ties, "
        f"{shared} tasks co-led (two marks).{same} Thin grey lines to other named units: {faint}. Left out: collective expressions (all departments, all townships), "
        f"{kinds} wordings in {ties} ties. Agencies are kept apart by {keyed}. The picture shows who is named to lead, "
        "not who does the work."
    )
    chinese = (
        f"单位：载明牵头单位的任务（n = {tasks}）；牵头单位 {bodies} 个，"
        f"牵头关系 {len(leads)} 条，共同牵头 {shared} 项（双标记）。"
        f"{chinese_same}灰细线为其他具名单位：{chinese_faint}。"
        f"未计入：集合指代（各部门、各镇等）{kinds} 种，{ties} 条。"
        f"机构按{chinese_keyed}区分。图示牵头之名，不等于实际履行。"
    )
    return say(english, chinese, language, joint="\n")
