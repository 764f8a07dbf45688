"""Competing forms: which of several wordings a document prefers, document by document in order of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.drawing.demands import require_two_columns
from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
    MILLIMETRE,
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
)
from fazhi_research.drawing.words import note, note_height, say
from fazhi_research.measuring.caveats import caveats
from fazhi_research.measuring.periods import days

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

LEFT, MARGIN, TOP, ROW, KEY = 36.0, 4.0, 13.0, 4.6, 18.0  # millimetres
SHADES = (("#332288", "white", ""), ("#b9b3dc", INK, ""), ("#ffffff", INK, "////"), ("#777777", "white", ""))
"""Fill, number and hatch of the first, second … form of a set: told apart in grey."""
_ENGLISH = {
    "依法行政": "administration according to law",
    "法治政府": "law-based government",
    "行政规范性文件": "administrative normative document",
    "规范性文件": "normative document",
    "法制": "legal system",
    "法治": "rule of law",
    "法制(机构名称)": "the same in names of bodies",
}
"""What the shipped forms mean; those of a set of your own stand without it."""


def plot_competing_forms(
    forms: pd.DataFrame,
    ax: Axes | None = None,
    *,
    names: Mapping[str, str] | None = None,
    credit: str = "",
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with a panel per set of competing forms and a bar per document, divided by form 竞争用语图.

    `forms` comes from `competing_forms`. Each bar is the whole of a document's uses of the set, its parts in the order of
    the table of forms; numbers are hits, and a bar of few hits says little however long its parts are. Documents stand by the middle of
    what is known of their date of writing, undated ones last. FazhiError for `columns` of 1. Parts have the gid "form:<document>|<set>|<form>".
    """
    require_two_columns(columns, "a panel for each set of forms")
    require_shares(forms, ["document", "since", "set", "form", "hits", "of"], made="competing_forms")
    documents = ordered_documents(forms.assign(since=_middles(forms)), names)
    sets = list(dict.fromkeys(forms["set"].astype(str)))
    words = _note(forms, credit, language)
    with figure_style():
        if ax is None:
            low = note_height(words, TWO_COLUMNS - 2 * MARGIN) + KEY
            ax = sheet(
                TWO_COLUMNS, ROW * len(documents) + TOP + low, left=LEFT, right=MARGIN, top=TOP, bottom=low
            )
        ax.set_xlim(0, len(sets))
        ax.set_ylim(len(documents), 0)
        ax.set_axis_off()
        for at, name in enumerate(sets):
            _draw_panel(ax, forms[forms["set"] == name], at, list(documents))
        for down, name in enumerate(documents.values()):
            margin_words(ax, down + 0.5, (name, ""), room=LEFT - MARGIN)
        headline(
            ax,
            say("Competing forms, by date of writing", "竞争用语（按成文时间）", language),
            left=LEFT - MARGIN,
            up=6,
        )
        note(ax, words, down=KEY - 2, left=LEFT - MARGIN, across=TWO_COLUMNS - 2 * MARGIN)
        return finish(ax)


def _middles(forms: pd.DataFrame) -> list[str]:
    """The middle day of what is known of each date, as digits that sort; undated last."""
    ends = [forms[name].astype(str) for name in ("since", "until") if name in forms.columns]
    found = []
    for words in zip(*ends, strict=True):
        known = [span for span in map(days, words) if span]
        found.append(f"{known[0][0] + known[-1][1]:09d}" if known else "9" * 9)
    return found


def _draw_panel(ax: Axes, rows: pd.DataFrame, at: int, documents: list[str]) -> None:
    """Draw the bars of one set with its key underneath."""
    kinds = list(dict.fromkeys(rows["form"].astype(str)))
    begun = dict.fromkeys(documents, 0.0)
    columns = (
        rows["document"].astype(str),
        rows["set"].astype(str),
        rows["form"].astype(str),
        rows["hits"],
        rows["of"],
    )
    for document, name, form, hits, of in zip(*columns, strict=True):
        if of and hits:
            part = (at + begun[document], documents.index(document) + 0.5, hits / of * 0.93)
            _draw_part(
                ax, part, int(hits), SHADES[kinds.index(form) % len(SHADES)], f"form:{document}|{name}|{form}"
            )
            begun[document] += part[2]
    for document, of in dict(zip(rows["document"].astype(str), rows["of"], strict=True)).items():
        if not of:
            ax.text(at + 0.01, documents.index(document) + 0.5, "–", va="center", fontsize=BODY, color=FAINT)
    _draw_key(ax, kinds, at, len(documents))


def _draw_part(
    ax: Axes, part: tuple[float, float, float], hits: int, shade: tuple[str, str, str], gid: str
) -> None:
    """Draw one part of a bar, with its number where there is room."""
    (left, y, wide), (fill, ink, hatch) = part, shade
    ax.barh(y, wide, left=left, height=0.68, fc=fill, ec=FAINT, lw=0.4, hatch=hatch, gid=gid)
    if wide > 0.055:
        box = {"fc": "white", "ec": "none", "pad": 0.6} if hatch else None
        ax.text(left + wide / 2, y, str(hits), ha="center", va="center", fontsize=SMALL, color=ink, bbox=box)


def _draw_key(ax: Axes, kinds: list[str], at: int, down: int) -> None:
    """Tell under a panel which part is which form."""
    from matplotlib.legend import Legend
    from matplotlib.patches import Patch
    from matplotlib.transforms import ScaledTranslation

    handles = [
        Patch(fc=fill, ec=FAINT, hatch=hatch, lw=0.4, label=form)
        for form, (fill, _, hatch) in zip(kinds, SHADES, strict=False)
    ]
    shift = ScaledTranslation(0, -1.5 * MILLIMETRE, ax.figure.dpi_scale_trans)
    key = Legend(
        ax, handles, kinds[: len(handles)], loc="upper left", bbox_to_anchor=(at, down), bbox_transform=ax.transData + shift,
        frameon=False, borderpad=0, borderaxespad=0, fontsize=SMALL, handletextpad=0.5, labelspacing=0.35,
    )  # fmt: skip
    ax.add_artist(key)


def _note(forms: pd.DataFrame, credit: str, language: str) -> str:
    """The note: unit, n, rule of counting, what the forms mean in English."""
    number, hits = forms["document"].astype(str).nunique(), int(forms["hits"].sum())
    meant = "; ".join(f"{form}: {_ENGLISH[form]}" for form in forms["form"].unique() if form in _ENGLISH)
    english = (
        f"Unit: occurrence of a form (n = {hits} in {number} documents, numbers in the bars where there is room, all of them in the data of the figure), names of owners included. The longest form at a place counts; 依法治国 "
        "is no 法治, 行政规范性文件 no 规范性文件. Genres differ: a speech on 依法行政 says so whatever its year."
        f"{f' {meant}.' if meant else ''}"
    )
    chinese = f"单位：用语出现次数（n = {hits}，文件 {number} 份，条内为次数，过窄者见数据表），含责任单位名称。同一处取最长者；“依法治国”不计“法治”。文种不同：以依法行政为题的讲话自然多用该词，与年份无关。"
    return note_words(english, chinese, caveats(forms), credit=credit, language=language)
