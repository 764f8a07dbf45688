"""Measures over tables too large for memory: the result is that of the whole tables, the tables are read in chunks."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from fazhi_research.errors import TableError
from fazhi_research.project.chunks import read_chunks

if TYPE_CHECKING:
    import pandas as pd

    from fazhi_research.batch.clients import ClientOrAddress

Result = TypeVar("Result")
PROFILED = ("codings", "modalities", "tasks", "assignments", "targets", "deadlines")
"""The tables from which profiles are counted 画像所用各表."""


def over_chunks(
    measure: Callable[..., Result],
    folder: str | Path,
    *,
    documents: int = 1000,
    client: ClientOrAddress | None = None,
    **options: Any,
) -> Result:
    """What a measure gives of the tables in a folder, read some documents at a time 分块计算.

    `folder` holds what `fazhi parse` or `build` wrote, as CSV or Parquet; the tables that the measure takes are found there, so
    that only its other arguments are given: `over_chunks(fz.lead_shares, "tables", by="agency")`. The result is exactly what
    `measure` gives of the whole tables. In memory are the rows of `documents` documents (of two such chunks for
    reuse) and the result. Measures: those that give rows of each document (theme_shares, theme_tasks, theme_measures, task_themes,
    modality_profile, modality_parties, commitments, lead_shares, lead_concentration, co_leads, lead_by_section,
    with_searched_han, document_profiles), sums (document_counts, role_degrees, jurisdiction_profiles), graphs (incidence, which most measures of graphs
    take, and network, which holds agencies alone; fractional weights of its ties may differ in the last digit), and
    reuse_passages, which puts working files of twice the size of the texts into the system's folder for such files. With `client`, a
    `distributed.Client` or the address of a Dask scheduler, its workers compare the texts, and the working files stand below `folder`, which they must see. For anything else
    loop over `read_chunks`. Raises TableError for a measure that is none of these, and as `read_chunks` and the measure do.

    >>> import fazhi_research as fz
    >>> tables = fz.Project.find().processed
    >>> shares = over_chunks(fz.lead_shares, tables, documents=2)
    >>> shares.equals(fz.lead_shares(fz.Project.find().read_table("assignments")))
    True
    """
    name = getattr(measure, "__name__", "")
    if client is not None and name not in SHARED:
        raise TableError(
            f"client= is for {', '.join(SHARED)}: {name or measure} is bound by reading, which one machine does"
        )
    stored = Stored(Path(folder), documents, client)
    if name in ROWS:
        return ROWS[name].over(measure, stored, options)  # type: ignore[return-value]
    if name in WHOLE:
        return WHOLE[name](stored, options)  # type: ignore[no-any-return]
    raise TableError(
        f"{name or measure} is not among the measures over chunks: {', '.join(sorted([*ROWS, *WHOLE]))}. Loop over read_chunks instead."
    )


@dataclass(frozen=True)
class Stored:
    """Tables in a folder, and how many documents are read at a time (存储的表)."""

    folder: Path
    documents: int
    client: ClientOrAddress | None = None

    def chunks(self, *tables: str) -> Iterator[tuple[pd.DataFrame, ...]]:
        """The tables chunk by chunk (逐块)."""
        return read_chunks(self.folder, *tables, documents=self.documents)

    def of(self, table: str) -> Iterator[pd.DataFrame]:
        """One table chunk by chunk (逐块单表)."""
        return (frame for (frame,) in self.chunks(table))

    def holds(self, table: str) -> bool:
        """Whether a table has any row (是否有行)."""
        return any(len(frame) for frame in self.of(table))

    def kinds(self, scheme: str) -> list[str]:
        """The themes that occur in the codings of a scheme, sorted (出现的主题)."""
        found: set[str] = set()
        for frame in self.of("codings"):
            found.update(map(str, frame.loc[frame["scheme"] == scheme, "theme"].unique()))
        return sorted(found)


@dataclass(frozen=True)
class Rows:
    """How a measure is called whose every row belongs to one document: tables by position, tables by keyword, and which may not be empty."""

    tables: tuple[str, ...]
    keywords: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()

    def over(self, measure: Callable[..., Any], stored: Stored, options: Mapping[str, Any]) -> pd.DataFrame:
        """The rows of all chunks."""
        from fazhi_research.measuring.joined_rows import joined_rows
        from fazhi_research.measuring.themes import SCHEME

        told = dict(options)
        if "codings" in self.filled and told.get("themes") is None:
            scheme = told.get("scheme", SCHEME)
            told["themes"] = stored.kinds(scheme) or None  # none: the measure says what is wrong

        def measured(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
            named = {name: frames[name] for name in self.keywords}
            found: pd.DataFrame = measure(*(frames[name] for name in self.tables), **named, **told)
            return found

        return joined_rows([measured(frames) for frames in self._fit(stored)])

    def _fit(self, stored: Stored) -> Iterator[dict[str, pd.DataFrame]]:
        """Chunks none of which lacks the tables that may not be empty, unless all do: one that does is joined with its neighbour."""
        import pandas as pd

        names = (*self.tables, *self.keywords)
        held: dict[str, pd.DataFrame] | None = None
        for frames in stored.chunks(*names):
            new = dict(zip(names, frames, strict=True))
            if held is None:
                held = new
            elif all(len(held[name]) and len(new[name]) for name in self.filled):
                yield held
                held = new
            else:
                held = {name: pd.concat([held[name], new[name]], ignore_index=True) for name in names}
        if held is not None:
            yield held


def _profiles(stored: Stored, options: Mapping[str, Any]) -> pd.DataFrame:
    """`document_profiles`: what is missing everywhere is missing, what is missing here alone is zero."""
    from fazhi_research.measuring.joined_rows import joined_rows
    from fazhi_research.measuring.profile_counts import INSTRUMENTS
    from fazhi_research.measuring.profiles import finished_profiles, profile_rows
    from fazhi_research.measuring.themes import SCHEME

    told = {"columns": (), "themes": (), **options}
    there = [name for name in PROFILED if stored.holds(name)]
    themes = told["themes"] or (stored.kinds(SCHEME) if "codings" in there else ())
    instruments = stored.kinds(INSTRUMENTS) if "codings" in there else ()
    rows = [
        profile_rows(about, dict(zip(there, frames, strict=True)), themes=themes, instruments=instruments)
        for about, *frames in stored.chunks("documents", *there)
    ]
    return finished_profiles(joined_rows(rows), told["columns"])


def _places(stored: Stored, options: Mapping[str, Any]) -> pd.DataFrame:
    from fazhi_research.measuring.profiles import place_profiles

    chunks = stored.chunks("documents", *PROFILED)
    return place_profiles(
        ((about, dict(zip(PROFILED, frames, strict=True))) for about, *frames in chunks), **options
    )


def _counts(stored: Stored, options: Mapping[str, Any]) -> pd.DataFrame:
    from fazhi_research.measuring.document_counts import document_counts
    from fazhi_research.measuring.joined_rows import joined_rows

    return document_counts(
        joined_rows([frame[["genre", "tier"]] for frame in stored.of("documents")]), **options
    )


def _incidence(stored: Stored, options: Mapping[str, Any]) -> Any:
    from fazhi_research.measuring.incidence_sums import incidence_sum

    return incidence_sum(stored.of("assignments"), **options)


def _network(stored: Stored, options: Mapping[str, Any]) -> Any:
    from fazhi_research.measuring.incidence_sums import network_sum

    return network_sum(stored.of("assignments"), **options)


def _degrees(stored: Stored, options: Mapping[str, Any]) -> pd.DataFrame:
    from fazhi_research.measuring.incidence_sums import role_degrees_sum

    return role_degrees_sum(stored.of("assignments"), **options)


def _reuse(stored: Stored, options: Mapping[str, Any]) -> pd.DataFrame:
    from fazhi_research.batch.clients import by_workers, connected, require_alike
    from fazhi_research.batch.makers import fingerprint
    from fazhi_research.batch.parts import Job
    from fazhi_research.measuring.reuse_blocks import reuse_in_blocks
    from fazhi_research.measuring.text_blocks import Block

    blocks = (Block(*frames) for frames in stored.chunks("documents", "texts", "furniture"))
    if stored.client is None:
        with tempfile.TemporaryDirectory(prefix="fazhi-reuse-") as folder:
            return reuse_in_blocks(blocks, Path(folder), **options)
    home = stored.folder.absolute()
    with (
        connected(stored.client) as client,
        tempfile.TemporaryDirectory(prefix=".reuse-", dir=home) as folder,
    ):
        require_alike(client, Job(Path(folder), fingerprint(None)), single=False)
        return reuse_in_blocks(blocks, Path(folder), each=partial(by_workers, client), **options)


SHARED = ("reuse_passages",)
"""Measures that the workers of a cluster share out among them 集群测量."""
ROWS = {
    "co_leads": Rows(("assignments", "tasks")),
    "commitments": Rows(("targets", "deadlines", "tasks")),
    "lead_by_section": Rows(("assignments", "tasks"), ("sections",)),
    "lead_concentration": Rows(("assignments",)),
    "lead_shares": Rows(("assignments",)),
    "modality_parties": Rows(("modalities",)),
    "modality_profile": Rows(("modalities", "documents")),
    "task_themes": Rows(("codings", "tasks", "sections")),
    "theme_measures": Rows(("codings", "documents"), ("tasks", "sections"), filled=("codings",)),
    "theme_shares": Rows(("codings", "documents"), filled=("codings",)),
    "theme_tasks": Rows(("codings", "documents"), ("tasks", "sections"), filled=("codings",)),
    "with_searched_han": Rows(("documents", "texts")),
}
"""Measures whose rows belong to one document each 逐篇测量."""
WHOLE: dict[str, Callable[[Stored, Mapping[str, Any]], Any]] = {
    "document_counts": _counts,
    "document_profiles": _profiles,
    "incidence": _incidence,
    "jurisdiction_profiles": _places,
    "network": _network,
    "reuse_passages": _reuse,
    "role_degrees": _degrees,
}
"""Measures that need something of all documents 整体测量."""
