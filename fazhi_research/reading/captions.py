"""Where an item's caption ends and its body begins."""

import re

_STOP = re.compile(r"[。;!?]")
_DOT = re.compile(
    r"(?<=[\u4e00-\u9fff》)])(?<![一二三四五六七八九十])\.(?=[\u4e00-\u9fff《“(\s]|$)"
)  # a page that prints . for 。
_OPENS_BODY = re.compile(
    r"要(?!素|点)|按照|根据|依照|依据|遵循|为(?!民|企|农|老|[^,]{2,30}提供[^,]{0,12}(?:保障|支撑|支持|动力|助力|样板)$)|对(?!标|接|外|[^,。的]{2,20}的(?:[\u4e00-\u9fff]{2,4}[和与及、])?(?:计划|措施|打算|建议|意见|要求|情况|监督|管理|考核|指导)$)|在[^,]{1,30}[中上下前后时内],|凡|经(?!济|营)|除(?!险)|未|因(?!地)"
    r"|当(?!好)|如|若|由|自(?!觉|主|查|我|身|然|动|愿|贸|助|媒|建)|至|每|各|本|我|全[省市县区镇]|到\d|\d{2,4}年|\d{1,2}(?:[-—~至]\d{1,2})?月(?![底初末])|请(?!示|假|求)|(?:[省市县区乡镇]|各级)(?:人民)?政府(?=实行|由|组成|应|是|对|在|将|要|会|可|领导)|违反|下列|本(?:办法|规定|条例)"
)
# In these patterns every alternative begins with a character of its own, so that a search stops only where one stands.
_MODAL = re.compile(
    r"应当|应该|必须|不得|不准|可以|须(?!知)|应(?=[由按经将予]|及时|在\d|(?!.尽)(?:[报提填].|符合|包括|具备)(?!的))|要(?<![主重需紧只概纪摘首想纲必简扼机]要)(?![求素点件闻领务])"
)
_FACT = re.compile(
    r"是(?<![别其凡还于但或求可而就]是)(?!否|非)|由[^,]{2,20}(?:负责|牵头|承担|组织|批准|审)|会同|负责(?<!人负责)(?<!分级负责|分工负责|属地负责|各自负责)(?!制|人)|每(?:半?年|半?月|季度|两?周|两年)|标志着|意味着|有利于|具有重|自\d{4}年[^,]{2,10}起(?:施行|执行|实施|按)"
    r"|得[\d.]{1,5}分|扣[\d.]{1,5}分|工作(?:实行|采取|坚持|遵循)(?=[\u4e00-\u9fff、]{2,20}(?:,|$))"
    r"|为(?<=[\u4e00-\u9fff]为)(?:总)?(?:牵头|责任|主责|配合|主管|汇总)(?:单位|部门)"
)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff”》)])[ \t]+(?=[\u4e00-\u9fff“《])")
_ANY_BRACKET = re.compile(r"[(〔\[【]")
_UNIT_BRACKET = re.compile(
    r"[(〔\[【](?=[^()]{0,80}(?:牵头|负责|责任(?:单位|部门|科室|处室|股室|人)|配合|参加|参与|协助|会同))"
)
# A bracket at the end of a line that lists organs and nothing else: (各镇街、各部门)
_ORGAN = r"[^()〔〕\[\]【】、,;。]{1,18}(?:[局委厅办署]|部门|单位|政府|镇街|乡镇|街道|办公室|中心|法院|检察院|管委会)"
_UNIT_LIST = re.compile(rf"[(〔\[【](?:{_ORGAN}[、,;]){{0,30}}{_ORGAN}[)〕\]】](?=[。;]?[ \t]*$)")
_MEASURED = re.compile(r"\d(?:%|个|项|家|次|场|台|人|件|万|亿|日|天|年|月)")
_ONLY_BRACKET = re.compile(r"[(〔\[【](?:[^。]{2,400}|[^()〔〕\[\]【】]{2,400})[。)〕\]】]*")
# Lines that say who answers and by when, and nothing else: 牵头单位:…, 完成时限:…
_ONLY_TAGS = re.compile(
    r"(?:(?:(?:[^\s:。,;][^\n:。,;]{0,9})?(?:单位|部门|科室|处室|股室|司局|机构|领导|责任人|负责人|时限|期限|时间)|(?:[\u4e00-\u9fff][ ]){2,5}[\u4e00-\u9fff])[ ]?:[^\n]*(?:\n\s*|$))+"
)
# A caption by custom that the page has run together with its body: 指导思想以…为指导
_RUN_TOGETHER = re.compile(
    r"(?:指导思想|总体要求|总体目标|工作目标|创建目标|主要目标|目标任务|基本原则|工作原则|组织领导)(?=以[^,。]{2,60}为|坚持|深入|全面|到?\d{4}年)"
)
# The captions by custom of an emergency plan, run together with the body: 编制依据依据《…》
_PLAN_WORDS = re.compile(
    r"(?:(?:编制|制定)(?:目的|依据)|适用范围|工作原则|(?:事件)?(?:分类)?分级|(?:组织|预案|应急)体系)(?=为|做好|提高|建立|规范|依据|根据|按照|本(?:预案|[省市县区州镇乡])|坚持|以)"
)
# What opens a body that a blank parts from its caption: 加强领导,落实责任 今年以来,我镇…
_TOLD_BODY = re.compile(
    r"(?:一年来|今年(?:以来|来|初)?[,我全]|近年来?|年初[,我全]|去年|(?:19|20)\d\d年|[我全本][省市县区州镇乡局厅委部街办]|坚持以?|认真贯彻)"
)
_PHASE = re.compile(r"^[^,]{2,30}阶段[ ]?[(〔][^()〔〕]{2,30}[)〕]$")
_CLOSING = (")", "〕", "]", "】")
_HANGING = re.compile(
    r"(?:(?<![缓温融共平柔谐])和|以及|(?<!参)与|或|(?<!目)的)$"
)  # a line cut in mid-sentence, or a case (…的)
_TAG = 16  # the colon of a tag is among so many characters
_ALONE = 60  # a longer line without a full stop is a paragraph that lost it, not a title
_ARTICLE = 10  # an article's caption is a word or two: 第八条 受理。
_PARAGRAPH_BELOW, _SENTENCE_BELOW = 20, 8  # characters of the body, any and that of 1.1
_WORD = 12  # a caption that is a word or two, run together with its body: 适用范围 本预案适用于…
# What closes a document or a list stands below the last item, not in it.
_AFTERWORD = re.compile(r"\n[ \t]*(?:(?:上述|以上)各项|抄送[:]|附件[:]|\(此件)")
_CLAUSES = 3


