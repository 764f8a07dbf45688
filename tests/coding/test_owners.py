"""Who leads, who answers, who supports: strings as they stand in brackets, on lines, in prose."""

from __future__ import annotations

import pytest
from hypothesis import given

from fazhi_research.coding.owners import ROLES, read_owners
from fazhi_research.coding.tasks import extract_tasks, tasks_and_doubts
from fazhi_research.reading.documents import Document
from fazhi_research.reading.folding import fold
from tests.reading.sheets import TEXTS

SHORT = {"lead": "L", "responsible": "R", "support": "S", "mentioned": "M"}


def read(owners: str, *, genre: str = "plan") -> str:
    """The roles and names of the assignments of one item whose words end in a string."""
    document = Document("d", f"一、健全工作机制。认真抓好落实。{owners}", metadata={"genre": genre})
    tasks = extract_tasks(document)
    assert len(tasks) <= 1
    return " ".join(f"{SHORT[a.role]}:{document.words(a.span)}" for task in tasks for a in task.assignments)


@pytest.mark.parametrize(
    ("owners", "expected"),
    [
        # labels
        ("（牵头单位：市司法局）", "L:市司法局"),
        ("（责任单位：市司法局、市财政局）", "R:市司法局 R:市财政局"),
        ("（牵头单位：市司法局；责任单位：市财政局，各区人民政府）", "L:市司法局 R:市财政局 R:各区人民政府"),
        ("（牵头单位：市司法局；配合单位：市财政局、市审计局）", "L:市司法局 S:市财政局 S:市审计局"),
        ("（主办单位：市司法局；会办单位：市财政局）", "R:市司法局 S:市财政局"),
        ("（牵头单位:市甲局 配合单位:市乙局）", "L:市甲局 S:市乙局"),
        ("〔责任单位：市司法局〕", "R:市司法局"),
        ("[责任单位:市司法局]", "R:市司法局"),
        ("【责任单位：市司法局】", "R:市司法局"),
        ("（责任部门：市司法局等）", "R:市司法局"),
        ("（责任单位：市司法局。）", "R:市司法局"),
        ("（责任单位：市司法局、市财政局和市审计局）", "R:市司法局 R:市财政局 R:市审计局"),
        ("（责任单位：市司法局及各区县）", "R:市司法局 R:各区县"),
        (
            "（牵头单位：市司法局<br>市财政局；配合单位：市审计局<BR />市统计局）",
            "L:市司法局 L:市财政局 S:市审计局 S:市统计局",
        ),
        ("，责任单位为市司法局、市财政局。", "R:市司法局 R:市财政局"),
        ("——牵头单位：市司法局。——参与单位：市财政局。", "L:市司法局 S:市财政局"),
        ("（市司法局负责，各县区政府配合抓好落实）", "R:市司法局 S:各县区政府"),
        ("（市司法局负责，各县（市、区）党委、政府配合）", "R:市司法局 S:各县（市、区）党委、政府"),
        ("（责任单位：各乡镇党委和政府，市司法局）", "R:各乡镇党委和政府 R:市司法局"),
        # a collective of departments and units is one
        (
            "（牵头单位：市司法局；责任单位：市直有关部门、单位，各县（市、区）政府）",
            "L:市司法局 R:市直有关部门、单位 R:各县（市、区）政府",
        ),
        ("（市政府各部门、单位负责）", "R:市政府各部门、单位"),
        (
            "\n牵头单位  市织造局\n责任单位  市驿路局、市渡口局\n完成时限  6月底",
            "L:市织造局 R:市驿路局 R:市渡口局",
        ),
        ("县织造局负责统筹协调，县农桑局负责高标准桑田建设。", "R:县织造局 R:县农桑局"),
        ("（市织造局负责；各市、县人民政府落实）", "R:市织造局 R:各市、县人民政府"),
        # who is named by whom, by a verb of being, and who stands before the comma
        ("明确市织造局为牵头单位，市驿路局为配合单位。", "L:市织造局 S:市驿路局"),
        ("牵头单位是市织造局，责任单位是市驿路局、市渡口局。", "L:市织造局 R:市驿路局 R:市渡口局"),
        ("此项工作由市织造局负总责，市驿路局配合。", "R:市织造局 S:市驿路局"),
        ("本项任务牵头部门：市织造局；配合部门：市驿路局。", "L:市织造局 S:市驿路局"),
        ("（以市织造局为主，市驿路局配合）", "R:市织造局 S:市驿路局"),
        ("（市织造局为第一责任单位，市驿路局为配合单位）", "R:市织造局 S:市驿路局"),
        ("（市织造局〈牵头〉、市驿路局）", "L:市织造局 R:市驿路局"),
        ("（市织造局，市驿路局、市渡口局参与）", "R:市织造局 S:市驿路局 S:市渡口局"),
        ("（市织造局、市渡口局，各县（市、区）政府配合）", "R:市织造局 R:市渡口局 S:各县（市、区）政府"),
        ("（市织造局，市驿路局，市渡口局配合）", "S:市织造局 S:市驿路局 S:市渡口局"),
        ("由县织造局牵头，会同县驿路局于5月30日前完成清理。", "L:县织造局 S:县驿路局"),
        # labels in brackets of their own; behind a name such a bracket is a hint
        (
            "\n【牵头单位】市织造局\n【责任单位】市驿路局、市渡口局\n【完成时限】6月底",
            "L:市织造局 R:市驿路局 R:市渡口局",
        ),
        ("【牵头单位】市织造局【配合单位】市驿路局", "L:市织造局 S:市驿路局"),
        ("[责任单位]：市织造局、市驿路局。", "R:市织造局 R:市驿路局"),
        ("\n【责任领导】张三\n【责任单位】\n市织造局", "R:市织造局"),
        ("（责任单位：市织造局[牵头单位]、市驿路局）", "L:市织造局 R:市驿路局"),
        ("（市科协及市直有关部门负责）", "R:市科协 R:市直有关部门"),
        ("（责任单位：市档案馆和市国资委）", "R:市档案馆 R:市国资委"),
        # lines broken within a name
        (
            "\n责任单位：市织造局、市驿\n路渡口局，各县（市）人\n民政府、各园区\n完成时限：6月底",
            "R:市织造局 R:市驿路渡口局 R:各县（市）人民政府 R:各园区",
        ),
        ("市织造局负责人员调配。", "R:市织造局"),
        ("市织造局负责人到会。", ""),
        # labels of two words: 牵头责任单位 leads, 协同责任单位 supports
        ("（牵头责任单位：市织造局；协同责任单位：市驿路局）", "L:市织造局 S:市驿路局"),
        (
            "\n牵头负责领导：陆某某。\n牵头责任单位：市织造局。\n协同配合单位：市驿路局等。",
            "L:市织造局 S:市驿路局",
        ),
        ("（主要责任单位：市织造局）", "R:市织造局"),
        # a label for all roles, which verbs tell
        ("\n分管领导：陆某某\n部门分工：市织造局牵头，各县、各部门配合。", "L:市织造局 S:各县 S:各部门"),
        ("（责任分工：市织造局、市驿路局）", "R:市织造局 R:市驿路局"),
        # whoever leads each project is a collective of the list
        ("（牵头单位：市织造局；配合单位：各项目牵头单位、各县）", "L:市织造局 S:各项目牵头单位 S:各县"),
        # verbs
        ("（市司法局牵头）", "L:市司法局"),
        ("（市司法局负责）", "R:市司法局"),
        ("（市司法局牵头，市财政局、市审计局配合）", "L:市司法局 S:市财政局 S:市审计局"),
        ("（市司法局、市财政局按职责分工负责）", "R:市司法局 R:市财政局"),
        ("（市司法局、市财政局等按职责分工负责）", "R:市司法局 R:市财政局"),
        ("（市司法局会同市财政局负责）", "R:市司法局 S:市财政局"),
        ("（由市司法局牵头负责）", "L:市司法局"),
        ("（市司法局牵头，各部门分别负责）", "L:市司法局 R:各部门"),
        ("（市司法局负责，市财政局参与）", "R:市司法局 S:市财政局"),
        # never split inside a bracket, collectives with 、 stay whole
        ("（责任单位：各街道(社区)、区司法局）", "R:各街道(社区) R:区司法局"),
        ("（责任单位：各县（市、区）政府（管委会）、市司法局）", "R:各县（市、区）政府（管委会） R:市司法局"),
        ("（责任单位：市司法局，各区、县级市人民政府）", "R:市司法局 R:各区、县级市人民政府"),
        ("（市司法局牵头，各县（市、区）配合）", "L:市司法局 S:各县（市、区）"),
        # a deadline or a person in the bracket is no unit
        ("（责任单位：市司法局；完成时限：2022年年底前）", "R:市司法局"),
        ("（牵头单位：市司法局；完成时间：长期坚持）", "L:市司法局"),
        ("（责任领导：张某某；责任单位：市司法局）", "R:市司法局"),
        ("（市司法局牵头，2022年年底前完成）", "L:市司法局"),
        # a lead is not repeated as responsible, a role not twice
        ("（牵头单位：市司法局；责任单位：市司法局、市财政局）", "L:市司法局 R:市财政局"),
        ("（责任单位：市司法局、市司法局）", "R:市司法局"),
        ("（责任单位：市甲局）（责任单位：市乙局）", "R:市甲局 R:市乙局"),
        # on lines
        ("\n牵头单位：市司法局\n配合单位：市财政局、市审计局", "L:市司法局 S:市财政局 S:市审计局"),
        ("\n责任单位：市司法局\n完成时限：2022年12月", "R:市司法局"),
        # what a bracket adds for all later items is no unit of its own
        (
            "（市织造局牵头，市驿路局参与，各县政府负责落实。以下均需市渡口局、各县政府配合，不再列出）",
            "L:市织造局 S:市驿路局 R:各县政府",
        ),
        # a convention in a bracket behind the last unit
        (
            "\n责任单位：市织造局、市驿路局（除标注“分别牵头”外，列第一位为牵头或汇总单位，下同）",
            "L:市织造局 R:市驿路局",
        ),
        # 结合实际落实 is a way of doing it
        ("（市织造局负责，各县人民政府结合实际落实）", "R:市织造局 R:各县人民政府"),
        # a bracket that the page cut off
        ("（市织造局、市驿路局牵头，市渡口局", "L:市织造局 L:市驿路局"),
        # bare lists at the end
        ("（市司法局、市财政局）", "R:市司法局 R:市财政局"),
        # in prose
        ("由市司法局牵头，市财政局配合。", "L:市司法局 S:市财政局"),
        # a point of another plan handed to bodies, whatever they are to do with it
        (
            "关于“修缮渡口”的问题，由市织造局会同市驿路局、渡口局等部门研究提出落实意见。",
            "R:市织造局 S:市驿路局 S:渡口局",
        ),
        ("关于渡口的问题，由市织造局另行通知。", ""),
        # to whom a body answers, which body is meant, and parties to a contract are no owners
        ("市织造委员会对市人民代表大会负责。", ""),
        ("向市政府负责织机登记的部门报告。", ""),
        ("施工单位负责现场。", ""),
        ("市织造局（以下简称市局）负责全市登记，市织造指导单位负责培训。", "R:市织造局 R:市织造指导单位"),
        ("要明确织机的承办单位（以下简称织机承办单位），由织机承办单位负责登记。", "R:织机承办单位"),
        (
            "市测绘管理部门负责织机登记。林业部门和水务部门负责培训。",
            "R:市测绘管理部门 R:林业部门 R:水务部门",
        ),
        ("市织造局负责全市织机登记。", "R:市织造局"),
        # the body named in the clause before; several levels of one function; who leads by a modal; a role that is only spoken of
        ("市织造局是全市织机登记的主管部门，负责本办法组织实施。", "R:市织造局"),
        ("市织造局是全市织机登记的主管部门，登记由织户负责。", ""),
        (
            "市、区织造行政主管部门负责织机登记，区、镇人民政府负责渡口。",
            "R:市、区织造行政主管部门 R:区、镇人民政府",
        ),
        ("市、县人民政府负责本行政区域的织机登记，乡、镇人民政府负责渡口。", ""),
        ("各区公安机关负责渡口秩序。", "R:各区公安机关"),
        ("县（市）、区教育部门负责织机登记。", "R:县（市）、区教育部门"),
        ("市和区、县教育部门负责织机登记。", "R:市和区、县教育部门"),
        # who may or is encouraged to lead does not
        ("支持龙头企业牵头组建织机联盟，鼓励织造协会牵头制定标准。", ""),
        ("市织造局要牵头组织织机登记。", "L:市织造局"),
        ("充分发挥市织造局牵头作用，强化协同。", ""),
        ("市渡口队：负责会同公安、驿路部门查处违章。", "R:市渡口队 S:公安 S:驿路部门"),
        ("指挥部综合组负责组织验收。", "R:指挥部综合组"),
        # who helps is named behind who answers; no firm is handed anything out
        (
            "市织造局负责登记。市驿路局、市渡口局按照各自职责配合做好相关工作。",
            "R:市织造局 S:市驿路局 S:市渡口局",
        ),
        ("市织造局负责登记。村(居)民委员会依法协助做好登记工作。", "R:市织造局 S:村(居)民委员会"),
        ("市织造局负责登记。织机企业协助做好登记工作。", "R:市织造局"),
        ("市织造局负责登记。各部门要积极配合做好登记工作。", "R:市织造局"),
        ("市驿路局配合做好织机登记工作。", ""),
        (
            "由市织造局承办，市驿路局、渡口局协办。",
            "R:市织造局 S:市驿路局 S:渡口局",
        ),
        ("织机登记由市织造局负责，相关部门支撑，业务单位配合。", "R:市织造局 S:相关部门 S:业务单位"),
        ("水务部门是登记的综合部门，主要负责登记，会同交通部门对织机进行调度。", "R:水务部门 S:交通部门"),
        ("市、区县经委（经济局）是本行政区域内登记的主管部门，负责组织实施。", "R:市、区县经委（经济局）"),
        ("各区织造局负责登记，各委办局负责本单位登记。", "R:各区织造局 R:各委办局"),
        ("各委办局负责本单位登记。", ""),
        ("因此我们拟委托市织造（信息）中心具体负责登记。", "R:市织造（信息）中心"),
        # who does it behind who leads, and functions in a row; below a title stands who issued it
        ("由织造办牵头，责任主体单位实施，宣传部共同参与。", "L:织造办 R:责任主体单位 S:宣传部"),
        ("由市织造局牵头，推动各项措施落实。", "L:市织造局"),
        ("由政府法制、监察、人事等部门具体负责。", "R:政府法制 R:监察 R:人事"),
        ("\n（市织造局办公室 2022年3月1日）", ""),
        # a body named for what it is to do, and 单位 that names none
        ("由市优化办牵头组织登记。", "L:市优化办"),
        ("登记表由牵头单位负责填写。", ""),
        # labels of one level, of the rest, behind a leader's name, and apart by blanks; roles said by 为
        ("（市直牵头单位：市织造局；市直配合单位：市驿路局）", "L:市织造局 S:市驿路局"),
        ("主要责任单位：市织造局，其他责任单位：市驿路局。", "R:市织造局 R:市驿路局"),
        (
            "（牵头市领导：王五；牵头部门：市织造局；参与部门：市驿路局、纺纱公司）",
            "L:市织造局 S:市驿路局 S:纺纱公司",
        ),
        ("承办单位：市织造局  协办单位：市驿路局", "R:市织造局 S:市驿路局"),
        ("（市织造局为牵头单位，市驿路局、市渡口局为责任单位）", "L:市织造局 R:市驿路局 R:市渡口局"),
        ("（市织造局负总责，市驿路局落实）", "R:市织造局 R:市驿路局"),
        # a list of what each body does
        ("市驿路局：负责维护渡口秩序。", "R:市驿路局"),
        ("各部门：负责本部门的登记。", ""),
        ("市驿路局、市渡口局：配合做好秩序维护。", "S:市驿路局 S:市渡口局"),
        ("各县（市、区）政府：负责本辖区的登记。", "R:各县（市、区）政府"),
        ("责任部门为市织造局、市驿路局。", "R:市织造局 R:市驿路局"),
        # one named organ in brackets inside a sentence, or behind another bracket
        ("登记织机（市织造局），查验渡口（市驿路局牵头）。", "R:市织造局 L:市驿路局"),
        ("（市织造局牵头）（市渡口局）", "L:市织造局 R:市渡口局"),
        ("报送主管部门（市织造局），做好登记。", ""),
        # by its duties is a way of doing it
        ("（牵头单位：市织造局、市驿路局（按职责分工））", "L:市织造局 L:市驿路局"),
        # broken by a page
        ("（责任单位：市市场监\n—5—\n督管理局）", "R:市市场监督管理局"),
        # nothing at all
        ("", ""),
        ("设立市法治政府建设协调机制办公室（以下简称市协调办）。", ""),
        ("（2021—2025年）", ""),
        ("（试行）", ""),
        ("（含各县、市、区）", ""),
        ("建立由主要负责人牵头的协调机制。", ""),
        ("（责任单位：）", ""),
        ("（", ""),
    ],
)
def test_owners(owners: str, expected: str) -> None:
    assert read(owners) == expected


