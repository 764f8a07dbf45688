"""What a table rests on, told in its `attrs`: random draws and documents, so that the words under it can say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

SEED, DRAWS, DOCUMENTS = "seed", "draws", "documents"


class Seed(NamedTuple):
    """The seed of the random draws a table rests on, and how many were made 随机种子."""

    seed: int
    draws: int


def with_seed(frame: pd.DataFrame, seed: Seed | None) -> pd.DataFrame:
    """The same table, its `attrs` saying which draws it rests on; unchanged without a seed 附随机种子.

    Selecting, sorting and merging hand `attrs` on.

    >>> import pandas as pd
    >>> seed_of(with_seed(pd.DataFrame({"share": [0.5]}), Seed(7, 100)))
    Seed(seed=7, draws=100)
    """
    if seed is not None:
        frame.attrs |= {SEED: int(seed.seed), DRAWS: int(seed.draws)}
    return frame


def seed_of(frame: pd.DataFrame) -> Seed | None:
    """The draws that a table rests on, None where it tells of none 随机种子."""
    seed, draws = (frame.attrs.get(name) for name in (SEED, DRAWS))
    return Seed(seed, draws) if isinstance(seed, int) and isinstance(draws, int) else None


def with_documents(frame: pd.DataFrame, names: Iterable[object]) -> pd.DataFrame:
    """The same table, its `attrs` saying which documents it was made from, whatever columns are kept of it 附来源文件.

    >>> import pandas as pd
    >>> documents_of(with_documents(pd.DataFrame({"share": [0.5]}), ["b", "a", "b", ""]))
    ['a', 'b']
    """
    frame.attrs[DOCUMENTS] = sorted({str(name) for name in names} - {""})
    return frame


def documents_of(frame: pd.DataFrame) -> list[str]:
    """The documents that a table says it was made from, empty where it tells of none 来源文件."""
    told = frame.attrs.get(DOCUMENTS, [])
    groups = told.values() if isinstance(told, dict) else [told]  # a shift tells them by period
    return sorted({str(name) for names in groups for name in names})
