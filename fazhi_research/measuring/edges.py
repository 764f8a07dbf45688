"""Who holds which role in which task: an assignments table checked once and made plain for the measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

ROLES = ("lead", "responsible", "support", "mentioned")
"""Every role an assignment can have, strongest first 角色."""

MEASURED_ROLES = ROLES[:3]
"""The roles measures count unless asked otherwise: a body merely named in prose is left out."""

KEYS = ("named", "agency", "family")
"""What a unit can be known by: its printed name, the body in the register, or the body's function."""

TIE_COLUMNS = (
    "document",
    "task",
    "start",
    "role",
    "agency",
    "named",
    "keyed",
    "collective",
    "holders",
    "fraction",
)


def require_columns(frame: pd.DataFrame, columns: Iterable[str], table: str) -> None:
    """Raise TableError unless the table has the columns; the message says which is missing."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        found = ", ".join(map(str, frame.columns)) or "none"
        raise TableError(f"the {table} table has no column {', '.join(missing)}; it has: {found}.")


def role_ties(
    assignments: pd.DataFrame,
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    collectives: bool = False,
) -> pd.DataFrame:
    """A table with one row per unit, role and task 责任分工.

    Works from the assignments table or from any edge table with the columns `named`, `role` and either `task`
    or `document` and `task_start`. Rows outside tasks (empty `task_start`) are left out.

    Columns: document, task (an id, unique in its document), start (its place, for sorting), role, agency
    (the key), named (as printed; several printed names of one key joined by ;), keyed (what the key is:
    named, agency or family; a unit unknown to the register falls back to its printed name), collective,
    holders (k: how many units hold this role in this task, collectives not counted) and fraction (1/k; 0
    for a collective, which is no body that could take a share). Sorted by document, start, task, role
    (strongest first), agency.

    Raises TableError when a column is missing, a role is unknown or a name is empty.

    >>> import pandas as pd
    >>> names = ["发改局", "财政局", "发改局"]
    >>> edges = pd.DataFrame({"task": [1, 1, 2], "named": names, "role": ["lead"] * 3})
    >>> role_ties(edges)[["task", "agency", "holders", "fraction"]].values.tolist()
    [['1', '发改局', 2, 0.5], ['1', '财政局', 2, 0.5], ['2', '发改局', 1, 1.0]]
    """
    plain = _plain(assignments, by)
    plain = plain[plain["role"].isin(list(roles))]
    plain = plain[plain["task"] != ""]
    if not collectives:
        plain = plain[~plain["collective"]]
    return _shared(plain)


def _plain(assignments: pd.DataFrame, by: str) -> pd.DataFrame:
    """The table with its own columns, all roles, one row per printed assignment."""
    import pandas as pd

    if by not in KEYS:
        raise TableError(f"by={by!r} is not a way to know a unit: choose one of {', '.join(KEYS)}.")
    keyed_by_task = "task" in assignments.columns
    require_columns(assignments, ["named", "role"], "assignments")
    require_columns(assignments, ["task"] if keyed_by_task else ["document", "task_start"], "assignments")
    if by != "named":
        require_columns(assignments, [by], "assignments")
    rows = assignments.reset_index(drop=True)
    _check_rows(rows)
    place = rows["task"] if keyed_by_task else rows["task_start"]
    plain = pd.DataFrame(
        {
            "document": _words(rows, "document"),
            "task": place.map(_task_id).astype(object),
            "start": pd.to_numeric(place, errors="coerce").astype("float64"),
            "role": rows["role"].astype(object),
            "named": rows["named"].astype(object),
            "collective": _flags(rows),
        }
    )
    return _keyed(plain, rows, by)


def _check_rows(rows: pd.DataFrame) -> None:
    """Raise TableError for the first row with an unknown role or without a name."""
    for number, (role, named) in enumerate(zip(rows["role"], rows["named"], strict=True), start=1):
        if role not in ROLES:
            allowed = ", ".join(ROLES)
            where = f"row {number} of the assignments table ({named})"
            raise TableError(f"{where} has the role {role!r}; allowed are {allowed}. Correct it.")
        if not isinstance(named, str) or not named:
            where = f"row {number} of the assignments table"
            raise TableError(f"{where} has no name in 'named'. Write it or drop the row.")


def _task_id(value: object) -> str:
    """A task's id as text, empty where the row is outside every task."""
    import pandas as pd

    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # pandas reads whole numbers with gaps as floats
    return str(value)


def _words(rows: pd.DataFrame, column: str) -> pd.Series[str]:
    """A column as text, empty where it is missing."""
    import pandas as pd

    if column not in rows.columns:
        return pd.Series([""] * len(rows), index=rows.index, dtype=object)
    return rows[column].astype(object).where(rows[column].notna(), "").map(str).astype(object)


def _flags(rows: pd.DataFrame) -> pd.Series[bool]:
    """The `collective` column as booleans; a table without it has no collectives."""
    return (_words(rows, "collective").map(str.lower) == "true").astype(bool)


def _keyed(plain: pd.DataFrame, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The table with the unit's key and what the key is."""
    key = plain["named"] if by == "named" else _words(rows, by)
    known = (key != "") & ~plain["collective"]  # a collective keeps its printed name
    plain["agency"] = key.where(known, plain["named"])
    plain["keyed"] = known.map({True: by, False: "named"}).astype(object)
    return plain


def _shared(plain: pd.DataFrame) -> pd.DataFrame:
    """The table with repeats joined, holders counted, sorted."""
    import pandas as pd

    keys = ["document", "task", "role", "keyed", "agency", "collective"]
    rows = [
        {
            **dict(zip(keys, key, strict=True)),
            "start": float(group["start"].iloc[0]),
            "named": ";".join(sorted(set(group["named"]))),
        }
        for key, group in plain.groupby(keys, sort=True)
    ]
    ties = pd.DataFrame(rows, columns=[c for c in TIE_COLUMNS if c not in ("holders", "fraction")])
    bodies = (~ties["collective"].astype(bool)).astype("int64")
    held = bodies.groupby([ties["document"], ties["task"], ties["role"]])
    ties["holders"] = held.transform("sum").astype("int64")
    ties["fraction"] = bodies / ties["holders"].clip(lower=1)
    ties["rank"] = ties["role"].map(ROLES.index).astype("int64")
    ties = ties.sort_values(["document", "start", "task", "rank", "collective", "agency"], kind="stable")
    return ties[list(TIE_COLUMNS)].reset_index(drop=True)
