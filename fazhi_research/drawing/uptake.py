"""What became of each item of a template in each plan: a row per item, a column per plan."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from fazhi_research.drawing.demands import require_rows, require_two_columns
from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
    MILLIMETRE,
    PAGE,
    POINT,
    RULE,
    SMALL,
    TWO_COLUMNS,
    figure_style,
    finish,
    sheet,
    squeeze,
)
from fazhi_research.drawing.words import TITLE, clip, note, note_height, say, wrap
from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW, LEFT, MARGIN, HEAD = 4.6, 66.0, 4.0, 20.0  # millimetres
CELL = 28.0  # as wide as a cell needs to be: what it does not take is left for the items' words
MOST_PLANS = 12
TWO_LINES = 1.5  # rows that an item's words in two lines take
#: English, Chinese, ground, ink, hatch: the grounds run from dark to white in the order in which words are kept
LOOKS = {
    "taken_over": ("taken over", "照录", "#332288", "white", ""),
    "adapted": ("adapted", "改写", "#8f87c4", "black", ""),
    "split": ("split", "拆分", "#c9c4e6", "black", "////"),
    "merged": ("merged", "合并", "#e9e7f5", "black", "...."),
    "dropped": ("not found", "未见", "white", "#9a9a9a", ""),
}


def plot_uptake_matrix(
    matrix: pd.DataFrame, ax: Axes | None = None, *, title: str = "", columns: int = 2, language: str = "both"
) -> Axes:
    """Axes with a row per item of the template, a column per plan, what became of it in the cell 承接矩阵图.

    `matrix` comes from `uptake_matrix`, corrected or not, and holds one template. In a cell stand the items of the plan and the score; the ground tells the status (see the key);
    * marks a correction by hand. An item is called by its heading, or by its opening words, on two lines where they are long. The last row counts what a plan added. `title` is what the template is called, its id if empty. TableError for
    a matrix of several templates, of no rows, or of more than twelve plans; FazhiError for `columns` of 1. Cells have the gid
    "cell:<item>|<plan>", their words "words:<item>|<plan>".
    """
    require_two_columns(columns, "a row of words and a cell for each plan")
    require_columns(
        matrix, "template item label heading plan uptake plan_labels score basis".split(), "uptake"
    )
    items, plans = _checked(matrix)
    words, left = _note_words(matrix, plans, language), _left_room(plans)
    named = _row_words(matrix, items, plans)
    heights = [TWO_LINES if "\n" in name else 1.0 for name in named]
    places = dict(zip(items, accumulate(heights, initial=0.0), strict=False))
    with figure_style():
        if ax is None:
            low = note_height(words, TWO_COLUMNS - 2 * MARGIN) + ROW + 8
            rows = ROW * sum(heights)
            rows *= squeeze(rows, PAGE - HEAD - low, least=0.7)
            ax = sheet(TWO_COLUMNS, HEAD + rows + low, left=left, right=MARGIN, top=HEAD, bottom=low)
        ax.set_xlim(0, len(plans))
        ax.set_ylim(sum(heights), 0)
        ax.set_axis_off()
        _draw_cells(
            ax, matrix, plans, {item: (places[item], high) for item, high in zip(items, heights, strict=True)}
        )
        _draw_sums(ax, matrix, plans, sum(heights), language)
        for name, item, high in zip(named, items, heights, strict=True):
            _left(ax, places[item] + high / 2 + 0.02, name, INK, left)
        _draw_key(ax, matrix, language)
        template = title or str(matrix["template"].iloc[0])
        asked = say("Uptake of items", "条目承接", language)
        ax.annotate(
            f"{asked}  ·  {template}", (0, 1), (-(left - MARGIN) / POINT, 13 / POINT), xycoords="axes fraction",
            textcoords="offset points", fontsize=BODY + 2, gid=TITLE, annotation_clip=False,
        )  # fmt: skip
        note(ax, words, down=ROW + 4, left=left - MARGIN, across=TWO_COLUMNS - 2 * MARGIN)
        return finish(ax)


def _left_room(plans: list[str]) -> float:
    """How many millimetres the items' words have, margin included."""
    return max(LEFT, TWO_COLUMNS - MARGIN - CELL * len(plans))


