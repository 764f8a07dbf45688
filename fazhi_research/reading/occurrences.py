"""Where words stand in a text, found many times as quickly as by a pattern."""

import re
from collections.abc import Iterable, Iterator


def occurrences(text: str, *words: str, start: int = 0, stop: int | None = None) -> list[int]:
    """The places at which any of some words begins in a stretch of text, in order, each once (出现位置).

    A pattern that need only be tried where a rare word stands is tried there alone: looking for a plain word is ten to fifty
    times as quick as trying a pattern at every character.

    >>> occurrences("每年一次,按年度每半年", "每", "按")
    [0, 5, 8]
    """
    end = len(text) if stop is None else stop
    found: list[int] = []
    for word in words:
        at = text.find(word, start, end)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1, end)
    return sorted(set(found)) if len(words) > 1 else found


def matches_at(text: str, pattern: re.Pattern[str], places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that can begin only at given places, in order and without overlap (定点匹配)."""
    done = 0
    for place in places:
        if place >= done and (match := pattern.match(text, place)) is not None:
            done = match.end()
            yield match
