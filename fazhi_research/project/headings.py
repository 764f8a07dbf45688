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
    "other": Heading("Other document", "另一文件"),
    "matched": Heading("Equal", "相同字数", "equal letters, digits and Han characters of a passage"),
    "plain": Heading("Plain", "非套语字数", "of these, outside formulas and titles"),
    "agreement": Heading("Agreement", "相同占比", "equal characters by those of the longer side"),
    "formulaic": Heading("Formula", "套语", "true: too few characters outside formulas and titles"),
    "earlier": Heading("Earlier", "先出", "issued first, where the dates tell; not proof of a source"),
    "words": Heading("Words", "原文"),
    "other_words": Heading("Words of the other", "另一文件原文"),
    "passages": Heading("Passages", "段落数", "shared passages"),
    "longest": Heading("Longest", "最长", "equal characters of the longest passage"),
    "containment": Heading("In other", "见于另一文件", "share of the document in shared passages"),
    "other_containment": Heading("Other in this", "另一文件见于此", "the same the other way"),
    "plain_containment": Heading("In other, plain", "同上，非套语", "without formulas and titles"),
    "other_plain_containment": Heading("Other in this, plain", "反向，非套语", "without formulas and titles"),
    "item": Heading("Item", "模板条目"),
    "label": Heading("Mark", "序号", "as printed"),
    "heading": Heading("Heading", "标题"),
    "plan": Heading("Plan", "各地文件"),
    "uptake": Heading("Uptake", "承接情形", "by wording; dropped: no like wording found"),
    "plan_labels": Heading("Items", "对应条目", "printed marks of the plan's items"),
    "score": Heading("Score", "得分", "weighted share of the wording of one that stands in the other"),
    "aligned": Heading("Verbatim", "照录占比", "share of the item's characters in stretches of six"),
}
"""Columns by name; one that is not here is printed under its own name 表头词表."""


def heading(column: str) -> Heading:
    """The words for a column 表头.

    >>> heading("sole").english, heading("my_column").english
    ('Alone', 'my_column')
    """
    return HEADINGS.get(column, Heading(column, ""))
