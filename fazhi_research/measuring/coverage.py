"""Which tasks have a lead, which have several, and which have nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.errors import TableError
from fazhi_research.measuring.cells import without_gaps
from fazhi_research.measuring.edge_rows import MEASURED_ROLES, require_columns
from fazhi_research.measuring.edges import role_ties

if TYPE_CHECKING:
    import pandas as pd

HOLDER_COLUMNS = (
    "document",
    "task",
    "label",
    "title",
    *MEASURED_ROLES,
    "collective_lead",
    "collective_others",
    "units",
)
_CONDITIONS = {
    "with_lead": "lead > 0",
    "one_lead": "lead == 1",
    "several_leads": "lead > 1",
    "collective_lead": "lead == 0 and collective_lead > 0",
    "without_lead": "lead == 0 and collective_lead == 0",
    "with_responsible": "responsible > 0",
    "collective_only": "responsible + support == 0 and collective_others > 0",
    "without_responsible": "responsible + support == 0 and collective_others == 0",
    "unassigned": "units == 0",
}


def task_holders(
    assignments: pd.DataFrame, tasks: pd.DataFrame | None = None, *, by: str = "named"
) -> pd.DataFrame:
    """A table of how many bodies hold each task in each role 各任务责任单位数.

    With the `tasks` table, tasks to which nobody is assigned have their row too. Columns: document, task, label and title (with the
    tasks table; else empty), lead, responsible and support (bodies in that role), collective_lead and collective_others
    (collectives such as 各部门 in the role of lead, and in another), units (all of these, a unit in two roles twice). Sorted by
    document, then place. Raises TableError as `role_ties` does, and for an assignment to a task that the tasks table does not have.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"task": [1, 1, 2], "named": list("甲乙甲"), "role": ["lead", "lead", "support"]})
    >>> task_holders(edges)[["task", "lead", "support", "units"]].values.tolist()
    [['1', 2, 0, 2], ['2', 0, 1, 1]]
    """
    import numpy as np
    import pandas as pd

    ties = role_ties(assignments, by=by, collectives=True)
    kind = ties["role"].where(
        ~ties["collective"], np.where(ties["role"] == "lead", "collective_lead", "collective_others")
    )
    counts = pd.crosstab([ties["document"], ties["start"].fillna(-1.0), ties["task"]], kind).reset_index()
    names = list(HOLDER_COLUMNS[4:-1])
    counts = counts.reindex(columns=["document", "start", "task", *names], fill_value=0)
    counts["document"], counts["task"] = counts["document"].astype("str"), counts["task"].astype("str")
    places = (
        counts[["document", "task", "start"]].assign(label="", title="") if tasks is None else _places(tasks)
    )
    held = places.merge(counts.drop(columns="start"), how="outer", on=["document", "task"], indicator=True)
    if lost := [f"{row.task} of {row.document}" for row in held[held["_merge"] == "right_only"].itertuples()]:
        raise TableError(
            f"{len(lost)} assigned tasks are not in the tasks table, such as {lost[0]}: give the tables of one run."
        )
    held[names] = held[names].fillna(0).astype("int64")
    held["units"] = held[names].sum(axis=1)
    held = held.sort_values(["document", "start", "task"], kind="stable")
    return held[list(HOLDER_COLUMNS)].reset_index(drop=True)


def task_coverage(
    assignments: pd.DataFrame, tasks: pd.DataFrame | None = None, *, by: str = "named"
) -> pd.DataFrame:
    """A table of how far each document says who does its tasks 责任分工覆盖率.

    One row per document, sorted. Columns: document; tasks (all of the `tasks` table; without it only those with an assignment,
    so that nothing can be unassigned); and how many of them are: with_lead (a body leads), of these one_lead and several_leads;
    collective_lead (led by a collective only), without_lead; with_responsible (a body is responsible), collective_only (nobody but collectives is
    responsible or supports), without_responsible (neither body nor collective is, whoever leads); unassigned (no unit at all); and
    the shares lead_share (with_lead / tasks) and assigned_share. A document that divides no labour has a row of nothing but unassigned
    tasks: say so rather than compare its shares.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"task": [1, 1, 2], "named": list("甲乙甲"), "role": ["lead", "lead", "support"]})
    >>> task_coverage(edges)[["tasks", "with_lead", "several_leads", "without_lead"]].values.tolist()
    [[2, 1, 1, 1]]
    """
    import pandas as pd

    held = task_holders(assignments, tasks, by=by)
    counts = pd.DataFrame({"document": held["document"], "tasks": 1})
    for name, condition in _CONDITIONS.items():
        counts[name] = held.index.isin(held.query(condition).index).astype("int64")
    table = counts.groupby("document", sort=True).sum().reset_index()
    table["lead_share"] = table["with_lead"] / table["tasks"]
    table["assigned_share"] = 1 - table["unassigned"] / table["tasks"]
    return table


def _places(tasks: pd.DataFrame) -> pd.DataFrame:
    """The tasks by document and place, with their words."""
    import pandas as pd

    require_columns(tasks, ["document", "start", "label", "heading"], "tasks")
    words = {name: without_gaps(tasks[name]) for name in ("label", "heading")}
    start = tasks["start"].astype("int64")
    return pd.DataFrame(
        {"document": tasks["document"].astype("str"), "task": start.astype("str"), "start": start.astype("float64"), "label": words["label"], "title": words["heading"]}
    )  # fmt: skip
