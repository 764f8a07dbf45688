"""Which unit answers for which item, in which role."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from fazhi_research.coding.owners import CONVENTION, STARS, Owner, read_owners
from fazhi_research.coding.statements import brackets, signs_of, statements, within
from fazhi_research.coding.units import is_collective
from fazhi_research.reading.documents import Document
from fazhi_research.reading.doubts import Doubt
from fazhi_research.reading.occurrences import matches_at, occurrences
from fazhi_research.reading.outline import Section
from fazhi_research.reading.spans import Span

_HELD = "_owners"
_OPEN_LABEL = re.compile(r"[(〔\[](?:牵头|责任|配合|参加|参与|协办)(?:单位|部门)[:]")
# What every wording of the convention has in it: looked for first, since that is many times quicker.
_FIRST_LEADS = re.compile(
    r"(?:第[一1]|首[位个]|前面?)[位个名家的责任单部门者均为是系作总工主要该此本项务]{1,18}(?:牵头|主责)"
)
# A sign set to names, and what a document says it means: 标★的为牵头单位
_MARKED = re.compile(
    rf"(?:[标带加注打画有](?:[有注了上])?[“\"(]?(?P<sign>[{STARS}*])|(?<![\u4e00-\u9fff])[“\"(]?(?P<alone>[{STARS}*]))[”\")]?(?:号|标记|符号)?(?:的|者)?(?:责任)?(?:单位|部门)?均?(?:为|是|系|表示|代表)[^。,;\n]{{0,8}}(?:牵头|主责)"
)
_TOLD = re.compile(r"了|已|《|印发|起草|联合(?:制|印|发)")
_CATCH_ALL = re.compile(
    r"(?P<scope>以[下上]|下列|上述|各项|所有|其他)(?:各项)?(?:任务|工作|事项|措施|条款)?[^。\n]{0,12}?(?:均需?|都需?|需|须|由|请)(?P<units>[^,。;\n]{2,60}?)(?P<verb>配合|参加|参与|负责|落实)[^。\n]{0,12}?(?:不再(?:一一|逐一|另行|重复)?(?:列出|列明|列举|标注|注明)?|下同)"
)


class Assignment(NamedTuple):
    """A unit's role for a task, as printed at `span` (责任分工).

    `role` is lead, responsible, support or mentioned; `task_start` the offset of its task (None for a mention outside tasks); `section` the id of the item that holds the words; `collective`
    marks 各部门 and the like; `rule` names the rule that found it.
    """

    span: Span
    role: str
    task_start: int | None
    section: str
    collective: bool
    rule: str


class Finding(NamedTuple):
    """A unit with its role before it is hung on a task; `item` is the index of its section, -1 for none (初步结果)."""

    item: int
    owner: Owner
    rule: str
    statement: Span  # in the clean text


def find_owners(document: Document) -> tuple[list[Finding], list[Doubt]]:
    """Every unit with a stated role, in order of print, and what was doubtful (责任单位).

    Items are read one by one; what stands before the first item is read as well. Conventions that the document states once (排在第一位的为牵头单位)
    are applied from where they stand.
    """
    held: tuple[list[Finding], list[Doubt]] | None = document.__dict__.get(_HELD)
    if held is None:  # kept with the document, as its cached properties are: tasks, codings and norms ask
        held = document.__dict__[_HELD] = _find_owners(document)
    findings, doubts = held
    return list(findings), list(doubts)


def _find_owners(document: Document) -> tuple[list[Finding], list[Doubt]]:
    clean = document.clean
    prose = document.genre not in ("speech", "report", "self_inspection")
    preface = prose and not document.grids
    stretches = [(section.clean.start, section.clean.stop) for section in document.outline.sections]
    first = stretches[0][0] if stretches else len(clean.text)
    findings: list[Finding] = []
    doubts: list[Doubt] = []
    signs = signs_of(clean.text)
    worth = signs.worth
    for item, (start, stop) in enumerate([(0, first), *stretches], -1):
        at = bisect_left(worth, start)
        if at == len(worth) or worth[at] >= stop:
            continue
        inside = within(signs.brackets, start, stop)
        pairs = brackets(clean.text, inside)
        said = statements(clean.text, start, stop, signs, pairs, prose=prose and (item >= 0 or preface))
        for rule, owners, opening, closing in said:
            if (
                item < 0
                and rule.startswith("prose")
                and not _hands_out(clean.text, owners[0].start, closing, stretches)
            ):
                continue
            where = Span(opening, closing)
            findings += [Finding(item, owner, rule, where) for owner in owners]
        if 2 * len(pairs) < len(inside):
            doubts += _open_brackets(document, inside, pairs, stop)
    findings = _by_mark(document, _by_convention(document, findings))
    doubts += [
        Doubt(clean.span(found.owner.start, found.owner.stop), "role_uncertain")
        for found in findings
        if not found.owner.certain
    ]
    return findings, doubts


def _hands_out(text: str, start: int, stop: int, items: list[tuple[int, int]]) -> bool:
    """Whether words before the first item hand out work (由市甲局牵头,…) and do not tell who wrote what.

    In a text without items they need not say 由.
    """
    last = min((at for sign in "。\n" if (at := text.find(sign, stop)) >= 0), default=len(text))
    return (not items or text[start - 1 : start] == "由") and _TOLD.search(text, start, last) is None


def _open_brackets(
    document: Document, signs: list[int], pairs: list[tuple[int, int]], stop: int
) -> list[Doubt]:
    """Unit brackets that are never closed."""
    text = document.clean.text
    closed = {opening for opening, _ in pairs}
    found = [
        match for at in signs if at not in closed and (match := _OPEN_LABEL.match(text, at, stop)) is not None
    ]
    return [Doubt(document.clean.span(match.start(), match.end()), "bracket_open") for match in found]


def _by_convention(document: Document, findings: list[Finding]) -> list[Finding]:
    """The findings with the first unit of each list made lead, where the document says that it is."""
    text = document.clean.text
    ordered = matches_at(text, _FIRST_LEADS, occurrences(text, "第一", "第1", "首位", "首个", "前"))
    note = CONVENTION.search(text) if next(ordered, None) is not None else None
    if note is None:
        return findings
    begins = note.start()
    sentence = document.clean.text.rfind("\n", 0, begins)
    led = {found.statement for found in findings if found.owner.role == "lead"}
    seen: set[Span] = set()
    changed = []
    for found in findings:
        applies = (
            found.statement.stop > sentence
            and found.statement not in led
            and found.owner.role == "responsible"
        )
        if applies and found.statement not in seen:
            seen.add(found.statement)
            owner = found.owner
            joint = "会同" in document.clean.text[found.statement.start : found.statement.stop]
            if not joint and not is_collective(document.clean.text[owner.start : owner.stop]):
                found = Finding(
                    found.item,
                    Owner(owner.start, owner.stop, "lead", True),
                    "convention-first",
                    found.statement,
                )
        changed.append(found)
    return changed


def _by_mark(document: Document, findings: list[Finding]) -> list[Finding]:
    """The findings with the units lead that bear a sign of which the document says that it marks who leads."""
    text = document.clean.text
    signs = (sign for sign in f"{STARS}*" if sign in text)
    note = _MARKED.search(text) if next(signs, None) is not None else None
    if note is None:
        return findings
    sign = note["sign"] or note["alone"]
    return [
        found._replace(owner=found.owner._replace(role="lead", certain=True), rule="convention-mark")
        if found.owner.role == "responsible"
        and sign in (text[found.owner.start - 1 : found.owner.start], text[found.owner.stop : found.owner.stop + 1])
        else found
        for found in findings
    ]


@dataclass(frozen=True, slots=True)
class CatchAll:
    """Units that a document names once for all tasks after a place of its clean text (统一说明)."""

    start: int
    stop: int
    since: int
    role: str


def catch_alls(document: Document) -> list[CatchAll]:
    """The units that a document names once for many tasks, each wording once (统一说明)."""
    text = document.clean.text
    found: dict[tuple[str, str], CatchAll] = {}
    said = occurrences(text, "不再", "下同")
    for match in _CATCH_ALL.finditer(text) if said else ():
        role = "responsible" if match.group("verb") in ("负责", "落实") else "support"
        since = 0 if match.group("scope") in ("以上", "上述") else match.end()
        for owner in read_owners(text, *match.span("units"), mode="strict", default=role) or []:
            words = text[owner.start : owner.stop]
            found.setdefault((role, words), CatchAll(owner.start, owner.stop, since, role))
    return list(found.values())


def holder(sections: tuple[Section, ...], item: int) -> int:
    """The index of the item that holds a finding: run-ins give theirs to the item above them (所属条目)."""
    while item >= 0 and sections[item].run_in:
        parent = sections[item].parent
        if not parent:
            return item
        while item >= 0 and sections[item].section != parent:
            item -= 1
    return item


def paragraph_of(text: str, position: int) -> tuple[int, int]:
    """The paragraph of a text around a place, for documents without items (段落)."""
    start = text.rfind("\n", 0, position) + 1
    stop = text.find("\n", position)
    return start, stop if stop >= 0 else len(text)


def section_at(starts: list[int], position: int) -> int:
    """The index of the last item that starts at or before a place, -1 if none does (所在条目)."""
    return bisect_right(starts, position) - 1
