"""The codebook as the measures need it: terms with their years, themes with their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    Entries: TypeAlias = pd.DataFrame | Iterable[Any]

TERM_COLUMNS = ("theme", "term", "first", "last")


def entries(held: Entries) -> pd.DataFrame:
    """A table from a table, or from the dataclasses of a codebook (`book.terms`, `book.themes`) 编码表条目."""
    import pandas as pd

    return held.copy() if isinstance(held, pd.DataFrame) else pd.DataFrame(list(held))


def term_years(terms: Entries, *, scheme: str) -> pd.DataFrame:
    """A table of the terms of a scheme with the years of the national documents 主题词年份.

    Columns: theme, term, first and last (years, empty where a term is older, still in use or not dated). `terms`
    has these columns and may have `scheme`, of which one is kept. Raises TableError for a first year after the last.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"theme": ["DIG"], "term": ["互联网+监管"], "first": [2015], "last": [None]})
    >>> term_years(rows, scheme="themes").values.tolist()
    [['DIG', '互联网+监管', 2015, <NA>]]
    """
    import pandas as pd

    table = entries(terms)
    require_columns(table, TERM_COLUMNS, "terms")
    if "scheme" in table.columns:
        table = table[table["scheme"] == scheme]
    for name in ("first", "last"):
        table[name] = pd.to_numeric(table[name].replace("", None)).astype("Int64")
    wrong = table[(table["first"] > table["last"]).fillna(False)]
    if len(wrong):
        one = wrong.iloc[0]
        raise TableError(
            f"{one['term']} is first used in {one['first']} and last in {one['last']}: correct the years."
        )
    return table[list(TERM_COLUMNS)].drop_duplicates(["theme", "term"]).reset_index(drop=True)


def theme_labels(labels: Entries | None, *, scheme: str = "") -> dict[str, tuple[str, str]]:
    """The English and Chinese label of each theme, empty without labels 主题名称.

    Columns: theme, english, chinese, and perhaps scheme.
    """
    if labels is None:
        return {}
    table = entries(labels)
    require_columns(table, ["theme", "english", "chinese"], "themes")
    if scheme and "scheme" in table.columns:
        table = table[table["scheme"] == scheme]
    rows = zip(table["theme"], table["english"], table["chinese"], strict=True)
    return {str(theme): (str(english), str(chinese)) for theme, english, chinese in rows}
