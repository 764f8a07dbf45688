"""The files that given files and folders stand for, without what an earlier run wrote among them."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

from fazhi_research.errors import ReadError
from fazhi_research.reading.corpus import InputFile, input_files
from fazhi_research.reading.files import ARCHIVE, inside, is_document
from fazhi_research.reading.manifest import NAME
from fazhi_research.schemas import RECORD
from fazhi_research.tables import COLUMNS


class Listing(Sequence[InputFile]):
    """The files of one folder in order of their names, kept as names alone: a million must not fill the memory (文件清单)."""

    def __init__(self, root: Path, names: list[str]) -> None:
        self.root, self.names = root, sorted(names)

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, at: int) -> InputFile: ...
    @overload
    def __getitem__(self, at: slice) -> list[InputFile]: ...
    def __getitem__(self, at: int | slice) -> InputFile | list[InputFile]:
        if isinstance(at, slice):
            return [InputFile(self.root / name, name) for name in self.names[at]]
        return InputFile(self.root / self.names[at], self.names[at])


def files_of(paths: Sequence[Path]) -> Sequence[InputFile]:
    """The files that the given files and folders stand for, each once, by name (输入文件).

    Tables and texts that an earlier run wrote below a given folder are not read back as documents. Raises `ReadError` for a path that does
    not exist, for a folder below which one cannot be opened, and where nothing is left to read.
    """
    if len(paths) == 1 and (listed := _listing(paths[0])):
        return listed
    found: dict[Path, InputFile] = {}
    for path in paths:
        made = {path / name for name in _made(path, _names(path))}
        held = [file for file in input_files(path) if file.path not in made]
        if not held:
            raise ReadError(
                f"{path}: the folder holds nothing but tables and texts made by fazhi; name the sources"
            )
        found |= {file.path.resolve(): file for file in held}
    return sorted(found.values(), key=lambda file: (file.name, str(file.path)))


def _listing(root: Path) -> Listing | None:
    """The files of a folder; None for a folder with a manifest, with links, or with nothing to read."""
    if not root.is_dir() or (root / NAME).exists():
        return None
    names = _names(root)
    made = set(_made(root, names))
    found: list[str] = []
    for name in names:
        if name in made or not is_document(Path(name)):
            continue
        path = root / name
        if path.is_symlink():
            return None  # it may lead to a file that is listed as well
        if path.suffix.lower() == ARCHIVE:
            found += (held.relative_to(root).as_posix() for held in inside(path))
        else:
            found.append(name)
    return Listing(root, found) if found else None


def _names(root: Path) -> list[str]:
    """The files below a folder by their paths in it, hidden ones left out; none below a file."""
    return list(_walked(str(root), "")) if root.is_dir() else []


def _walked(folder: str, above: str) -> Iterator[str]:
    below: list[os.DirEntry[str]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append(entry)
                elif entry.is_file():
                    yield above + entry.name
    except FileNotFoundError:
        return  # gone since its own folder was read
    except OSError as error:
        raise ReadError(
            f"{folder}: the folder cannot be opened ({error.strerror}); allow reading it, or name other folders"
        ) from None
    for entry in below:
        yield from _walked(entry.path, f"{above}{entry.name}/")


def passed_over(paths: Sequence[Path]) -> list[str]:
    """A line for each given folder with files of kinds that are not read, counted by kind (未读文件).

    Hidden files, manifests and what an earlier run wrote are not counted.
    """
    lines = []
    for folder in [path for path in paths if path.is_dir()]:
        names = _names(folder)
        made = set(_made(folder, names))
        others = (Path(name) for name in names if name not in made)
        kinds = Counter(
            path.suffix.lower() or "without extension"
            for path in others
            if not is_document(path) and path.name != NAME
        )
        if kinds:
            listed = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
            total = kinds.total()
            lines.append(f"{folder}: {total} file{'s' * (total > 1)} of other kinds passed over: {listed}")
    return lines


def _made(root: Path, names: Sequence[str]) -> Iterator[str]:
    """What an earlier run wrote: known by a documents.csv with our columns, or by the record beside tables."""
    homes = {
        name.removesuffix(mark)
        for mark in ("documents.csv", RECORD)
        for name in names
        if name.rpartition("/")[2] == mark and _ours(root / name)
    }
    if not homes:
        return
    tables = {f"{name}.csv" for name in (*COLUMNS, "skipped")} | {"build.json", RECORD}
    for name in names:
        home, _, last = name.rpartition("/")
        above, _, folder = home.rpartition("/")
        home, above = home and f"{home}/", above and f"{above}/"
        if (
            (home in homes and last in tables)
            or (above in homes and folder == "text" and last.endswith(".txt"))
            or (above in homes and folder in (*COLUMNS, "texts") and last.endswith(".parquet"))
        ):
            yield name


def _ours(path: Path) -> bool:
    """Whether a table of documents has our columns, or a record says what ours say."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        if path.name == RECORD:
            return '"made_by"' in file.read(5000)
        header = file.readline(2000).strip().split(",")
    return tuple(header[: len(COLUMNS["documents"])]) == COLUMNS["documents"]
