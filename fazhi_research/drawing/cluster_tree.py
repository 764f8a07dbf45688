"""The tree of documents with the stability of its nodes, beside the profiles it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.drawing.demands import require_rows, require_two_columns
from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
    MILLIMETRE,
    POINT,
    RULE,
    SMALL,
    TWO_COLUMNS,
    figure_style,
    finish,
)
from fazhi_research.drawing.words import TITLE, name_and, note, note_height, say
from fazhi_research.errors import TableError
from fazhi_research.measuring.distances import standardise
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.guards import CHINESE

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

TREE, NAMES, EDGE, TOP, ROW, MOST = 54.0, 37.0, 4.0, 28.0, 6.0, 60  # millimetres; documents
SHOWN = 2.0
"""Standard deviations from the mean at which the shades end 色阶范围."""


def plot_cluster_tree(
    nodes: pd.DataFrame, profiles: pd.DataFrame, *, title: str = "", columns: int = 2, language: str = "both"
) -> Axes:
    """Axes with the tree of documents, its nodes' stability, and the standardised profiles beside it 树状图与画像.

    `nodes` comes from `node_stability`, `profiles` from `document_profiles` (measures that are missing or constant
    in all documents are not drawn). Every node but the last carries two numbers, the mean Jaccard index in hundredths over
    bootstrap samples and over length-matched draws: a branch that holds (both are 75 or more, and half-way from what chance gives) is drawn heavy. The
    heat map shades each measure from two standard deviations below its mean (light) to two above (dark); a cross is missing.
    Gids: "node:<node>", "cell:<document>|<column>". Raises TableError for other documents than those of the tree, or more
    than 60; FazhiError for `columns` of 1.
    """
    require_two_columns(columns, "a tree beside a column for each measure")
    require_columns(
        nodes,
        ["node", "left", "right", "height", "of", "documents", "bootstrap", "matched", "holds"],
        "nodes",
    )
    require_columns(profiles, ["document", "genre", "since"], "profiles")
    require_rows(nodes, "the table of nodes", cure="a tree needs two documents or more")
    names = sorted(str(nodes["documents"].iloc[-1]).split(";"))
    lost = sorted(set(names) ^ set(profiles["document"].astype(str)))
    if not names or len(names) > MOST or lost:
        raise TableError(
            f"a tree is drawn of 2 to {MOST} documents and their profiles; here are {len(names)}, and without their "
            f"counterpart: {', '.join(lost[:5]) or 'none'}. Give the profiles of the documents of the tree."
        )
    scaled = standardise(profiles).set_index("document")
    scaled = scaled[[name for name in scaled.columns if scaled[name].max() > scaled[name].min()]]
    listed = _listed(nodes, profiles)
    words = _note(nodes, len(names), scaled, language)
    with figure_style():
        low = note_height(words, TWO_COLUMNS - 8) + 7
        tree, heat = _panels(TOP + ROW * len(names) + low, low)
        _draw_tree(tree, nodes, listed, len(names))
        _draw_names(tree, listed, profiles, language)
        _draw_cells(heat, scaled.loc[listed])
        heading = say("Documents by likeness", "文件相似树", language) + (f"  ·  {title}" if title else "")
        tree.annotate(
            heading, (0, 1), (0, (TOP - 7) / POINT), xycoords="axes fraction", textcoords="offset points",
            fontsize=BODY + 2, gid=TITLE, annotation_clip=False,
        )  # fmt: skip
        note(tree, words, down=6, left=0, across=TWO_COLUMNS - 8)
        finish(heat)
        return finish(tree)


def _panels(tall: float, low: float) -> tuple[Axes, Axes]:
    """The tree at the left, the heat map at the right, rows level."""
    from matplotlib import pyplot as plt

    figure = plt.figure(figsize=(TWO_COLUMNS * MILLIMETRE, tall * MILLIMETRE))
    high, start = (tall - TOP - low) / tall, EDGE + TREE + NAMES
    tree = figure.add_axes((EDGE / TWO_COLUMNS, low / tall, TREE / TWO_COLUMNS, high))
    heat = figure.add_axes(
        (start / TWO_COLUMNS, low / tall, (TWO_COLUMNS - EDGE - start) / TWO_COLUMNS, high)
    )
    return tree, heat


def _listed(nodes: pd.DataFrame, profiles: pd.DataFrame) -> list[str]:
    """The documents from the top of the figure down, as the tree orders them."""
    order = sorted(profiles["document"].astype(str))
    n = len(order)
    below = dict(
        zip(
            nodes["node"].astype(int),
            zip(nodes["left"].astype(int), nodes["right"].astype(int), strict=True),
            strict=True,
        )
    )

    def leaves(node: int) -> list[str]:
        return [order[node]] if node < n else [*leaves(below[node][0]), *leaves(below[node][1])]

    return leaves(int(nodes["node"].iloc[-1]))


def _draw_tree(ax: Axes, nodes: pd.DataFrame, listed: list[str], n: int) -> None:
    """Brackets from each node to its two branches, height to the left."""
    place: dict[int, tuple[float, float]] = {
        number: (0.0, float(listed.index(name))) for number, name in enumerate(sorted(listed))
    }
    top = float(nodes["height"].max()) or 1.0
    for row in nodes.to_dict("records"):
        (x1, y1), (x2, y2) = place[int(row["left"])], place[int(row["right"])]
        x, node = float(row["height"]), int(row["node"])
        firm = bool(row["holds"])
        ax.plot(
            [x1, x, x, x2], [y1, y1, y2, y2], color=INK if firm else FAINT, linewidth=1.8 if firm else 0.8,
            solid_joinstyle="miter", gid=f"node:{node}", clip_on=False,
        )  # fmt: skip
        place[node] = (x, (y1 + y2) / 2)
        if row["of"] < n:
            words = " ".join(
                f"{100 * row[key]:.0f}" for key in ("bootstrap", "matched") if row[key] == row[key]
            )
            ax.annotate(
                words, place[node], (-2, 0), textcoords="offset points", ha="right", va="center", fontsize=SMALL,
                color=INK, bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"}, zorder=4,
                annotation_clip=False,
            )  # fmt: skip
    ax.set_xlim(top * 1.06, 0)
    ax.set_xticks([tick for tick in ax.get_xticks() if 0 <= tick <= top])
    ax.set_ylim(len(listed) - 0.5, -0.5)
    ax.set_yticks([])
    ax.tick_params(axis="x", labelsize=SMALL, length=2, pad=1)
    for side in ("top", "left", "right"):
        ax.spines[side].set_visible(False)


def _draw_names(ax: Axes, listed: list[str], profiles: pd.DataFrame, language: str) -> None:
    """Each document with its genre, at the tips."""
    genres = dict(zip(profiles["document"].astype(str), profiles["genre"].astype(str), strict=True))
    for y, name in enumerate(listed):
        genre = genres[name]
        said = genre.replace("_", " ") if language == "en" else CHINESE.get(genre, genre)
        words = name_and(name, said, (NAMES - 5) / (BODY * POINT))
        ax.annotate(
            words,
            (0, y),
            (2 / POINT, 0),
            textcoords="offset points",
            va="center",
            fontsize=BODY,
            linespacing=1.0 if "\n" in words else None,
            annotation_clip=False,
        )


def _draw_cells(ax: Axes, scaled: pd.DataFrame) -> None:
    """The heat map, columns named on top."""
    import numpy as np
    from matplotlib.colors import LinearSegmentedColormap

    shades = LinearSegmentedColormap.from_list("profile", ["#f4f2f8", "#8f84bd", "#241a5c"]).with_extremes(
        bad="white"
    )
    values = scaled.to_numpy(dtype="float64")
    ax.pcolormesh(
        np.ma.masked_invalid(values), cmap=shades, vmin=-SHOWN, vmax=SHOWN, edgecolors="white", linewidth=0.8
    )
    for y, name in enumerate(scaled.index):
        for x, column in enumerate(scaled.columns):
            gid = f"cell:{name}|{column}"
            known = values[y, x] == values[y, x]
            ax.plot(
                [x + 0.5],
                [y + 0.5],
                "" if known else "x",
                color=FAINT,
                markersize=3,
                markeredgewidth=0.6,
                gid=gid,
            )
    ax.set_ylim(len(scaled), 0)
    ax.set_yticks([])
    ax.set_xticks(
        np.arange(len(scaled.columns)) + 0.5,
        [_short(str(name)) for name in scaled.columns],
        rotation=90,
        fontsize=BODY,
    )
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", length=0, pad=2)
    groups = [str(name).split("_")[0] for name in scaled.columns]
    for x in range(1, len(groups)):
        if groups[x] != groups[x - 1]:
            ax.axvline(x, color=RULE, linewidth=1.0)
    for side in ax.spines.values():
        side.set_visible(False)


def _short(column: str) -> str:
    """A name of a measure that fits over its column."""
    group, rest = column.split("_", 1) if "_" in column else ("", column)
    known = {"instrument": "instr. ", "commitments": "", "theme": "", "modality": "", "themes": "themes, "}
    words = known.get(group, f"{group} ") + rest
    return {"themes, effective": "breadth", "assignments per_task": "units / task", "targets": "targets / task", "obligations per_thousand": "oblig. / 1,000",
            "deadlines": "deadlines / task", "assignments collective": "collective"}.get(words, words.replace("_", " "))  # fmt: skip


def _note(nodes: pd.DataFrame, n: int, scaled: pd.DataFrame, language: str) -> str:
    """The note: unit, n, what the numbers are, what the picture cannot show."""
    firm = int(nodes["holds"].sum())
    missing = int(scaled.isna().sum().sum())
    english = (
        f"Unit: document (n = {n}). Numbers at a node: mean Jaccard index in hundredths, over bootstrap samples of documents, then over "
        f"length-matched draws of passages; {firm} of {len(nodes) - 1} inner nodes hold: 75 in both, and half-way from chance to 100 (heavy). Shades: standard "
        f"deviations from the mean of these documents, {-SHOWN:g} (light) to {SHOWN:g} (dark); a cross: missing ({missing} cells); of whole documents. Every "
        "tree has branches, of any documents: those that do not hold are no groups. Genres are mixed and few documents are alike in anything else."
    )
    chinese = (
        f"单位：文件（n = {n}）。节点数字：雅卡尔指数均值（百分数），依次为文件自助抽样、等长抽样；{len(nodes) - 1} 个内部节点中 {firm} 个稳定：两项均达 75，且超出随机水平一半以上（粗线）。"
        f"色深：距均值的标准差，{-SHOWN:g}（浅）至 {SHOWN:g}（深）；叉号：缺失（{missing} 格）；按全文计。任何文件都能画出树枝，不稳定者不成组。文种混合，其余条件亦少相同。"
    )
    return say(english, chinese, language, joint="\n")
