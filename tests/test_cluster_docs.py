"""The examples of docs/clusters.md run, and it names every public measure of likeness and groups."""

from __future__ import annotations

import doctest
from pathlib import Path

import fazhi_research as fz

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "clusters.md"
HOMES = (
    "clusters", "cluster_counts", "cluster_findings", "cluster_verdicts", "distances", "length_matching", "permanova", "places", "profiles",
    "stability", "text_distances",
)  # fmt: skip


def test_the_examples_run() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted > 15
    assert result.failed == 0


def test_it_names_every_public_measure() -> None:
    words = PAGE.read_text(encoding="utf-8")
    homes = {name: getattr(getattr(fz, name), "__module__", "") for name in fz.__all__}
    measures = [
        name for name, home in homes.items() if home.removeprefix("fazhi_research.measuring.") in HOMES
    ]
    assert len(measures) > 25
    assert [name for name in measures if f"`{name}" not in words] == []
