"""Fonts that hold Chinese on every machine; never boxes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest
from fontTools import ttLib
from matplotlib import pyplot as plt

from fazhi_research.drawing import style
from fazhi_research.drawing.words import balance, clip, width, wrap
from fazhi_research.errors import FontError
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


def test_a_character_no_font_holds_is_an_error_not_a_box() -> None:
    with style.figure_style():
        figure, axes = plt.subplots()
        axes.set_title("生僻字 \U00020bb7")
        with pytest.raises(FontError, match="holds \U00020bb7 "):
            style.require_glyphs(figure)
    plt.close(figure)


def test_chinese_outside_the_style_is_an_error_not_a_box() -> None:
    figure, axes = plt.subplots()
    axes.set_title("法治")
    with pytest.raises(FontError, match="sans-serif holds 治 法"):
        style.require_glyphs(figure)
    plt.close(figure)


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
