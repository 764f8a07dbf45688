"""What a job made, to be told at its end."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from fazhi_research.batch.summaries import count


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
