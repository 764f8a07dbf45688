"""Finds the terms of a scheme in a text: the longest at each place, none over another."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import lru_cache
from operator import attrgetter, itemgetter
from re import compile as pattern
from typing import NamedTuple

from fazhi_research.coding.codebook import Codebook, Term
from fazhi_research.coding.searchable import BORDERS, SearchText, plain
from fazhi_research.errors import LexiconError

Hit = tuple[int, int, int]  # number of the pattern, start, stop
_START = itemgetter(1)
_THEME = attrgetter("theme")
_BORDER = pattern(f"[{BORDERS}]")
_HALF = pattern("[\ud800-\udfff]")
_NEAR = 200
_MOST_FOR_TABLES = 1500  # patterns; beyond, full tables take more memory than they save time


class TermScanner:
    """Finds the terms of one scheme (主题词查找).

    `terms[number]` are the terms that a pattern stands for, by theme: more than one where a scheme lets a term have several.
    """

    def __init__(self, codebook: Codebook, scheme: str) -> None:
        import ahocorasick_rs as automata

        spelled: defaultdict[str, list[Term]] = defaultdict(list)
        for term in codebook.terms_of(scheme):
            for words in spellings(term.term):
                spelled[words].append(term)
        if not spelled:
            raise LexiconError(f"the scheme {scheme} has no terms; add some to the table of terms")
        self.patterns = tuple(sorted(spelled))
        self.terms = tuple(tuple(sorted(spelled[words], key=_THEME)) for words in self.patterns)
        #: theme and spelling of each of these terms
        self.codes = tuple([(term.theme, term.term) for term in terms] for terms in self.terms)
        self._guards = _guards(codebook, scheme, self.patterns)
        kinds = automata.Implementation
        kind = kinds.DFA if len(self.patterns) <= _MOST_FOR_TABLES else kinds.ContiguousNFA
        self.longest = automata.AhoCorasick(
            list(self.patterns), automata.MATCHKIND_LEFTMOST_LONGEST, implementation=kind
        )
        self._every = automata.AhoCorasick(list(self.patterns), automata.MATCHKIND_STANDARD)

    def hits(self, searched: SearchText) -> list[Hit]:
        """The terms in a text in order, with places in its clean text (命中).

        Within a sentence, from the left, the longest term that counts at each place; what is part of a context in which it does not count is passed over, and
        what it covered is looked at again.
        """
        text = _whole(searched.text)
        found: list[Hit] = self.longest.find_matches_as_indexes(text)
        guards = self._guards
        void = [
            hit
            for hit in found
            if (guard := guards[hit[0]]) is not None
            and (text[hit[1] - 1 : hit[1]] in guard.before or text[hit[2] : hit[2] + 1] in guard.behind)
            and guard.voids(text, hit[1])
        ]
        alone = {hit[1] for hit in void if (guard := guards[hit[0]]) is not None and guard.alone}
        if alone:  # nothing else can stand where they stand
            found = [hit for hit in found if hit[1] not in alone]
        if len(alone) < len(void):
            found = self._again(text, found, [hit[1] for hit in void if hit[1] not in alone])
        _place(found, searched)
        return found

    def _again(self, text: str, found: list[Hit], void: list[int]) -> list[Hit]:
        """The hits with those of the sentences around void ones worked out anew, void ones left out."""
        starts = list(map(_START, found))
        kept: list[Hit] = []
        position = last = 0
        for place in void:
            if place < last:  # its sentence was worked out with an earlier one
                continue
            first, last = _sentence(text, place, last)
            until = bisect_left(starts, first, lo=position)
            kept += found[position:until]
            kept += self._slowly(text, first, last)
            position = bisect_left(starts, last, lo=until)
        return kept + found[position:]

    def _slowly(self, text: str, first: int, last: int) -> list[Hit]:
        every = self._every.find_matches_as_indexes(text[first:last], overlapping=True)
        moved = [(number, start + first, stop + first) for number, start, stop in every]
        kept: list[Hit] = []
        for hit in sorted(moved, key=lambda hit: (hit[1], -hit[2])):
            guard = self._guards[hit[0]]
            if (not kept or hit[1] >= kept[-1][2]) and not (guard and guard.voids(text, hit[1])):
                kept.append(hit)
        return kept


def _whole(text: str) -> str:
    """A text in which half characters, of which no term is made, are signs that the automaton can read."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF.sub("\ufffd", text)
    return text


