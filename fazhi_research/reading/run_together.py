"""Marks in mid-line where a page has run its lines together."""

import re

from fazhi_research.reading.marks import Mark

_CAPTION_AHEAD = re.compile(r"[ ]?(?![万亿元倍个公千米吨年月日平亩户人级度])[\u4e00-\u9fff]")
_FIRST_BELOW = re.compile(r"[ ]?[\u4e00-\u9fff、]{2,16}[ ]?(\d{1,2})\.1(?![\d.])")
_GLUED = re.compile(r"[\u4e00-\u9fff、]{2,10}")
_SHORT_CAPTION = re.compile(r"[\u4e00-\u9fff“][^\n。;:!?]{3,40}。")


def runs_on(text: str, kept: list[Mark], mark: Mark, last: int) -> bool:
    """Whether a mark follows the one before it without a stop, where a page has run its lines together (续接序号).

    `kept` are the marks before it, `last` is the number of its kind that was kept last.
    """
    if _heads_first(text, mark):
        return True
    return bool(kept) and (_glued_below(text, kept[-1], mark, last) or _flat(text, kept[-1], mark))


def _heads_first(text: str, mark: Mark) -> bool:
    """Whether 1、 with a caption stands right before 1.1, with which it has been run together: 1、总则1.1目的."""
    if mark.family != "arabic":
        return False
    found = _FIRST_BELOW.match(text, mark.stop)
    return found is not None and int(found.group(1)) == mark.number


def _glued_below(text: str, above: Mark, mark: Mark, last: int) -> bool:
    """Whether (一) or the next of its series, or 1. behind a blank, follows the caption of 一、."""
    gap = text[mark.start - 1 : mark.start] == " "
    below = (mark.family == "han_bracket" and mark.number in (1, last + 1)) or (
        mark.family == "arabic" and gap
    )
    deeper = above.family == "han_bracket" and mark.family == "arabic" and mark.number == 1 and gap
    if not (deeper or (above.family == "han" and below)) or mark.start - above.stop > 60:
        return False
    caption, first = text[above.stop : mark.start], _SHORT_CAPTION.match(text, mark.stop)
    return len(caption) >= 4 and first is not None and not re.search(r"[\n。;:?!]", caption)


def _flat(text: str, above: Mark, mark: Mark) -> bool:
    """Whether 1.1 follows 1. or 2.3 follows 2.2 behind a blank, or (1) a caption of theirs, where a page has run its lines together."""
    glued = _GLUED.fullmatch(text, above.stop, mark.start) and _figures(text, mark) == (
        *_figures(text, above),
        1,
    )
    if (text[mark.start - 1 : mark.start] != " " and not glued) or not (
        above.family == "arabic" or above.family.startswith("dotted")
    ):
        return False
    if mark.family == "arabic_bracket":
        caption = text[above.stop : mark.start]
        return mark.number == 1 and len(caption) <= 24 and re.search(r"[\n。;:?!,]", caption) is None
    if not mark.family.startswith("dotted") or _CAPTION_AHEAD.match(text, mark.stop) is None:
        return False
    figures, last = _figures(text, mark), _figures(text, above)
    nexts = [(*last[:at], last[at] + 1) for at in range(len(last))]
    return figures in [(*last, 1), *nexts] or (figures[-1] == 1 and figures[:-1] in nexts)


def _figures(text: str, mark: Mark) -> tuple[int, ...]:
    """The figures of a mark such as 2.3.1."""
    return tuple(int(figure) for figure in re.findall(r"[0-9]+", text[mark.start : mark.stop]))
