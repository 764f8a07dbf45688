"""Formulas: set phrases that documents share because the genre or the Party line asks for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fazhi_research.measuring.characters import content_words
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.lexicon_files import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from fazhi_research.measuring.characters import Array, Characters

NAME = "formulas.csv"
COLUMNS = ("phrase", "kind", "since", "source")
KINDS = ("guidance", "goal", "slogan", "frame")
_SHORTEST = 3
_TITLE = re.compile(r"《[^《》\n]{1,100}(?:《[^《》\n]{1,100}》[^《》\n]{0,100})?》")


def read_formulas(path: str | Path | None = None) -> pd.DataFrame:
    """The lexicon of formulas, that of the package unless a file is named 套语表.

    Columns: phrase (matched without regard to punctuation, width or script), kind (guidance: the guiding ideas a
    preamble lists; goal: what a law-based government is to be; slogan: other set phrases; frame: how documents of
    a kind begin and end), since (the year from which it is in use, empty if that cannot be said) and source. `attrs["version"]` is what the line `# version …` at the
    beginning says. Raises LexiconError, naming
    the line, for a file that cannot be used as it stands.

    >>> read_formulas().loc[0, "kind"]
    'guidance'
    """
    held = read_lexicon(path, NAME, COLUMNS, fault=_fault)
    table: pd.DataFrame = held[list(COLUMNS)].astype("str").apply(lambda column: column.str.strip())
    table.attrs["version"] = held.attrs["version"]
    return table


def _fault(row: dict[str, str]) -> str:
    """What would make a row mask the wrong words, "" if nothing would."""
    if len(content_words(row["phrase"])) < _SHORTEST:
        return f"the phrase {row['phrase']!r} is shorter than {_SHORTEST} characters; lengthen or drop it."
    if row["kind"] not in KINDS:
        return f"the kind {row['kind']!r} is unknown; allowed are {', '.join(KINDS)}."
    if row["since"] and not re.fullmatch(r"\d{4}", row["since"]):
        return f"since is {row['since']!r}; write a year such as 2014, or nothing."
    return ""


class Masks:
    """Which characters of each text belong to a formula, a 《title》 or its own title, found when first asked for (遮蔽)."""

    def __init__(
        self,
        held: Characters,
        texts: Sequence[str],
        formulas: pd.DataFrame | None,
        documents: pd.DataFrame | None = None,
    ) -> None:
        table = read_formulas() if formulas is None else formulas
        require_columns(table, ["phrase"], "formulas")
        self.held, self.texts = held, texts
        self.phrases = sorted({content_words(str(phrase)) for phrase in table["phrase"]} - {""})
        self.titles = _own_titles(documents)
        self._found: dict[int, Array] = {}

    def of(self, number: int) -> Array:
        """One boolean for each content character of a text 单篇遮蔽."""
        if number not in self._found:
            self._found[number] = self._mask(number)
        return self._found[number]

    def _mask(self, number: int) -> Array:
        import numpy as np

        start, stop = int(self.held.starts[number]), int(self.held.stops[number])
        mask = np.zeros(stop - start, dtype=bool)
        words = self.held.words(start, stop)
        title = self.titles.get(self.held.names[number], "")
        for phrase in [*self.phrases, title] if title else self.phrases:
            at = words.find(phrase)
            while at >= 0:
                mask[at : at + len(phrase)] = True
                at = words.find(phrase, at + 1)
        for cited in _TITLE.finditer(self.texts[number]):
            first, last = np.searchsorted(self.held.offsets[start:stop], cited.span())
            mask[first:last] = True
        return mask


def _own_titles(documents: pd.DataFrame | None) -> dict[str, str]:
    """The content characters of each document's own title, where the table has a column `title`."""
    if documents is None or not {"document", "title"} <= set(documents.columns):
        return {}
    pairs = zip(documents["document"], documents["title"], strict=True)
    titles = {str(name): content_words(title) for name, title in pairs if isinstance(title, str)}
    return {name: title for name, title in titles.items() if len(title) >= _SHORTEST}
