"""Two plans side by side: what share of its tasks each lets a function lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.drawing.corpus import GENRES, TIERS
from fazhi_research.drawing.demands import require_rows, require_two_columns
from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
    POINT,
    RULE,
    TWO_COLUMNS,
    figure_style,
    finish,
    sheet,
)
from fazhi_research.drawing.words import TITLE, clip, note, note_height, say
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

ROW, HEAD, LEFT, RIGHT, MARGIN, TOP = 5.2, 7.0, 46.0, 40.0, 4.0, 24.0  # millimetres
FIRST, SECOND = ("#332288", "o", "#332288"), ("#cc6677", "D", "white")
WHERE = {
    "both": ("in both", "两份均有"),
    "first": ("only in the first", "仅前者"),
    "second": ("only in the second", "仅后者"),
}
STATUS = {"draft": "征求意见稿", "trial": "试行", "final": "正式", "": "未详"}
ASPECTS = {
    "genre": "文种", "tier": "层级", "jurisdiction": "行政区划", "status": "效力状态", "issued": "成文年份", "first": "起始年", "last": "截止年",
}  # fmt: skip


def plot_plan_comparison(
    comparison: pd.DataFrame,
    ax: Axes | None = None,
    *,
    differences: pd.DataFrame | None = None,
    names: Mapping[str, str] | None = None,
    titles: tuple[str, str] = ("", ""),
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with a row for each function and a mark for its lead share in each of two documents 两份规划牵头占比对照图.

    `comparison` comes from `plan_comparison`, `differences` from `document_differences`: the note then says in what the documents differ. `names` gives
    functions their words (Chinese, if you like); `titles` are what the documents are called. A filled circle is the first document, a hollow
    diamond the second; a line joins them where both let the function lead. Numbers are tasks of the tasks with a lead, as "18/41 : 3/20".
    Marks have the gid "first:<agency>" and "second:<agency>". Raises TableError for a table without the columns or without rows, FazhiError for `columns` of 1.
    """
    require_two_columns(columns, "names, marks and counts of two documents")
    needed = [
        "agency",
        "where",
        "first_tasks",
        "first_of",
        "first_share",
        "second_tasks",
        "second_of",
        "second_share",
    ]
    require_columns(comparison, needed, "comparison")
    require_rows(comparison, "the comparison", cure="make it with plan_comparison")
    rows, places, bottom = _places(comparison)
    words = _note_words(comparison, differences, language)
    with figure_style():
        if ax is None:
            low = note_height(words, TWO_COLUMNS - 2 * MARGIN) + 14
            ax = sheet(TWO_COLUMNS, bottom + TOP + low, left=LEFT, right=RIGHT, top=TOP, bottom=low)
        most = float(comparison[["first_share", "second_share"]].to_numpy().max())
        ax.set_xlim(0, most * 1.06)
        ax.set_ylim(bottom, 0)
        _draw_rows(ax, rows, places, dict(names or {}), most)
        _draw_heads(ax, comparison, language)
        _dress(ax)
        _draw_titles(ax, titles, language)
        note(ax, words, down=9, left=LEFT - MARGIN, across=TWO_COLUMNS - 2 * MARGIN)
        return finish(ax)


def _places(comparison: pd.DataFrame) -> tuple[list[dict[str, Any]], list[float], float]:
    """The rows, grouped by where they occur, their heights and the height of all."""
    rows: list[dict[str, Any]] = comparison.to_dict("records")  # type: ignore[assignment]
    rows.sort(key=lambda row: list(WHERE).index(row["where"]))
    places, y, where = [], -3.0, ""
    for row in rows:
        if row["where"] != where:
            where, y = row["where"], y + HEAD
        y += ROW
        places.append(y)
    return rows, places, y + ROW


def _draw_rows(
    ax: Axes, rows: list[dict[str, Any]], places: list[float], names: dict[str, str], most: float
) -> None:
    ems = (LEFT - MARGIN - 2) / (BODY * POINT)
    for row, y in zip(rows, places, strict=True):
        ax.plot([0, most * 1.06], [y, y], color="#ececec", lw=0.5, zorder=0)
        if row["where"] == "both":
            ax.plot([row["first_share"], row["second_share"]], [y, y], color=FAINT, lw=1.0, zorder=1)
        for side, (colour, shape, fill) in (("first", FIRST), ("second", SECOND)):
            if row[f"{side}_tasks"]:
                ax.plot(
                    [row[f"{side}_share"]], [y], marker=shape, ms=5.6 if side == "first" else 4.6, mfc=fill, mec=colour, mew=1.1, ls="",
                    clip_on=False, zorder=2 if side == "first" else 3, gid=f"{side}:{row['agency']}",
                )  # fmt: skip
        label = clip(names.get(row["agency"], str(row["agency"])), ems)
        _beside(ax, (0, y), label, -2.0, ha="right")
        counts = [f"{row[f'{side}_tasks']}/{row[f'{side}_of']}" for side in ("first", "second")]
        _beside(ax, (most * 1.06, y), " : ".join(counts), 3.0, ha="left")


