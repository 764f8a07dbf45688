"""Where a document comes from: the place and tier that its title, issuers and words tell."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fazhi_research.reading.jurisdictions import (
    Jurisdiction,
    find_places,
    is_masked,
    named,
    place_of,
    places_at,
    resolve,
    tier_of,
)
from fazhi_research.reading.occurrences import matches_at, occurrences

_CENTRAL = re.compile(
    r"(?:中华人民共和国|中共中央|国务院|全国(?!性)|中央|国家[\u4e00-\u9fff]{2,14}[局委署办会]|最高人民|中国[\u4e00-\u9fff]{2,10}[局会院]|[\u4e00-\u9fff]{2,8}(?:总局|总署)|审计署|“十[\u4e00-\u9fff]五”全国|"
    r"(?!.{0,6}(?:组织部|宣传部|统战部|武装部|党部|干部|支部|内部|各部|本部|分部|全部))[\u4e00-\u9fff]{2,7}部(?=办公厅|关于|印发|等|20|、|$|[ ]))"
)
_OWN = re.compile(r"(?P<who>[我全本])(?P<kind>[省市州盟县区旗镇乡]|街道|自治区)(?!级|域)")
_KINDS = {
    "省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture", "县": "county", "区": "county", "旗": "county",
    "镇": "township", "乡": "township", "街道": "township",
}  # fmt: skip
_KIND = "省|自治区|市|州|县|区|镇|乡|街道"
_BARE = re.compile(
    rf"(?:中共)?(?P<kind>{_KIND})(?=人民政府|政府|委|党委|长|(?![场政域容民级块间位村])[\u4e00-\u9fff]{{2,12}}?(?:局|厅|委员会|办公室)|(?:19|20)\d\d年)"
)
_TOWN = re.compile(r"(?:乡镇|街道)(?!办|社区|[^的]{0,6}部门)")
# Whom a document addresses tells who speaks: provinces are addressed by the centre, counties by a city.
_ADDRESSED = (
    ("central", re.compile(r"各省(?![直级辖属])")),
    ("province", re.compile(r"各(?:设区的?市|市州|地级|地区|[市州盟](?=[、,(]|人民政府|政府|州|地|委))")),
    (
        "prefecture",
        re.compile(r"各(?:[县旗](?=[、,(区市级]|人民政府|政府|委)|区(?=[、,(县]|人民政府|政府|委))"),
    ),
    ("county", re.compile(r"各(?:乡|镇|街道)(?=[、,(镇乡街]|人民政府|政府|党|办事处)")),
)
_ADDRESS = re.compile(r"(?m)^[ ]*[^\n。:]{0,20}?(?P<to>各[^\n。:]{2,200}):[ ]*(?:$|(?=[^\n]))")
# Whose conditions a document suits itself to, and who approved it: 结合自治区实际, 经区委同意.
_SUITED = re.compile(
    rf"结合(?P<a>{_KIND})(?:[^,。;\n]{{0,6}})实际|经(?P<b>{_KIND})(?:委|政府|人民政府)[^,。;\n]{{0,10}}同意"
)
_SUITED_PLACE = re.compile(r"结合(?P<place>[\u4e00-\u9fff]{2,8}?)(?:工作)?实际")
_OPENING_WORDS = 6000  # characters in which a text names the bodies that it speaks for
_CENTRAL_NUMBER = re.compile(r"[国中](?:办?发|办?函|发明电)")
_CITED = re.compile(r"《[^《》\n]*》")
# What a document says of its own place: 法治滨州建设, 把合肥建成, 吉林市政府, 《合肥市…规定》
_SAID = re.compile(
    r"法治(?P<a>[\u4e00-\u9fff]{2,4}?)(?=建设|提出|作出|[,。、])|[把将](?P<b>[\u4e00-\u9fff]{2,4}?)(?:建成|建设成|打造)|未来(?P<c>[\u4e00-\u9fff]{2,3})发展|(?P<d>[\u4e00-\u9fff]{2,3})(?:模式|实践)|(?:和谐|平安|美丽|幸福|美好新)(?P<e>[\u4e00-\u9fff]{2,3})(?=[,。、;])"
)
# What may stand before the place in a title: 中共…, 关于印发《…, 2021年…
_OPENING = re.compile(
    r"中共|[“《\"(]?(?:关于)?(?:印发)?[《“]?(?:(?:(?:19|20)\d{2}|二[〇零○O][〇零○O一二三四五六七八九]{2})年)?"
)
_ABBREVIATIONS = dict(
    zip("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼", (
        "110000 120000 310000 500000 130000 410000 530000 210000 230000 430000 340000 370000 650000 320000 330000 360000 420000 450000 620000 140000 150000 "
        "610000 220000 350000 520000 440000 630000 540000 510000 640000 460000"
    ).split(), strict=True)
)  # fmt: skip
_ORDER = ("province", "prefecture", "county", "township")


@dataclass(frozen=True, slots=True)
class Locality:
    """A document's place as far as its words tell it (所属区划).

    `path` is the column jurisdiction, `basis` the words it rests on. `candidates` are the paths of all places that `name` can mean
    where the text does not decide; then `path` is the name as printed and `adcode` empty.
    """

    path: str
    adcode: str
    tier: str
    basis: str
    name: str = ""
    candidates: tuple[str, ...] = ()


def locate(
    title: str, bodies: Sequence[str], body: str, number: str, *, year: str = "", site: Sequence[str] = ()
) -> Locality:
    """The place a document comes from, by its folded title, the bodies that issued it and its words (定位).

    Names in the title come first, then those in the names of issuers and sources, then what the text says of its own place. Ministries and their like
    are central and have no place. The bodies that a page names above the text count last (`site`). Blotted names (**市) and kinds alone (全市) give the tier only. Names are those in use in `year`, if it is known.

    >>> place = locate("金川区法治政府建设实施规划", (), "", "")
    >>> place.path, place.adcode, place.tier
    ('甘肃省/金昌市/金川区', '620302', 'county')
    >>> locate("鼓楼区依法行政工作要点", (), "", "").candidates
    ('江苏省/南京市/鼓楼区', '江苏省/徐州市/鼓楼区', '福建省/福州市/鼓楼区', '河南省/开封市/鼓楼区')
    """
    texts = [title, *bodies]
    chains = [chain for words in texts if (chain := _chain(words))]
    inside = find_places(title) if not chains else []
    chains += [(name,) for _, name in inside[:1] if name not in ("城区", "郊区", "矿区")]
    if not chains and (told := next(filter(_CENTRAL.match, texts), "")):
        return Locality("", "", "central", told)
    if not chains and _CENTRAL_NUMBER.match(number):
        return Locality("", "", "central", number)
    if chains:
        return _settled(_fullest(chains), body, number, year)
    tier = _tier_alone(texts, body)
    found = _from_words(tier, body)
    return found if found.path else _from_around(found, number, site)


def _from_around(found: Locality, number: str, site: Sequence[str]) -> Locality:
    """The place that the letters of a number tell of a province's document, or the bodies above it on the page, if of its tier."""
    code = _ABBREVIATIONS.get(number[:1], "") if found.tier == "province" else ""
    if place := place_of(code):
        return Locality(place.path, code, place.tier, number)
    for words in site:
        chain = _chain(words)
        named_there = _settled(chain, "", number, "") if chain else found
        if named_there.path and found.tier in ("", named_there.tier):
            return named_there
    return found


