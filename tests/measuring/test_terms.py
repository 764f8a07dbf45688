"""Terms against national years, date evidence and keyness, worked out by hand or by scipy."""

from __future__ import annotations

import warnings
from math import log, sqrt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.caveats import CaveatWarning
from fazhi_research.measuring.codebook_tables import term_years, theme_labels
from fazhi_research.measuring.keyness import keyness
from fazhi_research.measuring.terms import date_evidence, term_counts, term_emergence, term_sightings
from tests.measuring.small import documents

TERMS = pd.DataFrame(
    [
        ("DIG", "云", 2012, None), ("CAP", "法制机构", 1990, 2018), ("DIG", "智能", 2021, None), ("ENF", "执法", None, None),
        ("OPN", "执法", None, None), ("POL", "未见", 2000, None),
    ],
    columns=["theme", "term", "first", "last"],
)  # fmt: skip


def dated(name: str, issued: str, low: str = "", high: str = "", last: object = None) -> tuple[object, ...]:
    return (name, "plan", "county", "甲省", 1000, issued, low, high, None, last)


DOCUMENTS = documents(
    dated("a", "2010"),
    dated("b", "2015-03"),
    dated("c", "2022-01-05", last=2025),
    dated("u", ""),
    dated("r", "", "2017-01-01", "2022-12-31"),
)
HITS = [
    ("a", "云"),
    ("a", "执法"),
    ("b", "云"),
    ("b", "云"),
    ("b", "法制机构"),
    ("c", "法制机构"),
    ("c", "智能"),
    ("u", "智能"),
    ("r", "智能"),
]
THEME = {"云": ["DIG"], "执法": ["ENF", "OPN"], "法制机构": ["CAP"], "智能": ["DIG"]}
CODINGS = pd.DataFrame(
    [
        {"document": d, "start": n, "stop": n + len(t), "scheme": "themes", "theme": theme, "term": t}
        for n, (d, t) in enumerate(HITS)
        for theme in THEME[t]
    ]
)


def test_a_term_of_two_themes_counts_once() -> None:
    counts = term_counts(CODINGS)
    assert counts[counts["document"] == "a"].to_numpy().tolist() == [["a", "云", 1], ["a", "执法", 1]]
    assert counts["hits"].sum() == len(HITS)


def test_sightings_conflict_only_where_it_is_certain() -> None:
    seen = term_sightings(CODINGS, DOCUMENTS, TERMS).set_index(["term", "document"])["conflict"]
    assert seen[("云", "a")] == "early"
    assert seen[("法制机构", "c")] == "late"
    # undated, and a range that reaches the first year, contradict nothing
    assert seen[[("智能", "u"), ("智能", "r"), ("云", "b"), ("智能", "c")]].tolist() == [""] * 4


def test_emergence_by_hand() -> None:
    rows: Any = term_emergence(CODINGS, DOCUMENTS, TERMS).set_index(["theme", "term"])
    cloud = rows.loc[("DIG", "云")]
    assert (cloud["documents"], cloud["hits"], cloud["seen_first"], cloud["seen_last"]) == (2, 3, 2010, 2015)
    assert (cloud["first_document"], cloud["last_document"], cloud["earlier"], cloud["later"]) == (
        "a",
        "b",
        0,
        2,
    )
    assert (cloud["conflict"], cloud["conflicts"]) == ("early", "a")
    smart = rows.loc[("DIG", "智能")]  # of c (2022) and r (2017 to 2022): both by 2022 at the latest
    assert (smart["seen_first"], smart["first_document"], smart["earlier"]) == (2022, "c", 2)
    never = rows.loc[("POL", "未见")]
    assert (never["documents"], never["hits"], never["first_document"]) == (0, 0, "")
    assert rows["seen_first"].isna().sum() == 1
    assert len(rows) == len(TERMS)


def test_evidence_is_a_terminus_post_quem() -> None:
    rows: Any = date_evidence(CODINGS, DOCUMENTS, TERMS).set_index("document")
    assert rows["not_before"].tolist() == [2012, 2012, 2021, 2021, 2021]
    assert rows.loc["c", ["witnesses", "otherwise", "eras", "stated_era"]].tolist() == [
        "智能",
        1990,
        "B;C;D",
        "C",
    ]
    assert (rows.loc["a", "too_new"], rows.loc["c", "too_old"]) == ("云", "法制机构")
    assert rows.loc["a", "eras"] == "A;B;C;D"  # A ends in 2014, after 2012
    assert rows.loc["u", ["since", "stated_era", "too_new"]].tolist() == ["", "", ""]


def test_a_document_without_terms_fits_every_era() -> None:
    row = date_evidence(CODINGS[:0], DOCUMENTS[:1], TERMS).iloc[0]
    assert (row["dated_terms"], row["witnesses"], row["eras"]) == (0, "", "A;B;C;D")
    assert pd.isna(row["not_before"])


