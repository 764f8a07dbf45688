"""What the pages in docs show is what happens: their Python runs, and prints what they say."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def blocks(page: Path) -> list[str]:
    return re.findall(r"(?ms)^```python\n(.*?)^```", page.read_text(encoding="utf-8"))


def test_there_is_python_to_run() -> None:
    assert {"agencies.md", "graphs.md"} <= {page.name for page in PAGES if blocks(page)}


def test_every_fence_that_is_opened_is_closed() -> None:
    for page in [
        *PAGES,
        *ROOT.glob("*.md"),
        ROOT / "benchmarks" / "README.md",
        ROOT / "data/coding/README.md",
    ]:
        fences = re.findall(r"(?m)^```(\w*)[ \t]*$", page.read_text(encoding="utf-8"))
        assert len(fences) % 2 == 0 and not any(fences[1::2]), page.name


@pytest.mark.filterwarnings("ignore:.* does not hold all of the graph")  # gephi.md shows just that
@each_page
def test_the_python_of_a_page_runs_from_top_to_bottom(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks with prompts must print what is shown, others must run; one goes on where the last ended."""
    monkeypatch.setenv("FAZHI_PROJECT", str(ROOT))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my_register").mkdir()  # the folder a reader is told to make: here with one table of ours
    shutil.copy(ROOT / "fazhi_research/lexicons/collectives.csv", tmp_path / "my_register")
    held: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    faults: list[str] = []
    for number, block in enumerate(blocks(page), start=1):
        if ">>>" not in block:
            exec(compile(block, f"{page.name}, block {number}", "exec"), held)
            continue
        test = doctest.DocTestParser().get_doctest(block, held, page.name, str(page), 0)
        runner.run(test, out=faults.append, clear_globs=False)
        held = test.globs
    assert not faults, "".join(faults)


@each_page
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert "://" in link or (page.parent / link).exists(), link
