"""How a printed table calls its columns, in two languages, and what they mean."""

from __future__ import annotations

from typing import NamedTuple


class Heading(NamedTuple):
    """A column's words in English and Chinese, and a sentence on what it holds if the words do not tell 表头."""

    english: str
    chinese: str
    meaning: str = ""


HEADINGS = {
    "document": Heading("Document", "文件"),
    "title": Heading("Title", "标题"),
    "genre": Heading("Genre", "文种"),
    "jurisdiction": Heading("Place", "行政区划"),
    "tier": Heading("Tier", "层级"),
    "issuer": Heading("Issuer", "发文机关"),
    "number": Heading("Number", "发文字号"),
    "status": Heading(
        "Status", "效力状态", "draft: for comment; trial: on trial; final: issued; empty: not stated"
    ),
    "issued": Heading("Issued", "成文日期", "as precise as known; empty: not known"),
    "issued_basis": Heading(
        "Basis", "日期依据", "text: the date is printed; inferred: from what the text reports"
    ),
    "first": Heading("From", "起始年", "first year of the period planned or reported"),
    "last": Heading("To", "截止年", "last year of that period"),
    "han": Heading("Han", "汉字数", "number of Han characters"),
    "characters": Heading("Length", "字符数", "number of characters"),
    "agency": Heading("Agency", "机构"),
    "named": Heading("As printed", "原文名称"),
    "tasks": Heading("Tasks", "任务数", "tasks led, alone or with others"),
    "sole": Heading("Alone", "单独牵头", "tasks led alone"),
    "of": Heading("Of", "任务总数", "tasks that have a lead"),
    "share": Heading(
        "Share", "占比", "tasks over all tasks that have a lead; co-led tasks count for each lead"
    ),
    "fractional": Heading("Split", "分数计", "a task with k leads counts 1/k for each"),
    "fractional_share": Heading(
        "Split share", "分数占比", "split over all tasks that have a lead; sums to 1"
    ),
    "before_named": Heading("As printed", "原文牵头单位"),
    "after_named": Heading("Under the map", "改革后机构", "the body that has the function then"),
    "mapped": Heading(
        "Fate",
        "去向",
        "same: the body is still there; moved: one other body has its function; ambiguous: several have, it stays; "
        "unknown: not in the register",
    ),
    "tasks_after": Heading("Tasks then", "改革后任务数", "tasks led by the body that has the function then"),
    "share_after": Heading("Share then", "改革后占比"),
    "map": Heading("Map", "机构格局"),
    "leads": Heading("Leads", "牵头单位数"),
    "hhi": Heading("HHI", "赫芬达尔指数", "sum of squared split shares"),
    "low": Heading("Least", "下限", "the index if all led equally"),
    "normalised": Heading("Normalised", "标准化指数", "from 0, all lead equally, to 1, one leads all"),
    "effective": Heading("Effective", "有效牵头数", "so many equal leads would give the same index"),
    "undecided": Heading("Undecided", "去向不明", "lead ties of bodies that several succeeded"),
}
"""Columns by name; one that is not here is printed under its own name 表头词表."""


def heading(column: str) -> Heading:
    """The words for a column 表头.

    >>> heading("sole").english, heading("my_column").english
    ('Alone', 'my_column')
    """
    return HEADINGS.get(column, Heading(column, ""))
