"""The documents of a corpus over time, by tier and genre."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
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
from fazhi_research.drawing.words import TITLE, clip, note, note_height, say, width
from fazhi_research.errors import TableError

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.transforms import Transform

ROW, HEAD = 5.0, 5.6  # millimetres: a document, a tier's heading
MARGIN = 4.0
LEFT = {1: 38.0, 2: 52.0}  # for one column and two
KEYS = {1: 29.0, 2: 20.0}  # what axis and key take
TIERS = {
    "central": "中央",
    "province": "省级",
    "prefecture": "市级",
    "county": "县级",
    "township": "乡级",
    "": "层级未详",
}
GENRES = {
    "program": "纲要",
    "plan": "规划·方案",
    "opinion": "意见",
    "notice": "通知",
    "work_points": "工作要点",
    "report": "报告",
    "self_inspection": "自查报告",
    "speech": "讲话",
    "other": "其他",
    "": "文种未详",
}


@dataclass(frozen=True)
class Life:
    """A document's row: its words, and the years drawn for it (None where the table states none)."""

    document: str
    label: str
    tier: str
    genre: str
    y: float
    issued: float | None
    exact: bool
    window: tuple[float, float] | None
    period: tuple[float, float] | None

    @property
    def dated(self) -> bool:
        """Whether anything can be drawn on the axis of years."""
        return bool(self.issued is not None or self.window or self.period)


def plot_corpus(
    documents: pd.DataFrame, ax: Axes | None = None, *, columns: int = 2, language: str = "both"
) -> Axes:
    """Axes with one row per document, grouped by tier, on an axis of years 语料时间分布.

    `documents` is that table (columns document, genre, tier, jurisdiction, issued, issued_basis,
    issued_from, issued_to, first, last; TableError names a missing one, or says that there are no rows). The mark stands at the date of
    issue (filled where the text states it, hollow where it is inferred) and its shape and colour tell the
    genre; a thin line with ends is the range within which a date must lie; a bar is the period planned or
    reported, both years counted. Undated documents stand last in their tier with the word "undated".
    `columns` is 1 or 2, the width of a new figure in columns of a page; in one, documents go by their ids alone. Artists have the gids "issued:<document>", "window:<document>" and "period:<document>".
    """
    lives = document_rows(documents, language)
    words, wide, left = _note_words(lives, language), column_width(columns), LEFT.get(columns, 0.0)
    tall = max([life.y for life in lives] + [HEAD]) + ROW
    with figure_style():
        if ax is None:
            keys = KEYS[columns]
            low = note_height(words, wide - 2 * MARGIN) + keys + 1
            ax = sheet(wide, tall + 10 + low, left=left, right=MARGIN + 2, top=10, bottom=low)
        _set_years(ax, lives, tall, wide - left)
        _write_rows(ax, lives, language, left)
        for life in lives:
            _draw_life(ax, life)
        _draw_key(ax, lives, language, left, columns)
        title = say("The corpus over time", "语料的时间分布", language)
        ax.annotate(
            title, (0, 1), (-(left - MARGIN) / POINT, 4 / POINT), xycoords="axes fraction",
            textcoords="offset points", fontsize=BODY + 2, gid=TITLE, annotation_clip=False,
        )  # fmt: skip
        note(ax, words, down=KEYS[columns], left=left - MARGIN, across=wide - 2 * MARGIN)
        return finish(ax)


def document_rows(documents: pd.DataFrame, language: str) -> list[Life]:
    """The rows in drawing order: by tier from the centre down, then by year, undated last 文件行."""
    needed = "document genre tier jurisdiction issued issued_basis issued_from issued_to first last".split()
    missing = [column for column in needed if column not in documents.columns]
    if missing:
        raise TableError(f"the documents table has no column {', '.join(missing)}: read it with read_table.")
    if documents.empty:
        raise TableError(
            "the documents table has no rows, so that there is nothing to draw: choose some documents."
        )
    found = [_life(record, language) for record in documents.to_dict("records")]
    tiers = list(TIERS)
    found.sort(key=lambda life: (tiers.index(life.tier), not life.dated, _earliest(life), life.document))
    rows: list[Life] = []
    y, tier = 0.0, None
    for life in found:
        if life.tier != tier:
            tier = life.tier
            y += HEAD
        y += ROW
        rows.append(Life(**{**life.__dict__, "y": y}))
    return rows