def test_invented_bodies_are_read_by_their_form() -> None:
    assert (
        read("（牵头单位：市织造局；配合单位：县灯塔办、云锦市渡口管理处）")
        == "L:市织造局 S:县灯塔办 S:云锦市渡口管理处"
    )


def test_the_number_of_an_article_is_no_part_of_a_name() -> None:
    rule = Document(
        "d",
        "第一条为了做好登记，制定本办法。\n第二条市织造行政主管部门负责全市织机登记的组织协调。",
        metadata={"genre": "other"},
    )
    assert [rule.words(a.span) for a in extract_tasks(rule)[0].units("responsible")] == ["市织造行政主管部门"]


def test_a_body_as_caption_answers_for_what_it_is_said_to_do() -> None:
    text = "一、职责分工\n（一）市织造局。负责织机登记，制定预案。\n（二）市驿路局：牵头维护渡口。\n（三）织机登记。负责人要到场。"
    plan = Document("d", text, metadata={"genre": "plan"})
    roles = [[(a.role, plan.words(a.span)) for a in task.assignments] for task in extract_tasks(plan)]
    assert roles == [[("responsible", "市织造局")], [("lead", "市驿路局")], []]


def test_traditional_script_and_width() -> None:
    assert read("（牽頭單位：市司法局；責任單位：市財政局）") == "L:市司法局 R:市財政局"


