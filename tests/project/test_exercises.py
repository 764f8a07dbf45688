"""Checks of answers: right ones pass, wrong ones are told helpfully, nothing a student writes breaks them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import fazhi_research as fz
from fazhi_research.errors import FazhiError
from fazhi_research.project.answers import sealed
from fazhi_research.project.exercises import Exercise, seal
from fazhi_research.project.memos import length, quotations

QUESTIONS: dict[str, dict[str, Any]] = {
    "number": {"kind": "number", "answer": 41, "hint": "Count.", "wrong": [{"is": 44, "hint": "All tasks."}]},
    "rate": {"kind": "number", "answer": 0.44, "places": 2, "hint": "Divide."},
    "word": {"kind": "word", "answer": ["区编办", "编办"], "hint": "Read 16."},
    "set": {"kind": "set", "answer": ["6", "9"], "wrong": [{"is": "7", "hint": "7 has one."}]},
    "list": {"kind": "list", "answer": ["甲", "乙"], "hint": "By date."},
    "codes": {"kind": "codes", "codes": ["duty", "none"], "answer": "1 duty\n2 none\n3 none", "clear": ["1", "2"]},
    "memo": {
        "kind": "memo", "least": 20, "most": 60, "quotes": 1, "documents": ["jinchuan-2015"],
        "mentions": [["牵头", "lead"]], "avoid": {"proves": "Say “states”."},
    },
}  # fmt: skip
GOOD_MEMO = "牵头 is who convenes. “理顺城管执法体制” stands in task 16 of the plan and says nothing of how or by whom or when it is done."


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return Exercise(seal("9", "A trial", QUESTIONS))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("number", 41), ("number", 41.0), ("number", "41"), ("number", pd.Series([41]).iloc[0]),
        ("rate", 0.4390244), ("rate", "0.44"),
        ("word", "区编办"), ("word", " “编办” "), ("word", "区编辦".replace("辦", "办")),
        ("set", ["9", "6"]), ("set", [6, 9]), ("set", "6、9"), ("set", {"6", "9"}), ("set", ("9", "6", "6")),
        ("list", ["甲", "乙"]), ("list", "甲, 乙"),
        ("codes", "1 duty\n2 none\n3 duty"), ("codes", {"1": "duty", "2": "none", "3": "none"}), ("codes", "1: Duty\n\n2, none\n3 none"),
        ("memo", GOOD_MEMO),
    ],
)  # fmt: skip
def test_right_answers_pass_however_they_are_written(
    exercise: Exercise, question: str, answer: object
) -> None:
    said = exercise.check(question, answer)
    assert said.right, said


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("number", ..., "Still blank"), ("word", "  ", "Still blank"), ("set", None, "Still blank"),
        ("number", 44, "All tasks."), ("number", 12, "Count."), ("number", "many", "A number is wanted"), ("number", [41], "A number is wanted"),
        ("rate", 44, "Divide."),
        ("word", "法制办", "Read 16."), ("word", 3, "Words are wanted"),
        ("set", ["6", "8"], "1 of your 2 belong there; 1 are missing"), ("set", ["6", "7"], "7 has one."), ("set", 6, "A list is wanted"),
        ("list", ["乙", "甲"], "in another order. By date."), ("list", ["甲"], "1 of your 1 belong there; 1 are missing"),
        ("codes", "1 duty\n2 ?", "2 of 3 rows have no code yet: 2, 3"), ("codes", "1 duty\n2 must\n3 none", "“2 must”: the codes are duty, none"),
        ("codes", "1 duty\n1 none\n2 none\n3 none", "Row 1 has two codes"), ("codes", "9 duty", "There is no row 9"),
        ("codes", "1 none\n2 none\n3 none", "1 of the 2 rows"), ("codes", 7, "There is no row 7"),
        ("memo", "牵头", "at least 20"), ("memo", GOOD_MEMO * 3, "cut it to 60"), ("memo", 5, "A text is wanted"),
        ("memo", GOOD_MEMO.replace("牵头", "He"), "says nothing yet of 牵头 or lead"),
        ("memo", GOOD_MEMO.replace("城管", "乡镇"), "“理顺乡镇执法体制” does not stand so in jinchuan-2015"),
        ("memo", GOOD_MEMO.replace("“", "").replace("”", ""), "It quotes 0 passages"),
        ("memo", GOOD_MEMO.replace("says", "proves"), "Say “states”."),
    ],
)  # fmt: skip
def test_wrong_answers_are_told_helpfully(
    exercise: Exercise, question: str, answer: object, told: str
) -> None:
    said = exercise.check(question, answer)
    assert not said.right
    assert told in said.words


def test_a_verdict_shows_itself_in_one_line(exercise: Exercise) -> None:
    assert repr(exercise.check("number", 12)) == "number  not yet: Count."
    assert repr(exercise.check("number", 41)) == "number  right"


def test_the_seal_of_one_question_opens_no_other() -> None:
    question = {"kind": "number", "answer": 41}
    assert sealed(question, "1a")["answer"] != sealed(question, "1b")["answer"]


def test_an_unknown_kind_of_question_is_refused() -> None:
    with pytest.raises(FazhiError, match="kind 'essay' of a question: there are number, word"):
        sealed({"kind": "essay", "answer": 1}, "1a")


@pytest.mark.parametrize("damaged", ["", "nonsense!", "bm8=", "e30="])
def test_a_damaged_notebook_says_what_to_do(damaged: str) -> None:
    with pytest.raises(FazhiError, match=r"first cell of this notebook is damaged.*again from your teacher"):
        Exercise(damaged)


def test_faults_of_calls_name_what_there_is(exercise: Exercise) -> None:
    with pytest.raises(FazhiError, match="no question '1x' here; there are number, rate"):
        exercise.check("1x", 1)
    with pytest.raises(FazhiError, match="no document 'x'; there are jinchuan-2015"):
        exercise.read("x", "1")
    with pytest.raises(FazhiError, match="no task '99' in jinchuan-2015; there are 1, 2"):
        exercise.read("jinchuan-2015", "99")
    with pytest.raises(FazhiError, match="no table 'leads'; there are documents"):
        exercise.table("leads")
    with pytest.raises(FazhiError, match="table tasks has no column 'owner'; there are document"):
        exercise.table("tasks", owner="x")


def test_a_task_is_read_without_page_numbers_and_in_lines(exercise: Exercise) -> None:
    task = exercise.read("jinchuan-2015", "16")
    assert "—7—" not in task and "牵头单位:区编办" in task
    assert max(map(len, repr(task).splitlines())) <= 46
    assert exercise.text("xuchang-2022").startswith("许昌市法治政府建设实施方案")


def test_tables_are_those_of_the_shipped_documents(exercise: Exercise) -> None:
    assert len(exercise.table("tasks")) == 130
    assert len(exercise.table("assignments", document="jinchuan-2015", role=["lead"])) == 44
    assert set(exercise.tables("documents", "texts")) == {"documents", "texts"}
    assert len(exercise.table("codings")) > 0


def test_words_are_counted_and_shown_in_their_place(exercise: Exercise) -> None:
    counted = exercise.count("行政执法").set_index("document")
    # 12 in the traditional text of Wei county too, by reading; 4 in the speech of Hefei
    assert counted.loc["weixian-2019", "行政执法"] == 12
    assert counted.loc["hefei-2016", "行政执法"] == 4
    assert counted.loc["hefei-2016", "行政执法 per 1000"] == 1.23  # of 3,263 characters
    lines = exercise.lines("法治思维", "liaoning-2011")
    assert lines.to_numpy().tolist() == [
        ["自觉养成依法办事的习惯,切实提高运用"[-14:], "法治思维", "和法律手段解决经济社会发展中各"[:14]]
    ]
    assert exercise.lines("法治思维", "jinchuan-2015").empty


def test_agreement_is_krippendorffs(exercise: Exercise) -> None:
    first, second = "1 a\n2 a\n3 b\n4 b\n5 ?", "1 a\n2 b\n3 b\n4 b\n6 a"
    row = exercise.agreement(first, second).iloc[0]
    # by hand: observed 2/8; expected 2 * 3 * 5 / (8 * 7); alpha 1 - 0.25 / 0.5357
    assert round(row["alpha"], 3) == 0.533
    assert (row["rows"], row["differ"]) == (4, "2")
    assert exercise.agreement("1 ?", "1 a").iloc[0]["rows"] == 0


def test_headings_of_an_instrument_stand_beside_those_of_plans(exercise: Exercise) -> None:
    items = exercise.headings("outline-2021")
    assert {"outline-2021", "xuchang-2022"} <= set(items["document"])


def test_memos_are_measured_in_words_and_characters() -> None:
    assert length("区编办 leads 5 tasks。") == 6
    assert quotations('“短” 「由区政府法制办牵头」 "依法行政的体制"') == [
        "由区政府法制办牵头",
        "依法行政的体制",
    ]


def test_the_class_is_public() -> None:
    assert fz.Exercise is Exercise
