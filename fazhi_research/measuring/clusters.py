"""Groups of documents: one estimator for four ways of grouping, and its table."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import pdist, squareform
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.cluster import spectral_clustering
from sklearn.utils.validation import check_symmetric, validate_data

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.caveats import Caveat, warn, with_caveats
from fazhi_research.measuring.distances import ROWS, square
from fazhi_research.measuring.groupings import silhouettes
from fazhi_research.measuring.guards import comparison_caveats, require_genres
from fazhi_research.measuring.medoids import medoids_of
from fazhi_research.measuring.themes import document_facts

if TYPE_CHECKING:
    import pandas as pd

METHODS = ("ward", "average", "medoids", "spectral")
"""Ways of grouping 聚类方法."""
GENRE_COLUMNS = ("genre", "document", "cluster", "of", "medoid", "silhouette", "nearest", "why")
NEIGHBOUR, SPARSE_FROM, NEIGHBOURS = 7, 2000, 30


class DocumentClusters(ClusterMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn ships no types
    """Groups of rows, as scikit-learn estimators make them 聚类估计器.

    `method`: "ward" (least growth of the sum of squares within; on distances other than Euclidean it is a rule of
    thumb), "average" (mean distance between groups), "medoids" (`medoids_of`) or "spectral" (normalised cut of a
    similarity in which every row has its own scale, the distance to its seventh neighbour: Zelnik-Manor and Perona
    2004; groups read off the eigenvectors by pivoted QR: Damle, Minden and Ying 2019; from 2,000 rows on only the 30
    nearest neighbours of each count). `metric`: "euclidean" (X holds measures) or "precomputed" (X holds distances).

    `fit` sets labels_ (0 to n_clusters - 1, in the order in which the groups come first), n_features_in_, and
    linkage_ (ward, average; as SciPy's) or medoid_indices_ (medoids). Rows that are the same
    can be parted when more groups are asked for than there are different rows. Raises ValueError, as
    scikit-learn does, for rows that cannot be used or for more groups than rows.

    >>> groups = DocumentClusters(2, method="average").fit([[0.0], [1.0], [9.0]])
    >>> groups.labels_.tolist()
    [0, 0, 1]
    """

    def __init__(
        self, n_clusters: int = 2, *, method: str = "ward", metric: str = "euclidean", random_state: Any = 0
    ) -> None:
        self.n_clusters = n_clusters
        self.method = method
        self.metric = metric
        self.random_state = random_state

    def __sklearn_tags__(self) -> Any:
        """What the estimator takes, for scikit-learn 估计器标签."""
        tags = super().__sklearn_tags__()
        tags.input_tags.pairwise = tags.input_tags.positive_only = self.metric == "precomputed"
        return tags

    def fit(self, X: Any, y: Any = None) -> DocumentClusters:  # noqa: N803
        """The estimator itself, with labels_ 拟合."""
        X = validate_data(self, X, dtype="float64", ensure_min_samples=2)  # noqa: N806
        self._check(len(X))
        distances = self._distances(X)
        labels, made = _grouped(distances, self.n_clusters, self.method, self.random_state)
        if self.method in ("ward", "average"):
            self.linkage_ = made
        elif self.method == "medoids":
            self.medoid_indices_ = made
        self.labels_ = labels
        return self

    def _check(self, rows: int) -> None:
        """Refuse what cannot be asked."""
        if self.method not in METHODS:
            raise ValueError(f"method={self.method!r} is unknown: choose one of {', '.join(METHODS)}.")
        if self.metric not in ("euclidean", "precomputed"):
            raise ValueError(f"metric={self.metric!r} is unknown: choose euclidean or precomputed.")
        if not 1 <= self.n_clusters <= rows:
            raise ValueError(f"n_clusters={self.n_clusters}: choose from 1 to the number of rows, {rows}.")

    def _distances(self, X: Any) -> Any:  # noqa: N803
        """The distances of the rows."""
        if self.metric == "euclidean":
            return squareform(pdist(X))
        if X.shape[0] != X.shape[1]:
            raise ValueError(f"precomputed distances must be square, not {X.shape[0]} by {X.shape[1]}.")
        if (X < 0).any():
            raise ValueError(
                "Negative values in data passed to DocumentClusters: distances are not below zero."
            )
        return check_symmetric(X, raise_exception=True)


def in_order(labels: Any) -> Any:
    """Labels counted from 0 in the order in which they come first 按首现次序编号."""
    kinds, first, places = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(kinds), dtype="int64")
    rank[np.argsort(first)] = np.arange(len(kinds))
    return rank[places]


def _spectral(distances: Any, k: int, random_state: Any) -> Any:
    """Labels by normalised cut; all in one, or each alone, where there is nothing to cut."""
    rows = len(distances)
    if k == 1 or k >= rows:
        return np.zeros(rows, dtype="int64") if k == 1 else np.arange(rows)
    near = np.partition(distances, min(NEIGHBOUR, rows - 1), axis=1)[:, min(NEIGHBOUR, rows - 1)]
    scale = np.where(near > 0, near, near[near > 0].min(initial=1.0))
    if rows < SPARSE_FROM:
        affinity = np.exp(-(distances**2) / np.outer(scale, scale))
    else:
        affinity = _sparse_affinity(distances, scale)
    with warnings.catch_warnings():
        # pieces that hang together by nothing are what the cut should find first, no fault
        warnings.filterwarnings("ignore", message="Graph is not fully connected")
        return spectral_clustering(
            affinity,
            n_clusters=k,
            assign_labels="cluster_qr",
            random_state=random_state,
            eigen_solver="arpack",
        )


def _sparse_affinity(distances: Any, scale: Any) -> Any:
    """Similarities to the nearest neighbours only, either way."""
    from scipy.sparse import csr_matrix

    rows = len(distances)
    near = np.argpartition(distances, NEIGHBOURS, axis=1)[:, : NEIGHBOURS + 1]
    down = np.repeat(np.arange(rows), NEIGHBOURS + 1)
    across = near.ravel()
    values = np.exp(-(distances[down, across] ** 2) / (scale[down] * scale[across]))
    found = csr_matrix((values, (down, across)), shape=(rows, rows))
    return found.maximum(found.T)


def _grouped(distances: Any, k: int, method: str, random_state: Any) -> tuple[Any, Any]:
    """Labels in the order in which groups come first, and the tree or the medoids."""
    made = None
    if method in ("ward", "average"):
        made = linkage_of(distances, method=method)
        labels = cut(made, k)
    elif method == "medoids":
        made, labels = medoids_of(distances, k)
    else:
        labels = _spectral(distances, k, random_state)
    return in_order(labels), made


def cut(tree: Any, k: int) -> Any:
    """The group of each row when the last k - 1 joins of a tree are undone 剪枝.

    >>> cut(np.array([[0, 1, 1.0, 2], [2, 3, 5.0, 3]]), 2).tolist()
    [3, 3, 2]
    """
    rows = len(tree) + 1
    above = np.arange(rows + len(tree))
    for at, (left, right) in enumerate(tree[: rows - k, :2].astype("int64").tolist()):
        above[left] = above[right] = rows + at
    for node in range(2 * rows - k - 1, -1, -1):  # from the top down, every node learns where it ends
        above[node] = above[above[node]]
    return above[:rows]


def labels_of(values: Any, k: int, *, method: str = "ward", seed: int = 0) -> Any:
    """The label of each row of a square array of distances, from 0 in the order in which groups come first 聚类标签.

    As `DocumentClusters`, but the array is taken to be checked.
    """
    return _grouped(values, k, method, seed)[0]


def linkage_of(values: Any, *, method: str = "ward") -> Any:
    """The tree of a square array of distances, as SciPy's linkage 聚类树."""
    if method not in ("ward", "average"):
        raise FazhiError(f"method={method!r} makes no tree: choose ward or average.")
    return linkage(condensed(values), method=method)


def condensed(values: Any) -> Any:
    """The distances above the diagonal of a square array, row after row 压缩距离.

    As SciPy's squareform, which would first copy the whole array where it belongs to a table.

    >>> condensed(np.array([[0.0, 1.0, 2.0], [1.0, 0.0, 3.0], [2.0, 3.0, 0.0]])).tolist()
    [1.0, 2.0, 3.0]
    """
    rows, at = len(values), 0
    found = np.empty(rows * (rows - 1) // 2)
    for start in range(0, rows, ROWS):
        for row, held in enumerate(np.ascontiguousarray(values[start : start + ROWS]), start):
            found[at : at + rows - row - 1] = held[row + 1 :]
            at += rows - row - 1
    return found


def cluster_table(distances: pd.DataFrame, *, k: int, method: str = "ward", seed: int = 0) -> pd.DataFrame:
    """A table with the group of each document 聚类结果.

    Columns: document, cluster (1 to k, the largest group first, then by the first document), of (its documents),
    medoid (the document with the least sum of distances within the group), silhouette (Rousseeuw 1987: near 1 well
    inside, below 0 nearer to another group; 0 for a group of one), nearest (the group nearest to it other than
    its own). The groups are of these documents whatever their genre: `genre_clusters` keeps genres apart.

    Raises TableError for distances that are not known or fewer than two documents, FazhiError for more groups than
    documents.
    """
    import pandas as pd

    names, values = square(distances)
    require_groups(k, len(names), method)
    labels = by_size(labels_of(values, k, method=method, seed=seed), names)
    width, nearest = silhouettes(values, labels)
    table = pd.DataFrame({"document": names, "cluster": labels + 1})
    table["of"] = table.groupby("cluster")["document"].transform("size")
    inside = np.array([values[row][labels == label].sum() for row, label in enumerate(labels)])
    best = {
        label: int(np.flatnonzero(labels == label)[inside[labels == label].argmin()]) for label in range(k)
    }
    table["medoid"] = [best[label] == row for row, label in enumerate(labels)]
    table["silhouette"] = width
    table["nearest"] = pd.array([place + 1 if place >= 0 else None for place in nearest], dtype="Int64")
    return table


def by_size(labels: Any, names: list[str]) -> Any:
    """Labels counted from 0, the largest group first, then the one whose first document comes first 按大小编号."""
    kinds = sorted(
        set(labels.tolist()),
        key=lambda kind: (-(labels == kind).sum(), names[int((labels == kind).argmax())]),
    )
    return np.array([kinds.index(label) for label in labels.tolist()])


def require_groups(k: int, documents: int, method: str) -> None:
    """Raise FazhiError for a number of groups or a method that cannot be."""
    if method not in METHODS:
        raise FazhiError(f"method={method!r} is unknown: choose one of {', '.join(METHODS)}.")
    if not 1 <= k <= documents:
        raise FazhiError(
            f"k={k} groups of {documents} documents cannot be made: choose k from 1 to {documents}."
        )


def genre_clusters(
    distances: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    k: int = 2,
    method: str = "ward",
    least: int = 4,
    pooled: bool = False,
    seed: int = 0,
) -> pd.DataFrame:
    """A table with the group of each document among those of its genre 同文种聚类.

    Groups of documents of several genres are groups of genres. So each genre is grouped by itself, into k groups; one of fewer
    than `least` documents, or of no more than k, is not grouped. With `pooled` all are grouped together, with a CaveatWarning.
    Columns: genre ("(pooled)" then), document, and the columns of `cluster_table` (empty where not grouped), why
    ("" or why it was not grouped). Sorted by genre, document.
    """
    import pandas as pd

    genre, told = _genres(distances, documents, pooled)
    warn(told, what="genre_clusters(pooled=True)")
    parts = []
    for name, held in genre.groupby(genre, sort=True):
        inside = distances.loc[held.index, held.index]
        few = len(inside) < least or len(inside) <= k
        part = (
            pd.DataFrame({"document": held.index.astype(str)})
            if few
            else cluster_table(inside, k=k, method=method, seed=seed)
        )
        words = f"{len(inside)} document(s): too few for {k} groups" if few else ""
        parts.append(part.assign(genre=name, why=words))
    kinds = {
        "cluster": "Int64",
        "of": "Int64",
        "medoid": "boolean",
        "nearest": "Int64",
        "silhouette": "float64",
    }
    empty = parts or [pd.DataFrame(columns=list(GENRE_COLUMNS))]
    found = pd.concat(
        [part.reindex(columns=list(GENRE_COLUMNS)).astype(kinds) for part in empty], ignore_index=True
    )
    return with_caveats(found, told, column=False)


def _genres(
    distances: pd.DataFrame, documents: pd.DataFrame, pooled: bool
) -> tuple[pd.Series[str], list[Caveat]]:
    """By what each document is grouped, and the caveat on genres where all are grouped together."""
    import pandas as pd

    require_genres(documents)
    facts = document_facts(documents).set_index("document")
    if lost := sorted(set(map(str, distances.index)) - set(facts.index)):
        raise TableError(
            f"{lost[0]} has distances but no row in the documents table: give the table they were made from."
        )
    about = facts.loc[list(map(str, distances.index))].reset_index()
    told = [one for one in comparison_caveats(about) if one.code == "genres"] if pooled else []
    genre = "(pooled)" if pooled else about["genre"].astype(object).to_numpy()
    return pd.Series(genre, index=distances.index, dtype=object), told
