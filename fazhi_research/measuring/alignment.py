"""What stands in two wordings of a passage: the same words, other words, words of one side only."""

from __future__ import annotations

from typing import NamedTuple

SHORTEST = 2
"""The shortest equal stretch, between differences, that counts as the same words 最短相同片段."""
LONG, PART, ANCHOR = 20_000, 4_000, 16
"""From which length wordings are aligned in parts, how long a part is at least, by what words they are cut 分段对齐."""


class Piece(NamedTuple):
    """A stretch of an alignment, counted in both wordings; `same` if the characters are equal (对齐片段)."""

    start: int
    stop: int
    other_start: int
    other_stop: int
    same: bool


def aligned(one: str, two: str) -> list[Piece]:
    """The pieces of two wordings in order, equal and unlike ones by turns 对齐.

    Of all alignments with the fewest changes (Levenshtein) the one that rapidfuzz gives, whichever of the two is
    named first. A single equal character between two differences is chance more often than not and counts as unlike.

    >>> [(one.start, one.stop, one.same) for one in aligned("建设法治国家的目标", "建设法治许昌的目标")]
    [(0, 4, True), (4, 6, False), (6, 9, True)]
    """
    if one == two:
        return [Piece(0, len(one), 0, len(two), True)] if one else []
    if one > two:
        return [Piece(p.other_start, p.other_stop, p.start, p.stop, p.same) for p in aligned(two, one)]
    steps = _steps(one, two)
    pieces: list[Piece] = []
    for start, stop, other_start, other_stop, same in steps:
        if same and stop - start < SHORTEST and len(steps) > 1:
            same = False
        if pieces and same == pieces[-1].same:
            start, _, other_start, _, _ = pieces.pop()
        pieces.append(Piece(start, stop, other_start, other_stop, same))
    return pieces


def _steps(one: str, two: str) -> list[Piece]:
    """Equal and unlike stretches in order; long wordings are aligned part by part."""
    from rapidfuzz.distance import Levenshtein

    steps: list[Piece] = []
    for start, stop, other_start, other_stop in _parts(one, two):
        for step in Levenshtein.opcodes(one[start:stop], two[other_start:other_stop]):
            ends = (start + step.src_start, start + step.src_end)
            other_ends = (other_start + step.dest_start, other_start + step.dest_end)
            if steps and step.tag == "equal" and steps[-1].same:
                before = steps.pop()  # parts are cut within equal words
                steps.append(Piece(before.start, ends[1], before.other_start, other_ends[1], True))
            else:
                steps.append(Piece(*ends, *other_ends, step.tag == "equal"))
    return steps


def _parts(one: str, two: str) -> list[tuple[int, int, int, int]]:
    """Where long wordings are cut: at words that each has exactly once, in the same order in both."""
    cuts = [(0, 0)]
    if max(len(one), len(two)) > LONG:
        places = _once(two)
        for words, at in _once(one).items():  # in order of place
            other = places.get(words, -1)
            if at - cuts[-1][0] >= PART and 0 < other - cuts[-1][1] < 2 * (at - cuts[-1][0]) + PART:
                cuts.append((at, other))
    ends = [*cuts[1:], (len(one), len(two))]
    return [
        (start, stop, other, other_stop)
        for (start, other), (stop, other_stop) in zip(cuts, ends, strict=True)
    ]


def _once(words: str) -> dict[str, int]:
    """The sequences that stand in a wording exactly once, with their places."""
    places: dict[str, int] = {}
    for at in range(len(words) - ANCHOR + 1):
        gram = words[at : at + ANCHOR]
        places[gram] = -1 if gram in places else at
    return {gram: at for gram, at in places.items() if at >= 0}


def reach(one: str, two: str) -> tuple[int, int]:
    """How far two wordings go on together from their beginning, in characters of each 延伸.

    As far as, all told, more characters are the same than differ; (0, 0) if nowhere.

    >>> reach("许昌建设的实施意见", "国家建设的规划方案")
    (5, 5)
    """
    best, ends = 0, (0, 0)
    score = 0
    for piece in aligned(one, two):
        long = max(piece.stop - piece.start, piece.other_stop - piece.other_start)
        score += long if piece.same else -long
        if piece.same and score > best:
            best, ends = score, (piece.stop, piece.other_stop)
    return ends
