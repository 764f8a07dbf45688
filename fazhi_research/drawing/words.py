"""Words on a figure: two languages, their widths, the note underneath."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

from fazhi_research.drawing.style import BODY, FAINT, POINT, SMALL, TWO_COLUMNS, font_path
from fazhi_research.errors import FazhiError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

LANGUAGES = ("both", "en", "zh")
HINTED = 1.06
"""By how much a screen of few dots widens letters beside what the font says 屏幕字宽系数."""
NOTE, TITLE = "fazhi-note", "fazhi-title"
"""The gids of the note under a figure and of the title over it: both are words about it, not part of it 图注与图题标识."""


def say(english: str, chinese: str, language: str, *, joint: str = "  ") -> str:
    """The words in the language asked for: "both", "en" or "zh" 双语文字.

    >>> say("Year", "年份", "both")
    'Year  年份'
    >>> say("Year", "年份", "zh")
    '年份'
    """
    if language not in LANGUAGES:
        raise FazhiError(f"language={language!r} is unknown: choose one of {', '.join(LANGUAGES)}.")
    return {"both": f"{english}{joint}{chinese}", "en": english, "zh": chinese}[language]


def width(words: str) -> float:
    """How wide the words are in the packaged font, in letters' heights (ems): a Han character is 1 字宽.

    >>> width("法治政府"), width("l") < width("m") < 1
    (4.0, True)
    """
    return sum(map(_advance, words))


@cache
def _advance(character: str) -> float:
    """How wide one character is; what the packaged font lacks is guessed by its kind."""
    from matplotlib import font_manager, ft2font

    font = font_manager.get_font(str(font_path()))
    if font.get_char_index(ord(character)):
        glyph = font.load_char(ord(character), flags=ft2font.LoadFlags.NO_SCALE)
        own = float(glyph.horiAdvance) / float(font.units_per_EM)
        return own if own >= 1 else own * HINTED
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.6


def clip(words: str, ems: float) -> str:
    """The words cut to a width, with … where something is left out 截短.

    >>> clip("全面落实重大行政决策法定程序", 6)
    '全面落实重…'
    """
    if width(words) <= ems:
        return words
    while words and width(words) > ems - 1:
        words = words[:-1]
    return words + "…"


def name_and(name: str, more: str, ems: float) -> str:
    """A name and what is told of it, in two lines where one is too narrow, each cut to the width 名称与说明.

    >>> name_and("xuchang-2022", "plan", 20), name_and("chengguan", "self inspection", 10)
    ('xuchang-2022  plan', 'chengguan\\nself inspection')
    """
    words = f"{name}  {more}".strip()
    return words if width(words) <= ems or not more else f"{clip(name, ems)}\n{clip(more, ems)}"


def headline(asked: str, document: str) -> str:
    """What a figure of two columns asks, with the name of its document, cut to the width of the page 图题.

    >>> headline("Who leads which task", "某市人民政府关于印发" + "某市法治政府建设实施方案" * 3)
    'Who leads which task  ·  某市人民政府关于印发某市法治政府建设实施方案某市法治政府建设实施方案某市法治…'
    """
    return clip(f"{asked}  ·  {document}", (TWO_COLUMNS - 10) / ((BODY + 2) * POINT))


def wrap(words: str, ems: float) -> str:
    """The words broken into lines no wider than asked: at spaces in English, anywhere in Chinese 折行.

    A line never begins with closing punctuation.

    >>> wrap("依法全面履行政府职能", 6)
    '依法全面履行\\n政府职能'
    """
    lines: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for piece in re.findall(r"[!-~\u00a0-\u024f\u2013\u2019]+ ?|\s|.", paragraph):
            if line and width(line + piece.rstrip()) > ems and piece not in "，。、；：）》”…":
                lines.append(line.rstrip())
                line = ""
            line += piece if line or not piece.isspace() else ""
        lines.append(line.rstrip())
    return "\n".join(lines)


def balance(words: str, ems: float) -> str:
    """The words broken into as few lines as fit, all about as long 均衡折行.

    >>> balance("强化对行政权力的制约", 6)
    '强化对行政\\n权力的制约'
    """
    lines = max(1, ceil(width(words) / ems))
    narrow = width(words) / lines
    while narrow < ems and wrap(words, narrow).count("\n") >= lines:
        narrow += 0.5
    return wrap(words, min(narrow, ems))


def note(axes: Axes, words: str, *, down: float, left: float = 0.0, across: float | None = None) -> None:
    """Print the note under a figure: unit, n, what is left out, what it cannot show 图注.

    `down` and `left` are millimetres from the lower left corner of the axes; `across` the width to fill.
    """
    figure = axes.get_figure(root=True)
    if across is None:
        across = figure.get_size_inches()[0] * 25.4 - 8 if figure else 160
    lines = wrap(words, across / (SMALL * POINT) - 1)
    axes.annotate(
        lines, xy=(0, 0), xycoords="axes fraction", xytext=(-left / POINT, -down / POINT),
        textcoords="offset points", gid=NOTE, label=words, ha="left", va="top", fontsize=SMALL, color=FAINT,
        annotation_clip=False, linespacing=1.35,
    )  # fmt: skip


def note_height(words: str, across: float) -> float:
    """How many millimetres the note takes, once wrapped 图注高度."""
    lines = wrap(words, across / (SMALL * POINT) - 1).count("\n") + 1
    return lines * SMALL * POINT * 1.5


def wrapped_title(words: str, across: float) -> tuple[str, float]:
    """A title broken to a width in millimetres, and by how much it is higher than one line 折行图题."""
    lines = wrap(words, across / ((BODY + 2) * POINT))
    return lines, lines.count("\n") * (BODY + 2) * POINT * 1.25


def printed(figure: Figure, gid: str) -> list[Text]:
    """The titles or notes printed on a figure, by their gid 图题、图注."""
    from matplotlib.text import Text

    return [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_gid() == gid]


def printed_notes(figure: Figure) -> str:
    """The notes printed on a figure, each language on a line of its own 图注文字."""
    return "\n".join(str(text.get_label()) for text in printed(figure, NOTE))


def printed_title(figure: Figure) -> str:
    """The title printed on a figure, empty where there is none 图题文字."""
    return "  ".join(" ".join(text.get_text().split("\n")) for text in printed(figure, TITLE))
