"""The documents of all parts in order of their ids, in a file of its own, so that a million need no memory."""

import csv
import io
import json
import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from fazhi_research.batch.blocks import Block, pieces, renamed
from fazhi_research.batch.parts import FileRecord, reason_of, records_of, rows_of
from fazhi_research.errors import FazhiError
from fazhi_research.reading.corpus import InputFile, free_names
from fazhi_research.schemas import csv_text

_TABLES = """
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA temp_store = FILE;
    CREATE TABLE documents (id TEXT PRIMARY KEY, own TEXT, part TEXT, start INTEGER, sizes TEXT) WITHOUT ROWID;
    CREATE TABLE leads (place TEXT, named BLOB, PRIMARY KEY (place, named)) WITHOUT ROWID;
"""
_MOST_OPEN = 64


class Index:
    """All documents of a run under ids that no two share, what lies outside them, and the files skipped (总索引)."""

    def __init__(self, folder: Path, path: Path) -> None:
        self.folder = folder
        self.tasks = self.doubts = self.count = 0
        self.skipped: list[tuple[str, str]] = []
        self._files: OrderedDict[str, BinaryIO] = OrderedDict()
        self._path = path
        path.unlink(missing_ok=True)
        self._data = sqlite3.connect(path)
        try:
            self._data.executescript(_TABLES)
        except sqlite3.Error as error:
            self.__exit__(type(error), error)

    def __enter__(self) -> "Index":
        return self

    def __exit__(self, kind: object, error: BaseException | None, *_: object) -> None:
        self._data.close()
        for file in self._files.values():
            file.close()
        self._path.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise FazhiError(
                f"{self._path}: {error}; make room on the disk, and run the command again"
            ) from error

    def add(self, key: str, files: Sequence[InputFile]) -> None:
        """Takes in a part; of two files with one id, the one added later gets an id with a number (收入分片)."""
        for record, file in zip(records_of(self.folder, key), files, strict=True):
            if record.skipped:
                self.skipped.append((str(file.path), reason_of(record, file)))
            names = [block.document for block in record.documents]
            for block, name in zip(record.documents, free_names(names, _Known(self._data)), strict=True):
                self._add(key, block, name)

    def _add(self, key: str, block: Block, name: str) -> None:
        place = (name, block.document, key, block.start, json.dumps(block.sizes))
        self._data.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", place)
        named = [
            (name if place == block.document else place, named.encode("utf-8", "surrogatepass"))
            for place, named in block.leads
        ]
        self._data.executemany("INSERT OR IGNORE INTO leads VALUES (?, ?)", named)
        self.count += 1
        self.tasks += block.tasks
        self.doubts += block.doubts

    @property
    def leads(self) -> int:
        """How many lead agencies there are (牵头单位数)."""
        return int(self._data.execute("SELECT count(*) FROM leads").fetchone()[0])

    def names(self) -> Iterator[str]:
        """The ids in their order (编号)."""
        return (name for (name,) in self._data.execute("SELECT id FROM documents ORDER BY id"))

    def holds(self, name: str) -> bool:
        """Whether a document has this id (是否存在)."""
        return name in _Known(self._data)

    def blocks(self) -> Iterator[tuple[str, dict[str, bytes]]]:
        """Each document in order of the ids: its printed rows by table, and its text (逐篇读取)."""
        for name, own, key, start, sizes in self._data.execute("SELECT * FROM documents ORDER BY id"):
            lengths = json.loads(sizes)
            file = self._opened(key)
            file.seek(start)
            block = file.read(sum(lengths))
            if len(block) != sum(lengths):
                raise FazhiError(
                    f"{rows_of(self.folder, key)}: cut short while it was read; run the command again"
                )
            held = pieces(block, lengths)
            yield name, held if name == own else renamed(held, name)

    def _opened(self, key: str) -> BinaryIO:
        if key in self._files:
            self._files.move_to_end(key)
            return self._files[key]
        if len(self._files) >= _MOST_OPEN:
            self._files.popitem(last=False)[1].close()
        with ExitStack() as stack:
            file = stack.enter_context(rows_of(self.folder, key).open("rb"))
            stack.pop_all()
        self._files[key] = file
        return file


class _Known(Collection[str]):
    """The ids given so far."""

    def __init__(self, data: sqlite3.Connection) -> None:
        self._data = data

    def __contains__(self, name: object) -> bool:
        return self._data.execute("SELECT 1 FROM documents WHERE id = ?", (name,)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        return (name for (name,) in self._data.execute("SELECT id FROM documents ORDER BY id"))

    def __len__(self) -> int:
        return int(self._data.execute("SELECT count(*) FROM documents").fetchone()[0])


def outside(folder: Path, keys: Sequence[str]) -> Iterator[str]:
    """The rows of the table `outside` as CSV, file by file; of files with one name in order of their starts (篇外各行)."""
    records: Iterator[FileRecord] = (record for key in keys for record in records_of(folder, key))
    for _, same in groupby(records, key=lambda record: record.name):
        printed = [record.outside for record in same if record.outside]
        if len(printed) < 2:
            yield from printed
            continue
        rows = [row for words in printed for row in csv.reader(io.StringIO(words, newline=""))]
        rows.sort(key=lambda row: int(row[1]))
        yield csv_text(rows)
