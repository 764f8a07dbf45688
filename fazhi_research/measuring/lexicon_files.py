"""Small lexicons of the measures as tables: the packaged ones, or a researcher's own file of the same form."""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


def read_lexicon(
    path: str | Path | None,
    name: str,
    columns: tuple[str, ...],
    *,
    fault: Callable[[dict[str, str]], str] | None = None,
) -> pd.DataFrame:
    """A table of words from a CSV file in UTF-8, the packaged one called `name` unless a path is given 词表.

    Every row must fill the first two columns; `fault` may say what else is wrong with a row, "" if nothing is. Lines that
    begin with # are no rows; what `# version …` says becomes `attrs["version"]`. Raises LexiconError, naming the file,
    the column or the line.
    """
    import pandas as pd

    held = Path(path) if path else files("fazhi_research.lexicons").joinpath(name)
    shown = Path(path).name if path else name
    try:
        lines = held.read_bytes().decode("utf-8-sig").splitlines(keepends=True)
        said = [line for line in lines if line.startswith("#")]
        rows = "".join(line for line in lines if not line.startswith("#"))
        table = pd.read_csv(io.StringIO(rows), dtype="string", keep_default_na=False).fillna("")
    except (OSError, ValueError) as error:
        raise LexiconError(
            f"{shown}: cannot be read as a CSV table in UTF-8 ({error}). Save it again as one."
        ) from None
    if missing := [column for column in columns if column not in table.columns]:
        raise LexiconError(f"{shown}: no column {', '.join(missing)}; it needs {', '.join(columns)}.")
    for number, row in enumerate(table[list(columns)].to_dict("records"), start=2 + len(said)):
        cells = {str(column): str(cell).strip() for column, cell in row.items()}
        if not all(cells[column] for column in columns[:2]):
            raise LexiconError(f"{shown}, line {number}: {columns[0]} and {columns[1]} must both be filled.")
        if fault and (words := fault(cells)):
            raise LexiconError(f"{shown}, line {number}: {words}")
    table.attrs["version"] = "".join(said).lstrip("# ").removeprefix("version").strip()
    return table
