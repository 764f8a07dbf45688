"""By when something is due: dates, periods, intervals, standing duties."""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fazhi_research.coding.base_years import BaseYears, base_years
from fazhi_research.coding.moments import YEAR, Moment, find_moments
from fazhi_research.coding.quoted_titles import titles_with_own
from fazhi_research.coding.surroundings import ends_bracket, ends_title, in_slogan, of_all_tasks
from fazhi_research.reading.documents import Document, require_document
from fazhi_research.reading.folding import fold
from fazhi_research.reading.genres import WORKING
from fazhi_research.reading.occurrences import matches_at, occurrences
from fazhi_research.reading.spans import Span

_NUM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_RECURRING = re.compile(
    rf"每(?:隔)?[ ]?(?:(?:\d{{1,2}}(?:[至—\-~]{{1,2}}\d{{1,2}})?|[一二两三四五六七八九十]{{1,2}}|半)[ ]?)?(?:个)?(?:年度|年(?!度)|季度|季(?!度)|月份|月(?!份)|半年|半月|周|星期|旬|日|天|工作日|学期)(?!人|均)"
    rf"(?:(?<=[年度])(?:的?第?[一二三四1-4]季度[末底]?(?:之?前|以前|内)?|[上下]半年)|(?:年?[底末初](?![级])(?:月?\d{{1,2}}日)?(?:之?前)?)|(?:的(?=首|末|最后|第|\d|[一二三四五六七八九十]{{1,3}}月))?(?:首月|末月|最后一个月|第[一二三1-3][ ]?个?月)?(?:{_NUM}[ ]?月(?:份)?)?(?:(?:(?<=月)|(?<=月)的){_NUM}[ ]?[日号]|(?<=份){_NUM}[ ]?日|[底末](?=前))?(?:之?前|以前)?)?"
    rf"|(?<![日定])按(?:年度|季度|半年|季|月|周|旬|年|学期)(?=[^、份度龄薪租产供资工期节均限级岁\n])(?!领取|享受)"
)
_STANDING = re.compile(
    r"长期(?:坚持|推进|执行|落实|有效|实施|开展|任务|工作)?|持续(?:推进|实施|坚持|开展|落实|深化|加强|抓好|完善|优化|推动)|常态化(?:推进|开展|坚持|落实|实施)?|全年(?:坚持|推进|持续推进|落实|开展)|贯穿全年"
)
_PERIOD = re.compile(
    r"[“\"]?(?:十[一二三四五六]五)[”\"]?(?:规划)?(?P<what>时期|期间|末|期末)|全年|(?:19|20)\d{2}[ ]?年?[ ]?[—\-~至][ ]?(?:19|20)\d{2}[ ]?年"
)
_OF_EACH = re.compile(
    r"的(?:[\u4e00-\u9fff]{0,4}(?:进度|进展|计划|任务|目标|情况|数据|报表))"
)  # 每季度的进度
_CASE = re.compile(r"[^,。;:\n]{2,60}的,")  # 每年采购5000万元以上的,给予…
_RATE = re.compile(r"[ ]?[\d,.]{1,12}[ ]?[万亿]?元")
_PERIOD_SIGN = re.compile(r"十[一二三四五六]五|全年|20\d{2}[ ]?年?[ ]?[—\-~至]")
_RANGE = re.compile(
    rf"(?:(?:{YEAR})[ ]?)?(?:(?:{_NUM}|[Xx×*]{{1,2}})月(?:(?:{_NUM}|[Xx×*]{{1,2}})日?|[底末初]|[上中下]旬)?|(?<=[年(])\d{{1,2}})[ ]?(?:至|到|—{{1,2}}|-{{1,2}}|~)[ ]?$"
)
_YEARS_TO = re.compile(r"(?:19|20)\d\d[ ]?年?[ ]?[至到]$")
_FIGURED = re.compile(
    r"[ ]*(?P<all>(?:20\d\d(?:[./-]\d{1,2}){1,2}[ ]?[—\-~至到]{1,2}[ ]?)?(?P<y>20\d\d)[./-](?P<m>\d{1,2})(?:[./-](?P<d>\d{1,2}))?日?(?:[ ]?底?[之以]?前)?)(?:完成)?[ ]*"
)
_LABELS = tuple(
    word + more for word in ("时限", "时间", "期限", "节点", "进度") for more in ("", "要求", "安排", "节点")
)
# When a page was made or an office is open, which nobody owes.
_OF_PAGE = re.compile(
    r"(?:发[布文表]|填[报表]|制表|成文|印发|签发|更新|公[示开]|会议|办公|接待|联系|受理|报名|考试)时间$"
)
_LABELLED = re.compile(r"[^\n;)〕。:]{0,80}")
_TIME_COLUMN = re.compile(r"时限|时间|期限|节点|进度|时序")
_PHASE = re.compile(
    r"(?:阶段|步骤|启动|准备|部署|实施|验收|总结|自查|整改|提升|动员)[^。;\n()]{0,12}[(][^()]{0,4}$"
)
_DUE_AFTER = re.compile(
    r"[ ]?(?:全部|全面|基本|累计)?(?:完成|建成|实现|投入|启用|上线|竣工|结束|达到|取得|形成|制定|出台)"
)
_ENDS = re.compile(r"[ ]?(?:全部|全面|基本)?完成(?!了|的)")
_NOT_AFTER = re.compile(
    r"[ ]?(?:以来|以后|之后|后|起|始|度|版|[—\-~至到][ ]?\d|召开|在[\u4e00-\u9fff]{1,6}召开|通过|第|国民经济|国家|全国|重点|工作要点)"
)
_PAST_BEFORE = re.compile(
    r"(?:截至|截止到?|自|从|去|上|有效期[至为到]?|有效期限?[至为到]|至今|达|得|早在|针对|相较|始于|成立于|生效|冲刺|期限?届?至|试行[至到]|施行[至到]|执行[至到]|延[长续][至到])$"
)
_LAPSE = re.compile(r"有效期|施行[期至]|试行期|有效至|废止$|失效")
_DONE = re.compile(r"(?<![除为])了(?![解如])|已(?!经?(?:建成|取得|发布)的)|先后|余[篇份件次起名人]|荣获|被评")
_LOOKBACK = re.compile(
    r"回顾|成绩|成效|(?:工作|主要|基本|开展|落实|完成|进展)情况|情况$|存在(?:的)?(?:主要)?问题|主要做法|取得|工作总结"
)
_STOCK = re.compile(
    r"(?:全[省市县区])?(?:城镇)?(?:登记失业率|常住人口|总人口|户籍人口|存栏|贷款余额|存款余额)"
)  # 年末登记失业率
_GROUND = re.compile(r"[^,。;\n]{0,60}的?基础上")  # 在今年1月安排1亿元的基础上
# What makes a period part of a name or of a statement: “十四五”时期的…, “十四五”时期是…, “十四五”时期深化改革方案
_NAMING = re.compile(r"[的是]|[^,。;:\n]{2,30}(?:方案|规划|计划|纲要)(?:的通知|》)?(?=[ \n]|$)")
_AIM = re.compile(
    r"[^,。;\n]{2,60}的(?:重要|主要|奋斗|战略|远景)?(?:目标|任务)之一"
)  # 确立为到2035年…的重要目标之一
_MADE_KNOWN = re.compile(r",[^,。]{2,30}(?:印发|发布|公布|出台)")  # 2023年7月,某省印发…
_SENTENCE_END = "。;!?\n"
_FIVE = {"十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}


class Deadline(NamedTuple):
    """A time by which, in which or how often something is due (完成时限).

    `span` is the place of the words without 于, 在, 到, 自; `due` the ISO last day they can mean, "" when open-ended or masked; `kind` dated, period, recurring or
    standing. `whole` marks a default for the whole document.
    """

    span: Span
    due: str
    kind: str
    whole: bool = False


def extract_deadlines(document: Document) -> list[Deadline]:
    """The deadlines of a document in order of print (完成时限).

    Dates that have passed when the document is issued, validity, entry into force and bare years are none; a date without a year takes that of the
    title, the period or the date of issue.

    >>> plan = Document("d", "2022年6月底前完成清理,每半年通报一次。", metadata={"issued": "2022-01-10"})
    >>> [(one.span.of(plan.text), one.due, one.kind) for one in extract_deadlines(plan)]
    [('2022年6月底前', '2022-06-30', 'dated'), ('每半年', '', 'recurring')]
    """
    require_document(document)
    text = document.clean.text
    page = _page(document)
    quoted = titles_with_own(document)
    found = [*_recurring(page), *_periods(page), *_dated(page), *_figured(page), *_standing(page)]
    kept: list[_Found] = []
    for one in _outside(sorted(found, key=lambda one: (one[0], -one[1])), quoted):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return [
        Deadline(document.clean.span(start, stop), due, kind, of_all_tasks(text, start))
        for start, stop, due, kind in kept
    ]


_Found = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class _Page:
    """A document's clean text with what decides about its dates."""

    text: str
    years: BaseYears
    cells: tuple[
        tuple[int, int], ...
    ]  # cells of a column of time limits, and what follows a label such as 完成时限:
    working: bool  # a plan or the like, not a report
    told: tuple[tuple[int, int], ...]  # stretches that tell what was done

    def slot(self, start: int) -> tuple[int, int] | None:
        """The cell or label line that holds a place."""
        return _holding(self.cells, start)

    def clause(self, start: int) -> tuple[int, int]:
        """The sentence round a place, at most 160 characters each way."""
        text = self.text
        first = max(
            max(text.rfind(sign, max(0, start - 160), start) for sign in _SENTENCE_END) + 1, start - 160, 0
        )
        ends = [at for sign in _SENTENCE_END if (at := text.find(sign, start, start + 160)) >= 0]
        return first, min(ends, default=min(len(text), start + 160))


def _holding(stretches: Sequence[tuple[int, int]], start: int) -> tuple[int, int] | None:
    at = bisect_right(stretches, (start, 1 << 60)) - 1
    return stretches[at] if at >= 0 and start < stretches[at][1] else None


def _outside(found: Iterable[_Found], quoted: Sequence[tuple[int, int]]) -> Iterator[_Found]:
    for one in found:
        if _holding(quoted, one[0]) is None:
            yield one


def _page(document: Document) -> _Page:
    text = document.clean.text
    cells = sorted({*_cells(document), *_labelled(text)})
    return _Page(text, base_years(document), tuple(cells), document.genre in WORKING, tuple(_told(document)))


def _cells(document: Document) -> Iterator[tuple[int, int]]:
    for grid in document.grids:
        for column, name in enumerate(grid.header):
            if _TIME_COLUMN.search(name) and not re.search(r"责任|单位|会议|重要", name):
                yield from (row[column] for row in grid.rows if row[column][0] < row[column][1])


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    """What follows 完成时限: up to the end of the line, the bracket or the next label."""
    for colon in occurrences(text, ":"):
        if text.endswith(_LABELS, max(0, colon - 4), colon) and not _OF_PAGE.search(
            text, max(0, colon - 8), colon
        ):
            stop = _LABELLED.match(text, colon + 1)
            if stop and stop.group().strip():
                yield colon + 1, stop.end()


def _told(document: Document) -> Iterator[tuple[int, int]]:
    """In reports and speeches the parts whose headings say that they look back."""
    if document.genre not in ("report", "self_inspection", "speech"):
        return
    last = 0
    for section in document.outline.sections:
        heading = document.words(section.heading)
        if section.clean.start >= last and section.depth <= 2 and _LOOKBACK.search(fold(heading)[:40]):
            following = [
                one.clean.start
                for one in document.outline.sections
                if one.clean.start > section.clean.start and one.depth <= section.depth
            ]
            last = min(following, default=len(document.clean.text))
            yield section.clean.start, last


def _recurring(page: _Page) -> Iterator[_Found]:
    for match in matches_at(page.text, _RECURRING, occurrences(page.text, "每", "按")):
        _, last = page.clause(match.start())
        clause = page.text[match.end() : min(last, match.end() + 30)]
        if _CASE.match(page.text, match.end(), last):
            continue
        if not _DONE.search(clause.split(",")[0]) and not _RATE.match(clause) and not _OF_EACH.match(clause):
            yield match.start(), match.end(), "", "recurring"


def _periods(page: _Page) -> Iterator[_Found]:
    for sign in matches_at(page.text, _PERIOD_SIGN, occurrences(page.text, "十", "全年", "20")):
        match = _PERIOD.match(page.text, sign.start() - (page.text[max(0, sign.start() - 1)] in '“"'))
        if match is None:
            continue
        words, what = match.group(), match.group("what")
        slot = page.slot(match.start())
        alone = (
            page.text[slice(*slot)].strip() == words
            if slot is not None
            else ends_bracket(page.text, match.start(), match.end())
        )
        name = re.search(r"十[一二三四五六]五", words)
        if what is None or name is None:
            if alone:
                yield match.start(), match.end(), "", "period"
        elif _FIVE[name.group()] >= int(page.years.floor[:4]):
            if what.endswith("末"):
                yield match.start(), match.end(), f"{_FIVE[name.group()]}-12-31", "dated"
            elif not _NAMING.match(page.text, match.end()) and not ends_title(page.text, *match.span()):
                yield match.start(), match.end(), "", "period"


def _standing(page: _Page) -> Iterator[_Found]:
    for match in matches_at(
        page.text, _STANDING, occurrences(page.text, "长期", "持续", "常态化", "全年", "贯穿全年")
    ):
        before = page.text[max(0, match.start() - 60) : match.start()]
        after = page.text[match.end() : match.end() + 2].lstrip(" ")
        slot = page.slot(match.start())
        if slot is not None:
            lead = page.text[slot[0] : match.start()].strip()
            alone = not lead or lead[-1] in ",、;并"
        else:
            inside = max(map(before.rfind, "(〔【[")) > max(map(before.rfind, ")〕】]。"))
            listed = match.group() == "常态化" and before.endswith("化、")  # (精细化、网格化、常态化)
            alone = inside and not listed and before.rstrip()[-1:] in tuple(",;:(〔【[、并")
        if alone and after[:1] in ("", *",;)〕】]。|\n\t、"):
            yield match.start(), match.end(), "", "standing"


def _dated(page: _Page) -> Iterator[_Found]:
    said = page.years.base, 0  # the year last printed with a time of it, and where
    for moment in find_moments(page.text):
        start = _range_start(page, moment.start)
        due = moment.last_day(page.years.at(page.text, moment.start, said))
        slot = page.slot(moment.start)
        owed = slot is not None or _is_due(page, moment, due, start)
        # what goes back in a sentence is only spoken of: 2011年3月底前上报2010年第四季度季报;4月初…
        if moment.year > 0 and (moment.month or moment.vague) and (owed or moment.year >= said[0]):
            said = moment.year, moment.stop
        if not owed:
            continue
        if slot is not None and not _in_slot(page.text, moment, slot):
            continue
        if _each_year(page, moment):
            yield start, moment.stop, "", "recurring"
        else:
            yield start, moment.stop, _after(page, moment, due), "dated"


def _each_year(page: _Page, moment: Moment) -> bool:
    """Whether a day without a year comes round each year, as its sentence says first: 每年都要按照要求,于11月底前报告."""
    text = page.text
    if moment.year or moment.shift or text[moment.start - 1 : moment.start] not in ("于", "在"):
        return False
    first, _ = page.clause(moment.start)
    return "每年" in text[first : moment.start]


def _figured(page: _Page) -> Iterator[_Found]:
    """Dates in figures alone that fill a cell or stand behind a label: 2024.12, 2024-06-30前, 2024.3.1-2024.6.30."""
    for slot in page.cells:
        if match := _FIGURED.fullmatch(page.text, *slot):
            year, month, day = (int(match[name] or 0) for name in ("y", "m", "d"))
            if 1 <= month <= 12:
                last = monthrange(year, month)[1]
                yield (
                    match.start("all"),
                    match.end("all"),
                    f"{year}-{month:02}-{min(day or last, last):02}",
                    "dated",
                )


def _in_slot(text: str, moment: Moment, slot: tuple[int, int]) -> bool:
    """Whether a date in a cell or after a label is a time limit: any but a bare year that names something."""
    precise = moment.before or moment.month or moment.vague
    return bool(precise or moment.stop >= slot[1] or _DUE_AFTER.match(text, moment.stop))


def _after(page: _Page, moment: Moment, due: str) -> str:
    """A month without a year that has passed when the document is issued is that of the next year."""
    if (
        due
        and moment.year == 0
        and moment.shift == 0
        and due < page.years.floor
        and due[:4] == page.years.floor[:4]
    ):
        return f"{int(due[:4]) + 1}{due[4:]}"
    return due


def _range_start(page: _Page, start: int) -> int:
    before = page.text[max(0, start - 24) : start]
    first = _RANGE.search(before)
    return start - len(before) + first.start() if first else start


def _is_due(page: _Page, moment: Moment, due: str, start: int) -> bool:
    """Whether a date in prose is one by which something is due."""
    text = page.text
    before = text[max(0, start - 8) : start].rstrip(" ")
    if _PAST_BEFORE.search(before[-4:]) and not (start != moment.start and before.endswith(("自", "从"))):
        return False
    if (
        in_slogan(text, start)
        or (
            _NOT_AFTER.match(text, moment.stop)
            and not (moment.before and text.startswith("召开", moment.stop))
        )
        or _holding(page.told, start) is not None
    ):
        return False
    if due and due < page.years.floor and moment.year > 0:
        return False
    if before.endswith(("起至", "起到")) and not (moment.month or moment.vague or moment.before):
        return False
    if _GROUND.match(text, moment.stop) or _AIM.match(text, moment.stop):
        return False
    first, last = page.clause(start)
    if _LAPSE.search(text[max(first, start - 8) : min(last, moment.stop + 6)]):
        return False
    ahead = text[moment.stop : min(last, moment.stop + 40)]
    if _DONE.search(ahead[:24]) and not before.endswith("到"):
        return False
    if start != moment.start:
        phase = _PHASE.search(text[max(0, start - 40) : start]) is not None
        return phase or _ENDS.match(ahead) is not None or before.endswith(("自", "从", "(", ":"))
    return _is_limit(text, moment, before, ahead, working=page.working)


def _is_limit(text: str, moment: Moment, before: str, ahead: str, *, working: bool) -> bool:
    bare_year = not (moment.month or moment.vague)
    if moment.before:
        scope = bare_year and ahead.startswith(("的", "已", "成立", "制定", "出台", "建成的"))
        return not scope and not ahead.startswith(("的", "已"))
    if bare_year and _YEARS_TO.search(before):
        return False  # 2014年至2016年 is a period
    if before.endswith(("到", "至", "截止")) and (moment.year or moment.vague or moment.shift):
        return True
    if bare_year:
        return False
    alone = before[-1:] in ("", *"(,;:。\n、〔.") or before.endswith(
        ("力争", "确保", "争取", "于", "在", "计划")
    )
    if (
        before[-1:] in tuple(",;、〔:" if moment.day else "(,;、〔:")
        and ahead[:1] in ("", *")〕;")
        and (moment.vague or moment.month)
    ):
        return "(" in text[max(0, moment.start - 200) : moment.start]
    if moment.vague:
        told = (
            before.endswith(("年初、", "年中、"))
            or _STOCK.match(ahead)
            or ahead.startswith(("的", "“", "进展", "进度", "完成情况", "工作情况", "工作进展", "经济运行"))
        )
        return bool((alone or moment.year == 0) and not told and ahead.strip())
    if before[-1:] in ("", *"。\n:)") and moment.month and not moment.day and ahead.startswith(","):
        return working and moment.year != 0 and not _MADE_KNOWN.match(ahead)
    return bool(
        alone
        and (moment.year or text.startswith("月份", moment.stop - 2))
        and moment.month
        and re.match(r"[ ]?(?:全面|基本|全部)?(?:完成|建成|投入|启用|上线|竣工|形成|出台)", ahead)
    )
