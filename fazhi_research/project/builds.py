"""Raw files to tables."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research import tables
from fazhi_research.batch.summaries import summary
from fazhi_research.coding.choices import CodingChoice
from fazhi_research.errors import FazhiError
from fazhi_research.project.folders import fresh_folders
from fazhi_research.project.made import Made, files_in, made
from fazhi_research.project.seals import BUILD, folder_hashes, raw_hashes, version, write_seal
from fazhi_research.reading.corpus import read_corpus
from fazhi_research.reading.manifest import NAME

if TYPE_CHECKING:
    from fazhi_research.project.places import Project


def build(project: Project) -> Made:
    """The tables made from data/raw, in data/processed, with a closing summary 生成数据表.

    Also writes build.json: the package's version and the sha256 of each raw file and each table, so that
    `check` can tell whether they belong together. The new folder takes the place of the old one whole, files that
    are not ours carried over; if anything fails the old one stays. Raises FazhiError (ManifestError, ReadError)
    with what to do.
    """
    began = time.perf_counter()
    require_raw(project)
    with fresh_folders({project.processed: BUILD}) as (folder,):
        words = tables_into(folder, project)
        names = files_in(folder)
    return made(project.processed, names, words, began)


def require_raw(project: Project) -> None:
    """Raises FazhiError unless the project has raw files with a manifest, before anything is touched."""
    raw_hashes(project.raw)
    if not (project.raw / NAME).is_file():
        raise FazhiError(
            f"{project.raw / NAME} does not exist: a project lists its raw files there. Write it, or make tables "
            "of any folder with `fazhi parse FOLDER --out DIR`."
        )


def tables_into(folder: Path, project: Project) -> str:
    """How much the tables hold that were made in a folder, with their seal 写入数据表."""
    raw = raw_hashes(project.raw)
    corpus = read_corpus(project.raw)
    coded = CodingChoice()
    rows = tables.corpus_rows(corpus, coded=coded)
    tables.write_tables(rows, tables.texts(corpus), folder)
    write_seal(
        folder / BUILD,
        {
            "version": version(),
            "codebook": coded.codebook.version,
            "raw": raw,
            "tables": folder_hashes(folder),
        },
    )
    return summary(rows)
