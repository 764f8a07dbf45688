"""A web page saved as a single file (MHTML, as Edge, Chrome and Internet Explorer write it)."""

from email import message_from_bytes
from email.message import Message

from fazhi_research.errors import ReadError
from fazhi_research.reading.extracts import Extract
from fazhi_research.reading.html import read_html

_NO_PAGE = "it holds no web page: save the page again from the browser, as .html or .mhtml"


def read_mhtml(data: bytes) -> Extract:
    """The words that a web page saved as one file shows, with the place of its article (单文件网页).

    The page itself is read, not the pages in its frames. Raises `ReadError` for a file that holds no page, or one that shows no words.

    >>> read_mhtml(b"MIME-Version: 1.0\\nContent-Type: text/html\\n\\n<p>" + "依法行政".encode()).text
    '依法行政\\n'
    """
    try:
        message = message_from_bytes(data)
        page = _page(message)
    except (
        RecursionError,
        LookupError,
        ValueError,
    ):  # parts within parts without end, codings that do not exist
        page = None
    if page is None:
        raise ReadError(_NO_PAGE)
    return read_html(page)


def _page(message: Message) -> bytes | None:
    """The bytes of the part that the file says it starts with, else of the first page in it."""
    pages = [
        part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    start = message.get_param("start")
    named = [part for part in pages if start and part.get("Content-ID", "").strip() == start]
    for part in named + pages:
        words = part.get_payload(decode=True)
        if isinstance(words, bytes) and words.strip():
            return words
    return None
