"""A PDF with a text layer: its lines, page by page."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from fazhi_research.errors import ReadError
from fazhi_research.reading.extracts import Extract, merged_places
from fazhi_research.reading.pdf_paragraphs import PrintedLine
from fazhi_research.reading.pdf_rules import page_rules, turned, turned_box
from fazhi_research.reading.pdf_sheets import Sheet, joined_sheets
from fazhi_research.reading.pdf_streams import guard_streams
from fazhi_research.reading.ruled_tables import Glyph, RuledTable, ruled_tables
from fazhi_research.reading.table_headers import is_table_header

_BROKEN = "it is no PDF or a broken one: open it in a PDF viewer and save or print it as PDF again"
_ENCRYPTED = "it is encrypted: open it with its password and save it without one"
_SCANNED = "it has no text on most pages, as scans do: run text recognition (OCR) on it first"
_UNMAPPED = "its fonts do not say which characters they draw: print it to PDF again or run text recognition (OCR) on it"
_LONG = "it has {} pages, more than {}: split it into several files"
_INSTALL = 'reading PDF needs a further package: pip install "fazhi-research[documents]"'
_FEW = 10  # characters: a page with fewer is a picture
_MOST_PAGES = 5_000
_WIDE_GAP = 0.8  # of a character's width: a space as wide was meant
_EDGE = 3  # how many lines at the top and foot of a page may be its header and footer

_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60，。；：、（）《》〈〉“”‘’〔〕【】"
_SPACE_AT_HAN = re.compile(
    rf"(?<=[{_HAN}])[ \xa0]{{1,3}}(?=[{_HAN}0-9])|(?<=[0-9])[ \xa0]{{1,3}}(?=[{_HAN}])"
)
_UNKNOWN = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_LINE_END = re.compile(r"\r\n?")
_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_LOOKED_AT = 6  # characters of a line that tell its size: the boxes of some fonts are those of the strokes
_HAN_SIGN = re.compile("[\u4e00-\u9fff]")
_BARE = re.compile(r"[ ]{0,9}[0-9]{1,4}[ ]{0,9}")
_PAGE_NUMBER = re.compile(r"[ ]{0,9}(?:[—–―\-~·]|第[ ]?[0-9]{1,4}[ ]?页)")
# The mark of an item that needs a blank behind it.
_FIGURE = re.compile(r"[ ]{0,9}(?:[0-9]{1,2}|第[一二三四五六七八九十百零〇0-9]{1,6}[条章节编])")
# What a browser prints at the edges of a page: when, and from which address.
_BROWSER = re.compile(
    r"(?:\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4},?[ ]*(?:[上下]午)?[ ]?\d{1,2}:\d\d(?::\d\d)?(?:[ ]?[AP]M)?|(?:file|https?)://\S+(?:[ ]+\d{1,4}/\d{1,4})?)(?=$|[ ])"
)
_SENTENCE = re.compile("[。；，;,]")
_DIGITS = re.compile(r"[0-9]+")


def read_pdf(data: bytes) -> Extract:
    """The lines of a PDF with a text layer (PDF 文档).

    Lines stay as printed, but those of one paragraph are joined where its first line has an indent; page numbers such as `— 3 —` on lines of their own; headers and footers that most pages repeat, and bare
    page numbers, are dropped. A table with drawn lines gives one line a row, its cells parted by tabs; it goes on over pages. A space next to a Chinese character is kept only where the page leaves a gap of its width. Raises
    `ReadError` for a file that is broken, encrypted, scanned, packed like a bomb, or whose fonts hide their characters.
    """
    guard_streams(data)
    sheets = list(_pages(data))
    empty = sum(len("".join("".join(sheet.signs).split())) < _FEW for sheet in sheets)
    if 2 * empty > len(sheets) or not sheets:
        raise ReadError(_SCANNED)
    lines = _without_repeats(joined_sheets(sheets))
    text = "\n".join(lines)
    if 10 * len(_UNKNOWN.findall(text)) > 3 * len(text):
        raise ReadError(_UNMAPPED)
    return Extract(text + "\n", "pdf", merged=tuple(merged_places(lines)))


def _pages(data: bytes) -> Iterator[Sheet]:
    """The text and the tables of each page."""
    try:
        import pypdfium2
    except ImportError:
        raise ReadError(_INSTALL) from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(_ENCRYPTED if "assword" in str(error) else _BROKEN) from None
    try:
        if len(document) > _MOST_PAGES:
            raise ReadError(_LONG.format(len(document), _MOST_PAGES))
        for number in range(len(document)):
            page = document[number]
            layer = page.get_textpage()
            rotation = int(page.get_rotation())
            yield _page_sheet(_Characters(layer, rotation), ruled_tables(*page_rules(page, rotation)))
            layer.close()
            page.close()
    except pypdfium2.PdfiumError:
        raise ReadError(_BROKEN) from None
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class _Characters:
    """The characters of a page with their places as the page is shown."""

    layer: Any
    rotation: int

    def text(self) -> str:
        return str(self.layer.get_text_range()).replace("\ufffe", "-").replace("\x02", "-")

    def box(self, at: int) -> tuple[float, float, float, float]:
        """The left, low, right and high edge of a character."""
        return turned_box(self.layer.get_charbox(at, loose=True), self.rotation)

    def origin(self, at: int) -> tuple[float, float]:
        """The point on the base of its line from which a character is drawn."""
        from pypdfium2 import raw

        across, base = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self.layer, at, across, base)
        return turned((across.value, base.value), self.rotation)

    def is_made(self, at: int) -> bool:
        """Whether a character is none of the file's: pdfium puts spaces into gaps."""
        from pypdfium2 import raw

        return bool(raw.FPDFText_IsGenerated(self.layer, at) == 1)


