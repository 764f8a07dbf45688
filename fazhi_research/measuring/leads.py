"""Who leads: shares of the tasks, their concentration, and the pairs that lead together."""

from __future__ import annotations

from itertools import combinations, groupby
from typing import TYPE_CHECKING

from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns, role_ties
from fazhi_research.measuring.incidence import incidence
from fazhi_research.measuring.task_sections import task_sections

if TYPE_CHECKING:
    import pandas as pd

    from fazhi_research.measuring.incidence import Incidence, Source

SHARE_COLUMNS = (
    "document", "agency", "named", "tasks", "sole", "of", "share", "fractional", "fractional_share",
)  # fmt: skip
CONCENTRATION_COLUMNS = ("document", "leads", "tasks", "hhi", "low", "high", "normalised", "effective")
PAIR_COLUMNS = ("document", "first", "second", "tasks", "starts", "labels")
SECTION_COLUMNS = ("document", "start", "section", "mark", "heading", "agency", "tasks", "of")


def lead_shares(source: Source, *, by: str = "named") -> pd.DataFrame:
    """A table of how many tasks each agency leads and their share 牵头占比.

    `source` is an assignments or edge table, or a graph of `agency_graph` or an `Incidence`, whose own `by` counts.

    Columns: document, agency (keyed `by` printed name, body or family), named (as printed; several names
    joined by ;), tasks (tasks led, alone or with others), sole (led alone), of (the denominator: tasks of
    the document that have at least one lead; tasks without one and collectives such as 各部门 are left out),
    share (tasks / of; with co-leads these sum to more than 1), fractional (each task split 1/k among its k
    leads) and fractional_share (fractional / of; sums to 1). Sorted by document, then tasks from most to
    least, then agency. Raises TableError for a table it cannot read.

    >>> import pandas as pd
    >>> names = ["发改局", "财政局", "发改局"]
    >>> edges = pd.DataFrame({"task": [1, 1, 2], "named": names, "role": ["lead"] * 3})
    >>> lead_shares(edges)[["agency", "tasks", "of", "share", "fractional_share"]].values.tolist()
    [['发改局', 2, 2, 1.0, 0.75], ['财政局', 1, 2, 0.5, 0.25]]
    """

    import pandas as pd

    pairs = (
        _led_of_table(source, by)
        if isinstance(source, pd.DataFrame)
        else _led_of_incidence(incidence(source))
    )
    shares = pairs.assign(
        share=pairs["tasks"] / pairs["of"], fractional_share=pairs["fractional"] / pairs["of"]
    )
    shares = shares.sort_values(["document", "tasks", "agency"], ascending=[True, False, True], kind="stable")
    return shares[list(SHARE_COLUMNS)].reset_index(drop=True)


def _led_of_table(assignments: pd.DataFrame, by: str) -> pd.DataFrame:
    """A row per document and agency: named, tasks, sole, fractional, of."""
    ties = role_ties(assignments, by=by, roles=("lead",))
    ties["sole"] = (ties["holders"] == 1).astype("int64")
    pairs = ties.groupby(["document", "agency"], sort=True)
    led = pairs.agg(
        tasks=("fraction", "size"), fractional=("fraction", "sum"), sole=("sole", "sum")
    ).reset_index()
    names: dict[tuple[str, str], set[str]] = {}
    each = ties[["document", "agency", "named"]].drop_duplicates().itertuples(index=False, name=None)
    for document, agency, named in each:
        names.setdefault((document, agency), set()).update(named.split(";"))
    led["named"] = [";".join(sorted(names[pair])) for pair in sorted(names)]
    led["of"] = led["document"].map(ties.groupby("document")["task"].nunique()).astype("int64")
    return led


