"""Tasks and agencies as one sparse matrix, for measures of large tables; networkx stays at the door."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from fazhi_research.errors import TableError
from fazhi_research.measuring.edge_columns import EdgeColumns, edge_columns
from fazhi_research.measuring.edge_rows import MEASURED_ROLES, ROLES, require_roles
from fazhi_research.measuring.edges import joined_ties

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from fazhi_research.measuring.edge_columns import Whole
    from fazhi_research.measuring.graphs import AgencyGraph

    Matrix: TypeAlias = "csr_array[Any, tuple[int, int]]"
    Source: TypeAlias = "pd.DataFrame | AgencyGraph | Incidence"

MOST_COLLECTIVE = 0.5
"""Where this share of the ties is that of collectives, what is left is not measured as a network."""

WEIGHTS = ("tasks", "fraction", "newman")
"""What one shared task of k holders adds to the tie of two of them: 1, 1/k or 1/(k - 1)."""


@dataclass(frozen=True, eq=False)
class Incidence:
    """Who holds which role in which task, as a sparse matrix with the words of its rows and columns 任务—机构关联矩阵.

    `tasks` has a row per task (columns node, document, task, start, order) and `agencies` one per agency (node,
    agency, label, document, keyed, collective, tier, place), in the order of the graph that `agency_graph` makes
    of the same table. `held` is a scipy matrix of tasks by agencies whose numbers are sums of 1 lead, 2 responsible, 4
    support, 8 mentioned. `left_out` counts what of the table is not in it. Made by `incidence`.
    """

    tasks: pd.DataFrame
    agencies: pd.DataFrame
    held: Matrix
    by: str
    roles: tuple[str, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)

    def matrix(self, roles: Sequence[str] | None = None) -> Matrix:
        """A matrix of tasks by agencies with 1.0 where the agency holds any of the roles (all, unless given)."""
        import numpy as np
        from scipy.sparse import csr_array

        wanted = sum(1 << ROLES.index(role) for role in require_roles(roles or self.roles))
        ones = ((self.held.data & wanted) != 0).astype(np.float64)
        found = csr_array((ones, self.held.indices, self.held.indptr), shape=self.held.shape, copy=True)
        found.eliminate_zeros()  # in place, hence on a copy
        return found

    @cached_property
    def bodies(self) -> NDArray[np.bool_]:
        """Which agencies are bodies and no collectives."""
        return ~self.agencies["collective"].to_numpy(dtype=bool)

    @property
    def through_collectives(self) -> float:
        """The share of all ties that are those of collectives, whether they are left out or not."""
        import numpy as np

        within = int(self.held[:, np.flatnonzero(~self.bodies)].nnz)
        lost, counted = within + self.left_out.get("collectives", 0), int(self.held.nnz) - within
        return lost / (lost + counted) if lost else 0.0

    def shared_tasks(self, roles: Sequence[str] | None = None, *, weight: str = "tasks") -> Matrix:
        """A symmetric matrix of agencies by agencies: the tasks in which both hold one of the roles, without its diagonal.

        A task of k holders adds 1 ("tasks"), 1/k ("fraction") or 1/(k - 1) ("newman") to each pair of them. A
        collective is not counted among the k, and its ties have neither fraction nor newman.
        """
        rows = self.matrix(roles)
        if weight != "tasks" and not self.bodies.all():
            rows.data *= self.bodies[rows.indices]
            rows.eliminate_zeros()
        return _projected(rows, weight)

    def shared_agencies(self, roles: Sequence[str] | None = None, *, weight: str = "tasks") -> Matrix:
        """The same of tasks by tasks: the agencies that hold one of the roles in both; collectives do not count."""
        import numpy as np

        return _projected(self.matrix(roles)[:, np.flatnonzero(self.bodies)].T.tocsr(), weight)


def _projected(rows: Matrix, weight: str) -> Matrix:
    """Columns by columns: what they share in the rows."""
    import numpy as np

    if weight not in WEIGHTS:
        raise TableError(
            f"weight={weight!r} is no way to count what is shared: choose from {', '.join(WEIGHTS)}."
        )
    sizes = np.diff(rows.indptr).astype(np.float64)
    share = {
        "tasks": np.ones_like(sizes),
        "fraction": 1 / np.maximum(sizes, 1),
        "newman": 1 / np.maximum(sizes - 1, 1),
    }[weight]
    scaled = rows.copy()
    scaled.data = scaled.data * np.repeat(share, np.diff(rows.indptr))
    found = (rows.T @ scaled).tocsr()
    found.setdiag(0)
    found.eliminate_zeros()
    found.sort_indices()
    return found


def incidence(
    source: Source,
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    collectives: bool = False,
    apart: str = "",
) -> Incidence:
    """The sparse matrix of who holds which role in which task 任务—机构关联矩阵.

    `source` is an assignments or edge table (read as by `role_ties`, with the same keywords and errors), a graph
    made by `agency_graph` (whose own `by` and roles count, its collectives left out unless asked for), or an
    `Incidence`, which is given back as it is.

    >>> import pandas as pd
    >>> names = ["发改局", "财政局", "发改局"]
    >>> edges = pd.DataFrame({"task": [1, 1, 2], "named": names, "role": ["lead", "support", "lead"]})
    >>> held = incidence(edges)
    >>> held.held.toarray().tolist(), held.shared_tasks().toarray().tolist()
    ([[1, 4], [1, 0]], [[0.0, 1.0], [1.0, 0.0]])
    """
    if isinstance(source, Incidence):
        return source
    if hasattr(source, "adj"):
        return _of_graph(source, collectives)
    return incidence_of(edge_columns(source, by=by, apart=apart), by, roles, collectives=collectives)[0]


def incidence_of(
    columns: EdgeColumns, by: str, roles: Sequence[str], *, collectives: bool
) -> tuple[Incidence, Whole, Whole]:
    """The matrix of the columns of an edge table, which of their rows are in it, and the agency of each (由边表列构造)."""
    import numpy as np

    asked = require_roles(roles)
    kept, lost = columns.kept(asked, collectives=collectives)
    row, column, tasks, agencies = numbered(columns, kept)
    cell = np.sort((row * len(agencies) + column) * len(ROLES) + columns.rank[kept])
    cell = cell[np.diff(cell, prepend=-1) != 0]  # printed twice, held once
    bits = np.left_shift(1, cell % len(ROLES))
    pair = cell // len(ROLES)
    held = _matrix(
        bits, pair // max(len(agencies), 1), pair % max(len(agencies), 1), shape=(len(tasks), len(agencies))
    )
    found = Incidence(tasks, agencies, held, by, asked, lost | {"repeats": len(kept) - len(cell)})
    return found, kept, column


def _matrix(role: Any, row: Any, column: Any, *, shape: tuple[int, int]) -> Matrix:
    import numpy as np
    from scipy.sparse import coo_array

    held = coo_array((role.astype(np.int64), (row, column)), shape=shape).tocsr()
    held.sort_indices()
    return held


class NumberedTies(NamedTuple):
    """The table of `role_ties`, for each tie the number of its task and of its agency, and a table of each."""

    ties: pd.DataFrame
    row: Whole
    column: Whole
    tasks: pd.DataFrame
    agencies: pd.DataFrame


def numbered_ties(
    assignments: pd.DataFrame, *, by: str, roles: Sequence[str], collectives: bool, apart: str
) -> NumberedTies:
    """The ties of an edge table with numbers and tables of their tasks and agencies (编号的责任分工)."""
    columns = edge_columns(assignments, by=by, apart=apart)
    kept, lost = columns.kept(require_roles(roles), collectives=collectives)
    row, column, tasks, agencies = numbered(columns, kept)
    ties, at = joined_ties(columns, kept)
    ties.attrs["left_out"] = lost | {"repeats": len(kept) - len(ties)}
    return NumberedTies(ties, row[at], column[at], tasks, agencies)


def numbered(columns: EdgeColumns, kept: Whole) -> tuple[Whole, Whole, pd.DataFrame, pd.DataFrame]:
    """For each kept row the number of its task and of its agency, with a table of the tasks and one of the agencies.

    Tasks stand in printed order; agencies in sorted order, bodies before collectives. Their columns are those of `Incidence`.
    """
    row, tasks = _tasks(columns, kept)
    column, agencies = _agencies(columns, kept)
    return row, column, tasks, agencies


def _tasks(columns: EdgeColumns, kept: Whole) -> tuple[Whole, pd.DataFrame]:
    """The tasks by document, place and id."""
    import numpy as np
    import pandas as pd

    pair = columns.document.of[kept] * len(columns.task.cells) + columns.task.of[kept]
    first, of = np.unique(pair, return_index=True, return_inverse=True)[1:]
    at = kept[first]
    document, task, start = columns.document.of[at], columns.task.of[at], columns.start[columns.task.of[at]]
    order = np.lexsort((task, start, document))
    opening = np.flatnonzero(np.diff(document[order], prepend=-1))
    since = np.repeat(opening, np.diff(opening, append=len(order)))
    words = {"document": columns.document.words(at[order]), "task": columns.task.words(at[order])}
    tasks = pd.DataFrame(words).assign(start=start[order], order=np.arange(len(order)) - since + 1)
    tasks.insert(0, "node", "task:" + tasks["document"] + ":" + tasks["task"])
    return _inverse(order)[of], tasks


def _agencies(columns: EdgeColumns, kept: Whole) -> tuple[Whole, pd.DataFrame]:
    """The agencies by node; a printed name means something only in its document."""
    import numpy as np
    import pandas as pd

    printed = (columns.keyed.cells == "named")[columns.keyed.of[kept]]
    filed = printed & (columns.document.cells != "")[columns.document.of[kept]]
    home = np.where(filed, columns.document.of[kept] + 1, 0)
    unit = (home * len(columns.agency.cells) + columns.agency.of[kept]) * 2 + columns.collective[kept]
    first, of = np.unique(unit, return_index=True, return_inverse=True)[1:]
    at = kept[first]
    known = {"agency": columns.agency.words(at), "label": columns.named.names(kept, of, at, "、")}
    agencies = pd.DataFrame(known).assign(document=columns.document.words(at), keyed=columns.keyed.words(at))
    agencies.loc[~printed[first], "document"] = ""
    agencies["collective"] = columns.collective[at]
    for name, codes in (("tier", columns.tier), ("place", columns.place)):
        agencies[name] = codes.common(kept, of, at)
    kind = agencies["collective"].map({True: "collective:", False: "agency:"}).astype("str")
    agencies.insert(0, "node", kind + agencies["document"] + ":" + agencies["agency"])
    order = agencies.sort_values(["collective", "node"], kind="stable").index.to_numpy()
    return _inverse(order)[of], agencies.loc[order].reset_index(drop=True)


def _inverse(order: Whole) -> Whole:
    """For each number its place in an order."""
    import numpy as np

    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place


_TASK = {"document": "", "start": 0.0, "order": 0}
_AGENCY = {"document": "", "keyed": "named", "collective": False, "tier": "", "place": ""}


def _of_graph(graph: AgencyGraph, collectives: bool) -> Incidence:
    """The matrix of a graph of tasks and agencies; what a graph of one's own does not say is left empty."""
    import pandas as pd

    kinds = {"task": _TASK, "agency": _AGENCY}
    held: dict[str, list[dict[str, Any]]] = {"task": [], "agency": []}
    for node, data in graph.nodes(data=True):
        kind = data.get("kind")
        if kind not in kinds:
            raise TableError(
                f"the node {node} is neither task nor agency (attribute kind): a graph of tasks and agencies comes from agency_graph."
            )
        label = str(data.get("label", node))
        known = {name: data.get(name, empty) for name, empty in kinds[kind].items()}
        held[kind].append(
            {"node": str(node), "label": label, **known, kind: label if kind == "task" else _key(node, known)}
        )
    tasks = pd.DataFrame(held["task"], columns=["node", "document", "task", "start", "order", "label"])
    columns = ["node", "agency", "label", *_AGENCY]
    every = pd.DataFrame(held["agency"], columns=columns).sort_values(["collective", "node"], kind="stable")
    kept = every[~every["collective"].astype(bool) | collectives].reset_index(drop=True)
    matrix, lost = _matrix_of_graph(graph, tasks["node"], kept["node"])
    lost += int(graph.graph.get("collectives_left_out", 0))
    asked = require_roles(str(graph.graph.get("roles", ";".join(MEASURED_ROLES))).split(";"))
    return Incidence(tasks, kept, matrix, str(graph.graph.get("by", "named")), asked, {"collectives": lost})


