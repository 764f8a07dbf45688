"""Where a line of Chinese may be broken."""

import re

# What must stay on one line: a word of letters or a character, with brackets that open before it, stops behind it, and quotation marks on both sides.
_WORD = re.compile(
    r"[(（《〈〔【“‘]*(?:[!-~]+|[^!-~])(?:[，。、；：）〕】》〉！？…—]|[“”‘’][^，。、；：！？!-~]?)*"
)
_LATIN = re.compile("[!-~]")


def first_word(words: str, size: float) -> float:
    """How much room the words that open a line take up to where it could first be broken, for characters of a size (首个断行单元宽度).

    >>> first_word("律顾问", 10.0), first_word("度，并", 10.0), first_word("2025年", 10.0)
    (10.0, 20.0, 24.0)
    """
    match = _WORD.match(words)
    if match is None:
        return 0.0
    held = match.group()
    letters = len(_LATIN.findall(held))
    return (len(held) - letters + 0.6 * letters) * size