def _led_of_incidence(held: Incidence) -> pd.DataFrame:
    """The same from a matrix, whose names are those of all documents."""
    import numpy as np
    import pandas as pd

    if "lead" not in held.roles:
        raise TableError(
            f"the graph or matrix given holds the roles {', '.join(held.roles)} and no lead: build it with that role."
        )
    led = held.matrix(("lead",))[:, np.flatnonzero(held.bodies)]
    holders = np.diff(led.indptr)
    row = np.repeat(np.arange(led.shape[0]), holders)
    document, documents = pd.factorize(held.tasks["document"])
    pair, of = np.unique(document[row] * led.shape[1] + led.indices, return_inverse=True)
    agencies = held.agencies[held.bodies].iloc[pair % led.shape[1] if len(pair) else []]
    columns = {
        "document": documents.to_numpy()[pair // led.shape[1] if len(pair) else []],
        "agency": agencies["agency"].to_numpy(),
        "named": agencies["label"].str.replace("、", ";").to_numpy(),
        "tasks": np.bincount(of, minlength=len(pair)),
        "fractional": np.bincount(of, weights=1 / holders[row], minlength=len(pair)),
        "sole": np.bincount(of, weights=holders[row] == 1, minlength=len(pair)).astype(np.int64),
        "of": np.bincount(document, weights=holders > 0)[document[row]][
            np.unique(of, return_index=True)[1]
        ].astype(np.int64),
    }
    return pd.DataFrame(columns)


def lead_concentration(source: Source, *, by: str = "named") -> pd.DataFrame:
    """A table of how concentrated the lead is in each document 牵头集中度.

    The Herfindahl–Hirschman index: the sum of squared fractional lead shares (a task with k leads counts
    1/k for each, so the shares sum to 1). Columns: document, leads (n: agencies leading at least one task),
    tasks (tasks with a lead), hhi, low (1/n: all lead equally), high (1: one leads all), normalised ((hhi -
    low) / (high - low); empty when n is 1) and effective (1 / hhi: so many equal leads would give the same
    index). The index of a document with few tasks is coarse: compare documents by `effective` and look at n
    first. Sorted by document.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"task": [1, 2, 3, 4], "named": list("甲甲甲乙"), "role": ["lead"] * 4})
    >>> lead_concentration(edges)[["leads", "tasks", "hhi", "low", "normalised"]].values.tolist()
    [[2.0, 4.0, 0.625, 0.5, 0.25]]
    """
    import pandas as pd

    rows = []
    for document, group in lead_shares(source, by=by).groupby("document", sort=True):
        leads, hhi = len(group), float((group["fractional_share"] ** 2).sum())
        low = 1 / leads
        rows.append(
            {
                "document": document,
                "leads": leads,
                "tasks": int(group["of"].iloc[0]),
                "hhi": hhi,
                "low": low,
                "high": 1.0,
                "normalised": (hhi - low) / (1 - low) if leads > 1 else float("nan"),
                "effective": 1 / hhi,
            }
        )
    return pd.DataFrame(rows, columns=list(CONCENTRATION_COLUMNS))


def co_leads(
    assignments: pd.DataFrame, tasks: pd.DataFrame | None = None, *, by: str = "named"
) -> pd.DataFrame:
    """A table of the pairs of agencies that lead a task together, with the tasks 共同牵头.

    Columns: document, first and second (in sorted order), tasks (how many they share), starts (where the
    tasks start, joined by ;) and labels (their printed marks, joined by spaces, if the tasks table is
    given; else empty). Sorted by document, then tasks from most to least, then first, second. Collectives
    are left out.

    >>> import pandas as pd
    >>> names = ["发改局", "财政局", "发改局"]
    >>> edges = pd.DataFrame({"task": [6, 6, 7], "named": names, "role": ["lead"] * 3})
    >>> co_leads(edges)[["first", "second", "tasks", "starts"]].values.tolist()
    [['发改局', '财政局', 1, '6']]
    """
    import pandas as pd

    ties = role_ties(assignments, by=by, roles=("lead",))
    pairs: dict[tuple[str, str, str], list[str]] = {}
    shared = ties[ties["holders"] > 1]
    rows_of = zip(shared["document"], shared["task"], shared["agency"], strict=True)
    for (document, task), group in groupby(rows_of, key=lambda row: row[:2]):  # sorted by document and place
        for first, second in combinations(sorted(agency for *_, agency in group), 2):
            pairs.setdefault((str(document), first, second), []).append(str(task))
    labels = _labels(tasks)
    rows = [
        {
            "document": document,
            "first": first,
            "second": second,
            "tasks": len(shared),
            "starts": ";".join(shared),
            "labels": " ".join(labels.get((document, task), "") for task in shared).strip(),
        }
        for (document, first, second), shared in sorted(pairs.items())
    ]
    table = pd.DataFrame(rows, columns=list(PAIR_COLUMNS))
    order = ["document", "tasks", "first", "second"]
    return table.sort_values(order, ascending=[True, False, True, True], kind="stable").reset_index(drop=True)


def _labels(tasks: pd.DataFrame | None) -> dict[tuple[str, str], str]:
    """Printed marks by document and place."""
    if tasks is None:
        return {}
    require_columns(tasks, ["document", "start", "label"], "tasks")
    rows = zip(tasks["document"], tasks["start"], tasks["label"], strict=True)
    return {(str(document), str(start)): label for document, start, label in rows if isinstance(label, str)}


def lead_by_section(
    assignments: pd.DataFrame, tasks: pd.DataFrame, *, sections: pd.DataFrame, by: str = "named"
) -> pd.DataFrame:
    """A table of how many tasks each agency leads in each section 各部分牵头单位.

    The section of a task is the one that holds it, not the task's own item. Columns: document, start (of
    the section, -1 for tasks before the first), section, mark, heading, agency, tasks (led there, alone or
    with others) and of (tasks of the section with a lead). A task with two leads counts once for each.
    Sorted by document, start, then tasks from most to least, then agency. Sections in which nobody leads
    have no row.
    """
    import pandas as pd

    ties = role_ties(assignments, by=by, roles=("lead",))
    places = task_sections(tasks, sections)
    merged = ties.merge(places, how="left", on=["document", "task"], validate="many_to_one")
    keys = ["document", "section_start", "section", "mark", "heading"]
    led = dict(merged.groupby(keys, dropna=False)["task"].nunique().items())
    rows = [
        {**dict(zip((*keys, "agency"), key, strict=True)), "tasks": len(group), "of": int(led[key[:-1]])}
        for key, group in merged.groupby([*keys, "agency"], dropna=False)
    ]
    table = pd.DataFrame(rows, columns=[*keys, "agency", "tasks", "of"]).rename(
        columns={"section_start": "start"}
    )
    order = ["document", "start", "tasks", "agency"]
    table = table.sort_values(order, ascending=[True, True, False, True], kind="stable")
    return table[list(SECTION_COLUMNS)].reset_index(drop=True)