def test_an_open_bracket_is_doubted_and_read_to_its_end() -> None:
    document = Document(
        "d", "一、甲。做好。（责任单位：市司法局、市财政局\n二、乙", metadata={"genre": "plan"}
    )
    _, doubts = tasks_and_doubts(document, document.outline)
    assert [doubt.kind for doubt in doubts] == ["bracket_open"]


def test_a_stated_convention_makes_the_first_unit_lead() -> None:
    text = (
        "工作方案\n一、健全机制。抓好落实。（责任单位：市司法局、市财政局，列第一位的为牵头单位，下同）\n"
        "二、完善制度。抓好落实。（责任单位：市审计局、市统计局）\n三、加强培训。抓好落实。（责任单位：各部门、市司法局）"
    )
    document = Document("d", text, metadata={"genre": "plan"})
    roles = [[(a.role, document.words(a.span)) for a in task.assignments] for task in extract_tasks(document)]
    assert roles == [
        [("lead", "市司法局"), ("responsible", "市财政局")],
        [("lead", "市审计局"), ("responsible", "市统计局")],
        [("responsible", "各部门"), ("responsible", "市司法局")],
    ]


def test_the_first_of_a_list_may_lead_the_work_or_gather_its_results() -> None:
    text = "一、支持织造。\n责任单位：市织造局、市驿路局（列第一位者为工作牵头单位或汇总单位，下同）\n二、修缮渡口。\n责任单位：市渡口局、市驿路局"
    document = Document("d", text, metadata={"genre": "plan"})
    roles = [[(a.role, document.words(a.span)) for a in task.assignments] for task in extract_tasks(document)]
    assert roles == [
        [("lead", "市织造局"), ("responsible", "市驿路局")],
        [("lead", "市渡口局"), ("responsible", "市驿路局")],
    ]


