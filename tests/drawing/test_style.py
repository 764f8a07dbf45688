"""Fonts that hold Chinese on every machine; never boxes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from fontTools import ttLib
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib import font_manager
from matplotlib import pyplot as plt
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from fazhi_research.drawing import borrowed, style
from fazhi_research.drawing.words import balance, clip, width, wrap
from fazhi_research.errors import FazhiError, FontError
from tests.drawing.looks import grey


@pytest.fixture(scope="module")
def font() -> ttLib.TTFont:
    return ttLib.TTFont(style.font_path())


def test_the_font_draws_every_character_of_the_corpus(root: Path, font: ttLib.TTFont) -> None:
    held = font.getBestCmap()
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "data" / "raw").glob("*.txt"))]
    lost = {c for text in texts for c in text if c.isprintable() and ord(c) not in held}
    assert lost == set()


def test_the_font_holds_both_scripts(font: ttLib.TTFont) -> None:
    lost = {
        c
        for c in "法治政府建设威縣繁體〔2015〕《纲要》〈办法〉①②③——…％·“”"
        if ord(c) not in font.getBestCmap()
    }
    assert lost == set()


def test_the_font_is_renamed_truetype_and_keeps_its_licence(font: ttLib.TTFont) -> None:
    assert font["name"].getDebugName(1) == style.FAMILY
    assert "glyf" in font
    assert "Adobe" in font["name"].getDebugName(0)
    licence = (style.font_path().parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright 2014-2021 Adobe" in licence


def test_a_missing_font_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FontError, match=r"none\.ttf is missing .* install fazhi-research again, or run"):
        style.register_font(tmp_path / "none.ttf")


def test_a_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    path = tmp_path / "words.ttf"
    path.write_text("no font", encoding="utf-8")
    with pytest.raises(FontError, match=r"words\.ttf is not a font"):
        style.register_font(path)


@pytest.fixture
def fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The fonts of this computer, for a test to fill."""
    files: list[Path] = []
    monkeypatch.setattr(borrowed, "font_files", lambda: sorted(files, key=borrowed._rank))
    borrowed.borrow.cache_clear()
    yield files
    borrowed.borrow.cache_clear()


def made_font(path: Path, characters: str, *, cubic: bool = False) -> Path:
    """A font in which each character is a triangle, with outlines of TrueType or PostScript."""
    font = FontBuilder(1000, isTTF=not cubic)
    names = [".notdef", *(f"u{ord(c):X}" for c in characters)]
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(c): f"u{ord(c):X}" for c in characters})
    pen = T2CharStringPen(1000, None) if cubic else TTGlyphPen(None)
    for step, place in enumerate([(100, 0), (900, 0), (500, 800)]):
        (pen.lineTo if step else pen.moveTo)(place)
    pen.closePath()
    if cubic:
        font.setupCFF("Made", {}, dict.fromkeys(names, pen.getCharString()), {})
    else:
        font.setupGlyf(dict.fromkeys(names, pen.glyph()))
    font.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": path.stem, "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    font.save(path)
    return path


def titled(words: str) -> Figure:
    with style.figure_style():
        figure, axes = plt.subplots()
        axes.set_title(words)
        axes.set_xticks([0.5], ["市司法局"])
        style.finish(axes)
    return figure


@pytest.mark.parametrize("cubic", [False, True])
def test_a_rare_character_is_borrowed_from_a_font_of_the_computer(
    cubic: bool, fonts: list[Path], tmp_path: Path
) -> None:
    """As TrueType, whatever it was; words without rare characters keep the fonts they had."""
    fonts += [made_font(tmp_path / "zz.otf", "\U00020bb7\U00020bb8", cubic=cubic)]
    fonts += [made_font(tmp_path / "NotoSansCJK-Regular.otf", "\U00020bb8", cubic=cubic)]
    with pytest.warns(UserWarning, match="\U00020bb8 drawn in NotoSansCJK-Regular; \U00020bb7 drawn in zz"):
        figure = titled("生僻字 \U00020bb7\U00020bb8\u200b")
    (axes,) = figure.axes
    assert style.borrowings(figure) == {"NotoSansCJK-Regular": "\U00020bb8", "zz": "\U00020bb7"}
    assert axes.get_xticklabels()[0].get_fontfamily() == list(style.FAMILIES)
    target = tmp_path / "rare.pdf"
    with style.figure_style(), warnings.catch_warnings():
        warnings.simplefilter("error")  # a glyph that is not found is one
        figure.savefig(target)
    assert b"/FontFile3" not in target.read_bytes() and b"/Type3" not in target.read_bytes()
    assert target.read_bytes().count(b"/FontFile2") == 3


def test_a_font_of_boxes_lends_nothing(fonts: list[Path], tmp_path: Path) -> None:
    """Matplotlib brings one, macOS another."""
    fonts.append(made_font(tmp_path / "Last Resort High-Efficiency.ttf", "\U00020bb7"))
    with pytest.warns(UserWarning, match="\U00020bb7 drawn as 〓"):
        titled("\U00020bb7")


