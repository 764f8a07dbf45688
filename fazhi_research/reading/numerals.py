"""Chinese and circled numerals."""

import re
from functools import lru_cache

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "O": 0,
    "o": 0,
    "0": 0,  # 二00五年
    "两": 2,
    "廿": 20,
    "卅": 30,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ARABIC = re.compile(r"\d{1,9}")


@lru_cache(maxsize=4096)
def numeral(words: str) -> int | None:
    """The number that a Chinese, Arabic or circled numeral stands for, or None (数字).

    Reads 十二, 一百零三, 二〇一一, 12 and ① to ⑳ (and ⑴, ⒈ in the same way).

    >>> numeral("二十五"), numeral("二〇一一"), numeral("③"), numeral("法")
    (25, 2011, 3, None)
    """
    if _ARABIC.fullmatch(words):
        return int(words)
    if len(words) == 1 and "①" <= words <= "⒛":
        return (ord(words) - ord("①")) % 20 + 1
    if not words or any(c not in _DIGITS and c not in _UNITS for c in words):
        return None
    if not any(c in _UNITS or _DIGITS[c] >= 20 for c in words):
        return int("".join(str(_DIGITS[c]) for c in words)) if len(words) < 10 else None
    return _with_units(words)


def _with_units(words: str) -> int:
    total, digit = 0, 0
    for character in words:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            value = _DIGITS[character]
            total, digit = (total + value, 0) if value >= 20 else (total, value)
    return total + digit
