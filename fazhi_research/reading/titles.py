"""Where a document begins: its title among the lines of a page."""

import re
from itertools import islice, pairwise

from fazhi_research.reading.agreement import agreed, is_whole
from fazhi_research.reading.announced import told_by_opening, told_of
from fazhi_research.reading.folding import fold
from fazhi_research.reading.issuers import organs
from fazhi_research.reading.marks import line_marks
from fazhi_research.reading.page_lines import GLUED_NUMBER, is_page_line, without_glosses
from fazhi_research.reading.spans import Span
from fazhi_research.reading.table_headers import is_table_header
from fazhi_research.reading.title_lines import ENDS_TITLE, KIND, STAGE, Title, byline_date, title_lines

_HEAD, _MOST = 20, 60  # lines in which a title is looked for: no more where the text begins among the first
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
_NUMBERED_TABLE = re.compile(r"序[ ]?号[ \t|]+[\u4e00-\u9fff]")
_PART_MARK = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SHORTEST = 8  # characters of a title
_WRAPPED, _SENTENCE_LINES = 20, 10  # characters of a line that is cut, and lines of a sentence
_DATE = re.compile(
    r"[ ]*[(〔]?[ ]*[12二][\d〇零O一二三四五六七八九*X]{3}[ ]?(?:年|[-./])[ ]?[\dX*一二三四五六七八九十]{1,3}[ ]?(?:月|[-./])(?:[ ]?[\dX*一二三四五六七八九十]{1,3}[ ]?日?)?[ ]*[)〕]?[ ]*(?:\d{1,2}:\d{2}(?::\d{2})?)?[ ]*$"
)
_ATTACHMENT = re.compile(r"[ ]*附[ ]?[件表录][ ]?[\d一二三四五六七八九十]{0,3}[ ]?:?[ ]*$")
_BRACKETED = re.compile(r"[(〔][^()〔〕]*[)〕]$")
_YEARS = re.compile(r"[(（〔][\d*X年度\s—–―~～至到-]+[)）〕]")
ORDER = re.compile(r"[\u4e00-\u9fff]{2,30}令[ ]*(?:第[ ]?\d{1,4}[ ]?号)?")
_MADE_KNOWN = re.compile(r"[^\n]{0,20}《[^《》]{2,80}》(?:[^\n]|\n(?=[^\s])){0,120}?(?:公布|发布)")
_NUMBER_AHEAD = re.compile(
    r"[\u4e00-\u9fff]{2,8}[〔\[【][ ]?(?:19|20)\d{2}[ ]?[〕\]】]第?\d{1,4}号[ ]?(?=[\u4e00-\u9fff《])"
)
# The lines of a number that is broken by a line end, and the letter-spaced names of a red head.
_BROKEN_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[【(](?:[12]\d{0,3})?$|\d{1,3}[〕\]】)]第?\d{1,4}号$")
_SPACED = re.compile(r"(?:[\u4e00-\u9fff][ ]{1,3}){3,30}[\u4e00-\u9fff](?:[ ]{0,3}文[ ]{0,3}件)?$")
_BARE_CAPTION = re.compile(r"\d{1,2}[ .]{0,2}[\u4e00-\u9fff、与和]{2,16}$")  # 2 组织体系, above 2.1
# A line that opens a title with the body that issues it.
_ISSUED_BY = re.compile(r"(?P<issuer>[\u4e00-\u9fff]{2,30}(?:委员会|政府|办公[厅室]|[局厅委部院]))关于")
_DECIMAL = re.compile(r"\d{1,2}(?:\\?\.\d{1,2}){1,3}")  # 2.3, which a page may set on a line of its own
_BODY_NAME = re.compile(r"(?:局|厅|委|委员会|政府|部|办公室|院|署|组)$")
_TITLE_SENTENCE = re.compile(rf"(?P<title>[^。,;:\n]{{0,20}}关于[^。;:\n]{{2,60}}{KIND.pattern})。(?=[^\n])")
_SPOKEN = re.compile(r"(?P<title>[^。,;:\n]{6,60}(?:讲话|发言))(?=同志们[:!,])")  # …会议上的讲话同志们:今天…
# A headline of news about a document, in place of its title: 国务院发布《国务院关于…的决定》
_HEADLINE = re.compile(
    rf"[\u4e00-\u9fff、 ]{{2,24}}(?:发布|印发|公布|出台|下发)[ ]?《(?P<title>[^《》]{{4,100}}{KIND.pattern}[^《》]{{0,20}})》"
)
_TAGGED = re.compile(r"【[^】\n]{2,10}】(?=关于)")  # 【专题】关于…的通知
_HEADED = re.compile(r"[\u4e00-\u9fff]{2,8}:[ ]*(?P<title>[^\n]{8,})")  # 政策解读:某市实施方案
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DAY_AHEAD = re.compile(r"[(〔]?(?:19|20)\d\d年[ ]?\d{1,2}月[ ]?\d{1,2}日[ ]?(?:[\u4e00-\u9fff《]|$)")
_FIRST_LEVEL = re.compile(r"(?:\A|\n)[ ]?#[ ]+(?:\*\*)?\Z")  # what opens a heading of the first level in Markdown
_FILE_NAME = re.compile(r"\.(?:docx?|wps|pdf|txt)$")  # of a file, as a sharing site prints it
_NEWS = re.compile(
    r"[!?]|(?:发布|出台|公布|印发|来了|解读)$|(?:发布|印发|公布|出台|下发|转发)[ ]?《[^》]*》?(?:[(][^()]{0,6})?$"
)  # how a headline of news differs from a title


