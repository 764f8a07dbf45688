"""Documents cut to one length by drawing blocks of their text, and distances over many such draws."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.caveats import caveat, warn, with_caveats
from fazhi_research.measuring.distances import profile_distances, theme_distances
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.guards import comparison_caveats
from fazhi_research.measuring.origins import Seed, seed_of, with_seed
from fazhi_research.measuring.profiles import document_profiles
from fazhi_research.measuring.text_distances import (
    SEAM,
    containment_distances,
    text_containments,
    text_distances,
)
from fazhi_research.measuring.themes import codes, document_facts, theme_shares
from fazhi_research.progress import PATIENCE, bar

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    Tables = Mapping[str, pd.DataFrame]

MEASURES = ("profile", "theme", "text", "containment")
"""What documents can be compared by 距离依据."""
BLOCK, DRAWS = 200, 100


def length_matched(
    tables: Tables, *, size: int = 0, block: int = BLOCK, seed: int = 0
) -> dict[str, pd.DataFrame]:
    """The tables of documents cut to one length: one draw of blocks of their text 等长抽样.

    `tables` holds documents (with characters) and whatever else has the columns document and start (codings,
    modalities, tasks, assignments, targets, deadlines), or document and text. Every document is cut into
    blocks of `block` characters; of each, as many blocks are drawn without replacement as make `size` characters (by
    default the length of the shortest document that fills a block), and rows that start outside them are left
    out. A document shorter than `size` stays whole. `han` and `characters` are those of the draw, `han` in
    proportion. Each document has a generator of its own, seeded by `seed` and its name.

    >>> import pandas as pd
    >>> documents = pd.DataFrame({"document": ["a", "b"], "characters": [400, 1000], "han": [300, 900]})
    >>> codings = pd.DataFrame({"document": "b", "start": [10, 250, 450, 650, 850]})
    >>> drawn = length_matched({"documents": documents, "codings": codings})
    >>> drawn["documents"]["characters"].tolist(), len(drawn["codings"])
    ([400, 400], 2)
    """
    if "documents" not in tables:
        raise TableError("the tables to be matched for length need one called documents.")
    require_columns(tables["documents"], ["document", "characters", "han"], "documents")
    if size < 0 or block < 1:
        raise FazhiError(f"size={size}, block={block}: give lengths above zero, in characters.")
    documents = tables["documents"].reset_index(drop=True)
    names = documents["document"].astype(str).tolist()
    kept, starts = _kept(names, documents["characters"].tolist(), size, block, seed)
    lengths = _lengths(documents["characters"].tolist(), kept, starts, block)
    share = lengths / documents["characters"].astype("float64").clip(lower=1)
    found = {
        "documents": documents.assign(
            characters=lengths, han=(documents["han"] * share).round().astype("int64")
        )
    }
    for name, table in tables.items():
        if name != "documents":
            found[name] = _cut(table, names, kept, starts, block)
    return found


def _kept(names: list[str], lengths: list[int], size: int, block: int, seed: int) -> tuple[Any, Any]:
    """Which blocks are drawn, of all documents on end, and where each document's begin."""
    import numpy as np

    blocks = np.maximum(1, np.array(lengths, dtype="int64") // block)
    starts = np.concatenate([[0], np.cumsum(blocks)])
    full = [length for length in lengths if length >= block]
    wanted = max(1, (size or min(full, default=block)) // block)
    kept = np.zeros(int(starts[-1]), dtype=bool)
    for name, start, count in zip(names, starts, blocks, strict=False):
        generator = np.random.default_rng([seed, zlib.crc32(name.encode())])
        kept[start + generator.permutation(int(count))[:wanted]] = True
    return kept, starts


def _lengths(lengths: list[int], kept: Any, starts: Any, block: int) -> Any:
    """The characters of each draw; the last block of a document holds its tail."""
    import numpy as np

    drawn = (
        np.add.reduceat(kept.astype("int64"), starts[:-1]) * block if len(lengths) else np.empty(0, "int64")
    )
    tails = np.array(lengths, dtype="int64") - np.diff(starts) * block
    return drawn + np.where(kept[starts[1:] - 1], tails, 0)


def _cut(table: pd.DataFrame, names: list[str], kept: Any, starts: Any, block: int) -> pd.DataFrame:
    """The rows, or the pieces of text, that lie in drawn blocks."""
    import numpy as np

    place = codes(table["document"].astype(object), names)
    if "text" in table.columns:
        words = [
            _pieces(str(t), kept[starts[p] : starts[p + 1]], block) if p >= 0 else ""
            for t, p in zip(table["text"], place, strict=True)
        ]
        return table.assign(text=words)
    require_columns(table, ["document", "start"], "given")
    last = np.diff(starts)[place] - 1
    at = np.minimum(table["start"].to_numpy(dtype="int64") // block, last)
    held = (place >= 0) & kept[starts[place] + at]
    return table.iloc[np.flatnonzero(held)]


def _pieces(text: str, kept: Any, block: int) -> str:
    """The drawn blocks of a text, seams between them."""
    ends = [*range(block, len(kept) * block, block), len(text)]
    return SEAM.join(
        text[stop - block if stop < ends[-1] else (len(ends) - 1) * block : stop]
        for stop, held in zip(ends, kept, strict=True)
        if held
    )


def measured_distances(tables: Tables, *, measure: str = "profile", **options: Any) -> pd.DataFrame:
    """A square table of distances by one of the measures, of the tables as they are 按指标计算距离.

    "profile": `document_profiles`, `profile_distances`; "theme": `theme_shares`, `theme_distances`; "text":
    `text_distances`; "containment": `text_containments`, `containment_distances`. `options` go to the distance (for
    "containment", `n` and `symmetry`).
    """
    if measure not in MEASURES:
        raise FazhiError(f"measure={measure!r} is unknown: choose one of {', '.join(MEASURES)}.")
    needed = {"theme": ["documents", "codings"], "profile": ["documents"]}.get(measure, ["texts"])
    if lost := [name for name in needed if name not in tables]:
        raise TableError(
            f"distances by {measure} need the table {lost[0]}; there are: {', '.join(tables) or 'none'}."
        )
    if measure == "profile":
        rest = {name: table for name, table in tables.items() if name not in ("documents", "texts")}
        return profile_distances(document_profiles(tables["documents"], rest), **options)
    if measure == "theme":
        return theme_distances(theme_shares(tables["codings"], tables["documents"]), **options)
    if measure == "text":
        return text_distances(tables["texts"], **options)
    run = {"n": options.pop("n")} if "n" in options else {}
    return containment_distances(text_containments(tables["texts"], **run), **options)


def distance_draws(
    tables: Tables,
    *,
    measure: str = "profile",
    draws: int = DRAWS,
    size: int = 0,
    block: int = BLOCK,
    seed: int = 0,
    **options: Any,
) -> list[pd.DataFrame]:
    """Square tables of distances, one per length-matched draw 等长抽样距离.

    Every draw is a `length_matched` one with its own seed, measured by `measured_distances`. Two draws of one document
    hold different blocks, so that how the draws differ says how much of a distance hangs on which passages were read.
    """
    if draws < 1:
        raise FazhiError(f"draws={draws}: give at least one draw.")
    found = []
    with bar(f"{measure} distances", draws, patience=PATIENCE) as step:
        for draw in range(draws):
            piece = length_matched(tables, size=size, block=block, seed=seed * 100_003 + draw)
            found.append(with_seed(measured_distances(piece, measure=measure, **options), Seed(seed, draws)))
            step(1)
    return found


def mean_distances(draws: list[pd.DataFrame]) -> pd.DataFrame:
    """The mean of square tables of distances, each pair over the draws that have it 平均距离."""
    import numpy as np
    import pandas as pd

    if not draws:
        raise FazhiError("there are no draws to take the mean of: make some with distance_draws.")
    names = draws[0].index
    if any(not names.equals(draw.index) for draw in draws):
        raise TableError("the draws are of different documents: make them from the same tables.")
    held = np.stack([draw.to_numpy(dtype="float64") for draw in draws])
    known = (~np.isnan(held)).sum(axis=0)
    total = np.nansum(held, axis=0)
    mean = np.divide(total, known, out=np.full(total.shape, np.nan), where=known > 0)
    found = pd.DataFrame(mean, index=names, columns=draws[0].columns)
    return with_seed(found, seed_of(draws[0]))


def document_distances(
    tables: Tables,
    *,
    measure: str = "profile",
    matched: bool = True,
    draws: int = DRAWS,
    size: int = 0,
    block: int = BLOCK,
    seed: int = 0,
    **options: Any,
) -> pd.DataFrame:
    """A square table of how far documents lie apart, matched for length unless told 文件距离.

    The mean over `draws` of distances between pieces of equal length (`distance_draws`): raw likeness follows
    length, and short documents look unlike everything. Pieces are noisier than whole documents, so that every
    distance grows, most where documents are uneven in themselves; two copies of one text lie a little apart. With
    `matched=False` whole documents are compared, with a CaveatWarning where their lengths differ. Caveats on
    genre and place are in `caveats(...)`. `measure` and `options` as in `measured_distances`.
    """
    about = document_facts(tables["documents"]) if "documents" in tables else None
    if matched:
        found = mean_distances(
            distance_draws(tables, measure=measure, draws=draws, size=size, block=block, seed=seed, **options)
        )
    else:
        found = measured_distances(tables, measure=measure, **options)
    told = comparison_caveats(about) if about is not None else []
    lengths = [one for one in told if one.code == "lengths"]
    if not matched:
        warn(lengths, what="document_distances(matched=False)")
    empty = [str(name) for name in found.index if bool(found.drop(columns=name).loc[name].isna().all())]
    if empty and len(found) > 1:
        told.append(_empty(empty))
        warn(told[-1:], what="document_distances")
    return with_caveats(
        found, told if not matched else [one for one in told if one not in lengths], column=False
    )


def _empty(names: list[str]) -> Any:
    """The caveat on documents without any distance."""
    few = ", ".join(names[:5])
    return caveat(
        "empty",
        f"{len(names)} document(s) without anything to measure have no distance: {few}.",
        f"{len(names)} 份文件无可测内容，没有距离：{few}。",
    )
