"""What a reader of one file format hands over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fazhi_research.reading.spans import Span

Merged = tuple[tuple[int, int], ...]
"""Where a row begins and which of its columns, the first 0, is an empty cell into which a cell of an earlier row reaches (合并单元格)."""


class RowLine(str):
    """A row of a table as a line, and its columns into which a cell of an earlier row reaches (表格行).

    >>> RowLine.of(["2", "", "市财政局"], {1}).merged
    (1,)
    """

    merged: tuple[int, ...]

    @classmethod
    def of(cls, cells: Sequence[str], merged: Iterable[int]) -> "RowLine":
        """The cells joined by tabs; `merged` are the columns of those that go on with the row above (制表符连接)."""
        line = cls("\t".join(cells))
        line.merged = tuple(sorted(merged))
        return line


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file, how it was written there, and where its article is (提取的文本).

    `encoding` is that of the bytes (`utf-8`, `gb18030`, …) or, for DOCX, XLSX and PDF, the format's own name. `article` is the
    stretch of the text that holds the documents, None where the whole text does; `headline` are the lines, in or above the article,
    that say what the page is called. `merged` are the empty cells into which a cell of the row above reaches. `posted` is the day on which a page was put on its site and `source` who gave it, as its own data say.
    """

    text: str
    encoding: str
    article: Span | None = None
    headline: Span | None = None
    posted: str = ""
    source: str = ""
    merged: Merged = ()


def merged_places(lines: Iterable[str], start: int = 0) -> Iterator[tuple[int, int]]:
    """The merged cells of a text of these lines, which end with a line end or are to be joined by one (合并单元格位置).

    >>> list(merged_places(["序号\\t单位", RowLine.of(["2", ""], {1})]))
    [(6, 1)]
    """
    for line in lines:
        if isinstance(line, RowLine):
            yield from ((start, column) for column in line.merged)
        start += len(line) + (not line.endswith("\n"))
