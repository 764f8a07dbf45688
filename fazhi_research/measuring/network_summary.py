"""A network in a table: each measure with its value, or with the reason why it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import RefusedError
from fazhi_research.measuring.betweenness import betweenness
from fazhi_research.measuring.communities import communities
from fazhi_research.measuring.cores import core_periphery
from fazhi_research.measuring.edge_rows import MEASURED_ROLES
from fazhi_research.measuring.networks import network, require_structure
from fazhi_research.measuring.origins import Seed, with_seed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

    from fazhi_research.measuring.networks import Network, NetworkSource


def network_summary(
    source: NetworkSource,
    *,
    by: str = "named",
    roles: Sequence[str] = MEASURED_ROLES,
    apart: str = "",
    runs: int = 100,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of the measures of one network, each with its value or with why it is refused 网络概况.

    Columns: measure, value (empty if refused), refused (the reason; else empty). In this order: nodes; ties; density (ties / pairs of nodes);
    isolated (nodes without a tie); pieces (connected ones, isolated nodes among them); largest_piece (nodes); through_collectives (share of all ties, left
    out because one end is a collective); degree_centralisation (Freeman 1979, Social Networks 1, 215: 1 for a star, 0 where all are
    alike); betweenness_largest; core_size and core_fit (`core_periphery`); communities, modularity, and stability (mean adjusted Rand index
    over `runs` runs, `communities`). Nothing raises for a network that is too small: the row says so.

    >>> import networkx as nx
    >>> table = network_summary(nx.path_graph(4)).set_index("measure")
    >>> table["value"].head(3).tolist(), table.loc["communities", "refused"][:38]
    ([4.0, 3.0, 0.5], 'a parting into communities is refused:')
    """
    import pandas as pd

    found = network(source, by=by, roles=roles, apart=apart)
    rows: list[dict[str, Any]] = []
    asked: dict[tuple[str, ...], Callable[[], Sequence[float]]] = {
        ("nodes", "ties", "density", "isolated", "pieces", "largest_piece", "through_collectives"): lambda: (
            _plain(found)
        ),
        ("degree_centralisation",): lambda: _centralisation(found),
        ("betweenness_largest",): lambda: _cells(
            betweenness(source, by=by, roles=roles, apart=apart, seed=seed), "betweenness"
        ),
        ("core_size", "core_fit"): lambda: _cells(
            core_periphery(source, by=by, roles=roles, apart=apart), "size", "fit"
        ),
        ("communities", "modularity", "stability"): lambda: _cells(
            communities(source, by=by, roles=roles, apart=apart, runs=runs, seed=seed),
            "communities",
            "modularity",
            "ari",
        ),
    }
    for names, measured in asked.items():
        rows.extend(_rows(names, measured))
    return with_seed(pd.DataFrame(rows, columns=["measure", "value", "refused"]), Seed(seed, runs))


def _rows(names: tuple[str, ...], measured: Callable[[], Sequence[float]]) -> Iterator[dict[str, Any]]:
    """A row for each measure: with its value, or with the reason of the refusal."""
    try:
        for name, value in zip(names, measured(), strict=True):
            yield {"measure": name, "value": float(value), "refused": ""}
    except RefusedError as refusal:
        for name in names:
            yield {"measure": name, "value": float("nan"), "refused": str(refusal)}


def _plain(found: Network) -> list[float]:
    nodes = len(found.nodes)
    pieces, largest = found.pieces() if nodes else (0, 0)
    density = found.pairs / (nodes * (nodes - 1) / 2) if nodes > 1 else float("nan")
    isolated = int((found.degrees == 0).sum())
    return [nodes, found.pairs, density, isolated, pieces, largest, found.through_collectives]


def _centralisation(found: Network) -> list[float]:
    require_structure(found, "centralisation")
    nodes = len(found.nodes)
    return [float((found.degrees.max() - found.degrees).sum()) / ((nodes - 1) * (nodes - 2))]


def _cells(table: pd.DataFrame, *columns: str) -> list[float]:
    return [float(table[column].iloc[0]) for column in columns]
