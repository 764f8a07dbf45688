"""How strongly each document obliges: a panel per strength, a bar per document."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from fazhi_research.drawing.theme_heatmap import heatmap_columns
from fazhi_research.drawing.theme_words import (
    headline,
    margin_words,
    note_words,
    require_shares,
    shown_caveats,
)
from fazhi_research.drawing.words import note, note_height, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

LEFT, MARGIN, TOP, ROW, HEAD = 40.0, 4.0, 20.0, 4.6, 4.4  # millimetres
STRENGTHS = {
    "prohibition": ("Prohibition", "禁止"),
    "duty": ("Duty", "应当·必须·要"),
    "strict": ("Strict", "严格·确保"),
    "routine": ("Routine", "推进·完善"),
    "permissive": ("Permissive", "鼓励·探索"),
    "reported": ("Reported as done", "已完成（报告）"),
}


def plot_modality(
    profile: pd.DataFrame,
    ax: Axes | None = None,
    *,
    names: Mapping[str, str] | None = None,
    credit: str = "",
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with a panel per strength of obligation and a bar per document, cues per 1,000 Han 规范强度图.

    `profile` comes from `modality_profile`. Documents stand by genre, then date. All panels have one scale; what is reported as done
    obliges nobody and is drawn hollow, apart. The part of a bar of duty that is 要 is hatched, and the note tells it by document. Bars
    have the gid "cue:<document>|<strength>", hatched parts "yao:<document>". FazhiError for `columns` of 1.
    """
    require_two_columns(columns, "a panel for each of six strengths")
    needed = ["document", "genre", "strength", "cues", "of", "per_thousand"]
    require_shares(profile, needed, made="modality_profile")
    places = heatmap_columns(profile, names)
    kinds = [kind for kind in STRENGTHS if kind in set(profile["strength"].astype(str))]
    rows, genres = _rows(places)
    words = _note(profile, credit, language)
    tall = max(rows.values()) + ROW
    with figure_style():
        if ax is None:
            low = note_height(words, TWO_COLUMNS - 2 * MARGIN) + 4
            ax = sheet(TWO_COLUMNS, tall + TOP + low, left=LEFT, right=MARGIN + 3, top=TOP, bottom=low)
        ax.set_ylim(tall, 0)
        ax.set_xlim(0, len(kinds))
        ax.set_axis_off()
        _draw_bars(ax, profile, rows, kinds)
        _hatch_yao(ax, profile, rows, kinds)
        _write_panels(ax, kinds, tall, language)
        shown = dict(names or {})
        for document, y in rows.items():
            margin_words(ax, y, (shown.get(document, document), ""), room=LEFT - MARGIN)
        _write_genres(ax, genres, language)
        headline(
            ax,
            say("Strength of obligation, cues per 1,000 Han", "规范强度（每千汉字提示词数）", language),
            left=LEFT - MARGIN,
            up=13,
        )
        note(ax, words, down=2, left=LEFT - MARGIN, across=TWO_COLUMNS - 2 * MARGIN)
        return finish(ax)


def _rows(places: list[tuple[str, str, float]]) -> tuple[dict[str, float], dict[str, float]]:
    """The height of each document, and of the heading of each genre."""
    rows: dict[str, float] = {}
    genres: dict[str, float] = {}
    y = 0.0
    for document, genre, _ in places:
        if genre not in genres:
            y += HEAD
            genres[genre] = y
        y += ROW
        rows[document] = y
    return rows, genres


def _draw_bars(ax: Axes, profile: pd.DataFrame, rows: dict[str, float], kinds: list[str]) -> None:
    """Draw and number the bars, all on one scale."""
    most = max(float(profile["per_thousand"].max()), 1e-9)
    names = profile["document"].astype(str), profile["strength"].astype(str)
    for document, kind, value in zip(*names, profile["per_thousand"], strict=True):
        left, y = kinds.index(kind), rows[document]
        if value != value:
            ax.text(left, y, "–", va="center", fontsize=SMALL, color=FAINT)
            continue
        solid = kind != "reported"
        ax.barh(
            y, value / most * 0.7, left=left, height=2.7, fc="#332288" if solid else "white", ec="#332288" if solid else FAINT, lw=0.6,
            gid=f"cue:{document}|{kind}",
        )  # fmt: skip
        ax.text(left + value / most * 0.7 + 0.03, y, f"{value:.1f}", va="center", fontsize=SMALL, color=INK)