def caption_end(own: str, *, leaf: bool, run_in: bool, article: bool = False, decimal: bool = False) -> int:
    """The length of the caption at the start of an item's own words, 0 where they open with body (标题).

    `own` begins right after the mark and ends before the next item; `leaf` says that no item stands under it. A caption
    begins with what is to be done and more follows, or it stands alone on its line; a sentence with a subject and a
    modal, one that opens with 要 or 按照, one that states a fact and a whole paragraph in one sentence are body, and so is
    an article's (`article`, 第三条) opening, unless it is a word or two or stands on a line of its own. `decimal` says that the mark is one like 2.1.
    """
    line = own.split("\n", 1)[0]
    if run_in:
        own = line
    stop = _first_stop(line)
    units = _unit_bracket(line, stop.start() if stop else len(line))
    if stop is None:
        if units is not None:
            line = line[: units.start()].rstrip(" ")
        return 0 if run_in and leaf else _title_end(line, units=units is not None)
    first = line[: stop.start()]
    if units is not None:
        bracket = line[: units.start()].rstrip(" ")
        return len(bracket) if "," not in bracket and is_caption(bracket) and not run_in else 0
    if article and (len(first) > _ARTICLE or "," in first):
        return 0
    if stop.group() == "?" and stop.end() == len(line.rstrip()) and not run_in and len(first) <= _ALONE:
        return len(first)  # a question on a line of its own, answered below
    label = _label_end(first)
    if label:
        return label
    if together := _RUN_TOGETHER.match(first) or (_PLAN_WORDS.match(first) if decimal else None):
        return together.end()
    body = _SENTENCE_BELOW if decimal else _PARAGRAPH_BELOW
    if not run_in and (parted := _before_told(first) or _word_end(first, body)):
        return parted
    rest = _rest(own, stop.end(), leaf=leaf)
    if (not rest and leaf) or _ONLY_BRACKET.fullmatch(rest) or (leaf and _only_tags(rest)):
        # a whole paragraph in one sentence: a caption only if it is one plain clause
        plain = "," not in first and len(first) <= 45
        return len(first) if plain and is_caption(first) and not run_in else 0
    if not run_in and (gap := _wide_gap(first)):
        return gap.start() if gap.start() <= 40 else 0
    return len(first) if is_caption(first) else 0


