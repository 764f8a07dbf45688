"""A file's text cut into its documents and what lies outside them."""

import re
from dataclasses import dataclass

from fazhi_research.reading.folding import fold
from fazhi_research.reading.furniture import is_chrome
from fazhi_research.reading.joins import joined_documents
from fazhi_research.reading.numerals import numeral
from fazhi_research.reading.spans import Span
from fazhi_research.reading.title_lines import Title
from fazhi_research.reading.titles import find_title, title_words

_HEADING_LINE = re.compile(
    r"(?m)^[ \t]*(?:第(?P<a>[一二三四五六七八九十]{1,3})篇[ ]?[::、 ]|篇(?P<b>[一二三四五六七八九十]{1,3})[ ]?[::])[ \t]*"
)
_HEADING_TAG = re.compile(r"【篇(?P<n>[一二三四五六七八九十\d]{1,3})】")
_FOOT = re.compile(
    r"(?m)^[ \t]*(?:上一?[篇条页][:]|下一?[篇条页][:]|看过[^\n]{0,60}还看了|[【\[]?(?:《[^\n]{0,60}》)?相关(?:文档|文章|链接|阅读|附件|新闻|推荐|解读)|推荐阅读|猜你喜欢|"
    r"版权所有|主办单位[:]|承办单位[:][^\n]{0,40}版权|网站标识码|[京沪粤]?ICP备|返回(?:顶部|首页|列表)|扫一扫|分享到|打印本页|\[?(?:打印|关闭)|责任?编辑?[:]|【?(?:打印本页|关闭窗口)|友情链接|附件下载[:]|Top[ \t]*$)|"
    r"(?<=[^\n \t])[ \t]{2,}相关(?:链接|文档|文章|阅读)[:]"
)
_FORWARDS = re.compile(r"印发|转发|下发|发布|公布|征求")
_LONG_LINE = re.compile(r"[^\n]{121,}")
# A line of site data at the foot; at the head of a page such lines stand before the title.
_FOOT_DATA = re.compile(r"(?m)^[ \t]*发[布表]?(?:时间|日期)[:][^\n]{8,60}$")


@dataclass(frozen=True, slots=True)
class Part:
    """A document's place in its file, with its title if one was found (文件中的一篇)."""

    span: Span
    title: Title | None


@dataclass(frozen=True, slots=True, order=True)
class Outside:
    """A stretch of a file that belongs to no document (文外).

    `kind` is header (what stands before the title), heading (of a compilation), footer (related links and the like) or space.
    """

    span: Span
    kind: str


def split(
    text: str,
    within: Span | None = None,
    headline: Span | None = None,
    *,
    folded: str | None = None,
    most: int | None = None,
) -> tuple[list[Part], list[Outside]]:
    """The documents of a file's text and the stretches outside them, which together tile it (拆分文件).

    A file holds one document unless headings count several (第一篇:, 【篇一】) or one plainly ends and another begins
    (`joined_documents`), of which no more than `most` are told apart. A document runs from the first character of its own title
    (of the compilation's heading where the title stands only there) to the last of its text. Documents are looked for `within` a
    stretch of the text if one is given, the article of a web page, whose `headline` is the title unless the article has it in words
    of its own. Pass `folded` where the fold of the text is at hand.
    """
    folded = fold(text) if folded is None else folded
    area = within or Span(0, len(text))
    known = _headline_title(folded, area, headline)
    area = Span(min(area.start, known.start), area.stop) if known else area
    headings = [heading for heading in _headings(folded) if area.holds(heading)]
    parts: list[Part] = []
    outside: list[Outside] = []
    edges = [heading.start for heading in headings] or [area.start, *joined_documents(folded, area)][:most]
    if edges[0] > 0:
        outside += _solid(text, Span(0, edges[0]), "header")
    for index, edge in enumerate(edges):
        stop = edges[index + 1] if index + 1 < len(edges) else area.stop
        heading = headings[index] if headings else None
        part = _part(folded, edge, stop, heading, None if headings or index else known)
        if part is None:
            outside += _solid(text, Span(edge, stop), "header")
            continue
        parts.append(part)
        outside += _solid(text, Span(edge, part.span.start), "heading" if heading else "header")
        outside += _solid(text, Span(part.span.stop, stop), "footer")
    outside += _solid(text, Span(area.stop, len(text)), "footer")
    return parts, sorted(outside)


