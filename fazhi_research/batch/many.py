"""What `fazhi parse` does, for Python: files and folders of any size to tables in a folder, here or on a cluster."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.batch.listing import files_of
from fazhi_research.batch.runs import Run, parse_into
from fazhi_research.coding.choices import CodingChoice
from fazhi_research.errors import FazhiError

if TYPE_CHECKING:
    from distributed import Client


def parse_many(
    paths: str | Path | Sequence[str | Path],
    out: str | Path,
    *,
    code: bool = False,
    codebook: str | Path = "",
    schemes: Sequence[str] = (),
    preambles: bool = True,
    jobs: int = 1,
    client: "Client | str | None" = None,
    form: str = "csv",
    time_limit: float | None = None,
    cache: bool = True,
    progress: Callable[[int], None] = lambda _: None,
) -> Run:
    """What was done to write the tables of files and folders into the folder `out` 批量解析.

    The same as `fazhi parse PATHS --out OUT`: few files are in memory at a time, a run that was stopped goes on when it is called again, and only new or
    changed files are parsed. With `code` (or a `codebook`, `schemes`, or `preambles=False`) documents are coded as well. `form` is csv or parquet. `jobs` processes
    work here; with `client`, a `distributed.Client` or the address of a Dask scheduler, its workers do, which must see `paths` and `out`
    under the same names. The tables are the same bytes either way. `time_limit` is in seconds for one file, `cache` keeps `out/.parts` for
    the next run, `progress` is told how many files were done. The result says in `words` what the tables hold, and has `documents`, `written` and `parsed` (counts of documents, files written and files parsed) and
    `skipped` (pairs of path and reason). Read the tables back with `read_chunks`.

    Raises ReadError where there is nothing to read, and FazhiError where another run is at work in `out`, where workers are not fit, and for a codebook that cannot be
    used. From a script that is run as a file, call it under `if __name__ == "__main__":` when `jobs` is more than 1.

    >>> import tempfile
    >>> from fazhi_research.reading.corpus import shipped
    >>> with tempfile.TemporaryDirectory() as out:
    ...     run = parse_many(shipped(), out)
    >>> run.documents, run.parsed, run.skipped
    (11, 5, ())
    """
    coded = _coded(str(codebook), tuple(schemes), preambles) if code or codebook or schemes or not preambles else None
    listed = [paths] if isinstance(paths, str | Path) else paths
    return parse_into(
        files_of([Path(path) for path in listed]), Path(out), jobs=jobs, coded=coded, form=form, time_limit=time_limit,
        keep_parts=cache, client=client, step=progress,
    )  # fmt: skip


def _coded(folder: str, schemes: tuple[str, ...], preambles: bool) -> CodingChoice:
    coded = CodingChoice(folder=folder, schemes=schemes, preambles=preambles)
    there = coded.codebook.schemes
    if unknown := [name for name in schemes if name not in there]:
        raise FazhiError(f"schemes={unknown[0]!r}: no such scheme; there are {', '.join(there)}")
    return coded
