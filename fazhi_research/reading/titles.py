"""Where a document begins: its title among the lines of a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from fazhi_research.reading.cells import Cell, trimmed
from fazhi_research.reading.folding import fold
from fazhi_research.reading.furniture import OPENING_SIGNS
from fazhi_research.reading.issuers import organs
from fazhi_research.reading.marks import line_marks
from fazhi_research.reading.page_lines import GLUED_NUMBER, NUMBER_LINE, is_page_line, without_glosses
from fazhi_research.reading.spans import Span
from fazhi_research.reading.table_headers import is_table_header

_HEAD, _MOST = 20, 60  # lines in which a title is looked for: no more where the text begins among the first
_LINE = re.compile(r"[^\n]+")
_KIND = re.compile(
    r"(?:规划|方案|意见|通[ ]?知|报告|讲话|纲要|要点|办法|计划|决定|总结|汇报|安排|细则|规定|条例|通报|公告|通告|函|批复|制度|措施|行动|清单|分工|发言|致辞|规则|预案|公报|解读|指引|标准|目录|章程)"
)
_TAIL = re.compile(r"[ ]*[(〔][^()〔〕]{2,40}[)〕][ ]*$")
_SITE_TITLE = re.compile(r"(?:发文标题|文件名称|标[ ]{0,4}题|名[ ]{0,6}称)[ ]?[:|][ |]*(?=[^\n]{8,120}$)")
_ADDRESSEE = re.compile(r"[^\n。]{2,300}[:][ ]*$")
_BODY_OPENING = re.compile(
    r"[ ]*(?:为(?:了|深入|贯彻|进一步|加快|全面|扎实|切实|认真|落实|推进|推动|做好|加强)|根据|按照|同志们|各位)"
)
# What opens running text in a line that a page has cut: 《某市办法》已经市政府第36|次常务会议通过
_OPENS_TEXT = re.compile(
    r"[ ]*(?:为(?!民)|现(?:[将就]|提出)|经[^,。]{2,20}(?:同意|批准|研究)|《[^《》]{2,80}》[^,。]{0,4}经|(?:19|20)\d\d年[,是全]|各[市县区镇乡州省地级])"
)
_ENDS_TITLE = re.compile(rf"{_KIND.pattern}(?:[(〔][^()〔〕]*[)〕])?$")
_WRAPPED, _SENTENCE_LINES = 20, 10  # characters of a line that is cut, and lines of a sentence
_DATE = re.compile(
    r"[ ]*[(〔]?[ ]*[12二][\d〇零O一二三四五六七八九*X]{3}[ ]?(?:年|[-./])[ ]?[\dX*一二三四五六七八九十]{1,3}[ ]?(?:月|[-./])(?:[ ]?[\dX*一二三四五六七八九十]{1,3}[ ]?日?)?[ ]*[)〕]?[ ]*(?:\d{1,2}:\d{2}(?::\d{2})?)?[ ]*$"
)
_ATTACHMENT = re.compile(r"[ ]*附[ ]?[件表录][ ]?[\d一二三四五六七八九十]{0,3}[ ]?:?[ ]*$")
_BOLD = re.compile(r"\*\*(?P<words>[^*\n]+)\*\*\Z")
_BRACKETED = re.compile(r"[(〔][^()〔〕]*[)〕]$")
_YEARS = re.compile(r"[(（〔][\d*X年度\s—–―~～至到-]+[)）〕]")
_STAGE = re.compile(
    r"[ ]*[(（〔](?:征求意见稿|草案|讨论稿|送审稿|试行|暂行|修订|修订稿|公开征求意见稿|审议稿|报批稿)[)）〕]$"
)
ORDER = re.compile(r"[\u4e00-\u9fff]{2,30}令[ ]*(?:第[ ]?\d{1,4}[ ]?号)?")
_MADE_KNOWN = re.compile(r"[^\n]{0,20}《[^《》]{2,80}》(?:[^\n]|\n(?=[^\s])){0,120}?公布")
_NUMBER_AHEAD = re.compile(
    r"[\u4e00-\u9fff]{2,8}[〔\[【][ ]?(?:19|20)\d{2}[ ]?[〕\]】]第?\d{1,4}号[ ]?(?=[\u4e00-\u9fff《])"
)
# The lines of a number that is broken by a line end, and the letter-spaced names of a red head.
_BROKEN_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[【(](?:[12]\d{0,3})?$|\d{1,3}[〕\]】)]第?\d{1,4}号$")
_SPACED = re.compile(r"(?:[\u4e00-\u9fff][ ]{1,3}){3,30}[\u4e00-\u9fff](?:[ ]{0,3}文[ ]{0,3}件)?$")
_BARE_CAPTION = re.compile(r"\d{1,2}[ .]{0,2}[\u4e00-\u9fff、与和]{2,16}$")  # 2 组织体系, above 2.1
# A line that opens a title with the body that issues it.
_ISSUED_BY = re.compile(r"(?P<issuer>[\u4e00-\u9fff]{2,30}(?:委员会|政府|办公[厅室]|[局厅委部院]))关于")
_BODY_NAME = re.compile(r"(?:局|厅|委|委员会|政府|部|办公室|院|署|组)$")
_WIDE_GAP = re.compile(r"[ \t]{2,}")
# A title, its number and the address that a page has run together with the body: …的通知 (甲政办〔2010〕10号) 各区…:
_RUN_TOGETHER = re.compile(
    r"[ ]*(?P<title>[^。:\n]{0,40}关于[^。:\n]{4,100}的(?:通知|意见|决定|通报|批复))[ ]*(?P<number>[(〔]?[\u4e00-\u9fff]{2,10}[〔\[][ ]?(?:19|20)\d{2}[ ]?[〕\]][ ]?\d{1,4}[ ]?号[)〕]?)?[ ]+(?=各[^。:\n]{2,200}:)"
)
_TITLE_SENTENCE = re.compile(rf"(?P<title>[^。,;:\n]{{0,20}}关于[^。;:\n]{{2,60}}{_KIND.pattern})。(?=[^\n])")
# A headline of news about a document, in place of its title: 国务院发布《国务院关于…的决定》
_HEADLINE = re.compile(
    rf"[\u4e00-\u9fff、 ]{{2,24}}(?:发布|印发|公布|出台|下发)[ ]?《(?P<title>[^《》]{{4,100}}{_KIND.pattern}[^《》]{{0,20}})》"
)
# The words that name a document which follows them: 现将《…方案》印发给你们, 《…规划》主要内容如下.
_NAMED = re.compile(
    r"[^《\n]{0,60}《(?P<title>(?:[^《》\n]|《[^《》\n]*》){4,100})》[^《\n]{0,60}?(?:(?P<sent>(?:印发|转发|下发)(?:给)?(?:你们|各[地单县市区乡镇])|印发(?=,?请))|(?P<follows>(?:公布|发布|印发|全文|内容|刊[发登载])如下))"
)
_TAGGED = re.compile(r"【[^】\n]{2,10}】(?=关于)")  # 【专题】关于…的通知
_CITED = re.compile(r"《(?P<title>[^《》\n]{6,80})》")
_NEWS = re.compile(r"[!?]|(?:发布|出台|公布|印发|来了|解读)$")  # how a headline of news differs from a title
_OPENING = 1500  # characters in which a page of news tells of a document, and again in which it prints its title


@dataclass(frozen=True, slots=True)
class Title:
    """The lines of a title, from the start of the first to the end of the last, and where the lines about it end (标题)."""

    lines: tuple[Span, ...]
    # what opens the document above its title: the order that makes a rule known (某市人民政府令), the words that forward or announce it
    head: Span | None = None

    @property
    def start(self) -> int:
        """The offset of the first character of the title, or of what opens the document above it (起点)."""
        return self.head.start if self.head else self.lines[0].start


def find_title(folded: str, start: int, stop: int, *, apart: bool = False) -> Title | None:
    """The title of the document in [start, stop) of a file's folded text, or None if no line reads as one (标题).

    The title is the last block of title-like lines before the body begins: headlines of a web page that repeat
    it further up are passed over. With `apart` the first line is a compilation's heading, a title only if no other is found.
    """
    lines = list(islice(_lines(folded, start, stop), _HEAD))
    if _body_line(folded, lines) == len(lines):
        lines = list(islice(_lines(folded, start, stop), _MOST))
    order = _order(folded, lines)
    if order and (best := _best(folded, lines[order[1] :], apart=False)):
        return Title(tuple(best), lines[order[0]])
    best = _best(folded, lines, apart=apart)
    if best and _NEWS.search(best[-1].of(folded)) and (told := _told_of(folded, best[-1].stop, stop)):
        return told
    if best is None or not any(_KIND.search(span.of(folded)) for span in best):
        best = _told_by_site(folded, lines) or best
    if best is None:
        return _told_by_opening(folded, lines)
    if len(best) == 1 and (news := _HEADLINE.fullmatch(best[0].of(folded))):
        return Title((Span(best[0].start + news.start("title"), best[0].start + news.end("title")),), best[0])
    return Title(tuple(_without_cells(folded, span) for span in best))


def _without_cells(folded: str, span: Span) -> Span:
    """A title without the bars of the table row that it fills."""
    return Span(span.start, span.start + len(span.of(folded).rstrip("| ")))


def _told_by_opening(folded: str, lines: list[Span]) -> Title | None:
    """The title of a text that opens without one, as its first words name it.

    现将《…方案》印发给你们: what is sent stands behind the signature, under the same title. 《…规划》全文如下: the title stands only there.
    """
    lines = [line for line in lines if NUMBER_LINE.match(line.of(folded)) or not is_page_line(line.of(folded))]
    for index, span in enumerate(lines[:4]):
        named = _NAMED.match(without_glosses(span.of(folded)))
        if named is None or not _KIND.search(named.group("title")):
            continue
        if named.group("sent"):
            sent = _sent(folded, lines[index + 1 :], bare_title(named.group("title")))
            again = folded.find(named.group("title"), span.start + named.end(), span.stop)
            if again >= 0:  # a page that is all one line
                sent = [Span(again, again + len(named.group("title")))]
            return Title(tuple(sent), lines[0]) if sent else None
        if named.group("follows") and (at := span.of(folded).find(named.group("title"))) >= 0:
            return Title((Span(span.start + at, span.start + at + len(named.group("title"))),), lines[0])
    return None


def _told_of(folded: str, start: int, stop: int) -> Title | None:
    """The title of the document that a page of news tells of (…征求意见稿发布!), where it prints it below."""
    for told in _CITED.finditer(folded, start, min(stop, start + _OPENING)):
        lines = list(_lines(folded, told.end(), min(stop, told.end() + _OPENING)))
        if sent := _sent(folded, lines, bare_title(told.group("title"))):
            return Title(tuple(sent))
    return None


def _sent(folded: str, lines: list[Span], title: str) -> list[Span] | None:
    """The lines, up to four, that together have the words of a title."""
    for first in range(len(lines)):
        words = ""
        for last in range(first, min(first + 4, len(lines))):
            words += bare_title(without_glosses(lines[last].of(folded)))
            if words == title:
                staged = last + 1 < len(lines) and _STAGE.match(lines[last + 1].of(folded)) is not None
                return lines[first : last + 1 + staged]
            if not title.startswith(words):
                break
    return None


def bare_title(title: str) -> str:
    """A title without its blanks, its marks and the note on its stage, which change with the place where it stands (标题主干).

    >>> bare_title("《云川市 实施方案》(试行)")
    '云川市实施方案'
    """
    return re.sub(r"[\s《》〈〉<>]", "", _STAGE.sub("", title))


def _told_by_site(folded: str, lines: list[Span]) -> list[Span] | None:
    """The title as the site's data give it (发文标题:…), where the page prints no other."""
    for span in lines[:_HEAD]:
        label = _SITE_TITLE.match(folded, span.start, span.stop)
        if label and _KIND.search(folded, label.end(), span.stop):
            return [Span(label.end(), label.end() + len(folded[label.end() : span.stop].rstrip("| ")))]
    return None


