"""How binding the sentences of a document are, whom they bind, and what they only report."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fazhi_research.coding.bearers import addressee, agent, subject
from fazhi_research.coding.codebook import Codebook
from fazhi_research.coding.codebooks import read_codebook
from fazhi_research.coding.descriptions import COPULA, described_from
from fazhi_research.coding.norm_sentences import NormSentence, clauses, norm_sentences
from fazhi_research.coding.owner_strings import owner_strings
from fazhi_research.coding.quoted_titles import quoted_titles
from fazhi_research.coding.searchable import SearchText
from fazhi_research.coding.term_scanner import scanner
from fazhi_research.reading.documents import Document, require_document
from fazhi_research.reading.occurrences import occurrences
from fazhi_research.reading.spans import Span

STRENGTHS = ("prohibition", "duty", "strict", "routine", "permissive")
_RANK = {"prohibition": 0, "duty": 1, "strict": 2, "permissive": 2, "routine": 3}
_BINDING = ("prohibition", "duty")
_UNDER = {"duty": ("strict", "routine"), "routine": ("routine",)}  # what goes on under which modal
_QUOTED = re.compile(r"[“「『][^“”「」『』。;\n]{1,24}[”」』]")
_STATED = re.compile(
    r"(?:(?:》|法律|法规|条例|国家|上级|宪法)(?:第[^,。;]{1,12}条)?[^,。;]{0,6}(?:规定|明确)了?|(?:总理|总书记|主席|同志|报告|讲话|会议)[^,。;]{0,6}(?:指出|强调))(?=[,:])"
)
# A modal inside a clause that only names what is meant: 除依法应当保密的以外, 对应当由行政机关调处的民事纠纷.
_NAMED = re.compile(
    r"(?:除|对|凡|属于?|把|将|因|依法|法律|[一-鿿]{0,4}所)[^,]{0,6}$",
)
_NOUN_AFTER = re.compile(
    r"[^,]{0,24}?的(?:[ ]*$|以外|之外|外$|(?:事项|情形|行为|信息|案件|规定|内容|[一-鿿]{0,3}纠纷|问题|职责))"
)
_PURPOSE = re.compile(r"[ ]*(?:为了?(?!期)|以(?!上|下|后|来|案)|只有|只要|才能?|有利于|如何)")
_NEAR = 40  # how far back of a cue its clause is looked at
_PREDICATE = re.compile(
    r"[^,]{0,24}?(?<![一二三四五六七八九十但而凡都])是|[ ]*(?:有利于|具有|意味着|关系到?|直接关系|事关|根本在|关键在|责任在|标志着|对于)"
)
_JUDGING = re.compile(r"[ ]*(?:就?是|不仅是|有利于|标志着|意味着|对于)")
_JUDGES = " 就是不有标意对"  # what that begins with
_CONDITION = re.compile(
    r"[ ]*(?:未|对|凡|除|因|如|若|经|需要|有[^,]{1,8}的|拒|不符合|不属于|违反|发生|符合|协商|自|在)|[^,]*(?:[的后前时]|之日起)$"
)
_NOT_VERBAL = re.compile(
    r"(?:(?<![予加])以|[的是为所性不未被使成]|(?:需|待)(?:要|进一步)?|(?<![应面针相核])(?:对于?|就)(?:进一步|扎实|全面|切实|深入|大力|持续|认真|不断|更好地?)*)$"
)
_NOT_VERBAL_ENDS = frozenset("以的是为所性不未被使成需待要步对于就实面入力续真断好地")  # the last character of what it finds
_AFTER_NOUN = re.compile(r"的|率|情况|、[^,]{0,10}的|(?:之|以)?[后前](?:、|$)")
# 对…提出明确要求, 很有帮助, 十分必要: said of what the verb before it names
_SAID_OF = re.compile(
    r"提出了?[^,]{0,8}(?:要求|希望)[ ]*$|很有[^,]{0,6}$|具有[^,]{0,10}(?:意义|作用)[ ]*$|(?:十分|非常|很)(?:必要|重要)[ ]*$"
)
_WHETHER = re.compile(r"[能是]否|能不能|是不是")
# 县长还要作重要讲话; 要清醒地看到; 可以立即解决的一拖再拖: no duty and no permission
_NO_MODAL = {
    "要": re.compile(r"(?:作|做|发表)[^,]{0,8}(?:讲话|发言|授课|辅导)|[^,]{0,5}(?:看到|认识到|意识到)"),
    "可以": re.compile(r"[^,]{1,12}的[一都却也]"),
}


class Modality(NamedTuple):
    """A norm: a stretch of a sentence under one modal (规范语句).

    `span` is the stretch, `sentence` the offset at which its sentence begins; `strength` one of `STRENGTHS`; `cue` the word that shows
    it; `bearer` and `addressee` are places, empty where the text names none. `reported` marks what is told as done.
    """

    span: Span
    sentence: int
    strength: str
    cue: str
    bearer: Span
    addressee: Span
    reported: bool


def code_modality(document: Document, *, codebook: Codebook | None = None) -> list[Modality]:
    """The norms of a document in order of print with their strength, bearer and addressee (规范强度).

    The words are those of the codebook's scheme modality, ours where a codebook of your own has none.

    A sentence is cut where its modal changes; clauses that go on with plain verbs (加强, 完善) stay under a duty or under the plain verb before them, and an enumeration by 、
    has one modal. 未经…不得… is one prohibition, the condition part of it. False friends (应诉, 重要), quoted slogans and titles, owner strings, captions followed by
    text, purposes (为加强…) and modals that only name what is meant (依法应当保密的) are no norms. What 《…》规定 introduces is that law's norm, not this document's.

    >>> plan = Document("d", "1.各级政府应当建立制度,完善机制,不得违法增加公民义务。", metadata={"genre": "plan"})
    >>> [(one.strength, one.cue, one.bearer.of(plan.text), one.addressee.of(plan.text)) for one in code_modality(plan)]
    [('duty', '应当', '各级政府', ''), ('prohibition', '不得', '各级政府', '公民')]
    """
    require_document(document)
    book = codebook if codebook is not None and "modality" in codebook.schemes else read_codebook()
    return _Reader(document, book).norms()


class _Cue(NamedTuple):
    start: int
    stop: int
    strength: str
    words: str


def _by_rank(cue: _Cue) -> tuple[int, int]:
    return _RANK[cue.strength], cue.start


@dataclass(slots=True)
class _Norm:
    start: int
    stop: int
    cue: _Cue
    clause: int  # where the clause with the cue begins
    bearer: tuple[int, int] | None = None


class _Topic:
    """The first body that a clause of the sentence names without a cue, looked for when it is asked for."""

    def __init__(self, text: str) -> None:
        self.unread: list[tuple[int, int]] = []
        self._text = text
        self._read = 0
        self._found: tuple[int, int] | None = None

    def place(self) -> tuple[int, int] | None:
        while self._found is None and self._read < len(self.unread):
            self._found = subject(self._text, *self.unread[self._read])
            self._read += 1
        return self._found


class _Reader:
    def __init__(self, document: Document, book: Codebook) -> None:
        self._document = document
        self._text = document.clean.text
        found = scanner(book, "modality")
        cues = [
            _Cue(start, stop, *found.codes[number][0])
            for number, start, stop in found.hits(SearchText(self._text, self._blanked()))
        ]
        self._cues = [cue for cue in cues if cue.strength in _RANK]
        self._starts = [cue.start for cue in self._cues]
        self._cuts = occurrences(self._text, ",", ":")
        self._binding = [cue.start for cue in cues if cue.strength in _BINDING]
        self._reports = [cue.start for cue in cues if cue.strength == "report"]

    def norms(self) -> list[Modality]:
        found = []
        for sentence in norm_sentences(self._document):
            for norm in self._of(sentence) if self._held(sentence.start, sentence.stop) else ():
                found.append(self._made(norm, sentence))
        return found

    def _blanked(self) -> Iterator[tuple[int, int]]:
        yield from owner_strings(self._document)
        yield from ((title.start, title.stop) for title in quoted_titles(self._text) if title.depth == 0)
        yield from (match.span() for match in _QUOTED.finditer(self._text))

    def _of(self, sentence: NormSentence) -> list[_Norm]:
        """The norms of a sentence."""
        text = self._text
        norms: list[_Norm] = []
        pending: int | None = None  # where a condition begins that belongs to the norm after it
        topic = _Topic(text)
        telling = False  # from here on the sentence says what is, not what is to be
        parts = clauses(sentence, self._cuts)
        law = self._quoted_from(sentence)
        described = self._described(sentence, parts)
        for index, (start, stop) in enumerate(parts):
            following = parts[index + 1] if index + 1 < len(parts) else None
            telling = (
                telling
                or described <= start
                or (text[start] in _JUDGES and _JUDGING.match(text, start, stop) is not None)
            )
            cue = self._governing(start, stop, following, quoted=start >= law, telling=telling)
            last = norms[-1] if norms else None
            if cue is None:
                if last and not (following and _CONDITION.match(text, start, stop)):
                    last.stop, pending = stop, None
                elif pending is None:
                    pending = start
                topic.unread.append((start, stop))
                continue
            if last and pending is None and cue.strength in _UNDER.get(last.cue.strength, ()):
                own = subject(text, start, cue.start)
                if own is None:
                    last.stop = stop
                    continue
            begun = _Norm(start if pending is None else pending, stop, cue, start)
            begun.bearer = self._bearer(begun, last, topic)
            norms.append(begun)
            pending = None
        if pending is not None and norms:
            norms[-1].stop = parts[-1][1]
        return norms

    def _described(self, sentence: NormSentence, parts: list[tuple[int, int]]) -> int:
        """From where on the sentence says what is: plain verbs there are no norms."""
        held = self._held(sentence.start, sentence.stop)
        verbs = [(cue.start, cue.stop) for cue in held if cue.strength == "routine"]
        return described_from(self._text, parts, verbs) if held else sentence.stop

    def _quoted_from(self, sentence: NormSentence) -> int:
        """Where in a sentence the norm of a law that is quoted begins; its end where none is or nothing binds."""
        stated = None
        at = bisect_left(self._binding, sentence.start)
        if at < len(self._binding) and self._binding[at] < sentence.stop:
            stated = _STATED.search(self._text, sentence.start, sentence.stop)
        return stated.end() if stated else sentence.stop

    def _governing(
        self, start: int, stop: int, following: tuple[int, int] | None, *, quoted: bool, telling: bool
    ) -> _Cue | None:
        """The cue that governs a clause: the strongest, of equals the first."""
        held = self._held(start, stop)
        for cue in held if len(held) < 2 else sorted(held, key=_by_rank):
            if cue.strength in _BINDING:
                if not quoted and self._is_modal(cue, start, stop):
                    return cue
            elif telling:
                return None
            elif cue.strength != "routine":
                if self._is_modal(cue, start, stop):
                    return cue
            elif _PURPOSE.match(self._text, start, stop):
                return None
            elif self._is_verb(cue, start, stop):
                named = following is not None and _PREDICATE.match(self._text, *following) is not None
                return None if named else cue
        return None

    def _held(self, start: int, stop: int) -> list[_Cue]:
        """The cues in a stretch."""
        first = bisect_left(self._starts, start)
        return self._cues[first : bisect_left(self._starts, stop, first)]

    def _is_verb(self, cue: _Cue, start: int, stop: int) -> bool:
        if COPULA.search(self._text, cue.stop, min(stop, cue.stop + _NEAR)) or _SAID_OF.search(
            self._text, cue.stop, stop
        ):
            return False
        before = self._text[max(start, cue.start - _NEAR) : cue.start]
        return not (
            (before[-1:] in _NOT_VERBAL_ENDS and _NOT_VERBAL.search(before))
            or COPULA.search(before)
            or _AFTER_NOUN.match(self._text, cue.stop, stop)
        )

    def _is_modal(self, cue: _Cue, start: int, stop: int) -> bool:
        false_friend = _NO_MODAL.get(cue.words)
        if false_friend is not None and false_friend.match(self._text, cue.stop, stop):
            return False
        if cue.strength not in _BINDING and _AFTER_NOUN.match(self._text, cue.stop, stop):
            return False
        if cue.strength == "strict" and (
            cue.stop == stop
            or _PURPOSE.match(self._text, start, stop)
            or _WHETHER.search(self._text, start, cue.start)
        ):
            return False
        before = self._text[max(start, cue.start - _NEAR) : cue.start]
        return not (_NAMED.search(before) and _NOUN_AFTER.match(self._text, cue.stop, stop))

    def _bearer(
        self, norm: _Norm, last: _Norm | None, topic: "_Topic"
    ) -> tuple[int, int] | None:
        """The subject before the cue, the body after 由, else the subject that goes on from the clauses before."""
        own = subject(self._text, norm.clause, norm.cue.start) or agent(self._text, norm.clause, norm.stop)
        if own is not None:
            return own
        if self._text[norm.clause : norm.cue.start].strip():
            return topic.place() if norm.cue.strength in _BINDING and last is None else None
        return last.bearer if last and last.bearer else topic.place()

    def _made(self, norm: _Norm, sentence: NormSentence) -> Modality:
        clean = self._document.clean
        report = bisect_left(self._reports, norm.start)
        done = report < len(self._reports) and self._reports[report] < norm.stop
        cue = norm.cue.words
        if norm.cue.strength == "prohibition" and "未经" in self._text[norm.start : norm.cue.start]:
            cue = f"未经…{cue}"
        binding = norm.cue.strength in _BINDING
        towards = addressee(self._text, norm.cue.stop, norm.stop, parties=binding)
        span = clean.span(norm.start, norm.stop)
        none = Span(span.start, span.start)
        return Modality(
            span,
            clean.place(sentence.start),
            norm.cue.strength,
            cue,
            clean.span(*norm.bearer) if norm.bearer else none,
            clean.span(*towards) if towards else none,
            not binding and (done or sentence.told),
        )
