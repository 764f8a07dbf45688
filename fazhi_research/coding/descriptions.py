"""Sentences that say what is, was or is about to be said, where plain verbs (推进, 完善) direct nobody."""

import re
from collections.abc import Sequence

#: an adverbial with which a sentence looks back
_PAST = re.compile(
    r"[ ]*(?:同时,|特别是|(?:会议|大会|[^,。]{1,6})(?:指出|认为|强调),)?(?:去年|前年|上年|刚才|前不久|上午|昨天|上周|近年来|近几年来?|[几多]年来|[一两三四五]年多?来|过去[^,。]{0,6}[年来]|[^,。]{2,24}以来(?=[,我全各市县区党])"
    r"|(?:19|20)\d\d年(?:至|到|-|—)(?:19|20)?\d\d年,[^。]{0,8}(?:共|累计|先后))"
)
#: 下面,就进一步做好…工作,我讲三点意见; 现就进一步规范…提出以下意见
_ANNOUNCING = re.compile(
    r"我(?:再|先|就|想|着重|重点|主要|简要|代表[^,。]{1,12})*(?:讲|谈|强调|汇报|通报)|现就[^。]*提出|提出(?:如下|以下)[^,。]{0,6}意见|(?:讲|谈|提|强调)[^,。]{0,3}[一二三四五六七八九十两几\d][^,。]{0,2}[点个](?:意见|要求|问题|方面)"
)
#: 今天,我们召开会议,主要任务是…; 这次会议是在…的背景下召开的
_MEETING = re.compile(
    r"(?:召开|举行|举办|[这此本]次[^,。]{0,24}会)[^。]*?(?:任务|目的|主题|议题|内容)(?:就|主要)?是|[这此本]次[^,。]{0,24}会议?[^,。]{0,4}是在|(?:今天|今日|(?<!\d)日前|近日|\d月\d{1,2}日)(?:[上下]午)?,[^,。]{0,8}召开"
)
#: 为了…,充分发挥…,经市委同意,举办…; 为贯彻…,加快…,结合实际,制定本方案
_OPENING = re.compile(
    r"[ ]*为(?:了|进一步|深入|全面|切实|贯彻|认真|加快|推进|加强)[^。]*?(?:[制订]定本|特制[定订]|现就|现[^,。]{0,12}提出|提出(?:如下|以下)|经[^,。]{2,24}(?:同意|研究|批准),|召开|举办)(?![^。]*,[ ]*[请望])"
)
_SUBJECT_CLOSED = re.compile(r"[ ]*(?:就|既|也|更|不仅|不仅仅|都)?是(?![否非])")
#: the verb be, not in 一是, 特别是, 实事求是, 重点是
COPULA = re.compile(r"(?<![一二三四五六七八九十但而凡都别其还求点])是(?![否非])")
_SIDES = re.compile(r"不仅仅?是|无论是")
_PLAIN = re.compile(r"[ ]*(?:建设|创建|实行|实施|抓|走|用)")  # verbs that are no cues
_ADVERBS = 8  # so many characters at most stand before the verb of a clause that has no subject


def looks_back(text: str, start: int, stop: int) -> bool:
    """Whether a sentence begins with words that look back: 去年, 近年来, …以来 (回顾)."""
    return _PAST.match(text, start, stop) is not None


def described_from(text: str, parts: Sequence[tuple[int, int]], verbs: Sequence[tuple[int, int]]) -> int:
    """From where on plain verbs of a sentence describe; its end if they do not (陈述起点).

    `parts` are its clauses, `verbs` the places of its plain verbs. All of an announcement, of what a meeting is for and of the opening formula of a document; and
    from the first of several clauses that together are the subject of 是 to the end.
    """
    start, stop = parts[0][0], parts[-1][1]
    if (
        _ANNOUNCING.search(text, start, stop)
        or _MEETING.search(text, start, stop)
        or _OPENING.match(text, start, stop)
    ):
        return start
    for at, part in enumerate(parts):
        if _is_judgement(text, part, verbs):
            while at > 0 and _begins_with_verb(text, parts[at - 1], verbs):
                at -= 1
            return parts[at][0]
    return stop


def _is_judgement(text: str, part: tuple[int, int], verbs: Sequence[tuple[int, int]]) -> bool:
    """Whether a clause closes a subject of verbs: 是现代政治文明的标志, 建设法治政府是…的要求."""
    if _SUBJECT_CLOSED.match(text, *part) or _SIDES.search(text, *part):
        return True
    copula = COPULA.search(text, *part)
    return copula is not None and _begins_with_verb(text, (part[0], copula.start()), verbs)


def _begins_with_verb(text: str, part: tuple[int, int], verbs: Sequence[tuple[int, int]]) -> bool:
    return _PLAIN.match(text, *part) is not None or any(
        part[0] <= start <= part[0] + _ADVERBS and stop <= part[1] for start, stop in verbs
    )
