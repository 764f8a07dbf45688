"""Two documents, or the documents of two places, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.caveats import with_caveats
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.guards import comparison_caveats
from fazhi_research.measuring.leads import lead_shares
from fazhi_research.measuring.origins import with_documents
from fazhi_research.measuring.places import tier_notes
from fazhi_research.measuring.profiles import document_profiles, measured_columns, profile_columns
from fazhi_research.measuring.task_themes import theme_tasks
from fazhi_research.measuring.themes import document_facts, theme_shares

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    Tables = Mapping[str, pd.DataFrame]

SIDES = ("first", "second")
ABOUT = (
    "side",
    "document",
    "title",
    "genre",
    "tier",
    "jurisdiction",
    "since",
    "until",
    "dated",
    "status",
    "han",
)
TABLES = ("about", "themes", "profile", "leads", "promises", "powers")
"""The tables of a comparison, in reading order 对照表."""


def comparison_tables(tables: Tables, first: str, *, second: str) -> dict[str, pd.DataFrame]:
    """The tables that set two documents, or the documents of two places, side by side 两地对照表.

    `first` and `second` name a document ("jinchuan-2015"), or a place by its path or last step ("金川区"), which stands for
    all documents of exactly this place. `tables` holds documents and what else there is, as for `document_profiles`, and sections.

    - about: one row per document, with its side;
    - themes: theme; hits, share and per_thousand (mean over the documents of a side), tasks and rank where a side is one document
      (by headings, `theme_tasks`), each as first_… and second_…;
    - profile: every measure with its unit, first, second (means), difference (second less first), and least, most and
      documents of the whole collection, so that a difference can be read against what there is;
    - leads: tasks led by each family of agencies (a body unknown to the register by its printed name), first and second; empty, not 0, for a
      side whose documents name no lead;
    - promises: targets and deadlines in numbers, first and second;
    - powers: what the tier of each could not do (`tier_notes`), with its side.

    Every table carries the caveats of the comparison (`caveats`). Raises TableError for a name that is neither a document nor a place, and
    when both name the same documents.
    """
    require_columns(tables.get("documents", _nothing()), ["document", "jurisdiction"], "documents")
    documents = tables["documents"]
    held = {side: resolved(documents, name) for side, name in zip(SIDES, (first, second), strict=True)}
    if set(held["first"]) & set(held["second"]):
        raise TableError(
            f"{first} and {second} name the same document ({held['first'][0]}): choose two that differ."
        )
    side = {document: one for one, names in held.items() for document in names}
    both = documents[documents["document"].isin(set(side))]
    facts = document_facts(both)
    called = dict(zip(SIDES, (first, second), strict=True))
    alone = len(side) == 2
    told = comparison_caveats(facts, None if alone else facts["document"].map(side).map(called))
    found = {
        "about": _about(both, facts, side),
        "themes": _themes(tables, both, side),
        "profile": _profile(tables, documents, side),
        "leads": _leads(tables, both, side),
        "promises": _promises(tables, side),
        "powers": _sided(tier_notes(both), side),
    }
    for table in found.values():
        with_documents(table, side)  # not every table has a column for them
    return {name: with_caveats(table, told, column=False) for name, table in found.items()}


def _nothing() -> pd.DataFrame:
    """An empty table."""
    import pandas as pd

    return pd.DataFrame()


def resolved(documents: pd.DataFrame, name: str) -> list[str]:
    """The documents that a name stands for: the document itself, or those of the place 名称所指文件."""
    names = documents["document"].astype(str).tolist()
    if name in names:
        return [name]
    paths = documents["jurisdiction"].fillna("").astype(str)
    found = [
        one for one, path in zip(names, paths, strict=True) if path and name in (path, path.split("/")[-1])
    ]
    if not found:
        places = sorted({path for path in paths if path})
        raise TableError(
            f"{name!r} is neither a document nor a place with documents: there are the documents {', '.join(sorted(names)[:12])}; "
            f"the places {', '.join(places[:12])}."
        )
    return sorted(found)


def _sided(table: pd.DataFrame, side: Mapping[str, str]) -> pd.DataFrame:
    """The rows with their side in front, the first side first."""
    rows = table.assign(side=table["document"].astype(object).map(dict(side)))
    rows = rows.sort_values("side", kind="stable").reset_index(drop=True)
    return rows[["side", *(name for name in rows.columns if name != "side")]]


def _about(both: pd.DataFrame, facts: pd.DataFrame, side: Mapping[str, str]) -> pd.DataFrame:
    """What the documents are."""
    dates = facts.set_index("document")
    rows = both.assign(**{name: both["document"].map(dates[name]) for name in ("since", "until", "dated")})
    return _sided(rows.reindex(columns=list(ABOUT[1:])), side)


def _means(table: pd.DataFrame, side: Mapping[str, str], columns: list[str], *, key: str) -> pd.DataFrame:
    """The mean of columns on each side, by key, in the order of the key's first row."""
    import pandas as pd

    rows = table.astype({"document": object, key: object})
    rows = rows.assign(side=rows["document"].map(dict(side)))
    wide = rows.pivot_table(
        index=key, columns="side", values=columns, aggfunc="mean", sort=False, dropna=False
    )
    wide = wide.reindex(list(dict.fromkeys(rows[key])))
    flat: dict[str, Any] = {
        f"{one}_{name}": wide[(name, one)] if (name, one) in wide.columns else float("nan")
        for name in columns
        for one in SIDES
    }
    return pd.DataFrame(flat, index=wide.index).reset_index()


