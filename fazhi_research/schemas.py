"""How tables stand on disk: printed cells, and beside them their schema and what made them, so that none is misread."""

import json
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

from fazhi_research.errors import TableError

SCHEMA = 1
"""Counts up when a column changes its name or meaning, so that no older table is misread 表结构版本."""
RECORD = "tables.json"
"""The file beside tables that says with what schema and by what they were made 表记录."""
_WHOLE = {int, type(None)}


def require_schema(folder: Path) -> dict[str, str]:
    """What the record beside tables says, empty where there is none (核对表结构).

    Raises `TableError` where it tells of another schema, of tables half replaced, or cannot be read.
    """
    path = folder / RECORD
    try:
        told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"schema": SCHEMA}
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

    As the csv module prints them, in a third of its time: a row is looked at whole, and few need quotes.
    """
    lines = []
    for row in _printed_rows(list(rows)):
        line = ",".join(row)
        plain = '"' not in line and "\n" not in line and "\r" not in line and line.count(",") == len(row) - 1
        lines.append(line if plain and line else ",".join(map(_quoted, row)) or '""')
    return "\n".join([*lines, ""]) if lines else ""


def _printed_rows(rows: Sequence[Sequence[object]]) -> Iterable[Sequence[str]]:
    """The rows with every cell as text, column by column: most columns have one kind of cell."""
    if len(set(map(len, rows))) != 1:
        return ([_printed(cell) for cell in row] for row in rows)
    return zip(*map(_column, zip(*rows, strict=True)), strict=True)


def _column(cells: tuple[object, ...]) -> Iterable[str]:
    kinds = set(map(type, cells))
    if kinds == {str}:
        return cells  # type: ignore[return-value]
    if kinds <= _WHOLE:
        return ["" if cell is None else str(cell) for cell in cells]
    if kinds == {bool}:
        return ["true" if cell else "false" for cell in cells]
    return map(_printed, cells)


def _quoted(cell: str) -> str:
    """A cell as the csv module prints it, but quoted for a bare CR too, which it leaves and readers take for a line's end."""
    if "," not in cell and '"' not in cell and "\n" not in cell and "\r" not in cell:
        return cell
    return '"' + cell.replace('"', '""') + '"'


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
    """The version of the package 版本."""
    try:
        return metadata.version("fazhi-research")
    except metadata.PackageNotFoundError:
        return "unknown"  # run from a checkout that was never installed
