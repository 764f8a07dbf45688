"""Raw files, tables and figures that do not belong together are told."""

from __future__ import annotations

import json
import re

import pytest

from fazhi_research.errors import FazhiError
from fazhi_research.project import Project, build, check, draw, reproduce
from fazhi_research.project.checks import foreign_files
from fazhi_research.project.methods import methods
from tests.project.folders import write_notebook


def test_build_draw_and_check_agree(copy: Project) -> None:
    assert [problem.partition(" (")[0] for problem in check(copy)] == [
        "the tables were not made by `fazhi reproduce`",
        "the figures were not made by `fazhi reproduce`",
    ]
    assert re.match(r"11 documents, \d+ tasks, \d+ lead agencies, \d+ doubts; \d+ files", str(build(copy)))
    assert str(draw(copy)).startswith("1 notebook run; 3 files written, ")
    assert check(copy) == []


def test_check_tells_a_mixture(copy: Project) -> None:
    build(copy)
    draw(copy)
    table = copy.processed / "tasks.csv"
    table.write_bytes(table.read_bytes() + b"\n")
    assert [p.partition(" has sha256")[0] for p in check(copy)] == ["data/processed/tasks.csv"]
    seal = copy.figures / "draw.json"
    content = json.loads(seal.read_text(encoding="utf-8"))
    content["tables"]["tasks.csv"] = "0" * 64
    seal.write_text(json.dumps(content), encoding="utf-8")
    (copy.figures / "stray.png").write_bytes(b"")
    write_notebook(copy.root, "pass")
    problems = check(copy)
    assert not any("stray.png" in problem for problem in problems)
    assert foreign_files(copy) == ["figures/stray.png"]
    assert (
        "the figures were drawn from other tables (tasks.csv), a mixture: run `fazhi reproduce`." in problems
    )
    assert "the figures were drawn by other notebooks (01-small.ipynb): run `fazhi reproduce`." in problems


def test_check_tells_a_changed_raw_file_with_both_hashes(copy: Project) -> None:
    build(copy)
    path = next(copy.raw.glob("000*.txt"))
    path.write_bytes(path.read_bytes() + b"x")
    problems = check(copy)
    assert any(
        p.startswith(f"data/raw/{path.name} has sha256") and "manifest.csv says" in p for p in problems
    )
    assert any(p.startswith(f"the tables were made from other raw files ({path.name})") for p in problems)


def test_check_reads_a_manifest_saved_by_a_spreadsheet(copy: Project) -> None:
    manifest = copy.raw / "manifest.csv"
    manifest.write_text(manifest.read_text(encoding="utf-8"), encoding="utf-8-sig")
    reproduce(copy)
    assert check(copy) == []
    manifest.write_text("file,document,gerne\n", encoding="utf-8")
    assert "no column is called 'gerne'" in check(copy)[0]


def test_many_files_with_one_fault_are_summed_up(copy: Project) -> None:
    reproduce(copy)
    names = [f"fig{number:02}-a.{kind}" for number in range(3) for kind in ("csv", "pdf")]
    seal = copy.figures / "draw.json"
    content = json.loads(seal.read_text(encoding="utf-8"))
    content["files"] |= dict.fromkeys([*names, "tab01-b-excel.csv", "tab01-b.csv"], "0" * 64)
    seal.write_text(json.dumps(content), encoding="utf-8")
    assert check(copy, most=6) == [
        "figures/: 8 files of 3 figures and 1 table are missing, though draw.json lists them (fig00-a.csv, fig00-a.pdf, "
        "fig01-a.csv, fig01-a.pdf and 4 more; `fazhi check --all` names each): run `fazhi reproduce`."
    ]
    assert len(check(copy, most=8)) == len(check(copy)) == 8


@pytest.mark.parametrize(
    "record",
    [
        "[" * 100_000,
        "[]",
        '{"raw": "x", "tables": {}}',
        '{"raw": {"a": 1}}',
        '{"files": "x"}',
        '{"left_out": {"a": "b"}}',
        '{"version": 1}',
    ],
)
def test_a_damaged_seal_counts_as_none(record: str, copy: Project) -> None:
    for folder, name in ((copy.processed, "build.json"), (copy.figures, "draw.json")):
        folder.mkdir(parents=True)
        (folder / name).write_text(record, encoding="utf-8")
    assert any("were not made by `fazhi reproduce`" in told for told in check(copy))
    with pytest.raises(FazhiError, match="run `fazhi build` first"):
        methods(copy)
