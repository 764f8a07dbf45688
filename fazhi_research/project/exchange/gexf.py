"""GEXF 1.3, the format of Gephi: labels, positions and colours beside the attributes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, ReadError
from fazhi_research.project.exchange.contents import (
    LABEL,
    WEIGHT,
    Contents,
    Edge,
    columns_of,
    json_text,
    kind_of,
    note_empty,
    write_value,
)
from fazhi_research.project.exchange.escapes import NOT_XML, held, unheld, xml_cell
from fazhi_research.project.exchange.graphml import local, required, settle_parallels, typed, xml_root

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from fazhi_research.project.exchange.contents import Attributes, Lost, Name

SPACE = 'xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3"'
TYPES = {"boolean": "boolean", "long": "long", "double": "double", "string": "string", "json": "string"}
CANVAS = 1000.0
"""Gephi draws nodes ten units wide, so that a layout of width 1 is written this much larger 画布."""
KEY = "multikey"


def gexf_text(content: Contents, lost: Lost, colours: dict[Name, str]) -> str:
    """A graph as GEXF 图的 GEXF.

    A node's `label` is its label in Gephi (its name where no node has one), `weight` the weight of an edge, x and
    y its position; everything else is a column of the data laboratory. Attributes of the graph stand in the
    description, as JSON, with the columns that hold JSON.
    """
    note_empty(content, lost)
    labelled = any(LABEL in data for data in content.nodes.values())
    weighted = kind_of(edge.attributes.get(WEIGHT) for edge in content.edges) in ("long", "double")
    nodes = columns_of(_rest(data, LABEL, "x", "y") for data in content.nodes.values())
    edges = columns_of(
        _rest(edge.attributes, WEIGHT) if weighted else edge.attributes for edge in content.edges
    )
    if content.multigraph:
        if KEY in edges:
            raise FazhiError(f"an attribute of edges is called {KEY}, which this format needs: rename it.")
        edges[KEY] = kind_of(edge.key for edge in content.edges)
    known: dict[str, Any] = {"graph": content.attributes}
    known |= {"json": {"node": _json(nodes), "edge": _json(edges)}, "labels": labelled}
    known |= {"multigraph": content.multigraph}
    described = xml_cell(held(json_text(known), NOT_XML, lost, "attributes of the graph"))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<gexf {SPACE}>", "  <meta>"]
    lines += [f"    <description>{described}</description>", "  </meta>"]
    direction = "directed" if content.directed else "undirected"
    lines.append(f'  <graph defaultedgetype="{direction}" mode="static">')
    lines += [*_declared("node", nodes, lost), *_declared("edge", edges, lost), "    <nodes>"]
    for name, data in content.nodes.items():
        lines += _node_lines(name, data, nodes, lost, label=None if labelled else str(name), colours=colours)
    lines += ["    </nodes>", "    <edges>"]
    for number, edge in enumerate(content.edges):
        lines += _edge_lines(number, edge, edges, lost, weighted=weighted)
    return "\n".join([*lines, "    </edges>", "  </graph>", "</gexf>", ""])


def _rest(data: Attributes, *taken: str) -> Attributes:
    """Attributes without those the format has a place of its own for (a label must be text for that)."""
    own = {
        name
        for name in taken
        if (name in ("x", "y") and _placed(data))
        or (name == LABEL and isinstance(data.get(LABEL), str))
        or name == WEIGHT
    }
    return {name: value for name, value in data.items() if name not in own}


def _placed(data: Attributes) -> bool:
    return all(isinstance(data.get(axis), float) for axis in ("x", "y"))


def _json(columns: dict[str, str]) -> list[str]:
    return [name for name, kind in columns.items() if kind == "json"]


def _cell(text: str, lost: Lost) -> str:
    return xml_cell(held(text, NOT_XML, lost, repr(text)))


def _declared(place: str, columns: dict[str, str], lost: Lost) -> list[str]:
    """The declaration of the columns of nodes or edges."""
    if not columns:
        return []
    lines = [f'    <attributes class="{place}" mode="static">']
    for number, (name, kind) in enumerate(columns.items()):
        ident = KEY if name == KEY else f"{place[0]}{number}"
        lines.append(f'      <attribute id="{ident}" title="{_cell(name, lost)}" type="{TYPES[kind]}"/>')
    return [*lines, "    </attributes>"]


def _values(place: str, columns: dict[str, str], data: Attributes, lost: Lost) -> list[str]:
    """The values of one node or edge."""
    lines = []
    for number, (name, kind) in enumerate(columns.items()):
        if name in data:
            ident = KEY if name == KEY else f"{place}{number}"
            text = _cell(write_value(data[name], kind), lost)
            lines.append(f'          <attvalue for="{ident}" value="{text}"/>')
    return ["        <attvalues>", *lines, "        </attvalues>"] if lines else []


def _node_lines(
    name: Name,
    data: Attributes,
    columns: dict[str, str],
    lost: Lost,
    *,
    label: str | None,
    colours: dict[Name, str],
) -> list[str]:
    if isinstance(data.get(LABEL), str):
        label = data[LABEL]
    elif LABEL in data:
        label = write_value(data[LABEL], kind_of([data[LABEL]]))
    worded = "" if label is None else f' label="{_cell(label, lost)}"'
    lines = [f'      <node id="{_cell(str(name), lost)}"{worded}>']
    lines += _values("n", columns, _rest(data, LABEL, "x", "y"), lost)
    if name in colours:
        red, green, blue = (int(colours[name][start : start + 2], 16) for start in (1, 3, 5))
        lines.append(f'        <viz:color r="{red}" g="{green}" b="{blue}"/>')
    if _placed(data):
        x, y = (round(data[axis] * CANVAS, 6) for axis in ("x", "y"))
        lines.append(f'        <viz:position x="{x!r}" y="{y!r}" z="0.0"/>')
    return [*lines, "      </node>"]


def _edge_lines(number: int, edge: Edge, columns: dict[str, str], lost: Lost, *, weighted: bool) -> list[str]:
    data = edge.attributes | ({KEY: edge.key} if KEY in columns else {})
    weight = ""
    if weighted and WEIGHT in data:
        weight = f' weight="{write_value(data.pop(WEIGHT), "double")}"'
    ends = f'source="{_cell(str(edge.source), lost)}" target="{_cell(str(edge.target), lost)}"'
    lines = [f'      <edge id="{number}" {ends}{weight}>', *_values("e", columns, data, lost)]
    return [*lines, "      </edge>"]


def gexf_contents(data: bytes) -> Contents:
    """The graph of a GEXF file, positions as x and y; ReadError where it is none."""
    root = xml_root(data, "gexf")
    graph = next((child for child in root if local(child) == "graph"), None)
    if graph is None:
        raise ReadError("it holds no <graph>.")
    known = _described(root)
    content = Contents(graph.get("defaultedgetype", "undirected") == "directed")
    content.attributes = known.get("graph", {})
    columns = {place: _columns(graph, place, known) for place in ("node", "edge")}
    for node in graph.iter():
        if local(node) == "node":
            held_data = _node(node, columns["node"], labels=known.get("labels", True))
            content.nodes[unheld(required(node, "id"))] = held_data
    for tie in graph.iter():
        if local(tie) == "edge":
            content.edges.append(_edge(tie, columns["edge"], content.directed))
    if known.get("multigraph"):
        for edge in content.edges:
            edge.key = edge.attributes.pop(KEY, None)
    settle_parallels(content, bool(known.get("multigraph")))
    return content


def _described(root: Element) -> dict[str, Any]:
    """What our own files say in their description; nothing for those of others."""
    for element in root.iter():
        if local(element) == "description" and element.text:
            try:
                known = json.loads(unheld(element.text))
            except json.JSONDecodeError:
                return {}
            return known if isinstance(known, dict) and "json" in known else {}
    return {}


def _columns(graph: Element, place: str, known: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """The name and kind of each column, by its id."""
    marked = set(known.get("json", {}).get(place, []))
    found = {}
    for declared in graph.iter():
        if local(declared) == "attributes" and declared.get("class") == place:
            for column in declared:
                name = unheld(column.get("title") or required(column, "id"))
                kind = "json" if name in marked else column.get("type", "string")
                found[required(column, "id")] = (name, kind)
    return found


def _attributes(element: Element, columns: dict[str, tuple[str, str]]) -> Attributes:
    found = {}
    for values in (child for child in element if local(child) == "attvalues"):
        for value in values:
            ident = value.get("for") or value.get("id") or ""
            name, kind = columns.get(ident, (ident, "string"))
            found[name] = typed(unheld(value.get("value", "")), kind, name)
    return found


def _node(node: Element, columns: dict[str, tuple[str, str]], *, labels: bool) -> Attributes:
    found: Attributes = {}
    if labels and node.get(LABEL) is not None:
        found[LABEL] = unheld(node.get(LABEL, ""))
    found |= _attributes(node, columns)
    for child in node:
        if local(child) == "position":
            places = {axis: typed(child.get(axis, "0"), "double", axis) for axis in ("x", "y")}
            found |= {axis: round(place / CANVAS, 9) for axis, place in places.items()}
    return found


def _edge(tie: Element, columns: dict[str, tuple[str, str]], directed: bool) -> Edge:
    kind = tie.get("type")
    if kind is not None and (kind == "directed") is not directed:
        raise ReadError("some edges are directed and some are not: make them all one or the other.")
    data = _attributes(tie, columns)
    if tie.get(WEIGHT) is not None:
        data[WEIGHT] = typed(tie.get(WEIGHT, ""), "double", WEIGHT)
    if tie.get(LABEL):
        data.setdefault(LABEL, unheld(tie.get(LABEL, "")))
    return Edge(unheld(required(tie, "source")), unheld(required(tie, "target")), data)
