"""Words that all figures of themes share: short labels, documents in order, the note with its caveats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fazhi_research.drawing.style import BODY, FAINT, INK, POINT, SMALL
from fazhi_research.drawing.words import TITLE, clip, say
from fazhi_research.errors import TableError
from fazhi_research.measuring.caveats import Caveat, caveats
from fazhi_research.measuring.codebook_tables import theme_labels
from fazhi_research.measuring.guards import ABOUT, comparison_caveats

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from fazhi_research.measuring.codebook_tables import Entries

_END = re.compile(r"[,:;(（、，：·]| and ")


def short(label: str) -> str:
    """A label up to its first comma, colon, bracket or "and" 简称.

    >>> short("Rule-making: government legislation"), short("政府职能、放管服与营商环境")
    ('Rule-making', '政府职能')
    """
    return _END.split(label, maxsplit=1)[0].strip()


def theme_words(
    themes: Sequence[str], labels: Entries | None, language: str, *, narrow: bool = False
) -> dict[str, tuple[str, str]]:
    """Each theme's words in two lines, the second empty unless both languages are asked for 主题标签.

    Where the margin is `narrow`, English stands on the second line, below the code and Chinese.
    """
    known = theme_labels(labels, scheme="themes")
    found = {}
    for theme in themes:
        english, chinese = (short(words) for words in known.get(theme, ("", "")))
        first = f"{theme} {chinese if language == 'zh' else english}".strip()
        found[theme] = (first, chinese if language == "both" else "")
        if narrow and language != "zh":
            found[theme] = (f"{theme} {chinese if language == 'both' else ''}".strip(), english)
    return found


def ordered_documents(shares: pd.DataFrame, names: Mapping[str, str] | None) -> dict[str, str]:
    """The documents by date and then by id, with what they are called 文件次序."""
    columns = [column for column in ("since", "document") if column in shares.columns]
    rows = shares[columns].astype(str).drop_duplicates("document").sort_values(columns, kind="stable")
    return {document: (names or {}).get(document, document) for document in rows["document"]}


def require_shares(shares: pd.DataFrame, columns: Sequence[str], *, made: str) -> None:
    """Raise TableError unless the table has the columns and at least one row."""
    missing = [column for column in columns if column not in shares.columns]
    if missing:
        raise TableError(f"the table has no column {', '.join(missing)}: make it with {made}.")
    if shares.empty:
        raise TableError(f"the table has no rows, so that there is nothing to draw: make it with {made}.")


def shown_caveats(frame: pd.DataFrame) -> list[Caveat]:
    """The caveats to print under a figure: those of the table, and those of setting its documents side by side 图下提示."""
    found = caveats(frame)
    if set(ABOUT) <= set(frame.columns):
        told = {one.code for one in found}
        about = frame[list(ABOUT)].drop_duplicates("document")
        found += [one for one in comparison_caveats(about) if one.code not in told]
    return found


def note_words(english: str, chinese: str, found: Sequence[Caveat], *, credit: str, language: str) -> str:
    """The note under a figure: what is drawn, then every caveat, then what it was made from 图注."""
    one = " ".join([english, *(c.english for c in found), credit]).strip()
    two = "".join([chinese, *(c.chinese for c in found)]) + (f" {credit}" if language == "zh" else "")
    return say(one, two.strip(), language, joint="\n")


def sizes(shares: pd.DataFrame, documents: Mapping[str, str]) -> tuple[str, str]:
    """How much each document's shares rest on, in words: "a 42 (5 without a theme), b 44" 各文件基数."""
    rows = shares.astype({"document": str})
    of = rows.drop_duplicates("document").set_index("document")["of"].to_dict()
    parts, chinese = [], []
    for document in documents:
        number, lost = int(of[document]), 0
        if "fractional" in rows.columns:
            lost = round(number - float(rows.loc[rows["document"] == document, "fractional"].sum()))
        parts.append(f"{document} {number}" + (f" ({lost} without a theme)" if lost else ""))
        chinese.append(f"{document} {number}" + (f"（{lost} 项无主题）" if lost else ""))
    return ", ".join(parts), "、".join(chinese)


def unit(shares: pd.DataFrame) -> tuple[str, str]:
    """What a share is a share of, in both languages 单位."""
    if "tasks" in shares.columns:
        return "tasks, by the headings that hold them", "任务条目（按所属标题）"
    return "hits of the codebook's terms", "主题词命中"


def margin_words(ax: Any, y: float, words: tuple[str, str], *, room: float, gid: str = "") -> None:
    """One or two lines of words, right-aligned beside the left end of a row, in `room` millimetres 左侧标签."""
    lines = [(words[0], BODY, INK), (words[1], SMALL, FAINT)] if words[1] else [(words[0], BODY, INK)]
    for number, (line, size, colour) in enumerate(lines):
        up = (0.5 - number) * 2.7 if len(lines) == 2 else 0.0
        ax.annotate(
            clip(line, room / (size * POINT)), (0, y), (-2 / POINT, up / POINT), xycoords=ax.get_yaxis_transform(), textcoords="offset points",
            ha="right", va="center", fontsize=size, color=colour, annotation_clip=False, gid=gid or None,
        )  # fmt: skip


def headline(ax: Any, words: str, *, left: float, up: float) -> None:
    """The figure's title, `left` and `up` millimetres from the upper left corner of the axes 图题."""
    ax.annotate(
        words, (0, 1), (-left / POINT, up / POINT), xycoords="axes fraction", textcoords="offset points",
        fontsize=BODY + 2, gid=TITLE, linespacing=1.25, annotation_clip=False,
    )  # fmt: skip
