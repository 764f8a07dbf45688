"""Filled coding sheets as they come back: every line checked against the key, every fault told, nothing guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fazhi_research.errors import FazhiError, ReadError
from fazhi_research.measuring.agreement import NONE, SEPARATOR
from fazhi_research.measuring.dictionary_agreement import unit_of
from fazhi_research.project.coding_sheets import NOTHING, offered
from fazhi_research.project.sheets import Grid, column_name, read_grid

if TYPE_CHECKING:
    import pandas as pd

STOPS = (
    "unknown row", "no row name", "row twice", "words changed", "unknown code", "code twice", "no primary code",
    "NONE with others",
)  # fmt: skip
"""The problems for which a line's codes cannot be used; the others are notes."""

#: a place in a text or an order; not every character that Unicode calls a digit can be reckoned with
_NUMBER = re.compile("[0-9]{1,12}")
PROBLEM_COLUMNS = ("coder", "line", "row", "problem", "found", "remedy")


class KeyRow(NamedTuple):
    """What a row of a sheet stands for 行号所指."""

    unit: str
    words: str
    place: tuple[str, ...]


class Problem(NamedTuple):
    """What is wrong in a filled sheet, where, and what to do 编码表问题."""

    coder: str
    line: int
    row: str
    problem: str
    found: str
    remedy: str


@dataclass
class _Sheet:
    """A filled sheet while it is read."""

    coder: str
    at: dict[str, int]
    problems: list[Problem] = field(default_factory=list)

    def tell(self, line: int, row: str, problem: str, *, found: str, remedy: str) -> None:
        self.problems.append(Problem(self.coder, line, row, problem, found, remedy))

    def cell(self, cells: Sequence[str], name: str) -> str:
        index = self.at.get(name, len(cells))
        return cells[index] if index < len(cells) else ""

    def further(self, cells: Sequence[str]) -> list[str]:
        names = sorted(name for name in self.at if name.startswith("also_"))
        return [cell for cell in (self.cell(cells, name) for name in names) if cell]


