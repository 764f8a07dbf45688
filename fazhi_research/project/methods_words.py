"""The words of the methods: every number in them comes from the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.drawing.corpus import GENRES, TIERS
from fazhi_research.measuring.caveats import GENERAL
from fazhi_research.project.methods_facts import FIELDS, ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fazhi_research.project.methods_facts import Facts

UNKNOWN = "未详"


def english_paragraphs(known: Facts) -> list[str]:
    """Methods and limitations in English, a heading before each 英文方法与局限."""
    said = ["## Methods", _corpus_english(known), _coding_english(known), _accuracy_english(known)]
    said += [_measures_english(known), "## Limitations", _limits_english(known)]
    return [paragraph for paragraph in said if paragraph]


def chinese_paragraphs(known: Facts) -> list[str]:
    """Methods and limitations in Chinese, a heading before each 中文方法与局限."""
    said = ["## 方法", _corpus_chinese(known), _coding_chinese(known), _accuracy_chinese(known)]
    said += [_measures_chinese(known), "## 局限", _limits_chinese(known)]
    return [paragraph for paragraph in said if paragraph]


def _listed(counts: Mapping[str, int], names: Mapping[str, str] | None = None) -> str:
    """Counts in words: "plan 3, speech 4"; with names in Chinese."""
    if names is None:
        return ", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in counts.items() if count)
    return "、".join(f"{names.get(name, UNKNOWN)} {count:,}" for name, count in counts.items() if count)


def _corpus_english(known: Facts) -> str:
    made, counts = known.made, known.counts
    words = (
        f"The corpus holds {counts['documents']:,} documents ({_listed(made.genres)}) from {counts['files']:,} files. By tier of government: "
        f"{_listed(known.tiers)}. The date of issue stands in the text of {counts['stated']:,}, was inferred from the content for {counts['inferred']:,} and is "
        f"not known for {counts['undated']:,}; {counts['placeless']:,} name no jurisdiction. "
    )
    words += f"Drafts for comment among them: {counts['drafts']:,}. " if counts["drafts"] else ""
    return f"{words}Files and manifest together have the SHA-256 {made.corpus}."


def _corpus_chinese(known: Facts) -> str:
    made, counts = known.made, known.counts
    words = (
        f"语料为 {counts['documents']:,} 份文件（{_listed(made.genres, GENRES)}），出自 {counts['files']:,} 个原始文件。按层级：{_listed(known.tiers, TIERS)}。"
        f"成文日期载明于原文者 {counts['stated']:,} 份，据内容推定者 {counts['inferred']:,} 份，不详者 {counts['undated']:,} 份；未载明地区者 {counts['placeless']:,} 份。"
    )
    words += f"其中征求意见稿 {counts['drafts']:,} 份。" if counts["drafts"] else ""
    return f"{words}原始文件及清单的 SHA-256 合为 {made.corpus}。"


def _coding_english(known: Facts) -> str:
    counts = known.counts
    words = (
        f"The documents were parsed by rules with fazhi-research {known.made.version} into {counts['sections']:,} sections and, in {counts['with_tasks']:,} documents, "
        f"{counts['tasks']:,} tasks. {counts['assignments']:,} times a unit is named ({_listed(known.roles)}); of those assigned, {counts['collective']:,} are collective "
        f"expressions, which stand for no body. Also found: {counts['deadlines']:,} deadlines, {counts['targets']:,} numerical targets and {counts['citations']:,} "
        f"citations. {counts['doubts']:,} places were noted as doubtful for a reader."
    )
    if counts["codings"]:
        words += (
            f" Themes were coded by dictionary with codebook {known.made.codebook}: {counts['hits']:,} terms of {counts['themes']:,} themes were found; "
            f"{counts['modalities']:,} cues of obligation were coded by strength."
        )
    return words


def _coding_chinese(known: Facts) -> str:
    counts = known.counts
    words = (
        f"以 fazhi-research {known.made.version} 依规则解析文件，得条目 {counts['sections']:,} 个；其中 {counts['with_tasks']:,} 份文件有任务，共 {counts['tasks']:,} 项。"
        f"载明单位 {counts['assignments']:,} 次（{_listed(known.roles, ROLES)}）；所分配者中集合指代 {counts['collective']:,} 次，不作机构计。"
        f"另得时限 {counts['deadlines']:,} 处、量化指标 {counts['targets']:,} 处、引用 {counts['citations']:,} 处。存疑 {counts['doubts']:,} 处，留待人工核对。"
    )
    if counts["codings"]:
        words += (
            f"主题以编码表 {known.made.codebook} 按词典编码，命中 {counts['themes']:,} 个主题的主题词 {counts['hits']:,} 次；"
            f"规范提示词 {counts['modalities']:,} 处，按强度编码。"
        )
    return words


def _passages(known: Facts) -> tuple[int, list[tuple[str, str, int, int]]]:
    """How many passages of real documents have gold answers, and for each field how much of them was found."""
    rows = known.accuracy[(known.accuracy["kind"] == "field") & (known.accuracy["group"] == "passage")]
    held = {str(row["name"]): row for row in rows.to_dict("records")}
    fields = [
        (*words, int(held[name]["both"]), int(held[name]["gold"]))
        for name, words in FIELDS.items()
        if name in held
    ]
    return int(rows["documents"].max()) if len(rows) else 0, fields


def _rules(known: Facts) -> list[tuple[str, int, int, int]]:
    """The rules that assigned units here: how often here, how often rightly, and of how many in the gold answers."""
    rows = known.accuracy[known.accuracy["kind"] == "rule"].set_index("name")
    return [
        (rule, count, int(rows.at[rule, "both"]), int(rows.at[rule, "found"]))
        for rule, count in known.rules.items()
        if rule in rows.index
    ]


def _accuracy_english(known: Facts) -> str:
    documents, fields = _passages(known)
    if not known.counts["tasks"] or not fields:
        return ""
    found = ", ".join(f"{both:,} of {gold:,} {name}" for name, _, both, gold in fields)
    rules = "; ".join(
        f"{rule} {here:,} times here, {both:,} of {of:,} right" for rule, here, both, of in _rules(known)
    )
    words = f"Against answers made by reading, the parser found {found} in {documents:,} passages of real documents. "
    words += (
        f"Units were assigned by these rules: {rules} in all documents with such answers. " if rules else ""
    )
    own = "this corpus among them" if known.shipped else "this corpus not among them"
    return (
        f"{words}The rules were mended on all these documents ({own}), so that these figures say how well known layouts are read and are no "
        "estimate for others."
    )


def _accuracy_chinese(known: Facts) -> str:
    documents, fields = _passages(known)
    if not known.counts["tasks"] or not fields:
        return ""
    found = "、".join(f"{name} {both:,}/{gold:,}" for _, name, both, gold in fields)
    rules = "；".join(
        f"{rule} 在此 {here:,} 次，正确 {both:,}/{of:,}" for rule, here, both, of in _rules(known)
    )
    words = f"与人工阅读所作标准答案对照，在 {documents:,} 段真实文件中，解析程序正确找出{found}。"
    words += f"此处分配单位所用规则及其在全部标准答案中的正确数：{rules}。" if rules else ""
    own = "本语料在内" if known.shipped else "本语料不在其内"
    return f"{words}规则曾据上述全部文件（{own}）修订，故所列数字仅说明已知版式的识别程度，不能用于推断其他文件。"


def _draws(known: Facts) -> dict[tuple[int, int], list[str]]:
    """The figures and tables that rest on random draws, by seed and number of draws."""
    found: dict[tuple[int, int], list[str]] = {}
    for name, seed, draws in known.seeds:
        found.setdefault((seed, draws), []).append(name)
    return found


def _measures_english(known: Facts) -> str:
    if not known.measures:
        return ""
    words = "Measures, as the notebooks behind the figures called them: " + " ".join(
        one for one, _ in known.measures
    )
    drawn = "; ".join(
        f"seed {seed}, {draws:,} draws: {', '.join(names)}"
        for (seed, draws), names in sorted(_draws(known).items())
    )
    words += f" Random draws: {drawn}. The other figures and tables record no random draws." if drawn else ""
    return words


def _measures_chinese(known: Facts) -> str:
    if not known.measures:
        return ""
    words = "所用测量（依绘图所据分析笔记）：" + "".join(two for _, two in known.measures)
    drawn = "；".join(
        f"种子 {seed}、抽样 {draws:,} 次：{'、'.join(names)}"
        for (seed, draws), names in sorted(_draws(known).items())
    )
    return words + (f"随机抽样：{drawn}。其余图表未记录随机抽样。" if drawn else "")


def _limits_english(known: Facts) -> str:
    said = [
        "The documents were not drawn from a population: nothing here estimates what other documents hold. A unit that is named is a statement on paper and no "
        "evidence of who did the work; tasks and hits count as equal, which they are not."
    ]
    if known.counts["codings"]:
        said.append(
            "Themes found by dictionary are words, not attention, money or enforcement; no reliability between coders is claimed for them here."
        )
    said += [
        f"{GENERAL[code][0].removesuffix('.')} ({', '.join(names)})." for code, names in known.guards.items()
    ]
    if known.changed:
        said.append(f"Changed since the figures were drawn, and not described: {', '.join(known.changed)}.")
    for name, cells in known.left_out.items():
        said.append(f"Left out for lack of data, and not described: {cells:,} cells of {name}.")
    if not known.measures:
        said.append(
            "No figures were drawn by notebooks of this project as they stand; no measure is described."
        )
    return " ".join(said)


def _limits_chinese(known: Facts) -> str:
    said = [
        "文件并非自总体抽取，所得不能推断其他文件。载明某单位仅为文本之规定，不证明实际由谁履行；各任务、各命中等权计数，轻重实有不同。"
    ]
    if known.counts["codings"]:
        said.append("词典所得主题只是用词，不等于注意力、经费或执法；此处不主张编码员间信度。")
    said += [
        f"{GENERAL[code][1].removesuffix('。')}（{'、'.join(names)}）。"
        for code, names in known.guards.items()
    ]
    if known.changed:
        said.append(f"绘图后已改动、故未述及的分析笔记：{'、'.join(known.changed)}。")
    for name, cells in known.left_out.items():
        said.append(f"因数据不足未作、故未述及：{name} 中 {cells:,} 个单元。")
    if not known.measures:
        said.append("本项目现有分析笔记尚未绘图，故未述及任何测量。")
    return "".join(said)
