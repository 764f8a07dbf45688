"""Whom a norm binds, and towards whom."""

import re

from fazhi_research.coding.units import may_be_units, strong_unit

_OPENING = re.compile(
    r"[ ]*(?:(?:第[一二三四五六七八九十百\d]{1,4}[条,、]?|[一二三四五六七八九十]{1,3}[、是要]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[、.])[ ]*)?(?:并且?|同时|对此|凡|此外|另外|其中|今后|当前|下一步|总之)?[ ]*"
)
_ADVERB = re.compile(
    r"(?:依法|严格|均|都|还|也|则|每年度?|每半年|每季度|定期|切实|及时|积极|主动|至少|原则上|进一步|自觉|认真|充分|更加|尤其|特别|逐步|率先|全部|普遍|坚决|直接|不断|大力|着力|深入|全面|继续|持续|扎实|有效|努力|必须|应当|应|要|须|共同|分别|始终|真正|书面|加以|予以)$"
)
_ADVERB_ENDS = frozenset(adverb[-1] for adverb in _ADVERB.pattern[3:-2].replace("?", "").split("|")) | {"年"}
_PHRASE = re.compile(r"(?:在[^,]{1,12}[时中内下前后里]|根据[^,]{2,20}|按照?[^,]{2,20}|结合[^,]{2,20})$")
_SHORTEST = 2
_LONGEST = 80  # a subject with its adverbs is no longer
_PERSONS = re.compile(
    r"(?:人员|干部|公务员|负责人|责任人|负责同志|首长|领导|工作者|委员|代表|律师|组织|企业|单位|党委|党组|主体|班子|“?一把手”?|各地|公民|法人|当事人|申请人|相对人|政府|镇|乡|村|街道|机关|机构|部门|委员会|党校)$|^我(?:们|[市县区镇街局办省州处]|街道)$"
)
_ENDS = frozenset("员部人志长导者表师织业位委组体子手”地民府镇乡村道关构门会校们市县区街局办省州处")  # of persons
_NOT_BODIES = re.compile(
    r"在(?!职)|提出|印发|出台|召开|布局|推动|邀请|督促|部署|宣传我|主要是|而且|要求|围绕|^(?:但|已|若是|对|向|把|将|在|由|为|从|以|与|和|按|按照|根据|通过|围绕|结合|依托|关于|除|经|未|就|给|使|让|社会|机会|要把|如|若)|[的了]$|任务|工作(?!人员|者|部门|机构|组|委员)|原则|条件|机会$|社会$|[不都才将只就也均]会$|[全内局一]部$|[一二三四五多几]支[^,]*队伍$|活动$|建设$"
)
_BY = re.compile(
    r"由(?<![自理缘事]由)(?P<who>[^,。;:由]{2,30}?)(?=进行|审核|审查|审批|审议|批准|负责|统一|组织|协调|报请|裁决|确认|受理|办理|承担|制定|牵头|监督|予以|依法|按|公告|出庭|决定|双方)"
)
_PARTIES = (
    r"公民、法人(?:(?:和|或者?|及|以及)其他组织)?|行政(?:管理)?相对人|当事人|申请人|利害关系人|市场主体|经营主体|各类企业|企业(?!信用|开办|自治|名称|登记|投资|信息)|社会资本|"
    r"人民群众|群众(?!路线|体育|监督|工作|性|团体)|公众(?!参与|号|信息|媒体|微信)|公民|社会公众|社会各界|社会组织|消费者|居民(?!委员|小组)|村民(?!委员|小组|自治)"
)
_TOWARDS = re.compile(
    rf"(?:向|对|给)(?P<who>{_PARTIES}|社会|[^,。;:、向对给]{{2,24}}?)(?=书?面?报告|报送|报备|公[布开告示]|出具|通报|备案|提交|反馈|说明|告知|提供|移[送交]|收取|述职|提出|负责|专项报告|作出|因此|进行补偿|依法作出)"
)
_PARTY = re.compile(rf"(?:{_PARTIES})")
Place = tuple[int, int]


def subject(text: str, start: int, stop: int) -> Place | None:
    """The place of the body or persons that a stretch before a modal names, if it is nothing else (规范承担者).

    >>> text = "各级政府及政府部门每年要制订计划"
    >>> text[slice(*subject(text, 0, text.index("要")))]
    '各级政府及政府部门'
    """
    if stop - start < _SHORTEST:
        return None
    opening = _OPENING.match(text, start, stop)
    first = opening.end() if opening else start
    if not _SHORTEST <= stop - first <= _LONGEST:
        return None
    words = _stripped(text[first:stop])
    if phrase := _PHRASE.search(words):
        words = _stripped(words[: phrase.start()])
    return (first, first + len(words)) if _is_body(words) else None


def _stripped(words: str) -> str:
    """The words without the adverbs at their end."""
    while words and words[-1] in _ADVERB_ENDS and (match := _ADVERB.search(words)):
        words = words[: match.start()]
    return words.rstrip()


def agent(text: str, start: int, stop: int) -> Place | None:
    """The place of the body after 由 that is to act (由…进行)."""
    match = _BY.search(text, start, stop)
    return match.span("who") if match and _is_body(match.group("who")) else None


def addressee(text: str, start: int, stop: int, *, parties: bool) -> Place | None:
    """The place of those towards whom something is to be done or left undone (规范对象).

    First a body or party after 向, 对 or 给 before a verb of telling or giving, else, with `parties`, the first party named: citizens, enterprises, the public.
    """
    for match in _TOWARDS.finditer(text, start, stop):
        who = match.group("who")
        if _PARTY.fullmatch(who) or who == "社会" or _is_body(who):
            return match.span("who")
    party = _PARTY.search(text, start, stop) if parties else None
    return party.span() if party else None


def _is_body(words: str) -> bool:
    if not _SHORTEST <= len(words) <= 34 or not (words[-1] in _ENDS or may_be_units(words)):
        return False
    if _NOT_BODIES.search(words):
        return False
    return _PERSONS.search(words) is not None or strong_unit(words)
