"""Matrices of tasks and agencies added up over parts of a table too large for memory; no task is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.measuring.edge_columns import edge_columns
from fazhi_research.measuring.edge_rows import MEASURED_ROLES, require_roles
from fazhi_research.measuring.incidence import Incidence, incidence_of
from fazhi_research.measuring.networks import Network
from fazhi_research.measuring.role_degrees import finished_degrees, role_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from fazhi_research.measuring.edge_columns import EdgeColumns, Whole
    from fazhi_research.measuring.incidence import Matrix

_MOST = 20_000_000  # cells of a sum that wait to be added up


class _Agencies:
    """The agencies of all parts, numbered as they come; one that is known across documents is one."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}
        self._rows: list[dict[str, Any]] = []
        self._names: dict[int, set[str]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, part: pd.DataFrame, columns: EdgeColumns, kept: Whole, column: Whole) -> Whole:
        """The numbers of the agencies of a part; `column` is the agency of each kept row."""
        import numpy as np

        numbers = np.empty(len(part), dtype=np.int64)
        for place, row in enumerate(part.to_dict("records")):
            number = self._at.setdefault(row["node"], len(self._rows))
            if number == len(self._rows):
                self._rows.append({str(name): cell for name, cell in row.items()})
            else:
                for name in ("tier", "place"):  # the one that all have, else none
                    known = self._rows[number]
                    known[name] = row[name] if known[name] == row[name] else ""
            numbers[place] = number
        across = np.flatnonzero(part["document"].to_numpy(dtype=object)[column] == "")
        pairs = np.unique(column[across] * len(columns.named.cells) + columns.named.of[kept[across]])
        for pair in pairs.tolist():
            place, name = divmod(pair, len(columns.named.cells))
            self._names.setdefault(int(numbers[place]), set()).add(str(columns.named.cells[name]))
        return numbers

    def table(self, like: pd.DataFrame) -> tuple[pd.DataFrame, Whole]:
        """The agencies in their order with all printed names as labels, and for each number its place."""
        import numpy as np
        import pandas as pd

        for number, names in self._names.items():
            self._rows[number]["label"] = "、".join(sorted(names))
        table = pd.DataFrame(self._rows, columns=like.columns).astype(like.dtypes.to_dict())
        order = table.sort_values(["collective", "node"], kind="stable").index.to_numpy()
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        return table.loc[order].reset_index(drop=True), place


class _Parts:
    """Parts of an edge table, each as a matrix with the numbers of its agencies among those of all."""

    def __init__(self, by: str, roles: Sequence[str], apart: str, *, collectives: bool) -> None:
        self.by, self.roles, self.apart, self.collectives = by, require_roles(roles), apart, collectives
        self.agencies = _Agencies()
        self.left_out: dict[str, int] = {}
        self.ties = 0

    def add(self, assignments: pd.DataFrame) -> tuple[Incidence, Whole]:
        columns = edge_columns(assignments, by=self.by, apart=self.apart)
        held, kept, column = incidence_of(columns, self.by, self.roles, collectives=self.collectives)
        self.like = held.agencies
        for what, count in held.left_out.items():
            self.left_out[what] = self.left_out.get(what, 0) + count
        self.ties += held.held.nnz
        return held, self.agencies.add(held.agencies, columns, kept, column)


class _Sum:
    """A square matrix of agencies to which those of parts are added."""

    def __init__(self) -> None:
        self._cells: list[tuple[Any, Any, Any]] = []
        self._waiting = 0

    def add(self, part: Matrix, numbers: Whole) -> None:
        import numpy as np

        row = np.repeat(np.arange(part.shape[0]), np.diff(part.indptr))
        self._cells.append((numbers[row], numbers[part.indices], part.data))
        self._waiting += part.nnz
        if self._waiting > _MOST:
            held = self.matrix(int(max(cells[0].max(initial=-1) for cells in self._cells)) + 1).tocoo()
            self._cells, self._waiting = [(held.row, held.col, held.data)], 0

    def matrix(self, count: int, place: Whole | None = None) -> Matrix:
        """The sum, its agencies put into their places."""
        import numpy as np
        from scipy.sparse import coo_array

        row, column, data = (np.concatenate(side) for side in zip(*self._cells, strict=True))
        if place is not None:
            row, column = place[row], place[column]
        found = coo_array((data, (row, column)), shape=(count, count)).tocsr()
        found.sort_indices()
        return found


