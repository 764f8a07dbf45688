"""Rows of a division-of-labour table as tasks."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from fazhi_research.coding.owners import Owner, read_owners
from fazhi_research.reading.cells import Cell
from fazhi_research.reading.grids import Grid, is_empty
from fazhi_research.reading.table_headers import BODIES

_NUMBER = re.compile(r"序[ ]?号|编号")
_CONTENT = re.compile(
    r"^(?!.*(?:类|领域|级指标))(?:.*)(?:任务|工作|事项|内容|措施|举措|项目|要求|目标|指标|要点|问题)"
)
_NAME = re.compile(r"(?<!单位)(?<!部门)(?<!机构)名称$")
_FIGURES = re.compile(r"[0-9]+")
_TIMES = re.compile(r"时|期|进度|节点|年|月")
_ROLES = (
    ("lead", r"牵头"),
    ("support", r"配合|协[办助同]|参[加与]|支持"),
    ("responsible", r"责任|负责|主责|主办|承办|落实|实施"),
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as a task: places in the clean text of the whole row, its number, its caption, and its owners (表格行)."""

    start: int
    stop: int
    label: Cell
    heading: Cell
    owners: tuple[Owner, ...]


def table_rows(text: str, grid: Grid, merged: Collection[tuple[int, int]] = ()) -> list[TableRow]:
    """The rows of a table as tasks, in order (分工表任务).

    A column's role is that of its header; verbs in a cell (市甲局牵头,市乙局配合) override it. A row whose unit cells are all blank takes those of the
    row above, as merged cells do, and one without a number of its own, whose lead cell alone is blank, takes its lead; a dash or 无 is
    an empty cell. Where the file itself told that a blank cell goes on with the one above (`merged`, by the place of the row and the column), it has its units.
    """
    roles = {column: role for column, name in enumerate(grid.header) if (role := _role(name))}
    number = next((column for column, name in enumerate(grid.header) if _NUMBER.match(name)), None)
    names = [column for column, name in enumerate(grid.header) if _NAME.search(name)]
    contents = [
        column
        for column, name in enumerate(grid.header)
        if column not in roles and column != number and _CONTENT.search(name) and not _TIMES.search(name)
    ]
    rows: list[TableRow] = []
    above: tuple[Owner, ...] = ()
    held: dict[int, list[Owner]] = {}  # the units of each column of the row above
    forms = {_form(text, cells, number) for cells in grid.rows if not _blank(cells, roles)}
    for cells in grid.rows:
        blank = _blank(cells, roles)
        form = _form(text, cells, number)
        if blank and form and form not in forms:
            continue  # a row that names a part, numbered as no task is
        goes_on = {column for column in roles if (cells[0][0], column) in merged}
        told = _owners(text, cells, roles) | {column: held[column] for column in goes_on & held.keys()}
        held = told
        owners = above if blank and not goes_on else tuple(one for column in roles for one in told[column])
        unnumbered = number is not None and cells[number][0] == cells[number][1]
        if unnumbered and not blank and _lacks_lead(cells, roles):
            owners = (*(owner for owner in above if owner.role == "lead"), *owners)
        above = owners
        filled = [cell for cell in cells if cell[0] < cell[1]]
        if not filled:
            continue
        label = cells[number] if number is not None else (cells[0][0], cells[0][0])
        rows.append(
            TableRow(
                filled[0][0],
                filled[-1][1],
                label,
                _heading(text, cells, names or contents, named=bool(names)),
                owners,
            )
        )
    return rows


def _blank(cells: tuple[Cell, ...], roles: dict[int, str]) -> bool:
    """Whether no cell of a row says who answers."""
    return all(cells[column][0] == cells[column][1] for column in roles)


def _form(text: str, cells: tuple[Cell, ...], number: int | None) -> str:
    """The form in which a row is numbered: (1) and 1 differ; "" without a number."""
    label = text[slice(*cells[number])] if number is not None else ""
    return _FIGURES.sub("1", label)


def _lacks_lead(cells: tuple[Cell, ...], roles: dict[int, str]) -> bool:
    lead = [cells[column] for column, role in roles.items() if role == "lead"]
    return bool(lead) and all(start == stop for start, stop in lead)


def _role(name: str) -> str:
    if not BODIES.search(name):
        return ""
    return next((role for role, sign in _ROLES if re.search(sign, name)), "")


def _heading(text: str, cells: tuple[Cell, ...], contents: list[int], *, named: bool) -> Cell:
    """The caption of a row: the cell of a column of names, or a short cell beside the one with the text."""
    filled = [cells[column] for column in contents if not is_empty(text[slice(*cells[column])])]
    if len(filled) < 2 - named or filled[0][1] - filled[0][0] > 40:
        return cells[0][0], cells[0][0]
    start, stop = filled[0]
    return start, stop - (text[stop - 1] == "。")


def _owners(text: str, cells: tuple[Cell, ...], roles: dict[int, str]) -> dict[int, list[Owner]]:
    """The units of each unit column of a row."""
    found: dict[int, list[Owner]] = {}
    for column, role in roles.items():
        start, stop = cells[column]
        empty = is_empty(text[start:stop])
        found[column] = [] if empty else read_owners(text, start, stop, mode="listed", default=role, label=role) or []
    return found
