"""Themes by documents, shares printed in the cells, documents kept apart by genre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.drawing.corpus import GENRES
from fazhi_research.drawing.demands import require_two_columns
from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
    POINT,
    RULE,
    SMALL,
    TWO_COLUMNS,
    figure_style,
    finish,
    sheet,
)
from fazhi_research.drawing.theme_words import (
    headline,
    margin_words,
    note_words,
    ordered_documents,
    require_shares,
    shown_caveats,
    theme_words,
    unit,
)
from fazhi_research.drawing.words import balance, note, note_height, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from fazhi_research.measuring.codebook_tables import Entries

LEFT, MARGIN, TOP, ROW, FOOT = 51.0, 4.0, 27.0, 6.6, 6.0
TINY = 5.5  # points: names of documents over narrow columns  # millimetres
GAP = 0.35  # of a column, between genres


def plot_theme_heatmap(
    shares: pd.DataFrame,
    ax: Axes | None = None,
    *,
    labels: Entries | None = None,
    names: Mapping[str, str] | None = None,
    credit: str = "",
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with a row per theme, a column per document, shares in per cent in the cells 主题热图.

    `shares` comes from `theme_shares` or `theme_tasks`. Documents stand by genre and then by date, genres apart: within
    a genre columns may be compared, across genres the note warns. Nothing found is white with a dot, a document without
    any base ("–") is not drawn as nothing. The last row is what the shares are of. Numbers have the gid
    "cell:<theme>|<document>". FazhiError for `columns` of 1.
    """
    require_two_columns(columns, "a matrix of themes and documents")
    require_shares(shares, ["document", "theme", "share", "of", "genre"], made="theme_shares or theme_tasks")
    shown = heatmap_columns(shares, names)
    themes = list(dict.fromkeys(shares["theme"].astype(str)))
    words = _note(shares, credit, language)
    with figure_style():
        if ax is None:
            low = note_height(words, TWO_COLUMNS - 2 * MARGIN) + FOOT + 4
            tall = TOP + ROW * len(themes) + low
            ax = sheet(TWO_COLUMNS, tall, left=LEFT, right=MARGIN, top=TOP, bottom=low)
        wide = max(x for _, _, x in shown) + 1
        ax.set_xlim(0, wide)
        ax.set_ylim(len(themes), 0)
        ax.set_axis_off()
        _draw_cells(ax, shares, shown, themes)
        for down, lines in enumerate(theme_words(themes, labels, language).values()):
            margin_words(ax, down + 0.5, lines, room=LEFT - MARGIN)
        margin_words(ax, len(themes) + 0.5, (say("of", "基数", language), ""), room=LEFT - MARGIN)
        _write_documents(ax, shown, wide, language)
        headline(
            ax,
            say("Themes by document, per cent", "各文件主题占比（%）", language),
            left=LEFT - MARGIN,
            up=21,
        )
        note(ax, words, down=FOOT + 3, left=LEFT - MARGIN, across=TWO_COLUMNS - 2 * MARGIN)
        return finish(ax)


def heatmap_columns(shares: pd.DataFrame, names: Mapping[str, str] | None) -> list[tuple[str, str, float]]:
    """Each document with its genre and the place of its column: by genre, then date 热图列."""
    genre = dict(zip(shares["document"].astype(str), shares["genre"].astype(str), strict=True))
    order = list(ordered_documents(shares, names))
    known = [*GENRES, *sorted(set(genre.values()) - set(GENRES))]
    order.sort(key=lambda document: known.index(genre[document]))  # stable: by date within a genre
    columns: list[tuple[str, str, float]] = []
    x = 0.0
    for document in order:
        if columns and genre[document] != columns[-1][1]:
            x += GAP
        columns.append((document, genre[document], x))
        x += 1
    return columns


def _draw_cells(
    ax: Axes, shares: pd.DataFrame, columns: list[tuple[str, str, float]], themes: list[str]
) -> None:
    """Shade the cells and print their numbers, white on dark."""
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    shade = LinearSegmentedColormap.from_list("themes", ["#f4f3fa", "#332288"])
    places = {document: x for document, _, x in columns}
    rows = shares.astype({"document": str, "theme": str})
    most = max(float(rows["share"].max()), 1e-9)
    for document, theme, share in zip(rows["document"], rows["theme"], rows["share"], strict=True):
        x, y = places[document], themes.index(theme)
        if share == share and share > 0:
            ax.add_patch(Rectangle((x, y), 1, 1, fc=shade(share / most), ec="white", lw=1))
        text = (
            "–" if share != share else "·" if share == 0 else "<1" if share < 0.005 else f"{share * 100:.0f}"
        )
        dark = share == share and share / most > 0.5
        gid = f"cell:{theme}|{document}"
        ax.text(
            x + 0.5,
            y + 0.5,
            text,
            ha="center",
            va="center",
            fontsize=BODY,
            color="white" if dark else INK,
            gid=gid,
        )
    of = rows.drop_duplicates("document").set_index("document")["of"]
    for document, x in places.items():
        ax.text(
            x + 0.5,
            len(themes) + 0.5,
            f"{int(of[document])}",
            ha="center",
            va="center",
            fontsize=BODY,
            color=FAINT,
        )


def _write_documents(ax: Axes, columns: list[tuple[str, str, float]], wide: float, language: str) -> None:
    """Write the documents on top, and over them their genres."""
    ems = (TWO_COLUMNS - LEFT - MARGIN) / wide / (TINY * POINT) - 0.3
    for document, _, x in columns:
        ax.annotate(
            balance(document.replace("-", " "), ems), (x + 0.5, 0), (0, 1.2 / POINT), textcoords="offset points", ha="center", va="bottom",
            fontsize=TINY, annotation_clip=False, linespacing=1.2,
        )  # fmt: skip
    for genre in dict.fromkeys(kind for _, kind, _ in columns):
        xs = [x for _, kind, x in columns if kind == genre]
        label = say(genre.replace("_", " "), GENRES.get(genre, genre), language, joint="\n")
        middle = (min(xs) + max(xs) + 1) / 2
        room = (max(xs) + 1 - min(xs)) * ems
        ax.annotate(
            "\n".join(balance(line, room) for line in label.split("\n")), (middle, 0), (0, 9.2 / POINT), textcoords="offset points", ha="center",
            va="bottom", fontsize=SMALL, color=FAINT, annotation_clip=False, linespacing=1.2,
        )  # fmt: skip
        height = 8.6 / ROW
        ax.plot([min(xs) + 0.05, max(xs) + 0.95], [-height, -height], color=RULE, lw=0.6, clip_on=False)


def _note(shares: pd.DataFrame, credit: str, language: str) -> str:
    """The note: unit, n, what may be compared."""
    units = unit(shares)
    number = shares["document"].astype(str).nunique()
    english = (
        f"Unit: {units[0]}; documents: {number}; last row: what the shares are of. Compare columns within a genre. A dot: "
        "nothing found; –: nothing to divide by."
    )
    chinese = f"单位：{units[1]}；文件 {number} 份；末行为基数。仅宜在同一文种内比较。点：未见；–：无基数。"
    return note_words(english, chinese, shown_caveats(shares), credit=credit, language=language)
