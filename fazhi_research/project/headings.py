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
    "theme": Heading("Theme", "主题", "the code of the codebook"),
    "theme_tasks": Heading("Tasks", "任务数", "tasks under headings that carry the theme"),
    "tasks_of": Heading("Of", "任务总数", "all tasks of the document"),
    "task_share": Heading("Share", "任务占比", "tasks over all tasks"),
    "hits": Heading("Hits", "命中", "terms of the theme that are found"),
    "hit_share": Heading("Of hits", "命中占比", "hits over the hits of all themes"),
    "per_thousand": Heading("Per 1,000", "每千字", "hits per 1,000 Han characters"),
    "rank": Heading(
        "Rank", "位次", "of the first section with a task of the theme, among sections with tasks"
    ),
    "disagree": Heading(
        "Disagree", "分歧", "measures that place the theme four or more places apart, the higher place first"
    ),
    "before": Heading("Before", "前期", "mean share of the earlier period's documents"),
    "after": Heading("After", "后期", "mean share of the later period's documents"),
    "difference": Heading("Difference", "差", "after less before"),
    "before_documents": Heading("n before", "前期文件数"),
    "after_documents": Heading("n after", "后期文件数"),
    "caveats": Heading(
        "Caveats",
        "提示",
        "genres: mixed genres; lengths: unequal; single: a period of one document; places: no tier or no province in both "
        "periods; undated: documents left out because they fall in no period; empty: without a share",
    ),
    "term": Heading("Term", "主题词"),
    "national_first": Heading("National", "全国始用", "first year in national documents"),
    "national_last": Heading(
        "National to", "全国终用", "last year in national documents; empty: in use or not known"
    ),
    "documents": Heading("Documents", "文件数", "documents that use the term"),
    "seen_first": Heading("Seen", "始见", "year by which the earliest of them was written, at the latest"),
    "seen_last": Heading("Seen to", "末见", "year from which the latest was written, at the earliest"),
    "conflict": Heading(
        "Conflict", "矛盾", "early: written before the first national year; late: after the last"
    ),
    "conflicts": Heading("In", "矛盾文件"),
    "since": Heading("Written from", "成文起"),
    "until": Heading("to", "成文止"),
    "dated_terms": Heading("Dated", "有年代词", "used terms with a first national year"),
    "not_before": Heading("Not before", "不早于", "first national year of the youngest term used"),
    "witnesses": Heading("Witnesses", "依据词", "the terms of that year"),
    "otherwise": Heading("Otherwise", "其次", "the youngest first year without the witnesses"),
    "eras": Heading("Eras", "可容分期", "eras that do not end before that year"),
    "stated_era": Heading("Stated", "所属分期", "era by the document's own dates"),
    "too_new": Heading("Too new", "过新", "terms younger than the document's latest date"),
    "too_old": Heading("Too old", "过旧", "terms given up before its earliest date"),
    "what": Heading("What", "类别"),
    "words": Heading("Words", "原文"),
    "comparator": Heading("Sign", "比较"),
    "value": Heading("Value", "数值"),
    "unit": Heading("Unit", "单位"),
    "due": Heading("Due", "截止日", "the last day the words can mean; empty: recurring or masked"),
    "kind": Heading("Kind", "种类"),
    "other": Heading("Other document", "另一文件"),
    "equal": Heading("Equal", "相同字数", "equal letters, digits and Han characters of a passage"),
    "plain": Heading("Plain", "非套语字数", "of these, outside formulas and titles"),
    "agreement": Heading("Agreement", "相同占比", "equal characters by those of the longer side"),
    "formulaic": Heading("Formula", "套语", "true: too few characters outside formulas and titles"),
    "earlier": Heading(
        "Earlier", "先出", "issued first, where the dates tell, printed or inferred; not proof of a source"
    ),
    "other_words": Heading("Words of the other", "另一文件原文"),
    "passages": Heading("Passages", "段落数", "shared passages"),
    "longest": Heading("Longest", "最长", "equal characters of the longest passage"),
    "containment": Heading("In other", "见于另一文件", "share of the document in shared passages"),
    "other_containment": Heading("Other in this", "另一文件见于此", "the same the other way"),
    "plain_containment": Heading("In other, plain", "同上，非套语", "without formulas and titles"),
    "other_plain_containment": Heading("Other in this, plain", "反向，非套语", "without formulas and titles"),
    "item": Heading("Item", "模板条目"),
    "label": Heading("Mark", "序号", "of the item, as printed"),
    "heading": Heading("Heading", "标题"),
    "plan": Heading("Plan", "各地文件"),
    "uptake": Heading("Uptake", "承接情形", "by wording; dropped: no like wording found"),
    "plan_labels": Heading("Items", "对应条目", "printed marks of the plan's items"),
    "score": Heading("Score", "得分", "weighted share of the wording of one that stands in the other"),
    "aligned": Heading("Verbatim", "照录占比", "share of the item's characters in stretches of six"),
    "index": Heading("Measure", "指标"),
    "measure": Heading("Distance", "距离依据"),
    "cluster": Heading("Group", "组"),
    "bootstrap": Heading("Bootstrap", "自助抽样", "mean Jaccard index over bootstrap samples of documents"),
    "left_out": Heading("Left out", "逐地剔除", "least Jaccard index when one place is left out"),
    "matched": Heading("Matched", "等长抽样", "mean Jaccard index over length-matched draws"),
    "chance": Heading("Chance", "随机水平", "the same for as many documents picked at random"),
    "noise": Heading(
        "Noise", "无结构基准", "what the best group of points without groups stays below 95 times in 100"
    ),
    "verdict": Heading("Verdict", "判定"),
    "factor": Heading("Factor", "因素"),
    "levels": Heading("Levels", "水平数", "0: a number"),
    "r_squared": Heading("R²", "R²", "part of the sum of squared distances"),
    "expected": Heading("By chance", "随机期望", "degrees of freedom over n - 1"),
    "p": Heading("p", "p"),
    "q": Heading("q", "q", "false discovery rate"),
    "alone": Heading("Alone", "独有", "part left when all other factors are taken out first"),
    "reading": Heading("Reading", "读法"),
}
"""Columns by name; one that is not here is printed under its own name 表头词表."""


def heading(column: str) -> Heading:
    """The words for a column 表头.

    >>> heading("sole").english, heading("my_column").english
    ('Alone', 'my_column')
    """
    return HEADINGS.get(column, Heading(column, ""))
