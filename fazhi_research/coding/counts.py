"""Numbers with a unit and no comparator: shares, and counts of what is to be made."""

import re
from collections.abc import Iterator

from fazhi_research.coding.phrases import COUNT, Phrase, phrase_of
from fazhi_research.reading.occurrences import matches_at

# The digits of a bare number, by what may follow them, and what may stand before a suffix such as 以上.
_AFTER_DIGITS = "".join(sorted(set(",. 至—~%万亿千微毫") | {unit[0] for unit in COUNT.split("|")} - {"["}))
_DIGITS = re.compile(rf"[0-9](?<![0-9][0-9])[0-9]*+(?=[-{_AFTER_DIGITS}])")
_BARE = re.compile(
    r"(?<![\d.A-Za-z第〔\[*×X—\-~/:])(?P<n>\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,4})?(?:%?[ ]?[至—\-~]{1,2}[ ]?\d{1,9}(?:\.\d{1,4})?)?)[ ]?"
    rf"(?P<u>(?>%|[万亿千]{{0,2}}(?:{COUNT})))(?![\dA-Za-z]|[ ]?(?:以上|以内|之内|内|以下|左右|余|多|及以|至|后|前|号|级|型|制|化|度))"
)
# The upper end of a range that names its unit twice: 3万元-5万元
_UPPER_END = re.compile(r"[ ]?[至—\-~]{1,2}[ ]?[0-9]{1,9}(?:\.[0-9]{1,4})?[ ]?")
_LISTED = re.compile(r"[\u4e00-\u9fff]{2,16}(?:、[\u4e00-\u9fff]{2,10}){1,4}$")
_PASSED = re.compile(
    r"(?:率|比例|比重|占比|浓度|强度|总[额量值]|产值|规模|金额|人数)(?:总体|均|应)?(?P<word>(?P<more>超过|高于|大于)|低于|小于)$"
)
_IF_PASSED = ("的", "时", "或", ",或", "且", ",应", ",须", ",可", ",由", ",视")  # 超过10%的, 低于5%时: a case
# What a table or an index of indicators prints for 不低于 and 不高于: 控制率≥50%
_SIGNED = re.compile(
    r"(?:[|\t\n]|率|比例|比重|占比|浓度|强度|[总数]量)[ ]?(?P<sign>(?P<more>≥|≧|>=)|≤|≦|<=)[ ]?$"
)
MAKING = re.compile(
    r"(?:完成|建成|建设|设置|新增|新建|改建|扩建|新改建|改造|安装|关停|组建|创建|创成|开展|制修订|制定|修订|起草|设立|推动|推进|培育|淘汰|印制|发放|安排|举办|选取|确定|实现|打造|推出|治理|建立|配备|保有量|投入|奖补|补助|给予|奖励|资助|补贴|组织|办理|压减|减少|减轻|减免|单列|预留|硬化|亮化|绿化|拓宽|实施|帮扶|救助|保障|栽种|播种|开通|拆除|搬迁|节约|筹集|筹措|盘活|化解|消化|吸纳|安置|提高|降低|下降|增长|提升|发展|促进|解决$|就业|脱贫|引进|招引|引育|遴选|选拔|评选|评定|表彰|培养|签约|开工|投产|竣工|种植|栽植|更新|修缮|修复|维修|修建|兴建|铺设|架设|加固|购置|更换|疏浚|惠及|选派|培训|整治|印发|编印|推广|增加|上升|达到?|率|比例|覆盖|比重|占比|强度)"
)
_ABOUT = re.compile(rf"{MAKING.pattern}(?P<word>约[ ]?)$")  # 培训约1000名
# Where something is to be set up: 在100个县(建设医疗集团)
_AMONG_PLACES = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:省|市|县|区|镇|乡|村|社区|街道|学校|医院|企业))(?:率先|先行)?(?:开展|建设|推行|实施|设立|建立|组织)"
)
# For whom something is to be done: 为4000名(小学生免费配镜)
_FOR_WHOM = re.compile(
    r"[\u4e00-\u9fff]{2,16}?(?:免费|提供|发放|开展|购买|配备|筛查|检查|体检|检测|办理|安装|改造|加装|更换|实施|缴纳|落实)"
)
# The next of several numbers that one verb makes: 新增甲3家、乙(8家)
_RUNS_ON = re.compile(
    rf"{MAKING.pattern}(?:[\u4e00-\u9fff]{{0,10}}[ ]?\d{{1,6}}(?:\.\d{{1,2}})?[ ]?[\u4e00-\u9fff]{{1,12}}、){{1,6}}[\u4e00-\u9fff]{{0,10}}[ ]?$"
)
# The next of the parts that 其中 names: 造林5万亩,其中甲1.5万亩,乙3.5万亩
_PARTS_RUN_ON = re.compile(
    r"其中:?(?:[\u4e00-\u9fff]{2,12}\d{1,6}(?:\.\d{1,2})?[\u4e00-\u9fff]{1,3}[,、;]){1,4}[\u4e00-\u9fff]{2,12}$"
)
# The next of a list in the same unit, however long: 甲市550户、乙市1300户, and the first of the parts: 1万户。其中,甲市550户
_NEXT = re.compile(r"、[\u4e00-\u9fff]{2,10}|[,;。][ \n]?其中[,:]?[\u4e00-\u9fff]{2,12}")
# 完成500亿元,力争550亿元; 投资3000万元建设基地
_AIMED_AT = re.compile(r"(?:力争|争取)(?:达到?|到)?$|(?<![总划算])投资$|(?:稳定|保持|控制|维持)在$")
# 100个示范社区全面建成
_GETS_MADE = re.compile(
    r"[^,。;!?\n、的]{2,30}(?:全面|全部|基本|正式)?(?:建成|完工|竣工|开工|投产|投用|投入使用)(?=[,。;\n])"
)
# 全年粮食播种面积4600万亩,总产1150万吨
_EXTENT = re.compile(r"(?:面积|总?产量?|规模|总量|存栏|出栏|(?<!倍)数|拥有量)$")
_AHEAD_OF = re.compile(
    r"(?:高于|快于|优于|好于|低于|超过|超出)[\u4e00-\u9fff]{1,14}$"
)  # 增速高于全省平均2个百分点
_TO_COME = re.compile(r"全年|年度|力争|确保|争取|达到|提高到")
SAID_FIRST = re.compile(r"[,。;!?\n:()|\t]")
# Numbers of what there is already: 方案确定的146项任务, 紧扣39项指标
_GIVEN = re.compile(
    r"(?:确定|明确|部署|提出|下达|反馈|涉及|列出|梳理出?)的(?:\d{1,4}[项个条件][\u4e00-\u9fff]{1,12}[和及与])?$|[共合总]计?(?:安排|确定|涉及)|紧扣|围绕|聚焦|对照|对标"
)
_QUOTED = re.compile(r"《[^《》]*》|^[^《》]*》")


