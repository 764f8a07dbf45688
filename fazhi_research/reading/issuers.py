"""Who issued a document: the bodies in its title, its red head and its signature."""

import re
from collections.abc import Iterator

from fazhi_research.reading.dates import CalendarDate, find_dates
from fazhi_research.reading.furniture import PAGE_LINE
from fazhi_research.reading.jurisdictions import places_at
from fazhi_research.reading.occurrences import occurrences
from fazhi_research.reading.page_lines import without_glosses
from fazhi_research.reading.spans import Span

_TAIL = (
    r"(?:人民政府|政府|办公厅|办公室|委员会|指挥部|管委会|办事处|街办|街道办|政府办|领导小组|协调小组|工作组|党组|常委会|国务院|中央|法院|检察院|公安部|总局|分局|总队|支队|大队|中心|学院|大学|集团|公司|联合会|协会|银行|"
    r"总会|总工会|监管局|[局厅委部署院办会])"
)
_TOPIC = re.compile(
    r"关于|印发|转发|批转|下达|公布|发布|制定|开展|20[\d*X]{2}|19\d{2}|[“《(]|依法(?!治[国省市县区州旗][^,。]{0,6}(?:[办委]|小组))|(?<!依)法治(?![办委]|[^,。]{0,10}领导小组)|法制政府|法律|落实|推进|加强|贯彻"
)
_VERB = re.compile(
    r"[。:;!?]|由|要|应当|负责|牵头|按照|根据|抄送|联系|各[市县区镇乡有]|同志|单位$|部门$|主任|市长|县长|局长|附件|会议|[第]\d|^[(一二三四五六七八九十\d]+[、.)]|会同|配合|组织实施|工作$|新闻中心|日报|晚报"
)
_SPACED = re.compile(r"(?:[\u4e00-\u9fff][ ]{1,3}){3,30}[\u4e00-\u9fff]")
_SPACE_RUN = re.compile(r"[ \t]{2,}|[、,]")
_SPACED_DATE = re.compile(
    r"[一二][ ]{1,3}[九〇零O][ ]{1,3}(?:[〇零O一二三四五六七八九十年月日][ ]{0,3}){3,12}日"
)
_DIGITS = re.compile(r"(?m)^(?P<blanks>[ \t]*)(?P<year>20\d{2})(?P<rest>\d{2,4})[ \t]*$")
_BLOTTED_MONTH = re.compile(r"[X*×_ ]{1,3}月")
_LONG_LINE = 200  # a longer line holds more than a signature
_GOVERNMENT = re.compile(r"[\u4e00-\u9fff]{1,20}[省市县区州旗镇乡]人民政府(?:办公[室厅])?(?![的工驻]作?报告)")
_GROUP = re.compile(r"(?!.*(?:委|政府).*小组)[\u4e00-\u9fff]{2,24}(?:领导小组|指挥部|工作组|工作专班)(?:办公室)?$")
_RED_HEAD = re.compile(r"文[ ]?件[ ]*$")


def closed_up(line: str) -> str:
    """A folded line with letter-spaced names closed up (合字距).

    >>> closed_up("中 国 民 航 局"), closed_up("国家发展改革委  财政部")
    ('中国民航局', '国家发展改革委  财政部')
    """
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), line)


def organs(line: str) -> tuple[str, ...]:
    """The bodies that a folded line consists of, or nothing where it says anything else (机关名称).

    >>> organs("　某省司法厅　　某省财政厅　".replace("　", " ")), organs("由市司法局牵头")
    (('某省司法厅', '某省财政厅'), ())
    """
    line = without_glosses(line).strip(" ?") if "(" in line or "?" in line else line
    line = closed_up(_RED_HEAD.sub("", line.strip()))
    if not line or len(line) > 200 or _VERB.search(line):
        return ()
    pieces = [piece.strip() for piece in _SPACE_RUN.split(line) if piece.strip()]
    if len(pieces) == 1:
        pieces = [piece for piece in pieces[0].split(" ") if piece]
    if any(_whole(piece) is None for piece in pieces):
        return ()
    return tuple(name for piece in pieces for name in _glued(piece))


