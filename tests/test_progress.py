"""A long job says how far it is where somebody looks, and nowhere else."""

from __future__ import annotations

import io
import sys
import time
from types import SimpleNamespace

import pytest

from fazhi_research import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Notebook:
    """What stands below a cell: the pictures in turn, of which only the last stays."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pictures: list[str] = []
        self.shown = 0
        display = SimpleNamespace(HTML=str, display=self.display)
        shell = SimpleNamespace(kernel=object())
        monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell, display=display))
        monkeypatch.setitem(sys.modules, "IPython.display", display)

    def display(self, picture: str, *, display_id: bool) -> Notebook:
        assert display_id
        self.shown += 1
        self.update(picture)
        return self

    def update(self, picture: str) -> None:
        self.pictures.append(picture)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock to set by hand."""
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_nothing_is_said_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.bar("reading", 2) as step:
        step(1)
        step(1)
    assert capsys.readouterr() == ("", "")


def test_a_bar_in_a_terminal(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.bar("reading", 4) as step:
        step(1)
        clock[0] = 2.0
        step(1)
        step(2)
    told = [picture.split("] ")[1] for picture in terminal.getvalue().split("\r\033[K")[1:]]
    assert told == ["1/4 reading", "2/4 reading, 1/s, 0:02 left", "4/4 reading, 2/s, 0:00 left\n"]


def test_a_short_job_says_nothing(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.bar("reading", 2, patience=1) as step:
        step(1)
        clock[0] = 0.9
        step(1)
    assert terminal.getvalue() == ""


def test_one_picture_in_a_notebook_that_is_drawn_again(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    notebook = Notebook(monkeypatch)
    with progress.bar("<reading>", 100, patience=1) as step:
        for _ in range(100):
            clock[0] += 0.05
            step(1)
    assert notebook.shown == 1
    assert 10 <= len(notebook.pictures) <= 25  # five in a second at most
    assert notebook.pictures[-1].startswith('<progress value="100" max="100"')
    assert notebook.pictures[-1].endswith("100/100 &lt;reading&gt;, 20/s, 0:00 left")


def test_a_terminal_ipython_is_no_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = Notebook(monkeypatch)
    monkeypatch.setattr(sys.modules["IPython"], "get_ipython", lambda: SimpleNamespace())
    with progress.bar("reading", 1) as step:
        step(1)
    assert notebook.pictures == []
