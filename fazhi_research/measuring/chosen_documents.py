"""Which documents a notebook works on: those asked for, else those that can bear its question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from fazhi_research.errors import RefusedError, TableError
from fazhi_research.measuring.edge_rows import require_columns

if TYPE_CHECKING:
    import pandas as pd

LEAST_THEMES = 8
"""So many of the twelve themes must have tasks for a document to count as a full plan 全面规划的最少主题数."""


def lead_plan(documents: pd.DataFrame, assignments: pd.DataFrame, *, asked: str = "") -> str:
    """The document asked for, else the one with most tasks that name a lead; empty if none names one (牵头最多的规划).

    Raises TableError for a document that is not in the documents table.

    >>> import fazhi_research as fz
    >>> documents, assignments = fz.Project.find().read_tables("documents", "assignments")
    >>> lead_plan(documents, assignments)
    'jinchuan-2015'
    """
    require_columns(assignments, ["document", "task_start", "role"], "assignments")
    if asked:
        return _known(documents, [asked])[0]
    led = assignments[assignments["role"] == "lead"].drop_duplicates(["document", "task_start"])
    ranked = _ranked(led["document"])
    return ranked[0] if ranked else ""


def task_documents(documents: pd.DataFrame, tasks: pd.DataFrame, *, asked: Sequence[str] = ()) -> list[str]:
    """The documents asked for, else all that have tasks, in the order of time (有任务的文件).

    Raises TableError for documents that are not in the documents table.

    >>> import fazhi_research as fz
    >>> task_documents(*fz.Project.find().read_tables("documents", "tasks"))
    ['liaoning-2011', 'jinchuan-2015', 'township-2020', 'xuchang-2022']
    """
    from fazhi_research.measuring.periods import document_dates

    require_columns(tasks, ["document"], "tasks")
    if asked:
        return _known(documents, asked)
    held = documents[documents["document"].isin(set(tasks["document"]))].reset_index(drop=True)
    since = document_dates(held)["since"].astype(str)
    order = sorted(zip(since.mask(since == "", "9999"), held["document"].astype(str), strict=True))
    return [name for _, name in order]


def full_plans(
    documents: pd.DataFrame, structure: pd.DataFrame, *, asked: Sequence[str] = (), least: int = LEAST_THEMES
) -> list[str]:
    """The documents asked for, else those with tasks under at least eight of the themes, in the order of time (全面规划).

    `structure` is what `theme_tasks` gives. Where no document covers so much, all that have tasks are taken. Raises TableError for documents that
    are not in the documents table.
    """
    require_columns(structure, ["document", "theme", "tasks"], "structure")
    held = structure[structure["tasks"] > 0]
    if asked:
        return _known(documents, asked)
    themes = held.groupby(held["document"].astype(str))["theme"].nunique()
    full = set(themes[themes >= least].index) or set(themes.index)
    return task_documents(documents, held[held["document"].astype(str).isin(full)])


def genre_pair(documents: pd.DataFrame, tasks: pd.DataFrame, *, asked: Sequence[str] = ()) -> list[str]:
    """The two documents asked for, else the two of one genre that have most tasks; else the first two (同文种的两份文件).

    Two documents are compared most fairly within a genre. Raises RefusedError where there are fewer than two, TableError for documents that are not
    in the documents table.

    >>> import fazhi_research as fz
    >>> genre_pair(*fz.Project.find().read_tables("documents", "tasks"))
    ['jinchuan-2015', 'xuchang-2022']
    """
    if asked:
        return _known(documents, asked)
    genres = dict(zip(documents["document"].astype(str), documents["genre"].astype(str), strict=True))
    ranked = _ranked(tasks["document"])
    for at, first in enumerate(ranked):
        for second in ranked[at + 1 :]:
            if genres.get(first) == genres.get(second):
                return [first, second]
    pair = list(dict.fromkeys([*ranked, *genres]))[:2]
    if len(pair) < 2:
        raise RefusedError(f"a comparison needs two documents, and there is {pair[0] if pair else 'none'}.")
    return pair


def closest_pair(contained: pd.DataFrame, documents: pd.DataFrame, *, asked: Sequence[str] = ()) -> list[str]:
    """The two documents asked for, else those that share most words outside formulas and titles, the earlier first (沿用最多的两份文件).

    `contained` is what `reuse_containments` gives. Where all that is shared is formulas, those that share most words at all. Raises RefusedError where no
    two documents share a passage, TableError for documents that are not in the documents table.
    """
    require_columns(contained, ["document", "other", "covered", "plain_covered", "earlier"], "containments")
    if asked:
        return _known(documents, asked)
    if contained.empty:
        raise RefusedError("no two documents share a passage: there is nothing to set side by side.")
    most = contained.sort_values(["plain_covered", "covered"], ascending=False, kind="stable").iloc[0]
    pair = [str(most["document"]), str(most["other"])]
    return pair[::-1] if str(most["earlier"]) == pair[1] else pair


def _ranked(names: Iterable[object]) -> list[str]:
    """Documents by how often they stand there, most often first."""
    listed = list(map(str, names))
    return sorted(set(listed), key=lambda name: (-listed.count(name), name))


def _known(documents: pd.DataFrame, asked: Sequence[str]) -> list[str]:
    require_columns(documents, ["document"], "documents")
    known = sorted(map(str, documents["document"]))
    if unknown := [name for name in asked if name not in known]:
        raise TableError(f"there is no document {unknown[0]!r}; there are: {', '.join(known)}.")
    return list(asked)
