"""What the notebook on the corpus concludes is what is counted."""

from __future__ import annotations

from pathlib import Path

import fazhi_research as fz
from tests.notebooks.books import conclusion


def test_the_counts_in_the_conclusions_are_counted() -> None:
    documents = fz.Project(Path(__file__).resolve().parents[2]).read_table("documents")
    genres = documents.astype({"genre": str}).groupby("genre").size()
    assert genres.to_dict() == {"speech": 4, "plan": 3, "report": 2, "opinion": 1, "self_inspection": 1}
    assert sorted(documents.groupby("file").size()) == [1, 1, 1, 3, 5]
    basis = documents.astype(str).groupby("issued_basis")["document"].apply(list).to_dict()
    assert basis["text"] == ["liaoning-2011", "weixian-2019"]
    assert len(basis["inferred"]) == 8
    undated = documents[documents["issued"].astype(str) == ""]
    assert undated[["document", "issued_from"]].to_numpy()[:, 0].tolist() == ["chengguan"]
    assert bool((undated["issued_from"].astype(str) != "").all())
    provinces = documents["jurisdiction"].astype(str).str.split("/").str[0]
    known = provinces[provinces != ""]
    assert (len(known), known.nunique()) == (8, 8)
    words = conclusion("01")
    for count in ("all eleven documents from five files", "four speeches, three plans, two reports", "compilations of five and of three", "year of eight is inferred", "eight provinces"):  # fmt: skip
        assert count in words
