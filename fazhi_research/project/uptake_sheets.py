"""Sheets that people correct by hand in a spreadsheet: written for it, read back from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.errors import ReadError, TableError
from fazhi_research.measuring.corrections import HAND_COLUMNS, sheet_rows
from fazhi_research.measuring.uptake import UPTAKE_COLUMNS
from fazhi_research.project.sheets import read_grid, write_csv_sheet

if TYPE_CHECKING:
    import pandas as pd

# Free text; every other cell is an id, a key or a number.
_WORDS = ("label", "heading", "plan_labels", "words", "item_words", "plan_words", "note")


def save_uptake_sheet(matrix: pd.DataFrame, path: str | Path, *, items: pd.DataFrame) -> Path:
    """The sheet on which an uptake matrix is corrected by hand, written as CSV 保存更正表.

    UTF-8 with a mark at the beginning, so that spreadsheets read the Chinese. Columns: those of the matrix, then `corrected`,
    `corrected_items`, `coder` and `note` to be filled. If the file exists, what hands wrote in it is kept: in the row of its item, or,
    where the words have changed since, at the end with the reason in `stale`.
    """
    path = Path(path)
    sheet = sheet_rows(matrix, _read(path) if path.exists() else _none(), items=items)
    ids = [number for number, name in enumerate(sheet.columns) if name not in _WORDS]
    lines = [[_cell(value) for value in row] for row in sheet.itertuples(index=False, name=None)]
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_csv_sheet(path, [list(sheet.columns), *lines], ids=ids)


def _cell(value: object) -> str:
    """A cell as text: empty where it is missing, numbers with six digits."""
    if value is None or value != value:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def read_uptake_sheet(path: str | Path) -> pd.DataFrame:
    """The corrections that hands wrote on a sheet, one row each 读取更正表.

    Reads what spreadsheets save: CSV in UTF-8 or GB18030, and xlsx. Raises TableError if it is no such sheet.
    """
    sheet = _read(Path(path))
    return sheet[(sheet["corrected"] != "") | (sheet["corrected_items"] != "")]


def _read(path: Path) -> pd.DataFrame:
    """All rows of a sheet as text; row n of the index is line n + 2 of the file."""
    import pandas as pd

    needed = (*UPTAKE_COLUMNS, *HAND_COLUMNS[:4])
    try:
        grid = read_grid(path, columns=needed)
    except ReadError as error:
        raise TableError(f"{error}. A sheet is made with save_uptake_sheet.") from None
    if not grid:
        raise TableError(f"{path}: is no table (it is empty); make it with save_uptake_sheet.")
    header = grid[0][1]
    if missing := [name for name in needed if name not in header]:
        raise TableError(
            f"{path}: column {', '.join(missing)} is missing; make the sheet with save_uptake_sheet."
        )
    for number, cells in grid[1:]:
        if any(cells[len(header) :]):
            raise TableError(f"{path}: line {number} has more cells than there are columns; correct it.")
    rows = [[*cells, *[""] * (len(header) - len(cells))][: len(header)] for _, cells in grid[1:]]
    return pd.DataFrame(rows, columns=header, index=[number - 2 for number, _ in grid[1:]], dtype="str")


def _none() -> pd.DataFrame:
    """A sheet on which nobody wrote."""
    import pandas as pd

    return pd.DataFrame(columns=[*UPTAKE_COLUMNS, *HAND_COLUMNS], dtype="object")
