"""A table as a Word document: a real table of three rules, its headings repeated on every page.

Written part by part after ECMA-376 (Office Open XML) rather than by a library: a table needs little of it, and so every install writes Word
and the bytes are the same on every machine. Nothing is compressed, for compressors differ.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fazhi_research.project.printed_tables import PrintedColumn, PrintedTable

PORTRAIT, LANDSCAPE, EDGE = (11906, 16838), (16838, 11906), 1440
"""A4 and its margins in twentieths of a point 页面尺寸."""
LEAST, EM, PAD = (
    400,
    190,
    120,
)  # in the same unit: a column's least width, a letter's height (bold), a cell's edges
BODY, NOTE = 18, 16  # half points
FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="SimSun"/>'
DATE = (1980, 1, 1, 0, 0, 0)  # the first a zip archive can hold
#: in ems, of letters that are far from the usual in Times bold
_LETTERS = (("MWm%", 1.0), ("ABCDEFGHKLNOPQRSTUVXYZw", 0.78), ("ijltf.,:;'()-/ ", 0.34))
#: what XML 1.0 cannot hold
_BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org"
_TYPES = f"""{_HEAD}<Types xmlns="{_OFFICE}/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""
_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"""
_STYLED = f"""{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"""
_STYLES = f"""{_HEAD}<w:styles xmlns:w="{_OFFICE}/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>{FONTS}\
<w:sz w:val="{BODY}"/><w:szCs w:val="{BODY}"/><w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/>\
<w:spacing w:after="80"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableNote"><w:name w:val="Table Note"/><w:basedOn w:val="Normal"/><w:pPr>\
<w:spacing w:before="60"/></w:pPr><w:rPr><w:sz w:val="{NOTE}"/><w:szCs w:val="{NOTE}"/></w:rPr></w:style></w:styles>"""


def word_table(table: PrintedTable, caption: str = "") -> bytes:
    """The bytes of a .docx document with one table, its caption over it and its notes under it Word 表.

    Three rules (三线表); the headings are the table's header rows, rows do not break over pages, numbers stand to the right. A table
    wider than a page stands on a turned one. Letters that XML cannot hold are left out.
    """
    wide, high = LANDSCAPE if table.turned else PORTRAIT
    turned = ' w:orient="landscape"' if table.turned else ""
    body = [
        _paragraph(caption, style="Caption") if caption else "",
        _table(table, wide - 2 * EDGE),
        *(_paragraph(note, style="TableNote") for note in table.notes),
        f'<w:sectPr><w:pgSz w:w="{wide}" w:h="{high}"{turned}/><w:pgMar w:top="{EDGE}" w:right="{EDGE}" w:bottom="{EDGE}" '
        f'w:left="{EDGE}" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>',
    ]
    words = f'{_HEAD}<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main"><w:body>{"".join(body)}</w:body></w:document>'
    return _packed(
        [
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("docProps/core.xml", _core(caption)),
            ("word/_rels/document.xml.rels", _STYLED),
            ("word/document.xml", words),
            ("word/styles.xml", _STYLES),
        ]
    )


def _packed(parts: Iterable[tuple[str, str]]) -> bytes:
    """The parts as an archive that is the same whenever and wherever it is made."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name, words in parts:
            about = zipfile.ZipInfo(name, DATE)
            about.create_system = 3  # else it tells the operating system
            about.external_attr = 0o644 << 16
            archive.writestr(about, words.encode("utf-8"))
    return held.getvalue()


def _core(title: str) -> str:
    """What the document says of itself: its title, no date and no author."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{_safe(title)}</dc:title></cp:coreProperties>'
    )


def _safe(words: str) -> str:
    """The words as XML."""
    return escape(_BARRED.sub("", words))


def _table(table: PrintedTable, room: int) -> str:
    """The table, as wide as the text."""
    widths = _widths(table.columns, room)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rule = '<w:{0} w:val="single" w:sz="12" w:space="0" w:color="auto"/>'
    heads = [row for row in table.heads if any(row)]
    rows = [
        _row(table.columns, row, widths, head=True, last=number + 1 == len(heads))
        for number, row in enumerate(heads)
    ]
    rows += [_row(table.columns, row, widths) for row in table.rows]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>'
        f'{rule.format("top")}{rule.format("bottom")}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:top w:w="24" w:type="dxa"/><w:left w:w="50" w:type="dxa"/><w:bottom w:w="12" w:type="dxa"/><w:right w:w="50" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _widths(columns: tuple[PrintedColumn, ...], room: int) -> list[int]:
    """As wide as their words; where that is too much, those that break share what the others leave."""
    words = [max(map(_bold, " ".join(column.heads).split()), default=0.0) for column in columns]
    wishes = [
        max(LEAST, int(max(column.width * EM, head * 10 * BODY)) + PAD)
        for column, head in zip(columns, words, strict=True)
    ]
    broken = [at for at, column in enumerate(columns) if column.breaks]
    over = sum(wishes) - room
    if over <= 0:
        return wishes
    shares = broken or range(len(columns))
    whole = sum(wishes[at] for at in shares)
    for at in shares:
        wishes[at] = max(LEAST, int(wishes[at] - over * wishes[at] / whole))
    return wishes


def _bold(word: str) -> float:
    """How wide a word of a heading is in ems of a bold serif, rounded up, so that it does not break in the middle.

    >>> round(_bold("Rank"), 2), _bold("位次")
    (2.46, 2.0)
    """
    return sum(
        next((wide for letters, wide in _LETTERS if letter in letters), 0.56 if letter < "\u2e80" else 1.0)
        for letter in word
    )


def _row(
    columns: tuple[PrintedColumn, ...], cells: list[str], widths: list[int], *, head: bool = False, last: bool = False
) -> str:  # fmt: skip
    """One row; the last of the headings has the rule under it."""
    rule = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders>'
    held = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{rule if last else ""}</w:tcPr>'
        f"{_paragraph(cell, right=column.number, bold=head)}</w:tc>"
        for column, cell, width in zip(columns, cells, widths, strict=True)
    ]
    kept = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if head else "") + "</w:trPr>"
    return f"<w:tr>{kept}{''.join(held)}</w:tr>"


def _paragraph(words: str, *, style: str = "", right: bool = False, bold: bool = False) -> str:
    """One paragraph."""
    about = f'<w:pStyle w:val="{style}"/>' * bool(style) + '<w:jc w:val="right"/>' * right
    run = "<w:rPr><w:b/></w:rPr>" * bold
    said = f'<w:r>{run}<w:t xml:space="preserve">{_safe(words)}</w:t></w:r>' if words else ""
    return f"<w:p>{f'<w:pPr>{about}</w:pPr>' * bool(about)}{said}</w:p>"