def _whole(piece: str) -> re.Match[str] | None:
    return re.fullmatch(rf"[\u4e00-\u9fff*×X]{{1,36}}{_TAIL}(?:[(〔][^()〔〕]{{2,20}}[)〕])?", piece)


def _glued(piece: str) -> list[str]:
    """Joint issuers printed without a gap: the name of the place begins each (中共甲县委办公室甲县人民政府办公室)."""
    place, stop = places_at(piece, 2 if piece.startswith("中共") else 0)
    name = "".join(place)
    again = piece.find(name, stop) if name else -1
    return (
        [piece[:again], piece[again:]]
        if again > 0 and _whole(piece[:again]) and _whole(piece[again:])
        else [piece]
    )


def title_issuers(lines: list[str]) -> tuple[str, ...]:
    """The bodies at the beginning of a title, given as its folded lines (标题中的发文机关).

    >>> title_issuers(["中共甲县委办公室", "甲县人民政府办公室", "关于印发方案的通知"])
    ('中共甲县委办公室', '甲县人民政府办公室')
    >>> title_issuers(["某市人民政府关于依法行政的意见"]), title_issuers(["全市依法行政工作会议上的讲话"])
    (('某市人民政府',), ())
    """
    found: list[str] = []
    for line in lines:
        topic = _TOPIC.search(line)
        head = line[: topic.start()] if topic else line
        names = organs(head.strip()) if head.strip() else ()
        if names and (topic is not None or len(lines) > 1):
            found += names
        if topic or not names:
            break
    else:
        return ()
    return tuple(found)


def titled_government(line: str) -> tuple[str, ...]:
    """The government whose name opens a title that has no 关于, as rules and programs of its own do (标题中的政府).

    >>> titled_government("甲市人民政府全面推进依法行政五年规划"), titled_government("甲市人民政府关于表彰的决定")
    (('甲市人民政府',), ())
    """
    match = _GOVERNMENT.match(line) if "关于" not in line else None
    return (match.group(),) if match else ()


def find_signature(folded: str, start: int, stop: int) -> tuple[tuple[str, ...], CalendarDate] | None:
    """The bodies that signed and the date of their signature, the first in a stretch of folded text (落款).

    A date on a line of its own below the bodies, or behind them on the line. A notice stands before what it forwards, so the
    first is the host's.

    >>> names, date = find_signature("……执行。\\n\\n甲县人民政府\\n二〇二一年三月五日\\n附件:方案", 0, 30)
    >>> names, date.iso
    (('甲县人民政府',), '2021-03-05')
    """
    for date in sorted(
        [
            *find_dates(folded, start, stop),
            *_spaced_dates(folded, start, stop),
            *bare_dates(folded, start, stop),
        ],
        key=lambda date: date.start,
    ):
        line_start = folded.rfind("\n", start, date.start) + 1 or start
        before = folded[line_start : date.start].strip()
        if before.count("\t") > 1 or "|" in before:
            continue  # a row of a table
        rest = rest_of_line(folded, date.stop, stop).lstrip("? ")  # a page that lost its blanks
        if before and date.day and len(before) + len(rest) > _LONG_LINE and (
            names := _in_midline(before, rest, folded[date.stop : date.stop + 1] == " ")
        ):
            return names, date
        if not _ends_line(rest) or not (date.month or _BLOTTED_MONTH.match(rest)):
            continue
        noted = re.fullmatch(r"[(〔]此件[^()〔〕]{0,20}[)〕]", before)
        names = _before_on_line(before) if before and not noted else _lines_above(folded, start, line_start)
        if names:
            return names, date
    return None


def bare_dates(folded: str, start: int, stop: int, *, indented: int = 0) -> Iterator[CalendarDate]:
    """Dates on lines of their own that have lost 年月日, where their digits can mean but one day (落款日期缺年月日).

    With `indented`, only behind so many blanks, as a date stands that no name above it tells from a register number.

    >>> [date.iso for date in bare_dates("甲县人民政府\\n2017927\\n2017112\\n20151214\\n", 0, 32)]
    ['2017-09-27', '2015-12-14']
    """
    for match in _DIGITS.finditer(folded, start, stop):
        if len(match.group("blanks")) < indented:
            continue
        digits = match.group("rest")
        read = [find_dates(f"{match['year']}-{digits[:cut]}-{digits[cut:]}") for cut in range(1, len(digits))]
        days = [dates[0] for dates in read if dates]
        if len({day.iso for day in days}) == 1:
            yield days[0]._replace(start=match.start("year"), stop=match.end("rest"))


