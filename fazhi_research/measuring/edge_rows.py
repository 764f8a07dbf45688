"""The checks of an edge table, row by row: what is wrong is named with its row and what is allowed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd

ROLES = ("lead", "responsible", "support", "mentioned")
"""Every role an assignment can have, strongest first 角色."""

MEASURED_ROLES = ROLES[:3]
"""The roles measures count unless asked otherwise: a body merely named in prose is left out."""

_DATE = re.compile(r"(?:1[89]|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_TRUTHS = ("true", "false", "")


def require_columns(frame: pd.DataFrame, columns: Iterable[str], table: str) -> None:
    """Raise TableError unless this is a table with the columns; the message says which is missing."""
    if not hasattr(frame, "columns"):
        raise TableError(
            f"give the {table} table, not {kind_of(frame)}: a pandas DataFrame, as fz.Project.find().read_table(name) or "
            "pandas.read_csv(path) returns it."
        )
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        found = ", ".join(map(str, frame.columns)) or "none"
        raise TableError(f"the {table} table has no column {', '.join(missing)}; it has: {found}.")


def require_roles(roles: Sequence[str]) -> tuple[str, ...]:
    """The roles asked for, each once, strongest first; raise TableError for a role that there is not."""
    asked = (roles,) if isinstance(roles, str) else tuple(roles)
    unknown = [role for role in asked if role not in ROLES]
    if unknown or not asked:
        said = f"{unknown[0]!r} is no role" if unknown else "no role is asked for"
        raise TableError(f"{said}: choose from {', '.join(ROLES)}.")
    return tuple(role for role in ROLES if role in asked)


def check_edge_rows(rows: pd.DataFrame, table: str = "assignments") -> None:
    """Raise TableError for the first row with a bad role, name, flag or date, or with a task that holds itself."""
    _first(rows, "role", lambda cell: cell in ROLES, _role_fault, table)
    _first(rows, "named", _is_name, _name_fault, table)
    if "collective" in rows.columns:
        _first(rows, "collective", lambda cell: _plain(cell).lower() in _TRUTHS, _flag_fault, table)
    if "date" in rows.columns:
        _first(rows, "date", lambda cell: is_date(_plain(cell)), _date_fault, table)
    if "task" in rows.columns:
        same = (rows["task"] == rows["named"]).fillna(False).to_numpy(dtype=bool)
        if same.any():
            number = int(same.argmax()) + 1
            raise TableError(
                f"row {number} of the {table} table has {rows['named'].iloc[number - 1]!r} both as task and as name: a body cannot be "
                "its own task. Are two columns swapped?"
            )


def is_date(words: str) -> bool:
    """Whether a cell is empty or a year, a month or a day: 2015, 2015-03, 2015-03-01."""
    return not words or _DATE.fullmatch(words) is not None


def _plain(cell: object) -> str:
    """A cell as text, empty where it is missing; a year that pandas reads as 2015.0 is 2015."""
    if cell is None or cell != cell or str(cell) == "<NA>":
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _is_name(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell) and cell == cell.strip()


def _first(
    rows: pd.DataFrame,
    column: str,
    good: Callable[[Any], bool],
    fault: Callable[[Any, str, pd.DataFrame, int], str],
    table: str,
) -> None:
    """Raise TableError for the first row whose cell is not good; every distinct cell is looked at once."""
    import numpy as np
    import pandas as pd

    codes, cells = pd.factorize(rows[column].to_numpy(dtype=object), use_na_sentinel=False)
    bad = np.array([not _judged(good, cell) for cell in cells], dtype=bool)
    if bad.any():
        number = int(bad[codes].argmax())
        where = f"row {number + 1} of the {table} table"
        raise TableError(fault(rows[column].iloc[number], where, rows, number))


def _judged(good: Callable[[Any], bool], cell: object) -> bool:
    try:
        return bool(good(cell))
    except TypeError:  # a missing value has no truth
        return False


def _role_fault(cell: Any, where: str, rows: pd.DataFrame, number: int) -> str:
    named = rows["named"].iloc[number]
    said = f"the role {cell!r}" if isinstance(cell, str) and cell else "no role"
    return f"{where} ({named}) has {said}; allowed are {', '.join(ROLES)}. Correct it."


def _name_fault(cell: Any, where: str, _rows: pd.DataFrame, _number: int) -> str:
    if isinstance(cell, str) and cell.strip():
        return f"{where} has blanks around the name {cell!r} in 'named', which would make a second unit of it. Remove them."
    return f"{where} has no name in 'named'. Write it or drop the row."


def _flag_fault(cell: Any, where: str, _rows: pd.DataFrame, _number: int) -> str:
    return f"{where} has {cell!r} in 'collective'; allowed are true and false (empty is false). Correct it."


def _date_fault(cell: Any, where: str, _rows: pd.DataFrame, _number: int) -> str:
    return f"{where} has the date {cell!r}; write a year (2015), a month (2015-03) or a day (2015-03-01), or leave it empty."