def _themes(tables: Tables, both: pd.DataFrame, side: Mapping[str, str]) -> pd.DataFrame:
    """Themes by words, and by headings where that can be."""
    codings = tables.get("codings")
    if codings is None or not codings["document"].astype(str).isin(set(both["document"].astype(str))).any():
        return _nothing()
    names = sorted(set(codings.loc[codings["scheme"] == "themes", "theme"].astype(str)))
    shares = theme_shares(codings, both, themes=names)
    found = _means(shares, side, ["hits", "share", "per_thousand"], key="theme")
    if not {"tasks", "sections"} <= set(tables) or len(side) > 2:
        return found
    structural = theme_tasks(codings, both, tasks=tables["tasks"], sections=tables["sections"], themes=names)
    kept = structural[structural["of"] > 0]
    return found.merge(_means(kept, side, ["tasks", "rank"], key="theme"), on="theme", how="left")


def _profile(tables: Tables, documents: pd.DataFrame, side: Mapping[str, str]) -> pd.DataFrame:
    """Every measure on both sides, against the whole collection."""
    rest = {name: table for name, table in tables.items() if name not in ("documents", "texts", "sections")}
    profiles = document_profiles(documents, rest)
    own = profiles.assign(side=profiles["document"].map(dict(side)))
    known = profile_columns(profiles)
    for one in SIDES:
        part = own.loc[own["side"] == one, measured_columns(profiles)].mean()
        known[one] = known["column"].map(part).astype("float64")
    known["difference"] = known["second"] - known["first"]
    return known[["column", "group", "unit", *SIDES, "difference", "least", "most", "documents"]]


def _leads(tables: Tables, both: pd.DataFrame, side: Mapping[str, str]) -> pd.DataFrame:
    """Who leads how many tasks on either side."""
    import pandas as pd

    columns = ["agency", "first", "second", "first_named", "second_named"]
    assignments = tables.get("assignments")
    if assignments is None or not len(assignments):
        return pd.DataFrame(columns=columns)
    own = assignments[assignments["document"].isin(set(both["document"]))]
    shares = lead_shares(own, by="family" if "family" in own.columns else "named")
    shares["side"] = shares["document"].map(dict(side))
    rows = []
    for agency, group in shares.groupby("agency", sort=True):
        counts = [int(group.loc[group["side"] == one, "tasks"].sum()) for one in SIDES]
        names = [
            ";".join(sorted(set(";".join(group.loc[group["side"] == one, "named"]).split(";")) - {""}))
            for one in SIDES
        ]
        rows.append((agency, *counts, *names))
    table = pd.DataFrame(rows, columns=columns).astype({"first": "Int64", "second": "Int64"})
    for one in SIDES:  # who names no lead at all has not named nought
        if not bool((shares["side"] == one).any()):
            table[one] = pd.array([None] * len(table), dtype="Int64")
    total = table["first"].fillna(0) + table["second"].fillna(0)
    order = total.sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _promises(tables: Tables, side: Mapping[str, str]) -> pd.DataFrame:
    """What is promised in numbers and dates."""
    from fazhi_research.measuring.modality import COMMITMENT_COLUMNS, commitments

    if not {"targets", "deadlines"} <= set(tables):
        import pandas as pd

        return pd.DataFrame(columns=["side", *COMMITMENT_COLUMNS])
    kept = [tables[name][tables[name]["document"].isin(set(side))] for name in ("targets", "deadlines")]
    return _sided(commitments(kept[0], kept[1], tables.get("tasks")), side)


def comparison_words(found: Mapping[str, Any]) -> tuple[str, str]:
    """What the two sides are called, by their documents or places 对照双方名称."""
    about = found["about"]
    names = [about.loc[about["side"] == one, "document"].astype(str).tolist() for one in SIDES]
    return names[0][0] + (" …" if len(names[0]) > 1 else ""), names[1][0] + (
        " …" if len(names[1]) > 1 else ""
    )
