"""A folder of results is made beside the old one and takes its place whole, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fazhi_research.errors import FazhiError


@contextmanager
def fresh_folder(target: Path) -> Iterator[Path]:
    """An empty folder beside `target` which replaces it when the work in it has succeeded 换新文件夹.

    If the work fails or is interrupted, `target` is as it was. Only two renames separate old from new;
    should the machine stop between them, the next run puts the old folder back first.
    """
    new, old = _beside(target, "new"), _beside(target, "old")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        recover(target)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
    except OSError as error:
        raise FazhiError(_refused(target, error)) from error
    try:
        yield new
        _swap(target, new, old)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(target: Path, new: Path, old: Path) -> None:
    """Put the new folder where the old one was."""
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except OSError as error:
        recover(target)
        raise FazhiError(_refused(target, error)) from error
    shutil.rmtree(old, ignore_errors=True)


def recover(target: Path) -> None:
    """Put back a folder whose replacement was interrupted between its two renames."""
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def interrupted(target: Path) -> bool:
    """Whether a replacement of the folder was interrupted between its two renames."""
    return _beside(target, "old").exists() and not target.exists()


def _beside(target: Path, word: str) -> Path:
    return target.with_name(f".{target.name}-{word}")


def _refused(target: Path, error: OSError) -> str:
    reason = error.strerror or str(error)
    return (
        f"{target} cannot be replaced ({reason}): allow writing in {target.parent}, or choose another --out."
    )
