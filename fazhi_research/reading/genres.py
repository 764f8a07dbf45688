"""What kind of document a title announces."""

import re

GENRES = (
    "program",
    "plan",
    "opinion",
    "notice",
    "work_points",
    "report",
    "self_inspection",
    "speech",
    "other",
)
# Genres whose numbered items are tasks.
WORKING = frozenset({"program", "plan", "opinion", "notice", "work_points"})

# The last genre word of a title decides. A notice that forwards a plan is a notice, also where the plan stands below it in the same text: so
# say the gold answers, and its tasks are read all the same (WORKING). Of two words at one place the kind that stands first here is taken.
_WORDS = (
    ("self_inspection", r"自查(?:自[检纠评])?(?:情况)?(?:的)?报告|自[检评]报告|自查"),
    ("report", r"报告|总结|(?:进展|进度|完成|落实)情况(?:一览)?表|情况汇报|汇报|述职|述法|白皮书"),
    ("speech", r"讲话|发言|致辞|发言稿|讲话稿|发布稿|主持词|党课"),
    ("plan", r"任务(?:分解|分工|清单|台账)|责任清单|分工|分解表|台账|任务书"),
    ("work_points", r"工作要点|要点|工作安排|工作打算"),
    ("program", r"纲要"),
    ("plan", r"规划|方案|计划|行动|预案|路线图|措施|举措|重点(?:工作|任务)"),
    ("opinion", r"意见"),
    (
        "other",
        r"办法|规定|条例|细则|规则|决定|决议|公告|通告|批复|函|制度|公报|解读|答复|章程|标准|目录|指引|解释|公示|法$",
    ),
    ("notice", r"通[ ?]{0,3}知|通报"),
)
_PATTERN = re.compile("|".join(f"(?P<{name}{index}>{words})" for index, (name, words) in enumerate(_WORDS)))

# What a text without its title says it is: 现将《…》印发给你们, 现将有关事项通知如下, 特制定本方案, 提出如下意见.
_FORWARDED = re.compile(
    r"现将[^。\n]{2,80}(?:分解)?下达(?=[,。])|现(?:将[^。\n]{2,160})?印发(?:给)?(?:你们|各[地单])|现[将就][^。\n]{2,80}通知如下"
)
_ASKED = re.compile(r"自[查检评]")
_MADE = re.compile(
    r"(?:制[定订]|提出)(?:本|如下|以下)(?:工作|实施|行动|贯彻)?(?:方案|计划|规划|要点|意见|措施|办法|规定|细则|制度|预案)|"
    r"(?:特|实际,[现特]?)(?:制[定订]|编制)了?(?P<own>[^,。;:《》\n]{4,40}(?:方案|计划|规划|要点|意见|措施|办法|规定|细则|制度|预案))(?=[,。:\n])|(?:编制了?|现(?:向社会)?公布)(?P<report>[^,。;:《》\n]{4,40}(?:年度报告|工作报告))(?=[,。:\n])|(?:编制|现公布)了?本(?:年度)?报告|本(?:年度)?报告(?:是|根据|按照)"
)


def genre_of(title: str, opening: str = "") -> str:
    """The genre a folded title announces, with the opening words where the title tells nothing (文种).

    The last word that names a kind decides, so that a notice that forwards a plan is a notice, and a report on a
    plan a report. Without such a word, 同志们 at the start is a speech and 现将…报告如下 a report.

    >>> genre_of("某市人民政府关于印发某市法治政府建设实施方案的通知"), genre_of("关于方案落实情况的报告")
    ('notice', 'report')
    """
    return genre_and_words(title, opening)[0]


# The first part of a report that opens without a title: 一、2019年推进法治政府建设情况.
_REVIEWED = re.compile(r"(?m)^[ ]*一、[^\n。,:]{0,30}(?:情况|成效|总结|回顾)$")


def own_name(opening: str) -> str:
    """What a text without a title calls itself in its opening words: 结合街道实际,特制定甲街道工作方案 (自称).

    >>> own_name("结合街道实际,特制定甲街道工作方案。"), own_name("制定本方案。")
    ('甲街道工作方案', '')
    """
    told = _MADE.search(opening, 0, 1500)
    return (told.group("own") or told.group("report") or "") if told else ""


def genre_and_words(title: str, opening: str = "") -> tuple[str, str]:
    """The genre, and the words that decided it; no words where nothing did (文种及其依据).

    >>> genre_and_words("某市2023年法治政府建设工作要点"), genre_and_words("", "同志们:今天开会")
    (('work_points', '工作要点'), ('speech', '同志们'))
    """
    own = re.sub(r"《[^》]*》", "", title)  # what a title cites is not what it is
    found = _named(own) or _named(title)
    if found and found[-1][0] == "report":
        asked = _ASKED.search(title + "".join(re.findall(r"[^。]{0,40}(?:报告|汇报)如下", opening)))
        return ("self_inspection", f"{asked.group()} … {found[-1][1]}") if asked else found[-1]
    if found:
        return found[-1]
    if re.match(r"[^。]{0,40}同志们", opening):
        return "speech", "同志们"
    if told := re.search(r"现[将就对][^。]{0,60}(?:报告|汇报|总结)如下", opening[:1500]):
        return "self_inspection" if _ASKED.search(told.group()) else "report", told.group()
    if told := _FORWARDED.search(opening, 0, 1500):
        return "notice", told.group()
    if told := _MADE.search(opening, 0, 1500):
        return _named(told.group())[-1][0], told.group()
    if not title and (told := _REVIEWED.search(opening, 0, 1500)):
        return "report", told.group()
    return "other", ""


def _named(title: str) -> list[tuple[str, str]]:
    """The genre words of a title with their genres, in order."""
    return [
        ((match.lastgroup or "").rstrip("0123456789"), match.group()) for match in _PATTERN.finditer(title)
    ]