def _best(folded: str, lines: list[Span], *, apart: bool) -> list[Span] | None:
    """The last block before the body that has a word for a kind of document in it, else the last of all."""
    told = (i for i in range(1, min(len(lines), 6)) if _announces(lines[i - 1].of(folded), lines[i].of(folded)))
    lines = lines[next(told, 0) :]
    body = _body_line(folded, lines)
    first = [lines[:1]] if apart and body else []
    blocks = first + _blocks(folded, lines[len(first) : body])
    kinds = (block for block in reversed(blocks) if any(_KIND.search(span.of(folded)) for span in block))
    block = next(kinds, blocks[-1] if blocks else None)
    return _printed_above(folded, lines, block) if block else _first_sentence(folded, lines)


def _announces(line: str, title: str) -> bool:
    """Whether a line of news announces the document that follows: 日前,某市印发《…》。全文如下:"""
    return line.endswith(("如下:", "如下。")) and f"《{title}》" in line


def _printed_above(folded: str, lines: list[Span], block: list[Span]) -> list[Span]:
    """The last line of a block alone, where the page prints it further up as its headline: what is above it is no title."""
    last = block[-1]
    words = _STAGE.sub("", last.of(folded))
    repeated = any(line.stop <= last.start and line.of(folded) == words for line in lines)
    return [last] if repeated and _KIND.search(last.of(folded)) else block


