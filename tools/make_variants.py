"""Writes lexicons/variants.tsv: traditional and variant characters beside their simplified form.

Source: the table TSCharacters of OpenCC (Apache-2.0), as packaged by opencc-purepy. Only pairs of single characters are
taken, so that folding never changes a length. A character that simplified texts use in its own right (著作权, 乾隆) is
left alone, except the few below whose simplified use is rarer than their traditional one.

    pip install opencc-purepy && python tools/make_variants.py
"""

from importlib.resources import files
from pathlib import Path

KEPT_THOUGH_SIMPLIFIED = set("後於徵夥麽")
MISTAKEN = [("陜", "陕")]  # what converters to traditional script make of 陕西
TARGET = Path(__file__).parent.parent / "fazhi_research" / "lexicons" / "variants.tsv"


def is_simplified(character: str) -> bool:
    """Tell whether simplified texts use a character."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def pairs() -> list[tuple[str, str]]:
    """Return the characters to fold with their simplified forms, in order."""
    source = files("opencc_purepy").joinpath("dicts/TSCharacters.txt").read_text(encoding="utf-8")
    found = []
    for line in source.splitlines():
        if line.startswith("#") or "\t" not in line:
            continue
        old, new = line.split("\t")[0], line.split("\t")[1].split(" ")[0]
        if old == new or len(old) != 1 or len(new) != 1:
            continue
        if is_simplified(old) and old not in KEPT_THOUGH_SIMPLIFIED:
            continue
        found.append((old, new))
    folded = {old for old, _ in found}
    # two characters that stand for each other would swap on every fold: neither is folded
    return sorted([*MISTAKEN, *((old, new) for old, new in found if new not in folded)])


if __name__ == "__main__":
    header = "# traditional or variant\tsimplified; from OpenCC TSCharacters, Apache-2.0; made by tools/make_variants.py\n"
    TARGET.write_text(header + "".join(f"{a}\t{b}\n" for a, b in pairs()), encoding="utf-8", newline="\n")
