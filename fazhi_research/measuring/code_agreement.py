"""Where coders agree and where not: code by code, pair by pair, unit by unit."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from fazhi_research.measuring.agreement import (
    NONE,
    code_set,
    filled,
    krippendorff_alpha,
    masi_distance,
)
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

RARE = 10
"""A code given to fewer units than this, on the mean of the coders, cannot be certified.

With k units even perfect agreement does not exclude, at the 5 % level, that coders differ on a share of 1 - 0.05 ** (1 / k)
of the units to which the code belongs: 26 % for ten, 63 % for three. And one unit read otherwise moves the positive
agreement by more than five points of a hundred where k is under ten.
"""

CODE_COLUMNS = (
    "code", "units", "given", "prevalence", "both", "one", "neither", "positive", "negative", "alpha", "low", "high",
    "verdict",
)  # fmt: skip
CONFUSION_COLUMNS = ("first", "second", "first_code", "second_code", "units", "same")
HARD_COLUMNS = ("unit", "distance", "primary_differs", "codes", "words")


def code_agreement(
    codes: pd.DataFrame,
    *,
    value: str = "themes",
    known: Sequence[str] = (),
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """A table of how far coders agree on each code, given or not given 逐类一致性.

    `codes` has unit, coder and the column `value`, whose cells hold codes joined by ;. `known` names codes that get a
    row even if nobody gave them. Columns: code, units (coded by two or more), given (units that got the code, mean of
    the coders), prevalence (share of the codings that hold it), both, one and neither (pairs of coders of one unit of
    whom so many gave the code), positive (2 both / (2 both + one)) and negative agreement (2 neither / (2 neither +
    one)), alpha with low and high (nominal, of given against not given; 95 %), verdict. The verdict is "too rare" under
    ten units (see `RARE`), else by the low end of the interval: "reliable" from .800, "tentative" from .667, "not
    shown" below (the thresholds of Krippendorff 2018, ch. 12). Sorted by code.

    >>> import pandas as pd
    >>> rows = [(1, "a", "FUN"), (1, "b", "FUN;DIG"), (2, "a", "DIG"), (2, "b", "DIG")]
    >>> table = code_agreement(pd.DataFrame(rows, columns=["unit", "coder", "themes"]), draws=50)
    >>> table[["code", "both", "one", "neither", "positive", "verdict"]].values.tolist()
    [['DIG', 1, 1, 0, 0.6666666666666666, 'too rare'], ['FUN', 1, 0, 1, 1.0, 'too rare']]
    """
    import pandas as pd

    given = _compared(filled(codes, value))
    sets = [code_set(cell) for cell in given[value]]
    every = sorted({code for one in sets for code in one} | set(known) - {NONE})
    rows = []
    for code in every:
        held = given.assign(**{value: ["1" if code in one else "0" for one in sets]})
        alpha = krippendorff_alpha(held, value=value, draws=draws, seed=seed).iloc[0]
        both, one, neither = _pair_counts(held, value)
        count = float((held[value] == "1").groupby(held["coder"]).sum().mean()) if len(held) else 0.0
        rows.append(
            {
                "code": code,
                "units": int(alpha["units"]),
                "given": count,
                "prevalence": _ratio(sum(held[value] == "1"), len(held)),
                "both": both,
                "one": one,
                "neither": neither,
                "positive": _ratio(2 * both, 2 * both + one),
                "negative": _ratio(2 * neither, 2 * neither + one),
                **{name: float(alpha[name]) for name in ("alpha", "low", "high")},
                "verdict": _verdict(count, float(alpha["low"])),
            }
        )
    return pd.DataFrame(rows, columns=list(CODE_COLUMNS))


def confusions(codes: pd.DataFrame, *, value: str = "primary") -> pd.DataFrame:
    """A table of how often one coder's code meets another's, for every two coders 编码混淆表.

    Columns: first and second (coders, in sorted order), first_code, second_code, units, same. Sorted by these.

    >>> import pandas as pd
    >>> rows = [(1, "a", "FUN"), (1, "b", "DIG"), (2, "a", "FUN"), (2, "b", "FUN")]
    >>> confusions(pd.DataFrame(rows, columns=["unit", "coder", "primary"])).values.tolist()
    [['a', 'b', 'FUN', 'DIG', 1, False], ['a', 'b', 'FUN', 'FUN', 1, True]]
    """
    import pandas as pd

    tally: dict[tuple[str, str, str, str], int] = {}
    for held in _units(filled(codes, value)):
        for (first, one), (second, other) in combinations(held, 2):
            key = (first, second, one, other)
            tally[key] = tally.get(key, 0) + 1
    rows = [(*key, units, key[2] == key[3]) for key, units in sorted(tally.items())]
    return pd.DataFrame(rows, columns=list(CONFUSION_COLUMNS))


def hard_cases(codes: pd.DataFrame, words: pd.DataFrame | None = None) -> pd.DataFrame:
    """A table of the units on which coders differ, the hardest first, with their words 疑难条目.

    `codes` has unit, coder, primary and themes; `words`, if given, unit and words. Columns: unit, distance (mean MASI
    distance of the coders' sets), primary_differs, codes (each coder's, the primary one first) and words. Sorted by
    distance (greatest first), then those whose primary codes differ, then unit.
    """
    import pandas as pd

    require_columns(codes, ["unit", "coder", "primary", "themes"], "codes")
    primaries = dict(_by_unit(filled(codes, "primary")))
    said = {} if words is None else dict(zip(words["unit"].map(str), words["words"], strict=True))
    rows = []
    for unit, held in _by_unit(filled(codes, "themes")):
        pairs = list(combinations([code_set(cell) for _, cell in held], 2))
        first = dict(primaries.get(unit, []))
        differs = len(set(first.values())) > 1
        distance = sum(masi_distance(*pair) for pair in pairs) / len(pairs) if pairs else 0.0
        if distance or differs:
            shown = " | ".join(f"{coder}: {_primary_first(cell, first.get(coder))}" for coder, cell in held)
            rows.append((unit, distance, differs, shown, said.get(unit, "")))
    table = pd.DataFrame(rows, columns=list(HARD_COLUMNS))
    order = ["distance", "primary_differs", "unit"]
    return table.sort_values(order, ascending=[False, False, True], kind="stable").reset_index(drop=True)


def _primary_first(cell: str, primary: str | None) -> str:
    codes = [code for code in cell.split(";") if code]
    return ";".join(sorted(codes, key=lambda code: (code != primary, code)))


def _compared(given: pd.DataFrame) -> pd.DataFrame:
    """The rows of units that two coders or more coded."""
    return given[given.groupby("unit")["coder"].transform("size") >= 2].reset_index(drop=True)


def _by_unit(given: pd.DataFrame) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each unit with what each coder gave it, coders in sorted order."""
    value = given.columns[-1]
    for unit, rows in given.groupby("unit", sort=True):
        yield str(unit), list(zip(rows["coder"], rows[value], strict=True))


def _units(given: pd.DataFrame) -> Iterator[list[tuple[str, str]]]:
    for _, held in _by_unit(given):
        yield held


def _pair_counts(held: pd.DataFrame, value: str) -> tuple[int, int, int]:
    """How many pairs of coders of one unit gave a code both, one of them, and neither."""
    grouped = (held[value] == "1").groupby(held["unit"])
    yes, size = grouped.sum(), grouped.size()
    no = size - yes
    pairs = (yes * (yes - 1) // 2).sum(), (yes * no).sum(), (no * (no - 1) // 2).sum()
    return int(pairs[0]), int(pairs[1]), int(pairs[2])


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _verdict(count: float, low: float) -> str:
    if count < RARE:
        return "too rare"
    return "reliable" if low >= 0.8 else "tentative" if low >= 2 / 3 else "not shown"
