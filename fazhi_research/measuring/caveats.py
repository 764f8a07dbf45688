"""Caveats: what a reader must know before believing a number, tied to the table that holds it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import pandas as pd

KEY = "caveats"
GENERAL = {
    "genres": (
        "Genres are mixed: reports, speeches and plans use other words for the same things in every year.",
        "文种混合：报告、讲话与规划用语本不相同，与年份无关。",
    ),
    "lengths": (
        "Documents of unequal length: short ones have few hits, and their shares jump.",
        "文件长短悬殊：短文命中少，占比易跳动。",
    ),
    "single": (
        "One document stands for a group: any difference between groups is a difference between documents.",
        "有一组仅有一份文件：各组之差即文件之差。",
    ),
    "places": (
        "No tier of government or no province has documents in more than one group: differences cannot be attributed to time.",
        "各组的层级或省份不重合：差异不能归因于时间。",
    ),
    "undated": ("Documents that fall in no period were left out.", "未能归入任何时期的文件未计入。"),
    "empty": ("Documents without a hit have no share and were left out.", "无命中的文件没有占比，未计入。"),
    "least": (
        "So few rearrangements exist that no difference, however large, could look unlikely.",
        "可能的重排太少，差异再大也不会显得罕见。",
    ),
    "tasks": ("Documents without tasks have no structural share.", "没有任务条目的文件无结构占比。"),
}
"""What each code means when its details are lost, in English and Chinese 提示代码."""

Kept = TypeVar("Kept", bound="pd.DataFrame")


class CaveatWarning(UserWarning):
    """A comparison that can be made but not believed without its caveat 慎用提示."""


@dataclass(frozen=True, slots=True, order=True)
class Caveat:
    """What limits a table, in two languages: a code, and words with the particulars 提示."""

    code: str
    english: str
    chinese: str


def caveat(code: str, english: str = "", chinese: str = "") -> Caveat:
    """A caveat with the particulars, or with the general words of its code 一条提示.

    >>> caveat("undated").english
    'Documents that fall in no period were left out.'
    """
    general = GENERAL[code]
    return Caveat(code, english or general[0], chinese or general[1])


def caveats(frame: pd.DataFrame) -> list[Caveat]:
    """The caveats of a table, most general first, empty if it has none 表的提示.

    They are kept with their particulars in `frame.attrs["caveats"]`, which selecting, sorting, merging and
    grouping hand on; and as codes in the column `caveats`, which outlives CSV and `pandas.concat` of different
    tables. Where only the codes are left, the words are general.

    >>> import pandas as pd
    >>> [one.english for one in caveats(pd.DataFrame({"caveats": ["undated", ""]}))]
    ['Documents that fall in no period were left out.']
    """
    kept = [Caveat(one["code"], one["english"], one["chinese"]) for one in frame.attrs.get(KEY, [])]
    codes = {one.code for one in kept}
    if KEY in frame.columns:
        told = {code for cell in frame[KEY].dropna().astype(str).unique() for code in cell.split(";")}
        kept += [caveat(code) for code in GENERAL if code in told - codes]
    return _ordered(kept)


def _ordered(found: Iterable[Caveat]) -> list[Caveat]:
    """Each caveat once, in the order of the codes."""
    return sorted(dict.fromkeys(found), key=lambda one: (list(GENERAL).index(one.code), one))


def with_caveats(frame: Kept, found: Iterable[Caveat], *, column: bool = True) -> Kept:
    """The table with caveats attached, in `attrs` and (unless told) in a last column of codes 附加提示.

    Caveats it had stay. `attrs` holds plain words only, so that the table can still be written as Parquet.
    """
    kept = _ordered([*caveats(frame), *found])
    if column:
        frame[KEY] = ";".join(dict.fromkeys(one.code for one in kept))
    if kept:
        frame.attrs[KEY] = [{"code": c.code, "english": c.english, "chinese": c.chinese} for c in kept]
    return frame


def warn(found: Iterable[Caveat], *, what: str, depth: int = 3) -> None:
    """Warn once, with all caveats in one CaveatWarning, at the caller's own line 提示一次."""
    words = [one.english for one in _ordered(found)]
    if words:
        warnings.warn(f"{what}: {' '.join(words)}", CaveatWarning, stacklevel=depth)
