"""A text that its page prints twice."""

import re

from fazhi_research.reading.spans import Span

_LONG_LINE = re.compile(r"(?m)^[^\n]{40,}$")
_WORDS = re.compile(r"[^\n]*\S[^\n]*")


def second_copy(folded: str) -> Span | None:
    """The second copy of a text that stands twice, or None (重复全文).

    Looks where the first long line comes again, goes back over the lines above that are the same (a title, a number), and calls it a
    copy if more than half of what follows is the same line by line.
    """
    first = _LONG_LINE.search(folded)
    if first is None or folded.find(first.group(), first.end()) < 0:
        return None
    lines = [Span(*match.span()) for match in _WORDS.finditer(folded)]
    words = [line.of(folded).strip() for line in lines]
    one = words.index(first.group().strip())
    two = next((at for at in range(one + 1, len(words)) if words[at] == words[one]), -1)
    length = min(two - one, len(words) - two)
    same = [at for at in range(length) if words[one + at] == words[two + at]]
    if two < 0 or lines[two].start - lines[one].start < 200 or len(same) * 2 <= length:
        return None
    above = 0
    while above < one and two - above - 1 > one and words[one - above - 1] == words[two - above - 1]:
        above += 1
    return Span(lines[two - above].start, lines[two + same[-1]].stop)
