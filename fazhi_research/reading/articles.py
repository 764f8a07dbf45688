"""Where on a page its article is."""

import re
from collections.abc import Sequence

from fazhi_research.reading.pages import Block
from fazhi_research.reading.spans import Span

#: What content systems of government sites call the element of the article, the surest first.
_NAMED = (
    re.compile(
        r"(?i)(?:^|\s)(?:trs_(?:ueditor|editor|preappend)|view|ucapcontent|zoom|zoomcon|pages_content|con_text|wenzhang|article[-_]?(?:content|con|body|text|zw|main)|content_article|"
        r"xxgk_?content|detail[-_]?(?:content|con|text)|news_?(?:content|con|text)|text_?con(?:tent)?|main_?text|info_?cont(?:ent)?|news_?main|wz_?(?:content|con)|vsb_content\w{0,8}|wordsection\d|easysite-news-text|bt-?content|js_content|rich_media_content)(?=\s|$)"
    ),
    re.compile(r"(?i)(?:^|\s)(?:article|content|detail|main|con|nr|zw|body|news)(?=\s|$)"),
)
_MOST = 0.7  # a block with this share of the page's words holds the article
_SOME = (0.3, 0.5)  # the share that is enough for a block with one of these names
_ABOVE = 5000  # how far above the article its headline is looked for
_WITHIN = 1000  # how far into the article its own title can stand
_TITLE_ENDS = re.compile(r"\s[-_|—–]{1,2}\s|[-_|—–]{1,3}(?=[^-_|—–]{2,20}$)|\s{2,}[-_|]")


def find_article(
    text: str, blocks: Sequence[Block], titles: Sequence[str]
) -> tuple[Span | None, Span | None]:
    """Where the article of a page is, and the lines in or above it that say what the page is called (正文与标题位置).

    The block is the one that is named as government sites name theirs, else the smallest that holds most of the page's
    words that are not links. None where nothing on the page stands apart, or no line says the title.
    """
    most = max((block.weight for block in blocks), default=0)
    if most < 20:
        return None, None
    found = _named(blocks, most) or min(
        (block for block in blocks if block.weight >= _MOST * most), key=lambda block: len(block.span)
    )
    return found.span, _headline(text, found.span, titles)


def _named(blocks: Sequence[Block], most: int) -> Block | None:
    """The heaviest block with a name of the surer kind; of one within the other the inner, if it holds nearly all."""
    for names, share in zip(_NAMED, _SOME, strict=True):
        held = [block for block in blocks if block.names.strip() and names.search(block.names)]
        weight = max((block.weight for block in held), default=0)
        if weight >= share * most:
            return min(
                (block for block in held if block.weight >= 0.95 * weight), key=lambda block: len(block.span)
            )
    return None


def _headline(text: str, article: Span, titles: Sequence[str]) -> Span | None:
    """The lines that say the page's title: the first in the article's opening, else the last above it, else a cell of its data."""
    for cells in (False, True):
        found = _printed(text, article, titles, cells=cells)
        if found:
            return found
    return None


def _printed(text: str, article: Span, titles: Sequence[str], *, cells: bool) -> Span | None:
    """Where a title is printed on lines, or in a cell, of its own."""
    opening = _squeezed(text, article.start, min(article.stop, article.start + _WITHIN))
    above = _squeezed(text, max(0, article.start - _ABOVE), article.start)
    for title in _candidates(titles):
        spans = _lines_of(text, title, *opening, cells)[:1] or _lines_of(text, title, *above, cells)[-1:]
        if spans:
            return spans[0]
    return None


def _squeezed(text: str, start: int, stop: int) -> tuple[str, list[int]]:
    """A stretch without white space, and where each character of it stands."""
    places = [at for at in range(start, stop) if not text[at].isspace()]
    return "".join(text[at] for at in places), places


def _lines_of(text: str, title: str, squeezed: str, places: list[int], cells: bool) -> list[Span]:
    """The whole lines, one or several together, or the cells that say a title; white space is not looked at."""
    found = []
    at = squeezed.find(title)
    while at >= 0:
        first, last = places[at], places[at + len(title) - 1]
        before = text[text.rfind("\n", 0, first) + 1 : first]
        line_end = text.find("\n", last)
        after = text[last + 1 : line_end if line_end >= 0 else len(text)]
        if cells:
            before, after = before.rsplit("\t", 1)[-1], after.split("\t", 1)[0]
        if not before.strip() and not after.strip():
            found.append(Span(first, last + 1))
        at = squeezed.find(title, at + len(title))
    return found


def _candidates(titles: Sequence[str]) -> list[str]:
    """What the headline may say, without white space: the titles as they are, and without the site's name."""
    found: list[str] = []
    for title in titles:
        for words in (title, *_TITLE_ENDS.split(title[:300])):
            squeezed = "".join(words.split())
            if len(squeezed) >= 5 and squeezed not in found:
                found.append(squeezed[:300])
    return found
