"""The years that a document plans or reports."""

import re

from fazhi_research.reading.numerals import numeral
from fazhi_research.reading.years import FIVE_YEARS

_PERIOD = re.compile(
    r"(?P<a>(?:19|20)\d{2})[ ]?年?[ ]?(?:[—\-~～一]{1,2}|至|到)[ ]?(?P<b>(?:19|20)\d{2})[ ]?(?:年|(?=[)〕]))"
)
_STATED = re.compile(
    r"(?:规划期(?:限)?|实施期(?:限)?|行动期(?:限)?|实施周期|规划年限|实施时间)[为是:]{0,2}[ ]?(?P<a>(?:19|20)\d{2})[ ]?年?(?:[ ]?\d{1,2}月)?[ ]?(?:[—\-~]{1,2}|至|到)[ ]?(?P<b>(?:19|20)\d{2})"
)
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2}|二[〇零○][〇零○一二三四五六七八九]{2})[ ]?年(?![版修调])")
_CITED = re.compile(r"《[^《》]{2,80}》(?=落实|执行|贯彻|实施情况|的实施意见)")
_OF_A_YEAR = ("report", "self_inspection", "work_points", "plan", "notice")


_THIS_YEAR = re.compile(r"(?:做好|抓好|完成|落实)今年[^。,;\n]{0,15}(?:工作|任务)")


def this_year(title: str, body: str, issued: str) -> str:
    """The year of issue, for a division of tasks that says it is about 今年, else "" (当年任务).

    >>> this_year("关于重点工作分工的意见", "为全面做好今年政府工作,提出如下意见", "2023-03-28")
    '2023'
    """
    of_a_year = re.search(r"分工|分解|重点工作|工作安排|任务", title) and _THIS_YEAR.search(body[:1500])
    return issued[:4] if of_a_year else ""


def find_period(title: str, body: str, genre: str) -> tuple[str, str]:
    """The first and the last year of the period planned or reported, "" where none is stated (规划期).

    From the folded title: 2021—2025年, “十四五”, 2022年工作要点; else from the words 规划期为 in the folded body. The years of an instrument that the title
    only cites are not the document's own.

    >>> find_period("某市法治政府建设实施方案(2021—2025年)", "", "plan"), find_period("2023年工作要点", "", "work_points")
    (('2021', '2025'), ('2023', '2023'))
    >>> find_period("二〇二三年某市工作要点", "", "work_points")
    ('2023', '2023')
    >>> find_period("某市实施方案", "规划期为2021年至2025年。", "plan")
    ('2021', '2025')
    """
    own = _CITED.sub("", title)
    years = _PERIOD.search(own)
    if years and years["a"] <= years["b"]:
        return years["a"], years["b"]
    for name, first in sorted(FIVE_YEARS.items(), key=lambda pair: -len(pair[0])):
        if re.search(rf"{name}(?=[”“\"规时])", own):
            return str(first), str(first + 4)
    year = _YEAR.search(own)
    if year and (
        genre in _OF_A_YEAR or re.match(r"[\u4e00-\u9fff]{0,12}(?:重点|任务|工作)", own[year.end() :])
    ):
        written = str(numeral(year["year"]))
        return written, written
    stated = _STATED.search(body[:60_000])
    return (stated["a"], stated["b"]) if stated and stated["a"] <= stated["b"] else ("", "")
