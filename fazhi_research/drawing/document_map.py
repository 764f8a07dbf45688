"""Documents on a map, with the clouds in which they move when passages are drawn again."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from fazhi_research.drawing.demands import require_rows
from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
    MARKS,
    POINT,
    column_width,
    figure_style,
    finish,
    sheet,
)
from fazhi_research.drawing.words import TITLE, note, note_height, say, width, wrapped_title
from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.guards import CHINESE, require_genres

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

HIGH, SIDE, TOP = {1: 72.0, 2: 110.0}, 6.0, 20.0  # millimetres, the height for one column and two
LINE = 4.4  # of the key
KINDS = {1: 2, 2: 6}
"""Genres on a line of the key, for one column and two 图例每行文种数."""
LEAST = 10
"""Draws from which on an ellipse is drawn around half of them 椭圆所需抽样数."""
POOR = 0.2
"""Kruskal's stress from which a map is called poor 应力阈值."""


def plot_document_map(
    points: pd.DataFrame,
    documents: pd.DataFrame,
    ax: Axes | None = None,
    *,
    title: str = "",
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with documents as points, like ones near each other, in clouds of the draws 文件地图.

    `points` comes from `document_map`: draw 0 is the large mark with the document's name, every other draw a small one
    of the same shape and colour, which stand for the genre. Where clouds overlap, the map cannot tell two documents apart.
    `columns` is 1 or 2, the width of a new figure in columns of a page. Gids: "point:<document>", "cloud:<document>". Raises TableError for a document without genre or without a row in `documents`.
    """
    require_columns(points, ["document", "draw", "x", "y", "correlation", "stress"], "map")
    require_genres(documents)
    genre = dict(zip(documents["document"].astype(str), documents["genre"].astype(str), strict=True))
    main = points[points["draw"] == 0]
    require_rows(main, "the map", cure="make it with document_map, of three documents or more")
    if set(main["document"]) - set(genre):
        raise TableError(
            "the map has points of documents without a row in the documents table: give both of the same documents."
        )
    words, wide = _note(points, main, language), column_width(columns)
    kinds = sorted({genre[name] for name in main["document"]})
    with figure_style():
        if ax is None:
            low = note_height(words, wide - 8) + 5
            top = TOP + _key_height(kinds, columns) + wrapped_title(_heading(title, language), wide - 8)[1]
            ax = sheet(wide, HIGH[columns] + top + low, left=SIDE, right=SIDE, top=top, bottom=low)
        marks = {name: MARKS[kinds.index(genre[name]) % len(MARKS)] for name in main["document"]}
        _draw_points(ax, points, marks)
        _frame(ax)
        _names(ax, main)
        _legend(ax, kinds, wrapped_title(_heading(title, language), wide - 8)[0], columns, language)
        note(ax, words, down=4, left=SIDE - 4, across=wide - 8)
        return finish(ax)


def _draw_points(ax: Axes, points: pd.DataFrame, marks: dict[str, tuple[str, str]]) -> None:
    """Every document with its cloud."""
    for name, (colour, shape) in marks.items():
        own = points[points["document"] == name]
        cloud, here = own[own["draw"] > 0], own[own["draw"] == 0]
        small: dict[str, Any] = {"markersize": 1.3, "alpha": 0.3, "markeredgewidth": 0, "zorder": 1}
        ax.plot(cloud["x"], cloud["y"], shape, color=colour, gid=f"cloud:{name}", **small)
        _draw_half(ax, name, cloud, here, colour)
        ax.plot(
            here["x"],
            here["y"],
            shape,
            color=colour,
            markersize=6,
            markeredgecolor="white",
            gid=f"point:{name}",
            zorder=3,
        )


def _draw_half(ax: Axes, name: str, cloud: pd.DataFrame, here: pd.DataFrame, colour: str) -> None:
    """The ellipse that holds half of a document's draws, tied to its mark."""
    from matplotlib.patches import Polygon

    if len(cloud) < LEAST:
        return
    centre, outline = half_ellipse(cloud[["x", "y"]].to_numpy(dtype="float64"))
    look: dict[str, Any] = {
        "closed": True,
        "edgecolor": colour,
        "lw": 0.9,
        "gid": f"half:{name}",
        "zorder": 2,
    }
    ax.add_patch(Polygon(outline, facecolor="none", **look))
    tie = [float(here["x"].iloc[0]), centre[0]], [float(here["y"].iloc[0]), centre[1]]
    ax.plot(*tie, color=colour, lw=0.6, ls=(0, (1, 1.5)), zorder=2)


def half_ellipse(points: Any) -> tuple[Any, Any]:
    """The middle of a cloud and the outline of the ellipse, of the cloud's own shape, that holds half of it 半数椭圆.

    >>> import numpy as np
    >>> middle, outline = half_ellipse(np.array([[x, y] for x in (-2, -1, 1, 2) for y in (-2, -1, 1, 2)], dtype=float))
    >>> middle.tolist(), outline.shape
    ([0.0, 0.0], (73, 2))
    """
    import numpy as np

    centre = points.mean(axis=0)
    off = points - centre
    sizes, axes = np.linalg.eigh(off.T @ off / len(off))
    along = off @ axes / np.sqrt(np.maximum(sizes, 1e-12))
    reach = np.median(np.hypot(along[:, 0], along[:, 1]))
    turn = np.linspace(0, 2 * np.pi, 73)
    ring = np.column_stack([np.cos(turn), np.sin(turn)]) * np.sqrt(np.maximum(sizes, 0)) * reach
    return centre, centre + ring @ axes.T


def _frame(ax: Axes) -> None:
    """One scale both ways, no axes: only distances mean anything."""
    ax.set_aspect("equal", adjustable="datalim")
    ax.set_xticks([])
    ax.set_yticks([])
    ax.margins(0.04)
    for side in ax.spines.values():
        side.set_linewidth(0.4)


def _names(ax: Axes, main: pd.DataFrame) -> None:
    """Names beside the points, each where it crosses least of what stands there."""
    figure = ax.get_figure(root=True)
    if figure is None:
        return
    figure.canvas.draw()
    scale = figure.dpi / 72
    taken: list[tuple[float, float, float, float]] = []
    marks = ax.transData.transform(main[["x", "y"]].to_numpy(dtype="float64")) / scale
    taken += [(x - 4, y - 4, x + 4, y + 4) for x, y in marks]
    frame = ax.get_window_extent()
    for name, (x, y) in zip(main["document"], marks, strict=True):
        wide, high = width(str(name)) * BODY, BODY * 1.3
        spots = [
            (dx, dy)
            for reach in (6, 12, 18)
            for dx, dy in (
                (reach, -high / 2),
                (-reach - wide, -high / 2),
                (-wide / 2, reach),
                (-wide / 2, -reach - high),
            )
        ]
        costs = [
            _cost((x + dx, y + dy, x + dx + wide, y + dy + high), taken, frame, scale) for dx, dy in spots
        ]
        dx, dy = spots[costs.index(min(costs))]
        taken.append((x + dx, y + dy, x + dx + wide, y + dy + high))
        place = main.loc[main["document"] == name, ["x", "y"]].to_numpy()[0]
        ax.annotate(
            str(name), (float(place[0]), float(place[1])), (dx, dy + high / 2), textcoords="offset points", va="center", fontsize=BODY,
            color=INK, zorder=5, bbox={"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none", "alpha": 0.7},
        )  # fmt: skip


def _cost(box: tuple[float, ...], taken: list[Any], frame: Any, scale: float) -> float:
    """How much of a box is taken or outside the frame."""
    over: float = sum(
        max(0.0, min(box[2], b[2]) - max(box[0], b[0])) * max(0.0, min(box[3], b[3]) - max(box[1], b[1]))
        for b in taken
    )
    across = max(0.0, float(frame.x0) / scale - box[0]) + max(0.0, box[2] - float(frame.x1) / scale)
    down = max(0.0, float(frame.y0) / scale - box[1]) + max(0.0, box[3] - float(frame.y1) / scale)
    return over + 100.0 * (across + down)


def _heading(title: str, language: str) -> str:
    return say("Map of documents", "文件地图", language) + (f"  ·  {title}" if title else "")


def _key_height(kinds: list[str], columns: int) -> float:
    """How many millimetres the key takes beyond one line."""
    return LINE * (ceil(len(kinds) / KINDS[columns]) - 1)


def _legend(ax: Axes, kinds: list[str], heading: str, columns: int, language: str) -> None:
    """The title, and the genres with their marks."""
    from matplotlib.lines import Line2D

    ax.annotate(
        heading, (0, 1), (-(SIDE - 4) / POINT, (10.2 + _key_height(kinds, columns)) / POINT), xycoords="axes fraction", textcoords="offset points", fontsize=BODY + 2, gid=TITLE, va="bottom", linespacing=1.25,
        annotation_clip=False,
    )  # fmt: skip
    handles = [
        Line2D([], [], linestyle="", marker=shape, color=colour, label=say(kind.replace("_", " "), CHINESE.get(kind, kind), language, joint=" "))
        for kind, (colour, shape) in zip(kinds, MARKS * 2, strict=False)
    ]  # fmt: skip
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=min(len(handles), KINDS[columns]), frameon=False, handletextpad=0.1, fontsize=BODY,
        columnspacing=1.5, borderpad=0.1,
    )  # fmt: skip
    ax.xaxis.label.set_color(FAINT)


def _note(points: pd.DataFrame, main: pd.DataFrame, language: str) -> str:
    """The note: unit, n, how well the map fits, what it cannot show."""
    draws = int(points["draw"].max())
    stress, correlation = float(main["stress"].iloc[0]), float(main["correlation"].iloc[0])
    word = ("poor", "较差") if stress > POOR else ("fair", "尚可")
    english = (
        f"Unit: document (n = {len(main)}). Two dimensions by stress majorisation; stress {stress:.2f} ({word[0]}), correlation of the map's "
        f"distances with those measured {correlation:.2f}. Dots: the documents in each of {draws} draws of passages of equal length, fitted to the "
        "map; an ellipse holds half of a document's, tied to its mark. Only distances mean anything, not directions; where ellipses overlap, documents cannot be told apart. Genres are mixed."
    )
    chinese = (
        f"单位：文件（n = {len(main)}）。应力最小化二维图；应力 {stress:.2f}（{word[1]}），图上距离与所测距离相关 {correlation:.2f}。小点：{draws} 次等长抽样中的位置（已配准）；椭圆含该文件小点之半，虚线连其标记。"
        "仅距离有意义，方向无意义；椭圆相叠者无从区分。文种混合。"
    )
    return say(english, chinese, language, joint="\n")
