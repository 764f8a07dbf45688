"""How far a theme's share moves when tasks are drawn again: a sensitivity, not a sampling error."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.origins import Seed, seed_of, with_seed
from fazhi_research.measuring.task_themes import task_themes
from fazhi_research.measuring.themes import SCHEME, coded, count_pairs, theme_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd

DRAWS = 2000
CELLS = 20_000_000
"""The most numbers held at once while drawing 每批抽取量."""
INTERVAL_COLUMNS = (
    "document", "theme", "measure", "share", "low", "high", "level", "draws", "tasks", "kind",
)  # fmt: skip


def theme_intervals(
    codings: pd.DataFrame,
    tasks: pd.DataFrame,
    sections: pd.DataFrame,
    *,
    themes: Sequence[Any] | None = None,
    scheme: str = SCHEME,
    by: str = "section",
    draws: int = DRAWS,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of each share with the interval in which it stays when tasks are drawn again 敏感区间.

    The tasks of a document are drawn with replacement, as many as it has, `draws` times, and both shares are
    computed anew: "tasks" (share of tasks by headings, `theme_tasks`) and "hits" (share of hits; words outside
    tasks stay as they are). low and high are the quantiles that hold the middle `level` of the draws. A plan is
    its whole population, so that this is no sampling error and supports no test: it says how much a share hangs
    on single tasks (Efron 1979 for the resampling; the reading as sensitivity is ours). kind is "sensitivity"
    in every row, so that the word travels with the numbers.

    Columns: document, theme, measure, share, low, high, level, draws, tasks (n) and kind. Documents without
    tasks have no row. Each document has a generator of its own, seeded by `seed` and its name: what else is in
    the table moves nothing.
    """
    import pandas as pd

    if draws < 1 or not 0 < level < 1:
        raise FazhiError(f"draws={draws}, level={level}: give at least one draw and a level between 0 and 1.")
    require_columns(codings, ["task_start"], "codings")
    names = theme_names(coded(codings, scheme=scheme, required=themes is None), themes)
    held = task_themes(codings, tasks, sections, scheme=scheme, by=by)
    words = dict(iter(coded(codings, scheme=scheme, required=False).groupby("document", sort=False)))
    parts = []
    for document, group in held.groupby("document", sort=True):
        starts = sorted(group["task"].unique().tolist())
        found = words.get(document, codings[:0])
        parts += _intervals(str(document), _arrays(group, found, starts, names), names, draws, level, seed)
    return with_seed(pd.DataFrame(parts, columns=list(INTERVAL_COLUMNS)), Seed(seed, draws))


def with_intervals(shares: pd.DataFrame, intervals: pd.DataFrame) -> pd.DataFrame:
    """The table of shares with the columns low, high and level of its sensitivity intervals 附敏感区间.

    `shares` comes from `theme_tasks` (takes the intervals of "tasks") or `theme_shares` (those of "hits"), `intervals` from
    `theme_intervals` on the same codings and by the same rule. Documents without tasks have empty ends.
    """
    require_columns(shares, ["document", "theme", "share"], "shares")
    require_columns(intervals, ["document", "theme", "measure", "low", "high"], "intervals")
    measure = "tasks" if "tasks" in shares.columns else "hits"
    ends = [name for name in ("low", "high", "level") if name in intervals.columns]
    held = intervals.loc[intervals["measure"] == measure, ["document", "theme", *ends]]
    plain = shares.astype({"document": object, "theme": object})
    found = plain.merge(
        held.astype({"document": object, "theme": object}), how="left", on=["document", "theme"]
    )
    found.attrs |= shares.attrs
    return with_seed(found, seed_of(intervals))


def _arrays(
    held: pd.DataFrame, codings: pd.DataFrame, starts: list[int], names: list[str]
) -> tuple[Any, Any, Any]:
    """Tasks by themes by headings and by hits, and the hits outside tasks."""
    structural = held[held["theme"] != ""].rename(columns={"document": "of", "task": "document"})
    inside = codings["task_start"].isin(starts)
    hits = codings[inside].rename(columns={"document": "of", "task_start": "document"})
    outside = codings[~inside].assign(document=-1)
    return (
        count_pairs(structural, starts, names),
        count_pairs(hits.astype({"document": "int64"}), starts, names),
        count_pairs(outside, [-1], names)[0],
    )


def _intervals(
    document: str, arrays: tuple[Any, Any, Any], names: list[str], draws: int, level: float, seed: int
) -> list[tuple[object, ...]]:
    """The rows of one document."""
    import numpy as np

    structural, hits, outside = arrays
    tasks = len(structural)
    generator = np.random.default_rng([seed, zlib.crc32(document.encode())])
    drawn = {"tasks": np.empty((draws, len(names))), "hits": np.empty((draws, len(names)))}
    for start in range(0, draws, step := max(1, CELLS // tasks)):
        times = generator.multinomial(tasks, np.full(tasks, 1 / tasks), size=min(step, draws - start))
        drawn["tasks"][start : start + step] = times @ structural / tasks
        drawn["hits"][start : start + step] = _shares(times @ hits + outside)
    shares = {"tasks": structural.sum(axis=0) / tasks, "hits": _shares(hits.sum(axis=0)[None] + outside)[0]}
    rows: list[tuple[object, ...]] = []
    for measure, found in drawn.items():
        low, high = _quantiles(found, level)
        rows += [
            (document, name, measure, *numbers, level, draws, tasks, "sensitivity")
            for name, *numbers in zip(names, shares[measure], low, high, strict=True)
        ]
    return rows


def _shares(counts: Any) -> Any:
    """Each row over its sum; empty where there is nothing."""
    import numpy as np

    totals = counts.sum(axis=1, keepdims=True)
    return np.divide(counts, totals, out=np.full(counts.shape, np.nan), where=totals > 0)


def _quantiles(found: np.ndarray[Any, Any], level: float) -> tuple[Any, Any]:
    """The quantiles around the middle `level`, over the draws that have a share."""
    import numpy as np

    kept = found[~np.isnan(found).any(axis=1)]
    if not len(kept):
        return (np.full(found.shape[1], np.nan),) * 2
    return tuple(np.quantile(kept, [(1 - level) / 2, (1 + level) / 2], axis=0))
