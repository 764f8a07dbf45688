"""Text reuse shared out among the workers of a real Dask cluster: the passages of one machine, a worker that dies included."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("distributed")
if sys.platform == "win32":
    pytest.skip("ends groups of processes as POSIX does", allow_module_level=True)

import fazhi_research as fz
from fazhi_research.batch import files_of, parse_into
from fazhi_research.errors import FazhiError, TableError
from tests.batch.clusters import cluster

#: the first worker that is given a block ends, once
DEATH = """
import os
from pathlib import Path
from fazhi_research.measuring import reuse_blocks
def deadly(folder, honest=reuse_blocks._saved):
    try:
        Path({mark!r}).touch(exist_ok=False)
    except FileExistsError:
        return honest(folder)
    os._exit(3)
if reuse_blocks._saved.__name__ != "deadly":  # this file may be read twice
    reuse_blocks._saved = deadly
"""


def written(folder: Path) -> Path:
    """Thirty plans that share sentences, parsed."""
    chance = random.Random(2)
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 2000)]
    sentences = ["".join(chance.choices(letters, k=30)) for _ in range(25)]
    (folder / "in").mkdir()
    for number in range(30):
        said = "\n".join(f"{at + 1}.{chance.choice(sentences)}。" for at in range(5))
        (folder / "in" / f"plan-{number:02}.txt").write_text(f"测试市实施方案\n一、推进公开\n{said}\n", encoding="utf-8")
    parse_into(files_of([folder / "in"]), folder / "out")
    return folder / "out"


def test_the_passages_are_those_of_one_machine(tmp_path: Path) -> None:
    tables = written(tmp_path)
    expected = fz.over_chunks(fz.reuse_passages, tables, documents=7)
    assert len(expected) > 20
    with cluster(tmp_path / "dask", preload=DEATH.format(mark=str(tmp_path / "died"))) as processes:
        found = fz.over_chunks(fz.reuse_passages, tables, documents=7, client=processes.address)
        assert (tmp_path / "died").exists()
        pd.testing.assert_frame_equal(found, expected)
        against = fz.over_chunks(fz.reuse_passages, tables, documents=7, client=processes.address, against=list(found["document"][:1]))
        assert len(against)
    assert not list(tables.glob(".reuse-*"))


def test_what_cannot_be_shared_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="client= is for reuse_passages: lead_shares is bound by reading"):
        fz.over_chunks(fz.lead_shares, tmp_path, client="tcp://127.0.0.1:9")
    with pytest.raises(FazhiError, match="no scheduler answers there"):
        fz.over_chunks(fz.reuse_passages, tmp_path, client="tcp://127.0.0.1:9")
