"""Pictures as fine as asked for, their fonts embedded, with or without their words, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from PIL import Image

from fazhi_research.drawing.lead_bars import plot_lead_shares
from fazhi_research.errors import FazhiError
from fazhi_research.project import Project
from fazhi_research.project.pictures import PictureChoice
from tests.project.folders import bytes_of

SHARES = pd.DataFrame(
    {
        "document": "plan-1",
        "agency": ["编办", "法制办"],
        "named": ["编办", "法制办"],
        "tasks": [5, 18],
        "sole": [4, 16],
    }
).assign(of=41, share=[5 / 41, 18 / 41])


@pytest.fixture
def figure() -> Iterator[Figure]:
    made = plot_lead_shares(SHARES).get_figure(root=True)
    assert isinstance(made, Figure)
    yield made
    plt.close(made)


def saved(figure: Figure, folder: Path, dpi: int = 300, *, tiff: bool = False, bare: bool = False) -> Path:
    Project(folder, out=folder).save_figure(figure, "fig04", data=SHARES, dpi=dpi, tiff=tiff, bare=bare)
    return folder / "figures"


def test_a_picture_is_as_fine_as_asked_for(figure: Figure, tmp_path: Path) -> None:
    for dpi, mode in ((300, "P"), (600, "RGB")):
        with Image.open(saved(figure, tmp_path / str(dpi), dpi=dpi) / "fig04.png") as picture:
            assert picture.mode == mode
            assert round(picture.info["dpi"][0]) == dpi
            assert abs(picture.width - 175 / 25.4 * dpi) < 2


def test_a_tiff_is_written_if_asked_for(figure: Figure, tmp_path: Path) -> None:
    assert not (saved(figure, tmp_path / "without") / "fig04.tiff").exists()
    with Image.open(saved(figure, tmp_path / "with", dpi=600, tiff=True) / "fig04.tiff") as picture:
        assert (picture.mode, picture.info["compression"], round(picture.info["dpi"][0])) == (
            "RGB",
            "tiff_lzw",
            600,
        )


def test_a_bare_picture_has_lost_its_words_and_nothing_of_its_width(figure: Figure, tmp_path: Path) -> None:
    with_words, bare = saved(figure, tmp_path / "words"), saved(figure, tmp_path / "bare", bare=True)
    with Image.open(with_words / "fig04.png") as one, Image.open(bare / "fig04.png") as two:
        assert one.width == two.width
        assert two.height < one.height - 100
    assert (bare / "fig04.txt").read_bytes() == (with_words / "fig04.txt").read_bytes()
    assert all(text.get_visible() for text in figure.axes[0].texts)  # put back


def test_no_type_3_font_is_in_the_pdf_of_a_shipped_figure(root: Path) -> None:
    for path in sorted((root / "figures").glob("*.pdf")):
        content = path.read_bytes()
        assert b"/CIDFontType2" in content and b"/FontFile2" in content, path.name
        assert b"/Type3" not in content, path.name


def test_no_shipped_figure_is_wider_or_higher_than_a_page(root: Path) -> None:
    for path in sorted((root / "figures").glob("fig*.png")):
        with Image.open(path) as picture:
            wide, high = (side / picture.info["dpi"][0] * 25.4 for side in picture.size)
        assert wide < 175.5 and high < 235.5, path.name


def test_choices_are_read_back_as_they_are_said() -> None:
    for choice in (PictureChoice(), PictureChoice(600, tiff=True), PictureChoice(600, bare=True)):
        assert PictureChoice.read(choice.words) == choice
    assert PictureChoice.read("") == PictureChoice()
    assert PictureChoice(600).but(tiff=True) == PictureChoice(600, tiff=True)
    for words in ("fine", "300 600", "600 jpeg"):
        with pytest.raises(FazhiError, match=re.escape(words)):
            PictureChoice.read(words)
    with pytest.raises(FazhiError, match="dpi=6000 is no resolution"):
        PictureChoice(6000)


def test_two_saves_at_print_resolution_give_the_same_bytes(figure: Figure, tmp_path: Path) -> None:
    one, two = (saved(figure, tmp_path / name, dpi=600, tiff=True, bare=True) for name in ("one", "two"))
    assert bytes_of(one) == bytes_of(two)
