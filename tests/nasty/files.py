"""Files made to do harm or to be misread, each with the reason it is nasty and what must come of it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from base64 import a85encode
from collections.abc import Callable
from dataclasses import dataclass

from tests.reading.made_files import W, docx, p, pdf, zipped

PLAN = "关于推进法治政府建设的实施方案\n一、总体要求\n依法行政。\n二、主要任务\n(一)健全制度。(牵头单位:市司法局)\n"
SECRET = "机密二字之内容"
BOMB = b" " * 40_000_000


@dataclass(frozen=True)
class Nasty:
    """A file: its name, why it is nasty, its bytes, and words of the reason for which it is skipped ("" if it is read)."""

    name: str
    why: str
    make: Callable[[], bytes]
    said: str = ""


def text(words: str) -> Callable[[], bytes]:
    return lambda: words.encode("utf-8", "surrogatepass")


def member(name: str, data: bytes, **changes: int) -> bytes:
    """A zip archive of one member, with fields of its info set to what they are not."""
    held = io.BytesIO()
    info = zipfile.ZipInfo(name)
    info.external_attr = changes.pop("external_attr", 0)
    info.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(info, data)
    packed = bytearray(held.getvalue())
    at = packed.rfind(b"PK\x01\x02")
    for field, value in changes.items():
        struct.pack_into("<I", packed, at + {"size": 24, "packed": 20}[field], value)
    return bytes(packed)


def pdf_stream(stream: bytes, filters: str) -> bytes:
    """A PDF of one page whose drawing is this stream, packed by these filters."""
    made = pdf(["x"], content=b"")
    old = b"<</Length 0>>stream\n\nendstream"
    assert old in made
    new = f"<</Length {len(stream)}{filters}>>stream\n".encode() + stream + b"\nendstream"
    return made.replace(old, new)


def many_pages() -> bytes:
    kids = "10 0 R " * 20_000
    return pdf(["x"]).replace(b"/Kids[10 0 R]/Count 1", f"/Kids[{kids}]/Count 20000".encode())


def entity_docx(declared: str, used: str) -> bytes:
    body = f'<?xml version="1.0"?><!DOCTYPE d [{declared}]><w:document xmlns:w="{W}"><w:body>{p(used)}</w:body></w:document>'
    return zipped({"word/document.xml": body.encode()})


def related(kind: str, target: str) -> bytes:
    """A Word document that refers to something outside."""
    relation = f'<Relationship Id="r1" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
    inner = docx(p("一、总体要求") + p("依法行政。"))
    with zipfile.ZipFile(io.BytesIO(inner)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**files, "word/_rels/document.xml.rels": rels.encode(), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
ZEROS = zlib.compress(BOMB, 9)

TEXTS = [
    Nasty("empty.txt", "no bytes at all", text(""), "the file is empty"),
    Nasty("blank.txt", "nothing but white space", text(" \n\u3000\n"), "the file is empty"),
    Nasty("binary.txt", "a program under the name of a text", lambda: b"\x7fELF\x00\x01" * 400, "binary"),
    Nasty("no-encoding.txt", "bytes of no encoding", lambda: b"\x81\x81\xff\xff\x00\x80" * 50, "encoding"),
    Nasty("damaged.txt", "a byte of UTF-8 cut off in the middle", lambda: (PLAN * 20).encode()[:-2]),
    Nasty("one-line.txt", "no line end for 200,000 characters", text("一、" + "依法行政,健全制度," * 20_000)),
    Nasty("brackets.txt", "only brackets that open", text("一、甲\n" + "(" * 50_000)),
    Nasty("labels.txt", "a label 10,000 times, never closed", text("一、甲\n" + "(牵头单位:" * 10_000)),
    Nasty("marks.txt", "a mark 20,000 times", text("一、" * 20_000)),
    Nasty("titles.txt", "title marks that never close", text("一、甲\n" + "《" * 50_000)),
    Nasty("digits.txt", "a number of 100,000 digits", text("一、完成" + "9" * 100_000 + "%。")),
    Nasty("hidden.txt", "text turned round by control characters", text(PLAN.replace("制度", "\u202e制\u200b度\u2066"))),
    Nasty("escape.txt", "orders to a terminal", text(PLAN + "\x1b[2J\x1b]0;owned\x07\n")),
    Nasty("script.txt", "a script and a closing tag as text", text(PLAN + "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\n")),
    Nasty("formula.txt", "words that a spreadsheet would run", text("=cmd|'/c calc'!A1\n一、=1+1\n(一)@SUM(1)。(牵头单位:=HYPERLINK)\n(二)-2+3+cmd。\n")),
    Nasty("surrogate.txt", "half a character", text(PLAN + "\ud83d\n"), "no known encoding"),
    Nasty("-rf.txt", "a name that looks like an option", text(PLAN)),
    Nasty("=1+1.txt", "a name that looks like a formula", text(PLAN)),
    Nasty("..plan.txt", "a name that begins with dots is hidden and passed over", text(PLAN), "(passed over)"),
    Nasty("a'b\"c$(id);.txt", "a name with quotation marks and a command", text(PLAN)),
    Nasty(f"{'长' * 60}.txt", "a long name without one ASCII letter", text(PLAN)),
]  # fmt: skip

PAGES = [
    Nasty("deep.html", "300,000 elements in one another", lambda: b"<div>" * 300_000 + "甲".encode(), "nested more than"),
    Nasty("columns.html", "cells that span all columns and rows", lambda: (b"<table>" + b"<tr><td colspan=99999 rowspan=99999>x<td>y" * 500 + PLAN.encode() + b"</table>")),
    Nasty("laughs.xhtml", "entities that unpack to a billion", lambda: f"<!DOCTYPE html [{LAUGHS}]><html><body><p>依法行政&l9;</p></body></html>".encode()),
    Nasty("file-entity.xhtml", "an entity that reads a file", lambda: b'<!DOCTYPE html [<!ENTITY x SYSTEM "secret.bin">]><html><body><p>' + PLAN.encode() + b"&x;</p></body></html>"),
    Nasty("frames.html", "pictures, frames and scripts of another host", lambda: b'<html><head><base href="http://127.0.0.1:9/"><script src="x.js"></script></head><body><iframe src="f"></iframe><img src="i">' + PLAN.encode() + b"</body></html>"),
    Nasty("charset.html", "declares an encoding that hides tags", lambda: b'<meta charset="utf-7"><p>+ADw-script+AD4-' + PLAN.encode() + b"</p>"),
    Nasty("script-only.html", "words that only a script would show", lambda: "<script>document.write('依法行政')</script>".encode(), "shows no words"),
]  # fmt: skip

DOCUMENTS = [
    Nasty("bomb.docx", "a part that unpacks a thousand times", lambda: docx(p("一") + f"<!--{' ' * 30_000_000}-->"), "zip bomb"),
    Nasty("laughs.docx", "entities that unpack to a billion", lambda: entity_docx(LAUGHS, "&l9;"), "no Word document or a broken one"),
    Nasty("file-entity.docx", "an entity that reads a file", lambda: entity_docx('<!ENTITY x SYSTEM "secret.bin">', "&x;依法行政"), "document type"),
    Nasty("dtd.docx", "a document type from another host", lambda: zipped({"word/document.xml": f'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd"><w:document xmlns:w="{W}"><w:body>{p("一")}</w:body></w:document>'.encode()}), "document type"),
    Nasty("template.docx", "a template from another host", lambda: related("attachedTemplate", "http://127.0.0.1:9/t.dotm")),
    Nasty("macro.docm", "a macro, which is never run", lambda: related("vbaProject", "vbaProject.bin")),
    Nasty("climbs.docx", "a relation that climbs out of the archive", lambda: zipped({"_rels/.rels": b'<Relationships xmlns="x"><Relationship Id="a" Type="t/officeDocument" Target="../../../secret.bin"/></Relationships>'}), "no Word document or a broken one"),
    Nasty("nested.docx", "5,000 elements in one another", lambda: docx("<w:p>" + "<w:ins>" * 5_000 + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * 5_000 + "</w:p>"), "no Word document or a broken one"),
    Nasty("cut.docx", "the second half is missing", lambda: docx(p("一") * 50)[:300], "no Word document or a broken one"),
    Nasty("office.docx", "an encrypted or old Office file", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or encrypted Office file"),
    Nasty("old.doc", "the old format, macros and all", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "save it as .docx"),
]  # fmt: skip

PDFS = [
    Nasty("bomb.pdf", "a drawing that unpacks a thousand times", lambda: pdf_stream(ZEROS, "/Filter/FlateDecode"), "as bombs do"),
    Nasty("twice.pdf", "a bomb packed once more", lambda: pdf_stream(zlib.compress(ZEROS, 9), "/Filter[/FlateDecode/FlateDecode]"), "as bombs do"),
    Nasty("elsewhere.pdf", "a bomb whose filter is named in another place", lambda: pdf_stream(ZEROS, "/Filter 99 0 R"), "as bombs do"),
    Nasty("hex.pdf", "a bomb written in hexadecimal", lambda: pdf_stream(ZEROS.hex().encode() + b">", "/Filter[/ASCIIHexDecode/FlateDecode]"), "as bombs do"),
    Nasty("base85.pdf", "a bomb written in base 85", lambda: pdf_stream(a85encode(ZEROS) + b"~>", "/Filter[/ASCII85Decode/FlateDecode]"), "as bombs do"),
    Nasty("picture.pdf", "a bomb that says it is a picture", lambda: pdf_stream(zlib.compress(bytes(500_000_000), 1), "/Subtype/Image/Filter/FlateDecode"), "as bombs do"),
    Nasty("pages.pdf", "one page 20,000 times", many_pages, "20000 pages"),
    Nasty("loop.pdf", "a tree of pages that holds itself", lambda: pdf(["x"]).replace(b"/Kids[10 0 R]", b"/Kids[2 0 R] "), "PDF"),
    Nasty("launch.pdf", "starts a program and a script when opened", lambda: pdf([*PLAN.split("\n"), "依法行政" * 5]).replace(b"<</Type/Catalog", b"<</OpenAction<</S/Launch/F(calc.exe)/Next<</S/JavaScript/JS(app.alert(1))>>>>/Type/Catalog")),
    Nasty("no-text.pdf", "a page without words, as scans are", lambda: pdf([""]), "text recognition"),
    Nasty("cut.pdf", "the second half is missing", lambda: pdf(["x"] * 30)[:200], "no PDF or a broken one"),
    Nasty("not.pdf", "a text under the name of a PDF", text(PLAN), "no PDF or a broken one"),
]  # fmt: skip

ARCHIVES = [
    Nasty("bomb.zip", "a member that unpacks a thousand times", lambda: zipped({"a.txt": BOMB}), "zip bomb"),
    Nasty("lies.zip", "a member that declares less than it holds", lambda: member("a.txt", BOMB, size=10), "damaged"),
    Nasty("more.zip", "a member that declares more than it holds", lambda: member("a.txt", PLAN.encode(), size=90_000), "damaged"),
    Nasty("climbs.zip", "names that lead out of the archive", lambda: zipped({"../../up.txt": PLAN.encode()}), "leads out of the archive"),
    Nasty("root.zip", "a name from the root of the disk", lambda: zipped({"/etc/up.txt": PLAN.encode()}), "leads out of the archive"),
    Nasty("drive.zip", "a name from a drive of Windows", lambda: zipped({"C:\\up.txt": PLAN.encode()}), "leads out of the archive"),
    Nasty("link.zip", "a symbolic link to a file outside", lambda: member("up.txt", b"../secret.bin", external_attr=0o120777 << 16)),
    Nasty("inner.zip", "an archive in an archive, as bombs are built", lambda: zipped({"a.zip": zipped({"a.txt": PLAN.encode()})}), "an archive within an archive"),
    Nasty("names.zip", "a name with orders to a terminal and a line end", lambda: zipped({"a\x1b[2J\nb.txt": PLAN.encode()})),
    Nasty("crowd.zip", "20,001 members", lambda: zipped({f"{n}.txt": b"" for n in range(20_001)}, method=zipfile.ZIP_STORED), "more than 20000"),
    Nasty("cut.zip", "the second half is missing", lambda: zipped({"a.txt": PLAN.encode() * 20})[:80], "no zip archive or a broken one"),
    Nasty("set.rar", "a kind of archive that is not read", lambda: b"Rar!\x1a\x07\x00" + bytes(60), "not supported"),
]  # fmt: skip

NASTY = [*TEXTS, *PAGES, *DOCUMENTS, *PDFS, *ARCHIVES]
