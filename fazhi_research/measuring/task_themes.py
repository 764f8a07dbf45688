"""Which themes the drafters' own headings give each task: the structural measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError
from fazhi_research.measuring.cells import without_gaps
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.themes import (
    SCHEME,
    coded,
    count_pairs,
    crossed,
    document_facts,
    require_codings,
    theme_names,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

RULES = ("section", "item")
TASK_COLUMNS = ("document", "task", "label", "title", "holder", "theme", "themes", "basis", "heading")
STRUCTURE_COLUMNS = (
    "document", "genre", "tier", "province", "since", "until", "dated", "han", "theme", "tasks", "of", "share",
    "fractional", "fractional_share", "rank", "ranks",
)  # fmt: skip


def task_themes(
    codings: pd.DataFrame,
    tasks: pd.DataFrame,
    sections: pd.DataFrame,
    *,
    scheme: str = SCHEME,
    by: str = "section",
) -> pd.DataFrame:
    """A table with a row per task and theme of the heading that decides it 任务的标题主题.

    A heading has the themes coded in it (codings with part "heading" of that section). By "section" a task has
    the themes of the innermost section around it whose heading has any; if none has, those of its own heading.
    By "item" its own heading is asked first, then the sections from the inside out. So a heading such as
    保障措施 decides by "section", and its items speak for themselves by "item". The first heading with a theme
    decides alone; its themes count together (`themes`: how many).

    Columns: document, task (its start), label, title, holder (the section that directly holds it), theme (empty
    where no heading has one), themes, basis ("section", "own" or empty) and heading (the id of the deciding
    one). Sorted by document, task, theme.

    >>> import pandas as pd
    >>> tasks = [{"document": "a", "start": 9, "section": "1.1", "label": "1.", "heading": "甲"}]
    >>> places = [("a", 0, "1", "", "一、", "政务公开"), ("a", 9, "1.1", "1", "1.", "甲")]
    >>> sections = pd.DataFrame(places, columns=["document", "start", "section", "parent", "mark", "heading"])
    >>> found = {"document": ["a"], "scheme": "themes", "theme": "OPN", "part": "heading", "section": "1"}
    >>> table = task_themes(pd.DataFrame(found), pd.DataFrame(tasks), sections)
    >>> table[["task", "theme", "basis", "heading"]].values.tolist()
    [[9, 'OPN', 'section', '1']]
    """
    if by not in RULES:
        raise FazhiError(
            f"by={by!r} is unknown: choose section (the headings around a task) or item (its own first)."
        )
    require_columns(codings, ["document", "scheme", "theme", "part", "section"], "codings")
    require_columns(tasks, ["document", "start", "section", "label", "heading"], "tasks")
    require_columns(sections, ["document", "start", "section", "parent"], "sections")
    heads = coded(codings, scheme=scheme, part="heading", required=False)
    heads = heads[["document", "section", "theme"]].astype(object).drop_duplicates()
    placed = _placed(tasks, sections)
    own = placed.loc[placed["own"] != "", ["document", "task", "own"]].rename(columns={"own": "at"})
    around = placed[["document", "task", "holder"]].rename(columns={"holder": "at"})
    turns = [_decided(around, heads, sections, "section"), _of(own, heads).assign(basis="own")]
    first, second = turns if by == "section" else turns[::-1]
    late = ~_keys(second).isin(set(_keys(first)))
    return _with_tasks(placed, first, second[late.to_numpy()])


def _placed(tasks: pd.DataFrame, sections: pd.DataFrame) -> pd.DataFrame:
    """One row per task: its own section's id (empty if it has none) and that of the section that holds it."""
    outline = sections[["document", "section", "start", "parent"]].rename(columns={"start": "begins"})
    found = tasks[["document", "start", "section", "label", "heading"]].merge(
        outline, how="left", on=["document", "section"]
    )
    found = found.rename(columns={"start": "task", "heading": "title"})
    is_item = (found["begins"] == found["task"]).fillna(False).astype(bool)
    parent = without_gaps(found["parent"])
    found["own"] = found["section"].astype(object).where(is_item, "")
    found["holder"] = parent.where(is_item, found["section"].astype(object)).fillna("")
    found["task"] = found["task"].astype("int64")
    return found[["document", "task", "label", "title", "own", "holder"]].astype({"document": object})


def _of(places: pd.DataFrame, heads: pd.DataFrame) -> pd.DataFrame:
    """The themes of the headings at which tasks stand: document, task, theme, heading."""
    found = places.merge(heads, left_on=["document", "at"], right_on=["document", "section"])
    return found.rename(columns={"section": "heading"})[["document", "task", "theme", "heading"]]


