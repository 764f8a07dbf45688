"""Tables that lost their shape and whose cells were wrapped: every line of a cell on a line of its own."""

from __future__ import annotations

import pytest

from fazhi_research.coding.deadlines import extract_deadlines
from fazhi_research.coding.tasks import extract_tasks
from fazhi_research.reading.documents import Document

HEADER = ("序号", "重点任务", "具体措施", "牵头单位", "责任单位", "完成时限")
ROWS = (
    ("健全行政决策制度", "严格落实重大行政决策程序，健全专家论证、风险评估机制，切实提高决策质量。", "市司法局", "市织造局、市文化广电旅游局、市人大常委会法工委", "2024年6月底前"),
    ("规范行政执法行为", "全面落实行政执法公示制度，加大重点领域执法力度。定期开展案卷评查。", "市综合行政执法局、市司法局", "市渡口局、市驿路局、各县（市、区）人民政府", "长期坚持"),
    ("强化行政复议监督", "建立健全工作台账，定期开展督促检查。", "市政府办公室", "市织造局", "2024年12月底"),
)  # fmt: skip


def wrapped(words: str, width: int) -> list[str]:
    return [words[at : at + width] for at in range(0, len(words), width)]


@pytest.mark.parametrize("columns", [(0, 1, 2, 3, 4, 5), (0, 1, 3, 4), (0, 2, 3, 5), (0, 2, 4)])
@pytest.mark.parametrize("width", [8, 9, 11, 13, 16, 40])
def test_lines_go_to_the_cells_they_were_wrapped_from(width: int, columns: tuple[int, ...]) -> None:
    rows = [(str(number), *row) for number, row in enumerate(ROWS, 1)]
    cells = [HEADER[at] for at in columns] + [
        line for row in rows for at in columns for line in wrapped(row[at], width)
    ]
    text = "云川市2024年重点任务分解表\n" + "\n".join(cells) + "\n\n云川市司法局\n2024年2月1日\n"
    plan = Document("d", text, metadata={"genre": "plan", "issued": "2024-02-01"})
    roles = {"牵头单位": "lead", "责任单位": "responsible"}
    assert [
        {(one.role, plan.words(one.span).replace("\n", "")) for one in task.assignments}
        for task in extract_tasks(plan)
    ] == [
        {(roles[HEADER[at]], name) for at in columns if HEADER[at] in roles for name in names(row[at])}
        for row in rows
    ]
    if 5 in columns:
        assert [plan.words(one.span).replace("\n", "") for one in extract_deadlines(plan)] == [
            row[5] for row in rows
        ]


def names(cell: str) -> list[str]:
    return [name.replace("#", "、") for name in cell.replace("（市、区）", "（市#区）").split("、")]
