"""Lines of a page about a document, which are no words of it: what a site says of it, its number, its history."""

import re

from fazhi_research.reading.furniture import PAGE_LINE, is_chrome

NUMBER_LINE = re.compile(
    r"[ ]*(?:[(〔\[【]?(?:19|20)?[\d*X]{0,4}[)〕\]】]?)?[\u4e00-\u9fff]{1,12}[ ]?[〔\[【(〈][ ]?(?:(?:19|20)[\d*X]{2})?[ ]?[〕\]】)〉][ ]?第?[ ]?\d{0,5}[ ]?号[ ]*$|[ ]*第?[ ]?\d{1,4}[ ]?号令?[ ]*$"
)
# Data that a site prints about a document: 发文字号:…, a row of breadcrumbs, [2024-05-20] 点击数:58.
_SITE_LINE = re.compile(
    r"[ ]*(?:索[ ]{0,3}引[ ]{0,3}号|发[布文]机[构关]|[成生]成?[文]?日期|标[ ]{0,4}题|名[ ]{0,4}称|发文字号|文[ ]{0,4}号|文件编号|统一编号|公开日期|有效性|统一登记号|信息分类|组配分类|关键词|[上下]一[篇条])[ ]?[:]|"
    r"(?:\[[ ]?)?(?:标[ ]{0,4}题|名[ ]{0,4}称|索引号|组配分类|文件有效性|有效性|文件编号|文[ ]?号|生成日期|发文日期|发文字号|主题分类|体裁分类|发布日期|发布机构|成文日期|公开方式)(?:[ ]?\])?:?[ ]*\||"
    r"[^\n]{1,30}[ ][-|>][ ][^\n]{1,30}[ ][-|>][ ]|[\[【]?20\d\d-\d{1,2}-\d{1,2}[\]】]?(?:[ ]\d{1,2}:\d\d(?::\d\d)?)?[ ]+(?:信息|文章|稿件)?(?:点击|浏览|阅读|来源|发布|作者)|"
    r"(?:时[ ]{0,3}效性?|主[ ]?题[ ]?(?:分[ ]?类|词)|下载地址|发文日期|公文种类|公开(?:方式|范围)|来源|发布(?:时间|单位|部门)|内容分类|政策文号|阅读次数|[生失]效(?:日期|时间)|废止(?:日期|时间))[ ]{0,3}[:]|【?字[体号](?:大小)?[:]|"
    r"(?:索[ ]{0,3}引[ ]{0,3}号|名[ ]{1,4}称|文[ ]{0,4}号|主[ ]?题[ ]?词|组配分类|文件有效性|有效性|文件编号|时效|所属机构|责任部门|发布单位|生成日期|发文单位|发文机关|发文日期|发文字号|效力状态|主题分类|发布日期|发布机构|成文日期|公开形式|公开方式)(?:/[^:\n]{2,8}:|[ ](?=[^\n]))|\[[ ]?[^\[\]\n]{2,6}[ ]?\]$|"
    r"【[^】\n]{2,10}】(?!关于|《)|社会主义核心价值观[:]|正文内容区域|热词搜索[:]|(?:发文(?:标题|文号|部门|时间)|实施时间|法规类型|所属(?:行业|区域)|(?:阅读|评论)人次|页面功能|法规内容|发文内容)[ ]{0,2}(?:[:]|(?=本文))|20\d\d-\d{1,2}-\d{1,2}[ ]\d{1,2}:\d\d(?::\d\d)?[ ]+\d+次(?:浏览|阅读)|(?:文章属性|(?:政府|政务)?(?:信息)?公开(?:目录|专栏)?|政策文件|通知公告|规范性文件|×|政务微[信博]|(?:文章)?正文|全文|政策|返[ ]?回(?:首页|顶部)?|分享|[\u4e00-\u9fff]{2,4}详情|[\u4e00-\u9fff]{2,8}网)$|(?:相关|政策)?(?:解读|阅读|政策|文件|图解)(?:材料|文件)?链接[:]|欢迎您?(?:访问|光临)|(?:无障碍|关怀版|长者模式)(?![\u4e00-\u9fff]{0,20}(?:条例|规定|办法|规划|方案|计划|意见|标准|通知)$)|"
    r"[\u4e00-\u9fff]{2,20}令[ ]*(?:第[ ]?\d{1,4}[ ]?号)?$|[^\n]{0,80}>[ ]*$|[^\n]{0,100}(?:网站标识码|ICP备|版权所有|涉密文件严禁)|[^\n]{0,60}(?:首页[ ]?[>|]|您的?位置|(?:当前|所在)位置|打印本页|关闭窗口|字体[:])"
)
# What a statute prints of its own history under its title; comments of Markdown.
_HISTORY = re.compile(
    r"[ ]*(?:<!--|[(〔]?(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?:起?[ ]?施行|[^\n]{2,200}(?:通过|修正|修订|公布|发布|批准|施行|公告|号令?)[^\n]{0,8}$))"
)
GLUED_NUMBER = re.compile(
    r"(?<=方案|意见|通知|要点|计划|办法|细则|规定|条例|公告|通告|报告|决定|纲要|规划)[ ]*\(?[\u4e00-\u9fff]{2,8}[〔\[【(][ ]?(?:19|20)\d{2}[ ]?[〕\]】)]第?[ ]?\d{1,4}[ ]?号\)?$|\([\u4e00-\u9fff]{2,8}[〔\[【(][ ]?(?:19|20)\d{2}[ ]?[〕\]】)]第?[ ]?\d{1,4}[ ]?号\)$"
)
_GLOSS = re.compile(r"(?<=[\u4e00-\u9fff])[(（\[][ ]?[a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,8}[)）\]]")
_TABLE_RULE = re.compile(r"[ ]*\|?[ ]*:?-{3,}[-:| ]*$")
_BULLET = re.compile(r"[ ]*(?:[•·∙>|][ |>]*|-[ ])")
# A label that a page has run together with what it labels: 发文日期2021年12月21日, 时效性现行有效
_GLUED_LABEL = re.compile(
    r"(?:发文机关|发文日期|发文字号|公布日期|发布日期|施行日期|实施日期|成文日期|效力级别|时效性|制定机关|发布部门)(?=[\u4e00-\u9fff\d])(?![^\n]{0,80}(?:通知|意见|方案|办法|规定|决定|公告)$)[^\n。,]{2,60}$"
)
# A row of two or more of a page's data, whatever they are called: 信息类别:规划计划 公开方式:主动公开
_DATA_ROW = re.compile(r"[ ]*[\u4e00-\u9fff ]{2,9}:[^:。\n]{0,40}[ ][\u4e00-\u9fff ]{2,9}:[^。\n]{0,200}(?<!:)$")
# What a page offers to do with its text: 正文复制, 打印 | 关闭, 大 中 小
_BUTTONS = re.compile(
    r"(?:正文|全文|复制|下载|打印|收藏|分享|关闭|朗读|收听|转发|点赞|评论|默认|繁体|简体|返回|顶部|首页|登录|注册|[大中小](?![\u4e00-\u9fff])|[ |/·]){1,16}$"
)
_BARE_LABEL = re.compile(
    r"(?![^:]*[各局委办府位门处室厅院部司市县区镇乡们])[\u4e00-\u9fff]{2,6}:[ ]*$"
)  # 背景颜色: of a page
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,8}:")


