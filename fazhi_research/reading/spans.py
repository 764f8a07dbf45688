"""A place in a text."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open stretch of a text, counted in characters (区间).

    `start` is the offset of the first character, `stop` of the first one after the stretch.

    >>> Span(2, 4).of("依法行政")
    '行政'
    """

    start: int
    stop: int

    def __init__(self, start: int, stop: int) -> None:
        # There are more spans than anything else; this way a frozen one is made in half the time.
        _set_start(self, start)
        _set_stop(self, stop)

    def of(self, text: str) -> str:
        """The words at this place in the text (原文)."""
        return text[self.start : self.stop]

    def __len__(self) -> int:
        return self.stop - self.start

    def holds(self, other: "Span") -> bool:
        """Whether the other stretch lies within this one (包含)."""
        return self.start <= other.start and other.stop <= self.stop


_set_start: Callable[[Span, int], None] = vars(Span)["start"].__set__
_set_stop: Callable[[Span, int], None] = vars(Span)["stop"].__set__
