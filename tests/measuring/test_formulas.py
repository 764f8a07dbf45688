"""The lexicon of formulas: what ships, and what a file of one's own must be like."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_research.errors import LexiconError
from fazhi_research.measuring.characters import content_words
from fazhi_research.measuring.formulas import KINDS, read_formulas


def test_the_shipped_lexicon_is_sound() -> None:
    held = read_formulas()
    assert held.attrs["version"] == "2"
    assert set(held["kind"]) == set(KINDS)
    assert not held["phrase"].map(content_words).duplicated().any()
    assert (held["source"] != "").all()
    assert ((held["since"] != "") | (held["kind"] == "frame")).all()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("phrase,kind\n甲,goal\n", "my.csv: no column since, source; it needs phrase"),
        (
            "# version 2\nphrase,kind,since,source\n依法行政,gaol,2004,纲要\n",
            "line 3: the kind 'gaol' is unknown",
        ),
        ("phrase,kind,since,source\n依法,goal,2004,纲要\n", "line 2: the phrase '依法' is shorter than 3"),
        ("phrase,kind,since,source\n依法行政,goal,约2004,纲要\n", "since is '约2004'; write a year"),
    ],
)
def test_a_lexicon_that_cannot_be_used_is_refused(tmp_path: Path, words: str, message: str) -> None:
    path = tmp_path / "my.csv"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        read_formulas(path)
    with pytest.raises(LexiconError, match="cannot be read"):
        read_formulas(tmp_path / "none.csv")
