"""The number under which a document was issued."""

import re

from fazhi_research.reading.page_lines import without_glosses
from fazhi_research.reading.spans import Span

_OPEN, _CLOSE = r"[〔\[【(〈]", r"[〕\]】)〉]"
# The year may be blotted out (20**), missing or broken by a line end; bracket and 号 are what every form has.
_SERIAL = re.compile(
    rf"{_OPEN}[ ]?(?P<year>(?:19|20)[\d*X×\n ]{{1,4}})?[ ]?{_CLOSE}[ \n]{{0,2}}第?[ ]?(?P<n>\d{{1,4}})[ ]?号"
)
_INVERTED = re.compile(
    rf"{_OPEN}[ ]?(?:19|20)[\d*X]{{2}}[ ]?{_CLOSE}[ ]?(?P<code>[\u4e00-\u9fff]{{2,9}})[ ]?第?[ ]?\d{{1,4}}[ ]?号"
)
_ORDER = re.compile(
    r"(?m)^[ \t]*[(〔]?(?P<order>(?:[\u4e00-\u9fff]{2,20}令[ \t]{0,4}\n?[ \t]{0,4})?第[ ]?\d{1,4}[ ]?号(?:令)?)[)〕]?[ \t]*$"
)
# The number of the order that made a rule known, as it stands under the title: (2021年6月21日甲省人民政府令第4号公布 自…起施行)
_MADE_KNOWN = re.compile(
    r"[(〔][ ]?(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?P<order>[\u4e00-\u9fff]{2,20}令第?[ ]?\d{1,4}[ ]?号)(?:令)?(?:公布|发布)"
)
_BEFORE = re.compile(r"[\u4e00-\u9fff \n]{0,16}$")
_CODE = re.compile(
    r"(?:组|发|办|函|字|呈|政|府|规|委|通|告|令|党|司|法|财|传|电|明电|议|复|任|纪|请|审|研|监|改|字第|公告|[委政党]文)$"
)
_TITLE_WORDS = re.compile(
    r"(?:规划|方案|意见|通知|报告|纲要|要点|计划|决定|总结|细则|规定|条例|通报|公报|批复|制度|措施|清单|任务|分工表|文件|文号|字号|\n[ ]*文[ ]?件)"
)
_TITLED = re.compile(
    r"(?:关于[^。]{2,80}(?:意见|通知|方案|措施|办法|规定|细则|决定|要点|计划|规划|纲要|公告|通告)|^[^《》。,]{4,60}(?:任务|分工|分解|清单|要点|计划|方案))[ ]?[(〔]$"
)
# What a page has run together with the number above it: a headline (关于印发…), an address (各县人民政府,市政府各部门:)
_BEGINS_TEXT = re.compile(r"关于|各[^。:\n]{2,160}:")
_CITING = re.compile(r"(?:按照|根据|依据|落实|执行|贯彻|印发|转发|关于|和|及|以|的)$")


def find_number(folded: str, start: int, stop: int) -> Span | None:
    """The place of a document's own number in the lines about its title, or None (发文字号).

    One that stands apart: on its own line, in a bracket of its own, after the title or a label (文号:), not cited in a sentence. All brackets, a
    missing year (国发〔〕33号), the year before the code ((2021)甲政发7号) and the number of an order (第706号令) are read;
    register numbers (YJPR—2023—01004) are not.

    >>> folded = "某市人民政府关于依法行政的意见\\n甲政发〔2021〕7号\\n各县:"
    >>> find_number(folded, 0, len(folded)).of(folded)
    '甲政发〔2021〕7号'
    """
    found = [_with_code(folded, match, start) for match in _SERIAL.finditer(folded, start, stop)]
    for match in _INVERTED.finditer(folded, start, stop):
        if _CODE.search(match.group("code")) and _stands_apart(folded, match.start(), match.end()):
            found.append(Span(match.start(), match.end()))
    apart = sorted(span for span in found if span is not None)
    if apart:
        return apart[0]
    order = _ORDER.search(folded, start, stop) or _MADE_KNOWN.search(folded, start, stop)
    return Span(*order.span("order")) if order else None


def printed_number(text: str, span: Span) -> str:
    """The number as printed, without white space and inserted pinyin in it (字号原文)."""
    return re.sub(r"\s", "", without_glosses(span.of(text)))


def _with_code(folded: str, match: re.Match[str], start: int) -> Span | None:
    """A serial number with the letters of its issuer, if it stands apart."""
    end = match.start()
    before = _BEFORE.search(folded, max(start, end - 16), end)
    begin = before.start() if before else end
    run = folded[begin:end]
    for word in _TITLE_WORDS.finditer(run):
        begin = end - len(run) + word.end()
    code = folded[begin:end]
    lines = code.split("\n")
    while len(lines) > 1 and (
        len(re.sub(r"\s", "", lines[-1])) >= 2 or not lines[0].strip() or len("".join(lines[1:]).strip()) >= 2
    ):
        lines = lines[1:]
    code = "\n".join(lines)
    gaps = [gap.end() for gap in re.finditer(r"[ ]{1,}", code) if gap.end() < len(code)]
    if gaps and len(code) - gaps[-1] >= 2:
        code = code[gaps[-1] :]
    code = code.lstrip()
    begin = end - len(code)
    letters = re.sub(r"\s", "", code)
    alone = (
        folded[folded.rfind("\n", 0, begin) + 1 : begin].strip(" ")
        == ""
        == folded[match.end() : match.end() + 1].strip()
    )
    coded = 2 <= len(letters) <= 12 and letters[0] != "的" and (_CODE.search(letters) is not None or alone)
    opens_line = not folded[folded.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    if (
        match.group("year") and opens_line and not coded
    ):  # an announcement's number has no letters: 〔2021〕第4号
        closes = not folded[match.end() : match.end() + 40].split("\n", 1)[0].strip()
        return Span(match.start(), match.end()) if closes else None
    if not coded or _CITING.search(letters):
        return None
    return Span(begin, match.end()) if _stands_apart(folded, begin, match.end()) else None


def _stands_apart(folded: str, start: int, stop: int) -> bool:
    line = folded[folded.rfind("\n", 0, start) + 1 : start].strip()
    after = folded[stop : stop + 1]
    if not line and _BEGINS_TEXT.match(folded, stop):
        return True
    if line and line[-1] in "《<〈及和、,;。按据照":
        return False
    if line and line[-1] in "(〔" and len(line) > 1:
        return folded[stop : stop + 2].strip(" ") in (")", ")\n") and _TITLED.search(line) is not None
    return after in ("", "\n", " ", "\t", ")", "〕", "〉", ">", "]", "】")
