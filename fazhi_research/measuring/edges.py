"""Who holds which role in which task: an assignments table checked once and made plain for the measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from fazhi_research.errors import TableError
from fazhi_research.measuring.edge_rows import (
    MEASURED_ROLES,
    ROLES,
    check_edge_rows,
    require_columns,
    require_roles,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Whole: TypeAlias = NDArray[np.int64]
    Flags: TypeAlias = NDArray[np.bool_]

__all__ = ["APART", "KEYS", "MEASURED_ROLES", "ROLES", "TIE_COLUMNS", "require_columns", "role_ties"]

KEYS = ("named", "agency", "family")
"""What a unit can be known by: its printed name, the body in the register, or the body's function."""

APART = ("", "tier", "place")
"""By what units of one body or family can be kept apart: by nothing, by tier, by place."""

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
    "tier",
    "place",
)


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
    import numpy as np

    rows, place = _checked(assignments, by, apart)
    wanted = require_roles(roles)
    columns = _read(rows, place, by=by, apart=apart)
    inside = columns.task.cells[columns.task.of] != ""
    asked = np.isin(columns.rank, [ROLES.index(role) for role in wanted])
    kept = inside & asked & (~columns.collective | collectives)
    ties = _joined(columns, np.flatnonzero(kept))
    ties.attrs["left_out"] = {
        "outside tasks": int((~inside).sum()),
        "of other roles": int((inside & ~asked).sum()),
        "collectives": 0 if collectives else int((inside & asked & columns.collective).sum()),
        "repeats": int(kept.sum()) - len(ties),
    }
    return ties


class _Codes(NamedTuple):
    """A column as numbers into its distinct cells, which are text in sorted order."""

    of: Whole
    cells: NDArray[np.object_]

    def words(self, rows: Whole) -> Any:
        """The text of some rows as a pandas array."""
        import pandas as pd

        return pd.array(self.cells, dtype="str").take(self.of[rows])


class _Columns(NamedTuple):
    """All columns of an edge table as numbers, row for row."""

    document: _Codes
    task: _Codes
    start: NDArray[np.float64]
    rank: Whole  # of the role, 0 for the strongest
    named: _Codes
    agency: _Codes
    keyed: _Codes
    collective: Flags
    tier: _Codes
    place: _Codes


def _checked(assignments: pd.DataFrame, by: str, apart: str) -> tuple[pd.DataFrame, str]:
    """The rows with a plain index, and the column that names their task."""
    if by not in KEYS:
        raise TableError(f"by={by!r} is not a way to know a unit: choose one of {', '.join(KEYS)}.")
    if apart not in APART:
        raise TableError(f'apart={apart!r} keeps nothing apart: choose "tier" or "place", or leave it empty.')
    if apart and by == "named":
        raise TableError("apart= is for by='agency' and by='family'; printed names are apart by document.")
    place = "task" if "task" in assignments.columns else "task_start"
    require_columns(assignments, ["named", "role"], "assignments")
    require_columns(assignments, ["task"] if place == "task" else ["document", "task_start"], "assignments")
    require_columns(assignments, [column for column in (by, apart) if column], "assignments")
    rows = assignments.reset_index(drop=True)
    check_edge_rows(rows)
    return rows, place


def _read(rows: pd.DataFrame, place: str, *, by: str, apart: str) -> _Columns:
    """The table as numbers; each distinct cell is turned into text once, however many rows have it."""
    import numpy as np
    import pandas as pd

    task = _coded(rows[place], _task_id)
    starts = pd.to_numeric(pd.Series(task.cells, dtype=object), errors="coerce").to_numpy(dtype=np.float64)
    role = _coded(rows["role"], str)
    rank = np.array([ROLES.index(cell) for cell in role.cells], dtype=np.int64)
    named = _coded(rows["named"], str)
    flags = _column(rows, "collective")
    collective = np.array([cell.lower() == "true" for cell in flags.cells], dtype=bool)[flags.of]
    agency, keyed = _keyed(rows, named, collective, by=by, apart=apart)
    return _Columns(
        _column(rows, "document"), task, starts[task.of] if len(rows) else np.empty(0), rank[role.of], named, agency, keyed, collective,
        _column(rows, "tier"), _column(rows, "place"),
    )  # fmt: skip


def _coded(column: pd.Series[Any], words: Callable[[Any], str]) -> _Codes:
    """A column as codes of text."""
    import pandas as pd

    cells = column.to_numpy() if column.dtype.kind in "iuf" else column.to_numpy(dtype=object)
    of, distinct = pd.factorize(cells, use_na_sentinel=False)
    return _recoded(of, [words(cell) for cell in distinct.tolist()])


