"""What docs/reuse.md shows is what happens, and the counts in it and in notebook 07 are counted."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import fazhi_research as fz
from fazhi_research.measuring import alignment, chains, fingerprints, reuse, uptake
from fazhi_research.project.places import FIGURES_VARIABLE, ROOT_VARIABLE
from fazhi_research.tables import corpus_tables, texts

ROOT = Path(__file__).resolve().parent.parent
WORDS = (ROOT / "docs" / "reuse.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```python\n(.*?)^```", WORDS)


@pytest.mark.parametrize(
    ("block", "shown"), list(zip(BLOCKS, ("21 passages, 10 of", "0 corrections"), strict=True))
)
def test_the_examples_run(block: str, shown: str, tmp_path: Path) -> None:
    told = {ROOT_VARIABLE: str(ROOT), FIGURES_VARIABLE: str(tmp_path), "MPLBACKEND": "Agg", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", block],
        cwd=ROOT,
        env=os.environ | told,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert shown in done.stdout
    assert list(tmp_path.iterdir())


def test_the_thresholds_are_those_of_the_code() -> None:
    table = dict(re.findall(r"(?m)^\| ([^|]+?) \| ([^|]+?) \| [^|]+ \|$", WORDS))
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


def test_the_counts_in_the_conclusions_are_counted() -> None:
    import pandas as pd

    corpus = fz.read_corpus()
    held = corpus_tables(corpus)
    words = pd.DataFrame(list(texts(corpus).items()), columns=["document", "text"])
    passages = fz.reuse_passages(words, held["documents"], furniture=held["furniture"])
    contained = fz.reuse_containments(
        passages, words, documents=held["documents"], furniture=held["furniture"]
    )
    assert (len(words), len(passages), int(passages["formulaic"].sum())) == (11, 21, 10)
    assert (len(contained), int((contained["plain_passages"] > 0).sum())) == (15, 6)
    ordered = contained[contained["earlier"] != ""]
    printed = set(held["documents"].loc[held["documents"]["issued_basis"] == "text", "document"])
    assert len(ordered) == 13
    assert int((~(ordered["document"].isin(printed) & ordered["other"].isin(printed))).sum()) == 12
    longest = passages.sort_values("equal").tail(1)
    assert longest[["document", "other", "equal"]].to_numpy().tolist() == [
        ["binzhou-2015", "jinchuan-2015", 45]
    ]
    assert contained[["containment", "other_containment"]].max().max() < 0.035
    plans = ["jinchuan-2015", "township-2020", "xuchang-2022"]
    matrix = fz.uptake_matrix(fz.task_items(held["tasks"]), template="liaoning-2011", plans=plans)
    tied = matrix[~matrix["uptake"].isin(["dropped", "added"])]
    assert int((matrix["uptake"] != "added").sum()) == 126
    assert "taken_over" not in set(matrix["uptake"])
    assert [int((tied["plan"] == plan).sum()) for plan in plans] == [14, 6, 18]
    book = json.loads(
        (ROOT / "notebooks" / "07-who-shares-words-with-whom.ipynb").read_text(encoding="utf-8")
    )
    told = "".join(book["cells"][-1]["source"])
    for count in ("21 passages in 15 of their 55", "10 of the passages", "6 pairs are left", "For 12 of these", "13 of the 15", "45 equal",
                  "38 of the 126", "18 in xuchang-2022, 14 in jinchuan-2015, 6 in township-2020"):  # fmt: skip
        assert count in told