def _hatch_yao(ax: Axes, profile: pd.DataFrame, rows: dict[str, float], kinds: list[str]) -> None:
    """Hatch the end of each bar of duty that is 要."""
    most = max(float(profile["per_thousand"].max()), 1e-9)
    duty = _duties(profile)
    for document, yao, cues, value in zip(
        duty["document"], duty["yao"], duty["cues"], duty["per_thousand"], strict=True
    ):
        if yao and value == value:
            wide = value / most * 0.7
            ax.barh(
                rows[document], wide * yao / cues, left=kinds.index("duty") + wide * (cues - yao) / cues, height=2.7, fc="white",
                ec="#332288", lw=0.6, hatch="//////", gid=f"yao:{document}",
            )  # fmt: skip


def _duties(profile: pd.DataFrame) -> pd.DataFrame:
    """The rows on duty, if the profile tells how many cues are 要."""
    rows = profile.astype({"document": str, "strength": str})
    if "yao" not in rows.columns:
        return rows.assign(yao=0)[:0]
    return rows[(rows["strength"] == "duty") & rows["yao"].notna()].astype({"yao": "int64"})


def _write_panels(ax: Axes, kinds: list[str], tall: float, language: str) -> None:
    """Write the strengths on top of their panels."""
    for left, kind in enumerate(kinds):
        ax.plot([left, left], [1.5, tall - ROW / 2], color=RULE, lw=0.6, zorder=0)
        ax.annotate(
            say(*STRENGTHS[kind], language, joint="\n"), (left, 0), (0, 1.2 / POINT), textcoords="offset points", va="baseline", fontsize=BODY,
            annotation_clip=False, linespacing=1.25,
        )  # fmt: skip


def _write_genres(ax: Axes, genres: dict[str, float], language: str) -> None:
    """Write the genres over their documents."""
    from fazhi_research.drawing.corpus import GENRES

    for genre, y in genres.items():
        label = say(genre.replace("_", " ").capitalize(), GENRES.get(genre, genre), language)
        ax.annotate(
            label, (0, y), (-(LEFT - MARGIN) / POINT, 0), textcoords="offset points", va="center", fontsize=SMALL, color=FAINT,
            annotation_clip=False,
        )  # fmt: skip


def _note(profile: pd.DataFrame, credit: str, language: str) -> str:
    """The note: unit, n, what is apart."""
    rows = profile.astype({"strength": str})
    oblige = int(rows.loc[rows["strength"] != "reported", "cues"].sum())
    done = int(rows.loc[rows["strength"] == "reported", "cues"].sum())
    number = rows["document"].astype(str).nunique()
    said, chinese_said = _yao_words(_duties(profile))
    english = (
        f"Unit: cue of obligation (n = {oblige} in {number} documents; {done} more in statements of what was done, hollow). One "
        "scale in all panels. A cue is a word, not a duty in law; compare within a genre." + said
    )
    chinese = f"单位：规范提示词（n = {oblige}，文件 {number} 份；另 {done} 个见于已完成事项的陈述，空心）。各栏同一尺度。提示词不等于法律义务；仅宜在同一文种内比较。{chinese_said}"
    return note_words(english, chinese, shown_caveats(profile), credit=credit, language=language)


def _yao_words(duty: pd.DataFrame) -> tuple[str, str]:
    """How many of the duties are 要, in all and document by document."""
    held = duty[duty["cues"] > 0].sort_values("document", kind="stable")
    if not int(held["yao"].sum()):
        return "", ""
    parts = [
        f"{row.document} {row.yao}/{row.cues}" for row in held.itertuples()
    ]  # those without any 要 too: a 0 is an answer
    whole = f"{int(held['yao'].sum())}/{int(held['cues'].sum())}"
    english = f" Hatched: 要, which may urge or bind: {whole} of the duties ({', '.join(parts)}); the rest is 应当, 必须 and the like."
    return english, f"斜线部分为“要”：占“应当·必须·要”类 {whole}（各文件之数见数据表 yao 列）。"