def _beside(
    ax: Axes, place: tuple[float, float], words: str, shift: float, *, ha: str, colour: str = INK
) -> None:
    """Words some millimetres beside a place."""
    ax.annotate(
        words, place, (shift / POINT, 0), textcoords="offset points", ha=ha, va="center", color=colour, fontsize=BODY,
        annotation_clip=False,
    )  # fmt: skip


def _draw_heads(ax: Axes, comparison: pd.DataFrame, language: str) -> None:
    """Write which rows both documents have and which only one."""
    y = -3.0  # the first heading needs no room above it
    for where, (english, chinese) in WHERE.items():
        count = int((comparison["where"] == where).sum())
        if count:
            words = f"{say(english, chinese, language, joint=' ')}  {count}"
            _beside(ax, (0, y + HEAD - 1.4), words, -(LEFT - MARGIN), ha="left", colour=FAINT)
            ax.plot([0, ax.get_xlim()[1]], [y + HEAD + 0.8] * 2, color=RULE, lw=0.6, zorder=0)
            y += HEAD + ROW * count


def _dress(ax: Axes) -> None:
    """Ticks in per cent, one line at the bottom."""
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    ax.tick_params(axis="x", length=2, width=0.5, labelsize=BODY, labelcolor=FAINT)
    ax.set_yticks([])
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)


def _draw_titles(ax: Axes, titles: tuple[str, str], language: str) -> None:
    """Write what is asked, and which mark is which document."""
    down = -(LEFT - MARGIN) / POINT
    asked = say("Share of the tasks that each function leads", "各职能牵头任务占比", language)
    ax.annotate(
        asked,
        (0, 1),
        (down, 17 / POINT),
        xycoords="axes fraction",
        textcoords="offset points",
        fontsize=BODY + 2,
        gid=TITLE,
        annotation_clip=False,
    )
    from matplotlib.lines import Line2D

    room = (TWO_COLUMNS - 2 * MARGIN) / 2 / (BODY * POINT) - 5
    held = zip(titles, (FIRST, SECOND), (("first", "前者"), ("second", "后者")), strict=True)
    handles = [
        Line2D(
            [],
            [],
            ls="",
            marker=shape,
            mfc=fill,
            mec=colour,
            mew=1.1,
            ms=5,
            label=clip(title or say(*words, language, joint=" "), room),
        )
        for title, (colour, shape, fill), words in held
    ]
    figure = ax.get_figure(root=True)
    tall = (figure.get_size_inches()[1] if figure else 5) * 25.4 * ax.get_position().height
    wide = TWO_COLUMNS - LEFT - RIGHT
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(-(LEFT - MARGIN) / wide, 1 + 7 / tall), ncols=2, frameon=False, borderpad=0,
        handletextpad=0.3, fontsize=BODY,
    )  # fmt: skip


def _note_words(comparison: pd.DataFrame, differences: pd.DataFrame | None, language: str) -> str:
    """The note: unit, both n, in what the documents differ, what the picture cannot show."""
    one, two = int(comparison["first_of"].iloc[0]), int(comparison["second_of"].iloc[0])
    apart: list[dict[str, str]] = []
    if differences is not None:
        apart = differences.loc[differences["same"] != "yes"].to_dict("records")  # type: ignore[assignment]
    said = "; ".join(f"{row['aspect']}: {row['first'] or '?'} and {row['second'] or '?'}" for row in apart)
    chinese_said = "；".join(_in_chinese(row) for row in apart)
    english = (
        f"Unit: task with a named lead (n = {one} and {two}); numbers on the right are tasks led, of these. "
        + (
            f"The documents differ, or are not known to be alike, in {said}: a difference of shares cannot be laid to any one of these. "
            if apart
            else ""
        )
        + "Shares depend on how finely each document cuts its work. Left out: tasks without a lead, collective expressions. A named lead is no evidence of who did the work."
    )
    chinese = (
        f"单位：载明牵头单位的任务（n = {one} 与 {two}），右侧数字为牵头项数。"
        + (f"两份文件在以下方面不同或未详：{chinese_said}；占比之差不能归于其中任何一项。" if apart else "")
        + "占比受各文件任务划分粗细影响。未计入：无牵头单位的任务、集合指代。载明牵头不等于实际履行。"
    )
    return say(english, chinese, language, joint="\n")


def _in_chinese(row: dict[str, str]) -> str:
    """In what two documents differ, in Chinese."""
    known = {"genre": GENRES, "tier": TIERS, "status": STATUS}.get(row["aspect"], {})
    one, two = (known.get(row[side], row[side]) or "未详" for side in ("first", "second"))
    return f"{ASPECTS.get(row['aspect'], row['aspect'])}：{one}与{two}"
