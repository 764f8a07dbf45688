"""One name per node, for formats that have room for no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.errors import ReadError
from fazhi_research.project.exchange.contents import LABEL

if TYPE_CHECKING:
    from fazhi_research.project.exchange.contents import Attributes, Contents, Lost, Name

MOST_NODES = 1_000_000
"""More nodes than this are taken for a slip in a file that only states their number 节点数上限."""


def plausible(count: int) -> int:
    """The number of nodes that a file states; ReadError where no file could mean it."""
    if not 0 <= count <= MOST_NODES:
        raise ReadError(f"it says that there are {count} nodes; the most that is read is {MOST_NODES:,}.")
    return count


def shown_names(content: Contents, lost: Lost) -> dict[Name, str]:
    """The words a program should show for each node: its label where all labels differ, else its name 显示名称.

    The node's own name is lost where the label stands for it; that is noted.
    """
    labels = [data.get(LABEL) for data in content.nodes.values()]
    words = [label for label in labels if isinstance(label, str) and label]
    if len(words) < len(content.nodes) or len(set(words)) < len(words):
        return {name: str(name) for name in content.nodes}
    for name, label in zip(content.nodes, words, strict=True):
        if str(name) != label:
            lost.add("nodes come back named by their labels", f"node {name!r}")
    return dict(zip(content.nodes, words, strict=True))


def two_sides(content: Contents) -> tuple[list[Name], list[Name]] | None:
    """The rows and the columns of a two-mode graph, None for any other 二模网络的两侧.

    Two-mode is a graph that is undirected, whose nodes have two values of `kind` ("task" comes first), or of
    networkx's `bipartite`, and whose edges all run from one to the other.
    """
    for attribute in ("kind", "bipartite"):
        kinds = [data.get(attribute) for data in content.nodes.values()]
        found = sorted({str(kind) for kind in kinds}, key=lambda kind: (kind != "task", kind))
        if None in kinds or len(found) != 2 or content.directed:
            continue
        sides = {name: str(data[attribute]) for name, data in content.nodes.items()}
        if all(sides[edge.source] != sides[edge.target] for edge in content.edges):
            rows = [name for name, side in sides.items() if side == found[0]]
            return rows, [name for name, side in sides.items() if side == found[1]]
    return None


def note_dropped(content: Contents, lost: Lost, *, nodes: set[str], edges: set[str], form: str) -> None:
    """Note every attribute but the ones a format holds."""
    for name in content.attributes:
        lost.add(f"{form} holds no attributes of the graph", f"attribute {name!r}")
    for attribute in _others(content.nodes.values(), nodes):
        lost.add(f"{form} holds no attributes of nodes such as this", f"attribute {attribute!r}")
    for attribute in _others((edge.attributes for edge in content.edges), edges):
        lost.add(f"{form} holds no attributes of edges such as this", f"attribute {attribute!r}")


def _others(rows: object, kept: set[str]) -> list[str]:
    return sorted({name for row in rows for name in row} - kept)  # type: ignore[attr-defined]


def number_of(data: Attributes, lost: Lost, where: str) -> float:
    """The weight of an edge, 1 where it has none; a weight that is no number is noted."""
    weight = data.get("weight")
    if isinstance(weight, int | float):
        return float(weight)
    if weight is not None:
        lost.add("a weight that is no number is written as 1", where)
    return 1.0


def number_text(value: float) -> str:
    """A number without a needless fraction."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
