"""Blocks: the rows of one document, printed, as they stand in a part and later in the tables."""

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fazhi_research.batch.summaries import leads
from fazhi_research.schemas import csv_text
from fazhi_research.tables import COLUMNS, Rows

#: the pieces of a block in their order: the tables that hold rows of documents, then the text
PIECES = (*(name for name in COLUMNS if name != "outside"), "text")


@dataclass(frozen=True, slots=True)
class Block:
    """Where the rows and the text of a document stand in a part, and what a summary counts of it (文件块)."""

    document: str
    start: int
    sizes: tuple[int, ...]
    tasks: int
    doubts: int
    leads: tuple[tuple[str, str], ...]

    @property
    def stop(self) -> int:
        """Where it ends in its part (终点)."""
        return self.start + sum(self.sizes)


def printed_blocks(rows: Rows, texts: dict[str, str], start: int) -> tuple[list[Block], bytes]:
    """The blocks of a file's documents and their bytes, the first to stand at `start` (文件块).

    `rows` are sorted by their keys, so that of each table a document's rows follow one another.
    """
    own = _by_document(rows, texts)
    blocks, printed = [], b""
    for name, text in texts.items():
        pieces = [encoded(csv_text(own[name][table])) for table in PIECES[:-1]] + [encoded(text)]
        blocks.append(
            Block(
                name, start + len(printed), tuple(map(len, pieces)), len(own[name]["tasks"]), len(own[name]["doubts"]),
                tuple(sorted(leads(own[name]))),
            )
        )  # fmt: skip
        printed += b"".join(pieces)
    return blocks, printed


def _by_document(rows: Rows, names: Collection[str]) -> dict[str, Rows]:
    """The rows of each document; most files have one, and all rows are its own."""
    if len(names) == 1:
        return dict.fromkeys(names, rows)
    own: dict[str, Rows] = {name: {table: [] for table in PIECES[:-1]} for name in names}
    for table in PIECES[:-1]:
        for row in rows[table]:
            own[str(row[0])][table].append(row)
    return own


def pieces(block: bytes, sizes: Sequence[int]) -> dict[str, bytes]:
    """The printed rows of each table, and the text, of a block (各表)."""
    found, start = {}, 0
    for name, size in zip(PIECES, sizes, strict=True):
        found[name] = block[start : start + size]
        start += size
    return found


def renamed(held: dict[str, bytes], new: str) -> dict[str, bytes]:
    """The same rows under another document id (改编号)."""
    return {
        name: piece if name == "text" or not piece else encoded(csv_text([[new, *row[1:]] for row in csv_rows(piece)]))
        for name, piece in held.items()
    }  # fmt: skip


def csv_rows(printed: bytes) -> list[list[str]]:
    """The cells of printed rows (CSV 单元格)."""
    before = csv.field_size_limit(
        max(len(printed), 1)
    )  # a task may be longer than the reader expects of a cell
    try:
        return list(csv.reader(io.StringIO(printed.decode("utf-8", "surrogatepass"), newline="")))
    finally:
        csv.field_size_limit(before)


def encoded(words: str) -> bytes:
    """UTF-8, halves of surrogate pairs included: what was read is written (编码)."""
    return words.encode("utf-8", "surrogatepass")