def spellings(term: str) -> tuple[str, ...]:
    """The ways in which a term is looked for: with its 、 and without (写法).

    >>> spellings("双随机、一公开")
    ('双随机、一公开', '双随机一公开', '双随机,一公开')
    """
    words = plain(term)
    return (words, words.replace("、", ""), words.replace("、", ",")) if "、" in words else (words,)


class _Guard(NamedTuple):
    """Where a pattern does not count: inside of certain words."""

    within: tuple[tuple[int, tuple[str, ...]], ...]  # these words, by how many characters of them stand before it
    before: frozenset[str]  # the last of these characters, where there are any
    behind: frozenset[str]  # the first character behind it, in words that begin with it
    alone: bool  # no other pattern can begin where it stands

    def voids(self, text: str, start: int) -> bool:
        """Whether the pattern does not count at a place (不计)."""
        for before, words in self.within:
            if start >= before and text.startswith(words, start - before):
                return True
        return False


def _guards(codebook: Codebook, scheme: str, patterns: tuple[str, ...]) -> list[_Guard | None]:
    """The guards of the patterns, None for those that always count."""
    numbers = {words: number for number, words in enumerate(patterns)}
    found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for context in codebook.contexts_of(scheme):
        within = plain(context.within)
        for words in spellings(context.term):
            at = within.find(words)
            while at >= 0:
                found[numbers[words]].append((within, at))
                at = within.find(words, at + 1)
    return [
        _guard(words, found[number], patterns) if number in found else None
        for number, words in enumerate(patterns)
    ]


def _guard(words: str, listed: list[tuple[str, int]], patterns: tuple[str, ...]) -> _Guard:
    ends = [words[at:] for at in range(len(words))]
    overlaps = any(
        (other.startswith(end) and end != words) or (end.startswith(other) and other != words)
        for other in patterns
        for end in ends
    )
    before = frozenset(context[at - 1] for context, at in listed if at)
    behind = frozenset(context[len(words) : len(words) + 1] for context, at in listed if not at)
    within: defaultdict[int, list[str]] = defaultdict(list)
    for context, at in listed:
        within[at].append(context)
    return _Guard(tuple((at, tuple(held)) for at, held in within.items()), before, behind, not overlaps)


def _sentence(text: str, place: int, low: int) -> tuple[int, int]:
    """The sentence around a place, not beginning before `low`, which is the end of an earlier one."""
    near = max(low, place - _NEAR)
    first = max(text.rfind(sign, near, place) for sign in BORDERS) + 1
    if first == 0:
        first = low if near == low else max(text.rfind(sign, low, place) for sign in BORDERS) + 1 or low
    border = _BORDER.search(text, place)
    return first, border.start() if border else len(text)


def _place(found: list[Hit], searched: SearchText) -> None:
    """Puts the hits at their places in the clean text: those of sentences that moved up, which are few."""
    removed, at, count = searched.removed, 0, len(found)
    for start, stop, first, last in searched.moved:
        at = bisect_left(found, start, at, key=_START)
        if at and found[at - 1][2] > start:  # begins before, reaches across
            number, begin, end = found[at - 1]
            found[at - 1] = (number, begin, end + bisect_left(removed, end, first, last) - first)
        while at < count and found[at][1] < stop:
            number, begin, end = found[at]
            found[at] = (
                number,
                begin + bisect_right(removed, begin, first, last) - first,
                end + bisect_left(removed, end, first, last) - first,
            )
            at += 1


@lru_cache(maxsize=16)
def scanner(codebook: Codebook, scheme: str) -> TermScanner:
    """The scanner of a codebook's scheme, made once (主题词查找器)."""
    return TermScanner(codebook, scheme)
