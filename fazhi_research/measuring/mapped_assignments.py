"""An assignments table under the map of a year: each body by the name of the one that has its function then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fazhi_research.errors import TableError
from fazhi_research.measuring.edge_rows import check_edge_rows, require_columns
from fazhi_research.measuring.succession_steps import SuccessionSteps, succession_steps, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from fazhi_research.measuring.succession_steps import Succession

MAPPED = ("same", "moved", "function", "ambiguous", "unknown", "collective")
"""What can become of a row under a map, see `mapped_assignments`."""


def mapped_assignments(
    assignments: pd.DataFrame,
    succession: Succession,
    *,
    on: str = "",
    families: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """The assignments table with each body replaced by the one that has its function under a map 按机构沿革改写的责任分工表.

    `succession` is what `heirs("2018")` or `succession_map("2018")` give, or a table of one's own with the columns `before` and
    `after` and, if wanted, `share`, `family` and `heir_family` (of before and after; or `families`, a mapping). With a further
    column `year` (or `date`) it is read as dated steps: those up to `on` are followed one after the other. The
    columns `agency` and `family` are rewritten; every other column, `named` as printed among them, and every row stays.

    The rule for a body that several have succeeded: if just one of them has the body's own family, it is the heir
    ("function"). Otherwise nobody can tell whose the task is now: the row keeps its body and is "ambiguous"; it is never given to
    one of them. New columns: `printed_agency` (before the map), `mapped` (same: the body stays itself; moved: one heir;
    function; ambiguous; unknown: no id in `agency`, or one that the map does not know; collective), `heirs` (of an ambiguous row,
    joined by ;) and `parts` (bodies to which a part of the function passed, which moves nothing: whether the task was of that
    part cannot be told). `attrs["mapped"]` counts the rows of each kind, and those "with parts elsewhere".

    Measure the result with by="agency" or by="family": printed names stay what they were. Raises TableError, naming the row, for a
    missing column, a step from a body to itself, steps in a ring, and dates outside the years that the register tells.

    >>> import pandas as pd
    >>> rows = {"task": [1, 2], "named": ["法制办", "物价局"], "role": "lead", "agency": ["legal", "prices"], "family": ["law", "prices"]}
    >>> steps = pd.DataFrame({"year": 2018, "before": ["legal", "prices", "prices"], "after": ["justice", "planning", "market"]})
    >>> mapped_assignments(pd.DataFrame(rows), steps, on="2018")[["agency", "mapped", "heirs"]].values.tolist()
    [['justice', 'moved', ''], ['prices', 'ambiguous', 'market;planning']]
    """
    import pandas as pd

    require_columns(assignments, ["agency"], "assignments")
    if {"named", "role"} <= set(assignments.columns):
        check_edge_rows(assignments.reset_index(drop=True))
    steps = succession_steps(succession, on=on, families=families)
    _check_dates(assignments, steps)
    bodies = text(assignments["agency"])
    fates = {body: _fate(body, steps) for body in bodies.unique()}
    collective = bodies.eq("\0")
    if "collective" in assignments.columns:
        collective = text(assignments["collective"]).str.lower().eq("true")
    found = pd.DataFrame(
        [fates[body] for body in bodies], columns=list(_Fate._fields), index=assignments.index
    )
    found.loc[collective, ["mapped", "family", "heirs", "parts"]] = ["collective", "", "", ""]
    rows = assignments.assign(agency=bodies.where(collective, found["agency"]), printed_agency=bodies)
    if "family" in rows:
        rows["family"] = text(rows["family"]).where(found["family"].eq(""), found["family"])
    rows = rows.assign(mapped=found["mapped"], heirs=found["heirs"], parts=found["parts"])
    counts = rows["mapped"].value_counts()
    rows.attrs["mapped"] = {kind: int(counts.get(kind, 0)) for kind in MAPPED}
    rows.attrs["mapped"]["with parts elsewhere"] = int(rows["parts"].ne("").sum())
    return rows


def _check_dates(assignments: pd.DataFrame, steps: SuccessionSteps) -> None:
    """Raise TableError for the first row dated outside the years that the map tells of."""
    if "date" not in assignments.columns or not steps.last:
        return
    for number, date in enumerate(text(assignments["date"]), start=1):
        if date and not steps.first <= int(date[:4]) <= steps.last:
            raise TableError(
                f"row {number} of the assignments table is dated {date}; the succession tells of the years {steps.first} to "
                f"{steps.last}. Correct the date, or leave the row out."
            )


class _Fate(NamedTuple):
    """What becomes of a body: one of MAPPED, its id and family then ("" if not known), the candidates, the partial heirs."""

    mapped: str
    agency: str
    family: str
    heirs: str
    parts: str


def _fate(agency: str, steps: SuccessionSteps) -> _Fate:
    """What becomes of a body; where the register stands for many of a kind, the own name stays: township-government/双湾镇."""
    body, slash, own = agency.partition("/")
    heirs = steps.heirs.get(body, ())
    if not body or not heirs:
        return _Fate("unknown", agency, "", "", "")
    family, parts = steps.families.get(body, ""), steps.parts.get(body, "")
    if heirs == (body,):
        return _Fate("same", agency, family, "", parts)
    if len(heirs) == 1:
        return _Fate("moved", heirs[0] + slash + own, steps.families.get(heirs[0], ""), "", parts)
    of_the_family = [heir for heir in heirs if family and steps.families.get(heir, "") == family]
    if len(of_the_family) == 1:
        return _Fate("function", of_the_family[0] + slash + own, family, "", parts)
    return _Fate("ambiguous", agency, family, ";".join(heirs), parts)
