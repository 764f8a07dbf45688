"""A graph to move about in: one page that holds everything, for the notebook and as a file."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_research.drawing.page_font import font_face
from fazhi_research.drawing.role_matrix import ROLES
from fazhi_research.drawing.style import FAMILY
from fazhi_research.drawing.words import clip, say
from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.graph_layout import graph_layout

if TYPE_CHECKING:
    import pandas as pd

    from fazhi_research.measuring.graphs import AgencyGraph

MOST = 10_000  # ties a browser still moves at once
LEAST = 640  # pixels: names on both sides of two columns still stand apart
TARGET, DATA = "fazhi-view", "fazhi-data"
FONTS = f"'{FAMILY}', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
KINDS = {
    "task": ("task", "任务", "square", "#6b6b6b"),
    "agency": ("agency", "机构", "circle", "#332288"),
    "collective": ("collective expression", "集合指代", "circle", "#ffffff"),
    "": ("node", "节点", "circle", "#332288"),
}
TIES = {
    "lead": ("#332288", 1.8, "solid"),
    "responsible": ("#7388b5", 1.1, "dashed"),
    "support": ("#a06f00", 1.1, "dotted"),
    "mentioned": ("#9a9a9a", 0.8, "dotted"),
}
MARK_WORDS = {
    "task": ("square", "方形"),
    "agency": ("filled circle", "实心圆"),
    "collective": ("hollow circle", "空心圆"),
}
TIE_WORDS = {
    "lead": ("solid", "实线"),
    "responsible": ("dashed", "虚线"),
    "support": ("dotted", "点线"),
}
PLAIN = ("#8c8c8c", 1.2, "solid")
STYLE = (
    ":root{--bokeh-base-font:FONTS}"  # what hovering shows
    "body{margin:1.2em;color:#222;background:#fff;font-family:FONTS}h1{font-size:1.15em;font-weight:normal}"
    "p,summary{font-size:.85em;color:#555;max-width:70em}table{border-collapse:collapse;font-size:.8em}"
    "td,th{padding:.15em .8em;text-align:left;border-bottom:1px solid #ddd}"
    "#fazhi-view{overflow-x:auto}@media (max-width:600px){body{margin:.8em}}"
)
START = (
    "document.fonts.load('13px \"FAMILY\"').then(function(){Bokeh.embed.embed_item("
    'JSON.parse(document.getElementById("DATA").textContent));});'
)


@dataclass(frozen=True)
class GraphPage:
    """A page with a graph to move about in; at the end of a notebook cell it shows itself 交互网页."""

    html: str
    height: int

    def save(self, path: str | Path) -> Path:
        """Save the page as one HTML file that needs no network, and return its path 保存网页."""
        target = Path(path)
        if target.suffix.lower() not in (".html", ".htm"):
            raise FazhiError(f"{target.name!r} is no name of a page: end it in .html.")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.html.encode("utf-8"))
        return target

    def _repr_html_(self) -> str:
        """The page in a frame of its own, as a notebook shows it."""
        held = html.escape(self.html, quote=True)
        return f'<iframe srcdoc="{held}" width="100%" height="{self.height + 140}" style="border:0"></iframe>'


def interactive_graph(
    graph: AgencyGraph, *, layout: pd.DataFrame | None = None, title: str = "", language: str = "both"
) -> GraphPage:
    """A page on which a graph can be moved, enlarged and asked about 交互网络图.

    Any graph of this package (or any networkx graph): hover over a node for what it is and how many ties it has, click it to light up its ties, drag
    and turn the wheel to move. Places come from `layout` (`graph_layout` if not given). Show it at the end of a notebook cell, or
    `.save("plan.html")`: one file with program, data and the characters it needs, which opens without a network and sends nothing; a table of
    all ties stands below. Labels are text whatever they hold. The same graph gives the same bytes with the same Bokeh.

    Needs Bokeh (BSD-3-Clause): FazhiError says how to install it. Raises TableError for a graph without nodes or with more than 10,000 ties, or a layout
    that lacks a node.
    """
    item, script = _bokeh(graph, layout, language)
    words, table = _words(graph, language), _table(graph, language)
    data = json.dumps(item, ensure_ascii=False).replace("<", "\\u003c")  # order matters to Bokeh: no sorting
    heading = html.escape(title or say("Graph", "网络图", language))
    style = STYLE.replace("FONTS", FONTS) + font_face(heading + words + table + data)
    start = START.replace("FAMILY", FAMILY).replace("DATA", DATA)
    policy = f"default-src 'none'; script-src {_hashes(script, start)}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
    page = [
        f'<!DOCTYPE html>\n<html lang="{"en" if language == "en" else "zh-CN"}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">',
        f"<title>{heading}</title>\n<style>{style}</style>\n<script>{script}</script></head>",
        f'<body><h1>{heading}</h1>\n<p>{html.escape(words)}</p>\n<div id="{TARGET}"></div>',
        f'<script type="application/json" id="{DATA}">{data}</script>\n<script>{start}</script>',
        f"{table}</body></html>\n",
    ]
    return GraphPage("\n".join(page), _height(graph))


def _hashes(*scripts: str) -> str:
    """The only scripts the page may run, by their hashes: a label that came out of its place would still be dead."""
    found = [
        base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
        for script in scripts
    ]
    return " ".join(f"'sha256-{one}'" for one in found)


def _bokeh(graph: AgencyGraph, layout: pd.DataFrame | None, language: str) -> tuple[dict[str, Any], str]:
    """The chart as Bokeh's JSON with ids in order, and the program that draws it."""
    nodes = list(graph.nodes)
    if not nodes:
        raise TableError("the graph has no nodes, so that there is nothing to show.")
    if graph.number_of_edges() > MOST:
        raise TableError(
            f"the graph has {graph.number_of_edges()} ties, more than the {MOST} that a page can move: take one document, or the ties with more "
            "weight, or open the whole in Gephi (save_graph)."
        )
    try:
        from bokeh.embed import json_item
        from bokeh.resources import Resources
    except ImportError as error:
        raise FazhiError(
            'the interactive view needs Bokeh: pip install "fazhi-research[interactive]" (in a checkout: pip install ".[interactive]"). The other '
            "pictures need nothing more."
        ) from error
    places = _placed(graph_layout(graph) if layout is None else layout, nodes)
    chart = _chart(graph, nodes, places, language)
    item: Any = json_item(chart)
    script = "\n".join(Resources(mode="inline", components=["bokeh"]).js_raw)
    return _renumbered(item), script


