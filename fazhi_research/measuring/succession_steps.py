"""What became of each body, from a map, from rows or from dated steps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.cells import without_gaps
from fazhi_research.measuring.edge_rows import require_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    import pandas as pd

    Succession: TypeAlias = "pd.DataFrame | Mapping[str, Mapping[str, float]] | Iterable[Any]"

_YEAR = re.compile(r"\d{4}(?:\.0|-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class SuccessionSteps:
    """The bodies that have the function of each body, in sorted order, with families and partial heirs by body (承继关系).

    `first` and `last` are the years the source tells of, 0 if it does not say.
    """

    heirs: dict[str, tuple[str, ...]]
    families: dict[str, str]
    parts: dict[str, str]
    first: int = 0
    last: int = 0


def succession_steps(
    succession: Succession, *, on: str = "", families: Mapping[str, str] | None = None
) -> SuccessionSteps:
    """What a map, rows or dated steps say of each body; see `mapped_assignments` (承继关系)."""
    table = _table(succession)
    years = _years(table, on)
    held: dict[str, str] = {}
    for own, name in (("before", "family"), ("after", "heir_family")):
        if name in table.columns:
            held |= {
                body: family for body, family in zip(table[own], text(table[name]), strict=True) if family
            }
    parts = dict(zip(table["before"], text(table["parts"]), strict=True)) if "parts" in table.columns else {}
    told = {"first", "last"} <= set(table.columns) and not table.empty
    return SuccessionSteps(
        _groups(table) if years is None else _ends(table, years, int(on[:4])),
        held | dict(families or {}),
        parts,
        int(table["first"].min()) if told else 0,
        int(table["last"].max()) if told else 0,
    )


def text(column: pd.Series[Any]) -> pd.Series[Any]:
    """A column as text, empty where it is missing."""
    return without_gaps(column).map(str).astype(object)


def _table(succession: Succession) -> pd.DataFrame:
    """What is given as a table with the columns before and after, checked."""
    import pandas as pd

    if isinstance(succession, pd.DataFrame):
        table = succession.reset_index(drop=True)
    elif hasattr(succession, "items"):
        pairs = [(before, after) for before, shares in succession.items() for after in shares]
        table = pd.DataFrame(pairs, columns=["before", "after"])
    else:
        table = pd.DataFrame(list(succession))
    require_columns(table, ["before", "after"], "succession")
    table = table.assign(before=text(table["before"]), after=text(table["after"]))
    for number, (before, after) in enumerate(zip(table["before"], table["after"], strict=True), start=1):
        if not before.strip() or not after.strip():
            empty = "after" if before.strip() else "before"
            raise TableError(
                f"row {number} of the succession table has no body in {empty!r}. Write it or drop the row."
            )
    return table


def _years(table: pd.DataFrame, on: str) -> list[int] | None:
    """The years of dated steps, none if the table is one map already."""
    name = next((name for name in ("year", "date") if name in table.columns), None)
    if name is None:
        if on:
            raise TableError(
                f"on={on!r} is for dated steps; the succession has no column year, it is one map already."
            )
        return None
    if not _YEAR.fullmatch(on):
        raise TableError(
            f"on={on!r} is no date: the succession has dated steps, say up to which year (2018) they count."
        )
    years = []
    for number, (cell, before, after) in enumerate(
        zip(text(table[name]), table["before"], table["after"], strict=True), start=1
    ):
        where = f"row {number} of the succession table"
        if not _YEAR.fullmatch(cell):
            raise TableError(f"{where} has {cell!r} in {name!r}; write a year (2018) or a date (2018-03-17).")
        if before == after:
            raise TableError(f"{where} says that {before} succeeded itself. Name two bodies or drop the row.")
        years.append(int(cell[:4]))
    return years


def _groups(table: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The heirs of each body as the map names them."""
    found: dict[str, set[str]] = {}
    for before, after in zip(table["before"], table["after"], strict=True):
        found.setdefault(before, set()).add(after)
    return {body: tuple(sorted(found[body])) for body in sorted(found)}


def _ends(table: pd.DataFrame, years: list[int], on: int) -> dict[str, tuple[str, ...]]:
    """The bodies at the ends of all paths of steps up to a year; a later step never comes before an earlier one."""
    steps: dict[str, list[tuple[int, str]]] = {}
    for before, after, year in zip(table["before"], table["after"], years, strict=True):
        steps.setdefault(before, [])
        if year <= on:
            steps[before].append((year, after))
    found: dict[str, tuple[str, ...]] = {}
    for body in sorted({*table["before"], *table["after"]}):
        ends: set[str] = set()
        paths = [(body, 0, frozenset({(body, 0)}))]
        while paths:
            at, since, seen = paths.pop()
            onward = [(after, year) for year, after in sorted(steps.get(at, ())) if year >= since]
            if not onward:
                ends.add(at)
            for step in onward:
                if step in seen or step == (body, since):
                    raise TableError(
                        f"the succession goes round in a ring in {step[1]}: {step[0]} comes after itself. Correct the steps."
                    )
                paths.append((*step, seen | {step}))
        found[body] = tuple(sorted(ends))
    return found
