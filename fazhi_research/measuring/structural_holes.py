"""Who stands between partners that do not meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.networks import network, require_structure

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from fazhi_research.measuring.networks import NetworkSource


def structural_holes(
    source: NetworkSource,
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    apart: str = "",
    weight: str = "tasks",
) -> pd.DataFrame:
    """A table of how far each agency's partners are tied among themselves 结构洞.

    Burt (1992, Structural Holes): `constraint` is the sum over partners j of (p_j + sum over third q of p_q p_qj) squared, p the share
    of one's weight that goes to a partner; near 1 and above, all partners know each other. `effective` is the number of partners less
    the mean of the ties that each has to the others (Borgatti 1997, Connections 20, 35; without weights).

    Columns: node, label, degree, effective, constraint (both empty for a node without ties). Sorted by constraint from
    least to most, then node.

    Raises RefusedError where half or more of the ties are those of collectives, and where no connected piece has ten nodes.

    >>> import networkx as nx
    >>> structural_holes(nx.star_graph(9)).head(1)[["node", "effective", "constraint"]].round(3).values.tolist()
    [['0', 9.0, 0.111]]
    """
    import numpy as np
    import pandas as pd
    from scipy.sparse import diags_array

    found = network(source, by=by, roles=roles, apart=apart, weight=weight)
    require_structure(found, "structural holes")
    strength = np.asarray(found.ties.sum(axis=1)).ravel()
    shares: Any = diags_array(1 / np.where(strength > 0, strength, 1.0)) @ found.ties
    ones: Any = (found.ties != 0).astype(np.float64)
    spent = (shares + shares @ shares).multiply(ones)
    among = np.asarray((ones @ ones).multiply(ones).sum(axis=1)).ravel()
    alone = found.degrees == 0
    table = pd.DataFrame({"node": found.nodes, "label": found.labels, "degree": found.degrees})
    table["effective"] = np.where(alone, np.nan, found.degrees - among / np.maximum(found.degrees, 1)).round(
        12
    )
    table["constraint"] = np.where(
        alone, np.nan, np.asarray(spent.multiply(spent).sum(axis=1)).ravel()
    ).round(12)
    return table.sort_values(["constraint", "node"]).reset_index(drop=True)