def incidence_sum(
    parts: Iterable[pd.DataFrame],
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    collectives: bool = False,
    apart: str = "",
) -> Incidence:
    """What `incidence` gives of the parts of an assignments table put together 分块关联矩阵.

    Each part holds whole documents, and the parts come in their order. Held are the matrix and the tables of its tasks and agencies, not the parts.
    """
    import numpy as np
    import pandas as pd
    from scipy.sparse import csr_array

    sums = _Parts(by, roles, apart, collectives=collectives)
    tasks: list[pd.DataFrame] = []
    cells: list[tuple[NDArray[np.int32], NDArray[np.int8], Whole]] = []
    for part in parts:
        held, numbers = sums.add(part)
        tasks.append(held.tasks)
        matrix = held.held
        cells.append(
            (numbers[matrix.indices].astype(np.int32), matrix.data.astype(np.int8), np.diff(matrix.indptr))
        )
    agencies, place = sums.agencies.table(sums.like)
    column, data, sizes = (np.concatenate(side) for side in zip(*cells, strict=True))
    pointer = np.append(0, np.cumsum(sizes))
    found = csr_array((data.astype(np.int64), place[column], pointer), shape=(len(sizes), len(agencies)))
    found.sort_indices()
    table = pd.concat([one for one in tasks if len(one)] or tasks[:1], ignore_index=True)
    return Incidence(table, agencies, found, by, sums.roles, sums.left_out)


def network_sum(
    parts: Iterable[pd.DataFrame],
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    apart: str = "",
    weight: str = "tasks",
) -> Network:
    """What `network` gives of the parts of an assignments table put together 分块一模网络.

    Held is a matrix of agencies by agencies alone, however many tasks there are. Weights other than whole numbers may differ in their last
    digit, as sums do whose parts are added in another order.
    """
    sums, shared = _Parts(by, roles, apart, collectives=False), _Sum()
    for part in parts:
        held, numbers = sums.add(part)
        shared.add(held.shared_tasks(weight=weight), numbers)
    agencies, place = sums.agencies.table(sums.like)
    lost = sums.left_out.get("collectives", 0)
    ties = shared.matrix(len(agencies), place)
    through = lost / (lost + sums.ties) if lost else 0.0
    return Network(tuple(agencies["node"]), tuple(agencies["label"]), ties, through)


def role_degrees_sum(
    parts: Iterable[pd.DataFrame],
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    apart: str = "",
    collectives: bool = False,
) -> pd.DataFrame:
    """What `role_degrees` gives of the parts of an assignments table put together 分块角色任务数."""
    import numpy as np
    import pandas as pd

    sums, shared = _Parts(by, roles, apart, collectives=collectives), _Sum()
    counts: list[pd.DataFrame] = []
    for part in parts:
        held, numbers = sums.add(part)
        shared.add(held.shared_tasks(), numbers)
        counts.append(role_counts(held).assign(number=numbers))
    agencies, place = sums.agencies.table(sums.like)
    every = pd.concat(counts)
    at = place[every.pop("number").to_numpy()]
    table = agencies[["node", "label", "document", "collective"]].copy()
    for name in every.columns:
        added = np.bincount(at, weights=every[name], minlength=len(agencies))
        table[name] = added if name == "fraction" else added.astype(np.int64)
    return finished_degrees(table, shared.matrix(len(agencies), place), collectives=collectives)
