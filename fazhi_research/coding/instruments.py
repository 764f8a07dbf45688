"""What kind of instrument a title names, and the register of well-known national ones."""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from fazhi_research.errors import LexiconError
from fazhi_research.reading.jurisdictions import named

KINDS = ("law", "regulation", "rule", "normative", "plan", "alias", "form", "other")
FIELDS = ("title", "short", "issuer", "number", "issued", "kind", "plenum", "subject")

_END = re.compile(
    r"[ ]*(?:\((?:[^()]{0,12}(?:试行|暂行|草案|稿|修订|修正)[^()]{0,8}|[^()]{0,4}(?:19|20)[\d*X]{2}[^()]{0,20}|[\d*X]{4}版)\)|[ ])$"
)
_GENERIC = re.compile(
    r"(?:若干|实施|指导|暂行|工作|行动|总体|管理|具体|补充|有关|相关|规划|建设|三年|年度|分工|分解|落实|责任|任务|重点)*"
    r"(?:纲要|决定|意见|条例|办法|规定|通知|方案|规划|计划|要点|细则|规则|决议|建议|措施|标准|制度|总则|通则|公约|指引|指南|分解表|分工表|任务清单|责任清单)"
)
_MUNICIPAL = re.compile(r"县|(?<![地园城社市新特])区(?!域|块|别|划)|[镇乡旗]|街道")
_OFFICE = re.compile(
    r"办公[厅室]|法制办|党组|党委|中共|委员会办|[省市州]委(?!员会)|管委会|[市县区]?[\u4e00-\u9fff]{0,6}局|[市县区][\u4e00-\u9fff]{0,6}办关于"
)
_SIGNS = (
    ("form", r"责任[书状]|承诺书|告知书|申请书|决定书|建议书|通知书|意见书|委托书|协议书?|合同|登记表|审批表|申请表|证书?|执照|回执|统计表|汇总表|信息表|[\u4e00-\u9fff]{2}表|函$|名单|样表|笔录|党课|责任函"),
    ("law", r"宪法|法典|修正案(?:\([一二三四五六七八九十]{1,3}\))?|(?<![办方做想看说手用普执司守学懂违合依立技书疗佛])法|立法法|合作社法"),
    ("regulation", r"条例|条例实施细则|实施[\u4e00-\u9fff《〈<>〉》]{2,40}法[〉>》]?(?:的)?(?:办法|规定|条例)"),
    ("plan", r"若干(?:政策)?(?:措施|举措)|纲要|规划|方案|计[划画]|要点|行动|分工|分解|预案|路线图|(?:任务|重点|责任)[\u4e00-\u9fff]{0,6}(?:清单|台账)|(?:分解|分工|任务|责任)[\u4e00-\u9fff]{0,2}表|部署|安排|蓝图"),
    ("rule", r"办法|规定|细则"),
    ("normative", r"意见|通知|决定|决议|批复|公告|通告|通报|措施|举措|标准|规范|制度|体系|目录|清单|基准|指引|指南|规程|规则|程序|机制|公约|要求|政策|守则|准则|建议|命令|指示|令|公报|条款|通则|总则|函|复函|指标|名录|流程|规约|解释|答复|说明"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(rf"(?:{words})$")) for kind, words in _SIGNS)
