"""The tree of a document's numbered items."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fazhi_research.reading.captions import caption_end
from fazhi_research.reading.clean import CleanText, without
from fazhi_research.reading.doubts import Doubt
from fazhi_research.reading.furniture import Furniture
from fazhi_research.reading.grids import Grid
from fazhi_research.reading.markup import escaped, shown
from fazhi_research.reading.spans import Span
from fazhi_research.reading.tree import Node, item_tree


class Section(NamedTuple):
    """A numbered item with everything under it (条目).

    `span` runs from the mark to the start of the next item that is not under this one; `own` ends where the first item
    under it begins. `section` is the id from the place in the tree (`2.1.3`), `parent` that of the item above (empty at the top),
    `depth` its nesting (1 = top). `mark` and `heading` are places; the heading is empty (start = stop) where the item opens with
    body text. `body` tells whether words follow the caption. `run_in` marks 一是, 第一, ① inside a paragraph.
    """

    section: str
    parent: str
    depth: int
    span: Span
    own: Span
    mark: Span
    heading: Span
    body: bool
    family: str
    number: int
    run_in: bool
    clean: Span  # where the own words stand in the clean text


_WORD = re.compile(r"[^。;:,.!? \t\n]")
_MOST = 500  # items that a notebook shows


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's items in order of print, with what was odd about their numbers (条目结构).

    The opening words and every section's own words, joined, are the document exactly. `text` and `furniture` are those of the document, for a notebook
    to show the items in their words.
    """

    opening: Span
    sections: tuple[Section, ...]
    doubts: tuple[Doubt, ...]
    text: str = field(default="", repr=False, compare=False)
    furniture: tuple[Furniture, ...] = field(default=(), repr=False, compare=False)

    def children(self, section: str) -> tuple[Section, ...]:
        """The items directly under one; "" for the top ones (下级条目)."""
        return tuple(item for item in self.sections if item.parent == section)

    def _repr_html_(self) -> str:
        lines = []
        for item in self.sections[:_MOST]:
            mark, heading = (without(self.text, place, self.furniture) for place in (item.mark, item.heading))
            words = escaped(heading) if heading else '<span class="fz-furniture">…</span>'
            shift = f'style="padding-left:{1.6 * (item.depth - 1):.1f}em"'
            lines.append(
                f'<div {shift} title="{item.section}"><span class="fz-mark">{escaped(mark)}</span> {words}</div>'
            )
        over = f", the first {_MOST} shown" if len(self.sections) > _MOST else ""
        doubts = f"; {len(self.doubts)} doubtful numbers 存疑" if self.doubts else ""
        head = f"Outline of {len(self.sections)} items{over}{doubts} 条目结构"
        return shown(head, f'<div class="fz-rows">{"".join(lines)}</div>')


def outline_of(clean: CleanText, length: int, tables: Sequence[Grid] = ()) -> Outline:
    """The outline of a document's clean text, with places in its source of that length (条目结构).

    Numbers inside `tables` count rows, not items.
    """
    nodes, odd = item_tree(clean.text, tables)
    starts = [clean.place(node.start) for node in nodes]
    ends = _ends(nodes)
    ids: list[str] = []
    counts: dict[str, int] = {}
    sections = []
    for index, node in enumerate(nodes):
        parent = ids[node.parent] if node.parent >= 0 else ""
        counts[parent] = counts.get(parent, 0) + 1
        ids.append(f"{parent}.{counts[parent]}" if parent else str(counts[parent]))
        following = nodes[index + 1].start if index + 1 < len(nodes) else len(clean.text)
        source_stop = starts[index + 1] if index + 1 < len(nodes) else length
        outer = starts[ends[index]] if ends[index] < len(nodes) else length
        leaf = ends[index] == index + 1
        heading, body = _caption(clean, node, following, leaf=leaf)
        sections.append(
            Section(
                ids[-1], parent, node.depth, Span(starts[index], outer), Span(starts[index], source_stop),
                clean.span(node.start, node.mark_stop), heading, body, node.family, node.number,
                node.run_in, Span(node.start, following),
            )
        )  # fmt: skip
    doubts = tuple(Doubt(clean.span(start, stop), kind) for start, stop, kind in odd)
    return Outline(Span(0, starts[0] if starts else length), tuple(sections), doubts)


def _ends(nodes: list[Node]) -> list[int]:
    """For each node the index of the first later one that is not under it."""
    ends = [len(nodes)] * len(nodes)
    stack: list[int] = []
    for index, node in enumerate(nodes):
        while stack and nodes[stack[-1]].depth >= node.depth:
            ends[stack.pop()] = index
        stack.append(index)
    return ends


def _caption(clean: CleanText, node: Node, following: int, *, leaf: bool) -> tuple[Span, bool]:
    own = clean.text[node.text_start : following]
    lead = len(own) - len(own.lstrip(" \t\n、.:)"))
    mark = clean.text[node.start : node.mark_stop]
    if node.family == "article" and own.startswith(mark, lead):  # a site may print it twice
        lead += len(mark) + 1
    words = own[lead:].rstrip()
    decimal = node.family.startswith("dotted")
    article = node.family == "article"
    length = (
        caption_end(words, leaf=leaf, run_in=node.run_in, article=article, decimal=decimal) if words else 0
    )
    start = node.text_start + lead
    heading = (
        clean.span(start, start + length)
        if length
        else Span(clean.place(node.mark_stop - 1) + 1, clean.place(node.mark_stop - 1) + 1)
    )
    return heading, _WORD.search(words, length) is not None
