"""Sheets that people correct by hand in a spreadsheet: written for it, read back from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.errors import TableError
from fazhi_research.measuring.corrections import HAND_COLUMNS, sheet_rows
from fazhi_research.measuring.uptake import UPTAKE_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

_RISKY = ("=", "+", "-", "@", "\t")  # a spreadsheet would take such a cell for a formula
_WORDS = ("label", "heading", "plan_labels", "words", "item_words", "plan_words", "note")


def save_uptake_sheet(matrix: pd.DataFrame, path: str | Path, *, items: pd.DataFrame) -> Path:
    """The sheet on which an uptake matrix is corrected by hand, written as CSV 保存更正表.

    UTF-8 with a mark at the beginning, so that spreadsheets read the Chinese. Columns: those of the matrix, then `corrected`,
    `corrected_items`, `coder` and `note` to be filled. If the file exists, what hands wrote in it is kept: in the row of its item, or,
    where the words have changed since, at the end with the reason in `stale`.
    """
    path = Path(path)
    sheet = sheet_rows(matrix, _read(path) if path.exists() else _none(), items=items)
    for name in _WORDS:
        sheet[name] = [f"'{cell}" if str(cell).startswith(_RISKY) else cell for cell in sheet[name]]
    path.parent.mkdir(parents=True, exist_ok=True)
    text = sheet.to_csv(index=False, lineterminator="\n", float_format="%.6g")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8", "surrogatepass"))
    return path


def read_uptake_sheet(path: str | Path) -> pd.DataFrame:
    """The corrections that hands wrote on a sheet, one row each 读取更正表.

    Reads UTF-8 and what Chinese spreadsheets write (GB18030). Raises TableError if it is no such sheet.
    """
    sheet = _read(Path(path))
    return sheet[(sheet["corrected"] != "") | (sheet["corrected_items"] != "")]


def _read(path: Path) -> pd.DataFrame:
    """All rows of a sheet as text; line numbers are those of the file's rows."""
    import io

    import pandas as pd

    try:
        data = path.read_bytes()
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error}); make it with save_uptake_sheet.") from None
    words = ""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            words = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    try:
        sheet = pd.read_csv(io.StringIO(words), dtype="str", keep_default_na=False)
    except ValueError as error:  # pandas' own parser errors are ValueErrors
        raise TableError(f"{path}: is no table ({error}); make it with save_uptake_sheet.") from None
    missing = [name for name in (*UPTAKE_COLUMNS, *HAND_COLUMNS[:4]) if name not in sheet.columns]
    if missing:
        raise TableError(
            f"{path}: column {', '.join(missing)} is missing; make the sheet with save_uptake_sheet."
        )
    for name in HAND_COLUMNS[:3]:
        sheet[name] = sheet[name].str.strip()
    return sheet


def _none() -> pd.DataFrame:
    """A sheet on which nobody wrote."""
    import pandas as pd

    return pd.DataFrame(columns=[*UPTAKE_COLUMNS, *HAND_COLUMNS], dtype="object")
