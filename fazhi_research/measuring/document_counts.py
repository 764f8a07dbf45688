"""How many documents of which kind from which tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    import pandas as pd

TIERS = ("central", "province", "prefecture", "county", "township")


def document_counts(documents: pd.DataFrame) -> pd.DataFrame:
    """A table of documents by genre (rows) and tier (columns) 文种与层级分布.

    Columns: genre, one per tier that occurs from the centre down, "unknown" if a tier is not known, and
    total. Genres are sorted by total, most first; a genre not known is "unknown". Counts are documents.

    >>> import pandas as pd
    >>> documents = pd.DataFrame({"genre": ["plan", "plan", "speech"], "tier": ["county", "province", None]})
    >>> document_counts(documents).values.tolist()
    [['plan', 1, 1, 0, 2], ['speech', 0, 0, 1, 1]]
    """
    import pandas as pd

    require_columns(documents, ["genre", "tier"], "documents")
    plain = documents[["genre", "tier"]].astype(object)
    plain = plain.where(plain.notna() & (plain != ""), "unknown")
    counts = pd.crosstab(plain["genre"], plain["tier"])
    known = [tier for tier in TIERS if tier in counts.columns]
    counts = counts[[*known, *sorted(set(counts.columns) - set(known))]]
    counts.insert(len(counts.columns), "total", counts.sum(axis=1))
    counts = counts.reset_index().sort_values(["total", "genre"], ascending=[False, True], kind="stable")
    counts.columns.name = None
    return counts.reset_index(drop=True)