def _renumbered(item: dict[str, Any]) -> dict[str, Any]:
    """Bokeh's JSON with its ids numbered by where they first occur, not by what was drawn before."""
    known: dict[str, str] = {}

    def walked(value: Any) -> Any:
        if isinstance(value, list):
            return [walked(one) for one in value]
        if not isinstance(value, dict):
            return value
        found = {key: walked(one) for key, one in value.items() if key != "id"}
        if isinstance(value.get("id"), str):
            found = {"id": known.setdefault(value["id"], f"m{len(known)}")} | found
        return found

    doc = walked(item["doc"])
    return {"target_id": TARGET, "root_id": known[item["root_id"]], "doc": doc, "version": item["version"]}


def _placed(layout: pd.DataFrame, nodes: list[str]) -> dict[str, tuple[float, float]]:
    require_columns(layout, ["node", "x", "y"], "layout")
    held = {n: (float(x), float(y)) for n, x, y in zip(layout["node"], layout["x"], layout["y"], strict=True)}
    missing = [node for node in nodes if node not in held]
    if missing:
        raise TableError(
            f"the layout has no row for {missing[0]!r}: make it from this very graph, with graph_layout."
        )
    return held


def _two_columns(graph: AgencyGraph) -> bool:
    return {data.get("kind") for _, data in graph.nodes(data=True)} == {"task", "agency"}


def _height(graph: AgencyGraph) -> int:
    """Pixels: a line for each task in two columns, a square else."""
    tasks = sum(data.get("kind") == "task" for _, data in graph.nodes(data=True))
    return max(420, 19 * tasks + 60) if _two_columns(graph) else 680


