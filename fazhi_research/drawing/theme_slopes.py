"""Themes from document to document: shares as slopes, places as a bump chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.drawing.agency_graph import spread
from fazhi_research.drawing.demands import require_two_columns
from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
    MARKS,
    POINT,
    RULE,
    TWO_COLUMNS,
    figure_style,
    finish,
    sheet,
)
from fazhi_research.drawing.theme_words import (
    headline,
    note_words,
    ordered_documents,
    require_shares,
    shown_caveats,
    sizes,
    theme_words,
    unit,
)
from fazhi_research.drawing.words import balance, clip, note, note_height, say
from fazhi_research.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    import pandas as pd
    from matplotlib.axes import Axes

    from fazhi_research.measuring.codebook_tables import Entries

LEFT, RIGHT, MARGIN, TOP = 30.0, 76.0, 4.0, 21.0  # millimetres
TALL = 105.0
LABEL = 3.6  # millimetres for one label


def plot_theme_slopes(
    shares: pd.DataFrame,
    ax: Axes | None = None,
    *,
    labels: Entries | None = None,
    names: Mapping[str, str] | None = None,
    credit: str = "",
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with each theme's share as a line from document to document, in order of date 主题占比斜率图.

    `shares` comes from `theme_tasks` or `theme_shares` and holds two documents or more. A line joins the same theme in
    two documents; that they are different documents, the note says. Lines have the gid "slope:<theme>", marks are
    drawn at each document. Raises TableError for one document, FazhiError for `columns` of 1.
    """
    require_two_columns(columns, "lines with names at both ends")
    require_shares(shares, ["document", "theme", "share", "of"], made="theme_tasks or theme_shares")
    documents = _documents(shares, names)
    of, chinese_of = sizes(shares, documents)
    units = unit(shares)
    english = f"Unit: {units[0]} (n: {of}). A line joins one theme in different documents; it is not one thing followed through time."
    chinese = f"单位：{units[1]}（n：{chinese_of}）。连线所连为不同文件中的同一主题，并非同一对象的历时变化。"
    words = note_words(english, chinese, shown_caveats(shares), credit=credit, language=language)
    values = _values(shares, "share", list(documents))
    most = max((value for line in values.values() for value in line if value == value), default=1.0) or 1.0
    heights = {theme: [TALL * (1 - value / most) for value in line] for theme, line in values.items()}
    percents = {theme: [_percent(value) for value in line] for theme, line in values.items()}
    title = say("Shares of themes, plan by plan", "各文件主题占比对照", language)
    return _draw(ax, heights, percents, documents, (title, words), labels, language, gid="slope")