def test_a_character_no_font_has_is_named_and_drawn_as_printers_do(fonts: list[Path], tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    fonts.append(tmp_path / "broken.ttf")
    with pytest.warns(
        UserWarning, match=r"U\+E000 \U00020bb7 drawn as 〓, since no font .* has them: install"
    ):
        figure = titled("生僻字 \U00020bb7\ue000\ud800")
    with style.figure_style(), warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.savefig(tmp_path / "stand-in.svg")
    assert style.borrowings(figure) == {"": "\ue000\U00020bb7"}


def test_chinese_outside_the_style_gets_the_packaged_font() -> None:
    figure, axes = plt.subplots()
    axes.set_title("法治")
    style.hold_glyphs(figure)
    assert axes.title.get_fontfamily() == list(style.FAMILIES)
    assert style.borrowings(figure) == {}


def test_fonts_are_asked_in_the_same_order_whatever_the_system_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [
        "/b/HanaMinB.ttf",
        "/a/Zapf.ttf",
        "/a/Arial Bold.ttf",
        "/b/msyh.ttc",
        "/c/NotoSansCJK-Regular.ttc",
    ]
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [*names, str(style.font_path())])
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    found = [path.name for path in borrowed.font_files()]
    assert found == ["NotoSansCJK-Regular.ttc", "msyh.ttc", "HanaMinB.ttf", "Zapf.ttf", "Arial Bold.ttf"]


def test_the_style_stays_within_its_context() -> None:
    before = mpl.rcParams["svg.hashsalt"], mpl.rcParams["pdf.fonttype"]
    with style.figure_style():
        assert mpl.rcParams["pdf.fonttype"] == 42
        assert mpl.rcParams["font.family"] == list(style.FAMILIES)
    assert (mpl.rcParams["svg.hashsalt"], mpl.rcParams["pdf.fonttype"]) == before


def test_the_marks_differ_in_shape_and_ingrey() -> None:
    shapes = [shape for _, shape in style.MARKS]
    assert len(set(shapes)) == len(shapes)
    greys = [grey(colour) for colour, _ in style.MARKS]
    assert max(greys) < 0.65  # all dark enough on white paper
    assert abs(greys[0] - greys[1]) > 0.2  # the two most frequent are told apart without shapes


@pytest.mark.parametrize("words", ["依法全面履行政府职能", "Who leads which task 任务与牵头单位", "", "a"])
def test_breaking_lines_loses_no_letter(words: str) -> None:
    for ems in (3, 6, 12):
        for broken in (wrap(words, ems), balance(words, ems)):
            assert "".join(broken.split()) == "".join(words.split())
        assert width(clip(words, ems)) <= ems + 1


def test_the_font_file_is_the_one_its_script_made(root: Path) -> None:
    digest = hashlib.sha256(style.font_path().read_bytes()).hexdigest()
    assert digest in (root / "tools" / "make_font.py").read_text(encoding="utf-8")


def test_every_figure_of_a_notebook_shows_itself_and_not_only_the_first(root: Path) -> None:
    """A style that is left behind must not take the notebook's way of showing figures with it."""
    pytest.importorskip("matplotlib_inline", reason="the extra [notebooks] is not installed")
    script = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_cell("import fazhi_research as fz")
shell.run_cell("with fz.figure_style():\\n import matplotlib.pyplot as plt\\n plt.figure()")
import matplotlib
print(matplotlib.is_interactive())
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"},
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split()[-1] == "True"


#: what is left of red, green and blue light (linear) to eyes that lack one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1)
EYES = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def lab(colour: str, eye: str) -> np.ndarray:
    """A colour as an eye sees it, in CIE L*a*b*."""
    given = np.array(to_rgb(colour))
    linear = np.where(given <= 0.04045, given / 12.92, ((given + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(EYES[eye]) @ linear, 0, 1)
    matrix = [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.072175],
        [0.0193339, 0.119192, 0.9503041],
    ]
    x, y, z = (np.array(matrix) @ seen) / (0.95047, 1.0, 1.08883)
    fx, fy, fz = (np.cbrt(part) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


@pytest.mark.parametrize("eye", EYES)
def test_the_colours_stay_apart_for_the_colour_blind(eye: str) -> None:
    """A difference of 2.3 can just be seen; ours are at least ten, those of the five most used fifteen."""
    colours = [lab(colour, eye) for colour, _ in style.MARKS]
    apart = {(i, j): float(np.linalg.norm(colours[i] - colours[j])) for j in range(10) for i in range(j)}
    assert min(apart.values()) > 10
    assert min(distance for (_, j), distance in apart.items() if j < 5) > 15


@pytest.mark.parametrize("ground", ["#241a5c", "#8f84bd", "#f4f2f8", "#332288", "#e4e1f2", "white", "black"])
def test_letters_on_a_ground_have_contrast_enough(ground: str) -> None:
    """WCAG 2.1, level AA: at least 4.5 to 1."""

    def light(colour: str) -> float:
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)
        ]
        return float(np.dot((0.2126, 0.7152, 0.0722), linear))

    one, two = sorted((light(style.ink_on(ground)), light(ground)))
    assert (two + 0.05) / (one + 0.05) >= 4.5


def test_a_figure_is_one_column_wide_or_two() -> None:
    assert (style.column_width(1), style.column_width(2)) == (85.0, 175.0)
    with pytest.raises(FazhiError, match="columns=3: a figure is 1 or 2 columns wide"):
        style.column_width(3)


def test_words_are_as_wide_as_the_font_draws_them() -> None:
    """On a sheet of many dots, where a screen's rounding of letters does not count."""
    with style.figure_style():
        figure = plt.figure(figsize=(7, 1), dpi=1200)
        for words in ("任务与牵头单位", "Administrative decision-making", "illicit", "WWW 2015—2020"):
            drawn = figure.text(0, 0, words, fontsize=7).get_window_extent().width / 1200 * 72 / 7
            assert drawn <= width(words) * 1.01 and width(words) <= drawn * 1.12
    plt.close(figure)
