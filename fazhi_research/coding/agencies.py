"""Which body a printed name means, at a date and in a place."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from fazhi_research.coding.prefixes import Prefix, located, prefix_of, tier_of_path
from fazhi_research.coding.register import TABLES, AgencyName, Register, read_register
from fazhi_research.coding.units import is_collective
from fazhi_research.errors import LexiconError
from fazhi_research.reading.folding import fold

COLLECTIVE = "collective"  # the family of 各部门 and the like
INTERNAL = "internal-division"  # the family of a body's own divisions: 综合科
_BLANK = re.compile(r"[\s\"'“”‘’*]+")
_OPENING = re.compile(r"^(?:由|请|并|以及|中国共产党(?!中央)|中共(?!中央))")
_CLOSING = re.compile(r"(?:等(?:单位|部门)?|牵头|负责|具体负责|[,、;:.])$")
_BRACKET = re.compile(r"[(〔\[]([^()〔〕\[\]]{0,40})[)〕\]]")
_DIVISION = re.compile(r"(?:科|处|股|室|司|支队|大队|中队)$")
_PART = re.compile(
    r"(?:局|司|处|科|股|室|办|所|站|队|院|组|部|中心|委|委员会|党组|党委|机关|工会|协会|学校|热线|小组)$"
)
_WHOLE = re.compile(r"(?:局|厅|委|部|署|办|办公室|办公厅|会|院|人大|政协|纪委|公司|中心|行)$")
_NO_PARTS = frozenset(
    {"party-committee", "local-government", "township-government", "street-office", "enterprises"}
)
_OFFICE = re.compile(r"(?:人民政府|政府|街道办事处|街道办|办事处|街办|管理委员会|管委会)$")
_ANY_PLACE = re.compile(
    r"[委、镇乡街道区市县旗州盟省自治园开发功能社村党工办(街道)]*"
)  # a kind of place, not one place
_LONGEST = 40
_NONE = Prefix("", "", "")
_FAMILIES = {"collective": COLLECTIVE, "internal": INTERNAL}  # of names that are no body's own


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a printed name of a unit means (机构识别结果).

    `status` is "known", "collective" (many bodies at once), "internal" (a division of the body that issues the document),
    "ambiguous" (see `candidates`; the family is given where they share one) or "unknown". `agency` is the id of the body; where the register's
    entry stands for many of a kind, the own name follows a slash: township-government/双湾镇. `current` is false where the name is used
    outside the years on record. `place` and `tier` are the unit's, from its prefix or its document.
    """

    named: str
    agency: str
    family: str
    type: str
    tier: str
    place: str
    status: str
    candidates: tuple[str, ...] = ()
    current: bool = True

    @property
    def collective(self) -> bool:
        """Whether the name stands for many bodies (是否集合指代)."""
        return self.status == "collective"


_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


def agency_of(
    named: str, jurisdiction: str = "", *, on: str = "", tier: str = "", register: Register | None = None
) -> Resolution:
    """The body that a printed name means, in a place and at a date (机构识别).

    `jurisdiction` is the document's path (甘肃省/金昌市/金川区), `tier` its tier if the path does not tell, `on` a date or year: the same
    name may mean different bodies at different times. `register` is ours unless given. Raises `LexiconError` for a date without a year.

    >>> found = agency_of("区政府法制办", "甘肃省/金昌市/金川区", on="2015")
    >>> found.agency, found.family, found.tier
    ('legal-affairs-office', 'justice', 'county')
    >>> agency_of("市司法局", on="2022").family, agency_of("市灯塔办").status, agency_of("各有关部门").agency
    ('justice', 'unknown', 'departments-concerned')
    """
    if on and not _YEAR.match(on):
        raise LexiconError(f"{on!r} is no date; write a year (2015) or an ISO date (2015-03-01)")
    year = int(on[:4]) if on else 0
    return _resolved(
        register or read_register(), named, jurisdiction, year, tier or tier_of_path(jurisdiction)
    )


def year_of(known: Mapping[str, str]) -> str:
    """The year by which a document's units are read, from what is known of it, "" if nothing tells (成文年份).

    The date of issue decides, else the first year of its period, else the earliest date of issue. A masked date decides nothing.

    >>> year_of({"issued": "", "issued_from": "2014-10-23", "first": "2015"}), year_of({"issued": "20**"})
    ('2015', '')
    """
    for name in ("issued", "first", "issued_from"):
        if _YEAR.match(known.get(name, "")):
            return known[name][:4]
    return ""


def _plain(named: str) -> str:
    """A folded name without blanks, quotation marks and words that belong to the sentence."""
    words = _OPENING.sub("", _BLANK.sub("", fold(named)))
    return _CLOSING.sub("", words)