def _decided(places: pd.DataFrame, heads: pd.DataFrame, sections: pd.DataFrame, basis: str) -> pd.DataFrame:
    """The themes of the first heading with any, going outwards from where each task stands."""
    import pandas as pd

    up = sections[["document", "section", "parent"]].astype(object)
    found = []
    while len(places):
        here = _of(places, heads)
        found.append(here)
        places = places[~_keys(places).isin(set(_keys(here))).to_numpy()]
        places = places.merge(up, left_on=["document", "at"], right_on=["document", "section"])
        places = places[["document", "task", "parent"]].rename(columns={"parent": "at"})
        places = places[places["at"].fillna("") != ""]
    empty = _of(places, heads)
    return pd.concat([empty, *found], ignore_index=True).assign(basis=basis)


def _keys(rows: pd.DataFrame) -> pd.Series[str]:
    """Document and task as one word."""
    return rows["document"].astype(str) + ":" + rows["task"].astype(str)


def _with_tasks(placed: pd.DataFrame, first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Every task with its themes, or with none."""
    import pandas as pd

    decided = pd.concat([first, second], ignore_index=True)
    table = placed.merge(decided, how="left", on=["document", "task"])
    for name in ("theme", "heading", "basis", "label", "title"):
        table[name] = without_gaps(table[name])
    table["themes"] = (table["theme"] != "").groupby([table["document"], table["task"]]).transform("sum")
    table = table.sort_values(["document", "task", "theme"], kind="stable").reset_index(drop=True)
    return table[list(TASK_COLUMNS)]


def theme_tasks(
    codings: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    tasks: pd.DataFrame,
    sections: pd.DataFrame,
    themes: Sequence[Any] | None = None,
    scheme: str = SCHEME,
    by: str = "section",
) -> pd.DataFrame:
    """A table of how many tasks each theme has by the document's own headings 主题任务数.

    Columns: document, genre, tier, province, since, until, dated, han, theme, tasks (those whose deciding heading
    has the theme, see `task_themes`), of (all tasks of the document), share (tasks / of; with headings of two
    themes these sum to more than 1, with headings of none to less), fractional (1 for a heading of one theme, 1/2
    for each of two) and fractional_share; rank (of the first section that holds such a task, among the `ranks`
    sections that directly hold tasks, in printed order: the place the drafters gave the theme). share is empty
    for a document without tasks, rank for a theme without any. The text columns are categorical. Raises TableError as `theme_shares` does.
    """
    import numpy as np

    about = document_facts(documents)
    require_codings(codings, documents)
    rows = task_themes(codings, tasks, sections, scheme=scheme, by=by)
    rows = rows[rows["document"].isin(set(about["document"]))]
    found = rows[rows["theme"] != ""]
    names = theme_names(coded(codings, scheme=scheme, required=themes is None), themes)
    known = about["document"].tolist()
    table = crossed(about, names)
    table["tasks"] = count_pairs(found, known, names).ravel()
    of = rows.drop_duplicates(["document", "task"]).groupby("document").size().reindex(known, fill_value=0)
    table["of"] = np.repeat(of.to_numpy(), len(names))
    split = count_pairs(found, known, names, weights=1 / found["themes"].to_numpy(dtype="float64"))
    table["fractional"] = split.ravel()
    for share, count in (("share", "tasks"), ("fractional_share", "fractional")):
        table[share] = (table[count] / table["of"].where(table["of"] > 0)).astype("float64")
    return _ranked(table, rows)[list(STRUCTURE_COLUMNS)]


def _ranked(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The table with the rank of the first section that holds a task of the theme."""
    begins = rows.groupby(["document", "holder"])["task"].min().sort_values(kind="stable").reset_index()
    begins["rank"] = begins.groupby("document").cumcount() + 1
    ranks = begins.groupby("document").size()
    placed = rows[rows["theme"] != ""].merge(
        begins[["document", "holder", "rank"]], on=["document", "holder"]
    )
    first = placed.groupby(["document", "theme"])["rank"].min()
    keys = zip(table["document"].astype(str), table["theme"].astype(str), strict=True)
    held = {(str(key[0]), str(key[1])): float(rank) for key, rank in zip(first.index, first, strict=True)}
    table["rank"] = [held.get(key, float("nan")) for key in keys]
    table["ranks"] = table["document"].astype(str).map(ranks).fillna(0).astype("int64")
    return table
