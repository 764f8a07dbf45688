"""When a site posted a document."""

import re

from fazhi_research.reading.dates import CalendarDate, find_dates
from fazhi_research.reading.issuers import rest_of_line
from fazhi_research.reading.title_lines import byline_date

_POSTED = re.compile(
    r"(?:(?:发[布表文]|发稿|更新|上传|录入|公开)(?:日期|时间)?|(?<![文成行施止效档])(?:日期|时间))(?:[ ]?(?:[:】\]|][ \t]*|\][ ]*(?:\n|\|[ ]*))|:[ ]*\n[ \n]*|(?<=[布表稿新传入开]日期)[ ])(?P<date>20\d\d-[ ]\d{1,2}-[ ]\d{1,2}|[12\d][^\n ]{6,18})"
)
_SOURCED = re.compile(
    r"来源[:][^\n ]{2,20}[ ]{1,4}(?P<date>20\d{2}-\d{1,2}-\d{1,2})[ ]\d{1,2}:\d{2}|(?m:^)[ \t]*(?P<day>20\d{2}年\d{1,2}月\d{1,2}日)[ ]{1,4}来源[:]"
)
_ABOVE_SOURCE = re.compile(
    r"(?m)^[ \t]*(?P<date>20\d{2}-\d{1,2}-\d{1,2})[ \t]*\n[ \t]*(?:信息|文章|稿件)?(?:来源|作者|发布|浏览|字号|字体)"
)
# 2020-06-04 某自治区粮食局15090: the day, who brings it and how often it was read
_BROUGHT = re.compile(
    r"(?m)^[ \t]*(?P<date>20\d{2}-\d{1,2}-\d{1,2})[ ]{1,4}[\u4e00-\u9fff]{4,30}\d{0,7}[ \t]*$"
)
_CLOCKED = re.compile(
    r"(?m)(?<![\d-])(?P<date>20\d{2}-\d{1,2}-\d{1,2})[ ]\d{1,2}:\d{2}(?::\d{2})?(?:[ \t]*$|(?<=^....-..-..[ ]..:..)[ ][\u4e00-\u9fff]{4,20}$)"
)
_TAGGED = re.compile(r"【(?P<date>20\d{2}-\d{1,2}-\d{1,2})[ ]\d{1,2}:\d{2}(?::\d{2})?】")
_DATE_TAG = re.compile(r"(?m)^[ \t]*[\[(【]?(?P<date>20\d{2}-\d{1,2}-\d{1,2})[\])】]?(?=[ \t]|$)")
_SHORT_YEAR = re.compile(r"(?P<y>[0-2]\d)[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)")


def posted_on(opening: str, *, before: str, foot: str, after: str, file_head: str) -> str:
    """The day on which a site posted a document, in ISO form, "" where no line says so (发布日期).

    Takes the folded lines about the document: those above it and about its title (`opening`), those above it alone, its last ones, those
    behind it and the first of its file.

    >>> posted_on("某县方案\\n发布日期:2021-03-05 来源:某局\\n", before="", foot="", after="", file_head="")
    '2021-03-05'
    """
    for part in (opening, foot, after, file_head):
        # 发文日期 is rather the date of issue: it counts where nothing says when the page was posted
        for match in sorted(_POSTED.finditer(part), key=lambda match: match.group().startswith("发文")):
            dates = find_dates(match.group("date").replace("- ", "-"))
            if dates and dates[0].day:
                return dates[0].iso
            if short := _SHORT_YEAR.match(part, match.start("date")):
                return _full_year(short)
    tag = _DATE_TAG.search(opening)
    if tag and re.search(r"点击|浏览|阅读|来源|[\[【]", rest_of_line(opening, tag.start(), len(opening))):
        return _iso(find_dates(tag.group("date")))
    alone = (
        _DATE_TAG.search(before)
        or _DATE_TAG.search(file_head)
        or _CLOCKED.search(opening)
        or _TAGGED.search(opening)
        or _ABOVE_SOURCE.search(opening)
        or _BROUGHT.search(opening)
        or _SOURCED.search(opening)
    )
    if alone:
        return _iso(find_dates(alone.group("date") or alone.group()))
    return next((_iso(find_dates(date)) for line in before.split("\n") if (date := byline_date(line))), "")


def _iso(dates: list[CalendarDate]) -> str:
    return dates[0].iso if dates else ""


def _full_year(match: re.Match[str]) -> str:
    """A date with a short year (23-07-27): web pages are of this century."""
    return _iso(find_dates(f"20{match['y']}-{match['m']}-{match['d']}"))
