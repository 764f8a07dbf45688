"""The tables are built from the raw files: the same bytes each time, and nothing of this machine in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fazhi_research.errors import FazhiError
from fazhi_research.project import Project, build
from tests.project.folders import bytes_of


def test_building_twice_gives_the_same_bytes_and_no_path(copy: Project) -> None:
    build(copy)
    once = bytes_of(copy.processed)
    build(copy)
    assert bytes_of(copy.processed) == once
    assert set(json.loads(once["build.json"])) == {"version", "codebook", "raw", "tables"}
    assert str(copy.root).encode() not in once["build.json"]


def test_a_project_without_raw_files_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match=r"does not exist: put the raw files and manifest\.csv there"):
        build(Project(tmp_path))
