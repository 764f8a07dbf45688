"""A PDF with a text layer: its lines, page by page."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from fazhi_research.errors import ReadError
from fazhi_research.reading.extracts import Extract
from fazhi_research.reading.pdf_paragraphs import PrintedLine
from fazhi_research.reading.pdf_rules import page_rules
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
_FIGURE = re.compile(r"[ ]{0,9}[0-9]{1,2}")
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
    text = "\n".join(_without_repeats(joined_sheets(sheets)))
    if 10 * len(_UNKNOWN.findall(text)) > 3 * len(text):
        raise ReadError(_UNMAPPED)
    return Extract(text + "\n", "pdf")


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
            yield _page_sheet(layer, ruled_tables(*page_rules(page)))
            layer.close()
            page.close()
    except pypdfium2.PdfiumError:
        raise ReadError(_BROKEN) from None
    finally:
        document.close()


def _page_sheet(layer: Any, tables: Sequence[RuledTable]) -> Sheet:
    """A page's characters with single line ends, less the spaces that only the spacing of digits and characters made, its lines and tables."""
    text = str(layer.get_text_range()).replace("\ufffe", "-").replace("\x02", "-")
    places = layer.count_chars() == len(text)
    signs = list(text)
    for match in _SPACE_AT_HAN.finditer(text):
        meant = places and (
            _is_wide(layer, match.start() - 1, match.end()) or _parts_a_mark(layer, text, match.start())
        )
        signs[match.start() : match.end()] = [" " if meant else "", *[""] * (len(match.group()) - 1)]
    for match in _LINE_END.finditer(text):
        signs[match.start() : match.end()] = ["\n", *[""] * (len(match.group()) - 1)]
    if not places:
        return Sheet(signs, [], [], [-1] * len(signs))
    inside = (
        [_table_of(layer, tables, at, sign) for at, sign in enumerate(text)] if tables else [-1] * len(text)
    )
    lines = [
        _printed(layer, text, *match.span()) for match in _LINE.finditer(text) if inside[match.start()] < 0
    ]
    return Sheet(signs, lines, list(tables), inside)


def _printed(layer: Any, text: str, start: int, stop: int) -> PrintedLine:
    """A line of a page with its place."""
    left, low, right, high = layer.get_charbox(start, loose=True)
    wide = [
        box[2] - box[0]
        for sign in islice(_HAN_SIGN.finditer(text, start, stop), _LOOKED_AT)
        for box in (layer.get_charbox(sign.start(), loose=True),)
    ]
    size = sorted(wide)[len(wide) // 2] if wide else high - low
    right = layer.get_charbox(stop - 1, loose=True)[2]
    return PrintedLine(text[start:stop], start, stop, left, right, low, max(size, 1.0))


def _table_of(layer: Any, tables: Sequence[RuledTable], at: int, sign: str) -> int:
    """The table in which a character stands, which takes it in; -1 if it stands in none, or is a blank that nobody typed."""
    if sign.isspace() and (sign != " " or _is_made(layer, at)):
        return -1
    from pypdfium2 import raw

    across, base = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(layer, at, across, base)
    glyph = Glyph(sign, *_box(layer, at), across.value, base.value)
    return next((number for number, table in enumerate(tables) if table.take(glyph)), -1)


def _is_wide(layer: Any, before: int, after: int) -> bool:
    """Whether the gap between two characters of a page is as wide as a character."""
    left, low, right, high = layer.get_charbox(before, loose=True)
    gap = layer.get_charbox(after, loose=True)[0] - right
    return bool(gap > _WIDE_GAP * max(right - left, high - low))


def _box(layer: Any, at: int) -> tuple[float, float, float, float]:
    left, low, right, high = layer.get_charbox(at, loose=True)
    return float(left), float(low), float(right), float(high)


def _parts_a_mark(layer: Any, text: str, at: int) -> bool:
    """Whether a typed space parts a figure that opens a line from the words behind it: 1 健全制度."""
    start = text.rfind("\n", 0, at) + 1
    return _FIGURE.fullmatch(text, start, at) is not None and not _is_made(layer, at)


def _is_made(layer: Any, at: int) -> bool:
    """Whether a character is none of the file's: pdfium puts spaces into gaps."""
    from pypdfium2 import raw

    return bool(raw.FPDFText_IsGenerated(layer, at) == 1)


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
