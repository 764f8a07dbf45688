"""What the groups come to, in words computed from the numbers by stated thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.permanova import FACTORS
from fazhi_research.measuring.screens import benjamini_hochberg
from fazhi_research.measuring.stability import HOLDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

FOLLOWS, LEVEL, TELLING = 0.50, 0.05, 0.90
"""Adjusted association from which groups follow a factor, the q it takes, and the chance association from which nothing can be told 判定阈值."""
FOLLOW_COLUMNS = ("factor", "documents", "levels", "association", "chance", "adjusted", "p", "q", "follows")
VERDICT_COLUMNS = ("about", "verdict", "number", "threshold", "english", "chinese")
CRITERIA = {
    "silhouette": "轮廓系数",
    "variance_ratio": "伪F值",
    "gap": "间隙统计量",
    "jaccard": "雅卡尔稳定性",
}
CHINESE = {"genre": "文种", "era": "分期", "tier": "层级", "place": "省份", "length": "篇幅"}


def cluster_factors(
    clusters: pd.DataFrame,
    factors: pd.DataFrame,
    *,
    names: Sequence[str] = FACTORS,
    draws: int = 4999,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of what groups of documents follow: genre, era, tier, place or length 聚类所随因素.

    `clusters` has document and cluster (`cluster_table`), `factors` comes from `document_factors`. Columns: factor,
    documents (that have it), levels (0 for a number); association: how much of the groups knowing the factor tells, 0 to 1
    (the uncertainty coefficient, Theil 1972: the entropy of the groups that it takes away; for a number the
    correlation ratio, the share of its variance between groups); chance: the mean of that over `draws` permutations of the
    documents; adjusted: (association - chance) / (1 - chance), 0 for no more than chance, as in adjusted mutual information
    (Vinh, Epps and Bailey 2010); p: the share of permutations with as much or more (Phipson and Smyth 2010), q:
    `benjamini_hochberg` over the factors of which something can be told; follows: "yes" (adjusted at least 0.5 and q
    at most 0.05), "partly" (q at most 0.05), "perhaps" (adjusted at least 0.5 and p, but not q, at most 0.05), "no sign", or "cannot be told": chance alone gives 0.9 or more (as many levels as documents), no permutation could be rare, or
    there is only one group or level.
    """
    import numpy as np
    import pandas as pd

    require_columns(clusters, ["document", "cluster"], "clusters")
    require_columns(factors, ["document", *names], "factors")
    table = factors.astype({"document": object}).set_index("document")
    own = clusters.dropna(subset=["cluster"])
    if lost := sorted(set(own["document"]) - set(table.index)):
        raise TableError(f"{lost[0]} has a group but no row in the factors: make them with document_factors.")
    rows = []
    for name in names:
        factor = table.loc[own["document"], name]
        known = (factor.notna() & (factor.astype(object) != "")).to_numpy()
        group = np.unique(own["cluster"].to_numpy()[known], return_inverse=True)[1]
        rows.append((name, int(known.sum()), *_followed(group, factor[known], draws, seed)))
    found = pd.DataFrame(rows, columns=[*FOLLOW_COLUMNS[:7], "least"])
    told = (found["chance"] < TELLING) & (found["least"] <= LEVEL)
    found["q"] = benjamini_hochberg(found["p"].where(told).tolist())
    numbers = found[["adjusted", "p", "q"]].itertuples(index=False, name=None)
    found["follows"] = [_word(*row) for row in numbers]
    return found[list(FOLLOW_COLUMNS)]


def _followed(group: Any, factor: pd.Series[Any], draws: int, seed: int) -> tuple[object, ...]:
    """Levels, association, chance, adjusted, p and the smallest p of one factor."""
    import numpy as np
    import pandas as pd

    number = pd.api.types.is_numeric_dtype(factor.dtype)
    values = (
        factor.to_numpy(dtype="float64") if number else np.unique(factor.astype(str), return_inverse=True)[1]
    )
    levels = 0 if number else len(set(values.tolist()))
    if len(set(group.tolist())) < 2 or len(set(values.tolist())) < 2:
        return levels, *(float("nan"),) * 5
    measure = _correlation_ratio if number else _uncertainty
    own = measure(group, values)
    generator = np.random.default_rng(seed)
    drawn = np.array([measure(group, generator.permutation(values)) for _ in range(draws)])
    chance = float(drawn.mean())
    p = float((1 + (drawn >= own - 1e-12).sum()) / (1 + draws))
    least = float((1 + (drawn >= drawn.max() - 1e-12).sum()) / (1 + draws))
    adjusted = (own - chance) / (1 - chance) if chance < 1 else float("nan")
    return levels, own, chance, adjusted, p, least


def _uncertainty(group: Any, levels: Any) -> float:
    """Theil's U of the groups given the levels."""
    import numpy as np

    counts = np.zeros((int(group.max()) + 1, int(levels.max()) + 1))
    np.add.at(counts, (group, levels), 1.0)

    def entropy(values: Any) -> float:
        p = values[values > 0] / counts.sum()
        return float(-(p * np.log(p)).sum())

    whole = entropy(counts.sum(axis=1))
    return (whole - (entropy(counts.ravel()) - entropy(counts.sum(axis=0)))) / whole


def _correlation_ratio(group: Any, values: Any) -> float:
    """The share of the variance of a number that lies between groups."""
    import numpy as np

    sizes = np.bincount(group)
    means = np.bincount(group, values) / sizes
    return float((sizes * (means - values.mean()) ** 2).sum() / ((values - values.mean()) ** 2).sum())


