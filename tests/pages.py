"""The pages a reader follows, README and docs: their Python run from top to bottom, as it stands."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shutil
import warnings
from dataclasses import dataclass
from pathlib import Path

import pytest

from fazhi_research.project.places import FIGURES_VARIABLE, ROOT_VARIABLE

ROOT = Path(__file__).resolve().parent.parent
PAGES = {path.name: path for path in sorted((ROOT / "docs").glob("*.md")) if path.name != "README.md"}
PAGES["README.md"] = ROOT / "README.md"
INDEX = ROOT / "docs" / "README.md"
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
NEEDS = {"gephi.md": ("bokeh", "interactive")}
"""The package beyond the plain install that a page uses, and the extra by which it comes."""


@dataclass(frozen=True)
class PageRun:
    """What came of running a page: what it printed, what it should have printed and did not, where its files lie."""

    printed: str
    faults: str
    folder: Path
    figures: Path


def words_of(page: str) -> str:
    return PAGES[page].read_text(encoding="utf-8")


def blocks(page: str) -> list[str]:
    return re.findall(r"(?ms)^```python\n(.*?)^```", words_of(page))


def links(path: Path) -> list[str]:
    """The links of a page to other files, without the heading they jump to."""
    return sorted(set(re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8"))))


def run_page(page: str, folder: Path) -> PageRun:
    """Run a page in a folder that becomes the working directory, with the checkout as the project.

    One block goes on where the last ended, unless it imports the package again: what a reader takes for a beginning
    must be one. Figures go into a folder of their own, never into the checkout.
    """
    if page in NEEDS:
        package, extra = NEEDS[page]
        pytest.importorskip(package, reason=f"the extra [{extra}] is not installed")
    from matplotlib import pyplot as plt

    here, figures = folder / "here", folder / "figures"
    for made in (here, figures):
        made.mkdir()
    if page == "agencies.md":  # the folder a reader is told to make: here with one table of ours
        (here / "my_register").mkdir()
        shutil.copy(ROOT / "fazhi_research/lexicons/collectives.csv", here / "my_register")
    if page in ("large-corpora.md", "clusters-of-machines.md"):  # the folder it parses, and what its `fazhi parse` would write
        shutil.copytree(ROOT / "data" / "raw", here / "my_folder")
        shutil.copytree(ROOT / "data" / "processed", here / "tables")
    printed = io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        warnings.catch_warnings(),
        contextlib.redirect_stdout(printed),
    ):
        warnings.filterwarnings("ignore", ".* does not hold all of the graph")  # gephi.md shows just that
        patch.setenv(ROOT_VARIABLE, str(ROOT))
        patch.setenv(FIGURES_VARIABLE, str(figures))
        patch.chdir(here)
        faults = _run_blocks(page)
    plt.close("all")
    return PageRun(printed.getvalue(), faults, here, figures)


def _run_blocks(page: str) -> str:
    """Run the blocks of a page; what those with prompts print must be what they show."""
    held: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    faults: list[str] = []
    for number, block in enumerate(blocks(page), start=1):
        if re.search(r"(?m)^(?:>>> )?import fazhi_research as fz$", block):
            held = {}
        if ">>>" not in block:
            exec(compile(block, f"{page}, block {number}", "exec"), held)
            continue
        test = doctest.DocTestParser().get_doctest(block, held, page, page, 0)
        runner.run(test, out=faults.append, clear_globs=False)
        held = test.globs
    return "".join(faults)
