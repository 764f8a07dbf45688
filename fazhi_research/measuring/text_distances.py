"""How much wording documents share: runs of characters that stand in both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.distances import _square
from fazhi_research.measuring.edges import require_columns
from fazhi_research.reading.folding import fold

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

SYMMETRIES = ("mean", "max", "min")
RUN, WORD = 8, 2
"""Characters of a run that two texts hardly share by chance, and of an ordinary word 字串长度."""
SEAM = "\x00"
"""Stands between pieces of a text that did not follow each other: no run goes across it 接缝."""
_HAN = re.compile(r"[^\u3400-\u4dbf\u4e00-\u9fff]+")


def text_containments(texts: pd.DataFrame, *, n: int = RUN) -> pd.DataFrame:
    """A square table of how much of each document's wording stands in each other one 文本包含度.

    Row a, column b: the share of a's different runs of n Han characters that occur anywhere in b (Broder 1997).
    It is not symmetric: a short document can lie wholly within a long one, of which it is a small part. Only Han
    characters count, traditional ones as simplified; runs go across punctuation and lines. A longer b holds
    more by chance alone: compare columns of like length. Empty rows are documents of fewer than n characters.

    >>> import pandas as pd
    >>> texts = pd.DataFrame({"document": ["a", "b"], "text": ["法治政府建设", "加强法治政府建设，法治国家"]})
    >>> text_containments(texts, n=4).round(2).values.tolist()
    [[1.0, 1.0], [0.33, 1.0]]
    """
    names, counts = _counted(texts, n)
    held = (counts > 0).astype("float64")
    shared = (held @ held.T).toarray()
    return _square(names, _over(shared, shared.diagonal()[:, None]))


def containment_distances(containments: pd.DataFrame, *, symmetry: str = "mean") -> pd.DataFrame:
    """A square table of distances, one less containment, made symmetric as told 包含度距离.

    Of the two directions of a pair "mean" is their mean, "max" the larger (a text wholly within a longer one is at
    distance 0), "min" the smaller (alike only if each holds the other). There is no neutral choice: "mean" is the default.
    """
    if symmetry not in SYMMETRIES:
        raise FazhiError(f"symmetry={symmetry!r} is unknown: choose one of {', '.join(SYMMETRIES)}.")
    ways = containments.to_numpy(dtype="float64")
    both = {"mean": (ways + ways.T) / 2, "max": _larger(ways), "min": -_larger(-ways)}[symmetry]
    return _square(containments.index, 1 - both)


def _larger(ways: Any) -> Any:
    """The larger of both directions."""
    import numpy as np

    return np.maximum(ways, ways.T)


def text_distances(texts: pd.DataFrame, *, n: int = WORD, size: int = 0) -> pd.DataFrame:
    """A square table of how little wording documents share, from 0 (the same) to 1 (nothing) 文本距离.

    One less NESS, the normalised expected species shared of Grassle and Smith (1976), with runs of n Han characters
    as species: if `size` runs were drawn with replacement from each of two documents, so many different ones would be
    expected in both draws; that over the mean of what two draws from one document share. `size` is by
    default the runs of the shortest document. Between documents of unequal length the measure still favours long
    ones (a short text repeats less of itself): `document_distances` therefore gives it pieces of equal length.
    Empty for documents of fewer than n Han characters.

    >>> import pandas as pd
    >>> texts = pd.DataFrame({"document": ["a", "b"], "text": ["法治政府建设", "法治政府建设" * 9]})
    >>> text_distances(texts, n=1).round(2).values.tolist()
    [[0.0, 0.0], [0.0, 0.0]]
    """
    names, counts = _counted(texts, n)
    return _square(names, 1 - _shared(counts, size))


def _counted(texts: pd.DataFrame, n: int) -> tuple[list[str], Any]:
    """How often each run occurs in each document, as a sparse matrix, runs in no order."""
    import numpy as np
    from scipy.sparse import csr_matrix

    require_columns(texts, ["document", "text"], "texts")
    if n < 1:
        raise FazhiError(f"n={n}: a run has at least one character.")
    if bool(texts["document"].duplicated().any()):
        raise TableError(
            f"{texts.loc[texts['document'].duplicated(), 'document'].iloc[0]} stands twice in the texts: keep one."
        )
    ordered = texts.sort_values("document", kind="stable")
    found = [
        np.concatenate([_runs(han_of(piece), n) for piece in str(text).split(SEAM)])
        for text in ordered["text"]
    ]
    kinds, places = np.unique(np.concatenate([*found, np.empty(0, "uint64")]), return_inverse=True)
    starts = np.cumsum([0, *map(len, found)])
    counts = csr_matrix((np.ones(len(places)), places, starts), shape=(len(found), max(1, len(kinds))))
    counts.sum_duplicates()
    return ordered["document"].astype(str).tolist(), counts


def han_of(text: str) -> str:
    """The Han characters of a text, traditional ones simplified 汉字."""
    return _HAN.sub("", fold(text))


def _runs(words: str, n: int) -> np.ndarray[Any, Any]:
    """Every run of n characters as a number; unlike runs agree by chance about once in 2 ** 64."""
    import numpy as np

    codes = np.frombuffer(words.encode("utf-32-le"), dtype="uint32").astype("uint64")
    if len(codes) < n:
        return np.empty(0, "uint64")
    found = np.zeros(len(codes) - n + 1, "uint64")
    for place in range(n):
        found = (found ^ codes[place : place + len(found)]) * np.uint64(0x9E3779B97F4A7C15)
        found ^= found >> np.uint64(29)
    return found


def _shared(counts: Any, size: int) -> Any:
    """NESS of every pair: expected runs shared by draws of one size, over those within."""
    import numpy as np

    totals = counts.sum(axis=1).A1
    held = totals[totals > 0]
    drawn = size or (int(held.min()) if len(held) else 1)
    chance = counts.copy().tocsr()
    with np.errstate(divide="ignore"):
        parts = chance.data / np.repeat(totals, np.diff(chance.indptr))
        chance.data = -np.expm1(drawn * np.log1p(-parts))  # 1 - (1 - p) ** size
    expected = (chance @ chance.T).toarray()
    within = expected.diagonal().copy()
    half = (within[:, None] + within[None, :]) / 2
    empty = totals == 0
    found = _over(expected, half)
    found[empty, :] = found[:, empty] = np.nan
    np.fill_diagonal(found, 1.0)
    return found.clip(0.0, 1.0)


def _over(above: Any, below: Any) -> Any:
    """A quotient, empty where there is nothing below the line."""
    import numpy as np

    below = np.broadcast_to(below, above.shape)
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
