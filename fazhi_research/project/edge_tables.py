"""An edge table of one's own, as a spreadsheet saved it: who holds which role in which task."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.errors import ReadError
from fazhi_research.project.sheets import Grid, column_name, read_grid

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "task": ("任务", "任务序号"),
    "named": ("单位", "部门", "机构"),
    "role": ("角色", "责任"),
    "document": ("文件",),
    "collective": ("集合", "集合指代"),
    "agency": (),
    "family": ("职能",),
    "tier": ("层级",),
    "place": ("地区",),
    "date": ("日期",),
}
"""The columns that the graph functions know, with the Chinese headings under which they are read too."""
ROLES = {
    **dict.fromkeys(("lead", "牵头", "牵头单位", "牵头部门"), "lead"),
    **dict.fromkeys(("responsible", "责任", "责任单位", "责任部门", "负责", "主办", "承办"), "responsible"),
    **dict.fromkeys(("support", "配合", "配合单位", "配合部门", "参加", "参与", "协办", "会办"), "support"),
    **dict.fromkeys(("mentioned", "提及"), "mentioned"),
}
"""What the words under role stand for."""
FLAGS = {
    **dict.fromkeys(("true", "yes", "是", "1"), True),
    **dict.fromkeys(("false", "no", "否", "0", ""), False),
}
"""What the words under collective stand for."""
EXAMPLE = Path(__file__).parent / "examples" / "ties.csv"
"""Twenty-two tasks and fifteen bodies of a city that does not exist."""
NEEDED = ("task", "named", "role")


def read_edges(path: str | Path | None = None) -> pd.DataFrame:
    """A table of ties read from a spreadsheet: who holds which role in which task 读取边表.

    CSV as any program saves it (UTF-8, UTF-16 or GBK; commas, semicolons or tabs) or xlsx, one row per task, unit and role. Columns: task, named (the
    unit) and role are needed; document, collective, agency, family, tier, place and date are known; others are kept as they are. Chinese headings (任务,
    单位, 角色, 集合) and roles (牵头, 责任, 配合, 提及) are read too. Blanks around a cell are dropped, and tasks that are all numbers are read as
    such, so that 2 comes before 10. Without a path it is an invented table that comes with the package. `attrs["file"]` is the file that was read. Raises ReadError naming the line.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "ties.csv")
    >>> _ = path.write_text("任务,单位,角色,集合\\n1,市甲局,牵头,\\n1,各部门,配合,是\\n", encoding="gbk")
    >>> read_edges(path).values.tolist()
    [[1, '市甲局', 'lead', False], [1, '各部门', 'support', True]]
    """
    import pandas as pd

    path = Path(path) if path else EXAMPLE
    grid = _grid(path)
    names = _header(path, grid)
    rows = [_row(path, number, names, cells) for number, cells in grid[1:]]
    if not rows:
        raise ReadError(f"{path}: it has a heading and no rows; write one row per task, unit and role")
    table = pd.DataFrame(rows, columns=names)
    if table["task"].str.fullmatch("[0-9]{1,9}").all():
        table["task"] = table["task"].astype("int64")
    table.attrs["file"] = str(path)
    return table


def _grid(path: Path) -> Grid:
    """The lines of the file, cut at the mark by which its heading has the columns that are needed."""
    chinese = [COLUMNS[name][0] for name in NEEDED]
    grids = [read_grid(path, columns=columns) for columns in (NEEDED, chinese)]
    return max(grids, key=lambda grid: len(grid[0][1]) if grid else 0)


def _header(path: Path, grid: Grid) -> list[str]:
    """The names of the columns; ReadError if a needed one is missing, empty or there twice."""
    known = {heading: name for name, headings in COLUMNS.items() for heading in (name, *headings)}
    given = grid[0][1] if grid else []
    names = [known.get(column_name(cell), cell) for cell in given]
    if missing := [name for name in NEEDED if name not in names]:
        wanted = ", ".join(f"{name} or {COLUMNS[name][0]}" for name in missing)
        found = ", ".join(given) or "none"
        raise ReadError(f"{path}: a column is missing ({wanted}); found: {found}. Name it in the first line")
    if twice := [name for name in names if names.count(name) > 1]:
        raise ReadError(f"{path}: two columns are called {twice[0]!r}; rename or remove one")
    return names


def _row(path: Path, number: int, names: list[str], cells: list[str]) -> list[object]:
    """A row with its role and flag in the words of the package."""
    if len(cells) > len(names):
        raise ReadError(
            f"{path}: line {number} has {len(cells)} cells under {len(names)} headings; look for a comma too many"
        )
    filled: list[object] = []
    for name, cell in zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=True):
        if name in NEEDED and not cell:
            raise ReadError(f"{path}: line {number} has nothing under {name}; fill it in or remove the line")
        if name == "role":
            filled.append(_meaning(path, number, cell, ROLES, name))
        elif name == "collective":
            filled.append(_meaning(path, number, cell.casefold(), FLAGS, name))
        else:
            filled.append(cell)
    return filled


def _meaning(path: Path, number: int, cell: str, meanings: Mapping[str, object], name: str) -> object:
    """What a cell stands for; ReadError with the words that are allowed."""
    if cell not in meanings:
        allowed = ", ".join(word for word in meanings if word)
        raise ReadError(f"{path}: line {number} has {cell!r} under {name}; allowed are {allowed}")
    return meanings[cell]
