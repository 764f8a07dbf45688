"""A dictionary against reading: what it finds of what readers coded, and what it adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.measuring.agreement import NONE, SEPARATOR, code_set, filled
from fazhi_research.measuring.code_agreement import RARE
from fazhi_research.measuring.edges import require_columns

if TYPE_CHECKING:
    import pandas as pd

DICTIONARY = "dictionary"
TIE = "TIE"
"""The primary code of a unit whose commonest themes have equally many terms: none of them is chosen."""

ALL = "all"
SCORE_COLUMNS = (
    "coder", "code", "units", "reading", "dictionary", "both", "precision", "recall", "f1", "verdict",
)  # fmt: skip


def dictionary_codes(
    codings: pd.DataFrame, tasks: pd.DataFrame, *, scheme: str = "themes", least: int = 1
) -> pd.DataFrame:
    """A codes table of what a dictionary found in each task 词典编码.

    `codings` is that table (a row per term found: document, task_start, scheme, theme), `tasks` that table. Columns:
    unit (document:start), coder ("dictionary"), primary (the theme with most terms; TIE where two have most; NONE where
    there is none) and themes (every theme with `least` terms or more, joined by ;). One row per task, in the order of `tasks`.

    >>> import pandas as pd
    >>> tasks = pd.DataFrame({"document": ["a", "a"], "start": [0, 9]})
    >>> codings = pd.DataFrame(
    ...     {"document": "a", "task_start": 0, "scheme": "themes", "theme": ["FUN", "FUN", "DIG"]}
    ... )
    >>> dictionary_codes(codings, tasks, scheme="themes").values.tolist()
    [['a:0', 'dictionary', 'FUN', 'DIG;FUN'], ['a:9', 'dictionary', 'NONE', 'NONE']]
    """
    import pandas as pd

    require_columns(codings, ["document", "task_start", "scheme", "theme"], "codings")
    require_columns(tasks, ["document", "start"], "tasks")
    found = codings[(codings["scheme"] == scheme) & codings["task_start"].notna()]
    tally: dict[str, dict[str, int]] = {}
    for document, start, theme in zip(found["document"], found["task_start"], found["theme"], strict=True):
        held = tally.setdefault(unit_of(document, start), {})
        held[str(theme)] = held.get(str(theme), 0) + 1
    rows = []
    for document, start in zip(tasks["document"], tasks["start"], strict=True):
        unit = unit_of(document, start)
        held = tally.get(unit, {})
        kept = sorted(theme for theme, count in held.items() if count >= least)
        rows.append((unit, DICTIONARY, _commonest(held), SEPARATOR.join(kept) or NONE))
    return pd.DataFrame(rows, columns=["unit", "coder", "primary", "themes"])


def unit_of(document: object, start: object) -> str:
    """The id of a task as a unit of coding 编码单位.

    >>> unit_of("jinchuan-2015", 633.0)
    'jinchuan-2015:633'
    """
    return f"{document}:{int(float(str(start)))}"


def _commonest(held: dict[str, int]) -> str:
    most = sorted(theme for theme, count in held.items() if count == max(held.values()))
    return NONE if not most else most[0] if len(most) == 1 else TIE


def dictionary_agreement(codes: pd.DataFrame, found: pd.DataFrame, *, value: str = "themes") -> pd.DataFrame:
    """A table of a dictionary's precision, recall and F1 for each theme, by each coder's reading 词典与人工编码的一致性.

    `codes` and `found` have unit, coder and `value` (codes joined by ;); only units in both count. Columns: coder, code
    ("all" for every code together, first), units, reading and dictionary (units that got the code so), both, precision
    (both / dictionary), recall (both / reading), f1, verdict ("too rare" where reading has fewer than ten units, see
    `code_agreement`, or empty). A share of nothing is empty. Sorted by coder, "all" first, then code.

    >>> import pandas as pd
    >>> read = pd.DataFrame({"unit": [1, 2], "coder": "a", "themes": ["FUN", "FUN;DIG"]})
    >>> found = pd.DataFrame({"unit": [1, 2], "coder": "dictionary", "themes": ["FUN;DIG", "FUN"]})
    >>> dictionary_agreement(read, found)[["code", "precision", "recall"]].round(3).values.tolist()
    [['all', 0.667, 0.667], ['DIG', 0.0, 0.0], ['FUN', 1.0, 1.0]]
    """
    import pandas as pd

    theirs = {row.unit: code_set(str(getattr(row, value))) for row in filled(found, value).itertuples()}
    rows = []
    for coder, group in filled(codes, value).groupby("coder", sort=True):
        pairs = [
            (code_set(cell), theirs[unit])
            for unit, cell in zip(group["unit"], group[value], strict=True)
            if unit in theirs
        ]
        every = sorted({code for pair in pairs for one in pair for code in one})
        counts = {code: _tally(pairs, code) for code in every}
        whole = tuple(sum(count[index] for count in counts.values()) for index in range(3))
        rows.append(_scores(str(coder), ALL, len(pairs), whole))
        rows += [_scores(str(coder), code, len(pairs), counts[code]) for code in every]
    return pd.DataFrame(rows, columns=list(SCORE_COLUMNS))


def _tally(pairs: list[tuple[frozenset[str], frozenset[str]]], code: str) -> tuple[int, int, int]:
    """In how many units reading has the code, the dictionary has it, both have it."""
    read = sum(code in one for one, _ in pairs)
    return read, sum(code in other for _, other in pairs), sum(code in one & other for one, other in pairs)


def _scores(coder: str, code: str, units: int, counts: tuple[int, ...]) -> tuple[str | int | float, ...]:
    read, found, both = counts
    precision = both / found if found else float("nan")
    recall = both / read if read else float("nan")
    f1 = 2 * both / (read + found) if read + found else float("nan")
    verdict = "too rare" if code != ALL and read < RARE else ""
    return coder, code, units, read, found, both, precision, recall, f1, verdict
