"""The items of documents, as tables that can be compared one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fazhi_research.coding.codebooks import read_codebook
from fazhi_research.errors import TableError
from fazhi_research.measuring.characters import content_words
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    import pandas as pd

    from fazhi_research.coding.codebook import Codebook

ITEM_COLUMNS = ("document", "item", "label", "heading", "words")


def task_items(tasks: pd.DataFrame) -> pd.DataFrame:
    """A table of items, one for each task 任务条目.

    From the tasks table. Columns: document, item (the section's id; section@start where several tasks share it), label,
    heading, words. In order of place.

    >>> import pandas as pd
    >>> row = {"document": "a", "start": 9, "section": "1.1", "label": "1.", "heading": "甲", "words": "1.甲。乙"}
    >>> task_items(pd.DataFrame([row])).values.tolist()
    [['a', '1.1', '1.', '甲', '1.甲。乙']]
    """
    import pandas as pd

    require_columns(tasks, ["document", "start", "section", "label", "heading", "words"], "tasks")
    rows = tasks.sort_values(["document", "start"], kind="stable").astype(object)
    shared = rows.duplicated(["document", "section"], keep=False) | (rows["section"] == "")
    found = zip(rows["section"], rows["start"], shared, strict=True)
    ids = [f"{section}@{start}" if again else section for section, start, again in found]
    return pd.DataFrame(
        {
            "document": rows["document"].tolist(),
            "item": ids,
            **{name: rows[name].tolist() for name in ITEM_COLUMNS[2:]},
        },
        dtype=object,
    )


def skeleton_items(instrument: str, *, codebook: Codebook | None = None) -> pd.DataFrame:
    """A table of items, one for each part of a national instrument, from the codebook's crosswalk 国家文件条目.

    `instrument` is an id of the crosswalk (outline-2004, decision-2008, opinion-2010, decision-2014, outline-2015, outline-2021).
    Columns as in `task_items`, to be the template of `uptake_matrix` beside the `heading_items` of plans; words is the heading, for the
    crosswalk holds no more, and a heading alone is a coarse sign of uptake. Raises TableError for an instrument that the crosswalk lacks.

    >>> skeleton_items("decision-2014")[["document", "label", "heading"]].values.tolist()[0]
    ['decision-2014', '三(一)', '依法全面履行政府职能']
    """
    import pandas as pd

    crosswalk = (codebook or read_codebook()).crosswalk
    parts = {one.part: one.heading for one in crosswalk if one.instrument == instrument}
    if not parts:
        known = ", ".join(sorted({one.instrument for one in crosswalk}))
        raise TableError(f"the crosswalk has no instrument {instrument!r}; there are {known}.")
    rows = [(instrument, part, part, heading, heading) for part, heading in parts.items()]
    return pd.DataFrame(rows, columns=list(ITEM_COLUMNS), dtype=object)


def heading_items(sections: pd.DataFrame) -> pd.DataFrame:
    """A table of items, one for each section with a heading, which alone are its words 标题条目.

    From the sections table; what headings of a template such as `skeleton_items` are compared with. Columns as in `task_items`.

    >>> import pandas as pd
    >>> row = {"document": "a", "start": 0, "section": "1", "mark": "一、", "heading": "总则"}
    >>> heading_items(pd.DataFrame([row])).values.tolist()
    [['a', '1', '一、', '总则', '总则']]
    """
    import pandas as pd

    require_columns(sections, ["document", "start", "section", "mark", "heading"], "sections")
    rows = sections[sections["heading"].astype(object) != ""].sort_values(
        ["document", "start"], kind="stable"
    )
    columns = [rows[name].tolist() for name in ("document", "section", "mark", "heading", "heading")]
    return pd.DataFrame(dict(zip(ITEM_COLUMNS, columns, strict=True)), dtype=object)


def section_items(sections: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """A table of items, one for each section that holds no other 末级条目.

    From the sections and texts tables, for documents without tasks, or of a genre that has none. Columns as in
    `task_items`; words is the section's text.

    >>> import pandas as pd
    >>> row = {"document": "a", "start": 0, "stop": 5, "section": "1", "parent": "", "mark": "一、", "heading": "总则"}
    >>> texts = pd.DataFrame({"document": ["a"], "text": ["一、总则。"]})
    >>> section_items(pd.DataFrame([row]), texts).values.tolist()
    [['a', '1', '一、', '总则', '一、总则。']]
    """
    import pandas as pd

    require_columns(
        sections, ["document", "start", "stop", "section", "parent", "mark", "heading"], "sections"
    )
    require_columns(texts, ["document", "text"], "texts")
    held = dict(zip(texts["document"], texts["text"], strict=True))
    if missing := sorted(set(sections["document"]) - set(held)):
        raise TableError(
            f"the texts table has no document {', '.join(missing)}, of which there are sections."
        )
    parents = set(zip(sections["document"], sections["parent"], strict=True))
    rows = [
        (
            row.document,
            row.section,
            row.mark,
            row.heading,
            held[row.document][int(str(row.start)) : int(str(row.stop))],
        )
        for row in sections.sort_values(["document", "start"], kind="stable").itertuples()
        if (row.document, row.section) not in parents
    ]
    return pd.DataFrame(rows, columns=list(ITEM_COLUMNS), dtype=object)


class Item(NamedTuple):
    """One item of a document (条目)."""

    document: str
    item: str
    label: str
    heading: str
    words: str


def checked_items(items: pd.DataFrame) -> list[Item]:
    """The items in the order of the table, empty label and heading where it has none 检查后的条目.

    Raises TableError for a missing column, an id given twice in a document, and an item without words.
    """
    require_columns(items, ["document", "item", "words"], "items")
    columns = [items[name].tolist() if name in items else [""] * len(items) for name in ITEM_COLUMNS]
    held, seen = [], set()
    for number, row in enumerate(zip(*columns, strict=True), start=1):
        item = Item(*(str(cell) if isinstance(cell, str | int) else "" for cell in row))
        name = f"item {item.item} of {item.document}"
        if not item.document or not item.item:
            raise TableError(f"row {number} of the items table has no document or no item: give it an id.")
        if item[:2] in seen:
            raise TableError(f"{name} stands twice in the items table: give each item an id of its own.")
        if not content_words(item.words):
            raise TableError(f"{name} has no words: fill them, or drop the row.")
        seen.add(item[:2])
        held.append(item)
    return held
