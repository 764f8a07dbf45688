"""How tables stand on disk: printed cells, and beside them their schema and what made them, so that none is misread."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from fazhi_research.errors import TableError

SCHEMA = 1
"""Counts up when a column changes its name or meaning, so that no older table is misread 表结构版本."""
RECORD = "tables.json"
"""The file beside tables that says with what schema and by what they were made 表记录."""


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
    """Rows as lines of CSV, printed as in every table (CSV 行)."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    for row in rows:
        cells = [_printed(cell) for cell in row]
        if any("\r" in cell for cell in cells):
            lines.write(",".join(map(_quoted, cells)) + "\n")
        else:
            writer.writerow(cells)
    return lines.getvalue()


def _quoted(cell: str) -> str:
    """A cell as the csv module prints it, but quoted for a bare CR too, which it leaves and readers take for a line's end."""
    if not any(sign in cell for sign in ',"\r\n'):
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
