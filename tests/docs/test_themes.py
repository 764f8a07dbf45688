"""docs/themes.md names every public measure of themes, and shows what they print."""

from __future__ import annotations

import re

import fazhi_research as fz
from tests.pages import blocks, words_of


def test_it_has_examples() -> None:
    assert "\n".join(blocks("themes.md")).count(">>> ") > 15


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
        if not re.search(rf"\b{name}\b", words_of("themes.md"))
        and not name.startswith(("read_", "with_", "task_themes"))
    ]
    assert len(public) > 20
    assert untold == []