def _life(record: dict[object, object], language: str) -> Life:
    """A document's row, not yet placed."""
    genre, tier = _text(record["genre"]), _text(record["tier"])
    for value, allowed, column in ((genre, GENRES, "genre"), (tier, TIERS, "tier")):
        if value not in allowed:
            known = ", ".join(filter(None, allowed))
            raise TableError(
                f"{record['document']} has the {column} {value!r}; allowed are {known}, or empty."
            )
    place = _text(record["jurisdiction"]).rpartition("/")[2]
    name = str(record["document"])
    label = say(name, f"{place} {name}" if language == "zh" else place, language)
    issued, window = _point(record["issued"]), _range(record["issued_from"], record["issued_to"])
    if issued is not None and window and "-" not in str(record["issued"]):
        issued = sum(window) / 2  # only the year is known: stand where the range says
    return Life(
        document=name,
        label=label.strip(),
        tier=tier,
        genre=genre,
        y=0.0,
        issued=issued,
        exact=_text(record["issued_basis"]) == "text",
        window=window,
        period=_range(record["first"], record["last"]),
    )


def _text(value: object) -> str:
    """The words of a cell, empty where it is missing."""
    return value if isinstance(value, str) else ""


def _point(value: object, within: float = 0.5) -> float | None:
    """A date as a point on the axis of years; None without a date.

    A date known to the year or the month is a stretch: `within` says which point of it (0 its begin, 1 its
    end).

    >>> _point("2015"), _point("2015-07", 0.0), _point("20**"), _point("")
    (2015.5, 2015.5, None, None)
    """
    parts = str(value).removesuffix(".0").split("-")
    if not all(part.isdecimal() for part in parts):
        return None  # empty, or masked as printed
    year, month, day = (*(int(part) for part in parts), 0, 0)[:3]
    if not month:
        return year + within
    return year + (month - 1 + ((day - 1 + within) / 31 if day else within)) / 12


def _range(first: object, last: object) -> tuple[float, float] | None:
    """Two dates, both counted, as a stretch of the axis; one alone stands for both."""
    starts = [point for point in (_point(first, 0.0), _point(last, 0.0)) if point is not None]
    stops = [point for point in (_point(first, 1.0), _point(last, 1.0)) if point is not None]
    return (min(starts), max(stops)) if starts else None


def _earliest(life: Life) -> float:
    """The year by which a row is sorted within its tier."""
    ends = [end for span in (life.window, life.period) if span for end in span]
    return life.issued if life.issued is not None else min(ends, default=0.0)


def _mark(genre: str) -> tuple[str, str]:
    """A genre's colour and shape, the same in every corpus."""
    return MARKS[list(GENRES).index(genre) % len(MARKS)]


def _set_years(ax: Axes, lives: list[Life], tall: float, room: float) -> None:
    """Lay out the axis of years."""
    ends = [end for life in lives for span in (life.window, life.period) if span for end in span]
    ends += [life.issued for life in lives if life.issued is not None]
    low, high = int(min(ends, default=2000)) - 1, int(max(ends, default=2025)) + 1
    step = max(1, ceil((high - low) * 8 / room))  # 8 millimetres for the name of a year
    years = list(range(low + 1, high + 1, step))
    ax.set_xlim(low, high + 1)
    ax.set_ylim(tall - 1, 1)
    ax.set_xticks([year + 0.5 for year in years], [str(year) for year in years])
    ax.set_yticks([])
    ax.tick_params(length=0, labelsize=BODY)
    for year in range(low, high + 2):
        ax.axvline(year, color=RULE, lw=0.35, zorder=0)
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)


def _write_rows(ax: Axes, lives: list[Life], language: str, left: float) -> None:
    """Write tiers and documents on the left, and "undated" where nothing can be drawn."""
    room = (left - MARGIN - 9) / (BODY * POINT)
    fit = left > LEFT[1] or all(width(life.label) <= room for life in lives)
    tier = None
    for life in lives:
        if life.tier != tier:
            tier = life.tier
            words = say(tier.capitalize() or "Tier unknown", TIERS[tier], language)
            _left(ax, life.y - ROW, words, (left, 0), FAINT)
            ax.axhline(life.y - ROW + 2.2, color=RULE, lw=0.5, zorder=0)
        _left(ax, life.y, clip(life.label if fit else life.document, room), (left, 2.5), INK)
        colour, shape = _mark(life.genre)
        at = ax.get_yaxis_transform() + _shift(ax, -3.0, 0.0)
        ax.plot([0], [life.y], marker=shape, ms=4.6, color=colour, mew=0, transform=at, clip_on=False)
        if not life.dated:
            words = say("undated", "未署日期", language)
            ax.text(
                0.01,
                life.y,
                words,
                transform=ax.get_yaxis_transform(),
                va="center",
                fontsize=SMALL,
                color=FAINT,
            )


