"""How tables stand on disk: printed cells, and beside them their schema and what made them, so that none is misread."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from fazhi_research.errors import TableError

SCHEMA = 1
"""Counts up when a column changes its name or meaning, so that no older table is misread 表结构版本."""
RECORD = "tables.json"
"""The file beside tables that says with what schema and by what they were made 表记录."""
_WHOLE = {int, type(None)}


def json_at(path: Path) -> Any:
    """What a JSON file of ours holds (读取记录).

    Raises `OSError` where it cannot be opened and `ValueError` where it is no JSON in UTF-8, one nested without end included.
    """
    try:
        return json.loads(path.read_bytes().decode("utf-8"))
    except RecursionError:
        raise ValueError("nested too deep") from None


def require_schema(folder: Path) -> dict[str, str]:
    """What the record beside tables says, empty where there is none (核对表结构).

    Raises `TableError` where it tells of another schema, of tables half replaced, or cannot be read.
    """
    path = folder / RECORD
    try:
        told = json_at(path) if path.exists() else {"schema": SCHEMA}
        schema, state = told.get("schema"), told.get("state", "complete")
    except (ValueError, AttributeError):
        raise TableError(f"{path}: damaged; run “fazhi parse” again with the same --out") from None
    if schema != SCHEMA:
        raise TableError(
            f"{path}: the tables were made with schema {schema}, this version reads schema {SCHEMA}; make them again "
            "with “fazhi parse”, or read them with the version that made them"
        )
    if state != "complete":
        raise TableError(
            f"{path}: the tables are being replaced or were left half replaced; run “fazhi parse” again"
        )
    return {name: str(value) for name, value in told.items()}


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as lines of CSV, printed as in every table (CSV 行).

    As the csv module prints them, in a fifth of its time: columns are looked at whole, for most have one kind of cell and nothing that needs quotes.
    """
    listed = list(rows)
    lines: Iterable[str]
    if len(set(map(len, listed))) == 1:
        lines = map(",".join, zip(*map(_column, zip(*listed, strict=True)), strict=True))
    else:
        lines = (",".join(_quoted(_printed(cell)) for cell in row) for row in listed)
    return "\n".join([*(line or '""' for line in lines), ""])


def _column(cells: tuple[object, ...]) -> Iterable[str]:
    """The cells of a column as they are printed."""
    try:
        words = "".join(cells)  # type: ignore[arg-type]
    except TypeError:
        return _printed_column(cells)
    return map(_quoted, cells) if _needs_quotes(words) else cells  # type: ignore[arg-type, return-value]


def _printed_column(cells: tuple[object, ...]) -> Iterable[str]:
    """The cells of a column that are not all text."""
    kinds = set(map(type, cells))
    if kinds <= _WHOLE:
        return repr(list(cells))[1:-1].replace("None", "").split(", ")  # all at once: half the time
    if kinds == {bool}:
        return ["true" if cell else "false" for cell in cells]
    return (_quoted(_printed(cell)) for cell in cells)


def _needs_quotes(words: str) -> bool:
    """Whether a cell must be quoted: for a bare CR too, which the csv module leaves and readers take for a line's end."""
    return "," in words or '"' in words or "\n" in words or "\r" in words


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _needs_quotes(cell) else cell


def _printed(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    words = str(cell)
    if words in ("None", "<NA>", "nan"):
        return ""
    if words in ("True", "False"):
        return words.lower()
    return f"{cell:.6g}" if isinstance(cell, float) else words


def version() -> str:
    """The version of the package, from a checkout that was never installed as well 版本."""
    root = sys.modules[__name__.partition(".")[0]]  # the root, which stands above every room
    return str(root.__version__)
