"""An edge table as numbers: every column coded once, so that large tables need no work row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fazhi_research.errors import TableError
from fazhi_research.measuring.edge_rows import ROLES, check_edge_rows, require_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Whole: TypeAlias = NDArray[np.int64]
    Flags: TypeAlias = NDArray[np.bool_]

KEYS = ("named", "agency", "family")
"""What a unit can be known by: its printed name, the body in the register, or the body's function."""

APART = ("", "tier", "place")
"""By what units of one body or family can be kept apart: by nothing, by tier, by place."""


class Codes(NamedTuple):
    """A column as numbers into its distinct cells, which are text in sorted order."""

    of: Whole
    cells: NDArray[np.object_]

    def words(self, rows: Whole) -> Any:
        """The text of some rows as a pandas array."""
        import pandas as pd

        return pd.array(self.cells, dtype="str").take(self.of[rows])

    def mixed(self, rows: Whole, groups: Whole, count: int) -> Whole:
        """The groups, of so many, whose rows do not all have one cell."""
        import numpy as np

        low = np.full(count, len(self.cells), dtype=np.int64)
        high = np.full(count, -1, dtype=np.int64)
        np.minimum.at(low, groups, self.of[rows])
        np.maximum.at(high, groups, self.of[rows])
        return np.flatnonzero(low != high)

    def names(self, rows: Whole, groups: Whole, first: Whole, by: str) -> Any:
        """The distinct cells of each group in sorted order, joined; `first` is a row of each group."""
        import numpy as np

        words = self.words(first)
        mixed = self.mixed(rows, groups, len(first))
        held: dict[int, set[int]] = {group: set() for group in mixed.tolist()}
        for at in np.flatnonzero(np.isin(groups, mixed)).tolist() if len(mixed) else ():
            held[int(groups[at])].add(int(self.of[rows[at]]))
        for group, cells in held.items():
            words[group] = by.join(str(self.cells[cell]) for cell in sorted(cells))
        return words

    def common(self, rows: Whole, groups: Whole, first: Whole) -> Any:
        """The cell that all rows of a group have, empty where they differ."""
        words = self.words(first)
        words[self.mixed(rows, groups, len(first))] = ""
        return words


class EdgeColumns(NamedTuple):
    """All columns of an edge table as numbers, row for row; `start` is the place of each task's cell."""

    document: Codes
    task: Codes
    start: NDArray[np.float64]
    rank: Whole  # of the role, 0 for the strongest
    named: Codes
    agency: Codes
    keyed: Codes
    collective: Flags
    tier: Codes
    place: Codes

    def kept(self, roles: Sequence[str], *, collectives: bool) -> tuple[Whole, dict[str, int]]:
        """The rows that are ties of the roles, and how many are not, by what they are."""
        import numpy as np

        inside = self.task.cells[self.task.of] != ""
        asked = np.isin(self.rank, [ROLES.index(role) for role in roles])
        lost = {
            "outside tasks": int((~inside).sum()),
            "of other roles": int((inside & ~asked).sum()),
            "collectives": 0 if collectives else int((inside & asked & self.collective).sum()),
        }
        return np.flatnonzero(inside & asked & (~self.collective | collectives)), lost


def edge_columns(assignments: pd.DataFrame, *, by: str, apart: str) -> EdgeColumns:
    """The checked columns of an edge table as numbers (数值化的边表); see `role_ties` for what is raised."""
    import numpy as np

    place = _checked(assignments, by, apart)
    rows = assignments.reset_index(drop=True)
    task, start = _tasks(rows[place])
    role = _coded(rows["role"], str)
    rank = np.array([ROLES.index(cell) for cell in role.cells], dtype=np.int64)
    named = _coded(rows["named"], str)
    flags = _column(rows, "collective")
    collective = np.array([cell.lower() == "true" for cell in flags.cells], dtype=bool)[flags.of]
    agency, keyed = _keyed(rows, named, collective, by=by, apart=apart)
    return EdgeColumns(
        _column(rows, "document"), task, start, rank[role.of], named, agency, keyed, collective, _column(rows, "tier"), _column(rows, "place"),
    )  # fmt: skip


def _checked(assignments: pd.DataFrame, by: str, apart: str) -> str:
    """The column that names the task of each row, if all is well."""
    if by not in KEYS:
        raise TableError(f"by={by!r} is not a way to know a unit: choose one of {', '.join(KEYS)}.")
    if apart not in APART:
        raise TableError(f'apart={apart!r} keeps nothing apart: choose "tier" or "place", or leave it empty.')
    if apart and by == "named":
        raise TableError("apart= is for by='agency' and by='family'; printed names are apart by document.")
    require_columns(assignments, ["named", "role"], "assignments")
    place = "task" if "task" in assignments.columns else "task_start"
    require_columns(assignments, ["task"] if place == "task" else ["document", "task_start"], "assignments")
    require_columns(assignments, [column for column in (by, apart) if column], "assignments")
    check_edge_rows(assignments.reset_index(drop=True))
    return place


def _tasks(column: pd.Series[Any]) -> tuple[Codes, NDArray[np.float64]]:
    """The tasks as codes, and the place of each distinct one."""
    import pandas as pd

    task = _coded(column, _task_id)
    cells = pd.Series(task.cells, dtype=object)
    return task, pd.to_numeric(cells, errors="coerce").to_numpy(dtype="float64")


def _coded(column: pd.Series[Any], words: Callable[[Any], str]) -> Codes:
    """A column as codes of text; each distinct cell is turned into text once, however many rows have it."""
    import numpy as np
    import pandas as pd

    plain = (
        column.dtype.kind if isinstance(column.dtype, np.dtype) else ""
    )  # pandas' own whole numbers have gaps
    of, distinct = pd.factorize(
        column.to_numpy() if plain in tuple("iuf") else column.to_numpy(dtype=object), use_na_sentinel=False
    )
    return _recoded(of, list(map(str if plain in tuple("iu") else words, distinct.tolist())))


def _recoded(of: Whole, cells: Sequence[str]) -> Codes:
    """Codes whose cells are distinct and in sorted order, from codes whose cells may repeat."""
    import numpy as np

    order = {cell: number for number, cell in enumerate(sorted(set(cells)))}
    renumbered = np.array([order[cell] for cell in cells], dtype=np.int64)
    held = np.empty(len(order), dtype=object)
    held[:] = list(order)
    return Codes(renumbered[of] if len(of) else np.empty(0, dtype=np.int64), held)


def _column(rows: pd.DataFrame, column: str) -> Codes:
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
    rows: pd.DataFrame, named: Codes, collective: Flags, *, by: str, apart: str
) -> tuple[Codes, Codes]:
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


def _parted(key: Codes, level: Codes) -> Codes:
    """Keys with the tier or place they are kept apart by: justice@county."""
    import numpy as np

    distinct, of = np.unique(key.of * len(level.cells) + level.of, return_inverse=True)
    cells = [(key.cells[pair // len(level.cells)], level.cells[pair % len(level.cells)]) for pair in distinct]
    return _recoded(of, [f"{body}@{where or 'unknown'}" if body else "" for body, where in cells])
