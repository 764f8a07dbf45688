"""How many tasks each agency holds in which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.incidence import incidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from fazhi_research.measuring.incidence import Incidence, Matrix, Source


def role_degrees(
    source: Source,
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    apart: str = "",
    collectives: bool = False,
) -> pd.DataFrame:
    """A table of how many tasks each agency holds in each role 各角色任务数.

    `source` is an edge table, a graph of `agency_graph` or an `Incidence`. Columns: node, label, document (empty for a body known
    across documents), collective, one per role (tasks held in it), tasks (held in any of them; less than the sum where an agency has two
    roles in one task), shared (of these, with at least one other body), partners (bodies it shares tasks with) and fraction (each
    task split evenly among the bodies that hold it; sums to the tasks held by a body). Collectives have no row unless collectives=True, and
    no fraction then. Sorted by tasks from most to least, then node.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"task": [1, 1, 1], "named": list("甲乙甲"), "role": ["lead", "support", "support"]})
    >>> role_degrees(edges)[["label", "lead", "support", "tasks", "fraction"]].values.tolist()
    [['乙', 0, 1, 1, 0.5], ['甲', 1, 1, 1, 0.5]]
    """
    held = incidence(source, by=by, roles=roles, apart=apart, collectives=collectives)
    table = held.agencies[["node", "label", "document", "collective"]].join(role_counts(held))
    return finished_degrees(table, held.shared_tasks(), collectives=collectives)


def role_counts(held: Incidence) -> pd.DataFrame:
    """The counts of a matrix that add up over matrices of other tasks: a column per role, tasks, shared, fraction (可累加计数)."""
    import numpy as np
    import pandas as pd

    single = held.bodies
    every = held.matrix()
    sizes = np.asarray(every[:, np.flatnonzero(single)].sum(axis=1)).ravel()
    splits = np.repeat(sizes, np.diff(every.indptr))
    columns = every.indices
    count = every.shape[1]
    counts = {role: np.bincount(held.matrix((role,)).indices, minlength=count) for role in held.roles}
    counts["tasks"] = np.bincount(columns, minlength=count)
    shared = np.bincount(columns, weights=splits - single[columns] > 0, minlength=count)
    counts["shared"] = shared.astype(np.int64)
    share = np.where(single[columns], 1 / np.maximum(splits, 1), 0.0)
    return pd.DataFrame(counts | {"fraction": np.bincount(columns, weights=share, minlength=count)})


def finished_degrees(table: pd.DataFrame, shared: Matrix, *, collectives: bool) -> pd.DataFrame:
    """The table of `role_degrees` from counts of agencies and the tasks that they share (收尾)."""
    import numpy as np

    single = ~table["collective"].to_numpy(dtype=bool)
    partners = np.diff(shared[:, np.flatnonzero(single)].tocsr().indptr).astype(np.int64)
    table.insert(list(table.columns).index("fraction"), "partners", partners)
    table["fraction"] = table["fraction"].round(12)
    if not collectives:
        table = table[single]
    return table.sort_values(["tasks", "node"], ascending=[False, True], kind="stable").reset_index(drop=True)
