"""What a graph holds, as plain values in a fixed order: what every format writes and every reader gives."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from fazhi_research.errors import FazhiError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx
    import pandas as pd

Attributes: TypeAlias = dict[str, Any]
Name: TypeAlias = "str | int"
INT64 = 2**63
PLAIN = (str, float, int, bool, type(None))
LABEL, WEIGHT = "label", "weight"


@dataclass
class Edge:
    """A tie with its two ends, its key (in a multigraph) and what is known of it 边."""

    source: Name
    target: Name
    attributes: Attributes
    key: Any = None


@dataclass
class Contents:
    """A graph as lists 网络内容: nodes by name, edges, attributes of the whole; all values plain."""

    directed: bool = False
    multigraph: bool = False
    attributes: Attributes = field(default_factory=dict)
    nodes: dict[Name, Attributes] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    @property
    def numbers(self) -> dict[Name, int]:
        """The place of each node, counted from 1."""
        return {name: number for number, name in enumerate(self.nodes, start=1)}


class Lost:
    """What a file does not carry, counted, in sentences 未能保存的内容."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._firsts: dict[str, str] = {}

    def add(self, what: str, where: str) -> None:
        """Note one thing that the file does not hold as it was."""
        self._counts[what] += 1
        self._firsts.setdefault(what, where)

    def sentences(self) -> list[str]:
        """One sentence for each kind of loss, with how often and where first."""
        return [
            f"{what} ({count} time{'s' * (count > 1)}, first in {self._firsts[what]})"
            for what, count in sorted(self._counts.items())
        ]


def contents_of(graph: nx.Graph[Any], lost: Lost, *, whole_numbers: bool = False) -> Contents:
    """The contents of a networkx graph, every value made plain; what changes is noted in `lost`.

    Nodes are known by text (and by whole numbers, with `whole_numbers`); FazhiError if two become the same.
    """
    names: dict[Any, Name] = {}
    for node in graph.nodes:
        names[node] = _name(node, lost, whole_numbers)
    if len(set(names.values())) < len(names):
        twice = next(name for name, count in Counter(names.values()).items() if count > 1)
        raise FazhiError(
            f"two nodes of the graph are written {twice!r}, and in a file they would become one: rename them, "
            "with networkx.relabel_nodes, so that they differ as text."
        )
    held = Contents(graph.is_directed(), graph.is_multigraph(), _plain_attributes(graph.graph, "graph", lost))
    for node, data in graph.nodes(data=True):
        held.nodes[names[node]] = _plain_attributes(data, f"node {names[node]!r}", lost)
    ties = (
        graph.edges(keys=True, data=True)
        if graph.is_multigraph()
        else ((u, v, None, d) for u, v, d in graph.edges(data=True))
    )
    for one, two, key, data in ties:
        where = f"edge {names[one]!r} to {names[two]!r}"
        plain = _plain(key, where, lost)
        held.edges.append(
            Edge(names[one], names[two], _plain_attributes(data, where, lost), [] if plain is LEFT else plain)
        )
    return held


def graph_of(held: Contents) -> nx.Graph[Any]:
    """The networkx graph of what a file held 由内容建网络."""
    import networkx as nx

    kinds = {
        (False, False): nx.Graph,
        (True, False): nx.DiGraph,
        (False, True): nx.MultiGraph,
        (True, True): nx.MultiDiGraph,
    }
    graph: nx.Graph[Any] = kinds[held.directed, held.multigraph]()
    graph.graph.update(held.attributes)
    for name, data in held.nodes.items():
        graph.add_node(name)
        graph.nodes[name].update(data)
    for edge in held.edges:
        if isinstance(graph, nx.MultiGraph):
            key = graph.add_edge(edge.source, edge.target, key=_hashable(edge.key))
            graph.edges[edge.source, edge.target, key].update(edge.attributes)
        else:
            graph.add_edge(edge.source, edge.target)
            graph.edges[edge.source, edge.target].update(edge.attributes)
    return graph


def with_layout(held: Contents, layout: pd.DataFrame | None) -> None:
    """Give the nodes the x and y of a layout table; FazhiError if it lacks a column or a node."""
    if layout is None:
        return
    missing = [column for column in ("node", "x", "y") if column not in layout.columns]
    if missing:
        raise FazhiError(f"the layout has no column {', '.join(missing)}: make it with graph_layout.")
    rows = zip(layout["node"].map(str), layout["x"], layout["y"], strict=True)
    places = {node: (float(x), float(y)) for node, x, y in rows}
    for name, data in held.nodes.items():
        if str(name) not in places:
            raise FazhiError(f"the layout has no row for the node {name!r}: make it from this very graph.")
        x, y = places[str(name)]
        if not (math.isfinite(x) and math.isfinite(y)):
            raise FazhiError(f"the layout puts the node {name!r} at {x}, {y}: use numbers.")
        data.update(x=x, y=y)


class _Left:
    """The mark of a value no format can hold."""


LEFT = _Left()


