"""Where a text says who answers for an item: brackets, lines, prose."""

import re
from bisect import bisect_left, insort
from collections import Counter, deque
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from fazhi_research.coding.owners import LABEL, Owner, find_convention, read_owners
from fazhi_research.coding.prose import Statement, in_prose, role_places
from fazhi_research.coding.units import strong_unit, tier_words_only, unit_like
from fazhi_research.reading.occurrences import occurrences

_BRACKETS = tuple("(〔[【)〕]】")
_CLOSER = {"(": ")", "〔": "〕", "[": "]", "【": "】"}
_KEYWORDS = tuple(
    "牵头 责任 负责 配合 参加 参与 协办 协助 协同 会同 承办 主办 落实单位 实施单位 指导"
    " 主责 主管单位 主管部门 支持单位 支持部门 协作单位 协作部门".split()
)
_LABEL_WORD = re.compile(
    r"牵头|[责主]责|责任|负责|[主承协]办|落实|实施|主管|配合|参[加与]|协[助同作]|支持|指导|分工"
)
_BEFORE_LABEL = "\n。;!?)〕】—"
_AFTER_COMMA = re.compile(
    r"(?P<comma>,[ ]?|(?<=[\u4e00-\u9fff])[ ])(?:牵头|责任|主责|配合|协办|参[加与])(?:单位|部门|科室|处室)(?:为|[ ])?$"
)
_GLOSS = re.compile(r"[^,;。]{0,40}(?:印发|通过|发布|批准)$|以下|简称|下称|统称|含|包括|不含|即|如|原|附|另")
# Below a title, who issued what and when: (市政府办公室 2022年3月1日)
_ISSUED = re.compile(
    r"(?:(?:19|20)\d{2}|[一二][〇零O○一二三四五六七八九]{3})[ ]?年[ ]?[\d一二三四五六七八九十]{1,2}[ ]?月(?:[ ]?[\d一二三四五六七八九十]{1,3}[ ]?日)?$"
)
_END_OF_CLAUSE = re.compile(r"[ \t]*(?:[。;.,\n]|$)")
_FIRST_VERB = re.compile(r"[^;。]{2,300}?(?:牵头|负责|配合|参加|参与|指导|落实)")
# What a bracket says of all later items, behind its own units: (…牵头。以下均需各县政府配合,不再列出)
_FOR_ALL = re.compile(
    r"[。;,][ ]*(?:以[上下]|上述|下列)(?:各项)?(?:任务|工作|事项|措施|条款)?(?:均|都|需|须|由)"
)
_NAMED_ORGAN = re.compile(r"(?:国家|自治区|[省市县区州])[\u4e00-\u9fff]{2,12}(?:局|厅|委|办|办公室|中心)$")
_BOXED = re.compile(r"[\u4e00-\u9fff]{2,4}(?:单位|部门|科室|处室|主体)")
_LIMIT = 2000  # no owner string is longer


class Signs(NamedTuple):
    """The places in a clean text at which something may be said of owners, each kind in order (责任线索).

    They are looked for once in the whole text; an item then looks at those that lie in it.
    """

    worth: list[int]  # where owners may be stated at all: keywords, and brackets that begin or end a sentence
    keywords: list[int]
    brackets: list[int]  # opening and closing ones
    labels: list[int]  # colons and what may stand for one
    roles: list[tuple[int, int]]  # words in running text without which its sentence hands out no role
    verbs: list[int]  # those words, and other verbs of theirs


def signs_of(text: str) -> Signs:
    """The places in a clean text at which something may be said of owners (责任线索)."""
    keywords, brackets = occurrences(text, *_KEYWORDS), occurrences(text, *_BRACKETS)
    edges = [at for at in brackets if _begins_or_ends(text, at)]
    gaps = occurrences(text, "单位 ", "部门 ", "单位为", "部门为", "单位是", "部门是", "单位】", "部门】", "单位]", "部门]")
    labels = sorted(occurrences(text, ":") + [at + 2 for at in gaps])
    roles = role_places(text)
    verbs = sorted(occurrences(text, "承办") + [start for start, _ in roles])
    return Signs(sorted(keywords + edges), keywords, brackets, labels, roles, verbs)


def _begins_or_ends(text: str, at: int) -> bool:
    """Whether an opening bracket follows the end of a clause, or a closing one stands at the end of one."""
    if text[at] in _CLOSER:
        while at and text[at - 1] == " ":
            at -= 1
        return at > 0 and text[at - 1] in "。;!?,\n"
    return _END_OF_CLAUSE.match(text, at + 1) is not None


