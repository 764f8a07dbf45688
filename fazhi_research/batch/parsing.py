"""Many files held in memory: parsed one by one or by several processes, with the same tables either way."""

import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from fazhi_research.batch.collecting import without_collector
from fazhi_research.coding.choices import CodingChoice
from fazhi_research.errors import FazhiError, LexiconError, ManifestError
from fazhi_research.reading.corpus import InputFile, free_names, read_documents
from fazhi_research.tables import Rows, file_rows, merged

Parsed = tuple[Rows, dict[str, str]]
Skipped = tuple[str, str]
_CHUNK = 16


def parse_file(file: InputFile, *, coded: CodingChoice | None = None) -> Parsed:
    """The rows and texts of one file, with codings and modalities if `coded` says how (解析单个文件)."""
    with without_collector():
        held = read_documents(file)
        return file_rows(held, coded=coded), {document.document: document.text for document in held.documents}


def _parse_or_skip(file: InputFile, *, coded: CodingChoice | None = None) -> Parsed | Skipped:
    try:
        return parse_file(file, coded=coded)
    except (ManifestError, LexiconError):
        raise
    except FazhiError as error:
        return str(file.path), str(error)


def parse_files(
    files: Sequence[InputFile],
    *,
    jobs: int = 1,
    coded: CodingChoice | None = None,
    progress: Callable[[], None] | None = None,
) -> tuple[Rows, dict[str, str], list[Skipped]]:
    """The tables of many files, their texts by document, and the files that could not be read with the reason (批量解析).

    Rows are the same whatever `jobs` and the order of the files. Processes are given paths, not texts. Of two copies of a
    file the one whose name sorts later gets an id with a number. With `coded` documents are coded as well.
    """
    files = sorted(files, key=lambda file: (file.name, str(file.path)))
    parts: list[Rows] = []
    texts: dict[str, str] = {}
    skipped: list[Skipped] = []
    for result in _results(files, jobs, coded):
        if progress is not None:
            progress()
        if isinstance(result[0], str):
            skipped.append((result[0], str(result[1])))
            continue
        rows, found = _unique(result[0], dict(result[1]), texts)
        parts.append(rows)
        texts.update(found)
    return merged(parts), texts, skipped


def _results(files: Sequence[InputFile], jobs: int, coded: CodingChoice | None) -> Iterator[Parsed | Skipped]:
    work = partial(_parse_or_skip, coded=coded)
    if jobs <= 1 or len(files) < 2:
        yield from map(work, files)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=jobs, initializer=_leave_interrupts) as pool:
        yield from pool.map(work, files, chunksize=min(_CHUNK, max(1, len(files) // (jobs * 4))))


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; only the first of them answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _unique(rows: Rows, found: dict[str, str], known: dict[str, str]) -> Parsed:
    """The rows with ids that no earlier file has; two copies of a file differ in nothing else."""
    new = dict(zip(found, free_names(list(found), known), strict=True))
    if list(new) == list(new.values()):
        return rows, found
    renamed = {
        table: [(new.get(str(row[0]), row[0]), *row[1:]) if table != "outside" else row for row in listed]
        for table, listed in rows.items()
    }
    return renamed, {new[name]: text for name, text in found.items()}
