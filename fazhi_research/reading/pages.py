"""The words that a web page shows, in reading order, and the blocks they stand in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fazhi_research.errors import ReadError
from fazhi_research.reading.page_tables import Cell, PageTable
from fazhi_research.reading.spans import Span

_DEEPEST = 250_000  # elements that were never closed count too
_UNSEEN = frozenset(
    "script style noscript template head select datalist textarea iframe object svg math audio video canvas map".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr "
    "br ucapcontent ul".split()
)
_CONTAINERS = frozenset("body div td th article section main center form ucapcontent".split())
_SPACE = " \t\n\r\f"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60"
_BREAK_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[{_SPACE}]*(?=[{_WIDE}])")
_RUN_OF_SPACE = re.compile(rf"[\t\n\r\f][{_SPACE}]*| [{_SPACE}]+")
_IS_WIDE = re.compile(f"[{_WIDE}]")
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_SWITCHED_OFF = re.compile(r"display\s{0,3}:\s{0,3}none", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """An element's place in the text, the characters of links in it, and its id and classes (网页区块)."""

    span: Span
    links: int
    names: str

    @property
    def weight(self) -> int:
        """The characters that are not links (非链接字数)."""
        return len(self.span) - self.links


class PageWriter:
    """Takes the elements of a page as a parser meets them and writes the words it shows (网页文字).

    Blocks and `<br>` end a line, inline elements do not; no line is blank. White space is collapsed as a browser does, and a
    line break of the source between two Chinese characters vanishes (CSS Text 3, segment breaks). A table is one line a row,
    cells joined by a tab; one that only lays out the page gives its cells as blocks. What `display: none` switches off is
    left out unless `with_hidden`. `text`, `blocks` (inner before outer) and `titles` are complete after `close`.
    """

    def __init__(self, *, with_hidden: bool = False) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.titles: list[
            str
        ] = []  # what the page's own data, its window and its headline call it, the surest first
        self.posted = self.source = ""  # when the page was posted and by whom, as its own data say
        self._with_hidden = with_hidden
        self._parts: list[str] = []
        self._length = self._links = 0
        self._gap = ""  # white space owed before the next word of the line
        self._line, self._line_at, self._inked = 0, 0, False  # where the line begins; whether it has words
        self._depth = self._unseen = self._kept = 0  # how many elements, unseen ones and <pre>, are open
        self._window: list[str] | None = None  # the words of <title> while it is open
        self._open: list[tuple[int, int, str]] = []  # the containers open: start, links before, names
        self._link_at: list[int] = []
        self._headline_at = -1
        self._tables: list[PageTable] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ReadError(
                f"its elements are nested more than {_DEEPEST} deep, as no page is: open it in a browser, copy its text and save that as .txt"
            )
        if self._unseen:
            self._unseen += 1
            if tag == "meta":
                self._take_data(attributes)
            elif tag == "title":
                self._window = []
            return
        if tag in _UNSEEN or (attributes and not self._with_hidden and _is_hidden(attributes)):
            self._unseen = 1
            return
        if tag in _BLOCKS:
            self._end_line()
            self._start_block(tag, attributes)
        elif tag == "a":
            self._link_at.append(self._length)
        elif tag == "meta":
            self._take_data(attributes)

    def _take_data(self, attributes: Mapping[str, str]) -> None:
        """What a page's own data say of it, by the names that the rules for government sites of 2017 give them."""
        name, content = attributes.get("name", "").lower(), attributes.get("content", "").strip()
        if name == "articletitle":
            self.titles.insert(0, content)
        elif name == "pubdate" and (date := _DAY.match(content)):
            self.posted = self.posted or date.group()
        elif name == "contentsource":
            self.source = self.source or content

    def _start_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _CONTAINERS:
            names = f"{attributes.get('id', '')} {attributes.get('class', '')}" if attributes else ""
            self._open.append((self._length, self._links, names))
        if tag == "table":
            if self._tables:
                self._tables[-1].nested = True
            self._tables.append(PageTable(len(self._parts), self._length, len(self.blocks)))
        elif self._tables and tag == "tr":
            self._tables[-1].rows.append([])
        elif self._tables and tag in ("td", "th"):
            self._tables[-1].open_cell(Cell.opened(len(self._parts), attributes))
        elif tag == "h1":
            self._headline_at = len(self._parts)
        elif tag == "pre":
            self._kept += 1

    def end(self, tag: str) -> None:
        """An element closes."""
        self._depth -= 1
        if self._unseen:
            self._unseen -= 1
            if tag == "title" and self._window is not None:
                self.titles.append("".join(self._window))
                self._window = None
        elif tag in _BLOCKS:
            if tag != "br":
                self._end_line()
                self._end_block(tag)
        elif tag == "a" and self._link_at:
            self._links += max(0, self._length - self._link_at.pop())

    def _end_block(self, tag: str) -> None:
        if tag in _CONTAINERS and self._open:
            begin, links, names = self._open.pop()
            if self._length > begin:
                self.blocks.append(Block(Span(begin, self._length), self._links - links, names))
        if tag == "table" and self._tables:
            self._end_table(self._tables.pop())
        elif self._tables and tag in ("td", "th"):
            self._tables[-1].close_cell(len(self._parts))
        elif tag == "h1" and self._headline_at >= 0:
            self.titles.append("".join(self._parts[self._headline_at :]))
            self._headline_at = -1
        elif tag == "pre":
            self._kept -= 1

    def _end_table(self, table: PageTable) -> None:
        """Writes a table of data anew, row by row."""
        if table.lays_out(self._parts):
            return
        lines = table.lines(self._parts)
        del self._parts[table.part :], self.blocks[table.blocks :]
        self._parts += lines
        self._length = table.start + sum(map(len, lines))
        self._line, self._line_at = len(self._parts), self._length

    def data(self, words: str) -> None:
        """Words, or a piece of them."""
        if self._unseen:
            if self._window is not None:
                self._window.append(words)
        elif self._kept:
            for number, line in enumerate(words.split("\n")):
                if number:
                    self._end_line()
                self._write(line)
        else:
            self._write(words)

    def _write(self, words: str) -> None:
        core = words.strip(_SPACE)
        if not core:
            self._owe(words)
            return
        if words[0] in _SPACE:
            self._owe(words[: words.index(core[0])])
        if self._gap:
            if self._gap == " " or not (_IS_WIDE.match(core) and _IS_WIDE.match(self._parts[-1][-1])):
                self._parts.append(" ")
                self._length += 1
            self._gap = ""
        if "\n" in core or "  " in core or "\t" in core or "\r" in core:
            core = _RUN_OF_SPACE.sub(" ", _BREAK_BETWEEN_WIDE.sub("", core))
        self._parts.append(core)
        self._length += len(core)
        self._inked = self._inked or not core.isspace()
        if words[-1] in _SPACE:
            self._owe(words[len(words.rstrip(_SPACE)) :])

    def _owe(self, space: str) -> None:
        """White space counts only between words of one line, and as a break only if nothing else is in it."""
        if len(self._parts) > self._line and space:
            self._gap = "\n" if "\n" in space and self._gap != " " else " "

    def _end_line(self) -> None:
        self._gap = ""
        if self._inked:
            self._parts.append("\n")
            self._length += 1
        else:
            del self._parts[self._line :]
            self._length = self._line_at
        self._line, self._line_at, self._inked = len(self._parts), self._length, False

    def close(self) -> "PageWriter":
        """The page is at its end."""
        self._end_line()
        self.text = "".join(self._parts)
        return self


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style")
    return (style is not None and _SWITCHED_OFF.search(style) is not None) or "hidden" in attributes
