"""Prints how fast a large table becomes graphs and measures, beside the plain networkx way of doing the same.

    python benchmarks/graphs.py                     # 100,000 tasks, 2,000 agencies, 300,000 assignments; two minutes
    python benchmarks/graphs.py --tasks 10000       # smaller

Both ways start from the same rows, in this one process, step by step; the results are compared, and a difference ends the run. Agencies come in
forty groups, as bureaus of one field do; nine of ten assignments stay within a task's group. Seconds are of processor time. Peak memory is that of a fresh process that only does
our side.
"""

import argparse
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

import networkx as nx
import numpy as np
import pandas as pd

import fazhi_research as fz

ROLES = ("lead", "responsible", "support")
PIVOTS = 100
Result = TypeVar("Result")


def rows(tasks: int, agencies: int) -> pd.DataFrame:
    """An edge table with three assignments for each task."""
    draw = np.random.default_rng(0)
    count, groups = 3 * tasks, 40
    task = np.repeat(np.arange(tasks), 3)
    own = draw.integers(0, groups, tasks)[task] * (agencies // groups) + draw.integers(
        0, agencies // groups, count
    )
    agency = np.where(draw.random(count) < 0.1, draw.integers(0, agencies, count), own)
    names = np.array([f"机构{number}" for number in range(agencies)], dtype=object)
    return pd.DataFrame(
        {"task": task, "named": names[agency], "role": np.array(ROLES)[draw.integers(0, 3, count)]}
    )


def timed(times: dict[str, float], step: str, work: Callable[[], Result]) -> Result:
    began = time.process_time()  # of this process alone: what else the machine does is no part of it
    result = work()
    times[step] = time.process_time() - began
    return result


def ours(edges: pd.DataFrame) -> tuple[dict[str, float], dict[str, Any]]:
    times: dict[str, float] = {}
    held = timed(times, "two-mode graph", lambda: fz.incidence(edges))
    found: dict[str, Any] = {
        "projection": timed(times, "projection", held.shared_tasks),
        "degrees": timed(times, "degrees by role", lambda: fz.role_degrees(held)),
        "shares": timed(
            times, "lead shares, concentration", lambda: (fz.lead_shares(held), fz.lead_concentration(held))
        ),
        "communities": timed(times, "communities, one run", lambda: fz.communities(held, runs=1)),
        "betweenness": timed(times, "betweenness, exact", lambda: fz.betweenness(held)),
    }
    return times, found


def plain(edges: pd.DataFrame) -> tuple[dict[str, float], dict[str, Any]]:
    times: dict[str, float] = {}
    graph = timed(times, "two-mode graph", lambda: two_mode(edges))
    agencies = [node for node, kind in graph.nodes(data="bipartite") if kind == 1]
    found: dict[str, Any] = {}
    found["projection"] = timed(
        times, "projection", lambda: nx.bipartite.weighted_projected_graph(graph, agencies)
    )
    found["degrees"] = timed(times, "degrees by role", lambda: degrees(graph, agencies))
    found["shares"] = timed(times, "lead shares, concentration", lambda: lead_shares(graph))
    found["communities"] = timed(
        times, "communities, one run", lambda: nx.community.louvain_communities(found["projection"], seed=0)
    )
    found["betweenness"] = timed(
        times, "betweenness, exact", lambda: nx.betweenness_centrality(found["projection"])
    )
    return times, found


def two_mode(edges: pd.DataFrame) -> "nx.Graph[Any]":
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(edges["task"].unique().tolist(), bipartite=0)
    graph.add_nodes_from(edges["named"].unique().tolist(), bipartite=1)
    for task, named, role in edges[["task", "named", "role"]].itertuples(index=False, name=None):
        if graph.has_edge(task, named):
            graph.edges[task, named]["roles"].add(role)
        else:
            graph.add_edge(task, named, roles={role})
    return graph


def degrees(graph: "nx.Graph[Any]", agencies: list[str]) -> dict[str, Counter[str]]:
    return {
        agency: Counter(role for tie in graph.adj[agency].values() for role in tie["roles"])
        for agency in agencies
    }


