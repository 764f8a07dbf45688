"""Where in a file one document ends and the next begins, without a heading that counts them."""

import re
from bisect import bisect_left
from difflib import SequenceMatcher

from fazhi_research.reading.jurisdictions import places_at
from fazhi_research.reading.occurrences import occurrences
from fazhi_research.reading.page_lines import NUMBER_LINE
from fazhi_research.reading.spans import Span
from fazhi_research.reading.title_lines import KIND, Title, bare_title
from fazhi_research.reading.titles import find_title, title_words

_SHORTEST = 40  # characters of a document that is one of several
_FEWEST_SENTENCES = 2
_MOST_GAPS = 5_000  # that are tried
_HEAD = 600  # characters in which a title stands with the lines above it
_HEAD_LINES = 8  # how many lines above a title may be about it
_OPENING = 3000  # where the first item of a document stands
_NAMED = 0.6  # of a title's characters in one piece: named by a notice that it is attached to
# What a person or program puts between two documents: a rule of signs, the end of a page; what a site prints below one.
_RULE = re.compile(r"(?m)^[ \t]*(?:[=\-—_*#~·―─━]{6,}|\x0c+)[ \t]*$|\x0c")
_SITE_FOOT = re.compile(
    r"(?m)^[ \t]*(?:[上下]一?[篇条][:]|版权所有|【?(?:打印本页|关闭窗口)|责任?编辑[:]|网站标识码|相关(?:链接|附件|阅读)[:])[^\n]{0,80}$"
)
# Characters, or runs of commoner ones, without which the patterns find nothing; looking for one is many times quicker.
_BLANK_SIGNS = ("\n\n\n", "\n \n", "\n\t")
_FOOT_SIGNS = tuple("篇版窗码链辑阅")
_RULE_SIGNS = (*"=_#~―─━\x0c", "------", "——————", "******", "······")
_BLANK_LINES = re.compile(r"\n[ \t]*\n[ \t]*\n\s*")
# How a document closes: the date of its signature, or of its printing.
_CLOSING = re.compile(
    r"[ \t]*(?:[^\n。,]{0,30}[ \t]{2,})?(?:[(〔]?[12二][\d〇零O一二三四五六七八九]{3}[ ]?年[ ]?[\d一二三四五六七八九十]{1,3}[ ]?月[ ]?[\d一二三四五六七八九十]{1,3}[ ]?日[)〕]?|[^\n]{2,40}日[ ]?印发)[ \t]*(?=\n|\Z)"
)
_ATTACHED = re.compile(r"[ \t]*附[ ]?[件表录图]")
_SPEAKS_OF_ATTACHED = re.compile(r"附[ ]?[件表录图][ ]?[\d一二三]{0,2}[ ]?[:.、]")
_FIRST_ITEM = re.compile(r"(?m)^[ \t|]*(?:一[、.]|第一[条章部]|[(]一[)]|1[、.]|任务一|序[ ]?号|编号)")
_RED_HEAD = re.compile(r"(?:文[ ]{0,3}件|令)[ \t]*$")
_KIND = re.compile(rf"{KIND.pattern}|分解表|台账")
_SENDS = re.compile("印发|转发|下发|公布|发布|批转")


