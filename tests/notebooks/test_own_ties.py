"""What the notebook on ties of one's own concludes is what its functions give."""

from __future__ import annotations

import pandas as pd
import pytest

import fazhi_research as fz
from tests.notebooks.books import conclusion

ROLES = ("lead", "responsible")


@pytest.fixture(scope="module")
def ties() -> pd.DataFrame:
    return fz.read_edges()


def test_its_counts_are_counted(ties: pd.DataFrame) -> None:
    words = conclusion("08")
    leads = fz.lead_shares(ties)
    first = leads.iloc[0]
    assert f"The {first['of']} tasks have one lead each; {first['named']} leads {first['tasks']}" in words
    assert leads["tasks"].sum() == first["of"]
    summary = fz.network_summary(ties, roles=ROLES).set_index("measure")["value"]
    assert f"{summary['nodes']:.0f} bodies are joined in one piece by {summary['ties']:.0f} ties" in words
    assert summary["pieces"] == 1
    between = fz.betweenness(fz.shared_task_graph(ties, roles=ROLES)).iloc[0]
    assert f"{between['label']} has the most ({between['degree']}) and the highest betweenness" in words
    assert f"({between['betweenness']:.2f})" in words
    assert f"agree at {summary['stability']:.2f}" in words and summary["communities"] == 4
    every = fz.network_summary(ties).set_index("measure")["value"]
    shares = [100 * one["through_collectives"] for one in (summary, every)]
    assert f"{shares[0]:.0f}% would run through collectives (各部门), with support {shares[1]:.0f}%" in words


def test_the_bodies_are_invented(ties: pd.DataFrame) -> None:
    single = ties.loc[~ties["collective"], "named"]
    assert single.str.startswith("云川市").all()
