"""Seeds: what a table that rests on random draws says of them, so that the words under it can."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

SEED, DRAWS = "seed", "draws"


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
