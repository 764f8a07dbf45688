"""Measures of a network against networkx, scikit-learn and counting by hand; refusals with their reasons."""

from __future__ import annotations

from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from fazhi_research.errors import FazhiError, RefusedError, TableError
from fazhi_research.measuring.betweenness import betweenness
from fazhi_research.measuring.communities import communities
from fazhi_research.measuring.cores import core_periphery
from fazhi_research.measuring.graph_brokerage import BROKERAGE, brokerage_roles
from fazhi_research.measuring.graph_projections import shared_task_graph
from fazhi_research.measuring.incidence import incidence
from fazhi_research.measuring.network_correlation import network_correlation
from fazhi_research.measuring.network_summary import network_summary
from fazhi_research.measuring.networks import network
from fazhi_research.measuring.partitions import louvain, mutual_information, rand_index
from fazhi_research.measuring.structural_holes import structural_holes

KARATE = nx.karate_club_graph()


def connected(nodes: int, ties: list[tuple[int, int]]) -> nx.Graph[int]:
    """A ring of nodes, so that no measure is refused, with further ties."""
    graph = nx.cycle_graph(nodes)
    graph.add_edges_from((one % nodes, two % nodes) for one, two in ties if one % nodes != two % nodes)
    return graph


GRAPHS = st.builds(
    connected, st.integers(10, 14), st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=40)
)
few = settings(max_examples=20)


def by_node(table: pd.DataFrame, column: str) -> dict[int, float]:
    return dict(zip(table["node"].astype(int), table[column], strict=True))


@few
@given(graph=GRAPHS)
def test_betweenness_is_that_of_networkx(graph: nx.Graph[int]) -> None:
    assert by_node(betweenness(graph), "betweenness") == pytest.approx(nx.betweenness_centrality(graph))
    pivots = [0, 3, 7]
    found = betweenness(graph, pivots=[str(node) for node in pivots])
    plain = nx.betweenness_centrality_subset(graph, sources=pivots, targets=list(graph))
    # networkx halves what it counts for undirected graphs; ours is the mean over the pivots that are not the node itself
    scale = {node: 2 / ((3 - (node in pivots)) * (len(graph) - 2)) for node in graph}
    assert by_node(found, "betweenness") == pytest.approx({node: plain[node] * scale[node] for node in graph})
    assert set(found["method"]) == {"sampled"}


def test_betweenness_of_pieces_and_of_full_matrices() -> None:
    pieces = nx.disjoint_union(nx.gnp_random_graph(30, 0.1, seed=1), nx.path_graph(4))
    dense = nx.gnp_random_graph(40, 0.6, seed=1)
    for graph in (pieces, dense):
        assert by_node(betweenness(graph), "betweenness") == pytest.approx(nx.betweenness_centrality(graph))


def test_the_mean_of_samples_is_the_exact_value() -> None:
    exact = betweenness(KARATE).set_index("node")["betweenness"]
    drawn = [betweenness(KARATE, pivots=8, seed=seed).set_index("node")["betweenness"] for seed in range(300)]
    mean = pd.concat(drawn, axis=1).mean(axis=1)
    assert (mean - exact).abs().max() < 0.02
    assert betweenness(KARATE, pivots=8, seed=1).equals(betweenness(KARATE, pivots=8, seed=1))


@few
@given(graph=GRAPHS)
def test_the_core_is_the_best_of_all_cores(graph: nx.Graph[int]) -> None:
    ties = nx.to_numpy_array(graph)[:10, :10]
    small = nx.from_numpy_array(ties)
    small.add_edges_from(nx.cycle_graph(10).edges)
    ties = nx.to_numpy_array(small)
    table = core_periphery(small)

    def misfits(core: tuple[int, ...]) -> int:
        rest = [node for node in range(10) if node not in core]
        return int(
            sum(1 - ties[p] for p in combinations(core, 2)) + sum(ties[p] for p in combinations(rest, 2))
        )

    assert table["misfits"].iloc[0] == min(
        misfits(core) for k in range(11) for core in combinations(range(10), k)
    )
    core = table[table["core"]]["node"].astype(int).tolist()
    assert misfits(tuple(core)) == table["misfits"].iloc[0]
    assert by_node(table, "coreness") == nx.core_number(small)
    pairs = [pair for pair in combinations(range(10), 2) if (pair[0] in core) == (pair[1] in core)]
    model, tied = [float(pair[0] in core) for pair in pairs], [ties[pair] for pair in pairs]
    if len(set(model)) == len(set(tied)) == 2:
        assert table["fit"].iloc[0] == pytest.approx(np.corrcoef(model, tied)[0, 1])
    else:
        assert pd.isna(table["fit"].iloc[0])