def _chain(words: str) -> tuple[str, ...]:
    """The places at the beginning of a name or title; a province may go by its short name (甘肃法治政府…)."""
    opening = _OPENING.match(words)
    start = opening.end() if opening else 0
    found, _ = places_at(words, start)
    if found:
        return tuple(found)
    for length in (3, 2):
        short = words[start : start + length]
        places = named(short)
        if any(place.tier == "province" and place.short == short for place in places):
            rest, _ = places_at(words, start + length)
            return (short, *rest)
    return ()


def _fullest(chains: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The first chain, or a longer one that leads to the same place (金湖街办, 大冶市金湖街道办事处)."""
    first = chains[0]
    stem = _stem(first[-1])
    for chain in chains[1:]:
        if len(chain) > len(first) and _stem(chain[-1]) == stem:
            first = chain
    return first


def _stem(name: str) -> str:
    return re.sub(r"(?:街道办事处|街道办|街道|街办|镇|乡|[省市县区州])$", "", name)


def _settled(chain: tuple[str, ...], body: str, number: str, year: str) -> Locality:
    """A chain of names looked up; what the register does not know stays as printed."""
    basis = "".join(chain)
    if is_masked(chain[-1]):
        above = [name for name in chain[:-1] if not is_masked(name)]
        upper = _settled(tuple(above), body, number, year) if above else Locality("", "", "", "")
        return Locality(upper.path, upper.adcode, tier_of(chain[-1]), basis)
    if tier_of(chain[-1]) == "township" and not resolve(chain, year):
        return _township(chain, body, number, year)
    found = resolve(chain, year)
    if len(found) > 1:
        found = _decided(found, body, number)
    if len(found) == 1:
        return Locality(found[0].path, found[0].adcode, found[0].tier, basis)
    if found:
        tiers = {place.tier for place in found}
        tier = tiers.pop() if len(tiers) == 1 else ""
        return Locality("/".join(chain), "", tier, basis, chain[-1], tuple(place.path for place in found))
    above_it = resolve(chain[:-1], year)
    path = f"{above_it[0].path}/{chain[-1]}" if len(above_it) == 1 else "/".join(chain)
    return Locality(path, "", tier_of(chain[-1]), basis)


def _township(chain: tuple[str, ...], body: str, number: str, year: str) -> Locality:
    """A street, town or township, which the register does not list, under the county printed before it."""
    name = re.sub(r"(?:街道办事处|街道办|街办)$", "街道", chain[-1])
    above = chain[:-1]
    if not above:
        above = _printed_above(_stem(name), body)
    if not above:
        return Locality(name, "", "township", chain[-1])
    upper = _settled(above, body, number, year)
    return Locality(
        f"{upper.path}/{name}" if upper.path else name,
        upper.adcode,
        "township",
        "".join(chain),
        upper.name,
        upper.candidates,
    )


def _printed_above(stem: str, body: str) -> tuple[str, ...]:
    """The county or city printed right before a town's name in the text (大冶市金湖)."""
    position = body.find(stem)
    tries = 0
    while position >= 0 and tries < 20:
        before = find_places(body, max(0, position - 15), position)
        if before and before[-1][0].stop == position:
            return (before[-1][1],)
        position, tries = body.find(stem, position + 1), tries + 1
    return ()


def _decided(found: tuple[Jurisdiction, ...], body: str, number: str) -> tuple[Jurisdiction, ...]:
    """Those of several places of one name that the text speaks for: by the places above them, or the province in the number."""
    printed = Counter(name for _, name in find_places(body))
    scores = {
        place.path: sum(printed[one.name] + (body.count(one.short) if one.tier == "province" and one.short != place.short else 0) for one in place.line[:-1])
        for place in found
    }  # fmt: skip
    best = max(scores.values())
    kept = tuple(place for place in found if scores[place.path] == best)
    if (
        best
        and len(kept) == 1
        and all(2 * score <= best for path, score in scores.items() if path != kept[0].path)
    ):
        return kept
    code = _ABBREVIATIONS.get(number[:1], "")
    there = tuple(place for place in found if place.adcode[:2] == code[:2]) if code else ()
    return there if len(there) == 1 else found


def _tier_alone(texts: Sequence[str], body: str) -> str:
    """The tier that a kind alone tells: 全市 in the title, 省人民政府, else 我县 in the text."""
    for words in texts:
        if match := _BARE.match(words) or _OWN.search(words):
            return _KINDS[match.group("kind")]
    if _TOWN.match(texts[0]):
        return "township"
    body = _CITED.sub("", body[:20_000])  # 我省 in the title of a decree of the province is not its citer's
    counts = Counter(match.group("kind") for match in matches_at(body, _OWN, occurrences(body, "我")))
    if counts:
        return _KINDS[max(counts, key=lambda kind: (counts[kind], -_ORDER.index(_KINDS[kind])))]
    return _tier_addressed(body)


def _tier_addressed(body: str) -> str:
    """The tier that a document without 我县 shows by whom it addresses, whose conditions it suits and who approved it."""
    address = _ADDRESS.search(body, 0, 1500)
    to = address.group("to") if address else ""
    for tier, sign in _ADDRESSED:
        if sign.match(to):
            return tier
    suited = _SUITED.search(body, 0, 3000)
    return _KINDS[suited.group("a") or suited.group("b")] if suited else ""


def _from_words(tier: str, body: str) -> Locality:
    """The place that a text without one in its title says it is about, if it names one place of its tier again and again."""
    if tier not in ("", "province", "prefecture", "county"):
        return Locality("", "", tier, "")
    if not tier:
        return _from_bodies(body)
    suited = _SUITED_PLACE.search(body, 0, _OPENING_WORDS)
    name = suited.group("place") if suited else ""
    for place in named(name):
        if place.tier == tier:
            return Locality(place.path, place.adcode, tier, name)
    places: Counter[str] = Counter()
    basis: dict[str, str] = {}
    for span, name in find_places(body):
        weight = (
            2
            if body[span.start - 1 : span.start] in ("《",)
            or body.startswith(("政府", "人民政府"), span.stop)
            else 1
        )
        for place in named(name):
            if place.tier == tier or (
                tier == "prefecture" and place.tier == "county" and name.endswith("市")
            ):
                places[place.path] += weight
                basis.setdefault(place.path, name)
    for match in _SAID.finditer(body):
        short = next(group for group in match.groups() if group)
        for place in named(short):
            if place.short == short and place.path in places:
                places[place.path] += 3
    ranked = places.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return Locality("", "", tier, "")
    found = next(place for place in named(basis[ranked[0][0]]) if place.path == ranked[0][0])
    return Locality(found.path, found.adcode, found.tier, basis[found.path])


def _from_bodies(body: str) -> Locality:
    """The place whose government and party committee a text that tells no tier names again and again, outside what it cites."""
    told = _CITED.sub("", body[:_OPENING_WORDS])
    counts = Counter(
        name for span, name in find_places(told) if told.startswith(("人民政府", "政府", "委"), span.stop)
    )
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return Locality("", "", "", "")
    places = named(ranked[0][0])
    if len(places) != 1:
        return Locality("", "", "", "")
    return Locality(places[0].path, places[0].adcode, places[0].tier, ranked[0][0])
