"""The folded text of a document without its furniture, and the way back to the source."""

from bisect import bisect_right
from collections.abc import Sequence

from fazhi_research.reading.furniture import Furniture
from fazhi_research.reading.spans import Span


class CleanText:
    """A folded text less its furniture, in which things are looked for (净文本).

    `text` is what to search. `span(start, stop)` gives the place in the source that a place in `text` stands for.
    """

    __slots__ = ("_before", "_sources", "_starts", "text")

    def __init__(self, folded: str, furniture: Sequence[Furniture]) -> None:
        parts, position, length = [], 0, 0
        self._starts: list[int] = [0]  # places in the clean text at which a stretch begins
        self._before: list[int] = [0]  # furniture characters before that stretch
        removed = 0
        for piece in furniture:
            parts.append(folded[position : piece.span.start])
            length += piece.span.start - position
            position = piece.span.stop
            removed += len(piece.span)
            if self._starts[-1] == length:
                self._before[-1] = removed
            else:
                self._starts.append(length)
                self._before.append(removed)
        self._sources = [start + before for start, before in zip(self._starts, self._before, strict=True)]
        parts.append(folded[position:])
        self.text = "".join(parts)

    def place(self, position: int) -> int:
        """Where in the source the character at a place of the clean text stands (原文位置)."""
        return position + self._before[bisect_right(self._starts, position) - 1]

    def back(self, position: int) -> int:
        """Where in the clean text the first character stands that is not before a place in the source (净文本位置)."""
        stretch = bisect_right(self._sources, position) - 1
        if stretch < 0:
            return 0
        found = position - self._before[stretch]
        return found if stretch + 1 == len(self._starts) else min(found, self._starts[stretch + 1])

    def span(self, start: int, stop: int) -> Span:
        """The place in the source of a stretch of the clean text (原文区间)."""
        if len(self._starts) == 1:  # no furniture but at the very beginning
            before = self._before[0]
            return Span(start + before, max(start, stop) + before)
        if stop <= start:
            at = self.place(start)
            return Span(at, at)
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, stop - 1, first) - 1
        return Span(start + self._before[first], stop + self._before[last])


def without(text: str, span: Span, furniture: Sequence[Furniture]) -> str:
    """The words at a place of a source, less the furniture inside it (原文词句).

    `furniture` is all of the document's, in order.
    """
    if not furniture or span.stop <= furniture[0].span.start or furniture[-1].span.stop <= span.start:
        return text[span.start : span.stop]  # most spans of most documents
    index = bisect_right(furniture, span.start, key=lambda piece: piece.span.stop)
    parts, position = [], span.start
    while index < len(furniture) and furniture[index].span.start < span.stop:
        piece = furniture[index].span
        parts.append(text[position : max(position, piece.start)])
        position = max(position, min(piece.stop, span.stop))
        index += 1
    parts.append(text[position : span.stop])
    return "".join(parts)