def _first_sentence(folded: str, lines: list[Span]) -> list[Span] | None:
    """The opening sentence of a text that is all one line, where it reads as a title: 关于支持织机更新的意见。"""
    match = _TITLE_SENTENCE.match(folded, lines[0].start, lines[0].stop) if lines else None
    return [Span(match.start(), match.end("title"))] if match else None


def _order(folded: str, lines: list[Span]) -> tuple[int, int] | None:
    """The index of an order's own line and of the first line behind its signature, where a rule is made known by order."""
    at = next((i for i, span in enumerate(lines[:8]) if ORDER.fullmatch(span.of(folded))), None)
    if at is None:
        return None
    told = next(
        (i for i in range(at, min(at + 6, len(lines))) if _MADE_KNOWN.match(folded, lines[i].start)), None
    )
    if told is None:
        return None
    dated = (i for i in range(told, min(told + 6, len(lines))) if _DATE.match(lines[i].of(folded)))
    return at, next(dated, told) + 1


def _lines(folded: str, start: int, stop: int) -> Iterator[Span]:
    """The lines of a page that are not blank, without the signs of a heading or of bold words in Markdown."""
    for piece in _printed_lines(folded, start, stop):
        span = Span(*trimmed(folded, *piece))
        if signs := OPENING_SIGNS.match(folded, span.start, span.stop):
            span = Span(signs.end(), span.stop)
        if bold := _BOLD.match(folded, span.start, span.stop):
            span = Span(*bold.span("words"))
        if len(span):
            yield span


