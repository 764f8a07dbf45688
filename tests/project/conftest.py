"""A project to work on: its raw files and one notebook."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fazhi_research.project import Project
from tests.project.folders import write_notebook


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Project:
    """A project with the raw files and one small notebook."""
    shutil.copytree(root / "data" / "raw", tmp_path / "data" / "raw")
    write_notebook(
        tmp_path, "import fazhi_research as fz\nproject = fz.Project.find()\nassert project.raw.is_dir()"
    )
    return Project(tmp_path)
