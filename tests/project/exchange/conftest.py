"""The graph of a small plan."""

from __future__ import annotations

import networkx as nx
import pytest

from fazhi_research.measuring.graphs import agency_graph
from tests.project.exchange.graphs import EDGES


@pytest.fixture
def plan() -> nx.Graph[str]:
    return agency_graph(EDGES)