def _page_sheet(signs: _Characters, tables: Sequence[RuledTable]) -> Sheet:
    """A page's characters with single line ends, less the spaces that only the spacing of digits and characters made, its lines and tables."""
    text = signs.text()
    placed = signs.layer.count_chars() == len(text)
    kept = list(text)
    for match in _SPACE_AT_HAN.finditer(text):
        meant = placed and (
            _is_wide(signs, match.start() - 1, match.end()) or _parts_a_mark(signs, text, match.start())
        )
        kept[match.start() : match.end()] = [" " if meant else "", *[""] * (len(match.group()) - 1)]
    for match in _LINE_END.finditer(text):
        kept[match.start() : match.end()] = ["\n", *[""] * (len(match.group()) - 1)]
    inside = [-1] * len(text)
    if not placed:
        return Sheet(kept, [], [], inside)
    if tables:
        inside = [_table_of(signs, tables, at, sign) for at, sign in enumerate(text)]
    lines = [
        _printed(signs, text, *match.span()) for match in _LINE.finditer(text) if inside[match.start()] < 0
    ]
    return Sheet(kept, lines, list(tables), inside)


def _printed(signs: _Characters, text: str, start: int, stop: int) -> PrintedLine:
    """A line of a page with its place."""
    left, low, _, high = signs.box(start)
    boxes = [signs.box(sign.start()) for sign in islice(_HAN_SIGN.finditer(text, start, stop), _LOOKED_AT)]
    wide = sorted(box[2] - box[0] for box in boxes)
    size = wide[len(wide) // 2] if wide else high - low
    return PrintedLine(text[start:stop], start, stop, left, signs.box(stop - 1)[2], low, max(size, 1.0))


def _table_of(signs: _Characters, tables: Sequence[RuledTable], at: int, sign: str) -> int:
    """The table in which a character stands, which takes it in; -1 if it stands in none, or is a blank that nobody typed."""
    if sign.isspace() and (sign != " " or signs.is_made(at)):
        return -1
    glyph = Glyph(sign, *signs.box(at), *signs.origin(at))
    return next((number for number, table in enumerate(tables) if table.take(glyph)), -1)


def _is_wide(signs: _Characters, before: int, after: int) -> bool:
    """Whether the gap between two characters of a page is as wide as a character."""
    left, _, right, _ = signs.box(before)
    following = signs.box(after)
    return following[0] - right > _WIDE_GAP * max(right - left, following[2] - following[0])


def _parts_a_mark(signs: _Characters, text: str, at: int) -> bool:
    """Whether a typed space parts a mark that opens a line from the words behind it: 1 健全制度, 第八条 规定."""
    start = text.rfind("\n", 0, at) + 1
    return _FIGURE.fullmatch(text, start, at) is not None and not signs.is_made(at)


def _without_repeats(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages but headers and footers that most pages have, and bare numbers that count the pages."""
    edges = _Edges(pages)
    kept: list[str] = []
    for index, page in enumerate(pages):
        dropped = edges.dropped(index)
        kept += [line for at, line in enumerate(page) if at not in dropped]
    return kept


class _Edges:
    """The first and last lines of all pages, and what most pages have there."""

    def __init__(self, pages: Sequence[Sequence[str]]) -> None:
        self.pages = pages
        self.most = len(pages) // 2 + 1
        self.shapes: Counter[str] = Counter()
        self.starts: Counter[int] = Counter()  # by what a bare number is ahead of the page's place
        for index, page in enumerate(pages):
            near = {at for edge in self._of(page) for at in edge}
            self.shapes.update({_shape(page[at]) for at in near})
            self.starts.update({int(page[at]) - index for at in near if _BARE.fullmatch(page[at])})

    def _of(self, page: Sequence[str]) -> tuple[list[int], list[int]]:
        """The lines at the top of a page and those at its foot, from the edge inwards."""
        solid = [at for at, line in enumerate(page) if line.strip()]
        return solid[:_EDGE], solid[: -_EDGE - 1 : -1]

    def dropped(self, index: int) -> set[int]:
        """The lines of a page that others repeat, as far inwards as they follow each other; numbers such as — 3 — stay."""
        page, found = self.pages[index], set()
        for edge in self._of(page):
            for at in edge:
                if self._repeats(page[at], index):
                    found.add(at)
                elif not _PAGE_NUMBER.match(page[at]):
                    break
        return found

    def _repeats(self, line: str, index: int) -> bool:
        if _BARE.fullmatch(line):
            return self.starts[int(line) - index] >= max(2, self.most)
        if _BROWSER.match(line):
            return len(self.pages) > 1 or line.rstrip().endswith("1/1")
        if _PAGE_NUMBER.match(line) or _SENTENCE.search(line) or is_table_header(line):
            return False
        return self.shapes[_shape(line)] >= max(3, self.most)


def _shape(line: str) -> str:
    """A line as it is on every page, whatever the page's number."""
    return _DIGITS.sub("0", "".join(line.split()))
