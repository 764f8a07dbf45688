"""Whether groups come back when documents, places or passages are drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError
from fazhi_research.measuring.clusters import by_size, labels_of, linkage_of, require_groups
from fazhi_research.measuring.distances import known_distances, square
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.groupings import jaccard
from fazhi_research.measuring.noise_stability import noise_bar
from fazhi_research.measuring.origins import Seed, with_seed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

HOLDS, DOUBTFUL, DISSOLVED, BEYOND = 0.75, 0.60, 0.50, 0.50
"""Mean Jaccard from which a group holds, from which it may, at or below which it is dissolved; and the part of the way from chance to 1 that
a group must have come 稳定性阈值."""
DRAWS = 100
STABILITY_COLUMNS = (
    "cluster", "of", "documents", "bootstrap", "dissolved", "recovered", "draws", "left_out", "left_out_place", "matched",
    "matched_draws", "chance", "noise", "verdict",
)  # fmt: skip
NODE_COLUMNS = (
    "node",
    "left",
    "right",
    "height",
    "of",
    "documents",
    "bootstrap",
    "matched",
    "chance",
    "holds",
)


def cluster_stability(
    distances: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    *,
    k: int,
    method: str = "ward",
    draws: int = DRAWS,
    matched: Sequence[pd.DataFrame] = (),
    most: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of how well each group comes back when the grouping is made again from other data 聚类稳定性.

    A group's agreement with a new grouping is the Jaccard index with the group most like it (Hennig 2007), among
    the documents in both. Columns: cluster (as in `cluster_table`), of, documents (joined by ;), and

    - bootstrap: mean over `draws` samples of documents drawn with replacement, each kept once, as fpc's clusterboot does
      by default; dissolved, recovered: in how many it is at most 0.5, at least 0.75; draws: in how many the group occurs;
    - left_out: the least when the documents of one jurisdiction are left out (needs `documents`; a document without
      one is a place of its own), left_out_place: which;
    - matched: mean over `matched`, length-matched draws from `distance_draws`; matched_draws: how many count;
    - chance: mean of the same over the bootstrap samples for as many documents picked at random, which is high for large groups;
    - noise: the mean Jaccard index that the best group of points without groups stays below 95 times in 100 (`noise_bar`; empty
      for more than `most` documents);
    - verdict: "single" (one document: an outlier, not a group); "rest" (all other groups are single: what is left, which comes
      back by its size alone); "holds": bootstrap and matched (if given) at least 0.75, at least half-way
      from chance to 1, bootstrap above noise, and no place dissolves it; "doubtful": at least 0.60; else "does not hold".

    Of more than `most` documents each sample keeps `most`. With few documents a sample holds fewer still, and even groups
    that are far apart lose members: read `of` first.
    """
    import numpy as np
    import pandas as pd

    names, values = square(distances)
    require_groups(k, len(names), method)
    if draws < 1:
        raise FazhiError(f"draws={draws}: give at least one draw; 100 or more are usual.")
    labels = by_size(labels_of(values, k, method=method, seed=seed), names)
    drawn = list(samples(len(names), k, draws, most, seed))
    boot, chance = _resampled(values, labels, drawn, method, seed)
    noise = noise_bar(values, drawn, k=k, method=method, seed=seed) if len(names) <= most else float("nan")
    near = [_matched(draw, names, labels, k, method, seed) for draw in matched]
    places = _places(names, documents)
    left = {
        place: _best(values, labels, held, k, method, seed) for place, held in places.items() if len(held) > k
    }
    members = [[names[row] for row in np.flatnonzero(labels == label)] for label in range(k)]
    rows = [
        (*_row(label, members[label], boot, near, left), _mean(_known(chance, label)), noise)
        for label in range(k)
    ]
    table = pd.DataFrame(rows, columns=list(STABILITY_COLUMNS[:-1]))
    singles = int((table["of"] == 1).sum())
    numbers = table[["of", "bootstrap", "matched", "left_out", "chance", "noise"]].itertuples(
        index=False, name=None
    )
    table["verdict"] = ["rest" if singles == k - 1 and row[0] > 1 else _verdict(*row) for row in numbers]
    return with_seed(table, Seed(seed, draws))


