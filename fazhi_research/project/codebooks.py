"""The codes a coder may give, with what their sheets say of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.errors import LexiconError
from fazhi_research.project.coding_sheets import CODEBOOK_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

RESERVED = ("NONE", "TIE")
"""Words that stand for no theme in a sheet or table, so that no theme may be called so."""


def coding_codebook(folder: str | Path | None = None, *, scheme: str = "themes") -> pd.DataFrame:
    """A table of the codes a coder may give, as `save_coding_sheets` wants it 编码员用编码表.

    Columns: theme (the code), label (Chinese and English), definition, include, exclude; a row for each theme of a
    scheme, in the codebook's order. `folder` holds tables of your own over ours, as for `read_codebook`. Raises
    LexiconError for a scheme that is not there or has no themes, and for codes that cannot be written in a cell.

    >>> coding_codebook()["theme"].head(3).tolist()
    ['POL', 'FUN', 'RUL']
    """
    import pandas as pd

    from fazhi_research.coding.codebooks import read_codebook

    book = read_codebook(folder)
    themes = book.themes_of(scheme)
    if not themes:
        raise LexiconError(
            f"the codebook has no themes of the scheme {scheme}; choose one of {', '.join(book.schemes)}"
        )
    rows = []
    for one in themes:
        if one.theme in RESERVED or set(one.theme) & set(" ;,；，、"):
            raise LexiconError(
                f"the code {one.theme!r} of the scheme {scheme} cannot be written in a coding sheet: give it one word of "
                f"letters other than {' and '.join(RESERVED)}"
            )
        rows.append((one.theme, f"{one.chinese} {one.english}", one.definition, one.include, one.exclude))
    return pd.DataFrame(rows, columns=list(CODEBOOK_COLUMNS))
