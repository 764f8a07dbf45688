"""How near documents lie to each other, in the order of genre and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.drawing.demands import require_rows, require_two_columns
from fazhi_research.drawing.style import (
    BODY,
    INK,
    POINT,
    SMALL,
    TWO_COLUMNS,
    figure_style,
    finish,
    ink_on,
    sheet,
)
from fazhi_research.drawing.words import TITLE, balance, name_and, note, note_height, say
from fazhi_research.errors import TableError
from fazhi_research.measuring.guards import CHINESE
from fazhi_research.measuring.themes import document_facts

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

LEFT, TOP, ROW, EDGE, MOST = 46.0, 24.0, 7.0, 4.0, 60  # millimetres; documents
ISSUED = ("issued", "issued_from", "issued_to")


def plot_distance_heatmap(
    distances: pd.DataFrame,
    documents: pd.DataFrame,
    ax: Axes | None = None,
    *,
    title: str = "",
    contained: bool = False,
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with a cell per pair of documents, ordered by genre and date, nearer ones darker 相似度热图.

    `distances` is a square table (`document_distances`), or, with `contained`, one of `text_containments`: then a cell says how
    much of the row's document stands in the column's. Blocks of one genre are framed: only pairs within a frame compare like with like.
    Documents without a date stand last in their genre. Numbers are printed up to 20 documents. FazhiError for `columns` of 1. Gids: "cell:<row>|<column>".
    """
    require_two_columns(columns, "a matrix of documents with names on two sides")
    order = _ordered(distances, documents)
    listed = order["document"].tolist()
    square = distances.loc[listed, listed]
    words = _note(square, contained, language)
    with figure_style():
        if ax is None:
            low = note_height(words, TWO_COLUMNS - 2 * EDGE) + 5
            top = TOP if _ems(len(listed)) >= 5 else TOP + 16
            ax = sheet(TWO_COLUMNS, top + ROW * len(listed) + low, left=LEFT, right=EDGE, top=top, bottom=low)
        _draw_cells(ax, square, contained)
        _draw_frames(ax, order["genre"].tolist(), language)
        _draw_names(ax, order, language)
        heading = (
            say("How much wording stands in another", "文本包含度", language)
            if contained
            else say("How near documents lie", "文件相近程度", language)
        )
        ax.annotate(
            heading + (f"  ·  {title}" if title else ""), (0, 1), (-(LEFT - EDGE) / POINT, (TOP - 7 if _ems(len(listed)) >= 5 else TOP + 9) / POINT), xycoords="axes fraction",
            textcoords="offset points", fontsize=BODY + 2, gid=TITLE, annotation_clip=False,
        )  # fmt: skip
        note(ax, words, down=4, left=LEFT - EDGE, across=TWO_COLUMNS - 2 * EDGE)
        return finish(ax)


