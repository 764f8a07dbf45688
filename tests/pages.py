"""The pages a reader follows, README and docs: their Python run from top to bottom, as it stands."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shutil
import textwrap
import warnings
from dataclasses import dataclass
from pathlib import Path

import pytest

from fazhi_research.project.places import FIGURES_VARIABLE, ROOT_VARIABLE
from tests.reading.made_files import docx, p, pdf

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
INDEX = DOCS / "README.md"
#: the pages by their place under docs/, and those of the root by their name
PAGES = {path.relative_to(DOCS).as_posix(): path for path in sorted(DOCS.rglob("*.md")) if path != INDEX}
PAGES |= {name: ROOT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md")}
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
NEEDS = {
    "gephi.md": ("bokeh", "interactive"),
    "howto/excel.md": ("openpyxl", "sheets"),
    "howto/pdf-files.md": ("pypdfium2", "documents"),
}
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
    """The Python of a page, block by block, those that stand in the items of a list too."""
    found = re.findall(r"(?ms)^( *)```python\n(.*?)^\1```", words_of(page))
    return [textwrap.dedent(code) for _, code in found]


def links(path: Path) -> list[str]:
    """The links of a page, in order of the alphabet: to files, to headings (after #), or to both."""
    words = re.sub(r"(?ms)^```.*?^```", "", path.read_text(encoding="utf-8"))
    return sorted(set(re.findall(r"\]\(([^()\s]+)\)", words)))


def anchors(path: Path) -> set[str]:
    """The names by which headings of a page can be jumped to, as GitHub and the site make them."""
    words = re.sub(r"(?ms)^```.*?^```", "", path.read_text(encoding="utf-8"))
    headings = re.findall(r"(?m)^#+ (.+?)\s*$", words)
    plain = [re.sub(r"[`*]|\]\([^)]*\)|\[", "", heading).lower() for heading in headings]
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in plain}


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
    lay_out(page, here)
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


PLAN = """云川市2023年法治政府建设工作要点
一、重点任务
1.公开权力清单。2023年年底前更新市级部门权力清单。(牵头单位:市政府办公室;责任单位:市司法局、各区人民政府)
2.规范行政执法。行政执法人员每年培训不少于60学时。(牵头单位:市司法局;配合单位:市财政局)
3.加强行政复议。(牵头单位:市司法局)
"""


def lay_out(page: str, here: Path) -> None:
    """Put into the working directory of a page what its reader has: documents, or what a command has written."""
    if page == "agencies.md":  # the folder a reader is told to make: here with one table of ours
        (here / "my_register").mkdir()
        shutil.copy(ROOT / "fazhi_research/lexicons/collectives.csv", here / "my_register")
    if page in ("large-corpora.md", "clusters-of-machines.md"):  # the folder it parses, and what its `fazhi parse` would write
        shutil.copytree(ROOT / "data" / "raw", here / "my_folder")
        shutil.copytree(ROOT / "data" / "processed", here / "tables")
    files = {
        "tutorial.md": ("my_folder/plan.txt", PLAN.encode()),
        "howto/word-files.md": ("word_files/plan.docx", docx("".join(map(p, PLAN.splitlines())))),
        "howto/pdf-files.md": ("pdf_files/plan.pdf", pdf(PLAN.splitlines())),
    }
    if page in files:
        name, data = files[page]
        (here / name).parent.mkdir()
        (here / name).write_bytes(data)


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
