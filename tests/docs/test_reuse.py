"""docs/reuse.md prints and saves what it says, and its thresholds are those of the code."""

from __future__ import annotations

import re
from collections.abc import Callable

from fazhi_research.measuring import alignment, chains, fingerprints, reuse, uptake
from tests.pages import PageRun, words_of


def test_it_prints_and_saves_what_it_says(page_run: Callable[[str], PageRun]) -> None:
    run = page_run("reuse.md")
    assert "21 passages, 10 of" in run.printed
    assert "0 corrections" in run.printed
    assert {path.name for path in run.figures.iterdir()} == {"my-view.html", "my-uptake.csv"}


def test_the_thresholds_are_those_of_the_code() -> None:
    table = dict(re.findall(r"(?m)^\| ([^|]+?) \| ([^|]+?) \| [^|]+ \|$", words_of("reuse.md")))
    assert table["equal characters of a passage, outside words that everybody uses"] == str(reuse.LEAST)
    assert table["documents in which words stand before they count as everybody's"] == str(
        reuse.MOST_DOCUMENTS
    )
    assert table["difference that a passage bridges"] == f"{chains.GAP} characters"
    assert table["places of one fingerprint looked at in one document"] == f"the first {fingerprints.REPEATS}"
    assert (fingerprints.GRAM, fingerprints.WINDOW, fingerprints.GUARANTEE, alignment.SHORTEST) == (
        8,
        5,
        12,
        2,
    )
    assert (uptake.TAKEN, uptake.ADAPTED, uptake.ADAPTED_SHORT) == (0.5, 0.15, 0.5)
    assert (uptake.VERBATIM, uptake.GAIN, uptake.SHORT, uptake.RUN) == (0.2, 0.1, 30, 6)