def joined_documents(folded: str, area: Span) -> list[int]:
    """Where in a stretch of folded text a document begins that another one stands before, in order (并存文件的起点).

    A new document begins behind a rule, the end of a page, the date of a signature, the foot of a site or blank lines, with a title of its own and its
    first item, and with a number above or below the title or a date that signs it unless a rule parts it from the one before. What the document before names in its title or in title marks, and what is labelled 附件, is attached to it and
    begins none, and so does what follows a document that speaks of attachments, unless it has a document number of its own.
    """
    found: list[int] = []
    begin = area.start
    gaps = _gaps(folded, area)
    dates = [end for end, kind in gaps if kind == "date"]
    for index, (end, kind) in enumerate(gaps[:_MOST_GAPS]):
        if (
            end - begin < _SHORTEST
            or area.stop - end < _SHORTEST
            or not _KIND.search(folded, end, end + _HEAD)
        ):
            continue
        start = _first_line(folded, end, area.stop)
        title = find_title(folded, start, area.stop) if start is not None else None
        if start is None or title is None or not _opens(folded, start, title, area.stop):
            continue
        later = gaps[index + 1][0] if index + 1 < len(gaps) else area.stop
        if later <= title.lines[-1].start and not _is_head(folded[start:later]):
            continue  # the foot of the document before
        numbered = _is_numbered(folded, start, title)
        host = find_title(folded, begin, end)
        if (
            host is None
            or folded.count("。", host.start, min(end, host.start + _OPENING)) < _FEWEST_SENTENCES
        ):
            continue  # what a site prints above its text is no document
        if _is_attached(folded, folded[begin : min(end, begin + _OPENING)], host, title, numbered=numbered):
            continue
        signed = bisect_left(dates, title.lines[-1].stop + _SHORTEST // 2) < len(dates)
        if numbered or signed or kind == "rule":
            found.append(start)
            begin = start
    return found


def _gaps(folded: str, area: Span) -> list[tuple[int, str]]:
    """The ends of what may close a document, in order, and what it is: date, foot (of a page), blank (lines) or rule."""
    found: dict[int, str] = {}
    signs = (
        ("blank", _BLANK_LINES, _BLANK_SIGNS), ("foot", _SITE_FOOT, _FOOT_SIGNS), ("rule", _RULE, _RULE_SIGNS),
    )  # fmt: skip
    for kind, pattern, words in signs:
        if any(word in folded for word in words):
            found |= {match.end(): kind for match in pattern.finditer(folded, area.start, area.stop)}
    for at in occurrences(folded, "日", start=area.start, stop=area.stop):
        if (closing := _CLOSING.match(folded, folded.rfind("\n", 0, at) + 1, area.stop)) is not None:
            found.setdefault(closing.end(), "date")
    return sorted(found.items())


def _first_line(folded: str, start: int, stop: int) -> int | None:
    """Where the first line begins that is no rule; None if it is the label of an attachment."""
    while start < stop:
        end = folded.find("\n", start, stop)
        end = stop if end < 0 else end
        line = folded[start:end]
        if line.strip() and not _RULE.match(folded, start, end):
            return None if _ATTACHED.match(line) else start + len(line) - len(line.lstrip())
        start = end + 1
    return None


def _opens(folded: str, start: int, title: Title, stop: int) -> bool:
    """Whether a title stands where a document begins: with a word for its kind, only lines about it above, and a first item below."""
    last = title.lines[-1]
    if not _KIND.search(folded, title.lines[0].start, last.stop):
        return False
    above = [line for line in folded[start : title.start].split("\n") if line.strip()]
    if len(above) > _HEAD_LINES or any(_ATTACHED.match(line) or "。" in line for line in above):
        return False
    return _FIRST_ITEM.search(folded, last.stop, min(stop, last.stop + _OPENING)) is not None


def _is_head(words: str) -> bool:
    """Whether lines above a title belong to it: a number, or the red head of a body's documents."""
    return any(NUMBER_LINE.match(line.strip()) or _RED_HEAD.search(line) for line in words.split("\n"))


def _is_numbered(folded: str, start: int, title: Title) -> bool:
    """Whether a number of its own stands above the title or right below it."""
    below = folded[title.lines[-1].stop : title.lines[-1].stop + 80].strip().split("\n", 1)[0]
    lines = [*folded[start : title.start].split("\n"), below]
    return any(NUMBER_LINE.match(line.strip()) for line in lines if line.strip())


def _is_attached(folded: str, before: str, host: Title, title: Title, *, numbered: bool) -> bool:
    """Whether what follows belongs to the document before: that names it, or speaks of attachments and this has no number."""
    words = bare_title(title_words(folded, title))
    if words in "".join(before.split()):
        return True
    told = bare_title(title_words(folded, host))
    own = words.partition("关于")[2] or words[places_at(words)[1] :]
    piece = SequenceMatcher(None, told, own, autojunk=False).find_longest_match()
    if piece.size >= _NAMED * len(own) and _SENDS.search(told):
        return True
    return not numbered and _SPEAKS_OF_ATTACHED.search(before) is not None