def find_title(folded: str, start: int, stop: int, *, apart: bool = False) -> Title | None:
    """The title of the document in [start, stop) of a file's folded text, or None if no line reads as one (标题).

    The title is the last block of title-like lines before the body begins: headlines of a web page that repeat
    it further up are passed over. With `apart` the first line is a compilation's heading, a title only if no other is found.
    """
    lines = list(islice(title_lines(folded, start, stop), _HEAD))
    if _body_line(folded, lines) == len(lines):
        lines = list(islice(title_lines(folded, start, stop), _MOST))
    order = _order(folded, lines)
    if order and (best := _best(folded, lines[order[1] :], apart=False)):
        return Title(tuple(best), lines[order[0]])
    best = _marked(folded, lines) or _best(folded, lines, apart=apart)
    if best and (told := _told_below(folded, lines, best, stop)):
        return told
    if best is None or not any(KIND.search(span.of(folded)) for span in best):
        site = _told_by_site(folded, lines)
        if site is None and (told := told_by_opening(folded, lines)):
            return told
        best = site or best
    best = best if order else agreed(folded, lines, best)
    if best is None:
        return None
    if len(best) == 1 and (news := _HEADLINE.fullmatch(best[0].of(folded))):
        return Title((Span(best[0].start + news.start("title"), best[0].start + news.end("title")),), best[0])
    return Title(tuple(_without_cells(folded, span) for span in best))


def _marked(folded: str, lines: list[Span]) -> list[Span] | None:
    """The line that Markdown marks as the heading of the whole text, if it marks one above the body and no other reads as a title."""
    above = lines[: _body_line(folded, lines)]
    first = [line for line in above if _FIRST_LEVEL.search(folded, max(0, line.start - 4), line.start)]
    if len(first) != 1 or not _HAN.search(first[0].of(folded)):
        return None
    others = (block for block in _blocks(folded, above) if first[0] not in block)
    if not _has_kind(first[0].of(folded)) and any(
        ENDS_TITLE.search(line.of(folded)) for block in others for line in block
    ):
        return None
    block = next((block for block in _blocks(folded, above) if first[0] in block), [])
    tails = [line for line in block[block.index(first[0]) + 1 :] if _TAIL.match(line.of(folded))] if block else []
    return [*first, *tails] if block else None


def _told_below(folded: str, lines: list[Span], best: list[Span], stop: int) -> Title | None:
    """The title that the words below a headline give, where that is no title: news of a document, or its title behind a label."""
    below = [line for line in lines if line.start > best[-1].stop]
    if _NEWS.search(best[-1].of(folded)):
        return told_by_opening(folded, below) or told_of(folded, best[-1].stop, stop)
    headed = _HEADED.fullmatch(folded, best[0].start, best[0].stop) if len(best) == 1 else None
    told = told_by_opening(folded, below) if headed else None
    if headed and told and "".join(line.of(folded) for line in told.lines).endswith(headed.group("title")):
        return Title((Span(*headed.span("title")),))
    return None


