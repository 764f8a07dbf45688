"""Tasks as hyperedges: each joins all its agencies at once, each in its role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.incidence import numbered_ties

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    import pandas as pd


@dataclass(frozen=True, eq=False)
class TaskHypergraph:
    """Tasks as hyperedges over agencies, as three tables 任务超图.

    `incidences` has a row per task, agency and role: edge and node (ids of the other two tables), role, weight (1.0),
    fraction (1/k of the k bodies in that role; 0.0 for a collective) and named (as printed). `edges` has a row per task
    (edge, document, task, start, order, size: bodies in any role, each once), `nodes` one per agency (node, agency, label,
    document, keyed, collective, tier, place, degree: tasks). Nothing is projected: that three bodies share one task and
    that three pairs share one each stay different.
    """

    incidences: pd.DataFrame
    edges: pd.DataFrame
    nodes: pd.DataFrame

    def graph(self) -> nx.MultiGraph[str]:
        """A two-mode networkx graph with one edge per incidence, its key the role 超图的二模表示.

        Nodes carry the columns of their table and `kind` ("task" or "agency"); ids are those of `agency_graph`.
        """
        import networkx as nx

        graph: nx.MultiGraph[str] = nx.MultiGraph(kind="hypergraph")
        for kind, table, key in (("task", self.edges, "edge"), ("agency", self.nodes, "node")):
            columns = [str(name) for name in table.columns if name != key]
            for node, *cells in table[[key, *columns]].itertuples(index=False, name=None):
                graph.add_node(node, kind=kind, **dict(zip(columns, cells, strict=True)))
        for edge, node, role, weight, fraction, named in self.incidences.itertuples(index=False, name=None):
            graph.add_edge(edge, node, key=role, role=role, weight=weight, fraction=fraction, named=named)
        return graph


def task_hypergraph(
    assignments: pd.DataFrame,
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    collectives: bool = True,
    apart: str = "",
) -> TaskHypergraph:
    """The hypergraph in which each task joins all bodies that hold a role in it 任务超图.

    Keywords and errors are those of `agency_graph`. Collectives are shown, marked, and counted neither in `size` nor in `fraction`.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"task": [1, 1, 1], "named": list("甲乙甲"), "role": ["lead", "support", "support"]})
    >>> held = task_hypergraph(edges)
    >>> held.edges["size"].tolist(), held.incidences[["node", "role"]].values.tolist()
    ([2], [['agency::甲', 'lead'], ['agency::乙', 'support'], ['agency::甲', 'support']])
    """
    import pandas as pd

    ties, row, column, tasks, agencies = numbered_ties(
        assignments, by=by, roles=roles, collectives=collectives, apart=apart
    )
    pairs = pd.DataFrame({"row": row, "column": column, "body": ~ties["collective"]}).drop_duplicates()
    incidences = pd.DataFrame(
        {
            "edge": tasks["node"].to_numpy()[row],
            "node": agencies["node"].to_numpy()[column],
            "role": ties["role"],
            "weight": 1.0,
            "fraction": ties["fraction"],
            "named": ties["named"],
        }
    )
    size = pairs.groupby("row")["body"].sum().reindex(range(len(tasks)), fill_value=0)
    degree = pairs.groupby("column").size().reindex(range(len(agencies)), fill_value=0)
    return TaskHypergraph(
        incidences,
        tasks.rename(columns={"node": "edge"}).assign(size=size.to_numpy(dtype="int64")),
        agencies.assign(degree=degree.to_numpy(dtype="int64")),
    )
