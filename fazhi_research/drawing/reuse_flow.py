"""Who shares how much with whom: documents in the order of their dates, an arc for each pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fazhi_research.drawing.demands import require_rows
from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
    POINT,
    RULE,
    SMALL,
    column_width,
    figure_style,
    finish,
    sheet,
)
from fazhi_research.drawing.words import TITLE, clip, note, note_height, say, wrapped_title
from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.order import date_ranges

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW, MARGIN, HEAD = 9.0, 4.0, 12.0  # millimetres
LEFT, DATES = {1: 43.0, 2: 64.0}, {1: 17.0, 2: 21.0}  # in one column and two: the margin, and the dates in it
NEAREST, FREE = (
    {1: 9.0, 2: 14.0},
    {1: 13.0, 2: 26.0},
)  # how far the shortest arc reaches, what the longest leaves
MOST = 30
"""How many pairs are drawn at most, those that share most 最多绘出对数."""
DIRECTED, UNDIRECTED, FORMULAS = "#332288", "#9a6a00", "#8a8a8a"


class Arc(NamedTuple):
    """A pair of documents to be drawn, the earlier one first where the dates tell (弧)."""

    first: str
    second: str
    plain: int
    covered: int
    directed: bool


def plot_reuse_flow(
    containments: pd.DataFrame,
    documents: pd.DataFrame,
    ax: Axes | None = None,
    *,
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with a row per document in the order of dates, an arc per pair with shared passages 文本沿用流向.

    `containments` comes from `reuse_containments` made with the documents table (else no pair has a direction), `documents`
    is that table; TableError if it lacks a document. The width of an arc grows with the number on it: characters outside formulas
    and titles that lie in shared passages, in the document that has fewer of them. An arrow points from the earlier to the later document where the dates
    tell which that is; a broken line has no direction; a dotted grey one has formulas alone, its characters in brackets.
    Documents that share nothing are drawn as well, and if no pair shares anything the figure says so in words (gid "nothing"). At most 30 pairs, those with most. `columns` is 1 or 2, the width of a new
    figure in columns of a page; in one, documents go by their ids alone. Arcs have the gid
    "arc:<first>|<second>", their numbers "count:<first>|<second>".
    """
    arcs = flow_arcs(containments)
    names = _rows(documents, arcs)
    drawn = arcs[:MOST]
    words, wide = _note_words(documents, arcs, language), column_width(columns)
    left, key = LEFT[columns] - MARGIN, 8.0 * (columns == 1)
    asked = say("Shared passages between documents", "文件之间的文本沿用", language)
    heading, more = wrapped_title(asked, wide - 2 * MARGIN)
    with figure_style():
        if ax is None:
            low, top = note_height(words, wide - 2 * MARGIN) + 13 + key, HEAD + more
            tall = top + ROW * len(names) + low
            ax = sheet(wide, tall, left=LEFT[columns], right=MARGIN, top=top, bottom=low)
        ax.set_xlim(0, wide - LEFT[columns] - MARGIN)  # millimetres, as on a sheet
        ax.set_ylim(len(names) - 0.5, -0.5)
        ax.set_axis_off()
        place = {name: float(row) for row, name in enumerate(names)}
        _write_rows(ax, documents, place, columns, language)
        most = max([arc.plain for arc in drawn], default=1) or 1
        for arc in drawn:
            far = _reach(abs(place[arc.second] - place[arc.first]) / max(len(names) - 1, 1), columns)
            _draw_arc(ax, arc, place, most=most, far=far)
        if not drawn:
            _say_nothing(ax, len(names), language)
        _draw_key(ax, left, columns, language)
        _draw_heading(ax, heading, left)
        note(ax, words, down=9 + key, left=left, across=wide - 2 * MARGIN)
        return finish(ax)


def flow_arcs(containments: pd.DataFrame) -> list[Arc]:
    """The pairs, those with most shared characters first 沿用对.

    >>> import pandas as pd
    >>> row = {"document": "a", "other": "b", "covered": 50, "other_covered": 48, "plain_covered": 40}
    >>> flow_arcs(pd.DataFrame([row | {"other_plain_covered": 38, "earlier": "b"}]))
    [Arc(first='b', second='a', plain=38, covered=48, directed=True)]
    """
    needed = "document other covered other_covered plain_covered other_plain_covered earlier".split()
    require_columns(containments, needed, "containments")
    arcs = []
    for one, two, covered, other, plain, other_plain, earlier in containments[needed].itertuples(
        index=False, name=None
    ):
        first, second = (two, one) if earlier == two else (one, two)
        arcs.append(Arc(first, second, min(plain, other_plain), min(covered, other), bool(earlier)))
    return sorted(arcs, key=lambda arc: (-arc.plain, -arc.covered, arc.first, arc.second))


