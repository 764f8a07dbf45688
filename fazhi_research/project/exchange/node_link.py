"""Node-link JSON, as networkx and d3 write it."""

from __future__ import annotations

import json
from typing import Any

from fazhi_research.errors import FazhiError, ReadError
from fazhi_research.project.exchange.contents import Attributes, Contents, Edge, Lost, Name, flat, json_text

OWN = {"node": ("id",), "edge": ("source", "target", "key")}


def node_link_text(content: Contents, lost: Lost) -> str:
    """A graph as node-link JSON, keys as networkx.node_link_data(edges="edges") has them 图的节点—连线 JSON."""
    nodes = []
    for name, data in content.nodes.items():
        _refuse_own(data, "node")
        nodes.append({"id": name} | flat(data, f"node {name!r}", lost))
    edges = []
    for edge in content.edges:
        _refuse_own(edge.attributes, "edge")
        ends: Attributes = {"source": edge.source, "target": edge.target}
        ends |= {"key": edge.key} if content.multigraph else {}
        where = f"edge {edge.source!r} to {edge.target!r}"
        edges.append(ends | flat(edge.attributes, where, lost))
    whole = {
        "directed": content.directed,
        "multigraph": content.multigraph,
        "graph": flat(content.attributes, "graph", lost),
        "nodes": nodes,
        "edges": edges,
    }
    return json_text(whole, indent=1) + "\n"


def _refuse_own(data: Attributes, place: str) -> None:
    for name in OWN[place]:
        if name in data:
            raise FazhiError(
                f"an attribute of a {place} is called {name!r}, which node-link JSON uses itself: rename it."
            )


def json_object(data: bytes) -> dict[str, Any]:
    """The object a JSON file holds; ReadError where it holds none."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ReadError(f"it is no JSON ({error}): export it again.") from error
    if not isinstance(found, dict):
        raise ReadError("it is JSON, but no object with keys: is it a graph?")
    return found


def records(found: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The list of objects under a key; ReadError where there is something else."""
    rows = found.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ReadError(f"its {key!r} must be a list of objects.")
    return rows


def mapping(found: dict[str, Any], key: str) -> dict[str, Any]:
    """The object under a key, empty if it is not there; ReadError where there is something else."""
    held = found.get(key, {})
    if not isinstance(held, dict):
        raise ReadError(f"its {key!r} must be an object, not {held!r}.")
    return held


def named(row: dict[str, Any], key: str, number: int, place: str) -> Name:
    """The name under a key, text or a whole number; ReadError where there is none."""
    name = row.get(key)
    if isinstance(name, bool) or not isinstance(name, str | int):
        raise ReadError(f"{place} {number} has no {key!r} that is text or a whole number.")
    return name


def node_link_contents(data: bytes) -> Contents:
    """The graph of a node-link file, "links" read as well as "edges"; ReadError where it is none."""
    found = json_object(data)
    if "nodes" not in found or not ({"edges", "links"} & set(found)):
        raise ReadError('it has no "nodes" with "edges" or "links": it is no node-link JSON.')
    content = Contents(bool(found.get("directed")), bool(found.get("multigraph")), mapping(found, "graph"))
    for number, row in enumerate(records(found, "nodes"), start=1):
        content.nodes[named(row, "id", number, "node")] = {k: v for k, v in row.items() if k != "id"}
    for number, row in enumerate(records(found, "edges" if "edges" in found else "links"), start=1):
        ends = [named(row, end, number, "edge") for end in ("source", "target")]
        for end in ends:
            if end not in content.nodes:
                raise ReadError(f"edge {number} ends at {end!r}, which is no node of the file.")
        key = row.get("key") if content.multigraph else None
        data_kept = {k: v for k, v in row.items() if k not in OWN["edge"]}
        content.edges.append(Edge(ends[0], ends[1], data_kept, key))
    return content
