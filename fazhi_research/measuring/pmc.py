"""The policy modelling consistency index: items with the words they rest on, and their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.coding.codebooks import read_codebook
from fazhi_research.coding.themes import code_themes
from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.reading.documents import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from fazhi_research.coding.codebook import Codebook, Theme
    from fazhi_research.coding.themes import Coding

ITEM_COLUMNS = (
    "document",
    "genre",
    "variable",
    "item",
    "chinese",
    "english",
    "value",
    "quote",
    "start",
    "stop",
)
CUTS = {"perfect": 0.9, "good": 0.7, "acceptable": 0.5, "poor": 0.0}
"""From which share of the highest possible sum on a document is called what, by the usual nine, seven and five of ten 等级."""
PLANNING = ("program", "plan", "opinion")
_WARNING = "a {genre} lacks items because it is a {genre}: do not compare it with plans"
_BORDERS = "。；;！!？?\n"
_SPANS = {"X2.long": (6, 999), "X2.medium": (3, 5), "X2.short": (1, 2)}
_STATED = {"X6.lead": "assignments", "X6.deadline": "deadlines", "X6.target": "targets"}


def pmc_items(
    texts: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    assignments: pd.DataFrame | None = None,
    deadlines: pd.DataFrame | None = None,
    targets: pd.DataFrame | None = None,
    codebook: Codebook | None = None,
) -> pd.DataFrame:
    """A table of the items of the PMC index for each document with the words each rests on PMC 指标条目.

    `texts` has document and text, `documents` document, genre, first and last; assignments, deadlines and targets are the tables of these names,
    without which the items that rest on them are missing, not zero. An item is 1 if a term of it stands in the document: the codebook's scheme pmc for most,
    its themes for X3 and its instruments for X5; X2 is the length of the period in years, both counted. Columns: document, genre, variable, item, chinese, english, value (1, 0 or
    missing), quote (the sentence with the first of its words), start and stop (their place). Binary items say that a thing is mentioned, not that
    it is good: read the quotes. Raises TableError for missing columns.

    >>> import pandas as pd
    >>> texts = pd.DataFrame({"document": ["a"], "text": ["加强组织领导。"]})
    >>> documents = pd.DataFrame({"document": ["a"], "genre": ["plan"], "first": [2021], "last": [2025]})
    >>> items = pmc_items(texts, documents).set_index("item")
    >>> items.loc["X8.lead", "quote"], int(items.loc["X2.medium", "value"])
    ('加强组织领导', 1)
    """
    import pandas as pd

    require_columns(texts, ("document", "text"), "texts")
    require_columns(documents, ("document", "genre", "first", "last"), "documents")
    book = codebook or read_codebook()
    stated = {"assignments": _led(assignments), "deadlines": deadlines, "targets": targets}
    known = {str(row["document"]): row for row in documents.to_dict("records")}
    rows: list[tuple[object, ...]] = []
    for name, text in sorted(zip(texts["document"].astype(str), texts["text"].astype(str), strict=True)):
        if name not in known:
            raise TableError(f"the documents table has no row of {name}, which is in texts")
        about = known[name]
        document = Document(name, text, metadata={"genre": str(about["genre"])})
        places = dict(_places(document, book)) | dict(_from_tables(name, stated))
        for theme in book.themes_of("pmc"):
            if theme.parent:
                rows.append((name, about["genre"], *_item(theme, document, places, about)))
    table = pd.DataFrame(rows, columns=list(ITEM_COLUMNS))
    return table.astype({"value": "Int64", "start": "Int64", "stop": "Int64"})


def _led(assignments: pd.DataFrame | None) -> pd.DataFrame | None:
    return None if assignments is None else assignments[assignments["role"] == "lead"]


def _places(document: Document, book: Codebook) -> Iterator[tuple[str, tuple[int, int]]]:
    """For each item the place of its first word; later ones first, so that the first stays in a dictionary."""
    found: list[Coding] = code_themes(document, codebook=book, schemes=["pmc", "themes", "instruments"])
    prefix = {"pmc": "", "themes": "X3.", "instruments": "X5."}
    for one in reversed(found):
        yield prefix[one.scheme] + one.theme, (one.span.start, one.span.stop)


def _from_tables(
    name: str, stated: Mapping[str, pd.DataFrame | None]
) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """For each item that rests on a table the place of its first row, None for none; nothing without the table."""
    for item, table in _STATED.items():
        frame = stated[table]
        if frame is not None:
            require_columns(frame, ("document", "start", "stop"), table)
            own = frame[frame["document"] == name].sort_values("start")
            yield item, (int(own["start"].iloc[0]), int(own["stop"].iloc[0])) if len(own) else None


def _item(
    theme: Theme,
    document: Document,
    places: Mapping[str, tuple[int, int] | None],
    about: Mapping[Any, Any],
) -> tuple[object, ...]:
    import pandas as pd

    head = (theme.parent, theme.theme, theme.chinese, theme.english)
    if theme.theme in _SPANS:
        first, last = about["first"], about["last"]
        if pd.isna(first) or pd.isna(last):
            return *head, None, "", None, None
        low, high = _SPANS[theme.theme]
        return *head, int(low <= int(last) - int(first) + 1 <= high), f"{first}–{last}", None, None
    if theme.theme in _STATED and theme.theme not in places:
        return *head, None, "", None, None
    place = places.get(theme.theme)
    if place is None:
        return *head, 0, "", None, None
    return *head, 1, _sentence(document.text, *place), *place


def _sentence(text: str, start: int, stop: int) -> str:
    """The printed sentence around a place."""
    first = max(text.rfind(sign, 0, start) for sign in _BORDERS) + 1
    ends = [at for sign in _BORDERS if (at := text.find(sign, stop)) >= 0]
    return text[first : min(ends, default=len(text))].strip()


def pmc_index(items: pd.DataFrame, *, cuts: Mapping[str, float] | None = None) -> pd.DataFrame:
    """A table of the PMC index of each document, the sum of its variables, with what they come to PMC 指数.

    A variable is the mean of its items, missing items left out; the index is the sum of the variables. `cuts` name the levels, each with the share of the highest
    possible sum from which it holds: published rules differ, and depend on how many variables there are, so say which you took. Columns: document, genre, one for each variable,
    pmc, variables (how many have a value), level, caveat. Print the items beside it. Raises TableError for missing columns and for cuts that leave a
    gap at the bottom.

    >>> import pandas as pd
    >>> rows = [("a", "plan", "X1", "X1.a", 1), ("a", "plan", "X1", "X1.b", 0), ("a", "plan", "X2", "X2.a", 1)]
    >>> items = pd.DataFrame(rows, columns=["document", "genre", "variable", "item", "value"])
    >>> pmc_index(items)[["X1", "X2", "pmc", "level"]].values.tolist()
    [[0.5, 1.0, 1.5, 'good']]
    """
    require_columns(items, ("document", "genre", "variable", "value"), "items")
    levels = sorted((cuts or CUTS).items(), key=lambda pair: -pair[1])
    if not levels or levels[-1][1] > 0:
        raise TableError("cuts: the lowest level must hold from 0 on, so that every document has one")
    held = items.dropna(subset=["value"])
    wide = held.astype({"value": float}).pivot_table(
        index=["document", "genre"], columns="variable", values="value", aggfunc="mean"
    )
    order = sorted(wide.columns, key=lambda name: int(str(name)[1:]))
    wide = wide[order]
    table = wide.assign(pmc=wide.sum(axis=1), variables=wide.notna().sum(axis=1)).reset_index()
    share = table["pmc"] / table["variables"]
    table["level"] = [next(name for name, cut in levels if value >= cut) for value in share]
    table["caveat"] = ["" if g in PLANNING else _WARNING.format(genre=g) for g in table["genre"]]
    table.columns.name = None
    return table.sort_values("document", ignore_index=True)
