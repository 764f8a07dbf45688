"""What a reform moves: who leads as printed, and who has these functions under the map of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.leads import lead_concentration, lead_shares
from fazhi_research.measuring.origins import with_documents

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

COLUMNS = (
    "document", "before", "before_named", "after", "after_named", "after_english", "mapped", "tasks", "of", "share",
    "tasks_after", "share_after", "heirs", "parts",
)  # fmt: skip
MAPS = ("as printed", "under the map")


def lead_changes(mapped: pd.DataFrame, succession: Iterable[Any] = ()) -> pd.DataFrame:
    """A table of who leads as printed and who has that function under the map, body by body 改革前后牵头单位对照.

    `mapped` comes from `mapped_assignments`; `succession` (what `heirs` gave it, or any rows with `after`, `chinese` and
    `english`) gives the bodies of the map their names. A row for each body that leads as printed. Columns: document, before (its id, or its printed
    name where the register does not know it), before_named (as printed), after (the body under the map), after_named (what the map
    calls it if any body moved there, else as printed), after_english, mapped (same, moved, function, ambiguous, unknown: see
    `mapped_assignments`), tasks (led as printed), of (tasks with a lead), share (tasks / of), tasks_after and share_after (of the body under the
    map: tasks of several that merged, one led by two of them once), heirs (of an ambiguous body: it stays where it was, for
    nobody can tell) and parts (bodies to which a part of its function passed; that moves nothing). Collectives are left out.
    Sorted by document, tasks_after from most to least, after, then tasks from most to least, before.

    Raises TableError for a table that `mapped_assignments` did not make.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"task": [1, 2, 2], "named": ["法制办", "法制办", "司法局"], "role": "lead", "agency": ["l", "l", "j"]})
    >>> from fazhi_research.measuring.mapped_assignments import mapped_assignments
    >>> steps = [{"before": "l", "after": "j", "chinese": "司法厅(局)"}, {"before": "j", "after": "j"}]
    >>> changes = lead_changes(mapped_assignments(rows, pd.DataFrame(steps)), pd.DataFrame(steps))
    >>> changes[["before_named", "after_named", "mapped", "tasks", "tasks_after"]].values.tolist()
    [['法制办', '司法厅(局)', 'moved', 2, 2], ['司法局', '司法厅(局)', 'same', 1, 2]]
    """
    import pandas as pd

    leads = _leads(mapped)
    before = _shares(_as_printed(leads))
    after = _shares(leads)
    chinese, english = _names(succession)
    merged = {row["after"] for row in _pairs(leads) if row["before"] != row["after"]}
    rows = []
    for pair in _pairs(leads):
        document, own, heir = pair["document"], pair["before"], pair["after"]
        printed, then = before[document, own], after[document, heir]
        body = heir.partition("/")[0]
        rows.append(
            pair
            | {
                "before_named": printed["named"],
                "after_named": chinese.get(body, then["named"]) if heir in merged else then["named"],
                "after_english": english.get(body, ""),
                **{name: printed[name] for name in ("tasks", "of", "share")},
                "tasks_after": then["tasks"],
                "share_after": then["share"],
            }
        )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    order = ["document", "tasks_after", "after", "tasks", "before"]
    kept = table.sort_values(order, ascending=[True, False, True, False, True], kind="stable")
    return with_documents(kept.reset_index(drop=True), kept["document"])


def lead_concentration_changes(mapped: pd.DataFrame) -> pd.DataFrame:
    """A table of how concentrated the lead is as printed and under the map 改革前后牵头集中度.

    Two rows for each document: `map` is "as printed" or "under the map", the other columns are those of `lead_concentration`,
    and undecided (lead ties of bodies that several succeeded: under the map they stay with the old body). A merger
    raises the index by arithmetic alone: the same tasks are shared out among fewer bodies.

    >>> import pandas as pd
    >>> from fazhi_research.measuring.mapped_assignments import mapped_assignments
    >>> rows = pd.DataFrame({"task": [1, 2], "named": ["法制办", "司法局"], "role": "lead", "agency": ["l", "j"]})
    >>> mapped = mapped_assignments(rows, {"l": {"j": 1}, "j": {"j": 1}})
    >>> lead_concentration_changes(mapped)[["map", "leads", "hhi"]].values.tolist()
    [['as printed', 2, 0.5], ['under the map', 1, 1.0]]
    """
    import pandas as pd

    leads = _leads(mapped)
    parts = []
    for name, rows in zip(MAPS, (_as_printed(leads), leads), strict=True):
        found = lead_concentration(rows, by="agency")
        undecided = rows[rows["mapped"] == "ambiguous"].groupby("document").size()
        counts = found["document"].map(undecided).fillna(0).astype("int64")
        found.insert(1, "map", name)
        parts.append(found.assign(undecided=counts if name == MAPS[1] else 0))
    table = pd.concat(parts, ignore_index=True)
    kept = table.sort_values(["document", "map"], kind="stable").reset_index(drop=True)
    return with_documents(kept, kept["document"])


def _leads(mapped: pd.DataFrame) -> pd.DataFrame:
    """The rows with a lead that is a body, inside tasks, with a document."""
    needed = ["named", "role", "agency", "printed_agency", "mapped", "heirs", "parts"]
    require_columns(mapped, needed, "mapped assignments")
    rows = mapped if "document" in mapped.columns else mapped.assign(document="")
    place = "task" if "task" in rows.columns else "task_start"
    require_columns(rows, [place], "mapped assignments")
    inside = rows[place].notna() & (rows[place].astype(str) != "")
    return rows[(rows["role"] == "lead") & (rows["mapped"] != "collective") & inside]


def _as_printed(leads: pd.DataFrame) -> pd.DataFrame:
    return leads.assign(agency=leads["printed_agency"])


def _shares(rows: pd.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    """The lead shares by document and body."""
    records: list[dict[str, Any]] = lead_shares(rows, by="agency").to_dict("records")  # type: ignore[assignment]
    return {(row["document"], row["agency"]): row for row in records}


def _pairs(leads: pd.DataFrame) -> list[dict[str, str]]:
    """Each body as printed with the body under the map, known by their printed name where the register has none."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    names = ("document", "named", "printed_agency", "agency", "mapped", "heirs", "parts")
    for document, named, printed, agency, kind, heirs, parts in leads[list(names)].itertuples(index=False):
        before, after = str(printed) or str(named), str(agency) or str(named)
        row = {"document": str(document), "before": before, "after": after}
        found[str(document), before] = row | {"mapped": str(kind), "heirs": str(heirs), "parts": str(parts)}
    return [found[key] for key in sorted(found)]


def _names(succession: Iterable[Any]) -> tuple[dict[str, str], dict[str, str]]:
    """What the bodies of a map are called, in Chinese and in English."""
    import pandas as pd

    table = succession if isinstance(succession, pd.DataFrame) else pd.DataFrame(list(succession))
    found: list[dict[str, str]] = []
    for name in ("chinese", "english"):
        held = table[["after", name]].dropna() if {"after", name} <= set(table.columns) else None
        found.append({} if held is None else dict(zip(held["after"], held[name].map(str), strict=True)))
    return found[0], found[1]
