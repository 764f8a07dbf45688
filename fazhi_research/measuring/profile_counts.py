"""What profiles are divided from: whole numbers counted in each document, which add up to those of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fazhi_research.measuring.edges import MEASURED_ROLES, require_columns
from fazhi_research.measuring.modality import REPORTED, STRENGTHS, strength_counts
from fazhi_research.measuring.themes import SCHEME, coded, codes, count_pairs, theme_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

INSTRUMENTS = "instruments"
"""The scheme of codings that holds policy instruments 政策工具编码表."""
ROWS = "rows"
"""The name of the number of rows that a table has of a document 行数."""
LEAD_COLUMNS = ("document", "named", "among", "tasks")


@dataclass(frozen=True)
class Counts:
    """Whole numbers of documents or places (计数).

    `numbers` has a row for each, by its id, and a column for each pair of group and name; `leads` says in how many tasks a body is one of
    so many leads: document, named, among, tasks.
    """

    numbers: pd.DataFrame
    leads: pd.DataFrame

    def of(self, group: str) -> pd.DataFrame:
        """The numbers of a group, a column for each name (组)."""
        there = self.numbers.columns.get_level_values(0) == group
        held = self.numbers.loc[:, there]
        return held.set_axis(held.columns.get_level_values(1), axis=1)

    def names(self, group: str) -> list[str]:
        """The names in a group, sorted (组内名称)."""
        return sorted(str(name) for name in self.of(group).columns)

    def tables(self) -> list[str]:
        """The tables that have a row of any of these (有行的表)."""
        groups = dict.fromkeys(map(str, self.numbers.columns.get_level_values(0)))
        rows = {group: self.of(group) for group in groups}
        return [group for group, held in rows.items() if ROWS in held.columns and bool(held[ROWS].any())]


def rows_of(table: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The rows of a table that belong to these documents (所属各行)."""
    require_columns(table, ["document"], "given")
    known = table["document"].isin(set(names))
    return table if bool(known.all()) else table[known]


def counted(
    names: Sequence[str],
    held: Mapping[str, pd.DataFrame],
    *,
    themes: Sequence[Any] = (),
    instruments: Sequence[str] = (),
) -> Counts:
    """The counts of documents, from the tables that are there (逐篇计数).

    `themes` and `instruments` fix which of these there are; otherwise those that occur.
    """
    import numpy as np
    import pandas as pd

    found: dict[tuple[str, str], Any] = {}
    for table, rows in held.items():
        found[table, ROWS] = np.bincount(codes(rows["document"], names), minlength=len(names))
    if "codings" in held:
        found |= _hits("theme", names, held["codings"], SCHEME, themes)
        found |= _hits("instrument", names, held["codings"], INSTRUMENTS, instruments)
    if "modalities" in held:
        grid = strength_counts(held["modalities"], names)
        found |= {("modality", kind): grid[:, at] for at, kind in enumerate((*STRENGTHS, REPORTED))}
    if "deadlines" in held:
        rows = held["deadlines"]
        due = codes(rows.loc[rows["kind"] != "standing", "document"], names)
        found["due", "deadlines"] = np.bincount(due, minlength=len(names))
    leads = pd.DataFrame(columns=list(LEAD_COLUMNS))
    if "assignments" in held:
        stated = _stated(held["assignments"])
        found |= _assignments(stated, names)
        leads = _leads(stated)
    columns = pd.MultiIndex.from_tuples(found) if found else pd.MultiIndex.from_arrays([[], []])
    numbers = np.column_stack(list(found.values())) if found else np.zeros((len(names), 0))
    return Counts(pd.DataFrame(numbers.astype("int64"), index=list(names), columns=columns), leads)


def summed(parts: Sequence[Counts], units: Mapping[str, str] | None = None) -> Counts:
    """The sums of counts by id, or by the unit in which a document is; documents without one are left out (合计)."""
    import pandas as pd

    numbers = pd.concat([part.numbers for part in parts]).fillna(0).astype("int64")
    leads = pd.concat([part.leads for part in parts], ignore_index=True)
    if units is not None:
        numbers = numbers[numbers.index.isin(list(units))]
        leads = leads[leads["document"].isin(list(units))]
        numbers.index = numbers.index.map(units)
        leads = leads.assign(document=leads["document"].map(units))
    tasks = leads.groupby(list(LEAD_COLUMNS[:-1]), sort=True)["tasks"].sum()
    return Counts(numbers.groupby(level=0, sort=True).sum(), tasks.reset_index())


def _hits(
    group: str, names: Sequence[str], codings: pd.DataFrame, scheme: str, chosen: Sequence[Any]
) -> dict[tuple[str, str], Any]:
    """How often each kind of one scheme was found."""
    rows = coded(codings, scheme=scheme, required=False)
    kinds = theme_names(rows, chosen or None)
    counts = count_pairs(rows, names, kinds)
    return {(group, kind): counts[:, at] for at, kind in enumerate(kinds)}


def _stated(assignments: pd.DataFrame) -> pd.DataFrame:
    """The assignments of tasks with a stated role."""
    require_columns(assignments, ["document", "task_start", "role", "named", "collective"], "assignments")
    held = assignments["role"].isin(MEASURED_ROLES) & assignments["task_start"].notna()
    stated: pd.DataFrame = assignments[held]
    return stated.assign(collective=stated["collective"].fillna(False).astype(bool))


def _assignments(stated: pd.DataFrame, names: Sequence[str]) -> dict[tuple[str, str], Any]:
    import numpy as np

    place = codes(stated["document"], names)
    many = stated["collective"].to_numpy(dtype=bool)
    return {
        ("stated", "all"): np.bincount(place, minlength=len(names)),
        ("stated", "collective"): np.bincount(place[many], minlength=len(names)),
    }


def _leads(stated: pd.DataFrame) -> pd.DataFrame:
    """In how many tasks each body is one of one, two, three … leads."""
    keys = ["document", "task_start", "named"]
    leads = (
        stated.loc[(stated["role"] == "lead") & ~stated["collective"], keys].astype(object).drop_duplicates()
    )
    leads["among"] = leads.groupby(keys[:2], sort=False)["named"].transform("size").astype("int64")
    sizes = leads.groupby(["document", "named", "among"], sort=True).size()
    return sizes.rename("tasks").reset_index()[list(LEAD_COLUMNS)]
