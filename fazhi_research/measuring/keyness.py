"""Which terms set one group of documents apart from another."""

from __future__ import annotations

from math import erfc, sqrt
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.caveats import warn, with_caveats
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.guards import ABOUT, LENGTH_RATIO, comparison_caveats
from fazhi_research.measuring.screens import benjamini_hochberg

if TYPE_CHECKING:
    import pandas as pd

PRIOR = 100.0
"""The weight of the prior in hits: how much wording is taken for granted before counting 先验强度."""
KEY_COLUMNS = (
    "term", "hits", "reference_hits", "of", "reference_of", "documents", "reference_documents", "log_odds", "z", "p_z", "q_z", "g2", "p_g2",
    "q_g2", "chi2", "p_chi2", "q_chi2", "least_expected", "caveats",
)  # fmt: skip


def keyness(
    counts: pd.DataFrame,
    groups: pd.DataFrame,
    *,
    target: str,
    reference: str,
    group: str = "period",
    documents: pd.DataFrame | None = None,
    background: pd.DataFrame | None = None,
    prior: float = PRIOR,
    least: int = 1,
) -> pd.DataFrame:
    """A table of the terms that set one group of documents apart from another 关键性.

    `counts` has document, term, hits (`term_counts`, or words); `groups` has document and the column `group`
    (`document_periods` makes it), in which `target` is compared with `reference`. Terms with fewer than `least` hits
    in both together are left out of the table, not of the totals.

    Three measures of the same four numbers (hits and other hits, in target and reference):
    log_odds with z: difference of log odds with an informative Dirichlet prior of `prior` hits, spread over the terms as
    in `background` (same columns as counts; the two groups together if not given), over its standard error
    (Monroe, Colaresi and Quinn 2008, eq. 16, 20–22): the one to sort by, for it neither drowns in frequent terms nor
    jumps at rare ones. g2: log-likelihood ratio over four cells (Dunning 1993). chi2: Pearson's, uncorrected; do not
    read it where least_expected is under 5. p_… are those of independent draws, q_… after Benjamini and
    Hochberg over the terms shown.

    Words of one document are not independent draws, so that the p rank terms and test nothing; documents and
    reference_documents (in how many documents the term occurs) show what hangs on one of them. With `documents` (that
    table, or shares, which carry genre, tier, province, han), the guards of `theme_shift` warn and are attached. Sorted by z,
    target's terms first.

    >>> import pandas as pd
    >>> counts = pd.DataFrame({"document": list("aabb"), "term": list("甲乙甲乙"), "hits": [8, 2, 2, 8]})
    >>> groups = pd.DataFrame({"document": ["a", "b"], "period": ["new", "old"]})
    >>> keyness(counts, groups, target="new", reference="old", prior=10)[["term", "hits", "z"]].round(2).values.tolist()
    [['甲', 8, 2.64], ['乙', 2, -2.64]]
    """
    require_columns(counts, ["document", "term", "hits"], "counts")
    require_columns(groups, ["document", group], "groups")
    if prior <= 0:
        raise FazhiError(f"prior={prior}: the prior needs a weight above 0, in hits.")
    label = dict(zip(groups["document"].astype(str), groups[group].astype(str), strict=True))
    side = counts["document"].astype(str).map(label)
    table = _counted(counts, side, target, reference)
    weights = _prior(table, background, prior)
    table = _measured(table, weights, prior)
    table = table[table["hits"] + table["reference_hits"] >= least].copy()
    for name in ("z", "g2", "chi2"):
        table[f"q_{name}"] = benjamini_hochberg(table[f"p_{name}"].tolist())
    table = table.sort_values(["z", "term"], ascending=[False, True], kind="stable").reset_index(drop=True)
    found = _guarded(documents, label, (target, reference))
    warn(found, what="keyness")
    return with_caveats(table, found)[list(KEY_COLUMNS)]


def _counted(counts: pd.DataFrame, side: pd.Series[str], target: str, reference: str) -> pd.DataFrame:
    """Hits, documents and totals of every term in both groups."""
    import pandas as pd

    parts = {}
    for name, group in (("", target), ("reference_", reference)):
        held = counts[side == group]
        held = held[held["hits"] > 0]
        if held.empty:
            known = ", ".join(sorted(set(side.dropna()))) or "none"
            raise TableError(f"no hits in the group {group!r}; there are: {known}.")
        by_term = held.groupby(held["term"].astype(str))
        parts[f"{name}hits"], parts[f"{name}documents"] = by_term["hits"].sum(), by_term["document"].nunique()
    table = pd.DataFrame(parts).fillna(0).astype("int64").sort_index()
    table["of"], table["reference_of"] = table["hits"].sum(), table["reference_hits"].sum()
    return table.rename_axis("term").reset_index()


def _prior(table: pd.DataFrame, background: pd.DataFrame | None, prior: float) -> Any:
    """The prior's hits of each term; a term the background lacks gets as much as its rarest."""
    if background is None:
        known = table["hits"] + table["reference_hits"]
    else:
        require_columns(background, ["term", "hits"], "background")
        sums = background.groupby(background["term"].astype(str))["hits"].sum()
        sums = sums[sums > 0]
        known = table["term"].map(sums).fillna(float(sums.min()) if len(sums) else 1.0)
    share = known.to_numpy(dtype="float64")
    return share / share.sum() * prior


def _measured(table: pd.DataFrame, weights: Any, prior: float) -> pd.DataFrame:
    """The three measures."""
    import numpy as np

    a, b = table["hits"].to_numpy(dtype="float64"), table["reference_hits"].to_numpy(dtype="float64")
    n, m = table["of"].to_numpy(dtype="float64"), table["reference_of"].to_numpy(dtype="float64")
    odds, against = (a + weights) / (n + prior - a - weights), (b + weights) / (m + prior - b - weights)
    table["log_odds"] = np.log(odds) - np.log(against)
    table["z"] = table["log_odds"] / np.sqrt(1 / (a + weights) + 1 / (b + weights))
    table["p_z"] = [erfc(abs(z) / sqrt(2)) for z in table["z"]]
    cells = np.stack([a, b, n - a, m - b])
    rows, columns, total = np.stack([a + b, n + m - a - b]), np.stack([n, m]), n + m
    expected = np.stack([rows[i] * columns[j] / total for i in (0, 1) for j in (0, 1)])
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(cells > 0, cells * np.log(cells / expected), 0.0)
        squares = np.where(expected > 0, (cells - expected) ** 2 / expected, 0.0)
    table["g2"], table["chi2"] = (2 * logs.sum(axis=0)).clip(min=0), squares.sum(axis=0)
    for name in ("g2", "chi2"):
        table[f"p_{name}"] = [erfc(sqrt(value / 2)) for value in table[name]]  # one degree of freedom
    table["least_expected"] = expected.min(axis=0)
    return table


def _guarded(documents: pd.DataFrame | None, label: dict[str, str], sides: tuple[str, str]) -> list[Any]:
    """The caveats of comparing the documents of both groups."""
    from fazhi_research.measuring.themes import document_facts

    if documents is None:
        return []
    about = documents if set(ABOUT) <= set(documents.columns) else document_facts(documents)
    about = about[list(ABOUT)].drop_duplicates("document")
    group = about["document"].astype(str).map(label)
    kept = group.isin(list(sides)).to_numpy()
    return comparison_caveats(about[kept], group[kept], length_ratio=LENGTH_RATIO)
