"""What reads as the name of a body, and which names stand for many."""

import re
from functools import lru_cache

_TAIL = (
    "局|厅|委|办|部|处|院|署|会|中心|政府|公司|队|所|站|镇|乡|街道|办事处|区|县|市|州|盟|旗|省|单位|部门|机构|机关|银行|学校|大学|集团|小组|科|股|室|社|馆|台|团|联|组|校|党组|公安|海关|税务|消防|专班|行|"
    "基地|医院|村|企业|分局|政协|人大|总会|电网|电力|电信|移动|联通|铁塔|气象|烟草|邮政|军分区|园|港|司|庭|团体|组织|媒体|平台公司|法制|商会|工商联|妇联|残联|侨联|科协|文联|作协|社联|台联|红十字会|调查队|总工会|共青团|"
    "供电|燃气|水务|国网|机场|高校|院校|党校|中学|小学|幼儿园|智库|窗口|网格|编办|督查|巡察|信访|法学会|指挥部|服务区|新区|景区|林场|农场|兵团|师市|连队|苏木|嘎查|牵头方"
)
UNIT_TAIL = re.compile(rf"(?:{_TAIL})$")
_LAST = frozenset(tail[-1] for tail in _TAIL.split("|")) | frozenset(")〕]〉>")
_STRONG = re.compile(
    r"(?:局|厅|委|办|部|处|院|署|会|中心|政府|公司|单位|部门|机构|机关|队|所|街道|管委会|办事处|集团|(?:[小专]|综合|协调|工作|保障|督[查导])组|科|股|室|联|团|站|总社|协会|法院|检察院)$"
)
_BRACKETED = re.compile(r"[(〔\[〈<][^()〔〕\[\]〈〉<>]{0,40}[)〕\]〉>]$")
_TIER_ONLY = re.compile(
    r"(?:[省市县区州盟旗镇乡村街道社区自治县级市区域屯组、,]|管委会|园区|开发区|含|新区)+$"
)
_COLLECTIVE = re.compile(
    r"各(?!界)|级以上|有关|相关|所有|全体|全[省市县区州]|其他|其它|部门$|成员单位|责任单位|涉及|牵头单位|[两三四]级|^[省市县区州乡]级?(?:\([^()]{1,5}\))?[、和][省市县区州镇乡](?!直)|本级|所属|直属(?:各)?(?:单位|机构)$|(?:镇|乡|县|区|市|街道)[(（](?:镇|乡|县|区|市|街道|社区)"
)
_NAMED_DEPARTMENT = re.compile(
    r"(?:财政|司法|公安|民政|教育|审计|税务|农业|水利|卫生|商务|文化|旅游|交通|自然资源|环境|应急|市场监管|人社|住建|住房|组织|宣传|人事|编制|信访|统计|法制|监察|发改|发展改革|工信|科技|医保|金融|城管|保障|审批|政务|林业|林草|园林|绿化|水务|测绘|粮食|体育|广电|出版|民族|宗教|外事|能源|海洋|规划|国土|畜牧|渔业|价格|药品|食品|质监|质量|知识产权|邮政|通信|国资|数据|乡村振兴|城乡建设)[\u4e00-\u9fff]{0,6}部门$|(?:公安|检察|审判|司法行政|税务|审计|监察|登记|国家安全|海关)机关$|(?<!本市)(?<!本行)[\u4e00-\u9fff]{2}行政主管部门$"
)
# 各区住建局, 市、区县经委: bureaus of one function at several places, not 各委办局 or 各县区党委
_NAMED_BUREAUS = re.compile(
    r"(?:^各(?:有关)?[省市县区州]{1,2}|^[省市县区]级?、[省市县区]{1,2}级?)(?:\([^()]{1,8}\))?(?:人民政府|政府)?(?![各有相部委厅办])[\u4e00-\u9fff]{2,10}(?:(?<![党管])委|局|厅)$"
)
_MANY = re.compile(r"各|级以上|有关|相关|所有|[省市县区州]级?(?:\([^()]{1,5}\))?[、和][省市县区州镇乡]")
# Departments called by what they are for alone, in a row with others: 公安、财政、卫生健康等部门配合.
_FUNCTIONS = frozenset(
    "教育 公安 民政 司法 财政 人社 人力资源社会保障 人力资源和社会保障 自然资源 生态环境 住房城乡建设 住房和城乡建设 住建 交通 交通运输 水利 农业农村 商务 文化和旅游 文化旅游"
    " 卫生健康 卫健 应急 应急管理 审计 市场监管 市场监督管理 统计 医保 医疗保障 发展改革 发改 工业和信息化 工信 科技 税务 消防 城管 林业 林草 通信管理 金融 国资 广电 体育 信访 退役军人事务 退役军人"
    " 法制 政府法制 监察 人事 机构编制 劳动保障 国土资源 国土 环境保护 环保 卫生 农业 工商 工商行政管理 质监 质量技术监督 安监 安全生产监督管理 食品药品监管 食品药品监督管理 物价 人口计生"
    " 司法行政 新闻出版 文化广电 出入境检验检疫".split()
)
_NOT_A_UNIT = re.compile(
    r"^[一二两三几数多]个|^(?:单位|部门|机构|机关)$|^(?:支持|鼓励|引导|允许|可以|推动|发挥)(?!单位|部门)|^(?:以下|下)?[简统]称|^(?:无|长期|全年|—+|-+|/|同上|下同|持续推进|长期坚持|立即|即行|等|以上|以下|排名第一|排在第一)$|\d{2,4}年|\d月|[^\u4e00-\u9fff]{6,}|完成|时限|期限|牵头$|负责|下同|不再|第一位|首位|《|》|是|因此|我们|负责人$|责任人$|领导$|同志$|群众$|制度$|机制$|工作$|情况$|由|及时|报告|做好|加强|推进|开展|建立|完善|健全|落实|实行|确保|保证|提高|提升|制定|应当|必须|要求|需要|进行|按照|会同|牵头|不得|不再|纳入|优化|^在|^对|要(?!害)|明确|指定|配备|等$|[:。;!?]"
)