def test_equal_degrees_at_the_edge_of_the_core_are_marked() -> None:
    table = core_periphery(nx.cycle_graph(10))
    assert table["open"].all()
    assert table["node"][table["core"]].tolist() == sorted(map(str, range(10)))[: int(table["core"].sum())]


@few
@given(graph=GRAPHS, data=st.data())
def test_holes_are_those_of_networkx(graph: nx.Graph[int], data: st.DataObject) -> None:
    for one, two in graph.edges:
        graph.edges[one, two]["weight"] = data.draw(st.integers(1, 5))
    table = structural_holes(graph)
    assert by_node(table, "constraint") == pytest.approx(nx.constraint(graph, weight="weight"))
    assert by_node(table, "effective") == pytest.approx(nx.effective_size(graph))


@few
@given(
    ties=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25),
    groups=st.lists(st.sampled_from("xyz"), min_size=7, max_size=7),
)
def test_brokers_are_counted_by_their_definition(ties: list[tuple[int, int]], groups: list[str]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(map(str, range(7)))
    graph.add_edges_from((str(a), str(b)) for a, b in ties if a != b)
    of = dict(zip(map(str, range(7)), groups, strict=True))
    if len(set(groups)) == 1:
        with pytest.raises(RefusedError, match=f"all 7 nodes are of one group \\({groups[0]}\\)"):
            brokerage_roles(graph, groups=of)
        return
    expected = {node: dict.fromkeys(BROKERAGE, 0) for node in of}
    for a, b, c in permutations(of, 3):
        if graph.has_edge(a, b) and graph.has_edge(b, c) and not graph.has_edge(a, c):
            kind = {
                (True, True): "coordinator", (False, True): "gatekeeper", (True, False): "representative",
                (False, False): "itinerant" if of[a] == of[c] else "liaison",
            }[of[a] == of[b], of[b] == of[c]]  # fmt: skip
            expected[b][kind] += 1
    table = brokerage_roles(graph, groups=of).set_index("node")
    assert table[list(BROKERAGE)].to_dict("index") == expected


def test_brokers_by_an_attribute_and_without_a_group() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([("a", "b"), ("b", "c")])
    nx.set_node_attributes(graph, {"a": "city", "b": "city", "c": "county"}, "tier")
    assert brokerage_roles(graph, groups="tier").iloc[0][["node", "representative"]].tolist() == ["b", 1]
    with pytest.raises(TableError, match=r"c \(c\) has no group in the mapping: every node needs one"):
        brokerage_roles(graph, groups={"a": "city", "b": "city"})
    with pytest.raises(TableError, match="brokerage is of directed graphs"):
        brokerage_roles(graph.to_undirected(), groups="tier")


PARTINGS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=20)


@given(pairs=PARTINGS)
def test_likeness_of_partings_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    one, two = (np.array(cells) for cells in zip(*pairs, strict=True))
    assert rand_index(one, two) == pytest.approx(adjusted_rand_score(one, two))
    assert mutual_information(one, two) == pytest.approx(normalized_mutual_info_score(one, two))


@few
@given(graph=GRAPHS, seed=st.integers(0, 5))
def test_no_node_of_a_parting_gains_by_moving(graph: nx.Graph[int], seed: int) -> None:
    found = network(graph)
    groups = louvain(found.ties, seed).tolist()
    names = list(map(int, found.nodes))

    def value(of: list[int]) -> float:
        parts = [{n for n, g in zip(names, of, strict=True) if g == group} for group in set(of)]
        return float(nx.community.modularity(graph, parts))

    assert list(dict.fromkeys(groups)) == list(range(max(groups) + 1))  # numbered by first appearance
    assert value(groups) >= value(list(range(len(names)))) - 1e-12
    for group, other in combinations(sorted(set(groups)), 2):  # nor do two groups gain by joining
        assert value([group if g == other else g for g in groups]) <= value(groups) + 1e-12


