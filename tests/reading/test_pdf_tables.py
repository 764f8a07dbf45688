"""Tables and paragraphs of a PDF, told from where its lines and characters stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fazhi_research.coding.tasks import extract_tasks
from fazhi_research.reading.documents import Document
from fazhi_research.reading.pdf import read_pdf
from tests.reading.made_files import Page, drawing, pdf

Drawn = list[str | tuple[float, float, str] | tuple[float, float, float, float]]
ACROSS = (50.0, 80.0, 200.0, 290.0, 380.0)
HEADER = ("序号", "工作任务", "牵头单位", "责任单位")


def ruled(rows: Sequence[Sequence[str]], *, top: float = 700.0, columns: Sequence[float] = ACROSS) -> Drawn:
    """A table with all its lines drawn; line ends in a cell are where the page breaks it."""
    drawn: Drawn = []
    up = top
    for row in rows:
        drawn.append((columns[0], up, columns[-1], up))
        high = 6 + 16 * max(cell.count("\n") + 1 for cell in row)
        for left, cell in zip(columns, row, strict=False):
            drawn += [
                (left + 4, up - 16 - 16 * at, words) for at, words in enumerate(cell.split("\n")) if words
            ]
        up -= high
    drawn.append((columns[0], up, columns[-1], up))
    return [*drawn, *((column, up, column, top) for column in columns)]


def rows_of(*pages: Page) -> list[str]:
    return [line for line in read_pdf(pdf(*pages)).text.split("\n") if "\t" in line]


def test_cells_that_wrap_are_whole_and_rows_are_lines() -> None:
    table = ruled(
        [
            HEADER,
            ("1", "健全行政决策机制，推\n行法律顾问制度", "市司法局", "市财政局、市审\n计局"),
            ("2", "清理文件", "市政府办", ""),
        ]
    )
    assert rows_of(["关于法治政府建设任务分解的通知", *table]) == [
        "\t".join(HEADER),
        "1\t健全行政决策机制，推行法律顾问制度\t市司法局\t市财政局、市审计局",
        "2\t清理文件\t市政府办\t",
    ]


def test_a_line_of_a_cell_that_ends_early_ends_a_name() -> None:
    table = ruled([HEADER, ("1", "清理文件", "市司法局\n市财政局", "各区")])
    assert rows_of(["任务分解表的通知文本", *table])[1] == "1\t清理文件\t市司法局 市财政局\t各区"


def test_a_table_goes_on_over_pages_with_its_header_once_and_a_cut_row_whole() -> None:
    first = ruled(
        [HEADER, ("1", "清理文件", "市司法局", "各区"), ("2", "健全行政决策机制，推", "市司法局", "市财")]
    )
    second = ruled([HEADER, ("", "行法律顾问制度", "", "政局"), ("3", "公开信息", "市政府办", "各区")])
    text = read_pdf(
        pdf(["关于任务分解的通知文本", *first, (280.0, 60.0, "— 1 —")], [*second, (280.0, 60.0, "— 2 —")])
    ).text
    assert [line for line in text.split("\n") if "\t" in line] == [
        "\t".join(HEADER),
        "1\t清理文件\t市司法局\t各区",
        "2\t健全行政决策机制，推行法律顾问制度\t市司法局\t市财政局",
        "3\t公开信息\t市政府办\t各区",
    ]
    tasks = extract_tasks(Document("d", text, metadata={"genre": "notice"}))
    assert [len(task.assignments) for task in tasks] == [2, 2, 2]


def test_cells_without_a_line_between_are_one() -> None:
    table = ruled([HEADER, ("一、行政决策", "", "", ""), ("1", "清理文件", "市司法局", "各区")])
    uprights = [line for line in table if len(line) == 4 and line[0] == line[2]]
    kept = [line for line in table if line not in uprights]
    for column in ACROSS:
        inner = column not in (ACROSS[0], ACROSS[-1])
        kept += (
            [(column, 634.0, column, 656.0), (column, 678.0, column, 700.0)]
            if inner
            else [(column, 634.0, column, 700.0)]
        )
    assert rows_of(["任务分解表的通知文本", *kept])[1] == "一、行政决策\t\t\t"


def test_a_cell_that_goes_on_from_the_row_above_is_told_and_gives_its_units() -> None:
    table = ruled([HEADER, ("1", "清理文件", "市司法局", "各区"), ("2", "公开清单", "", "市财政局")])
    level = 700.0 - 2 * 22  # the line between the two rows leaves the lead's column out
    kept = [line for line in table if line != (ACROSS[0], level, ACROSS[-1], level)]
    kept += [(ACROSS[0], level, ACROSS[2], level), (ACROSS[3], level, ACROSS[4], level)]
    read = read_pdf(pdf(["任务分解表的通知文本", *kept]))
    row = "2\t公开清单\t\t市财政局"
    assert row in read.text.split("\n")
    assert read.merged == ((read.text.index(row), 2),)
    plan = Document("d", read.text, metadata={"genre": "plan"}, merged=read.merged)
    given = [[(one.role, plan.words(one.span)) for one in task.assignments] for task in extract_tasks(plan)]
    assert given == [[("lead", "市司法局"), ("responsible", "各区")], [("lead", "市司法局"), ("responsible", "市财政局")]]


def test_borders_drawn_as_thin_boxes_are_lines() -> None:
    table = ruled([HEADER, ("1", "清理文件", "市司法局", "各区"), ("2", "公开信息", "市政府办", "各区")])
    rules = [line for line in table if isinstance(line, tuple) and len(line) == 4]
    boxes = " ".join(
        f"{left} {min(low, high)} {max(right - left, 0.5)} {max(abs(high - low), 0.5)} re"
        for left, low, right, high in rules
    )
    words = drawing(["任务分解表的通知文本", *(each for each in table if each not in rules)])
    text = read_pdf(pdf([], content=words + f"\n{boxes} f".encode())).text
    assert "1\t清理文件\t市司法局\t各区" in text


def test_a_table_with_open_sides_is_one() -> None:
    table = ruled([HEADER, ("1", "清理文件", "市司法局", "各区"), ("2", "公开信息", "市政府办", "各区")])
    sides = [
        line for line in table if len(line) == 4 and line[0] == line[2] and line[0] in (ACROSS[0], ACROSS[-1])
    ]
    assert rows_of(["任务分解表的通知文本", *(line for line in table if line not in sides)]) == rows_of(
        ["任务分解表的通知文本", *table]
    )


def test_names_on_lines_of_their_own_are_parted_though_one_fills_its_cell() -> None:
    table = ruled([HEADER, ("1", "清理文件", "市市场监管局\n市城管局", "各区")])
    assert rows_of(["任务分解表的通知文本", *table])[1] == "1\t清理文件\t市市场监管局 市城管局\t各区"


@pytest.mark.parametrize("columns", [(50.0, 400.0), (50.0, 60.0, 400.0)])
def test_a_frame_around_a_text_is_no_table(columns: tuple[float, ...]) -> None:
    cells = ("健全行政决策机制",) if len(columns) == 2 else ("", "健全行政决策机制")
    framed = ruled([cells, cells, cells], columns=columns)
    assert rows_of(["关于法治建设的意见文本", *framed]) == []


def test_a_space_that_parts_a_figure_from_its_caption_stays() -> None:
    lines = [
        "一、重点任务",
        "1 推行政务公开。认真落实。",
        "2 清理规范性文件。按期完成。",
        "第八条 规定重大事项的法规。",
    ]
    assert read_pdf(pdf(lines)).text.split("\n")[1:4] == lines[1:]


def test_lines_of_a_paragraph_that_begins_with_an_indent_are_joined() -> None:
    page: Drawn = []
    for at in range(4):
        up = 700.0 - 60 * at
        page += [
            (74.0, up, f"{at + 1}．健全重大行政决策的程序制度并认真落实各项要求由市"),
            (50.0, up - 20, "司法局负责，市财政局配合，务必于今年年底前全部办理完毕不"),
            (50.0, up - 40, "得拖延。"),
        ]
    assert read_pdf(pdf(page)).text.split("\n")[0] == (
        "1．健全重大行政决策的程序制度并认真落实各项要求由市司法局负责，市财政局配合，务必于今年年底前全部办理完毕不得拖延。"
    )


def test_lines_of_a_page_without_indents_stay_as_printed() -> None:
    lines = ["健全重大行政决策的程序制度并认真落实各项要求由市"] * 8
    assert read_pdf(pdf(lines)).text.split("\n")[:8] == lines


def test_two_columns_are_read_one_after_the_other_and_a_sentence_goes_on_between_them() -> None:
    page: Drawn = []
    for column in (50.0, 320.0):
        for at in range(4):
            up = 700.0 - 60 * at
            page += [
                (column + 24, up, "健全重大行政决策的程序制度并认真落实"),
                (column, up - 20, "各项要求由市司法局负责，市财政局配合，务"),
                (column, up - 40, "必于年底前全部办理完毕不得拖延。"),
            ]
    page[11] = (50.0, 480.0, "必于年底前全部办理完毕不得拖延，各区各部")
    page[12] = (320.0, 700.0, "门应当认真组织实施，切实抓好各项工作落实。")
    lines = read_pdf(pdf(page)).text.split("\n")
    assert lines[0].startswith("健全重大行政决策的程序制度并认真落实各项要求由市司法局负责")
    assert any("各区各部门应当认真组织实施" in line for line in lines)


def test_header_and_footer_between_the_parts_of_a_table_do_not_part_it() -> None:
    first = ruled([HEADER, ("1", "清理文件", "市司法局", "各区")])
    second = ruled([HEADER, ("2", "公开信息", "市政府办", "各区")])
    pages = [
        ["法治政府建设文件汇编", *table, (280.0, 60.0, f"第{number}页共2页")]
        for number, table in enumerate((first, second), 1)
    ]
    lines = read_pdf(pdf(*pages)).text.split("\n")
    at = lines.index("\t".join(HEADER))
    assert lines[at + 1 : at + 3] == ["1\t清理文件\t市司法局\t各区", "2\t公开信息\t市政府办\t各区"]


def test_what_a_browser_prints_at_the_edges_of_pages_is_dropped() -> None:
    pages = [
        [
            "11/30/26, 12:14 PM",
            f"第{number}页的正文文字，内容很多",
            "https://www.gov.cn/zhengce/content/5412.html " + f"{number}/2",
        ]
        for number in (1, 2)
    ]
    assert read_pdf(pdf(*pages)).text.split() == ["第1页的正文文字，内容很多", "第2页的正文文字，内容很多"]


def test_a_page_that_is_shown_turned_is_read_as_it_is_shown() -> None:
    table = ruled(
        [
            HEADER,
            ("1", "健全行政决策机制，推\n行法律顾问制度", "市司法局", "各区"),
            ("2", "公开信息", "市政府办", "各区"),
        ]
    )
    upright = ["任务分解表的通知文本", *table]
    sideways = b"q 0 1 -1 0 600 0 cm\n" + drawing(upright) + b"\nQ"
    data = pdf([], content=sideways).replace(b"/MediaBox", b"/Rotate 90/MediaBox")
    assert [line for line in read_pdf(data).text.split("\n") if "\t" in line] == rows_of(upright)
