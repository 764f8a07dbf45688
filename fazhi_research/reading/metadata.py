"""What a document's own words tell about it."""

import re
from dataclasses import dataclass

from fazhi_research.reading.dates import CalendarDate, find_dates
from fazhi_research.reading.doubts import Doubt
from fazhi_research.reading.folding import fold
from fazhi_research.reading.genres import WORKING, genre_and_words, own_name
from fazhi_research.reading.issuers import (
    bare_dates,
    find_signature,
    organs,
    red_head,
    rest_of_line,
    title_issuers,
    titled_government,
)
from fazhi_research.reading.localities import Locality, locate
from fazhi_research.reading.numbers import find_number, printed_number
from fazhi_research.reading.page_lines import without_glosses
from fazhi_research.reading.periods import find_period, this_year
from fazhi_research.reading.postings import posted_on
from fazhi_research.reading.spans import Span
from fazhi_research.reading.title_lines import Title, bare_title
from fazhi_research.reading.titles import ORDER, title_words
from fazhi_research.reading.years import Known, infer_year, phase_year

FIELDS = (
    "title", "genre", "jurisdiction", "adcode", "tier", "issuer", "number", "status", "issued", "issued_basis",
    "issued_evidence", "issued_from", "issued_to", "published", "first", "last",
)  # fmt: skip

_WRITTEN = re.compile(
    r"(?:成文|发文|印发|制发)(?:日期|时间)(?:[ ]?(?:[:】|][ |]*|:[ ]*\n[ \n]*|\][ ]*(?:\n|\|[ ]*|(?=\d)))|[ ](?=\d))(?P<date>[12二][^\n ]{6,18})"
)
_STATUS = (("draft", r"征求意见稿|草案|讨论稿|送审稿|审议稿|报批稿"), ("trial", r"试行|暂行"))
_MASKED_DATE = re.compile(
    r"(?m)^[ \t]*[(〔]?(?:20|19)?[*X×]{2,4}年[ ]?[\dX*×]{1,2}[ ]?月(?:[ ]?[\dX*×]{1,2}[ ]?日)?[)〕]?[ \t]*$"
)
_SPOKEN = re.compile(r"[—-]{1,2}[ ]?在[^。\n]{4,60}上$")  # ——2021年1月26日在…会议上
_NUMBER_END = re.compile(r"[〕\]】)]第?\d{1,4}号$")
_SOURCE = re.compile(
    r"(?:文章|信息|稿件)?来源[:][ ]*(?P<who>[\u4e00-\u9fff]{4,30})|发[布文](?:机[构关]|单位)[:][ ]*(?P<office>[\u4e00-\u9fff]{2,30})"
)
_LABEL = re.compile(r"浏览|阅读|点击|字体|字号|发布|时间|日期|官网|微信|公众|网站")
# When a rule was made known, as it stands under the title: (2021年6月21日甲省人民政府令第4号公布 自2021年8月1日起施行)
_MADE_KNOWN = re.compile(
    r"[(〔][ ]?(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[^()〔〕,;]{2,24}(?:第[ ]?\d{1,4}号令?|〔\d{4}〕\d{1,4}号)(?:公布|发布)"
)
# Who announces a document in the news of it: 近日,甲市人民政府印发了《…》
_ANNOUNCED = re.compile(
    r"(?:近日|日前|(?P<date>(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?)),?(?P<who>[\u4e00-\u9fff、]{3,40}?)(?:联合)?(?:印发|发布|出台|公布|下发|转发)了?《(?P<title>[^《》\n]{4,80})》"
)
_SITE_LINES = 1500  # how far before a document a site's own data lines are looked for
_HEAD = 400  # how far behind the title the lines about it reach
_OPENING = 30_000  # how much of a text is asked for places
_SIGNED = 12_000  # where a signature may stand that an attachment follows
_FOOT = 1500


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of a document, by field of `FIELDS`, and what is not certain (元数据).

    `known` has every field, "" where the text does not tell. `basis` holds the words that decided the genre and the place,
    `candidates` the paths of all places that an ambiguous name can mean, `doubts` what a reader should settle, placed in the document's text.
    """

    known: dict[str, str]
    basis: dict[str, str]
    candidates: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    @property
    def notes(self) -> dict[str, str]:
        """What decided, by name as in a manifest (`genre_basis`), and the `jurisdiction_candidates` in one line (依据)."""
        told = {f"{name}_basis": words for name, words in self.basis.items()}
        return told | {"jurisdiction_candidates": "; ".join(self.candidates)}


@dataclass(frozen=True, slots=True)
class _Page:
    """A document in its file: what stands before, in and after it, folded."""

    text: str  # the document, as printed
    body: str
    before: str
    after: str
    file_head: str
    stage: str  # the title with the notes on its stage
    head: int  # where the lines about the title end, in the body
    title_start: int  # where the title stands in the body

    @property
    def opening(self) -> str:
        """The lines before the document and those about its title, as one."""
        return self.before + self.body[: self.head]


@dataclass(frozen=True, slots=True)
class Site:
    """What a web page's own data say of it: the day it was posted and who gave it (网页元数据)."""

    posted: str = ""
    source: str = ""


