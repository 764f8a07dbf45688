"""Raw files to tables."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from fazhi_research import tables
from fazhi_research.project.folders import fresh_folder
from fazhi_research.project.made import Made, made
from fazhi_research.project.seals import BUILD, folder_hashes, raw_hashes, version, write_seal
from fazhi_research.reading.corpus import read_corpus

if TYPE_CHECKING:
    from fazhi_research.project.places import Project
    from fazhi_research.tables import Rows


def build(project: Project) -> Made:
    """The tables made from data/raw, in data/processed, with a closing summary 生成数据表.

    Also writes build.json: the package's version and the sha256 of each raw file and each table, so that
    `check` can tell whether they belong together. The new folder takes the place of the old one whole; if
    anything fails the old one stays. Raises FazhiError (ManifestError, ReadError) with what to do.
    """
    began = time.perf_counter()
    raw = raw_hashes(project.raw)
    corpus = read_corpus(project.raw)
    with fresh_folder(project.processed) as folder:
        rows = tables.corpus_rows(corpus)
        tables.write_tables(rows, tables.texts(corpus), folder)
        seal = {"version": version(), "raw": raw, "tables": folder_hashes(folder)}
        write_seal(folder / BUILD, seal)
    return made(project.processed, _summary(rows), began)


def _summary(rows: Rows) -> str:
    """How much was found."""
    named, collective = (tables.COLUMNS["assignments"].index(name) for name in ("named", "collective"))
    agencies = {row[named] for row in rows["assignments"] if not row[collective] and row[3] != "mentioned"}
    return (
        f"{len(rows['documents'])} documents, {len(rows['tasks'])} tasks, {len(agencies)} agencies as named, "
        f"{len(rows['doubts'])} doubts"
    )
