"""SECURITY.md says what the code does: its limits, and that nothing is pickled, evaluated or loaded unsafely."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from fazhi_research.reading import archives, docx, pages, pdf, pdf_streams

ROOT = Path(__file__).resolve().parents[2]
SAID = " ".join((ROOT / "SECURITY.md").read_text(encoding="utf-8").split())
SOURCES = sorted((ROOT / "fazhi_research").rglob("*.py"))
#: what would run or load what a file says
UNSAFE = {"eval", "exec", "pickle", "marshal", "shelve", "yaml.load", "unsafe_load", "full_load", "os.system", "read_pickle"}


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("zip archive | {:,} MB", archives.LARGEST_FILE // 1_000_000),
        ("members of an archive | {:,}, together", archives._MOST_MEMBERS),
        ("together {} GB", archives._LARGEST // 1_000_000_000),
        ("not more than {} times the size of the archive", archives.MOST_TIMES_LARGER),
        ("a part of a Word document | {} MB", docx._LARGEST // 1_000_000),
        ("beyond 1 MB not more than {} times its packed size, through five", pdf_streams._LARGEST_RATIO),
        ("a picture {} MB", pdf_streams._LARGEST_PICTURE // 1_000_000),
        ("pages of a PDF | {:,}", pdf._MOST_PAGES),
        ("in one another | {:,}", pages._DEEPEST),
    ],
)
def test_the_limits_are_those_of_the_code(words: str, held: int) -> None:
    assert words.format(held) in SAID
    assert pdf_streams._LAYERS == 5


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_run_or_unpickled(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", "") or ""}
            assert not names & UNSAFE, (path, node.lineno)
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called == "exec" and all(isinstance(one, ast.Constant) for one in node.args):
                continue  # a program that stands there
            assert called not in UNSAFE and called.rsplit(".", 1)[-1] not in UNSAFE, (path, node.lineno)
            assert not any(word.arg == "shell" for word in node.keywords), (path, node.lineno)