def test_communities_of_the_karate_club() -> None:
    unweighted = nx.Graph(KARATE.edges)
    table = communities(unweighted)
    assert table["modularity"].iloc[0] == pytest.approx(
        0.4197896, abs=1e-6
    )  # the optimum, Brandes et al. 2008
    parts = [set(group["node"].astype(int)) for _, group in table.groupby("community")]
    assert nx.community.modularity(unweighted, parts) == pytest.approx(table["modularity"].iloc[0])
    assert (len(parts), table["runs"].iloc[0]) == (table["communities"].iloc[0], 100)
    runs = [louvain(network(unweighted).ties, seed) for seed in range(12)]
    pairs = list(combinations(runs, 2))
    few_runs = communities(unweighted, runs=12)
    assert few_runs["ari"].iloc[0] == pytest.approx(np.mean([adjusted_rand_score(*pair) for pair in pairs]))
    assert few_runs["nmi"].iloc[0] == pytest.approx(
        np.mean([normalized_mutual_info_score(*pair) for pair in pairs])
    )
    assert few_runs["partings"].iloc[0] == len({tuple(run) for run in runs})


def test_together_is_the_share_of_runs_with_the_other_members() -> None:
    table = communities(KARATE, runs=6).sort_values("node").reset_index(drop=True)
    runs = [louvain(network(KARATE).ties, seed) for seed in range(6)]  # in the order of sorted names, too
    for at, community in enumerate(table["community"]):
        others = [n for n in table.index[table["community"] == community] if n != at]
        shares = [np.mean([run[at] == run[other] for run in runs]) for other in others]
        assert table["together"][at] == pytest.approx(np.mean(shares))


def test_a_graph_in_another_order_has_the_same_tables() -> None:
    other: nx.Graph[int] = nx.Graph()
    other.add_nodes_from(reversed(list(KARATE)))
    other.add_edges_from((b, a, data) for a, b, data in reversed(list(KARATE.edges(data=True))))
    for measure in (betweenness, communities, core_periphery, structural_holes, network_summary):
        one, two = measure(KARATE), measure(other)
        labels = [name for name in one if name != "label"]
        assert one[labels].equals(two[labels])


def tables_of(edges: pd.DataFrame) -> list[pd.DataFrame]:
    """One measure of the same rows as a table, a matrix, and the graph of one mode."""
    return [
        betweenness(source)
        for source in (edges, incidence(edges), shared_task_graph(edges, roles=("lead", "support")))
    ]


def test_a_table_a_matrix_and_a_graph_are_measured_alike() -> None:
    draw = np.random.default_rng(3)
    edges = pd.DataFrame({"task": draw.integers(0, 30, 80), "role": "lead"})
    edges["named"] = np.array(list("甲乙丙丁戊己庚辛壬癸子丑"))[draw.integers(0, 12, 80)]
    one, two, three = tables_of(edges)
    assert one.equals(two)
    assert one.equals(three)


