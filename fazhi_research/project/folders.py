"""Folders of results are made beside the old ones and take their places whole, all together, or not at all."""

from __future__ import annotations

import shutil
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from fazhi_research.errors import FazhiError
from fazhi_research.project.seals import strangers


@contextmanager
def fresh_folders(seals: Mapping[Path, str]) -> Iterator[tuple[Path, ...]]:
    """Empty folders beside the given ones, which replace them all when the work has succeeded 换新文件夹.

    `seals` gives for each folder the name of its seal. Files of an old folder that are neither listed there nor
    tables are somebody else's and are carried over. If the work fails or is interrupted, the old folders are as
    they were. Only renames separate old from new, and an interrupt waits until they are done; should the machine
    stop between them, the next run puts the old folder back first.
    """
    news = {target: _beside(target, "new") for target in seals}
    try:
        for target, new in news.items():
            _make(target, new)
        yield tuple(news.values())
        for target, new in news.items():
            _carry(target, new, seals[target])
        with _undisturbed():
            _swap(news)
    finally:
        for new in news.values():
            shutil.rmtree(new, ignore_errors=True)


def _make(target: Path, new: Path) -> None:
    """Make the new folder, empty."""
    if target.exists() and not target.is_dir():
        raise FazhiError(f"{target} is a file, not a folder: move it away, or choose another --out.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        recover(target)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
    except OSError as error:
        raise FazhiError(_refused(target, error)) from error


def _carry(target: Path, new: Path, seal: str) -> None:
    """Copy what is not ours from the old folder into the new one, unless the work made a file of that name."""
    try:
        for name in strangers(target, seal):
            if not (new / name).exists():
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(target / name, new / name, follow_symlinks=False)
    except OSError as error:
        raise FazhiError(_refused(target, error)) from error


def _swap(news: Mapping[Path, Path]) -> None:
    """Put the new folders where the old ones were; put all back if one cannot be."""
    done: list[Path] = []
    try:
        for target, new in news.items():
            if target.exists():
                target.rename(_beside(target, "old"))
            new.rename(target)
            done.append(target)
    except OSError as error:
        for put in done:
            put.rename(news[put])
        for put in news:
            recover(put)
        raise FazhiError(_refused(target, error)) from error
    for target in news:
        shutil.rmtree(_beside(target, "old"), ignore_errors=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Lets Ctrl-C pass: what takes milliseconds is done before anyone can have meant to stop it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


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