def test_the_years_of_terms_are_checked() -> None:
    with pytest.raises(TableError, match="云 is first used in 2012 and last in 2010"):
        term_years(TERMS[:1].assign(last=2010), scheme="themes")
    both = pd.concat([TERMS.assign(scheme="themes"), TERMS.assign(scheme="nato")])
    assert len(term_years(both, scheme="nato")) == len(TERMS)
    assert term_years(TERMS.astype(object).fillna(""), scheme="themes")["first"].isna().sum() == 2


def test_labels_come_from_tables_or_from_a_codebooks_own_objects() -> None:
    table = pd.DataFrame(
        {"scheme": ["themes", "nato"], "theme": "A", "english": ["one", "two"], "chinese": ["甲", "乙"]}
    )
    assert theme_labels(table, scheme="themes") == {"A": ("one", "甲")}
    assert theme_labels(None) == {}


COUNTS = pd.DataFrame(
    {"document": list("aabbcc"), "term": list("甲乙甲丙乙丙"), "hits": [12, 3, 5, 20, 4, 6]}
)
GROUPS = pd.DataFrame({"document": list("abc"), "period": ["new", "old", "new"]})


def test_keyness_against_scipy_and_the_published_formula() -> None:
    rows: Any = keyness(COUNTS, GROUPS, target="new", reference="old", prior=50).set_index("term")
    # new: 甲 12, 乙 7, 丙 6 (25); old: 甲 5, 丙 20 (25)
    for term, (a, b) in {"甲": (12, 5), "乙": (7, 0), "丙": (6, 20)}.items():
        cells = np.array([[a, b], [25 - a, 25 - b]])
        assert rows.loc[term, ["hits", "reference_hits", "of", "reference_of"]].tolist() == [a, b, 25, 25]
        plain = chi2_contingency(cells, correction=False)
        assert rows.loc[term, ["chi2", "p_chi2"]].tolist() == pytest.approx([plain.statistic, plain.pvalue])
        ratio = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
        assert rows.loc[term, ["g2", "p_g2"]].tolist() == pytest.approx([ratio.statistic, ratio.pvalue])
        assert rows.loc[term, "least_expected"] == pytest.approx(plain.expected_freq.min())
        w = 50 * (a + b) / 50  # the prior: 50 hits spread as in both groups together
        delta = log((a + w) / (25 + 50 - a - w)) - log((b + w) / (25 + 50 - b - w))
        assert rows.loc[term, "log_odds"] == pytest.approx(delta)
        assert rows.loc[term, "z"] == pytest.approx(delta / sqrt(1 / (a + w) + 1 / (b + w)))
    assert rows.loc["乙", ["documents", "reference_documents"]].tolist() == [2, 0]
    assert rows.index.tolist() == ["乙", "甲", "丙"]


@given(st.lists(st.integers(0, 30), min_size=6, max_size=6))
def test_turning_the_groups_round_turns_the_sign(hits: list[int]) -> None:
    counts = COUNTS.assign(hits=hits)
    if counts.groupby(counts["document"] == "b")["hits"].sum().min() == 0:
        return
    one = keyness(counts, GROUPS, target="new", reference="old").set_index("term").sort_index()
    two = keyness(counts, GROUPS, target="old", reference="new").set_index("term").sort_index()
    assert one["z"].tolist() == pytest.approx((-two["z"]).tolist())
    assert one["g2"].tolist() == pytest.approx(two["g2"].tolist(), abs=1e-9)


def test_a_background_of_ones_own_and_rare_terms() -> None:
    background = pd.DataFrame({"term": ["甲", "丙"], "hits": [90, 10]})
    rows: Any = keyness(
        COUNTS, GROUPS, target="new", reference="old", background=background, prior=110
    ).set_index("term")
    weight = 110 * 10 / 110  # 乙 is not in it: as much as the rarest
    expected = log((7 + weight) / (25 + 110 - 7 - weight)) - log(weight / (25 + 110 - weight))
    assert rows.loc["乙", "log_odds"] == pytest.approx(expected)
    assert "乙" not in keyness(COUNTS, GROUPS, target="new", reference="old", least=8)["term"].tolist()


def test_the_guards_come_along() -> None:
    about = documents(
        *[
            (n, g, "county", "甲省", 1000, "", "", "", None, None)
            for n, g in zip("abc", ["plan", "speech", "plan"], strict=True)
        ]
    )
    with pytest.warns(CaveatWarning, match=r"Genres are mixed \(plan 2, speech 1\)"):
        rows = keyness(COUNTS, GROUPS, target="new", reference="old", documents=about)
    assert set(rows["caveats"]) == {"genres;single"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert set(keyness(COUNTS, GROUPS, target="new", reference="old")["caveats"]) == {""}


def test_faults_are_told() -> None:
    with pytest.raises(TableError, match="no hits in the group 'never'; there are: new, old"):
        keyness(COUNTS, GROUPS, target="new", reference="never")
    with pytest.raises(FazhiError, match="prior=0: the prior needs a weight"):
        keyness(COUNTS, GROUPS, target="new", reference="old", prior=0)
    with pytest.raises(TableError, match="counts table has no column hits"):
        keyness(COUNTS.drop(columns="hits"), GROUPS, target="new", reference="old")