def describe(
    text: str,
    span: Span,
    title: Title | None,
    *,
    folded: str | None = None,
    since: int = 0,
    site: Site | None = None,
) -> Description:
    """What a file's words tell of the document at a span of it (元数据).

    Reads the title, the lines about it, the red head, the signature and the site's data lines. A site's posting date is `published`, never
    `issued`. Places are those of the register of GB/T 2260 where the text leaves one choice. Where no date is printed, the year
    is inferred from the text, with the words it rests on. Pass `folded` where the fold of the text is at hand, and `since` where another
    document ends above. The day that `site` tells counts before a printed one, its source where no body is printed.
    """
    site = site or Site()
    page = _page(text, fold(text) if folded is None else folded, span, title, since)
    words = title_words(text, title) if title else ""
    known = dict.fromkeys(FIELDS, "")
    known["title"] = words
    known["genre"], told = genre_and_words(fold(words), without_glosses(page.body[:3000]))
    known["number"] = _number(page.opening, _original(text, span, page))
    known["published"] = site.posted or _published(page)
    known["first"], known["last"] = find_period(fold(words), page.body, known["genre"])
    names, signed = _signed(page)
    known |= _printed_date(page, signed)
    issuers = _issuers(page, title, text, names) or _source_named(site.source)
    known["issuer"] = "、".join(_as_printed(name, text, span) for name in issuers)
    place = _place(page, known, issuers)
    known |= {"jurisdiction": place.path, "adcode": place.adcode, "tier": place.tier}
    doubts = _doubts(page, place)
    if not known["issued"]:
        inferred, more = _inferred(page, known, title, span)
        known |= inferred
        doubts += more
        if not known["first"] and known["genre"] in WORKING and (year := phase_year(page.body)):
            known["first"] = known["last"] = year
    elif not known["first"]:
        known["first"] = known["last"] = this_year(fold(words), page.body, known["issued"])
    known["status"] = _status(page, known, signed)
    return Description(known, {"genre": told, "jurisdiction": place.basis}, place.candidates, tuple(doubts))


def _place(page: _Page, known: dict[str, str], issuers: tuple[str, ...]) -> Locality:
    """Where a document comes from, by what is known of it and the bodies that its page names."""
    own = () if known["title"] else (own_name(page.body),)
    return locate(
        fold(known["title"]),
        (*issuers, *_sources(page), *own),
        page.body[:_OPENING],
        fold(known["number"]),
        year=known["issued"][:4],
        site=_site_bodies(page),
    )


def _page(text: str, folded: str, span: Span, title: Title | None, since: int) -> _Page:
    first = max(since, span.start - _SITE_LINES)
    before, body = folded[first : span.start], span.of(folded)
    stage = "".join(line.of(folded) for line in title.lines) if title else ""
    lines = [line for line in title.lines if span.holds(line)] if title else []
    if title and title.head and span.holds(title.head) and not ORDER.fullmatch(title.head.of(folded)):
        lines = [title.head]  # the words that forward it: they are signed above the title
    head = min(len(body), (lines[-1].stop - span.start if lines else 0) + _HEAD)
    return _Page(
        span.of(text),
        body,
        before,
        folded[span.stop : span.stop + 600],
        folded[: min(_SITE_LINES, span.start)],
        stage,
        head,
        title.lines[0].start - span.start if title and span.holds(title.lines[0]) else 0,
    )


def _number(opening: str, printed: str) -> str:
    """The number in the lines about a document, also where a page has put pinyin between its letters."""
    number = find_number(opening, 0, len(opening))
    if number is None and (bare := without_glosses(opening)) != opening:
        number, printed = find_number(bare, 0, len(bare)), without_glosses(printed)
    return printed_number(printed, number) if number else ""


def _original(text: str, span: Span, page: _Page) -> str:
    """The words of `page.opening` as printed."""
    return text[span.start - len(page.before) : span.start + page.head]


def _published(page: _Page) -> str:
    foot = page.body[-_HEAD:] if len(page.body) > page.head else ""
    return posted_on(page.opening, before=page.before, foot=foot, after=page.after, file_head=page.file_head)


def _signed(page: _Page) -> tuple[tuple[str, ...], CalendarDate | None]:
    """The bodies that signed and the date they gave; the first signature, which is the host's of a notice."""
    body = page.body
    for start, stop in ((page.head - _HEAD, _SIGNED), (max(_SIGNED, len(body) - _FOOT), len(body))):
        found = find_signature(body, max(0, start), min(stop, len(body))) if start < len(body) else None
        if found:
            return found
    return (), None


