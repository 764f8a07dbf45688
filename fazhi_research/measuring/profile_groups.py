"""The groups of columns of a profile, each counted for all documents at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.measuring.edges import MEASURED_ROLES, require_columns
from fazhi_research.measuring.modality import STRENGTHS, modality_profile
from fazhi_research.measuring.themes import SCHEME, coded, codes, count_pairs, theme_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

INSTRUMENTS = "instruments"
"""The scheme of codings that holds policy instruments 政策工具编码表."""


def themes(names: Sequence[str], codings: pd.DataFrame | None, chosen: Sequence[Any]) -> pd.DataFrame:
    """Share of each theme among the hits, and how many themes that is worth 主题构成."""
    import numpy as np

    shares = _shares("theme", names, codings, SCHEME, chosen)
    p = shares.to_numpy(dtype="float64")
    with np.errstate(divide="ignore", invalid="ignore"):
        entropy = -np.where(p > 0, p * np.log2(p), 0.0).sum(axis=1)
    known = ~np.isnan(p).any(axis=1) & bool(p.shape[1])
    return shares.assign(themes_effective=np.where(known, 2**entropy, np.nan))


def instruments(
    names: Sequence[str], codings: pd.DataFrame | None, chosen: Sequence[str] = ()
) -> pd.DataFrame:
    """Share of each policy instrument among the cues 政策工具构成."""
    return _shares("instrument", names, codings, INSTRUMENTS, chosen)


def _shares(
    group: str, names: Sequence[str], codings: pd.DataFrame | None, scheme: str, chosen: Sequence[Any]
) -> pd.DataFrame:
    """Shares of the hits of one scheme; empty where a document has none."""
    import numpy as np
    import pandas as pd

    asked = [str(getattr(theme, "theme", theme)) for theme in chosen]
    if codings is None:
        return pd.DataFrame(np.nan, index=range(len(names)), columns=[f"{group}_{name}" for name in asked])
    rows = coded(codings, scheme=scheme, required=False)
    kinds = theme_names(rows, asked or None)
    counts = count_pairs(rows, names, kinds).astype("float64")
    totals = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, totals, out=np.full(counts.shape, np.nan), where=totals > 0)
    return pd.DataFrame(shares, columns=[f"{group}_{kind}" for kind in kinds])


def modality(documents: pd.DataFrame, modalities: pd.DataFrame | None) -> pd.DataFrame:
    """Share of each strength among the obligations, and obligations per 1,000 Han characters 规范强度构成.

    One row per document, sorted by document.
    """
    import numpy as np
    import pandas as pd

    columns = [f"modality_{strength}" for strength in STRENGTHS]
    if modalities is None:
        empty = pd.DataFrame(np.nan, index=range(len(documents)), columns=columns)
        return empty.assign(obligations_per_thousand=np.nan)
    counted = modality_profile(modalities, documents)
    grid = counted[["share", "per_thousand"]].to_numpy(dtype="float64").reshape(-1, len(STRENGTHS) + 1, 2)
    shares = pd.DataFrame(grid[:, :-1, 0], columns=columns)
    return shares.assign(obligations_per_thousand=grid[:, :-1, 1].sum(axis=1))


def agencies(
    names: Sequence[str], assignments: pd.DataFrame | None, tasks: pd.DataFrame | None
) -> pd.DataFrame:
    """How concentrated the lead is, how collective the rest, how many units a task has 责任结构."""
    import numpy as np
    import pandas as pd

    columns = ["lead_hhi", "lead_effective", "assignments_collective", "assignments_per_task"]
    found = pd.DataFrame(np.nan, index=range(len(names)), columns=columns)
    if assignments is None:
        return found
    require_columns(assignments, ["document", "task_start", "role", "named", "collective"], "assignments")
    stated = assignments[assignments["role"].isin(MEASURED_ROLES) & assignments["task_start"].notna()]
    hhi = _concentration(stated, names)
    place = codes(stated["document"], names)
    total = np.bincount(place, minlength=len(names)).astype("float64")
    flags = stated["collective"].fillna(False).to_numpy(dtype="float64")
    held = np.bincount(place, flags, minlength=len(names))
    found["lead_hhi"], found["lead_effective"] = hhi, 1 / hhi
    found["assignments_collective"] = np.divide(held, total, out=np.full(len(names), np.nan), where=total > 0)
    found["assignments_per_task"] = total / _tasks(names, tasks)
    return found


def _concentration(stated: pd.DataFrame, names: Sequence[str]) -> Any:
    """The Herfindahl–Hirschman index of fractional lead shares: `lead_concentration` for many documents at once."""
    import numpy as np

    keys = ["document", "task_start", "named"]
    leads = stated[(stated["role"] == "lead") & ~stated["collective"].fillna(False).astype(bool)]
    leads = leads[keys].astype(object).drop_duplicates()
    leads["part"] = 1 / leads.groupby(["document", "task_start"], sort=False)["named"].transform("size")
    parts = leads.groupby(["document", "named"], sort=False)["part"].sum().reset_index()
    place = codes(parts["document"], names)
    part = parts["part"].to_numpy(dtype="float64")
    total = np.bincount(place, part, minlength=len(names))
    square = np.bincount(place, part**2, minlength=len(names))
    return np.divide(square, total**2, out=np.full(len(names), np.nan), where=total > 0)


def promises(names: Sequence[str], held: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Targets, and deadlines that can be missed, per task 每项任务的量化承诺."""
    import numpy as np
    import pandas as pd

    tasks = _tasks(names, held.get("tasks"))
    found = pd.DataFrame(index=range(len(names)))
    for name in ("targets", "deadlines"):
        table = held.get(name)
        if table is None:
            found[f"commitments_{name}"] = np.nan
            continue
        rows = table[table["kind"] != "standing"] if name == "deadlines" else table
        counts = np.bincount(codes(rows["document"], names), minlength=len(names))
        found[f"commitments_{name}"] = counts / tasks
    return found


def _tasks(names: Sequence[str], tasks: pd.DataFrame | None) -> Any:
    """How many tasks each document has, missing where it has none."""
    import numpy as np

    if tasks is None:
        return np.full(len(names), np.nan)
    counts = np.bincount(codes(tasks["document"], names), minlength=len(names)).astype("float64")
    return np.where(counts > 0, counts, np.nan)