def _chart(
    graph: AgencyGraph, nodes: list[str], places: dict[str, tuple[float, float]], language: str
) -> Any:
    """The chart: ties, nodes, names, what hovering and clicking do."""
    from bokeh.models import HoverTool, NodesAndLinkedEdges, Range1d, StaticLayoutProvider, TapTool
    from bokeh.plotting import figure

    two = _two_columns(graph)
    chart: Any = figure(
        sizing_mode="stretch_width", min_width=LEAST, max_width=1100, height=_height(graph), x_range=Range1d(start=-0.75 if two else -0.1, end=1.55 if two else 1.1), y_range=Range1d(start=-0.06, end=1.06), tools="pan,wheel_zoom,reset",
        active_scroll="wheel_zoom" if not two else None, toolbar_location="above",
    )  # fmt: skip
    chart.axis.visible = False
    chart.grid.visible = False
    chart.outline_line_color = None
    chart.toolbar.logo = None
    renderer = _renderer(graph, nodes, language)
    renderer.layout_provider = StaticLayoutProvider(graph_layout=dict(enumerate(places[n] for n in nodes)))
    renderer.inspection_policy = renderer.selection_policy = NodesAndLinkedEdges()
    chart.renderers.append(renderer)
    _add_names(chart, graph, nodes, places, two=two)
    hints = [
        (say("name", "名称", language, joint=" "), "@label"),
        (say("kind", "类别", language, joint=" "), "@kind"),
    ]
    hints.append((say("ties", "关系", language, joint=" "), "@ties"))
    chart.add_tools(HoverTool(tooltips=hints, renderers=[renderer]), TapTool(renderers=[renderer]))
    return chart


def _kind(data: dict[str, Any]) -> str:
    kind = "collective" if data.get("collective") is True else str(data.get("kind", ""))
    return kind if kind in KINDS else ""


def _renderer(graph: AgencyGraph, nodes: list[str], language: str) -> Any:
    """Nodes and ties with their looks."""
    from bokeh.models import ColumnDataSource, MultiLine, Scatter
    from bokeh.models.renderers import GraphRenderer

    number = {node: place for place, node in enumerate(nodes)}
    kinds = [_kind(graph.nodes[node]) for node in nodes]
    degrees = [sum(1 for _ in graph.adj[node]) for node in nodes]
    renderer: Any = GraphRenderer()
    renderer.node_renderer.data_source = ColumnDataSource(
        {
            "index": list(range(len(nodes))),
            "label": [str(graph.nodes[node].get("label") or node) for node in nodes],
            "kind": [say(*KINDS[kind][:2], language, joint=" ") for kind in kinds],
            "ties": [_ties(graph, node, language) for node in nodes],
            "marker": [KINDS[kind][2] for kind in kinds],
            "fill": [KINDS[kind][3] for kind in kinds],
            "size": [round(min(6 + 2 * degree**0.5, 16), 1) for degree in degrees],
        }
    )
    ties = [(number[u], number[v], data) for u, v, data in graph.edges(data=True)]
    looks = [TIES.get(str(data.get("role", "")), PLAIN) for _, _, data in ties]
    renderer.edge_renderer.data_source = ColumnDataSource(
        {
            "start": [start for start, _, _ in ties],
            "end": [end for _, end, _ in ties],
            "colour": [look[0] for look in looks],
            "thick": [look[1] for look in looks],
            "dash": [look[2] for look in looks],
        }
    )
    dot: dict[str, Any] = {"marker": "marker", "size": "size", "fill_color": "fill", "line_color": "#444444"}
    renderer.node_renderer.glyph = Scatter(**dot)
    renderer.node_renderer.nonselection_glyph = Scatter(**dot, fill_alpha=0.25, line_alpha=0.3)
    renderer.node_renderer.hover_glyph = Scatter(**{**dot, "line_color": "#cc0055"}, line_width=2.5)
    line: dict[str, Any] = {"line_color": "colour", "line_width": "thick", "line_dash": "dash"}
    renderer.edge_renderer.glyph = MultiLine(**line, line_alpha=0.6)
    renderer.edge_renderer.nonselection_glyph = MultiLine(**line, line_alpha=0.08)
    renderer.edge_renderer.hover_glyph = MultiLine(**{**line, "line_color": "#cc0055"}, line_alpha=1.0)
    return renderer


