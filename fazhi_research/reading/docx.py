"""A Word document: its paragraphs with the numbers Word prints, and its tables."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from fazhi_research.errors import ReadError
from fazhi_research.reading.archives import UNREADABLE, guard_size
from fazhi_research.reading.extracts import Extract, RowLine, merged_places
from fazhi_research.reading.numbering import Numbering

#: An element of a parsed part; the parser ships no types of its own.
Element = Any

_LARGEST = 50_000_000
_LONGEST_CHAIN = 20  # of styles, each based on the next
_BROKEN = (
    "it is no Word document or a broken one: open it in Word, WPS or LibreOffice and save it again as .docx"
)
_PASSED_THROUGH = frozenset(
    "sdt sdtContent customXml smartTag ins moveTo hyperlink fldSimple AlternateContent Choice".split()
)
_DROPPED = frozenset(
    "del moveFrom Fallback rt".split()
)  # deleted words, doubles of text boxes, pinyin over characters
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NO_SPACE_AFTER = "、）)．，：:。"
_INSTALL = 'reading a Word document needs the package lxml: pip install "lxml>=6.0"'


def read_docx(data: bytes) -> Extract:
    """The words of a Word document, one line a paragraph and one line a table row (Word 文档).

    Numbers that Word generates (一、 第三条 （1） ①) are written out. Insertions under review are part of the text, deletions are not; text
    boxes follow the paragraph that holds them; headers, footers, notes and the table of contents are left out. Cells are joined by
    a tab; a merged cell is read once and is empty where it continues; line ends in a cell become spaces. Raises `ReadError`
    for a file that is broken, that would unpack to a size only bombs have, or that declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            lines = _Document(archive).lines()
    except UNREADABLE:
        raise ReadError(_BROKEN) from None
    text = "\n".join(lines)
    if not text.strip():
        raise ReadError(
            "the document holds no words (perhaps pictures of pages): run text recognition (OCR) first"
        )
    return Extract(text + "\n", "docx", merged=tuple(merged_places(lines)))


class _Document:
    """The parts of an open document and the state of its lists."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = {info.filename: info for info in archive.infolist()}
        main = self._related("").get("officeDocument", "word/document.xml")
        related = self._related(main)
        folder = posixpath.dirname(main)
        self.body = self._part(main)
        if self.body is None:
            raise ReadError(_BROKEN)
        self.numbering = Numbering.of(
            self._part(related.get("numbering", posixpath.join(folder, "numbering.xml")))
        )
        self.styles = _styles(self._part(related.get("styles", posixpath.join(folder, "styles.xml"))))

    def _related(self, part: str) -> dict[str, str]:
        """The parts that a part refers to, by the last word of the relation's kind."""
        folder, name = posixpath.split(part)
        root = self._part(posixpath.join(folder, "_rels", name + ".rels"))
        found: dict[str, str] = {}
        for each in () if root is None else root:
            if isinstance(each.tag, str) and each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
                found.setdefault(each.get("Type", "").rsplit("/", 1)[-1], target)
        return found

    def _part(self, name: str) -> Element:
        """A part of the document, parsed; None if there is none."""
        try:
            from lxml import etree
        except ImportError:
            raise ReadError(_INSTALL) from None

        info = self.names.get(name)
        if info is None:
            return None
        guard_size([info], _LARGEST)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self.archive.read(info), parser)
        except etree.LxmlError:
            raise ReadError(_BROKEN) from None
        if root.getroottree().docinfo.doctype:
            raise ReadError("it declares a document type, as Word never does and attacks do: not read")
        return root

    def lines(self) -> list[str]:
        """The lines of the body."""
        bodies = [each for each in self.body if _local(each) == "body"]
        if not bodies:
            raise ReadError(_BROKEN)
        return list(_Story(self, bodies[0]).lines())


def _local(element: Element) -> str:
    """An element's name without its namespace: transitional, strict and older documents differ only in that."""
    tag = element.tag
    return tag[tag.find("}") + 1 :] if isinstance(tag, str) else ""


def _child(element: Element, *names: str) -> Element:
    """The descendant that a chain of names leads to; None if there is none."""
    for name in names:
        element = next((each for each in element if _local(each) == name), None)
        if element is None:
            return None
    return element


def _value(element: Element, name: str = "val") -> str:
    """An attribute in the element's own namespace; "" if it, or the element, is missing."""
    if element is None:
        return ""
    return str(element.get(element.tag[: element.tag.find("}") + 1] + name, ""))


def _is_on(element: Element) -> bool:
    return element is not None and _value(element) not in ("0", "false", "off")


def _styles(root: Element) -> dict[str, Element]:
    """The paragraph styles by id."""
    if root is None:
        return {}
    return {_value(each, "styleId"): each for each in root if _local(each) == "style"}


