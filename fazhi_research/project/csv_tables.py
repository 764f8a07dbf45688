"""A table as CSV: for programs as it is, for Excel with headings in words and nothing that it would run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.project.formulas import defused
from fazhi_research.project.headings import Heading, heading

if TYPE_CHECKING:
    import pandas as pd

def csv_text(frame: pd.DataFrame) -> str:
    """The table as CSV, numbers to six significant digits, booleans as true and false CSV 文本."""
    return str(_plain(frame).to_csv(index=False, lineterminator="\n", float_format="%.6g"))


def excel_text(frame: pd.DataFrame, *, language: str = "both") -> str:
    """The same for Excel: headings in words, and no cell of words that begins a formula Excel 用 CSV.

    Such a cell gets an apostrophe in front, which a spreadsheet shows or hides; numbers stay numbers. To be written as UTF-8 with the byte order mark by which Excel
    knows it.
    """
    plain = _plain(frame)
    for at in range(plain.shape[1]):
        if plain.dtypes.iloc[at].kind not in "iuf":
            plain.isetitem(at, plain.iloc[:, at].map(defused).to_list())
    among = list(map(str, plain.columns))
    plain.columns = [defused(_head(heading(column, among), language)) for column in among]
    return str(plain.to_csv(index=False, lineterminator="\r\n", float_format="%.6g"))


def _head(known: Heading, language: str) -> str:
    words = {"en": [known.english], "zh": [known.chinese or known.english], "both": list(known[:2])}
    return " ".join(filter(None, words[language]))


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with booleans in words."""
    plain = frame.copy()
    for column in plain.columns:
        if plain[column].dtype.kind == "b" or str(plain[column].dtype) == "boolean":
            plain[column] = plain[column].map({True: "true", False: "false"})
    return plain
