"""Small Word documents, workbooks, saved pages and PDF files, most of them made by hand so that nothing else needs to be installed."""

from __future__ import annotations

import base64
import io
import quopri
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
#: a page's lines, pieces of text with their places (across, up, words), or drawn lines (from across, up to across, up)
Page = Sequence[str | tuple[float, float, str] | tuple[float, float, float, float]]
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def zipped(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return held.getvalue()


def part(root: str, inner: str, space: str = W) -> bytes:
    """One part of a Word document."""
    return f'<?xml version="1.0"?><w:{root} xmlns:w="{space}" xmlns:mc="{MC}">{inner}</w:{root}>'.encode()


def docx(body: str, *, numbering: str = "", styles: str = "", space: str = W) -> bytes:
    """A Word document with this body and, if given, these lists and styles."""
    files = {"word/document.xml": part("document", f"<w:body>{body}</w:body>", space)}
    if numbering:
        files["word/numbering.xml"] = part("numbering", numbering, space)
    if styles:
        files["word/styles.xml"] = part("styles", styles, space)
    return zipped(files)


def p(words: str, *, lists: tuple[int, int] | None = None, style: str = "") -> str:
    """A paragraph, in a list (its number and level) and a style if given."""
    held = f'<w:pStyle w:val="{style}"/>' if style else ""
    if lists:
        held += f'<w:numPr><w:ilvl w:val="{lists[1]}"/><w:numId w:val="{lists[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{held}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def level(depth: int, form: str, pattern: str, extra: str = "") -> str:
    """One level of a list."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{pattern}"/></w:lvl>'


def lists(*levels: str, overrides: str = "") -> str:
    """A list definition 0 with these levels, used by the lists 1 and 2; `overrides` belong to list 2."""
    inner = "".join(levels)
    return (
        f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{overrides}</w:num>'
    )


def workbook(
    rows: list[list[Any]], *, merged: tuple[str, ...] = (), formats: dict[str, str] | None = None
) -> bytes:
    """A workbook of one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    for cell, form in (formats or {}).items():
        sheet[cell].number_format = form
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def mhtml(*parts: tuple[str, str, bytes], start: str = "") -> bytes:
    """A file of these parts: their headers, their coding and their bytes."""
    named = f'; start="{start}"' if start else ""
    held = [f'MIME-Version: 1.0\nContent-Type: multipart/related{named}; boundary="--b"\n\n'.encode()]
    for headers, coding, data in parts:
        coded = base64.encodebytes(data) if coding == "base64" else quopri.encodestring(data)
        held += [f"----b\n{headers}\nContent-Transfer-Encoding: {coding}\n\n".encode(), coded, b"\n"]
    return b"".join([*held, b"----b--\n"])


def pdf(*pages: Page, packed: bool = False, content: bytes | None = None) -> bytes:
    """A PDF whose pages have these lines, or pieces of text at places of their own."""
    kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(len(pages)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        3: b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        4: b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        b"/FontDescriptor 5 0 R/DW 1000/W[1 95 500]>>",
        5: b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 880/StemV 93>>",
    }
    for index, lines in enumerate(pages):
        drawn = drawing(lines) if content is None else content
        stream = zlib.compress(drawn, 9) if packed else drawn
        number = 10 + 2 * index
        objects[number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {number + 1} 0 R/Resources<</Font<</F 3 0 R>>>>>>".encode()
        )
        filters = "/Filter/FlateDecode" if packed else ""
        objects[number + 1] = f"<</Length {len(stream)}{filters}>>stream\n".encode() + stream + b"\nendstream"
    return _assembled(objects)


def drawing(lines: Page) -> bytes:
    """The operators that draw lines from the top of a page down, or pieces of text at their places."""
    drawn = []
    for number, line in enumerate(lines):
        if len(line) == 4 and isinstance(line, tuple):
            drawn.append("{} {} m {} {} l S".format(*line))
            continue
        across, up, words = line if isinstance(line, tuple) else (50.0, 760.0 - 20 * number, line)
        drawn.append(f"BT /F 12 Tf {across} {up} Td <{words.encode('utf-16-be').hex()}> Tj ET")
    return "\n".join(drawn).encode()


def _assembled(objects: dict[int, bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places: dict[int, int] = {}
    for number, held in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + held + b"\nendobj\n"
    size = max(objects) + 1
    rows = [f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(size)]
    table = f"xref\n0 {size}\n{''.join(rows)}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + table.encode()
