"""What stands in a document without belonging to its words: page numbers, navigation, broken lines."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi_research.reading.breaks import broken_lines
from fazhi_research.reading.occurrences import matches_at, occurrences, openings
from fazhi_research.reading.repeats import second_copy
from fazhi_research.reading.shared_pages import shared_pages
from fazhi_research.reading.spans import Span

KINDS = ("page_number", "navigation", "gloss", "filler", "break", "repeat")

PAGE_LINE = re.compile(
    r"(?m)[ \t]*(?P<page>[—\-~·]{1,3}[ ]?\d{1,4}[ ]?[—\-~·]{1,3}|第[ ]?\d{1,4}[ ]?页(?:[ ,,/]{0,3}共[ ]?\d{1,4}[ ]?页)?|[Pp]age[ ]\d{1,4}(?:[ ]of[ ]\d{1,4})?)[ \t]*$"
)
_PAGES, _HEAD = 3, 80  # page numbers that show a running head, and characters of one with the blanks about it
_SHORTEST_HEAD = 4
_HEAD_LINE = re.compile(r"[ \t]*(?P<line>(?![(]?[\d一二三四五六七八九十])[^\s|][^\n|]{0,50}?)[ \t]*\Z")
_LINE_BELOW = re.compile(
    r"[ \t\n]*\n[ \t]*(?P<line>(?![(]?[\d一二三四五六七八九十])[^\s|][^\n|]{0,50}?)[ \t]*(?:\n|\Z)"
)
_FIGURES = re.compile(r"[0-9〇零一二三四五六七八九十 ]+")
_PAGE_GLUED = re.compile(r"—[ ]?\d{1,3}[ ]?—")
_SITE_WORDS = (
    r"(?=[【发更上录日时信文稿来字浏点阅访责作编审索主体分扫当您首无打关视\[(收大])"  # what they begin with
    r"(?:【?(?:发[布表文]|发稿|更新|上传|录入)?(?:日期|时间)[:】]|(?:信息|文章|稿件)?来源[:]|字体[::\[]|字号[:\[]|(?:浏览|点击|阅读|访问)(?:次数|量|数)?[::]|"
    r"(?:责任编辑|作者|编辑|审核|索引号|主题分类|体裁分类|主题词|分享到|扫一扫|当前位置|您(?:现在)?(?:所在)?的?位置|首页|无障碍阅读|打印本页|关闭窗口|视力保护色)(?:[:>]|$|[ ])|[\[【(]?(?:打印|关闭|收藏|大 中 小)(?:[\]】)]|(?=$|[ ])))"
)
_BREADCRUMBS = r"[^\n>。]{1,20} > [^\n>。]{1,30} > "
_NAVIGATION = re.compile(rf"(?m)[ \t]*(?P<line>(?:{_SITE_WORDS}|{_BREADCRUMBS})[^\n]{{0,200}})$")
_NAVIGATION_BELOW = re.compile(rf"(?m)\n[ \t]*(?P<line>(?:{_SITE_WORDS}|{_BREADCRUMBS})[^\n]{{0,200}})$")
_SITE_LINE_BELOW = re.compile(rf"(?m)\n[ \t]*(?P<line>{_SITE_WORDS}[^\n]{{0,200}})$")
_FILLER = re.compile(
    r"(?m)^[ \t]*(?P<line>[^\n]{0,200}(?:小编|下载后可(?:编辑|修改)|侵删|仅供参考[,。!]|欢迎(?:大家)?(?:阅读|下载|借鉴)|本文(?:来自|由|来源)|感谢(?:您的)?阅读)[^\n]{0,200})$"
)
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp);?")
# How Markdown breaks a line inside a cell; behind the name of an organ it parts that one from the next.
_BREAK_TAG = re.compile(r"(?<![局委办厅署院会府门位心构区县市街镇乡司)])<br[ ]?/?>", re.IGNORECASE)
_PART_HEADING = re.compile(r"【篇[一二三四五六七八九十\d]{1,3}】")
_GLOSS = re.compile(
    r"[(\[](?<=[\u4e00-\u9fff].)[ ]?[a-zA-Z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zA-Z ]{0,5}[)\]]"
)
# The stars about bold words in Markdown (**一、总体要求**), but not those that blot out a name or a year (**市, 20**年).
_BOLD = re.compile(
    r"(?<![\dA-Za-z*X\\])\*\*(?![\s*市县区镇乡村省州旗局厅年月日号同某])(?P<words>[^*\n]{1,300}?)(?<![\s*])\*\*(?![年月日号*\d])"
)
# What opens a line in Markdown, or in a list of a web page, before the mark of an item: ## 一、总体要求, - 1.健全制度, ● (一)目标
OPENING_SIGNS = re.compile(
    r"[ \t]*(?P<signs>#{1,6}[ \t]+(?=\S)|(?:[-*+][ \t]+|[•●◆■▪►➢][ \t]*)(?=(?:\*\*)?(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]?\d{1,2}(?:[)、]|\\?\.)|第[一二三四五六七八九十百]{1,4}[条章节])))"
)
_ESCAPE = re.compile(r"\\(?=[.\-_*#()\[\]>!+~|])")  # 1\. as converters to Markdown write 1.
# What may stand anywhere in a line: its kind, the characters it begins with, and what it is.
_INLINE = (
    ("page_number", "—", _PAGE_GLUED), ("filler", "&", _ENTITY), ("break", "<", _BREAK_TAG), ("filler", "【", _PART_HEADING),
    ("gloss", "([", _GLOSS), ("filler", "\\", _ESCAPE),
)  # fmt: skip


class Furniture(NamedTuple):
    """A stretch of a document that is not part of its words (页码、导航等).

    `kind` is one of `KINDS`; `span` is the place in the document's own text.
    """

    span: Span
    kind: str


def find_furniture(folded: str) -> tuple[Furniture, ...]:
    """The furniture of a document's folded text, in order and without overlap (页码、导航、断行).

    Page numbers on lines of their own and glued to a line (`—7—`), lines of web navigation, advertising lines of
    sharing sites, inserted pinyin, and the white space where a line is broken inside a sentence.

    >>> [(f.kind, f.span) for f in find_furniture("甘肃省人民政\\n—5—\\n府重大行政决策,按规定办理。")]
    [('break', Span(start=6, stop=7)), ('page_number', Span(start=7, stop=10)), ('break', Span(start=10, stop=11))]
    """
    solid = _solid(folded)
    pages = [piece.span for piece in solid if piece.kind == "page_number"]
    breaks = [
        Furniture(span, "break") for span in broken_lines(folded, [piece.span for piece in solid], pages)
    ]
    return tuple(sorted(solid + breaks))


def _solid(folded: str) -> list[Furniture]:
    """Furniture that is printed words, as against mere white space."""
    pages = openings(folded, PAGE_LINE, *"—-~·第Pp")
    found = [Furniture(Span(*match.span("page")), "page_number") for match in pages]
    found += [Furniture(span, "navigation") for span in _running_heads(folded, [one.span for one in found])]
    if len(folded) < 4_000_000 or "来源" in folded[:4000]:
        found += [Furniture(Span(*match.span("line")), "navigation") for match in _navigation(folded)]
    for kind, sign, pattern in _INLINE:
        for match in matches_at(folded, pattern, occurrences(folded, *sign)):
            found.append(Furniture(Span(*match.span()), kind))
    found += [Furniture(Span(*match.span("signs")), "filler") for match in openings(folded, OPENING_SIGNS, *"#-*+•●◆■▪►➢")]
    found += [Furniture(span, "filler") for span in _stars(folded)]
    found += [Furniture(span, "page_number") for span in shared_pages(folded)]
    copy = second_copy(folded)
    found += [Furniture(copy, "repeat")] if copy else []
    return _without_overlap(found)


def _running_heads(folded: str, pages: list[Span]) -> Iterator[Span]:
    """The lines above or below most page numbers that differ by no more than their figures: the name of a gazette on each page."""
    beside: dict[tuple[int, str], set[Span]] = {}
    for page in pages if len(pages) >= _PAGES else ():
        last = len(folded[max(0, page.start - _HEAD) : page.start].rstrip()) + max(0, page.start - _HEAD)
        first = folded.rfind("\n", 0, last) + 1
        lines = _HEAD_LINE.match(folded, first, last), _LINE_BELOW.match(folded, page.stop, page.stop + _HEAD)
        for side, match in enumerate(lines):
            if match is not None:
                span = Span(*match.span("line"))
                beside.setdefault((side, _FIGURES.sub("", span.of(folded))), set()).add(span)
    for (_, words), spans in beside.items():
        if len(spans) >= max(_PAGES, 0.7 * len(pages)) and len(words) >= _SHORTEST_HEAD and words[-1] not in "。;:,、!?":
            yield from spans


def _stars(folded: str) -> Iterator[Span]:
    """The stars on both sides of bold words."""
    for match in _BOLD.finditer(folded) if "**" in folded else ():
        yield Span(match.start(), match.start("words"))
        yield Span(match.end("words"), match.end())


def _navigation(folded: str) -> Iterator[re.Match[str]]:
    """The lines of web navigation."""
    if first := _NAVIGATION.match(folded):
        yield first
    yield from (_NAVIGATION_BELOW if ">" in folded else _SITE_LINE_BELOW).finditer(folded)


def _without_overlap(found: list[Furniture]) -> list[Furniture]:
    kept: list[Furniture] = []
    for piece in sorted(found, key=lambda f: (f.span.start, -f.span.stop)):
        if not kept or piece.span.start >= kept[-1].span.stop:
            kept.append(piece)
    return kept


def is_chrome(line: str) -> bool:
    """Whether a folded line is web navigation or a sharing site's own words (网页附加行).

    >>> is_chrome("发表日期:2024-03-26    文章来源:某某街道办事处"), is_chrome("一、总体要求")
    (True, False)
    """
    return _NAVIGATION.match(line) is not None or _FILLER.match(line) is not None
