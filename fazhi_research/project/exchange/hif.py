"""HIF, the Hypergraph Interchange Format: each task a hyperedge that holds its agencies.

The structure follows the schema of the HIF standard (doi 10.1017/nws.2025.10018): network-type, metadata, incidences
(edge, node, weight, direction, attrs), nodes (node, weight, attrs) and edges (edge, weight, attrs), and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, ReadError
from fazhi_research.project.exchange.contents import Contents, Edge, flat, json_text
from fazhi_research.project.exchange.names import two_sides
from fazhi_research.project.exchange.node_link import json_object, mapping, named, records

if TYPE_CHECKING:
    from fazhi_research.project.exchange.contents import Attributes, Lost, Name

TYPES = ("undirected", "directed", "asc")


def hif_text(content: Contents, lost: Lost) -> str:
    """A two-mode graph as HIF: tasks are edges, agencies nodes, ties incidences 超图交换格式.

    Raises FazhiError for a graph of one mode, which holds no hyperedges.
    """
    sides = two_sides(content)
    if sides is None:
        raise FazhiError(
            "HIF holds hypergraphs, and this graph has one mode (no tasks and agencies told apart by `kind`, or by "
            "`bipartite`): save it as .graphml or .json."
        )
    edges, nodes = set(sides[0]), sides[1]
    incidences = []
    for tie in content.edges:
        edge, node = (tie.source, tie.target) if tie.source in edges else (tie.target, tie.source)
        where = f"edge {edge!r} to {node!r}"
        if content.multigraph and tie.key != tie.attributes.get("role"):
            lost.add("HIF holds no keys of parallel ties but their role", where)
        incidences.append({"edge": edge, "node": node} | _weighed(tie.attributes, where, lost))
    whole: dict[str, Any] = {"network-type": "undirected"}
    whole["metadata"] = flat(content.attributes, "graph", lost)
    whole["incidences"] = incidences
    whole["nodes"] = [
        {"node": name} | _weighed(content.nodes[name], f"node {name!r}", lost) for name in nodes
    ]
    whole["edges"] = [
        {"edge": name} | _weighed(content.nodes[name], f"node {name!r}", lost) for name in sides[0]
    ]
    return json_text(whole, indent=1) + "\n"


def _weighed(data: Attributes, where: str, lost: Lost) -> Attributes:
    """The weight in its own place if it is a number, everything else under attrs."""
    plain = flat(data, where, lost)
    weight = plain.get("weight")
    found: Attributes = {}
    if isinstance(weight, int | float) and not isinstance(weight, bool):
        found["weight"] = plain.pop("weight")
    return found | ({"attrs": plain} if plain else {})


def hif_contents(data: bytes) -> Contents:
    """The two-mode graph of a HIF file: hyperedges and nodes by name, told apart by `bipartite` or their own kind.

    Where a name is both a node and an edge of the file, both get their side before it (`node:`, `edge:`). The direction
    of an incidence becomes an attribute. Raises ReadError where the file is no HIF.
    """
    found = json_object(data)
    if "incidences" not in found:
        raise ReadError('it has no "incidences", which HIF requires: is the suffix right?')
    if found.get("network-type", "undirected") not in TYPES:
        raise ReadError(f"its network-type is {found['network-type']!r}; allowed are {', '.join(TYPES)}.")
    sides: dict[str, dict[Name, Attributes]] = {"edge": {}, "node": {}}
    for side, key in (("edge", "edges"), ("node", "nodes")):
        for number, row in enumerate(records(found, key), start=1):
            sides[side][named(row, side, number, key)] = _attributes(row)
    rows = list(enumerate(records(found, "incidences"), start=1))
    ties = [(named(row, "edge", n, "incidence"), named(row, "node", n, "incidence"), row) for n, row in rows]
    for edge, node, _ in ties:
        sides["edge"].setdefault(edge, {})
        sides["node"].setdefault(node, {})
    return _joined(mapping(found, "metadata"), sides, ties)


def _joined(
    metadata: dict[str, Any], sides: dict[str, dict[Name, Attributes]], ties: list[tuple[Name, Name, Any]]
) -> Contents:
    """The contents, names kept apart."""
    both = bool({*sides["edge"]} & {*sides["node"]})

    def called(side: str, name: Name) -> Name:
        return f"{side}:{name}" if both else name

    content = Contents(attributes=metadata)
    for number, side in enumerate(("edge", "node")):
        known = all("kind" in data for held in sides.values() for data in held.values())
        for name, data in sides[side].items():
            content.nodes[called(side, name)] = data if known else data | {"bipartite": number}
    seen = set()
    for edge, node, row in ties:
        direction = {"direction": row["direction"]} if "direction" in row else {}
        data = _attributes(row) | direction
        content.edges.append(Edge(called("edge", edge), called("node", node), data, data.get("role")))
        content.multigraph = content.multigraph or (edge, node) in seen
        seen.add((edge, node))
    return content


def _attributes(row: dict[str, Any]) -> Attributes:
    """Weight and attrs (attr, in early files) of a record."""
    weight = {"weight": row["weight"]} if "weight" in row else {}
    return {**mapping(row, "attr"), **mapping(row, "attrs"), **weight}
