"""What a job made, to be told at its end."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Made:
    """The files a job wrote and its closing summary 生成结果; printed, it is the summary.

    >>> print(Made((Path("a.csv"),), "11 documents", 0.21))
    11 documents; 1 file written, 0.2 s
    """

    files: tuple[Path, ...]
    words: str
    seconds: float

    def __str__(self) -> str:
        plural = "" if len(self.files) == 1 else "s"
        return f"{self.words}; {len(self.files)} file{plural} written, {self.seconds:.1f} s"


def made(folder: Path, words: str, began: float) -> Made:
    """What now stands in a folder, with the seconds since `began` (of time.perf_counter)."""
    files = tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
    return Made(files, words, time.perf_counter() - began)
