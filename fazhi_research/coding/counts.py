"""Whether a count is of what is to be made: 新建5座, 种植甲1万亩、乙2万亩."""

import re

MAKING = re.compile(
    r"(?:完成|建成|建设|新增|新建|改建|扩建|新改建|改造|安装|关停|组建|创建|创成|开展|制修订|制定|修订|起草|设立|推动|推进|培育|淘汰|印制|发放|安排|举办|选取|确定|实现|打造|推出|治理|建立|配备|保有量|投入|奖补|补助|给予|奖励|资助|补贴|组织|办理|压减|减少|减轻|减免|单列|预留|硬化|亮化|绿化|拓宽|实施|帮扶|救助|保障|栽种|播种|开通|拆除|搬迁|节约|筹集|筹措|盘活|化解|消化|吸纳|安置|提高|降低|下降|增长|提升|发展|引进|招引|引育|遴选|选拔|培养|签约|开工|投产|竣工|种植|栽植|更新|修缮|修复|维修|修建|兴建|铺设|架设|加固|购置|更换|疏浚|惠及|选派|培训|整治|印发|编印|推广|达到?|率|比例|覆盖|比重|占比|强度)"
)
# Where something is to be set up: 在100个县(建设医疗集团)
_AMONG_PLACES = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:省|市|县|区|镇|乡|村|社区|街道|学校|医院|企业))(?:率先|先行)?(?:开展|建设|推行|实施|设立|建立|组织)"
)
# For whom something is to be done: 为4000名(小学生免费配镜)
_FOR_WHOM = re.compile(
    r"[\u4e00-\u9fff]{2,16}?(?:免费|提供|发放|开展|购买|配备|筛查|检查|体检|检测|办理|安装|改造)"
)
# The next of several numbers that one verb makes: 新增甲3家、乙(8家)
_RUNS_ON = re.compile(
    rf"{MAKING.pattern}(?:[\u4e00-\u9fff]{{0,10}}[ ]?\d{{1,6}}(?:\.\d{{1,2}})?[ ]?[\u4e00-\u9fff]{{1,3}}、){{1,6}}[\u4e00-\u9fff]{{0,10}}[ ]?$"
)
# The next of the parts that 其中 names: 造林5万亩,其中甲1.5万亩,乙3.5万亩
_PARTS_RUN_ON = re.compile(
    r"其中:?(?:[\u4e00-\u9fff]{2,12}\d{1,6}(?:\.\d{1,2})?[\u4e00-\u9fff]{1,3}[,、;]){1,4}[\u4e00-\u9fff]{2,12}$"
)
# 完成500亿元,力争550亿元; 投资3000万元建设基地
_AIMED_AT = re.compile(r"(?:力争|争取)(?:达到?|到)?$|(?<![总划算])投资$|(?:稳定|保持|控制|维持)在$")
# 100个示范社区全面建成
_GETS_MADE = re.compile(
    r"[^,。;!?\n、的]{2,30}(?:全面|全部|基本|正式)?(?:建成|完工|竣工|开工|投产|投用|投入使用)(?=[,。;\n])"
)
# 全年粮食播种面积4600万亩,总产1150万吨
_EXTENT = re.compile(r"(?:面积|总?产量?|规模|总量|存栏|出栏|(?<!倍)数|拥有量)$")
_TO_COME = re.compile(r"全年|年度|力争|确保|争取|达到|提高到")
SAID_FIRST = re.compile(r"[,。;!?\n:()|\t]")


def is_made(text: str, stop: int, before: str, clause: str) -> bool:
    """Whether a count before `stop` is of what is to be made: its clause says so, the one it runs on from, or what follows (应完成的数量)."""
    if MAKING.search(clause) or (_AIMED_AT.search(clause) and not text.startswith("的", stop)):
        return True
    if clause.endswith("各") and MAKING.match(SAID_FIRST.split(before)[-1].lstrip(" ")):
        return True  # 建设甲、乙基地各10万亩
    if _GETS_MADE.match(text, stop) or (_EXTENT.search(clause) and _TO_COME.search(before)):
        return True
    if clause.endswith("为"):
        return _FOR_WHOM.match(text, stop) is not None
    if clause.endswith("在"):
        return _AMONG_PLACES.match(text, stop) is not None
    if "其中" in before and (parts := _PARTS_RUN_ON.search(before)):
        return MAKING.search(before, 0, parts.start()) is not None
    return before[: len(before) - len(clause)].endswith("、") and _RUNS_ON.search(before) is not None
