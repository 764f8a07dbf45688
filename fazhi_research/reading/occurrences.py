"""Where words stand in a text, found many times as quickly as by a pattern."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

# The most frequent characters of such documents, in order: of a word, the one that is rarest is looked for.
_FREQUENT = (
    "政法行的市府制工作人责公和一建局年全务实执部办治各理要进规单任区化设民位度会省依管机合定推发重县事委强大加开关审门件不中监月范项案议查"
    "对业日展力决为督分立有体三头成服前施动完时性保在牵社负于改安上以司应导二文提国方等员级是策面落主权织通解用调报镇信律清领职点组厅程处核"
    "经室及意新与本复第格内资条底出据能同目生好自平入标由到严配个健了数共村持问结善整批效统学现企专高系每构革造环科明下协商障考序基求限息量"
    "做次境过四准评按期产布地题道可划确步家备参见当院号优情场指式总率乡心培计少得我源营党深农联证告集接收运相坚检知网照况编向城创罚水交育"
)


def occurrences(text: str, *words: str, start: int = 0, stop: int | None = None) -> list[int]:
    """The places at which any of some words begins in a stretch of text, in order, each once (出现位置).

    A pattern that need only be tried where a rare word stands is tried there alone. Looking for one character is ten times as quick as
    looking for a word, and a hundred times as quick as trying a pattern everywhere: so of each word its rarest character is looked for.

    >>> occurrences("每年一次,按年度每半年", "每", "按")
    [0, 5, 8]
    """
    end = len(text) if stop is None else stop
    signs = _signs_of(text) if start == 0 and stop is None else None
    found: list[int] = []
    for sign, spelled in _by_rarest(words):
        places = _places(text, sign, start, end) if signs is None else signs.get(sign)
        if places is None:
            places = signs[sign] = _places(text, sign, 0, end)  # type: ignore[index]
        if spelled is None:  # the character itself
            found += places
            continue
        for word, before in spelled:
            for at in places:
                begin = at - before
                if begin >= start and text.startswith(word, begin, end):
                    found.append(begin)
    return sorted(set(found)) if len(words) > 1 else found


def _places(text: str, sign: str, start: int, stop: int) -> list[int]:
    """Where a character stands."""
    find, found = text.find, []
    at = find(sign, start, stop)
    while at >= 0:
        found.append(at)
        at = find(sign, at + 1, stop)
    return found


_held: tuple[str, dict[str, list[int]]] = ("", {})


def _signs_of(text: str) -> dict[str, list[int]]:
    """Where characters stand that were looked for in the text before: of the last text, many readers ask for the same."""
    global _held
    held, signs = _held
    if held is not text:
        signs = {}
        _held = (text, signs)
    return signs


@lru_cache(maxsize=256)
def _by_rarest(words: tuple[str, ...]) -> tuple[tuple[str, tuple[tuple[str, int], ...] | None], ...]:
    """The characters to look for, each with the words that it tells and how many characters of them stand before it."""
    held: dict[str, list[tuple[str, int]]] = {}
    for word in words:
        before = max(range(len(word)), key=lambda at: _FREQUENT.find(word[at]) % 1000)
        held.setdefault(word[before], []).append((word, before))
    return tuple((sign, None if spelled == [(sign, 0)] else tuple(spelled)) for sign, spelled in held.items())


@lru_cache(maxsize=1)
def _sentences(text: str) -> str:
    for sign in "。;!?":
        text = text.replace(sign, "\n")
    return text


@lru_cache(maxsize=1)
def _clauses(text: str) -> str:
    return _sentences(text).replace(",", "\n").replace(":", "\n")


def sentences_with(
    text: str, places: Iterable[int], start: int, stop: int, lengths: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch in which some places in order lie, each once (所在句).

    A sentence ends with 。 ; ! ? or the line. `lengths` are the least and the most characters of one: shorter ones are left out, longer ones
    cut to pieces of that length.
    """
    return _pieces_with(_sentences(text), places, start, stop, lengths)


def clauses_with(
    text: str, places: Iterable[int], start: int, stop: int, lengths: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """The same for clauses, which end with a comma or a colon too (所在分句).

    >>> text = "要加强。由市司法局审核,按时办结,应当公开"
    >>> [text[first:last] for first, last in clauses_with(text, occurrences(text, "由", "应"), 0, len(text), (3, 200))]
    ['由市司法局审核', '应当公开']
    """
    return _pieces_with(_clauses(text), places, start, stop, lengths)


def _pieces_with(
    lined: str, places: Iterable[int], start: int, stop: int, lengths: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """The pieces between line ends in which places lie."""
    least, most = lengths
    edge = end = start  # of the piece found last, and where its last part ends
    for place in places:
        if place >= edge:
            end = max(edge, lined.rfind("\n", edge, place) + 1)
            edge = lined.find("\n", place, stop)
            edge = stop if edge < 0 else edge
        if place >= end and place < edge:
            first = end + (place - end) // most * most
            end = min(first + most, edge)
            if end - first >= least:
                yield first, end


def openings(text: str, pattern: re.Pattern[str], *words: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern at the starts of lines that open, behind blanks, with one of some words, in order (行首匹配)."""
    for at in occurrences(text, *words):
        begin = at
        while begin and text[begin - 1] in " \t":
            begin -= 1
        if (not begin or text[begin - 1] == "\n") and (match := pattern.match(text, begin)) is not None:
            yield match


def matches_at(
    text: str, pattern: re.Pattern[str], places: Iterable[int], stop: int | None = None
) -> Iterator[re.Match[str]]:
    """The matches of a pattern that can begin only at given places, in order and without overlap, up to `stop` (定点匹配)."""
    end = len(text) if stop is None else stop
    done = 0
    for place in places:
        if place >= done and (match := pattern.match(text, place, end)) is not None:
            done = match.end()
            yield match
