"""How strongly documents and themes oblige, and what they promise in numbers and dates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.themes import codes, crossed, document_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

STRENGTHS = ("prohibition", "duty", "strict", "routine", "permissive")
"""Every strength of obligation, strongest first; a prohibition binds as a duty does 规范强度."""
REPORTED = "reported"
"""The row on what is reported as done: no obligation, whatever its words 报告性陈述."""
PROFILE_COLUMNS = (
    "document", "genre", "tier", "province", "since", "until", "dated", "han", "strength", "cues", "of", "share", "per_thousand",
    "yao",
)  # fmt: skip
YAO = "要"
"""The cue that makes most duties of speeches and opinions; it may urge or bind 要."""
THEME_COLUMNS = ("document", "theme", "strength", "cues", "of", "share", "tasks")
PARTY_COLUMNS = ("document", "party", "strength", "cues", "of", "share")
COMMITMENT_COLUMNS = (
    "document", "start", "stop", "section", "task_start", "label", "heading", "what", "words", "comparator", "value", "unit", "due", "kind",
)  # fmt: skip


def modality_profile(modalities: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """A table of how often each document obliges with which strength 规范强度画像.

    One row per document and strength (prohibition, duty, strict, routine, permissive) and one for "reported": cues in
    statements of what was done, which oblige nobody and count in no share. Columns: document, genre, tier,
    province, since, until, dated, han, strength, cues, of (the document's cues that are not reported), share (cues /
    of; empty for "reported" and for a document without cues), per_thousand (Han characters; the one to compare
    across documents, with the guards of genre in mind: reports report and speeches exhort) and yao (how many of the
    cues are 要, which only a duty can be: `cues` less `yao` are 应当, 必须 and their like; empty if the table of
    modalities has no column `cue`).

    >>> import pandas as pd
    >>> about = {"document": ["a"], "genre": "plan", "tier": "", "jurisdiction": "", "han": 2000, "first": None}
    >>> about |= {"last": None, "issued": "", "issued_from": "", "issued_to": ""}
    >>> cues = pd.DataFrame({"document": "a", "strength": ["duty", "routine", "routine"], "reported": [False, False, True]})
    >>> table = modality_profile(cues, pd.DataFrame(about))
    >>> table.loc[table["cues"] > 0, ["strength", "cues", "of", "per_thousand"]].values.tolist()
    [['duty', 1, 2, 0.5], ['routine', 1, 2, 0.5], ['reported', 1, 2, 0.5]]
    """
    import numpy as np

    about = document_facts(documents)
    kinds = [*STRENGTHS, REPORTED]
    held = _strengths(modalities)
    table = crossed(about, kinds).rename(columns={"theme": "strength"})
    grid = _counts(modalities["document"], held, about["document"].tolist())
    table["cues"] = grid.ravel()
    table["of"] = np.repeat(grid[:, :-1].sum(axis=1), len(kinds))
    obliges = (table["strength"] != REPORTED) & (table["of"] > 0)
    table["share"] = (table["cues"] / table["of"].where(obliges)).astype("float64")
    table["per_thousand"] = table["cues"] * 1000 / table["han"].where(table["han"] > 0)
    table["yao"] = _yao(modalities, held, table)
    return table[list(PROFILE_COLUMNS)]


def strength_counts(modalities: pd.DataFrame, documents: Sequence[object]) -> Any:
    """How many cues each document has of each strength, and of what is reported, as an array (强度计数)."""
    return _counts(modalities["document"], _strengths(modalities), documents)


def _counts(where: pd.Series[Any], held: pd.Series[str], documents: Sequence[object]) -> Any:
    import numpy as np

    kinds = [*STRENGTHS, REPORTED]
    down, across = codes(where, documents), codes(held, kinds)
    counts = np.bincount((down * len(kinds) + across)[down >= 0], minlength=len(documents) * len(kinds))
    return counts.reshape(len(documents), len(kinds))


def _yao(modalities: pd.DataFrame, held: pd.Series[str], table: pd.DataFrame) -> pd.Series[int]:
    """How many of the cues of each row of the profile are 要, empty where the cues are not told."""
    import pandas as pd

    if "cue" not in modalities.columns:
        return pd.Series(pd.NA, index=table.index, dtype="Int64")
    said = (modalities["cue"].astype(object) == YAO).to_numpy()
    rows = zip(modalities["document"].astype(str)[said], held.astype(str)[said], strict=True)
    counts = Counter(rows)
    keys = zip(table["document"].astype(str), table["strength"].astype(str), strict=True)
    return pd.Series([counts[key] for key in keys], index=table.index, dtype="Int64")


def _strengths(modalities: pd.DataFrame) -> pd.Series[str]:
    """The strength of each cue, "reported" where it only reports."""
    require_columns(modalities, ["document", "strength", "reported"], "modalities")
    strength = modalities["strength"].astype(object)
    unknown = sorted(set(strength.dropna()) - set(STRENGTHS))
    if unknown or bool(strength.isna().any()):
        allowed = ", ".join(STRENGTHS)
        raise TableError(
            f"the modalities table has the strength {(unknown or ['(none)'])[0]!r}; allowed are {allowed}."
        )
    done = modalities["reported"].fillna(False).astype(bool)
    return strength.where(~done, REPORTED)


def theme_modality(
    modalities: pd.DataFrame, held: pd.DataFrame, *, themes: Sequence[str] | None = None
) -> pd.DataFrame:
    """A table of how strongly the tasks of each theme oblige 各主题规范强度.

    `held` comes from `task_themes`: a cue belongs to the themes of its task (to both, where the heading has two);
    cues outside tasks, tasks without a theme and what is reported are left out. Columns: document, theme, strength, cues, of (the
    cues of that theme in the document), share (cues / of) and tasks (of that theme: with few, a share is one
    sentence's). A theme without a cue has no row.
    """
    import pandas as pd

    require_columns(modalities, ["task_start"], "modalities")
    require_columns(held, ["document", "task", "theme"], "task themes")
    cues = modalities.assign(strength=_strengths(modalities))[["document", "task_start", "strength"]]
    cues = cues[(cues["strength"] != REPORTED) & cues["task_start"].notna()]
    cues = cues.astype({"document": object}).rename(columns={"task_start": "task"}).astype({"task": "int64"})
    kept = held[held["theme"] != ""]
    if themes is not None:
        kept = kept[kept["theme"].isin([str(getattr(theme, "theme", theme)) for theme in themes])]
    found = cues.merge(kept[["document", "task", "theme"]], on=["document", "task"])
    tasks = kept.groupby(["document", "theme"])["task"].nunique().to_dict()
    rows = []
    for (document, theme), group in found.groupby(["document", "theme"], sort=True):
        counts = group["strength"].value_counts()
        of, size = len(group), int(tasks[document, theme])
        rows += [
            (document, theme, strength, int(counts.get(strength, 0)), of, counts.get(strength, 0) / of, size)
            for strength in STRENGTHS
        ]
    return pd.DataFrame(rows, columns=list(THEME_COLUMNS))


def modality_parties(modalities: pd.DataFrame, *, party: str = "bearer") -> pd.DataFrame:
    """A table of whom each document obliges, or towards whom, and how strongly 义务主体.

    `party` is "bearer" (who must) or "addressee" (whom it concerns), as printed; cues whose sentence names none have an
    empty one, and what is reported is left out. Columns: document, party, strength, cues, of (the document's cues) and share
    (cues / of). Sorted by document, then cues from most to least.
    """
    import pandas as pd

    if party not in ("bearer", "addressee"):
        raise TableError(f"party={party!r} is unknown: choose bearer or addressee.")
    require_columns(modalities, [party], "modalities")
    rows = modalities.assign(
        strength=_strengths(modalities), party=modalities[party].astype(object).fillna("")
    )
    rows = rows[rows["strength"] != REPORTED].astype({"document": object})
    counts = rows.groupby(["document", "party", "strength"], sort=True).size().rename("cues").reset_index()
    counts["of"] = counts.groupby("document")["cues"].transform("sum")
    counts["share"] = counts["cues"] / counts["of"]
    counts["order"] = counts["strength"].map(STRENGTHS.index)
    order = ["document", "cues", "party", "order"]
    counts = counts.sort_values(order, ascending=[True, False, True, True], kind="stable")
    return pd.DataFrame(counts)[list(PARTY_COLUMNS)].reset_index(drop=True)


def commitments(
    targets: pd.DataFrame, deadlines: pd.DataFrame, tasks: pd.DataFrame | None = None
) -> pd.DataFrame:
    """A table of everything promised in numbers and dates, in printed order 量化承诺登记表.

    Targets and dated or recurring deadlines of the two tables in one; standing ones (持续推进) promise nothing that could
    be missed and are left out. Columns: document, start, stop, section, task_start (empty outside tasks), label and
    heading (of that task, if the tasks are given), what ("target" or "deadline"), words (as printed), comparator, value, unit
    (of a target), due (ISO, the last day; empty where open or masked) and kind (of a deadline). A promise on paper: whether
    it was kept, the document cannot say.
    """
    import pandas as pd

    shared = ["document", "start", "stop", "section", "task_start", "words"]
    require_columns(targets, [*shared, "comparator", "value", "unit"], "targets")
    require_columns(deadlines, [*shared, "due", "kind"], "deadlines")
    dated = deadlines[deadlines["kind"] != "standing"]
    parts = [targets.assign(what="target"), dated.assign(what="deadline")]
    table = pd.concat(
        [part.reindex(columns=list(COMMITMENT_COLUMNS)).astype(object) for part in parts], ignore_index=True
    )
    if tasks is not None:
        require_columns(tasks, ["document", "start", "label", "heading"], "tasks")
        places = zip(tasks["document"].astype(str), tasks["start"].astype(int), strict=True)
        known = dict(zip(places, zip(tasks["label"], tasks["heading"], strict=True), strict=True))
        keys = zip(table["document"], table["task_start"], strict=True)
        words = [
            known.get((str(document), int(start)), ("", "")) if pd.notna(start) else ("", "")
            for document, start in keys
        ]
        table["label"], table["heading"] = [one for one, _ in words], [two for _, two in words]
    for name in ("label", "heading", "comparator", "unit", "due", "kind", "section"):
        table[name] = table[name].where(table[name].notna(), "")
    numbers = {"start": "int64", "stop": "int64", "task_start": "Int64", "value": "Float64"}
    table = table.astype(numbers).sort_values(["document", "start", "what"], kind="stable")
    return table[list(COMMITMENT_COLUMNS)].reset_index(drop=True)
