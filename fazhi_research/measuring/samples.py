"""Which tasks to code by hand, and in which order, so that the coder cannot see where a task comes from."""

from __future__ import annotations

import hashlib
import math
import re
from typing import TYPE_CHECKING

from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

LEAST, SHARE = 100, 0.2
"""A sample for hand coding holds at least so many tasks, or this share of all, whichever is more."""

MASK = "××"
# Letters only, so that no spreadsheet takes a row's name for a number; no vowels, so that it makes no word.
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SUFFIX = re.compile(r"(?:特别行政区|自治[区州县旗]|[省市县区州旗镇乡])$")


def sample_size(total: int) -> int:
    """How many of `total` tasks to code: 100 or a fifth, whichever is more, or all if there are fewer 样本量.

    >>> sample_size(130), sample_size(2000), sample_size(40)
    (100, 400, 40)
    """
    return min(total, max(LEAST, math.ceil(total * SHARE)))


def coding_sample(
    tasks: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    *,
    size: int | None = None,
    sheets: int = 2,
    stratify: bool = False,
    mask: bool = False,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of tasks drawn at random for hand coding, with a random order for each coder's sheet 人工编码样本.

    `tasks` is that table; `size` tasks are drawn (by default as many as `sample_size` says). `stratify` draws from each
    document in proportion to its tasks, one at least. `mask` puts ×× for the names of the places of `documents` (its
    jurisdictions, with and without 省, 市, 县 …) and for four-digit years in the words.

    Columns: row (six letters that tell nothing; another seed gives others), document, start, words (less the printed
    mark, which would tell the place in the document; on one line), order_1 … order_n (the task's place in each sheet).
    Sorted by order_1. The same arguments give the same table whatever the order of `tasks`.

    Raises TableError for missing columns, two tasks at one place, and sizes that cannot be drawn.

    >>> import pandas as pd
    >>> places = {"document": ["a", "a", "b"], "start": [0, 9, 0], "label": ["1.", "2.", "1."]}
    >>> tasks = pd.DataFrame(places | {"words": ["1.甲。", "2.乙。", "1.丙。"]})
    >>> coding_sample(tasks, size=2, sheets=1, stratify=True)[["document", "words", "order_1"]].shape
    (2, 3)
    """
    import numpy as np
    import pandas as pd

    rows = _plain(tasks)
    size = sample_size(len(rows)) if size is None else size
    if not 1 <= size <= len(rows) or sheets < 1:
        raise TableError(
            f"cannot draw {size} of {len(rows)} tasks for {sheets} sheets: ask for 1 to {len(rows)} tasks and 1 or more sheets."
        )
    rng = np.random.default_rng(seed)
    held = (
        [group.index.to_numpy() for _, group in rows.groupby("document", sort=True)]
        if stratify
        else [rows.index.to_numpy()]
    )
    drawn = [
        rng.choice(one, count, replace=False)
        for one, count in zip(held, _shares([len(one) for one in held], size), strict=True)
    ]
    chosen = rows.loc[np.sort(np.concatenate(drawn))].reset_index(drop=True)
    if mask:
        names = _place_names(documents)
        chosen["words"] = chosen["words"].map(lambda words: _masked(words, names))
    chosen.insert(0, "row", _row_names(chosen, seed))
    for sheet in range(1, sheets + 1):
        chosen[f"order_{sheet}"] = pd.Series(rng.permutation(size) + 1, dtype="int64")
    return chosen.sort_values("order_1").reset_index(drop=True)


def _plain(tasks: pd.DataFrame) -> pd.DataFrame:
    """The tasks' places and words, sorted, checked to be one a place."""
    require_columns(tasks, ["document", "start", "label", "words"], "tasks")
    rows = tasks[["document", "start", "label", "words"]].sort_values(["document", "start"], kind="stable")
    repeated = rows[rows.duplicated(["document", "start"])]
    if len(repeated):
        document, start = repeated.iloc[0][["document", "start"]]
        raise TableError(f"the tasks table has two tasks at {document}, {start}: keep one of them.")
    pairs = zip(rows["words"].map(str), rows["label"].map(str), strict=True)
    rows["words"] = [" ".join(words.removeprefix(label).split()) for words, label in pairs]
    return rows[["document", "start", "words"]].reset_index(drop=True)


def _shares(sizes: Sequence[int], total: int) -> list[int]:
    """How many to draw of each stratum: in proportion, one at least, the largest remainders rounded up."""
    if total < len(sizes):
        raise TableError(
            f"cannot draw {total} tasks from {len(sizes)} documents: ask for {len(sizes)} or more, or do not stratify."
        )
    exact = [total * size / sum(sizes) for size in sizes]
    counts = [max(1, math.floor(share)) for share in exact]
    by_remainder = sorted(range(len(sizes)), key=lambda index: (counts[index] - exact[index], index))
    while sum(counts) < total:
        for index in by_remainder:
            if sum(counts) < total and counts[index] < sizes[index]:
                counts[index] += 1
    while sum(counts) > total:  # the ones drawn from tiny documents come off the largest
        counts[counts.index(max(counts))] -= 1
    return counts


def _row_names(chosen: pd.DataFrame, seed: int) -> list[str]:
    """A name for each row that tells nothing of it; longer should two be the same."""
    length = 6
    while True:
        names = [
            _letters(f"{seed}\0{document}\0{start}", length)
            for document, start in zip(chosen["document"], chosen["start"], strict=True)
        ]
        if len(set(names)) == len(names):
            return names
        length += 1


def _letters(words: str, length: int) -> str:
    number = int.from_bytes(hashlib.sha256(words.encode()).digest(), "big")
    return "".join(_LETTERS[number // len(_LETTERS) ** place % len(_LETTERS)] for place in range(length))


def _place_names(documents: pd.DataFrame | None) -> list[str]:
    """The names of the documents' places and the same without their last word, longest first."""
    if documents is None:
        raise TableError("masking needs the documents table, which knows the places: give it too.")
    require_columns(documents, ["jurisdiction"], "documents")
    paths = [str(path) for path in documents["jurisdiction"] if isinstance(path, str)]
    full = {part for path in paths for part in path.split("/") if part}
    bare = {_SUFFIX.sub("", name) for name in full}
    return sorted({name for name in full | bare if len(name) > 1}, key=lambda name: (-len(name), name))


def _masked(words: str, names: Sequence[str]) -> str:
    for name in names:
        words = words.replace(name, MASK)
    return _YEAR.sub(MASK, words)
