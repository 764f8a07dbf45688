"""Many files: parsed one by one or by several processes, with the same tables either way."""

import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from fazhi_research.coding.choices import CodingChoice
from fazhi_research.errors import FazhiError, LexiconError, ManifestError, ReadError
from fazhi_research.reading.corpus import InputFile, free_names, input_files, read_documents
from fazhi_research.reading.manifest import NAME
from fazhi_research.tables import COLUMNS, Rows, file_rows, merged

Parsed = tuple[Rows, dict[str, str]]
Skipped = tuple[str, str]
_CHUNK = 16


def parse_file(file: InputFile, *, coded: CodingChoice | None = None) -> Parsed:
    """The rows and texts of one file, with codings and modalities if `coded` says how (解析单个文件)."""
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


def files_of(paths: Sequence[Path]) -> list[InputFile]:
    """The files that the given files and folders stand for, each once, by name (输入文件).

    Tables and texts that an earlier run wrote below a given folder are not read back as documents.
    """
    found: dict[Path, InputFile] = {}
    for path in paths:
        made = _results_below(path)
        held = [file for file in input_files(path) if file.path not in made]
        if not held:
            raise ReadError(
                f"{path}: the folder holds nothing but tables and texts made by fazhi; name the sources"
            )
        found |= {file.path.resolve(): file for file in held}
    return sorted(found.values(), key=lambda file: (file.name, str(file.path)))


def passed_over(paths: Sequence[Path]) -> list[str]:
    """A line for each given folder with files of kinds that are not read, counted by kind (未读文件).

    Hidden files, manifests and what an earlier run wrote are not counted.
    """
    lines = []
    for folder in [path for path in paths if path.is_dir()]:
        left = _results_below(folder)
        for file in input_files(folder):
            left |= {file.path, *file.path.parents}  # a path may lead into an archive
        kinds = Counter(
            path.suffix.lower() or "without extension"
            for path in folder.rglob("*")
            if path not in left
            and path.is_file()
            and not _hidden(path.relative_to(folder))
            and path.name != NAME
        )
        if kinds:
            total, listed = (
                kinds.total(),
                ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())),
            )
            lines.append(f"{folder}: {total} file{'s' * (total > 1)} of other kinds passed over: {listed}")
    return lines


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _results_below(folder: Path) -> set[Path]:
    """What an earlier run wrote in a folder or below: known by a documents.csv with our columns."""
    made: set[Path] = set()
    for path in folder.rglob("documents.csv") if folder.is_dir() else ():
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            header = file.readline(2000).strip().split(",")
        if tuple(header[: len(COLUMNS["documents"])]) == COLUMNS["documents"]:
            made |= {path.parent / f"{name}.csv" for name in (*COLUMNS, "skipped")}
            made |= {path.parent / "build.json", *(path.parent / "text").glob("*.txt")}
    return made
