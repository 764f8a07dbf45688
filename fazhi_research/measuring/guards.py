"""What must be said when documents are compared or pooled: genre, length, number, place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.errors import TableError
from fazhi_research.measuring.caveats import Caveat, caveat
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    import pandas as pd

LENGTH_RATIO = 2.0
"""The longest over the shortest document, in Han characters, from which lengths are called unequal 长度比."""

CHINESE = {
    "program": "纲要", "plan": "规划·方案", "opinion": "意见", "notice": "通知", "work_points": "工作要点", "report": "报告",
    "self_inspection": "自查报告", "speech": "讲话", "other": "其他",
}  # fmt: skip

ABOUT = ("document", "genre", "tier", "province", "han")


def require_genres(documents: pd.DataFrame) -> None:
    """Raise TableError unless every document has a genre, naming those without 文种必填."""
    require_columns(documents, ["document", "genre"], "documents")
    genre = documents["genre"].astype(object)
    lost = documents.loc[genre.isna() | (genre == ""), "document"].astype(str).unique().tolist()
    if lost:
        raise TableError(
            f"no genre for {', '.join(lost[:5])}{' …' if len(lost) > 5 else ''}: themes cannot be compared without "
            "it. Write plan, opinion, report, speech or what it is in the column genre of the manifest, or other."
        )


def comparison_caveats(
    about: pd.DataFrame, groups: pd.Series[str] | None = None, *, length_ratio: float = LENGTH_RATIO
) -> list[Caveat]:
    """The caveats of comparing or pooling documents 比较提示.

    `about` has one row per document: document, genre, tier, province, han. `groups` says, row by row, which
    group (period, era) a document is in; without it each document is a group of its own. Codes: "genres" (more
    than one genre), "lengths" (longest over shortest above `length_ratio`), "single" (a group of one document),
    "places" (no tier or no province occurs in two groups). One document alone has no caveat.

    >>> import pandas as pd
    >>> rows = [("a", "plan", "county", "甲省", 8000), ("b", "speech", "county", "甲省", 1000)]
    >>> found = comparison_caveats(pd.DataFrame(rows, columns=list(ABOUT)))
    >>> [one.code for one in found]
    ['genres', 'lengths', 'single']
    """
    require_columns(about, ABOUT, "documents")
    rows = about[list(ABOUT)].astype(object).reset_index(drop=True)
    if len(rows) < 2:
        return []
    rows["group"] = rows["document"] if groups is None else groups.astype(object).to_numpy()
    found = [
        _genres(rows),
        _lengths(rows, length_ratio),
        _single(rows, groups is None),
        _places(rows, groups is None),
    ]
    return [one for one in found if one is not None]


def _counted(values: pd.Series[str], names: dict[str, str], joint: str) -> str:
    """How many of each, in sorted order: opinion 1, speech 2."""
    counts = sorted((str(value), int(count)) for value, count in values.value_counts().items())
    return joint.join(f"{names.get(value, value).replace('_', ' ')} {count}" for value, count in counts)


def _genres(rows: pd.DataFrame) -> Caveat | None:
    if rows["genre"].nunique() < 2:
        return None
    counted, chinese = _counted(rows["genre"], {}, ", "), _counted(rows["genre"], CHINESE, "、")
    return caveat(
        "genres",
        f"Genres are mixed ({counted}): reports, speeches and plans use other words for the same things in every year.",
        f"文种混合（{chinese}）：报告、讲话与规划用语本不相同，与年份无关。",
    )


def _lengths(rows: pd.DataFrame, most: float) -> Caveat | None:
    known = rows["han"].dropna().astype(float)
    low, high = float(known.min()), float(known.max())
    if known.empty or high <= most * low:
        return None
    ratio = f"{high / low:.1f}" if low else "∞"
    return caveat(
        "lengths",
        f"Documents of unequal length ({low:,.0f} to {high:,.0f} Han characters, ratio {ratio}): short ones have few "
        "hits, and their shares jump.",
        f"文件长短悬殊（{low:,.0f} 至 {high:,.0f} 汉字，比 {ratio}）：短文命中少，占比易跳动。",
    )


def _single(rows: pd.DataFrame, each: bool) -> Caveat | None:
    sizes = rows["group"].value_counts()
    alone = sorted(str(name) for name in sizes[sizes == 1].index)
    if not alone:
        return None
    if each:
        return caveat(
            "single",
            f"Each of the {len(rows)} documents stands for itself alone: differences between them cannot be attributed "
            "to their dates.",
            f"{len(rows)} 份文件各自成例：其差异不能归因于年代。",
        )
    return caveat(
        "single",
        f"One document stands for {' and for '.join(alone)}: any difference between groups is a difference between "
        "documents.",
        f"{'、'.join(alone)} 仅有一份文件：各组之差即文件之差。",
    )


def _places(rows: pd.DataFrame, each: bool) -> Caveat | None:
    if rows["group"].nunique() < 2:
        return None
    apart = []
    for column, words in (("tier", "tier of government"), ("province", "province")):
        known = rows[rows[column].fillna("") != ""]
        if known["group"].nunique() == rows["group"].nunique():
            shared = known.groupby(column)["group"].nunique()
            if shared.max() == 1:
                apart.append(words)
    if not apart:
        return None
    chinese = "、".join({"tier of government": "层级", "province": "省份"}[words] for words in apart)
    words = (
        f"No two of them share a {' or a '.join(apart)}"
        if each
        else f"No {' and no '.join(apart)} has documents in more than one group"
    )
    return caveat(
        "places",
        f"{words}: differences cannot be attributed to time.",
        f"{chinese}互不重合：差异不能归因于时间。",
    )