def _in_midline(before: str, rest: str, apart: bool) -> tuple[str, ...]:
    """The body that signed in the midst of a line, where a page has run its lines together: …实施。甲市政府2023年3月23日甲市方案为…"""
    piece = re.split(r"[。 )]", before[-80:].rstrip(" "))[-1]
    names = organs(piece) if 4 <= len(piece) <= 40 else ()
    follows = rest[:2] in piece or rest.startswith(("附件", "(此件", "目录", "目 录"))
    follows = follows or (apart and before.rstrip(" ").removesuffix(piece).rstrip(" ").endswith("。"))
    return names if len(names) == 1 and follows else ()


def _spaced_dates(folded: str, start: int, stop: int) -> Iterator[CalendarDate]:
    """Dates printed in wide letters: 二 〇 二 一 年 三 月 五 日."""
    spaced = occurrences(folded, "九 ", "〇 ", "零 ", "O ", start=start, stop=stop)
    for match in _SPACED_DATE.finditer(folded, start, stop) if spaced else ():
        for date in find_dates(match.group().replace(" ", ""))[:1]:
            if date.day:
                yield date._replace(start=match.start(), stop=match.end())


def rest_of_line(folded: str, position: int, stop: int) -> str:
    """What follows on the line, without white space at its ends (行尾)."""
    line_stop = folded.find("\n", position, stop)
    return folded[position : line_stop if line_stop >= 0 else stop].strip(" \t|?")


def _ends_line(rest: str) -> bool:
    """Whether nothing follows a date but a blotted day, or what a page prints after its last line."""
    return re.fullmatch(
        r"[)〕]?|(?:[X*×_ ]{1,3}月)?[〇O×X*x_ ]{0,3}日[)〕]?|[(〔](?:此件|联系)[^()〔〕\n]{0,60}[)〕]?", rest
    ) is not None or bool(re.match(r"[ ]*(?:相关(?:链接|文档|阅读)|附件|抄送|主办单位|分享到)", rest))


def _before_on_line(before: str) -> tuple[str, ...]:
    """Bodies in front of a date: the whole line, or its last piece after a wide gap (页面连成一行时)."""
    if before.endswith(("于", "自", "在", "至", "到")):
        return ()
    whole = organs(before)
    pieces = re.split(r"[ \t]{2,}|。", before[-200:])
    return whole or (organs(pieces[-1]) if len(pieces) > 1 else ())


def _lines_above(folded: str, start: int, line_start: int) -> tuple[str, ...]:
    """The bodies on the lines above a date, nearest lines first as long as they are nothing but bodies."""
    names: tuple[str, ...] = ()
    lines = [line for line in folded[max(start, line_start - 400) : line_start].split("\n") if line.strip()]
    below = ""
    for line in reversed(lines[-12:]):
        if below and organs(line):  # 中共甲县委甲县人民政府 / 优化营商环境领导小组: one body over two lines
            line, names, below = line.strip() + below, names[1:], ""
            names = (line.replace(" ", ""), *names)
            continue
        more = organs(line)
        below = line.strip() if len(more) == 1 and _GROUP.match(more[0]) and not places_at(more[0])[0] else ""
        if not more and not PAGE_LINE.fullmatch(line):  # one may stand between a signature and its date
            break
        names = more + names
    return names


def red_head(folded: str, span: Span) -> tuple[str, ...]:
    """The bodies in the head lines above a title (红头).

    >>> words = "甲 省 司 法 厅\\n甲省财政厅文件\\n甲司发〔2021〕3号\\n"
    >>> red_head(words, Span(0, len(words)))
    ('甲省司法厅', '甲省财政厅')
    """
    lines = [line for line in span.of(folded).split("\n") if line.strip()]
    found: list[str] = []
    for line in lines[-12:]:
        names = organs(line)
        if names and (_RED_HEAD.search(line.strip()) or len(names[0]) >= 4):
            found += names
    return tuple(dict.fromkeys(found))
