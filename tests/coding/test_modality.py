"""Norms: gold passages, false friends, bearers and addressees, reports, and the laws on any text."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import fazhi_research as fz
from fazhi_research.coding.modality import STRENGTHS, code_modality
from fazhi_research.reading.documents import Document
from tests.reading.sheets import TEXTS

CORPUS = fz.read_corpus()
LETTERS = {"P": "prohibition", "D": "duty", "S": "strict", "R": "routine", "G": "permissive"}


def norms(text: str, genre: str = "plan") -> list[tuple[str, str]]:
    return [(one.strength, one.cue) for one in code_modality(Document("d", text, metadata={"genre": genre}))]


def one_norm(text: str, genre: str = "plan") -> fz.Modality:
    (found,) = code_modality(Document("d", text, metadata={"genre": genre}))
    return found


#: items of the Jinchuan plan, annotated from the source before the program read them: strength and cue,
#: with the bearer after @ and the addressee after >. A reader names the bearer of 须 in 21 too; it stands inside a longer subject
GOLD = {
    10: "S严格执行 P未经…不得 P未经…不得@负责承办行政决策事项的区政府部门",
    14: "G探索 R提高 P未经…不能",
    17: "R完善 S全面落实 P未经…不得 P不得 S全面落实 S严格执行 P严禁 S严格执行",
    18: "R健全 R完善 S坚决",
    21: "D须 P未经…不得 D须",
    25: "R落实 D应当@行政审批机关 D应当 R推进",
    33: "R接受 R接受",
    34: "P不得@行政机关 D应当@行政机关>行政管理相对人 R建立 S严格履行 R规范 R建立",
    37: "S严格落实 R完善 D应当@行政机关负责人及其工作人员 S认真落实",
    39: "R建立 R聘请",
}


def printed(item: int) -> list[str]:
    """The norms of an item of the Jinchuan plan, in the notation of `GOLD`."""
    plan = CORPUS["jinchuan-2015"]
    task = next(task for task in fz.extract_tasks(plan) if plan.words(task.label) == f"{item}.")
    found = [one for one in code_modality(plan) if task.span.holds(one.span)]
    letter = {strength: key for key, strength in LETTERS.items()}
    return [
        letter[one.strength]
        + one.cue
        + (f"@{plan.words(one.bearer)}" if len(one.bearer) else "")
        + (f">{plan.words(one.addressee)}" if len(one.addressee) else "")
        for one in found
    ]


@pytest.mark.parametrize("item", GOLD)
def test_items_are_read_as_a_reader_reads_them(item: int) -> None:
    assert printed(item) == GOLD[item].split()


@pytest.mark.parametrize(
    "text",
    [
        "行政应诉,应急处置,适应形势,相应责任。",
        "重要内容,主要原因,会议纪要,工作要点。",
        "不得不面对。",
        "法无授权不可为,法定职责必须为。",
        "“法无授权不可为”“法定职责必须为”。",
        "属于法律法规禁止进入的领域。",
        "对应当由行政机关调处的民事纠纷。",
        "《某条例》规定,行政机关应当公开。",
        "温家宝同志曾强调:“必须对人民负责”。",
        "做到“七个必须”。",
        "推进依法行政,是建设法治政府的必然要求。",
        "制度仍需完善。",
        "为加强管理,",
        "对于千篇一律的做法。",
    ],
)
def test_false_friends_are_no_norms(text: str) -> None:
    assert norms(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("严禁收费同利益挂钩。", [("prohibition", "严禁")]),
        ("行政机关应当公开,不得拒绝。", [("duty", "应当"), ("prohibition", "不得")]),
        ("各级政府应当建立制度,完善机制,加强监督。", [("duty", "应当")]),
        ("建立制度,完善机制。加强监督。", [("routine", "建立"), ("routine", "加强")]),
        ("推进、加强、改进工作。", [("routine", "推进")]),
        ("严格执行规定。", [("strict", "严格执行")]),
        ("鼓励探索创新。", [("permissive", "鼓励")]),
        ("应对其是否掌握法律知识进行考察。", [("duty", "应对其")]),
        ("培训时间不少于40学时。", [("duty", "不少于")]),
        ("有效期最长不得超过5年。", [("duty", "不得超过")]),
        ("决定须经审核。", [("duty", "须")]),
        ("除依法应当保密的以外,都应当公布。", [("duty", "应当")]),
        ("做到应审必审。", [("duty", "应审必审")]),
        ("要强化监督。", [("duty", "要")]),
        ("三要紧紧围绕中心工作。", [("duty", "要")]),
    ],
)
def test_strengths(text: str, expected: list[tuple[str, str]]) -> None:
    assert norms(text) == expected


@pytest.mark.parametrize(
    ("text", "bearer", "addressee"),
    [
        ("各级政府及其部门应当公开信息。", "各级政府及其部门", ""),
        ("市、县(市、区)政府每年要制定计划。", "市、县(市、区)政府", ""),
        ("行政执法人员必须持证上岗。", "行政执法人员", ""),
        ("不得违法增加公民、法人和其他组织的义务。", "", "公民、法人和其他组织"),
        ("实施罚款时,应当向当事人出具票据。", "", "当事人"),
        ("区政府每年要向区人大常委会报告情况。", "区政府", "区人大常委会"),
        ("草案应当由政府法制机构进行审查。", "政府法制机构", ""),
        ("有效期应当注明。", "", ""),
        ("全社会应当支持。", "", ""),
        ("我们要总结经验。", "我们", ""),
    ],
)
def test_bearers_and_addressees_are_those_the_text_names(text: str, bearer: str, addressee: str) -> None:
    found = one_norm(text)
    assert (found.bearer.of(text), found.addressee.of(text)) == (bearer, addressee)


def test_the_bearer_goes_on_to_a_clause_without_one() -> None:
    document = Document("d", "决策执行单位应当执行决策,不得拖延执行。")
    assert [document.words(one.bearer) for one in code_modality(document)] == ["决策执行单位"] * 2


def test_achievements_are_marked_as_reported() -> None:
    report = Document(
        "d",
        "一、工作开展情况\n(一)完善制度。加强培训,健全机制。\n二、下一步工作打算\n(一)继续努力。加强培训。建立了平台。",
        metadata={"genre": "report"},
    )
    assert [(report.words(one.span), one.reported) for one in code_modality(report)] == [
        ("加强培训,健全机制", True),
        ("加强培训", False),
        ("建立了平台", True),
    ]
    assert not one_norm("加强培训。").reported
    assert not one_norm("一、工作开展情况\n1.情况。不得收费。", "report").reported


def test_a_codebook_without_modality_leaves_ours(tmp_path: Path) -> None:
    themes = "scheme,theme,parent,chinese,english,definition,include,exclude\nthemes,X,,某,Some,,,\n"
    (tmp_path / "codebook_themes.csv").write_text(themes, encoding="utf-8")
    terms = "scheme,theme,term,first,last,kind,source\nthemes,X,某词,,,matter,\n"
    (tmp_path / "codebook_terms.csv").write_text(terms, encoding="utf-8")
    mine = fz.read_codebook(tmp_path, replace=True)
    assert [one.cue for one in code_modality(Document("d", "应当公开。"), codebook=mine)] == ["应当"]


def test_captions_and_titles_are_no_norms() -> None:
    plan = "关于加强法治政府建设的实施意见\n一、推进依法行政\n1.加强培训。抓好落实。\n2.健全机制"
    assert norms(plan) == [("routine", "抓好"), ("routine", "健全")]


def test_a_norm_is_its_stretch_of_the_sentence() -> None:
    text = "1.决策。行政决策事项未经审查,不得提交讨论;区政府应当备案。"
    document = Document("d", text, metadata={"genre": "plan"})
    found = code_modality(document)
    assert [one.span.of(text) for one in found] == [
        "行政决策事项未经审查,不得提交讨论",
        "区政府应当备案",
    ]
    assert [text[one.sentence :][:3] for one in found] == ["行政决", "区政府"]


def test_traditional_script_and_furniture_change_nothing() -> None:
    old = "一、任務\n各級政府應當\n—5—\n建立制度，不得拖延。"
    found = code_modality(Document("d", old, metadata={"genre": "plan"}))
    assert [(one.strength, one.cue) for one in found] == [("duty", "应当"), ("prohibition", "不得")]


@settings(max_examples=max(100, settings().max_examples), suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_on_any_text_norms_lie_in_order_within_their_sentences(text: str) -> None:
    for genre in ("plan", "report"):
        document = Document("drawn", text, metadata={"genre": genre})
        found = code_modality(document)
        assert all(first.span.stop <= second.span.start for first, second in itertools.pairwise(found))
        for one in found:
            words = document.words(one.span)
            assert one.strength in STRENGTHS and words and not set("。;；!?\n") & set(words)
            assert 0 <= one.sentence <= one.span.start < one.span.stop <= len(text)
            assert document.words(one.addressee) in words


@pytest.mark.parametrize(
    "text",
    [
        "推进依法行政,建设法治政府,是建设服务型政府的重要标志,也是做好工作的基础。",
        "同志们,推进依法行政,建设法治政府是促进发展、加快振兴的要求,意义重大。",
        "依法行政不仅是政府工作的基础,还是推进社会治理、完善市场体系的保障。",
        "下面,就进一步做好今年的依法行政工作,我讲三点意见。",
        "现就进一步规范行政执法、提升执法能力提出以下实施意见。",
        "这次会议是在全市全面推进依法行政的背景下召开的。",
        "今天,我们召开全市依法行政工作会议,主要任务是贯彻上级要求,全面落实工作部署,着力提升水平。",
        "县政府召开这次会议,目的就是要求统一,加快推进这项工作。",
        "为深入推进依法行政,加快建设法治政府,结合实际,制定本方案。",
        "为了进一步提高队伍素质,充分发挥其作用,经市政府同意,举办这期培训班。",
        "书记多次对扎实推进这项工作,加快建设步伐提出明确要求。",
        "这对促进执法水平的提高,推动工作开展很有帮助。",
        "新制定的规定公布后、施行前,培训已经排定。",
        "把对法律的敬畏转化成深化改革的能力。",
        "一个部门能否切实推进法治建设,关键在负责人。",
        "无论是严厉打击违法行为,还是化解纠纷,都离不开群众。",
        "一些部门缺乏大局观念,可以立即解决的一拖再拖。",
        "一会儿,县长还要作重要讲话。",
        "我们也要清醒地看到,工作中还有不少薄弱环节。",
    ],
)
def test_what_a_speech_says_and_does_not_ask_is_no_norm(text: str) -> None:
    assert norms(text, "speech") == []


@pytest.mark.parametrize(
    "text",
    [
        "去年,各部门深入贯彻落实工作部署。",
        "近年来,我市坚持依法行政,全面推行责任制。",
        "会议指出,近年来,各单位切实履行职责。",
        "2022年至2024年,全市共制定规章8件。",
    ],
)
def test_a_sentence_that_looks_back_is_reported(text: str) -> None:
    found = code_modality(Document("d", text, metadata={"genre": "speech"}))
    assert found and all(one.reported for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各单位对2021年以来的案件逐件自查,6月30日前形成问题台账。", [("routine", "形成")]),
        ("2019年5月20日前,召开动员会议,推进公开工作。", [("routine", "推进")]),
        ("为推进依法治理工作,经研究,现将任务分解如下,请认真抓好落实。", [("routine", "抓好")]),
        ("各单位坚持实事求是,加强领导,完善制度。", [("routine", "坚持")]),
        ("去年这项工作做得不够,今年要加强领导。", [("duty", "要")]),
        ("推进信息化是重点,各单位必须按期完成。", [("duty", "必须")]),
    ],
)
def test_what_directs_beside_such_words_is_kept(text: str, expected: list[tuple[str, str]]) -> None:
    assert norms(text, "speech") == expected


def test_the_first_line_is_a_title_without_items_too() -> None:
    assert norms("在强化执法监督会议上的讲话\n各单位要加强监督。", "speech") == [("duty", "要")]
    assert norms("加强监督", "speech") == [("routine", "加强")]
