"""The grammar of owner strings: who leads, who answers, who supports."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from fazhi_research.coding.units import UNIT_TAIL, is_collective, strong_unit, unit_like

ROLES = ("lead", "responsible", "support", "mentioned")

_ROLE_OF_LABEL = {
    "牵头": "lead", "责任": "responsible", "负责": "responsible", "主责": "responsible", "主办": "responsible",
    "承办": "responsible", "落实": "responsible", "实施": "responsible", "主管": "responsible", "主体": "responsible",
    "配合": "support", "参加": "support", "参与": "support", "协办": "support", "协助": "support", "协同": "support",
    "支持": "support", "指导": "support", "协作": "support", "会同": "support", "会办": "support", "分工": "responsible",
}  # fmt: skip
_WHO = "单位|部门|科室|处室|股室|司局|机构|机关|主体|方|单位和部门|部门和单位|部门及单位|单位(?:或|及|和|、|/)部门|部门[(]单位[)]|单位[(]部门[)]|地区(?:和|、)部门|地方和部门|区县"
LABEL = re.compile(
    rf"(?P<box>[【\[])?(?:[本此该]项?(?:任务|工作|事项)的?)?(?:主要|具体|第一|共同|其他|其它|总|[省市县区](?:级|直)|(?:部门|单位|责任|任务|工作|职责)(?=分工))?(?P<kind>分工|牵头|责任|负责|主责|主办|承办|落实|实施|主管|配合|参加|参与|协办|协助|协同|支持|指导|协作|会办)"
    rf"(?:(?:和|、|及|/)?(?:牵头|责任|负责|配合|参加|参与|协办|实施))?(?(box)(?:{_WHO})|(?:{_WHO})?)(?:[ ]?[(][^()]{{1,6}}[)])?[ ]?(?(box)[】\]][ ]?:?(?=[ \t\n]{{0,4}}[^\s、,;。)\]】])|(?:[:]|[为是][:]?(?=[省市县区州各国中])))"
    rf"|(?P<bare>牵头|责任|配合|参[加与]|协办)(?:单位|部门)[ ]{{1,4}}(?=[\u4e00-\u9fff])(?!(?:牵头|责任|配合|参[加与]|协办)(?:单位|部门)|完成时|备注)"
    r"|(?P<shut>[【\[])?(?P<none>(?:责任|分管|牵头|包[保联]|挂点|联系|市级|负责|具体)?(?:责任|负责)?(?:[省市县区镇乡]?(?:级|政府)?领导|负责人|责任人|联系人|人员|同志)|(?:完成|办理|工作|整改|实施|落实|任务)?(?:时限|时间|期限|进度)(?:要求|安排|节点)?|(?:工作|具体|主要)?(?:目标|措施|内容|任务|要求|举措|成果|标准)(?:要求|形式)?|备注|验收单位|督[导办查]单位|序号)(?(shut)[】\]][ ]?:?|[ ]?[:])"
)
_ROLE_OF_VERB = (
    ("lead", r"(?<![的位者名个家])(?<!单位)(?<!部门)(?:作为|[为是])(?:总)?牵头(?:单位|部门|科室)|(?:负责)?牵头(?:负责|组织(?:实施)?|落实|实施|抓总|推进|统筹|协调|会商|办理|抓好|做好|督导|督促|指导)*"),
    ("responsible", r"(?:(?:[为是]|作为)(?:第一|主要|直接)?(?:责任|主责|实施|承办|落实)(?:单位|部门|科室|主体)|为主|负总责|负责(?:落实|实施|推进|组织(?:实施)?|统筹|协调|制定)*|组织实施|抓好落实|具体实施|分别落实|承办|主办|落实|实施|抓落实|办理|推进)"),
    ("support", r"(?:(?:[为是]|作为)(?:配合|协办|协助|参[加与])(?:单位|部门|科室)|配合(?:落实|实施|做好|推进)?|参加|参与(?:配合|实施|落实)?|协助(?:配合|实施)?|协办|协同(?:配合|推进|落实)?|支持(?:配合)?|支撑|(?:加强|进行|做好|业务|给予)?指导|协作)"),
)  # fmt: skip
_ADVERB = r"(?:(?:依据|依照|按照?|根据|依)(?:各自|其|自身)?(?:的)?(?:职责|职能|分工|权限)(?:分工|权限|范围)?(?:[,、])?|各(?:自)?按(?:职责|分工)|结合(?:各自)?职责|结合(?:各自|本地|自身)?实际(?:情况)?|在(?:各自)?职责范围内|分工|按[“”]?三定[“”]?(?:规定|职责|方案)(?:职责)?(?:分工)?|各司其职|分别|共同|联合|具体|统一|统筹|协同|积极|各自|主要|予以|密切|依法|组织)*"
_VERB = re.compile(
    _ADVERB
    + "(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _ROLE_OF_VERB)
    + r")(?:等|等工作|工作|相关工作|实施|任务)?$"
)
_VERB_WORD = re.compile(
    r"牵头|负责|负总责|[为是](?:第一|主要|直接)?责任|[为是]主责|为主|实施|落实|承办|主办|办理|推进|配合|参[加与]|协[助办同作]|支[持撑]|指导"
)
_ADVERB_ONLY = re.compile(r"(?:按照?|依据?|根据)(?:各自)?(?:职责|职能|分工)(?:分工)?$|(?:分别|共同)$")
_MID = re.compile(
    r"(?P<lead>牵头)(?:[,、 ])?(?=会同|商|由|[省市县区州各国]|[\u4e00-\u9fff]{2,12}(?:配合|参[加与]|负责|协[助办同])$)|(?P<together>会同|商(?=[国省市县区州各有])|协同(?=[省市县区各有])|联合(?=[省市县区各有]))"
)
# X配合做好…: what follows the verb says at what
_DOING = re.compile(
    r"(?P<unit>[^,]{2,24}?)(?:积极|共同|具体)?(?:配合|参加|参与|协助|负责|牵头)(?=做好|抓好|开展|推进|组织|落实|完成|提供|制定|建立|协调|监督|起草|审查|编制|办理|承担|提供|研究|修订|汇总|报送)"
)
_LEADING = re.compile(
    r"^(?:由|请|并|以及|或|以(?=.*为主$)|(?:明确|确定|指定)(?=.*[为是](?:牵头|责任|主责|配合))|在(?=.*(?:指导|领导)下$)|同时|另|其中[,:]?|以上(?:任务|工作)?由|各项(?:任务|工作)由|[此该本]项(?:任务|工作)由)"
)
_TAIL = re.compile(
    r"等(?:\d{1,3}个)?(?:国务院|中央|[省市县区州](?:直|级|政府)?)?(?:相关|有关|成员|各)?(?:部门|单位|机构|部门和单位)?(?:单位)?$"
)
_BY_DUTIES = re.compile(
    r"[(〔](?:[^()〔〕]{0,4}按(?:照)?(?:各自)?(?:职责|职能|分工)[^()〔〕]{0,6}|(?:(?:以下|下)?[简统]|以下)称[^()〔〕]{1,30})[)〕]$"
)
_NOTE = r"(?:[(][^()]{1,30}[)])?"
_OFFICE = r"(?:人民政府|政府|办事处|管委会|党工委)?"
_COUNTIES = rf"(?:省|自治区|直辖市|设区市|县级市|自治州|自治县|[市县区州盟旗]){_NOTE}{_OFFICE}"
_TOWNS = rf"(?:[镇乡]|乡镇|街道|镇街){_NOTE}{_OFFICE}"
_EACH = r"(?:各(?:有关|相关)?|有关|相关|所辖)(?:地|级)?"
_PARTY_TOO = rf"(?:乡镇|镇街|街道|[市县区州盟旗镇乡]){_NOTE}党(?:工)?委[、和及](?:人民政府|政府|办事处)"
# 各区、县级市人民政府 and 各县党委、政府: the parts after the first have no 各 of their own, so all are one collective; 各县、区普法办 likewise.
_JOINED = re.compile(
    rf"{_EACH}(?:{_PARTY_TOO}|(?:{_COUNTIES}|{_TOWNS})(?:、[ ]?(?:{_COUNTIES}|{_TOWNS}))+|[县区市](?:、[ ]?[县区市])+[\u4e00-\u9fff]{{1,6}}[局办委院会]){_NOTE}(?=[、,;。)\n ]|按|负责|落实|实施|参[加与]|配合|牵头|等|$)"
)
_TIME = re.compile(
    r"(?:年|月|日|季度|底|初|旬|期间)(?:[底初末]|中旬|上旬|下旬)?(?:以?前|之前|内)?(?:完成|启动|见效|到位|实施|落实|取得[^,;]{1,10})?$|^(?:长期|持续|全年|常态化?|每年|适时|即时|立行立改|分阶段)(?:坚持|推进|实施|开展|落实|进行|[^、]{0,4})?$|\d{4}年"
)
_HINT = re.compile(r"[(〔\[〈<](?P<kind>牵头|配合|主责|责任|协办|参与|参加)(?:单位|部门|负责)?[)〕\]〉>]$")
#: what a list sets before or behind the name of the unit that leads
STARS = "★☆▲△●◆※"
_OPEN, _CLOSE = "(〔[【〈<《", ")〕]】〉>》"
CONVENTION = re.compile(
    r"(?:各项(?:任务|工作))?(?:责任(?:单位|部门)[,中]?)?(?:排|列|位)?(?:名|列|序)?(?:在|于)?(?:第[一1](?:位|个|名|家)?|首位|首个|最前面?|前面)(?:的)?(?:责任)?(?:单位|部门)?(?:者)?(?:均)?(?:为|是|系|作为)(?:总|主要|(?:该|此|本)?项?(?:工作|任务)的?)?(?:牵头|主责)(?:单位|部门|责任单位)?"
)


class Owner(NamedTuple):
    """A unit with its role, at [start, stop) of the clean text, and whether the role was printed or supplied (责任单位)."""

    start: int
    stop: int
    role: str
    certain: bool

    def moved(self, by: int) -> "Owner":
        """The same further on in the text (平移)."""
        return Owner(self.start + by, self.stop + by, self.role, self.certain)


# Without one of these there is no convention: looked for first, since that is many times quicker.
_ORDER_SIGN = re.compile(r"第[一1]|首[位个]|最前|前面")


def find_convention(text: str, start: int, stop: int) -> re.Match[str] | None:
    """Where a stretch says that the first unit of a list leads (牵头约定)."""
    return CONVENTION.search(text, start, stop) if _ORDER_SIGN.search(text, start, stop) else None


def read_owners(
    text: str, start: int, stop: int, *, mode: str, default: str = "responsible", label: str | None = None
) -> list[Owner] | None:
    """The units named in an owner string at [start, stop) of a clean text, with their roles, in order of print (责任分工).

    An owner string is what stands in 牵头单位/责任单位 brackets, on such lines, or before 牵头, 负责, 配合. `mode` says how sure the place
    is: "listed" after a keyword takes any short name, "lenient" takes what reads as a unit and passes over the rest, "strict"
    gives None unless every piece reads as a unit, a verb or a time. `default` is the role of units without verb or keyword,
    `label` that of the column or keyword they stand under.
    """
    words = text[start:stop]
    found = (_read if len(words) <= _SHORT else _read_long)(words, mode, default, label)
    return None if found is None else [owner.moved(start) for owner in found]


_SHORT = 200


def _read_long(words: str, mode: str, default: str, label: str | None) -> tuple[Owner, ...] | None:
    reader = _Reader(listed=mode == "listed", default=default, label=label)
    for kind, first, last in _pieces(words):
        reader.take(kind, first, words[first:last])
    reader.flush()
    if mode == "strict" and (reader.strange or not reader.owners):
        return None
    return tuple(Owner(*one) for one in reader.owners)


_read = lru_cache(maxsize=20_000)(_read_long)  # short strings come again and again


# Where a string may be cut, open or close a bracket, or hold a group of places that stays whole.
_SIGN = re.compile(r"[、,;。\n\t |/(〔\[【〈<《)〕\]】〉>》各有相所]")
# 省有关部门、单位: one collective, as 有关部门和单位 is
_AND_OTHERS = re.compile(
    r"(?<=部门|单位|机构|机关)、(?:单位|部门|机构|企业)(?=[、,;。)\n ]|按|负责|落实|实施|配合|参[加与]|牵头|等|$)"
)
# 市、区财政部门: the kinds of place share the name behind them
_KINDS_OF_PLACE = re.compile(r"(?:[省市县区州盟旗镇乡]级?(?:\([省市县区州盟旗镇乡、]{1,5}\))?(?:[、和]|$))+")
_LABEL_SIGN = re.compile(r"[: 为是】\]]")
_BLANKS = re.compile(r"[ \t]*")
_LINE_END = re.compile(r"<br[ ]?/?>[ \t]*", re.IGNORECASE)  # how Markdown breaks a line inside a cell


def _pieces(words: str) -> Iterator[tuple[str, int, int]]:
    """The string cut at separators outside brackets; kinds: label roles (`label:lead`, `label:`), piece, stop."""
    labels = _LABEL_SIGN.search(words) is not None
    free = 0
    while labels and (label := LABEL.match(words, free)):
        yield _kind(label), free, label.end()
        free = label.end()
    depth, first = 0, free
    for sign in _SIGN.finditer(words):
        position, character = sign.start(), sign.group()
        if position < free:
            continue
        if character in "各有相所":
            if depth == 0 and (position == first or words[position - 1] in "和及与 "):
                joined = _JOINED.match(words, position)
                free = joined.end() if joined else free
        elif depth == 0 and character == "<" and (line_end := _LINE_END.match(words, position)):
            yield "piece", first, position
            yield "comma", position, line_end.end()
            first = free = line_end.end()
        elif depth == 0 and character in "【[" and labels and (label := LABEL.match(words, position)):
            yield "piece", first, position  # 【牵头单位】市甲局【责任单位】市乙局
            yield _kind(label), position, label.end()
            first = free = label.end()
        elif character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif character == "、" and depth == 0 and (others := _AND_OTHERS.match(words, position)):
            free = others.end()
        elif character == "、" and depth == 0 and _shares_its_name(words, first, position):
            continue
        elif depth == 0 and not (character == " " and first == position):
            yield "piece", first, position
            yield ("stop" if character in ";。\n" else "comma"), position, position + 1
            first = _BLANKS.match(words, position + 1).end()  # type: ignore[union-attr]
            while labels and (label := LABEL.match(words, first)):
                yield _kind(label), first, label.end()
                first = free = label.end()
    yield "piece", first, len(words)


def _shares_its_name(words: str, first: int, position: int) -> bool:
    """Whether what stands before a 、 is a mere kind of place that shares the name of the next."""
    return (
        position - first <= 8
        and _KINDS_OF_PLACE.fullmatch(words, first, position) is not None
        and words[position + 1 : position + 2] in tuple("省市县区州盟旗镇乡")
    )


def _kind(label: re.Match[str]) -> str:
    return f"label:{_ROLE_OF_LABEL.get(label.group('kind') or label.group('bare') or '', '')}"


class _Reader:
    """Collects units until a verb, a label or the end says what their role is."""

    def __init__(self, *, listed: bool, default: str, label: str | None) -> None:
        self.owners: list[tuple[int, int, str, bool]] = []
        self.strange = False
        self._listed = listed
        self._label = label
        self._default = default
        self._main: list[_Unit] = []
        self._with: list[_Unit] = []
        self._together = False
        self._verbs = 0
        self._commas: list[int] = []  # how many units stood before each comma of a clause

    def take(self, kind: str, start: int, words: str) -> None:
        if kind == "piece":
            if self._label != "":
                self._piece(start, words)
        elif kind == "stop":
            self.flush()
        elif kind == "comma":
            if words == ",":
                self._commas.append(len(self._main))
        else:
            self.flush()
            self._label = kind.removeprefix("label:")

    def flush(self) -> None:
        """Gives the units still waiting the role of their label, or the default one."""
        role = self._label if self._label is not None else self._default
        certain = self._label is not None or not self._verbs
        self._assign(role, certain=certain)

    def _piece(self, start: int, words: str) -> None:
        for step in _steps(words, self._listed):
            if isinstance(step, _Unit):
                moved = _Unit(start + step.start, start + step.stop, step.role)
                (self._with if self._together else self._main).append(moved)
            elif step == "strange":
                self.strange = True
            elif step == "together":
                self._together = True
            elif step == "lead-then":
                self._assign("lead", certain=True)
                self._verbs += 1
            else:
                self._verb(step)

    def _verb(self, role: str) -> None:
        if role == "responsible" and self._label in ("lead", "support"):
            role = self._label
        self._verbs += 1
        if role == "support" and self._label is None and not self.owners and len(self._commas) == 1:
            # (市甲局,市乙局、市丙局参与): who stands before the comma answers for it
            waiting, self._main = self._main[self._commas[0] :], self._main[: self._commas[0]]
            if waiting and not self._with:
                self._assign(self._default, certain=True)
            self._main += waiting
        if not self._main and not self._with and role != "lead" and self.owners and self._listed:
            return
        self._assign(role, certain=True)

    def _assign(self, role: str, *, certain: bool) -> None:
        if role and (self._main or self._with):
            for units, given in ((self._main, role), (self._with, "support")):
                self.owners += [(u.start, u.stop, u.role or given, certain or u.role != "") for u in units]
        self._main, self._with, self._together, self._commas = [], [], False, []


class _Unit(NamedTuple):
    """A unit's place in its piece, and the role that a bracket after its name gives it, if one does."""

    start: int
    stop: int
    role: str