def _rows(documents: pd.DataFrame, arcs: list[Arc]) -> list[str]:
    """The documents in the order of the rows; TableError if there are none, or not all that share something."""
    names = _ordered(documents)
    if unknown := sorted({name for arc in arcs for name in arc[:2]} - set(names)):
        raise TableError(
            f"the documents table has no {', '.join(unknown)}, of which there are shared passages."
        )
    require_rows(documents, "the documents table", cure="choose documents")
    return names


def _ordered(documents: pd.DataFrame) -> list[str]:
    """The documents by the middle of what is known of their date, those without any last."""
    ranges = date_ranges(documents)
    known = {
        name: [end for end in ends if not end.startswith(("0000", "9999"))] for name, ends in ranges.items()
    }
    middle = {
        name: sum(map(_days, ends)) / len(ends) if ends else float("inf") for name, ends in known.items()
    }
    return sorted(ranges, key=lambda name: (middle[name], name))


def _days(date: str) -> float:
    """A date as a number that grows with it."""
    year, month, day = date.split("-")
    return int(year) * 372 + int(month) * 31 + int(day)


def _write_rows(
    ax: Axes, documents: pd.DataFrame, place: dict[str, float], columns: int, language: str
) -> None:
    """Write each document's date and name on the left of its dot."""
    left, dates = LEFT[columns] - MARGIN, DATES[columns]
    for record in documents.to_dict("records"):
        name = str(record["document"])
        where = str(record.get("jurisdiction") or "").rpartition("/")[2]
        label = say(name, f"{where} {name}" if language == "zh" else where, language)
        label = clip((label if columns > 1 else name).strip(), (left - dates - 3) / (BODY * POINT))
        y = place[name]
        _left(ax, y, label, left - dates, INK)
        _left(ax, y, _date(record, language), left, FAINT)
        ax.plot([0], [y], marker="o", ms=4, color=INK, clip_on=False, zorder=4)
        ax.axhline(y, color=RULE, lw=0.4, zorder=0)


def _date(record: dict[object, object], language: str) -> str:
    """What is known of a document's date, a star where it is inferred."""
    issued = str(record.get("issued") or "").removesuffix(".0")
    if issued:
        return issued + ("" if record.get("issued_basis") == "text" else "*")
    first, last = (str(record.get(end) or "")[:4] for end in ("issued_from", "issued_to"))
    if not first and not last:
        return say("undated", "未署", language, joint=" ")
    return f"{first}*" if first == last else f"{first}–{last}*"


def _left(ax: Axes, y: float, words: str, out: float, colour: str) -> None:
    """Words that begin some millimetres out in the margin."""
    ax.annotate(
        words, (0, y), (-out / POINT, 0), xycoords=ax.get_yaxis_transform(),
        textcoords="offset points", va="center", color=colour, annotation_clip=False,
    )  # fmt: skip


def _draw_heading(ax: Axes, heading: str, left: float) -> None:
    """Write the title, `left` millimetres out in the margin."""
    ax.annotate(
        heading, (0, 1), (-left / POINT, 5 / POINT), xycoords="axes fraction", linespacing=1.25,
        textcoords="offset points", fontsize=BODY + 2, gid=TITLE, annotation_clip=False,
    )  # fmt: skip


def _reach(part: float, columns: int) -> float:
    """How far right the handles of an arc lie, in millimetres, for the part of all rows that it spans."""
    room = column_width(columns) - LEFT[columns] - MARGIN - FREE[columns]
    return NEAREST[columns] + room * part / 0.75


