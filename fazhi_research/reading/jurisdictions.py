"""Provinces, prefectures and counties: their names, codes and parents, and how a text names them."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fazhi_research.errors import LexiconError
from fazhi_research.reading.occurrences import occurrences
from fazhi_research.reading.spans import Span

NAME = "jurisdictions.csv"
_COLUMNS = ("adcode", "name", "parent", "since", "until")
_LONGEST = 15
# The peoples in names of autonomous places: 黔东南苗族侗族自治州 is called 黔东南 for short.
_PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|"
    "柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|塔吉克族|塔吉克|怒族|鄂温克族|鄂伦春|保安族|裕固族|裕固|独龙族|各族"
)
_AUTONOMOUS = re.compile(rf"(?:{_PEOPLES}){{0,5}}(?:自治区|自治州|自治县|自治旗)$")
_SUFFIX = re.compile(r"(?:特别行政区|林区|地区|[省市县区旗盟])$")
_SHORTENED = re.compile(r"(?:自治[州县旗]|[州县旗])$")
_ENDINGS = "省市县区旗州盟"
# A place that no register knows: 云锦市, 望潮镇, **市; 云州市 is not 云州. Words that end like places but are none (城乡, 市场) are no names.
_UNKNOWN = re.compile(
    r"(?P<name>[\u4e00-\u9fff*×XxO〇]{1,7}?(?:自治区|自治州|自治县|街道办事处|街道办|街道|街办|州(?![市县区自])|[省市盟县旗区镇乡]))(?![场民域块村划帜容直值道]|级|镇|乡[^镇]|政工程)"
)
_NO_NAME = re.compile(
    r"[的和与及对在以各]|关于|推进|开展|实施|落实|深化|强化|优化|提升|加强|加快|进一步|管理|服务|政府|部门|社会|经济|法治|法制|安全|依法|城乡|城镇|城市|乡镇|村镇|[全我本该][省市县区镇乡旗州盟街]|示范|创建|重点|"
    r"^[省市县区乡镇街州]+$|[〇O]{3}"
)
_ZONE = re.compile(
    r"(?:开发|园|新|高新|景|社|地|辖|片|自贸|城|郊|矿|校|库|灾|山|牧|林|小|试验|保护|度假|功能|经开|合作|自治)区$|^(?:城[市乡镇]|乡镇)$|^(?:全|我|本|该|各|省|县|市|区).$"
)
_COMMON = frozenset(("城区", "郊区", "矿区"))  # places too, but words first
_MASK = re.compile(r"[*×XxO〇]|^某")
_TIERS = (
    ("township", re.compile(r"(?:街道办事处|街道办|街道|街办|镇|乡|苏木)$")),
    ("province", re.compile(r"(?:省|(?<!族)自治区|特别行政区|兵团)$")),
    ("county", re.compile(r"(?:[县旗]|[^地]区|自治县)$")),
    ("prefecture", re.compile(r"(?:[市州盟]|地区)$")),
)


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place with its code by GB/T 2260, under one of its names (行政区划).

    `parent` is the code of the place above. `since` is the first revision of the register that lists the name (empty: the first of all,
    2002-12), `until` the first that no longer does (empty: in use).
    """

    adcode: str
    name: str
    parent: str
    since: str
    until: str

    @property
    def tier(self) -> str:
        """The tier by the code: province, prefecture or county, so that 大冶市 is a county (行政层级)."""
        if self.adcode.endswith("0000"):
            return "province"
        direct = self.adcode[2:4] == "90" or not self.adcode.endswith("00")
        return "county" if direct else "prefecture"

    @property
    def line(self) -> tuple["Jurisdiction", ...]:
        """The place with those above it, from the province down (所属层级)."""
        by_code = _register().by_code
        above: list[Jurisdiction] = [self]
        while above[0].parent in by_code and len(above) < 4:
            above.insert(0, by_code[above[0].parent])
        return tuple(above)

    @property
    def path(self) -> str:
        """The names from the province down, as in the column jurisdiction (区划路径).

        >>> [place.path for place in named("金川区")]
        ['甘肃省/金昌市/金川区']
        """
        return "/".join(place.name for place in self.line)

    @property
    def short(self) -> str:
        """The name without the word for its kind: 甘肃, 黔东南; 威县 stays (简称)."""
        core = _AUTONOMOUS.sub("", self.name)
        if core == "内":
            return "内蒙古"
        core = _SUFFIX.sub("", core) if core == self.name else core
        return core if len(core) >= 2 else self.name


