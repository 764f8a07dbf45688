"""Tasks and the agencies that hold them as a two-mode graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from fazhi_research.measuring.edges import MEASURED_ROLES, role_ties
from fazhi_research.measuring.task_sections import task_sections

if TYPE_CHECKING:
    from collections.abc import Sequence

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
) -> AgencyGraph:
    """A two-mode graph of tasks and the agencies assigned to them 任务—机构二模网络.

    `assignments` is that table, or any edge table with `named`, `role` and `task` (or `document` and
    `task_start`). With `tasks` and `sections` the task nodes carry their words. `by` says what makes two
    names one node: "named" (the same printed name in the same document), "agency" (the same body of the
    register) or "family" (the same function, across documents); a unit the register does not know falls
    back to its printed name. `graph.graph` records `by` and `roles`. Mentions in prose are left out unless
    `roles` names them. The same rows in any order give the same graph, node for node in the same order.

    Node attributes: `kind` ("task" or "agency"), `label` (a task's mark and heading, an agency's printed
    name), `document` (empty for an agency known across documents), `section` and `section_label` (what
    holds the task), `order` (1, 2, ... in printed order; 0 for agencies), `collective` (各部门 and the like:
    shown, but no measure should count them), `keyed` (what the node is known by). Edge attributes: `role`
    (the strongest the agency holds in the task), `roles` (all, joined by ;), `weight` (1.0), `fraction`
    (1/k for k units sharing that role in the task; 0.0 for a collective), `named` (as printed).

    Raises TableError when a column is missing or a role unknown.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"task": [1, 1], "named": ["发改局", "财政局"], "role": ["lead", "support"]})
    >>> graph = agency_graph(edges)
    >>> list(graph.edges(data="role"))
    [('task::1', 'agency::发改局', 'lead'), ('task::1', 'agency::财政局', 'support')]
    """
    import networkx as nx

    frame = role_ties(assignments, by=by, roles=roles, collectives=collectives)
    ties: list[dict[str, Any]] = frame.to_dict("records")  # type: ignore[assignment]
    graph: nx.Graph[str] = nx.Graph(by=by, roles=";".join(roles))
    _add_tasks(graph, ties, _places(tasks, sections))
    _add_agencies(graph, ties)
    for tie in ties:  # sorted: the strongest role of a pair comes first
        task, agency = _task_node(tie["document"], tie["task"]), _agency_node(tie)
        if graph.has_edge(task, agency):
            graph.edges[task, agency]["roles"] += f";{tie['role']}"
            continue
        role, share, named = tie["role"], tie["fraction"], tie["named"]
        graph.add_edge(task, agency, role=role, roles=role, weight=1.0, fraction=share, named=named)
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


def _places(tasks: pd.DataFrame | None, sections: pd.DataFrame | None) -> dict[str, dict[str, str]]:
    """The words of each task node, by node."""
    if tasks is None or sections is None:
        return {}
    return {
        _task_node(row.document, row.task): {
            "label": f"{row.label}{row.title}",
            "section": str(row.section),
            "section_label": f"{row.mark}{row.heading}",
        }
        for row in task_sections(tasks, sections).itertuples()
    }


def _task_node(document: object, task: object) -> str:
    return f"task:{document}:{task}"


def _agency_node(tie: dict[str, Any]) -> str:
    """A printed name means something only in its document; a body or a family is the same everywhere."""
    kind = "collective" if tie["collective"] else "agency"
    return f"{kind}:{_home(tie)}:{tie['agency']}"


def _home(tie: dict[str, Any]) -> str:
    """The document a unit is known in, empty if it is known across documents."""
    return str(tie["document"]) if tie["keyed"] == "named" else ""


def _add_tasks(graph: nx.Graph[str], ties: list[dict[str, Any]], places: dict[str, dict[str, str]]) -> None:
    """Add the task nodes in printed order."""
    counts: dict[str, int] = {}
    for tie in ties:
        document, node = str(tie["document"]), _task_node(tie["document"], tie["task"])
        if node in graph:
            continue
        counts[document] = counts.get(document, 0) + 1
        words = places.get(node, {"label": str(tie["task"]), "section": "", "section_label": ""})
        order = counts[document]
        graph.add_node(
            node, kind="task", document=document, order=order, collective=False, keyed="task", **words
        )


def _add_agencies(graph: nx.Graph[str], ties: list[dict[str, Any]]) -> None:
    """Add the agency nodes in sorted order, bodies before collectives."""
    names: dict[tuple[bool, str], set[str]] = {}
    known: dict[str, dict[str, Any]] = {}
    for tie in ties:
        node = _agency_node(tie)
        names.setdefault((tie["collective"], node), set()).update(tie["named"].split(";"))
        known[node] = tie
    for (collective, node), printed in sorted(names.items()):
        graph.add_node(
            node, kind="agency", label="、".join(sorted(printed)), document=_home(known[node]), section="",
            section_label="", order=0, collective=collective, keyed=known[node]["keyed"],
        )  # fmt: skip