class _Story:
    """A run of paragraphs and tables: the body, a cell, a text box."""

    def __init__(self, document: _Document, root: Element) -> None:
        self.document, self.root = document, root

    def lines(self) -> Iterator[str]:
        held = ""  # the words of a paragraph whose end is deleted: the next one goes on with it
        for element in _flattened(self.root):
            name = _local(element)
            if name == "tbl":
                yield from self._table(element)
            elif name == "p":
                words, boxes = self._paragraph(element)
                if _child(element, "pPr", "rPr", "del") is not None:
                    held += words
                    continue
                words, held = held + words, ""
                yield from (line.rstrip(" ") for line in words.split("\n") if line.strip())
                for box in boxes:
                    yield from _Story(self.document, box).lines()
        if held.strip():
            yield held

    def _paragraph(self, paragraph: Element) -> tuple[str, list[Element]]:
        """A paragraph's words with its label, and the text boxes anchored in it."""
        parts: list[str] = []
        boxes: list[Element] = []
        _collect(paragraph, parts, boxes)
        words = "".join(parts)
        style = _value(_child(paragraph, "pPr", "pStyle"))
        if _value(_child(self.document.styles.get(style, ()), "name")).lower().startswith("toc "):
            return "", boxes
        if not words.strip() and not boxes:
            return "", boxes
        return self._label(paragraph, style) + words, boxes

    def _label(self, paragraph: Element, style: str) -> str:
        name, depth = self._list_of(paragraph, style)
        label = self.document.numbering.label(name, depth) if name else ""
        if not label or label[-1] in _NO_SPACE_AFTER:
            return label
        return label + " "

    def _list_of(self, paragraph: Element, style: str) -> tuple[str, int]:
        """The list and level of a paragraph: its own, or those of its style or of the styles that one is based on."""
        own = _child(paragraph, "pPr", "numPr")
        name, level = (
            _value(_child(own, "numId") if own is not None else None),
            _value(_child(own, "ilvl") if own is not None else None),
        )
        if name:
            return ("", 0) if name == "0" else (name, _level(level))
        base = style
        for _ in range(_LONGEST_CHAIN):
            held = self.document.styles.get(base, ())
            found = _child(held, "pPr", "numPr")
            name = _value(_child(found, "numId")) if found is not None else ""
            if name:
                depth = level or _value(_child(found, "ilvl"))
                return (
                    ("", 0)
                    if name == "0"
                    else (name, _level(depth) or self.document.numbering.level_of_style(name, base))
                )
            base = _value(_child(held, "basedOn"))
        return "", 0

    def _table(self, table: Element) -> Iterator[str]:
        """One line for each row; a table of a single column is a frame around paragraphs."""
        rows = [
            list(self._cells(row))
            for row in _flattened(table)
            if _local(row) == "tr" and _child(row, "trPr", "del") is None
        ]
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell, _, _ in row:
                    yield from _Story(self.document, cell).lines() if cell is not None else ()
            return
        for row in rows:
            cells: list[str] = []
            merged: set[int] = set()
            for cell, before, across in row:
                words = " ".join(_Story(self.document, cell).lines()) if cell is not None else ""
                if cell is None:
                    merged.add(len(cells) + before)
                cells += [*[""] * before, words.replace("\t", " ").strip(), *[""] * (across - 1)]
            if any(cells):
                yield RowLine.of(cells, merged)

    def _cells(self, row: Element) -> Iterator[tuple[Element, int, int]]:
        """The cells of a row, None for one that a merged cell above reaches into, with the columns skipped before and spanned."""
        before = _level(_value(_child(row, "trPr", "gridBefore")))
        for cell in _flattened(row):
            if _local(cell) != "tc":
                continue
            merge, beside = _child(cell, "tcPr", "vMerge"), _child(cell, "tcPr", "hMerge")
            goes_on = any(each is not None and _value(each) in ("", "continue") for each in (merge, beside))
            yield None if goes_on else cell, before, max(1, _level(_value(_child(cell, "tcPr", "gridSpan"))))
            before = 0


def _level(words: str) -> int:
    """A small whole number; Word has 63 columns and 9 levels at most."""
    return min(int(words), 63) if words.isdecimal() and len(words) < 7 else 0


def _flattened(element: Element) -> Iterator[Element]:
    """The children, those in content controls, insertions and the like in their place."""
    for each in element:
        name = _local(each)
        if name in _PASSED_THROUGH:
            yield from _flattened(each)
        elif name not in _DROPPED:
            yield each


def _collect(element: Element, parts: list[str], boxes: list[Element]) -> None:
    """Gathers the words of a paragraph in order, and the text boxes in it."""
    for each in element:
        name = _local(each)
        if name == "t":
            parts.append(" ".join((each.text or "").splitlines()).replace("\t", " "))
        elif name in _SIGNS:
            parts.append(_SIGNS[name])
        elif name == "txbxContent":
            boxes.append(each)
        elif name == "r" and _is_on(_child(each, "rPr", "vanish")):
            continue
        elif name not in _DROPPED and name not in ("pPr", "rPr", "instrText", "delText", "sdtPr"):
            _collect(each, parts, boxes)
