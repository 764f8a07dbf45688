"""Core and periphery of a network: the parting that leaves the fewest ties out of place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.networks import network, require_structure

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from fazhi_research.measuring.networks import Network, NetworkSource


def core_periphery(
    source: NetworkSource, *, by: str = "named", roles: Sequence[str] = MEASURED_ROLES, apart: str = ""
) -> pd.DataFrame:
    """A table of which agencies are the core and which the periphery 核心—边缘结构.

    The discrete model of Borgatti and Everett (1999, Social Networks 21, 375): in the core all are tied, in the periphery none, ties
    between the two are free. The core taken is the one with the fewest misfits (pairs of the core without a tie, plus ties within the
    periphery). That it consists of the nodes of highest degree, and is found exactly in one pass, was shown by Lip (2011,
    arXiv:1102.5511); of several cores the smallest is taken, and at its edge nodes of equal degree by their name.

    Columns: node, label, degree, core (true or false), open (true where a node of the same degree is on the other side, so that
    only its name decided), coreness (the largest k of a k-core that holds the node, Seidman 1983), size (of the core), misfits, fit
    (correlation of the ties within core and within periphery with the model; empty where it does not vary) and nodes. Sorted by
    degree from most to least, then node. A fit far below 1 says that the network has no such core.

    Raises RefusedError where half or more of the ties are those of collectives, and where no connected piece has ten nodes.

    >>> import networkx as nx
    >>> star = nx.compose(nx.complete_graph(4), nx.star_graph(range(0, 12)))
    >>> core_periphery(star).query("core")["node"].tolist()
    ['0', '1', '2']
    """
    import numpy as np
    import pandas as pd

    found = network(source, by=by, roles=roles, apart=apart)
    require_structure(found, "core and periphery")
    order = np.argsort(-found.degrees, kind="stable")  # nodes are sorted by name already
    size = _size(found.degrees[order])
    core = np.zeros(len(order), dtype=bool)
    core[order[:size]] = True
    edge = set(found.degrees[core].tolist()) & set(found.degrees[~core].tolist())
    misfits, fit = _fit(found, core)
    table = pd.DataFrame(
        {
            "node": found.nodes,
            "label": found.labels,
            "degree": found.degrees,
            "core": core,
            "open": np.isin(found.degrees, sorted(edge)),
            "coreness": _coreness(found),
            "size": size,
            "misfits": misfits,
            "fit": fit,
            "nodes": len(order),
        }
    )
    return table.iloc[order].reset_index(drop=True)


def _size(degrees: NDArray[np.int64]) -> int:
    """How many nodes of highest degree make the core with the fewest misfits, which are k(k-1)/2 less their degrees and a constant."""
    import numpy as np

    k = np.arange(len(degrees) + 1)
    sums = np.concatenate([[0], np.cumsum(degrees)])
    return int((k * (k - 1) // 2 - sums).argmin())


def _fit(found: Network, core: NDArray[np.bool_]) -> tuple[int, float]:
    """The misfits, and the correlation of ties with the model over all pairs within core and within periphery."""
    import numpy as np

    size, rest = int(core.sum()), int((~core).sum())
    within = found.ties.nnz and int(found.ties[np.flatnonzero(core)][:, np.flatnonzero(core)].nnz) // 2
    outside = int(found.ties[np.flatnonzero(~core)][:, np.flatnonzero(~core)].nnz) // 2
    pairs = size * (size - 1) // 2
    others = rest * (rest - 1) // 2
    every, tied = pairs + others, within + outside
    spread = pairs * others * tied * (every - tied)
    fit = (every * within - pairs * tied) / spread**0.5 if spread else float("nan")
    return pairs - within + outside, round(fit, 12)


def _coreness(found: Network) -> NDArray[np.int64]:
    """The largest k for which each node is in a part where all have k neighbours."""
    import numpy as np

    left, coreness = found.degrees.copy(), np.zeros(len(found.nodes), dtype=np.int64)
    there = np.ones(len(found.nodes), dtype=bool)
    ones = (found.ties != 0).astype(np.int64)
    k = 0
    while there.any():
        gone = there & (left <= k)
        if not gone.any():
            k += 1
            continue
        coreness[gone] = k
        there &= ~gone
        left -= ones @ gone.astype(np.int64)
    return coreness
