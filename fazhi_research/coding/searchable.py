"""The text in which terms are looked for: clean, without owner strings and quotation marks, with the way back."""

import re
from collections.abc import Iterable

# Quotation marks may stand inside a term (六五”普法), and so may a stray blank between two characters.
_DROPPED = re.compile(
    r"[“”‘’「」『』\"' ](?:(?<![ ])[“”‘’「」『』\"']*|(?<=[\u4e00-\u9fff“”][ ])(?=[\u4e00-\u9fff“”]))"
)
#: where one sentence ends and the next begins; no term reaches across
BORDERS = "。;!?\n"
_BORDER = re.compile(f"[{BORDERS}]")


def plain(words: str) -> str:
    """Folded words as they are looked for: without quotation marks (查找形式).

    >>> plain("“放管服”改革")
    '放管服改革'
    """
    return _DROPPED.sub("", words)


class SearchText:
    """A clean text made ready for a search for terms (待查文本).

    `text` is what to search, as long as the clean text, so that most of it stands where it stood. Stretches that are not to be searched are borders in it.
    Where characters are left out, the rest of the sentence moves up and borders fill its end; `moved` and `removed` lead
    back.
    """

    __slots__ = ("moved", "removed", "text")

    def __init__(self, clean: str, blanked: Iterable[tuple[int, int]] = ()) -> None:
        whole = _blanked(clean, blanked)
        #: for each character left out, the place of `text` before which it stood; in order
        self.removed: list[int] = []
        #: the stretches that moved up: start, stop, and from where to where their characters are in `removed`
        self.moved: list[tuple[int, int, int, int]] = []
        kept: list[str] = []
        position = stop = first = 0
        for match in _DROPPED.finditer(whole):
            start, end = match.span()
            if start >= stop:  # in a sentence of its own
                self._fill(kept, whole[position:stop], first, stop)
                position, first = stop, len(self.removed)
                border = _BORDER.search(whole, end)
                stop = border.start() if border else len(whole)
            kept.append(whole[position:start])
            self.removed += [start - (len(self.removed) - first)] * (end - start)
            position = end
        self._fill(kept, whole[position:stop], first, stop)
        self.text = "".join([*kept, whole[stop:]]) if kept else whole

    def _fill(self, kept: list[str], rest: str, first: int, stop: int) -> None:
        """Ends a sentence out of which characters were left."""
        last = len(self.removed)
        if first < last:
            kept += [rest, "\n" * (last - first)]
            self.moved.append((self.removed[first], stop - (last - first), first, last))


def _blanked(clean: str, blanked: Iterable[tuple[int, int]]) -> str:
    """The text with borders in place of some stretches of it."""
    parts, position = [], 0
    for start, stop in sorted(blanked):
        if stop > position:
            start = max(start, position)
            parts += [clean[position:start], "\n" * (stop - start)]
            position = stop
    return "".join([*parts, clean[position:]]) if parts else clean