@dataclass(frozen=True, slots=True)
class _Register:
    by_code: dict[str, Jurisdiction]
    by_name: dict[str, tuple[Jurisdiction, ...]]
    by_short: dict[str, tuple[Jurisdiction, ...]]


@cache
def _register() -> _Register:
    lines = files("fazhi_research.lexicons").joinpath(NAME).read_text(encoding="utf-8").splitlines()
    return register_of(lines)


def register_of(lines: Iterable[str]) -> _Register:
    """The register that the lines of a CSV file describe (区划表).

    Raises `LexiconError` for other columns than adcode, name, parent, since and until, and for a code that is not six digits.
    """
    rows = csv.reader(lines)
    header = tuple(next(rows, []))
    if header != _COLUMNS:
        raise LexiconError(
            f"{NAME}: the columns are {', '.join(header) or 'missing'}; they must be {', '.join(_COLUMNS)}"
        )
    by_code: dict[str, Jurisdiction] = {}
    by_name: dict[str, tuple[Jurisdiction, ...]] = {}
    by_short: dict[str, tuple[Jurisdiction, ...]] = {}
    for row in rows:
        if len(row) != len(_COLUMNS) or not re.fullmatch(r"\d{6}", row[0]):
            raise LexiconError(
                f"{NAME}, line {rows.line_num}: {','.join(row)} is not a code of six digits with four more cells; correct the line"
            )
        place = Jurisdiction(*row)
        if place.adcode not in by_code or by_code[place.adcode].until:
            by_code[place.adcode] = place
        by_name[place.name] = (*by_name.get(place.name, ()), place)
        by_short[place.short] = (*by_short.get(place.short, ()), place)
    return _Register(by_code, by_name, by_short)


def named(words: str, year: str = "") -> tuple[Jurisdiction, ...]:
    """The places that a name can mean, full or short, in order of their codes (同名区划).

    One place is returned once though its code has changed; names out of use in `year` are left out where others remain.

    >>> [place.path for place in named("吉林")]
    ['吉林省', '吉林省/吉林市']
    >>> len(named("鼓楼区")), named("望潮县")
    (4, ())
    """
    register = _register()
    found = register.by_name.get(words) or register.by_short.get(words, ())
    if not found and (kind := _SHORTENED.search(words)):  # 湘西州, 湘西自治州, 门源县
        short = register.by_short.get(words[: kind.start()], ())
        found = tuple(place for place in short if place.name.endswith(kind.group()))
    in_use = [place for place in found if not year or _in_use(place, year)]
    current = [place for place in in_use if not place.until] if not year else []
    kept: dict[str, Jurisdiction] = {}
    for place in current or in_use or found:
        kept[place.path] = place
    return tuple(kept.values())


def place_of(adcode: str) -> Jurisdiction | None:
    """The place of a code of six digits, or None (代码所指区划).

    >>> place_of("620302").path, place_of("999999")
    ('甘肃省/金昌市/金川区', None)
    """
    return _register().by_code.get(adcode)


def _in_use(place: Jurisdiction, year: str) -> bool:
    """Whether a name was in use in a year; the register may lag behind by some years, so the edges are wide."""
    return (not place.since or place.since[:4] <= str(int(year) + 4)) and (
        not place.until or place.until[:4] >= year
    )


def tier_of(name: str) -> str:
    """The tier that the last word of a place's name tells, for places in no register; 市 is read as a prefecture (层级).

    >>> tier_of("望潮镇"), tier_of("云锦市"), tier_of("青崖县"), tier_of("海棠省")
    ('township', 'prefecture', 'county', 'province')
    """
    return next((tier for tier, ending in _TIERS if ending.search(name)), "")


def is_masked(name: str) -> bool:
    """Whether a name is blotted out: **市, XX镇, 某县 (隐名).

    >>> is_masked("**市"), is_masked("许昌市")
    (True, False)
    """
    return _MASK.search(name) is not None


