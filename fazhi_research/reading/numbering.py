"""The numbers that Word prints before paragraphs but does not store with their text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

#: An element of a parsed part; the parser ships no types of its own.
Element = Any

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
    (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_LONGEST = 60  # characters of a label
_DEEPEST = 8  # Word has nine levels, counted from 0
_LARGEST = 9999  # numbers beyond are printed as digits


def _thousands(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number in words with units: 十一, 一百零二.

    >>> _thousands(10), _thousands(11), _thousands(20), _thousands(102), _thousands(115)
    ('十', '十一', '二十', '一百零二', '一百一十五')
    """
    words, zero = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            words += ("零" if zero and words else "") + digits[digit] + (units[power - 1] if power else "")
        zero = not digit
    return words[1:] if 10 <= number < 20 and units[0] == "十" else words


def _by_place(number: int) -> str:
    """Words up to 99, digits in a row from 100 on: 九十九, 一〇〇."""
    return _thousands(number) if number < 100 else _in_digits(number)


def _in_digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """a … z, aa, bb … as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words


def _sign(number: int, first: int, count: int) -> str:
    """One of a row of signs such as ① ② ③; digits beyond its end."""
    return chr(first + number - 1) if number <= count else str(number)


def _circled(number: int) -> str:
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x32B1 + number - 36) if 36 <= number <= 50 else _sign(number, 0x2460, 20)


def _turned(number: int, row: str) -> str:
    return row[(number - 1) % len(row)]


def number_label(number: int, form: str) -> str:
    """A number as Word prints it in one of its formats, `w:numFmt` (编号格式).

    The formats of ECMA-376 part 1, 17.18.59, that occur in Chinese documents; any other counts in digits.

    >>> [number_label(12, form) for form in ("chineseCountingThousand", "decimalEnclosedCircle", "upperRoman", "lowerLetter")]
    ['十二', '⑫', 'XII', 'l']
    """
    if not 0 < number <= _LARGEST:
        return "" if form in ("none", "bullet") else str(number)
    if form in ("chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting", "koreanCounting"):
        return _thousands(number)
    if form in ("chineseCounting", "taiwaneseCounting"):
        return _by_place(number)
    if form in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand", "koreanDigital"):
        return _in_digits(number)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _thousands(number, _LEGAL, "拾佰仟")
    if form in ("ideographTraditional", "ideographZodiac"):
        return _turned(number, _STEMS if form == "ideographTraditional" else _BRANCHES)
    return _latin_label(number, form)


def _latin_label(number: int, form: str) -> str:
    if form in ("none", "bullet"):
        return ""
    if form in ("lowerLetter", "upperLetter"):
        return _letters(number).upper() if form == "upperLetter" else _letters(number)
    if form in ("lowerRoman", "upperRoman"):
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        return _circled(number)
    if form == "decimalEnclosedParen":
        return _sign(number, 0x2474, 20)
    if form == "decimalEnclosedFullstop":
        return _sign(number, 0x2488, 20)
    if form == "ideographEnclosedCircle":
        return _sign(number, 0x3280, 10)
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    return f"{number:02}" if form == "decimalZero" else str(number)


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered (编号级别)."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int = (
        -1
    )  # the level above, counted from 1, whose next number starts this one again; 0 never, -1 any above
    digits: bool = False  # all numbers in the label as digits
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A list instance: whose numbers it continues, its levels, and those that it starts at a number of its own."""

    family: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a Word document while its paragraphs are read in order (自动编号).

    Lists of one definition go on counting together unless one of them says where it starts.
    """

    lists: dict[str, _List] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element) -> "Numbering":
        """The lists that a `numbering.xml` defines (自动编号)."""
        if root is None:
            return cls()
        w = root.tag[: root.tag.find("}") + 1]
        families = {each.get(w + "abstractNumId", ""): each for each in root.iterfind(w + "abstractNum")}
        linked = {
            style.get(w + "val"): name
            for name, each in families.items()
            if (style := each.find(w + "styleLink")) is not None
        }
        known = {name: dict(_levels(each, w)) for name, each in families.items()}
        lists = {}
        for each in root.iterfind(w + "num"):
            reference = each.find(w + "abstractNumId")
            family = reference.get(w + "val", "") if reference is not None else ""
            link = families[family].find(w + "numStyleLink") if family in families else None
            if link is not None:
                family = linked.get(link.get(w + "val"), family)
            levels = known.get(family, {})
            starts = {}
            for override in each.iterfind(w + "lvlOverride"):
                depth = _whole(override.get(w + "ilvl"), 0)
                levels = levels | dict(_levels(override, w))
                if (start := override.find(w + "startOverride")) is not None:
                    starts[depth] = _whole(start.get(w + "val"), 1)
            lists[each.get(w + "numId", "")] = _List(family, levels, starts)
        return cls(lists)

    def level_of_style(self, name: str, style: str) -> int:
        """The level of a list that a paragraph style stands for; 0 if none does (样式级别)."""
        levels = self.lists[name].levels if name in self.lists else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def label(self, name: str, depth: int) -> str:
        """The label of the next paragraph of a list at a level, as printed, counted from now on (编号)."""
        listed = self.lists.get(name)
        if listed is None or depth not in listed.levels:
            return ""
        counts = self._counts.setdefault(listed.family, {})
        self._count(name, listed, depth, counts)
        level = listed.levels[depth]
        if level.form == "bullet":
            return level.pattern if level.pattern and not "\ue000" <= level.pattern[0] <= "\uf8ff" else ""

        def printed(match: re.Match[str]) -> str:
            above = listed.levels.get(int(match.group(1)) - 1, Level())
            number = counts.get(int(match.group(1)) - 1, above.start)
            return number_label(number, "decimal" if level.digits else above.form)

        return _PLACE.sub(printed, level.pattern)[:_LONGEST]

    def _count(self, name: str, listed: _List, depth: int, counts: dict[int, int]) -> None:
        """Counts this paragraph, and makes deeper levels start again."""
        level = listed.levels[depth]
        if depth in listed.starts and (name, depth) not in self._started:
            counts[depth] = listed.starts[depth]
            self._started.add((name, depth))
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for above in range(depth):
            counts.setdefault(above, listed.levels[above].start if above in listed.levels else 1)
        for deeper in [other for other in counts if other > depth]:
            restart = listed.levels.get(deeper, Level()).restart
            if restart < 0 or depth < restart:
                del counts[deeper]


def _levels(parent: Element, w: str) -> Iterator[tuple[int, Level]]:
    for each in parent.iterfind(w + "lvl"):
        depth = _whole(each.get(w + "ilvl"), 0)
        if depth > _DEEPEST:
            continue
        values = {
            child.tag.removeprefix(w): child.get(w + "val", "")
            for child in each
            if isinstance(child.tag, str)
        }
        form = values.get("numFmt") or _custom_form(each) or "decimal"
        yield (
            depth,
            Level(
                _whole(values.get("start"), 1), form, values.get("lvlText", "")[:100], _whole(values.get("lvlRestart"), -1),
                "isLgl" in values and values["isLgl"] not in ("0", "false"), values.get("pStyle", ""),
            ),
        )  # fmt: skip


def _custom_form(level: Element) -> str:
    """The format of a level that wraps it in alternatives for older programs."""
    found = next(
        (each for each in level.iter() if isinstance(each.tag, str) and each.tag.endswith("}numFmt")), None
    )
    return "" if found is None else str(found.get(found.tag[: -len("numFmt")] + "val", ""))


def _whole(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.strip().isdecimal() and len(words) < 7 else otherwise