def _word(adjusted: float, p: float, q: float) -> str:
    """Whether the groups follow a factor."""
    if q != q:
        return "cannot be told"
    if q <= LEVEL:
        return "yes" if adjusted >= FOLLOWS else "partly"
    return "perhaps" if adjusted >= FOLLOWS and p <= LEVEL else "no sign"


def cluster_verdict(
    stability: pd.DataFrame, followed: pd.DataFrame, counts: pd.DataFrame | None = None
) -> pd.DataFrame:
    """A table of what the groups come to, in words, with the numbers and thresholds behind each 聚类结论.

    `stability` comes from `cluster_stability`, `followed` from `cluster_factors`, `counts` from `cluster_counts`. Columns: about
    ("overall", "groups", "number", "follows"), verdict, number, threshold, english, chinese (sentences). First row: the verdict as
    a whole, "groups found" (at least two hold), "one group stands out" (one holds), or "no groups": then there is a
    picture of the documents, but no grouping to report.
    """
    import pandas as pd

    require_columns(stability, ["of", "verdict"], "stability")
    require_columns(followed, ["factor", "follows", "adjusted"], "factors followed")
    held = int((stability["verdict"] == "holds").sum())
    rows = [_overall(held, len(stability)), _groups(stability, held)]
    if counts is not None:
        rows.append(_number(counts, len(stability)))
    rows += [
        _follow(name, word, adjusted)
        for name, word, adjusted in followed[["factor", "follows", "adjusted"]].itertuples(
            index=False, name=None
        )
    ]
    return pd.DataFrame(rows, columns=list(VERDICT_COLUMNS))


def _overall(held: int, groups: int) -> tuple[object, ...]:
    """The verdict as a whole."""
    words = {
        0: ("no groups", f"None of the {groups} groups comes back well enough to be reported as a group.", f"{groups} 组均不稳定，不能作为分组结果报告。"),
        1: ("one group stands out", f"One of the {groups} groups holds; the others are not groups.", f"{groups} 组中仅 1 组稳定，其余不成组。"),
    }  # fmt: skip
    verdict, english, chinese = words.get(
        held, ("groups found", f"{held} of the {groups} groups hold.", f"{groups} 组中 {held} 组稳定。")
    )
    return (
        "overall",
        verdict,
        float(held),
        "at least 2 hold: groups found; 1: one group; 0: no groups",
        english,
        chinese,
    )


def _groups(stability: pd.DataFrame, held: int) -> tuple[object, ...]:
    """How many groups of which verdict."""
    sizes = stability["verdict"].value_counts()
    kinds = {
        "holds": ("hold", "稳定"), "doubtful": ("doubtful", "存疑"), "does not hold": ("do not hold", "不稳定"),
        "rest": ("what is left beside single documents", "余部"), "single": ("single documents", "单独文件"),
    }  # fmt: skip
    known = [(int(sizes[kind]), *words) for kind, words in kinds.items() if kind in sizes.index]
    english = ", ".join(f"{count} {word}" for count, word, _ in known)
    chinese = "，".join(f"{word} {count}" for count, _, word in known)
    rule = f"mean Jaccard at least {HOLDS:g} in bootstrap and length-matched draws, half-way beyond chance, above noise, dissolved by no place"
    return (
        "groups",
        "; ".join(f"{count} {word}" for count, word, _ in known),
        float(held),
        rule,
        f"Of {len(stability)} groups: {english}.",
        f"{len(stability)} 组：{chinese}。",
    )


def _number(counts: pd.DataFrame, k: int) -> tuple[object, ...]:
    """Whether the criteria agree on the number of groups."""
    require_columns(counts, ["k", "best"], "cluster counts")
    votes = {
        int(best): words.split(";") for best, words in zip(counts["k"], counts["best"], strict=True) if words
    }
    told = ", ".join(f"k = {best}: {' and '.join(words)}" for best, words in votes.items()).replace("_", " ")
    agree = len(votes) == 1
    none = "gap" in votes.get(1, [])
    said = "；".join(
        f"k = {best}：{'、'.join(CRITERIA[word] for word in words)}" for best, words in votes.items()
    )
    english = f"Criteria {'agree' if agree else 'part'} ({told}); {k} groups were made." + (
        " The gap statistic finds no more than one group." if none else ""
    )
    chinese = f"各准则{'一致' if agree else '不一致'}（{said}）；此处分为 {k} 组。" + (
        "间隙统计量不支持分组。" if none else ""
    )
    return (
        "number",
        "criteria agree" if agree else "criteria part",
        float(len(votes)),
        "all criteria favour one k",
        english,
        chinese,
    )


def _follow(name: str, word: str, adjusted: float) -> tuple[object, ...]:
    """Whether the groups follow one factor."""
    english = {
        "yes": f"The groups follow {name}.",
        "partly": f"The groups follow {name} in part.",
        "perhaps": f"The groups look as if they followed {name}; with several factors tried, that may be chance.",
        "no sign": f"No sign that the groups follow {name}.",
        "cannot be told": f"Whether the groups follow {name} cannot be told from these documents.",
    }[word]
    shown = CHINESE.get(name, name)
    chinese = {
        "yes": f"分组随{shown}。",
        "partly": f"分组部分随{shown}。",
        "perhaps": f"分组似随{shown}；检视多个因素，或属偶然。",
        "no sign": f"未见分组随{shown}。",
        "cannot be told": f"分组是否随{shown}，据现有文件无从判断。",
    }[word]
    rule = f"adjusted association at least {FOLLOWS:g} and q at most {LEVEL:g}"
    return f"follows {name}", word, float(adjusted), rule, english, chinese
