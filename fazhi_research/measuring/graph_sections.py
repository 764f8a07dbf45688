"""The tree of a document: its sections, and the tasks they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.errors import TableError
from fazhi_research.measuring.cells import text_of
from fazhi_research.measuring.edge_rows import require_columns
from fazhi_research.measuring.task_sections import task_sections

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def section_tree(tasks: pd.DataFrame, sections: pd.DataFrame, *, run_ins: bool = False) -> nx.DiGraph[str]:
    """A directed tree from each document to its sections and from these to the tasks they hold 条目结构树.

    A numbered item that is a task is a task node and no section. Items within a task (一是, 第一) are left out
    unless run_ins=True. Several documents are several trees. Node attributes: `kind` (document, section or task),
    `label` (mark and heading), `document`, `section` (the id in the table), `depth` (0 for the document), `start`, `tasks`
    (how many hang below; 0 for a task). Children stand in printed order. Node ids of tasks are those of `agency_graph`, so that
    the two can be composed.

    Raises TableError for a missing column and for a section whose parent is not in the table.

    >>> import pandas as pd
    >>> tasks = pd.DataFrame([{"document": "a", "start": 9, "section": "1.1", "label": "1.", "heading": "甲"}])
    >>> part = {"document": "a", "start": 0, "section": "1", "parent": "", "mark": "一、", "heading": "总则"}
    >>> item = {"document": "a", "start": 9, "section": "1.1", "parent": "1", "mark": "1.", "heading": "甲"}
    >>> list(section_tree(tasks, pd.DataFrame([part, item])).edges)
    [('document:a', 'section:a:1'), ('section:a:1', 'task:a:9')]
    """
    import networkx as nx

    require_columns(sections, ["document", "start", "section", "parent", "mark", "heading"], "sections")
    places = task_sections(tasks, sections)
    items = _items(sections, places, run_ins)
    graph: nx.DiGraph[str] = nx.DiGraph(kind="sections and tasks")
    for document in sorted({*places["document"], *(item[0] for item in items)}):
        graph.add_node(
            f"document:{document}",
            kind="document",
            label=document,
            document=document,
            section="",
            depth=0,
            start=-1,
            tasks=0,
        )
    for document, start, node, parent, label, section, kind in items:
        if parent not in graph:
            raise TableError(
                f"section {section} of {document} hangs from {parent}, which is not in the sections table: give the whole table."
            )
        depth = graph.nodes[parent]["depth"] + 1
        graph.add_node(
            node,
            kind=kind,
            label=label,
            document=document,
            section=section,
            depth=depth,
            start=start,
            tasks=0,
        )
        graph.add_edge(parent, node)
        while kind == "task" and parent:
            graph.nodes[parent]["tasks"] += 1
            parent = next(iter(graph.pred[parent]), "")
    return graph


_Item = tuple[str, int, str, str, str, str, str]


def _items(sections: pd.DataFrame, places: pd.DataFrame, run_ins: bool) -> list[_Item]:
    """Sections and tasks with their parents, in printed order, what holds before what is held."""
    task_of = {(row.document, int(str(row.task))): str(row.task) for row in places.itertuples()}
    node_of: dict[tuple[str, str], str] = {}
    items: list[_Item] = []
    rows = [
        (
            str(row.document),
            int(str(row.start)),
            str(row.section),
            text_of(row.parent),
            f"{text_of(row.mark)}{text_of(row.heading)}",
        )
        for row in sections.itertuples()
    ]
    for document, start, section, _, _ in rows:
        own = task_of.get((document, start))
        node_of[document, section] = f"task:{document}:{own}" if own else f"section:{document}:{section}"
    for document, start, section, parent, label in rows:
        node = node_of[document, section]
        above = (
            node_of.get((document, parent), f"section:{document}:{parent}")
            if parent
            else f"document:{document}"
        )
        if node.startswith("section:") and (run_ins or not _within_task(document, parent, node_of)):
            items.append((document, start, node, above, label, section, "section"))
    for row in places.itertuples():
        above = (
            node_of.get((str(row.document), str(row.section)), "")
            if row.section
            else f"document:{row.document}"
        )
        items.append((str(row.document), int(str(row.task)), f"task:{row.document}:{row.task}", above, f"{row.label}{row.title}", str(row.section), "task"))  # fmt: skip
    return sorted(items, key=lambda item: (item[0], item[1], item[5].count("."), item[6], item[2]))


def _within_task(document: str, parent: str, node_of: dict[tuple[str, str], str]) -> bool:
    """Whether an item or anything above it is a task."""
    above = parent
    while above:
        if node_of.get((document, above), "").startswith("task:"):
            return True
        above = above.rpartition(".")[0]
    return False