def _draw_arc(ax: Axes, arc: Arc, place: dict[str, float], *, most: int, far: float) -> None:
    """Draw one pair, with its number at the far side."""
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    start, stop = place[arc.first], place[arc.second]
    path = Path([(1.2, start), (far, start), (far, stop), (1.2, stop)], [1, 4, 4, 4])
    colour = DIRECTED if arc.directed else UNDIRECTED
    width = 0.7 + 2.6 * arc.plain / most if arc.plain else 0.9
    line = "solid" if arc.directed else (0, (5 / width, 2 / width))  # dashes grow with the line
    if not arc.plain:
        colour, line = FORMULAS, (0, (1, 2))
    style = "-|>,head_length=3.2,head_width=1.6" if arc.directed and arc.plain else "-"
    ax.add_patch(
        FancyArrowPatch(
            path=path, arrowstyle=style, color=colour, lw=width, ls=line, fill=False, clip_on=False, zorder=2,
            joinstyle="miter", capstyle="butt", gid=f"arc:{arc.first}|{arc.second}",
        )
    )  # fmt: skip
    count = f"{arc.plain:,}" if arc.plain else f"({arc.covered:,})"
    ax.text(
        1.2 * 0.25 + far * 0.75, (start + stop) / 2, count, ha="center", va="center", fontsize=SMALL,
        color=INK if arc.plain else FAINT, zorder=5, gid=f"count:{arc.first}|{arc.second}",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
    )  # fmt: skip


def _say_nothing(ax: Axes, rows: int, language: str) -> None:
    """Tell in the middle of the figure that nothing is shared: that is a finding, not a fault."""
    words = say(
        "No passage is shared by two of these documents.", "这些文件之间未见沿用段落。", language, joint="\n"
    )
    ax.text(
        ax.get_xlim()[1] / 2, (rows - 1) / 2, words, ha="center", va="center", gid="nothing",
        linespacing=1.4, bbox={"facecolor": "white", "edgecolor": "none", "pad": 3}, zorder=5,
    )  # fmt: skip


def _draw_key(ax: Axes, left: float, columns: int, language: str) -> None:
    """Tell what the lines mean."""
    from matplotlib.lines import Line2D

    kinds = (
        (DIRECTED, "-", say("earlier to later", "由先及后", language, joint=" ")),
        (UNDIRECTED, (0, (5, 2)), say("dates do not tell", "先后不明", language, joint=" ")),
        (FORMULAS, (0, (1, 2)), say("formulas or titles alone", "仅套语或标题", language, joint=" ")),
    )
    handles = [Line2D([], [], color=colour, ls=line, lw=1.4, label=words) for colour, line, words in kinds]
    narrow = columns == 1
    ax.legend(
        handles=handles, loc="upper left" if narrow else "upper right", ncols=1 if narrow else 3, frameon=False, fontsize=SMALL,
        bbox_to_anchor=(-left / ax.get_xlim()[1], 0) if narrow else (1, 0), borderpad=0.2 if narrow else None,
        borderaxespad=0.4, handlelength=3.2, columnspacing=2.0,
    )  # fmt: skip


def _note_words(documents: pd.DataFrame, arcs: list[Arc], language: str) -> str:
    """The note: unit, n, what is left out, what the picture cannot show."""
    left = max(len(arcs) - MOST, 0)
    directed = sum(arc.directed for arc in arcs)
    printed = {
        str(row["document"]) for row in documents.to_dict("records") if row.get("issued_basis") == "text"
    }
    inferred = sum(arc.directed and not {arc.first, arc.second} <= printed for arc in arcs)
    count = len(documents)
    english = (
        f"Unit: pair of documents with a shared passage (n = {len(arcs)} pairs among {count} documents{f'; {left} with least not drawn' if left else ''}). "
        "Numbers: characters in shared passages outside formulas and titles; in brackets: all characters where there are formulas or titles alone. "
        f"The dates of issue tell which came first for {directed} pairs, for {inferred} of them by a date or range that is inferred (*) and could mislead. An arrow is the order of dates, not "
        "proof of copying: both may follow the same superior text, and repeating it is normal practice in this genre."
    )
    chinese = (
        f"单位：有沿用段落的文件对（{count} 份文件中 {len(arcs)} 对{f'；略去最少的 {left} 对' if left else ''}）。数字：沿用段落中套语与标题以外的字数；"
        f"括号内为仅有套语或标题时的全部字数。{directed} 对可由成文日期定先后，其中 {inferred} 对所据日期或区间系推定（*），可能有误。"
        "箭头只表示时间先后，不证明抄录：二者可能同出上级文件，照录上级文件在此类文书中属常规做法。"
    )
    return say(english, chinese, language, joint="\n")