@given(TEXTS)
def test_any_string_is_read(text: str) -> None:
    folded = fold(text)
    for mode in ("listed", "lenient", "strict"):
        for owner in read_owners(folded, 0, len(folded), mode=mode) or []:
            assert 0 <= owner.start < owner.stop <= len(folded)
            assert owner.role in ROLES


def test_words_before_the_first_item_may_hand_out_work() -> None:
    text = (
        "渡口整治方案\n在乡政府领导下，由乡织造办牵头，派出所、中学配合，开展渡口整治。\n一、目标\n建织坊。"
    )
    plan = Document("d", text, metadata={"genre": "plan"})
    assert [(a.role, plan.words(a.span)) for task in extract_tasks(plan) for a in task.assignments] == [
        ("lead", "乡织造办"),
        ("support", "派出所"),
        ("support", "中学"),
    ]
    bare = Document("d", "今年开展渡口整治。市织造局牵头，负责组织登记。", metadata={"genre": "notice"})
    assert [(a.role, bare.words(a.span)) for task in extract_tasks(bare) for a in task.assignments] == [
        ("lead", "市织造局")
    ]
    told = Document("d", text.replace("开展渡口整治", "起草了《渡口整治方案》"), metadata={"genre": "plan"})
    assert not any(task.assignments for task in extract_tasks(told))


