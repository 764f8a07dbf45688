"""Two documents side by side: themes by words, and where each lies among all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.drawing.demands import require_two_columns
from fazhi_research.drawing.style import (
    BODY,
    INK,
    MARKS,
    MILLIMETRE,
    POINT,
    RULE,
    SMALL,
    TWO_COLUMNS,
    figure_style,
    finish,
)
from fazhi_research.drawing.theme_words import short
from fazhi_research.drawing.words import TITLE, clip, note, note_height, say
from fazhi_research.errors import TableError
from fazhi_research.measuring.caveats import caveats
from fazhi_research.measuring.codebook_tables import theme_labels
from fazhi_research.measuring.comparisons import SIDES, comparison_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from fazhi_research.measuring.codebook_tables import Entries

LEFT, GAP, RIGHT, TOP, ROW = 48.0, 47.0, 8.0, 20.0, 5.8  # millimetres
CHINESE = {
    "themes_effective": "有效主题数", "obligations_per_thousand": "义务/千字", "lead_hhi": "牵头集中度",
    "lead_effective": "有效牵头数", "assignments_collective": "集合指代占比", "assignments_per_task": "每项任务单位数",
    "commitments_targets": "每项任务指标数", "commitments_deadlines": "每项任务时限数",
}  # fmt: skip
ENGLISH = {
    "themes_effective": "effective themes", "obligations_per_thousand": "obligations per 1,000", "lead_hhi": "concentration of leads",
    "lead_effective": "effective leads", "assignments_collective": "share of collectives", "assignments_per_task": "units per task",
    "commitments_targets": "targets per task", "commitments_deadlines": "deadlines per task",
}  # fmt: skip
STRENGTHS = {
    "prohibition": "禁止",
    "duty": "义务",
    "strict": "严格",
    "routine": "一般",
    "permissive": "许可、鼓励",
}


def plot_comparison(
    found: Mapping[str, pd.DataFrame],
    *,
    labels: Entries | None = None,
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes of a figure that sets two documents side by side 两地对照图.

    `found` comes from `comparison_tables` (or `compare(...).tables`). Left: hits of each theme per 1,000 Han characters, the two sides
    joined by a line. Right: the other measures, each from the least to the most that any document of the collection has, with
    these two printed; `labels` (the themes of a codebook) name the themes; measures that only one document has are left out. The points have the gids "theme:<side>:<theme>" and
    "measure:<side>:<column>". Raises TableError where there is nothing to draw, FazhiError for `columns` of 1.
    """
    require_two_columns(columns, "two panels with names")
    themes, profile = found["themes"], found["profile"]
    if not len(themes):
        raise TableError("no codings of themes in this comparison, so that there is nothing to draw.")
    kept = profile[(profile["documents"] > 1) & ~profile["group"].isin(["theme"])]
    kept = kept[kept["most"] > kept["least"]]
    words = _note(found, language)
    rows = max(len(themes), len(kept))
    with figure_style():
        low = note_height(words, TWO_COLUMNS - 8) + 13
        left, right = _pair(TOP + ROW * rows + low, low)
        _themes(left, themes, theme_labels(labels, scheme="themes"), language)
        _measures(right, kept, language)
        _legend(left, comparison_words(found), language)
        for axes in (left, right):
            axes.set_ylim(rows - 0.5, -0.5)
        note(left, words, down=11, left=LEFT - 4, across=TWO_COLUMNS - 8)
        finish(right)
        return finish(left)


def _pair(tall: float, low: float) -> tuple[Axes, Axes]:
    """Two panels on one sheet."""
    from matplotlib import pyplot as plt

    figure = plt.figure(figsize=(TWO_COLUMNS * MILLIMETRE, tall * MILLIMETRE))
    wide = (TWO_COLUMNS - LEFT - GAP - RIGHT) / 2
    high = (tall - TOP - low) / tall
    panels = [
        figure.add_axes((start / TWO_COLUMNS, low / tall, wide / TWO_COLUMNS, high))
        for start in (LEFT, LEFT + wide + GAP)
    ]
    return panels[0], panels[1]


def _points(ax: Axes, y: int, values: Any, gid: str) -> None:
    """The two points of a row with a line between them."""
    known = [value for value in values if value == value]
    if len(known) == 2:
        ax.plot(known, [y, y], color=RULE, linewidth=1.6, zorder=1)
    for side, value, (colour, shape) in zip(SIDES, values, MARKS, strict=False):
        if value == value:
            face = colour if side == "first" else "none"  # a mark behind it shows through
            ax.plot(
                [value], [y], shape, color=colour, markerfacecolor=face, markersize=5, markeredgewidth=1.2, zorder=3,
                gid=gid.format(side=side), clip_on=False,
            )  # fmt: skip


