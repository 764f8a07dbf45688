"""Every fault of a manifest in one line that says where, what, and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fazhi_research.project.beginnings import new_project
from fazhi_research.project.places import Project
from fazhi_research.project.registration import register
from fazhi_research.project.validation import Validation, validate
from tests.project.test_registration import PLAN, rewrite

GIVEN = {"source": "档案馆,2026年1月5日", "licence": "公文"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose manifest is filled in."""
    made = new_project(tmp_path / "study")
    (made.raw / "plan.txt").write_text(PLAN, encoding="utf-8")
    register(made)
    rewrite(made, document="yunshan-2021", **GIVEN)
    return made


def test_a_filled_manifest_has_no_faults(project: Project) -> None:
    assert validate(project) == Validation((), ())


WRONG = {
    "genre": ({"genre": "plam"}, ["the cell genre has 'plam'", "allowed are program, plan"]),
    "tier": ({"tier": "city"}, ["the cell tier has 'city'", "prefecture"]),
    "date": ({"issued": "3 Dec 2021"}, ["the cell issued has '3 Dec 2021'", "2020-01-02"]),
    "year": ({"first": "21"}, ["the cell first has '21'", "four digits"]),
    "basis": ({"issued_basis": "printed"}, ["issued_basis has 'printed'", "text, inferred, manifest"]),
    "no basis": ({"issued_basis": ""}, ["issued is given without issued_basis"]),
    "no evidence": ({"issued_evidence": ""}, ["issued_basis is text but issued_evidence is empty"]),
    "evidence": ({"issued_evidence": "2021年12月4日"}, ["「2021年12月4日」 does not stand in plan.txt"]),
    "hash": ({"sha256": "0" * 64}, ["plan.txt is not the file that was listed", "00000000…", "put the listed file back"]),
    "no hash": ({"sha256": "none"}, ["sha256 'none' is no hash", "fazhi register"]),
    "id": ({"document": ""}, ["the cell document is empty"]),
    "outside": ({"file": "../plan.txt"}, ["leads out of the folder"]),
    "nul": ({"file": "plan\0.txt"}, ["'plan\\x00.txt' has a character that no name of a file has"]),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_is_one_line(project: Project, name: str) -> None:
    cells, words = WRONG[name]
    rewrite(project, **cells)
    told = validate(project).faults
    hit = [line for line in told if all(word in line for word in words)]
    assert len(hit) == 1, told
    assert hit[0].startswith("manifest.csv, line 2: ") and "\n" not in hit[0]


def test_a_file_outside_is_not_opened(project: Project) -> None:
    (project.raw.parent / "secret.txt").write_text("别人的文件", encoding="utf-8")
    rewrite(project, file="../secret.txt")
    assert not any("sha256" in line or "holds" in line for line in validate(project).faults)


def test_all_faults_are_told_at_once(project: Project) -> None:
    rewrite(project, genre="plam", issued="2021/12/3", sha256="0" * 64, licence="")
    found = validate(project)
    assert [line.split(": ", 1)[1][:18] for line in found.faults] == [
        "the cell genre has", "the cell issued ha", "plan.txt is not th",
    ]  # fmt: skip
    assert len(found.gaps) == 1


def test_files_and_rows_that_do_not_fit(project: Project) -> None:
    shutil.move(project.raw / "plan.txt", project.raw / "other.txt")
    assert validate(project).faults == (
        "manifest.csv, line 2: plan.txt is listed but not in data/raw; put it there, or remove the row",
        "manifest.csv: other.txt is in data/raw but has no row; run `fazhi register`, or move it away",
    )


def test_a_file_that_is_there_but_cannot_be_read(project: Project) -> None:
    (project.raw / "plan.txt").write_bytes(b"")
    assert "manifest.csv, line 2: plan.txt: the file is empty" in validate(project).faults[0]


def test_rows_are_as_many_as_documents(project: Project, root: Path) -> None:
    name = "000_8e6e0c344e7dcc91.txt"
    (project.raw / "plan.txt").write_bytes((root / "data/raw" / name).read_bytes())
    rewrite(project, sha256="", issued_evidence="", issued_basis="", issued="")
    (line,) = validate(project).faults
    assert "plan.txt holds 5 documents, the manifest 1 row for it" in line


def test_what_is_left_open_is_a_gap(project: Project) -> None:
    rewrite(project, source="", licence="", sha256="", genre="")
    found = validate(project)
    assert found.faults == ()
    assert [line.split(": ")[2].split(" ")[0] for line in found.gaps] == [
        "sha256",
        "source",
        "licence",
        "genre",
    ]


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("it says so", "begin it with `quotation: `"),
        ("quotation: 某镇", "title_basis: 「某镇」 does not stand in plan.txt"),
        ("inference: by its look", "title_basis quotes nothing"),
        ("quotation: 云山市人民政府 … 实施方案", ""),
        ("inference: 「制定本方案」 says so", ""),
    ],
)
def test_a_basis_quotes_the_file(project: Project, basis: str, words: str) -> None:
    path = project.raw / "manifest.csv"
    header, row = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text(f"{header},title_basis\n{row},{basis}\n", encoding="utf-8")
    told = validate(project).faults
    assert (len(told) == 1 and words in told[0]) if words else told == ()


def test_an_empty_project_and_one_without_a_manifest(tmp_path: Path) -> None:
    project = new_project(tmp_path / "new")
    assert validate(project) == Validation(
        (), ("manifest.csv: no documents yet; put files into data/raw and run `fazhi register`",)
    )
    (project.raw / "manifest.csv").unlink()
    assert "`fazhi register` makes one" in validate(project).faults[0]
