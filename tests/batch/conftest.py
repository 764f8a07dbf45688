"""A folder with all that a run must get right: good files, bad ones, copies, several documents in a file, an archive."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

PLAN = "某市法治建设实施方案\n为推进依法行政,制定本方案。\n一、任务\n{}.健全机制,办结率达到9{}%。(牵头单位:市甲局;责任单位:市乙局)\n"
CROWD = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for number in range(CROWD):
        text = "\n\n" * (number % 3) + PLAN.format(number, number)
        (folder / f"plan-{number}.txt").write_text(text, encoding="utf-8")
    (folder / "sub" / "plan-0.txt").write_text(PLAN.format(0, 0), encoding="utf-8")
    (folder / "sub" / "规划.txt").write_text(PLAN.format(7, 8) + '"引号",逗号\n', encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\x00\x01\x02\x03" * 50)
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("2020/plan-0.txt", PLAN.format(0, 0))
        archive.writestr("2020/other.txt", "\n" + PLAN.format(3, 4))
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, parts and record left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".parts" not in path.parts and path.name != "tables.json"
    }
