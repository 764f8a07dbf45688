"""Titles between 《 and 》 in a text, nested ones too, and marks that do not match."""

import re
from functools import lru_cache
from typing import NamedTuple

from fazhi_research.reading.documents import Document
from fazhi_research.reading.folding import fold
from fazhi_research.reading.occurrences import occurrences

_MARKS = "《》〈〉<>"
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_CLOSER = {"《": "》", "〈": "〉", "<": ">"}
_MOST = 220  # no title is longer
_END_OF_UNCLOSED = re.compile(r"[^《》〈〉<>\n,。;:!?、()]{2,60}")
_TITLE_WORD = re.compile(
    r"(?:法|条例|办法|规定|细则|意见|通知|决定|方案|规划|计划|纲要|要点|制度|标准|规则|规范|清单|目录|措施)$"
)
_GLOSS = re.compile(r"含|不含|包括|即|以下|下同|原|另|如|注|\d{4}[〉>]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


class QuotedTitle(NamedTuple):
    """A title with its marks at [start, stop) of a folded text; `depth` 0 is not inside another (书名号内标题).

    `closed` tells whether the closing mark is there.
    """

    start: int
    stop: int
    depth: int
    closed: bool = True


@lru_cache(maxsize=1)  # asked for thrice in a row for each text
def quoted_titles(text: str) -> tuple[QuotedTitle, ...]:
    """The titles in a folded text by where they begin (书名号内标题).

    〈…〉 and <…> count inside 《…》, and 〈…〉 alone where it ends as a title does. An opening mark without its closing one takes the words up to the next stop
    if they end as a title does; a closing mark alone is nothing.

    >>> text = "《关于印发<某办法>的通知》"
    >>> [text[one.start : one.stop] for one in quoted_titles(text)]
    ['《关于印发<某办法>的通知》', '<某办法>']
    """
    found: list[QuotedTitle] = []
    stack: list[tuple[str, int]] = []
    last = 0
    for at in occurrences(text, *_MARKS):
        sign = text[at]
        if stack and _BLANK_LINE.search(text, last, at):
            _drop(text, stack, found)
        last = at + 1
        if sign in _CLOSER:
            while len(stack) > 3 or (stack and at - stack[0][1] > _MOST):
                _unclosed(text, stack.pop(0), found)
            if sign == "《" or stack or sign == "〈":
                stack.append((sign, at))
        else:
            _close(text, sign, at, stack, found)
    _drop(text, stack, found)
    return tuple(_nested(found))


def titles_with_own(document: Document) -> list[tuple[int, int]]:
    """The places of the titles quoted in a document and of its own, apart and in order: nothing in a title is owed (题名范围).

    >>> text = "2021年上半年工作报告\\n落实《甲办法》"
    >>> titles_with_own(Document("d", text, metadata={"title": "2021年上半年工作报告"}))
    [(0, 12), (15, 20)]
    """
    text = document.clean.text
    quoted = [(title.start, title.stop) for title in quoted_titles(text) if title.depth == 0]
    title = fold(document.title)
    start = text.find(title) if title else -1
    if start < 0:
        return quoted
    stop = start + len(title)
    return sorted([(start, stop), *(one for one in quoted if not start <= one[0] < stop)])


def _drop(text: str, stack: list[tuple[str, int]], found: list[QuotedTitle]) -> None:
    for opened in stack:
        _unclosed(text, opened, found)
    stack.clear()


def _close(
    text: str, sign: str, position: int, stack: list[tuple[str, int]], found: list[QuotedTitle]
) -> None:
    at = next((i for i in range(len(stack) - 1, -1, -1) if _CLOSER[stack[i][0]] == sign), None)
    if at is None:
        return
    for opened in stack[at + 1 :]:
        _unclosed(text, opened, found)
    sign, start = stack[at]
    del stack[at:]
    words = text[start + 1 : position]
    if not words.strip() or position - start > _MOST:
        return
    if sign != "《" and (not _HAN.search(words) or _GLOSS.match(words)):
        return
    if sign == "〈" and not stack and not _TITLE_WORD.search(re.sub(r"\([^()]*\)$", "", words)):
        return
    found.append(QuotedTitle(start, position + 1, 0))


def _unclosed(text: str, opened: tuple[str, int], found: list[QuotedTitle]) -> None:
    if opened[0] != "《":
        return
    words = _END_OF_UNCLOSED.match(text, opened[1] + 1)
    if words and _TITLE_WORD.search(words.group()):
        found.append(QuotedTitle(opened[1], words.end(), 0, closed=False))


def _nested(titles: list[QuotedTitle]) -> list[QuotedTitle]:
    """The titles with how deep each is nested; an unclosed one never holds another."""
    kept: list[QuotedTitle] = []
    around: list[int] = []
    for title in sorted(titles, key=lambda one: (one.start, -one.stop)):
        while around and around[-1] <= title.start:
            around.pop()
        kept.append(QuotedTitle(title.start, title.stop, len(around), title.closed))
        around.append(title.stop)
    return kept