def _wide_gap(first: str) -> re.Match[str] | None:
    """The blank that parts a caption without commas from the body behind it."""
    gap = _GAP.search(first) if " " in first or "\t" in first else None
    return gap if gap and len(first) - gap.end() >= 20 and "," not in first[: gap.start()] else None


def _first_stop(line: str) -> re.Match[str] | None:
    """The first stop of a line; on a line without 。 a point may stand for it."""
    stop = _STOP.search(line)
    dot = _DOT.search(line) if "." in line and "。" not in line else None
    return dot if dot and (stop is None or dot.start() < stop.start()) else stop


def _word_end(first: str, least: int) -> int:
    """The end of a caption of a word or two that is parted by a blank from its body of so many characters at least, 0 where none is."""
    gap = _GAP.search(first, 0, _WORD) if " " in first[:_WORD] else None
    return gap.start() if gap and len(first) - gap.end() >= least and is_caption(first[: gap.start()]) else 0


def _before_told(first: str) -> int:
    """The end of a caption, of several clauses maybe, that a blank parts from a body that tells or states something, 0 where none is."""
    gaps = _GAP.finditer(first, 4, _ALONE) if " " in first or "\t" in first else ()
    gap = next((gap for gap in gaps if _tells(first[gap.end() :])), None)
    return gap.start() if gap and is_caption(first[: gap.start()]) else 0


def _tells(words: str) -> bool:
    """Whether words open a body: they say when or who, or their first clause states a fact."""
    clause = words.split(",", 1)[0]
    stated = _FACT.search(clause) or _MODAL.search(clause)
    return _TOLD_BODY.match(words) is not None or (len(words) >= _PARAGRAPH_BELOW and stated is not None)


def _rest(own: str, start: int, *, leaf: bool) -> str:
    """What follows the first stop of an item, without what closes the document below the last one."""
    rest = own[start:].strip("”) \n\t")
    closing = _AFTERWORD.search(rest) if leaf and "\n" in rest else None
    return rest[: closing.start()].rstrip() if closing else rest


def _unit_bracket(line: str, stop: int) -> re.Match[str] | None:
    """The bracket of units that opens first in a line, if it opens before its first stop."""
    opening = _ANY_BRACKET.search(line, 0, stop)
    if opening is None:
        return None
    found = _UNIT_BRACKET.search(line, opening.start())
    if found is None and line.rstrip(" \t。;").endswith(_CLOSING):
        found = _UNIT_LIST.search(line, opening.start())
    return found if found and found.start() < stop else None


def _only_tags(rest: str) -> bool:
    return ":" in rest[:_TAG] and _ONLY_TAGS.fullmatch(rest) is not None


def _title_end(line: str, *, units: bool) -> int:
    """The end of a caption on a line that has no full stop."""
    words = line.rstrip(" \t:")
    label = _label_end(words)
    if label:
        return label
    if line.rstrip().endswith(":") and re.search(r"下列|如下|以下|其中$|包括$", words):
        return 0
    if (units and ("," in words or _MEASURED.search(words))) or (_MODAL.search(words) and "," in words):
        return 0
    if words.count(",") >= _CLAUSES or ("," in words and (_MEASURED.search(words) or _FACT.search(words))):
        return 0
    if len(words) > _ALONE or words.endswith((",", "、")) or _HANGING.search(words):
        return 0
    return len(words)


def _label_end(words: str) -> int:
    """The end of a short caption set off by a colon, as in 指导思想:以…为指导."""
    colon = words.find(":")
    if 2 <= colon <= 16 and "," not in words[:colon] and len(words) > colon + 1:
        return (
            colon
            if not _MODAL.search(words[:colon]) and not words[:colon].endswith(("如下", "即", "为", "是"))
            else 0
        )
    return 0


def is_caption(sentence: str) -> bool:
    """Whether a sentence that opens an item reads as its caption (是否标题).

    >>> is_caption("深化行政审批制度改革"), is_caption("各级政府应当自觉接受监督"), is_caption("要按照规定办理")
    (True, False, False)
    """
    if _PHASE.search(sentence):
        return True  # 各单位自查阶段(6月30日前)
    if _OPENS_BODY.match(sentence) or sentence.count(",") >= _CLAUSES or len(sentence) > 60:
        return False
    return not _MODAL.search(sentence) and not _FACT.search(sentence)
