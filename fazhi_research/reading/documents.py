"""A document: a slice of a file's text and what is known of it."""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property

from fazhi_research.errors import KindError, kind_of
from fazhi_research.reading.clean import CleanText, without
from fazhi_research.reading.doubts import Doubt
from fazhi_research.reading.extracts import Merged
from fazhi_research.reading.folding import fold
from fazhi_research.reading.furniture import Furniture, find_furniture
from fazhi_research.reading.grids import Grid, find_grids
from fazhi_research.reading.markup import MOST_SHOWN, Found, coloured, escaped, legend, shown
from fazhi_research.reading.outline import Outline, outline_of
from fazhi_research.reading.spans import Span

#: what a notebook colours in a document, and what it is called
_KINDS = {
    "mark": "序号 mark",
    "heading": "标题 heading",
    "furniture": "页码、导航 furniture",
    "doubt": "存疑 doubt",
}


@dataclass(frozen=True, repr=False)
class Document:
    """A policy document with its text and metadata (政策文件).

    `text` is exactly the slice [`span.start`, `span.stop`) of the text of `file`. Everything found in the document is placed by
    offsets in `text`. Metadata that neither text nor manifest state are empty strings; `doubts` are those about the metadata.
    `merged` are the empty cells that a cell of the row above reaches into, where the format of the file tells.
    """

    document: str
    text: str
    file: str = ""
    span: Span = field(default=Span(0, 0))
    metadata: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    merged: Merged = ()

    def __repr__(self) -> str:
        return f"<Document {self.document} {self.genre} {len(self.text)} characters>"

    @property
    def title(self) -> str:
        """The document's own title (标题)."""
        return self.metadata.get("title", "")

    @property
    def genre(self) -> str:
        """The genre: program, plan, opinion, notice, work_points, report, self_inspection, speech or other (文种)."""
        return self.metadata.get("genre", "other")

    @cached_property
    def folded(self) -> str:
        """The text folded character for character (折叠文本)."""
        return fold(self.text)

    @cached_property
    def furniture(self) -> tuple[Furniture, ...]:
        """Page numbers, navigation and broken lines, in order (页码、导航)."""
        return find_furniture(self.folded)

    @cached_property
    def clean(self) -> CleanText:
        """The folded text less its furniture, with the way back (净文本)."""
        return CleanText(self.folded, self.furniture)

    @cached_property
    def outline(self) -> Outline:
        """The tree of numbered items (条目结构)."""
        found = outline_of(self.clean, len(self.text), self.grids)
        return replace(found, text=self.text, furniture=self.furniture)

    @cached_property
    def grids(self) -> list[Grid]:
        """The division-of-labour tables in the clean text (任务分工表)."""
        return find_grids(self.clean.text)

    @cached_property
    def merged_cells(self) -> frozenset[tuple[int, int]]:
        """The cells, by the place of their row in the clean text and their column, that go on with the row above (合并单元格)."""
        return frozenset((self.clean.back(start), column) for start, column in self.merged)

    def words(self, span: Span) -> str:
        """The original words at a place, less the furniture inside (原文词句)."""
        if not self.furniture:
            return self.text[span.start : span.stop]
        stops = self._furniture_stops
        at = bisect_right(stops, span.start)
        if at == len(stops) or self.furniture[at].span.start >= span.stop:  # most spans
            return self.text[span.start : span.stop]
        return without(self.text, span, self.furniture)

    def _repr_html_(self) -> str:
        found: list[Found] = []
        for item in self.outline.sections:
            found += [
                (item.mark, "mark", _KINDS["mark"]),
                (item.heading, "heading", f"{_KINDS['heading']} {item.section}"),
            ]
        found += [
            (piece.span, "furniture", f"{_KINDS['furniture']}: {piece.kind}") for piece in self.furniture
        ]
        doubts = (*self.doubts, *self.outline.doubts)
        found += [(doubt.span, "doubt", f"{_KINDS['doubt']}: {doubt.kind}") for doubt in doubts]
        about = [
            self.genre,
            *(self.metadata.get(name, "") for name in ("jurisdiction", "issuer", "number", "issued")),
        ]
        note = f"{escaped(' · '.join(filter(None, about)))}<br>{legend(_KINDS)}"
        over = len(self.text) - MOST_SHOWN
        body = coloured(self.text, found, Span(0, min(len(self.text), MOST_SHOWN)))
        more = (
            f'<div class="fz-note">… and {over:,} characters more: print(document.text)</div>'
            if over > 0
            else ""
        )
        return shown(f"{self.document}  {self.title}", f'<div class="fz-text">{body}</div>{more}', note)

    @cached_property
    def _furniture_stops(self) -> list[int]:
        return [piece.span.stop for piece in self.furniture]


def require_document(document: object) -> None:
    """Raise KindError unless this is a document (文件检查)."""
    if not isinstance(document, Document):
        raise KindError(
            f"a document is wanted, not {kind_of(document)}: give a Document, fz.read_corpus(...)[id] or fz.Document(id, text)."
        )


def parse_outline(document: Document) -> Outline:
    """The tree of a document's numbered items (条目结构).

    Any text has one: words without marks are all opening words.

    >>> outline = parse_outline(Document("d", "一、总体要求\\n(一)目标。到2025年完成。"))
    >>> [(item.section, item.depth) for item in outline.sections]
    [('1', 1), ('1.1', 2)]
    """
    require_document(document)
    return document.outline
