"""Two plans side by side on the functions they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns, role_ties
from fazhi_research.measuring.leads import lead_shares

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "agency", "keyed", "where", "first_named", "first_tasks", "first_of", "first_share", "second_named", "second_tasks",
    "second_of", "second_share", "difference",
)  # fmt: skip
ASPECTS = ("genre", "tier", "jurisdiction", "status", "issued", "first", "last")


def plan_comparison(
    assignments: pd.DataFrame, *, first: str, second: str, by: str = "family"
) -> pd.DataFrame:
    """A table of what two documents let each function lead, with both denominators 两份规划牵头对照.

    `first` and `second` are documents of the assignments table (bring both under one map with `mapped_assignments` if a reform lies between them). A row for each
    function (or body: by="agency") that leads in either. Columns: agency (the key), keyed (family, or named for a unit
    the register does not know, which is never shared), where (both, first, second), then for each document named (as printed), tasks (led), of
    (its tasks with a lead) and share (tasks / of; 0 where it leads nothing), and difference (second_share - first_share). Sorted: both, first, second;
    then the greater of the two shares from most to least, then agency. Shares of two plans differ in denominator and in how
    finely each cuts its work: read `document_differences` beside them. Raises TableError for a document that is not there or names no lead.

    >>> import pandas as pd
    >>> rows = [("a", 1, "法制办", "law"), ("a", 2, "财政局", "money"), ("b", 1, "司法局", "law")]
    >>> edges = pd.DataFrame(rows, columns=["document", "task", "named", "family"]).assign(role="lead")
    >>> plan_comparison(edges, first="a", second="b")[["agency", "where", "first_share", "second_share"]].values.tolist()
    [['law', 'both', 0.5, 1.0], ['money', 'first', 0.5, 0.0]]
    """
    import pandas as pd

    require_columns(assignments, ["document", "named", "role", by], "assignments")
    if first == second:
        raise TableError(f"first and second are both {first!r}: name two documents.")
    held = {
        place: _side(assignments, document, by) for place, document in (("first", first), ("second", second))
    }
    rows = []
    for key in sorted({*held["first"], *held["second"]}):
        row: dict[str, Any] = {"agency": key[1], "keyed": key[0]}
        for place, sides in held.items():
            found, of = sides.get(key), next(iter(sides.values()))["of"]
            row[f"{place}_named"] = found["named"] if found else ""
            row[f"{place}_tasks"], row[f"{place}_of"] = found["tasks"] if found else 0, of
            row[f"{place}_share"] = row[f"{place}_tasks"] / of
        row["where"] = "both" if row["first_tasks"] and row["second_tasks"] else "second"
        row["where"] = "first" if not row["second_tasks"] else row["where"]
        rows.append(row | {"difference": row["second_share"] - row["first_share"]})
    rows.sort(key=lambda r: (r["where"], -max(r["first_share"], r["second_share"]), r["agency"], r["keyed"]))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _side(assignments: pd.DataFrame, document: str, by: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The lead shares of one document by what each unit is known by."""
    rows = assignments[assignments["document"] == document]
    if rows.empty:
        known = ", ".join(sorted(map(str, assignments["document"].unique()))[:8]) or "none"
        raise TableError(f"the assignments table has no document {document!r}; it has: {known}.")
    ties = role_ties(rows, by=by, roles=("lead",))
    if ties.empty:
        raise TableError(
            f"{document} names no lead that is a body, so that there is nothing to compare: choose a document whose tasks name one."
        )
    kinds = dict(zip(ties["agency"], ties["keyed"], strict=True))
    shares: list[dict[str, Any]] = lead_shares(rows, by=by).to_dict("records")  # type: ignore[assignment]
    # an unknown unit is known by its name in its own document only: the same name elsewhere may be another body
    return {
        (
            kinds[row["agency"]],
            row["agency"] if kinds[row["agency"]] != "named" else f"{document}: {row['agency']}",
        ): row
        for row in shares
    }


def document_differences(documents: pd.DataFrame, *, first: str, second: str) -> pd.DataFrame:
    """A table of where two documents differ in kind, so that a difference in numbers can be read with care 可比性检查.

    `documents` is that table. Columns: aspect (genre, tier, jurisdiction, status, issued, first, last), the value of each document under `first` and
    `second` (empty where not known), and same ("yes", "no", or "not known" where either is empty). Issued is compared by year.
    Wherever it is not "yes", a difference between the two cannot be laid to any other cause.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"document": ["a", "b"], "genre": "plan", "tier": ["county", "province"], "issued": ["2015-01", ""]})
    >>> document_differences(rows, first="a", second="b").values.tolist()
    [['genre', 'plan', 'plan', 'yes'], ['tier', 'county', 'province', 'no'], ['issued', '2015', '', 'not known']]
    """
    import pandas as pd

    require_columns(documents, ["document"], "documents")
    held = {}
    for document in (first, second):
        rows = documents[documents["document"] == document]
        if len(rows) != 1:
            raise TableError(f"the documents table has {len(rows)} rows for {document!r}: it must have one.")
        held[document] = rows.iloc[0]
    found = []
    for aspect in (name for name in ASPECTS if name in documents.columns):
        one, two = (_words(held[document][aspect], aspect) for document in (first, second))
        same = "not known" if not one or not two else "yes" if one == two else "no"
        found.append((aspect, one, two, same))
    return pd.DataFrame(found, columns=["aspect", "first", "second", "same"])


def _words(value: Any, aspect: str) -> str:
    """A cell as text, a date as its year."""
    import pandas as pd

    text = "" if pd.isna(value) else str(int(value)) if isinstance(value, float) else str(value)
    return text[:4] if aspect == "issued" else text
