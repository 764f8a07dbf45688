"""Who stands between groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.errors import RefusedError, TableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

BROKERAGE = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
"""The five positions of Gould and Fernandez."""


def brokerage_roles(graph: nx.DiGraph[str], *, groups: str | Mapping[str, str]) -> pd.DataFrame:
    """A table of how often each agency brokers within and between groups 中介角色.

    Gould and Fernandez (1989, Sociological Methodology 19, 89): b brokers from a to c where a is tied to b and b to c, but not a to
    c. Of these, by the groups of a, b, c: coordinator (all one group), itinerant (a and c one group, b another; also called
    consultant), gatekeeper (b and c), representative (a and b), liaison (three groups). `graph` is directed, as from `lead_graph`.
    `groups` is a node attribute ("tier") or a mapping from node, or from label, to group. Collectives are left out.

    Columns: node, label, group, the five positions, and total. Sorted by total from most to least, then node. Counts are not
    compared with chance: the more ties, the more of each.

    Raises RefusedError where all are of one group, TableError for a node without a group and an undirected graph.

    >>> import networkx as nx
    >>> chain = nx.DiGraph([("a", "b"), ("b", "c")])
    >>> brokerage_roles(chain, groups={"a": "city", "b": "county", "c": "county"}).query("total > 0").values.tolist()
    [['b', 'b', 'county', 0, 0, 1, 0, 0, 1]]
    """
    import numpy as np
    import pandas as pd

    if not graph.is_directed():
        raise TableError("brokerage is of directed graphs: give one of lead_graph, or graph.to_directed().")
    nodes = sorted(node for node, data in graph.nodes(data=True) if not data.get("collective", False))
    labels = [str(graph.nodes[node].get("label", node)) for node in nodes]
    named = [_group(graph, node, label, groups) for node, label in zip(nodes, labels, strict=True)]
    kinds = sorted(set(named))
    if len(kinds) < 2:
        raise RefusedError(
            f"brokerage between groups is refused: all {len(nodes)} nodes are of one group ({', '.join(kinds)})."
        )
    at = {node: number for number, node in enumerate(nodes)}
    tied = np.zeros((len(nodes), len(nodes)), dtype=bool)
    for first, second in graph.edges:
        if first in at and second in at and first != second:
            tied[at[first], at[second]] = True
    group = np.array([kinds.index(name) for name in named])
    counts = np.array([_counted(tied, group, broker) for broker in range(len(nodes))]).reshape(
        -1, len(BROKERAGE)
    )
    table = pd.DataFrame({"node": nodes, "label": labels, "group": named})
    table[list(BROKERAGE)] = counts
    table["total"] = counts.sum(axis=1)
    return table.sort_values(["total", "node"], ascending=[False, True]).reset_index(drop=True)


def _group(graph: nx.DiGraph[str], node: str, label: str, groups: str | Mapping[str, str]) -> str:
    """The group of a node; raise TableError where it has none."""
    found = graph.nodes[node].get(groups) if isinstance(groups, str) else groups.get(node, groups.get(label))
    if not found:
        where = f"the attribute {groups}" if isinstance(groups, str) else "the mapping"
        raise TableError(f"{node} ({label}) has no group in {where}: every node needs one, be it 'unknown'.")
    return str(found)


def _counted(tied: NDArray[np.bool_], group: NDArray[np.int64], broker: int) -> list[int]:
    """The five counts of one broker."""
    import numpy as np

    froms, tos = np.flatnonzero(tied[:, broker]), np.flatnonzero(tied[broker])
    open_ = ~tied[np.ix_(froms, tos)] & (froms[:, None] != tos[None, :])
    first, last, own = group[froms][:, None], group[tos][None, :], group[broker]
    kinds = (
        (first == own) & (last == own),
        (first == last) & (first != own),
        (first != own) & (last == own),
        (first == own) & (last != own),
        (first != own) & (last != own) & (first != last),
    )
    return [int((open_ & kind).sum()) for kind in kinds]
