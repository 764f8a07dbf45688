"""Text reuse among more documents than memory holds: first which pairs share a fingerprint, then their passages, block by block."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.characters import content_characters, spans_of
from fazhi_research.measuring.fingerprints import seeds, shared_fingerprints
from fazhi_research.measuring.formulas import Masks
from fazhi_research.measuring.order import date_ranges
from fazhi_research.measuring.reuse import (
    LEAST,
    MOST_DOCUMENTS,
    PASSAGE_COLUMNS,
    check_limits,
    passage_rows,
    passage_table,
    reuse_passages,
    warn_of_common,
)
from fazhi_research.measuring.text_blocks import Block, TextBlocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from fazhi_research.measuring.characters import Array

    Each = Callable[[Callable[[int], Any], Iterable[int]], Iterable[Any]]

_COMMON = "common.npy"
_PAIRS = 4_000_000  # pairs of documents looked at together


def reuse_in_blocks(
    blocks: Iterable[Block],
    folder: Path,
    *,
    formulas: pd.DataFrame | None = None,
    least: int = LEAST,
    most_documents: int | None = MOST_DOCUMENTS,
    against: Sequence[str] | None = None,
    each: Each | None = None,
) -> pd.DataFrame:
    """What `reuse_passages` gives of all blocks put together, two of them in memory at a time 分块文本沿用段落.

    `folder` is for working files, about twice the size of the texts; whoever made it removes it. With `against` the documents named there are in memory too.
    `each` does the blocks in other processes, which see the folder: given a function and numbers, it returns what the function gives of each.
    """
    import numpy as np

    check_limits(least, most_documents)
    held = TextBlocks(folder)
    for block in blocks:
        held.add(block, fingerprints=against is None)
    if against is not None:
        return _sorted(list(_against(held, against, formulas, least)))
    common = _pairs_on_disk(held, most_documents)
    numbers = range(len(held))
    if each is None:
        return _sorted(
            [part for number in numbers for part in _of_block(held, number, common, formulas, least)]
        )
    held.save()
    np.save(folder / _COMMON, common)
    done = each(partial(_of_saved, folder, formulas=formulas, least=least), numbers)
    return _sorted([part for parts in done for part in parts])


def _of_saved(folder: Path, number: int, *, formulas: pd.DataFrame | None, least: int) -> list[pd.DataFrame]:
    """The passages of a block, for a process that knows the folder alone."""
    held, common = _saved(folder)
    return list(_of_block(held, number, common, formulas, least))


@lru_cache(maxsize=1)
def _saved(folder: Path) -> tuple[TextBlocks, Array]:
    import numpy as np

    return TextBlocks.saved(folder), np.load(folder / _COMMON)


def _sorted(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """All passages in the order of `reuse_passages`."""
    import pandas as pd

    table = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    return table.sort_values(list(PASSAGE_COLUMNS[:-2]), kind="stable").reset_index(drop=True)


def _against(
    held: TextBlocks, against: Sequence[str], formulas: pd.DataFrame | None, least: int
) -> Iterator[pd.DataFrame]:
    """The passages of each block with the documents named; those that these share with one another once."""
    named = set(against)
    if unknown := sorted(named - set(held.names)):
        raise TableError(
            f"the texts table has no document {', '.join(unknown)}, named in against: correct the id."
        )
    first = _joined([_kept(held.block(number), named) for number in range(len(held))])
    others_of = set(held.names) - named
    for number in range(len(held)):
        others = _kept(held.block(number), others_of)
        block = _joined([first, others])
        found = reuse_passages(
            block.texts,
            block.documents,
            furniture=block.furniture,
            formulas=formulas,
            least=least,
            against=against,
        )
        known = found["document"].isin(named) & found["other"].isin(named)
        yield found if number == 0 else found[~known]


def _pairs_on_disk(held: TextBlocks, most: int | None) -> Array:
    """The values that stand in too many documents; pairs of documents that share another are put on disk by block."""
    import numpy as np

    common: list[Array] = [np.array([], dtype=np.uint64)]
    chosen = over = 0
    for found in held.slices():
        chosen += int(found["count"].sum())
        new = np.ones(len(found), dtype=bool)
        new[1:] = found["value"][1:] != found["value"][:-1]
        groups = np.flatnonzero(new)
        spread = np.diff(np.append(groups, len(found)))
        if most is not None:
            common.append(found["value"][groups[spread > most]])
            over += int(found["count"][np.repeat(spread > most, spread)].sum())
        wanted = (spread > 1) & (spread <= (most or len(held.names)))
        _write_pairs(held, found["document"].astype(np.int64), groups[wanted], spread[wanted])
    warn_of_common(over, chosen, most)
    return np.sort(np.concatenate(common))


def _write_pairs(held: TextBlocks, documents: Array, groups: Array, spread: Array) -> None:
    """Adds the pairs of documents of each group to the files of the first one's block, some millions at a time."""
    import numpy as np

    pairs = np.cumsum(spread * (spread - 1) // 2)
    first = 0
    while first < len(groups):
        done = int(pairs[first - 1]) if first else 0
        last = max(int(np.searchsorted(pairs, done + _PAIRS, side="right")), first + 1)
        sizes = spread[first:last]
        member = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        at = np.repeat(groups[first:last], sizes) + member
        after = np.repeat(sizes, sizes) - member - 1
        left = np.repeat(at, after)
        step = np.arange(int(after.sum())) - np.repeat(np.cumsum(after) - after, after) + 1
        codes = np.unique((documents[left] << 32) | documents[left + step])
        bounds = np.searchsorted(codes, [start << 32 for start in [*held.starts, len(held.names)]])
        for number in np.flatnonzero(np.diff(bounds)).tolist():
            with (held.folder / f"pairs-{number}.bin").open("ab") as file:
                codes[bounds[number] : bounds[number + 1]].tofile(file)
        first = last


def _of_block(
    held: TextBlocks, number: int, common: Array, formulas: pd.DataFrame | None, least: int
) -> Iterator[pd.DataFrame]:
    """The passages between a block and itself or a later one."""
    import numpy as np

    path = held.folder / f"pairs-{number}.bin"
    codes = np.unique(np.fromfile(path, dtype=np.int64)) if path.exists() else np.array([], dtype=np.int64)
    own = held.block(number)
    second = np.searchsorted(held.starts, codes & 0xFFFFFFFF, side="right") - 1
    for other in np.unique(second).tolist() or ([number] if number == 0 else []):
        wanted = codes[second == other]
        names = {held.names[at] for at in np.unique([wanted >> 32, wanted & 0xFFFFFFFF]).tolist()}
        block = own if other == number else _joined([own, held.block(other)])
        yield _passages(held, _kept(block, names), wanted, common, formulas, least)


def _passages(
    held: TextBlocks, block: Block, wanted: Array, common: Array, formulas: pd.DataFrame | None, least: int
) -> pd.DataFrame:
    """The passages of the pairs of documents wanted."""
    import numpy as np

    texts = dict(zip(block.texts["document"], block.texts["text"], strict=True))
    rows = sorted(texts.items(), key=lambda row: (row[1], row[0]))  # as in `reuse_passages`
    names, words = [row[0] for row in rows], [row[1] for row in rows]
    chars = content_characters(names, words, left_out=spans_of(block.furniture, names))
    found = shared_fingerprints(chars, most=None, common=common)
    numbers = np.array([held.numbers[name] for name in names], dtype=np.int64)

    def chosen() -> Iterator[tuple[Array, Array]]:
        for left, right in seeds(found):
            one, two = numbers[chars.text_of(left)], numbers[chars.text_of(right)]
            kept = np.isin((np.minimum(one, two) << 32) | np.maximum(one, two), wanted)
            yield left[kept], right[kept]

    ranges = date_ranges(block.documents) if "issued" in block.documents.columns else {}
    masks = Masks(chars, words, formulas, block.documents)
    passages = passage_rows(
        chars, chosen(), found.uncommon(len(chars.codes)), masks=masks, ranges=ranges, least=least
    )
    return passage_table(passages, texts, block.furniture)


def _kept(block: Block, names: set[str]) -> Block:
    """The rows of some documents."""
    return Block(*(table[table["document"].isin(names)] for table in block))


def _joined(blocks: Sequence[Block]) -> Block:
    import pandas as pd

    return Block(*(pd.concat(tables, ignore_index=True) for tables in zip(*blocks, strict=True)))
