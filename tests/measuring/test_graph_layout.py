"""A layout is a table: the same for the same graph, whatever the order of its nodes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_research.errors import TableError
from fazhi_research.measuring.graph_layout import graph_layout
from fazhi_research.measuring.graphs import agency_graph

PAIRS = st.lists(st.tuples(st.sampled_from("甲乙丙丁戊己庚"), st.sampled_from("甲乙丙丁戊己庚")), max_size=10)


@settings(deadline=None, max_examples=30)
@given(pairs=PAIRS, data=st.data())
def test_the_order_of_nodes_and_ties_changes_nothing(
    pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    one: nx.Graph[str] = nx.Graph()
    one.add_nodes_from("甲乙丙丁戊己庚")
    one.add_edges_from(pairs)
    two: nx.Graph[str] = nx.Graph()
    two.add_nodes_from(data.draw(st.permutations("甲乙丙丁戊己庚")))
    two.add_edges_from((v, u) for u, v in data.draw(st.permutations(list(one.edges))))
    layout = graph_layout(one)
    assert layout.equals(graph_layout(two))
    assert layout["node"].tolist() == sorted("甲乙丙丁戊己庚")
    assert layout[["x", "y"]].to_numpy().min() >= 0 and layout[["x", "y"]].to_numpy().max() <= 1


def test_the_seed_decides_and_the_hash_seed_does_not(tmp_path: Path) -> None:
    script = (
        "import networkx as nx, fazhi_research as fz\n"
        "graph = nx.Graph([(str(n), str(n * 7 % 31)) for n in range(1, 31)])\n"
        "print(fz.graph_layout(graph).to_csv(index=False), fz.graph_layout(graph, seed=1).to_csv(index=False))"
    )
    runs = []
    for seed in ("0", "5"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
        )
        runs.append(done.stdout)
    assert runs[0] == runs[1]
    first, second = runs[0].split(" node")
    assert first.removeprefix("node").strip() != second.strip()


def test_tasks_stand_in_printed_order_beside_their_agencies() -> None:
    rows = [("p", 10, "甲局"), ("p", 2, "乙局"), ("p", 33, "甲局"), ("p", 33, "丙局")]
    edges = pd.DataFrame(rows, columns=["document", "task_start", "named"]).assign(role="lead")
    layout = graph_layout(agency_graph(edges)).set_index("node")
    tasks = layout.loc[["task:p:2", "task:p:10", "task:p:33"]]
    assert tasks["x"].tolist() == [0, 0, 0] and tasks["y"].tolist() == pytest.approx(
        [5 / 6, 1 / 2, 1 / 6], abs=1e-4
    )
    agencies = layout.loc[["agency:p:乙局", "agency:p:甲局", "agency:p:丙局"]]
    assert agencies["x"].tolist() == [1, 1, 1] and agencies["y"].tolist() == pytest.approx(
        [5 / 6, 1 / 2, 1 / 6], abs=1e-4
    )


def test_parts_do_not_lie_on_one_another() -> None:
    graph: nx.Graph[str] = nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("d", "e"), ("e", "f")])
    graph.add_nodes_from(["y", "z"])
    layout = graph_layout(graph)
    assert not layout.duplicated(["x", "y"]).any()
    lonely = layout[layout["node"].isin(["y", "z"])]["y"].max()
    assert lonely < layout[~layout["node"].isin(["y", "z"])]["y"].min()


def test_a_graph_too_large_is_refused_and_an_empty_one_is_an_empty_table() -> None:
    with pytest.raises(TableError, match="has 2001 nodes, and a layout by forces takes no more than 2000"):
        graph_layout(nx.empty_graph(2001))
    assert graph_layout(nx.Graph()).columns.tolist() == ["node", "x", "y"]
