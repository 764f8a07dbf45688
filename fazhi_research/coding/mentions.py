"""Bodies that running text names under a general duty."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from fazhi_research.coding.assignments import Assignment, section_at
from fazhi_research.coding.tasks import Task
from fazhi_research.coding.units import is_collective, may_be_units, unit_like
from fazhi_research.reading.documents import Document
from fazhi_research.reading.occurrences import clauses_with, occurrences
from fazhi_research.reading.outline import Outline

# A subject at the start of a clause, and the modal or verb of duty that follows it.
_MODAL = re.compile(
    r"应当|必须|不得|应(?=[由按经将予在依及]|对其)|须(?!知)|(?<![主重需必只])要(?![求素点件闻领务])|具体负责(?![人制任])|负责(?![人制任])"
)
_SIGNS = ("应", "必须", "不得", "须", "要", "负责", "由")  # a clause without any of them names nobody
_BY = re.compile(
    r"由(?P<units>[^,。;:!?\n由]{2,40}?)(?=进行|审核|审查|审批|审议|批准|负责|统一|组织|协调|报请|裁决|确认|受理|办理|承担|制定|牵头|监督|予以|依法|按)"
)
_LENGTHS = (3, 200)  # characters of a clause
_OPENING = re.compile(
    r"[ ]*(?:(?:第[一二三四五六七八九十百\d]{1,4}条|[一二三四五六七八九十]{1,3}[、是要]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[、.])[ ]*)?(?:并|同时|对此|凡)?"
)
_OPENING_BRACKET = re.compile(r"[(【〔\[]")
_SPLIT = re.compile(r"(?:、|以及|[和及与])(?![^()]{0,20}\))")  # never inside a bracket: 县(市、区)人民政府
_GENERAL = re.compile(r"(?:各级|各|有关|相关|本级|上级|下级|同级|县级以上|所属|市、县|省、市)")
_NO_BODY = re.compile(
    r"干部|人员|公务员|负责人|任务|工作(?!部门)|原则|条件|自行|的[ ]|领导$|主要$|(?:听证|论证|座谈|发布|洽谈|推介|评审|通气|碰头)会$"
)


def find_mentions(document: Document, outline: Outline, tasks: list[Task]) -> list[Assignment]:
    """The bodies that a document names as acting, in order, less those whose role for a task is stated (提及的机构).

    `task_start` is that of the task that holds the words, None outside tasks. Measures leave mentions out unless asked.
    """
    clean = document.clean
    stated = {given.span.start for task in tasks for given in task.assignments}
    sections = outline.sections
    starts = [section.clean.start for section in sections]
    spans = sorted((task.span.start, task.span.stop) for task in tasks)
    task_starts = [start for start, _ in spans]
    found = []
    for start, stop in mentions(clean.text, 0, len(clean.text)):
        span = clean.span(start, stop)
        if span.start in stated:
            continue
        at = bisect_right(task_starts, span.start) - 1
        task = spans[at][0] if at >= 0 and span.stop <= spans[at][1] else None
        item = section_at(starts, start)
        section = sections[item].section if item >= 0 else ""
        collective = is_collective(clean.text[start:stop])
        found.append(Assignment(span, "mentioned", task, section, collective, "mention"))
    return found


def mentions(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The places of bodies named as acting in a stretch of clean text, in order (行文提及的机构).

    A body is named as acting where it is the subject of 应当, 必须, 不得, 要 or 负责 (市、县政府应当…), or stands after 由 before what it is
    to do (由政府法制机构审核).
    """
    signs = occurrences(text, *_SIGNS, start=start, stop=stop)
    for first, last in clauses_with(text, signs, start, stop, _LENGTHS):
        sign = signs[bisect_left(signs, first)]
        modal = _MODAL.search(text, max(first, sign - len("具体")), last)
        if modal is not None:
            opening = _OPENING.match(text, first, last)
            begin = opening.end() if opening else first
            yield from _units(text, _inside(text, begin, modal.start()), modal.start())
        if text.find("由", sign, last) >= 0:
            for by in _BY.finditer(text, sign, last):
                if modal is None or by.start() > modal.start():
                    yield from _units(text, *by.span("units"))


def _inside(text: str, start: int, stop: int) -> int:
    """Where the words begin that stand in the same bracket as the end of a stretch: 100%(县人社局|负责."""
    closed = 0
    for at in range(stop - 1, start - 1, -1) if _OPENING_BRACKET.search(text, start, stop) else ():
        closed += (text[at] in ")】〕]") - (text[at] in "(【〔[")
        if closed < 0:
            return at + 1
    return start


def _units(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """A list of units, if the stretch is nothing else; one that is not splits at nothing."""
    printed = text[start:stop]
    words = printed.strip()
    if not 2 <= len(words) <= 40 or not may_be_units(words):
        return
    whole = start + (len(printed) - len(printed.lstrip()))
    for first, last in _named(words):
        yield whole + first, whole + last


@lru_cache(maxsize=20_000)
def _named(words: str) -> tuple[tuple[int, int], ...]:
    """Where the units of a list stand in its words."""
    if _NO_BODY.search(words):
        return ()
    pieces = [part for part in _SPLIT.split(words) if part]
    if len(pieces) > 1 and all(unit_like(piece) for piece in pieces) and not _GENERAL.match(words):
        found, position = [], 0
        for piece in pieces:
            position = words.index(piece, position)
            found.append((position, position + len(piece)))
            position += len(piece)
        return tuple(found)
    whole = unit_like(words) or (_GENERAL.match(words) and unit_like(pieces[-1]))
    return ((0, len(words)),) if whole else ()
