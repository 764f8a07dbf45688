"""The files that given files and folders stand for, without what an earlier run wrote among them."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from fazhi_research.errors import ReadError
from fazhi_research.reading.corpus import InputFile, input_files
from fazhi_research.reading.manifest import NAME
from fazhi_research.schemas import RECORD
from fazhi_research.tables import COLUMNS


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
    """What an earlier run wrote in a folder or below: known by a documents.csv with our columns, or by the record of parquet tables."""
    made: set[Path] = set()
    for path in folder.rglob(RECORD) if folder.is_dir() else ():
        made |= {
            path,
            *(part for name in (*COLUMNS, "texts") for part in (path.parent / name).glob("part-*.parquet")),
        }
    for path in folder.rglob("documents.csv") if folder.is_dir() else ():
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            header = file.readline(2000).strip().split(",")
        if tuple(header[: len(COLUMNS["documents"])]) == COLUMNS["documents"]:
            made |= {path.parent / f"{name}.csv" for name in (*COLUMNS, "skipped")}
            made |= {path.parent / "build.json", path.parent / RECORD, *(path.parent / "text").glob("*.txt")}
    return made
