"""The title on which several places of a page agree."""

import re

from fazhi_research.reading.issuers import organs
from fazhi_research.reading.jurisdictions import places_at
from fazhi_research.reading.marks import line_marks
from fazhi_research.reading.page_lines import without_glosses
from fazhi_research.reading.spans import Span
from fazhi_research.reading.title_lines import ENDS_TITLE, KIND, STAGE

_PAGE = 4000  # characters of a page in which its title is printed again
_SHORTEST, _LONGEST, _MOST_LINES = 8, 200, 4
_MARKS = re.compile(r"[\s《》〈〉<>“”\"|]")
_OPENS = re.compile(
    r"[《“]?(?:关于|中共|国务院|国家|中央|全国|(?:19|20)\d\d年|[\u4e00-\u9fffXx*、 ]{2,30}关于|在[^,。]{4,60}上的(?:讲话|发言|致辞))"
)
_BODY = re.compile(r"(?:[局厅委部署组院会]|政府|办公室)$")
_GOES_ON = re.compile(
    r"(?:关于|印发|转发|批转|贯彻|落实|实施|执行|推进|开展|做好|加强|建设|[的和及与暨、,(—-]|(?:19|20)\d\d年?度?)$"
)


def opens_title(line: str) -> bool:
    """Whether a folded line begins as titles do, with a place, a body, a year or 关于 (标题开头).

    >>> opens_title("甲县法治政府建设实施方案"), opens_title("工作实施方案")
    (True, False)
    """
    return _OPENS.match(line) is not None or bool(places_at(line.lstrip("《“"))[0])


def is_whole(line: str, above: str) -> bool:
    """Whether a line is a title by itself, and no end of what stands above it (独立标题).

    >>> is_whole("甲县法治政府建设实施方案", "政务公开专栏"), is_whole("甲县实施方案的意见", "甲市关于落实")
    (True, False)
    """
    line, above = without_glosses(line), without_glosses(above)
    if len(line) < _SHORTEST or not ENDS_TITLE.search(line) or not opens_title(line):
        return False
    if above.count("《") > above.count("》") or _GOES_ON.search(above) or organs(above.replace(" ", "")):
        return False
    if line.startswith("关于") and _BODY.search(above):
        return False
    return not opens_title(above) or ENDS_TITLE.search(above) is not None


def agreed(folded: str, lines: list[Span], best: list[Span] | None) -> list[Span] | None:
    """The lines that a page prints, or names in the text, once more as its title, where those chosen are not (互证标题).

    Lines that only stand above a title are left out, as long as the page repeats the title without them. Where the lines
    chosen name no kind of document, the first one to four lines that end in one and are repeated are taken.
    """
    if not lines:
        return best
    page = _bare(without_glosses(folded[lines[0].start : lines[0].start + _PAGE]))
    if best and KIND.search(words := _joined(folded, best)):
        ended = ENDS_TITLE.search(words) is not None
        return _without_head(folded, best, page) if ended and page.count(_bare(words)) < 2 else best
    for first in range(len(lines)):
        for last in range(first, min(first + _MOST_LINES, len(lines))):
            words = _joined(folded, lines[first : last + 1])
            if len(words) > _LONGEST or "。" in words or line_marks(words):
                break
            if is_whole(words, "") and page.count(_bare(words)) >= 2:
                return lines[first : last + 1]
    return best


def _without_head(folded: str, best: list[Span], page: str) -> list[Span]:
    """A block without its first lines, where what is left is printed again and begins as a title does."""
    for cut in range(1, len(best)):
        head, rest = _joined(folded, best[:cut]), _joined(folded, best[cut:])
        if is_whole(rest, head) and page.count(_bare(rest)) >= 2:
            return best[cut:]
    return best


def _joined(folded: str, lines: list[Span]) -> str:
    return STAGE.sub("", without_glosses("".join(line.of(folded) for line in lines)))


def _bare(words: str) -> str:
    return _MARKS.sub("", words)