def is_page_line(line: str) -> bool:
    """Whether a folded line of a page tells of the document and is neither its title nor its text (页面信息行).

    >>> is_page_line("索引号:370100/2024-1"), is_page_line("某市法治政府建设实施方案")
    (True, False)
    """
    line = without_glosses(line) if "(" in line[:24] else line
    line = line[:-1].rstrip(" ") if line.endswith("号 |") else line
    if line.startswith(">") or (line.endswith("|") and ": |" in line) or _TABLE_RULE.match(line):
        return True
    if bullet := _BULLET.match(line):  # a list of a page's data, the rest of an empty table
        line = line[bullet.end() :]
        if not line or _LABELLED.match(line):
            return True
    return (
        is_chrome(line)
        or PAGE_LINE.match(line) is not None
        or _BARE_LABEL.match(line) is not None
        or _BUTTONS.match(line) is not None
        or _DATA_ROW.match(line) is not None
        or _GLUED_LABEL.match(line) is not None
        or (NUMBER_LINE.match(line) is not None and GLUED_NUMBER.search(line) is None)
        or _SITE_LINE.match(line) is not None
        or _HISTORY.match(line) is not None
    )


def without_glosses(line: str) -> str:
    """A line without the pinyin that a page inserts behind characters: 關(guān)于 (去注音).

    >>> without_glosses("關(guān)于印發(fā)方案")
    '關于印發方案'
    """
    return _GLOSS.sub("", line)
