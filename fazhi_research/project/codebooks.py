"""The codes a coder may give, with what their sheets say of them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.errors import LexiconError
from fazhi_research.project.coding_sheets import CODEBOOK_COLUMNS
from fazhi_research.project.sheets import column_name, read_grid

if TYPE_CHECKING:
    import pandas as pd


def read_coding_codebook(path: str | Path | None = None, *, scheme: str = "themes") -> pd.DataFrame:
    """A table of the codes a coder may give 编码表.

    Columns: theme (the code), label (Chinese and English), definition, include, exclude. `path` is a CSV or xlsx file
    in the form of codebook_themes.csv (theme, chinese, english, definition, include, exclude; of several schemes in it
    the rows of `scheme` count), by default that of the package. Raises LexiconError for missing columns, a scheme
    without codes, and codes without a definition, twice there, or with white space, ; or , in them.
    """
    import pandas as pd

    with_default = (
        Path(str(files("fazhi_research.lexicons") / "codebook_themes.csv")) if path is None else Path(path)
    )
    grid = read_grid(with_default, columns=["theme", "definition"])
    names = [column_name(cell) for cell in grid[0][1]] if grid else []
    missing = [name for name in ("theme", "chinese", "english", *CODEBOOK_COLUMNS[2:]) if name not in names]
    if missing:
        raise LexiconError(
            f"{with_default}: column {', '.join(missing)} is missing; see docs/tables.md for a codebook's columns"
        )
    rows, seen = [], set()
    for number, cells in grid[1:]:
        held = dict(zip(names, [*cells, *[""] * len(names)], strict=False))
        if held.get("scheme", scheme) != scheme:
            continue
        code = held["theme"]
        if (
            not code
            or not held["definition"]
            or code in seen
            or set(code) & set(" ;,；，")
            or code in ("NONE", "TIE")
        ):
            raise LexiconError(
                f"{with_default}, line {number}: the code {code!r} has no definition, is there twice, or is not one word; "
                "give each code once, as letters, with its definition"
            )
        seen.add(code)
        label = " ".join(word for word in (held["chinese"], held["english"]) if word)
        rows.append((code, label, held["definition"], held["include"], held["exclude"]))
    if not rows:
        raise LexiconError(f"{with_default}: no codes of the scheme {scheme}; name another with --scheme")
    return pd.DataFrame(rows, columns=list(CODEBOOK_COLUMNS))
