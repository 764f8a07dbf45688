"""Who holds which role in which task: an assignments table checked once and made plain for the measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.measuring.edge_columns import APART, KEYS, EdgeColumns, edge_columns
from fazhi_research.measuring.edge_rows import MEASURED_ROLES, ROLES, require_columns, require_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from fazhi_research.measuring.edge_columns import Whole

__all__ = ["APART", "KEYS", "MEASURED_ROLES", "ROLES", "TIE_COLUMNS", "require_columns", "role_ties"]

TIE_COLUMNS = (
    "document", "task", "start", "role", "agency", "named", "keyed", "collective", "holders", "fraction", "tier", "place",
)  # fmt: skip


def role_ties(
    assignments: pd.DataFrame,
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    collectives: bool = False,
    apart: str = "",
) -> pd.DataFrame:
    """A table with one row per unit, role and task 责任分工.

    Works from the assignments table or from any edge table with the columns `named`, `role` and either `task`
    or `document` and `task_start`. Rows outside tasks (empty `task_start`) are left out. `by` is what a unit
    is known by; `apart` ("tier" or "place", columns of those names) keeps bodies or families of different
    tiers or places apart, with keys such as justice@county.

    Columns: document, task (an id, unique in its document), start (its place, for sorting), role, agency
    (the key), named (as printed; several printed names of one key joined by ;), keyed (what the key is:
    named, agency or family; a unit unknown to the register falls back to its printed name), collective,
    holders (k: how many units hold this role in this task, collectives not counted), fraction (1/k; 0
    for a collective, which is no body that could take a share), tier and place (of the unit, empty where
    not known or where names of several are joined). Sorted by document, start, task, role (strongest
    first), agency. `attrs["left_out"]` counts the rows that are not in the table or were joined: outside
    tasks, of other roles, collectives, repeats.

    Raises TableError, naming the row, for a column that is missing, a role that is unknown, a name that is
    empty or has blanks around it, a date or flag that is none, and a body that is its own task.

    >>> import pandas as pd
    >>> names = ["发改局", "财政局", "发改局"]
    >>> edges = pd.DataFrame({"task": [1, 1, 2], "named": names, "role": ["lead"] * 3})
    >>> role_ties(edges)[["task", "agency", "holders", "fraction"]].values.tolist()
    [['1', '发改局', 2, 0.5], ['1', '财政局', 2, 0.5], ['2', '发改局', 1, 1.0]]
    """
    columns = edge_columns(assignments, by=by, apart=apart)
    kept, lost = columns.kept(require_roles(roles), collectives=collectives)
    ties, _ = joined_ties(columns, kept)
    ties.attrs["left_out"] = lost | {"repeats": len(kept) - len(ties)}
    return ties


def joined_ties(columns: EdgeColumns, kept: Whole) -> tuple[pd.DataFrame, Whole]:
    """The table of ties with repeats joined, holders counted, sorted, and for each the place in `kept` of a row of it."""
    import numpy as np
    import pandas as pd

    task = columns.document.of[kept] * len(columns.task.cells) + columns.task.of[kept]
    task = np.unique(task, return_inverse=True)[1]
    unit = (columns.agency.of[kept] * 2 + columns.keyed.of[kept]) * 2 + columns.collective[kept]
    held = task * len(ROLES) + columns.rank[kept]
    group = held * (int(unit.max(initial=0)) + 1) + unit
    first, of = np.unique(group, return_index=True, return_inverse=True)[1:]
    at = kept[first]
    bodies = ~columns.collective[at]
    holders = np.bincount(held[first], weights=bodies, minlength=1)[held[first]].astype(np.int64)
    starts = columns.start[columns.task.of[at]]
    ties = {
        "document": columns.document.words(at),
        "task": columns.task.words(at),
        "start": starts,
        "role": pd.array(ROLES, dtype="str").take(columns.rank[at]),
        "agency": columns.agency.words(at),
        "named": columns.named.names(kept, of, at, ";"),
        "keyed": columns.keyed.words(at),
        "collective": ~bodies,
        "holders": holders,
        "fraction": bodies / np.maximum(holders, 1),
        "tier": columns.tier.common(kept, of, at),
        "place": columns.place.common(kept, of, at),
    }
    codes = (columns.keyed.of, columns.agency.of, columns.collective, columns.rank, columns.task.of)
    order = np.lexsort((*(code[at] for code in codes), starts, columns.document.of[at]))
    return pd.DataFrame(ties, columns=list(TIE_COLUMNS)).take(order).reset_index(drop=True), first[order]