def _printed_lines(folded: str, start: int, stop: int) -> Iterator[Cell]:
    """The lines of a page; where a whole page is one line, its pieces between wide gaps."""
    for match in _LINE.finditer(folded, start, stop):
        if match.end() - match.start() < 400:
            yield match.span()
            continue
        begin = match.start()
        if run := _RUN_TOGETHER.match(folded, begin, match.end()):
            yield run.span("title")
            if run.group("number"):
                yield run.span("number")
            begin = run.end()
        for gap in _WIDE_GAP.finditer(folded, begin, min(match.end(), begin + 4000)):
            yield begin, gap.start()
            begin = gap.end()
        yield begin, match.end()


def _body_line(folded: str, lines: list[Span]) -> int:
    """The index of the first line that is running text, a numbered item or an address."""
    begun = False
    for index, span in enumerate(lines):
        line = span.of(folded)
        if is_table_header(line):
            return index
        if is_page_line(line) or _DATE.match(line) or _TAIL.match(line) or _ATTACHMENT.match(line):
            continue
        if _ADDRESSEE.match(line) or _BODY_OPENING.match(line) or "。" in line or len(line) > 90:
            return index
        if _is_wrapped(folded, lines, index):
            return index
        marks = line_marks(line)
        if (
            marks
            and marks[0].family.startswith("dotted")
            and "\u4e00" <= line[marks[0].stop :].strip()[:1] <= "\u9fff"
        ):
            return index - 1 if index and _BARE_CAPTION.match(lines[index - 1].of(folded)) else index
        counted = marks and marks[0].family not in ("arabic", "part", "dotted")
        if counted and (marks[0].number == 1 or not begun):  # 五、… where a page gives a part of a document
            return index
        begun = True
        if (
            index
            and _is_arabic(line, 1)
            and any(_is_arabic(one.of(folded), 2) for one in lines[index + 1 : index + 9])
        ):
            return index
    return len(lines)


