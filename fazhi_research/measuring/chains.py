"""Chains: exact stretches that follow each other in both texts, joined to one passage across small differences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from fazhi_research.measuring.alignment import reach

if TYPE_CHECKING:
    from fazhi_research.measuring.characters import Characters
    from fazhi_research.measuring.runs import Runs

GAP = 15
"""The longest difference, in content characters, that a passage bridges 最大间隔."""
_OPEN = 40  # chains that a new stretch may continue; more are open only in text that repeats itself
_LONGEST = 3  # stretches within which others are not looked at


@dataclass(slots=True)
class Chain:
    """A passage in the making: where it lies in the row of characters, and how many exact ones count (链)."""

    left: int
    right: int
    left_stop: int
    right_stop: int
    counted: int
    last: int

    def holds(self, other: Chain) -> bool:
        """Whether the other passage lies within this one in both texts 包含."""
        return (
            self.left <= other.left
            and other.left_stop <= self.left_stop
            and self.right <= other.right
            and other.right_stop <= self.right_stop
        )


def chains(held: Characters, runs: Runs, *, least: int) -> Iterator[Chain]:
    """The passages made of exact stretches, text pair by text pair, in order of place 成段.

    `runs` are sorted by the two texts, then place. Two stretches are joined when they follow each other in both texts with at most `GAP`
    characters between, and no more than either stretch is long: so at least half of a passage is exact. A passage
    has at least `least` exact characters that count, and lies in no other one of the same texts.
    """
    one, two = held.text_of(runs.left).tolist(), held.text_of(runs.right).tolist()
    rows = zip(one, two, *(part.tolist() for part in runs), strict=True)
    for pair, group in groupby(rows, key=lambda row: row[:2]):
        joined = _joined(_outside([row[2:] for row in group]))
        found = _outermost([chain for chain in joined if chain.counted >= least])
        for chain in found:
            _lengthen(held, chain, pair)
        yield from _outermost(found)


def _outside(runs: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The stretches of a pair of texts less those that lie, in both, within one of the longest: a text repeats itself."""
    kept = runs
    for left, right, length, _ in sorted(runs, key=lambda run: (-run[2], run))[:_LONGEST]:
        kept = [
            run
            for run in kept
            if run[2] >= length
            or not (0 <= run[0] - left <= length - run[2] and 0 <= run[1] - right <= length - run[2])
        ]
    return kept


def _joined(runs: list[tuple[int, ...]]) -> list[Chain]:
    """All chains of one pair of texts."""
    done: list[Chain] = []
    open_: list[Chain] = []
    for left, right, length, counted in runs:
        best: tuple[int, int] | None = None
        for number, chain in enumerate(open_):
            # a word printed once here and twice there lets stretches overlap: the second one begins later
            lost = max(chain.left_stop - left, chain.right_stop - right, 0)
            apart = max(left - chain.left_stop, right - chain.right_stop) + lost
            onward = left >= chain.left and right >= chain.right
            if onward and lost < length and apart <= min(GAP, chain.last, length - lost):
                best = min(best or (apart, number), (apart, number))
        if best is None:
            open_.append(Chain(left, right, left + length, right + length, counted, length))
        else:
            _extend(open_[best[1]], left, right, length, counted)
        closed = [chain for chain in open_ if chain.left_stop + GAP < left]
        done += closed
        open_ = [chain for chain in open_ if chain.left_stop + GAP >= left]
        done += open_[:-_OPEN]
        open_ = open_[-_OPEN:]
    return done + open_


def _extend(chain: Chain, left: int, right: int, length: int, counted: int) -> None:
    """Put a stretch at the end of a chain."""
    lost = max(chain.left_stop - left, chain.right_stop - right, 0)
    chain.left_stop, chain.right_stop = left + length, right + length
    chain.counted = max(chain.counted + counted - lost, chain.counted, counted)
    chain.last = length - lost


def _lengthen(held: Characters, chain: Chain, pair: tuple[int, ...]) -> None:
    """Take in what continues a passage beyond its ends across one small difference, too short for a fingerprint."""
    far = 2 * GAP
    low, high = int(held.starts[pair[0]]), int(held.stops[pair[0]])
    other_low, other_high = int(held.starts[pair[1]]), int(held.stops[pair[1]])
    after = held.words(chain.left_stop, min(chain.left_stop + far, high))
    other_after = held.words(chain.right_stop, min(chain.right_stop + far, other_high))
    more, other_more = reach(after, other_after)
    chain.left_stop += more
    chain.right_stop += other_more
    before = held.words(max(chain.left - far, low), chain.left)[::-1]
    other_before = held.words(max(chain.right - far, other_low), chain.right)[::-1]
    more, other_more = reach(before, other_before)
    chain.left -= more
    chain.right -= other_more


def _outermost(found: list[Chain]) -> list[Chain]:
    """The passages that lie in no other one, by place."""
    order = sorted(found, key=lambda c: (c.left - c.left_stop, c.right - c.right_stop, c.left, c.right))
    kept: list[Chain] = []
    for chain in order:  # the longest first
        if not any(other.holds(chain) for other in kept):
            kept.append(chain)
    return sorted(kept, key=lambda c: (c.left, c.right, c.left_stop, c.right_stop))
