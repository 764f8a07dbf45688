"""The title of a document as the words before it announce it."""

import re

from fazhi_research.reading.page_lines import NUMBER_LINE, is_page_line, without_glosses
from fazhi_research.reading.spans import Span
from fazhi_research.reading.title_lines import KIND, STAGE, Title, bare_title, title_lines

# The words that name a document which follows them: 现将《…方案》印发给你们, 《…规划》主要内容如下.
_TITLE = r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》){4,100})》[^《\n]{0,60}?"
_SENT = re.compile(
    rf"{_TITLE}(?:(?:印发|转发|下发)(?:给)?(?:你们|各[地单县市区乡镇])|印发(?=,?请)|现予(?:公布|发布|印发))"
)
_FOLLOWS = re.compile(rf"[^《\n]{{0,60}}{_TITLE}(?:公布|发布|印发|全文|内容|刊[发登载])如下")
_PLAIN = re.compile(
    rf"(?P<title>[^《\n。:]{{6,80}}{KIND.pattern}(?:[(][^()]{{4,20}}[)])?)(?:全文|主要内容)如下[。:]"
)
_ATTACHED = re.compile(r"附[ ]?件[ ]?\d{0,2}[ ]?[::][ ]*(?:\d{1,2}[.、][ ]?)?(?P<title>[^\n:]{6,80})$")
_MADE_PUBLIC = re.compile(
    rf"[^《\n]{{0,60}}(?:发布|印发|公布|出台){_TITLE}"
)  # 某省办公厅发布《…细则》, and below: 内容全文
_WHOLE = re.compile(r"[\u4e00-\u9fff]{0,4}全文$")
_DAY = re.compile(r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:[ ]\d{1,2}:\d\d(?::\d\d)?)?")
# What shows that what is sent stands below, though without its title: text behind the date of the signature, with its first part
_SENT_BELOW = re.compile(
    r"\d年\d{1,2}月\d{1,2}日[^\n]{0,12}[ \n](?:[^\n]*\n){0,12}?[^\n]*?(?:一、|第一[章条])"
)
_GLOSSED = re.compile(r"《(?P<title>[^《》\n]{6,200})》")
_CITED = re.compile(r"《(?P<title>[^《》\n]{6,80})》")
_OPENING = (
    1500  # characters in which a page of news tells of a document, and again in which it prints its title
)


def told_by_opening(folded: str, lines: list[Span]) -> Title | None:
    """The title of a text that opens without one, as its first words name it.

    现将《…方案》印发给你们: what is sent stands behind the signature, under the same title. 《…规划》全文如下: the title stands only there.
    """
    lines = [
        line
        for line in lines
        if NUMBER_LINE.match(line.of(folded))
        or not (is_page_line(line.of(folded)) or _DAY.fullmatch(line.of(folded)))
    ]
    for index, span in enumerate(lines[:4]):
        line = without_glosses(span.of(folded))
        if named := _SENT.search(line):
            sent = _sent_behind(folded, lines[index + 1 :], named.group("title"))
            again = folded.find(named.group("title"), span.start + named.end(), span.stop)
            if again >= 0:  # a page that is all one line
                sent = [Span(again, again + len(named.group("title")))]
            head = lines[1] if lines[0].of(folded).endswith("如下:") else lines[0]
            if not sent and _SENT_BELOW.search(
                folded, span.start + named.end(), span.start + named.end() + _OPENING
            ):
                at = span.of(folded).find(named.group("title"))
                sent = (
                    [Span(span.start + at, span.start + at + len(named.group("title")))] if at >= 0 else None
                )
            return Title(tuple(sent), head) if sent else None
        named = _FOLLOWS.match(line)
        if named is None and any(_WHOLE.match(below.of(folded)) for below in lines[index + 1 : index + 3]):
            named = _MADE_PUBLIC.match(line)
        if named and KIND.search(named.group("title")):
            for told in _GLOSSED.finditer(folded, span.start, span.stop):
                if without_glosses(told.group("title")) == named.group("title"):
                    return Title((Span(*told.span("title")),), lines[0])
        if plain := _PLAIN.match(folded, span.start, span.stop):
            return Title((Span(*plain.span("title")),), lines[0])
    return None


def _sent_behind(folded: str, lines: list[Span], title: str) -> list[Span] | None:
    """The title of what is sent, under the name that the notice gives it or under that in its list of attachments."""
    attached = (_ATTACHED.match(line.of(folded)) for line in lines)
    named = [title, *(one.group("title") for one in attached if one)]
    return next((sent for one in named if (sent := _sent(folded, lines, bare_title(one)))), None)


def told_of(folded: str, start: int, stop: int) -> Title | None:
    """The title of the document that a page of news tells of (…征求意见稿发布!), where it prints it below."""
    for told in _CITED.finditer(folded, start, min(stop, start + _OPENING)):
        lines = list(title_lines(folded, told.end(), min(stop, told.end() + _OPENING)))
        if sent := _sent(folded, lines, bare_title(told.group("title"))):
            return Title(tuple(sent))
    return None


def _sent(folded: str, lines: list[Span], title: str) -> list[Span] | None:
    """The lines, up to four, that together have the words of a title."""
    for first in range(len(lines)):
        words = ""
        for last in range(first, min(first + 4, len(lines))):
            words += bare_title(without_glosses(lines[last].of(folded)))
            if words == title:
                staged = last + 1 < len(lines) and STAGE.match(lines[last + 1].of(folded)) is not None
                return lines[first : last + 1 + staged]
            if not title.startswith(words):
                break
    return None
