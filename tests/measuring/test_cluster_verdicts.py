"""Verdicts: the association by hand, and a word for each side of each threshold."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import homogeneity_score

import fazhi_research as fz
from fazhi_research.errors import TableError
from fazhi_research.measuring.cluster_verdicts import VERDICT_COLUMNS

NAMES = [f"d{n:02d}" for n in range(16)]
GROUPS = [1] * 8 + [2] * 8
CLUSTERS = pd.DataFrame({"document": NAMES, "cluster": GROUPS})
FACTORS = pd.DataFrame(
    {
        "document": NAMES,
        "genre": ["plan"] * 8 + ["speech"] * 8,
        "era": list("ABABABABBABABABA"),
        "tier": ["county"] * 7 + ["province"] * 9,
        "place": NAMES,
        "length": [3.0, 3.1, 3.2, 3.3] * 4,
    }
)  # fmt: skip


def test_what_groups_follow() -> None:
    rows = fz.cluster_factors(CLUSTERS, FACTORS).set_index("factor")
    assert rows["follows"].to_dict() == {
        "genre": "yes", "era": "no sign", "tier": "yes", "place": "cannot be told", "length": "no sign",
    }  # fmt: skip
    assert list(rows[["association", "levels"]].loc["genre"]) == [1.0, 2]
    assert rows.loc["era", "association"] == pytest.approx(0.0, abs=1e-9)
    assert rows.loc["tier", "association"] == pytest.approx(homogeneity_score(GROUPS, FACTORS["tier"]))
    assert rows.loc["place", "chance"] == pytest.approx(1.0)
    assert bool(rows["q"].isna()["place"])


def test_length_is_measured_by_the_correlation_ratio() -> None:
    length = [1.0] * 8 + [2.0] * 7 + [1.5]
    row = fz.cluster_factors(CLUSTERS, FACTORS.assign(length=length), names=["length"]).iloc[0]
    values = np.array(length)
    between = 8 * (1 - values.mean()) ** 2 + 8 * (values[8:].mean() - values.mean()) ** 2
    assert row["association"] == pytest.approx(between / ((values - values.mean()) ** 2).sum())
    assert row["follows"] == "yes"


def test_a_likeness_that_may_be_chance_is_called_so() -> None:
    few = CLUSTERS.iloc[[0, 1, 2, 8, 9, 10, 11]]
    factors = FACTORS.assign(tier=["x", "y"] * 8, era=["x", "x", "y", "y"] * 4, length=list(range(16)))
    rows = fz.cluster_factors(few, factors.assign(length=1.0), names=["genre", "era", "tier"]).set_index(
        "factor"
    )
    assert rows.loc["genre", "p"] == pytest.approx(1 / 35, abs=0.01)
    assert rows.loc["genre", "follows"] == "perhaps"  # the q of three factors is above 0.05


def stability(*verdicts: str) -> pd.DataFrame:
    return pd.DataFrame({"of": [3] * len(verdicts), "verdict": verdicts})


FOLLOWED = pd.DataFrame(
    {"factor": ["genre", "place"], "follows": ["yes", "cannot be told"], "adjusted": [0.9, np.nan]}
)


@pytest.mark.parametrize(
    ("verdicts", "word", "chinese"),
    [
        (("holds", "holds", "doubtful"), "groups found", "3 组中 2 组稳定"),
        (("holds", "does not hold"), "one group stands out", "2 组中仅 1 组稳定"),
        (("rest", "single"), "no groups", "2 组均不稳定"),
    ],
)
def test_the_overall_word_counts_groups_that_hold(verdicts: tuple[str, ...], word: str, chinese: str) -> None:
    rows = fz.cluster_verdict(stability(*verdicts), FOLLOWED)
    assert tuple(rows.columns) == VERDICT_COLUMNS
    assert rows.loc[0, "verdict"] == word
    assert chinese in str(rows.loc[0, "chinese"])
    assert rows["about"].tolist() == ["overall", "groups", "follows genre", "follows place"]
    assert rows.loc[2, "english"] == "The groups follow genre."
    assert rows.loc[3, "chinese"] == "分组是否随省份，据现有文件无从判断。"


def test_the_criteria_agree_or_part() -> None:
    counts = pd.DataFrame({"k": [1, 2, 3], "best": ["gap", "silhouette;jaccard", "variance_ratio"]})
    row = fz.cluster_verdict(stability("holds", "holds"), FOLLOWED, counts).set_index("about").loc["number"]
    assert (row["verdict"], row["number"]) == ("criteria part", 3.0)
    assert "The gap statistic finds no more than one group." in row["english"]
    assert "k = 2：轮廓系数、雅卡尔稳定性" in row["chinese"]
    one = counts.assign(best=["", "gap;silhouette;jaccard;variance_ratio", ""])
    assert (
        fz.cluster_verdict(stability("holds", "holds"), FOLLOWED, one)
        .set_index("about")
        .loc["number", "verdict"]
        == "criteria agree"
    )


def test_faults_are_told() -> None:
    with pytest.raises(TableError, match="d15 has a group but no row in the factors"):
        fz.cluster_factors(CLUSTERS, FACTORS[:15])
    with pytest.raises(TableError, match="stability table has no column verdict"):
        fz.cluster_verdict(pd.DataFrame({"of": [1]}), FOLLOWED)