def _ordered(distances: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """What is known of the documents, by genre, then date."""
    require_rows(distances, "the matrix of distances", cure="keep two documents or more")
    names = [str(name) for name in distances.index]
    facts = document_facts(documents).set_index("document")
    same = names == [str(name) for name in distances.columns] and not set(names) - set(facts.index)
    if not same or not 2 <= len(names) <= MOST:
        raise TableError(
            f"a heat map is drawn of 2 to {MOST} documents, the same down and across, all in the documents table; here are "
            f"{len(names)}. Take fewer with .loc[names, names]."
        )
    about = facts.loc[names].reset_index()
    about["years"] = about["document"].map(_years(documents))
    about["late"] = about["since"].where(about["since"] != "", "9999")
    return about.sort_values(["genre", "late", "document"], kind="stable")


def _draw_cells(ax: Axes, square: pd.DataFrame, contained: bool) -> None:
    """Shades from the farthest to the nearest, numbers on them; the diagonal is left white."""
    import numpy as np
    from matplotlib.colors import LinearSegmentedColormap

    values = square.to_numpy(dtype="float64").copy()
    np.fill_diagonal(values, np.nan)
    shades = LinearSegmentedColormap.from_list("near", ["#f4f2f8", "#8f84bd", "#241a5c"]).with_extremes(
        bad="white"
    )
    shown = shades if contained else shades.reversed().with_extremes(bad="white")
    known = values[~np.isnan(values)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    span = high - low or 1.0
    ax.pcolormesh(
        np.ma.masked_invalid(values), cmap=shown, vmin=low, vmax=low + span, edgecolors="white", linewidth=1.0
    )
    digits = 2 if high >= 0.1 else 3
    for y, row in enumerate(square.index):
        for x, column in enumerate(square.columns):
            value = values[y, x]
            words = "" if value != value or len(square) > 20 else f"{value:.{digits}f}"
            ax.text(
                x + 0.5, y + 0.5, words, ha="center", va="center", fontsize=SMALL, color=ink_on(shown((value - low) / span)) if words else INK,
                gid=f"cell:{row}|{column}",
            )  # fmt: skip
    ax.set_ylim(len(square), 0)
    ax.set_xlim(0, len(square))
    for side in ax.spines.values():
        side.set_visible(False)


def _draw_frames(ax: Axes, genres: list[str], language: str) -> None:
    """A frame around the pairs of one genre."""
    from matplotlib.patches import Rectangle

    for genre in sorted(set(genres)):
        start, size = genres.index(genre), genres.count(genre)
        ax.add_patch(
            Rectangle(
                (start, start),
                size,
                size,
                fill=False,
                edgecolor=INK,
                linewidth=1.4,
                clip_on=False,
                zorder=4,
                gid=f"genre:{genre}",
            )
        )


def _draw_names(ax: Axes, order: pd.DataFrame, language: str) -> None:
    """Documents at the left and on top, with genre and year."""
    import numpy as np

    places = np.arange(len(order)) + 0.5
    left: list[str] = []
    for record in order.to_dict("records"):
        genre = str(record["genre"])
        said = genre.replace("_", " ") if language == "en" else CHINESE.get(genre, genre)
        told = f"{said} {record['years']}".strip()
        left.append(name_and(str(record["document"]), told, (LEFT - EDGE - 1) / (BODY * POINT)))
    ax.set_yticks(places, left, fontsize=BODY)
    for label in ax.get_yticklabels():
        if "\n" in label.get_text():
            label.set_linespacing(1.0)
    ems = _ems(len(order))
    turned = ems < 5
    ax.set_xticks(
        places,
        [
            str(name) if turned else balance(str(name).replace("-", "- "), ems).replace("- ", "-")
            for name in order["document"]
        ],
        fontsize=SMALL,
        rotation=90 if turned else 0,
    )
    ax.xaxis.tick_top()
    ax.tick_params(axis="both", length=0, pad=3)


def _years(documents: pd.DataFrame) -> dict[str, str]:
    """The year in which each document was issued, or the first and the last in which it may have been."""
    found = {}
    for record in documents.reindex(columns=["document", *ISSUED]).fillna("").to_dict("records"):
        year, first, last = (str(record[name])[:4] for name in ISSUED)
        found[str(record["document"])] = year or (first if first == last else f"{first}–{last}")
    return found


def _ems(columns: int) -> float:
    """How many letters' heights a column is wide."""
    return (TWO_COLUMNS - LEFT - EDGE) / columns / (SMALL * POINT)


def _note(square: pd.DataFrame, contained: bool, language: str) -> str:
    """The note: unit, n, what a cell says, what it cannot show."""
    n = len(square)
    if contained:
        english = f"Unit: ordered pair of documents (n = {n * (n - 1)}, of {n} documents). Share of the row's different runs of characters that occur in the column's document; a longer column holds more. "
        chinese = f"单位：有序文件对（n = {n * (n - 1)}，文件 {n} 份）。行文件的字串见于列文件的比例；列文件越长，所含越多。"
    else:
        english = (
            f"Unit: pair of documents (n = {n * (n - 1) // 2}, of {n} documents). Distances; darker: nearer. "
        )
        chinese = f"单位：文件对（n = {n * (n - 1) // 2}，文件 {n} 份）。数字为距离，越深越近。"
    english += "Ordered by genre, then date. Frames: pairs of one genre; across them genres differ before anything else does. Likeness on paper; it does not tell who followed whom."
    chinese += "按文种、时间排列。框内为同文种；框外首先是文种之别。仅为文本之相似，不说明谁承袭谁。"
    return say(english, chinese, language, joint="\n")
