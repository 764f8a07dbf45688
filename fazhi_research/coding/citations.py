"""What a document cites: titles, document numbers, articles."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_research.coding.aliases import Resolver
from fazhi_research.coding.document_numbers import DocumentNumber, find_document_numbers
from fazhi_research.coding.instruments import is_generic, kind_of
from fazhi_research.coding.quoted_titles import QuotedTitle, quoted_titles
from fazhi_research.reading.documents import Document, require_document
from fazhi_research.reading.folding import fold
from fazhi_research.reading.spans import Span

_N = r"[一二三四五六七八九十百千零〇两\d]{1,6}"
_ARTICLE = re.compile(
    rf"(?:[(][^()《》\n]{{0,60}}[)])?(?:的|中)?[ ]?(?:第[ ]?{_N}[ ]?章[ ]?(?=第))?"
    rf"(?P<article>第[ ]?{_N}[ ]?条(?:之{_N})?(?:[ ]?第?[ ]?{_N}[ ]?款)?(?:[ ]?第?[ ]?[(]?{_N}[)]?[ ]?项(?:第?{_N}[款目])?)?"
    rf"(?:(?:、|和|及|与|至|到|—|-)(?:第[ ]?{_N}[ ]?[条款项](?:第?{_N}[款项])*)){{0,6}}|第[ ]?{_N}[ ]?章(?:第{_N}节)?)"
)
_TO_NUMBER = re.compile(r"[ \n]?[(〔\[【]?[ ]?(?:文号[:]|[\u4e00-\u9fff]{0,4}[:])?[ ]?$")
_AFTER_OWN = re.compile(r"(?:[ \t]*[(]?(?:19|20|二)[^\n,。;]{3,14}日)?[ \t)〕\]】]*(?:\n|  |$)")
_OWN_MAKING = re.compile(
    r"(?:出台|制定|印发|修订|完善|下发|制订|颁布|起草)(?:印发|实施|完善|下发|出台|了)*(?:[《》〈〉、和及与][^。;\n]{0,200})?$"
)

_HIGHER = re.compile(r"省|自治区|市|中华|国务院|国家|全国")


class Citation(NamedTuple):
    """A cited instrument as printed (引用).

    `span` is the place of the title with its marks, or of the number where only a number is printed; `title` that same place or
    empty. `number` and `article` are places, empty where none is printed with it. `kind` is law, regulation, rule, normative, plan, alias, form or other;
    `resolved` the title an alias stands for.
    """

    span: Span
    title: Span
    number: Span
    article: Span
    kind: str
    resolved: str


def extract_citations(document: Document) -> list[Citation]:
    """The citations of a document in order of print (引用).

    Every 《…》, once for each time it is printed, nested titles too, and every 发文字号; a title with its number in brackets is one. The document's own number is none.

    >>> text = "根据《某省条例》(以下简称《条例》)第三条和国发〔2010〕33号文件,"
    >>> [(text[c.span.start : c.span.stop], c.kind, c.resolved) for c in extract_citations(Document("d", text))]
    [('《某省条例》', 'regulation', ''), ('《条例》', 'alias', '《某省条例》'), ('国发〔2010〕33号', 'normative', '')]
    """
    require_document(document)
    text = document.clean.text
    titles = quoted_titles(text)
    numbers = _foreign(document, find_document_numbers(text))
    paired = _pairs(text, titles, numbers)
    resolver = Resolver(document, titles)
    found = [
        _titled(document, title, paired.get(title.start), resolver, own=_in_notice(text, titles, index))
        for index, title in enumerate(titles)
    ]
    taken = {number.start for number in paired.values()}
    inside = [title for title in titles if title.depth == 0]
    starts = [title.start for title in inside]
    for number in numbers:
        at = bisect_right(starts, number.start) - 1
        if number.start not in taken and not (at >= 0 and number.stop <= inside[at].stop):
            found.append(_numbered(document, number))
    return sorted(found, key=lambda one: one.span)


def _foreign(document: Document, numbers: Sequence[DocumentNumber]) -> list[DocumentNumber]:
    """The numbers that are not the document's own: not the one known of it, nor one that ends a line of its head."""
    text = document.clean.text
    head = text.find("。", 0, 1500)
    own = {_plain(fold(document.metadata.get("number", "")))}
    for number in numbers:
        line = text[text.rfind("\n", 0, number.start) + 1 : number.start]
        if (number.start < head or head < 0) and number.start < 1500 and _ends_line(text, line, number.stop):
            own.add(_plain(text[number.start : number.stop]))
    return [number for number in numbers if _plain(text[number.start : number.stop]) not in own]


