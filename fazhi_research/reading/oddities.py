"""What is odd about a text as a whole: passages twice, an end cut off, characters lost."""

import re

from fazhi_research.reading.clean import CleanText
from fazhi_research.reading.doubts import Doubt

_LINE = re.compile(r"[^\n]{40,}")
_LOST = re.compile("\ufffd+")
_ENDED = re.compile(r"[。！？!?…；;：:”’」』）)】》\]〕\d日号年|]$")


def find_oddities(clean: CleanText) -> list[Doubt]:
    """Doubts about a text as a whole, in order (全文存疑).

    `duplicate`: a paragraph of forty characters or more that stood before; `truncated`: a long last line that breaks off
    without a stop; `encoding`: characters that the file's encoding lost.
    """
    found = _duplicates(clean) + _lost(clean)
    last = clean.text.rstrip().rsplit("\n", 1)[-1].strip()
    if len(last) >= 25 and not _ENDED.search(last) and "\t" not in last:  # a row of a table needs no stop
        stop = len(clean.text.rstrip())
        found.append(Doubt(clean.span(stop - 10, stop), "truncated"))
    return sorted(found)


def _duplicates(clean: CleanText) -> list[Doubt]:
    seen: set[str] = set()
    found = []
    for match in _LINE.finditer(clean.text):
        words = match.group().strip()
        if words in seen:
            found.append(Doubt(clean.span(*match.span()), "duplicate"))
        seen.add(words)
    return found


def _lost(clean: CleanText) -> list[Doubt]:
    return [Doubt(clean.span(*match.span()), "encoding") for match in _LOST.finditer(clean.text)]
