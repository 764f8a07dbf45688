"""Tables of contents: captions listed ahead of the text that holds them."""

from fazhi_research.reading.marks import Mark

_SHORTEST = 4  # captions in a row that make a list
_LONGEST = 40  # characters of a caption


def without_contents(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks less those of a list of captions that the text repeats behind it, each over its own words (目录).

    A list is a run of lines that open with marks and follow one upon another; the first of them is printed again
    where the run ends, and so are most others after it.

    >>> from fazhi_research.reading.marks import find_marks
    >>> text = "1.总则\\n1.1目的\\n2.任务\\n2.1灭火\\n1.总则\\n1.1目的\\n为了防火。\\n2.任务\\n2.1灭火\\n做好。"
    >>> len(find_marks(text)), len(without_contents(text, find_marks(text)))
    (8, 4)
    """
    lines = [mark for mark in marks if mark.at_line]
    if not any(_comes_again(text, mark) for mark in lines[:3]):
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
        not text[above.start + len(words) : below.start].strip()
        for above, below, words in zip(lines[first:], lines[first + 1 : again + 1], listed, strict=False)
    )
    known = sum(words in later for words in listed)
    if again - first < _SHORTEST or not alone or not all(listed) or 2 * known < len(listed):
        return marks
    return [mark for mark in marks if not lines[first].start <= mark.start < lines[again].start]


def _comes_again(text: str, mark: Mark) -> bool:
    """Whether the words of a mark's line stand further down as well."""
    words = _line(text, mark)
    return words != "" and text.find(words, mark.start + len(words)) >= 0


def _line(text: str, mark: Mark) -> str:
    """The words of a mark's line from the mark on, or nothing where it is more than a caption."""
    stop = text.find("\n", mark.start, mark.start + _LONGEST)
    words = text[mark.start : stop if stop >= 0 else len(text)].rstrip()
    return words if len(words) <= _LONGEST and "。" not in words else ""
