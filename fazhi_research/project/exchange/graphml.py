"""GraphML, which Gephi, igraph, Cytoscape, yEd and networkx read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from fazhi_research.errors import ReadError
from fazhi_research.project.exchange.contents import (
    Contents,
    Edge,
    columns_of,
    kind_of,
    note_empty,
    read_value,
    write_value,
)
from fazhi_research.project.exchange.escapes import NOT_XML, held, unheld, xml_cell, xml_text

if TYPE_CHECKING:
    from fazhi_research.project.exchange.contents import Attributes, Lost, Name

TYPES = {"boolean": "boolean", "long": "long", "double": "double", "string": "string", "json": "string"}
KEY = "multikey"


def graphml_text(content: Contents, lost: Lost) -> str:
    """A graph as GraphML, lists and mixed columns as JSON in text 图的 GraphML."""
    note_empty(content, lost)
    columns = {
        "graph": columns_of([content.attributes]),
        "node": columns_of(content.nodes.values()),
        "edge": columns_of(edge.attributes for edge in content.edges),
    }
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ]
    for place, named in columns.items():
        for number, (name, kind) in enumerate(named.items()):
            lines.append(_key_line(f"{place[0]}{number}", place, name, kind, lost))
    if content.multigraph:
        lines.append(_key_line(KEY, "edge", "key", kind_of(edge.key for edge in content.edges), lost))
    direction = "directed" if content.directed else "undirected"
    lines.append(f'  <graph edgedefault="{direction}">')
    if content.multigraph:
        lines.append("    <desc>multigraph</desc>")
    lines += _data_lines("g", columns["graph"], content.attributes, lost, indent="    ")
    for node, data in content.nodes.items():
        lines.append(f'    <node id="{_cell(str(node), lost)}">')
        lines += [*_data_lines("n", columns["node"], data, lost), "    </node>"]
    lines += _edge_lines(content, columns["edge"], lost)
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _cell(text: str, lost: Lost) -> str:
    return xml_cell(held(text, NOT_XML, lost, repr(text)))


def _key_line(key: str, place: str, name: str, kind: str, lost: Lost) -> str:
    start = f'  <key id="{key}" for="{place}" attr.name="{_cell(name, lost)}" attr.type="{TYPES[kind]}"'
    return f"{start}><desc>json</desc></key>" if kind == "json" else f"{start}/>"


def _data_lines(
    letter: str, columns: dict[str, str], data: Attributes, lost: Lost, *, indent: str = "      "
) -> list[str]:
    """One line for each attribute, in the order of the columns."""
    lines = []
    for number, (name, kind) in enumerate(columns.items()):
        if name in data:
            text = xml_text(held(write_value(data[name], kind), NOT_XML, lost, f"attribute {name!r}"))
            lines.append(f'{indent}<data key="{letter}{number}">{text}</data>')
    return lines


def _edge_lines(content: Contents, columns: dict[str, str], lost: Lost) -> list[str]:
    lines = []
    key_kind = kind_of(edge.key for edge in content.edges)
    for number, edge in enumerate(content.edges):
        ident = f' id="e{number}"' if content.multigraph else ""
        ends = f'source="{_cell(str(edge.source), lost)}" target="{_cell(str(edge.target), lost)}"'
        lines.append(f"    <edge{ident} {ends}>")
        if content.multigraph:
            text = held(write_value(edge.key, key_kind), NOT_XML, lost, "key of an edge")
            lines.append(f'      <data key="{KEY}">{xml_text(text)}</data>')
        lines += [*_data_lines("e", columns, edge.attributes, lost), "    </edge>"]
    return lines


def graphml_contents(data: bytes) -> Contents:
    """The graph of a GraphML file; ReadError where it is none."""
    root = xml_root(data, "graphml")
    graphs = [child for child in root if local(child) == "graph"]
    if len(graphs) != 1:
        raise ReadError(f"it holds {len(graphs)} graphs: keep one.")
    graph = graphs[0]
    keys = {key.get("id", ""): _key(key) for key in root if local(key) == "key"}
    default = graph.get("edgedefault", "undirected")
    content = Contents(directed=default == "directed", attributes=_attributes(graph, keys))
    for node in graph.iter():
        if local(node) == "node":
            content.nodes[unheld(required(node, "id"))] = _attributes(node, keys)
    for tie in graph.iter():
        if local(tie) == "edge":
            content.edges.append(_edge(tie, keys, content))
    marked = any(local(child) == "desc" and child.text == "multigraph" for child in graph)
    settle_parallels(content, marked)
    return content


def xml_root(data: bytes, name: str) -> ElementTree.Element:
    """The outermost element, which must have this name; ReadError if it has not or the XML is broken."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ReadError(f"it is no well-formed XML ({error}): export it again.") from error
    if local(root) != name:
        raise ReadError(f"its outermost element is <{local(root)}>, not <{name}>: is the suffix right?")
    return root


def local(element: ElementTree.Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def required(element: ElementTree.Element, name: str) -> str:
    """An attribute that must be there."""
    value = element.get(name)
    if value is None:
        raise ReadError(f"a <{local(element)}> has no {name}: every one needs it.")
    return value


def settle_parallels(content: Contents, marked: bool) -> None:
    """Decide whether the edges make a multigraph, and see that each end is a node."""
    seen: set[tuple[Name, Name]] = set()
    content.multigraph = marked
    for number, edge in enumerate(content.edges):
        for end in (edge.source, edge.target):
            if end not in content.nodes:
                raise ReadError(f"edge {number + 1} ends at {end!r}, which is no node of the file.")
        pair = (edge.source, edge.target)
        pair = pair if content.directed or str(pair[0]) <= str(pair[1]) else (pair[1], pair[0])
        content.multigraph = content.multigraph or pair in seen
        seen.add(pair)


def _key(key: ElementTree.Element) -> tuple[str, str]:
    """The name and the kind of an attribute."""
    json_marked = any(local(child) == "desc" and child.text == "json" for child in key)
    name = unheld(key.get("attr.name") or key.get("id") or "")
    return name, "json" if json_marked else key.get("attr.type", "string")


def _attributes(element: ElementTree.Element, keys: dict[str, tuple[str, str]]) -> dict[str, Any]:
    found = {}
    for child in element:
        if local(child) == "data" and child.get("key") != KEY:
            name, kind = keys.get(child.get("key", ""), ("", ""))
            if not kind:
                raise ReadError(f"a <data> has the key {child.get('key')!r}, which no <key> declares.")
            found[name] = typed(unheld(child.text or ""), kind, name)
    return found


def typed(text: str, kind: str, name: str) -> Any:
    """A value of the kind declared; ReadError where the text is none."""
    try:
        return read_value(text, kind)
    except (ValueError, json.JSONDecodeError) as error:
        raise ReadError(f"the attribute {name!r} is declared as {kind}, but one is {text[:40]!r}.") from error


def _edge(tie: ElementTree.Element, keys: dict[str, tuple[str, str]], content: Contents) -> Edge:
    directed = tie.get("directed")
    if directed is not None and (directed == "true") is not content.directed:
        raise ReadError("some edges are directed and some are not: make them all one or the other.")
    key = None
    for child in tie:
        if local(child) == "data" and child.get("key") == KEY:
            key = typed(unheld(child.text or ""), keys.get(KEY, ("", "string"))[1], "key")
    ends = (unheld(required(tie, "source")), unheld(required(tie, "target")))
    return Edge(*ends, attributes=_attributes(tie, keys), key=key)
