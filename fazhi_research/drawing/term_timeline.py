"""Terms in time: when documents use them, against the years of the national documents."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from fazhi_research.drawing.corpus import GENRES
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
from fazhi_research.drawing.theme_words import headline, note_words, require_shares, theme_words
from fazhi_research.drawing.words import clip, note, note_height, say, wrapped_title
from fazhi_research.errors import TableError
from fazhi_research.measuring.caveats import caveats
from fazhi_research.measuring.periods import days

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from fazhi_research.measuring.codebook_tables import Entries

LEFT, MARGIN, TOP = {1: 41.0, 2: 47.0}, 4.0, 11.0  # millimetres; the first for one column and two
ROW, HEAD, KEY, LINE = 4.0, 4.6, 17.0, 3.4
YEARS, KEYS = {1: 5, 2: 24}, {1: 1, 2: 4}  # years named on the axis, signs in a line of the key
MARK = 6.0  # points
MOST = 80


def plot_term_timeline(
    sightings: pd.DataFrame,
    documents: pd.DataFrame,
    ax: Axes | None = None,
    *,
    labels: Entries | None = None,
    credit: str = "",
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with a row per term: a bar for the national years, a mark for each document that uses it 主题词时间图.

    `sightings` comes from `term_sightings`, kept to the terms to be shown (at most 80; TableError above); `documents`
    gives their genres. A mark stands in the middle of the days within which its document was written, with a line where these are
    more than a year; shape and colour are the genre's, as in `plot_corpus`. A ring marks a conflict: certainly written before the term's
    first national year or after its last. `columns` is 1 or 2, the width of a new figure in columns of a page. Rows stand by theme, then first year. Marks have the gid
    "seen:<term>|<document>", bars "national:<term>".
    """
    require_shares(
        sightings,
        ["theme", "term", "first", "last", "document", "since", "until", "conflict"],
        made="term_sightings",
    )
    rows = timeline_rows(sightings)
    genre = dict(zip(documents["document"].astype(str), documents["genre"].astype(str), strict=True))
    words, wide = _note(sightings, rows, credit, language), column_width(columns)
    tall, left, across = max(rows.values()) + ROW, LEFT[columns], wide - 2 * MARGIN
    signs = _signs({genre[name] for name in sightings["document"].astype(str)}, language)
    key = KEY + LINE * (ceil(len(signs) / KEYS[columns]) - 2) if columns == 1 else KEY
    asked = say(
        "Terms in the documents and in the national texts", "主题词：文件所见与全国文件年代", language
    )
    heading, more = wrapped_title(asked, across)
    with figure_style():
        if ax is None:
            low, top = note_height(words, across) + key, TOP + more
            ax = sheet(wide, tall + top + low, left=left, right=MARGIN + 2, top=top, bottom=low)
        _set_years(ax, sightings, tall, YEARS[columns])
        _write_rows(ax, rows, labels, left - MARGIN, language)
        _draw_national(ax, sightings, rows)
        _draw_sightings(ax, sightings, rows, genre)
        _draw_key(ax, signs, left - MARGIN, KEYS[columns])
        headline(ax, heading, left=left - MARGIN, up=4)
        note(ax, words, down=key - 1, left=left - MARGIN, across=across)
        return finish(ax)


def timeline_rows(sightings: pd.DataFrame) -> dict[tuple[str, str], float]:
    """The height of each (theme, term) in millimetres, by theme as they come, then first year, then term 时间图行."""
    themes = list(dict.fromkeys(sightings["theme"].astype(str)))
    years = {(str(a), str(b)): 0 if c is None or c != c else int(c) for a, b, c in _first(sightings)}
    if len(years) > MOST:
        raise TableError(
            f"{len(years)} terms are too many for one figure: keep at most {MOST}, the dated ones, say."
        )
    rows: dict[tuple[str, str], float] = {}
    y, theme = 0.0, ""
    for key in sorted(years, key=lambda key: (themes.index(key[0]), years[key], key[1])):
        if key[0] != theme:
            theme = key[0]
            y += HEAD
        y += ROW
        rows[key] = y
    return rows


def _first(sightings: pd.DataFrame) -> list[tuple[Any, Any, Any]]:
    once = sightings.drop_duplicates(["theme", "term"])
    return list(zip(once["theme"], once["term"], _numbers(once["first"]), strict=True))


def _numbers(years: pd.Series[Any]) -> list[float]:
    import pandas as pd

    return pd.to_numeric(years).astype("Float64").to_numpy(dtype="float64", na_value=float("nan")).tolist()


def _point(day: int) -> float:
    """A day as a point on the axis of years."""
    from datetime import date

    found = date.fromordinal(day)
    return found.year + (found.timetuple().tm_yday - 1) / 366


def _set_years(ax: Axes, sightings: pd.DataFrame, tall: float, most: int) -> None:
    years = [float(day[:4]) for name in ("since", "until") for day in sightings[name].astype(str) if day]
    known = [year for year in _numbers(sightings["first"]) if year == year]
    low, high = int(min([*years, *known], default=2000)), int(max([*years, *known], default=2025))
    low = max(low, int(min(years, default=low)) - 4)
    ax.set_xlim(low - 0.5, high + 1.5)
    ax.set_ylim(tall, 1.5)
    step = max(1, ceil((high - low) / most))
    ticks = list(range(low, high + 2, step))
    ax.set_xticks([year + 0.5 for year in ticks], [str(year) for year in ticks])
    ax.set_yticks([])
    ax.tick_params(length=0, labelsize=BODY)
    for year in range(low, high + 2):
        ax.axvline(year, color=RULE, lw=0.35, zorder=0)
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)