def _printed_date(page: _Page, signed: CalendarDate | None) -> dict[str, str]:
    """The date of issue in the signature, else under the title, else on the last lines."""
    date = signed
    if date is None:
        foot = max(page.head, len(page.body) - _HEAD)
        alone = (
            _standing_alone(page.body, 0, page.head)[:1]
            + _standing_alone(page.body, foot, len(page.body))[-1:]
        )
        date = next((one for one in alone if one.month), None)
    if date is None and page.title_start:  # …贯彻落实。二〇一一年九月三十日某市实施意见: a page that is all one line
        ahead = find_dates(page.body, max(0, page.title_start - 24), page.title_start)
        date = next((one for one in ahead if one.day and one.stop == page.title_start), None)
    if date is None:
        date = next(bare_dates(page.body, 0, _SIGNED, indented=4), None)
    if date is None:  # …贯彻执行。 二〇〇六年四月十四日 为贯彻…: the same without a title
        run = find_dates(page.body, 0, _SIGNED)
        date = next((one for one in run if one.day and _between_texts(page.body, one)), None)
    if date is None and (known := _MADE_KNOWN.search(page.body, 0, page.head)):
        date = next(iter(find_dates(page.body, *known.span("date"))), None)
    if date is None and (told := _ANNOUNCED.search(page.body, 0, page.head)) and told.group("date"):
        date = next(iter(find_dates(page.body, *told.span("date"))), None) if bare_title(told.group("title")) == bare_title(page.stage) else None
    if date is None:
        return _written(page)
    return {"issued": date.iso, "issued_basis": "text", "issued_evidence": page.text[date.start : date.stop]}


def _between_texts(body: str, date: CalendarDate) -> bool:
    """Whether a date stands by itself between two texts that a page has run together on one line."""
    return body[: date.start].endswith("。 ") and re.match(r"[ ][\u4e00-\u9fff\d]", body[date.stop : date.stop + 2]) is not None


def _written(page: _Page) -> dict[str, str]:
    """The date of issue that a site's data lines give (成文日期:), as they stand."""
    match = _WRITTEN.search(page.opening)
    dates = find_dates(match.group("date")) if match else []
    if not dates or match is None:
        return {}
    return {"issued": dates[0].iso, "issued_basis": "text", "issued_evidence": match.group("date")}


def _standing_alone(body: str, start: int, stop: int) -> list[CalendarDate]:
    """Dates with a line, or a bracket under the title, to themselves."""
    found = []
    for date in find_dates(body, start, stop):
        before = body[body.rfind("\n", 0, date.start) + 1 : date.start].strip()
        after = rest_of_line(body, date.stop, len(body))
        bracket = (
            start == 0
            and before.startswith(("(", "〔"))
            and len(before) < 60
            and re.match(r"[^()〔〕]{0,40}[)〕]$", after)
        )
        in_bracket = bracket and not re.search(r"至|到|—|起|前|底|失效|废止|[:;。]", before + after)
        if in_bracket or (start == 0 and _SPOKEN.match(before + after)):
            found.append(date)
        elif not before and (not after or re.match(r"[〇O×X*_ ]{1,3}日$|[^\n]{0,40}(?:通过|印发)", after)):
            if "年" in body[date.start : date.stop]:
                found.append(date)
        elif (not after and len(before) <= 24 and _NUMBER_END.search(before)) or (after.startswith(("印发", "通过")) and len(before) < 40) or after.startswith("(此件"):  # 甲政发〔2009〕5号 二○○九年十二月八日
            found.append(date)
    return found


def _issuers(page: _Page, title: Title | None, text: str, signed: tuple[str, ...]) -> tuple[str, ...]:
    """The bodies named in the title, else those that signed, else the red head, else the source that a site gives.

    A title may shorten what signature or source spell out: 金湖街办 is 大冶市金湖街道办事处.
    """
    lines = [without_glosses(fold(line.of(text))).lstrip("?• 《") for line in title.lines] if title else []
    if title and title.head and (order := ORDER.fullmatch(fold(title.head.of(text)))):
        named = organs(order.group().split("令")[0])  # 渝府令 names its body only by letters
        if named:
            return named
    sources = _sources(page)
    named = title_issuers(lines)
    if len(named) == 1 and (stem := re.sub(r"(?:街道办事处|街道办|街办)$", "", named[0])) != named[0]:
        named = next(((full,) for full in (*signed, *sources) if stem in full), named)
    if len(named) == 1 and (named[0][0] in "省市县区镇" or named[0].startswith("自治")):  # 市政府办公室: the signature spells the place out
        spelled = [full for full in signed if _short(full).endswith(_short(named[0]))]
        named = next(((full,) for full in (*spelled, *sources) if full.endswith(named[0]) or full in spelled), named)
    start = max(0, len(page.before) - 400)
    above = red_head(page.before, Span(start, len(page.before)))
    return (
        named or signed or above or titled_government("".join(lines)) or _announcers(page, "".join(lines)) or sources[:1]
    )


