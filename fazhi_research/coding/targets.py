"""Quantified targets: a comparator, a number and a unit with normative force."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fazhi_research.coding.agencies import year_of
from fazhi_research.coding.counts import MAKING, SAID_FIRST, bare_numbers
from fazhi_research.coding.phrases import CN, COUNT, TIME, Phrase, phrase_of
from fazhi_research.coding.quoted_titles import titles_with_own
from fazhi_research.reading.documents import Document, require_document
from fazhi_research.reading.folding import fold
from fazhi_research.reading.occurrences import matches_at, occurrences
from fazhi_research.reading.spans import Span

_NUMBER = rf"(?P<n>\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}}(?:\.\d{{1,4}})?(?:%?[ ]?[至—\-~]{{1,2}}[ ]?\d{{1,9}}(?:\.\d{{1,4}})?)?(?:/\d{{1,3}}(?!\d))?|[{CN}]分之[{CN}]{{1,4}}|百分之[{CN}\d]{{1,5}}|[{CN}]{{1,5}})"
_UNIT = rf"(?P<u>(?>%|‰|[万亿千百]{{0,2}}(?:{TIME}|{COUNT})|成|[万亿](?=[ ]?(?:以上|左右|以内))))"
_AT_LEAST = r"不(?:得|应|能|可)?(?:少|低|小|短)于|至少|最少|最低|突破|力争超过|达到或超过|不止"
_AT_MOST = r"不(?:得|应|能|可)?(?:超过|多于|高于|大于|长于|超出)|至多|最多(?!跑)|最长|最高"
_DOWN = r"(?:压缩|压减|缩短|缩减|降低|精简|减少|减至|降|减|压)(?:至|到|为)"
_VERB = r"(?:[\u4e00-\u9fff]{0,2}?(?:举办|开展|接受|配备|组织|召开|安排|听取|参加|建成|完成|设立|培育|聘请|确定|选派|培养|引进|选树|提前|举行|进行|有|保留|保存|学习|培训|集中|检查|报告|认证|走访|巡查|巡检|演练|轮训|更新|评估|调度|通报|督查|督导|研究|调研|约谈|清扫|抽查|排查|宣讲|新增|建设|打造|推出|办理|承办|报送|上报|提交|撰写|推荐|编写|旁听|公布|发布|制定|开|建|办|出庭|讲|放宽[至到]|延长[至到]|确保|给予|奖励|补助|资助|补贴)(?:一)?|[\u4e00-\u9fff]{1,6}(?=\d{1,4}[ ]?(?:次|场|期|学时|课时)))?"
_OF = r"(?:[\u4e00-\u9fff]{0,12}的|[\u4e00-\u9fff]{2,14}(?=\d{1,3}(?:\.\d{1,2})?%))?"
_PREFIXED = re.compile(
    rf"(?P<c>(?P<ge>{_AT_LEAST})|(?P<le>{_AT_MOST}))[ ]?(?P<v>{_VERB}|{_OF})[ ]?{_NUMBER}[ ]?{_UNIT}"
)
_AT_SIGNS = ("不", "至少", "最少", "最低", "最长", "最多", "最高", "突破", "力争超过", "达到或超过", "至多")
_RUN = re.compile(rf"[\d{CN}]+")
_BEFORE_SUFFIX = frozenset("及之以限 %‰万亿千百成0123456789日时分秒钟天月度年周期" + CN) | frozenset(
    unit.rstrip(")")[-1] for unit in (COUNT + "|个").split("|")
)
_SUFFIX_SIGNS = ("内", "以上", "以下", "左右", "后", "前")
_REACH = 48  # how far before its suffix a number with its unit can begin
_DOWN_TO = re.compile(rf"(?P<c>{_DOWN})[ ]?{_NUMBER}[ ]?{_UNIT}(?![ ]?(?:以内|之内|内|以下|左右|以上|后|前))")
_UP_TO = re.compile(
    rf"(?:达|达到|(?:提高|提升|延长|增加)[到至])[ ]?{_NUMBER}[ ]?(?P<u>岁|个?小时|分钟|天|年)(?![ ]?(?:以内|之内|内|以下|左右|及?以上|后|前|[以一]来|[ ]?\d|的|底|末))"
)
_SUFFIXED = re.compile(
    rf"(?<![\d.第{CN}]){_NUMBER}[ ]?{_UNIT}?(?P<s>[ ]?(?:及以上|以上|(?:及)?以内|之内|内(?![部容设外涵阁控存])|及以下|以下|左右|后(?![续勤备台方])|前(?![期提往来款]))|(?=的期限内|的时限内))"
)
_BEFORE = re.compile(
    rf"(?P<w>(?:[\u4e00-\u9fff]{{2}}(?<!提)前|(?<!可)(?<!可以)提前)(?:至少|不少于)?)[ ]?{_NUMBER}[ ]?(?P<u>{TIME})(?!后)"
)
_EVERY = re.compile(
    rf"每(?:隔)?[ ]?(?P<n>半|[{CN}]{{1,3}}|\d{{1,3}}(?:[至—\-~]{{1,2}}\d{{1,3}})?)[ ]?(?P<u>个?工作日|个?小时|分钟|个?月|个?季度|年|周|个?星期|日|天)(?!度?以[上下内]|内|期间)"
)
_HUNDREDTHS = re.compile(rf"(?P<n>百分之[{CN}\d]{{1,5}})(?![{CN}\d]|[ ]?(?:以上|以内|以下|左右|及以))")
_EXTENDED = re.compile(rf"(?<=延长)[ ]?(?:至|到|不超过)?[ ]?(?P<n>\d{{1,3}}|[{CN}]{{1,3}})[ ]?(?P<u>{TIME})")
_SHARE_REACHES = re.compile(r"的[\u4e00-\u9fff]{1,8}(?:达到|建成|实现|完成)")
_TIMES = re.compile(rf"(?:{TIME})$")
_TOLD = re.compile(
    r"(?<![除为])了(?![解如])|已(?!建|经?实施)|截至|截止|(?<!项)目前|(?<![比较])去年|现有(?![^,。;]{0,24}基础上)|共有|(?<![比较])上年|全年共|同期相比"
)
# A sentence that opens with what lies behind; of a year it depends on the document's own
_OPENS_BEHIND = re.compile(
    r"[ ]*(?:近(?:年|[一二三两几\d]+年)来?|过去[^,。]{1,8}|[^,。]{0,12}以来|去年|往年|(?P<year>(?:19|20)\d\d)年(?!年?[底末]|[前内起到至—\-]|以[前内]|度?计划))"
)
_WEIGHT = re.compile(r"(?:分值|权重|总分)的[ ]?$")  # 占总分值的15%
_SUMMED = re.compile(r"累计|连续|平均")
_NORM = re.compile(
    r"确保|力争|必须|不得|应当?(?!急|对|诉|用|变|付|知应|会(?![同商]))|[均都]须|须[在于]|(?<![主重需首])要(?!求|素|点|闻|事)|严格执行|务必|争取|保证|不低于|不少于"
)
_CONDITION = re.compile(
    r"[ ]?(?:的(?!速度|标准|比例|要求|目标|期限|时限|时间)|未|没有|无|仍|曾|再次|累计|连续|发生|受过|受到|被|工作经[验历])"
)
_AT_EVERY = re.compile(
    rf"每(?:隔)?[ ]?(?:半|[{CN}]{{1,2}}|\d{{1,2}})[ ]?(?:{TIME})[ ]?\Z"
)  # 每半年至少一次: no more than 每半年
_SUPPOSED = re.compile(r"[^,。;!?\n]{0,40}的(?=,)")  # 12个月内获得救助的,视为…: a case, nothing owed
_DEFINED = re.compile(r"是指|所称")
_HANDED_IN = re.compile(r"(?:推荐|报送|申报|提交|选送|提供)[ ]?$")  # 推荐2个以上的项目
_MEASURED = re.compile(
    r"[\u4e00-\u9fff]{0,12}(?:不(?:得|应)?(?:超过|多于|少于|低于)|至少|最多)[ ]?[\d一二两三]"
)
_CLASS = re.compile(r"(?:[\u4e00-\u9fff]{0,6}(?:企业|项目|产业|集群|园区|工程))")  # 十亿元以上企业: a class
_SEVERAL = re.compile(
    r"[两二2]个以上[\u4e00-\u9fff]{0,4}(?:部门|单位|机关|机构|政府)"
)  # 两个以上部门联合起草的
_AROUND = re.compile(r"(?:周边|周围|附近|半径|方圆|两侧|外围)[ ]?$")
_LOOKED_BACK = re.compile(
    r"(?:近|过去|最近|前|连续|同一年?|上|毕业|离校|退役|注册|成立)[ ]?$"
)  # 毕业2年内: who may apply
_WHO = re.compile(
    r"[\u4e00-\u9fff]{1,10}的(?:[\u4e00-\u9fff]{0,6})(?:人|人员|企业|单位|家庭|主体|机构|组织|毕业生)(?=[,。、;:])"
)
_REPORTING = ("report", "self_inspection", "speech")
_TELLS = r"情况|完成|回顾|成效|成绩|总结|落实|进展"
_AHEAD = re.compile(
    r"打算|下一?步|下一?阶段|下半年|今后|来年|明年|工作(?:计划|安排|思路)$|展望|努力方向|改进措施"
    rf"|^(?!.*(?:{_TELLS})).*(?:(?:预期|奋斗|努力|工作)目标|目标任务|目标和任务|总体要求|总体思路)"
)
_LOOKS_BACK = re.compile(_TELLS)
_YEAR = re.compile(r"(?:19|20)\d{2}(?=[ ]?年)")
_BEHIND = re.compile(
    r"发展(?:基础|现状)|^(?:工作|现有|现实)基础$|主要成[就效]|工作回顾|发展成[就效]|取得的(?:新|重大|显著|积极)?(?:进展|成[就效绩])"
)
_STOPS = "。;!?\n"


class Target(NamedTuple):
    """A number that is owed (量化指标).

    `span` is the place of the shortest phrase with comparator, number and unit; `comparator` one of >=, <=, =, every, after, before; `unit` as
    printed.
    """

    span: Span
    comparator: str
    value: float
    unit: str


def extract_targets(document: Document) -> list[Target]:
    """The quantified targets of a document in order of print (量化指标).

    Numbers without a unit, slogans and names with numbers, conditions (…以上的), starting values (由60日) and what a report or a speech tells of the past are
    none. A range counts as at least its first number.

    >>> plan = Document("d", "每人每年不少于40学时,每半年清理一次,自受理之日起三日内办结,参训率达到100%。")
    >>> [(one.span.of(plan.text), one.comparator, one.value, one.unit) for one in extract_targets(plan)]
    [('不少于40学时', '>=', 40.0, '学时'), ('每半年', 'every', 0.5, '年'), ('三日内', '<=', 3.0, '日'), ('100%', '=', 100.0, '%')]
    """
    require_document(document)
    text = document.clean.text
    quoted = titles_with_own(document)
    found = [*_prefixed(text), *_suffixed(text), *_before_and_every(text), *bare_numbers(text)]
    captions = _captions(document)
    reporting = document.genre in _REPORTING
    ahead = _ahead(document) if reporting else []
    behind = _items_under(document, _BEHIND)
    year = int(year_of(document.metadata) or 0)
    targets: list[Target] = []
    last = 0
    for one in sorted(found, key=lambda one: (one.start, -one.stop)):
        if (
            one.start < last
            or _inside(quoted, one.start)
            or (one.counted and _inside(captions, one.start))
            or (behind and _inside(behind, document.clean.place(one.start)))
            or not _is_owed(
                text, one, year, reporting=reporting and not _inside(ahead, document.clean.place(one.start))
            )
        ):
            continue
        last = one.stop
        unit = document.words(document.clean.span(*one.unit)) if one.unit[0] < one.unit[1] else ""
        targets.append(Target(document.clean.span(one.start, one.stop), one.comparator, one.value, unit))
    return targets


def _captions(document: Document) -> list[tuple[int, int]]:
    """The captions of items that only hold others: their counts (制定3件) tell what follows."""
    sections = document.outline.sections
    holding = {one.parent for one in sections if not one.run_in}
    return [
        (one.clean.start, one.clean.start + len(one.mark) + len(one.heading) + 2)
        for one in sections
        if one.section in holding
    ]


def _items_under(document: Document, headings: re.Pattern[str]) -> list[tuple[int, int]]:
    """The items whose headings match, with all that stands under them, apart and in order."""
    found: list[tuple[int, int]] = []
    for one in document.outline.sections:
        if (
            len(one.heading)
            and headings.search(fold(document.words(one.heading)))
            and not _inside(found, one.span.start)
        ):
            found.append((one.span.start, one.span.stop))
    return found


def _ahead(document: Document) -> list[tuple[int, int]]:
    """The items of a report that tell what is to come, apart and in order."""
    parts = list(_years_to_come(document))
    return sorted(parts + [one for one in _items_under(document, _AHEAD) if not _inside(parts, one[0])])


def _years_to_come(document: Document) -> Iterator[tuple[int, int]]:
    """The parts of a report whose headings name a later year than one before that looks back: 二、2025年重点工作."""
    told = 9999
    for one in document.outline.sections:
        if one.depth > 1 or not len(one.heading):
            continue
        heading = fold(document.words(one.heading))
        year = max(map(int, _YEAR.findall(heading)), default=0)
        if year and _LOOKS_BACK.search(heading):
            told = min(told, year)
        elif year > told:
            yield one.span.start, one.span.stop


def _inside(quoted: Sequence[tuple[int, int]], start: int) -> bool:
    at = bisect_right(quoted, (start, 1 << 60)) - 1
    return at >= 0 and start < quoted[at][1]


def _before_suffixes(text: str) -> Iterator[re.Match[str]]:
    """Numbers with a suffix (30日内, 40学时以上), tried only a little before something that may be one."""
    done = 0
    for sign in occurrences(text, *_SUFFIX_SIGNS):
        if text[sign - 1 : sign] not in _BEFORE_SUFFIX:
            continue
        for run in _RUN.finditer(text, max(done, sign - _REACH), sign):
            if run.start() >= done and (match := _SUFFIXED.match(text, run.start())) is not None:
                done = match.end()
                yield match
        done = max(done, sign)


def _prefixed(text: str) -> Iterator[Phrase]:
    for sign in occurrences(text, *_AT_SIGNS):
        match = _PREFIXED.match(text, sign)
        if match is None:
            continue
        one = phrase_of(match, match.start(), ">=" if match.group("ge") else "<=")
        once = match.group("n") == "一" and match.group("u") in ("次", "场", "场次", "期")
        if one and not (once and _AT_EVERY.search(text, max(0, match.start() - 10), match.start())):
            yield one
    for match in matches_at(text, _DOWN_TO, occurrences(text, "压", "缩", "降", "精简", "减")):
        if one := phrase_of(match, match.start(), "<="):
            yield one
    for match in matches_at(text, _UP_TO, occurrences(text, "达", "提高", "提升", "延长", "增加")):
        if one := phrase_of(match, match.start("n"), "="):
            yield one


def _suffixed(text: str) -> Iterator[Phrase]:
    for match in _before_suffixes(text):
        sign, name = match.group("s").strip(), match.group("u") or ""
        timed = _TIMES.match(name) is not None
        before = text[max(0, match.start() - 4) : match.start()]
        if sign in ("后", "前"):
            if timed and not (before.endswith("月") and name == "日") and name != "月":
                yield from _around(text, match, sign)
        elif _is_date_or_condition(text, match, before, timed=timed) or (
            name.endswith("元") and sign == "以上" and _CLASS.match(text, match.end())
        ):
            continue
        elif sign in ("以下", "及以下"):
            reached = before.endswith("达到") and text[match.end() : match.end() + 1] != "的"
            if reached or re.search(
                r"控制|降|压|保持|稳定|减", text[max(0, match.start() - 10) : match.start()]
            ):
                yield from filter(None, [phrase_of(match, match.start(), "<=")])
        else:
            comparator = ">=" if sign.endswith("以上") else "=" if sign == "左右" else "<="
            condition = _CONDITION.match(text, match.end()) and (timed or sign.endswith("以上"))
            if sign.endswith("以上") and (
                before.endswith(("满", "签订")) or _whose(text, match) or _SEVERAL.match(text, match.start())
            ):
                continue
            if (
                condition
                and name == "%"
                and _SHARE_REACHES.match(text, match.end())
                and not re.search(r"[达占于]$", before)
            ):
                condition = None  # 建成区20%以上的面积达到要求
            if not condition or (sign == "以上" and _HANDED_IN.search(before)):
                yield from filter(None, [phrase_of(match, match.start(), comparator)])


def _whose(text: str, match: re.Match[str]) -> bool:
    """Whether a number says of whom a sentence speaks: 创业带动3人以上就业的借款人."""
    clause = SAID_FIRST.split(text[max(0, match.start() - 24) : match.start()])[-1]
    return _WHO.match(text, match.end()) is not None and MAKING.search(clause) is None


def _is_date_or_condition(text: str, match: re.Match[str], before: str, *, timed: bool) -> bool:
    name = match.group("u") or ""
    dated = name == "月" or (name in ("日", "天") and before.endswith("月"))
    if name.endswith(("米", "公里")) and _AROUND.search(before):
        return True  # 学校周边200米以内: where, not how much
    measured = name == "年" and _MEASURED.match(text, match.end()) is not None
    return dated or measured or (timed and _LOOKED_BACK.search(before) is not None)


def _around(text: str, match: re.Match[str], sign: str) -> Iterator[Phrase]:
    """满一年后; 听证的7日前."""
    before = text[max(0, match.start() - 3) : match.start()]
    if before.endswith("月的"):
        return  # 最后一个月的30日前
    if sign == "前" and (match.group("u") == "年" or not re.search(r"[的之]$|提$|召开$", before)):
        return
    if sign == "后" and not re.search(r"满$|施行$|实施$|之日起?$|运行$|发布$|届满$|印发$", before):
        return
    start = match.start() - (sign == "后" and before.endswith("满"))
    if one := phrase_of(match, start, "after" if sign == "后" else "before"):
        yield one


def _before_and_every(text: str) -> Iterator[Phrase]:
    ahead = (at - 1 if text[at - 1 : at] == "提" else at - 2 for at in occurrences(text, "前"))
    for match in matches_at(text, _BEFORE, ahead):
        if re.search(r"届满|期满|到期|召开|举行|实施|施行|开庭|决定|提前", match.group("w")) and (
            one := phrase_of(match, match.start(), "before")
        ):
            yield one
    for match in matches_at(text, _EVERY, occurrences(text, "每")):
        if match.group("n") not in ("一", "1") and (one := phrase_of(match, match.start(), "every")):
            yield one
    for match in matches_at(text, _HUNDREDTHS, occurrences(text, "百分之")):
        clause = re.split(r"[,。;!?\n]", text[max(0, match.start() - 24) : match.start()])[-1]
        if MAKING.search(clause) and (one := phrase_of(match, match.start(), "=")):
            yield one
    for match in matches_at(text, _EXTENDED, (at + 2 for at in occurrences(text, "延长"))):
        if one := phrase_of(match, match.start("n"), "<="):
            yield one


def _looks_back(sentence: str, year: int) -> bool:
    """Whether a sentence opens with what lies behind a document of a year: 近年来, 2023年."""
    opening = _OPENS_BEHIND.match(sentence)
    return opening is not None and (opening["year"] is None or int(opening["year"]) < year)


def _is_owed(text: str, one: Phrase, year: int, *, reporting: bool) -> bool:
    """Whether a number has normative force: not told of the past, not in a slogan, not where something starts."""
    before = text[max(0, one.start - 120) : one.start]
    if before.rfind("“") > before.rfind("”"):
        return False
    sentence = before[max(map(before.rfind, _STOPS)) + 1 :]
    clause = re.split(r"[,、:]", sentence)[-1]
    after = text[one.stop : one.stop + 12]
    if _SUPPOSED.match(text, one.stop) or _DEFINED.search(sentence):
        return False
    origin = clause.rstrip(" ").endswith(("由", "从", "自原来的"))
    weighed = one.comparator == "=" and _WEIGHT.search(clause) is not None
    scored = weighed or (one.comparator == "<=" and text[slice(*one.unit)] == "分")
    if scored or clause.rstrip(" ").endswith(tuple("≥≤<>=≧≦")):
        return False
    if re.match(r"的?基础上", after):
        return False
    if re.match(r"的?(?:努力|时间)", after) and re.search(r"(?:通过|经过?|利?用)$", clause):
        return False  # 通过三年左右时间: how long it takes
    if clause.rstrip(" ").endswith(("低于", "高于", "约")) or (
        origin and (one.counted or re.match(r"[^,。;]{0,4}(?:压|缩|降|减|提|升|增|扩)", after))
    ):
        return False
    if reporting:
        return _NORM.search(sentence + text[one.start : one.stop]) is not None and not (
            _TOLD.search(sentence + after) or _SUMMED.search(sentence)
        )
    told = (_TOLD.search(sentence) or _looks_back(sentence, year)) and not _NORM.search(clause)
    if one.comparator == "=" and (told or re.match(r"了|[多余]", after)):
        return False
    return not re.search(r"已(?:经)?(?:达|超|实现|完成|建成)|截至", clause)
