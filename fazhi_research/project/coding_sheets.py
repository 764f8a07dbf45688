"""Sheets for coding by hand: one for each coder, blind and in an order of its own, and the key that resolves them."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.errors import FazhiError
from fazhi_research.measuring.agreement import NONE
from fazhi_research.measuring.edges import require_columns
from fazhi_research.project.sheets import SheetPage, has_workbooks, write_csv_sheet, write_workbook

if TYPE_CHECKING:
    import pandas as pd

NOTHING = "不属于以上任何主题 none of these themes"
CODEBOOK_COLUMNS = ("theme", "label", "definition", "include", "exclude")


def save_coding_sheets(
    sample: pd.DataFrame,
    codebook: pd.DataFrame,
    folder: str | Path,
    *,
    key: str | Path,
    further: int = 3,
    remark: str = "",
) -> list[Path]:
    """The files written: a blind sheet for each coder, codebook, instructions, and the key elsewhere 编码表文件.

    `sample` is what `coding_sample` gives; `codebook` has theme (its code), label, definition, include and exclude. For
    each order of the sample `folder` gets sheet-1.csv (UTF-8 with a byte-order mark) and, where openpyxl is installed,
    sheet-1.xlsx with pages coding, codebook and instructions: a line per task, with its words, a primary code, so many
    `further` codes and a note; codes are chosen from a list, everything else is locked. For users of the CSV sheets
    codebook.csv and instructions.txt lie beside them. `key` is the file that tells which task each row is; it must lie
    outside the folder, for the folder goes to the coders. `remark` closes the instructions (how the sample was drawn).
    Cells that a spreadsheet would run as formulas are defused. The same arguments give the same bytes.

    Raises FazhiError if the key lies in the folder or a file is there already, for it may have been filled in.
    """
    folder, key = Path(folder), Path(key)
    require_columns(sample, ["row", "document", "start", "words", "order_1"], "sample")
    require_columns(codebook, CODEBOOK_COLUMNS, "codebook")
    orders = [str(name) for name in sample.columns if str(name).startswith("order_")]
    sheets = {f"sheet-{number}": order for number, order in enumerate(orders, start=1)}
    _refuse_overwriting(folder, key, sheets)
    folder.mkdir(parents=True, exist_ok=True)
    key.parent.mkdir(parents=True, exist_ok=True)
    header = ["row 行号", "words 任务原文", "primary 主要主题"]
    header += [f"also_{number} 其他主题{number}" for number in range(1, further + 1)] + ["note 备注"]
    book, told = _codebook_lines(codebook), _instructions(remark)
    written = []
    for name, order in sheets.items():
        chosen = sample.sort_values(order, kind="stable")
        lines = [header]
        for row, words in zip(chosen["row"], chosen["words"], strict=True):
            lines.append([str(row), str(words), *[""] * (further + 2)])
        written.append(write_csv_sheet(folder / f"{name}.csv", lines))
        if has_workbooks():
            written.append(write_workbook(folder / f"{name}.xlsx", _pages(lines, book, told)))
    written.append(write_csv_sheet(folder / "codebook.csv", book))
    path = folder / "instructions.txt"
    path.write_bytes("\r\n".join(told).encode("utf-8-sig"))
    return [*written, path, _write_key(sample[["row", "document", "start", "words", *orders]], key)]


def _refuse_overwriting(folder: Path, key: Path, sheets: dict[str, str]) -> None:
    """Raises FazhiError rather than overwrite a sheet that somebody may have filled in, or put the key with the sheets."""
    if key.resolve().is_relative_to(folder.resolve()):
        raise FazhiError(
            f"the key {key} would lie in {folder}, which goes to the coders: name a file elsewhere, with --key FILE"
        )
    made = [folder / f"{name}{ending}" for name in sheets for ending in (".csv", ".xlsx")]
    there = [path for path in [*made, key] if path.exists()]
    if there:
        raise FazhiError(
            f"{there[0]} is there already and may have been filled in: choose another --out, or move it away"
        )


def offered(code: str, label: str) -> str:
    """A code as the list in a sheet offers it 下拉选项.

    >>> offered("OPN", "政务公开")
    'OPN 政务公开'
    """
    return f"{code} {label}".strip()


def _codebook_lines(codebook: pd.DataFrame) -> list[list[str]]:
    rows = codebook[list(CODEBOOK_COLUMNS)].astype(object).fillna("").to_numpy().tolist()
    lines = [[offered(str(theme), str(label)), *map(str, rest)] for theme, label, *rest in rows]
    return [
        ["code 编码", "definition 定义", "include 包括", "exclude 不包括"],
        *lines,
        [offered(NONE, NOTHING), "", "", ""],
    ]


def _instructions(remark: str) -> list[str]:
    path = files("fazhi_research.lexicons") / "coding_instructions.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [*lines, "", remark] if remark else lines


def _pages(lines: list[list[str]], book: list[list[str]], told: list[str]) -> list[SheetPage]:
    width = len(lines[0])
    coded = range(2, width - 1)
    return [
        SheetPage(
            "coding",
            lines,
            [10, 90, *[24] * (width - 3), 30],
            range(2, width),
            coded,
            f"codebook!$A$2:$A${len(book)}",
        ),
        SheetPage("codebook", book, [36, 60, 50, 50]),
        SheetPage("instructions", [[line] for line in told], [100]),
    ]


def _write_key(rows: pd.DataFrame, path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(rows.columns)
        writer.writerows(rows.astype(object).to_numpy().tolist())
    return path