def _ties(graph: AgencyGraph, node: str, language: str) -> str:
    """How many ties a node has, by role where they have one."""
    roles = [str(tie.get("role", "")) for tie in graph.adj[node].values() if isinstance(tie, dict)]
    known = [
        f"{say(*ROLES[role][:2], language, joint=' ')} {roles.count(role)}" for role in ROLES if role in roles
    ]
    return ", ".join(known) or str(len(graph.adj[node]))


def _add_names(
    chart: Any, graph: AgencyGraph, nodes: list[str], places: dict[str, tuple[float, float]], *, two: bool
) -> None:
    """Write the names: outwards from two columns, below the nodes else."""
    from bokeh.core.properties import value
    from bokeh.models import ColumnDataSource

    sides = {"task": ("right", -11.0, 0.0), "agency": ("left", 11.0, 0.0)} if two else {}
    for kind in sorted({str(graph.nodes[node].get("kind", "")) for node in nodes} if two else {""}):
        held = [node for node in nodes if not two or graph.nodes[node].get("kind") == kind]
        align, right, down = sides.get(kind, ("center", 0.0, 9.0))
        source = ColumnDataSource(
            {
                "x": [places[node][0] for node in held],
                "y": [places[node][1] for node in held],
                "label": [
                    clip(
                        str(graph.nodes[node].get("label") or node),
                        {"task": 26, "agency": 18}[kind] if two else 16,
                    )
                    for node in held
                ],
            }
        )
        chart.text(
            "x", "y", text="label", source=source, text_align=align, text_baseline="middle" if two else "top", x_offset=right, y_offset=down,
            text_font=value(FAMILY), text_font_size="13px", text_color="#222222",
        )  # fmt: skip


def _words(graph: AgencyGraph, language: str) -> str:
    """What the page shows and how to use it; only marks that occur are explained."""
    nodes, ties = graph.number_of_nodes(), graph.number_of_edges()
    kinds = {_kind(data) for _, data in graph.nodes(data=True)}
    tasks = [
        str(data.get("label") or node) for node, data in graph.nodes(data=True) if data.get("kind") == "task"
    ]
    numbered = bool(tasks) and all(map(str.isdecimal, tasks))
    roles = {str(data.get("role", "")) for _, _, data in graph.edges(data=True)}
    marks = [
        (f"{MARK_WORDS[kind][0]} {KINDS[kind][0]}", f"{MARK_WORDS[kind][1]}为{KINDS[kind][1]}")
        for kind in MARK_WORDS
        if kind in kinds
    ]
    marks += [
        (f"{TIE_WORDS[r][0]} line {ROLES[r][0]}", f"{TIE_WORDS[r][1]}为{ROLES[r][1]}")
        for r in TIE_WORDS
        if r in roles
    ]
    english = (
        f"{nodes} nodes, {ties} ties. Hover: what a node is; click: its ties; drag and wheel: move. "
        + ("Marks: " + ", ".join(mark for mark, _ in marks) + ". " if marks else "")
        + ("A task has its number in the table: in ours, the place in the text where it begins. " * numbered)
        + "Names as printed; what is stated is not what was done."
    )
    chinese = (
        f"节点 {nodes} 个，关系 {ties} 条。悬停查看，点击突出其关系，拖动与滚轮移动缩放。"
        + ("，".join(mark for _, mark in marks) + "。" if marks else "")
        + "任务以表中编号称呼，本包之表以其在文中的起始位置为号。" * numbered
        + "名称依原文；载明之责不等于实际履行。"
    )
    return say(english, chinese, language)


def _table(graph: AgencyGraph, language: str) -> str:
    """All ties as a table, for those who cannot see or point."""
    rows = []
    for one, two, data in graph.edges(data=True):
        cells = [str(graph.nodes[one].get("label") or one), str(graph.nodes[two].get("label") or two)]
        cells.append(str(data.get("roles") or data.get("role") or data.get("weight", "")))
        rows.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>")
    summary = say("All ties as a table", "全部关系（表）", language)
    heads = [
        say(*head, language, joint=" ")
        for head in (("From", "一端"), ("To", "另一端"), ("Role or weight", "角色或权重"))
    ]
    head = "<tr>" + "".join(f'<th scope="col">{cell}</th>' for cell in heads) + "</tr>\n"
    return f"<details><summary>{summary}</summary><table>\n{head}" + "\n".join(rows) + "\n</table></details>"
