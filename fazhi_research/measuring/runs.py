"""Runs: the longest exact stretches that two texts share round the fingerprints they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fazhi_research.measuring.fingerprints import GRAM

if TYPE_CHECKING:
    from fazhi_research.measuring.characters import Array, Characters

_FAR = 1 << 40


class Runs(NamedTuple):
    """Exact stretches: `length` characters from `left` and from `right` on, equal one for one (相同片段).

    `counted` of them are in no words that stand in too many documents.
    """

    left: Array
    right: Array
    length: Array
    counted: Array

    def take(self, which: Array) -> Runs:
        """Some of the stretches 选取."""
        return Runs(*(part[which] for part in self))


def exact_runs(held: Characters, left: Array, right: Array, *, uncommon: Array) -> Runs:
    """The longest exact stretches round pairs of places, each once, sorted by their distance, then place 最长相同片段.

    Grows each pair to the right as far as the next pair at the same distance, and the first pair of a stretch to the left;
    compares the characters themselves, so that equal hashes of unlike words do no harm.
    """
    import numpy as np

    keys = np.sort(((right - left) << np.int64(32)) | left)  # one sort for distance and place
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    left, apart = keys & np.int64(0xFFFFFFFF), keys >> np.int64(32)
    right = left + apart
    if not len(left):
        return Runs(left, right, left, left)
    room = np.full(len(left), _FAR, dtype=np.int64)
    room[:-1] = np.where(apart[1:] == apart[:-1], left[1:] - left[:-1], _FAR)
    grown = _grow(held.codes, left, right, step=1, room=room)
    linked = grown == room  # reaches the next one: the same stretch
    first = np.ones(len(left), dtype=bool)
    first[1:] = ~linked[:-1]
    last = ~linked
    stop = (left + grown)[last]
    left, right = left[first], right[first]
    back = _grow(held.codes, left - 1, right - 1, step=-1, room=np.full(len(left), _FAR, dtype=np.int64))
    start = left - back
    runs = Runs(start, right - back, stop - start, uncommon[stop] - uncommon[start])
    return runs.take(np.flatnonzero(runs.length >= GRAM))


def _grow(codes: Array, left: Array, right: Array, *, step: int, room: Array) -> Array:
    """How many characters are equal from each pair of places on, at most `room`."""
    import numpy as np

    grown = np.zeros(len(left), dtype=np.int64)
    active = np.arange(len(left))
    while len(active):
        reached = grown[active]
        at = reached * step
        going = codes[left[active] + at] == codes[right[active] + at]
        active = active[going]
        grown[active] += 1
        active = active[grown[active] < room[active]]
    return grown


def promising(held: Characters, runs: Runs, *, least: int, gap: int) -> Runs:
    """The stretches that can be part of a passage, sorted by the two texts, then place 可成段的片段.

    Left out are those that, together with all others of the same two texts that come one after another within
    `gap` characters, have fewer than `least` characters that count.
    """
    import numpy as np

    one, two = held.text_of(runs.left), held.text_of(runs.right)
    order = np.lexsort((runs.right, runs.left, two, one))
    runs, one, two = runs.take(order), one[order], two[order]
    if not len(one):
        return runs
    pair = np.zeros(len(one), dtype=np.int64)
    pair[1:] = np.cumsum((one[1:] != one[:-1]) | (two[1:] != two[:-1]))
    # places of different pairs are put far apart, so that one sweep serves all
    left = runs.left + pair * _FAR
    reached = np.maximum.accumulate(left + runs.length)
    begins = np.ones(len(one), dtype=bool)
    begins[1:] = left[1:] - reached[:-1] > gap
    starts = np.flatnonzero(begins)
    sums = np.add.reduceat(runs.counted.astype(np.int64), starts)
    return runs.take(np.flatnonzero(np.repeat(sums >= least, np.diff(np.append(starts, len(one))))))
