"""Where the nodes of a graph stand: a table, computed once, saved and used again."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.origins import Seed, with_seed

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    Places = dict[str, tuple[float, float]]

COLUMNS = ("node", "x", "y")
MOST_NODES = 2000
ROUNDS = 300
LEFT, RIGHT = 0.0, 1.0


def graph_layout(graph: nx.Graph[Any], *, seed: int = 0, weight: str = "weight") -> pd.DataFrame:
    """A table of where each node of a graph stands, for pictures and exports 网络布局表.

    Columns: node, x, y, from 0 to 1, y upwards, rounded to four places; sorted by node. A graph of tasks and agencies stands in two
    columns, tasks in printed order on the left, agencies on the right, each near its tasks. Any other graph is laid out by forces
    (Fruchterman and Reingold 1991, as networkx does it), each connected part by itself, the largest first, and nodes without ties in rows below: distances between
    parts mean nothing, nor does what is up or left. The same graph and seed give the same table whatever the order of nodes or
    the hash seed. Save it as CSV and hand it to `plot_shared_tasks`, `save_graph` or `interactive_graph`.

    Raises TableError for more than 2,000 nodes outside the two columns (forces need the square of that; draw a part).

    >>> import networkx as nx
    >>> graph_layout(nx.Graph([("甲", "乙")])).values.tolist()
    [['乙', 0.0, 0.5], ['甲', 1.0, 0.5]]
    """
    import pandas as pd

    kinds = {data.get("kind") for _, data in graph.nodes(data=True)}
    two = kinds == {"task", "agency"}
    if not two and graph.number_of_nodes() > MOST_NODES:
        raise TableError(
            f"the graph has {graph.number_of_nodes()} nodes, and a layout by forces takes no more than {MOST_NODES}: draw a part of it, "
            "such as the ties with a weight of 2 or more."
        )
    places = _two_columns(graph) if two else _by_forces(graph, seed, weight)
    rows = [(node, round(x, 4) + 0.0, round(y, 4) + 0.0) for node, (x, y) in sorted(places.items())]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return with_seed(table, None if two else Seed(seed, 1))


def _two_columns(graph: nx.Graph[Any]) -> Places:
    """Tasks from top to bottom on the left, agencies on the right in the order of their tasks' middles."""
    tasks = sorted(
        (data.get("document", ""), data.get("order", 0), node)
        for node, data in graph.nodes(data=True)
        if data["kind"] == "task"
    )
    places: Places = {}
    for number, (_, _, node) in enumerate(tasks):
        places[node] = (LEFT, 1 - (number + 0.5) / len(tasks))
    middles = []
    for node, data in graph.nodes(data=True):
        if data["kind"] == "agency":
            heights = sorted(places[task][1] for task in graph.adj[node])
            middles.append((-sum(heights) / len(heights) if heights else 1.0, node))
    for number, (_, node) in enumerate(sorted(middles)):
        places[node] = (RIGHT, 1 - (number + 0.5) / len(middles))
    return places


def _by_forces(graph: nx.Graph[Any], seed: int, weight: str) -> Places:
    """Every connected part laid out by itself and set beside the others."""
    import networkx as nx

    canonical: nx.Graph[Any] = nx.Graph()  # forces depend on the order of nodes
    canonical.add_nodes_from(sorted(graph.nodes))
    pairs: dict[tuple[Any, Any], float] = {}
    for one, two, data in graph.edges(data=True):
        pair = (one, two) if one <= two else (two, one)
        if one != two:
            pairs[pair] = pairs.get(pair, 0.0) + float(data.get(weight, 1.0))
    canonical.add_weighted_edges_from((*pair, value) for pair, value in sorted(pairs.items()))
    parts = sorted(
        (sorted(part) for part in nx.connected_components(canonical)), key=lambda part: (-len(part), part)
    )
    lonely = [part[0] for part in parts if len(part) == 1]
    boxes = [_part(canonical.subgraph(part), part, seed) for part in parts if len(part) > 1]
    return _unit(_packed(boxes, lonely))


def _part(held: nx.Graph[Any], nodes: list[Any], seed: int) -> tuple[float, Places]:
    """One connected part in a square whose side grows with the root of its size."""
    import networkx as nx

    ordered: nx.Graph[Any] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_weighted_edges_from(
        sorted((min(u, v), max(u, v), w) for u, v, w in held.edges(data="weight"))
    )
    if len(nodes) == 2:
        found: Any = {nodes[0]: (0.0, 0.5), nodes[1]: (1.0, 0.5)}
    else:
        found = nx.spring_layout(ordered, seed=seed, iterations=ROUNDS, weight="weight")
    places = {node: (float(x), float(y)) for node, (x, y) in found.items()}
    side = sqrt(len(nodes))
    return side, {node: (x * side, y * side) for node, (x, y) in _unit(places).items()}


def _packed(boxes: list[tuple[float, Places]], lonely: list[Any]) -> Places:
    """Parts in rows from the left, nodes without ties in rows below them."""
    room = max([sqrt(sum((side + 1) ** 2 for side, _ in boxes)) * 1.1, *(side for side, _ in boxes), 1.0])
    placed: Places = {}
    x = y = tall = 0.0
    for side, places in boxes:
        if x and x + side > room:
            x, y, tall = 0.0, y + tall + 1.0, 0.0
        placed |= {node: (x + px, -(y + side - py)) for node, (px, py) in places.items()}
        x, tall = x + side + 1.0, max(tall, side)
    below = y + tall + 1.0 if boxes else 0.0
    across = max(1, ceil(room)) if boxes else max(1, ceil(sqrt(len(lonely))))
    for number, node in enumerate(lonely):
        placed[node] = (number % across + 0.5, -(below + number // across))
    return placed


def _unit(places: Places) -> Places:
    """Places stretched to lie between 0 and 1 both ways; in the middle where all are alike."""
    found: Places = dict.fromkeys(places, (0.5, 0.5))
    for axis in (0, 1):
        values = [place[axis] for place in places.values()]
        low, room = (min(values), max(values) - min(values)) if values else (0.0, 0.0)
        for node, place in places.items():
            value = (place[axis] - low) / room if room > 1e-9 else 0.5
            x, y = found[node]
            found[node] = (value, y) if axis == 0 else (x, value)
    return found
