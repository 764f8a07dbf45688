"""Raw files to tables."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.batch.listing import files_of
from fazhi_research.batch.runs import parse_into
from fazhi_research.coding.choices import CodingChoice
from fazhi_research.errors import FazhiError, ReadError
from fazhi_research.project.folders import fresh_folders
from fazhi_research.project.made import Made, files_in, made
from fazhi_research.project.seals import BUILD, folder_hashes, raw_hashes, version, write_seal
from fazhi_research.reading.manifest import NAME

if TYPE_CHECKING:
    from fazhi_research.project.places import Project


def build(project: Project, *, jobs: int = 1, form: str = "csv") -> Made:
    """The tables made from data/raw, in data/processed, with a closing summary 生成数据表.

    Few files are in memory at a time, `jobs` processes work. `form` is csv or parquet: as Parquet tables and texts are folders of files, which `Project.read_table`
    and `read_chunks` read as well. Also writes build.json: the package's version and the sha256 of each raw file and each table, so that
    `check` can tell whether they belong together. The new folder takes the place of the old one whole, files that
    are not ours carried over; if anything fails the old one stays, and what is parsed by then is kept for the next try. Raises FazhiError (ManifestError, ReadError)
    with what to do.
    """
    began = time.perf_counter()
    require_raw(project)
    with fresh_folders({project.processed: BUILD}) as (folder,):
        words = tables_into(folder, project, jobs=jobs, form=form)
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


def tables_into(folder: Path, project: Project, *, jobs: int = 1, form: str = "csv") -> str:
    """How much the tables hold that were made in a folder, with their seal 写入数据表."""
    raw = raw_hashes(project.raw)
    coded = CodingChoice()
    made_by = {"version": version(), "codebook": coded.codebook.version}
    parts = project.processed.with_name(f".{project.processed.name}-parts")
    try:
        run = parse_into(
            files_of([project.raw]), folder, jobs=jobs, coded=coded, form=form, parts=parts, made_by=made_by
        )
    except BaseException:
        if not any(parts.glob("*.json")):  # nothing to go on from
            shutil.rmtree(parts, ignore_errors=True)
        raise
    if run.skipped:
        more = f" (and {len(run.skipped) - 1} more)" if len(run.skipped) > 1 else ""
        raise ReadError(
            f"{run.skipped[0][1]}{more} (a project is built of all its files; `fazhi parse` makes tables without such ones)"
        )
    shutil.rmtree(parts)
    write_seal(folder / BUILD, {**made_by, "raw": raw, "tables": folder_hashes(folder)})
    return run.words