def _ends_line(text: str, line: str, stop: int) -> bool:
    return (
        not re.search(r"[,。;:、]|》[ ]?[(]$|根据|按照|依据", line)
        and _AFTER_OWN.match(text, stop) is not None
    )


def _plain(words: str) -> str:
    return re.sub(r"\s", "", words).translate(str.maketrans("[【(〈{]】)〉}", "〔〔〔〔〔〕〕〕〕〕"))


def _pairs(
    text: str, titles: Sequence[QuotedTitle], numbers: Sequence[DocumentNumber]
) -> dict[int, DocumentNumber]:
    """Numbers that stand in brackets after a title or right before it, by where the title starts."""
    stops = {title.stop: title.start for title in titles if title.depth == 0}
    begins = {title.start for title in titles if title.depth == 0}
    paired: dict[int, DocumentNumber] = {}
    for number in numbers:
        lead = _TO_NUMBER.search(text, max(0, number.start - 10), number.start)
        after = next(
            (stops[at] for at in range(number.start, max(0, number.start - 10), -1) if at in stops), None
        )
        if after is not None and lead and text[lead.start() - 1 : lead.start()] in "》〉":
            paired.setdefault(after, number)
            continue
        for at in range(number.stop, number.stop + 4):
            if at in begins and text[number.stop : at].strip() in ("", "文", "文件", ")", ":"):
                paired.setdefault(at, number)
                break
    return paired


def _titled(
    document: Document, title: QuotedTitle, number: DocumentNumber | None, resolver: Resolver, *, own: bool
) -> Citation:
    clean = document.clean
    words = clean.text[title.start : title.stop]
    span = clean.span(title.start, title.stop)
    printed = clean.text[number.start : number.stop] if number else ""
    if resolver.defines(words) or (is_generic(words) and title.depth == 0):
        kind, resolved = "alias", resolver.resolve(title.start, words)
    else:
        kind, resolved = kind_of(words, number=printed, own=own or _own_making(document, title.start)), ""
        if title.depth == 0:
            resolver.meet(document.words(span))
    place = clean.span(number.start, number.stop) if number else Span(span.stop, span.stop)
    article = _article(document, max(title.stop, number.stop if number and number.start > title.start else 0))
    return Citation(span, span, place, article or Span(span.stop, span.stop), kind, resolved)


def _in_notice(text: str, titles: Sequence[QuotedTitle], index: int) -> bool:
    """Whether a title is nested in that of an office's notice, which makes no rules."""
    title = titles[index]
    around = next((one for one in titles[max(0, index - 8) : index][::-1] if one.stop >= title.stop), None)
    return around is not None and "办公" in text[around.start : title.start]


def _own_making(document: Document, start: int) -> bool:
    """Whether a county's or a township's document says of a title that its own government makes it."""
    if document.metadata.get("tier") not in ("county", "township") or _HIGHER.search(
        document.clean.text[start : start + 9]
    ):
        return False
    text = document.clean.text
    before = text[max(0, start - 200) : start]
    return _OWN_MAKING.search(before[max(map(before.rfind, "。;\n")) + 1 :]) is not None


def _article(document: Document, stop: int) -> Span | None:
    text = document.clean.text
    if text[stop : stop + 1] == ")":
        stop += 1
    match = _ARTICLE.match(text, stop)
    return document.clean.span(*match.span("article")) if match else None


def _numbered(document: Document, number: DocumentNumber) -> Citation:
    clean = document.clean
    words = clean.text[number.start : number.stop]
    span = clean.span(number.start, number.stop)
    empty = Span(span.start, span.start)
    article = _article(document, number.stop) or Span(span.stop, span.stop)
    kind = "normative"
    if "令" in words:
        kind = "law" if "主席令" in words else "regulation" if "国务院" in words else "rule"
    return Citation(span, empty, span, article, kind, "")
