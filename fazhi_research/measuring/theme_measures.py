"""The four measures of themes side by side, and where they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.measuring.caveats import caveat, with_caveats
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.task_themes import theme_tasks
from fazhi_research.measuring.themes import SCHEME, theme_shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

APART = 4
"""Places between two measures from which they are said to disagree: a third of twelve themes 分歧位差."""

MEASURE_COLUMNS = (
    "document", "genre", "theme", "tasks", "tasks_of", "task_share", "hits", "hits_of", "hit_share", "per_thousand",
    "rank", "ranks", "tasks_place", "hits_place", "rank_place", "disagree",
)  # fmt: skip
BREADTH_COLUMNS = (
    "document", "genre", "measure", "themes", "of", "entropy", "evenness", "effective",
)  # fmt: skip


def theme_measures(
    codings: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    tasks: pd.DataFrame,
    sections: pd.DataFrame,
    themes: Sequence[Any] | None = None,
    scheme: str = SCHEME,
    by: str = "section",
    apart: int = APART,
) -> pd.DataFrame:
    """A table of each theme by tasks, words and rank, with a word where they disagree 主题四种测量.

    Structural: tasks, tasks_of, task_share (`theme_tasks`). Lexical: hits, hits_of, hit_share, per_thousand
    (`theme_shares`). Priority: rank, ranks. Breadth is a number of the document: see `theme_breadth`.

    tasks_place, hits_place and rank_place order the themes of one document by each measure, 1 the most (or
    first); equals share the mean of their places; empty where the measure says nothing (no tasks, no hits, no
    section). `disagree` is empty unless two of the places lie `apart` or more apart; then it names the measure
    that puts the theme highest and the one that puts it lowest, "tasks 2 > words 9". The rule is a convention: it
    says where to read, not which is right.
    """
    structural = theme_tasks(
        codings, documents, tasks=tasks, sections=sections, themes=themes, scheme=scheme, by=by
    )
    lexical = theme_shares(codings, documents, themes=themes, scheme=scheme)
    table = structural[["document", "genre", "theme", "tasks", "rank", "ranks"]].copy()
    table["tasks_of"], table["task_share"] = structural["of"], structural["share"]
    table["hits"], table["hits_of"] = lexical["hits"], lexical["of"]
    table["hit_share"], table["per_thousand"] = lexical["share"], lexical["per_thousand"]
    table = table.astype({"document": object, "genre": object, "theme": object})
    by_document = table.groupby("document")
    table["tasks_place"] = by_document["task_share"].rank(ascending=False)
    table["hits_place"] = by_document["hit_share"].rank(ascending=False)
    table["rank_place"] = by_document["rank"].rank()
    places = table[["tasks_place", "hits_place", "rank_place"]].itertuples(index=False, name=None)
    table["disagree"] = [_apart(row, apart) for row in places]
    found = [caveat("tasks")] if bool((table["tasks_of"] == 0).any()) else []
    return with_caveats(table[list(MEASURE_COLUMNS)], found, column=False)


def _apart(places: tuple[float, ...], apart: int) -> str:
    """The highest and the lowest place in words, if they lie apart."""
    named = [
        (place, name)
        for place, name in zip(places, ("tasks", "words", "rank"), strict=True)
        if place == place
    ]
    if not named or max(named)[0] - min(named)[0] < apart:
        return ""
    high, low = min(named), max(named)
    return f"{high[1]} {high[0]:g} > {low[1]} {low[0]:g}"


def theme_breadth(table: pd.DataFrame, *, measure: str = "") -> pd.DataFrame:
    """A table of over how many themes each document spreads, and how evenly 主题广度.

    `table` comes from `theme_tasks` (counts tasks, fractionally where a heading has two themes) or from
    `theme_shares` (counts hits). Columns: document, genre, measure ("tasks" or "hits"), themes (with at least
    one), of (themes there are), entropy (Shannon's, in bits), evenness (entropy over its greatest value,
    Pielou's J; empty for fewer than two themes) and effective (2 ** entropy: so many equally large themes would
    give the same entropy, Hill's number of order 1). Entropy is empty for a document that has none.
    """
    import numpy as np
    import pandas as pd

    found = measure or ("tasks" if "tasks" in table.columns else "hits")
    weight = "fractional" if found == "tasks" else "hits"
    require_columns(table, ["document", "genre", "theme", weight], "shares")
    rows = []
    for document, group in table.groupby("document", sort=True, observed=True):
        counts = group[weight].to_numpy(dtype="float64")
        total, held = counts.sum(), counts[counts > 0]
        shares = held / total if total else held
        entropy = float(-(shares * np.log2(shares)).sum()) + 0.0 if total else float("nan")
        rows.append(
            {
                "document": str(document),
                "genre": str(group["genre"].iloc[0]),
                "measure": found,
                "themes": len(held),
                "of": len(counts),
                "entropy": entropy,
                "evenness": entropy / np.log2(len(counts)) if len(counts) > 1 else float("nan"),
                "effective": 2**entropy,
            }
        )
    return pd.DataFrame(rows, columns=list(BREADTH_COLUMNS))
