"""The progress bar of a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A step to call with the number of things done, which moves a progress bar with their rate and the time left."""
    done, began = 0, time.monotonic()

    def step(more: int) -> None:
        nonlocal done
        done += more
        show(done, total, f"{what}{_pace(done, total, time.monotonic() - began)}")

    yield step


def _pace(done: int, total: int, seconds: float) -> str:
    """How many are done in a second, and the time that the others will take at this rate; nothing within the first second."""
    if seconds < 1 or not done:
        return ""
    left = round(seconds * (total - done) / done)
    hours, minutes = divmod(left // 60, 60)
    return f", {done / seconds:.3g}/s, {f'{hours}:{minutes:02}' if hours else minutes}:{left % 60:02} left"


def show(done: int, total: int, what: str) -> None:
    """Draws the progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return
    filled = 30 * done // max(total, 1)
    end = "\n" if done >= total else ""
    print(
        f"\r\033[K[{'#' * filled}{'.' * (30 - filled)}] {done}/{total} {what}",
        end=end,
        file=sys.stderr,
        flush=True,
    )
