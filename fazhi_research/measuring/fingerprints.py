"""Fingerprints: few of the short sequences of a text, chosen so that a shared passage always shares one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fazhi_research.measuring.characters import Array, Characters

GRAM, WINDOW = 8, 5
"""Characters in a fingerprint, and among how many neighbours one is kept 指纹长度与窗口."""
GUARANTEE = GRAM + WINDOW - 1
"""Two texts that share so many characters in a row share a fingerprint there 保证长度."""
REPEATS = 8
"""How many places of the same fingerprint in one text are looked at, the first ones 同一指纹每篇上限."""
_BLOCK, _PAIRS = 100_000, 4_000_000  # characters hashed, pairs of places held at a time
_MIX = 0x9E3779B97F4A7C15
_PLACE = (1 << 28) - 1  # the bits of a key that tell the place: the fewer for the hash, which has the rest


@dataclass(frozen=True, eq=False)
class Fingerprints:
    """The fingerprints that several texts share, sorted by value, then place (共有指纹).

    `places` in the row of characters, `texts` the numbers of their texts, `groups` the beginnings of equal
    values and at last the number of places. Those that stand in more texts than the cap are not in the groups:
    `common` holds all their places and `common_texts` in how many texts each stands (0 where that was not counted here). `chosen` is the number of all
    fingerprints of the texts.
    """

    places: Array
    texts: Array
    groups: Array
    common: Array
    common_texts: Array
    chosen: int

    def uncommon(self, count: int) -> Array:
        """How many of the first n characters of the row are in no common fingerprint, for n up to `count` 非常见字累计."""
        import numpy as np

        marked = np.zeros(count + GRAM, dtype=bool)
        for step in range(GRAM):
            marked[self.common + step] = True
        total = np.zeros(count + 1, dtype=np.int32)
        np.cumsum(~marked[:count], out=total[1:])
        return total


def winnow(codes: Array, *, gram: int = GRAM, window: int = WINDOW) -> tuple[Array, Array]:
    """The places and the values of the fingerprints of a row of characters 风选指纹.

    Of every `window` sequences of `gram` characters the one with the least hash is kept, the last of equals
    (winnowing: Schleimer, Wilkerson and Aiken 2003), so that two equal stretches of gram + window - 1 characters always keep
    the same one. Characters above the last code point end a text, and no sequence reaches across.
    """
    import numpy as np

    reach = gram + window - 1
    count = len(codes) - reach + 1
    if count <= 0:
        return np.array([], dtype=np.int64), np.array([], dtype=np.uint64)
    hashes = _hashes(codes, gram)
    here = np.arange(len(hashes), dtype=np.uint64)
    keys = (hashes | np.uint64(_PLACE)) - here  # the least hash, of equal ones the last
    least = keys[:count].copy()
    for step in range(1, window):
        np.minimum(least, keys[step : step + count], out=least)
    whole = np.ones(count, dtype=bool)
    ends = np.flatnonzero(codes >= 0x110000)
    crossing = (ends[:, None] - np.arange(reach)).ravel()
    whole[crossing[(crossing >= 0) & (crossing < count)]] = False
    least = least[whole]
    least = least[_beginnings(least)]
    places = (np.uint64(_PLACE) - (least & np.uint64(_PLACE))).astype(np.int64)
    return places, hashes[places]


def _hashes(codes: Array, gram: int) -> NDArray[Any]:
    """A hash of each sequence of characters, the same on every machine."""
    import numpy as np

    count = len(codes) - gram + 1
    wide = codes.astype(np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    for step in range(gram):
        hashes *= np.uint64(_MIX)  # wraps round, as it should
        hashes += wide[step : step + count]
    hashes ^= hashes >> np.uint64(33)
    hashes *= np.uint64(0xFF51AFD7ED558CCD)
    hashes ^= hashes >> np.uint64(29)
    return hashes


def all_fingerprints(held: Characters) -> tuple[Array, Array]:
    """Places and values over all texts, some texts at a time 全部指纹."""
    import numpy as np

    places: list[Array] = [np.array([], dtype=np.int64)]
    values: list[Array] = [np.array([], dtype=np.uint64)]
    first = 0
    while first < len(held):
        base = int(held.starts[first]) - 1
        last = int(np.searchsorted(held.stops, base + _BLOCK, side="right"))
        last = max(last, first + 1)
        found, hashes = winnow(held.codes[base : int(held.stops[last - 1]) + 1])
        places.append(found + base)
        values.append(hashes)
        first = last
    return np.concatenate(places), np.concatenate(values)


def shared_fingerprints(held: Characters, *, most: int | None, common: Array | None = None) -> Fingerprints:
    """The fingerprints that stand in two texts at least and in `most` at most 共有指纹.

    Without `most` there is no cap. `common`, where given, are the sorted values known to stand in too many texts, these or others: then there is
    no cap besides. A text's own repeats beyond the first few of a fingerprint are left out.
    """
    import numpy as np

    places, values = all_fingerprints(held)
    chosen = len(places)
    everywhere = np.array([], dtype=np.int64)
    if common is not None and len(common):
        which = common[np.minimum(np.searchsorted(common, values), len(common) - 1)] == values
        everywhere, places, values = np.sort(places[which]), places[~which], values[~which]
    places, values = _shared(places, values, len(held.codes))
    count = len(places)
    texts = held.text_of(places).astype(np.int32)
    groups = _beginnings(values)
    own = _beginnings(values, texts)  # the beginnings of one text's places of one value
    which = np.searchsorted(groups, own, side="right") - 1
    spread = np.bincount(which, minlength=len(groups))
    sizes = np.diff(np.append(groups, count))
    rank = np.arange(count) - np.repeat(own, np.diff(np.append(own, count)))
    cap = most if most is not None else len(held)
    over = np.repeat(spread > cap, sizes)
    kept = np.repeat(spread > 1, sizes) & ~over & (rank < REPEATS)
    kept_values = values[kept]
    return Fingerprints(
        places=places[kept],
        texts=texts[kept],
        groups=np.append(_beginnings(kept_values), len(kept_values)),
        common=np.append(everywhere, places[over]),
        common_texts=np.append(np.zeros(len(everywhere), dtype=np.int64), np.repeat(spread, sizes)[over]),
        chosen=chosen,
    )


def _shared(places: Array, values: Array, most: int) -> tuple[Array, Array]:
    """The fingerprints whose value occurs more than once, sorted by value, then place."""
    import numpy as np

    bits = np.uint64(most.bit_length())
    keys = np.sort(((values >> bits) << bits) | places.astype(np.uint64))  # one sort for value and place
    values = keys >> bits
    again = np.zeros(len(keys) + 1, dtype=bool)
    again[1:-1] = values[1:] == values[:-1]
    kept = again[1:] | again[:-1]
    return (keys[kept] & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64), values[kept]


def _beginnings(*keys: Array) -> Array:
    """Where a new value begins in arrays that are sorted together."""
    import numpy as np

    if not len(keys[0]):
        return np.array([], dtype=np.int64)
    new = np.zeros(len(keys[0]), dtype=bool)
    new[0] = True
    for key in keys:
        new[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(new)


def seeds(found: Fingerprints, *, first_texts: int | None = None) -> Iterator[tuple[Array, Array]]:
    """Pairs of places with the same fingerprint in two texts, some millions at a time 种子对.

    The first place is in the text with the lower number; pairs of one text with all others come together.
    With `first_texts`, only pairs with one of the first so many texts.
    """
    import numpy as np

    count = len(found.places)
    if not count:
        return
    sizes = np.diff(found.groups)
    group_stop = np.repeat(found.groups[1:], sizes)
    own = _beginnings(found.texts, np.repeat(np.arange(len(sizes)), sizes))
    own_stop = np.repeat(np.append(own[1:], count), np.diff(np.append(own, count)))
    partners = group_stop - own_stop
    wanted = partners > 0
    if first_texts is not None:
        wanted &= found.texts < first_texts
    order = np.flatnonzero(wanted)
    order = order[np.argsort(found.texts[order], kind="stable")]
    total = np.cumsum(partners[order])
    turns = np.append(_beginnings(found.texts[order]), len(order))[1:]  # only between texts
    first = 0
    while first < len(order):
        done = int(total[first - 1]) if first else 0
        fitting = turns[(turns > first) & (total[turns - 1] - done <= _PAIRS)]
        last = int(fitting[-1]) if len(fitting) else int(turns[turns > first][0])
        some = order[first:last]
        many = partners[some]
        left = np.repeat(found.places[some], many)
        step = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
        yield left, found.places[np.repeat(own_stop[some], many) + step]
        first = last
