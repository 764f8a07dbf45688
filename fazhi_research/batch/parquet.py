"""Tables as Parquet, for those who have more documents than a CSV file is good for. Needs pyarrow (Apache-2.0)."""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.batch.blocks import PIECES
from fazhi_research.errors import FazhiError
from fazhi_research.tables import COLUMNS, KINDS

if TYPE_CHECKING:
    import pyarrow as pa

TABLES = (*COLUMNS, "texts")
_MOST_DOCUMENTS = 5_000
_MOST_BYTES = 64_000_000
_MOST_ROWS = 200_000


def require_pyarrow() -> None:
    """Raises `FazhiError` unless pyarrow is installed (检查 pyarrow)."""
    if find_spec("pyarrow") is None:
        raise FazhiError(
            "--format parquet needs the package pyarrow: pip install pyarrow, or fazhi-research[parquet]"
        )


def write_parquet(
    blocks: Iterable[tuple[str, dict[str, bytes]]],
    outside: Iterable[str],
    folder: Path,
    told: Mapping[str, str],
) -> int:
    """How many files were written, `<table>/part-00000.parquet` and so on, with `told` in the metadata of each (写出 Parquet).

    A file ends after 5,000 documents or 64 MB of printed rows and texts; the same documents are in the files with the same number.
    """
    for name in TABLES:
        (folder / name).mkdir()
    count = 0
    for number, held in enumerate(_chunks(blocks)):
        names = [name for name, _ in held]
        for table in PIECES[:-1]:
            _write(_typed(table, b"".join(pieces[table] for _, pieces in held)), folder / table, number, told)
        _write(_texts(names, [pieces["text"] for _, pieces in held]), folder / "texts", number, told)
        count += len(PIECES)
    for number, printed in enumerate(_lines(outside)):
        _write(_typed("outside", printed), folder / "outside", number, told)
        count += 1
    return count


def _chunks(
    blocks: Iterable[tuple[str, dict[str, bytes]]],
) -> Iterator[list[tuple[str, dict[str, bytes]]]]:
    held: list[tuple[str, dict[str, bytes]]] = []
    size = 0
    for name, pieces in blocks:
        held.append((name, pieces))
        size += sum(map(len, pieces.values()))
        if len(held) >= _MOST_DOCUMENTS or size >= _MOST_BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


def _lines(outside: Iterable[str]) -> Iterator[bytes]:
    """Rows of `outside`, some hundred thousand at a time; one empty lot if there are none at all."""
    held: list[str] = []
    rows, any_yet = 0, False
    for words in outside:
        held.append(words)
        rows += words.count("\n")
        if rows >= _MOST_ROWS:
            yield _utf8("".join(held).encode("utf-8", "surrogatepass"))
            held, rows, any_yet = [], 0, True
    if held or not any_yet:
        yield _utf8("".join(held).encode("utf-8", "surrogatepass"))


def _typed(table: str, printed: bytes) -> "pa.Table":
    """Printed rows with the kinds of their columns; numbers are those of the CSV, to six significant digits."""
    import pyarrow as pa
    from pyarrow import csv

    kinds = {"s": pa.string(), "i": pa.int64(), "f": pa.float64(), "b": pa.bool_()}
    types = {column: kinds[kind] for column, kind in KINDS[table].items()}
    if not printed:
        return pa.Table.from_batches([], pa.schema(types.items()))  # empty_table() would load pandas
    data = _utf8(printed)
    return csv.read_csv(
        pa.BufferReader(data),
        # one block for all: a long text may not straddle two
        read_options=csv.ReadOptions(column_names=list(types), block_size=len(data) + 1, use_threads=False),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=types, null_values=[""], true_values=["true"], false_values=["false"], strings_can_be_null=False,
            check_utf8=False,  # `_utf8` has looked
        ),
    )  # fmt: skip


def _texts(names: Sequence[str], texts: Sequence[bytes]) -> "pa.Table":
    """The texts as they are in memory, copied once."""
    import pyarrow as pa

    columns = [_strings([name.encode() for name in names]), _strings([_utf8(text) for text in texts])]
    return pa.Table.from_arrays(columns, names=["document", "text"])


def _strings(cells: Sequence[bytes]) -> "pa.Array":
    """A column of text from its bytes in UTF-8."""
    import pyarrow as pa

    stops = array("i", accumulate(map(len, cells), initial=0))
    return pa.StringArray.from_buffers(len(cells), pa.py_buffer(stops), pa.py_buffer(b"".join(cells)))


def _utf8(data: bytes) -> bytes:
    """The same bytes; halves of surrogate pairs, which Parquet cannot hold, become question marks."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogatepass").encode("utf-8", "replace")
    return data


def _write(table: "pa.Table", folder: Path, number: int, told: Mapping[str, str]) -> None:
    from pyarrow import parquet

    marked = table.replace_schema_metadata({"fazhi": json.dumps(dict(told), sort_keys=True)})
    parquet.write_table(marked, folder / f"part-{number:05}.parquet", compression="zstd")
