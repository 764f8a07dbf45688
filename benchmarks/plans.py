"""Made plans for measuring: as many as asked, each with its own place, bodies, sentences and figures.

What the parser remembers of one plan is of little use for the next: places and many bodies are invented for each plan, every sentence is put together from
parts, with figures and dates of its own, and the ways of naming owners change from plan to plan. A plan is made from its number alone, so that two machines
make the same one.
"""

import random
from pathlib import Path

SIZE = 20_000  # bytes of UTF-8

_SURNAMES = "云清河宁安平永康宜昌和顺丰泰兴隆华德仁义东西南北江海山石龙凤金玉长青"
_PLACES = "州阳城川原陵口湾峰林溪浦塘桥港台岭坪"
_FIELDS = (
    "发展改革 财政 司法 公安 教育 科技 民政 人力资源社会保障 自然资源 生态环境 住房城乡建设 交通运输 水利 农业农村 商务 文化旅游 卫生健康 退役军人 应急管理 审计 市场监管 统计 "
    "医疗保障 信访 城市管理 行政审批 大数据 林业 体育 国资 金融 粮食 人防 档案 机关事务 政务服务 营商环境 地方志 供销 邮政"
).split()
_TAILS = ("局", "局", "局", "委", "办", "中心")
_VERBS = (
    "健全 完善 推进 加强 落实 规范 深化 优化 强化 建立 严格执行 全面推行 加快建设 持续改进 统筹安排 督促落实 组织开展 积极探索 扎实做好 坚决防止 认真梳理 及时公布 定期评估 分类指导"
).split()
_OBJECTS = (
    "重大行政决策程序 规范性文件备案审查 行政执法公示制度 行政执法全过程记录 重大执法决定法制审核 行政复议体制 行政应诉工作 政务公开目录 权责清单 行政审批事项 证明事项告知承诺制 "
    "公共法律服务体系 法律顾问制度 行政裁量权基准 综合行政执法改革 人民调解组织 突发事件应对机制 行政执法监督 社会矛盾纠纷排查 法治宣传教育 行政机关负责人出庭应诉 "
    "政府合同管理 公平竞争审查 信用信息归集 政府信息公开 执法人员资格管理 行政处罚案卷评查 基层执法力量 督察考核办法 学法用法制度 数字化平台 营商环境评价 涉企检查计划 "
    "立法项目征集 听证程序 专家论证制度 风险评估机制 后评估制度 档案归集 执法装备配备 村居法律服务 仲裁机构建设 司法建议办理"
).split()
_AIMS = (
    "确保权力在阳光下运行 提高依法办事能力 方便群众办事 减少行政争议 保护企业合法权益 提升执法公信力 形成监督合力 防范化解风险 压实工作责任 增强制度刚性 回应社会关切 推动工作落地 "
    "实现全过程留痕 做到有法可依 促进公平公正 维护社会稳定 打通最后一公里 营造良好氛围"
).split()
_FIGURES = (
    "覆盖率达到{a}%以上", "办结率不低于{a}%", "每年培训不少于{b}学时", "每半年至少开展{c}次检查", "在{d}个工作日内办结", "公开率达到{a}%", "出庭率不低于{a}%", "每年评查案卷{b}件以上",
)  # fmt: skip
_DATES = (
    "{y}年{m}月底前完成", "{y}年年底前取得明显成效", "长期坚持", "每年12月底前报送", "到{y}年基本建成", "{y}年{m}月{d}日前上报", "持续推进",
)  # fmt: skip
_LAWS = "法治政府建设实施纲要（{y}—{z}年） 行政处罚法 行政复议法 优化营商环境条例 政府信息公开条例 重大行政决策程序暂行条例 行政许可法 行政强制法".split()
_PARTS = (
    "依法全面履行政府职能 完善依法行政制度体系 推进行政决策科学化民主化法治化 坚持严格规范公正文明执法 强化对行政权力的制约和监督 依法有效化解社会矛盾纠纷 全面提高工作人员法治思维 加强组织领导"
).split()
_HAN = "一二三四五六七八九十"


