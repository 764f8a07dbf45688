"""Figures and tables as files, the same bytes each time."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, FontError
from fazhi_research.project.latex import latex_table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

# No date, no program's name and version: the file says what it shows, not when and by what it was made.
METADATA: dict[str, dict[str, Any]] = {
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
}


def figure_files(figure: Figure, folder: Path, name: str, *, data: pd.DataFrame, caption: str) -> list[Path]:
    """The files of one figure, written: pdf, svg, png, csv, txt 图文件."""
    from fazhi_research.drawing.style import figure_style, require_glyphs
    from fazhi_research.drawing.words import printed_notes

    stem = _stem(folder, name)
    words = caption or printed_notes(figure)
    if not words:
        raise FazhiError(
            f"the figure {name} has no caption: say its unit, its n and what is left out in caption=."
        )
    written = []
    with figure_style():
        require_glyphs(figure)
        for kind, metadata in METADATA.items():
            path = stem.with_suffix(f".{kind}")
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                figure.savefig(path, metadata=metadata)
            _refuse_boxes(caught, name)
            written.append(path)
    return [*written, _write_csv(data, stem), _write_text(stem.with_suffix(".txt"), words + "\n")]


def table_files(frame: pd.DataFrame, folder: Path, name: str, *, caption: str) -> list[Path]:
    """The files of one table, written: csv, tex; the caveats of a comparison stand under it 表文件."""
    from fazhi_research.measuring.caveats import caveats

    stem = _stem(folder, name)
    notes = [f"{one.english} {one.chinese}" for one in caveats(frame)]
    words = latex_table(frame, name, caption, notes)
    return [_write_csv(frame, stem), _write_text(stem.with_suffix(".tex"), words)]


def page_files(page: str, folder: Path, name: str) -> list[Path]:
    """The file of one page, written: html 网页文件."""
    return [_write_text(_stem(folder, name).with_suffix(".html"), page)]


def _stem(folder: Path, name: str) -> Path:
    """The path without an ending, its folder made."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
        raise FazhiError(
            f"{name!r} cannot name a file here: use letters, digits, - and _, as in fig02-leads."
        )
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def _refuse_boxes(caught: list[warnings.WarningMessage], name: str) -> None:
    """Raise FontError for a glyph that no font holds; hand on every other warning."""
    for warning in caught:
        message = str(warning.message)
        if message.startswith("Glyph"):
            raise FontError(
                f"{name}: {message} Draw it within figure_style(), or add the character to the font."
            )
        warnings.warn_explicit(warning.message, warning.category, warning.filename, warning.lineno)


def _write_csv(frame: pd.DataFrame, stem: Path) -> Path:
    """The frame as UTF-8 CSV, numbers to six significant digits, booleans as true and false."""
    path = stem.with_suffix(".csv")
    plain = frame.copy()
    for column in plain.columns:
        if plain[column].dtype.kind == "b" or str(plain[column].dtype) == "boolean":
            plain[column] = plain[column].map({True: "true", False: "false"})
    text = plain.to_csv(index=False, lineterminator="\n", float_format="%.6g")
    return _write_text(path, text)


def _write_text(path: Path, text: str) -> Path:
    """Text as UTF-8 with plain line ends, on every system."""
    path.write_bytes(text.encode("utf-8"))
    return path
