"""Who leads before and after a reform: two stacks of bodies and the tasks that pass from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from fazhi_research.drawing.agency_graph import spread
from fazhi_research.drawing.demands import require_rows
from fazhi_research.drawing.style import (
    BODY,
    FAINT,
    INK,
    POINT,
    SMALL,
    column_width,
    figure_style,
    finish,
    sheet,
)
from fazhi_research.drawing.words import (
    TITLE,
    balance,
    clip,
    note,
    note_height,
    say,
    width,
    wrap,
    wrapped_title,
)
from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    import pandas as pd
    from matplotlib.axes import Axes

LINE, GAP, TOP, MARGIN = 1.6, 2.7, 29.0, 4.0  # millimetres: a task, between two bodies
LEFT, RIGHT, THICK = {1: 29.0, 2: 52.0}, {1: 46.0, 2: 104.0}, 2.2  # for one column and two
NEEDED = (
    "document", "before", "before_named", "after", "after_named", "mapped", "tasks", "of", "tasks_after", "heirs",
)  # fmt: skip
KINDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "moved": ("another body has the function", "职能转由其他机构承担", {"fc": "#4a3fa0", "ec": "none", "alpha": 0.9}),
    "same": ("the same body", "机构不变", {"fc": "#d4d4d4", "ec": "none"}),
    "ambiguous": ("nobody can tell, left where it was", "去向不明，保留原机构", {"fc": "white", "ec": "#222222", "hatch": "xxxx"}),
    "unknown": ("not in the register", "名录未载", {"fc": "white", "ec": "#6b6b6b", "hatch": "...."}),
}  # fmt: skip
"""What can become of a body, and how its ribbon looks 去向图例."""


TWO_LINES = 2 * BODY * POINT * 1.3  # millimetres that a name on two lines takes


@dataclass(frozen=True)
class Stack:
    """A body on one side: its middle and height, in millimetres."""

    body: str
    y: float
    height: float
    tasks: int
    label: str


@dataclass(frozen=True)
class Ribbon:
    """The tasks of one body on their way: the upper end on each side, and how thick."""

    before: str
    after: str
    kind: str
    start: float
    stop: float
    height: float


class Head(NamedTuple):
    """What stands over the picture: question, document, the key (kind, words, x, y from the top), and how high it all is."""

    asked: str
    title: str
    keys: list[tuple[str, str, float, float]]
    tall: float


def plot_lead_changes(
    changes: pd.DataFrame,
    ax: Axes | None = None,
    *,
    on: str = "2018",
    title: str = "",
    columns: int = 2,
    language: str = "both",
) -> Axes:
    """Axes with the bodies that lead as printed, those of a later map, and the tasks between them 改革前后牵头单位流向图.

    `changes` comes from `lead_changes` and holds one document (TableError otherwise); `on` names the year of its map in the title.
    Heights are lead ties: a task with two leads counts for each, and once if both merged, which is why a stack on the right may be a little higher than
    the count behind its name. A dark ribbon joins a body with another one that has its function, a pale one a body with
    itself; what cannot be decided stays where it was, cross-hatched. `columns` is 1 or 2, the width of a new figure in columns of a page. Ribbons have the gid "<kind>:<before>><after>".
    """
    require_columns(changes, list(NEEDED), "lead changes")
    require_rows(changes, "the table of changes", cure="choose a document that names leads (牵头)")
    documents = sorted(map(str, changes["document"].unique()))
    if len(documents) != 1:
        raise TableError(
            f"the changes are of {len(documents)} documents ({', '.join(documents[:5])}): the picture shows one. Keep the rows of one document."
        )
    left, right, ribbons = flow_places(changes, language=language)
    words, across = _note_words(changes, on, language), column_width(columns) - 2 * MARGIN
    bottom = max(stack.y + stack.height / 2 for stack in (*left, *right)) + 3
    head = _head({ribbon.kind for ribbon in ribbons}, on, title or documents[0], across, language)
    with figure_style():
        if ax is None:
            low = note_height(words, across) + 5
            ax = sheet(
                across + 2 * MARGIN,
                bottom + head.tall + low,
                left=MARGIN,
                right=MARGIN,
                top=head.tall,
                bottom=low,
            )
        ax.set_xlim(0, across)
        ax.set_ylim(bottom, 0)
        ax.set_axis_off()
        _draw_ribbons(ax, ribbons, columns)
        _draw_stacks(ax, left, right, columns)
        _draw_head(ax, head)
        _draw_sides(ax, on, columns, language)
        note(ax, words, down=2, across=across)
        return finish(ax)


def flow_places(
    changes: pd.DataFrame, *, language: str = "both"
) -> tuple[list[Stack], list[Stack], list[Ribbon]]:
    """The stacks on both sides and the ribbons between them 流向图布局."""
    rows: list[dict[str, Any]] = changes.to_dict("records")  # type: ignore[assignment]
    heirs = list(dict.fromkeys(row["after"] for row in rows))
    rows = [row for heir in heirs for row in rows if row["after"] == heir]
    heights = {row["before"]: row["tasks"] * LINE for row in rows}
    sums = {heir: sum(heights[row["before"]] for row in rows if row["after"] == heir) for heir in heirs}
    tall = sum(sums.values())
    middles = _stacked(list(heights.values()), tall + GAP * len(heights))
    left = [
        Stack(
            row["before"],
            y,
            heights[row["before"]],
            row["tasks"],
            str(row["before_named"]).replace(";", "、"),
        )
        for row, y in zip(rows, middles, strict=True)
    ]
    wishes = [_middle(left, [row["before"] for row in rows if row["after"] == heir]) for heir in heirs]
    places = spread(wishes, [sums[heir] for heir in heirs], GAP)
    first = {heir: next(row for row in rows if row["after"] == heir) for heir in heirs}
    right = [
        Stack(heir, y, sums[heir], first[heir]["tasks_after"], _called(first[heir], language))
        for heir, y in zip(heirs, places, strict=True)
    ]
    return left, right, _ribbons(rows, left, right)


def _stacked(heights: list[float], room: float) -> list[float]:
    """Middles of blocks one under the other with even gaps."""
    gap = (room - sum(heights)) / max(len(heights), 1)
    places, y = [], gap / 2
    for height in heights:
        places.append(y + height / 2)
        y += height + gap
    return places


def _middle(stacks: list[Stack], bodies: list[str]) -> float:
    held = [stack for stack in stacks if stack.body in bodies]
    return (held[0].y - held[0].height / 2 + held[-1].y + held[-1].height / 2) / 2


def _called(row: dict[str, Any], language: str) -> str:
    english = str(row.get("after_english") or "")
    return english if language == "en" and english else str(row["after_named"]).replace(";", "、")


def _ribbons(rows: list[dict[str, Any]], left: list[Stack], right: list[Stack]) -> list[Ribbon]:
    tops = {stack.body: stack.y - stack.height / 2 for stack in right}
    found = []
    for row, stack in zip(rows, left, strict=True):
        kind = "moved" if row["mapped"] in ("moved", "function") else str(row["mapped"])
        start = stack.y - stack.height / 2
        found.append(Ribbon(row["before"], row["after"], kind, start, tops[row["after"]], stack.height))
        tops[row["after"]] += stack.height
    return found


def _draw_ribbons(ax: Axes, ribbons: list[Ribbon], columns: int) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    one, two = LEFT[columns] + THICK, RIGHT[columns]
    middle = (one + two) / 2
    for ribbon in ribbons:
        start, stop, high = ribbon.start, ribbon.stop, ribbon.height
        points = [
            (one, start), (middle, start), (middle, stop), (two, stop), (two, stop + high), (middle, stop + high),
            (middle, start + high), (one, start + high), (one, start),
        ]  # fmt: skip
        curve = [Path.CURVE4] * 3
        path = Path(points, [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY])
        style = {"lw": 0.5} | KINDS[ribbon.kind][2]
        ax.add_patch(PathPatch(path, gid=f"{ribbon.kind}:{ribbon.before}>{ribbon.after}", **style))


def _draw_stacks(ax: Axes, left: list[Stack], right: list[Stack], columns: int) -> None:
    """Draw both stacks with names and counts."""
    from matplotlib.patches import Rectangle

    one, two = LEFT[columns], RIGHT[columns]
    ems = (column_width(columns) - 2 * MARGIN - two - THICK - 8) / (BODY * POINT)
    for stacks, x, side in ((left, one, "right"), (right, two, "left")):
        for stack in stacks:
            top = stack.y - stack.height / 2
            ax.add_patch(Rectangle((x, top), THICK, stack.height, fc=INK, ec="white", lw=0.3))
            room = (one - 6) / (BODY * POINT) - 2 if side == "right" else ems
            small = room < width(stack.label) <= room * BODY / SMALL and stack.height < TWO_LINES
            words = stack.label if small else clip(stack.label, room)
            if stack.height >= TWO_LINES and width(stack.label) <= 2 * room:
                words = balance(stack.label, room)
            text, place = (f"{words}  {stack.tasks}", x - 1.5) if side == "right" else (
                f"{stack.tasks}  {words}", x + THICK + 1.5,
            )  # fmt: skip
            gid = f"{'before' if side == 'right' else 'after'}:{stack.body}"
            ax.text(place, stack.y, text, ha=side, va="center", fontsize=SMALL if small else BODY, gid=gid)


def _head(kinds: AbstractSet[str], on: str, title: str, across: float, language: str) -> Head:
    """What stands over the picture, broken and placed on a sheet so wide."""
    asked = say(
        f"Who leads, as printed and under the map of {on}", f"原文牵头单位与{on}年机构格局对照", language
    )
    lines, more = wrapped_title(asked, across)
    name = wrap(title, across / (BODY * POINT))
    more += name.count("\n") * BODY * POINT * 1.25
    keys, x, y = [], 0.0, 15.0 + more
    for kind, (english, chinese, _) in KINDS.items():
        if kind in kinds:
            words = say(english, chinese, language, joint=" ")
            wide = 8 + width(words) * BODY * POINT
            if x and x + wide > across:
                x, y = 0.0, y + 4.6
            keys.append((kind, words, x, y))
            x += wide + 3
    return Head(lines, name, keys, y + TOP - 15)


def _draw_head(ax: Axes, head: Head) -> None:
    """Write what is asked and what the shades mean."""
    from matplotlib.patches import Rectangle

    ax.text(0, -head.tall + 2.9, head.asked, fontsize=BODY + 2, gid=TITLE, va="top", linespacing=1.25)
    under = 8.2 + head.asked.count("\n") * (BODY + 2) * POINT * 1.25
    ax.text(0, -head.tall + under, head.title, va="top", color=FAINT, linespacing=1.25)
    for kind, words, x, y in head.keys:
        ax.add_patch(Rectangle((x, y - head.tall), 4, 2.4, clip_on=False, **({"lw": 0.5} | KINDS[kind][2])))
        ax.text(x + 5.2, y - head.tall + 1.2, words, va="center")


def _draw_sides(ax: Axes, on: str, columns: int, language: str) -> None:
    """Write what the two sides are."""
    joint = "\n" if columns == 1 else " · "
    printed = say("as printed", "原文", language, joint=joint)
    then = say(f"map of {on}", f"{on}年机构格局", language, joint=joint)
    ax.text(LEFT[columns] - 1.5, -0.4, printed, ha="right", va="bottom", color=FAINT)
    ax.text(RIGHT[columns] + THICK + 1.5, -0.4, then, ha="left", va="bottom", color=FAINT)


def _note_words(changes: pd.DataFrame, on: str, language: str) -> str:
    """The note: unit, n, what is left out, what the picture cannot show."""
    of, ties = int(changes["of"].iloc[0]), int(changes["tasks"].sum())
    moved = changes[changes["mapped"].isin(["moved", "function"])]
    torn = changes[changes["mapped"] == "ambiguous"]
    split = ", ".join(
        f"{row.before_named} ({str(row.heirs).replace(';', ', ')})" for row in torn.itertuples()
    )
    english = (
        f"Unit: lead tie (n = {ties}, of {of} tasks with a lead; a co-led task counts for each lead). {len(moved)} of {len(changes)} bodies, with "
        f"{int(moved['tasks'].sum())} ties, have passed their function to another body under the map of {on}. "
        + (f"Undecided, for several bodies succeeded: {split}. " if split else "Undecided splits: none. ")
        + "The map is the national plan's; local reforms came later or differed. It shows who would lead if nothing but names and mergers had "
        "changed, not what any later document says. Partial transfers move nothing. Left out: collective expressions."
    )
    chinese = (
        f"单位：牵头关系（n = {ties}，涉及 {of} 项有牵头单位的任务；共同牵头者各计一次）。按{on}年机构格局，{len(changes)} 个单位中有 {len(moved)} 个"
        f"（{int(moved['tasks'].sum())} 条）的职能已由其他机构承担。"
        + (f"去向不明：{split}。" if split else "无去向不明者。")
        + "机构格局依国家层面改革方案，地方实施时间和做法或有不同；图示仅为名称与合并所致的变化，不代表此后任何文件的规定。部分职能划转不作移动；集合指代未计入。"
    )
    return say(english, chinese, language, joint="\n")
