"""Numbers of official documents in running text: 国发〔2010〕33号, 国务院令第492号."""

import re
from bisect import bisect_left
from typing import NamedTuple

from fazhi_research.reading.occurrences import matches_at, occurrences

_CN = "一二三四五六七八九十百〇零"
# The year in its brackets is the rarest part, so looking starts there; the code before it is read backwards.
_YEAR = re.compile(
    r"[〔\[【(〈{<][ ]?(?P<year>(?:(?:19|20)[\d*X]{2}|[*X]{4})?)[ ]?年?[〕\]】)〉}>][ ]?(?:第[ ]?)?[\d*X]{1,5}(?:-\d{1,3})?[ ]?号"
)
_LONGEST = 24  # from the bracket to the end
_TURNED = re.compile(
    r"[(〔\[](?:19|20)\d{2}[)〕\]][ ]?(?P<code>[\u4e00-\u9fff]{2,8})(?:第)?[ ]?\d{1,4}[ ]?号"
)
_ORDER = re.compile(
    rf"令[ ]?(?:[〔\[(](?:19|20)?[\d{_CN}]{{2,4}}年?[〕\])][ ]?)?第?[ ]?(?:\d{{1,4}}|[{_CN}]{{1,6}})[ ]?号|第[ ]?(?:\d{{1,4}}|[{_CN}]{{1,6}})[ ]?号[ ]?(?:[\u4e00-\u9fff]{{0,6}}令)"
)
_CODE = re.compile(
    r"[\u4e00-\u9fff*X]{1,16}[ ]?$|[\u4e00-\u9fff*X]{1,8}[ ]?[(][\u4e00-\u9fff]{1,4}[)][\u4e00-\u9fff]{1,4}[ ]?$"
)
_WORD_BEFORE = re.compile(
    r".*(?:根据|按照|依照|依据|落实|贯彻|执行|印发|转发|下发|发布|公布|参照|遵照|结合|废止|替代|代替|文件|通知|意见|办法|规定|决定|方案|规划|纲要|条例|批复|公告|即|及|与|的|见|原|经|由|为|将|以|对|在|如|号|文|是|[条款项章][和及与或])(?=..)"
)
_ENDS = re.compile(
    r"(?:[发函办字规令呈批通告法政府委党组编人财税司监企建标农社医教安税综联监管协专会纪检审外经商考改稳议释]|[*X])$"
)
_ORDERER = re.compile(
    r"(?:中华人民共和国)?(?:国务院|主席|[\u4e00-\u9fff]{1,12}?(?:人民政府|政府|委员会|部|总局|局|署|院|委|会|银行)|[\u4e00-\u9fff]{1,4}政|政府)?$"
)
_COURT = re.compile(r"[初终申执再民刑行]|诉")
_REGISTER = re.compile(r"(?:登记|备案|索引|证书|许可证?|统一编|准印|编)[号证]?[:]?[ ]?$")


class DocumentNumber(NamedTuple):
    """A document number at [start, stop) of a folded text (发文字号)."""

    start: int
    stop: int


def find_document_numbers(text: str) -> list[DocumentNumber]:
    """The numbers of documents and orders printed in a folded text, in order (发文字号).

    Any style of bracket round the year, an empty or a masked year, 令第N号 and 第N号令, and the code after the year. Numbers of
    court cases and of registers are left out.

    >>> text = "根据国发[2010]33号和国务院令第492号,"
    >>> [text[number.start : number.stop] for number in find_document_numbers(text)]
    ['国发[2010]33号', '国务院令第492号']
    """
    found = [_coded(text, match) for match in matches_at(text, _YEAR, _openings(text))]
    found += [_turned(text, match) for match in matches_at(text, _TURNED, occurrences(text, *"(〔["))]
    found += [_order(text, match) for match in matches_at(text, _ORDER, occurrences(text, "令", "第"))]
    kept: list[DocumentNumber] = []
    for number in sorted((one for one in found if one), key=lambda one: (one.start, -one.stop)):
        if not kept or number.start >= kept[-1].stop:
            kept.append(number)
    return kept


def _openings(text: str) -> list[int]:
    """The brackets that stand so near before a 号 that a year in them may be that of a number."""
    near = occurrences(text, "号")
    if not near:
        return []
    signs = occurrences(text, *"〔[【(〈{<")
    return [at for at in signs if (n := bisect_left(near, at)) < len(near) and near[n] - at <= _LONGEST]


def _coded(text: str, match: re.Match[str]) -> DocumentNumber | None:
    before = text[max(0, match.start() - 18) : match.start()]
    if (code := _CODE.search(before)) is None:
        return None
    words = code.group()
    word = _WORD_BEFORE.match(words.rstrip())
    length = len(words) - (word.end() if word else 0)
    cited = before[: -len(words)].endswith("》(") and text[match.end() : match.end() + 1] == ")"
    if not (cited or _ENDS.search(words.rstrip())) or _REGISTER.search(before):
        return None
    if words.lstrip("*X").startswith(("和", "或")) and length == len(words) and length > 2:
        length -= 1
    return DocumentNumber(match.start() - length, match.end())


def _turned(text: str, match: re.Match[str]) -> DocumentNumber | None:
    code = match.group("code").removesuffix("第")
    if _COURT.search(code) or not _ENDS.search(code):
        return None
    return DocumentNumber(match.start(), match.end())


def _order(text: str, match: re.Match[str]) -> DocumentNumber | None:
    before = text[max(0, match.start() - 24) : match.start()]
    if before.endswith(("责", "指", "命", "通", "司", "条", "口")):
        return None
    words = re.search(r"[\u4e00-\u9fff]{0,20}$", before)
    run = words.group() if words else ""
    trimmed = _WORD_BEFORE.match(run)
    run = (run[trimmed.end() :] if trimmed else run).lstrip("和或及与")
    maker = _ORDERER.match(run)
    if match.group().startswith("令") and not run:
        return None
    length = len(run) if maker or match.group().startswith("令") else 0
    return DocumentNumber(match.start() - length, match.end())
