"""Which marks open items, and how the items nest."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_research.reading.cells import in_row
from fazhi_research.reading.contents import without_contents
from fazhi_research.reading.grids import Grid, in_grid
from fazhi_research.reading.lost_marks import with_lost
from fazhi_research.reading.marks import RANKS, RUN_IN, Mark, find_marks, with_bare_figures
from fazhi_research.reading.occurrences import openings
from fazhi_research.reading.run_together import runs_on

_SENTENCE_END = "。;!?"
_BEFORE_RUN_IN = "。;!?:,、”)》…"
_NOT_BEFORE_RUN_IN = "统唯之第其专不单万同"
_ATTACHMENT = re.compile(
    r"(?m)[ \t]*附[ ]?(?:件|表|录)?[ ]?[一二三四五六七八九十\d]{0,2}(?:[ ]?(?P<list>[:].*)|(?<=\d)[ ]{1,2}[\u4e00-\u9fff“][^\n。,;:\t]{3,40})?[ \t]*$"
)
_NOTES = re.compile(r"(?m)[ \t]*(?:附[ ]?(?:件|表|录)?[ ]?[一二三四五六七八九十\d]{0,2}|注|备注)[ ]?[:].*$")
# Attachments one to a line; a name may go on below.
_LISTED = re.compile(
    r"(?:(?:\n[ \t]*[\u4e00-\u9fff][^\n。:,]{3,30})?\n(?:[ \t]*\n)?[ \t]*\d{1,2}[ ]?[.、][^\n]{1,60})*"
)
_GOES_ON = re.compile(r"[ \t:]|[\u4e00-\u9fff(《“]|$")
_CONTENTS = re.compile(r"(?:[.…·]{3,}|\t)[ ]*\d{1,3}[ \t]*$")

Odd = tuple[int, int, str]


class Node(NamedTuple):
    """An item as found in a clean text; `parent` is the index of the item above, -1 at the top (条目)."""

    start: int
    mark_stop: int
    text_start: int
    depth: int
    parent: int
    family: str
    number: int
    run_in: bool
    at_line: bool


def item_tree(text: str, tables: Sequence[Grid] = ()) -> tuple[list[Node], list[Odd]]:
    """The items of a clean text in order with their nesting, and what is odd about their numbers (条目树).

    Never fails: a text without marks has no items. Takes time linear in the length of the text.
    """
    marks = with_lost(text, _candidates(text))
    if tables:
        marks = [mark for mark in marks if not in_grid(tables, mark.start)]
    resets = [match.start() for match in openings(text, _ATTACHMENT, "附") if match.group("list") is None]
    grower = _Grower(text, marks, resets)
    for index in range(len(marks)):
        grower.add(index)
    return grower.nodes, grower.odd


def _candidates(text: str) -> list[Mark]:
    """The marks whose surroundings allow an item to open there."""
    lists = _attachment_lists(text)
    starts = [start for start, _ in lists]
    rows = text.count("\t") > 1 or "|" in text
    kept: list[Mark] = []
    last: dict[str, int] = {}  # the number of each kind that was kept last
    for mark in with_bare_figures(text, without_contents(text, find_marks(text))):
        at = bisect_right(starts, mark.start) - 1
        if at >= 0 and mark.start < lists[at][1]:
            continue
        if rows and in_row(text, mark.start):
            continue
        if mark.at_line:
            opens = not _listed(text, mark)
        else:
            opens = _may_open_inline(text, mark) or runs_on(text, kept, mark, last.get(mark.family, 0))
        if opens:
            kept.append(mark)
            last[mark.family] = mark.number
    return kept


def _attachment_lists(text: str) -> list[tuple[int, int]]:
    """Stretches that list attachments (附件:1.…) or notes (注:1.…); their numbers number no items."""
    found = []
    for match in openings(text, _NOTES, "附", "注", "备注"):
        follow = _LISTED.match(text, match.end())
        found.append((match.start(), follow.end() if follow else match.end()))
    return found


def _listed(text: str, mark: Mark) -> bool:
    """Whether a mark at a line start belongs to a table of contents or to no item at all."""
    stop = text.find("\n", mark.stop)
    line = text[mark.stop : stop if stop >= 0 else len(text)]
    if mark.family == "article" and not line.startswith(
        text[mark.start : mark.stop]
    ):  # a site may print it twice
        return not _GOES_ON.match(line) or line.startswith(("规定", "的", "第", "、", "至", "和"))
    return line.rstrip(" \t")[-1:].isdecimal() and _CONTENTS.search(line) is not None


def _may_open_inline(text: str, mark: Mark) -> bool:
    before = text[mark.start - 1] if mark.start else ""
    gap = before in " \t"
    position = mark.start
    while position and text[position - 1] in " \t":
        position -= 1
    last = text[position - 1] if position else ""
    if mark.family == "named":
        return False
    if mark.family == "run_is":
        return (
            last in _BEFORE_RUN_IN
            or ("\u4e00" <= last <= "\u9fff" and last not in _NOT_BEFORE_RUN_IN)
            or last == "\n"
        )
    if mark.rank >= RUN_IN:
        return last in _BEFORE_RUN_IN or gap
    if mark.family in ("part", "chapter", "section", "article"):
        return (last in _SENTENCE_END and (gap or text[mark.stop : mark.stop + 1] == " ")) or (
            gap and text[mark.stop : mark.stop + 1] in (" ", "\t")
        )
    if mark.family in ("han_bracket", "arabic_bracket", "arabic", "dotted2", "dotted3", "dotted4"):
        return last in _SENTENCE_END + ":”)》〕]】" or (gap and mark.start - position >= 2)
    return last in _SENTENCE_END + ":”)〕]】" or gap


class _Grower:
    """Takes the marks in order and hangs each where its numbering says."""

    def __init__(self, text: str, marks: list[Mark], resets: list[int]) -> None:
        self.nodes: list[Node] = []
        self.odd: list[Odd] = []
        self._text = text
        self._marks = marks
        self._resets = resets
        self._open: list[Node] = []  # the items under which the next one may stand, and their indices
        self._indices: list[int] = []
        self._series: dict[str, int] = {}
        self._following = _following(marks)
        self._run_ins_seen: set[str] = set()
        self._deeper = ""  # the numbering last used below the top
        self._lost_top = sum(mark.number == 0 for mark in marks) > 2
        self._lined = text.count("\n") * 200 > len(text)

    def add(self, index: int) -> None:
        mark = self._marks[index]
        self._cross_resets(mark.start)
        if mark.rank >= RUN_IN:
            self._add_run_in(index)
            return
        if mark.number == 0:
            mark = self._found_again(index)
            self._marks[index] = mark
        if not mark.at_line and self._goes_on_with_list(mark):
            self._push(mark._replace(family="circled"), len(self._open) - 1, run_in=True)
            return
        level = self._level(index)
        if not mark.at_line and not self._expected(mark, level) and not self._heads_decimals(index):
            return
        inner_list = not mark.at_line and self._is_inner_list(mark)
        if inner_list:
            mark = mark._replace(family="circled")
        self._doubt_number(mark, level)
        self._push(mark, level if not inner_list else len(self._open), run_in=inner_list)

    def _found_again(self, index: int) -> Mark:
        """A mark whose numeral was lost, in the series it belongs to.

        It is the top one unless that goes on without a gap; then it is the deepest one that is open, or was last.
        """
        mark = self._marks[index]
        level = self._without_run_ins()
        top = next((self._open[at] for at in range(level) if self._open[at].family == mark.family), None)
        following = self._following[index]
        if top is None or following not in (0, top.number + 1) or self._lost_top:
            return mark
        deeper = self._open[level - 1].family if level >= 2 else self._deeper
        return mark._replace(family=deeper or mark.family)

    def _cross_resets(self, position: int) -> None:
        while self._resets and self._resets[0] < position:
            self._resets.pop(0)
            self._open.clear()
            self._indices.clear()
            self._series.clear()

    def _level(self, index: int) -> int:
        """How many of the open items stay open above this mark."""
        mark = self._marks[index]
        same = [at for at, node in enumerate(self._open) if node.family == mark.family]
        if same and self._lists_below_decimal(index):
            return self._without_run_ins()
        if same:
            fits = [at for at in same if self._open[at].number + 1 == mark.number]
            if fits:
                return fits[-1]
            if (
                mark.number == 1
                and mark.family == "han"
                and self._following[index] == 2
                and self._open[same[-1]].number >= 1
            ):
                return self._without_run_ins()
            return same[-1]
        level = len(self._open)
        while level and (self._open[level - 1].run_in or RANKS[self._open[level - 1].family] >= mark.rank):
            above = self._open[level - 1]
            if not above.run_in and (
                self._hangs_below(mark, above) or (mark.number == 1 and self._resumes(index, above))
            ):
                break
            level -= 1
        return level

    def _heads_decimals(self, index: int) -> bool:
        """Whether 1. stands right above 1.1."""
        mark, following = self._marks[index], self._marks[index + 1 : index + 2]
        if mark.family != "arabic" or not following or following[0].family != "dotted2":
            return False
        return self._text.startswith(f"{mark.number}.", following[0].start)

    def _lists_below_decimal(self, index: int) -> bool:
        """Whether 1. begins a list under 1.3, which it neither follows nor stands above."""
        mark, level = self._marks[index], self._without_run_ins()
        below = level > 0 and self._open[level - 1].family.startswith("dotted")
        return below and mark.family == "arabic" and mark.number == 1 and not self._heads_decimals(index)

    def _without_run_ins(self) -> int:
        level = len(self._open)
        while level and self._open[level - 1].run_in:
            level -= 1
        return level

    def _resumes(self, index: int, above: Node) -> bool:
        """Whether the series of an item goes on after a series of customarily higher marks that starts inside it."""
        mark = self._marks[index]
        if above.family == mark.family or above.number != 1 or not mark.at_line:
            return False
        for later in self._marks[index + 1 : index + 60]:
            if not later.at_line or later.rank >= RUN_IN:
                continue
            if later.family == above.family:
                return later.number == above.number + 1 and later.number != 1
            if later.rank < mark.rank:
                return False
        return False

    def _hangs_below(self, mark: Mark, above: Node) -> bool:
        """Whether 第一条 stands right below the caption of 二、, so that the articles are its items."""
        if mark.family != "article" or above.family != "han" or not mark.at_line:
            return False
        caption = self._text[above.text_start : mark.start].strip()
        return 0 < len(caption) <= 20 and "。" not in caption and "\n" not in caption

    def _expected(self, mark: Mark, level: int) -> bool:
        """Whether a mark inside a line is the next of an open series, or opens a deeper one."""
        last = (
            self._open[level].number
            if level < len(self._open) and self._open[level].family == mark.family
            else None
        )
        if last is not None:
            return mark.number == last + 1
        return mark.number in (1, self._series.get(mark.family, 0) + 1)

    def _goes_on_with_list(self, mark: Mark) -> bool:
        """Whether a number in mid-line is the next point of a list inside a sentence."""
        if not self._open or mark.family not in ("arabic", "arabic_bracket"):
            return False
        last = self._open[-1]
        return last.run_in and last.family == "circled" and mark.number == last.number + 1

    def _is_inner_list(self, mark: Mark) -> bool:
        """Whether a number in mid-line begins to count the points of a paragraph (…如下:1.…;2.…) rather than items.

        Where the lines of a text are its paragraphs, items open lines; only where a whole text was run together do they not.
        """
        if mark.number != 1 or mark.family not in ("arabic", "arabic_bracket") or not self._open:
            return False
        return self._lined and self._open[-1].at_line

    def _add_run_in(self, index: int) -> None:
        mark = self._marks[index]
        outer = self._without_run_ins()
        same = [at for at in range(outer, len(self._open)) if self._open[at].family == mark.family]
        last = self._open[same[-1]].number if same else 0
        before = self._text[mark.start - 1 : mark.start]
        opens_sentence = mark.at_line or before in (*"。;!?: \t",)
        if mark.number == 1:
            cut = before == "。" and mark.family == "run_is" and index == len(self._marks) - 1  # a text cut behind 一是
            fits = self._following[index] == 2 or cut or (mark.at_line and self._alone_is_run_in(mark))
        else:
            strays = opens_sentence and mark.family == "run_is" and (last > 0 or mark.number == 2)
            fits = mark.number == last + 1 > 1 or (strays and mark.number > last)
        if not fits or not (opens_sentence or mark.family == "run_is" or before in (*",、”)》",)):
            return
        if not same and mark.number != 1:
            self.odd.append((mark.start, mark.stop, "number_skipped"))
        self._run_ins_seen.add(mark.family)
        self._push(mark, same[-1] if same else len(self._open), run_in=True)

    def _alone_is_run_in(self, mark: Mark) -> bool:
        """Whether a first point that no second follows, in a truncated text say, counts all the same."""
        return mark.family == "run_is" or mark.family in self._run_ins_seen

    def _doubt_number(self, mark: Mark, level: int) -> None:
        series = self._series.get(mark.family, 0)
        sibling = level < len(self._open) and self._open[level].family == mark.family
        last = self._open[level].number if sibling else 0
        if mark.number == 0:
            self.odd.append((mark.start, max(mark.stop, mark.start + 1), "number_lost"))
        elif mark.number in (last + 1, series + 1):
            return
        elif mark.number == last:
            self.odd.append((mark.start, mark.stop, "number_repeated"))
        elif mark.number == 1:
            self.odd.append((mark.start, mark.stop, "mark_uncertain"))
        else:
            self.odd.append((mark.start, mark.stop, "number_skipped"))

    def _push(self, mark: Mark, level: int, *, run_in: bool) -> None:
        parent = self._indices[level - 1] if level else -1
        start, stop, family, number, at_line = mark
        node = Node(start, stop, stop, level + 1, parent, family, number, run_in, at_line)
        del self._open[level:], self._indices[level:]
        self._open.append(node)
        self._indices.append(len(self.nodes))
        self.nodes.append(node)
        if not run_in:
            self._series[family] = number
            self._deeper = family if level else self._deeper


def _following(marks: list[Mark]) -> list[int]:
    """For each mark the number of the next one of its family, 0 if none follows."""
    later: dict[str, int] = {}
    found = [0] * len(marks)
    for index in range(len(marks) - 1, -1, -1):
        found[index] = later.get(marks[index].family, 0)
        later[marks[index].family] = marks[index].number
        if marks[index].family in ("han", "chapter", "part"):
            for family in ("run_is", "run_nth", "run_its"):
                later.pop(family, None)
    return found