def _checked(matrix: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The items of the template in order and the plans; TableError if they cannot be drawn."""
    require_rows(matrix, "the matrix", cure="make it with uptake_matrix, of a template that has items")
    templates = sorted(set(map(str, matrix["template"])))
    if len(templates) != 1:
        raise TableError(
            f"the matrix is of {len(templates)} templates ({', '.join(templates[:5])}): one is drawn."
        )
    own = matrix[matrix["uptake"] != "added"]
    items, plans = list(dict.fromkeys(own["item"])), list(dict.fromkeys(matrix["plan"]))
    if len(plans) > MOST_PLANS:
        raise TableError(f"{len(plans)} plans do not fit on a page: choose {MOST_PLANS} or fewer, in plans=.")
    return items, plans


def _draw_cells(
    ax: Axes, matrix: pd.DataFrame, plans: list[str], places: dict[str, tuple[float, float]]
) -> None:
    """Draw the ground of each cell and write what stands for it in the plan."""
    from matplotlib.patches import Rectangle

    room = (TWO_COLUMNS - _left_room(plans) - MARGIN) / len(plans) / (SMALL * POINT) - 1
    for row in matrix[matrix["uptake"] != "added"].to_dict("records"):
        across, (down, high) = plans.index(row["plan"]), places[row["item"]]
        _, _, ground, ink, hatch = LOOKS[row["uptake"]]
        name = f"{row['item']}|{row['plan']}"
        ax.add_patch(
            Rectangle(
                (across + 0.01, down + 0.06), 0.98, high - 0.12, facecolor=ground, edgecolor=RULE, lw=0.4, hatch=hatch,
                gid=f"cell:{name}", hatch_linewidth=0.4,
            )
        )  # fmt: skip
        labels = " ".join(part for part in str(row["plan_labels"]).split(";") if part)
        hand = "*" if row["basis"] == "hand" else ""
        said = (
            f"{clip(labels or '·', room - 4)} {float(row['score']):.2f}"
            if row["uptake"] != "dropped"
            else "–"
        )
        box = {"facecolor": ground, "edgecolor": "none", "pad": 0.4} if hatch else None
        ax.text(
            across + 0.5, down + high / 2 + 0.02, said.strip() + hand, ha="center", va="center", fontsize=SMALL, color=ink,
            bbox=box, gid=f"words:{name}",
        )  # fmt: skip


def _draw_sums(ax: Axes, matrix: pd.DataFrame, plans: list[str], bottom: float, language: str) -> None:
    """Name the plans on top; count underneath what each added."""
    left = _left_room(plans)
    room = (TWO_COLUMNS - left - MARGIN) / len(plans) / (BODY * POINT) - 0.6
    for across, plan in enumerate(plans):
        rows = matrix[(matrix["plan"] == plan) & (matrix["uptake"] == "added")]
        ax.text(across + 0.5, -0.25, clip(plan, room), ha="center", va="bottom")
        ax.text(across + 0.5, bottom + 0.55, f"+{len(rows)}", ha="center", va="center", gid=f"added:{plan}")
    _left(ax, bottom + 0.55, say("Items of the plan alone", "仅本地有的条目", language), FAINT, left)


def _row_words(matrix: pd.DataFrame, items: list[str], plans: list[str]) -> list[str]:
    """What the items of the template are called: on one line or two, the second cut if need be."""
    rows = matrix[(matrix["plan"] == plans[0]) & (matrix["uptake"] != "added")].to_dict("records")
    first, ems = {row["item"]: row for row in rows}, (_left_room(plans) - MARGIN - 3) / (SMALL * POINT)
    found = []
    for item in items:
        label, heading, own = (str(first[item][name]) for name in ("label", "heading", "item_words"))
        words = f"{label} {heading or _without(own, label)}".strip() or item
        line, *rest = wrap(words, ems).split("\n")
        found.append("\n".join([line, *([clip("".join(rest), ems)] if rest else [])]))
    return found


def _without(words: str, label: str) -> str:
    """An item's words less its label, on one line."""
    return " ".join(words.strip().removeprefix(label).split())


def _left(ax: Axes, y: float, words: str, colour: str, left: float) -> None:
    """Words in the left margin."""
    ax.annotate(
        words, (0, y), (-(left - MARGIN) / POINT, 0), xycoords=ax.get_yaxis_transform(), fontsize=SMALL,
        textcoords="offset points", ha="left", va="center", color=colour, annotation_clip=False, linespacing=1.1,
    )  # fmt: skip


def _draw_key(ax: Axes, matrix: pd.DataFrame, language: str) -> None:
    """Tell what the grounds mean, with how many cells each has."""
    from matplotlib.patches import Patch
    from matplotlib.transforms import ScaledTranslation

    counts = matrix["uptake"].value_counts()
    handles = [
        Patch(
            facecolor=ground, edgecolor=FAINT, lw=0.4, hatch=hatch, hatch_linewidth=0.4,
            label=f"{say(english, chinese, language, joint=' ')} {int(counts.get(status, 0))}",
        )
        for status, (english, chinese, ground, _, hatch) in LOOKS.items()
    ]  # fmt: skip
    left = _left_room(list(dict.fromkeys(matrix["plan"])))
    up = ScaledTranslation((MARGIN - left) * MILLIMETRE, 7 * MILLIMETRE, ax.figure.dpi_scale_trans)
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0, 1), bbox_transform=ax.transAxes + up, ncols=5,
        frameon=False, fontsize=SMALL, borderaxespad=0, borderpad=0, handlelength=1.6, columnspacing=1.4,
    )  # fmt: skip


def _note_words(matrix: pd.DataFrame, plans: list[str], language: str) -> str:
    """The note: unit, n, what is left out, what the picture cannot show."""
    cells = int((matrix["uptake"] != "added").sum())
    hand = int((matrix["basis"] == "hand").sum())
    english = (
        f"Unit: item of the template in a plan (n = {cells} cells, {len(plans)} plans). In a cell: the items of the plan by their printed "
        "marks, and the score, the share of the wording of one that stands in the other, rare words weighing more. "
        f"A fifth of an item verbatim is enough, whatever the score. An item without a heading is called by its opening words. * corrected by hand ({hand}). “Not found” is said of wording: the same matter in other words is not seen. Like wording does "
        "not show that the template was the source: both may follow the same superior text, as is normal in this genre."
    )
    chinese = (
        f"单位：模板条目与各地文件（{cells} 格，{len(plans)} 份）。格内为该地条目序号与得分，即一方用字见于另一方的加权占比，少见字词权重较大。"
        f"条目有五分之一照录者亦计入，不论得分。无标题的条目以起首文字代称。* 为人工更正（{hand} 处）。“未见”仅就文字而言，换一种说法的同一事项不能识别。"
        "文字相近并不表明模板即其来源：二者可能同出上级文件，此为该类文书之常态。"
    )
    return say(english, chinese, language, joint="\n")
