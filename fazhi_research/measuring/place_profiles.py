"""Profiles of places, from documents that come some at a time: facts and counts are added up, then divided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.profile_counts import Counts, counted, rows_of, summed
from fazhi_research.measuring.themes import document_facts

if TYPE_CHECKING:
    import pandas as pd

    Tables = Mapping[str, pd.DataFrame]

MIXED = "mixed"
"""The genre of a place whose documents are of several 混合文种."""
_MOST = 50_000


@dataclass
class PlaceSums:
    """What is known so far of each place, or place and genre if not `pooled` (行政区合计)."""

    pooled: bool = False
    themes: Sequence[Any] = ()
    _facts: list[pd.DataFrame] = field(default_factory=list)
    _counts: list[Counts] = field(default_factory=list)
    _waiting: int = 0

    def add(self, documents: pd.DataFrame, tables: Tables) -> None:
        """Counts some more documents; those without a jurisdiction are left out."""
        require_columns(documents, ["document", "genre", "jurisdiction"], "documents")
        rows = documents[documents["jurisdiction"].astype(object).fillna("") != ""]
        facts = document_facts(rows)
        paths = dict(zip(rows["document"], rows["jurisdiction"].astype(str), strict=True))
        facts["jurisdiction"] = facts["document"].map(paths).astype(object)
        names = facts["document"].tolist()
        held = {table: rows_of(frame, names) for table, frame in tables.items()}
        found = counted(
            names, {table: frame for table, frame in held.items() if len(frame)}, themes=self.themes
        )
        facts["unit"] = facts["jurisdiction"] + ("" if self.pooled else " · " + facts["genre"].astype(str))
        units = dict(zip(names, facts["unit"], strict=True))
        self._facts.append(_joined(facts.assign(documents=1)))
        self._counts.append(summed([found], units))
        self._waiting += len(self._facts[-1])
        if self._waiting > max(_MOST, 2 * len(self._facts[0])):
            self._fold()

    def facts(self) -> pd.DataFrame:
        """Unit, genre, tier, jurisdiction, han, since, until and number of documents of each, sorted."""
        self._fold()
        return self._facts[0]

    def counts(self) -> Counts:
        """The counts of each, sorted."""
        self._fold()
        return self._counts[0]

    def _fold(self) -> None:
        import pandas as pd

        if len(self._facts) > 1:
            self._facts = [_joined(pd.concat(self._facts, ignore_index=True))]
            self._counts = [summed(self._counts)]
        self._waiting = len(self._facts[0])


def place_sums(
    chunks: Iterable[tuple[pd.DataFrame, Tables]], *, pooled: bool, themes: Sequence[Any]
) -> PlaceSums:
    """The sums over all chunks of documents and their tables (各块合计)."""
    sums = PlaceSums(pooled, themes)
    for documents, tables in chunks:
        sums.add(documents, tables)
    return sums


def _joined(facts: pd.DataFrame) -> pd.DataFrame:
    """One row for each unit: lengths and numbers added, dates spanned, the tier of the document that comes first."""
    dated = facts.assign(
        since=facts["since"].where(facts["since"] != ""), until=facts["until"].where(facts["until"] != "")
    )
    groups = dated.groupby("unit", sort=True)
    found = groups.agg(
        genre=("genre", "first"), kinds=("genre", "nunique"), tier=("tier", "first"), jurisdiction=("jurisdiction", "first"),
        han=("han", "sum"), since=("since", "min"), until=("until", "max"), documents=("documents", "sum"),
    ).reset_index()  # fmt: skip
    found["genre"] = found["genre"].where(found["kinds"] == 1, MIXED)
    return found.drop(columns="kinds").fillna({"since": "", "until": ""})
