"""Tables of contents: captions listed ahead of the text that holds them."""

import re

from fazhi_research.reading.marks import Mark

_SHORTEST = 4  # captions in a row that make a list
_LONGEST = 40  # characters of a caption
_HEAD = 5000  # where a table of contents begins
_TITLED = re.compile(r"(?m)^[ \t]*目[ \t]{0,6}录[ \t]*$")
_PAGED = re.compile(r"[^\n。;:]{2,40}[ \t](\d{1,3})[ \t]*(?=\n|$)")


def without_contents(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks less those of a list of captions that the text repeats behind it, each over its own words (目录).

    A list is a run of lines that open with marks and follow one upon another; the first of them is printed again
    where the run ends, and so are most others after it.

    >>> from fazhi_research.reading.marks import find_marks
    >>> text = "1.总则\\n1.1目的\\n2.任务\\n2.1灭火\\n1.总则\\n1.1目的\\n为了防火。\\n2.任务\\n2.1灭火\\n做好。"
    >>> len(find_marks(text)), len(without_contents(text, find_marks(text)))
    (8, 4)
    """
    marks = _without_paged(text, marks)
    lines = [mark for mark in marks if mark.at_line]
    announced = _TITLED.search(text, 0, _HEAD) is not None
    if not announced and not any(_comes_again(text, mark) for mark in lines[:3]):
        return marks
    captions = [_line(text, mark) for mark in lines]
    first = next(
        (at for at in range(min(len(lines), 3)) if captions[at] and captions[at] in captions[at + 1 :]), None
    )
    if first is None:
        return marks
    again = captions.index(captions[first], first + 1)
    listed = captions[first:again]
    later = set(captions[again:])
    alone = all(
        not text[text.find("\n", above.start) : below.start].strip()
        for above, below in zip(lines[first:], lines[first + 1 : again + 1], strict=False)
    )
    known = sum(words in later for words in listed)
    followed = [words for words in captions[again:] if words]
    cut = (
        known > 1 and len(followed) < len(listed) and followed[:known] == listed[:known]
    )  # the text breaks off
    repeats = announced or cut or 2 * known >= len(listed)
    if again - first < _SHORTEST or not alone or not all(listed) or not repeats:
        return marks
    return [mark for mark in marks if not lines[first].start <= mark.start < lines[again].start]


def _without_paged(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks less those of a run of captions that end with the pages on which they stand: 一、规划背景 4."""
    if "录" not in text[:_HEAD] or re.search(r"目[ ]{0,4}录", text[:_HEAD]) is None:
        return marks
    runs: list[list[int]] = [[]]
    page = stop = 0
    for mark in marks:
        found = _PAGED.match(text, mark.stop) if mark.at_line else None
        if found is None:
            runs += [[]] if mark.at_line else []
            continue
        if int(found.group(1)) < page or text[stop : mark.start].strip():
            runs.append([])
        runs[-1].append(mark.start)
        page, stop = int(found.group(1)), found.end()
    dropped = {start for run in runs if len(run) >= _SHORTEST for start in run}
    return [mark for mark in marks if mark.start not in dropped] if dropped else marks


def _comes_again(text: str, mark: Mark) -> bool:
    """Whether the words of a mark's line stand further down as well."""
    stop = text.find("\n", mark.start, mark.start + _LONGEST)
    words = text[mark.start : stop if stop >= 0 else len(text)].rstrip()
    return _line(text, mark) != "" and text.find(words, mark.start + len(words)) >= 0


def _line(text: str, mark: Mark) -> str:
    """The words of a mark's line from the mark on, without blanks and the sign behind a figure (1 总则 is 1、总 则), or nothing where it is more than a caption."""
    stop = text.find("\n", mark.start, mark.start + _LONGEST)
    words = text[mark.start : stop if stop >= 0 else len(text)]
    return re.sub(r"[ \t、]|\.(?!\d)", "", words) if len(words) <= _LONGEST and "。" not in words else ""
