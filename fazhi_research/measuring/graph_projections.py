"""Graphs of agencies by the tasks they share, of tasks by their agencies, and from lead to responsible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.edge_rows import MEASURED_ROLES, require_roles
from fazhi_research.measuring.incidence import incidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import networkx as nx
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from fazhi_research.measuring.incidence import Incidence, Matrix, Source

MOST_TIES = 5_000_000
"""More ties than this between tasks are refused: a body that holds n tasks ties n(n - 1)/2 pairs of them."""


def shared_task_graph(
    source: Source,
    *,
    roles: Sequence[str] = ("lead",),
    by: str = "named",
    apart: str = "",
    collectives: bool = False,
) -> nx.Graph[str]:
    """A graph of agencies, tied where they hold a role in the same task 共同任务网络(一模投影).

    With roles=("lead",) this is the co-lead graph, with ("responsible",) that of shared responsibility, with
    several roles any of them counts. `source` is an edge table, a graph of `agency_graph` or an `Incidence`.

    Edge attributes, where the two share tasks t and task t has k_t holders (collectives not counted): `weight`
    = sum of 1, the number of shared tasks; `fraction` = sum of 1/k_t; `newman` = sum of 1/(k_t - 1), by which
    an agency's ties sum to the number of its tasks that are not its alone (Newman 2001, Phys. Rev. E 64,
    016132). Node attributes: `label`, `document`, `keyed`, `collective`, `tier`, `place` as in `agency_graph`;
    `tasks` (held in these roles) and `alone` (of these, held by no other body). Agencies that share nothing are nodes
    without ties. Collectives are left out, and counted in `graph.graph["left_out"]`; with collectives=True
    they are nodes, and their ties have no fraction.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"task": [1, 1, 1, 2, 2], "named": list("甲乙丙甲乙"), "role": ["lead"] * 5})
    >>> shared_task_graph(edges).edges["agency::甲", "agency::乙"]
    {'weight': 2.0, 'fraction': 0.8333333333333333, 'newman': 1.5}
    """
    import networkx as nx
    import numpy as np

    wanted = require_roles(roles)
    held = _with_roles(source, wanted, by=by, apart=apart, collectives=collectives)
    rows = held.matrix(wanted)
    single = np.diff(rows[:, np.flatnonzero(held.bodies)].indptr) <= 1
    alone = np.asarray(rows[np.flatnonzero(single)].sum(axis=0)).ravel()
    extra = {"tasks": rows.sum(axis=0), "alone": alone}
    ties = {name: held.shared_tasks(wanted, weight=name) for name in ("tasks", "fraction", "newman")}
    graph: nx.Graph[str] = nx.Graph(**_about(held, "shared tasks", wanted, apart))
    graph.add_nodes_from(_nodes(held.agencies, extra))
    nodes = held.agencies["node"].tolist()
    graph.add_edges_from(
        _pairs(nodes, {"weight": ties["tasks"], "fraction": ties["fraction"], "newman": ties["newman"]})
    )
    return graph


def shared_agency_graph(
    source: Source,
    *,
    roles: Sequence[str] = MEASURED_ROLES,
    by: str = "named",
    apart: str = "",
) -> nx.Graph[str]:
    """A graph of tasks, tied where the same body holds a role in both 任务关联网络(共同责任单位).

    Edge attributes: `weight` (bodies they share), `fraction` (sum of 1/d, d the tasks of that body) and `newman`
    (sum of 1/(d - 1)). Node attributes: `label`, `document`, `order`, `agencies` (bodies holding a role). Collectives tie
    nothing. Tasks of different documents are tied only by what is known across documents: by="agency" or "family".
    Raises TableError for more than five million ties, which one body with 3,200 tasks makes.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"task": [1, 2], "named": ["甲", "甲"], "role": ["lead", "support"]})
    >>> list(shared_agency_graph(edges).edges(data="weight"))
    [('task::1', 'task::2', 1.0)]
    """
    import networkx as nx
    import numpy as np

    wanted = require_roles(roles)
    held = _with_roles(source, wanted, by=by, apart=apart, collectives=False)
    rows = held.matrix(wanted)
    per_body = np.diff(rows.tocsc().indptr).astype(np.int64)
    if (most := int((per_body * (per_body - 1) // 2).sum())) > MOST_TIES:
        raise TableError(
            f"the tasks would have up to {most:,} ties, more than the {MOST_TIES:,} that a graph here may have: take fewer tasks or "
            "roles, or use incidence(...).shared_agencies(), which is a sparse matrix."
        )
    weights = {
        name: held.shared_agencies(wanted, weight=own)
        for name, own in (("weight", "tasks"), ("fraction", "fraction"), ("newman", "newman"))
    }
    graph: nx.Graph[str] = nx.Graph(**_about(held, "shared agencies", wanted, apart))
    tasks = (
        held.tasks.assign(kind="task", label=held.tasks["task"]) if "label" not in held.tasks else held.tasks
    )
    graph.add_nodes_from(
        _nodes(tasks[["node", "label", "document", "order"]], {"agencies": rows.sum(axis=1)})
    )
    graph.add_edges_from(_pairs(tasks["node"].tolist(), weights))
    return graph


def lead_graph(
    source: Source,
    *,
    to: Sequence[str] = ("responsible", "support"),
    by: str = "named",
    apart: str = "",
    collectives: bool = False,
) -> nx.DiGraph[str]:
    """A directed graph from the agencies that lead a task to those responsible for it or supporting it 牵头—责任网络.

    Edge attributes: `weight` (tasks that the first leads and in which the second has one of the roles `to`), `fraction`
    (sum of 1/p, p the pairs of a lead and another holder in the task, so that every task with a pair counts 1 in all) and,
    for each role of `to`, the number of those tasks. Node attributes as in `shared_task_graph`, with `leads` and
    `holds` (tasks led, tasks held in another role). A body that leads a task and is responsible for it too has no
    tie to itself: `graph.graph["own"]` counts these. Collectives are left out unless collectives=True.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"task": [1, 1], "named": ["甲", "乙"], "role": ["lead", "support"]})
    >>> list(lead_graph(edges).edges(data="support"))
    [('agency::甲', 'agency::乙', 1)]
    """
    import networkx as nx

    wanted = require_roles(to)
    if "lead" in wanted or "mentioned" in wanted:
        raise TableError("to= names the roles that a lead is tied to: responsible, support or both.")
    held = _with_roles(source, ("lead", *wanted), by=by, apart=apart, collectives=collectives)
    leads, others = held.matrix(("lead",)), held.matrix(wanted)
    graph: nx.DiGraph[str] = nx.DiGraph(**_about(held, "lead to others", ("lead", *wanted), apart))
    graph.graph["own"] = int(leads.multiply(others).sum())
    graph.add_nodes_from(_nodes(held.agencies, {"leads": leads.sum(axis=0), "holds": others.sum(axis=0)}))
    weights = {"weight": _led(leads, others), "fraction": _led(leads, others, fraction=True)}
    weights |= {role: _led(leads, held.matrix((role,))) for role in wanted}
    graph.add_edges_from(_pairs(held.agencies["node"].tolist(), weights, directed=True, whole=wanted))
    return graph


def _with_roles(
    source: Source, roles: tuple[str, ...], *, by: str, apart: str, collectives: bool
) -> Incidence:
    """The matrix of a source, which must hold the roles asked for."""
    held = incidence(source, by=by, roles=roles, collectives=collectives, apart=apart)
    if missing := [role for role in roles if role not in held.roles]:
        raise TableError(
            f"the graph or matrix given was built of the roles {', '.join(held.roles)} and knows no {missing[0]}: build it with "
            "that role, or give the edge table."
        )
    return held


def _led(leads: Matrix, others: Matrix, *, fraction: bool = False) -> Matrix:
    """Agencies by agencies: the tasks that the first leads and in which the second is another holder."""
    import numpy as np

    if fraction:
        pairs = np.diff(leads.indptr) * np.diff(others.indptr) - leads.multiply(others).sum(axis=1)
        others = others.copy()
        others.data /= np.repeat(np.maximum(pairs, 1.0), np.diff(others.indptr))
    found = (leads.T @ others).tocsr()
    found.setdiag(0)
    found.eliminate_zeros()
    found.sort_indices()
    return found


def _about(held: Incidence, kind: str, roles: tuple[str, ...], apart: str) -> dict[str, str | float]:
    """What a graph says of itself, in words that every file format can hold."""
    lost = "; ".join(f"{count} {what}" for what, count in held.left_out.items() if count)
    collectives = "false" if bool(held.bodies.all()) else "true"
    through = round(held.through_collectives, 6)
    return {"through_collectives": through, "kind": kind, "by": held.by, "roles": ";".join(roles), "apart": apart, "collectives": collectives, "left_out": lost}  # fmt: skip


def _nodes(table: pd.DataFrame, extra: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The nodes of a table with their attributes and further whole numbers."""
    import numpy as np

    columns = table.drop(
        columns=[name for name in ("agency", "section", "section_label", "order_") if name in table]
    )
    columns = columns.assign(
        **{name: np.asarray(cells).ravel().astype(np.int64) for name, cells in extra.items()}
    )
    rows: list[dict[str, Any]] = columns.to_dict("records")  # type: ignore[assignment]
    for row in rows:
        node = row.pop("node")
        yield node, row