def test_labels_in_brackets_of_their_own_are_no_header_of_a_table() -> None:
    item = "({})健全制度。认真落实制度。\n【牵头单位】{}\n【责任单位】{}\n"
    bodies = [("市织造局", "市驿路局"), ("市工商联", "市委编办"), ("市渡口局", "市灯塔局")]
    text = "一、主要任务\n" + "".join(item.format(mark, *pair) for mark, pair in zip("一二三", bodies, strict=True))
    tasks = extract_tasks(Document("d", text, metadata={"genre": "plan"}))
    assert [tuple(one.span.of(text) for one in task.assignments) for task in tasks] == bodies


@pytest.mark.parametrize(
    "note", ["标★的为牵头单位", "（注：标注“★”的为牵头单位）", "★为牵头单位。", "带★号的单位为牵头单位，下同"]
)
def test_a_sign_marks_who_leads_where_the_document_says_so(note: str) -> None:
    text = "一、主要任务\n(一)健全制度。(★市织造局、市驿路局)\n(二)规范执法。(市渡口局★、市灯塔局)\n(三)修缮渡口。(市织造局)\n"
    for words, roles in ((f"{text}{note}\n", "LRLRR"), (text, "RRRRR")):
        tasks = extract_tasks(Document("d", words, metadata={"genre": "plan"}))
        assert "".join(SHORT[one.role] for task in tasks for one in task.assignments) == roles
        assert [one.span.of(words) for task in tasks for one in task.assignments] == "市织造局 市驿路局 市渡口局 市灯塔局 市织造局".split()
