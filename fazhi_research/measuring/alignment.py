"""What stands in two wordings of a passage: the same words, other words, words of one side only."""

from __future__ import annotations

from typing import NamedTuple

SHORTEST = 2
"""The shortest equal stretch, between differences, that counts as the same words 最短相同片段."""


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
    from rapidfuzz.distance import Levenshtein

    if one > two:
        return [Piece(p.other_start, p.other_stop, p.start, p.stop, p.same) for p in aligned(two, one)]
    pieces: list[Piece] = []
    steps = list(Levenshtein.opcodes(one, two))
    for step in steps:
        same = step.tag == "equal" and (len(steps) == 1 or step.src_end - step.src_start >= SHORTEST)
        start, other_start = step.src_start, step.dest_start
        if pieces and not same and not pieces[-1].same:
            start, _, other_start, _, _ = pieces.pop()
        pieces.append(Piece(start, step.src_end, other_start, step.dest_end, same))
    return pieces


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