def _headings(folded: str) -> list[Span]:
    """The headings that count the documents of a compilation; none for a file of one document."""
    if "篇" not in folded:
        return []
    lines = [
        (Span(m.start(), m.end()), numeral(m.group("a") or m.group("b")))
        for m in _HEADING_LINE.finditer(folded)
    ]
    tags = [(_tag_heading(folded, m), numeral(m.group("n"))) for m in _HEADING_TAG.finditer(folded)]
    for found in (lines, tags, sorted(lines + tags, key=lambda pair: pair[0])):
        counted = [span for expected, (span, number) in enumerate(found, 1) if number == expected]
        if len(counted) >= 2:
            return counted
    return []


def _tag_heading(folded: str, match: re.Match[str]) -> Span:
    """A heading with a tag in it (…讲话【篇一】), which may follow the sentence before on the same line."""
    start = match.start()
    while start > 0 and match.start() - start < 80 and folded[start - 1] not in "\n。!?;":
        start -= 1
    while start < match.start() and folded[start] in " \t":
        start += 1
    return Span(start, match.end())


def _headline_title(folded: str, area: Span, headline: Span | None) -> Title | None:
    """The headline of a web page as the title; None if the article opens with a title that is the same but for some words.

    An article that opens with a notice without a title, above the title of what it forwards, is called by the headline:
    甲局关于印发《…方案》的通知.
    """
    if headline is None:
        return None
    lines = re.finditer(r"[^\s][^\n]*", headline.of(folded))
    title = Title(tuple(Span(headline.start + m.start(), headline.start + m.end()) for m in lines))
    own = find_title(folded, area.start, area.stop)
    if (
        own is not None and headline.start > area.start
    ):  # the notice above what it forwards, under the title of that
        return own if own.head and own.lines[0].start == headline.start else title
    notice = own is not None and (own.head is not None or "。" in folded[area.start : own.lines[0].start])
    if own is not None and not (notice and _FORWARDS.search(headline.of(folded))):
        pair = ["".join(title_words(folded, each).split()) for each in (own, title)]
        shorter, longer = sorted(pair, key=len)
        if len(shorter) >= 8 and shorter in longer:
            return None
    return title if title.lines else None


def _part(
    folded: str, start: int, stop: int, heading: Span | None, known: Title | None = None
) -> Part | None:
    """One document of a file, or None where only chrome is left."""
    stop = _foot(folded, start, stop)
    counted = heading is not None and not folded.startswith("【", heading.stop - len("【篇一】"))
    title = _tagged(folded, heading) if heading is not None and not counted else known
    if title is None:
        title = find_title(folded, heading.stop if heading else start, stop, apart=heading is not None)
    first = title.start if title else _first_words(folded, start, stop)
    while stop > first and folded[stop - 1].isspace():
        stop -= 1
    return Part(Span(first, stop), title) if stop > first else None


def _tagged(folded: str, heading: Span) -> Title | None:
    """The title in a heading such as 全市依法行政工作会议上的讲话【篇一】."""
    tag = folded.index("【篇", heading.start, heading.stop)
    words = Span(heading.start, heading.start + len(folded[heading.start : tag].rstrip()))
    return Title((words,)) if len(words) else None


def _first_words(folded: str, start: int, stop: int) -> int:
    position = start
    for line in folded[start:stop].split("\n"):
        if line.strip() and not is_chrome(line):
            return position + len(line) - len(line.lstrip())
        position += len(line) + 1
    return stop


def _foot(folded: str, start: int, stop: int) -> int:
    """Where the text ends and links, credits and site lines begin."""
    tail = max(start, folded.rfind("。", start, stop) + 1)  # what follows is neither prose nor a long line
    for line in _LONG_LINE.finditer(folded, tail, stop):
        tail = max(tail, line.end() - 120)
    found = (
        _FOOT.search(folded, tail, stop),
        _FOOT_DATA.search(folded, max(tail, start + 200, stop - 400), stop),
    )
    return min((match.start() for match in found if match), default=stop)


def _solid(text: str, span: Span, kind: str) -> list[Outside]:
    if not len(span):
        return []
    return [Outside(span, kind if span.of(text).strip() else "space")]
