"""What a document's own words tell about it."""

import re

from fazhi_research.reading.dates import CalendarDate, find_dates
from fazhi_research.reading.folding import fold
from fazhi_research.reading.genres import genre_of
from fazhi_research.reading.spans import Span
from fazhi_research.reading.titles import Title, title_words

FIELDS = (
    "title", "genre", "jurisdiction", "adcode", "tier", "issuer", "number", "status", "issued", "issued_basis",
    "issued_evidence", "issued_from", "issued_to", "published", "first", "last",
)  # fmt: skip

NUMBER = re.compile(
    r"(?P<code>(?:(?<=\n)[ ]*[\u4e00-\u9fff]{2,5}\n[ ]*(?=[\u4e00-\u9fff]{0,2}[ ]?[〔\[【(〈]))?[\u4e00-\u9fff]{0,9})[ \n]?[〔\[【(〈][ ]?(?P<year>(?:19|20)[\d*X]{2})?[ ]?[〕\]】)〉][ ]?第?[ ]?(?P<n>\d{1,4})[ ]?号"
)
_CODE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,5}\n[ ]*)?[\u4e00-\u9fff]{0,8}(?:组|发|办|函|字|呈|政|府|规|委|通|告|令|党|司|法|财|办发|政办|府办)$"
)
_POSTED = re.compile(r"(?:发[布表文]|发稿|更新|上传|录入)?(?:日期|时间)[:】]?[ ]*(?P<date>[^\n ]{8,20})")
_STATUS = (("draft", r"征求意见稿|草案|讨论稿|送审稿"), ("trial", r"试行|暂行"))
_PERIOD = re.compile(r"(?P<a>(?:19|20)\d{2})[ ]?年?[ ]?[—\-~至到][ ]?(?P<b>(?:19|20)\d{2})[ ]?年?")
_FIVE_YEARS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_TIERS = (
    ("township", r"(?:街道|镇|乡|苏木|街办)"), ("province", r"(?:省|自治区|兵团)"),
    ("prefecture", r"(?:市|自治州|盟|地区|州)"), ("county", r"(?:县|旗|区|自治县|林区|特区)"),
)  # fmt: skip
_CENTRAL = re.compile(
    r"(?:国务院|中共中央|中央|国家|全国|司法部|财政部|教育部|公安部|民政部|审计署|[\u4e00-\u9fff]{2,10}部(?:办公厅|关于))"
)
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_SITE_LINES = 1500  # how far before a document a site's own data lines are looked for


def describe(text: str, span: Span, title: Title | None) -> dict[str, str]:
    """What a file's words tell of the document at a span of it, by field of `FIELDS`; unknown is "" (元数据).

    Reads the title, the lines about it and the signature. A site's posting date is `published`, never `issued`. Nothing is
    looked up: jurisdiction and tier are those the title spells out.
    """
    folded = fold(text[max(0, span.start - _SITE_LINES) : span.stop])
    body = folded[len(folded) - len(span) :]
    words = title_words(text, title) if title else ""
    known = dict.fromkeys(FIELDS, "")
    known["title"] = words
    known["genre"] = genre_of(fold(words), body[:3000])
    stage = "".join(fold(line.of(text)) for line in title.lines) if title else ""
    opening = folded[: len(folded) - len(span)] + body[: len(stage) + 400]
    known["number"] = _number(opening)
    known["published"] = _published(opening)
    known["jurisdiction"], known["tier"], known["issuer"] = _issuer(fold(words))
    known["first"], known["last"] = _period(fold(words), known["genre"])
    known |= _issued(span.of(text), body, stage)
    known["status"] = next((name for name, sign in _STATUS if re.search(sign, stage)), "")
    if not known["status"] and known["genre"] not in ("speech",) and (known["number"] or known["issued"]):
        known["status"] = "final"
    return known


def _number(opening: str) -> str:
    """The document's own number: one that stands apart, not one cited in a sentence."""
    for match in NUMBER.finditer(opening):
        code = _CODE.search(match.group("code"))
        before, after = opening[match.start() - 1 : match.start()], opening[match.end() : match.end() + 1]
        if code and before not in tuple("(《<〈及和、") and after in ("", "\n", " ", "\t", ")", "〉", ">"):
            return re.sub(r"\s", "", opening[match.start("code") + code.start() : match.end()])
    return ""


def _published(opening: str) -> str:
    for match in _POSTED.finditer(opening):
        dates = find_dates(opening, *match.span("date"))
        if dates:
            return dates[0].iso
    return ""


def _issuer(title: str) -> tuple[str, str, str]:
    """The place, tier and issuer that a title spells out."""
    head = re.match(
        r"(?P<who>[\u4e00-\u9fff*X]{2,30}?(?:人民政府办公[厅室]|人民政府|委员会办公[厅室]|委员会|办公[厅室]|政府|局|厅|委|部|院))(?=关于|印发|20\d\d)",
        title,
    )
    issuer = head.group("who") if head else ""
    if _CENTRAL.match(title):
        return "", "central", issuer
    place = re.match(
        r"(?:中共)?(?P<place>(?:[\u4e00-\u9fff]{1,7}?(?:省|自治区|市|自治州|盟|县|旗|区|街道|镇|乡|街办))+)",
        title,
    )
    if place is None or re.match(r"我|全|各|本|城市|社区|地区|县市|园区|市区|乡镇|城乡|街道|城镇", title):
        return "", "", issuer
    name = place.group("place")
    if name in _MUNICIPALITIES:
        return name, "province", issuer
    tier = next((tier for tier, tail in _TIERS if re.search(tail + "$", name)), "")
    parts = re.findall(r"[\u4e00-\u9fff]{1,7}?(?:省|自治区|市|自治州|盟|县|旗|区|街道|镇|乡|街办)", name)
    return "/".join(parts), tier, issuer


def _period(title: str, genre: str) -> tuple[str, str]:
    years = _PERIOD.search(title)
    if years:
        return years.group("a"), years.group("b")
    for name, first in _FIVE_YEARS.items():
        if name in title:
            return str(first), str(first + 4)
    year = re.search(r"((?:19|20)\d{2})[ ]?年", title)
    if year and genre in ("report", "self_inspection", "work_points", "plan", "notice"):
        return year.group(1), year.group(1)
    return "", ""


def _issued(words: str, body: str, stage: str) -> dict[str, str]:
    """The date of issue printed under the title or with the signature."""
    head = _standing_alone(body, 0, min(len(body), len(stage) + 300))
    foot = _standing_alone(body, max(0, len(body) - 400), len(body))
    dated = [date for date in foot[-1:] + head[:1] if date.month]
    if not dated:
        return {}
    date = dated[0]
    return {"issued": date.iso, "issued_basis": "text", "issued_evidence": words[date.start : date.stop]}


def _standing_alone(body: str, start: int, stop: int) -> list[CalendarDate]:
    """Dates with a line, or a bracket under the title, to themselves."""
    found = []
    for date in find_dates(body, start, stop):
        before = body[body.rfind("\n", 0, date.start) + 1 : date.start].strip(" \t(〔")
        line_stop = body.find("\n", date.stop)
        after = body[date.stop : line_stop if line_stop >= 0 else len(body)].strip(" \t)〕")
        if (not before and (not after or "通过" in after or "印发" in after)) or (
            after.startswith(("印发", "通过")) and len(before) < 40
        ):
            found.append(date)
    return found