def _themes(ax: Axes, themes: pd.DataFrame, labels: Mapping[str, tuple[str, str]], language: str) -> None:
    """The left panel."""
    for y, row in enumerate(themes.to_dict("records")):
        values = [row["first_per_thousand"], row["second_per_thousand"]]
        _points(ax, y, values, f"theme:{{side}}:{row['theme']}")
    names = [theme_name(str(theme), labels, language) for theme in themes["theme"]]
    _plain(ax, names, size=SMALL)
    ax.set_xlim(left=0)
    ax.set_xlabel(say("hits per 1,000 Han characters", "每千汉字命中", language, joint="  "), fontsize=BODY)
    ax.xaxis.set_tick_params(labelsize=SMALL)


def _measures(ax: Axes, kept: pd.DataFrame, language: str) -> None:
    """The right panel."""
    for y, row in enumerate(kept.to_dict("records")):
        span = row["most"] - row["least"]
        ax.plot([0, 1], [y, y], color=RULE, linewidth=0.6, zorder=0)
        values = [(row[side] - row["least"]) / span for side in SIDES]
        _points(ax, y, values, f"measure:{{side}}:{row['column']}")
    names = [_name(str(column), language) for column in kept["column"]]
    _plain(ax, [clip(name, (GAP - 4) / (SMALL * POINT)) for name in names], size=SMALL)
    ax.set_xlim(-0.04, 1.04)
    ax.set_xticks(
        [0, 1], [say("least", "最小", language, joint=" "), say("most", "最大", language, joint=" ")]
    )
    ax.set_xlabel(say("among all documents", "在全部文件中的位置", language), fontsize=BODY)


def theme_name(theme: str, labels: Mapping[str, tuple[str, str]], language: str) -> str:
    """What a theme is called on a figure: its id and its short label, in two lines where both languages are asked for 主题显示名."""
    english, chinese = (short(words) for words in labels.get(theme, ("", "")))
    room = (LEFT - 6) / (SMALL * POINT)
    if language == "both" and chinese:
        return f"{clip(f'{theme}  {english}'.strip(), room)}\n{clip(chinese, room)}"
    return clip(f"{theme}  {english if language == 'en' else chinese}".strip(), room)


def _name(column: str, language: str) -> str:
    """What a measure is called."""
    group, rest = column.split("_", 1) if "_" in column else (column, "")
    known = {"instrument": f"工具 {rest}", "modality": STRENGTHS.get(rest, rest)}
    chinese = CHINESE.get(column, known.get(group, column))
    if group == "modality":
        column = rest
    return say(ENGLISH.get(column, column.replace("_", " ")), chinese, language)


def _plain(ax: Axes, names: list[str], *, size: float = BODY) -> None:
    """Names at the left, no frame but the lower line."""
    ax.set_yticks(range(len(names)), names, fontsize=size)
    ax.tick_params(axis="both", length=0, pad=5)
    for place in ("top", "right", "left"):
        ax.spines[place].set_visible(False)
    ax.grid(axis="x", color=RULE, linewidth=0.3)
    ax.set_axisbelow(True)


def _legend(ax: Axes, names: tuple[str, str], language: str) -> None:
    """The title, and which mark is which document."""
    title = say("Two documents side by side", "两份文件对照", language)
    place: dict[str, Any] = {
        "xycoords": "axes fraction",
        "textcoords": "offset points",
        "annotation_clip": False,
    }
    ax.annotate(title, (0, 1), (-(LEFT - 4) / POINT, 12 / POINT), fontsize=BODY + 2, gid=TITLE, **place)
    for number, (name, (colour, shape)) in enumerate(zip(names, MARKS, strict=False)):
        across = (-(LEFT - 5) + 50 * number) / POINT
        face = colour if number == 0 else "none"
        ax.annotate(name, (0, 1), (across + 3 / POINT, 6 / POINT), color=INK, va="center", **place)
        ax.plot(
            [across], [6 / POINT], shape, color=colour, markerfacecolor=face, markersize=5, clip_on=False,
            transform=_offset(ax),
        )  # fmt: skip


def _offset(ax: Axes) -> Any:
    """Points from the upper left corner of the axes."""
    from matplotlib.transforms import Affine2D, ScaledTranslation

    figure = ax.get_figure(root=True)
    corner = ax.get_position()
    if figure is None:
        return ax.transAxes
    wide, tall = figure.get_size_inches()
    scale = Affine2D().scale(1 / 72)
    return (
        scale
        + figure.dpi_scale_trans
        + ScaledTranslation(corner.x0 * wide, corner.y1 * tall, figure.dpi_scale_trans)
    )


def _note(found: Mapping[str, pd.DataFrame], language: str) -> str:
    """The note: unit, n, caveats."""
    about, profile = found["about"], found["profile"]
    told = caveats(about)
    n, of = len(about), int(profile["documents"].max())
    english = f"Unit: document (n = {n}, among {of}). Filled: {comparison_words(found)[0]}. "
    english += (
        "Measures that the texts do not give are not drawn, never zero. A comparison of words on paper. "
    )
    chinese = f"单位：文件（n = {n}，全部 {of}）。实心：{comparison_words(found)[0]}。原文未载者不绘，不作零。仅为文本之比较。"
    return say(
        english + " ".join(one.english for one in told),
        chinese + "".join(one.chinese for one in told),
        language,
        joint="\n",
    )
