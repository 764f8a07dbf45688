"""The LaTeX tables of the repository can be set; where there is no TeX their syntax is read."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from fazhi_research.project.latex import latex_table
from fazhi_research.project.printed_tables import printed_table
from tools import latex_check

ROOT = Path(__file__).resolve().parent.parent
TABLES = sorted((ROOT / "figures").glob("tab*.tex"))
GOOD = latex_table(printed_table(pd.DataFrame({"named": ["甲_%", "乙&"], "n": [1, 2]})), "tab09", "表 #1")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_the_syntax_of_a_committed_table_is_sound(path: Path) -> None:
    assert latex_check.faults(path.read_text(encoding="utf-8")) == []


def test_there_are_tables() -> None:
    assert len(TABLES) >= 14


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("乙\\& & 2", "乙\\& & 2 & 3", "3 cells for 2 columns"),
        ("甲\\_\\%", "甲_\\%", "_ is not escaped"),
        ("\\end{tabular}", "", "closes nothing"),
        ("\\midrule", "\\middrule", "\\middrule is no command of our tables"),
        ("packages booktabs", "packages none", "needs the package booktabs"),
        ("\\label{tab:tab09}", "\\label{tab:tab09", "1 braces too many are opened"),
    ],
)
def test_a_fault_of_syntax_is_told(old: str, new: str, fault: str) -> None:
    assert latex_check.faults(GOOD) == []
    assert old in GOOD
    assert any(fault in told for told in latex_check.faults(GOOD.replace(old, new)))


def test_a_log_tells_faults_with_their_tables() -> None:
    log = "TABLE tab01\nOverfull \\hbox (2.1pt too wide)\nTABLE tab02\nOverfull \\hbox (21.5pt too wide) in alignment\n"
    log += "Missing character: There is no 況\nTABLE tab03\nLaTeX Warning: Float too large for page by 3pt\n! Undefined control sequence.\n"
    assert [told.split(":")[0] for told in latex_check.told(log)] == ["tab02", "tab02", "tab03", "tab03"]


def test_the_command_passes_on_the_repository() -> None:
    """Without TeX on the path: what a machine for continuous integration does."""
    done = subprocess.run(
        [sys.executable, "tools/latex_check.py"], cwd=ROOT, env={"PATH": ""}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "xelatex is not installed, so that nothing was set: no fault" in done.stdout


@pytest.mark.skipif(shutil.which("xelatex") is None, reason="xelatex is not installed")
def test_a_table_is_set_by_xelatex(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latex_check, "BUILD", tmp_path / "latex")
    (tmp_path / "tab09.tex").write_text(GOOD, encoding="utf-8")
    assert latex_check.compile_all([tmp_path / "tab09.tex"]) == []
    (tmp_path / "tab09.tex").write_text(GOOD.replace("\\midrule", "\\middrule"), encoding="utf-8")
    assert "tab09: ! Undefined control sequence." in latex_check.compile_all([tmp_path / "tab09.tex"])