def within(places: list[int], start: int, stop: int) -> list[int]:
    """Those of some places in order that lie in a stretch (区间内)."""
    return places[bisect_left(places, start) : bisect_left(places, stop)]


def statements(
    text: str, start: int, stop: int, signs: Signs, pairs: list[tuple[int, int]], *, prose: bool
) -> Iterator[Statement]:
    """The owner statements in an item's own words: rule id, owners, and where the statement stands (责任表述).

    Looks at its outermost brackets (`pairs`) first, then at lines and sentences that begin with a keyword, then, where `prose` is set, at
    running sentences. A stretch read once is not read again.
    """
    taken: list[tuple[int, int]] = []
    for found in _in_brackets(text, start, stop, signs, pairs, prose=prose):
        taken.append(found[2:])
        yield found
    labels = within(signs.labels, start, stop)
    if not all(_holds(taken, at) for at in labels):  # one in a bracket that is read says nothing more
        for found in _on_lines(text, start, stop, labels):
            if not _overlaps(found, taken):
                insort(taken, found[2:])
                yield found
    verbs = [at for at in within(signs.verbs, start, stop) if not _holds(taken, at)] if prose else ()
    for found in in_prose(text, start, stop, signs.roles, verbs) if verbs else ():
        if not _overlaps(found, taken):
            insort(taken, found[2:])
            yield found


def _holds(taken: list[tuple[int, int]], place: int) -> bool:
    """Whether a place lies in one of the stretches already read."""
    after = bisect_left(taken, (place + 1, 0))
    return after > 0 and place < taken[after - 1][1]


def _overlaps(found: Statement, taken: list[tuple[int, int]]) -> bool:
    """Whether a stretch meets one of those already read, which are in order and apart."""
    after = bisect_left(taken, (found[3], 0))
    return after > 0 and found[2] < taken[after - 1][1]


def brackets(text: str, signs: list[int]) -> list[tuple[int, int]]:
    """The outermost closed brackets among the signs of a stretch, as (opening, after the closing) (括号)."""
    found: list[tuple[int, int]] = []
    closer, opening = "", 0
    for at in signs:
        sign = text[at]
        if sign == closer:
            closer = ""
            if at - opening <= _LIMIT:
                found.append((opening, at + 1))
        elif closer:
            return _nested(text, signs)
        elif sign in _CLOSER:
            closer, opening = _CLOSER[sign], at
    return found


def _nested(text: str, signs: list[int]) -> list[tuple[int, int]]:
    """The outermost closed brackets where some stand in others or do not match."""
    found: list[tuple[int, int]] = []
    stack: deque[tuple[str, int]] = deque()
    waiting: Counter[str] = Counter()  # how many of each closing sign the stack waits for
    for at in signs:
        sign = text[at]
        if sign in _CLOSER:
            stack.append((_CLOSER[sign], at))
            waiting[_CLOSER[sign]] += 1
            continue
        while stack and at - stack[0][1] > _LIMIT:
            waiting[stack.popleft()[0]] -= 1
        if waiting[sign] == 0:
            continue
        closer, opening = stack.pop()
        waiting[closer] -= 1
        while closer != sign:
            closer, opening = stack.pop()
            waiting[closer] -= 1
        while found and found[-1][0] > opening:
            found.pop()
        found.append((opening, at + 1))
    return found


def _in_brackets(
    text: str, start: int, stop: int, signs: Signs, pairs: list[tuple[int, int]], *, prose: bool
) -> Iterator[Statement]:
    for opening, closing in pairs:
        first, last = opening + 1, closing - 1
        at = bisect_left(signs.keywords, first)
        if at < len(signs.keywords) and signs.keywords[at] < closing:
            rule, read = _keyword_bracket(text[first:last])
            owners = [one.moved(first) for one in read]
            # (甲类由市甲局牵头;乙类由市乙局牵头)
            if not owners and prose and text.find("由", first, last) >= 0:
                yield from in_prose(text, first, last, signs.roles, within(signs.verbs, first, last))
        else:
            rule, owners = "bracket-list", _bare_list(text, start, opening, closing, stop) or []
        if owners:
            yield rule, owners, opening, closing


