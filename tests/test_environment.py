"""The three lists of packages say the same, and the repository names no machine and no download host."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import fazhi_research
from fazhi_research import schemas

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
#: what is not ours or not written by us
SKIPPED = {
    ".git",
    ".venv",
    "build",
    "dist",
    "__pycache__",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
}
#: put together so that this file does not hold what it looks for
PLACES = re.compile(r"(?<![\w.])/(?:work|farm|home|root|tmp)/\w")
HOSTS = re.compile(
    "|".join(
        [
            "pypi" + r"\.org",
            "pythonhosted" + r"\.org",
            "npmjs" + r"\.(?:org|com)",
            "anaconda" + r"\.(?:org|com)",
        ]
    )
)
BINARY = {".pdf", ".png", ".ttf"}


def read_pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def declared() -> set[str]:
    """Every direct dependency with its bound, extras included: ``pandas>=3.0``."""
    project = read_pyproject()["project"]
    return set(project["dependencies"]).union(*project["optional-dependencies"].values())


def read_conda_packages() -> set[str]:
    """The packages of environment.yml, a file plain enough to be read line by line."""
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    listed = lines[lines.index("dependencies:") + 1 :]
    items = [line.strip().removeprefix("- ") for line in listed if line.strip().startswith("- ")]
    return set(items) - {"pip:"}  # what conda leaves to pip stands indented below it


def locked() -> dict[str, str]:
    """Each entry of the lock by its name; forks of one package for different Pythons are joined."""
    entries: dict[str, str] = {}
    for entry in re.split(r"(?m)^(?=[a-z0-9])", LOCK):
        if entry:
            name = entry.split("==")[0]
            entries[name] = entries.get(name, "") + entry
    return entries


def test_conda_and_pip_install_the_same_packages() -> None:
    python = f"python{read_pyproject()['project']['requires-python']}"
    assert read_conda_packages() == declared() | {python, "pip"}


def test_every_direct_dependency_has_a_lower_bound_and_no_other() -> None:
    assert [
        package for package in sorted(declared()) if not re.fullmatch(r"[a-z0-9-]+>=[\d.]+", package)
    ] == []


@pytest.mark.parametrize("package", sorted(declared()))
def test_the_lock_holds_it_at_or_above_its_bound(package: str) -> None:
    name, bound = package.split(">=")
    versions = re.findall(rf"(?m)^{re.escape(name)}==([\d.]+)", LOCK)
    assert versions
    for version in versions:
        assert [int(part) for part in version.split(".")] >= [int(part) for part in bound.split(".")]


def test_every_locked_package_is_pinned_and_hashed() -> None:
    assert len(locked()) > len(declared())
    for name, entry in locked().items():
        assert re.match(r"[a-z0-9-]+==\S+", entry), name
        assert "--hash=sha256:" in entry, name


def test_the_lock_holds_no_address_and_no_path() -> None:
    assert "://" not in LOCK
    assert [
        line
        for line in LOCK.splitlines()
        if not re.match(r"[a-z0-9-]+==|    --hash=sha256:[0-9a-f]{64}", line)
    ] == []


def test_results_name_the_version_of_the_package_even_where_it_was_never_installed() -> None:
    """Else two checkouts would make other bytes."""
    assert schemas.version() == fazhi_research.__version__ == read_pyproject()["project"]["version"]


def test_the_citation_is_of_this_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"(?m)^cff-version: 1\.2\.0$", citation)
    for key in ("message", "title", "authors"):  # what the format requires
        assert re.search(rf"(?m)^{key}:", citation), key
    assert f"\nversion: {read_pyproject()['project']['version']}\n" in citation


def text_files() -> list[Path]:
    """Every file of the repository that is text."""
    paths = (path for path in sorted(ROOT.rglob("*")) if path.is_file() and path.suffix not in BINARY)
    return [path for path in paths if SKIPPED.isdisjoint(path.relative_to(ROOT).parts)]


def test_no_file_names_a_machine_or_a_download_host() -> None:
    found = []
    for path in text_files():
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [
            f"{path.relative_to(ROOT)}: {hit.group()}"
            for rule in (PLACES, HOSTS)
            for hit in rule.finditer(text)
        ]
    assert found == []


def test_the_tree_is_searched_at_all() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in text_files()}
    assert {"README.md", "pyproject.toml", "tools/run.py", "data/raw/manifest.csv", ".ci/run"} <= names