def _resampled(
    values: Any, labels: Any, drawn: list[Any], method: str, seed: int
) -> tuple[list[Any], list[Any]]:
    """The indices of every group in every sample, and those of groups of the same sizes picked at random."""
    import numpy as np

    k, generator = int(labels.max()) + 1, np.random.default_rng(seed)
    boot, chance = [], []
    for held in drawn:
        found = labels_of(values[np.ix_(held, held)], min(k, len(held)), method=method, seed=seed)
        boot.append(_index(labels[held], found, k))
        chance.append(_index(generator.permutation(labels[held]), found, k))
    return boot, chance


def _row(
    label: int, members: list[str], boot: list[Any], near: list[Any], left: dict[str, Any]
) -> tuple[object, ...]:
    """The numbers of one group."""
    again = _known(boot, label)
    close = _known([found for found in near if found is not None], label)
    worst = sorted((found[label], place) for place, found in left.items() if found[label] == found[label])[:1]
    return (
        label + 1, len(members), ";".join(members), _mean(again), int((again <= DISSOLVED).sum()), int((again >= HOLDS).sum()),
        len(again), worst[0][0] if worst else float("nan"), worst[0][1] if worst else "", _mean(close), len(close),
    )  # fmt: skip


def _mean(values: Any) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _verdict(
    of: int, bootstrap: float, matched: float, left: float, chance: float, noise: float = float("nan")
) -> str:
    """The word for a group's numbers, by the stated thresholds."""
    if of == 1:
        return "single"
    least = min((number for number in (bootstrap, matched) if number == number), default=float("nan"))
    if left <= DISSOLVED or not least >= DOUBTFUL:
        return "does not hold"
    firm = least >= HOLDS and least - chance >= BEYOND * (1 - chance) and not bootstrap <= noise
    return "holds" if firm else "doubtful"


def samples(documents: int, k: int, draws: int, most: int, seed: int) -> Iterator[Any]:
    """Rows drawn with replacement, each kept once, in rising order: more than k of them wherever there are 自助抽样."""
    import numpy as np

    generator = np.random.default_rng(seed)
    for _ in range(draws):
        held = np.unique(generator.integers(0, documents, documents))
        for _ in range(1000):
            if len(held) > min(k, documents - 1):
                break
            held = np.unique(generator.integers(0, documents, documents))
        if len(held) > most:
            held = np.sort(generator.permutation(held)[:most])
        yield held


def _index(own: Any, found: Any, k: int) -> list[float]:
    """For each group the Jaccard index with the found group most like it; empty where it has no row."""
    index = jaccard(own, found).max(axis=1, initial=0.0)
    return [float(index[label]) if (own == label).any() else float("nan") for label in range(k)]


def _best(values: Any, labels: Any, held: Any, k: int, method: str, seed: int) -> list[float]:
    """The same for the grouping of some rows alone."""
    import numpy as np

    found = labels_of(values[np.ix_(held, held)], min(k, len(held)), method=method, seed=seed)
    return _index(labels[held], found, int(labels.max()) + 1)


def _matched(
    draw: pd.DataFrame, names: list[str], labels: Any, k: int, method: str, seed: int
) -> list[float] | None:
    """The same for a table of distances of its own, or None if too few documents have any."""
    whole, held = _placed(draw, names)
    if len(held) <= k:
        return None
    return _best(whole, labels, held, k, method, seed)


def _placed(draw: pd.DataFrame, names: list[str]) -> tuple[Any, Any]:
    """The distances of a draw in the order of the names, and the rows that have any."""
    import numpy as np

    known = known_distances(draw.reindex(index=names, columns=names))
    held = np.array([names.index(str(name)) for name in known.index], dtype="int64")
    whole = np.zeros((len(names), len(names)))
    whole[np.ix_(held, held)] = known.to_numpy()
    return whole, held


def _places(names: list[str], documents: pd.DataFrame | None) -> dict[str, Any]:
    """For each place the rows that are left without it."""
    import numpy as np

    if documents is None:
        return {}
    require_columns(documents, ["document", "jurisdiction"], "documents")
    known = dict(
        zip(documents["document"].astype(str), documents["jurisdiction"].fillna("").astype(str), strict=True)
    )
    place = np.array([known.get(name) or name for name in names], dtype=object)
    return {str(one): np.flatnonzero(place != one) for one in sorted(set(place))}


