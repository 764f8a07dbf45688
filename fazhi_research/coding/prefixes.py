"""What stands before a body's own name: its place, the kind of the place, and the organ it belongs to."""

import re
from dataclasses import dataclass
from functools import lru_cache

from fazhi_research.coding.units import place_and_tier

TIERS = ("central", "province", "prefecture", "county", "township")
_KINDS = {
    "特别行政区": "province", "自治区": "province", "省": "province", "兵团": "province", "自治州": "prefecture", "地区": "prefecture",
    "州": "prefecture", "盟": "prefecture", "市": "prefecture", "自治县": "county", "自治旗": "county", "林区": "county", "县": "county",
    "区": "county", "旗": "county", "民族乡": "township", "街道": "township", "苏木": "township", "乡": "township", "镇": "township",
    "村": "", "社区": "",
}  # fmt: skip
_KIND = re.compile(rf"(?:{'|'.join(_KINDS)})$")
_ALL_KINDS = re.compile(r"[省市县区旗州盟乡镇街]{1,3}|街道|自治区|自治州|乡镇街道|社区|兵团")
_ORGAN = re.compile(
    r"(?:人民政府|政府|党工委|管委会|办事处|党委|委|府)?(?:直属|直|本级|级|属)?$|人民政府办公[室厅]$|政府办公[室厅]$"
)
_CENTRAL = frozenset({"国家", "中央", "中共中央", "国务院", "全国", "中国", "党中央", "最高"})
_NO_PLACE = re.compile(r"[局厅署我本该其各]|公司|法院|检察院|办公室|委员会|中心")
_PROVINCES = {
    "北京": "北京市", "天津": "天津市", "上海": "上海市", "重庆": "重庆市", "内蒙古": "内蒙古自治区", "广西": "广西壮族自治区",
    "西藏": "西藏自治区", "宁夏": "宁夏回族自治区", "新疆": "新疆维吾尔自治区",
} | {
    name: f"{name}省"
    for name in "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾".split()
}  # fmt: skip
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
LONGEST = 24  # no place with all it belongs to is longer


@dataclass(frozen=True, slots=True)
class Prefix:
    """The words before a body's own name (行政区划前缀).

    `place` is the place named (金川区), empty for a bare kind (区) and for none; `tier` what the kind says, "" if it says nothing; `organ` whether
    an organ follows (政府, 委). `bare` is true where nothing stands before the body's name.
    """

    place: str
    tier: str
    organ: str

    @property
    def bare(self) -> bool:
        """Whether nothing stands before the body's own name (无前缀)."""
        return not (self.place or self.tier or self.organ)


@lru_cache(maxsize=65536)
def prefix_of(words: str) -> Prefix | None:
    """The prefix that words are, None if they are none: no place and no kind of place (行政区划前缀).

    >>> prefix_of("金川区政府"), prefix_of("灯塔")
    (Prefix(place='金川区', tier='county', organ='政府'), None)
    """
    if not words:
        return Prefix("", "", "")
    if words in _CENTRAL:
        return Prefix("", "central", "")
    if len(words) > LONGEST:
        return None
    match = _ORGAN.search(words)
    organ = match.group() if match else ""
    place = words[: len(words) - len(organ)]
    if not place:
        return Prefix("", "", organ)
    if place in _CENTRAL:
        return Prefix("", "central", organ)
    if place in _PROVINCES:
        return Prefix(_PROVINCES[place], "province", organ)
    kind = _KIND.search(place)
    if (
        kind is None
        or _NO_PLACE.search(place)
        or not all("\u4e00" <= c <= "\u9fff" or c in "*X〇" for c in place)
    ):
        return None
    tier = _KINDS[kind.group()]
    return Prefix("" if _ALL_KINDS.fullmatch(place) else place, tier, organ)


def tier_of_path(jurisdiction: str) -> str:
    """The tier of the last place of a path such as 甘肃省/金昌市/金川区, "" if its name does not tell (行政层级).

    >>> tier_of_path("甘肃省/金昌市/金川区"), tier_of_path("北京市"), tier_of_path("")
    ('county', 'province', '')
    """
    levels = _levels(jurisdiction)
    return levels[-1][1] if levels else ""


@lru_cache(maxsize=4096)
def _levels(jurisdiction: str) -> tuple[tuple[str, str], ...]:
    """Each place of a path with its tier; under a prefecture a 市 is a county."""
    path = jurisdiction.split("/") if jurisdiction else []
    found: list[str] = []
    for place in path:
        kind = _KIND.search(place)
        tier = _KINDS[kind.group()] if kind else ""
        if place in _MUNICIPALITIES:
            tier = "province"
        elif place.endswith("市") and found and found[-1] == "prefecture":
            tier = "county"
        found.append(tier)
    return tuple(zip(path, found, strict=True))


def located(words: str, prefix: Prefix, jurisdiction: str, tier: str) -> tuple[str, str]:
    """The place and tier of a unit by its prefix, or else its document's (单位所在地与层级).

    A place of the document's path is that place; one of a lower tier lies in it; any other stands as printed.

    >>> located("金昌市司法局", Prefix("金昌市", "prefecture", ""), "甘肃省/金昌市/金川区", "county")
    ('甘肃省/金昌市', 'prefecture')
    """
    if prefix.tier == "central":
        return "", "central"
    if not prefix.place:
        return place_and_tier(words, jurisdiction, tier)
    levels = _levels(jurisdiction)
    for index, (part, level) in enumerate(levels):
        if prefix.place.endswith(part) or (not prefix.tier and part.startswith(prefix.place)):
            return "/".join(place for place, _ in levels[: index + 1]), level or prefix.tier
    own = "province" if prefix.place in _MUNICIPALITIES else prefix.tier or tier
    if prefix.place.endswith("市") and tier == "prefecture":
        own = "county"
    lower = own in TIERS and tier in TIERS and TIERS.index(own) > TIERS.index(tier)
    return (f"{jurisdiction}/{prefix.place}" if lower and jurisdiction else prefix.place), own
