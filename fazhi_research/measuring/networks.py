"""What measures of a network work on: sorted nodes and a symmetric sparse matrix, from a table, a graph or a matrix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import RefusedError, TableError
from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.incidence import Incidence, incidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from fazhi_research.measuring.graphs import AgencyGraph
    from fazhi_research.measuring.incidence import Matrix, Source

LEAST_NODES = 10
"""Fewer nodes than this carry no measure of structure: a convention of this package, see docs/graphs.md."""


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
    source: Source,
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
    `Incidence.shared_tasks`; `roles` of these count. Raises TableError for a directed graph, for parallel ties and for a node
    tied to itself.
    """
    if hasattr(source, "adj") and not _two_mode(source):
        return _of_graph(source)
    held = incidence(source, by=by, roles=roles, apart=apart)
    if isinstance(source, Incidence) or hasattr(source, "adj"):
        roles = held.roles
    single = held.bodies
    matrix = held.shared_tasks(roles, weight=weight)
    lost, counted = held.left_out.get("collectives", 0), int(held.held.nnz)
    if not single.all():
        import numpy as np

        lost += int(held.matrix(roles)[:, np.flatnonzero(~single)].nnz)
        matrix = matrix[np.flatnonzero(single)][:, np.flatnonzero(single)].tocsr()
        counted = int(held.matrix(roles)[:, np.flatnonzero(single)].nnz)
    agencies = held.agencies[single]
    return Network(
        tuple(agencies["node"]), tuple(agencies["label"]), matrix, lost / (lost + counted) if lost + counted else 0.0
    )  # fmt: skip


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
    return Network(tuple(kept), labels, matrix, 1 - len(inside) / len(ties) if ties else 0.0)


def require_nodes(found: Network, what: str, least: int = LEAST_NODES) -> None:
    """Raise RefusedError if a network has fewer nodes, or no ties."""
    if len(found.nodes) < least:
        raise RefusedError(
            f"{what} is refused: the network has {len(found.nodes)} nodes, fewer than {least}. Print its ties instead."
        )
    if not found.pairs:
        raise RefusedError(f"{what} is refused: the network has no ties{_collective_words(found)}.")


def require_bodies(found: Network, what: str) -> None:
    """Raise RefusedError if at least half of the ties are those of collectives."""
    if found.through_collectives >= 0.5:
        raise RefusedError(
            f"{what} is refused{_collective_words(found)}; what is left would not be the network of the text. Measure roles that "
            "are given to single bodies."
        )


def _collective_words(found: Network) -> str:
    if not found.through_collectives:
        return ""
    return f": {found.through_collectives:.0%} of its ties are those of collectives such as 各部门, which are no body"
