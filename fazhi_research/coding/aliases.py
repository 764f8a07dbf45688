"""What a short name such as 《纲要》 stands for: in its own document, then by date."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_research.coding.instruments import Instrument, core_of, instruments
from fazhi_research.coding.quoted_titles import QuotedTitle
from fazhi_research.reading.documents import Document
from fazhi_research.reading.folding import fold
from fazhi_research.reading.occurrences import matches_at, occurrences

_DEFINING = re.compile(
    r"(?:以下(?:统一|分别|均|统|一并)?简?称(?:为|作)?|简称(?:为|作)?|下称|统称(?:为)?)[: ]{0,2}(?P<names>(?:[“\"]?[《“\"‘〈]?[^《》〈〉“”\"‘’,。;:()\n]{1,24}[》”\"’〉]{1,2}(?:和|及|与|、)?){1,4})"
)
_NAME = re.compile(r"[^《》〈〉“”\"‘’、,]{1,24}")
_PLENUM = re.compile(
    r"(?:党的|中共|中央)?(?P<name>(?:十[六七八九]届|二十届|二十一届)?[一二三四五六七]中全会)"
)
_SENTENCE = re.compile(r"[。;!\n]|(?<![0-9])\?")


class Definition(NamedTuple):
    """A short name a document gives to a title it cites, at a place of its clean text (简称约定)."""

    name: str
    title: QuotedTitle
    start: int


def definitions(text: str, titles: Sequence[QuotedTitle]) -> list[Definition]:
    """The short names that a folded text itself defines by 以下简称 (简称约定).

    The title is the last one before in the same sentence; where several names follow, they go with as many titles in order.

    >>> from fazhi_research.coding.quoted_titles import quoted_titles
    >>> text = "按照《某省条例》(以下简称《条例》)"
    >>> [(one.name, text[one.title.start : one.title.stop]) for one in definitions(text, quoted_titles(text))]
    [('条例', '《某省条例》')]
    """
    found = []
    outer = [title for title in titles if title.depth == 0]
    first = 0
    for match in matches_at(text, _DEFINING, occurrences(text, "以下", "简称", "下称", "统称")):
        names = [words for words in _NAME.findall(match.group("names")) if words not in ("和", "及", "与")]
        while first < len(outer) and outer[first].stop <= match.start() - 400:
            first += 1
        floor = _sentence_start(text, match.start())
        before = []
        for title in outer[first : first + 60]:
            if title.stop > match.start():
                break
            if title.start >= floor:
                before.append(title)
        count = min(len(names), len(before))
        for name, title in zip(names[:count], before[len(before) - count :], strict=True):
            found.append(Definition(name.strip(), title, match.start()))
    return found


def _sentence_start(text: str, position: int) -> int:
    floor = max(0, position - 400)
    return max([floor, *(match.end() for match in _SENTENCE.finditer(text, floor, position))])


class Resolver:
    """Short names of one document with what they stand for (简称消解).

    Definitions come first, then the nearest earlier title that ends with the name, then the register of national
    instruments by plenum and by date. What cannot be told stays empty.
    """

    def __init__(self, document: Document, titles: Sequence[QuotedTitle]) -> None:
        self._document = document
        self._text = document.clean.text
        self._defined: dict[str, list[Definition]] = {}
        for one in definitions(self._text, titles):
            self._defined.setdefault(core_of(f"《{one.name}》"), []).append(one)
        self._date = _date_of(document)
        self._full: list[tuple[str, str]] = []  # titles in full met so far: folded core, words

    def defines(self, title: str) -> bool:
        """Whether the document itself defines a title as a short name (是否约定简称)."""
        return core_of(title) in self._defined

    def meet(self, title: str) -> None:
        """Notes a title in full that has been read (登记全称)."""
        self._full.append((core_of(fold(title)), title))

    def resolve(self, start: int, title: str) -> str:
        """The title in full that a short one at a place stands for, with marks; "" if it cannot be told (简称所指)."""
        name = core_of(title)
        if given := self._defined.get(name):
            full = given[max(0, bisect_right(given, start, key=lambda one: one.start) - 1)].title
            return self._document.words(self._document.clean.span(full.start, full.stop))
        meetings = [one.group("name") for one in _PLENUM.finditer(self._text, max(0, start - 14), start)]
        if meetings:
            return self._by_register(name, meetings[-1])
        for core, printed in reversed(self._full[-200:]):
            if core.endswith(name) and len(core) > len(name):
                return printed
        return self._by_register(name, "")

    def _by_register(self, name: str, meeting: str) -> str:
        known = [one for one in instruments() if one.short == name]
        if meeting:
            known = [one for one in known if one.plenum and one.plenum.endswith(meeting)]
        else:
            known = [one for one in known if _speaks_of(self._text, one)]
        if not self._date or not known:
            return f"《{known[0].title}》" if len(known) == 1 and meeting else ""
        known = [one for one in known if one.issued[: len(self._date)] <= self._date]
        return f"《{known[-1].title}》" if known else ""


def _speaks_of(text: str, one: Instrument) -> bool:
    head = text[:2000]
    return bool(one.subject) and any(word in head for word in one.subject.split("|"))


def _date_of(document: Document) -> str:
    known = document.metadata
    return next((known[name] for name in ("issued", "issued_from", "first") if known.get(name)), "")
