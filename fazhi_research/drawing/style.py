"""How every figure looks: fonts that hold Chinese, colours that survive grey, widths of a journal page."""

from __future__ import annotations

import re
import warnings
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from fazhi_research.drawing.borrowed import BORROWED, NOT_DRAWN, Borrowing, borrow
from fazhi_research.errors import FazhiError, FontError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

FAMILY = "Fazhi Sans SC"
FAMILIES = (FAMILY, "DejaVu Sans")
ONE_COLUMN, TWO_COLUMNS = 85.0, 175.0
"""Widths of a figure in millimetres 单栏与双栏宽度."""
PAGE = 235.0
"""The greatest height of a figure in millimetres, so that it stands on a page of A4 or B5 with its number 版心高度."""
MILLIMETRE = 1 / 25.4
"""Inches in a millimetre."""
POINT = 25.4 / 72
"""Millimetres in a point."""
BODY, SMALL = 7.0, 6.0
"""Sizes of letters in points: labels, and the note under a figure."""
INK, FAINT, RULE = "#222222", "#6b6b6b", "#c8c8c8"

MARKS = (
    ("#332288", "o"), ("#cc6677", "s"), ("#117733", "^"), ("#b8860b", "D"), ("#44aa99", "v"),
    ("#882255", "P"), ("#4477aa", "X"), ("#7a7a1f", "<"), ("#aa4499", ">"), ("#222222", "h"),
)  # fmt: skip
"""Colour and shape, always used together, so that either alone is enough 颜色与形状."""


def font_path() -> Path:
    """The packaged font file 随包字体."""
    return Path(__file__).parent / "fonts" / "FazhiSansSC-Regular.ttf"


@cache
def register_font(path: Path | None = None) -> str:
    """The family name by which matplotlib now knows the font (the packaged one unless told) 注册字体.

    Raises FontError, saying what to do, if the file is missing or no font.
    """
    from matplotlib import font_manager

    path = path or font_path()
    if not path.is_file():
        raise FontError(
            f"the font file {path.name} is missing from {path.parent.name}/: install fazhi-research "
            "again, or run `python tools/make_font.py` in a checkout; Chinese would come out as boxes."
        )
    try:
        font_manager.fontManager.addfont(str(path))
        return str(font_manager.get_font(str(path)).family_name)
    except RuntimeError as error:
        raise FontError(
            f"{path.name} is not a font matplotlib can read ({error}): use a .ttf or .otf file."
        ) from error


@contextmanager
def figure_style() -> Iterator[None]:
    """A context in which figures are made and saved in the project's style 图形样式.

    Settings outside the context are untouched. Raises FontError if the packaged font is missing.
    """
    import matplotlib as mpl
    from matplotlib import style

    register_font()
    settings: dict[str, Any] = {
        "font.family": list(FAMILIES),
        "font.size": BODY,
        "axes.titlesize": BODY + 2,
        "axes.unicode_minus": False,
        "axes.edgecolor": FAINT,
        "axes.linewidth": 0.6,
        "text.color": INK,
        "text.parse_math": False,  # a printed $ is a dollar
        "pdf.fonttype": 42,  # publishers refuse type 3
        "ps.fonttype": 42,
        "svg.hashsalt": "fazhi",
        "svg.fonttype": "path",
        "savefig.dpi": 300,
        "savefig.bbox": "standard",
    }
    # A notebook turns showing on when the first figure is made, which is here: kept, or no later figure would show itself.
    shows = mpl.is_interactive()
    try:
        with style.context(settings, after_reset=True):  # whatever the user's own matplotlibrc says
            try:
                yield
            finally:
                shows = mpl.is_interactive()
    finally:
        mpl.interactive(shows)


def column_width(columns: int) -> float:
    """The width of a figure of one column or two, in millimetres; FazhiError for another number 栏宽.

    >>> column_width(1), column_width(2)
    (85.0, 175.0)
    """
    if columns not in (1, 2):
        raise FazhiError(f"columns={columns}: a figure is 1 or 2 columns wide.")
    return ONE_COLUMN if columns == 1 else TWO_COLUMNS