def _name(node: Any, lost: Lost, whole_numbers: bool) -> Name:
    """A node's name for a file."""
    if isinstance(node, str):
        return str(node)
    if hasattr(node, "item"):
        node = node.item()  # a numpy number
    if whole_numbers and isinstance(node, int) and not isinstance(node, bool):
        return int(node)
    lost.add("nodes that are not text come back as text", f"node {node!r}")
    return str(node)


def _plain_attributes(data: dict[Any, Any], where: str, lost: Lost) -> Attributes:
    """Attributes with names of text, in their order, and plain values."""
    if all(type(name) is str and type(value) in PLAIN for name, value in data.items()):
        return dict(data)  # nearly always
    found: Attributes = {}
    for name, value in data.items():
        text = str(name)
        if text in found:
            raise FazhiError(
                f"{where} has two attributes that are both written {text!r}: rename one of them."
            )
        plain = value if type(value) in PLAIN else _plain(value, f"{where}, attribute {text!r}", lost)
        if plain is not LEFT:
            found[text] = plain
    return found


def _plain(value: Any, where: str, lost: Lost) -> Any:
    """A value made of None, bool, int, float, str, lists and dicts; LEFT where that cannot be."""
    if hasattr(value, "tolist") and hasattr(value, "dtype"):
        value = value.tolist()  # numpy: a number, or an array as lists
    if value is None or isinstance(value, bool | int | float | str):
        return _exact(value)
    if isinstance(value, date):
        if value != value:  # pandas' NaT
            return None
        lost.add("dates come back as text", where)
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        if not isinstance(value, list):
            lost.add("tuples and sets come back as lists", where)
        ordered = sorted(value, key=repr) if isinstance(value, set | frozenset) else value
        return [item for item in (_plain(v, where, lost) for v in ordered) if item is not LEFT]
    if isinstance(value, dict):
        return _plain_attributes(value, where, lost)
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    lost.add(f"values of the kind {type(value).__name__} are left out", where)
    return LEFT


def _exact(value: Any) -> Any:
    """The value as the plain kind itself, where it is of a kind derived from it."""
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return None


def _hashable(key: Any) -> Any:
    return json.dumps(key, ensure_ascii=False) if isinstance(key, list | dict) else key


def flat(value: Any, where: str, lost: Lost) -> Any:
    """A value without NaN and infinity, which JSON has no words for: None in their place, noted."""
    if isinstance(value, float) and not math.isfinite(value):
        lost.add(f"{value} is written as null", where)
        return None
    if isinstance(value, list):
        return [flat(item, where, lost) for item in value]
    if isinstance(value, dict):
        return {name: flat(item, where, lost) for name, item in value.items()}
    return value


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON for a plain value, Chinese as it is, lone surrogates escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=True, indent=indent)
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text)


def kind_of(values: Iterable[Any]) -> str:
    """What one column can be typed as: boolean, long, double, string, or json where they are mixed 列类型."""
    kinds = set()
    for value in values:
        if value is None:
            continue
        if isinstance(value, int) and not isinstance(value, bool) and not -INT64 <= value < INT64:
            return "json"
        kinds.add(type(value))
    for name, allowed in (("boolean", {bool}), ("long", {int}), ("double", {int, float}), ("string", {str})):
        if kinds <= allowed:
            big = name == "double" and any(isinstance(v, int) and abs(v) > 2**53 for v in values)
            return "json" if big else name
    return "json"


def columns_of(rows: Iterable[Attributes]) -> dict[str, str]:
    """The attributes that occur in rows, sorted by name, with the kind of each 属性列."""
    values: dict[str, list[Any]] = {}
    for row in rows:
        for name, value in row.items():
            values.setdefault(name, []).append(value)
    return {name: kind_of(values[name]) for name in sorted(values)}


def write_value(value: Any, kind: str) -> str:
    """A value as the text of a cell of this kind."""
    if kind == "json":
        return json_text(value)
    if kind == "boolean":
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if value != value else ("Infinity" if value > 0 else "-Infinity")
    return repr(float(value)) if kind == "double" else str(value)


def read_value(text: str, kind: str) -> Any:
    """The value of a cell; ValueError where the text is not of its kind."""
    if kind in ("json", "long", "int", "integer"):
        return json.loads(text) if kind == "json" else int(text)
    if kind in ("double", "float"):
        return float(text.replace("INF", "Infinity"))
    if kind == "boolean":
        if text.strip().lower() not in ("true", "false", "1", "0"):
            raise ValueError(f"{text!r} is no boolean")
        return text.strip().lower() in ("true", "1")
    return text


def note_empty(held: Contents, lost: Lost) -> None:
    """Note the Nones of all attributes, for formats that write them as no value, and drop them."""
    for name, data in held.nodes.items():
        _drop_none(data, f"node {name!r}", lost)
    for edge in held.edges:
        _drop_none(edge.attributes, f"edge {edge.source!r} to {edge.target!r}", lost)
    _drop_none(held.attributes, "graph", lost)


def _drop_none(data: Attributes, where: str, lost: Lost) -> None:
    for name in [name for name, value in data.items() if value is None]:
        lost.add("None is written as no value", f"{where}, attribute {name!r}")
        del data[name]
