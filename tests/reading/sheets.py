"""Texts drawn at random: plain noise, and sheets put together from what real documents are made of."""

from __future__ import annotations

from hypothesis import strategies as st

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8)
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "二十三", "", "百", "〇")
#: anything a string can hold, lone surrogates and control characters among it
NOISE = st.text(st.characters(exclude_categories=()), max_size=120)
#: noise in which every character means something to the parser
SHORTHAND = st.text(
    "一二三十1290第章条节篇附件是要、.．,，;；:：。!?()（）〔〕[]【】《》〈〉“” \t\u3000\n\r—-·①②⑳⒈牵头责任单位局配合由負責建設\ufeff\u200b",
    max_size=80,
)
#: places where a parser that counts in bytes, widths or lines goes astray
ODD = st.sampled_from(
    [
        "\t",
        "\x00",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x85",
        "\u2028",
        "\u3000",
        "\xa0",
        "\ufeff",
        "\u200b",
        "�",
        "�",
        "𠀀",
        "😀",
        "́",
        "ǆ",
        "ß",
        "İ",
        "\u202e",
        "\r",
        "\r\n",
        "\n\n\n",
        "�",
        "﹝",
        "㈠",
        "Ⅳ",
    ]
)


def _mark() -> st.SearchStrategy[str]:
    shapes = (
        "{}、",
        "（{}）",
        "({})",
        "第{}条 ",
        "第{}章　",
        "第{}部分 ",
        "{}是",
        "{}要",
        "第{},",
        "其{}，",
        "任务{}：",
        "{}）",
        "{}.",
        "{}",
    )
    figures = ("{}.", "{}、", "（{}）", "({})", "{})", "{}.1 ", "1.{}.", "{}．", "第{}条 ")
    chinese = st.builds(str.format, st.sampled_from(shapes), st.sampled_from(NUMERALS))
    arabic = st.builds(str.format, st.sampled_from(figures), st.integers(0, 130))
    return st.one_of(chinese, arabic, st.sampled_from("①②③⑩⑳⑴⒈"), st.just("、"), st.just(""))


CAPTION = st.sampled_from(
    [
        "指导思想",
        "总体要求",
        "工作任务",
        "健全依法决策机制。",
        "推行权力清单制度;",
        "要按照规定办理。",
        "各级政府应当接受监督。",
        "加强行政执法監督,規範裁量權。",
        "目标:到2025年基本建成",
        "",
        "“双随机、一公开”监管",
        "保障措施：",
    ]
)
UNIT = st.sampled_from(
    [
        "市司法局",
        "区政府法制办",
        "各镇人民政府",
        "省发展改革委",
        "各街道(社区)",
        "各县（市、区）政府（管委会）",
        "县灯塔办",
        "有关部门",
        "市委编办",
        "**局",
        "等",
        "各区、县级市人民政府",
        "司法局(牵头)",
        "〇",
        "財政局",
    ]
)
_LABEL = st.sampled_from(
    [
        "牵头单位:",
        "责任单位：",
        "配合单位:",
        "责任单位",
        "牵头",
        "由",
        "完成时限:2022年年底前",
        "",
        "责任领导：",
        "会同",
    ]
)
_VERB = st.sampled_from(
    [
        "牵头",
        "负责",
        "配合",
        "按职责分工负责",
        "分别负责",
        "参加",
        "",
        "等",
        "组织实施",
        "排在第一位的为牵头单位",
    ]
)
_BRACKETS = st.sampled_from(["（）", "()", "〔〕", "[]", "【】", "（)", "(", "）", "((", "  ", "《〉"])


@st.composite
def _owners(draw: st.DrawFn) -> str:
    """A bracket of units with roles, as often as not broken."""
    pairs = draw(st.lists(st.tuples(_LABEL, st.lists(UNIT, max_size=4), _VERB), min_size=1, max_size=3))
    joint = draw(st.sampled_from(["、", "，", ",", ";", "；", "和", " ", "/"]))
    words = draw(st.sampled_from(["；", ";", "，", "", "\n"])).join(
        f"{a}{joint.join(b)}{c}" for a, b, c in pairs
    )
    bracket = draw(_BRACKETS)
    return f"{bracket[0]}{words}{bracket[1:]}" + draw(st.sampled_from(["", "。", "\n", "——"]))


