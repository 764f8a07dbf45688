"""Items whose numeral a page has lost."""

import re
from bisect import bisect_left

from fazhi_research.reading.marks import Mark

_LOST = re.compile(r"\n[ \t]*[、)](?=[\u4e00-\u9fff])")
_UNMARKED = re.compile(
    r"(?m)^[ \t]*(?P<caption>[\u4e00-\u9fff“][\u4e00-\u9fff“”《》、,]{5,40})。(?=[\u4e00-\u9fff])"
)


def with_lost(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks with those added whose numeral was lost, leaving 、 or nothing at the start of the line (序号缺失).

    >>> from fazhi_research.reading.marks import find_marks
    >>> text = "一、加强领导\\n、深化改革"
    >>> [(mark.family, mark.number) for mark in with_lost(text, find_marks(text))]
    [('han', 1), ('han', 0)]
    """
    lost = [
        Mark(m.end() - 2, m.end() - 2, "han" if m.group().endswith("、") else "han_bracket", 0, True)
        for m in _LOST.finditer("\n" + text)  # so the places are one further on
    ]
    if not lost:
        return marks
    if len(lost) >= 2:
        runs = [mark.start for mark in marks if mark.family == "run_is" and mark.number == 1]
        for match in _UNMARKED.finditer(text, lost[0].stop):
            stop = text.find("\n", match.end())
            first = bisect_left(runs, match.start())
            if first < len(runs) and runs[first] < (stop if stop >= 0 else len(text)):
                lost.append(Mark(match.start("caption"), match.start("caption"), "han", 0, True))
    known = {mark.start for mark in marks}
    return sorted(marks + [mark for mark in lost if mark.start not in known], key=lambda mark: mark.start)
