"""The groups of columns of a profile, divided from what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.measuring.modality import STRENGTHS
from fazhi_research.measuring.profile_counts import ROWS, Counts
from fazhi_research.measuring.themes import codes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pandas as pd


def divided(
    counts: Counts, han: Sequence[int], there: Collection[str], *, themes: Sequence[Any] = ()
) -> pd.DataFrame:
    """Every measured column of profiles, a row for each row of the counts (画像各列).

    `han` are the Han characters of each, `there` the tables that were counted: what rests on others is missing. `themes` are those asked for.
    """
    import pandas as pd

    asked = list(dict.fromkeys(str(getattr(theme, "theme", theme)) for theme in themes))
    parts = [
        _themes(counts, asked if asked else counts.names("theme"), "codings" in there),
        _shares("instrument", counts, counts.names("instrument"), "codings" in there),
        _modality(counts, han, "modalities" in there),
        _agencies(counts, there),
        _promises(counts, there),
    ]
    return pd.concat([part.reset_index(drop=True) for part in parts], axis=1)


def _themes(counts: Counts, names: Sequence[str], there: bool) -> pd.DataFrame:
    """Share of each theme among the hits, and how many themes that is worth."""
    import numpy as np

    shares = _shares("theme", counts, names, there)
    p = shares.to_numpy(dtype="float64")
    with np.errstate(divide="ignore", invalid="ignore"):
        entropy = -np.where(p > 0, p * np.log2(p), 0.0).sum(axis=1)
    known = ~np.isnan(p).any(axis=1) & bool(p.shape[1])
    return shares.assign(themes_effective=np.where(known, 2**entropy, np.nan))


def _shares(group: str, counts: Counts, names: Sequence[str], there: bool) -> pd.DataFrame:
    """Shares of the hits of one scheme; empty where there are none."""
    import numpy as np
    import pandas as pd

    columns = [f"{group}_{name}" for name in names]
    if not there:
        return pd.DataFrame(np.nan, index=counts.numbers.index, columns=columns)
    hits = counts.of(group).reindex(columns=list(names), fill_value=0).to_numpy(dtype="float64")
    return pd.DataFrame(_ratio(hits, hits.sum(axis=1, keepdims=True)), columns=columns)


def _modality(counts: Counts, han: Sequence[int], there: bool) -> pd.DataFrame:
    """Share of each strength among the obligations, and obligations per 1,000 Han characters."""
    import numpy as np
    import pandas as pd

    columns = [f"modality_{strength}" for strength in STRENGTHS]
    if not there:
        empty = pd.DataFrame(np.nan, index=counts.numbers.index, columns=columns)
        return empty.assign(obligations_per_thousand=np.nan)
    cues = counts.of("modality")[list(STRENGTHS)].to_numpy(dtype="float64")
    shares = pd.DataFrame(_ratio(cues, cues.sum(axis=1, keepdims=True)), columns=columns)
    dense = _ratio(cues * 1000, np.asarray(han, dtype="float64")[:, None])
    return shares.assign(obligations_per_thousand=dense.sum(axis=1))


def _agencies(counts: Counts, there: Collection[str]) -> pd.DataFrame:
    """How concentrated the lead is, how collective the rest, how many units a task has."""
    import numpy as np
    import pandas as pd

    columns = ["lead_hhi", "lead_effective", "assignments_collective", "assignments_per_task"]
    found = pd.DataFrame(np.nan, index=counts.numbers.index, columns=columns)
    if "assignments" not in there:
        return found
    stated = counts.of("stated")
    total = stated["all"].to_numpy(dtype="float64")
    hhi = _concentration(counts)
    found["lead_hhi"], found["lead_effective"] = hhi, 1 / hhi
    found["assignments_collective"] = _ratio(stated["collective"].to_numpy(dtype="float64"), total)
    found["assignments_per_task"] = total / _tasks(counts, there)
    return found


def _concentration(counts: Counts) -> Any:
    """The Herfindahl–Hirschman index of fractional lead shares: `lead_concentration` for many documents at once."""
    import numpy as np

    leads = counts.leads
    shared = leads.assign(part=leads["tasks"].astype("float64") / leads["among"].astype("float64"))
    parts = shared.groupby(["document", "named"], sort=True)["part"].sum().reset_index()
    place = codes(parts["document"], counts.numbers.index.tolist())
    part = parts["part"].to_numpy(dtype="float64")
    size = len(counts.numbers)
    return _ratio(np.bincount(place, part**2, minlength=size), np.bincount(place, part, minlength=size) ** 2)


def _promises(counts: Counts, there: Collection[str]) -> pd.DataFrame:
    """Targets, and deadlines that can be missed, per task."""
    import numpy as np
    import pandas as pd

    tasks = _tasks(counts, there)
    found = pd.DataFrame(index=counts.numbers.index)
    for name, group, column in (("targets", "targets", ROWS), ("deadlines", "due", "deadlines")):
        made = counts.of(group)[column].to_numpy() / tasks if name in there else np.nan
        found[f"commitments_{name}"] = made
    return found


def _tasks(counts: Counts, there: Collection[str]) -> Any:
    """How many tasks each has, missing where it has none."""
    import numpy as np

    if "tasks" not in there:
        return np.full(len(counts.numbers), np.nan)
    sizes = counts.of("tasks")[ROWS].to_numpy(dtype="float64")
    return np.where(sizes > 0, sizes, np.nan)


def _ratio(parts: Any, wholes: Any) -> Any:
    """Parts of wholes, missing where a whole is nothing."""
    import numpy as np

    wholes = np.broadcast_to(wholes, parts.shape)
    return np.divide(parts, wholes, out=np.full(parts.shape, np.nan), where=wholes > 0)
