"""What every test shares: where the checkout is, a fixed course for hypothesis, and a plain closing count."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.pages import PageRun

# no test opens a window, whatever the machine
os.environ.setdefault("MPLBACKEND", "Agg")

# Same input, same bytes holds for the tests as well: examples are drawn the same way each time, and nothing
# is written beside the code. HYPOTHESIS_PROFILE=search looks further, at random.
settings.register_profile("fixed", derandomize=True, deadline=None, database=None, max_examples=50)
settings.register_profile("search", deadline=None, database=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def page_run(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], PageRun]:
    """What came of running a page of README and docs, run once, by the first test that asks."""
    from tests.pages import run_page

    return cache(lambda page: run_page(page, tmp_path_factory.mktemp("page")))


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Close with one plain line that a person or a script can read: N passed, M failed."""
    counts = {name: len(terminalreporter.stats.get(name, [])) for name in ("passed", "failed", "error")}
    terminalreporter.ensure_newline()
    terminalreporter.write_line(f"{counts['passed']} passed, {counts['failed'] + counts['error']} failed")
