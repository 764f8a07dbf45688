"""Owners named in running sentences: 由X牵头, Y配合; X会同Y负责编制…"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fazhi_research.coding.owners import Owner, find_convention, read_owners
from fazhi_research.coding.units import is_collective, names_a_function, strong_unit
from fazhi_research.reading.occurrences import occurrences, sentences_with

_LENGTHS = (4, 500)  # characters of a sentence
_AFTER_COLON = re.compile(r":(?:积极)?(?:配合|协助)")
_HELPING = ("做好", "抓好", "完成", "开展", "推进", "落实")
# Those who help are named behind those who answer: 市甲局负责…。市乙局、市丙局按照职责配合做好…
_HELP = re.compile(rf"[^,:]{{2,120}}?(?:配合|协助)(?={'|'.join(_HELPING)})")
_NO_ORGAN = re.compile(r"组织|企业|群众")
_CLAUSE = re.compile(r"[^,]{2,200}")
_VERB = re.compile(
    r"(?:负责牵头|牵头负责|牵头组织|牵头|负总责|负责|承办)(?![的单部者医企]|人(?![员才口事力])|高(?=[校管企])|制(?![定订作])|同志|解释|作用|责任|职责)"
)
_BY = re.compile(r"(?<![自理缘事])由|(?<=拟)委托|(?<=[清管办受审整治处代监]理)由")
_OPENING = re.compile(
    r"[ ]*(?:[一二三四五六七八九十]{1,2}[是要]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十][,、]|同时|并|其中|此外|另外|\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十百零\d]{1,6}[条款])?[ ]*[(〔\[]?"
)
# 对本级人大负责 tells to whom, 负责登记的部门 which: neither hands anything out.
_TO_WHOM = re.compile(r"(?<!面)[会府院局委国关]对(?!外|口|台)")
_WHICH = re.compile(r"[^,。;]{2,30}?的(?:主管)?(?:部门|机构|机关)(?!编制|改革|建设|登记|设置)")
_PARTY = re.compile(r"(?![省市县区州镇乡])[^,]*(?:单位|企业)$")  # 施工单位: whoever it is
_SUPPORT = re.compile(r"(?:积极|密切|共同|主动)?(?P<verb>配合|参加|参与|协助|协办|支[持撑])(?:[^,]{0,40})$")
_DOES = re.compile(r"[^,]{2,60}(?<!组织)(?:实施|落实)")  # 由甲办牵头,责任主体单位实施
_JOINT = re.compile(
    r"[ ]*(?:会同|联合|商)(?P<units>[^,]{2,60}?)(?=$|,|开展|建立|制[定订]|研究|负责|做好|对|推进|组织|落实|加强|完善|按|抓紧|共同|适时|尽快|依法|查处|审[核查]|核[定查]|编制|拟[定订]|起草|协调|督促|监督|根据|[于在](?=\d))"
)
_MODAL = re.compile(r"(?:应当?|要|须)(?=牵头)")
# The division of a plan's points among bodies: 关于…的问题,由X会同Y研究提出意见, whatever the body is to do with it.
_TOPIC = re.compile(
    r"关于[^。;]{2,400}?(?:问题|事项|任务|工作|内容|要求),由(?P<units>[^。;牵]{2,300}?)(?=研究|提出|制定|负责|落实|组织|办理)"
)
# A list of what each body does: 市教育局:负责…, or the body as a caption with 负责… behind it.
_DUTY = re.compile(
    r"(?P<units>[^。;:,\n]{2,40})(?:[:]|。)[ \n]*(?:积极)?(?P<verb>负责|牵头|(?<=[:极])(?:配合|协助))(?![的单部者]|人(?![员才口事力]))"
)
# 市甲局是本市织机登记的主管部门,负责组织实施: the body is named in the clause before
_IS = re.compile(
    r"(?P<unit>[^,]{2,40}?)(?:(?:是(?=[本全我])|主管(?=[本全我省市县区]))[^,]{4,60}|是[^,]{2,60}(?:部门|机构|机关))"
)
_NO_SUBJECT = re.compile(r"(?:并|具体|统一|主要)?负责")
_LOWER = re.compile(r"各(?:级|有关)?[省市州县区乡镇街]")
_STRONG_END = re.compile(r"(?:牵头|负责|配合|参加|参与|协助|协办|支持|指导)[^,]{0,4}$")

Statement = tuple[str, list[Owner], int, int]


class _Found(NamedTuple):
    owners: list[Owner]
    stop: int


def role_places(text: str) -> list[tuple[int, int]]:
    """The words without which a sentence hands out no role, as places in order (角色用词)."""
    verbs = [(at, at + 2) for at in occurrences(text, "牵头", "负责", "总责", "会同", "协办")]
    verbs += [(at, at + 2) for at in occurrences(text, "配合", "协助") if text.startswith(_HELPING, at + 2)]
    colons = (_AFTER_COLON.match(text, at) for at in occurrences(text, ":"))
    return sorted(verbs + [match.span() for match in colons if match])


def in_prose(
    text: str, start: int, stop: int, roles: Sequence[tuple[int, int]], verbs: Sequence[int]
) -> Iterator[Statement]:
    """The owner statements in the sentences of a stretch: rule id, owners, and where each stands (行文中的责任表述).

    `roles` are the places of the text that `role_places` gives; sentences that hold one of them and one of the `verbs` are read.

    Reads sentences made of nothing but units and verbs, 由X牵头/负责, and clauses whose subject is a named organ that 牵头
    or 负责 something, each with the clauses after it that name who 配合 or 参加. Collectives and persons as
    subjects are a general duty and no assignment.
    """
    given = False
    for first, last in sentences_with(text, verbs, start, stop, _LENGTHS):
        at = bisect_left(roles, (first, 0))
        if at == len(roles) or roles[at][1] > last:
            continue
        first += len(_OPENING.match(text, first, last).group())  # type: ignore[union-attr]
        duty = _duty(text, start, first, last)
        if duty is not None:
            yield "prose-duty", duty, first, last
            continue
        topic = _TOPIC.match(text, first, last)
        whole = (topic and read_owners(text, *topic.span("units"), mode="strict")) or None
        if whole is not None:
            yield "prose-topic", whole, first, last
            continue
        whole = _whole(text, first, last)
        if whole is not None:
            yield "prose-sentence", whole, first, last
        else:
            found = list(_by_clause(text, first, last)) or (_helping(text, first, last) if given else [])
            given = given or bool(found)
            yield from found


def _duty(text: str, start: int, first: int, last: int) -> list[Owner] | None:
    """The bodies before a colon, or in the caption of the item, whose duties a sentence lists."""
    opening = first
    if text.startswith(("负责", "牵头"), first) and first - start <= 60:
        opening = start + len(_OPENING.match(text, start, first).group())  # type: ignore[union-attr]
    match = _DUTY.match(text, opening, last)
    if match is None or (opening < first and match.start("verb") != first):
        return None
    role = {"牵头": "lead", "负责": "responsible"}.get(match.group("verb"), "support")
    owners = read_owners(text, *match.span("units"), mode="strict", default=role) or []
    named = [text[owner.start : owner.stop] for owner in owners]
    specific = all(
        strong_unit(name) and (not is_collective(name) or names_a_function(name) or _LOWER.match(name))
        for name in named
    )
    if not owners or not specific:
        return None
    joint = _JOINT.match(text, match.end(), last)
    if joint is not None:
        owners += read_owners(text, *joint.span("units"), mode="strict", default="support") or []
    return owners


def _whole(text: str, first: int, last: int) -> list[Owner] | None:
    """Owners of a sentence that says nothing else."""
    note = find_convention(text, first, last)
    end = note.start() if note else last
    if not _STRONG_END.search(text[first:end].rstrip(" ,")) or _TO_WHOM.search(text, first, end):
        return None
    owners = read_owners(text, first, end, mode="strict")
    return owners if owners and all(owner.certain for owner in owners) else None


def _by_clause(text: str, first: int, last: int) -> Iterator[Statement]:
    owners: list[Owner] = []
    begin = end = before = first
    for clause in _CLAUSE.finditer(text, first, last):
        found = _principal(text, *clause.span(), follows=bool(owners)) or (
            None if owners else _named_before(text, before, *clause.span())
        )
        before = clause.start()
        if found is None and owners:
            found = _second(text, *clause.span())
        if found is None:
            if owners:
                yield "prose-clause", owners, begin, end
            owners = []
            continue
        begin = begin if owners else clause.start()
        owners, end = owners + found.owners, found.stop
    if owners:
        yield "prose-clause", owners, begin, end


def _principal(text: str, first: int, last: int, *, follows: bool) -> _Found | None:
    """A clause in which units 牵头 or 负责; a collective may be its subject if it `follows` others that divide the work."""
    verb = _VERB.search(text, first, last)
    if verb is None or (
        verb.group() == "负责"
        and (_TO_WHOM.search(text, first, verb.start()) or _WHICH.match(text, verb.end(), last))
    ):
        return None
    by = None
    for match in _BY.finditer(text, first, verb.start()):
        by = match
    begin = by.end() if by else first + len(_OPENING.match(text, first, last).group())  # type: ignore[union-attr]
    whole = _whole(text, begin, last)
    if whole is not None:
        return _Found(whole, last)
    owners = _must_lead(text, begin, verb) or read_owners(text, begin, verb.end(), mode="strict")
    if not owners or not all(owner.certain for owner in owners):
        return None
    names = [text[owner.start : owner.stop] for owner in owners]
    if any(name[0] == "其" and name[1] not in "他它" for name in names):
        return None  # 其设立的办公室: a body of whatever place
    free = follows or verb.group().startswith("牵头")
    if by is None and verb.end() < last and not (free or all(map(_is_specific, names))):
        return None
    joint = _JOINT.match(text, verb.end(), last)
    if joint is not None:
        owners += read_owners(text, *joint.span("units"), mode="strict", default="support") or []
    return _Found(owners, last)


def _helping(text: str, first: int, last: int) -> list[Statement]:
    """The bodies of a sentence in which they 配合 or 协助 in what others before it answer for; no firms and no people."""
    match = _HELP.match(text, first, last)
    owners = (match and read_owners(text, first, match.end(), mode="strict")) or []
    for owner in owners:
        if owner.role != "support" or _NO_ORGAN.search(text, owner.start, owner.stop):
            return []
    return [("prose-clause", owners, first, last)] if owners else []


def _named_before(text: str, before: int, first: int, last: int) -> _Found | None:
    """A clause without a subject in which the body that the clause at `before` says is in charge 负责 something."""
    verb = _NO_SUBJECT.match(text, first, last)
    topic = _IS.fullmatch(text, before, first - 1) if verb else None
    if verb is None or topic is None or _VERB.search(text, first, verb.end() + 1) is None:
        return None
    owners = read_owners(text, *topic.span("unit"), mode="strict") or []
    specific = all(_is_specific(text[owner.start : owner.stop]) for owner in owners)
    return _Found(owners, last) if owners and specific else None


def _is_specific(name: str) -> bool:
    """Whether a name stands for one body, or for those of one function, and not for a party to a contract."""
    return (
        strong_unit(name) and (not is_collective(name) or names_a_function(name)) and not _PARTY.match(name)
    )


def _must_lead(text: str, begin: int, verb: re.Match[str]) -> list[Owner] | None:
    """The units of 某局应牵头, where a modal stands before the verb."""
    modal = _MODAL.search(text, begin, verb.end())  # which must be seen behind it
    if modal is None or modal.end() != verb.start() or not verb.group().startswith("牵头"):
        return None
    return read_owners(text, begin, modal.start(), mode="strict", default="lead")


def _second(text: str, first: int, last: int) -> _Found | None:
    """A clause that goes on with who 配合 or 参加, or 会同 whom."""
    joint = _JOINT.match(text, first, last)
    if joint is not None:
        owners = read_owners(text, *joint.span("units"), mode="strict", default="support")
        return _Found(owners, last) if owners else None
    support = _SUPPORT.search(text, first, last)
    if support is None:
        owners = read_owners(text, first, last, mode="strict") if _DOES.fullmatch(text, first, last) else None
        return _Found(owners, last) if owners and all(owner.certain for owner in owners) else None
    owners = read_owners(text, first, support.end("verb"), mode="strict")
    return _Found(owners, last) if owners and all(owner.certain for owner in owners) else None
