"""Cells that are missing, whatever mark a table has for that, as empty text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import pandas as pd

    Held = TypeVar("Held", pd.Series, pd.DataFrame)


def without_gaps(held: Held) -> Held:
    """The column or table with empty text where a cell is missing, all else as it is 补空.

    >>> import pandas as pd
    >>> without_gaps(pd.Series(["甲", None, 1.5])).tolist()
    ['甲', '', 1.5]
    """
    return held.astype(object).where(held.notna(), "")


def text_of(cell: object) -> str:
    """The text of a cell, empty if it holds none 单元格文字.

    >>> text_of("甲"), text_of(float("nan"))
    ('甲', '')
    """
    return cell if isinstance(cell, str) else ""