def read_coding_sheets(
    sheets: Sequence[str | Path], *, keys: Sequence[str | Path], codebook: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Three tables from filled sheets: the codes, the problems found, and the tasks' words 读取已填编码表.

    `sheets` are xlsx or CSV files as a spreadsheet saved them, lines in any order; `keys` the key files written with
    them; `codebook` has the columns theme and label. A coder is called as the file, without its ending.

    codes: unit (document:start), coder, primary, themes (primary and further codes, sorted, joined by ;), note; a row
    for each line that was coded and has no fault. problems: coder, line (as the spreadsheet numbers it; 0 for the whole
    sheet), row, problem, found, remedy; those named in `STOPS` keep a line out of the codes, the others (row missing,
    not coded, other order, column or cell not read) are notes. words: unit, words. Sorted by coder, line and unit.

    Raises ReadError for files that cannot be read or lack columns, FazhiError for two sheets of one name and for keys
    that contradict each other.
    """
    import pandas as pd

    paths = [Path(path) for path in sheets]
    names = [path.stem for path in paths]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise FazhiError(
            f"two sheets are called {twice[0]}: a coder is called as the file, so rename one of them"
        )
    held = [_read_key(Path(path)) for path in keys]
    choices = _choices(codebook)
    codes, problems = [], []
    for path in paths:
        found, told = _read_sheet(path, held, choices)
        codes += found
        problems += told
    every = {row.unit: row.words for key in held for row in key.values()}
    return (
        pd.DataFrame(
            sorted(codes, key=lambda row: (row[1], row[0])),
            columns=["unit", "coder", "primary", "themes", "note"],
        ),
        pd.DataFrame(sorted(problems), columns=list(PROBLEM_COLUMNS)),
        pd.DataFrame(sorted(every.items()), columns=["unit", "words"]),
    )


def _read_key(path: Path) -> dict[str, KeyRow]:
    """The rows of a key by name."""
    grid = read_grid(path, columns=["row", "document", "start", "words"])
    at = _header(path, grid, ["row", "document", "start", "words"])
    width = max(at.values()) + 1
    orders = [index for name, index in at.items() if name.startswith("order_")]
    rows: dict[str, KeyRow] = {}
    for number, cells in grid[1:]:
        cells = [*cells, *[""] * (width - len(cells))]
        name, start = cells[at["row"]], cells[at["start"]]
        if not _NUMBER.fullmatch(start) or name in rows:
            raise ReadError(
                f"{path}: line {number} has a start that is no number, or a row named twice: use the key as it was made"
            )
        unit = unit_of(cells[at["document"]], start)
        rows[name] = KeyRow(unit, cells[at["words"]], tuple(cells[index] for index in orders))
    return rows


def _header(path: Path, grid: Grid, needed: Sequence[str]) -> dict[str, int]:
    """The places of the columns by name; fails if a needed one is missing or one is there twice."""
    names = [column_name(cell) for cell in grid[0][1]] if grid else []
    missing = [name for name in needed if name not in names]
    if missing:
        found = ", ".join(name for name in names if name) or "none"
        raise ReadError(
            f"{path}: column {', '.join(missing)} is missing (found: {found}); give a sheet or key as `fazhi coding sample` made it"
        )
    twice = [name for name in names if name and names.count(name) > 1]
    if twice:
        raise ReadError(f"{path}: column {twice[0]} is there twice; remove one of them")
    return {name: index for index, name in enumerate(names) if name}


def _choices(codebook: pd.DataFrame) -> dict[str, str]:
    """Every way in which a sheet may name a code, and the code."""
    pairs = list(zip(codebook["theme"].map(str), codebook["label"].map(str), strict=True))
    known = {}
    for code, label in [*pairs, (NONE, NOTHING)]:
        known[_plain(code)] = known[_plain(offered(code, label))] = code
    return known


def _plain(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", cell).upper().split())


def _bare(words: str) -> str:
    """Words less white space and the apostrophe that keeps a spreadsheet from running them."""
    return "".join(words.split()).removeprefix("'")


def _read_sheet(
    path: Path, keys: Sequence[Mapping[str, KeyRow]], choices: Mapping[str, str]
) -> tuple[list[tuple[str, ...]], list[Problem]]:
    """The codes of a sheet's good lines, and its problems."""
    grid = read_grid(path, page="coding", columns=["row", "words", "primary"])
    at = _header(path, grid, ["row", "words", "primary"])
    sheet = _Sheet(path.stem, at)
    _tell_of_columns(sheet, grid)
    key = _merged(
        path, [one for one in keys if any(sheet.cell(cells, "row").upper() in one for _, cells in grid[1:])]
    )
    lines: dict[str, list[int]] = {name: [] for name in key}
    codes = []
    for number, cells in grid[1:]:
        name = sheet.cell(cells, "row").upper()
        lines.setdefault(name, []).append(number)
        if _right_row(sheet, number, cells, key):
            given = _given(sheet, number, cells, choices)
            codes.append((name, given, sheet.cell(cells, "note")))
    for name, numbers in lines.items():
        _tell_of_row(sheet, name, numbers, known=name in key)
    _tell_of_order(
        sheet, [name for name, numbers in lines.items() if numbers and name in key], lines=lines, key=key
    )
    good = [(name, given, note) for name, given, note in codes if given and len(lines[name]) == 1]
    return [
        (key[name].unit, sheet.coder, given[0], SEPARATOR.join(sorted(given)), note)
        for name, given, note in good
    ], sheet.problems


def _tell_of_columns(sheet: _Sheet, grid: Grid) -> None:
    """Notes columns that are none of a coding sheet's, and cells filled in under no heading."""
    remedy = "it is no column of a coding sheet; nothing is lost if it is your own"
    for name in sorted(set(sheet.at) - {"row", "words", "primary", "note"}):
        if not name.startswith("also_"):
            sheet.tell(1, "", "column not read", found=name, remedy=remedy)
    headed = set(sheet.at.values())
    for number, cells in grid[1:]:
        stray = "; ".join(cell for index, cell in enumerate(cells) if cell and index not in headed)
        if stray:
            remedy = "it has no heading; a code belongs in primary or also_1 …, a remark in note"
            sheet.tell(number, sheet.cell(cells, "row").upper(), "cell not read", found=stray, remedy=remedy)


def _merged(path: Path, keys: Sequence[Mapping[str, KeyRow]]) -> dict[str, KeyRow]:
    """The rows of the keys a sheet was made with."""
    rows: dict[str, KeyRow] = {}
    for key in keys:
        for name, row in key.items():
            if rows.get(name, row).unit != row.unit:
                raise FazhiError(
                    f"{path}: row {name} is another task in another key: give only the keys made with these sheets"
                )
            rows[name] = row
    return rows


def _right_row(sheet: _Sheet, line: int, cells: Sequence[str], key: Mapping[str, KeyRow]) -> bool:
    """Whether a line is a row of the key with its words as handed out; tells if not."""
    name, words = sheet.cell(cells, "row").upper(), sheet.cell(cells, "words")
    if not name:
        sheet.tell(
            line,
            "",
            "no row name",
            found=words[:20],
            remedy="put its six letters back from the sheet as handed out",
        )
    elif name not in key:
        sheet.tell(
            line,
            name,
            "unknown row",
            found=name,
            remedy="no key given knows it: correct the letters, or give its key with --key",
        )
    elif _bare(words) != _bare(key[name].words):
        sheet.tell(
            line,
            name,
            "words changed",
            found=_difference(_bare(key[name].words), _bare(words)),
            remedy="put the words back as handed out; if they were read so, code the row again",
        )
    else:
        return True
    return False


def _difference(before: str, after: str) -> str:
    """Where two texts part, in a few words."""
    at = next(
        (i for i, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
        min(len(before), len(after)),
    )
    return f"from character {at + 1}: {after[at : at + 12] or '(end)'} instead of {before[at : at + 12] or '(end)'}"


def _given(sheet: _Sheet, line: int, cells: Sequence[str], choices: Mapping[str, str]) -> list[str]:
    """The codes of a line, the primary one first; none if a code cannot be used, which is told."""
    name, primary, further = (
        sheet.cell(cells, "row").upper(),
        sheet.cell(cells, "primary"),
        sheet.further(cells),
    )
    given = [cell for cell in [primary, *further] if cell]
    codes = [choices.get(_plain(cell), "") for cell in given]
    allowed = ", ".join(dict.fromkeys(choices.values()))
    for cell, code in zip(given, codes, strict=True):
        if not code:
            sheet.tell(line, name, "unknown code", found=cell, remedy=f"one code in a cell, of: {allowed}")
    if not given:
        sheet.tell(
            line,
            name,
            "not coded",
            found="",
            remedy="nothing, if it was left out on purpose; NONE if no theme fits",
        )
    elif not primary:
        sheet.tell(
            line,
            name,
            "no primary code",
            found="; ".join(further),
            remedy="choose which of them is the primary one",
        )
    elif NONE in codes and len(codes) > 1:
        sheet.tell(
            line, name, "NONE with others", found="; ".join(given), remedy="keep NONE alone, or take it away"
        )
    elif len(set(codes)) < len(codes) and all(codes):
        sheet.tell(line, name, "code twice", found="; ".join(given), remedy="keep each code once")
    else:
        return codes if all(codes) else []
    return []


def _tell_of_row(sheet: _Sheet, name: str, numbers: Sequence[int], *, known: bool) -> None:
    if not numbers:
        sheet.tell(
            0,
            name,
            "row missing",
            found="",
            remedy="it counts as not coded; put the line back if it was deleted by mistake",
        )
    elif len(numbers) > 1 and known:
        found = f"lines {', '.join(map(str, numbers))}"
        sheet.tell(
            numbers[1],
            name,
            "row twice",
            found=found,
            remedy="keep the line that holds the coder's answer, delete the others",
        )


def _tell_of_order(
    sheet: _Sheet, names: Sequence[str], *, lines: Mapping[str, Sequence[int]], key: Mapping[str, KeyRow]
) -> None:
    """Notes a sheet whose lines stand in none of the orders handed out; it does not matter."""
    present = sorted(names, key=lambda name: lines[name][0])
    handed = zip(*(key[name].place for name in present), strict=False)
    orders = [[int(place) for place in order] for order in handed if all(map(_NUMBER.fullmatch, order))]
    if orders and not any(order == sorted(order) for order in orders):
        sheet.tell(
            0,
            "",
            "other order",
            found="",
            remedy="nothing: lines are known by their row names, not by their places",
        )
