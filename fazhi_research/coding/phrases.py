"""A number with its unit, as texts print it."""

import re
from typing import NamedTuple

from fazhi_research.coding.quantities import quantity

CN = "一二两三四五六七八九十百半"
TIME = r"个?工作日|个?自然日|个?小时|分钟|秒钟?|日|天|个?月|季度|年|周(?!岁)|个?星期|学期|个月"
COUNT = r"[微毫]克(?:/|每)(?:立方米|升)|吨标准煤|学时|课时|期|次|场次|场|人次|人|名|件|项|家|套|处|座|册|份|篇|条|台|辆|户|亩|公顷|平方公里|平方米|平米|立方米|公里|千米|米|元|吨|头|只|分|批|轮|部|例|所|支|类|门|间|块|株|棵|盏|艘|宗|起|岗|班|村|镇|所|对|节|本|个百分点|个环节|个(?!月|工作日|自然日|小时|星期|季度)|卷|公斤|斤|千瓦|兆瓦|标箱|床|张|枚|面|架|孔|口|栋|幢|美元|欧元|港元"


class Phrase(NamedTuple):
    """A phrase with a number at [start, stop) of a clean text, its unit at a place of its own (数量短语)."""

    start: int
    stop: int
    comparator: str
    value: float
    unit: tuple[int, int]
    counted: bool = False  # a mere count, without a comparator


def phrase_of(match: re.Match[str], start: int, comparator: str) -> Phrase | None:
    """The phrase of a match with groups n and u; None for what is no quantity (数量短语)."""
    words = match.group("n")
    if words.startswith("百分之"):
        value = quantity(words[3:])
        unit = (match.start("n"), match.start("n") + 3)
        return None if value is None else Phrase(start, match.end(), comparator, value, unit)
    value = quantity(words)
    shared = "分之" in words or "/" in words
    name = match.group("u")
    if value is None or not (name or shared) or (name == "年" and value > 200):
        return None
    return Phrase(start, match.end(), comparator, value, match.span("u") if name else (start, start))
