"""What measures of a network work on: sorted nodes and a symmetric sparse matrix, from a table, a graph or a matrix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from fazhi_research.errors import RefusedError, TableError
from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.incidence import MOST_COLLECTIVE, Incidence, incidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from fazhi_research.measuring.graphs import AgencyGraph
    from fazhi_research.measuring.incidence import Matrix, Source

    NetworkSource: TypeAlias = "Source | Network"

LEAST_NODES = 10
"""A connected piece of fewer nodes carries no measure of structure: a convention of this package, see docs/graphs.md."""


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes in sorted order with labels, and the weights of their ties 一模网络.

    `ties` is symmetric without a diagonal. `through_collectives` is the share of all ties that are left out because a
    collective such as 各部门 is at one end.
    """

    nodes: tuple[str, ...]
    labels: tuple[str, ...]
    ties: Matrix
    through_collectives: float

    @cached_property
    def degrees(self) -> NDArray[np.int64]:
        """The number of neighbours of each node."""
        import numpy as np

        counted: NDArray[np.int64] = np.diff(self.ties.indptr).astype(np.int64)
        return counted

    @property
    def pairs(self) -> int:
        """The number of ties."""
        return int(self.ties.nnz) // 2

    def pieces(self) -> tuple[int, int]:
        """The number of connected pieces and the nodes of the largest."""
        import numpy as np
        from scipy.sparse.csgraph import connected_components

        count, of = connected_components(self.ties, directed=False)
        return int(count), int(np.bincount(of).max(initial=0))


def network(
    source: NetworkSource,
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    apart: str = "",
    weight: str = "tasks",
) -> Network:
    """The network of agencies that a source holds 一模网络.

    A graph of one mode (`shared_task_graph`, or a networkx graph of one's own) is taken as it is, by its edge
    attribute `weight` (1 without it); nodes with the attribute `collective` are left out. An edge table, a graph of
    `agency_graph` or an `Incidence` is projected to the tasks its agencies share, counted by `weight` as in
    `Incidence.shared_tasks`; `roles` of these count. A `Network` is given back as it is. Raises TableError for a directed graph, for parallel ties and for a node
    tied to itself.
    """
    import numpy as np

    if isinstance(source, Network):
        return source
    if hasattr(source, "adj") and not _two_mode(source):
        return _of_graph(source)
    held = incidence(source, by=by, roles=roles, apart=apart)
    if isinstance(source, Incidence) or hasattr(source, "adj"):
        roles = held.roles
    kept = np.flatnonzero(held.bodies)
    matrix = held.shared_tasks(roles, weight=weight)[kept][:, kept].tocsr()
    agencies = held.agencies[held.bodies]
    return Network(tuple(agencies["node"]), tuple(agencies["label"]), matrix, held.through_collectives)


def _two_mode(graph: AgencyGraph) -> bool:
    return any(data.get("kind") == "task" for _, data in graph.nodes(data=True)) and any(
        data.get("kind") == "agency" for _, data in graph.nodes(data=True)
    )


def _of_graph(graph: AgencyGraph) -> Network:
    """A graph of one mode as a network."""
    import numpy as np
    from scipy.sparse import coo_array

    if graph.is_directed() or graph.is_multigraph():
        raise TableError(
            "this measure is of undirected graphs with single ties: give graph.to_undirected(), or a graph of shared_task_graph."
        )
    if own := sorted(str(node) for node in graph if graph.has_edge(node, node)):
        raise TableError(f"the node {own[0]} is tied to itself, which no measure counts: remove the tie.")
    names = {str(node): node for node in graph}
    kept = sorted(name for name, node in names.items() if not graph.nodes[node].get("collective", False))
    at = {names[name]: number for number, name in enumerate(kept)}
    ties = [(u, v, float(weight)) for u, v, weight in graph.edges(data="weight", default=1.0)]
    inside = [(at[u], at[v], weight) for u, v, weight in ties if u in at and v in at]
    row, column, weights = (
        (np.array(cells) for cells in zip(*inside, strict=True)) if inside else ([], [], [])
    )
    half: Any = coo_array((weights, (row, column)), shape=(len(kept), len(kept)), dtype=np.float64)
    matrix = (half + half.T).tocsr()
    matrix.sort_indices()
    labels = tuple(str(graph.nodes[names[name]].get("label", name)) for name in kept)
    through = max(
        1 - len(inside) / len(ties) if ties else 0.0, float(graph.graph.get("through_collectives", 0.0))
    )
    return Network(tuple(kept), labels, matrix, through)


def require_structure(found: Network, what: str) -> None:
    """Raise RefusedError unless a network has a structure to measure.

    It has none where half or more of its ties are those of collectives, where it has no ties, and where no connected piece
    has ten nodes: there single ties decide everything, and a list of them says more.
    """
    if found.through_collectives >= MOST_COLLECTIVE:
        raise RefusedError(
            f"{what} is refused: {found.through_collectives:.0%} of the ties are those of collectives such as 各部门, which are no body; "
            "what is left would not be the network of the text. Measure roles that are given to single bodies."
        )
    largest = found.pieces()[1] if found.pairs else 0
    if largest < LEAST_NODES:
        raise RefusedError(
            f"{what} is refused: of {len(found.nodes)} nodes and {found.pairs} ties the largest connected piece has {largest} nodes, fewer "
            f"than {LEAST_NODES}, so that single ties would decide it. Print the ties instead."
        )