def _pairs(
    nodes: list[str], weights: dict[str, Matrix], *, directed: bool = False, whole: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The ties of the matrix `weight` in the order of its rows, with the same cells of the other matrices."""
    import numpy as np
    from scipy.sparse import triu

    base = (weights["weight"] if directed else triu(weights["weight"], 1)).tocoo()
    order = np.lexsort((base.col, base.row))
    row, column = base.row[order], base.col[order]
    cells = {name: _cells(matrix, row, column) for name, matrix in weights.items()}
    lists = [cells[name].astype(np.int64 if name in whole else np.float64).tolist() for name in cells]
    for first, second, *values in zip(row.tolist(), column.tolist(), *lists, strict=True):
        yield nodes[first], nodes[second], dict(zip(cells, values, strict=True))


def _cells(matrix: Matrix, row: Any, column: Any) -> NDArray[np.float64]:
    """The cells of a matrix at some places, 0 where it holds none; its rows are sorted."""
    import numpy as np

    wide = matrix.shape[1]
    held = (
        np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr)) * wide + matrix.indices
    )
    wanted = row.astype(np.int64) * wide + column
    at = np.minimum(np.searchsorted(held, wanted), max(len(held) - 1, 0))
    found: NDArray[np.float64] = np.zeros(len(wanted))
    if len(held):
        found = np.where(held[at] == wanted, matrix.data[at], 0.0)
    return found
