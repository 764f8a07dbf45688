"""The numbers that sites which share files print before the text of each page of a file."""

import re

from fazhi_research.reading.spans import Span

_PAGE = re.compile(r"(?m)^[ \t]*(?P<number>\d{1,3})[、.](?!\d)")
_SECOND = re.compile(r"\n[ \t]*2[、.](?!\d)")
_LONG = 80  # characters of a page that is printed as one line, at least
_PAGES = 2  # such pages cut in mid-sentence that show what the numbers are
_WHOLE = "。;:!?”)"


def shared_pages(folded: str) -> list[Span]:
    """The marks 1、2、3、 before the pages of a file, each with the line end before it (文档分享网站的页号).

    They are told from the marks of items by what stands before them: each page is one long line, and every one of
    them, two at least, is cut in mid-sentence where the next begins.

    >>> text = "1、" + "推进依法行政" * 20 + "、\\n2、" + "健全制度" * 30 + "的社\\n3、会氛围。"
    >>> [span.of(text) for span in shared_pages(text)]
    ['1、', '\\n2、', '\\n3、']
    """
    if _SECOND.search(folded) is None:
        return []
    found: list[Span] = []
    for match in _PAGE.finditer(folded):
        if int(match.group("number")) != len(found) + 1:
            continue
        if found:
            above = folded[found[-1].stop : match.start()].strip()
            if len(above) < _LONG or "\n" in above or above[-1] in _WHOLE:
                return []
        found.append(Span(match.start() - bool(found), match.end()))
    return found if len(found) > _PAGES else []