# Units are named again and again, alone or with the same verb: what is said of a piece is remembered.
@lru_cache(maxsize=20_000)
def _steps(words: str, listed: bool) -> "tuple[_Unit | str, ...]":
    """What a piece says, in order: units, `strange` words, `together` (会同), `lead-then`, and the role of a verb."""
    return tuple(_said(words, 0, len(words), listed=listed))


def _said(text: str, start: int, stop: int, *, listed: bool) -> "Iterator[_Unit | str]":
    start, stop = _trim(text, start, stop)
    words = text[start:stop]
    if not words:
        return
    leading = _LEADING.match(words)
    if leading:
        start += leading.end()
        words = text[start:stop]
    if middle := _MID.search(words):
        if middle.start():
            yield from _said(text, start, start + middle.start(), listed=listed)
        yield "lead-then" if middle.group("lead") else "together"
        yield from _said(text, start + middle.end(), stop, listed=listed)
        return
    if _TIME.search(words):
        return
    doing = _DOING.match(words)
    if doing and unit_like(doing.group("unit")):
        words = words[: doing.end()]
    verb = _VERB.search(words) if _VERB_WORD.search(words) else None
    if verb and (unit_like(words[: verb.start()]) or not unit_like(words)):
        yield from _units(text, start, start + verb.start(), listed=listed)
        yield next(name for name, _ in _ROLE_OF_VERB if verb.group(name))
    elif not _ADVERB_ONLY.fullmatch(words):
        yield from _units(text, start, stop, listed=listed)


