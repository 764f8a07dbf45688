"""One row of numbers per document or place: what it speaks of, how strongly, by what means, who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.caveats import caveat, warn, with_caveats
from fazhi_research.measuring.guards import comparison_caveats
from fazhi_research.measuring.place_profiles import MIXED, place_sums
from fazhi_research.measuring.profile_counts import counted, rows_of
from fazhi_research.measuring.profile_groups import divided
from fazhi_research.measuring.themes import document_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    Tables = Mapping[str, pd.DataFrame]

ABOUT = ("document", "genre", "tier", "province", "jurisdiction", "since", "until", "han")
"""Columns that say what a row is about; all others are measured 行的说明列."""
GROUPS = {
    "theme": "share of the document's hits of theme terms; empty without a hit",
    "themes": "effective number of themes, 2 ** entropy of the shares (Hill 1973); empty without a hit",
    "instrument": "share of the document's hits of instrument cues; empty without a hit",
    "modality": "share of the document's obligations; empty without one",
    "obligations": "obligations per 1,000 Han characters; empty where no document is coded for them",
    "lead_hhi": "Herfindahl–Hirschman index of the fractional lead shares; empty without a lead",
    "lead_effective": "inverse of that index: so many equal leads would give it; empty without a lead",
    "assignments_collective": "share of collective expressions among stated assignments; empty without any",
    "assignments_per_task": "stated assignments per task; empty for a document without tasks",
    "commitments": "targets, and dated or recurring deadlines, per task; empty for a document without tasks",
}
"""What the columns of a profile count, by their name or by the group before its underscore 画像各组单位."""
_TEXT = ("document", "genre", "tier", "jurisdiction", "since", "until")
COLUMN_COLUMNS = ("column", "group", "unit", "documents", "missing", "least", "median", "most", "state")


def document_profiles(
    documents: pd.DataFrame, tables: Tables, *, columns: Sequence[str] = (), themes: Sequence[Any] = ()
) -> pd.DataFrame:
    """A table with one row of measures per document 文件画像.

    `tables` holds what is to be measured, by name: codings, modalities, tasks, assignments, targets, deadlines.
    A table that is not there, or that holds no row at all (nothing was coded), leaves its columns empty for
    every document: missing is missing and never zero. A zero is counted: the document was read for it and has none.

    Columns: document, genre, tier, province, jurisdiction, since, until, han; then, in groups (`GROUPS` says
    the unit of each): theme_<id>, themes_effective, instrument_<id>, modality_<strength>,
    obligations_per_thousand, lead_hhi, lead_effective, assignments_collective, assignments_per_task,
    commitments_targets, commitments_deadlines. Assignments are those of stated roles (lead, responsible,
    support), not mentions. `columns` keeps some, by name or by group ("theme"), in that order; `themes` fixes
    which themes there are (ids, or the themes of a codebook). Sorted by document.

    Raises TableError for missing columns, a document twice or without genre, or an unknown name in `columns`.

    >>> import pandas as pd
    >>> about = {"document": ["a"], "genre": "plan", "tier": "", "jurisdiction": "", "han": 2000, "first": None}
    >>> about |= {"last": None, "issued": "", "issued_from": "", "issued_to": ""}
    >>> codings = pd.DataFrame({"document": "a", "scheme": "themes", "theme": ["ENF", "ENF", "OPN", "RUL"]})
    >>> profile = document_profiles(pd.DataFrame(about), {"codings": codings}, columns=["theme", "themes", "lead_hhi"])
    >>> profile.filter(like="theme_").values.tolist(), profile["themes_effective"].round(2).tolist()
    ([[0.5, 0.25, 0.25]], [2.83])
    >>> profile["lead_hhi"].isna().tolist()
    [True]
    """
    held = {name: table for name, table in tables.items() if len(table)}
    return finished_profiles(profile_rows(documents, held, themes=themes), columns)


def profile_rows(
    documents: pd.DataFrame, held: Tables, *, themes: Sequence[Any] = (), instruments: Sequence[str] = ()
) -> pd.DataFrame:
    """Every column of the profiles of some documents (画像各行).

    `held` are the tables that hold a row of any document, if of none of these. `instruments` fixes which of these there are.
    """
    import pandas as pd

    about = document_facts(documents)
    paths = dict(zip(documents["document"], documents["jurisdiction"], strict=True))
    about["jurisdiction"] = about["document"].map(paths).astype(object).fillna("")
    names = about["document"].tolist()
    given = {name: rows_of(table, names) for name, table in held.items()}
    counts = counted(names, given, themes=themes, instruments=instruments)
    measured = divided(counts, about["han"].tolist(), given, themes=themes)
    return pd.concat([about[list(ABOUT)], measured], axis=1)


def finished_profiles(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The profiles with the columns asked for and the caveats of comparing them (画像收尾)."""
    keep = _selected([str(name) for name in rows.columns if name not in ABOUT], columns)
    return with_caveats(rows[[*ABOUT, *keep]], comparison_caveats(rows), column=False)


