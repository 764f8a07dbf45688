"""The tables of a run, put in the place of earlier ones all together."""

import csv
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from fazhi_research.batch.blocks import PIECES, encoded
from fazhi_research.batch.index import Index, outside
from fazhi_research.batch.parquet import require_pyarrow
from fazhi_research.errors import FazhiError
from fazhi_research.schemas import RECORD, SCHEMA, csv_text
from fazhi_research.tables import COLUMNS

FORMATS = ("csv", "parquet")


def require_format(out: Path, form: str) -> None:
    """Raises `FazhiError` where a folder holds tables in the other format, which would stay beside the new ones, or pyarrow is missing (核对格式)."""
    if form not in FORMATS:
        raise FazhiError(f"--format {form}: no such format; there are {', '.join(FORMATS)}")
    other = {"csv": next(out.glob("documents/part-*.parquet"), None), "parquet": out / "documents.csv"}[form]
    if other is not None and other.exists():
        raise FazhiError(f"--out {out} holds tables in another format ({other.name}): choose another --out")
    if form == "parquet":
        require_pyarrow()


def write_csv(index: Index, keys: Sequence[str], out: Path, made_by: Mapping[str, str]) -> int:
    """How many files were written: each table as `<table>.csv`, each text as `text/<document>.txt` (写出 CSV).

    All are written beside the old ones first, so that a full disk shows before any of these is touched, and then put in their places. While that lasts, and should it be cut off, `tables.json` says so.
    """
    new = fresh(index.folder / "tables")
    with ExitStack() as stack:
        files = {name: stack.enter_context((new / f"{name}.csv").open("wb")) for name in COLUMNS}
        for name, file in files.items():
            file.write(encoded(csv_text([COLUMNS[name]])))
        texts = _Texts(out / "text", new / "text")
        for document, held in index.blocks():
            for name in PIECES[:-1]:
                files[name].write(held[name])
            texts.add(f"{document}.txt", held["text"])
        for words in outside(index.folder, keys):
            files["outside"].write(encoded(words))
    with replacing(out, "csv", made_by):
        _remove_texts(out, index)
        texts.replace(f"{document}.txt" for document in index.names())
        for name in COLUMNS:
            (new / f"{name}.csv").replace(out / f"{name}.csv")
        _write_skipped(out / "skipped.csv", index.skipped, new / "skipped")
    shutil.rmtree(new)
    return len(COLUMNS) + index.count


def write_partitions(index: Index, keys: Sequence[str], out: Path, made_by: Mapping[str, str]) -> int:
    """How many files were written: each table as a folder of Parquet files (写出 Parquet).

    The n-th file of every table but `outside` holds the rows of the same documents.
    """
    from fazhi_research.batch.parquet import TABLES, write_parquet

    new = fresh(index.folder / "tables")
    told = {"schema": str(SCHEMA), **made_by}
    count = write_parquet(index.blocks(), outside(index.folder, keys), new, told)
    with replacing(out, "parquet", made_by):
        for name in TABLES:
            _remove_partitions(out / name)
            (out / name).mkdir(exist_ok=True)
            for path in sorted((new / name).iterdir()):
                path.replace(out / name / path.name)
        _write_skipped(out / "skipped.csv", index.skipped, new / "skipped")
    shutil.rmtree(new)
    return count


def fresh(folder: Path) -> Path:
    """An empty folder (空文件夹)."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


@contextmanager
def replacing(out: Path, form: str, made_by: Mapping[str, str]) -> Iterator[None]:
    """Marks tables as half replaced until all are in their places (替换中)."""
    told = {"schema": SCHEMA, "format": form, "made_by": dict(made_by)}
    if any((out / name).exists() for name in ("documents.csv", "documents", RECORD)):
        _write_record(out / RECORD, told | {"state": "half replaced"})
    yield
    _write_record(out / RECORD, told | {"state": "complete"})


def _write_record(path: Path, told: Mapping[str, object]) -> None:
    words = json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    write_whole(path, encoded(words), path.with_name(f".{path.name}.tmp"))


def write_whole(path: Path, data: bytes, beside: Path) -> None:
    """Writes a file whole or not at all, by way of one beside it (原子写入)."""
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


class _Texts:
    """Texts on their way: those that do not stand in their places already are written beside them first (文本)."""

    def __init__(self, folder: Path, beside: Path) -> None:
        beside.mkdir()
        self._folder, self._beside = folder, beside

    def add(self, name: str, data: bytes) -> None:
        """Writes a text unless it stands there."""
        if not _holds(self._folder / name, data):
            (self._beside / name).write_bytes(data)

    def replace(self, names: Iterable[str]) -> None:
        """Puts those that were written in their places."""
        self._folder.mkdir(exist_ok=True)
        for name in names:
            with suppress(FileNotFoundError):  # it stands there already
                (self._beside / name).replace(self._folder / name)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _remove_texts(out: Path, index: Index) -> None:
    """Removes the texts that an earlier run wrote and this one does not."""
    for name in _listed(out / "documents.csv"):
        if "/" not in name and not index.holds(name):
            (out / "text" / f"{name}.txt").unlink(missing_ok=True)


def _listed(path: Path) -> Iterator[str]:
    """The ids in a table of documents, row by row."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="surrogatepass", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        yield from (row[0] for row in rows if row)


def _remove_partitions(folder: Path) -> None:
    for path in sorted(folder.glob("part-*.parquet")):
        path.unlink()


def _write_skipped(path: Path, skipped: Sequence[tuple[str, str]], beside: Path) -> None:
    """The list of files that were skipped; no list where none was."""
    if skipped:
        write_whole(path, encoded(csv_text([("file", "reason"), *skipped])), beside)
    else:
        path.unlink(missing_ok=True)


WRITERS: dict[str, Callable[[Index, Sequence[str], Path, Mapping[str, str]], int]] = {
    "csv": write_csv,
    "parquet": write_partitions,
}