@lru_cache(maxsize=20_000)  # short lists come again and again
def _keyword_bracket(words: str) -> tuple[str, tuple[Owner, ...]]:
    """How a bracket with a keyword is read: the rule, and the owners with their places in its words."""
    if _BOXED.fullmatch(words):  # 【牵头单位】: the units stand behind it
        return "bracket-label", ()
    later = _FOR_ALL.search(words)
    last = later.start() if later else len(words)
    label = _label_in(words, last)
    if label is not None and not words[: label.start()].strip(" \n,;、").endswith("简称"):
        return "bracket-label", tuple(read_owners(words, 0, last, mode="listed") or ())
    note = find_convention(words, 0, last)
    end = note.start() if note else last
    owners = read_owners(words, 0, end, mode="strict") or _with_extras(words, 0, end)
    return "bracket-verb", tuple(owners or ())


def _label_in(words: str, last: int) -> re.Match[str] | None:
    """The first label of units in a bracket; nearly every bracket that has one opens with it."""
    first = LABEL.match(words, 0, last)
    if first is not None and not first.group("none"):
        return first
    return next((one for one in LABEL.finditer(words, 0, last) if not one.group("none")), None)


def _with_extras(text: str, first: int, last: int) -> list[Owner] | None:
    """Owners of a bracket that holds something besides units and verbs, if it opens with plain units and a verb."""
    verb = _FIRST_VERB.match(text, first, last)
    if verb is None or not read_owners(text, first, verb.end(), mode="strict"):
        return None
    return read_owners(text, first, last, mode="lenient")


def _bare_list(text: str, start: int, opening: int, closing: int, stop: int) -> list[Owner] | None:
    """Owners of a bracket without keywords: nothing but units, after a sentence or at the end of one."""
    words = text[opening + 1 : closing - 1].strip()
    if not 2 <= len(words) <= 400 or tier_words_only(words) or _GLOSS.match(words) or _ISSUED.search(words):
        return None
    before = text[max(start, opening - 40) : opening].rstrip(" \t\n")
    ends_sentence = not before or before[-1] in "。;!?,)〕" or text[opening - 1] == "\n"
    if not ends_sentence and (
        not _END_OF_CLAUSE.match(text, closing, stop) or unit_like(re.split(r"[,。;、:]", before)[-1][-12:])
    ):
        return None
    owners = read_owners(text, opening + 1, closing - 1, mode="strict")
    if not owners:
        return None
    names = [text[owner.start : owner.stop] for owner in owners]
    if not any(strong_unit(name) for name in names) or (
        len(names) == 1 and not (ends_sentence or _NAMED_ORGAN.match(names[0]))
    ):
        return None
    return owners


def _on_lines(text: str, start: int, stop: int, labels: list[int]) -> Iterator[Statement]:
    free = start
    for colon in labels:
        if colon < free or not _LABEL_WORD.search(text, max(free, colon - 20), colon):
            continue
        begin = _label_start(text, max(free, colon - 20), colon)
        label = LABEL.match(text, begin, stop)
        if label is None or label.group("none") or label.end() < colon:
            continue
        end = _line_end(text, label.end(), stop)
        owners = read_owners(text, begin, end, mode="listed")
        if owners:
            yield "line-label", owners, begin, end
            free = end


def _label_start(text: str, first: int, last: int) -> int:
    """Where a keyword before a colon would begin: after a line end, a sentence, a bracket or a wide gap.

    A full keyword may follow a comma as well (…问题,责任单位:市甲局), with a colon a blank.
    """
    if text[last] in "】]":
        return max(text.rfind("【", first, last), text.rfind("[", first, last), first)
    full = _AFTER_COMMA.search(text, first, last)
    if full and (full.group("comma") != " " or text.startswith(":", last)):
        return full.end("comma")
    begin = last
    while begin > first and text[begin - 1] not in _BEFORE_LABEL and text[begin - 2 : begin] != "  ":
        begin -= 1
    while begin < last and text[begin] in " \t":
        begin += 1
    return begin


def _line_end(text: str, start: int, stop: int) -> int:
    """The end of a keyword line: its full stop or line end; a keyword alone on its line takes the next one."""
    first = start
    while first < stop and text[first] in " \t\n":
        first += 1
    end = len(text)
    for sign in ("。", "\n"):
        at = text.find(sign, first, min(stop, first + _LIMIT))
        end = min(end, at) if at >= 0 else end
    return min(end, stop)
