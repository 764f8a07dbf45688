"""How much of each document's wording each theme has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.guards import require_genres
from fazhi_research.measuring.periods import document_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

SCHEME = "themes"
"""The scheme of codings that the measures of themes read unless told 默认编码表."""
PARTS = ("heading", "body")
SHARE_COLUMNS = (
    "document", "genre", "tier", "province", "since", "until", "dated", "han", "theme", "hits", "of", "share", "per_thousand",
)  # fmt: skip


def theme_shares(
    codings: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    themes: Sequence[Any] | None = None,
    scheme: str = SCHEME,
    part: str = "",
) -> pd.DataFrame:
    """A table of how often each document uses the terms of each theme 主题占比.

    One row per document and theme, themes that do not occur in it included. Columns: document, genre, tier,
    province, since, until, dated (see `document_dates`), han, theme, hits (terms found, a term that stands for
    two themes counted for each), of (the document's hits of all themes), share (hits / of; empty where there are
    none) and per_thousand (hits per 1,000 Han characters, as `documents` counts them: see
    `with_searched_han`; empty for a document without any).
    Words, not tokens: how a text is cut into words cannot move the numbers.

    `themes` fixes which themes there are and their order: ids, or the themes of a codebook (those that occur, sorted,
    if not given); `part` counts
    "heading" or "body" alone. Codings of other schemes and of documents not in `documents` are left out. The
    text columns are categorical, so that 100,000 documents fit in memory.

    Raises TableError for missing columns, a document twice, a document without genre, codings without rows or codings
    none of which is of a document in `documents`.

    >>> import pandas as pd
    >>> codings = pd.DataFrame({"document": ["a", "a", "a"], "scheme": "themes", "theme": ["ENF", "ENF", "OPN"]})
    >>> about = {"document": ["a"], "genre": "plan", "tier": "", "jurisdiction": "", "han": 1500, "first": 2015}
    >>> about |= {"last": 2020, "issued": "", "issued_from": "", "issued_to": ""}
    >>> shares = theme_shares(codings, pd.DataFrame(about), themes=["ENF", "OPN", "DIG"])
    >>> shares[["theme", "hits", "of", "per_thousand"]].values.tolist()
    [['ENF', 2, 3, 1.3333333333333333], ['OPN', 1, 3, 0.6666666666666666], ['DIG', 0, 3, 0.0]]
    """
    import numpy as np

    about = document_facts(documents)
    require_codings(codings, documents)
    rows = coded(codings, scheme=scheme, part=part, required=themes is None)
    names = theme_names(rows, themes)
    counts = count_pairs(rows, about["document"].tolist(), names)
    table = crossed(about, names)
    totals = counts.sum(axis=1)
    table["hits"] = counts.ravel()
    table["of"] = np.repeat(totals, len(names))
    with np.errstate(divide="ignore", invalid="ignore"):
        table["share"] = np.where(table["of"] > 0, table["hits"] / table["of"], np.nan)
        han = table["han"].to_numpy(dtype="float64")
        table["per_thousand"] = np.where(han > 0, table["hits"] * 1000 / han, np.nan)
    return table[list(SHARE_COLUMNS)]


def require_codings(codings: pd.DataFrame, documents: pd.DataFrame) -> None:
    """Raise TableError unless there are codings, and one at least of these documents 编码表不得为空."""
    require_columns(codings, ["document"], "codings")
    if codings.empty:
        raise TableError("codings has no rows: run `fazhi parse --code` or `fazhi build`.")
    found, known = ({*map(str, table["document"].unique())} for table in (codings, documents))
    if known and not found & known:
        ids, asked = (", ".join(sorted(names)[:3]) for names in (found, known))
        raise TableError(
            f"no coding is of a document in documents: codings has {ids}, documents has {asked} (the first three). "
            "Take both tables from one run of `fazhi parse --code` or `fazhi build`."
        )


def document_facts(documents: pd.DataFrame) -> pd.DataFrame:
    """One row per document: what every measure of themes carries along, sorted by document 文件概况.

    Columns: document, genre, tier, province (the first step of the jurisdiction), since, until, dated, han.
    Raises TableError for missing columns, a document twice, or a document without genre.
    """
    import pandas as pd

    require_columns(documents, ["document", "genre", "tier", "jurisdiction", "han"], "documents")
    require_genres(documents)
    twice = documents.loc[documents["document"].duplicated(), "document"]
    if len(twice):
        raise TableError(f"{twice.iloc[0]} stands twice in the documents table: keep one row per document.")
    ordered = documents.sort_values("document", kind="stable").reset_index(drop=True)
    dates = document_dates(ordered)
    return pd.DataFrame(
        {
            "document": ordered["document"].astype(object),
            "genre": ordered["genre"].astype(object),
            "tier": ordered["tier"].astype(object).fillna(""),
            "province": ordered["jurisdiction"]
            .astype(object)
            .fillna("")
            .map(lambda path: str(path).split("/")[0]),
            "since": dates["since"],
            "until": dates["until"],
            "dated": dates["dated"],
            "han": pd.to_numeric(ordered["han"]).fillna(0).astype("int64"),
        }
    )


def coded(codings: pd.DataFrame, *, scheme: str, part: str = "", required: bool = True) -> pd.DataFrame:
    """The codings of one scheme, and of headings or body alone if told 某编码表的编码.

    Raises TableError if `required` and the table has codings, but none of that scheme.
    """
    require_columns(codings, ["document", "scheme", "theme", *(["part"] if part else [])], "codings")
    if part and part not in PARTS:
        raise TableError(f"part={part!r} is unknown: choose heading or body, or leave it out for both.")
    held = codings["scheme"] == scheme
    if required and len(codings) and not bool(held.any()):
        known = ", ".join(sorted(map(str, codings["scheme"].unique())))
        raise TableError(f"the codings table has nothing of the scheme {scheme!r}; it has: {known}.")
    if part:
        held &= codings["part"] == part
    return codings[held]


def theme_names(codings: pd.DataFrame, themes: Sequence[Any] | None) -> list[str]:
    """The themes in their order: those asked for (ids, or the themes of a codebook), or those that occur 主题清单."""
    if themes is None:
        return sorted(map(str, codings["theme"].unique()))
    names = list(dict.fromkeys(str(getattr(theme, "theme", theme)) for theme in themes))
    lost = sorted(set(map(str, codings["theme"].unique())) - set(names))
    if lost:
        raise TableError(f"the codings have the theme {lost[0]}, which is not among themes={names}: add it.")
    return names


def count_pairs(
    codings: pd.DataFrame, documents: Sequence[object], themes: Sequence[str], *, weights: Any = None
) -> Any:
    """How many codings each document has of each theme, as an array of documents by themes 计数矩阵.

    With `weights`, one per row, their sums.
    """
    import numpy as np

    down, across = codes(codings["document"], documents), codes(codings["theme"], themes)
    held = (down >= 0) & (across >= 0)
    places = down[held].astype("int64") * len(themes) + across[held]
    weighed = None if weights is None else weights[held]
    counts = np.bincount(places, weighed, minlength=len(documents) * len(themes))
    return counts.reshape(len(documents), len(themes))


def codes(values: pd.Series[Any], names: Sequence[object]) -> Any:
    """The place of each value in a list of names, -1 where it is not there 编号."""
    import numpy as np
    import pandas as pd

    held: Any
    kinds: Any
    if isinstance(values.dtype, pd.CategoricalDtype):
        held, kinds = values.cat.codes, values.cat.categories
    else:
        held, kinds = pd.factorize(values)
    places = np.append(pd.Index(list(names)).get_indexer(kinds), -1)  # a few names, however many rows
    return places[held]


def crossed(about: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Every document with every theme, text as categories 文件与主题的全部组合."""
    import numpy as np
    import pandas as pd

    columns: dict[str, Any] = {}
    for name in about.columns:
        values = about[name]
        if name == "han":
            columns[name] = np.repeat(values.to_numpy(), len(themes))
        else:
            kinds = pd.Categorical(values, categories=list(dict.fromkeys(values)))
            columns[name] = kinds.repeat(len(themes))
    columns["theme"] = pd.Categorical.from_codes(
        np.tile(np.arange(len(themes)), len(about)), categories=pd.Index(list(themes))
    )
    return pd.DataFrame(columns)
