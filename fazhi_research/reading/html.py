"""A saved web page: its encoding, its words, and where in them the article is."""

import re

from fazhi_research.errors import ReadError
from fazhi_research.reading.articles import find_article
from fazhi_research.reading.encodings import decode
from fazhi_research.reading.extracts import Extract
from fazhi_research.reading.pages import PageWriter

_CHARSET = re.compile(rb"(?i)(?:charset|encoding)\s{0,4}=\s{0,4}[\"']?\s{0,4}([\w-]{3,16})")
_CODECS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-big5": "big5hkscs",
}  # fmt: skip
_INSTALL = 'reading a web page needs the package lxml: pip install "lxml>=6.0"'


def read_html(data: bytes) -> Extract:
    """The words a saved web page shows, with the place of its article (网页).

    The page is decoded by its byte-order mark, as UTF-8, or as it says itself (`gb2312` read as GB18030, of which it is a part),
    never by the parser's guess. Raises `ReadError` for a page that shows no words.

    >>> read_html("<p>依法<b>行政</b><script>x</script><br>二".encode()).text
    '依法行政\\n二\\n'
    """
    text, encoding = decoded(data)
    page = _written(text)
    if not page.text.strip() or len(page.text) < 200:
        whole = _written(text, with_hidden=True)
        page = whole if len(whole.text) > 2 * len(page.text) else page
    if not page.text.strip():
        raise ReadError(
            "the page shows no words (a script may fill it in): open it in a browser, copy its text and save that as .txt"
        )
    article, headline = find_article(page.text, page.blocks, page.titles)
    return Extract(page.text, encoding, article, headline, page.posted, page.source)


def decoded(data: bytes) -> tuple[str, str]:
    """The source of a page and its encoding (网页编码).

    >>> decoded('<meta charset="gb2312">镕'.encode("gb18030"))
    ('<meta charset="gb2312">镕', 'gb18030')
    """
    declared = _CHARSET.search(data[:4096])
    codec = _CODECS.get(declared.group(1).decode("ascii", "replace").lower()) if declared else None
    if codec is None or data[:3] == b"\xef\xbb\xbf" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return decode(data)
    for name in ("utf-8", codec):
        try:
            return data.decode(name), name
        except UnicodeDecodeError:
            continue
    damaged = data.decode(codec, errors="replace")
    if damaged.count("\ufffd") * 200 <= len(damaged):
        return damaged, f"{codec}-damaged"
    return decode(data)


def _written(text: str, *, with_hidden: bool = False) -> PageWriter:
    try:
        from lxml import etree
    except ImportError:
        raise ReadError(_INSTALL) from None

    writer = PageWriter(with_hidden=with_hidden)
    parser = etree.HTMLParser(target=writer, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(text.encode("utf-8", errors="replace"))
        parser.close()
    except (etree.LxmlError, AssertionError) as error:
        raise ReadError(
            f"it cannot be read as a web page ({error}): save it again from the browser"
        ) from None
    return writer