@dataclass(frozen=True, slots=True)
class _Found:
    """The names that fit, the words before them, and the place that a name with any words before it shows."""

    names: tuple[AgencyName, ...]
    prefix: Prefix
    own: str
    merged: bool = False


@lru_cache(maxsize=65536)
def _resolved(register: Register, named: str, jurisdiction: str, year: int, tier: str) -> Resolution:
    words, status, kind, found = _meant(register, named, tier)
    if found is not None:
        return replace(_resolution(register, found, kind, (jurisdiction, year, tier)), named=named)
    place, level = located(words, _NONE, jurisdiction, tier)
    family = _FAMILIES.get(status, "")
    return Resolution(named, kind, family, family, level, place, status)


@lru_cache(maxsize=65536)  # 县财政局 is the same words in every county: the place and the year are told afterwards
def _meant(register: Register, named: str, tier: str) -> tuple[str, str, str, _Found | None]:
    """A name's own words, what they are, the id of a collective, and the names of the register that fit, with the form that does."""
    words = _plain(named)
    if not 1 < len(words) <= 3 * _LONGEST:
        return words, "unknown", "", None
    if is_collective(words) and not (words.endswith("部门") and _after_place(register, words, tier)):
        kind = next((held.collective for held in register.collectives if held.meant(words)), "")
        return words, "collective", kind, None
    for form in _forms(words):
        found = _found(register, form, tier)
        if found is not None:
            return words, "known", form, found
        if _DIVISION.search(form) and _own_division(form):
            return words, "internal", "", None
    return words, "unknown", "", None


def _forms(words: str) -> Iterator[str]:
    """A name as printed, a branch as its bureau, without its brackets, and what stands in them (两块牌子)."""
    yield words
    if words.endswith("分局"):
        yield f"{words[:-2]}局"
    if _BRACKET.search(words):
        yield _BRACKET.sub("", words)
        yield from (inside for inside in _BRACKET.findall(words) if len(inside) > 1)


def _own_division(words: str) -> bool:
    """Whether nothing in front says that the division is another body's."""
    return not any((prefix := prefix_of(words[:at])) and not prefix.bare for at in range(1, len(words)))


def _found(register: Register, words: str, tier: str) -> _Found | None:
    """The names that fit words: around a place, after one, as the part of a body, after any words; the longest first."""
    if not 0 < len(words) <= _LONGEST:
        return None
    return (
        _around(register, words)
        or _after_place(register, words, tier)
        or _as_part(register, words, tier)
        or _merged(register, words)
        or _after_any(register, words)
    )


def _after_place(register: Register, words: str, tier: str) -> _Found | None:
    for at in range(len(words)):
        names = register.names.get(words[at:])
        prefix = prefix_of(words[:at]) if names else None
        if names and prefix is not None:
            fit = tuple(name for name in names if name.before != "needed" or prefix.place or prefix.tier)
            fit = tuple(name for name in fit if name.before != "any" or at == 0 or len(words) - at > 1)
            if fit:
                return _Found(_of_tier(fit, prefix.tier or tier), prefix, prefix.place)
    return None


def _around(register: Register, words: str) -> _Found | None:
    """Names with a place inside: 国网…供电公司."""
    for start in range(min(len(words), 12)):
        prefix = prefix_of(words[:start])
        if prefix is None:
            continue
        for at in range(start + 2, min(len(words), start + 20)):
            for length in reversed(register.openings.get(words[start:at], ())):
                names = register.framed.get(f"{words[start:at]}…{words[len(words) - length :]}")
                inside = words[at : len(words) - length]
                if names and 0 < len(inside) <= 16:
                    return _Found(names, prefix_of(inside) or Prefix(inside, "", ""), inside)
    return None


def _as_part(register: Register, words: str, tier: str) -> _Found | None:
    """A part of a body that is known, as 市公安局某某支队: it counts as that body."""
    if not _PART.search(words):
        return None
    for at in range(len(words) - 2, 2, -1):
        if _WHOLE.search(words, 0, at) is None:
            continue
        found = _after_place(register, words[:at], tier)
        if found and all(register.agencies[n.agency].family not in _NO_PARTS for n in found.names):
            return found
    return None


def _merged(register: Register, words: str) -> _Found | None:
    """A bureau merged of known ones, as 文化和广电旅游体育局: it counts as the first of them."""
    if not words.endswith(("局", "委", "厅")):
        return None
    for at in range(len(words) - 4):
        prefix = prefix_of(words[:at])
        parts = _functions(register, words[at:-1]) if prefix is not None else []
        if prefix is not None and len(parts) > 1:
            return _Found(register.functions[parts[0]], prefix, prefix.place, merged=True)
    return None


def _functions(register: Register, words: str) -> list[str]:
    """The functions that words name one after another, the longest first; none if anything is left over."""
    parts: list[str] = []
    at = 0
    while at < len(words):
        if words[at] in "和与及、":
            at += 1
            continue
        stop = next(
            (stop for stop in range(len(words), at + 1, -1) if words[at:stop] in register.functions), 0
        )
        if not stop:
            return []
        parts.append(words[at:stop])
        at = stop
    return parts