def _without_cells(folded: str, span: Span) -> Span:
    """A title without the bars of the table row that it fills."""
    return Span(span.start, span.start + len(span.of(folded).rstrip("| ")))


def _told_by_site(folded: str, lines: list[Span]) -> list[Span] | None:
    """The title as the site's data give it (发文标题:…), where the page prints no other."""
    for span in lines[:_HEAD]:
        label = _SITE_TITLE.match(folded, span.start, span.stop)
        if label and KIND.search(folded, label.end(), span.stop):
            return [Span(label.end(), label.end() + len(folded[label.end() : span.stop].rstrip("| ")))]
    return None


def _best(folded: str, lines: list[Span], *, apart: bool) -> list[Span] | None:
    """The last block before the body that has a word for a kind of document in it, else the last of all."""
    told = (i for i in range(1, min(len(lines), 6)) if _announces(lines[i - 1].of(folded), lines[i].of(folded)))
    lines = lines[next(told, 0) :]
    body = _body_line(folded, lines)
    first = [lines[:1]] if apart and body else []
    blocks = first + _blocks(folded, lines[len(first) : body])
    kinds = (block for block in reversed(blocks) if any(_has_kind(span.of(folded)) for span in block))
    block = next(kinds, blocks[-1] if blocks else None)
    return _printed_above(folded, lines, block) if block else _first_sentence(folded, lines)


def _has_kind(line: str) -> bool:
    """Whether a line names a kind of document, elsewhere than in a note in brackets: (陕政通报第132期)."""
    return KIND.search(line) is not None and not _TAIL.match(line)


def _announces(line: str, title: str) -> bool:
    """Whether a line of news announces the document that follows: 日前,某市印发《…》。全文如下:"""
    return line.endswith(("如下:", "如下。")) and f"《{title}》" in line


def _printed_above(folded: str, lines: list[Span], block: list[Span]) -> list[Span]:
    """The last line of a block alone, where the page prints it further up as its headline: what is above it is no title."""
    last = block[-1]
    words = STAGE.sub("", last.of(folded))
    joined = "".join(line.of(folded) for line in lines if line.stop <= block[0].start)
    if len(block) > 1 and "".join(line.of(folded) for line in block) in joined:
        return block
    if len(block) > 1 and _is_site_name(block[0].of(folded), block[1].of(folded)):
        return block[1:]
    repeated = any(line.stop <= last.start and line.of(folded) == words for line in lines)
    if not repeated or not KIND.search(last.of(folded)):
        return block
    at = len(block) - 1
    while last.of(folded).startswith("关于") and at and organs(block[at - 1].of(folded)):
        at -= 1  # a headline may leave the issuer out
    return block[at:]


def _is_site_name(line: str, below: str) -> bool:
    """Whether a line names the office of the government below it, as the name of its site: the two issue nothing together."""
    return re.fullmatch(rf"{re.escape(below)}办公[室厅]", line) is not None


def _first_sentence(folded: str, lines: list[Span]) -> list[Span] | None:
    """The opening sentence of a text that is all one line, where it reads as a title: 关于支持织机更新的意见。"""
    if not lines:
        return None
    start, stop = lines[0].start, lines[0].stop
    match = _TITLE_SENTENCE.match(folded, start, stop) or _SPOKEN.match(folded, start, stop)
    return [Span(match.start(), match.end("title"))] if match else None


def _order(folded: str, lines: list[Span]) -> tuple[int, int] | None:
    """The index of an order's own line and of the first line behind its signature, where a rule is made known by order."""
    at = next((i for i, span in enumerate(lines[:8]) if ORDER.fullmatch(span.of(folded))), None)
    if at is None:
        return None
    told = next(
        (
            i
            for i in range(at, min(at + 6, len(lines)))
            if _MADE_KNOWN.match(without_glosses(folded[lines[i].start : lines[i].start + 400]))
        ),
        None,
    )
    if told is None:
        return None
    dated = (i for i in range(told, min(told + 6, len(lines))) if _DATE.match(lines[i].of(folded)))
    return at, next(dated, told) + 1


