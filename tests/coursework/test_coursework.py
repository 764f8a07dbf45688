"""The coursework: instructors' notebooks run through and are right, students' give hints, and what they quote is in the corpus."""

from __future__ import annotations

import ast
import base64
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import fazhi_research as fz
from fazhi_research.__main__ import main
from fazhi_research.project.coursework import notebook, questions_of
from fazhi_research.project.memos import _bare, _texts
from fazhi_research.project.notebooks import run_notebook
from tests.coursework.books import EXERCISES, cells, code, verdicts

ROOT = Path(__file__).resolve().parents[2]
each_exercise = pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)


def sealed_questions(path: Path) -> dict[str, Any]:
    opening = code(path, instructor=False)[0]
    seal = re.search(r'Exercise\("(.*?)"\)', opening)
    assert seal is not None
    questions: dict[str, Any] = json.loads(base64.b64decode(seal.group(1)))["questions"]
    return questions


def test_there_are_six() -> None:
    assert [path.name[:2] for path in EXERCISES] == ["01", "02", "03", "04", "05", "06"]


@each_exercise
def test_the_instructors_answers_are_right(path: Path) -> None:
    said = verdicts(path, instructor=True)
    assert [one for one in said if not one.right] == []
    assert [one.question for one in said] == list(questions_of(path.read_text(encoding="utf-8")))


@each_exercise
def test_a_blank_notebook_gives_hints_and_no_traceback(path: Path) -> None:
    said = verdicts(path, instructor=False)
    assert len(said) == len(questions_of(path.read_text(encoding="utf-8")))
    assert all(not one.right and re.search("blank|no code yet", one.words) for one in said)


@each_exercise
def test_a_students_notebook_holds_no_answer(path: Path) -> None:
    open_ = questions_of(path.read_text(encoding="utf-8"))
    text = "\n".join(cell["source"] for cell in cells(path, instructor=False))
    assert "instructor" not in text.lower() and "Marking guide" not in text
    for name, question in sealed_questions(path).items():
        assert not {"note", "clear answer"} & question.keys()
        assert all(re.fullmatch("[0-9a-f]{20}", seal) for seal in question.get("answer", []))
        assert all(re.fullmatch("[0-9a-f]{20}", seal) for seal in question.get("clear", {}).values())
        if question["kind"] == "memo":
            assert open_[name]["answer"].strip()[:60] not in text
        assert f"answer_{name} = ...\n" in text or question["kind"] == "codes"


@each_exercise
def test_no_hint_gives_the_answer_away(path: Path) -> None:
    for question in questions_of(path.read_text(encoding="utf-8")).values():
        hints = [question.get("hint", ""), *(one["hint"] for one in question.get("wrong", []))]
        answers = question["answer"] if isinstance(question["answer"], list) else [question["answer"]]
        if question["kind"] in ("number", "word"):
            told = [answer for answer in map(str, answers) if len(answer) > 1]
            assert [
                (a, h) for a in told for h in hints if re.search(rf"(?<!\w){re.escape(a)}(?!\w)", h)
            ] == []


@each_exercise
def test_it_needs_assignment_and_calls_and_nothing_else(path: Path) -> None:
    plain = (ast.Constant, ast.List, ast.Name, ast.Attribute, ast.Call)
    for source in code(path, instructor=False):
        for statement in ast.parse(source).body:
            assert isinstance(statement, ast.Import | ast.Assign | ast.Expr), source
            if not isinstance(statement, ast.Import):
                assert isinstance(statement.value, plain), source
        forbidden = (ast.Subscript, ast.Lambda, ast.BinOp, ast.Compare, ast.ListComp)
        assert not any(isinstance(node, forbidden) for node in ast.walk(ast.parse(source)))


@each_exercise
def test_it_says_what_it_asks_how_long_it_takes_and_what_may_be_concluded(path: Path) -> None:
    student = "\n".join(cell["source"] for cell in cells(path, instructor=False))
    for part in ("**Question.**", "**Product.**", "## What may and may not be concluded", "## To discuss"):
        assert part in student
    assert re.search(r"\*\*Time\.\*\* (?:One|Two|Three|One to two|Two to three) hours?", student)
    instructor = "\n".join(cell["source"] for cell in cells(path, instructor=True))
    marks = re.search(r"\*\*Marking guide \(20\)\.\*\*(.*?)(?:\*Take off\*|$)", instructor, re.DOTALL)
    assert marks is not None
    guide = marks.group(1).split("\n\n")[0]
    assert sum(int(points) for points in re.findall(r", (\d+)\.", guide)) == 20


@each_exercise
def test_its_functions_are_public(path: Path) -> None:
    used = {
        node.attr
        for source in code(path, instructor=True)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "fz"
    }
    assert used <= set(fz.__all__)


def test_the_sixty_sentences_stand_in_their_documents() -> None:
    words = (ROOT / "coursework" / "02-is-it-law.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| (\d\d) \| (.+?) \| `(.+?)` \|$", words)
    assert [row for row, _, _ in rows] == [f"{number:02}" for number in range(1, 61)]
    assert [row for row, sentence, document in rows if _bare(sentence) not in _texts()[document]] == []


def test_the_masked_passages_stand_in_their_documents() -> None:
    words = (ROOT / "coursework" / "03-dating.md").read_text(encoding="utf-8")
    passages = re.findall(r"(?m)^- ([AB])\d (.+)$", words)
    assert len(passages) == 9
    for document, passage in passages:
        text = _texts()[{"A": "jinchuan-2015", "B": "hefei-2016"}[document]]
        assert re.search(re.escape(_bare(passage)).replace("×", "."), text), passage


def test_both_versions_are_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        for version in (["student"], ["instructor", "--instructor"]):
            subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "fazhi_research",
                    "coursework",
                    str(tmp_path / seed / version[0]),
                    *version[1:],
                ],
                cwd=ROOT,
                env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
                check=True,
                capture_output=True,
            )
    made = sorted(path.relative_to(tmp_path / "1") for path in (tmp_path / "1").rglob("*.ipynb"))
    assert len(made) == 12
    assert all((tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes() for name in made)


def test_the_command_says_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "研讨 seminar"
    assert main(["coursework", str(folder)]) == 0
    assert "6 notebooks" in capsys.readouterr().out
    made = sorted(folder.iterdir())
    made[0].write_text("answers", encoding="utf-8")
    assert main(["coursework", str(folder)]) == 2
    assert "01-power-map.ipynb is there already, and answers may stand in it" in capsys.readouterr().err
    assert made[0].read_text(encoding="utf-8") == "answers"


def test_a_students_notebook_runs_in_a_kernel_far_from_the_project(tmp_path: Path) -> None:
    import nbformat

    book = notebook(EXERCISES[1].read_text(encoding="utf-8"), instructor=False)
    nbformat.validate(nbformat.reads(book, as_version=4))  # type: ignore[no-untyped-call]
    path = tmp_path / "is-it-law.ipynb"
    path.write_text(book, encoding="utf-8")
    run_notebook(path, dict(os.environ))