class _Plan:
    """One plan in the making: what is drawn for it once, and what is drawn for each item."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        pick = self.chance.choice
        self.tier = pick("市县区")
        self.place = pick(_SURNAMES) + pick(_SURNAMES) + pick(_PLACES)
        self.year = self.chance.randrange(2010, 2025)
        own = ["".join(self.chance.sample(_SURNAMES, 2)) + pick(("新区管委会", "开发区管委会", "集团公司", "园区办", "街道办事处", "镇政府")) for _ in range(8)]
        prefix = pick(("", self.tier, self.place + self.tier))
        self.bodies = [prefix + field + pick(_TAILS) for field in self.chance.sample(_FIELDS, 24)] + own
        self.layout = self.chance.randrange(4)

    def sentence(self) -> str:
        """One sentence; a third have a figure, a third a date, an eighth a cited text."""
        pick, draw = self.chance.choice, self.chance.random()
        said = f"{pick(_VERBS)}{pick(_OBJECTS)}，{pick(_VERBS)}{pick(_OBJECTS)}和{pick(_OBJECTS)}，{pick(_AIMS)}"
        told = {"a": self.chance.randrange(60, 100), "b": self.chance.randrange(10, 90), "c": self.chance.randrange(1, 9), "d": self.chance.randrange(1, 29),
                "m": self.chance.randrange(1, 13), "y": self.year + self.chance.randrange(1, 6), "z": self.year + 5}  # fmt: skip
        if draw < 1 / 3:
            said += "，" + pick(_FIGURES).format(**told)
        elif draw < 2 / 3:
            said += "，" + pick(_DATES).format(**told)
        elif draw > 7 / 8:
            said = f"按照《{pick(_LAWS).format(**told)}》要求，" + said
        return said + "。"

    def owners(self) -> str:
        """Who is to do it, in the way of this plan."""
        lead, *others = self.chance.sample(self.bodies, self.chance.randrange(2, 6))
        joined = "、".join(others)
        return (
            f"（牵头单位：{lead}；责任单位：{joined}）",
            f"（责任单位：{lead}、{joined}）",
            f"\n牵头单位：{lead}\n配合单位：{joined}",
            f"由{lead}牵头，{joined}配合。",
        )[self.layout]

    def text(self, size: int) -> str:
        title = f"{self.place}{self.tier}{self.year}年法治政府建设实施方案"
        lines = [title, "", f"为{self.chance.choice(_AIMS)}，结合我{self.tier}实际，制定本方案。", "一、指导思想", self.sentence()]
        held, part, item = sum(len(line.encode()) for line in lines), 1, 0
        while held < size:
            if item % 9 == 0:
                lines.append(f"{_HAN[part]}、{_PARTS[(part - 1) % len(_PARTS)]}" if part < len(_HAN) else f"第{part + 1}部分")
                part, item = min(part + 1, 9), 0
            item += 1
            said = "".join(self.sentence() for _ in range(self.chance.randrange(1, 5)))
            heading = f"{self.chance.choice(_VERBS)}{self.chance.choice(_OBJECTS)}"
            lines.append(f"（{_HAN[item - 1]}）{heading}。{said}{self.owners()}")
            held += len(lines[-1].encode()) + 1
        lines += [f"{self.place}{self.tier}人民政府", f"{self.year}年{self.chance.randrange(1, 13)}月{self.chance.randrange(1, 28)}日"]
        return "\n".join(lines) + "\n"


def plan(number: int, size: int = SIZE) -> str:
    """The plan with this number, about so many bytes of UTF-8 or a little more."""
    return _Plan(number).text(size)


def write_plans(folder: Path, count: int, size: int = SIZE) -> int:
    """How many bytes plans 0 to `count` - 1 have that it writes, a thousand to a folder."""
    total = 0
    for number in range(count):
        home = folder / f"{number // 1000:04}"
        if number % 1000 == 0:
            home.mkdir(parents=True, exist_ok=True)
        data = plan(number, size).encode()
        (home / f"plan-{number:07}.txt").write_bytes(data)
        total += len(data)
    return total
