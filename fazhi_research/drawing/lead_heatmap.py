"""Who leads where: agencies by sections, with the numbers in the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.drawing.demands import require_rows, require_two_columns
from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
    POINT,
    TWO_COLUMNS,
    figure_style,
    finish,
    ink_on,
    sheet,
)
from fazhi_research.drawing.words import TITLE, balance, clip, headline, note, note_height, say
from fazhi_research.errors import TableError

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW, LEFT, MARGIN, TOTAL = 6.5, 32.0, 4.0, 14.0  # millimetres


def plot_lead_heatmap(
    sections: pd.DataFrame,
    ax: Axes | None = None,
    *,
    title: str = "",
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with a row per lead agency, a column per section, tasks led in cells 牵头热图.

    `sections` comes from `lead_by_section` and holds one document (TableError otherwise). `title` is what the
    document is called, its id if empty. Columns stand in
    printed order, agencies by the tasks they lead, most first. The last column is each agency's sum; the
    last row counts the tasks of the section, which is less than its column's sum where a task has two
    leads. Cells without a task are left white. FazhiError for `columns` of 1. Each number has the gid "cell:<agency>|<section>".
    """
    require_two_columns(columns, "a matrix of agencies and named sections")
    counts, of = lead_counts(sections)
    words = _note_words(sections, counts, of, language)
    with figure_style():
        if ax is None:
            low = note_height(words, TWO_COLUMNS - 2 * MARGIN) + ROW + 5
            tall = 28 + ROW * len(counts) + low
            ax = sheet(TWO_COLUMNS, tall, left=LEFT, right=TOTAL + MARGIN, top=28, bottom=low)
        _draw_cells(ax, counts)
        _draw_sums(ax, counts, of, language)
        _name_axes(ax, counts, _headings(sections))
        document = title or "".join(map(str, sections["document"].unique()))
        asked = say("Tasks led, by section", "各部分牵头任务数", language)
        ax.annotate(
            headline(asked, document), (0, 1), (-(LEFT - MARGIN) / POINT, 21 / POINT), xycoords="axes fraction",
            textcoords="offset points", fontsize=BODY + 2, gid=TITLE, annotation_clip=False,
        )  # fmt: skip
        note(ax, words, down=ROW + 4, left=LEFT - MARGIN, across=TWO_COLUMNS - 2 * MARGIN)
        return finish(ax)


def lead_counts(sections: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series[int]]:
    """The table drawn (agency by section, tasks led) and the tasks of each section 牵头计数表.

    >>> import pandas as pd
    >>> rows = [("a", 5, "1.1", "甲", 3, 3), ("a", 9, "1.2", "甲", 1, 2), ("a", 9, "1.2", "乙", 1, 2)]
    >>> columns = ["document", "start", "section", "agency", "tasks", "of"]
    >>> counts, of = lead_counts(pd.DataFrame(rows, columns=columns))
    >>> counts.loc["甲"].tolist(), of.tolist()
    ([3, 1], [3, 2])
    """
    needed = ["document", "start", "section", "agency", "tasks", "of"]
    missing = [column for column in needed if column not in sections.columns]
    if missing:
        raise TableError(
            f"the table of leads has no column {', '.join(missing)}: make it with lead_by_section."
        )
    require_rows(sections, "the table of leads", cure="choose a document that names leads (牵头)")
    documents = sorted(map(str, sections["document"].unique()))
    if len(documents) != 1:
        raise TableError(
            f"the leads are of {len(documents)} documents ({', '.join(documents[:5])}): "
            "a heat map shows one. Keep the rows of one document."
        )
    rows = sections.sort_values(["start", "section"], kind="stable")
    of = rows.groupby("section", sort=False)["of"].first().astype("int64")
    counts = rows.pivot_table(index="agency", columns="section", values="tasks", aggfunc="sum", fill_value=0)
    counts = counts[of.index.tolist()].astype("int64")
    totals = dict(counts.sum(axis=1).items())
    order = sorted(counts.index, key=lambda agency: (-totals[agency], str(agency)))
    return counts.loc[order], of