def lead_shares(graph: "nx.Graph[Any]") -> tuple[dict[str, float], float]:
    led: defaultdict[str, float] = defaultdict(float)
    count = 0
    for task, kind in graph.nodes(data="bipartite"):
        leads = (
            [agency for agency, tie in graph.adj[task].items() if "lead" in tie["roles"]] if kind == 0 else []
        )
        count += bool(leads)
        for agency in leads:
            led[agency] += 1 / len(leads)
    return {agency: value / count for agency, value in led.items()}, sum(
        (value / count) ** 2 for value in led.values()
    )


def compare(one: dict[str, Any], two: dict[str, Any]) -> None:
    """Ends the run if the two ways do not find the same."""
    node = "agency::{}".format
    table = one["betweenness"].set_index("node")["betweenness"]
    assert max(abs(table[node(name)] - value) for name, value in two["betweenness"].items()) < 1e-9
    assert one["projection"].nnz == 2 * two["projection"].number_of_edges()
    assert one["projection"].sum() == 2 * sum(weight for *_, weight in two["projection"].edges(data="weight"))
    roles = one["degrees"].set_index("label")[list(ROLES)].to_dict("index")
    assert roles == {
        name: {role: counted[role] for role in ROLES} for name, counted in two["degrees"].items()
    }
    assert abs(one["shares"][1]["hhi"].iloc[0] - two["shares"][1]) < 1e-12
    modularity = nx.community.modularity(two["projection"], two["communities"])
    print(f"modularity: ours {one['communities']['modularity'].iloc[0]:.4f}, networkx {modularity:.4f}")


def sampled(held: Any, projection: "nx.Graph[str]") -> tuple[float, float]:
    """Seconds of ours and of networkx for betweenness from the same pivots; the estimates must agree up to their scale."""
    nodes = random.Random(0).sample(
        list(projection.nodes()), PIVOTS
    )  # the draw that networkx makes for seed 0
    times: dict[str, float] = {}
    pivots = [f"agency::{name}" for name in nodes]
    table = timed(times, "ours", lambda: fz.betweenness(held, pivots=pivots)).set_index("node")["betweenness"]
    values = timed(times, "plain", lambda: nx.betweenness_centrality(projection, k=PIVOTS, seed=0))
    others = [name for name in projection if name not in set(nodes)]
    ratios = np.array([table[f"agency::{name}"] / values[name] for name in others if values[name]])
    assert ratios.std() < 1e-6 * ratios.mean()  # ours are rounded to twelve digits
    return times["ours"], times["plain"]


def peak_megabytes(arguments: argparse.Namespace) -> float:
    script = (
        "import resource, sys; sys.path.insert(0, 'benchmarks'); import graphs;"
        f"graphs.ours(graphs.rows({arguments.tasks}, {arguments.agencies}));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    return float(done.stdout)


def line(step: str, one: float, two: float) -> None:
    print(f"{step:<34}{one:9.3f} s{two:9.2f} s{two / one:8.1f} times")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--agencies", type=int, default=2_000)
    arguments = parser.parse_args()
    edges = rows(arguments.tasks, arguments.agencies)
    ours(rows(1_000, 200))  # what is loaded at the first call is not what is measured
    ours_times, ours_found = ours(edges)
    plain_times, plain_found = plain(edges)
    compare(ours_found, plain_found)
    print(f"{len(edges):,} assignments, {ours_found['projection'].nnz // 2:,} ties of agencies")
    print(f"{'step':<34}{'ours':>11}{'networkx':>11}")
    for step, one in ours_times.items():
        line(step, one, plain_times[step])
    line("in total", sum(ours_times.values()), sum(plain_times.values()))
    held = fz.incidence(edges)
    line(f"betweenness from {PIVOTS} pivots", *sampled(held, plain_found["projection"]))
    doors: dict[str, float] = {}
    timed(doors, "agency_graph", lambda: fz.agency_graph(edges))
    timed(doors, "shared_task_graph", lambda: fz.shared_task_graph(held, roles=ROLES))
    for name, seconds in doors.items():
        print(f"{name + ', as a networkx graph':<34}{seconds:9.3f} s")
    with_graphs = sum(ours_times.values()) + sum(doors.values())
    line("in total, with both of these", with_graphs, sum(plain_times.values()))
    print(f"{'peak memory of our side':<34}{peak_megabytes(arguments):9.0f} MB")


if __name__ == "__main__":
    main()
