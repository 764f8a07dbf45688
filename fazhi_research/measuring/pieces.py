"""What became of the words of a passage: copied, adapted, left out, put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.alignment import aligned
from fazhi_research.measuring.characters import checked_texts, content_characters, spans_of
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.reuse import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from fazhi_research.measuring.alignment import Piece
    from fazhi_research.measuring.characters import Characters

SPAN_COLUMNS = ("document", "start", "stop", "other", "other_start", "other_stop")
PIECE_COLUMNS = ("passage", *SPAN_COLUMNS, "kind", "words", "other_words")
KINDS = ("copied", "adapted", "only_document", "only_other")
"""The same words; other words in their place; words that one side alone has 片段种类."""


def passage_pieces(
    passages: pd.DataFrame, texts: pd.DataFrame, *, furniture: pd.DataFrame | None = None
) -> pd.DataFrame:
    """A table of the pieces of each passage, word by word: copied, adapted, of one side only 沿用片段.

    `passages` comes from `reuse_passages`, `texts` and `furniture` are those it was made from. Columns: passage (the
    number of its row, from 0), document, start, stop, other, other_start, other_stop (the spans of the piece in both
    texts; where one side has no words, start and stop are where they would stand), kind (copied: equal but for width,
    script and punctuation; adapted: other words in their place; only_document, only_other: words of one side), words,
    other_words. The pieces of a passage come in order; those that are copied add up to its `equal`. Raises TableError for
    passages that do not lie in the texts.

    >>> import pandas as pd
    >>> rows = [("a", "到2020年基本建成法治国家，完善依法行政的体制机制。"), ("b", "到2020年基本建成法治许昌,完善依法行政的体制机制")]
    >>> texts = pd.DataFrame(rows, columns=["document", "text"])
    >>> from fazhi_research.measuring.reuse import reuse_passages
    >>> pieces = passage_pieces(reuse_passages(texts), texts)
    >>> pieces.loc[pieces.kind == "adapted", ["words", "other_words"]].values.tolist()
    [['国家', '许昌']]
    """
    import pandas as pd

    require_columns(passages, SPAN_COLUMNS, "passages")
    names, words = checked_texts(texts)
    left_out = spans_of(furniture, names)
    held = content_characters(names, words, left_out=left_out)
    number = {name: index for index, name in enumerate(names)}
    rows = []
    for passage, row in enumerate(passages[list(SPAN_COLUMNS)].itertuples(index=False, name=None)):
        _check_passage(row, number, [len(text) for text in words])
        one, two = number[row[0]], number[row[3]]
        for piece, place, other in _placed(held, row, one, two):
            kind = _kind(piece)
            said = quoted(words[one], *place, left_out[one])
            other_said = quoted(words[two], *other, left_out[two])
            rows.append((passage, row[0], *place, row[3], *other, kind, said, other_said))
    numbers = dict.fromkeys(("passage", "start", "stop", "other_start", "other_stop"), "int64")
    # words as objects: where pyarrow is installed, pandas' own strings refuse half characters
    return pd.DataFrame(rows, columns=list(PIECE_COLUMNS), dtype=object).astype(numbers)


def _check_passage(row: tuple[object, ...], number: dict[str, int], lengths: list[int]) -> None:
    """Raise TableError unless both spans lie in their texts."""
    for name, start, stop in (row[:3], row[3:]):
        if name not in number:
            raise TableError(
                f"a passage is of {name}, which the texts table does not hold: give the same texts."
            )
        if not 0 <= int(str(start)) <= int(str(stop)) <= lengths[number[str(name)]]:
            raise TableError(
                f"the passage {start} to {stop} does not lie in the text of {name}: the passages were made from another text."
            )


def _placed(
    held: Characters, row: tuple[Any, ...], one: int, two: int
) -> Iterator[tuple[Piece, tuple[int, int], tuple[int, int]]]:
    """The pieces of a passage with their spans in both texts."""
    left, left_stop = _stretch(held, one, row[1], row[2])
    right, right_stop = _stretch(held, two, row[4], row[5])
    for piece in aligned(held.words(left, left_stop), held.words(right, right_stop)):
        place = _span(held, left + piece.start, left + piece.stop, left_stop)
        other = _span(held, right + piece.other_start, right + piece.other_stop, right_stop)
        yield piece, place, other


def _stretch(held: Characters, number: int, start: int, stop: int) -> tuple[int, int]:
    """Where the content characters of a span begin and end in the row."""
    import numpy as np

    base = int(held.starts[number])
    places = held.offsets[base : int(held.stops[number])]
    first, last = np.searchsorted(places, (start, stop))
    return base + int(first), base + int(last)


def _span(held: Characters, start: int, stop: int, end: int) -> tuple[int, int]:
    """The span of a piece in its text; where there are no words, the place before the next ones."""
    if start < stop:
        return held.span(start, stop)
    place = int(held.offsets[start]) if start < end else held.span(start - 1, start)[1]
    return place, place


def _kind(piece: Piece) -> str:
    """What became of the words."""
    if piece.same:
        return "copied"
    if piece.start == piece.stop:
        return "only_other"
    return "only_document" if piece.other_start == piece.other_stop else "adapted"