PAGE = st.sampled_from(
    ["—7—", "\n—5—\n", "\n- 12 -\n", "— 3 —", "\n第 2 页 共 9 页\n", "\n－4－\n", "—5—\n", "\n·1·\n"]
)
CHROME = st.sampled_from(
    [
        "发布日期：2024-03-26  来源：某街道办事处\n",
        "当前位置:首页\n",
        "以下是小编整理的,仅供参考\n",
        "浏览次数：12\n",
        "[打印]\n",
        "\n上一篇：关于\n下一篇：通知",
        "\n相关文档\n",
        "下载后可编辑\n",
        "主题词:法治\n",
        "责任编辑：某\n",
        "Top\n",
    ]
)
_BODY = st.sampled_from(
    [
        "认真落实行政决策程序,坚持公众参与、专家论证。",
        "到2025年,全市法治政府建设走在前列；",
        "根据《中华人民共和国行政许可法》",
        "年度不少于40学时,由市司法局会同市财政局负责。",
        "行政机关要依法履行职责,一是抓学习;二是抓落实;",
        "第一,提高认识。第二,",
        "依法行政工作是一项长期的任务,各部门应当认真组织实施好本单位的\n有关工作,",
        "甲(jiǎ)乙",
        "二〇一一年二月二十五日",
        "20**年",
    ]
)
HEAD = st.sampled_from(
    [
        "某市法治政府建设实施方案\n(2021—2025年)\n",
        "关于加强依法行政工作的意见\n某政发〔2011〕7号\n各县(市、区)人民政府：\n",
        "同志们：\n",
        "威縣人民政府\n2019年度法治政府建設情況報告\n",
        "第一篇: 甲方案\n",
        "第二篇：乙报告\n",
        "讲话【篇一】\n",
        "在会上的讲话【篇二】\n",
        "",
    ]
)
FOOT = st.sampled_from(
    [
        "",
        "\n某市人民政府\n2021年3月5日\n",
        "\n附件：1.清单\n2.分工表\n",
        "\n附件1\n",
        "\n（此件公开发布）",
        "\n抄送:市委。",
    ]
)
CELL = st.one_of(
    UNIT,
    CAPTION,
    _LABEL,
    st.sampled_from(["序号", "1", "2", "责任单位", "牵头单位", "工作任务", "", "2022年12月", "\u3000"]),
)


@st.composite
def _grids(draw: st.DrawFn) -> str:
    """A table as it comes out of a page: rows of cells, not all of one length."""
    joint = draw(st.sampled_from(["\t", " | ", "|", "   ", "\u3000\u3000"]))
    rows = draw(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=4))
    return "\n" + "\n".join(joint.join(row) for row in rows) + "\n"


PIECE = st.one_of(
    st.builds("{}{}{}".format, st.sampled_from(["", "\n", "\n", "  ", "\u3000\u3000"]), _mark(), CAPTION),
    st.one_of(_BODY, _owners(), HAN, PAGE, ODD, CHROME, HEAD, _grids()),
)


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """A document as real ones are built, with everything that can stand in the wrong place in the wrong place."""
    pieces = draw(st.lists(PIECE, max_size=25))
    return draw(HEAD) + "".join(pieces) + draw(FOOT)


@st.composite
def compilations(draw: st.DrawFn) -> str:
    """A page that holds several documents one after the other."""
    count = draw(st.integers(2, 4))
    shape = draw(st.sampled_from(["第{}篇: {}\n", "篇{}：{}\n", "{1}【篇{0}】\n", "第{}篇：{}\n"]))
    titles = draw(
        st.lists(st.sampled_from(["实施方案", "情况报告", "讲话", ""]), min_size=count, max_size=count)
    )
    parts = [shape.format("一二三四"[at], titles[at]) + draw(sheets()) for at in range(count)]
    return draw(CHROME) + "\n\n".join(parts) + draw(CHROME)


TEXTS = st.one_of(sheets(), compilations(), NOISE, SHORTHAND)
