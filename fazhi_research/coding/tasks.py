"""The tasks of a document and who answers for them."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

from fazhi_research.coding.assignments import (
    Assignment,
    CatchAll,
    Finding,
    catch_alls,
    find_owners,
    holder,
    paragraph_of,
)
from fazhi_research.coding.rows import TableRow, table_rows
from fazhi_research.coding.task_lists import TaskList
from fazhi_research.coding.units import is_collective
from fazhi_research.reading.documents import Document, require_document
from fazhi_research.reading.doubts import Doubt
from fazhi_research.reading.folding import fold
from fazhi_research.reading.genres import WORKING
from fazhi_research.reading.grids import in_grid
from fazhi_research.reading.outline import Outline, Section
from fazhi_research.reading.spans import Span

# Headings under which a document says what it wants, not what is to be done.
_GENERAL = re.compile(
    r"指导思想|总体要求|基本原则|(?:工作|坚持|主要|总体|编制|实施|遵循)?原则$|总体思路|总体目标|^(?:工作|主要|总体|发展|年度|阶段性?|基本|奋斗|建设|创建|行动|(?:经济社会发展(?:的)?)?(?:主要)?预期)?目标$|^目标(?:要求)?$|(?:重要|重大|现实)(?:性|意义)|^(?:充分|深刻|进一步)认识"
    r"|^(?:工作|基本|总体)思路$|^附则$|^总则$|^适用范围|^(?:编制|制定|工作)?(?:背景|依据|目的)$|总体考虑|^基本要求$|^背景(?:[和与及]意义)?$|^形势|面临(?:的)?形势|规划背景|(?:发展|现实)形势|^(?!.*(?:优化|改善|营造|创造|净化|打造|夯实|筑牢|打牢|巩固|强化|完善|厚植)).*(?:发展|现实)(?:基础|环境)"
)
_FORMAL = re.compile(
    r"第[^条]{1,5}条[ ]*(?:为了?|根据|本[^,。]{1,12}(?:所称|适用|是指)|[^。]{0,30}适用本|违反)"
)
_IN_FORCE = re.compile(r"(?:本|此)[^,。]{1,12}自[^,。]{1,20}(?:施行|实施|执行|生效)|负责解释")
_CITES = re.compile(r"[^《。;\n]{1,6}《[^《》]{2,80}》(?:\([^()\n]{0,40}\))?[。;、]?[ \t]*(?:\n[\s\S]*)?")  # a basis in a list: (2)《…条例》
_COVERS = re.compile(r"[^。:\n]{2,16}[。:][ \n]*(?:主要)?(?:包括|是?指)[^。\n]+。?\s*")  # 自然灾害:主要包括…
_GOAL = re.compile(r"^(?:目标任务|任务目标|整改目标)$")  # tasks only where items stand under it
_RULES = re.compile(r"(?:办法|规定|细则|条例|规则|制度)(?:\([^()]{0,6}\))?(?:[^》]{0,8}》|的通知$)")
_LIST_LABEL = re.compile(r"(?:措施|目标|内容|举措|要求)[:][ \t\n]*$")
_SIGNATURE = re.compile(
    r"(?:\n[ \t]*(?:[12二][\d〇零O一二三四五六七八九*X]{3}[ ]?年[ ]?[\dX*一二三四五六七八九十]{1,3}[ ]?月[ ]?[\dX*一二三四五六七八九十]{1,3}[ ]?日|[^\n。,;:]{2,40}(?:政府|委员会|办公[室厅]|局|厅|部|委|院|处|小组)|[(]?此件[^\n]{0,20}|附件?[ ]?\d{0,2}[:][^\n]*(?:\n[ \t]*\d{1,2}[.、][^\n]{1,60})*|抄送[^\n]*|[—-]{2,}[^\n]*|[ \t|]*\|)[ \t]*)+\s*$"
)


@dataclass(frozen=True, slots=True)
class Task:
    """An item that carries work, with the units that answer for it (任务、措施).

    `span` runs from the mark to the end of the item, its assignment included; `section` is the id of the item, empty for an unnumbered paragraph; `label` the
    place of the mark and `heading` that of the caption (either may be empty). `assignments` are in order of print.
    """

    span: Span
    section: str
    label: Span
    heading: Span
    assignments: tuple[Assignment, ...]

    def units(self, role: str) -> tuple[Assignment, ...]:
        """The assignments in one role: lead, responsible, support or mentioned (某一角色的单位)."""
        return tuple(assignment for assignment in self.assignments if assignment.role == role)


def extract_tasks(document: Document, outline: Outline | None = None) -> TaskList:
    """The tasks of a document in order of print, each with its assignments, as a list that a notebook shows (任务).

    In programs, plans, opinions, notices and work points every lowest numbered item is a task, but for those under 指导思想, 总体要求 and the like; a container
    is one too if it carries an assignment of its own. In any genre an item that carries an assignment is a task. Run-ins (一是) never are.

    >>> from fazhi_research.reading.documents import Document
    >>> plan = Document("d", "一、任务\\n1.健全制度。认真落实。(牵头单位:市甲局;责任单位:市乙局)", metadata={"genre": "plan"})
    >>> [(a.role, a.span.of(plan.text)) for a in extract_tasks(plan)[0].assignments]
    [('lead', '市甲局'), ('responsible', '市乙局')]
    """
    require_document(document)
    return TaskList(document, tasks_and_doubts(document, outline or document.outline)[0])


def tasks_and_doubts(document: Document, outline: Outline) -> tuple[list[Task], list[Doubt]]:
    """The tasks with what was doubtful about their units (任务与存疑)."""
    found_owners, doubts = find_owners(document)
    sections = outline.sections
    findings = [found for found in found_owners if not _in_table(document, found.owner.start)]
    held: dict[int, list[Finding]] = {}
    loose: list[Finding] = []
    shared = _said_below_lists(document, sections, findings)
    above = _above_lists(document, sections, findings)
    for found in findings:
        item = holder(sections, found.item)
        if found.rule == "line-label":
            item = above.get(item, item)
        item = shared.get(item, item) if _alone_on_line(document.clean.text, found.statement) else item
        if item >= 0:
            held.setdefault(item, []).append(found)
        else:
            loose.append(found)
    items = sorted(set(_working_items(document, sections)) | set(held))
    tasks = [_task(document, sections, item, held.get(item, [])) for item in items]
    tasks += _paragraph_tasks(document, loose)
    tasks += [
        _row_task(document, row) for grid in document.grids for row in table_rows(document.clean.text, grid, document.merged_cells)
    ]
    return sorted(_with_catch_alls(document, tasks), key=lambda task: task.span), doubts


def _above_lists(
    document: Document, sections: tuple[Section, ...], findings: list[Finding]
) -> dict[int, int]:
    """The items of lists below which label lines answer for the whole list, each with the item above.

    Where an item that is not the last of such a list has label lines too, each has its own.
    """
    labelled = sorted({holder(sections, found.item) for found in findings if found.rule == "line-label"})
    above = {item: up for item in labelled if (up := _above_list(document, sections, item)) != item}
    families = {(sections[item].family, sections[item].depth) for item in above}
    last = {one.parent: at for at, one in enumerate(sections) if not one.run_in} if above else {}
    for item in labelled if above else ():
        one = sections[item] if item >= 0 else None
        if one and (one.family, one.depth) in families and last[one.parent] != item:
            return {}
    return above


def _above_list(document: Document, sections: tuple[Section, ...], item: int) -> int:
    """The item above a list that a label opened (整改措施:1.…2.…), for a label line that follows the list."""
    if item < 0 or not sections[item].parent:
        return item
    above = item - 1
    while above >= 0 and sections[above].section != sections[item].parent:
        above -= 1
    words = (
        document.clean.text[sections[above].clean.start : sections[above].clean.stop] if above >= 0 else ""
    )
    return above if _LIST_LABEL.search(words) else item


def _said_below_lists(
    document: Document, sections: tuple[Section, ...], findings: list[Finding]
) -> dict[int, int]:
    """The last items of lists (1)(2)(3) below which a bracket on a line of its own answers for the whole list, each with the item above.

    That is so where no other item of such a list in the document has units: else each item has its own.
    """
    text = document.clean.text
    given = {holder(sections, found.item) for found in findings}
    alone = {holder(sections, found.item) for found in findings if _alone_on_line(text, found.statement)}
    if not alone:
        return {}
    lists: dict[str, list[int]] = {}
    places = {one.section: at for at, one in enumerate(sections)}
    for at, one in enumerate(sections):
        if not one.run_in and one.parent:
            lists.setdefault(one.parent, []).append(at)
    lasts = {
        items[-1]: places[parent] for parent, items in lists.items() if len(items) > 1 and items[-1] in alone
    }
    families = {(sections[at].family, sections[at].depth) for at in lasts}
    others = {
        (sections[at].family, sections[at].depth)
        for at in given
        if at >= 0 and at not in lasts and (sections[at].family, sections[at].depth) in families
    }
    return {
        at: above
        for at, above in lasts.items()
        if (sections[at].family, sections[at].depth) not in others and len(sections[above].heading)
    }


def _alone_on_line(text: str, statement: Span) -> bool:
    """Whether a bracket fills its line."""
    if text[statement.start : statement.start + 1] not in tuple("([〔【"):
        return False
    start, stop = paragraph_of(text, statement.start)
    return not text[start : statement.start].strip() and not text[statement.stop : stop].strip(" 。\t")


def _in_table(document: Document, position: int) -> bool:
    return in_grid(document.grids, position)


def _row_task(document: Document, row: TableRow) -> Task:
    """A row of a division-of-labour table as a task."""
    clean = document.clean
    span = clean.span(row.start, row.stop)
    found = [Finding(-1, owner, "table-column", Span(row.start, row.stop)) for owner in row.owners]
    return Task(
        span,
        "",
        clean.span(*row.label),
        clean.span(*row.heading),
        _assignments(document, found, span.start, ""),
    )


def _working_items(document: Document, sections: tuple[Section, ...]) -> list[int]:
    """The lowest numbered items that carry the work of a working document."""
    if document.genre not in WORKING:
        return []
    general: set[str] = set()
    parents = {section.parent for section in sections if not section.run_in}
    rules = document.genre == "notice" and _RULES.search(fold(document.title)) is not None
    items = []
    for index, section in enumerate(sections):
        heading = fold(document.words(section.heading)) if len(section.heading) else ""
        ruling = rules and section.family == "article"  # what a notice makes known as rules is no work to be done
        if ruling or section.parent in general or _is_general(heading.strip("“”")):
            general.add(section.section)
        elif section.section not in parents and _GOAL.match(heading):
            continue
        elif (
            not section.run_in
            and section.section not in parents
            and not _in_table(document, section.clean.start)
            and not _only_a_table(document, section)
        ) and _works(document, section):
            items.append(index)
    return items


@lru_cache(maxsize=20_000)
def _is_general(heading: str) -> bool:
    """Whether a heading is one under which a document says what it wants, not what is to be done."""
    return _GENERAL.search(heading) is not None


def _only_a_table(document: Document, section: Section) -> bool:
    """Whether an item is the caption of a table, whose rows are the tasks."""
    table = bisect_right(document.grids, section.clean.start, key=lambda grid: grid.start)
    if table == len(document.grids) or document.grids[table].start >= section.clean.stop:
        return False
    begins = document.clean.span(document.grids[table].start, document.grids[table].start + 1).start
    between = document.text[max(section.heading.stop, section.mark.stop) : begins]
    return not between.strip("。:： \t\n|")


def _works(document: Document, section: Section) -> bool:
    """Whether an item says what is to be done, not what the document is for, covers, or when it begins."""
    words = document.clean.text[section.clean.start : section.clean.stop]
    if _IN_FORCE.search(words.split("。", 1)[0]):
        return False
    if section.family != "article":
        return _CITES.fullmatch(words) is None and _COVERS.fullmatch(words) is None
    return _FORMAL.match(words) is None


def _task(document: Document, sections: tuple[Section, ...], item: int, found: list[Finding]) -> Task:
    section = sections[item]
    stop = section.clean.stop
    following = item + 1
    while (
        following < len(sections) and sections[following].run_in and sections[following].depth > section.depth
    ):
        stop = sections[following].clean.stop
        following += 1
    table = bisect_right(document.grids, section.clean.start, key=lambda grid: grid.start)
    stop = min(stop, document.grids[table].start) if table < len(document.grids) else stop
    words = document.clean.text[section.clean.start : stop]
    caption = max(section.mark.stop, section.heading.stop) - document.clean.place(section.clean.start)
    signature = _SIGNATURE.search(words, caption) if following == len(sections) else None
    words = words[: signature.start()] if signature else words
    span = document.clean.span(section.clean.start, section.clean.start + max(len(words.rstrip()), 1))
    return Task(
        span,
        section.section,
        section.mark,
        section.heading,
        _assignments(document, found, span.start, section.section),
    )


def _assignments(
    document: Document, found: list[Finding], task_start: int, section: str
) -> tuple[Assignment, ...]:
    """The union of an item's roles in order of first print; a lead is not repeated as responsible."""
    text = document.clean.text
    leads = {text[f.owner.start : f.owner.stop] for f in found if f.owner.role == "lead"}
    seen: set[tuple[str, str]] = set()
    kept = []
    for finding in sorted(found, key=lambda f: f.owner.start):
        owner = finding.owner
        name = text[owner.start : owner.stop]
        if (owner.role, name) in seen or (owner.role == "responsible" and name in leads):
            continue
        seen.add((owner.role, name))
        span = document.clean.span(owner.start, owner.stop)
        kept.append(Assignment(span, owner.role, task_start, section, is_collective(name), finding.rule))
    return tuple(kept)


