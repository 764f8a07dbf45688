"""A small plan, and graphs sent out and taken back with what is lost on the way."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

from fazhi_research.measuring.graph_hyperedges import TaskHypergraph
from fazhi_research.project.exchange.files import read_graph, save_graph

EDGES = pd.DataFrame(
    [
        (1, "区政府法制办", "lead", False),
        (1, "区政府办公室", "lead", False),
        (1, "各镇人民政府", "responsible", True),
        (2, "区政府法制办", "responsible", False),
    ],
    columns=["task", "named", "role", "collective"],
)


def save(graph: nx.Graph[Any] | TaskHypergraph, path: Path, **more: Any) -> list[str]:
    """Save and return what is lost; a loss must be warned of, and only a loss."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        lost = save_graph(graph, path, **more)
    assert len(caught) == bool(lost)
    return lost


def there_and_back(graph: nx.Graph[Any], path: Path, **more: Any) -> tuple[nx.Graph[Any], list[str]]:
    lost = save(graph, path, **more)
    return read_graph(path), lost
