"""Tables written by the plainest means, all rows at once: what larger runs must come to, and what is read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from fazhi_research.schemas import csv_text
from fazhi_research.tables import COLUMNS, Row


def write_tables(rows: Mapping[str, Sequence[Row]], documents: Mapping[str, str], folder: Path) -> None:
    """Each table as `<table>.csv` and each text as `text/<document>.txt` in a new folder."""
    (folder / "text").mkdir(parents=True, exist_ok=True)
    files = {f"{name}.csv": csv_text([columns, *rows.get(name, [])]) for name, columns in COLUMNS.items()}
    files |= {f"text/{document}.txt": text for document, text in documents.items()}
    for name, words in files.items():
        (folder / name).write_bytes(words.encode("utf-8", "surrogatepass"))
