"""docs/gallery.md shows every figure and table there is, as the command makes it."""

from __future__ import annotations

from pathlib import Path

from tests.pages import words_of
from tools import gallery

ROOT = Path(__file__).resolve().parents[2]


def test_it_is_what_the_command_makes() -> None:
    assert words_of("gallery.md") == gallery.page(), "run `make gallery`"


def test_it_shows_every_figure_with_its_maker() -> None:
    page = words_of("gallery.md")
    for path in (ROOT / "figures").glob("fig*.png"):
        assert f"../figures/{path.name})" in page
    assert page.count("\nDrawn by `") == len(list((ROOT / "figures").glob("fig*.png")))
    for path in (ROOT / "figures").glob("tab*.docx"):
        assert f"../figures/{path.name})" in page