def _units(text: str, start: int, stop: int, *, listed: bool) -> "Iterator[_Unit | str]":
    for first, last in _split_and(text, start, stop):
        first, last = _without_tail(text, first, last)
        first, last = _before_convention(text, first, last)
        words = text[first:last]
        if not words or _TIME.search(words):
            continue
        if not unit_like(words, strict=not listed):
            yield "strange"
            continue
        hint = _HINT.search(words)
        yield _Unit(
            first, first + hint.start() if hint else last, _ROLE_OF_LABEL[hint.group("kind")] if hint else ""
        )


_BEFORE = f" \t\n{STARS}"
_BEHIND = f" \t\n{STARS}*"


def _trim(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start] in _BEFORE:
        start += 1
    while stop > start and text[stop - 1] in _BEHIND:
        stop -= 1
    return start, stop


_OTHERS = re.compile(r"[省市县区州](?:直|级|政府)?(?:各|有关|相关)[\u4e00-\u9fff、]{0,6}(?:部门|单位|机构)")


def _split_and(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """A piece cut at a 和, 及 or 与 that joins two units, and at 等 between two."""
    first = start
    for match in re.finditer(
        r"以及|[和及与]|等(?=[各省市县区州国中])(?!(?:国务院|中央|[省市县区州](?:直|级|政府)?)?(?:相关|有关)(?:部门|单位|机构))",
        text[start:stop],
    ):
        left = text[first : start + match.start()]
        right = text[start + match.end() : stop]
        if left.count("(") != left.count(")") or not right:
            continue
        left = _TAIL.sub("", left)
        # 市科协及市直有关部门, 市档案馆和市国资委
        of_one_place = left[:1] == right[:1] and left[:1] in tuple("省市县区州")
        others = (of_one_place or _OTHERS.match(right) is not None) and unit_like(left)
        if right in ("单位", "部门", "机构", "企业", "地区", "政府", "人民政府") or not (
            others or strong_unit(left) or (is_collective(left) and UNIT_TAIL.search(left))
        ):
            continue
        if unit_like(right) or UNIT_TAIL.search(right):
            yield first, start + match.start()
            first = start + match.end()
    yield first, stop


def _before_convention(text: str, start: int, stop: int) -> tuple[int, int]:
    """A unit without the bracket that states a convention behind it; nothing where the piece is the convention."""
    note = find_convention(text, start, stop)
    if note is None:
        return start, stop
    opening = max(text.rfind(sign, start, note.start()) for sign in "(〔[")
    return _trim(text, start, max(start, opening))


def _without_tail(text: str, start: int, stop: int) -> tuple[int, int]:
    start, stop = _trim(text, start, stop)
    if by := _BY_DUTIES.search(text, start, stop):
        stop = by.start()
    tail = _TAIL.search(text[start:stop])
    if tail and tail.start() > 0:
        stop = start + tail.start()
    while stop > start and text[stop - 1] in "。.;":
        stop -= 1
    return _trim(text, start, stop)