def squeeze(tall: float, room: float, *, least: float) -> float:
    """By how much rows `tall` millimetres high together are drawn closer, so that they take no more than `room` 行距压缩.

    Never more than to `least`, where words would touch: a longer list makes a longer figure.

    >>> squeeze(100, 200, least=0.7), squeeze(200, 160, least=0.7), squeeze(900, 160, least=0.7)
    (1.0, 0.8, 0.7)
    """
    return max(min(1.0, room / tall), least) if tall > 0 else 1.0


def ink_on(ground: Any) -> str:
    """White or dark, whichever reads better on a ground, by the contrast ratio of WCAG 2.1 字色.

    >>> ink_on("#241a5c"), ink_on("#b9b3dc")
    ('white', '#222222')
    """
    light, dark = _luminance("white"), _luminance(INK)
    own = _luminance(ground)
    return "white" if (light + 0.05) / (own + 0.05) > (own + 0.05) / (dark + 0.05) else INK


def _luminance(colour: Any) -> float:
    """Relative luminance of a colour, 0 to 1 (WCAG 2.1)."""
    from matplotlib.colors import to_rgb

    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def sheet(width: float, height: float, *, left: float, right: float, top: float, bottom: float) -> Axes:
    """New axes on a new figure, with sizes and margins in millimetres 新图."""
    from matplotlib import pyplot as plt

    figure = plt.figure(figsize=(width * MILLIMETRE, height * MILLIMETRE))
    box = (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    return figure.add_axes(box)


def finish(axes: Axes) -> Axes:
    """The axes with every word in fonts that hold it: the packaged one, else one of this computer.

    Words made before the style was on (axes handed in by the caller) get the fonts as well. See `hold_glyphs` for what no font has.
    """
    for text in _texts(axes):
        text.set_fontfamily(list(FAMILIES))
    hold_glyphs(axes.get_figure(root=True))
    return axes


def hold_glyphs(figure: Figure | None) -> None:
    """Give each word of a figure fonts that hold its characters; a box is never drawn 补足字形.

    Words whose fonts lack a character get the packaged font; what that lacks is borrowed from a font of this computer, and what none has
    is drawn as 〓. A warning names the characters, `borrowings` tells them again.
    """
    lacking = [text for text in _texts(figure) if text.get_visible() and _lacking(text)] if figure else []
    for text in lacking:
        text.set_fontfamily(list(FAMILIES))
        text.set_text(_HALVES.sub(NOT_DRAWN, text.get_text()))
    lacking = [text for text in lacking if _lacking(text)]
    lost = {character for text in lacking for character in _lacking(text)}
    borrowing = borrow("".join(sorted(lost)), packaged=font_path())
    for text in lacking:
        text.set_fontfamily([*FAMILIES, *borrowing.families])
    if figure and borrowing.words:
        _borrowed.setdefault(figure, []).append(borrowing)
        warnings.warn(borrowing.words, stacklevel=2)


def borrowings(figure: Figure) -> dict[str, str]:
    """The characters of a figure that the packaged font lacks, by the font they are drawn in, "" for those drawn as 〓 借用字形表."""
    held: dict[str, set[str]] = {}
    for one in _borrowed.get(figure, []):
        for name, characters in (*one.lent, *([("", one.lost)] if one.lost else [])):
            held.setdefault(name, set()).update(characters)
    return {name: "".join(sorted(held[name])) for name in sorted(held)}


#: halves of characters, which no drawing program takes
_HALVES = re.compile("[\ud800-\udfff]")
_borrowed: WeakKeyDictionary[Figure, list[Borrowing]] = WeakKeyDictionary()


def _texts(artist: Artist) -> list[Text]:
    from matplotlib.text import Text

    return [text for text in artist.findobj(Text) if isinstance(text, Text)]


def _lacking(text: Text) -> set[str]:
    """The characters of a text that its fonts cannot draw."""
    held = _characters(tuple(text.get_fontfamily()))
    return {
        character for character in text.get_text() if not character.isspace() and ord(character) not in held
    }


@cache
def _characters(families: tuple[str, ...]) -> frozenset[int]:
    """Every code point the families can draw."""
    from matplotlib import font_manager

    held: set[int] = set()
    for family in families:
        wanted = font_manager.FontProperties(family=[family])
        path = font_manager.findfont(wanted, fallback_to_default=not family.startswith((*FAMILIES, BORROWED)))
        held.update(font_manager.get_font(path).get_charmap())
    return frozenset(held)
