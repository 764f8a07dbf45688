"""Groups of agencies that share more tasks than chance would have them, and how far to trust the parting."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from fazhi_research.errors import TableError
from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.networks import network, require_structure
from fazhi_research.measuring.partitions import louvain, modularity, mutual_information, rand_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from fazhi_research.measuring.incidence import Matrix
    from fazhi_research.measuring.networks import NetworkSource


def communities(
    source: NetworkSource,
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    apart: str = "",
    weight: str = "tasks",
    resolution: float = 1.0,
    runs: int = 100,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of the group of each agency, and of how sure that is 社群划分.

    The Louvain method (Blondel et al. 2008) on the network that `network` makes of the source, `runs` times with the seeds seed,
    seed + 1, …; the parting of the highest modularity is taken, the first of several. Nodes are sorted before, ties are broken
    by number and weights are whole numbers unless `weight` asks for fractions: the same table on every run and machine. The runs
    differ where the network leaves it open; that is what the columns ari, nmi and together say. A modularity above 0 is found in random networks
    as well, and groups smaller than about the root of all weight cannot be told apart (Fortunato and Barthélemy 2007, PNAS 104, 36).

    Columns: node, label, community (1, 2, … from the largest), size, together (mean share of the runs in which the node is with another
    member of its community; empty where it is alone), modularity, communities (their number), runs, partings (distinct ones among the runs), ari
    and nmi (mean over all pairs of runs: adjusted Rand index, normalised mutual information; 1 for a single run). Sorted by
    community, then node.

    Raises RefusedError where half or more of the ties are those of collectives, and where no connected piece has ten nodes.

    >>> import networkx as nx
    >>> communities(nx.barbell_graph(6, 0), runs=5)[["community", "size", "ari"]].drop_duplicates().values.tolist()
    [[1.0, 6.0, 1.0], [2.0, 6.0, 1.0]]
    """
    import numpy as np
    import pandas as pd

    if runs < 1:
        raise TableError(f"runs={runs}: one run at least.")
    found = network(source, by=by, roles=roles, apart=apart, weight=weight)
    require_structure(found, "a parting into communities")
    every = [louvain(found.ties, seed + run, resolution=resolution) for run in range(runs)]
    best = _best(found.ties, every, resolution)
    partings, times = np.unique(np.array(every), axis=0, return_counts=True)
    size = np.bincount(best)
    order = np.lexsort((np.arange(len(size)), -size))
    rank = np.empty(len(size), dtype=np.int64)
    rank[order] = np.arange(1, len(size) + 1)
    table = pd.DataFrame(
        {"node": found.nodes, "label": found.labels, "community": rank[best], "size": size[best]}
    )
    table["together"] = _together(best, every)
    table["modularity"] = round(modularity(found.ties, best, resolution=resolution), 12)
    table["communities"], table["runs"], table["partings"] = len(size), runs, len(partings)
    table["ari"], table["nmi"] = _stability(partings, times)
    return table.sort_values(["community", "node"]).reset_index(drop=True)


def _best(ties: Matrix, every: list[NDArray[np.int64]], resolution: float) -> NDArray[np.int64]:
    """The parting of the highest modularity, the first of several."""
    values = [round(modularity(ties, parting, resolution=resolution), 12) for parting in every]
    return every[values.index(max(values))]


def _together(best: NDArray[np.int64], every: list[NDArray[np.int64]]) -> NDArray[np.float64]:
    """For each node the mean, over runs and the other members of its group, of being in one group."""
    import numpy as np

    others = np.bincount(best)[best] - 1
    met = np.zeros(len(best))
    for parting in every:
        cell = best * (int(parting.max()) + 1) + parting
        met += np.bincount(cell)[cell] - 1
    return np.where(others > 0, met / np.maximum(others, 1) / len(every), np.nan).round(12)


def _stability(partings: NDArray[np.int64], times: NDArray[np.int64]) -> tuple[float, float]:
    """The mean over all pairs of runs of the two measures of likeness; equal runs are compared once."""
    runs = int(times.sum())
    pairs = runs * (runs - 1) / 2
    if not pairs:
        return 1.0, 1.0
    same = float((times * (times - 1)).sum()) / 2
    ari = nmi = same
    for one, two in combinations(range(len(partings)), 2):
        both = float(times[one] * times[two])
        ari += both * rand_index(partings[one], partings[two])
        nmi += both * mutual_information(partings[one], partings[two])
    return round(ari / pairs, 12), round(nmi / pairs, 12)
