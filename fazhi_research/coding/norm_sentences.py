"""The sentences of a document in which a norm may stand, cut into clauses."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_research.coding.descriptions import looks_back
from fazhi_research.reading.clean import CleanText
from fazhi_research.reading.documents import Document
from fazhi_research.reading.folding import fold
from fazhi_research.reading.outline import Section

_SENTENCE = re.compile(r"[^。;!?\n\t]+")
_CLAUSE = re.compile(r"[^,:]+")
_ENDS = tuple("。;!?:,")
_REPORTS = ("report", "self_inspection")
_NEXT = re.compile(r"下一步|下一年|下一阶段|下阶段|今后|明年|来年")
_AHEAD = re.compile(rf"{_NEXT.pattern}|打算|计划|思路|安排|部署")
_BACK = re.compile(
    r"回顾|成绩|成效|(?:工作|主要|基本|开展|落实|完成)情况|主要做法|过去一年|取得的?(?:主要|重要)?成"
)


@dataclass(frozen=True, slots=True)
class NormSentence:
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
    first = sections[0].clean.start if sections else len(text)
    reporting = document.genre in _REPORTS
    opening = len(text) - len(text.lstrip())
    end, title = 0, False
    for start, stop in _sentences(text, 0, first):
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
        caption = section.body or section.section in above
        for start, stop in _sentences(text, _body(document, section, caption=caption), section.clean.stop):
            yield NormSentence(start, stop, told[section.section] or looks_back(text, start, stop))


def clauses(text: str, sentence: NormSentence) -> list[tuple[int, int]]:
    """The clauses of a sentence: what stands between its commas and colons (分句)."""
    return [match.span() for match in _CLAUSE.finditer(text, sentence.start, sentence.stop)]


def _sentences(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text, start, stop):
        words = match.group()
        if words.strip():
            first = match.start() + len(words) - len(words.lstrip())
            yield first, match.start() + len(words.rstrip())


def _body(document: Document, section: Section, *, caption: bool) -> int:
    """Where the text of an item begins in the clean text: after its caption if it is one, else after its mark."""
    source = max(section.heading.stop, section.mark.stop) if caption else section.mark.stop
    return _place(document.clean, source, section.clean.start, section.clean.stop)


def _place(clean: CleanText, source: int, low: int, high: int) -> int:
    return low + bisect_left(range(low, high), source, key=clean.place)


def _is_told(document: Document, section: Section, *, inherited: bool) -> bool:
    """Whether an item tells what was done: in reports unless its heading looks ahead, in speeches if it looks back."""
    if document.genre not in (*_REPORTS, "speech"):
        return False
    heading = fold(document.words(section.heading))[:40]
    if _BACK.search(heading) and not _NEXT.search(heading):
        return True
    return inherited and not (section.depth <= 2 and _AHEAD.search(heading))
