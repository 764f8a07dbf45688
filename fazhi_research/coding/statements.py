"""Where a text says who answers for an item: brackets, lines, prose."""

import re
from bisect import bisect_left, insort
from collections import Counter, deque
from collections.abc import Iterator

from fazhi_research.coding.owners import CONVENTION, LABEL, Owner, read_owners
from fazhi_research.coding.prose import Statement, in_prose
from fazhi_research.coding.units import strong_unit, tier_words_only, unit_like
from fazhi_research.reading.occurrences import occurrences

_BRACKET = re.compile(r"[(〔\[【)〕\]】]")
_CLOSER = {"(": ")", "〔": "〕", "[": "]", "【": "】"}
_KEYWORDS = tuple(
    "牵头 责任 负责 配合 参加 参与 协办 协助 协同 会同 承办 主办 落实单位 实施单位 指导"
    " 主责 主管单位 主管部门 支持单位 支持部门 协作单位 协作部门".split()
)
_KEYWORD = re.compile("|".join(_KEYWORDS))
_AFTER_STOP = re.compile(r"[。;!?,\n][ ]*[(〔\[【]")
_BEFORE_STOP = re.compile(r"[)〕\]】](?=[ \t]*(?:[。;.,\n]|$))")
_LABEL_WORD = re.compile(
    r"牵头|[责主]责|责任|负责|[主承协]办|落实|实施|主管|配合|参[加与]|协[助同作]|支持|指导"
)
_BEFORE_LABEL = "\n。;!?)〕】—"
_AFTER_COMMA = re.compile(r"(?P<comma>,[ ]?)(?:牵头|责任|主责|配合|协办|参[加与])(?:单位|部门)(?:为|[ ])?$")
_GLOSS = re.compile(r"[^,;。]{0,40}(?:印发|通过|发布|批准)$|以下|简称|下称|统称|含|包括|不含|即|如|原|附|另")
_END_OF_CLAUSE = re.compile(r"[ \t]*(?:[。;.,]|\n|$)")
_FIRST_VERB = re.compile(r"[^;。]{2,300}?(?:牵头|负责|配合|参加|参与|指导|落实)")
# What a bracket says of all later items, behind its own units: (…牵头。以下均需各县政府配合,不再列出)
_FOR_ALL = re.compile(
    r"[。;,][ ]*(?:以[上下]|上述|下列)(?:各项)?(?:任务|工作|事项|措施|条款)?(?:均|都|需|须|由)"
)
_NAMED_ORGAN = re.compile(r"(?:国家|自治区|[省市县区州])[\u4e00-\u9fff]{2,12}(?:局|厅|委|办|办公室|中心)$")
_LIMIT = 2000  # no owner string is longer


def may_state(text: str) -> list[int]:
    """The places of a clean text at which owners may be stated, in order: keywords and brackets that end a sentence (可能处)."""
    found = occurrences(text, *_KEYWORDS)
    found += [match.end() - 1 for match in _AFTER_STOP.finditer(text)]
    found += [match.start() for match in _BEFORE_STOP.finditer(text)]
    return sorted(found)


def statements(text: str, start: int, stop: int, *, prose: bool) -> Iterator[Statement]:
    """The owner statements in an item's own words: rule id, owners, and where the statement stands (责任表述).

    Looks at brackets first, then at lines and sentences that begin with a keyword, then, where `prose` is set, at running
    sentences. A stretch read once is not read again.
    """
    taken: list[tuple[int, int]] = []
    for found in _in_brackets(text, start, stop, prose=prose):
        taken.append(found[2:])
        yield found
    for found in _on_lines(text, start, stop):
        if not _overlaps(found, taken):
            insort(taken, found[2:])
            yield found
    if prose:
        for found in in_prose(text, start, stop):
            if not _overlaps(found, taken):
                insort(taken, found[2:])
                yield found


def _overlaps(found: Statement, taken: list[tuple[int, int]]) -> bool:
    """Whether a stretch meets one of those already read, which are in order and apart."""
    after = bisect_left(taken, (found[3], 0))
    return after > 0 and found[2] < taken[after - 1][1]


def brackets(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The outermost closed brackets in a stretch, as (opening, after the closing) (括号)."""
    found: list[tuple[int, int]] = []
    closer, opening = "", 0
    for match in _BRACKET.finditer(text, start, stop):
        sign = match.group()
        if sign == closer:
            closer = ""
            if match.start() - opening <= _LIMIT:
                found.append((opening, match.end()))
        elif closer:
            return _nested(text, start, stop)
        elif sign in _CLOSER:
            closer, opening = _CLOSER[sign], match.start()
    return found


def _nested(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The outermost closed brackets where some stand in others or do not match."""
    found: list[tuple[int, int]] = []
    stack: deque[tuple[str, int]] = deque()
    waiting: Counter[str] = Counter()  # how many of each closing sign the stack waits for
    for match in _BRACKET.finditer(text, start, stop):
        sign = match.group()
        if sign in _CLOSER:
            stack.append((_CLOSER[sign], match.start()))
            waiting[_CLOSER[sign]] += 1
            continue
        while stack and match.start() - stack[0][1] > _LIMIT:
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
        found.append((opening, match.end()))
    return found


def _in_brackets(text: str, start: int, stop: int, *, prose: bool) -> Iterator[Statement]:
    for opening, closing in brackets(text, start, stop):
        first, last = opening + 1, closing - 1
        words = text[first:last]
        if _KEYWORD.search(words):
            owners, rule = _keyword_bracket(text, first, last)
            if not owners and prose and "由" in words:  # (甲类由市甲局牵头;乙类由市乙局牵头)
                yield from in_prose(text, first, last)
        else:
            owners, rule = _bare_list(text, start, opening, closing, stop), "bracket-list"
        if owners:
            yield rule, owners, opening, closing


def _keyword_bracket(text: str, first: int, last: int) -> tuple[list[Owner] | None, str]:
    later = _FOR_ALL.search(text, first, last)
    last = later.start() if later else last
    label = next((one for one in LABEL.finditer(text, first, last) if not one.group("none")), None)
    if label is not None and not text[first : label.start()].strip(" \n,;、").endswith("简称"):
        return read_owners(text, first, last, mode="listed"), "bracket-label"
    note = CONVENTION.search(text, first, last)
    end = note.start() if note else last
    return read_owners(text, first, end, mode="strict") or _with_extras(text, first, end), "bracket-verb"


def _with_extras(text: str, first: int, last: int) -> list[Owner] | None:
    """Owners of a bracket that holds something besides units and verbs, if it opens with plain units and a verb."""
    verb = _FIRST_VERB.match(text, first, last)
    if verb is None or not read_owners(text, first, verb.end(), mode="strict"):
        return None
    return read_owners(text, first, last, mode="lenient")


def _bare_list(text: str, start: int, opening: int, closing: int, stop: int) -> list[Owner] | None:
    """Owners of a bracket without keywords: nothing but units, after a sentence or at the end of one."""
    words = text[opening + 1 : closing - 1].strip()
    if not 2 <= len(words) <= 400 or tier_words_only(words) or _GLOSS.match(words):
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


def _on_lines(text: str, start: int, stop: int) -> Iterator[Statement]:
    free = start
    gaps = occurrences(text, "单位 ", "部门 ", "单位为", "部门为", start=max(0, start - 2), stop=stop)
    colons = occurrences(text, ":", start=start, stop=stop)
    for colon in sorted(colons + [at + 2 for at in gaps]) if gaps else colons:
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

    A full keyword may follow a comma as well (…问题,责任单位:市甲局).
    """
    if full := _AFTER_COMMA.search(text, first, last):
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
