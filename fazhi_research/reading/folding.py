"""One-for-one folding: look on the fold, quote from the original."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

# Widths that occur in nearly every document are replaced one by one: much quicker than a translation table.
_COMMON = {full: chr(ord(full) - 0xFEE0) for full in "，：；（）！？．－％"} | {"\u3000": " ", "\xa0": " "}
_RARE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("﹝"): ord("〔"), ord("﹞"): ord("〕"), ord("︰"): ord(":"), ord("﹕"): ord(":"), ord("﹔"): ord(";"),
    ord("﹐"): ord(","), ord("﹑"): ord("、"), ord("﹒"): ord("."), ord("､"): ord("、"), ord("｡"): ord("。"),
    0x2002: 0x20, 0x2003: 0x20, 0x2009: 0x20, 0x202F: 0x20, 0xFEFF: 0x20, 0x200B: 0x20, 0x200C: 0x20, 0x200D: 0x20,
    0x0B: 0x20, 0x0C: 0x20, 0x1C: 0x20, 0x1D: 0x20, 0x1E: 0x20, 0x1F: 0x20, 0x85: 0x20, 0x2028: 0x20, 0x2029: 0x20,
    ord("–"): ord("—"), ord("―"): ord("—"), ord("─"): ord("—"), ord("━"): ord("—"), ord("○"): ord("〇"),
    ord("Ｏ"): ord("O"), ord("•"): ord("·"), ord("・"): ord("·"), ord("﹤"): ord("<"), ord("﹥"): ord(">"),
}  # fmt: skip


@cache
def _variants() -> dict[int, int]:
    """Traditional and variant characters with their simplified form, as code points."""
    lines = files("fazhi_research.lexicons").joinpath("variants.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {ord(old): ord(new) for old, new in rows}


@cache
def _tables() -> tuple[dict[int, int], re.Pattern[str]]:
    table = _variants() | _RARE
    return table, _any_of(table)


def fold(text: str) -> str:
    """The text with widths, spaces and script evened out, character for character (折叠).

    Full-width forms become half-width, every kind of space a plain one (line ends and tabs stay), traditional and variant
    characters simplified. `len(fold(text)) == len(text)` always holds, so a place found in the fold is the same place
    in the original. The pairs of characters are OpenCC's (Apache-2.0).

    >>> fold("（一）健全監督體系，")
    '(一)健全监督体系,'
    """
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


_SHORT = 60  # headings, names and titles come again and again


@lru_cache(maxsize=20_000)
def _fold_short(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    for full, half in _COMMON.items():
        if full in text:
            text = text.replace(full, half)
    table, present = _tables()
    if present.search(text) is None and not _beyond(text):
        return text
    return text.translate(table)


def _units(text: str) -> bytes:
    """The text in units of two bytes, for counting: many times quicker than a pattern that looks at every character."""
    return text.encode("utf-16-be", "surrogatepass")


def _beyond(text: str) -> bool:
    """Whether a text has characters beyond the basic plane."""
    return len(_units(text)) != 2 * len(text)


def script(text: str) -> str:
    """Which script the text is written in: "hans", "hant" or "mixed" (字体).

    Counted over characters that differ between the scripts: under 2 % traditional is `hans`, over 60 % of all
    such characters `hant`, anything between `mixed`. Texts without Chinese are `hans`.

    >>> script("法治政府建設實施綱要")
    'hant'
    """
    old, new = _telling_characters()
    traditional = sum(map(len, old.findall(text)))
    if traditional == 0:
        return "hans"
    simplified = sum(map(len, new.findall(text)))
    if traditional / (traditional + simplified) < 0.02:
        return "hans"
    return "hant" if traditional / (traditional + simplified) > 0.6 else "mixed"


@cache
def _telling_characters() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for the characters that only one of the scripts uses."""
    variants = _variants()
    simplified = set(variants.values()) - set(variants)
    return _any_of(variants), _any_of(simplified)


def _any_of(codes: Iterable[int]) -> re.Pattern[str]:
    """A run of any of these characters; those beyond the basic plane are left out, they would make the search slow."""
    return re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(codes) if code < 0x10000) + "]+")


# Han characters are those of 3400-4DBF and 4E00-9FFF: told by their first byte, but for the hexagrams 4DC0-4DFF.
_NOT_HAN = bytes(byte for byte in range(256) if not 0x34 <= byte <= 0x9F)
_HEXAGRAM = re.compile("[\u4dc0-\u4dff]")


def han_characters(text: str) -> int:
    """How many Han characters a text has (汉字数).

    >>> han_characters("依法行政,2011年")
    5
    """
    first = _units(text)[::2]
    hexagrams = len(_HEXAGRAM.findall(text)) if b"\x4d" in first else 0
    return len(first.translate(None, delete=_NOT_HAN)) - hexagrams
