"""The characters of texts that count when words are compared, with the way back to the originals."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.reading.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[Any]
    Spans: TypeAlias = Iterable[tuple[int, int]]

_BLOCK = 400_000  # characters looked at together
_END = 0x110000  # beyond every character: what stands between two texts, never equal to anything


@dataclass(frozen=True, eq=False)
class Characters:
    """The content characters of several texts in one row (内容字符).

    Only letters, digits and Han characters are kept, folded to half width, simplified script and lower case;
    punctuation, white space and what else is left out of view have none. `codes` holds their code points, each
    text between two separators that equal nothing; `offsets` says for each where it stands in its own text;
    the text `names[i]` is `codes[starts[i] : stops[i]]`.
    """

    names: tuple[str, ...]
    codes: Array
    offsets: Array
    starts: Array
    stops: Array

    def text_of(self, places: Array) -> Array:
        """For each place in the row the number of the text it belongs to 所属文本."""
        import numpy as np

        return np.searchsorted(self.starts, places, side="right") - 1

    def text_at(self, place: int) -> int:
        """The number of the text at one place in the row 所在文本."""
        return bisect_right(self.starts, place) - 1

    def words(self, start: int, stop: int) -> str:
        """The characters from place to place as a string, one for one 内容字符串."""
        return self.codes[start:stop].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Where a stretch of the row, not empty, begins and ends in its own text 原文区间."""
        return int(self.offsets[start]), int(self.offsets[stop - 1]) + 1

    def __len__(self) -> int:
        return len(self.names)


@cache
def _content() -> Array:
    """For every code point its folded content character, 0 where it carries no content."""
    import numpy as np

    folded = fold("".join(map(chr, range(0x110000))))
    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)
    codes[(codes >= ord("A")) & (codes <= ord("Z"))] += np.uint32(32)
    codes[~np.fromiter(map(str.isalnum, folded), dtype=bool, count=len(folded))] = 0
    return codes


def content_characters(
    names: Sequence[str], texts: Sequence[str], *, left_out: Sequence[Spans] = ()
) -> Characters:
    """The content characters of texts, in the order given 内容字符.

    `left_out` gives for each text the spans whose characters are not looked at (page numbers in a line).
    """
    import numpy as np

    parts, first = [], 0
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    while first < len(texts):
        last = first + 1 + int(np.searchsorted(np.cumsum(lengths[first + 1 :]), _BLOCK, side="right"))
        parts.append(_block(texts[first:last], first, left_out[first:last]))
        first = last
    parts.append((np.array([_END + len(texts)], dtype=np.uint32), np.array([-1], dtype=np.int32)))
    codes, offsets = (np.concatenate(side) for side in zip(*parts, strict=True))
    ends = np.flatnonzero(offsets < 0)
    return Characters(tuple(names), codes, offsets, ends[:-1] + 1, ends[1:])


def _block(texts: Sequence[str], number: int, left_out: Sequence[Spans]) -> tuple[Array, Array]:
    """The content characters of some texts and their places, each text behind its separator."""
    import numpy as np

    kept = _folded("\0" + "\0".join(texts))
    ends = np.cumsum([0, *(len(text) + 1 for text in texts)])[:-1]
    kept[ends] = np.arange(_END + number, _END + number + len(texts), dtype=np.uint32)
    for base, spans in zip(ends.tolist(), left_out, strict=False):
        for start, stop in spans:
            kept[base + 1 + start : base + 1 + stop] = 0
    at = np.flatnonzero(kept)
    counts = np.diff(np.append(np.searchsorted(at, ends), len(at)))
    return kept[at], (at - np.repeat(ends + 1, counts)).astype(np.int32)


def _folded(text: str) -> NDArray[np.uint32]:
    """The content character at every place of a text, 0 where there is none."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    folded: NDArray[np.uint32] = _content()[codes]
    return folded


def content_words(text: str) -> str:
    """The content characters of one text as a string (内容字符串).

    >>> content_words("（一）健全監督體系， 2015年")
    '一健全监督体系2015年'
    """
    kept = _folded(text)
    return kept[kept > 0].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def checked_texts(texts: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The ids and the texts of a texts table, sorted by id 检查后的文本.

    Raises TableError for a missing column, an id that is given twice or is empty, and a text that is none.
    """
    require_columns(texts, ["document", "text"], "texts")
    rows = sorted(zip(texts["document"], texts["text"], strict=True), key=lambda row: str(row[0]))
    before = None
    for document, text in rows:
        if not isinstance(document, str) or not document:
            raise TableError(
                f"the texts table has a row whose document is {document!r}: give every text an id."
            )
        if document == before:
            raise TableError(f"the texts table has {document} twice: keep one row for each document.")
        if not isinstance(text, str):
            raise TableError(
                f"the text of {document} is {text!r}, which is no text: drop the row or fill it."
            )
        before = document
    return [row[0] for row in rows], [row[1] for row in rows]


def spans_of(furniture: pd.DataFrame | None, names: Sequence[str]) -> list[list[tuple[int, int]]]:
    """For each text the spans of its furniture, sorted 页码等区间."""
    held: dict[str, list[tuple[int, int]]] = {name: [] for name in names}
    if furniture is not None:
        require_columns(furniture, ["document", "start", "stop"], "furniture")
        for document, start, stop in zip(
            furniture["document"], furniture["start"], furniture["stop"], strict=True
        ):
            if document in held:
                held[document].append((int(start), int(stop)))
    return [sorted(held[name]) for name in names]
