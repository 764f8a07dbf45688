"""Answers to the questions of an exercise: sealed, so that they can be recognised and not read, and judged with a hint.

A question is a mapping as it stands in the source of the coursework; `sealed` makes of it one that can be handed to students, and `judged` takes
the sealed one. Kinds: number, word, set, list, codes and memo (see `project/memos.py`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fazhi_research.errors import FazhiError
from fazhi_research.project.memos import judged_memo

Question = Mapping[str, Any]
Judgement = tuple[bool, str]
"""Whether it is right, and what is said to it."""

ROUNDS = 2_000
"""How often a seal is hashed: an answer is not read off at a glance, though short ones can be found by trying."""
UNSEALED = ("answer", "clear", "wrong", "note")
"""What of a question is never handed out as it stands."""
UNMARKED = "?"
"""What stands where a row has no code yet."""


def normal(answer: object, places: int = 0) -> str:
    """An answer in the one form in which it is compared 标准写法.

    Numbers are rounded to `places`; in words, width, case, blanks, quotation marks and 《》 do not matter.

    >>> normal(0.4444, 2), normal(41), normal("区政府 法制办"), normal("《决定》")
    ('0.44', '41', '区政府法制办', '决定')
    """
    if isinstance(answer, str):
        words = unicodedata.normalize("NFKC", answer).casefold()
        return re.sub(r"[\s\"'“”‘’「」《》〈〉]", "", words)
    return f"{float(answer):.{places}f}"  # type: ignore[arg-type]


def digest(salt: str, words: str) -> str:
    """The seal of an answer in its normal form: twenty hexadecimal digits 加盐散列."""
    made = hashlib.pbkdf2_hmac("sha256", words.encode(), salt.encode(), ROUNDS)
    return made.hex()[:20]


def sealed(question: Question, salt: str) -> dict[str, Any]:
    """A question with its answers sealed; hints stay in words 封存.

    >>> made = sealed({"kind": "number", "answer": 41, "hint": "Count again."}, "1a")
    >>> "41" in str(made["answer"]), judged(made, 41, "1a")[0], judged(made, 44, "1a")
    (False, True, (False, 'Count again.'))
    """
    made = {name: value for name, value in question.items() if name not in UNSEALED}
    kind, places = question["kind"], int(question.get("places", 0))
    if kind not in KINDS:
        raise FazhiError(f"kind {kind!r} of a question: there are {', '.join(KINDS)}")
    if kind in ("number", "word"):
        answers = question["answer"] if isinstance(question["answer"], list) else [question["answer"]]
        made["answer"] = [digest(salt, normal(one, places)) for one in answers]
        made["wrong"] = [
            [digest(salt, normal(one["is"], places)), one["hint"]] for one in question.get("wrong", [])
        ]
    if kind in ("set", "list"):
        made["answer"] = [digest(salt, normal(one)) for one in question["answer"]]
        made["wrong"] = [[digest(salt, normal(one["is"])), one["hint"]] for one in question.get("wrong", [])]
        if kind == "set":
            made["answer"].sort()
    if kind == "codes":
        coded = dict(coded_rows(question["answer"]))
        made["rows"] = list(coded)
        made["clear"] = {row: digest(salt + row, normal(coded[row])) for row in question["clear"]}
    return made


def judged(question: Question, answer: object, salt: str) -> Judgement:
    """Whether an answer to a sealed question is right, and what is said to it 评判.

    Never fails because of what a student wrote: an answer of another kind than asked for is told what is wanted.
    """
    if answer is ... or answer is None or (isinstance(answer, str) and not answer.strip()):
        return False, "Still blank. Put your answer in place of the dots and run the cell again."
    right, words = KINDS[question["kind"]](question, answer, salt)
    return (True, str(question.get("praise", ""))) if right and not words else (right, words)


def _number(question: Question, answer: object, salt: str) -> Judgement:
    places = int(question.get("places", 0))
    try:
        given = float(answer.rstrip("% ")) if isinstance(answer, str) else float(answer)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False, "A number is wanted here, such as 7 or 0.25, without quotation marks or words."
    return _one(question, digest(salt, normal(given, places)))


def _word(question: Question, answer: object, salt: str) -> Judgement:
    if not isinstance(answer, str):
        return False, 'Words are wanted here, between quotation marks: "…".'
    return _one(question, digest(salt, normal(answer)))


def _one(question: Question, given: str) -> Judgement:
    if given in question["answer"]:
        return True, ""
    return False, dict(question["wrong"]).get(given, _hint(question))


def _hint(question: Question) -> str:
    return str(question.get("hint", "Not yet. Go back to the text and look again."))


def listed(answer: object) -> list[str] | None:
    """The entries of an answer that is a list, or words parted by 、 , ; or line ends; None for anything else 列举.

    >>> listed("法制办、编办"), listed(["a", 2]), listed(5)
    (['法制办', '编办'], ['a', '2'], None)
    """
    if isinstance(answer, str):
        return [one.strip() for one in re.split(r"[、,，;；\n]", answer) if one.strip()]
    if isinstance(answer, Iterable):
        return [str(one) for one in answer]
    return None


def _set(question: Question, answer: object, salt: str) -> Judgement:
    entries = listed(answer)
    if entries is None:
        return False, 'A list is wanted here: ["…", "…"].'
    given = [digest(salt, one) for one in dict.fromkeys(map(normal, entries))]
    for seal in given:
        if seal in dict(question["wrong"]):
            return False, dict(question["wrong"])[seal]
    found = sum(seal in question["answer"] for seal in given)
    wanted, further = len(question["answer"]), len(given) - found
    if found == wanted and not further:
        return True, ""
    return (
        False,
        f"{found} of your {len(given)} belong there; {wanted - found} are missing. {_hint(question)}",
    )


def _list(question: Question, answer: object, salt: str) -> Judgement:
    entries = listed(answer)
    if entries is None:
        return False, 'A list in order is wanted here: ["…", "…"].'
    given = [digest(salt, normal(one)) for one in entries]
    if given == question["answer"]:
        return True, ""
    if sorted(given) == sorted(question["answer"]):
        return False, f"These are the ones, in another order. {_hint(question)}"
    return _set(question, entries, salt)


def coded_rows(answer: object) -> list[tuple[str, str]]:
    """Row and code of each line of an answer such as "01 duty", or of a mapping 逐行编码.

    >>> coded_rows("01 duty" + chr(10) + "02: ?")
    [('01', 'duty'), ('02', '?')]
    """
    if isinstance(answer, Mapping):
        return [(str(row).strip(), str(code).strip()) for row, code in answer.items()]
    parts = [
        re.split(r"[\s:：,，]+", line.strip(), maxsplit=1)
        for line in str(answer).splitlines()
        if line.strip()
    ]
    return [(part[0], part[1].strip() if len(part) > 1 else UNMARKED) for part in parts]


def _codes(question: Question, answer: object, salt: str) -> Judgement:
    pairs = coded_rows(answer)
    if fault := _faults_of_codes(question, pairs):
        return False, fault
    given, clear = dict(pairs), question["clear"]
    agreed = sum(digest(salt + row, normal(given[row])) == seal for row, seal in clear.items())
    told = (
        f"{agreed} of the {len(clear)} rows on which the instructions leave no choice are coded as they ask"
    )
    if agreed >= int(question.get("enough", len(clear))):
        return True, f"{told}. {question.get('praise', '')}".strip()
    return False, f"{told}. {_hint(question)}"


def _faults_of_codes(question: Question, pairs: list[tuple[str, str]]) -> str:
    """What keeps the rows of an answer from being read, in one sentence; nothing if they can be."""
    rows = [row for row, _ in pairs]
    wanted, codes = list(question["rows"]), [normal(code) for code in question["codes"]]
    unknown = [row for row in rows if row not in wanted]
    twice = sorted({row for row in rows if rows.count(row) > 1})
    open_ = [row for row in wanted if dict(pairs).get(row, UNMARKED) == UNMARKED]
    odd = [f"{row} {code}" for row, code in pairs if code != UNMARKED and normal(code) not in codes]
    if unknown:
        return f"There is no row {unknown[0]}: each line begins with the number of a row, as {wanted[0]}."
    if twice:
        return f"Row {twice[0]} has two codes: decide for one."
    if odd:
        return f"“{odd[0]}”: the codes are {', '.join(question['codes'])}."
    if open_:
        shown = ", ".join(open_[:8]) + (" …" if len(open_) > 8 else "")
        return f"{len(open_)} of {len(wanted)} rows have no code yet: {shown}"
    return ""


KINDS: dict[str, Callable[[Question, object, str], Judgement]] = {
    "number": _number,
    "word": _word,
    "set": _set,
    "list": _list,
    "codes": _codes,
    "memo": judged_memo,
}
"""What can be asked for, with the judge of each 题型."""