def _key(node: object, known: dict[str, Any]) -> str:
    """What an agency is known by, from its id: agency:document:key."""
    return str(node).removeprefix(f"{'collective' if known['collective'] else 'agency'}:{known['document']}:")


def _matrix_of_graph(
    graph: AgencyGraph, tasks: pd.Series[str], agencies: pd.Series[str]
) -> tuple[Matrix, int]:
    """The roles of all ties, and how many ties are of agencies that are left out."""
    import numpy as np

    at = {
        name: {node: number for number, node in enumerate(nodes)}
        for name, nodes in (("task", tasks), ("agency", agencies))
    }
    cells: list[tuple[int, int, int]] = []
    lost = 0
    for one, two, tie in graph.edges(data=True):
        task, agency = (str(one), str(two)) if str(one) in at["task"] else (str(two), str(one))
        if task not in at["task"] or agency in at["task"]:
            raise TableError(f"the tie between {one} and {two} does not join a task to an agency.")
        roles = [role for role in str(tie.get("roles", tie.get("role", ""))).split(";") if role]
        if agency in at["agency"]:
            cells.append(
                (
                    at["task"][task],
                    at["agency"][agency],
                    sum({1 << ROLES.index(role) for role in require_roles(roles)}),
                )
            )
        lost += agency not in at["agency"]
    row, column, role = np.array(cells, dtype=np.int64).reshape(-1, 3).T
    return _matrix(role, row, column, shape=(len(tasks), len(agencies))), lost