def places_at(words: str, start: int = 0) -> tuple[list[str], int]:
    """The place names printed one behind the other from an offset of folded words, and where they end (连写地名).

    Names of the register come first, the longest of them; then names that merely look like places.

    >>> places_at("甘肃省金昌市金川区人民政府关于印发")
    (['甘肃省', '金昌市', '金川区'], 9)
    >>> places_at("海棠省青崖县人民政府"), places_at("城市管理办法")
    ((['海棠省', '青崖县'], 6), ([], 0))
    """
    found: list[str] = []
    position = start
    while len(found) < 5:
        name = _known_at(words, position) or _common_at(words, position, found) or _unknown_at(words, position)
        if not name or (found and tier_of(found[-1]) == "township"):
            break
        found.append(name)
        position += len(name)
    return found, position


def _known_at(words: str, start: int) -> str:
    by_name = _register().by_name
    for length in range(min(_LONGEST, len(words) - start), 1, -1):
        name = words[start : start + length]
        if name in by_name and name not in _COMMON:
            # 金湖街道 is not 金湖, 市中区域 is not 市中区
            after = words[start + length : start + length + 1]
            if after and after in "域块划" and name[-1] == "区":
                continue
            return name
    return ""


def _common_at(words: str, start: int, above: list[str]) -> str:
    """A place whose name is a common word, where it follows the city that it belongs to: 铜陵市郊区."""
    name = words[start : start + 2]
    return name if name in _COMMON and above and resolve([*above, name]) else ""


def _unknown_at(words: str, start: int) -> str:
    match = _UNKNOWN.match(words, start)
    if match is None:
        return ""
    name = match.group("name")
    stem = re.sub(r"(?:自治[区州县]|街道办事处|街道办|街道|街办|[省市州盟县旗区镇乡])$", "", name)
    if is_masked(name):
        return name
    if any(
        name[cut:] in _register().by_name or name[cut:] in _register().by_short
        for cut in range(1, len(name) - 1)
    ):
        return ""  # 受理天河区: a place of the register with other words before it
    if (
        not 1 <= len(stem) <= 5
        or _NO_NAME.search(stem)
        or _ZONE.search(name)
        or (len(stem) == 1 and name[-1] not in "县乡州")
    ):
        return ""
    return name


def resolve(names: Sequence[str], year: str = "") -> tuple[Jurisdiction, ...]:
    """The places that the last of some names can mean, given those printed before it (定位).

    Names above the last narrow the choice; where they contradict the register the answer is empty.

    >>> [place.adcode for place in resolve(["福建省", "鼓楼区"])], resolve(["海棠省", "鼓楼区"])
    (['350102'], ())
    """
    if not names:
        return ()
    found = named(names[-1], year)
    for above in names[:-1]:
        found = tuple(
            place for place in found if any(above in (one.name, one.short) for one in place.line[:-1])
        )
    return found


def find_places(folded: str, start: int = 0, stop: int | None = None) -> list[tuple[Span, str]]:
    """Full names of the register in a stretch of folded text, the longest at each end, in order (区划名称).

    >>> [name for _, name in find_places("按照河北省和威县、邢台市的要求")]
    ['河北省', '威县', '邢台市']
    """
    by_name, by_ending = _register().by_name, _by_ending()
    found = []
    for at in occurrences(folded, *_ENDINGS, start=start, stop=stop):
        for length in by_ending.get(folded[max(start, at - 1) : at + 1], ()):
            first = at + 1 - length
            if first >= start and folded[first : at + 1] in by_name:
                found.append((Span(first, at + 1), folded[first : at + 1]))
                break
    return found


@cache
def _by_ending() -> dict[str, tuple[int, ...]]:
    """How long the names of the register are that end in two characters, the longest first."""
    lengths: dict[str, set[int]] = {}
    for name in _register().by_name:
        if 1 < len(name) <= _LONGEST:
            lengths.setdefault(name[-2:], set()).add(len(name))
    return {ending: tuple(sorted(held, reverse=True)) for ending, held in lengths.items()}
