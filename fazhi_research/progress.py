"""How far a long job is: a bar in a terminal, another in a notebook, nothing elsewhere."""

from __future__ import annotations

import html
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 1.0
"""Seconds after which a job within Python begins to say how far it is 开始提示的秒数."""
_REFRESH = 0.2  # seconds between two pictures in a notebook


@contextmanager
def bar(what: str, total: int, *, patience: float = 0.0) -> Iterator[Callable[[int], None]]:
    """A step to call with the number of things done, which moves a progress bar with their rate and the time left (进度).

    In a terminal the bar stands on stderr, in a notebook below the cell; elsewhere nothing is shown. Nothing is shown either of a job that is
    done within `patience` seconds.
    """
    done, began = 0, time.monotonic()
    draw = _notebook_bar() or show
    waited = 0.0  # seconds at which something is shown next

    def step(more: int) -> None:
        nonlocal done, waited
        done += more
        seconds = time.monotonic() - began
        ends = done >= total and waited > 0
        if seconds < patience or (draw is not show and seconds < waited and not ends):
            return
        waited = seconds + _REFRESH
        draw(done, total, f"{what}{_pace(done, total, seconds)}")

    yield step


def _pace(done: int, total: int, seconds: float) -> str:
    """How many are done in a second, and the time that the others will take at this rate; nothing within the first second."""
    if seconds < 1 or not done:
        return ""
    left = round(seconds * (total - done) / done)
    hours, minutes = divmod(left // 60, 60)
    return f", {done / seconds:.3g}/s, {f'{hours}:{minutes:02}' if hours else minutes}:{left % 60:02} left"


def show(done: int, total: int, what: str) -> None:
    """Draws the progress bar on a terminal, nothing elsewhere (终端进度条)."""
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


def _notebook_bar() -> Callable[[int, int, str], None] | None:
    """What draws a progress bar below the cell of a notebook that runs this; None outside one.

    IPython is not imported: a notebook has it already. One picture is changed again and again, so that a stored notebook holds one only.
    """
    ipython = sys.modules.get("IPython")
    if ipython is None or not hasattr(ipython.get_ipython(), "kernel"):
        return None
    display: Any = sys.modules["IPython.display"]
    handle: Any = None

    def draw(done: int, total: int, what: str) -> None:
        nonlocal handle
        picture = display.HTML(
            f'<progress value="{done}" max="{total}" style="width:20em"></progress> {done}/{total} {html.escape(what)}'
        )
        if handle is None:
            handle = display.display(picture, display_id=True)
        else:
            handle.update(picture)

    return draw