def consensus_matrix(
    distances: pd.DataFrame,
    *,
    k: int,
    method: str = "ward",
    draws: int = DRAWS,
    most: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """A square table of how often two documents are grouped together when both are drawn 共识矩阵.

    Monti and others 2003, with the samples of `cluster_stability`. 1: always, 0: never; empty for a pair never drawn
    together. Values near neither say that the grouping does not settle the pair.
    """
    import numpy as np
    import pandas as pd

    names, values = square(distances)
    require_groups(k, len(names), method)
    together, drawn = np.zeros(values.shape), np.zeros(values.shape)
    for held in samples(len(names), k, draws, most, seed):
        found = labels_of(values[np.ix_(held, held)], min(k, len(held)), method=method, seed=seed)
        together[np.ix_(held, held)] += found[:, None] == found[None, :]
        drawn[np.ix_(held, held)] += 1
    share = np.divide(together, drawn, out=np.full(values.shape, np.nan), where=drawn > 0)
    return pd.DataFrame(share, index=distances.index, columns=distances.columns)


def node_stability(
    distances: pd.DataFrame,
    *,
    method: str = "ward",
    draws: int = DRAWS,
    matched: Sequence[pd.DataFrame] = (),
    seed: int = 0,
) -> pd.DataFrame:
    """A table of the nodes of the tree of documents, and how often each comes back 树状图节点稳定性.

    For every node the Jaccard index of its documents with those of the most like node of a tree made again: mean over
    bootstrap samples and over length-matched draws, as in `cluster_stability`, but for any cut of the tree. Columns:
    node (documents are 0 to n - 1 in the order of the table, nodes from n on, as in SciPy's linkage), left, right,
    height, of, documents (joined by ;), bootstrap, matched (empty if not given), chance (mean over the same trees for as many
    documents picked at random: large branches come back by their size alone) and holds: bootstrap and matched are at least
    0.75 and at least half-way from chance to 1. The last node holds all documents, always comes back and never "holds".
    """
    import numpy as np
    import pandas as pd

    names, values = square(distances)
    tree = linkage_of(values, method=method)
    members = node_members(tree)
    generator = np.random.default_rng(seed)
    again = [
        _nodes_again(values, held, members, method, generator)
        for held in samples(len(names), 1, draws, len(names), seed)
    ]
    near = [
        _nodes_again(whole, held, members, method, generator)
        for whole, held in (_placed(draw, names) for draw in matched)
        if len(held) > 1
    ]
    rows = []
    for at, (left, right, height, of) in enumerate(tree):
        node = (len(names) + at, int(left), int(right), float(height), int(of))
        numbers = _numbers(again, near, at, whole=int(of) == len(names))
        rows.append((*node, ";".join(np.array(names)[members[at]]), *numbers))
    return with_seed(pd.DataFrame(rows, columns=list(NODE_COLUMNS)), Seed(seed, draws))


def _numbers(again: list[Any], near: list[Any], at: int, *, whole: bool) -> tuple[float, float, float, bool]:
    """Bootstrap, matched and chance of one node, and whether it holds."""
    boot, close = (_mean(_known([own for own, _ in drawn], at)) for drawn in (again, near))
    chance = _mean(_known([random for _, random in again + near], at))
    return boot, close, chance, not whole and _verdict(2, boot, close, 1.0, chance) == "holds"


def _known(found: list[Any], at: int) -> Any:
    """One node's numbers over the draws that have it."""
    import numpy as np

    values = np.array([one[at] for one in found], dtype="float64")
    return values[~np.isnan(values)]


def node_members(tree: Any) -> Any:
    """Which rows each node of a linkage holds, nodes by rows 节点成员."""
    import numpy as np

    rows = len(tree) + 1
    held = np.zeros((rows + len(tree), rows), dtype=bool)
    held[np.arange(rows), np.arange(rows)] = True
    for at, (left, right, _, _) in enumerate(tree):
        held[rows + at] = held[int(left)] | held[int(right)]
    return held[rows:]


def _nodes_again(values: Any, held: Any, members: Any, method: str, generator: Any) -> tuple[Any, Any]:
    """For each node the best Jaccard index in the tree of some rows, its own and that of as many picked at random.

    Empty for fewer than two of its rows there.
    """
    import numpy as np

    tree = node_members(linkage_of(values[np.ix_(held, held)], method=method)).astype("float64")
    own = members[:, held].astype("float64")
    sizes = own.sum(axis=1)
    found = []
    for rows in (own, own[:, generator.permutation(len(held))]):
        both = rows @ tree.T
        index = (both / (sizes[:, None] + tree.sum(axis=1)[None, :] - both)).max(axis=1)
        found.append(np.where(sizes > 1, index, np.nan))
    return found[0], found[1]
