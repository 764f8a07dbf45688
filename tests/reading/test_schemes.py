"""Outlines made from parts, in many schemes of numbering and ways of setting captions; the answers are known by construction."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from fazhi_research.reading.documents import Document

HAN = "一二三四五六七八九十"
FORMS: dict[str, Callable[[int], str]] = {
    "一、": lambda n: f"{HAN[n - 1]}、", "一.": lambda n: f"{HAN[n - 1]}.", "（一）": lambda n: f"（{HAN[n - 1]}）", "(一)": lambda n: f"({HAN[n - 1]})",
    "1.": lambda n: f"{n}.", "1．": lambda n: f"{n}．", "1、": lambda n: f"{n}、", "（1）": lambda n: f"（{n}）", "1)": lambda n: f"{n})",
    "第一章": lambda n: f"第{HAN[n - 1]}章　", "第一节": lambda n: f"第{HAN[n - 1]}节　", "第一部分": lambda n: f"第{HAN[n - 1]}部分　",
}  # fmt: skip
SCHEMES = (
    ("一、", "（一）", "1."), ("一、", "（一）", "1．", "（1）"), ("一、", "（一）", "1、", "（1）"), ("一、", "(一)", "1."), ("一、", "（一）", "1)"), ("一、", "1.", "（1）"),
    ("一、", "1、"), ("一.", "（一）"), ("第一部分", "一、", "（一）"), ("第一章", "第一节", "一、"), ("（一）", "1."), ("1.", "（1）"),
)  # fmt: skip
CAPTIONS = (
    "健全行政决策制度 规范行政执法行为 加强法治宣传教育 完善公共法律服务体系 推进政务公开工作 强化行政复议监督 深化行政审批制度改革 提升依法行政能力 加强组织领导"
    " 优化法治化营商环境 全面推行执法公示制度 建立法律顾问制度 严格执行备案审查制度"
).split()
SENTENCES = (
    "各级各部门要高度重视，落实工作责任，确保取得实效。", "坚持问题导向，聚焦突出问题，补齐工作短板。", "要严格落实重大行政决策程序，健全专家论证、风险评估机制。",
    "定期开展督促检查，及时通报情况，推动各项任务落地见效。",
)  # fmt: skip


class _Outline:
    """A text of items in a scheme, and what a reader finds in it."""

    def __init__(self, scheme: tuple[str, ...], way: str, chance: random.Random) -> None:
        self.scheme, self.way, self.chance = scheme, way, chance
        self.lines = [
            "云川市2024年法治政府建设实施方案",
            "",
            "为深入推进依法行政，结合我市实际，制定本方案。",
        ]
        self.wanted: list[tuple[int, str, str]] = []
        self.add(0)

    def add(self, depth: int) -> None:
        pick = self.chance.choice
        for number in range(1, self.chance.randrange(3, 6)):
            mark, caption = FORMS[self.scheme[depth]](number), pick(CAPTIONS)
            body = "".join(self.chance.sample(SENTENCES, self.chance.randrange(1, 3)))
            leaf = depth == len(self.scheme) - 1 or self.chance.random() < 0.35
            self.wanted.append((depth + 1, mark.strip("　"), caption))
            if not leaf:
                self.lines += (
                    [mark + caption, pick(SENTENCES)] if self.chance.random() < 0.25 else [mark + caption]
                )
                self.add(depth + 1)
            elif self.way == "in the line":
                self.lines.append(f"{mark}{caption}。{body}")
            elif self.way == "above the body":
                self.lines += [mark + caption, body]
            else:
                self.lines += [f"{mark}{caption}。", body]


@pytest.mark.parametrize("indent", ["", "　　"], ids=["flush", "indented"])
@pytest.mark.parametrize("way", ["in the line", "above the body", "with a stop above the body"])
@pytest.mark.parametrize("scheme", SCHEMES, ids="/".join)
def test_items_nest_as_their_numbers_say(scheme: tuple[str, ...], way: str, indent: str) -> None:
    for seed in range(4):
        made = _Outline(scheme, way, random.Random(f"{scheme}{way}{seed}"))
        text = "\n".join(made.lines[:2] + [indent + line for line in made.lines[2:]]) + "\n"
        plan = Document("d", text, metadata={"genre": "plan"})
        found = [
            (one.depth, plan.words(one.mark).strip("　 "), plan.words(one.heading))
            for one in plan.outline.sections
        ]
        assert found == made.wanted