# Books, papers and speeches; a 报告 or 讲话 only where nothing is made of it (报告重点工作责任分解, 报告和调查处理条例).
_OTHER = re.compile(
    r"汇编|选编|读本|(?:报告|讲话)(?![\u4e00-\u9fff“”0-9年〉>]{1,30}(?:分解|分工|方案|条例|办法|规定|意见|通知|制度|细则|预案|标准|清单|表|台账)$)|公报$|日报|简报|手册|白皮书|章程$|反馈意见$|报$|杂志|大众|典型案例"
)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument that texts cite by a short name (规范性依据).

    `short` is the name (纲要, 决定); `issued` an ISO date; `plenum` the meeting by which a text may name it (四中全会);
    `subject` words of which one must occur in the citing document, parted by |, empty if none need.
    """

    title: str
    short: str
    issuer: str
    number: str
    issued: str
    kind: str
    plenum: str
    subject: str


@cache
def instruments() -> tuple[Instrument, ...]:
    """The register of well-known national instruments, oldest first (国家规范性文件名录).

    Read from `lexicons/instruments.csv`, which a researcher may extend. Raises `LexiconError` for a wrong header or an unknown kind.

    >>> [one.issued[:4] for one in instruments() if one.short == "纲要" and "法治政府" in one.subject]
    ['2004', '2015', '2021']
    """
    path = files("fazhi_research.lexicons").joinpath("instruments.csv")
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    return read_instruments(rows)


def read_instruments(rows: list[list[str]]) -> tuple[Instrument, ...]:
    """The instruments that rows of a register describe, oldest first (名录).

    Raises `LexiconError` with the line for a wrong header, a row of another length and an unknown kind.
    """
    if not rows or tuple(rows[0]) != FIELDS:
        raise LexiconError(f"instruments.csv: the header must be {','.join(FIELDS)}")
    found = []
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(FIELDS) or row[FIELDS.index("kind")] not in KINDS:
            raise LexiconError(
                f"instruments.csv, line {line}: {len(FIELDS)} cells are needed, with a kind of {', '.join(KINDS)}"
            )
        found.append(Instrument(*row))
    return tuple(sorted(found, key=lambda one: (one.issued, one.title)))


@lru_cache(maxsize=20_000)
def core_of(title: str) -> str:
    """A folded title without its marks, and without (试行), (2021—2025年) and the like at its end (标题核心).

    >>> core_of("《法治政府建设实施纲要(2021—2025年)》")
    '法治政府建设实施纲要'
    """
    words = title[1:-1] if title[:1] in "《〈<" and title[-1:] in "》〉>" else title
    words = words.strip(" \n")
    for _ in range(3):
        shorter = _END.sub("", words)
        if shorter == words or not shorter:
            break
        words = shorter
    return words


def is_generic(title: str) -> bool:
    """Whether a folded title is a bare name of a kind (《纲要》, 《若干意见》), so that it stands for another (简称).

    >>> is_generic("《若干意见》"), is_generic("《优化营商环境条例》")
    (True, False)
    """
    return _GENERIC.fullmatch(core_of(title)) is not None


@lru_cache(maxsize=20_000)
def kind_of(title: str, *, number: str = "", own: bool = False) -> str:
    """The kind of instrument a folded title names, by its last word and its maker (文件类别).

    法 is law, 条例 regulation, 办法 and 规定 rule unless made by an office or below the cities with districts (`own`: made by such a
    document's own government), 纲要, 规划, 方案, 要点 plan, 意见 and 通知 normative, 责任书 and 证 form, books and papers other.

    >>> kind_of("《行政诉讼法》"), kind_of("《某县管理办法》"), kind_of("《山东省行政程序规定》"), kind_of("《决策参考》")
    ('law', 'normative', 'rule', 'other')
    """
    core = core_of(title)
    known = _known().get(core.replace(" ", ""))
    if known:
        return known
    if core.startswith(("最高人民法院", "最高人民检察院", "最高法")) or _OTHER.search(core):
        return "other"
    bare = re.sub(r"\([^()]{0,20}\)$", "", core) or core
    kind = next((kind for kind, sign in _PATTERNS if sign.search(bare)), "other")
    if kind in ("rule", "regulation") and "国务院令" in number:
        return "regulation"
    if kind == "rule" and "令" not in number and (own or _made_by_office(core, number)):
        return "normative"
    if kind == "form" and re.search(r"(?:分解|分工|任务)", core):
        return "plan"
    return "normative" if kind == "other" and number else kind


def _made_by_office(core: str, number: str) -> bool:
    maker = re.split(r"关于|印发", core)[0] if "关于" in core else core[:14]
    return bool(
        _OFFICE.search(maker if "关于" in core else core[:8])
        or _MUNICIPAL.search(maker[:9])
        or _is_county_city(maker)
        or re.search(r"[\u4e00-\u9fff]\W{0,2}(?:\d{4}|\W)", number)
    )


def _is_county_city(maker: str) -> bool:
    """Whether a title begins with the name of a city without districts (绵竹市)."""
    name = re.match(r"[\u4e00-\u9fff]{1,5}?市", maker)
    places = named(name.group()) if name else ()
    return bool(places) and all(place.tier == "county" for place in places)


@cache
def _known() -> dict[str, str]:
    return {core_of(f"《{one.title}》"): one.kind for one in instruments()}
