"""The rows that a measure gives of some documents at a time, joined to the table it gives of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.measuring.caveats import KEY, caveats, with_caveats

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def joined_rows(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The tables one below the other, kinds of columns and caveats kept 合并分块结果.

    Categories are those of all parts, in the order in which they come. Parts without a row count only where all are so.

    >>> import pandas as pd
    >>> parts = [pd.DataFrame({"a": pd.Categorical([word])}) for word in "乙甲"]
    >>> joined_rows(parts)["a"].cat.categories.tolist()
    ['乙', '甲']
    """
    import pandas as pd

    told = [one for part in parts for one in caveats(part)]
    held = [part for part in parts if len(part)] or list(parts[:1])
    for part in held:
        part.attrs.pop(KEY, None)
    kinds = [name for name in held[0].columns if isinstance(held[0][name].dtype, pd.CategoricalDtype)]
    table = pd.concat([part.drop(columns=kinds) for part in held], ignore_index=True)
    for place, name in enumerate(held[0].columns):
        if name in kinds:
            table.insert(place, name, _categories([part[name] for part in held]))
    return with_caveats(table, told, column=False)


def _categories(columns: list[pd.Series[Any]]) -> pd.Series[Any]:
    import pandas as pd
    from pandas.api.types import union_categoricals

    return pd.Series(union_categoricals(columns))
