"""What is odd about a text as a whole: passages twice, an end cut off, characters lost."""

import re

from fazhi_research.reading.clean import CleanText
from fazhi_research.reading.doubts import Doubt

_LONG = 40  # characters of a line whose coming again is no chance
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
    start = 0
    for line in clean.text.split("\n"):
        if len(line) >= _LONG:
            words = line.strip()
            if words in seen:
                found.append(Doubt(clean.span(start, start + len(line)), "duplicate"))
            seen.add(words)
        start += len(line) + 1
    return found


def _lost(clean: CleanText) -> list[Doubt]:
    lost = _LOST.finditer(clean.text) if "\ufffd" in clean.text else ()
    return [Doubt(clean.span(*match.span()), "encoding") for match in lost]
