"""Two documents or places of a project side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fazhi_research.measuring.comparisons import comparison_tables
from fazhi_research.measuring.searched_han import with_searched_han

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from fazhi_research.project.places import Project

NEEDED = (
    "documents", "sections", "tasks", "assignments", "deadlines", "targets", "codings", "modalities",
)  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """Two documents or places side by side: tables by name, and a figure 两地对照.

    `tables` as in `comparison_tables`: about, themes, profile, leads, promises, powers.
    """

    first: str
    second: str
    tables: dict[str, pd.DataFrame] = field(repr=False)

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name]

    def plot(self, *, language: str = "both") -> Axes:
        """Axes of the figure, see `plot_comparison` 绘图."""
        from fazhi_research.coding.codebooks import read_codebook
        from fazhi_research.drawing.comparison import plot_comparison

        return plot_comparison(self.tables, labels=read_codebook().themes, language=language)


def compare(project: Project, first: str, second: str) -> Comparison:
    """Two documents or places of a project side by side, as tables and one figure 两地对照.

    `first` and `second` are ids of documents, or places by path or last step ("金川区"). Reads the tables of the
    project; rates are per 1,000 of the Han characters that are searched (`with_searched_han`). Raises TableError as `comparison_tables`.

    >>> from fazhi_research import Project
    >>> found = compare(Project.find(), "jinchuan-2015", "xuchang-2022")
    >>> found["about"][["side", "document", "tier"]].values.tolist()
    [['first', 'jinchuan-2015', 'county'], ['second', 'xuchang-2022', 'prefecture']]
    """
    tables = dict(zip(NEEDED, project.read_tables(*NEEDED), strict=True))
    tables["documents"] = with_searched_han(tables["documents"], project.read_texts())
    return Comparison(first, second, comparison_tables(tables, first, second=second))