def bare_numbers(text: str) -> Iterator[Phrase]:
    """The numbers of a clean text that are shares, or counts of what is to be made, in order (无比较词的数量).

    >>> [one.value for one in bare_numbers("报备率100%,修缮渡口5处,见3处渡口")]
    [100.0, 5.0]
    """
    said = Phrase(0, 0, "", 0, (0, 0))  # the count last found
    for match in matches_at(text, _BARE, (run.start() for run in _DIGITS.finditer(text))):
        name = match.group("u")
        before = text[max(0, match.start() - 40) : match.start()]
        if "》" in before:  # what a title cites is not to be made: 《新增床位》10个
            before = _QUOTED.sub("", before)
        clauses = re.split(r"[,。;!?\n:、()|\t]", before)
        clause = "".join(clauses[-2:]) if clauses[-1].startswith("其中") else clauses[-1]
        if "、" in before and name != "%" and (listed := _LISTED.search(before)):
            clause = listed.group()  # 新增首店、旗舰店30家
        if one := _compared(text, match, before):
            yield one
            continue
        if (
            re.search(
                r"[由从每第等对近约超过余共按扣]$|(?<!增)加$|(?<![压缩])减$|按(?![时期])[\u4e00-\u9fff]{0,12}[额价款费入金资产值本]的?$|[低高少多]于$|超过$|以$",
                clause.rstrip(" "),
            )
            or name == "分"
        ):
            continue
        goes_on = _same_unit(text, said, name) and _NEXT.fullmatch(text, said.stop, match.start()) is not None
        if (
            name != "%"
            and not goes_on
            and (_GIVEN.search(clause) or not _is_made(text, match.end(), before, clause))
        ):
            continue
        if name in ("次", "场", "场次", "轮", "期", "批") and re.search(r"每[\u4e00-\u9fff]{1,3}", clause):
            continue
        ranged = re.search(r"[至—\-~]", match.group("n")) is not None
        upper = _UPPER_END.match(text, match.end())
        if upper and text.startswith(name, upper.end()):
            if one := phrase_of(match, match.start(), ">="):
                yield one._replace(stop=upper.end() + len(name), counted=name != "%")
            continue
        if one := phrase_of(match, match.start(), ">=" if ranged else "="):
            said = one
            yield one._replace(counted=name != "%")


def _same_unit(text: str, said: Phrase, name: str) -> bool:
    return said.stop > 0 and text[slice(*said.unit)].lstrip("万亿千百") == name.lstrip("万亿千百") != ""


def _compared(text: str, match: re.Match[str], before: str) -> Phrase | None:
    """A number behind a comparator that other texts use for conditions: 败诉率低于10%, 控制率≥50%, 培训约1000名."""
    if about := _ABOUT.search(before):
        return phrase_of(match, match.start() - len(about.group("word")), "=")
    passed = _PASSED.search(before) if not text.startswith(_IF_PASSED, match.end()) else None
    found = passed or _SIGNED.search(before)
    if found is None:
        return None
    word = found.start("word") if passed else found.start("sign")
    return phrase_of(match, match.start() - len(before) + word, ">=" if found.group("more") else "<=")


def _is_made(text: str, stop: int, before: str, clause: str) -> bool:
    """Whether a count before `stop` is of what is to be made: its clause says so, the one it runs on from, or what follows."""
    if MAKING.search(clause) or (_AIMED_AT.search(clause) and not text.startswith("的", stop)):
        return True
    if clause.endswith("各") and MAKING.match(SAID_FIRST.split(before)[-1].lstrip(" ")):
        return True  # 建设甲、乙基地各10万亩
    if _GETS_MADE.match(text, stop) or (
        _EXTENT.search(clause)
        and (_TO_COME.search(before) or MAKING.search("".join(SAID_FIRST.split(before)[-2:-1])))
    ):
        return True
    if text.startswith("个百分点", stop - 4) and _AHEAD_OF.search(clause):
        return True
    if clause.endswith("为"):
        return _FOR_WHOM.match(text, stop) is not None
    if clause.endswith("在"):
        return _AMONG_PLACES.match(text, stop) is not None
    if "其中" in before and (parts := _PARTS_RUN_ON.search(before)):
        return MAKING.search(before, 0, parts.start()) is not None
    return before[: len(before) - len(clause)].endswith("、") and _RUNS_ON.search(before) is not None
