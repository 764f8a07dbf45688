"""Tables too large for memory, read some documents at a time, from CSV or Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.schemas import SCHEMA, require_schema
from fazhi_research.tables import COLUMNS, KINDS, saved_text, typed

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

TEXTS = "texts"
_ROWS = 20_000


def read_chunks(
    folder: str | Path, *tables: str, documents: int = 1000
) -> Iterator[tuple[pd.DataFrame, ...]]:
    """Frames of the named tables for some documents at a time, all rows of these documents in each 分块读取数据表.

    `folder` holds what `fazhi parse` or `build` wrote, as CSV or Parquet. Each tuple has one frame for each name, with columns and kinds as
    from `read_table`, for the next documents in order of their ids: `documents` of them at most (fewer at the end of a Parquet file). `texts`
    (document, text) is a table too. `outside` belongs to files, not documents: it is read alone, some thousand rows at a time. Joined, the frames are the
    whole tables. Raises TableError for unknown names, and for tables that are missing, half replaced, of another schema, or not in order.

    >>> import fazhi_research as fz
    >>> tables = fz.Project.find().processed
    >>> [(len(about), len(tasks)) for about, tasks in fz.read_chunks(tables, "documents", "tasks", documents=8)]
    [(8, 86), (3, 44)]
    """
    folder = Path(folder)
    known = (*COLUMNS, TEXTS)
    if not tables or any(table not in known for table in tables):
        wrong = next((table for table in tables if table not in known), "")
        raise TableError(f"no table is called {wrong!r}; there are {', '.join(known)}")
    if "outside" in tables and len(tables) > 1:
        raise TableError("the table outside belongs to files, not to documents: read it alone")
    if documents < 1:
        raise TableError(f"documents={documents}: give 1 or more")
    require_schema(folder)
    if (folder / "documents").is_dir():
        return _parquet(folder, tables, documents)
    return _csv(folder, tables, documents)


def _parquet(folder: Path, tables: Sequence[str], most: int) -> Iterator[tuple[pd.DataFrame, ...]]:
    """Part by part: those with the same number hold the same documents."""
    if tables == ("outside",):
        for path in _parts(folder / "outside"):
            yield (_part(path, "outside"),)
        return
    for path in _parts(folder / "documents"):
        names = _part(path, "documents")["document"]
        frames = [_part(folder / table / path.name, table) for table in tables]
        for start in range(0, len(names), most):
            chosen = set(names.iloc[start : start + most])
            yield tuple(frame[frame["document"].isin(chosen)].reset_index(drop=True) for frame in frames)


def _parts(folder: Path) -> list[Path]:
    found = sorted(folder.glob("part-*.parquet"))
    if not found:
        raise TableError(f"{folder}: no such table; make it with “fazhi parse --format parquet”")
    return found


def _part(path: Path, table: str) -> pd.DataFrame:
    """One file of a table, its schema checked."""
    import pandas as pd

    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise TableError(f"{path}: to read Parquet, install pyarrow: pip install pyarrow") from None
    try:
        held = parquet.ParquetFile(path).read()
    except (OSError, ValueError, NotImplementedError) as error:  # pyarrow's own errors are of these
        raise TableError(f"{path}: cannot be read as Parquet ({error}); run “fazhi parse” again") from None
    _require_contract(path, table, held.schema)
    kinds = {
        pa.string(): pd.StringDtype("python"), pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype(), pa.bool_(): pd.BooleanDtype(),
    }  # fmt: skip
    frame: pd.DataFrame = held.to_pandas(types_mapper=kinds.get)
    return frame


def _require_contract(path: Path, table: str, schema: pa.Schema) -> None:
    """Raises TableError unless a file has the schema of this version, and the columns of the table in their kinds."""
    import pyarrow as pa

    try:
        told = json.loads((schema.metadata or {}).get(b"fazhi", b"{}"))
    except (ValueError, RecursionError):
        told = {}
    made = told.get("schema", "unknown") if isinstance(told, dict) else "unknown"
    if made != str(SCHEMA):
        raise TableError(
            f"{path}: made with schema {made}, this version reads schema {SCHEMA}; run “fazhi parse” again"
        )
    kinds = {"s": pa.string(), "i": pa.int64(), "f": pa.float64(), "b": pa.bool_()}
    for column, kind in KINDS.get(table, {"document": "s", "text": "s"}).items():
        if schema.names.count(column) != 1:
            is_there = "there twice" if column in schema.names else "missing"
            raise TableError(f"{path}: column {column} is {is_there}; run “fazhi parse” again")
        if (found := schema.field(column).type) != kinds[kind]:
            raise TableError(
                f"{path}: column {column} holds {found}, not {kinds[kind]}; run “fazhi parse” again, or read it with the program that wrote it"
            )


def _csv(folder: Path, tables: Sequence[str], most: int) -> Iterator[tuple[pd.DataFrame, ...]]:
    """Documents by documents.csv, the other tables read alongside, which is why they must be in order."""
    with ExitStack() as stack:
        if tables == ("outside",):
            yield from (
                (typed(folder / "outside.csv", "outside", raw),) for raw in _raw(folder, "outside", stack)
            )
            return
        ids = _Cursor(folder, "documents", stack)
        cursors = [_Cursor(folder, table, stack) for table in tables if table != TEXTS]
        while True:
            names = list(ids.first(most)["document"])
            last = names[-1] if len(names) == most else None  # None: all that is left
            frames = {cursor.table: cursor.until(last) for cursor in cursors}
            if TEXTS in tables:
                frames[TEXTS] = _texts(folder, names)
            if any(len(frame) for frame in frames.values()):
                yield tuple(frames[table] for table in tables)
            if last is None:
                return


def _raw(folder: Path, table: str, stack: ExitStack) -> Iterator[pd.DataFrame]:
    """The rows of a CSV file as text, some thousand at a time; at least one frame, if an empty one."""
    import pandas as pd

    path = folder / f"{table}.csv"
    if not path.exists():
        raise TableError(f"{path}: no such table; make it with “fazhi reproduce” or “fazhi parse”")
    try:
        reader = pd.read_csv(
            path, dtype="string[python]", keep_default_na=False, encoding="utf-8-sig", chunksize=_ROWS
        )
        stack.enter_context(reader)
        yield from reader
    except (ValueError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: cannot be read as a table ({error}); make the table again") from None


class _Cursor:
    """A place in a table that is in order of its documents."""

    def __init__(self, folder: Path, table: str, stack: ExitStack) -> None:
        self.table, self.path = table, folder / f"{table}.csv"
        self._coming = _raw(folder, table, stack)
        self._last = ""
        self._held = self._checked(next(self._coming))

    def _checked(self, raw: pd.DataFrame) -> pd.DataFrame:
        if "document" not in raw.columns:
            raise TableError(f"{self.path}: column document is missing; make the table again")
        names = [self._last, *raw["document"]]
        if any(before > after for before, after in pairwise(names)):
            raise TableError(
                f"{self.path}: not in order of its documents; sort it by the column document, or make it again"
            )
        self._last = names[-1]
        return raw

    def first(self, rows: int) -> pd.DataFrame:
        """The next so many rows."""
        while len(self._held) < rows and self._more():
            pass
        return self._cut(min(rows, len(self._held)))

    def until(self, document: str | None) -> pd.DataFrame:
        """The next rows, those of a document included and no later one; all that are left for None."""
        while (document is None or self._last <= document) and self._more():
            pass
        held = self._held["document"]
        return self._cut(len(held) if document is None else sum(name <= document for name in held))

    def _more(self) -> bool:
        import pandas as pd

        raw = next(self._coming, None)
        if raw is None:
            return False
        self._held = pd.concat([self._held, self._checked(raw)], ignore_index=True)
        return True

    def _cut(self, rows: int) -> pd.DataFrame:
        taken, self._held = self._held.iloc[:rows], self._held.iloc[rows:]
        return typed(self.path, self.table, taken.reset_index(drop=True))


def _texts(folder: Path, names: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    texts: dict[str, Any] = {"document": list(names), "text": []}
    for name in names:
        texts["text"].append(saved_text(folder / "text" / f"{name}.txt"))
    return pd.DataFrame(texts, dtype="string[python]")
