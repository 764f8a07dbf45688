"""The text in which terms are looked for: clean, without owner strings and quotation marks, with the way back."""

import re
from bisect import bisect_right
from collections.abc import Iterable

# Quotation marks may stand inside a term (六五”普法), and so may a stray blank between two characters.
_DROPPED = re.compile(r"[“”‘’「」『』\"']+|[ ](?<=[\u4e00-\u9fff“”][ ])(?=[\u4e00-\u9fff“”])")
#: where one sentence ends and the next begins; no term reaches across
BORDERS = "。;!?\n"


def plain(words: str) -> str:
    """Folded words as they are looked for: without quotation marks (查找形式).

    >>> plain("“放管服”改革")
    '放管服改革'
    """
    return _DROPPED.sub("", words)


class SearchText:
    """A clean text made ready for a search for terms (待查文本).

    `text` is what to search. Stretches that are not to be searched are borders in it. `place(position)` says where in the clean text a
    character of it stands.
    """

    __slots__ = ("removed", "text")

    def __init__(self, clean: str, blanked: Iterable[tuple[int, int]] = ()) -> None:
        parts, position = [], 0
        for start, stop in sorted(blanked):
            if stop > position:
                start = max(start, position)
                parts += [clean[position:start], "\n" * (stop - start)]
                position = stop
        whole = "".join([*parts, clean[position:]]) if parts else clean
        #: for each character left out, how many characters of `text` stand before it; in order
        self.removed: list[int] = []
        kept, position = [], 0
        for match in _DROPPED.finditer(whole):
            start, stop = match.span()
            kept.append(whole[position:start])
            self.removed += [start - len(self.removed)] * (stop - start)
            position = stop
        self.text = "".join([*kept, whole[position:]]) if kept else whole

    def place(self, position: int) -> int:
        """Where in the clean text the character at a place of `text` stands (净文本位置)."""
        return position + bisect_right(self.removed, position)
