"""Memos: what can be checked in a text of a student's own, which is its form and its quotations and never its argument."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from fazhi_research.reading.corpus import read_corpus
from fazhi_research.reading.folding import fold

SHORTEST = 6
"""Shorter quotations are words under discussion and are not looked up."""
_QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”)+)”|「([^「」]+)」|\"([^\"]+)\"")
_ELLIPSIS = re.compile(r"…+|\.{3,}")
_SIGNS = re.compile(r"[\s\"'“”‘’「」]")


def length(memo: str) -> int:
    """How long a text is: Chinese characters and words of other scripts, each counting one 字数.

    >>> length("The 区编办 leads 5.")
    6
    """
    return len(re.findall(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+", memo))


def quotations(memo: str) -> list[str]:
    """What stands in quotation marks and has six Chinese characters or more 引文.

    >>> quotations("“法制办” is named; “由区政府法制办牵头” says more")
    ['由区政府法制办牵头']
    """
    found = ["".join(pieces) for pieces in _QUOTED.findall(memo)]
    return [one for one in found if len(re.findall(r"[\u4e00-\u9fff]", one)) >= SHORTEST]


def judged_memo(question: Mapping[str, Any], answer: object, salt: str) -> tuple[bool, str]:
    """Whether a memo keeps to its form, and all that it still lacks 评判短文.

    `least` and `most` bound its length, `mentions` are groups of words of which one must occur, `quotes` is the least number of quotations, which must
    stand in the corpus (or in `documents` of it) as they are quoted, `avoid` maps words to what is said to their use.
    """
    if not isinstance(answer, str):
        return False, 'A text is wanted here, between three quotation marks: """…""".'
    told = [
        *_about_length(question, answer),
        *_about_mentions(question, answer),
        *_about_quotes(question, answer),
        *(str(words) for word, words in question.get("avoid", {}).items() if word in answer.casefold()),
    ]
    if told:
        return False, " ".join(told)
    return True, str(
        question.get("praise", "")
    ) or "The form is kept; whether the argument holds is for the seminar."


def _about_length(question: Mapping[str, Any], memo: str) -> list[str]:
    written, least, most = length(memo), int(question.get("least", 0)), int(question.get("most", 10**9))
    if written < least:
        return [f"It has {written} words or characters; at least {least} are asked for."]
    return [f"It has {written} words or characters; cut it to {most}."] if written > most else []


def _about_mentions(question: Mapping[str, Any], memo: str) -> list[str]:
    words = memo.casefold()
    missing = [
        group for group in question.get("mentions", []) if not any(one.casefold() in words for one in group)
    ]
    return [f"It says nothing yet of {' or '.join(group)}." for group in missing]


def _about_quotes(question: Mapping[str, Any], memo: str) -> list[str]:
    wanted = int(question.get("quotes", 0))
    if not wanted:
        return []
    quoted = quotations(memo)
    named = tuple(question.get("documents", ()))
    wrong = [one for one in quoted if not _stands(one, named)]
    if wrong:
        return [f"“{wrong[0]}” does not stand so in {', '.join(named) or 'the corpus'}: quote as printed."]
    if len(quoted) < wanted:
        return [f"It quotes {len(quoted)} passages of six characters or more; {wanted} are asked for."]
    return []


def _stands(quoted: str, documents: tuple[str, ...]) -> bool:
    """Whether the pieces of a quotation, parted by …, stand in one document, in order."""
    pieces = [_bare(piece) for piece in _ELLIPSIS.split(quoted) if piece.strip()]
    sought = re.compile(".*?".join(map(re.escape, pieces)), re.DOTALL)
    return any(sought.search(text) for name, text in _texts().items() if not documents or name in documents)


def _bare(words: str) -> str:
    return _SIGNS.sub("", fold(words)).strip("。,;:.")


@cache
def _texts() -> dict[str, str]:
    """The words of every document of the shipped corpus, folded, without blanks and quotation marks."""
    return {one.document: _SIGNS.sub("", one.clean.text) for one in read_corpus().documents}
