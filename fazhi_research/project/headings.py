"""How a printed table calls its columns, in two languages, and what they mean."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from fazhi_research.measuring.guards import CHINESE


class Heading(NamedTuple):
    """A column's words in English and Chinese, and in both a sentence on what it holds if the words do not tell 表头."""

    english: str
    chinese: str
    meaning: str = ""
    chinese_meaning: str = ""


HEADINGS = {
    "document": Heading("Document", "文件"),
    "title": Heading("Title", "标题"),
    "genre": Heading("Genre", "文种"),
    "jurisdiction": Heading("Place", "行政区划"),
    "tier": Heading("Tier", "层级"),
    "issuer": Heading("Issuer", "发文机关"),
    "number": Heading("Number", "发文字号"),
    "status": Heading(
        "Status",
        "效力状态",
        "draft: for comment; trial: on trial; final: issued; empty: not stated",
        "征求意见稿、试行、正式印发；空：未载明",
    ),
    "issued": Heading(
        "Issued", "成文日期", "as precise as known; empty: not known", "精确到所知为止；空：不详"
    ),
    "issued_basis": Heading(
        "Basis",
        "日期依据",
        "text: the date is printed; inferred: from what the text reports",
        "原文：印有日期；推定：据所述内容",
    ),
    "first": Heading(
        "From", "起始年", "first year of the period planned or reported", "规划期或报告期的首年"
    ),
    "last": Heading("To", "截止年", "last year of that period", "该期的末年"),
    "han": Heading("Han", "汉字数", "number of Han characters", "汉字个数"),
    "characters": Heading("Length", "字符数", "number of characters", "字符个数"),
    "agency": Heading("Agency", "机构"),
    "named": Heading("As printed", "原文名称"),
    "tasks": Heading("Tasks", "任务数", "tasks led, alone or with others", "单独或共同牵头的任务"),
    "sole": Heading("Alone", "单独牵头", "tasks led alone", "单独牵头的任务"),
    "of": Heading("Of", "任务总数", "tasks that have a lead", "载明牵头单位的任务"),
    "share": Heading(
        "Share",
        "占比",
        "tasks over all tasks that have a lead; co-led tasks count for each lead",
        "占载明牵头单位的任务之比；共同牵头者各计一次",
    ),
    "fractional": Heading(
        "Split", "分数计", "a task with k leads counts 1/k for each", "有 k 个牵头单位的任务各计 1/k"
    ),
    "fractional_share": Heading(
        "Split share",
        "分数占比",
        "split over all tasks that have a lead; sums to 1",
        "分数计占载明牵头单位的任务之比，合计为 1",
    ),
    "before_named": Heading("As printed", "原文牵头单位"),
    "after_named": Heading(
        "Under the map", "改革后机构", "the body that has the function then", "届时承担该职能的机构"
    ),
    "mapped": Heading(
        "Fate",
        "去向",
        "same: the body is still there; moved: one other body has its function; ambiguous: several have, it stays; unknown: not in the register",
        "未变：机构仍在；转移：职能由另一机构承担；不明：由数个机构承担，不作移动；未收：机构表未收",
    ),
    "tasks_after": Heading(
        "Tasks then",
        "改革后任务数",
        "tasks led by the body that has the function then",
        "由届时承担该职能的机构牵头的任务",
    ),
    "share_after": Heading("Share then", "改革后占比"),
    "map": Heading("Map", "机构格局"),
    "leads": Heading("Leads", "牵头单位数"),
    "hhi": Heading("HHI", "赫芬达尔指数", "sum of squared split shares", "分数占比平方和"),
    "low": Heading("Least", "下限", "the index if all led equally", "各单位均等牵头时的指数"),
    "normalised": Heading(
        "Normalised", "标准化指数", "from 0, all lead equally, to 1, one leads all", "0 为均等，1 为一家独揽"
    ),
    "effective": Heading(
        "Effective",
        "有效牵头数",
        "so many equal leads would give the same index",
        "同一指数所对应的均等牵头单位数",
    ),
    "undecided": Heading(
        "Undecided", "去向不明", "lead ties of bodies that several succeeded", "职能由数个机构承接的牵头关系"
    ),
    "theme": Heading("Theme", "主题", "the code of the codebook", "编码表代码"),
    "theme_tasks": Heading(
        "Tasks", "任务数", "tasks under headings that carry the theme", "所属标题载有该主题的任务"
    ),
    "tasks_of": Heading("Of", "任务总数", "all tasks of the document", "该文件全部任务"),
    "task_share": Heading("Share", "任务占比", "tasks over all tasks", "占全部任务之比"),
    "hits": Heading("Hits", "命中", "terms of the theme that are found", "命中的主题词次数"),
    "hit_share": Heading("Of hits", "命中占比", "hits over the hits of all themes", "占全部主题命中之比"),
    "per_thousand": Heading("Per 1,000", "每千字", "hits per 1,000 Han characters", "每千汉字命中数"),
    "rank": Heading(
        "Rank",
        "位次",
        "of the first section with a task of the theme, among sections with tasks",
        "有该主题任务的首个部分，在有任务的各部分中的次序",
    ),
    "disagree": Heading(
        "Disagree",
        "分歧",
        "measures that place the theme four or more places apart, the higher place first",
        "两种测量所定位次相差四位以上，位次高者在前",
    ),
    "before": Heading("Before", "前期", "mean share of the earlier period's documents", "前期各文件占比均值"),
    "after": Heading("After", "后期", "mean share of the later period's documents", "后期各文件占比均值"),
    "difference": Heading("Difference", "差", "after less before", "后期减前期"),
    "before_documents": Heading("n before", "前期文件数"),
    "after_documents": Heading("n after", "后期文件数"),
    "caveats": Heading(
        "Caveats",
        "提示",
        "genres: mixed genres; lengths: unequal; single: a period of one document; places: no tier or no province in both periods; undated: documents left out because they fall in no period; empty: without a share",
        "genres：文种混合；lengths：长短悬殊；single：一期仅一份文件；places：两期层级或省份不重合；undated：未能归期者未计；empty：无占比",
    ),
    "term": Heading("Term", "主题词"),
    "national_first": Heading("National", "全国始用", "first year in national documents", "全国文件首用之年"),
    "national_last": Heading(
        "National to",
        "全国终用",
        "last year in national documents; empty: in use or not known",
        "全国文件末用之年；空：仍在使用或不详",
    ),
    "documents": Heading("Documents", "文件数"),
    "seen_first": Heading(
        "Seen",
        "始见",
        "year by which the earliest of them was written, at the latest",
        "其中最早一份成文年份的上限",
    ),
    "seen_last": Heading(
        "Seen to",
        "末见",
        "year from which the latest was written, at the earliest",
        "其中最晚一份成文年份的下限",
    ),
    "conflict": Heading(
        "Conflict",
        "矛盾",
        "early: written before the first national year; late: after the last",
        "早：成文于全国首用之前；晚：成文于末用之后",
    ),
    "conflicts": Heading("In", "矛盾文件"),
    "since": Heading("Written from", "成文起"),
    "until": Heading("to", "成文止"),
    "dated_terms": Heading(
        "Dated", "有年代词", "used terms with a first national year", "所用主题词中有全国首用年者"
    ),
    "not_before": Heading(
        "Not before", "不早于", "first national year of the youngest term used", "所用最新主题词的全国首用年"
    ),
    "witnesses": Heading("Witnesses", "依据词", "the terms of that year", "该年的主题词"),
    "otherwise": Heading(
        "Otherwise", "其次", "the youngest first year without the witnesses", "去掉依据词后最新的首用年"
    ),
    "eras": Heading("Eras", "可容分期", "eras that do not end before that year", "不在该年之前结束的分期"),
    "stated_era": Heading(
        "Stated", "所属分期", "era by the document's own dates", "按文件自身日期所属的分期"
    ),
    "too_new": Heading(
        "Too new", "过新", "terms younger than the document's latest date", "晚于文件最晚日期的主题词"
    ),
    "too_old": Heading(
        "Too old", "过旧", "terms given up before its earliest date", "早于文件最早日期即已停用的主题词"
    ),
    "what": Heading("What", "类别"),
    "words": Heading("Words", "原文"),
    "comparator": Heading("Sign", "比较"),
    "value": Heading("Value", "数值"),
    "unit": Heading("Unit", "单位"),
    "due": Heading(
        "Due",
        "截止日",
        "the last day the words can mean; empty: recurring or masked",
        "文字所能指的最后一日；空：经常性，或原文隐去",
    ),
    "kind": Heading("Kind", "种类"),
    "other": Heading("Other document", "另一文件"),
    "equal": Heading(
        "Equal",
        "相同字数",
        "equal letters, digits and Han characters of a passage",
        "段落中相同的字母、数字、汉字",
    ),
    "plain": Heading("Plain", "非套语字数", "of these, outside formulas and titles", "其中套语与标题以外者"),
    "agreement": Heading(
        "Agreement", "相同占比", "equal characters by those of the longer side", "相同字数占较长一侧之比"
    ),
    "formulaic": Heading(
        "Formula", "套语", "true: too few characters outside formulas and titles", "是：套语与标题以外者过少"
    ),
    "earlier": Heading(
        "Earlier",
        "先出",
        "issued first, where the dates tell, printed or inferred; not proof of a source",
        "日期（载明或推定）可辨时先成文者；不证明来源",
    ),
    "other_words": Heading("Words of the other", "另一文件原文"),
    "passages": Heading("Passages", "段落数", "shared passages", "共有段落数"),
    "longest": Heading("Longest", "最长", "equal characters of the longest passage", "最长段落的相同字数"),
    "containment": Heading(
        "In other",
        "见于另一文件",
        "share of the document in shared passages",
        "文件中处于共有段落之字所占比例",
    ),
    "other_containment": Heading("Other in this", "另一文件见于此", "the same the other way", "反向之比例"),
    "plain_containment": Heading(
        "In other, plain", "同上，非套语", "without formulas and titles", "不计套语与标题"
    ),
    "other_plain_containment": Heading(
        "Other in this, plain", "反向，非套语", "without formulas and titles", "不计套语与标题"
    ),
    "item": Heading("Item", "模板条目"),
    "label": Heading("Mark", "序号", "of the item, as printed", "条目原文序号"),
    "heading": Heading("Heading", "标题"),
    "plan": Heading("Plan", "各地文件"),
    "uptake": Heading(
        "Uptake", "承接情形", "by wording; dropped: no like wording found", "就文字而言；未见：无相近文字"
    ),
    "plan_labels": Heading("Items", "对应条目", "printed marks of the plan's items", "对应条目的原文序号"),
    "score": Heading(
        "Score",
        "得分",
        "weighted share of the wording of one that stands in the other",
        "一方用字见于另一方的加权占比",
    ),
    "aligned": Heading(
        "Verbatim",
        "照录占比",
        "share of the item's characters in stretches of six",
        "条目中连续六字以上照录者所占比例",
    ),
    "index": Heading("Measure", "指标"),
    "measure": Heading("Distance", "距离依据"),
    "cluster": Heading("Group", "组"),
    "bootstrap": Heading(
        "Bootstrap",
        "自助抽样",
        "mean Jaccard index over bootstrap samples of documents",
        "对文件自助抽样的雅卡尔指数均值",
    ),
    "left_out": Heading(
        "Left out",
        "逐地剔除",
        "least Jaccard index when one place is left out",
        "逐一剔除一地时雅卡尔指数的最小值",
    ),
    "matched": Heading(
        "Matched", "等长抽样", "mean Jaccard index over length-matched draws", "等长抽样的雅卡尔指数均值"
    ),
    "chance": Heading(
        "Chance",
        "随机水平",
        "the same for as many documents picked at random",
        "随机取同样多文件时的同一指数",
    ),
    "noise": Heading(
        "Noise",
        "无结构基准",
        "what the best group of points without groups stays below 95 times in 100",
        "无组之点中最佳一组 100 次有 95 次低于此值",
    ),
    "verdict": Heading("Verdict", "判定"),
    "factor": Heading("Factor", "因素"),
    "levels": Heading("Levels", "水平数", "0: a number", "0：数值变量"),
    "r_squared": Heading("R²", "R²", "part of the sum of squared distances", "占距离平方和之比"),
    "expected": Heading("By chance", "随机期望", "degrees of freedom over n - 1", "自由度除以 n - 1"),
    "p": Heading("p", "p"),
    "q": Heading("q", "q", "false discovery rate", "错误发现率"),
    "alone": Heading(
        "Alone", "独有", "part left when all other factors are taken out first", "先剔除其余各因素后所余部分"
    ),
    "reading": Heading("Reading", "读法"),
}
"""Columns by name; one that is not here is printed under its own name 表头词表."""

