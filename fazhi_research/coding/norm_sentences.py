"""The sentences of a document in which a norm may stand, cut into clauses."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fazhi_research.coding.descriptions import looks_back
from fazhi_research.reading.documents import Document
from fazhi_research.reading.folding import fold
from fazhi_research.reading.occurrences import occurrences
from fazhi_research.reading.outline import Section

_ENDS = tuple("。;!?:,")
_REPORTS = ("report", "self_inspection")
_NEXT = re.compile(r"下一步|下一年|下一阶段|下阶段|今后|明年|来年")
_AHEAD = re.compile(rf"{_NEXT.pattern}|打算|计划|思路|安排|部署")
_BACK = re.compile(
    r"回顾|成绩|成效|(?:工作|主要|基本|开展|落实|完成)情况|主要做法|过去一年|取得的?(?:主要|重要)?成"
)


class NormSentence(NamedTuple):
    """A sentence at [start, stop) of the clean text, and whether its part of the document tells what was done (语句)."""

    start: int
    stop: int
    told: bool


def norm_sentences(document: Document) -> Iterator[NormSentence]:
    """The sentences of a document in order, less titles and captions (语句).

    A caption is left out where text or further items follow it: it names what they then say. Lines before the first item that do not end as a sentence
    does are titles, without items the first line alone.
    """
    text, sections = document.clean.text, document.outline.sections
    cuts = occurrences(text, *"。;!?\n\t")
    first = sections[0].clean.start if sections else len(text)
    reporting = document.genre in _REPORTS
    opening = len(text) - len(text.lstrip())
    end, title = 0, False
    for start, stop in _sentences(text, cuts, 0, first):
        if start >= end:
            end = text.find("\n", start)
            end = end if end >= 0 else len(text)
            heads = bool(sections) or (start == opening and text[end:].strip() != "")
            title = heads and text[start:end].rstrip()[-1:] not in _ENDS
        if not title:
            yield NormSentence(start, stop, reporting or looks_back(text, start, stop))
    told: dict[str, bool] = {"": reporting}
    above = {section.parent for section in sections}
    for section in sections:
        told[section.section] = _is_told(document, section, inherited=told[section.parent])
        body = _body(document, section, caption=section.body or section.section in above)
        for start, stop in _sentences(text, cuts, body, section.clean.stop):
            yield NormSentence(start, stop, told[section.section] or looks_back(text, start, stop))


def clauses(sentence: NormSentence, cuts: Sequence[int]) -> list[tuple[int, int]]:
    """The clauses of a sentence, given where commas and colons stand in its text (分句)."""
    return _between(cuts, sentence.start, sentence.stop)


def _between(cuts: Sequence[int], start: int, stop: int) -> list[tuple[int, int]]:
    """The pieces into which a stretch is cut, less empty ones."""
    found = []
    at = bisect_left(cuts, start)
    for cut in cuts[at : bisect_left(cuts, stop, at)]:
        if cut > start:
            found.append((start, cut))
        start = cut + 1
    if start < stop:
        found.append((start, stop))
    return found


def _sentences(text: str, cuts: Sequence[int], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch without the blanks around them."""
    for first, last in _between(cuts, start, stop):
        words = text[first:last]
        if words[0].isspace() or words[-1].isspace():
            bare = words.strip()
            if not bare:
                continue
            first += len(words) - len(words.lstrip())
            last = first + len(bare)
        yield first, last


def _body(document: Document, section: Section, *, caption: bool) -> int:
    """Where the text of an item begins in the clean text: after its caption if it is one, else after its mark."""
    source = max(section.heading.stop, section.mark.stop) if caption else section.mark.stop
    return min(max(document.clean.back(source), section.clean.start), section.clean.stop)


def _is_told(document: Document, section: Section, *, inherited: bool) -> bool:
    """Whether an item tells what was done: in reports unless its heading looks ahead, in speeches if it looks back."""
    if document.genre not in (*_REPORTS, "speech"):
        return False
    heading = fold(document.words(section.heading))[:40]
    if _BACK.search(heading) and not _NEXT.search(heading):
        return True
    return inherited and not (section.depth <= 2 and _AHEAD.search(heading))
