"""What a plot asks for before it draws: something to draw, and a width that it can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.drawing.style import column_width
from fazhi_research.errors import FazhiError, TableError

if TYPE_CHECKING:
    import pandas as pd


def require_rows(table: pd.DataFrame, what: str, *, cure: str) -> None:
    """TableError for a table without rows, saying what it is and what to do 空表.

    >>> import pandas as pd
    >>> require_rows(pd.DataFrame(), "the map", cure="make it with document_map")
    Traceback (most recent call last):
    fazhi_research.errors.TableError: the map has no rows, so that there is nothing to draw: make it with document_map.
    """
    if table.empty:
        raise TableError(f"{what} has no rows, so that there is nothing to draw: {cure}.")


def require_two_columns(columns: int, why: str) -> None:
    """FazhiError for a figure that cannot be read in one column of a page, saying why 仅可双栏.

    >>> require_two_columns(1, "a matrix of tasks and agencies")
    Traceback (most recent call last):
    fazhi_research.errors.FazhiError: columns=1: a matrix of tasks and agencies cannot be read at 85 mm; draw it with columns=2.
    """
    if column_width(columns) < column_width(2):
        raise FazhiError(
            f"columns=1: {why} cannot be read at {column_width(1):g} mm; draw it with columns=2."
        )
