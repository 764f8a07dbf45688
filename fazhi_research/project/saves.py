"""Figures and tables as files, each with what it was made from, the same bytes each time."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.errors import FazhiError
from fazhi_research.project.csv_tables import csv_text, excel_text
from fazhi_research.project.latex import latex_table
from fazhi_research.project.pictures import PictureChoice, picture_files
from fazhi_research.project.printed_tables import printed_table
from fazhi_research.project.provenance import provenance_of, record
from fazhi_research.project.web_tables import web_table
from fazhi_research.project.word import word_table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from fazhi_research.project.places import Project

_ELSEWHERE = "allow writing there, copy the project to a folder of yours, or save elsewhere with Project(DIR, out=DIR)."


def figure_files(
    project: Project,
    figure: Figure,
    name: str,
    *,
    data: pd.DataFrame,
    caption: str,
    choice: PictureChoice,
    source: str | Path | None = None,
) -> list[Path]:
    """The files of one figure, written: pictures, its table (csv), its caption (txt), its record (json) 图文件."""
    from fazhi_research.drawing.style import borrowings
    from fazhi_research.drawing.words import printed_notes, printed_title

    stem = _stem(project.figures, name)
    words = caption or printed_notes(figure)
    if not words:
        raise FazhiError(
            f"the figure {name} has no caption: say its unit, its n and what is left out in caption=."
        )
    made = provenance_of(data, project.processed, source=source)
    title, notes = printed_title(figure), words.split("\n")
    lines = [title] * bool(title) + notes + made.lines(words)
    pictures = picture_files(figure, stem, choice)
    told = record("figure", title, notes, made, borrowed=borrowings(figure))
    return [
        *pictures,
        _write(stem.with_suffix(".csv"), csv_text(data)),
        _write(stem.with_suffix(".txt"), "\n".join(lines) + "\n"),
        _write(stem.with_suffix(".json"), told),
    ]


def table_files(
    project: Project,
    frame: pd.DataFrame,
    name: str,
    *,
    caption: str,
    language: str,
    source: str | Path | None = None,
) -> list[Path]:
    """The files of one table, written: csv, csv for Excel, LaTeX, Word, HTML and its record (json) 表文件.

    The caveats of a comparison stand under it, and what it was made from.
    """
    from fazhi_research.measuring.caveats import caveats

    stem = _stem(project.figures, name)
    told, made = caveats(frame), provenance_of(frame, project.processed, source=source)
    lines = {"en": made.english(), "zh": made.chinese()}
    table = printed_table(frame, language=language, caveats=told, made=lines)
    excel = stem.with_name(f"{name}-excel.csv")
    return [
        _write(stem.with_suffix(".csv"), csv_text(frame)),
        _write(excel, "\ufeff" + excel_text(frame, language=language)),
        _write(stem.with_suffix(".tex"), latex_table(table, name, caption)),
        _write(stem.with_suffix(".docx"), word_table(table, caption)),
        _write(stem.with_suffix(".html"), web_table(table, name, caption)),
        _write(stem.with_suffix(".json"), record("table", caption, list(table.notes), made)),
    ]


def page_files(page: str, folder: Path, name: str) -> list[Path]:
    """The file of one page, written: html 网页文件."""
    return [_write(_stem(folder, name).with_suffix(".html"), page)]


def _stem(folder: Path, name: str) -> Path:
    """The path without an ending, its folder made."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
        raise FazhiError(
            f"{name!r} cannot name a file here: use letters, digits, - and _, as in fig02-leads."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FazhiError(f"{folder} cannot be made ({error.strerror}): {_ELSEWHERE}") from error
    if not os.access(folder, os.W_OK):
        raise FazhiError(f"{folder} cannot be written: {_ELSEWHERE}")
    return folder / name


def _write(path: Path, content: str | bytes) -> Path:
    """Words as UTF-8 with the line ends they have, on every system; bytes as they are."""
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path
