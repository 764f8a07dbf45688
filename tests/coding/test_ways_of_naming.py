"""Plans made from parts: the same units in every way of naming who answers; the answers are known by construction."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from fazhi_research.coding.tasks import extract_tasks
from fazhi_research.reading.documents import Document

Units = list[str]
Way = Callable[[Units, Units], str]

BODIES = (
    "市委组织部 市委编办 市委依法治市办 市委政法委 市司法局 市财政局 市人力资源社会保障局 市政务服务和数据管理局 市发展改革委 市行政审批服务局 市住房城乡建设局 市大数据中心"
    " 市税务局 人民银行云川市分行 国网云川供电公司 市中级人民法院 市人民检察院 团市委 市妇联 市总工会 市工商联 市律师协会 市政府办公室 市人大常委会法工委 市公共资源交易中心"
    " 高新区管委会 市消防救援支队 云川海关 市档案馆 市公安局交警支队 市科协 市红十字会"
).split()
COLLECTIVES = "各县（市、区）人民政府 市政府各部门 市级各行政执法部门 各镇（街道） 市直有关部门 各开发区管委会 各级各部门".split()
CAPTIONS = "健全行政决策制度 规范行政执法行为 加强法治宣传教育 完善公共法律服务体系 推进政务公开工作 强化行政复议监督".split()
SENTENCES = (
    "严格落实重大行政决策程序，健全专家论证、风险评估机制，切实提高决策质量。", "全面落实行政执法“三项制度”，加大重点领域执法力度。",
    "推动公共法律服务向基层延伸，实现村（社区）法律顾问全覆盖。", "建立健全工作台账，定期开展督促检查，确保各项任务落地见效。",
)  # fmt: skip
MARKS = "（一） （二） （三） （四） （五） （六）".split()

#: how the first and the other units are named; which roles that gives them
LEAD_AND_RESPONSIBLE: dict[str, Way] = {
    "labels": lambda a, b: f"（牵头单位：{'、'.join(a)}；责任单位：{'、'.join(b)}）",
    "labels, comma": lambda a, b: f"（牵头单位：{'、'.join(a)}，责任单位：{'、'.join(b)}）",
    "labels, stops": lambda a, b: f"（牵头单位：{'、'.join(a)}。责任单位：{'、'.join(b)}。）",
    "labels, blank": lambda a, b: f"（牵头单位：{'、'.join(a)} 责任单位：{'、'.join(b)}）",
    "narrow": lambda a, b: f"(牵头单位:{'、'.join(a)};责任单位:{'、'.join(b)})",
    "lenticular": lambda a, b: f"【牵头单位：{'、'.join(a)}；责任单位：{'、'.join(b)}】",
    "hint": lambda a, b: f"（责任单位：{'、'.join(f'{one}（牵头）' for one in a)}、{'、'.join(b)}）",
    "verbs": lambda a, b: f"（{'、'.join(a)}牵头，{'、'.join(b)}按职责分工负责）",
    "verbs, others": lambda a, b: f"（{'、'.join(a)}牵头负责，{'、'.join(b)}等按职责分工负责）",
    "being": lambda a, b: f"（{'、'.join(a)}为牵头单位，{'、'.join(b)}为责任单位）",
    "lines": lambda a, b: f"\n牵头单位：{'、'.join(a)}\n责任单位：{'、'.join(b)}",
    "one line": lambda a, b: f"\n　　牵头单位：{'、'.join(a)}；责任单位：{'、'.join(b)}",
    "boxed": lambda a, b: f"\n【牵头单位】{'、'.join(a)}\n【责任单位】{'、'.join(b)}",
    "in the line": lambda a, b: f"牵头单位：{'、'.join(a)}；责任单位：{'、'.join(b)}。",
    "with time": lambda a, b: (
        f"（牵头单位：{'、'.join(a)}；责任单位：{'、'.join(b)}；完成时限：2024年12月底前）"
    ),
    "with person": lambda a, b: (
        f"\n责任领导：李四\n牵头单位：{'、'.join(a)}\n责任单位：{'、'.join(b)}\n完成时限：2024年12月"
    ),
    "prose": lambda a, b: f"由{'、'.join(a)}牵头负责，{'、'.join(b)}按照职责分工抓好落实。",
}
LEAD_AND_SUPPORT: dict[str, Way] = {
    "labels": lambda a, b: f"（牵头单位：{'、'.join(a)}；配合单位：{'、'.join(b)}）",
    "departments": lambda a, b: f"（牵头部门：{'、'.join(a)}；协同部门：{'、'.join(b)}）",
    "short labels": lambda a, b: f"（牵头：{'、'.join(a)}；配合：{'、'.join(b)}）",
    "participants": lambda a, b: f"（牵头单位：{'、'.join(a)}；参加单位：{'、'.join(b)}）",
    "verbs": lambda a, b: f"（{'、'.join(a)}牵头，{'、'.join(b)}配合）",
    "time first": lambda a, b: f"（2024年6月底前完成，{'、'.join(a)}牵头，{'、'.join(b)}配合）",
    "time last": lambda a, b: f"（{'、'.join(a)}牵头，{'、'.join(b)}配合，2024年6月底前完成）",
    "lines": lambda a, b: f"\n　　牵头单位：{'、'.join(a)}\n　　配合单位：{'、'.join(b)}",
    "prose": lambda a, b: f"此项工作由{'、'.join(a)}牵头，{'、'.join(b)}配合。",
}
ALL_RESPONSIBLE: dict[str, Way] = {
    "label": lambda a, b: f"（责任单位：{'、'.join(a + b)}）",
    "bare": lambda a, b: f"（{'、'.join(a + b)}）",
    "verb": lambda a, b: f"（{'、'.join(a + b)}按职责分工负责）",
    "severally": lambda a, b: f"（{'、'.join(a + b)}分别负责）",
    "other label": lambda a, b: f"（落实单位：{'、'.join(a + b)}）",
    "line": lambda a, b: f"\n责任单位：{'、'.join(a + b)}",
    "dash": lambda a, b: f"——责任单位：{'、'.join(a + b)}。",
    "commas": lambda a, b: f"（责任单位：{'，'.join(a + b)}）",
    "blanks": lambda a, b: f"（责任单位：{' '.join(a + b)}）",
    "and": lambda a, b: f"（责任单位：{'、'.join((a + b)[:-1])}和{(a + b)[-1]}）",
}
WAYS = [
    *(("lead", "responsible", name, way) for name, way in LEAD_AND_RESPONSIBLE.items()),
    *(("lead", "support", name, way) for name, way in LEAD_AND_SUPPORT.items()),
    *(("responsible", "responsible", name, way) for name, way in ALL_RESPONSIBLE.items()),
    (
        "responsible",
        "support",
        "labels",
        lambda a, b: f"（责任单位：{'、'.join(a)}；配合单位：{'、'.join(b)}）",
    ),
    ("responsible", "support", "verbs", lambda a, b: f"（{'、'.join(a)}负责，{'、'.join(b)}配合）"),
]


@pytest.mark.parametrize(
    ("first", "other", "name", "way"), WAYS, ids=[f"{a}, {b}: {name}" for a, b, name, _ in WAYS]
)
def test_units_are_read_in_every_way_of_naming_them(first: str, other: str, name: str, way: Way) -> None:
    chance = random.Random(name)
    lines, wanted = (
        ["云川市2024年法治政府建设重点任务分工方案", "为推进依法行政，制定本方案。", "一、主要任务"],
        [],
    )
    for mark, caption in zip(MARKS, CAPTIONS, strict=True):
        drawn = chance.sample(BODIES, chance.randrange(2, 6))
        cut = chance.choice((1, 1, 1, 2)) if len(drawn) > 2 else 1
        ahead, behind = drawn[:cut], drawn[cut:]
        behind += [chance.choice(COLLECTIVES)] if chance.random() < 0.5 else []
        lines.append(f"{mark}{caption}。{chance.choice(SENTENCES)}{way(ahead, behind)}")
        wanted.append(Counter([*((first, one) for one in ahead), *((other, one) for one in behind)]))
    plan = Document("d", "\n".join(lines) + "\n", metadata={"genre": "plan", "issued": "2024-02-01"})
    given = [
        Counter((one.role, plan.words(one.span).replace("\n", "")) for one in task.assignments)
        for task in extract_tasks(plan)
    ]
    assert given == wanted
