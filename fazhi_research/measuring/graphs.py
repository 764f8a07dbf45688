"""Tasks and the agencies that hold them as a two-mode graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from fazhi_research.errors import TableError
from fazhi_research.measuring.edge_rows import MEASURED_ROLES, require_columns, require_roles
from fazhi_research.measuring.incidence import numbered_ties
from fazhi_research.measuring.task_sections import task_sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import networkx as nx
    import pandas as pd

    AgencyGraph: TypeAlias = "nx.Graph[str]"

TIE_COLUMNS = (
    "document", "order", "section", "task", "agency", "role", "roles", "weight", "fraction", "collective",
)  # fmt: skip


def agency_graph(
    assignments: pd.DataFrame,
    tasks: pd.DataFrame | None = None,
    *,
    sections: pd.DataFrame | None = None,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    collectives: bool = True,
    apart: str = "",
) -> AgencyGraph:
    """A two-mode graph of tasks and the agencies assigned to them 任务—机构二模网络.

    `assignments` is that table, or any edge table with `named`, `role` and `task` (or `document` and
    `task_start`). With `tasks` the task nodes carry their mark and heading, with `sections` also what holds them. `by` says what makes two
    names one node: "named" (the same printed name in the same document), "agency" (the same body of the
    register) or "family" (the same function, across documents); a unit the register does not know falls
    back to its printed name. Across documents `apart` keeps bodies or families of different tiers or places apart
    ("tier", "place"; merged unless given). `graph.graph` records `by`, `roles`, `apart` and `left_out`, the counts of rows
    that are no tie (and `collectives_left_out` as a number). Mentions in prose are left out; roles=("mentioned",) gives a graph of nothing else. The
    same rows in any order give the same graph, node for node in the same order.

    Node attributes: `kind` ("task" or "agency"), `label` (a task's mark and heading, an agency's printed
    name), `document` (empty for an agency known across documents), `section` and `section_label` (what
    holds the task), `order` (1, 2, ... in printed order; 0 for agencies), `collective` (各部门 and the like:
    shown, but no measure counts them), `keyed` (what the node is known by), `tier` and `place` of an agency. Edge attributes: `role`
    (the strongest the agency holds in the task), `roles` (all, joined by ;), `weight` (1.0), `fraction`
    (1/k for k units sharing that role in the task; 0.0 for a collective), `named` (as printed).

    Raises TableError as `role_ties` does, and for mentions mixed with stated roles.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"task": [1, 1], "named": ["发改局", "财政局"], "role": ["lead", "support"]})
    >>> graph = agency_graph(edges)
    >>> list(graph.edges(data="role"))
    [('task::1', 'agency::发改局', 'lead'), ('task::1', 'agency::财政局', 'support')]
    """
    import networkx as nx

    asked = require_roles(roles)
    if "mentioned" in asked and len(asked) > 1:
        raise TableError(
            "a body that is merely mentioned and one that is given a role are not tied in the same way: build one graph of "
            "the stated roles and another with roles=('mentioned',), or see mention_graph."
        )
    found = numbered_ties(assignments, by=by, roles=asked, collectives=collectives, apart=apart)
    ties, held, agencies = found.ties, found.tasks, found.agencies
    graph: nx.Graph[str] = nx.Graph(by=by, roles=";".join(asked), apart=apart, left_out=_counts(ties))
    graph.graph["collectives_left_out"] = ties.attrs["left_out"]["collectives"]
    graph.add_nodes_from(_task_nodes(held, _places(tasks, sections)))
    graph.add_nodes_from(_agency_nodes(agencies))
    graph.add_edges_from(
        _edges(ties, held["node"].to_numpy()[found.row], agencies["node"].to_numpy()[found.column])
    )
    return graph


def graph_ties(graph: AgencyGraph) -> pd.DataFrame:
    """A table of a graph's ties, one row per task and agency 网络边表.

    Columns: document, order (the task's place in printed order), section, task (its label), agency, role,
    roles, weight, fraction, collective. Sorted by document, order, then as in the graph.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"task": [1, 1], "named": ["发改局", "财政局"], "role": ["lead", "support"]})
    >>> graph_ties(agency_graph(edges))[["order", "agency", "role"]].values.tolist()
    [[1, '发改局', 'lead'], [1, '财政局', 'support']]
    """
    import pandas as pd

    rows = []
    for node, task in graph.nodes(data=True):
        for agency, tie in graph.adj[node].items() if task["kind"] == "task" else ():
            held = graph.nodes[agency]
            rows.append(
                {
                    "document": task["document"],
                    "order": task["order"],
                    "section": task["section_label"],
                    "task": task["label"],
                    "agency": held["label"],
                    **{name: tie[name] for name in ("role", "roles", "weight", "fraction")},
                    "collective": held["collective"],
                }
            )
    return pd.DataFrame(rows, columns=list(TIE_COLUMNS))


def _counts(ties: pd.DataFrame) -> str:
    """What of the table is not in the graph, in words that every file format can hold."""
    return "; ".join(f"{count} {what}" for what, count in ties.attrs["left_out"].items() if count)


def _places(tasks: pd.DataFrame | None, sections: pd.DataFrame | None) -> dict[str, tuple[str, str, str]]:
    """The label, section and section's label of each task node, by node."""
    if tasks is None:
        return {}
    if sections is None:
        require_columns(tasks, ["document", "start", "label", "heading"], "tasks")
        columns = (tasks[name].tolist() for name in ("document", "start", "label", "heading"))
        named = (
            (f"task:{document}:{start}", "".join(part for part in words if isinstance(part, str)))
            for document, start, *words in zip(*columns, strict=True)
        )
        return {node: (words, "", "") for node, words in named if words}
    return {
        f"task:{row.document}:{row.task}": (
            f"{row.label}{row.title}",
            str(row.section),
            f"{row.mark}{row.heading}",
        )
        for row in task_sections(tasks, sections).itertuples()
    }


def _task_nodes(
    tasks: pd.DataFrame, places: dict[str, tuple[str, str, str]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The task nodes in printed order."""
    columns = (tasks[name].tolist() for name in ("node", "task", "document", "order"))
    for node, task, document, order in zip(*columns, strict=True):
        label, section, section_label = places.get(node, (task, "", ""))
        yield node, {
            "kind": "task", "document": document, "order": order, "collective": False, "keyed": "task", "label": label,
            "section": section, "section_label": section_label, "tier": "", "place": "",
        }  # fmt: skip


def _agency_nodes(agencies: pd.DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    """The agency nodes in sorted order, bodies before collectives."""
    rows: list[dict[str, Any]] = agencies.drop(columns="agency").to_dict("records")  # type: ignore[assignment]
    for row in rows:
        node = row.pop("node")
        yield node, {"kind": "agency", **row, "section": "", "section_label": "", "order": 0}


def _edges(ties: pd.DataFrame, tasks: Any, agencies: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The edges in the order of the ties; a second role of a pair is added to the first, which is the strongest."""
    pairs: dict[tuple[str, str], dict[str, Any]] = {}
    columns = (ties[name].tolist() for name in ("role", "fraction", "named"))
    for task, agency, role, fraction, named in zip(tasks.tolist(), agencies.tolist(), *columns, strict=True):
        tie = pairs.get((task, agency))
        if tie is None:
            pairs[task, agency] = {
                "role": role, "roles": role, "weight": 1.0, "fraction": fraction, "named": named,
            }  # fmt: skip
        else:
            tie["roles"] += f";{role}"
    return ((task, agency, tie) for (task, agency), tie in pairs.items())
