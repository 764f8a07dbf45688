"""Documents enter the manifest with what they tell, and what was filled in stays."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import pytest

from fazhi_research.errors import FazhiError, ManifestError
from fazhi_research.project.beginnings import new_project
from fazhi_research.project.places import Project
from fazhi_research.project.registration import TEMPLATE, register
from fazhi_research.reading.corpus import read_corpus
from fazhi_research.reading.manifest import read_manifest

PLAN = (
    "云山市人民政府法治政府建设实施方案\n云政发〔2021〕12号\n为推进依法行政,制定本方案。\n一、任务\n1.健全机制。\n2.完善制度。\n"
    "云山市人民政府\n2021年12月3日\n"
)
HASH = hashlib.sha256(PLAN.encode()).hexdigest()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A new project in a folder of Chinese characters and spaces, with one document put in by hand."""
    made = new_project(tmp_path / "法治 研究")
    (made.raw / "方案.txt").write_text(PLAN, encoding="utf-8")
    return made


def rows(project: Project) -> list[dict[str, str]]:
    text = (project.raw / "manifest.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def rewrite(project: Project, **cells: str) -> None:
    """Put cells into the first row, as somebody with a spreadsheet would."""
    changed = [{**row, **(cells if index == 0 else {})} for index, row in enumerate(rows(project))]
    written = io.StringIO()
    writer = csv.DictWriter(written, list(changed[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(changed)
    (project.raw / "manifest.csv").write_bytes(written.getvalue().encode("utf-8-sig"))


def test_a_new_document_gets_its_row(project: Project) -> None:
    done = register(project)
    (row,) = rows(project)
    assert list(row) == list(TEMPLATE)
    assert (row["file"], row["sha256"], row["document"]) == ("方案.txt", HASH, f"plan-2021-{HASH[:4]}")
    assert (row["genre"], row["issued"], row["issued_basis"]) == ("plan", "2021-12-03", "text")
    assert (row["source"], row["licence"]) == ("", "")
    assert done.done == (f"方案.txt: plan-2021-{HASH[:4]} added, 云山市人民政府法治政府建设实施方案",)
    assert list(read_corpus(project.raw)) == [row["document"]]


def test_what_was_filled_in_stays_and_nothing_new_changes_no_byte(project: Project) -> None:
    register(project)
    rewrite(project, licence="公文", document="mine-2021", note="checked", genre="program")
    before = (project.raw / "manifest.csv").read_bytes()
    assert register(project).done == ()
    assert (project.raw / "manifest.csv").read_bytes() == before
    (project.raw / "b.txt").write_text(PLAN.replace("云山", "清河"), encoding="utf-8")
    register(project)
    first, second = rows(project)
    assert (first["licence"], first["document"], first["genre"]) == ("公文", "mine-2021", "program")
    assert second["file"] == "b.txt"
    assert b"\r\n" in (project.raw / "manifest.csv").read_bytes()  # the line ends it had


def test_a_file_under_a_new_name_keeps_its_row(project: Project) -> None:
    register(project)
    rewrite(project, licence="公文")
    (project.raw / "方案.txt").rename(project.raw / "云山 2021.txt")
    assert register(project).done == ("方案.txt is called 云山 2021.txt now",)
    assert [(row["file"], row["licence"]) for row in rows(project)] == [("云山 2021.txt", "公文")]


def test_a_hash_is_filled_in_but_never_replaced(project: Project) -> None:
    register(project)
    rewrite(project, sha256="")
    (done,) = register(project).done
    assert done.endswith("sha256 filled in") and rows(project)[0]["sha256"] == HASH
    (project.raw / "方案.txt").write_text(PLAN + "变", encoding="utf-8")
    assert register(project).done == ()
    assert rows(project)[0]["sha256"] == HASH


def test_what_spreadsheets_do_is_put_right(project: Project) -> None:
    register(project)
    rewrite(project, issued="2021/12/3")
    path = project.raw / "manifest.csv"
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("gb18030") + b"," * (len(TEMPLATE) - 1))
    done = register(project).done
    assert done[0] == "manifest.csv was saved as gb18030, it is UTF-8 now"
    assert done[1].endswith("issued 2021/12/3 is 2021-12-03 now")
    assert [row["issued"] for row in rows(project)] == ["2021-12-03"]
    assert read_manifest(project.raw)


def test_a_file_of_several_documents_gets_several_rows(root: Path, project: Project) -> None:
    (project.raw / "方案.txt").unlink()
    name = "000_8e6e0c344e7dcc91.txt"
    (project.raw / name).write_bytes((root / "data" / "raw" / name).read_bytes())
    register(project)
    ids = [row["document"] for row in rows(project)]
    assert len(ids) == len(set(ids)) > 1
    assert list(read_corpus(project.raw)) == ids


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_entered(project: Project) -> None:
    (project.raw / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    done = register(project)
    assert len(done.done) == 1
    (words,) = done.undone
    assert "old.doc" in words and "save it as .docx" in words and "move old.doc out of data/raw" in words


def test_a_row_that_would_be_lost_stops_it(project: Project) -> None:
    register(project)
    path = project.raw / "manifest.csv"
    path.write_bytes(path.read_bytes() + "b.txt,短\n".encode())
    before = path.read_bytes()
    with pytest.raises(ManifestError, match=r"line 3: 2 cells for 22 columns"):
        register(project)
    assert path.read_bytes() == before


@pytest.mark.parametrize(("mark", "named"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_mark_between_the_columns_is_named(project: Project, mark: str, named: str) -> None:
    (project.raw / "manifest.csv").write_text(f"file{mark}document\nb.txt{mark}b\n", encoding="utf-8")
    with pytest.raises(ManifestError, match=f"parted by {named}; save it as CSV with commas"):
        register(project)


def test_a_project_without_raw_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="make a project with `fazhi new-project DIR`"):
        register(Project(tmp_path))