# A body named for what it is to do: 市优化办, 省推进职能转变领导小组办公室
_NAMED_FOR = re.compile(
    r"^((?:全?[省市县区州镇乡]|自治区)(?:委|政府)?)(?:推进|优化|落实|加强|提升|完善)[\u4e00-\u9fff“”]{0,24}(?=(?:领导小组|协调小组|指挥部|委员会|工作组)?(?:办公室|办)?$)"
)
_EACH_LEADER = re.compile(
    r"各[\u4e00-\u9fff]{0,10}牵头(?:单位|部门)$"
)  # of a list: whoever leads each project


# Units are named again and again, in a plan and from plan to plan: what is said of a name is remembered.
@lru_cache(maxsize=20_000)
def unit_like(words: str, *, strict: bool = True) -> bool:
    """Whether folded words read as the name of a body or of a group of bodies (单位名称).

    With `strict` the name must end as names of bodies do; without, in a list that a keyword introduces, any short name will do.

    >>> unit_like("区政府法制办"), unit_like("各街道(社区)"), unit_like("2022年年底前完成")
    (True, True, False)
    """
    core = _core(words)
    if not strict and _EACH_LEADER.match(core):
        return True
    if not 2 <= len(words) <= 60 or not core:
        return False
    if _NOT_A_UNIT.search(_NAMED_FOR.sub(r"\1", core) if core[-1] in "办室组部会" else core):
        return False
    if core in _FUNCTIONS:
        return True
    if not strict or (len(core) <= 14 and core.startswith(("各", "有关", "相关"))):
        return len(core) <= 40 and "\u4e00" <= core[0] <= "\u9fff"
    return UNIT_TAIL.search(core) is not None and len(core) <= 34


def may_be_units(words: str) -> bool:
    """Whether words end, or hold a word, as names of bodies may; told at one look, before they are read (可能为单位)."""
    return words[-1] in _LAST or "各" in words or "关" in words  # 各, 有关, 相关


@lru_cache(maxsize=20_000)
def strong_unit(words: str) -> bool:
    """Whether folded words end as the name of an organ does, not merely as that of a place (机关名称)."""
    return unit_like(words) and _STRONG.search(_core(words)) is not None


def tier_words_only(words: str) -> bool:
    """Whether words are nothing but kinds of places, as in 各县(市、区) (层级词)."""
    return _TIER_ONLY.fullmatch(words) is not None


@lru_cache(maxsize=20_000)
def is_collective(words: str) -> bool:
    """Whether a folded name stands for many bodies: 各部门, 有关单位, 区级相关行政执法部门 (集合指代).

    >>> is_collective("各镇人民政府"), is_collective("区政府法制办"), is_collective("市财政部门")
    (True, False, False)
    """
    if _COLLECTIVE.search(words) is None:
        return False
    return not (_NAMED_DEPARTMENT.search(words) and not _MANY.search(words))


def _core(words: str) -> str:
    """A name without the bracket at its end."""
    core = words.strip()
    while match := _BRACKETED.search(core):
        if match.start() == 0:
            break
        core = core[: match.start()].strip()
    return core


_TIER_OF = {
    "省": "province", "自治区": "province", "市": "prefecture", "自治州": "prefecture", "州": "prefecture", "盟": "prefecture",
    "县": "county", "区": "county", "旗": "county", "镇": "township", "乡": "township", "街道": "township",
}  # fmt: skip
_ORDER = ("central", "province", "prefecture", "county", "township")


def names_a_function(words: str) -> bool:
    """Whether a folded name says what its bodies are for: 各区人力资源社会保障部门, not 各有关部门 (职能部门).

    >>> names_a_function("各区民政部门"), names_a_function("各有关部门")
    (True, False)
    """
    return _NAMED_DEPARTMENT.search(words) is not None or _NAMED_BUREAUS.search(_core(words)) is not None


@lru_cache(maxsize=20_000)
def place_and_tier(named: str, jurisdiction: str, tier: str) -> tuple[str, str]:
    """The place and tier of a unit, from its prefix or else from its document (单位所在地与层级).

    `jurisdiction` is the document's path (甘肃省/金昌市/金川区), `tier` its tier. A prefix of the document's own tier (区 in a
    district's plan) stands for the document's place, one of a higher tier for that part of its path.

    >>> place_and_tier("区编办", "甘肃省/金昌市/金川区", "county")
    ('甘肃省/金昌市/金川区', 'county')
    """
    lower = re.match(r"各?(?:有关|相关)?(?P<kind>街道|[乡镇县区旗市])", named)
    if named.startswith("各") and lower:
        return jurisdiction, _TIER_OF[lower.group("kind")]
    bare = re.match(r"(?:自治区|街道|[省市州盟县区旗镇乡])(?!场|政工程)", named)
    if bare is None:
        return jurisdiction, tier
    kind = _TIER_OF[bare.group()]
    if kind == tier or not tier:
        return jurisdiction, kind
    path = jurisdiction.split("/") if jurisdiction else []
    if (bare.group() == "市" and tier == "province") or kind not in _ORDER:
        return jurisdiction, tier
    above = [part for part in path if part.endswith(bare.group())]
    if _ORDER.index(kind) < _ORDER.index(tier) and above:
        return "/".join(path[: path.index(above[-1]) + 1]), kind
    return jurisdiction, kind
