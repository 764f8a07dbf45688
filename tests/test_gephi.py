"""What docs/gephi.md shows is what happens: its Python runs, in order, and its files appear."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fazhi_research.project.exchange.files import FORMATS, read_graph

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "gephi.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```python\n(.*?)^```", PAGE)


def test_its_python_runs_and_its_files_hold_the_graphs(tmp_path: Path) -> None:
    pytest.importorskip("bokeh", reason="the extra [interactive] is not installed")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "\n".join(BLOCKS)],
        cwd=tmp_path,
        env=os.environ
        | {"FAZHI_PROJECT": str(ROOT), "MPLBACKEND": "Agg", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("58 130\n")
    assert "nodes come back named by their labels" in done.stdout
    names = set(re.findall(r'"([\w-]+\.(?:gexf|net|hif\.json|graphml|csv|html))"', "\n".join(BLOCKS)))
    pairs = {"jinchuan-2018.csv": ("jinchuan-2018-nodes.csv", "jinchuan-2018-edges.csv")}
    expected = {one for name in names for one in pairs.get(name, (name,))}
    assert {path.name for path in tmp_path.iterdir()} == expected
    leads = [
        role for _, _, role in read_graph(tmp_path / "jinchuan.gexf").edges(data="role") if role == "lead"
    ]
    assert len(leads) == 44
    assert len(read_graph(tmp_path / "jinchuan-2018.csv")) == 57  # one body fewer
    assert read_graph(tmp_path / "jinchuan.hif.json").number_of_edges() == 130


def test_it_names_every_suffix() -> None:
    assert all(f"`{suffix}`" in PAGE for suffix, *_ in FORMATS)
