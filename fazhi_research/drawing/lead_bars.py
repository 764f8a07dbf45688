"""Who leads how much: a bar for each agency, what it leads alone told from what it shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.drawing.style import BODY, FAINT, INK, POINT, column_width, figure_style, finish, sheet
from fazhi_research.drawing.words import TITLE, clip, note, note_height, say, width, wrapped_title
from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.ticker import Locator

ROW, MARGIN, TOP = 5.6, 4.0, 18.0  # millimetres
LEFT, RIGHT = {1: 27.0, 2: 44.0}, {1: 20.0, 2: 30.0}  # for one column and two
ALONE, SHARED = "#332288", "#b9c3dd"


def plot_lead_shares(
    shares: pd.DataFrame, ax: Axes | None = None, *, title: str = "", columns: int = 2, language: str = "both"
) -> Axes:
    """Axes with a bar for each agency's share of the tasks that have a lead 牵头占比条形图.

    `shares` comes from `lead_shares` and holds one document (TableError otherwise, and where a column is missing or there is no
    row). A bar is dark for tasks led alone and pale and hatched for tasks led with others; behind it stand tasks, denominator and
    share. With co-leads the shares sum to more than 1. `columns` is 1 or 2, the width of a new figure in columns of a page. Bars have the gid "alone:<agency>" and "shared:<agency>".
    """
    require_columns(shares, ["document", "agency", "named", "tasks", "sole", "of", "share"], "lead shares")
    if shares.empty:
        raise TableError(
            "the lead shares have no rows: no task has a lead, so that there is nothing to draw. Draw a document that names leads (牵头)."
        )
    documents = sorted(map(str, shares["document"].unique()))
    if len(documents) != 1:
        named = f" ({', '.join(documents[:5])})" if documents else ""
        raise TableError(
            f"the lead shares are of {len(documents)} documents{named}: bars show one. Keep the rows of one document."
        )
    words, wide = _note_words(shares, language), column_width(columns)
    asked = say("Share of the tasks that have a lead", "牵头任务占比", language)
    heading, more = wrapped_title(f"{asked}  ·  {title or documents[0]}", wide - 2 * MARGIN)
    with figure_style():
        if ax is None:
            low = note_height(words, wide - 2 * MARGIN) + 14
            tall = TOP + more + ROW * len(shares) + low
            ax = sheet(wide, tall, left=LEFT[columns], right=RIGHT[columns], top=TOP + more, bottom=low)
        _draw_bars(ax, shares, LEFT[columns] - MARGIN)
        ax.set_ylim(len(shares), 0)
        ax.set_xlim(0, float(shares["share"].max()) * 1.02)
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        ax.xaxis.set_major_locator(_ticks(float(shares["share"].max()), 4 * columns))
        ax.tick_params(axis="x", length=2, width=0.5, labelsize=BODY, labelcolor=FAINT)
        ax.set_yticks([])
        for side in ("top", "right", "left"):
            ax.spines[side].set_visible(False)
        _draw_titles(ax, heading, LEFT[columns] - MARGIN, language)
        note(ax, words, down=9, left=LEFT[columns] - MARGIN, across=wide - 2 * MARGIN)
        return finish(ax)


def _ticks(most: float, fit: int) -> Locator:
    """A tick for every 2, 5, 10 or 20 per cent, no more than fit."""
    from matplotlib.ticker import MultipleLocator

    return MultipleLocator(next(step for step in (0.02, 0.05, 0.1, 0.2) if most / step <= fit or step == 0.2))


def _draw_bars(ax: Axes, shares: pd.DataFrame, left: float) -> None:
    """Draw the bars with names before and numbers behind them."""
    ems = (left - 2) / (BODY * POINT)
    for down, row in enumerate(shares.itertuples()):
        alone, whole = int(str(row.sole)) / int(str(row.of)), float(str(row.share))
        y = down + 0.5
        ax.barh(y, alone, height=0.62, color=ALONE, gid=f"alone:{row.agency}")
        ax.barh(
            y, whole - alone, left=alone, height=0.62, color=SHARED, edgecolor=ALONE, hatch="////", lw=0.4,
            gid=f"shared:{row.agency}",
        )  # fmt: skip
        label = clip(str(row.named).replace(";", "、"), ems)
        _beside(ax, (0, y), label, -2.0, ha="right", colour=INK)
        _beside(ax, (whole, y), f"{row.tasks} / {row.of}   {whole:.0%}", 1.5, ha="left", colour=INK)


def _beside(ax: Axes, place: tuple[float, float], words: str, shift: float, *, ha: str, colour: str) -> None:
    """Words some millimetres beside a place."""
    ax.annotate(
        words, place, (shift / POINT, 0), textcoords="offset points", ha=ha, va="center", color=colour, fontsize=BODY,
        annotation_clip=False,
    )  # fmt: skip


def _draw_titles(ax: Axes, heading: str, left: float, language: str) -> None:
    """Write what is asked, and what the shades mean."""
    from matplotlib.patches import Rectangle

    top = 1.0
    ax.annotate(
        heading, (0, top), (-left / POINT, 10.2 / POINT), xycoords="axes fraction", textcoords="offset points", fontsize=BODY + 2,
        gid=TITLE, va="bottom", linespacing=1.25, annotation_clip=False,
    )  # fmt: skip
    figure = ax.get_figure(root=True)
    across = (figure.get_size_inches()[0] if figure else 7) * 25.4 * ax.get_position().width
    tall = (figure.get_size_inches()[1] if figure else 5) * 25.4 * ax.get_position().height
    x = 0.0 if left > 30 else -left  # where the sheet is narrow, under the title
    for colour, hatch, english, chinese in (
        (ALONE, "", "alone", "单独牵头"),
        (SHARED, "////", "with others", "共同牵头"),
    ):
        words = say(english, chinese, language, joint=" ")
        ax.add_patch(
            Rectangle(
                (x / across, top + 2.6 / tall), 4 / across, 2.4 / tall, transform=ax.transAxes, fc=colour, ec=ALONE, lw=0.4,
                hatch=hatch, clip_on=False,
            )
        )  # fmt: skip
        ax.annotate(
            words, (x / across, top), (5.2 / POINT, 3.8 / POINT), xycoords="axes fraction", textcoords="offset points",
            va="center", annotation_clip=False,
        )  # fmt: skip
        x += 12 + width(words) * BODY * POINT


def _note_words(shares: pd.DataFrame, language: str) -> str:
    """The note: unit, n, what is left out, what the picture cannot show."""
    of, ties = int(shares["of"].iloc[0]), int(shares["tasks"].sum())
    english = (
        f"Unit: task with a named lead (n = {of}), counted once for each of its leads ({ties} lead ties, {len(shares)} agencies), so that "
        "the shares sum to more than 100 % where leads are shared. Left out: tasks without a lead, collective expressions. Tasks "
        "count as equal, which they are not; a named lead is no evidence of who did the work."
    )
    chinese = (
        f"单位：载明牵头单位的任务（n = {of}），每个牵头单位各计一次（{ties} 次，{len(shares)} 个单位），有共同牵头时占比合计大于 100%。"
        "未计入：无牵头单位的任务、集合指代。各任务等权计数，轻重实有不同；载明牵头不等于实际履行。"
    )
    return say(english, chinese, language, joint="\n")