def _body_line(folded: str, lines: list[Span]) -> int:
    """The index of the first line that is running text, a numbered item or an address."""
    begun = False
    for index, span in enumerate(lines):
        line = span.of(folded)
        if _NUMBERED_TABLE.match(line) or (is_table_header(line) and not _is_one_title(line)):
            return index
        if is_page_line(line) or _DATE.match(line) or _TAIL.match(line) or _ATTACHMENT.match(line):
            continue
        if _ADDRESSEE.match(line) or _BODY_OPENING.match(line) or "。" in line or (len(line) > 90 and not _is_long_title(line)):
            return index
        if _is_wrapped(folded, lines, index):
            return index
        marks = line_marks(line.replace("\\.", "."))
        if (_DECIMAL.fullmatch(line)) or (
            marks
            and marks[0].family.startswith("dotted")
            and "\u4e00" <= line.replace("\\.", ".")[marks[0].stop :].strip()[:1] <= "\u9fff"
        ):
            return index - 1 if index and _BARE_CAPTION.match(lines[index - 1].of(folded)) else index
        counted = marks and marks[0].family not in ("arabic", "part", "dotted")
        titled = _PART_MARK.match(line) is not None and any(
            _has_kind(above.of(folded)) and not is_page_line(above.of(folded)) for above in lines[:index]
        )
        if counted and (marks[0].number == 1 or not begun or titled):  # 五、… where a page gives a part of a document
            return index
        begun = True
        if (
            index
            and _is_arabic(line, 1)
            and any(_is_arabic(one.of(folded), 2) for one in lines[index + 1 : index + 9])
        ):
            return index
    return len(lines)


def _is_one_title(line: str) -> bool:
    """Whether a line that names a role, as the header of a table does, is a title all the same: 军队参加抢险救灾条例."""
    return len(line) >= _SHORTEST and ENDS_TITLE.search(line) is not None and not re.search(r"[ \t|]", line)


def _is_long_title(line: str) -> bool:
    """Whether a line longer than titles are is one all the same, as of a notice that forwards several rules."""
    return len(line) <= 200 and re.search(r"(?:印发|转发|批转|公布)《.*的(?:通知|公告)$", line) is not None


def _is_wrapped(folded: str, lines: list[Span], at: int) -> bool:
    """Whether a line begins a paragraph, or an address, that goes on below at the width of the page."""
    first = lines[at].of(folded)
    if len(first) < _WRAPPED or not ("," in first or _OPENS_TEXT.match(first)) or ENDS_TITLE.search(first):
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
        if is_page_line(line) or byline_date(line) or _is_history(line) or not _HAN.search(line) or (_DATE.match(line) and not _TAIL.match(line)):
            blocks.append([])
            continue
        if _ATTACHMENT.match(line) or _BROKEN_NUMBER.match(line) or _SPACED.match(line):
            blocks.append([])
            continue
        if blocks[-1] and not _continues(folded, blocks[-1], line):
            blocks.append([])
        blocks[-1].append(span)
    return [block for block in blocks if block and not _TAIL.match(block[0].of(folded))]


def _is_history(line: str) -> bool:
    """Whether a line tells what happened on a day: 2020年3月26日 某省人大常委会批准的…; a title may open with a day as well."""
    return _DAY_AHEAD.match(line) is not None and not ENDS_TITLE.search(line)


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
    if len(above) > 120 or ">" in line or "|" in line or is_whole(line, above):
        return False
    if own and without_glosses(above).startswith(own.group("issuer")):
        return False  # 甲县人民政府办公室, then 甲县人民政府关于…: the site's name above a whole title
    if above.count("《") > above.count("》"):
        return True
    if line.endswith("的通知") and "关于" not in line and re.search(r"印发|转发", above) and "通知" not in above:
        return True
    above = _BRACKETED.sub("", GLUED_NUMBER.sub("", above))
    if above.endswith("》") and re.search(r"印发|转发|关于|贯彻|落实", above):
        return True
    if _BODY_NAME.search(above):
        return True
    return not KIND.search(above[-4:]) or above.endswith(("关于", "的", "和", "及"))


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
    words = _FILE_NAME.sub("", _TAGGED.sub("", "".join(parts)))
    if ahead := _NUMBER_AHEAD.match(fold(words)):
        words = words[ahead.end() :]
    if glued := GLUED_NUMBER.search(fold(words)):
        words = words[: glued.start()]
    stage = STAGE.search(fold(words))
    words = (words[: stage.start()] if stage else words).lstrip("?•")
    marked = words[:1] == "《" and words[-1:] == "》" and words.count("《") == 1  # a headline in marks
    return words[1:-1] if marked else words
