"""Coding a document: which terms stand where, and for which themes."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fazhi_research.coding.codebook import Codebook
from fazhi_research.coding.codebooks import read_codebook
from fazhi_research.coding.owner_strings import owner_strings
from fazhi_research.coding.searchable import SearchText
from fazhi_research.coding.term_scanner import scanner
from fazhi_research.errors import LexiconError
from fazhi_research.reading.documents import Document, require_document
from fazhi_research.reading.folding import fold
from fazhi_research.reading.spans import Span

PARTS = ("heading", "body")
_NONE = Span(1 << 60, 1 << 60)  # after all headings
_GUIDING = re.compile(r"指导思想|总体要求|总体思路|^总体目标$")


class Coding(NamedTuple):
    """A term found in a document, with the theme of a scheme for which it stands (编码).

    `span` is its place, `term` the codebook's spelling of it; `part` tells whether it stands in the heading of an item or in running
    text.
    """

    span: Span
    scheme: str
    theme: str
    term: str
    part: str


def code_themes(
    document: Document,
    *,
    codebook: Codebook | None = None,
    schemes: Sequence[str] | None = None,
    preambles: bool = True,
) -> list[Coding]:
    """The terms of a codebook in a document with their themes, by place, scheme and theme (主题编码).

    Looked for in the folded text less furniture; quotation marks inside a term do not matter, nor does its 、. At each place the longest term counts, within a scheme none
    lies over another, none reaches across the end of a sentence, and owner strings (牵头单位:…) are left out. A sentence may have many themes.
    `schemes` are those coded, by default the codebook's default ones. Without `preambles` the political opening is left out too: what stands before
    the first item, and items headed 指导思想, 总体要求 and the like; it is kept by default, for that is where most of the theme POL is.

    >>> plan = Document("d", "1.深化“放管服”改革。推行“双随机、一公开”监管。(牵头单位:市公安局)")
    >>> [(one.span.of(plan.text), one.theme, one.part) for one in code_themes(plan, schemes=["themes"])]
    [('放管服', 'FUN', 'heading'), ('双随机、一公开', 'FUN', 'body')]
    """
    require_document(document)
    book = codebook or read_codebook()
    names = tuple(book.defaults if schemes is None else schemes)
    for name in names:
        if name not in book.schemes:
            raise LexiconError(f"no scheme is called {name}; there are {', '.join(book.schemes)}")
    blanked = owner_strings(document)
    if not preambles:
        blanked += _preambles(document)
    searched = SearchText(document.clean.text, blanked)
    found = [one for name in names for one in _coded(document, searched, book, name)]
    if len(names) > 1:  # those of one scheme are in order
        found.sort(key=lambda one: (one.span.start, one.span.stop, one.scheme, one.theme))
    return found


def _coded(document: Document, searched: SearchText, book: Codebook, scheme: str) -> Iterator[Coding]:
    found = scanner(book, scheme)
    codes = found.codes
    headings = iter([section.heading for section in document.outline.sections if section.heading])
    heading = next(headings, _NONE)
    place = document.clean.span
    for number, start, stop in found.hits(searched):
        span = place(start, stop)
        begin = span.start
        while heading.stop <= begin:
            heading = next(headings, _NONE)
        part = "body" if begin < heading.start else "heading"
        for theme, term in codes[number]:
            yield Coding(span, scheme, theme, term, part)


def _preambles(document: Document) -> list[tuple[int, int]]:
    """The political opening in the clean text: before the first item, and items of guiding thought."""
    sections = document.outline.sections
    if not sections:
        return []
    found = [(0, sections[0].clean.start)]
    guiding: set[str] = set()
    for section in sections:
        if section.parent in guiding or _GUIDING.search(fold(document.words(section.heading))):
            guiding.add(section.section)
            found.append((section.clean.start, section.clean.stop))
    return found
