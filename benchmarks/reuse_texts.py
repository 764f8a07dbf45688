"""Texts that share passages, for measuring reuse: those of reuse.py as a table, and as files for other packages."""

import random
from pathlib import Path

import pandas as pd
from reuse import documents, table


def shared_texts(count: int) -> pd.DataFrame:
    return table(documents(count, random.Random(0))[0])


def write_texts(count: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in shared_texts(count).itertuples(index=False, name=None):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