def _recoded(of: Whole, cells: Sequence[str]) -> _Codes:
    """Codes whose cells are distinct and in sorted order, from codes whose cells may repeat."""
    import numpy as np

    order = {cell: number for number, cell in enumerate(sorted(set(cells)))}
    renumbered = np.array([order[cell] for cell in cells], dtype=np.int64)
    held = np.empty(len(order), dtype=object)
    held[:] = list(order)
    return _Codes(renumbered[of] if len(of) else np.empty(0, dtype=np.int64), held)


def _column(rows: pd.DataFrame, column: str) -> _Codes:
    """A column as codes, empty text where it is missing."""
    import numpy as np

    if column in rows.columns:
        return _coded(rows[column], _words)
    return _recoded(np.zeros(len(rows), dtype=np.int64), [""])


def _words(value: object) -> str:
    """A cell as text, empty where it is missing."""
    return "" if value is None or value != value or str(value) == "<NA>" else str(value)


def _task_id(value: object) -> str:
    """A task's id as text, empty where the row is outside every task."""
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else _words(value)  # type: ignore[call-overload]  # whole numbers with gaps are read as floats


def _keyed(
    rows: pd.DataFrame, named: _Codes, collective: Flags, *, by: str, apart: str
) -> tuple[_Codes, _Codes]:
    """The unit's key and what the key is; a collective keeps its printed name."""
    import numpy as np

    if by == "named":
        return named, _recoded(np.zeros(len(rows), dtype=np.int64), ["named"])
    key = _column(rows, by)
    if apart:
        key = _parted(key, _column(rows, apart))
    known = (key.cells[key.of] != "") & ~collective
    both = _recoded(
        np.where(known, key.of, named.of + len(key.cells)), [*key.cells.tolist(), *named.cells.tolist()]
    )
    return both, _recoded((~known).astype(np.int64), [by, "named"])


def _parted(key: _Codes, level: _Codes) -> _Codes:
    """Keys with the tier or place they are kept apart by: justice@county."""
    pairs = key.of * len(level.cells) + level.of
    import numpy as np

    distinct, of = np.unique(pairs, return_inverse=True)
    cells = [(key.cells[pair // len(level.cells)], level.cells[pair % len(level.cells)]) for pair in distinct]
    return _recoded(of, [f"{body}@{where or 'unknown'}" if body else "" for body, where in cells])


def _joined(columns: _Columns, kept: Whole) -> pd.DataFrame:
    """The table with repeats joined, holders counted, sorted."""
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
    ties = {
        "document": columns.document.words(at),
        "task": columns.task.words(at),
        "start": columns.start[at],
        "role": pd.array(ROLES, dtype="str").take(columns.rank[at]),
        "agency": columns.agency.words(at),
        "named": _names(columns.named, kept, of, at),
        "keyed": columns.keyed.words(at),
        "collective": ~bodies,
        "holders": holders,
        "fraction": bodies / np.maximum(holders, 1),
        "tier": _common(columns.tier, kept, of, at),
        "place": _common(columns.place, kept, of, at),
    }
    order = np.lexsort(
        (columns.keyed.of[at], columns.agency.of[at], ~bodies, columns.rank[at], columns.task.of[at], columns.start[at], columns.document.of[at])
    )  # fmt: skip
    return pd.DataFrame(ties, columns=list(TIE_COLUMNS)).take(order).reset_index(drop=True)


def _mixed(codes: _Codes, kept: Whole, of: Whole, groups: int) -> Whole:
    """The groups whose rows do not all have one cell."""
    import numpy as np

    low = np.full(groups, len(codes.cells), dtype=np.int64)
    high = np.full(groups, -1, dtype=np.int64)
    np.minimum.at(low, of, codes.of[kept])
    np.maximum.at(high, of, codes.of[kept])
    return np.flatnonzero(low != high)


def _names(named: _Codes, kept: Whole, of: Whole, at: Whole) -> Any:
    """The printed names of each group, in sorted order, joined by ;."""
    import numpy as np

    words = named.words(at)
    mixed = _mixed(named, kept, of, len(at))
    if not len(mixed):
        return words
    held: dict[int, set[str]] = {group: set() for group in mixed.tolist()}
    for row in np.flatnonzero(np.isin(of, mixed)).tolist():
        held[int(of[row])].add(str(named.cells[named.of[kept[row]]]))
    for group, names in held.items():
        words[group] = ";".join(sorted(names))
    return words


def _common(codes: _Codes, kept: Whole, of: Whole, at: Whole) -> Any:
    """The cell that all rows of a group have, empty where they differ."""
    words = codes.words(at)
    words[_mixed(codes, kept, of, len(at))] = ""
    return words
