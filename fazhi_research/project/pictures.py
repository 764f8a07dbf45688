"""A figure as pictures: vector for the printer, pixels as fine as asked for, the same bytes each time."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, FontError

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

# No date, no program's name and version: the file says what it shows, not when and by what it was made.
VECTORS: dict[str, dict[str, Any]] = {
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
    "svg": {"Date": None, "Creator": None},
}
SCREEN, FINEST = 300, 1200  # dots per inch
SHADES = 256
EDGE = 0.04  # inches left above and below a picture without its words


@dataclass(frozen=True)
class PictureChoice:
    """How pictures are written: resolution, TIFF beside PNG, with or without title and note 出图选项.

    >>> PictureChoice.read("600 tiff bare")
    PictureChoice(dpi=600, tiff=True, bare=True)
    >>> PictureChoice(dpi=600).words
    '600'
    """

    dpi: int = SCREEN
    tiff: bool = False
    bare: bool = False

    def __post_init__(self) -> None:
        if not 50 <= self.dpi <= FINEST:
            raise FazhiError(
                f"dpi={self.dpi} is no resolution for a figure: choose 300 for a screen, 600 for print, at most {FINEST}."
            )

    def but(
        self, *, dpi: int | None = None, tiff: bool | None = None, bare: bool | None = None
    ) -> PictureChoice:
        """The same choice but for what is given 改选."""
        return PictureChoice(
            self.dpi if dpi is None else dpi,
            self.tiff if tiff is None else tiff,
            self.bare if bare is None else bare,
        )

    @property
    def words(self) -> str:
        """The choice in words that `read` takes."""
        return " ".join([str(self.dpi), *(name for name in ("tiff", "bare") if getattr(self, name))])

    @classmethod
    def read(cls, words: str) -> PictureChoice:
        """The choice that words stand for, the usual one for none; FazhiError for others 读取出图选项."""
        given = words.split()
        numbers = [word for word in given if word.isdecimal() and len(word) < 6]
        if len(numbers) > 1 or set(given) - set(numbers) - {"tiff", "bare"}:
            raise FazhiError(f"{words!r} says no way to write pictures: write as in '600 tiff bare'.")
        return cls(int(numbers[0]) if numbers else SCREEN, "tiff" in given, "bare" in given)


def picture_files(figure: Figure, stem: Path, choice: PictureChoice) -> list[Path]:
    """The pictures of a figure, written: pdf, svg, png and, if asked for, tiff 图片文件.

    Fonts are embedded in the PDF as TrueType and drawn as outlines in the SVG. The PNG for a screen has 256 shades; from 600 dpi on
    PNG and TIFF are in full colour (RGB, LZW). A character that no font holds is drawn as 〓, with a warning.
    """
    from fazhi_research.drawing.style import figure_style, hold_glyphs

    written = []
    with figure_style(), _without_words(figure, choice.bare) as crop:
        hold_glyphs(figure)
        for kind, metadata in VECTORS.items():
            path = stem.with_suffix(f".{kind}")
            _draw(figure, path, stem.name, metadata=metadata, bbox_inches=crop)
            written.append(path)
        pixels = io.BytesIO()
        fast = {"compress_level": 1}
        _draw(figure, pixels, stem.name, format="png", dpi=choice.dpi, bbox_inches=crop, pil_kwargs=fast)
    return [*written, *_pixel_files(pixels, stem, choice)]


def _draw(figure: Figure, target: Path | io.BytesIO, name: str, **options: Any) -> None:
    """Write a figure; words that only drawing made (labels of ticks) and whose font lacks a character get one that has it.

    Should a character be lost for all that, it is an error; every other warning is handed on.
    """
    from fazhi_research.drawing.style import hold_glyphs

    caught = _drawn(figure, target, **options)
    if any(_lost_glyph(warning) for warning in caught):
        hold_glyphs(figure)
        if isinstance(target, io.BytesIO):
            target.seek(0)
            target.truncate()
        caught = _drawn(figure, target, **options)
    for warning in caught:
        if _lost_glyph(warning):
            raise FontError(f"{name}: {warning.message} Draw it within figure_style().")
        warnings.warn_explicit(warning.message, warning.category, warning.filename, warning.lineno)


def _drawn(figure: Figure, target: Path | io.BytesIO, **options: Any) -> list[warnings.WarningMessage]:
    """Write a figure once; the warnings it gave."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure.savefig(target, **options)
    return list(caught)


def _lost_glyph(warning: warnings.WarningMessage) -> bool:
    return str(warning.message).startswith("Glyph")


def _pixel_files(pixels: io.BytesIO, stem: Path, choice: PictureChoice) -> list[Path]:
    """The pixels as PNG and, if asked for, TIFF."""
    from PIL import Image

    dots = (choice.dpi, choice.dpi)
    with Image.open(pixels) as drawn:
        whole = drawn.convert("RGB")
    few = whole.quantize(SHADES, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    png = stem.with_suffix(".png")
    (whole if choice.dpi >= 2 * SCREEN else few).save(png, dpi=dots)
    if not choice.tiff:
        return [png]
    whole.save(tiff := stem.with_suffix(".tiff"), compression="tiff_lzw", dpi=dots)
    return [png, tiff]


@contextmanager
def _without_words(figure: Figure, bare: bool) -> Iterator[Bbox | None]:
    """The figure without title and note, and the part of the sheet that is left, over its whole width."""
    from matplotlib.transforms import Bbox

    from fazhi_research.drawing.words import NOTE, TITLE, printed

    if not bare:
        yield None
        return
    hidden = [*printed(figure, TITLE), *printed(figure, NOTE)]
    for text in hidden:
        text.set_visible(False)
    try:
        figure.canvas.draw()
        kept = figure.get_tightbbox()
        wide, high = figure.get_size_inches()
        yield Bbox([[0, max(kept.y0 - EDGE, 0)], [wide, min(kept.y1 + EDGE, high)]])
    finally:
        for text in hidden:
            text.set_visible(True)