def _selected(there: Sequence[str], columns: Sequence[str]) -> list[str]:
    """The columns asked for, by name or group, in the order asked for."""
    found: list[str] = []
    for asked in columns or there:
        held = [name for name in there if asked in (name, name.split("_")[0])]
        if not held:
            groups = ", ".join(dict.fromkeys(name.split("_")[0] for name in there))
            raise TableError(
                f"the profile has no column or group {asked!r}: choose groups ({groups}) or columns ({', '.join(there)})."
            )
        found += [name for name in held if name not in found]
    return found


def measured_columns(profiles: pd.DataFrame) -> list[str]:
    """The columns of a profile that hold measures 画像指标列."""
    return [str(name) for name in profiles.columns if name not in (*ABOUT, "caveats")]


def profile_columns(profiles: pd.DataFrame) -> pd.DataFrame:
    """A table of what each column of a profile counts and how much of it is known 画像指标说明.

    Columns: column, group, unit, documents (that have it), missing, least, median, most and state: "" if it
    can tell documents apart, "constant" (the same in all that have it), "missing" (no document has it).
    """
    import pandas as pd

    rows = []
    for name in measured_columns(profiles):
        values = pd.to_numeric(profiles[name]).astype("float64")
        known, group = values.dropna(), name.split("_")[0]
        state = "missing" if known.empty else "constant" if known.max() == known.min() else ""
        unit = GROUPS.get(name, GROUPS.get(group, "as given"))
        spread = (known.min(), known.median(), known.max())
        rows.append((name, group, unit, len(known), len(values) - len(known), *spread, state))
    return pd.DataFrame(rows, columns=list(COLUMN_COLUMNS))


def jurisdiction_profiles(
    documents: pd.DataFrame,
    tables: Tables,
    *,
    columns: Sequence[str] = (),
    themes: Sequence[Any] = (),
    pooled: bool = False,
) -> pd.DataFrame:
    """A table with one row of measures per place and genre 行政区画像.

    The documents of one place and genre are counted together as if they were one (counts are added, then divided),
    so that a long document weighs more than a short one. The row's id is the path of the place and the genre;
    `documents` counts what it rests on, since and until span it. With `pooled` the genres of a place are
    counted together too, and a CaveatWarning says what that mixes. Documents without a jurisdiction are left
    out. Otherwise as `document_profiles`.
    """
    return place_profiles([(documents, tables)], columns=columns, themes=themes, pooled=pooled)


def place_profiles(
    chunks: Iterable[tuple[pd.DataFrame, Tables]],
    *,
    columns: Sequence[str] = (),
    themes: Sequence[Any] = (),
    pooled: bool = False,
) -> pd.DataFrame:
    """`jurisdiction_profiles` of documents and their tables that come some at a time (逐块行政区画像)."""
    import pandas as pd

    sums = place_sums(chunks, pooled=pooled, themes=themes)
    facts, counts = sums.facts(), sums.counts()
    if pooled:
        warn(
            [caveat("genres")] if bool((facts["genre"] == MIXED).any()) else [], what="jurisdiction_profiles"
        )
    about = facts.rename(columns={"unit": "document"}).astype(dict.fromkeys(_TEXT, object))
    about[["since", "until"]] = about[["since", "until"]].infer_objects()
    about["province"] = about["jurisdiction"].map(lambda path: str(path).split("/")[0])
    measured = divided(counts, about["han"].tolist(), counts.tables(), themes=themes)
    rows = pd.concat([about[list(ABOUT)], measured], axis=1)
    profile = finished_profiles(rows, columns)
    profile.insert(len(ABOUT), "documents", about["documents"].astype("int64"))
    return profile