def _shift(ax: Axes, right: float, up: float) -> Transform:
    """A move by millimetres, whatever the size of the axes."""
    from matplotlib.transforms import ScaledTranslation

    return ScaledTranslation(right * MILLIMETRE, up * MILLIMETRE, ax.figure.dpi_scale_trans)


def _left(ax: Axes, y: float, words: str, place: tuple[float, float], colour: str) -> None:
    """Words in the margin, at a height given in the axes' own units."""
    ax.annotate(
        words, (0, y), (-(place[0] - MARGIN - place[1]) / POINT, 0), xycoords=ax.get_yaxis_transform(),
        textcoords="offset points", va="center", fontsize=BODY, color=colour, annotation_clip=False,
    )  # fmt: skip


def _draw_life(ax: Axes, life: Life) -> None:
    """Draw a document's period, window and date of issue."""
    colour, shape = _mark(life.genre)
    if life.period:
        low, high = life.period
        ax.barh(
            life.y, high - low, left=low, height=2.2, color=colour, alpha=0.28, gid=f"period:{life.document}"
        )
    if life.window:
        gid = f"window:{life.document}"
        ax.plot(life.window, [life.y, life.y], color=colour, lw=0.8, marker="|", ms=5, gid=gid)
    if life.issued is not None:
        face = colour if life.exact else "white"
        gid = f"issued:{life.document}"
        ax.plot([life.issued], [life.y], marker=shape, ms=5.2, mfc=face, mec=colour, mew=0.9, gid=gid)


def _draw_key(ax: Axes, lives: list[Life], language: str, left: float, columns: int) -> None:
    """Tell under the axis what shapes and lines mean."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Line2D | Patch] = []
    for genre in [genre for genre in GENRES if any(life.genre == genre for life in lives)]:
        colour, shape = _mark(genre)
        label = say(genre.replace("_", " ") or "genre unknown", GENRES[genre], language, joint=" ")
        handles.append(Line2D([], [], ls="", marker=shape, color=colour, ms=5, mew=0, label=label))
    ends = say("date within", "日期区间", language, joint=" ")
    spans = say("period", "规划期·报告期", language, joint=" ")
    inferred = say("hollow: inferred", "空心：推定", language, joint=" ")
    handles.append(Patch(color=FAINT, alpha=0.3, lw=0, label=spans))
    handles.append(Line2D([], [], color=FAINT, lw=0.8, marker="|", ms=5, label=ends))
    handles.append(Line2D([], [], ls="", marker="o", mfc="white", mec=FAINT, ms=5, mew=0.9, label=inferred))
    ax.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, 0), borderaxespad=0, ncols=2 * columns, frameon=False,
        borderpad=0, fontsize=SMALL, handletextpad=0.5, columnspacing=1.6,
        bbox_transform=ax.transAxes + _shift(ax, MARGIN - left, -8.0),
    )  # fmt: skip


def _note_words(lives: list[Life], language: str) -> str:
    """The note: unit, n, what is left out, what the picture cannot show."""
    undated = [life for life in lives if life.issued is None]
    stated = sum(life.exact and life.issued is not None for life in lives)
    inferred = len(lives) - len(undated) - stated
    english = (
        f"Unit: document (n = {len(lives)}). Date of issue stated in the text: {stated} (full mark); "
        f"inferred from content: {inferred} (hollow mark, in the middle of its year or range); not known: "
        f"{len(undated)}. Dates on which a web page was posted are not dates of issue and are not drawn. "
        "A convenience collection, not a sample: gaps are not absences."
    )
    chinese = (
        f"单位：文件（n = {len(lives)}）。成文日期：原文载明 {stated}（实心），"
        f"据内容推定 {inferred}（空心，置于当年或区间中点），不详 {len(undated)}。"
        "网页发布日期不作成文日期。语料为便利收集，并非抽样；空白不代表没有文件。"
    )
    return say(english, chinese, language, joint="\n")