def _announcers(page: _Page, title: str) -> tuple[str, ...]:
    """The bodies that news of a document says issued it, each with the place in its name."""
    told = _ANNOUNCED.search(without_glosses(page.body[: page.head]))
    if told is None or bare_title(told.group("title")) not in bare_title(title):
        return ()
    names = organs(told.group("who"))
    return names if not any(name[0] in "省市县区州镇乡" for name in names) else ()


def _site_bodies(page: _Page) -> tuple[str, ...]:
    """The bodies in a page's header and breadcrumbs: 首页 >> 甲县城市管理局 >> 事前公开."""
    pieces = (piece.strip() for piece in re.split(r"[>\s|]+", page.before[-_HEAD:]))
    return tuple(piece for piece in pieces if 5 <= len(piece) <= 30 and organs(piece) == (piece,))


def _short(name: str) -> str:
    """A body's name with 人民政府 shortened as titles shorten it."""
    return name.replace("人民政府", "政府")


def _as_printed(name: str, text: str, span: Span) -> str:
    """A body's folded name in the characters of the source; the fold is one for one."""
    first = max(0, span.start - _SITE_LINES)
    for start, stop in ((first, span.start + _OPENING), (max(first, span.stop - _FOOT), span.stop)):
        printed = without_glosses(text[start:stop])
        at = fold(printed).find(name)
        if at >= 0:
            return printed[at : at + len(name)]
    return name


def _sources(page: _Page) -> tuple[str, ...]:
    """The bodies that the site's data lines name as source; a newspaper is none."""
    found = (name for match in _SOURCE.finditer(page.opening) for name in match.groups() if name)
    names = (_LABEL.split(name, maxsplit=1)[0] for name in found)
    return tuple(name for name in names if len(name) >= 5 and organs(name) and not name.endswith("新闻中心"))


def _source_named(words: str) -> tuple[str, ...]:
    """The body that a page's own data name as its source, if it is one."""
    name = fold(words).removesuffix("网站")
    return (name,) if len(name) >= 5 and organs(name) == (name,) and not name.endswith("新闻中心") else ()


def _inferred(
    page: _Page, known: dict[str, str], title: Title | None, span: Span
) -> tuple[dict[str, str], list[Doubt]]:
    """The year inferred from the number or the text, with its evidence, and a doubt where that stands."""
    if year := re.search(r"[〔\[【(〈]((?:19|20)\d{2})[〕\]】)〉]", fold(known["number"])):
        told = {"issued": year.group(1), "issued_basis": "inferred", "issued_evidence": known["number"]}
        place = page.body[: page.head].find(fold(known["number"]))
        return told, [Doubt(Span(place, place + len(known["number"])), "date_inferred")] if place >= 0 else []
    at = None
    if title and span.holds(title.lines[-1]):
        at = Span(title.lines[0].start - span.start, title.lines[-1].stop - span.start)
    dating = infer_year(
        page.body, Known(known["genre"], at, known["first"], known["last"], known["published"])
    )
    if dating is None:
        return {}, []
    words = [re.sub(r"\s*\n\s*", "", span.of(page.text)) for span in dating.evidence]
    if known["published"] and dating.last == known["published"]:
        words.append(known["published"])
    return {
        "issued": dating.issued, "issued_basis": "inferred" if dating.issued else "", "issued_evidence": " … ".join(words),
        "issued_from": dating.first, "issued_to": dating.last,
    }, [Doubt(dating.evidence[0], "date_inferred")]  # fmt: skip


def _status(page: _Page, known: dict[str, str], signed: CalendarDate | None) -> str:
    """Draft or trial if the title says so; final with a complete number or a signature with its day."""
    for name, sign in _STATUS:
        if re.search(sign, page.stage):
            return name
    complete = re.search(r"(?:\d{4}.{1,8}|第)\d{1,4}号令?$", fold(known["number"])) is not None
    return "final" if complete or (signed is not None and signed.day) else ""


def _doubts(page: _Page, place: Locality) -> list[Doubt]:
    """An ambiguous place, and dates blotted out where a document's own date stands."""
    found = []
    if place.candidates:
        at = page.body.find(place.name)
        found.append(Doubt(Span(at, at + len(place.name)) if at >= 0 else Span(0, 0), "unit_ambiguous"))
    for start, stop in ((0, page.head), (max(page.head, len(page.body) - _HEAD), len(page.body))):
        for match in _MASKED_DATE.finditer(page.body, start, stop):
            found.append(Doubt(Span(*match.span()), "date_unread"))
    return found
