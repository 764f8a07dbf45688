"""A topic model, for corpora that can bear one, with how stable it is; a refusal with reasons for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd

LEAST_DOCUMENTS, LEAST_WORDS, LEAST_PER_TOPIC = 100, 50, 10
"""Documents, words of the median document, and documents per topic below which no topic model is fitted 主题模型门槛."""
MODELS = ("nmf", "lda")
TOP = 10
TOPIC_COLUMNS = ("topic", "rank", "term", "weight", "stability")


def corpus_bears_topics(counts: pd.DataFrame, *, topics: int) -> list[str]:
    """The reasons why a corpus cannot bear a topic model of so many topics, none if it can 主题模型适用性.

    `counts` has document, term, hits. Required are at least 100 documents, 50 words in the median document and 10
    documents per topic. Theory gives the direction and no number: with few documents no length of text helps, and with short ones no
    number of documents does (Tang, Meng, Nguyen, Mei and Zhang 2014, ICML). The numbers are conventions, the
    first because reviewers of the field refuse models of fewer than a hundred documents. Cutting few documents into many
    sections does not help: sections of one document are not independent.

    >>> import pandas as pd
    >>> corpus_bears_topics(pd.DataFrame({"document": ["a"], "term": ["法治"], "hits": [3]}), topics=2)[0]
    'there is 1 document, and a topic model needs at least 100'
    """
    require_columns(counts, ["document", "term", "hits"], "counts")
    lengths = counts.groupby("document", observed=True)["hits"].sum()
    lengths = lengths[lengths > 0]
    number, median = len(lengths), float(lengths.median()) if len(lengths) else 0.0
    reasons = []
    if number < LEAST_DOCUMENTS:
        held = "there is 1 document" if number == 1 else f"there are {number} documents"
        reasons.append(f"{held}, and a topic model needs at least {LEAST_DOCUMENTS}")
    if median < LEAST_WORDS:
        reasons.append(f"the median document has {median:g} words, and at least {LEAST_WORDS} are needed")
    if number < LEAST_PER_TOPIC * topics:
        reasons.append(f"{topics} topics need at least {LEAST_PER_TOPIC * topics} documents")
    return reasons


def topic_model(
    counts: pd.DataFrame,
    *,
    topics: int,
    model: str = "nmf",
    seeds: Sequence[int] = tuple(range(10)),
    seed: int = 0,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables of topics by words and of documents by topics, from a corpus that can bear them 主题模型.

    A topic is a model's word and not a theme of the codebook. `model` is "nmf" (on tf-idf) or "lda" (on counts), both by
    scikit-learn; the model shown is that of `seed`, and it is fitted again for each of `seeds`.

    The first table: topic, rank (1 to 10), term, weight, stability: the mean over the seeds of the overlap (Jaccard) of the
    topic's ten words with its best partner, topics matched one to one so that the overlap is greatest (Greene,
    O'Callaghan and Cunningham 2014). Near 1 the topic comes back whatever the seed; below about 0.5 do not read it. The
    second: document, topic, share (sums to 1 per document; empty where the model gives nothing).

    Raises FazhiError with the reasons (`corpus_bears_topics`) when the corpus is too small: eleven documents have no topics.
    """
    if model not in MODELS or topics < 2:
        raise FazhiError(f"model={model!r}, topics={topics}: choose nmf or lda, and at least two topics.")
    if reasons := corpus_bears_topics(counts, topics=topics):
        raise FazhiError(
            f"no topic model: {'; '.join(reasons)}. Count the themes of the codebook (theme_shares) or compare words "
            "(keyness) instead: both work on few documents and say what they rest on."
        )
    matrix, documents, terms = _matrix(counts)
    weights, shares = _fitted(matrix, topics, model, seed)
    others = [_fitted(matrix, topics, model, other)[0] for other in seeds if other != seed]
    if not others:
        raise FazhiError(
            f"seeds={list(seeds)}: give at least one seed beside seed={seed}, to see what is stable."
        )
    return _topics(weights, others, terms), _shares(shares, documents)


def _matrix(counts: pd.DataFrame) -> tuple[Any, list[str], list[str]]:
    """Documents by terms, sparse, both sorted."""
    import pandas as pd
    from scipy.sparse import csr_matrix

    held = counts[counts["hits"] > 0]
    if (counts["hits"] < 0).any():
        raise TableError("the counts table has hits below zero: count again.")
    down = pd.Categorical(held["document"].astype(str))
    across = pd.Categorical(held["term"].astype(str))
    shape = (len(down.categories), len(across.categories))
    matrix = csr_matrix((held["hits"].to_numpy(dtype="float64"), (down.codes, across.codes)), shape=shape)
    return matrix, list(down.categories), list(across.categories)


def _fitted(matrix: Any, topics: int, model: str, seed: int) -> tuple[Any, Any]:
    """Topics by terms and documents by topics for one seed."""
    from sklearn.decomposition import NMF, LatentDirichletAllocation
    from sklearn.feature_extraction.text import TfidfTransformer

    if model == "nmf":
        fit = NMF(topics, init="random", random_state=seed, max_iter=1000, tol=1e-4)
        shares = fit.fit_transform(TfidfTransformer(sublinear_tf=True).fit_transform(matrix))
    else:
        fit = LatentDirichletAllocation(topics, random_state=seed, learning_method="batch", max_iter=50)
        shares = fit.fit_transform(matrix)
    return fit.components_, shares


def _leading(weights: np.ndarray[Any, Any], terms: int) -> list[list[int]]:
    """The ten heaviest terms of each topic; equals in the order of the terms."""
    import numpy as np

    return [np.argsort(-row, kind="stable")[: min(TOP, terms)].tolist() for row in weights]


def _topics(weights: Any, others: list[Any], terms: list[str]) -> pd.DataFrame:
    """The leading words of each topic with the topic's stability, most stable words first by weight."""
    import numpy as np
    import pandas as pd
    from scipy.optimize import linear_sum_assignment

    own = _leading(weights, len(terms))
    found = np.zeros(len(own))
    for other in others:
        theirs = _leading(other, len(terms))
        overlap = np.array([[len({*a} & {*b}) / len({*a} | {*b}) for b in theirs] for a in own])
        rows, columns = linear_sum_assignment(-overlap)
        found[rows] += overlap[rows, columns]
    stability = found / len(others)
    rows = [
        (topic + 1, rank, terms[place], float(weights[topic][place]), float(stability[topic]))
        for topic, places in enumerate(own)
        for rank, place in enumerate(places, start=1)
    ]
    return pd.DataFrame(rows, columns=list(TOPIC_COLUMNS))


def _shares(shares: Any, documents: list[str]) -> pd.DataFrame:
    """Documents by topics in long form, each document's shares summing to 1."""
    import numpy as np
    import pandas as pd

    totals = shares.sum(axis=1, keepdims=True)
    parts = np.divide(shares, totals, out=np.full(shares.shape, np.nan), where=totals > 0)
    table = pd.DataFrame(parts, index=documents, columns=range(1, shares.shape[1] + 1))
    table = table.rename_axis("document").reset_index().melt("document", var_name="topic", value_name="share")
    return table.sort_values(["document", "topic"], kind="stable").reset_index(drop=True)