def _headings(sections: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """The mark and the heading of each section, by id."""
    if not {"mark", "heading"} <= set(sections.columns):
        return {}
    rows = zip(sections["section"], sections["mark"], sections["heading"], strict=True)
    return {str(section): (str(mark), str(heading)) for section, mark, heading in rows}


def _draw_cells(ax: Axes, counts: pd.DataFrame) -> None:
    """Shade the cells and print their numbers, white on dark."""
    from matplotlib.colors import LinearSegmentedColormap

    shades = LinearSegmentedColormap.from_list("leads", ["#e4e1f2", "#332288"]).with_extremes(under="white")
    values = counts.to_numpy()
    most = max(int(values.max(initial=1)), 2)
    ax.pcolormesh(values, cmap=shades, vmin=1, vmax=most, edgecolors="white", linewidth=1.2)
    ax.set_ylim(len(counts), 0)
    for down, agency in enumerate(counts.index):
        for across, section in enumerate(counts.columns):
            count = int(values[down, across])
            if count:
                colour = ink_on(shades((count - 1) / (most - 1)))
                gid = f"cell:{agency}|{section}"
                ax.text(
                    across + 0.5,
                    down + 0.5,
                    str(count),
                    ha="center",
                    va="center",
                    color=colour,
                    fontsize=BODY,
                    gid=gid,
                )


def _draw_sums(ax: Axes, counts: pd.DataFrame, of: pd.Series[int], language: str) -> None:
    """Print the sums at the right and the tasks of each section underneath."""
    right, bottom = len(counts.columns), len(counts)
    for down, total in enumerate(counts.sum(axis=1)):
        ax.text(right + 0.35, down + 0.5, str(int(total)), ha="center", va="center")
    for across, tasks in enumerate(of):
        ax.text(across + 0.5, bottom + 0.5, str(int(tasks)), ha="center", va="center", color=FAINT)
    ax.text(right + 0.35, bottom + 0.5, str(int(of.sum())), ha="center", va="center", color=FAINT)
    ax.text(right + 0.35, -0.2, say("leads", "牵头", language, joint="\n"), ha="center", va="bottom")
    _left(ax, bottom + 0.5, say("tasks", "任务数", language), FAINT)


def _name_axes(ax: Axes, counts: pd.DataFrame, headings: dict[str, tuple[str, str]]) -> None:
    """Write agencies at the left and sections, broken into lines, on top."""
    columns = max(len(counts.columns), 1)
    ems = (TWO_COLUMNS - LEFT - TOTAL - MARGIN) / columns / (BODY * POINT) - 0.4
    for across, section in enumerate(counts.columns):
        mark, heading = headings.get(str(section), (str(section), ""))
        words = f"{mark}\n{balance(clip(heading, ems * 3), ems)}".strip()
        ax.text(across + 0.5, -0.2, words, ha="center", va="bottom", linespacing=1.25)
    for down, agency in enumerate(counts.index):
        _left(ax, down + 0.5, clip(str(agency), (LEFT - MARGIN - 2) / (BODY * POINT)), INK)
    ax.set_xticks([])
    ax.set_yticks([])
    for side in ax.spines.values():
        side.set_visible(False)


def _left(ax: Axes, y: float, words: str, colour: str) -> None:
    """Words in the left margin."""
    ax.annotate(
        words, (0, y), (-2 / POINT, 0), xycoords=ax.get_yaxis_transform(), textcoords="offset points",
        ha="right", va="center", color=colour, annotation_clip=False,
    )  # fmt: skip


def _note_words(sections: pd.DataFrame, counts: pd.DataFrame, of: pd.Series[int], language: str) -> str:
    """The note: unit, n, what is left out, what the picture cannot show."""
    tasks, ties = int(of.sum()), int(counts.to_numpy().sum())
    english = (
        f"Unit: task with a named lead (n = {tasks}), counted once for each of its leads ({ties} lead ties, "
        f"{len(counts)} agencies). Bottom row: tasks of the section; a column's sum exceeds it by the second "
        "leads of co-led tasks. Left out: tasks without a lead, collective expressions. Small counts: read "
        "the cells, not the shades."
    )
    chinese = (
        f"单位：载明牵头单位的任务（n = {tasks}），每个牵头单位各计一次"
        f"（{ties} 次，{len(counts)} 个单位）。末行为该部分任务数；共同牵头者使列合计大于任务数。"
        "未计入：无牵头单位的任务、集合指代。数目较小，请读数字而非深浅。"
    )
    return say(english, chinese, language, joint="\n")
