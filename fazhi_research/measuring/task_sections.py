"""Which section holds each task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    import pandas as pd

PLACE_COLUMNS = ("document", "task", "label", "title", "section_start", "section", "mark", "heading")


def task_sections(tasks: pd.DataFrame, sections: pd.DataFrame) -> pd.DataFrame:
    """A table with one row per task and the section that holds it 任务所在部分.

    A numbered item that is a task has a section id of its own; the section that holds it is the parent of
    that one. Columns: document, task (the task's start, as text), label and title (the task's mark and
    heading), section_start (-1 before the first section), section, mark, heading (of the holding section).
    Sorted by document, then place.

    >>> import pandas as pd
    >>> task = {"document": "a", "start": 9, "section": "1.1", "label": "1.", "heading": "甲"}
    >>> tasks = pd.DataFrame([task])
    >>> part = {"document": "a", "start": 0, "section": "1", "parent": "", "mark": "一、", "heading": "总则"}
    >>> item = {"document": "a", "start": 9, "section": "1.1", "parent": "1", "mark": "1.", "heading": "甲"}
    >>> sections = pd.DataFrame([part, item])
    >>> task_sections(tasks, sections)[["task", "title", "section", "heading"]].values.tolist()
    [['9', '甲', '1', '总则']]
    """
    import pandas as pd

    require_columns(tasks, ["document", "start", "section", "label", "heading"], "tasks")
    require_columns(sections, ["document", "start", "section", "parent", "mark", "heading"], "sections")
    held = {
        (str(row.document), _text(row.section)): (int(str(row.start)), _text(row.parent), row)
        for row in sections.itertuples()
    }
    rows = []
    for task in tasks.sort_values(["document", "start"], kind="stable").itertuples():
        document, own, start = str(task.document), _text(task.section), int(str(task.start))
        if (document, own) in held and held[document, own][0] == start:
            own = held[document, own][1]  # the item itself: go up to what holds it
        found = held.get((document, own))
        rows.append(
            {
                "document": document,
                "task": str(start),
                "label": _text(task.label),
                "title": _text(task.heading),
                "section_start": found[0] if found else -1,
                "section": own,
                "mark": _text(found[2].mark) if found else "",
                "heading": _text(found[2].heading) if found else "",
            }
        )
    return pd.DataFrame(rows, columns=list(PLACE_COLUMNS))


def _text(value: object) -> str:
    """The words of a cell, empty where it is missing."""
    return value if isinstance(value, str) else ""
