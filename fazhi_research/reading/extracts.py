"""What a reader of one file format hands over."""

from dataclasses import dataclass

from fazhi_research.reading.spans import Span


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file, how it was written there, and where its article is (提取的文本).

    `encoding` is that of the bytes (`utf-8`, `gb18030`, …) or, for DOCX, XLSX and PDF, the format's own name. `article` is the
    stretch of the text that holds the documents, None where the whole text does; `headline` are the lines, in or above the article,
    that say what the page is called. `posted` is the day on which a page was put on its site and `source` who gave it, as its own data say.
    """

    text: str
    encoding: str
    article: Span | None = None
    headline: Span | None = None
    posted: str = ""
    source: str = ""
