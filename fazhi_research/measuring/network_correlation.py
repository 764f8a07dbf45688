"""Whether two networks of the same agencies are alike: the quadratic assignment procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.errors import RefusedError, TableError
from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.incidence import MOST_COLLECTIVE
from fazhi_research.measuring.networks import network

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from fazhi_research.measuring.incidence import MOST_COLLECTIVE
    from fazhi_research.measuring.networks import NetworkSource
from fazhi_research.measuring.networks import Network

LEAST_NODES = 15
"""Fewer common nodes carry no permutation test: a convention of this package, see docs/graphs.md."""

MOST_NODES = 5_000


def network_correlation(
    first: NetworkSource,
    second: NetworkSource,
    *,
    by: str = "family",
    roles: Sequence[str] = MEASURED_ROLES,
    apart: str = "",
    weight: str = "tasks",
    permutations: int = 4_999,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of one row: how alike the ties of two networks of the same agencies are, tested by permutation 网络相关(QAP).

    Over all pairs of the nodes that both networks have, the correlation of their weights (0 where there is no tie). The cells of a
    network are not independent, so the test permutes the nodes of the first one as a whole (Krackhardt 1988, Social Networks 10,
    359): p = (1 + b) / (1 + permutations), b the drawn networks with a correlation as high (`p_greater`), as low (`p_less`) or as far
    from 0 (`p_both`) (Phipson and Smyth 2010, Stat. Appl. Genet. Mol. Biol. 9, 39: a drawn p is never 0). Permutations are drawn with `seed`, with
    replacement; a p near a limit wants more of them. Two networks made from one table, such as two roles, share rows: their likeness is
    then no surprise.

    Columns: nodes, only_first, only_second (nodes left out), ties_first, ties_second, correlation, p_greater, p_less, p_both,
    permutations.

    Raises RefusedError for fewer than 15 common nodes, where one network has no ties or all weights are equal, and
    where half or more of the ties are those of collectives.

    >>> import networkx as nx
    >>> network_correlation(nx.cycle_graph(15), nx.cycle_graph(15), permutations=99)[["correlation", "p_greater"]].values.tolist()
    [[1.0, 0.01]]
    """
    import numpy as np
    import pandas as pd

    if permutations < 1:
        raise TableError(f"permutations={permutations}: one at least; 4,999 are drawn unless given.")
    one, two = (network(source, by=by, roles=roles, apart=apart, weight=weight) for source in (first, second))
    common = _common(one, two)
    cells = [_cells(found, common) for found in (one, two)]
    own, drawn = _correlations(cells[0], cells[1], permutations, seed)
    slack = 1e-12
    as_far = (drawn >= own - slack, drawn <= own + slack, abs(drawn) >= abs(own) - slack)
    p_values = [(1 + int(one_side.sum())) / (1 + permutations) for one_side in as_far]
    ties = [int(np.triu(full != 0, 1).sum()) for full in cells]
    left = [len(found.nodes) - len(common) for found in (one, two)]
    columns = (
        "nodes", "only_first", "only_second", "ties_first", "ties_second", "correlation", "p_greater", "p_less", "p_both", "permutations",
    )  # fmt: skip
    row = (len(common), *left, *ties, round(own, 12), *p_values, permutations)
    return pd.DataFrame([row], columns=list(columns))


def _common(one: Network, two: Network) -> list[str]:
    """The nodes of both networks, sorted, if there are enough for a test."""
    most = max(one.through_collectives, two.through_collectives)
    if most >= MOST_COLLECTIVE:
        raise RefusedError(
            f"the correlation of networks is refused: {most:.0%} of the ties of one are those of collectives such as 各部门, which are no body."
        )
    common = sorted(set(one.nodes) & set(two.nodes))
    if not LEAST_NODES <= len(common) <= MOST_NODES:
        raise RefusedError(
            f"the correlation of networks is refused: they have {len(common)} nodes in common, and a test by permutation wants "
            f"{LEAST_NODES} to {MOST_NODES:,}. Print both lists of ties instead."
        )
    return common


def _cells(found: Network, common: list[str]) -> NDArray[np.float64]:
    """The full matrix of the common nodes in their order."""
    import numpy as np

    at = {node: number for number, node in enumerate(found.nodes)}
    places = np.array([at[node] for node in common])
    full: NDArray[np.float64] = found.ties[places][:, places].toarray()
    upper = full[np.triu_indices(len(common), 1)]
    if upper.min() == upper.max():
        raise RefusedError(
            f"the correlation of networks is refused: in one of them all {len(upper)} pairs of the common nodes have the weight "
            f"{upper.min():g}, so that there is nothing to correlate."
        )
    return full


def _correlations(
    first: NDArray[np.float64], second: NDArray[np.float64], permutations: int, seed: int
) -> tuple[float, NDArray[np.float64]]:
    """The correlation over all pairs, and that after each drawn permutation of the first one's nodes."""
    import numpy as np

    count = first.shape[0]
    upper = np.triu_indices(count, 1)
    values = second[upper]
    spread = float(first[upper].std() * values.std()) * len(values)
    base = float(first[upper].mean() * values.mean()) * len(values)
    held = np.flatnonzero(values)
    row, column, weights = upper[0][held], upper[1][held], values[held]
    draw = np.random.default_rng(seed)
    drawn = np.empty(permutations)
    for number in range(permutations):
        order = draw.permutation(count)
        drawn[number] = float(first[order[row], order[column]] @ weights)
    own = float(first[row, column] @ weights)
    return (own - base) / spread, (drawn - base) / spread
