"""What a job made, to be told at its end."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_research.tables import Rows


@dataclass(frozen=True)
class Made:
    """The files a job wrote and its closing summary 生成结果; printed, it is the summary.

    `left_out` are lines on what the data could not bear, a notebook's name before each.

    >>> print(Made((Path("a.csv"),), "11 documents", 0.21))
    11 documents; 1 file written, 0.2 s
    """

    files: tuple[Path, ...]
    words: str
    seconds: float
    left_out: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.words}; {count(len(self.files), 'file')} written, {self.seconds:.1f} s"


def files_in(folder: Path) -> list[str]:
    """The files that stand in a folder, by their paths within it 文件列表."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def made(folder: Path, names: list[str], words: str, began: float, left_out: tuple[str, ...] = ()) -> Made:
    """What was written in a folder, with the seconds since `began` (of time.perf_counter)."""
    return Made(tuple(folder / name for name in names), words, time.perf_counter() - began, left_out)


def count(number: int, noun: str) -> str:
    """A number with its noun in the singular or plural 计数.

    >>> count(1, "lead agency"), count(2, "lead agency"), count(0, "task")
    ('1 lead agency', '2 lead agencies', '0 tasks')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def summary(rows: Rows) -> str:
    """How much the tables hold, in words 小结."""
    return counted(len(rows["documents"]), len(rows["tasks"]), len(leads(rows)), len(rows["doubts"]))


def counted(documents: int, tasks: int, agencies: int, doubts: int) -> str:
    """How many documents, tasks, lead agencies and doubts there are 计数小结."""
    counts = (("document", documents), ("task", tasks), ("lead agency", agencies), ("doubt", doubts))
    return ", ".join(count(number, noun) for noun, number in counts)


def leads(rows: Rows) -> set[tuple[str, str]]:
    """The lead agencies of the assignments 牵头单位.

    A lead agency is a printed name in one place (in one document where the place is not known); collective
    expressions such as 各部门 are none.
    """
    from fazhi_research.tables import COLUMNS

    columns = ("role", "collective", "place", "document", "named")
    at = [COLUMNS["assignments"].index(column) for column in columns]
    given = [[row[index] for index in at] for row in rows["assignments"]]
    return {
        (str(place or document), str(named))
        for role, many, place, document, named in given
        if role == "lead" and not many
    }