def _after_any(register: Register, words: str) -> _Found | None:
    for at in range(1, len(words)):
        fit = tuple(name for name in register.names.get(words[at:], ()) if name.before == "any")
        if fit and all("\u4e00" <= c <= "\u9fff" or c in "*X()" for c in words[:at]):
            return _Found(fit, prefix_of(words) or Prefix(words[:at], "", ""), words[:at])
    return None


def _of_tier(names: tuple[AgencyName, ...], tier: str) -> tuple[AgencyName, ...]:
    """The names in use at a tier, else those of every tier, else all."""
    for wanted in (tier, ""):
        if fit := tuple(name for name in names if name.tier == wanted):
            return fit
    return names


def _resolution(register: Register, found: _Found, words: str, where: tuple[str, int, str]) -> Resolution:
    jurisdiction, year, tier = where
    names = _in_years(found.names, year)
    current = found.merged or not year or any(name.since <= year <= name.until for name in names)
    bodies = sorted({_heir(register, name.agency, year) if found.merged else name.agency for name in names})
    families = sorted({register.agencies[body].family for body in bodies})
    kinds = sorted({register.agencies[body].type for body in bodies})
    individual = all(register.agencies[body].each for body in bodies) and "territorial" not in kinds
    place, level = located(words, _NONE if individual else found.prefix, jurisdiction, tier)
    fixed = {name.tier for name in names}
    if len(fixed) == 1 and fixed != {""} and found.prefix.tier in ("", "central"):
        level = fixed.pop()
        place = "" if level == "central" else place
    one = len(bodies) == 1
    return Resolution(
        words, _individual(register, bodies[0], found, names[0].name) if one else "",
        families[0] if len(families) == 1 else "", kinds[0] if len(kinds) == 1 else "", level, place,
        "known" if one else "ambiguous", () if one else tuple(bodies), current,
    )  # fmt: skip


def _heir(register: Register, body: str, year: int) -> str:
    """The body that has the function in a year, where the reforms on record leave but one."""
    seen = {body}
    while year and register.agencies[body].until < year:
        after = [step.after for step in register.successions if step.before == body and step.whole]
        if len(after) != 1 or after[0] in seen:
            break
        body = after[0]
        seen.add(body)
    return body


def _individual(register: Register, body: str, found: _Found, name: str) -> str:
    """The id of a body, with its own name where the register's entry stands for many of a kind."""
    agency = register.agencies[body]
    if not agency.each:
        return body
    if agency.type != "territorial":
        own = found.own + name if len(found.own + name) > 2 else ""
    else:
        own = found.own if found.own and found.own == found.prefix.place else found.own + name
        own = _OFFICE.sub("", own)
        own = "" if _ANY_PLACE.fullmatch(own) else own
        own = (
            f"{own}街道"
            if own and body == "street-office" and not own.endswith(("街道", "镇", "街"))
            else own
        )
    return f"{body}/{own}" if own else body


def _in_years(names: tuple[AgencyName, ...], year: int) -> tuple[AgencyName, ...]:
    """The names in use in a year; where none was, those nearest to it; without a year all."""
    if not year or len(names) == 1:
        return names
    gaps = [max(name.since - year, year - name.until, 0) for name in names]
    return tuple(name for name, gap in zip(names, gaps, strict=True) if gap == min(gaps))


def unknown_units(
    named: Iterable[str], jurisdiction: str = "", *, on: str = "", register: Register | None = None
) -> list[str]:
    """The lines to add to an agency_names.csv of your own for the units that the register does not know (待补机构).

    The first line names the columns; then one line a name, the most frequent first, without the words for its place; the cell `agency` is
    yours to fill in, and `note` says how often the name occurs and how it was printed. No line for names that are known, ambiguous or collective.

    >>> unknown_units(["市灯塔办", "市灯塔办", "市司法局"])[1]
    '灯塔办,,,,,,,2 times: 市灯塔办'
    """
    counted: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for words in named:
        if agency_of(words, jurisdiction, on=on, register=register).status == "unknown" and _plain(words):
            stem = _stem(_plain(words))
            counted[stem] += 1
            printed.setdefault(stem, words)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow((*TABLES["agency_names"].columns, "note"))
    for stem, times in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        writer.writerow((stem, *[""] * 6, f"{times} times: {printed[stem]}"))
    return buffer.getvalue().splitlines()


def _stem(words: str) -> str:
    """A name without the place before it."""
    for at in range(min(len(words) - 2, 12), 0, -1):
        prefix = prefix_of(words[:at])
        if prefix is not None and not prefix.bare:
            return words[at:]
    return words
