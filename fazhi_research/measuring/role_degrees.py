"""How many tasks each agency holds in which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.incidence import incidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from fazhi_research.measuring.incidence import Source


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
    import numpy as np

    held = incidence(source, by=by, roles=roles, apart=apart, collectives=collectives)
    single = held.bodies
    every = held.matrix()
    sizes = np.asarray(every[:, np.flatnonzero(single)].sum(axis=1)).ravel()
    splits = np.repeat(sizes, np.diff(every.indptr))
    columns = every.indices
    count = every.shape[1]
    table = held.agencies[["node", "label", "document", "collective"]].copy()
    for role in held.roles:
        table[role] = np.bincount(held.matrix((role,)).indices, minlength=count)
    table["tasks"] = np.bincount(columns, minlength=count)
    table["shared"] = np.bincount(columns, weights=splits - single[columns] > 0, minlength=count).astype(
        np.int64
    )
    partners = held.shared_tasks()[:, np.flatnonzero(single)]
    table["partners"] = np.diff(partners.tocsr().indptr).astype(np.int64)
    share = np.where(single[columns], 1 / np.maximum(splits, 1), 0.0)
    table["fraction"] = np.bincount(columns, weights=share, minlength=count).round(12)
    if not collectives:
        table = table[single]
    return table.sort_values(["tasks", "node"], ascending=[False, True], kind="stable").reset_index(drop=True)