@pytest.mark.parametrize("measure", [betweenness, communities, core_periphery, structural_holes])
def test_too_small_a_network_is_refused(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(
        RefusedError, match="of 9 nodes and 8 ties the largest connected piece has 9 nodes, fewer than 10"
    ):
        measure(nx.path_graph(9))
    with pytest.raises(RefusedError, match="of 12 nodes and 0 ties the largest connected piece has 0 nodes"):
        measure(nx.empty_graph(12))
    with pytest.raises(TableError, match="the node 3 is tied to itself"):
        measure(nx.Graph([(3, 3), (3, 4)]))
    with pytest.raises(TableError, match="of undirected graphs with single ties"):
        measure(nx.DiGraph([(3, 4)]))


def test_a_network_of_collectives_is_refused() -> None:
    rows = [(task, f"局{task % 12}", False) for task in range(24)] + [
        (task, f"局{(task + 1) % 12}", False) for task in range(24)
    ]
    rows += [(task, "各部门", True) for task in range(24)] + [(task, "各镇", True) for task in range(24)]
    edges = pd.DataFrame(rows, columns=["task", "named", "collective"]).assign(role="responsible")
    for source in (
        edges,
        incidence(edges),
        incidence(edges, collectives=True),
        shared_task_graph(edges, roles="responsible"),
    ):
        with pytest.raises(
            RefusedError, match="betweenness is refused: 50% of the ties are those of collectives"
        ):
            betweenness(source)
    alone = edges[edges["named"] != "各镇"]
    assert len(betweenness(alone)) == 12


def test_pivots_that_are_none_are_refused() -> None:
    with pytest.raises(TableError, match="the pivot x is no node of the network; nodes are such as 0"):
        betweenness(KARATE, pivots=["x"])
    with pytest.raises(TableError, match="pivots=1 is too few"):
        betweenness(KARATE, pivots=1)


def test_the_summary_has_values_or_reasons() -> None:
    table = network_summary(KARATE, runs=5).set_index("measure")
    assert table["refused"].eq("").all()
    assert table.loc[["nodes", "ties", "pieces", "largest_piece", "isolated"], "value"].tolist() == [
        34,
        78,
        1,
        34,
        0,
    ]
    assert table.loc["density", "value"] == pytest.approx(nx.density(KARATE))
    degrees = [degree for _, degree in KARATE.degree()]
    spread = sum(max(degrees) - degree for degree in degrees) / (33 * 32)
    assert table.loc["degree_centralisation", "value"] == pytest.approx(spread)
    small = network_summary(nx.star_graph(3)).set_index("measure")
    assert small["value"].notna().sum() == 7
    assert (small["value"].isna() == small["refused"].ne("")).all()


def test_the_star_is_wholly_centralised() -> None:
    table = network_summary(nx.star_graph(11), runs=2).set_index("measure")["value"]
    assert (table["degree_centralisation"], table["betweenness_largest"]) == (1, 1)


def test_the_correlation_of_networks_by_a_second_way() -> None:
    draw = np.random.default_rng(5)
    cells = [np.triu(draw.integers(0, 3, (16, 16)), 1).astype(float) for _ in range(2)]
    one, two = (nx.from_numpy_array(full + full.T) for full in cells)
    row = network_correlation(one, two, permutations=500, seed=4).iloc[0]
    order = sorted(range(16), key=str)  # nodes are sorted by name
    first, second = ((full + full.T)[np.ix_(order, order)] for full in cells)
    upper = np.triu_indices(16, 1)
    own = np.corrcoef(first[upper], second[upper])[0, 1]
    assert row["correlation"] == pytest.approx(own)
    again = np.random.default_rng(4)
    drawn = []
    for _ in range(500):
        mixed = again.permutation(16)
        drawn.append(np.corrcoef(first[np.ix_(mixed, mixed)][upper], second[upper])[0, 1])
    found = np.array(drawn)
    assert row["p_greater"] == (1 + (found >= own - 1e-9).sum()) / 501
    assert row["p_less"] == (1 + (found <= own + 1e-9).sum()) / 501
    assert row["p_both"] == (1 + (abs(found) >= abs(own) - 1e-9).sum()) / 501
    assert row[["ties_first", "ties_second"]].tolist() == [one.number_of_edges(), two.number_of_edges()]


def test_only_common_nodes_are_correlated() -> None:
    row = network_correlation(nx.cycle_graph(17), nx.cycle_graph(20), permutations=9).iloc[0]
    assert row[["nodes", "only_first", "only_second"]].tolist() == [17, 0, 3]


@pytest.mark.parametrize(
    ("one", "two", "message"),
    [
        (
            nx.cycle_graph(14),
            nx.cycle_graph(20),
            "they have 14 nodes in common, and a test by permutation wants 15 to 5,000",
        ),
        (nx.empty_graph(15), nx.cycle_graph(15), "all 105 pairs of the common nodes have the weight 0"),
        (nx.cycle_graph(15), nx.complete_graph(15), "all 105 pairs of the common nodes have the weight 1"),
    ],
)
def test_a_correlation_that_says_nothing_is_refused(
    one: nx.Graph[int], two: nx.Graph[int], message: str
) -> None:
    with pytest.raises(RefusedError, match=message):
        network_correlation(one, two)


def test_a_refusal_is_one_of_our_faults() -> None:
    assert issubclass(RefusedError, FazhiError)
