"""Numbers as quantities are written: digits, Chinese numerals, shares, ranges."""

import re

from fazhi_research.reading.numerals import numeral

_SHARE = re.compile(r"([一二两三四五六七八九十\d]{1,3})分之([一二两三四五六七八九十\d]{1,3})$")
_FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})$")
_DECIMAL = re.compile(r"\d{1,12}(?:\.\d{1,6})?$")


def quantity(words: str) -> float | None:
    """The value that a printed quantity stands for, or None (数值).

    Reads 40, 99.5, 1,200, 四十, 半, 三分之一 and 2/3; a range (2至3, 3—5) gives its first number.

    >>> quantity("99.5"), quantity("半"), quantity("四十"), quantity("3—5"), quantity("法")
    (99.5, 0.5, 40.0, 3.0, None)
    """
    plain = re.split(r"[至到~—\-]", words.replace(",", "").replace(" ", ""))[0].rstrip("%")
    if _DECIMAL.match(plain):
        return float(plain)
    if plain == "半":
        return 0.5
    if share := _SHARE.match(plain):
        whole, part = numeral(share.group(1)), numeral(share.group(2))
        return part / whole if whole and part else None
    if fraction := _FRACTION.match(plain):
        return int(fraction.group(1)) / int(fraction.group(2)) if int(fraction.group(2)) else None
    value = numeral(plain)
    return None if value is None else float(value)
