"""How often an agency lies between others: shortest paths counted for many sources at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.networks import network, require_structure

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from fazhi_research.measuring.networks import Network, NetworkSource

EXACT_UP_TO = 5_000
"""So many nodes are measured exactly unless pivots are asked for; above, by a sample."""

SAMPLED = 500
"""So many pivots are drawn above that size."""

_BATCH, _DENSE, _MOST_DENSE = 128, 0.08, 4_000


def betweenness(
    source: NetworkSource,
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    apart: str = "",
    pivots: int | Sequence[str] | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of how often each agency lies on the shortest ways between two others 中介中心性.

    Of all pairs of other nodes, the mean share of their shortest paths that pass through the node; ties count 1
    whatever their weight (Freeman 1977; computed by the accumulation of Brandes 2001, J. Math. Sociol. 25, 163). `source` is
    what `network` takes; collectives are no nodes. Up to 5,000 nodes it is exact; above, and where `pivots` says
    so, only paths from the pivots are counted (so many drawn with `seed`, or the nodes named), and the mean is over these, which is
    without bias (Brandes and Pich 2007, Int. J. Bifurcation Chaos 17, 2303).

    Columns: node, label, betweenness (0 to 1, rounded to 12 digits), degree, method ("exact" or "sampled"), pivots (sources used), nodes.
    Sorted by betweenness from most to least, then node.

    Raises RefusedError where half or more of the ties are those of collectives, and where no connected piece has ten
    nodes; TableError for pivots that are not nodes.

    >>> import networkx as nx
    >>> betweenness(nx.path_graph(11)).head(1)[["node", "betweenness", "method"]].values.tolist()
    [['5', 0.555555555556, 'exact']]
    """
    import numpy as np
    import pandas as pd

    found = network(source, by=by, roles=roles, apart=apart)
    require_structure(found, "betweenness")
    count = len(found.nodes)
    sources = _sources(found, pivots, seed)
    passed = _passed(found, sources)
    others = len(sources) - np.isin(np.arange(count), sources)
    table = pd.DataFrame(
        {
            "node": found.nodes,
            "label": found.labels,
            "betweenness": (passed / (np.maximum(others, 1) * (count - 2))).round(12),
            "degree": found.degrees,
            "method": "exact" if len(sources) == count else "sampled",
            "pivots": len(sources),
            "nodes": count,
        }
    )
    return table.sort_values(["betweenness", "node"], ascending=[False, True]).reset_index(drop=True)


def _sources(found: Network, pivots: int | Sequence[str] | None, seed: int) -> NDArray[np.int64]:
    """The nodes from which paths are counted, in order."""
    import numpy as np

    count = len(found.nodes)
    if pivots is None:
        pivots = count if count <= EXACT_UP_TO else SAMPLED
    if isinstance(pivots, int):
        if pivots < 2:
            raise TableError(f"pivots={pivots} is too few: two at least, or None for all nodes.")
        drawn = np.random.default_rng(seed).permutation(count)[: min(pivots, count)]
        return np.sort(drawn).astype(np.int64)
    at = {node: number for number, node in enumerate(found.nodes)}
    if unknown := [node for node in pivots if node not in at]:
        raise TableError(
            f"the pivot {unknown[0]} is no node of the network; nodes are such as {found.nodes[0]}."
        )
    return np.array(sorted({at[node] for node in pivots}), dtype=np.int64)


def _passed(found: Network, sources: NDArray[np.int64]) -> NDArray[np.float64]:
    """For each node the sum, over the sources, of the shares of shortest paths to all others that pass through it."""
    import numpy as np
    from scipy.sparse import csr_array

    count = len(found.nodes)
    ones: Any = csr_array(
        (np.ones(found.ties.nnz), found.ties.indices, found.ties.indptr), shape=(count, count)
    )
    if count <= _MOST_DENSE and found.ties.nnz > _DENSE * count * count:
        ones = ones.toarray()  # a product of full matrices is quicker where one pair in twelve is tied
    total = np.zeros(count)
    for first in range(0, len(sources), _BATCH):
        total += _accumulated(ones, sources[first : first + _BATCH])
    return total


def _accumulated(ones: Any, sources: NDArray[np.int64]) -> NDArray[np.float64]:
    """The same for some sources side by side, one column each: numbers of paths outwards, then shares inwards."""
    import numpy as np

    own = (sources, np.arange(len(sources)))
    front = np.asarray(ones[:, sources].todense() if hasattr(ones, "todense") else ones[:, sources])
    paths, near = front.copy(), front > 0
    paths[own] = 1.0
    reached = paths > 0
    levels = [near]  # the sources themselves lie on no path between others and need no level
    while not reached.all():
        front = ones @ front
        front[reached] = 0.0
        near = front > 0
        if not near.any():
            break
        paths += front
        reached |= near
        levels.append(near)
    shares = np.zeros_like(paths)
    paths[~reached] = 1.0  # not divided by nothing
    for far, near in zip(levels[:0:-1], levels[-2::-1], strict=True):
        inwards = ones @ np.where(far, (1.0 + shares) / paths, 0.0)
        shares += np.where(near, inwards * paths, 0.0)
    total: NDArray[np.float64] = shares.sum(axis=1)
    return total
