"""What notebook 6 concludes is what its tables hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

import fazhi_research as fz
from tests.notebooks.books import conclusion

ROOT = Path(__file__).resolve().parents[2]
WORDS = conclusion("06")


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(ROOT / "figures" / f"{name}.csv")


def test_no_group_and_no_node_holds() -> None:
    verdicts = table("tab11-cluster-stability")["verdict"].value_counts().to_dict()
    assert verdicts == {"does not hold": 4, "doubtful": 2}
    assert (
        "Of the 6 groups made (two from each of three distances), none holds: 4 do not hold and 2 are doubtful"
        in WORDS
    )
    nodes = table("fig15-cluster-tree")
    assert (len(nodes) - 1, int(nodes["holds"].sum())) == (9, 0)
    assert not ((nodes["bootstrap"] >= 0.75) & (nodes["matched"] >= 0.75))[:-1].any()


def test_no_factor_takes_an_unusual_part() -> None:
    variance = table("tab12-variance")
    assert variance["p"].min() > 0.05
    assert ((variance["r_squared"] - variance["expected"]).abs().dropna() < 0.06).all()
    partly = variance.loc[variance["reading"].str.contains("partly aliased"), "factor"]
    assert sorted(set(partly)) == ["genre", "tier"]


def test_the_distances_of_wording_lie_close() -> None:
    held = table("fig17-distances").set_index("document").to_numpy()
    values = held[np.triu_indices(len(held), 1)]
    assert f"from {values.min():.2f} to {values.max():.2f}" in WORDS


def test_provinces_do_not_repeat() -> None:
    factors = fz.document_factors(fz.Project(ROOT).read_table("documents"))
    places = factors.loc[factors["place"] != "", "place"]
    assert (len(places), places.nunique()) == (8, 8)
    assert factors["genre"].value_counts().to_dict()["speech"] == 4


def test_wording_parts_the_speeches() -> None:
    """By the distances of the notebook: speeches against the rest, and how sure that is."""
    project = fz.Project(ROOT)
    tables = {"documents": project.read_table("documents"), "texts": project.read_texts()}
    distances = fz.mean_distances(fz.distance_draws(tables, measure="text", draws=100))
    clusters = fz.cluster_table(distances, k=2)
    small = set(clusters.loc[clusters["cluster"] == 2, "document"])
    speeches = tables["documents"].loc[tables["documents"]["genre"] == "speech", "document"]
    assert small == set(speeches)
    row = (
        fz.cluster_factors(clusters, fz.document_factors(tables["documents"]))
        .set_index("factor")
        .loc["genre"]
    )
    assert (row["follows"], row["association"]) == ("perhaps", 1.0)
    assert f"p {row['p']:.3f}, q {row['q']:.2f}" in WORDS