def _is_wrapped(folded: str, lines: list[Span], at: int) -> bool:
    """Whether a line begins a paragraph, or an address, that goes on below at the width of the page."""
    first = lines[at].of(folded)
    if len(first) < _WRAPPED or not ("," in first or _OPENS_TEXT.match(first)) or _ENDS_TITLE.search(first):
        return False
    for above, span in pairwise(lines[at : at + _SENTENCE_LINES]):
        line = span.of(folded)
        if folded.count("\n", above.stop, span.start) > 2 or _BODY_OPENING.match(line):
            return False
        if "。" in line or _ADDRESSEE.match(line):
            return True
        if len(line) < 0.75 * len(first):  # figures are narrower than characters
            return False
    return False


def _is_arabic(line: str, number: int) -> bool:
    """Whether a line is the item of a number in a list 1., 2., 3.; a figure alone may be a date or the number of a page."""
    marks = line_marks(line)
    return (
        bool(marks)
        and marks[0].family == "arabic"
        and marks[0].number == number
        and line[marks[0].stop - 1] in ".、"
    )


def _blocks(folded: str, lines: list[Span]) -> list[list[Span]]:
    """Runs of lines that may form one title."""
    blocks: list[list[Span]] = [[]]
    for span in lines:
        line = span.of(folded)
        if is_page_line(line) or (_DATE.match(line) and not _TAIL.match(line)):
            blocks.append([])
            continue
        if _ATTACHMENT.match(line) or _BROKEN_NUMBER.match(line) or _SPACED.match(line):
            blocks.append([])
            continue
        if blocks[-1] and not _continues(folded, blocks[-1], line):
            blocks.append([])
        blocks[-1].append(span)
    return [block for block in blocks if block and not _TAIL.match(block[0].of(folded))]


def _continues(folded: str, block: list[Span], line: str) -> bool:
    """Whether a line goes on with the title above it."""
    above = "".join(span.of(folded) for span in block)
    if len(line) >= 12 and line in above:  # a headline, and the title again
        return False
    if _TAIL.match(line):
        return True
    own = _ISSUED_BY.match(without_glosses(line))
    if own and not organs(above):
        return False  # a whole title, below what is none
    if len(above) > 120 or ">" in line or "|" in line:
        return False
    if own and without_glosses(above).startswith(own.group("issuer")):
        return False  # 甲县人民政府办公室, then 甲县人民政府关于…: the site's name above a whole title
    if above.count("《") > above.count("》"):
        return True
    if line.endswith("的通知") and "关于" not in line and re.search(r"印发|转发", above) and "通知" not in above:
        return True
    above = _BRACKETED.sub("", above)
    if above.endswith("》") and re.search(r"印发|转发|关于|贯彻|落实", above):
        return True
    if _BODY_NAME.search(above):
        return True
    return not _KIND.search(above[-4:]) or above.endswith(("关于", "的", "和", "及"))


def title_words(text: str, title: Title) -> str:
    """The title in one line, as printed, without the notes that say what stage it is at (标题文字).

    A line that only names the years (2015-2020年) belongs to the title, (征求意见稿) and (试行) do not.
    """
    parts: list[str] = []
    for span in title.lines:
        line = without_glosses(span.of(text)).strip()
        if parts and re.match(r"[(（〔]", line) and (not _YEARS.fullmatch(line) or _DATE.match(fold(line))):
            continue
        parts.append(line)
    words = _TAGGED.sub("", "".join(parts))
    if ahead := _NUMBER_AHEAD.match(fold(words)):
        words = words[ahead.end() :]
    if glued := GLUED_NUMBER.search(fold(words)):
        words = words[: glued.start()]
    stage = _STAGE.search(fold(words))
    words = (words[: stage.start()] if stage else words).lstrip("?•")
    marked = words[:1] == "《" and words[-1:] == "》" and words.count("《") == 1  # a headline in marks
    return words[1:-1] if marked else words