def _write_rows(
    ax: Axes, rows: dict[tuple[str, str], float], labels: Entries | None, left: float, language: str
) -> None:
    """Write themes and terms at the left."""
    themes = list(dict.fromkeys(theme for theme, _ in rows))
    words = theme_words(themes, labels, language)
    room = left / (BODY * POINT)
    for theme in themes:
        y = min(height for (held, _), height in rows.items() if held == theme) - ROW - 0.4
        ax.annotate(
            "  ".join(part for part in words[theme] if part), (0, y), (-left / POINT, 0), xycoords=ax.get_yaxis_transform(),
            textcoords="offset points", va="center", fontsize=BODY, color=FAINT, annotation_clip=False,
            bbox={"fc": "white", "ec": "none", "pad": 1.0},
        )  # fmt: skip
        ax.axhline(y + 2.0, color=RULE, lw=0.5, zorder=0)
    for (_, term), y in rows.items():
        ax.annotate(
            clip(term, room), (0, y), (-2 / POINT, 0), xycoords=ax.get_yaxis_transform(), textcoords="offset points", ha="right",
            va="center", fontsize=BODY, color=INK, annotation_clip=False,
        )  # fmt: skip


def _draw_national(ax: Axes, sightings: pd.DataFrame, rows: dict[tuple[str, str], float]) -> None:
    """Draw the years in which the national documents use each term."""
    once = sightings.drop_duplicates(["theme", "term"])
    keys = zip(once["theme"].astype(str), once["term"].astype(str), strict=True)
    low, high = ax.get_xlim()
    for key, first, last in zip(keys, _numbers(once["first"]), _numbers(once["last"]), strict=True):
        if first == first or last == last:
            begin = max(first, low) if first == first else low
            end = last + 1 if last == last else high
            ax.barh(
                rows[key],
                end - begin,
                left=begin,
                height=1.9,
                color="#dcdcdc",
                gid=f"national:{key[1]}",
                zorder=1,
            )


def _draw_sightings(
    ax: Axes, sightings: pd.DataFrame, rows: dict[tuple[str, str], float], genre: dict[str, str]
) -> None:
    """Draw a mark for each document that uses a term and has a date."""
    columns = [
        sightings[name].astype(str) for name in ("theme", "term", "document", "since", "until", "conflict")
    ]
    for theme, term, document, since, until, conflict in zip(*columns, strict=True):
        first, last = days(since), days(until)
        if first is None or last is None:
            continue
        y, low, high = rows[theme, term], _point(first[0]), _point(last[1])
        colour, shape = MARKS[list(GENRES).index(genre[document]) % len(MARKS)]
        if high - low > 1:
            ax.plot([low, high], [y, y], color=colour, lw=0.7, zorder=2)
        middle = (low + high) / 2
        ax.plot(
            [middle],
            [y],
            marker=shape,
            ms=MARK,
            mfc=colour,
            mec="white",
            mew=0.4,
            gid=f"seen:{term}|{document}",
            zorder=3,
        )
        if conflict:
            ax.plot(
                [middle],
                [y],
                marker="o",
                ms=1.8 * MARK,
                mfc="none",
                mec=INK,
                mew=0.7,
                gid=f"conflict:{term}|{document}",
                zorder=4,
            )


def _signs(genres: set[str], language: str) -> list[Any]:
    """What the key shows: a mark for each genre, a bar, a ring."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = []
    for genre in [genre for genre in GENRES if genre in genres]:
        colour, shape = MARKS[list(GENRES).index(genre) % len(MARKS)]
        label = say(genre.replace("_", " ") or "genre unknown", GENRES[genre], language, joint=" ")
        handles.append(
            Line2D([], [], ls="", marker=shape, mfc=colour, mec="white", mew=0.4, ms=MARK, label=label)
        )
    bar = say("in national documents", "全国文件使用年代", language, joint=" ")
    ring = say("ring: outside these years", "圆圈：在此年代之外", language, joint=" ")
    handles.append(Patch(color="#dcdcdc", lw=0, label=bar))
    handles.append(Line2D([], [], ls="", marker="o", mfc="none", mec=INK, ms=1.4 * MARK, mew=0.7, label=ring))
    return handles


def _draw_key(ax: Axes, signs: list[Any], left: float, most: int) -> None:
    """Tell under the axis what marks and bars mean."""
    from matplotlib.transforms import ScaledTranslation

    down = ScaledTranslation(-left * MILLIMETRE, -6.5 * MILLIMETRE, ax.figure.dpi_scale_trans)
    ax.legend(
        handles=signs, loc="upper left", bbox_to_anchor=(0, 0), bbox_transform=ax.transAxes + down, frameon=False, ncols=most,
        borderpad=0, borderaxespad=0, fontsize=SMALL, handletextpad=0.5, columnspacing=1.6,
    )  # fmt: skip


def _note(sightings: pd.DataFrame, rows: dict[tuple[str, str], float], credit: str, language: str) -> str:
    """The note: what is shown, out of how much, what a first sighting proves."""
    undated = int((sightings["since"].astype(str) == "").sum())
    number = sightings["document"].astype(str).nunique()
    english = (
        f"Unit: a document that uses a term (n = {len(sightings) - undated} marks, {len(rows)} terms, {number} documents; "
        f"{undated} uses in undated documents not drawn). Marks stand at the date of writing. A first sighting is the "
        "first we hold, not the first there was; a bar without end: still in use, or its end not known."
    )
    chinese = (
        f"单位：使用某词的文件（n = {len(sightings) - undated}，词 {len(rows)} 个，文件 {number} 份；未署日期者 {undated} 次未绘）。"
        "标记位于成文时间。所见最早只是所藏最早，并非实际最早；灰条无尽头者仍在使用或终年不详。"
    )
    return note_words(english, chinese, caveats(sightings), credit=credit, language=language)
