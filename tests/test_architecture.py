"""The shape of the code: floors, doors, small pieces, plain names. Reads the source, imports none of it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "fazhi_research"
#: a module imports only from floors before its own; within a room everything stands on one floor
FLOORS = [
    "errors",
    "progress",
    "lexicons",
    "reading",
    "coding",
    "schemas",
    "tables",
    "measuring",
    "drawing",
    "batch",
    "project",
    "commands",
]
#: the root holds the public names and the command line uses them all: both stand above every floor
TOP = [*FLOORS, "__main__", "__init__"]
#: the beginnings of the modules by which an outside package enters
DOORS = {
    "distributed": ("batch.",),
    "IPython": ("progress",),
    "filelock": ("batch.runs",),
    "ahocorasick_rs": ("coding.term_scanner",),
    "PIL": ("project.pictures",),
    "bokeh": ("drawing.interactive",),
    "jieba": ("coding.words",),
    "lxml": ("reading.html", "reading.docx"),
    "matplotlib": ("drawing.", "project"),
    "nbclient": ("project.notebooks",),
    "nbformat": ("project.notebooks",),
    "networkx": ("measuring.graph", "project.exchange."),
    "openpyxl": ("project.sheets", "reading.xlsx"),
    "pandas": ("tables", "measuring.", "drawing.", "project", "batch", "commands."),
    "pyarrow": ("batch.parquet", "project.chunks"),
    "pypdfium2": ("reading.pdf", "reading.pdf_rules"),
    "rapidfuzz": ("measuring.alignment",),
    "rjieba": ("coding.words",),
    "scipy": ("measuring.",),
    "yaml": ("coding.lexicon_yaml",),
    "sklearn": ("measuring.clusters", "measuring.topics"),
}
FORBIDDEN = {"models", "types", "utils", "helpers", "common", "config"}
MOST_LINES_OF_FILE = 400
MOST_LINES_OF_FUNCTION = 40


def module_name(path: Path) -> str:
    """The dotted name within the package: ``reading.spans``, ``reading.__init__``, ``tables``."""
    return ".".join(path.relative_to(ROOT / PACKAGE).with_suffix("").parts)


MODULES = {module_name(path): path for path in sorted((ROOT / PACKAGE).rglob("*.py"))}
SOURCES = sorted([*MODULES.values(), *(ROOT / "tools").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")])
each_module = pytest.mark.parametrize("name", MODULES)
each_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())


def imports_of(tree: ast.AST, name: str) -> Iterator[str]:
    """The dotted names a module imports, relative ones made absolute; an imported name counts as a module."""
    here = [PACKAGE, *name.split(".")]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(here[: len(here) - node.level]) if node.level else ""
            base = ".".join(part for part in (start, node.module) if part)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def outside_floor(name: str, imported: str) -> bool:
    """Whether an import within the package goes upwards, or sideways to another room."""
    own = "__init__" if name == "__init__" else name.split(".")[0]
    target = [*imported.split("."), "__init__"][1]
    if target not in TOP:
        target = "__init__"  # a public name, taken from the root
    return target != own and TOP.index(target) >= TOP.index(own)


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@pytest.mark.parametrize(
    ("name", "source", "wrong"),
    [
        ("reading.marks", "from fazhi_research.coding.tasks import Task", True),
        ("reading.marks", "from ..coding import tasks", True),
        ("reading.marks", "from ..tables import SECTIONS", True),
        ("reading.marks", "from fazhi_research import tables", True),
        ("reading.marks", "import fazhi_research", True),
        ("measuring.graphs", "from fazhi_research.drawing import style", True),
        ("tables", "import fazhi_research.project", True),
        ("reading.marks", "from .spans import Span", False),
        ("coding.tasks", "from fazhi_research.reading.spans import Span", False),
        ("reading.__init__", "from . import spans", False),
        ("project", "from .tables import read_table", False),
        ("__init__", "from .drawing import plot_corpus", False),
        ("__main__", "from . import batch", False),
    ],
)
def test_the_reading_of_imports_tells_up_from_down(name: str, source: str, wrong: bool) -> None:
    inside = [line for line in imports_of(ast.parse(source), name) if line.split(".")[0] == PACKAGE]
    assert inside
    assert any(outside_floor(name, line) for line in inside) is wrong


@each_module
def test_every_module_stands_on_a_floor(name: str) -> None:
    assert name.split(".")[0] in TOP


@each_module
def test_imports_go_only_downwards(name: str) -> None:
    inside = [line for line in imports_of(parse(MODULES[name]), name) if line.split(".")[0] == PACKAGE]
    assert [line for line in inside if outside_floor(name, line)] == []


@each_module
def test_outside_packages_enter_by_their_doors(name: str) -> None:
    for imported in imports_of(parse(MODULES[name]), name):
        doors = DOORS.get(imported.split(".")[0])
        assert doors is None or name.startswith(doors), f"{imported} enters by {name}, not by {doors}"


@each_module
def test_nothing_is_imported_by_star(name: str) -> None:
    assert [line for line in imports_of(parse(MODULES[name]), name) if line.endswith(".*")] == []


@each_module
def test_files_are_named_for_what_they_hold(name: str) -> None:
    assert FORBIDDEN.isdisjoint(name.split("."))


@each_source
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_OF_FILE


def lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function less its docstring: explaining at length is not a fault."""
    first, last = function.lineno, function.end_lineno or function.lineno
    text = function.body[0]
    written = ast.get_docstring(function) is not None
    return last - first + 1 - ((text.end_lineno or 0) - text.lineno + 1 if written else 0)


@each_source
def test_functions_stay_small(path: Path) -> None:
    functions = [n for n in ast.walk(parse(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    sizes = {f"{function.name} (line {function.lineno})": lines_of_code(function) for function in functions}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES_OF_FUNCTION} == {}


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = (
        "import sys, fazhi_research\n"
        "heavy = {'bokeh', 'jieba', 'lxml', 'matplotlib', 'nbclient', 'networkx', 'numpy', 'openpyxl', 'pandas', 'pypdfium2', 'scipy', 'sklearn'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
