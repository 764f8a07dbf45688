"""The examples of docs/themes.md run, and it names every public measure of themes."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import fazhi_research as fz

ROOT = Path(__file__).resolve().parent.parent
WORDS = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")


def test_the_examples_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_PROJECT", str(ROOT))
    blocks = "\n".join(re.findall(r"(?ms)^```python\n(.*?)^```", WORDS))
    test = doctest.DocTestParser().get_doctest(blocks, {}, "themes.md", None, 0)
    runner = doctest.DocTestRunner()
    assert len(test.examples) > 15
    assert runner.run(test).failed == 0


def test_it_tells_of_every_measure() -> None:
    rooms = (
        "themes",
        "task_themes",
        "theme_measures",
        "resampling",
        "screens",
        "shifts",
        "eras",
        "terms",
        "keyness",
        "forms",
        "modality",
        "topics",
    )
    public = [
        name
        for name, home in fz._HOMES.items()
        if home.removeprefix("measuring.") in rooms and home.startswith("measuring.")
    ]
    untold = [
        name
        for name in public
        if not re.search(rf"\b{name}\b", WORDS) and not name.startswith(("read_", "with_", "task_themes"))
    ]
    assert len(public) > 20
    assert untold == []
