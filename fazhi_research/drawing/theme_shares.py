"""Theme shares by document, each with the interval in which it stays when tasks are drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    MARKS,
    MILLIMETRE,
    POINT,
    RULE,
    SMALL,
    column_width,
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
    sizes,
    theme_words,
    unit,
)
from fazhi_research.drawing.words import balance, note, note_height, say, width
from fazhi_research.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from fazhi_research.measuring.codebook_tables import Entries

LEFT, MARGIN, TOP, KEY = {1: 38.0, 2: 52.0}, 4.0, 11.0, 15.0  # millimetres; the first for one column and two
LINE = 3.2  # millimetres for a further line of the key or under the axis
STEP, GAP = 2.4, 2.6  # millimetres between two documents of a theme, and between two themes


def plot_theme_shares(
    shares: pd.DataFrame,
    ax: Axes | None = None,
    *,
    labels: Entries | None = None,
    names: Mapping[str, str] | None = None,
    credit: str = "",
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with each theme's share in each document as a mark on a line 主题占比图.

    `shares` comes from `theme_tasks` or `theme_shares`, for a handful of documents (at most ten); with low and high
    (`with_intervals`) each mark has its sensitivity interval. `labels` are the codebook's themes, `names` what the
    documents are called, `credit` words put at the end of the note (version, seed). Each document has a colour and a
    shape. `columns` is 1 or 2, the width of a new figure in columns of a page. The note tells unit, n and every caveat. Marks have the gid "share:<document>|<theme>", intervals
    "interval:<document>|<theme>". Raises TableError for more than ten documents.
    """
    require_shares(shares, ["document", "theme", "share", "of"], made="theme_tasks or theme_shares")
    documents = ordered_documents(shares, names)
    if len(documents) > len(MARKS):
        raise TableError(
            f"{len(documents)} documents are too many to tell apart here: choose ten or fewer, or draw a heat map."
        )
    themes = list(dict.fromkeys(shares["theme"].astype(str)))
    row = STEP * len(documents) + GAP
    words, wide = _note(shares, documents, credit, language), column_width(columns)
    left, key = LEFT[columns], _key(documents, "low" in shares.columns, language)
    named = theme_words(themes, labels, language, narrow=columns == 1)
    share = _axis_words(unit(shares), wide - left - MARGIN - 2, language)
    down = KEY + LINE * (share.count("\n") + (len(key) - 1) * (columns == 1))
    with figure_style():
        if ax is None:
            low = note_height(words, wide - 2 * MARGIN) + down
            ax = sheet(wide, row * len(themes) + TOP + low, left=left, right=MARGIN + 2, top=TOP, bottom=low)
        ax.set_ylim(row * len(themes), 0)
        _draw_marks(ax, shares, list(documents), themes, row)
        _draw_axis(ax, named, row, left - MARGIN, columns)
        ax.set_xlabel(share, fontsize=SMALL, color=FAINT, labelpad=1.5)
        _draw_key(ax, key, left - MARGIN, 7.5 + LINE * share.count("\n"), columns)
        headline(
            ax, say("Share of each theme, by document", "各文件主题占比", language), left=left - MARGIN, up=4
        )
        note(ax, words, down=down, left=left - MARGIN, across=wide - 2 * MARGIN)
        return finish(ax)


def _draw_marks(ax: Axes, shares: pd.DataFrame, documents: list[str], themes: list[str], row: float) -> None:
    """Draw the marks with their intervals, and a rule between themes."""
    empty = [float("nan")] * len(shares)
    ends = [shares[name] if name in shares.columns else empty for name in ("low", "high")]
    names = shares["document"].astype(str), shares["theme"].astype(str)
    for document, theme, share, low, high in zip(*names, shares["share"], *ends, strict=True):
        if share != share:
            continue  # nothing to divide by
        at = documents.index(document)
        y = themes.index(theme) * row + GAP / 2 + (at + 0.5) * STEP
        colour, shape = MARKS[at]
        if low == low:
            gid = f"interval:{document}|{theme}"
            ax.plot(
                [low, high],
                [y, y],
                color=colour,
                lw=1.1,
                alpha=0.75,
                solid_capstyle="butt",
                gid=gid,
                zorder=2,
            )
        gid = f"share:{document}|{theme}"
        ax.plot([share], [y], marker=shape, ms=4.4, color=colour, mec="white", mew=0.4, gid=gid, zorder=3)
    for place in range(1, len(themes)):
        ax.axhline(place * row, color=RULE, lw=0.4, zorder=0)