def _paragraph_tasks(document: Document, loose: list[Finding]) -> list[Task]:
    """Tasks of assignments that no numbered item holds: the paragraphs they stand in."""
    by_paragraph: dict[int, list[Finding]] = {}
    ends: dict[int, int] = {}
    text = document.clean.text
    start = stop = 0
    for found in sorted(loose, key=lambda finding: finding.statement.start):
        above, end = start, stop
        start, stop = paragraph_of(text, found.statement.start)
        alone = not text[start : found.statement.start].strip() and start > 0
        if alone and not _in_table(document, len(text[:start].rstrip()) - 1):
            # an owner line of its own belongs to the paragraph above, or goes on with the owner line there
            goes_on = end > 0 and not text[end:start].strip()
            start = above if goes_on else paragraph_of(text, len(text[:start].rstrip()) - 1)[0]
        by_paragraph.setdefault(start, []).append(found)
        ends[start] = max(stop, ends.get(start, 0))
    tasks = []
    for start, listed in sorted(by_paragraph.items()):
        span = document.clean.span(start, ends[start])
        empty = Span(span.start, span.start)
        tasks.append(Task(span, "", empty, empty, _assignments(document, listed, span.start, "")))
    return tasks


def _with_catch_alls(document: Document, tasks: list[Task]) -> list[Task]:
    """The tasks with the units that the document names once for all of them."""
    said = catch_alls(document)
    return [_with_said(document, task, said) for task in tasks] if said else tasks


def _with_said(document: Document, task: Task, said: list[CatchAll]) -> Task:
    given = list(task.assignments)
    named = {(one.role, document.words(one.span)) for one in given}
    for units in said:
        span = document.clean.span(units.start, units.stop)
        if document.clean.place(units.since) > task.span.start or (units.role, document.words(span)) in named:
            continue
        collective = is_collective(document.clean.text[units.start : units.stop])
        given.append(Assignment(span, units.role, task.span.start, task.section, collective, "catch-all"))
    return replace(task, assignments=tuple(given))