def plot_theme_ranks(
    shares: pd.DataFrame,
    ax: Axes | None = None,
    *,
    labels: Entries | None = None,
    names: Mapping[str, str] | None = None,
    credit: str = "",
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with each theme's place among the themes of a document, 1 the largest share 主题位次图.

    As `plot_theme_slopes`, with places for shares: what moves is the order, which does not hang on how long a document is.
    Equal shares have one place (6=, 6=, then 8), stand in the order of the themes and have hollow marks. Lines have the gid "rank:<theme>".
    """
    require_two_columns(columns, "lines with names at both ends")
    require_shares(shares, ["document", "theme", "share", "of"], made="theme_tasks or theme_shares")
    documents = _documents(shares, names)
    values = _values(shares, "share", list(documents))
    places, tied = theme_places(values)
    step = TALL / max(len(values) - 1, 1)
    heights = {theme: [(place - 1) * step for place in line] for theme, line in places.items()}
    printed = _printed_places(values, tied)
    of, chinese_of = sizes(shares, documents)
    units = unit(shares)
    english = (
        f"Place of each theme by its share of {units[0]} (n: {of}); 1 is the largest. Hollow marks and =: equal shares, which "
        "have one place and stand in the order of the codebook. Places of small shares turn on single tasks or words."
    )
    chinese = f"按{units[1]}占比排列的主题位次（n：{chinese_of}），1 为最大。空心与“=”：占比相等，位次并列，依编码表次序排列。占比小者位次取决于个别条目或词语。"
    words = note_words(english, chinese, shown_caveats(shares), credit=credit, language=language)
    title = say("Order of themes, plan by plan", "各文件主题位次对照", language)
    return _draw(ax, heights, printed, documents, (title, words), labels, language, gid="rank", hollow=tied)


def theme_places(values: Mapping[str, list[float]]) -> tuple[dict[str, list[float]], set[tuple[str, int]]]:
    """Places by share, 1 the largest, equals in the order given; and which (theme, document) are tied 位次.

    >>> places, tied = theme_places({"A": [0.2], "B": [0.5], "C": [0.2]})
    >>> places, sorted(tied)
    ({'A': [2.0], 'B': [1.0], 'C': [3.0]}, [('A', 0), ('C', 0)])
    """
    themes = list(values)
    places: dict[str, list[float]] = {theme: [] for theme in themes}
    tied = set()
    for at in range(len(next(iter(values.values()), []))):
        column = {theme: values[theme][at] for theme in themes}
        order = sorted(themes, key=lambda theme: (-column[theme], themes.index(theme)))
        for theme in themes:
            places[theme].append(order.index(theme) + 1.0)
            if sum(value == column[theme] for value in column.values()) > 1:
                tied.add((theme, at))
    return places, tied


def _printed_places(
    values: Mapping[str, list[float]], tied: AbstractSet[tuple[str, int]]
) -> dict[str, list[str]]:
    """The places as they are printed: equals have one, with the mark of equality."""
    columns = list(zip(*values.values(), strict=True))
    return {
        theme: [
            f"{sum(other > value for other in columns[at]) + 1}{'=' if (theme, at) in tied else ''}"
            if value == value
            else "–"
            for at, value in enumerate(line)
        ]
        for theme, line in values.items()
    }


def _percent(value: float) -> str:
    """A share in whole per cent; one that rounds to none is no nought."""
    if value != value:
        return ""
    words = f"{value:.0%}"
    return "<1%" if value > 0 and words == "0%" else words


def _documents(shares: pd.DataFrame, names: Mapping[str, str] | None) -> dict[str, str]:
    documents = ordered_documents(shares[shares["share"].notna()], names)
    if len(documents) < 2:
        raise TableError(
            f"{len(documents)} document with shares: lines need two. Draw plot_theme_shares instead."
        )
    return documents


def _values(shares: pd.DataFrame, column: str, documents: list[str]) -> dict[str, list[float]]:
    """The numbers of each theme, document by document."""
    rows = zip(shares["document"].astype(str), shares["theme"].astype(str), shares[column], strict=True)
    held = {(document, theme): float(value) for document, theme, value in rows}
    themes = dict.fromkeys(shares["theme"].astype(str))
    return {theme: [held.get((document, theme), float("nan")) for document in documents] for theme in themes}


def _draw(
    ax: Axes | None,
    heights: dict[str, list[float]],
    printed: dict[str, list[str]],
    documents: dict[str, str],
    words: tuple[str, str],
    labels: Entries | None,
    language: str,
    *,
    gid: str,
    hollow: AbstractSet[tuple[str, int]] = frozenset(),
) -> Axes:
    """The chart itself: lines, marks, labels at both ends."""
    with figure_style():
        if ax is None:
            low = note_height(words[1], TWO_COLUMNS - 2 * MARGIN) + 13
            ax = sheet(TWO_COLUMNS, TALL + TOP + low, left=LEFT, right=RIGHT, top=TOP, bottom=low)
        ax.set_xlim(0, len(documents) - 1)
        ax.set_ylim(TALL, 0)
        ax.set_axis_off()
        for place, (theme, line) in enumerate(heights.items()):
            _draw_line(ax, theme, line, place, gid, hollow)
        _write_ends(ax, heights, printed, labels, language)
        _write_documents(ax, documents)
        headline(ax, words[0], left=LEFT - MARGIN, up=15)
        note(ax, words[1], down=11, left=LEFT - MARGIN, across=TWO_COLUMNS - 2 * MARGIN)
        return finish(ax)


def _style(place: int) -> tuple[str, str, Any]:
    """Colour, shape and line of a theme: ten marks, then again with broken lines."""
    colour, shape = MARKS[place % len(MARKS)]
    return colour, shape, "-" if place < len(MARKS) else (0, (4, 1.5))


def _draw_line(
    ax: Axes, theme: str, line: list[float], place: int, gid: str, hollow: AbstractSet[tuple[str, int]]
) -> None:
    """Draw one theme's line and its marks."""
    colour, shape, dashes = _style(place)
    ax.plot(
        range(len(line)), line, color=colour, lw=1.2, ls=dashes, gid=f"{gid}:{theme}", clip_on=False, zorder=2
    )
    for at, height in enumerate(line):
        face = "white" if (theme, at) in hollow else colour
        ax.plot([at], [height], marker=shape, ms=5.4, mfc=face, mec=colour, mew=0.9, clip_on=False, zorder=3)


def _write_ends(
    ax: Axes,
    heights: dict[str, list[float]],
    printed: dict[str, list[str]],
    labels: Entries | None,
    language: str,
) -> None:
    """Write codes and numbers at the left, names at the right, moved apart where they would touch."""
    words = theme_words(list(heights), labels, language)
    for at, side in ((0, -1), (-1, 1)):
        held = {theme: line[at] for theme, line in heights.items() if line[at] == line[at]}
        order = sorted(held, key=lambda theme: (held[theme], list(heights).index(theme)))
        wishes = [held[theme] + LABEL for theme in order]  # spread keeps clear of its own upper edge
        places = [place - LABEL for place in spread(wishes, [LABEL - 0.4] * len(order), 0.4)]
        for theme, y in zip(order, places, strict=True):
            number = printed[theme][at]
            name = clip("  ".join(part for part in words[theme] if part), (RIGHT - 17) / (BODY * POINT))
            text = f"{theme}  {number}" if side < 0 else f"{number}  {name}"
            colour = _style(list(heights).index(theme))[0]
            x = at if at >= 0 else len(next(iter(heights.values()))) - 1
            end = x + side * 4.5 * (len(next(iter(heights.values()))) - 1) / (TWO_COLUMNS - LEFT - RIGHT)
            ax.plot([x, end], [held[theme], y], color=colour, lw=0.5, clip_on=False, zorder=1)
            ax.annotate(
                text, (end, y), (side * 1.0 / POINT, 0), textcoords="offset points", ha="right" if side < 0 else "left",
                va="center", fontsize=BODY, color=INK, annotation_clip=False,
            )  # fmt: skip


def _write_documents(ax: Axes, documents: dict[str, str]) -> None:
    """Write the documents on top, each over its line of marks."""
    for at, name in enumerate(documents.values()):
        ax.axvline(at, color=RULE, lw=0.6, zorder=0)
        ax.annotate(
            balance(name, 20), (at, 1), (0, 3 / POINT), xycoords=("data", "axes fraction"), textcoords="offset points",
            ha="center", va="bottom", color=FAINT, annotation_clip=False, linespacing=1.25,
        )  # fmt: skip
