"""Whether agencies with few tasks hold a part of the tasks of those with many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import RefusedError
from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.incidence import MOST_COLLECTIVE, incidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from fazhi_research.measuring.incidence import Matrix, Source

LEAST_TASKS, LEAST_AGENCIES, MOST = 10, 5, 3_000
"""Fewer tasks or agencies carry no value, more than so many are too many pairs: conventions, see docs/graphs.md."""


def nestedness(
    source: Source,
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    apart: str = "",
    draws: int = 199,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of one row: how nested the matrix of tasks and agencies is, and how nested chance would make it 嵌套度.

    NODF of Almeida-Neto and others (2008, Oikos 117, 1227): of two agencies with unlike numbers of tasks, the percentage of the
    smaller one's tasks that the larger holds too; 0 for two of like number; the mean over all pairs. The same for tasks by their agencies;
    `nodf` is the mean over both kinds of pairs. 0 to 100. It depends on size and fill, so the value alone says little: `expected` is
    its mean in `draws` random matrices in which task t and agency a are tied with the probability (k_t / agencies + k_a / tasks) / 2
    (Bascompte and others 2003, PNAS 100, 9383), and `p` the share of those that are as nested, the observed one counted with them.

    Columns: tasks, agencies (with a tie each), ties, fill, nodf, nodf_agencies, nodf_tasks, expected, z (empty where chance does not
    vary), p, draws. Collectives are left out.

    Raises RefusedError for fewer than 10 tasks or 5 agencies, for a full matrix, for more than 3,000 of either, and where half or more of
    the ties are those of collectives.

    >>> import pandas as pd
    >>> rows = [(task, name) for task in range(10) for name in "甲乙丙丁戊"[: task // 2 + 1]]
    >>> edges = pd.DataFrame(rows, columns=["task", "named"]).assign(role="responsible")
    >>> nestedness(edges)[["tasks", "agencies", "nodf_agencies", "nodf_tasks"]].round(1).values.tolist()
    [[10.0, 5.0, 100.0, 88.9]]
    """
    import numpy as np
    import pandas as pd

    held = incidence(source, by=by, roles=roles, apart=apart)
    if held.through_collectives >= MOST_COLLECTIVE:
        raise RefusedError(
            f"nestedness is refused: {held.through_collectives:.0%} of the ties are those of collectives such as 各部门, which are no body."
        )
    full = _filled(held.matrix()[:, np.flatnonzero(held.bodies)])
    tasks, agencies = full.shape
    fill = full.mean()
    own = _nodf(full)
    chance = (full.sum(axis=1)[:, None] / agencies + full.sum(axis=0)[None, :] / tasks) / 2
    draw = np.random.default_rng(seed)
    values = np.array([_nodf(draw.random(full.shape) < chance)[0] for _ in range(draws)])
    spread = float(values.std()) if draws else 0.0
    return pd.DataFrame(
        {
            "tasks": [tasks],
            "agencies": [agencies],
            "ties": [int(full.sum())],
            "fill": [round(float(fill), 12)],
            "nodf": [round(own[0], 9)],
            "nodf_agencies": [round(own[1], 9)],
            "nodf_tasks": [round(own[2], 9)],
            "expected": [round(float(values.mean()), 9) if draws else float("nan")],
            "z": [round((own[0] - float(values.mean())) / spread, 9) if spread else float("nan")],
            "p": [(1 + int((values >= own[0] - 1e-9).sum())) / (1 + draws)],
            "draws": [draws],
        }
    )


def _filled(matrix: Matrix) -> NDArray[np.bool_]:
    """The matrix of those tasks and agencies that have a tie, if it can be measured."""
    import numpy as np

    there = matrix[np.flatnonzero(np.diff(matrix.indptr))]
    there = there[:, np.flatnonzero(np.asarray(there.sum(axis=0)).ravel())]
    tasks, agencies = there.shape
    if tasks < LEAST_TASKS or agencies < LEAST_AGENCIES:
        raise RefusedError(
            f"nestedness is refused: {tasks} tasks and {agencies} agencies have a tie, fewer than {LEAST_TASKS} and {LEAST_AGENCIES}."
        )
    if max(tasks, agencies) > MOST:
        raise RefusedError(
            f"nestedness is refused: {tasks:,} tasks and {agencies:,} agencies are more pairs than can be compared; {MOST:,} of each at most."
        )
    full: NDArray[np.bool_] = there.toarray() > 0
    if full.all():
        raise RefusedError(
            "nestedness is refused: every agency holds every task, so that nothing can be nested."
        )
    return full


def _nodf(full: NDArray[np.bool_]) -> tuple[float, float, float]:
    """NODF in all, of the columns and of the rows."""
    sums, pairs = zip(_overlap(full.T), _overlap(full), strict=True)
    return sum(sums) / sum(pairs), sums[0] / pairs[0], sums[1] / pairs[1]


def _overlap(rows: Any) -> tuple[float, int]:
    """The sum over pairs of rows of unlike size of 100 times the share of the smaller within the larger, and the number of pairs."""
    import numpy as np

    whole = rows.astype(np.float64)
    size = whole.sum(axis=1)
    smaller = np.minimum(size[:, None], size[None, :])
    shares = np.where(
        (size[:, None] != size[None, :]) & (smaller > 0), (whole @ whole.T) / np.maximum(smaller, 1), 0.0
    )
    return 100 * float(np.triu(shares, 1).sum()), len(size) * (len(size) - 1) // 2