VALUES: dict[str, dict[str, str]] = {
    "genre": CHINESE,
    "tier": {
        "central": "中央", "province": "省级", "prefecture": "市级", "county": "县级", "township": "乡级",
    },
    "status": {"draft": "征求意见稿", "trial": "试行", "final": "正式印发"},
    "issued_basis": {"text": "原文", "inferred": "推定"},
    "mapped": {"same": "未变", "moved": "转移", "ambiguous": "不明", "unknown": "未收"},
    "map": {"as printed": "原文", "under the map": "改革后格局"},
    "conflict": {"early": "早", "late": "晚"},
    "what": {"deadline": "时限", "target": "指标"},
    "kind": {"dated": "定期", "recurring": "经常"},
    "comparator": {"after": "之后", "before": "之前", "every": "每"},
    "uptake": {
        "taken_over": "照录", "adapted": "改写", "split": "拆分", "merged": "合并", "dropped": "未见", "added": "新增",
    },
    "measure": {"profile": "画像", "theme": "主题", "text": "文字"},
    "index": {
        "nodes": "节点数", "ties": "边数", "density": "密度", "isolated": "孤立节点数", "pieces": "连通分支数",
        "largest_piece": "最大分支节点数", "through_collectives": "经集合指代之边占比", "degree_centralisation": "度数中心势",
        "betweenness_largest": "最大中介中心性", "core_size": "核心节点数", "core_fit": "核心—边缘拟合度",
        "communities": "社群数", "modularity": "模块度", "stability": "划分稳定性",
    },
    "factor": {"genre": "文种", "era": "分期", "tier": "层级", "place": "地区", "length": "篇幅"},
    "verdict": {
        "holds": "稳定", "doubtful": "存疑", "does not hold": "不稳定", "single": "单一文件", "rest": "其余",
    },
    "reading": {
        "no sign": "无迹象", "no sign; partly aliased": "无迹象；部分混同", "no sign; aliased": "无迹象；混同",
        "goes with it": "相随", "goes with it; partly aliased": "相随；部分混同", "goes with it; aliased": "相随；混同",
        "one level": "仅一水平", "every document its own level": "每份文件自成水平", "too few documents to tell": "文件过少，无从判断",
    },
}  # fmt: skip
"""What the codes of a column are called in a table in Chinese; one that is not here is printed as it is 代码译名."""


WITHIN: dict[str, dict[str, Heading]] = {
    "cluster": {"of": Heading("Documents", "文件数", "in the group", "组内文件")},
    "hhi": {"tasks": Heading("Tasks", "任务数", "tasks that have a lead", "载明牵头单位的任务")},
    "uptake": {"words": Heading("Words in common", "相同文字")},
}
"""Columns that mean something else beside a certain other column, by that column 随表而异的表头."""


def heading(column: str, among: Collection[str] = ()) -> Heading:
    """The words for a column, in a table with the columns `among` 表头.

    >>> heading("sole").english, heading("my_column").english
    ('Alone', 'my_column')
    >>> heading("of", ["cluster", "of"]).chinese_meaning
    '组内文件'
    """
    for key, own in WITHIN.items():
        if key in among and column in own:
            return own[column]
    return HEADINGS.get(column, Heading(column, ""))