def _axis_words(units: tuple[str, str], across: float, language: str) -> str:
    """What the axis counts, broken to its length in millimetres."""
    said = say(f"share of {units[0]}", f"占{units[1]}的比例", language)
    room = across / (SMALL * POINT)
    return said if width(said) <= room else "\n".join(balance(part, room) for part in said.split("  "))


def _draw_axis(ax: Axes, words: dict[str, tuple[str, str]], row: float, room: float, columns: int) -> None:
    """Write the themes at the left and per cent underneath."""
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    for place, lines in enumerate(words.values()):
        margin_words(ax, (place + 0.5) * row, lines, room=room)
    ax.set_yticks([])
    ax.set_xlim(left=-0.008)
    if columns == 1:
        ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.xaxis.grid(visible=True, color=RULE, lw=0.35)
    ax.set_axisbelow(True)
    ax.tick_params(length=0, labelsize=BODY)
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)


def _key(documents: dict[str, str], intervals: bool, language: str) -> list[Line2D]:
    """What the key shows: a mark for each document, a line for the intervals."""
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], ls="", marker=shape, color=colour, ms=4.6, mew=0, label=name)
        for (colour, shape), name in zip(MARKS, documents.values(), strict=False)
    ]
    if intervals:
        label = say("interval: tasks drawn again", "线段：重抽任务的敏感区间", language, joint=" ")
        handles.append(Line2D([], [], color=FAINT, lw=1.1, label=label))
    return handles


def _draw_key(ax: Axes, handles: list[Line2D], left: float, down: float, columns: int) -> None:
    """Tell under the axis which mark is which document."""
    from matplotlib.transforms import ScaledTranslation

    below = ScaledTranslation(-left * MILLIMETRE, -down * MILLIMETRE, ax.figure.dpi_scale_trans)
    ax.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, 0), bbox_transform=ax.transAxes + below, frameon=False,
        ncols=4 if columns == 2 else 1,
        borderpad=0, borderaxespad=0, fontsize=SMALL, handletextpad=0.4, columnspacing=1.8,
    )  # fmt: skip


def _note(shares: pd.DataFrame, documents: dict[str, str], credit: str, language: str) -> str:
    """The note: unit, n, what an interval is, what the picture cannot show."""
    of, chinese_of = sizes(shares, documents)
    units = unit(shares)
    english = f"Unit: {units[0]} (n: {of})."
    chinese = f"单位：{units[1]}（n：{chinese_of}）。"
    if "tasks" in shares.columns:
        english += " A task counts for every theme of its heading, so that shares need not sum to one."
        chinese += "标题含两个主题时各计一次，故各占比之和未必为一。"
    if "low" in shares.columns:
        held = {f"{level:.0%}" for level in shares["level"].dropna()} if "level" in shares.columns else set()
        part = f"the middle {held.pop()}" if len(held) == 1 else "the middle part"
        chinese_part = part.replace("the middle part", "部分").replace("the middle ", " ")
        english += (
            f" Intervals are sensitivity, not sampling error: {part} of the shares when tasks are drawn again with "
            "replacement; where nothing was found, they cannot move."
        )
        chinese += f"区间为敏感性而非抽样误差：有放回地重抽任务时占比的中间{chinese_part}；未见者无从变动。"
    return note_words(english, chinese, shown_caveats(shares), credit=credit, language=language)
