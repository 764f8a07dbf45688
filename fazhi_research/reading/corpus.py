"""Documents gathered from files, with or without a manifest."""

import re
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from fazhi_research.errors import ManifestError, ReadError
from fazhi_research.progress import PATIENCE, bar
from fazhi_research.reading.compilations import Outside, Part, split
from fazhi_research.reading.documents import Document
from fazhi_research.reading.doubts import Doubt
from fazhi_research.reading.files import SourceFile, read_file, readable_files
from fazhi_research.reading.folding import fold
from fazhi_research.reading.manifest import NAME, Entry, read_manifest
from fazhi_research.reading.markup import escaped, shown, table
from fazhi_research.reading.metadata import Site, describe

_MOST = 200  # documents that a notebook shows


@dataclass(frozen=True, slots=True)
class FileDocuments:
    """A file with the documents in it and the stretches outside them (一个文件的各篇)."""

    source: SourceFile
    documents: tuple[Document, ...]
    outside: tuple[Outside, ...]


@dataclass(frozen=True, repr=False)
class Corpus(Mapping[str, Document]):
    """Documents by id, in the order of the manifest or of the file names (语料库).

    >>> import fazhi_research as fz
    >>> corpus = fz.read_corpus()
    >>> len(corpus), corpus["jinchuan-2015"].genre
    (11, 'plan')
    """

    files: tuple[FileDocuments, ...]

    def __getitem__(self, document: str) -> Document:
        for held in self.files:
            for found in held.documents:
                if found.document == document:
                    return found
        near = [name for name in self if document in name] or get_close_matches(
            document, list(self), n=5, cutoff=0.4
        )
        raise KeyError(f"{document}: no such document; close to it: {', '.join(near[:5]) or 'none'}")

    def __contains__(self, document: object) -> bool:
        return any(name == document for name in self)

    def __repr__(self) -> str:
        shown = ", ".join(islice(self, 3))
        more = ", …" if len(self) > 3 else ""
        return f"<Corpus of {len(self)} document{'s' * (len(self) != 1)}: {shown or 'none'}{more}>"

    def _repr_html_(self) -> str:
        names = ("title", "genre", "jurisdiction", "tier", "issued")
        rows = [
            [
                document.document,
                *(document.metadata.get(name, "") for name in names),
                f"{len(document.text):,}",
                document.file,
            ]
            for document in islice(self.documents, _MOST)
        ]
        headings = (
            "编号 document",
            "标题 title",
            "文种 genre",
            "行政区划 jurisdiction",
            "层级 tier",
            "成文日期 issued",
            "字符 characters",
            "文件 file",
        )
        over = f", the first {_MOST} shown" if len(self) > _MOST else ""
        head = f"Corpus of {len(self)} document{'s' * (len(self) != 1)}{over} 语料库"
        return shown(head, table(headings, [[escaped(cell) for cell in row] for row in rows]))

    def __iter__(self) -> Iterator[str]:
        return (found.document for held in self.files for found in held.documents)

    def __len__(self) -> int:
        return sum(len(held.documents) for held in self.files)

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents in order (全部文件)."""
        return tuple(found for held in self.files for found in held.documents)


def shipped() -> Path:
    """The folder with the raw files that come with the package (随包语料)."""
    package = Path(__file__).parent.parent
    inside = package / "corpus"
    return inside if (inside / NAME).exists() else package.parent / "data" / "raw"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read: where it is, what tables call it, and a manifest's rows for it if there is one (输入文件)."""

    path: Path
    name: str
    entries: tuple[Entry, ...] | None = None


def read_corpus(folder: str | Path | None = None, *, skip: bool = False) -> Corpus:
    """The documents of a folder or file, or those that ship with the package (语料库).

    In a terminal or a notebook a bar shows how far it is, if it takes longer than a second. With `skip` files of a folder that cannot be read are left out, and one UserWarning names them with the reasons; without it the first of them stops the
    reading. A `manifest.csv` in the folder gives ids and metadata; without one both come from the files. Raises `ReadError` for files
    that cannot be read (with `skip` only where no file can) and `ManifestError` where manifest and files do not fit: a changed file (with both hashes), a row
    without its file, a file without a row.
    """
    root = shipped() if folder is None else Path(folder)
    found: list[FileDocuments] = []
    known: set[str] = set()
    left_out: list[str] = []
    files = input_files(root)
    with bar("reading", len(files), patience=PATIENCE) as step:
        for file in files:
            try:
                found.append(_named(read_documents(file), known))
            except ReadError as error:
                if file.path == root:
                    raise
                if not skip:
                    raise ReadError(
                        f"{error} (`fazhi parse` reads a folder without such files, and so does read_corpus with skip=True)"
                    ) from None
                left_out.append(str(error))
            step(1)
    if left_out and not found:
        raise ReadError(f"none of the {len(left_out)} files can be read; the first: {left_out[0]}")
    if left_out:
        warnings.warn(
            f"{len(left_out)} files that cannot be read were left out: {'; '.join(left_out)}", stacklevel=2
        )
    return Corpus(tuple(found))


def _named(held: FileDocuments, known: set[str]) -> FileDocuments:
    """A file's documents under ids that are free, which are known from then on."""
    names = free_names([document.document for document in held.documents], known)
    known.update(names)
    pairs = zip(held.documents, names, strict=True)
    return replace(held, documents=tuple(replace(one, document=name) for one, name in pairs))


def input_files(root: Path) -> list[InputFile]:
    """The files that a file or folder stands for: in the manifest's order if it has one, else by name (输入文件)."""
    entries = read_manifest(root) if root.is_dir() else None
    paths = {
        path.relative_to(root if root.is_dir() else root.parent).as_posix(): path
        for path in readable_files(root)
    }
    if entries is None:
        return [InputFile(path, name) for name, path in sorted(paths.items())]
    by_file: dict[str, list[Entry]] = {}
    for entry in entries:
        by_file.setdefault(entry.file, []).append(entry)
    if unlisted := sorted(set(paths) - set(by_file)):
        more = f" and {len(unlisted) - 1} more" if len(unlisted) > 1 else ""
        raise ManifestError(
            f"{root / NAME}: no row for the file {unlisted[0]}{more}; add one or move the file away (`fazhi validate` says which and why)"
        )
    if missing := [name for name in by_file if name not in paths]:
        raise ManifestError(
            f"{root / NAME}: {missing[0]} is listed but not in the folder; restore the file or remove its rows"
        )
    return [InputFile(paths[name], name, tuple(rows)) for name, rows in by_file.items()]


def read_documents(file: InputFile) -> FileDocuments:
    """The documents of a file on disk, checked against the manifest's rows for it (一个文件的各篇)."""
    source = read_file(file.path, file.name)
    expected = next((entry.sha256.lower() for entry in file.entries or () if entry.sha256), "")
    if expected and expected != source.sha256:
        raise ManifestError(
            f"{NAME}: {file.name} has changed: the manifest has sha256 {expected}, the file {source.sha256}; "
            "restore the file, or enter the new hash if the change is meant"
        )
    return file_documents(source, file.entries)


def free_names(names: Sequence[str], known: Collection[str]) -> list[str]:
    """Ids that are not yet known: a second copy of a file gets `-copy2` and so on (编号).

    >>> free_names(["plan-1a2b"], {"plan-1a2b"})
    ['plan-1a2b-copy2']
    """
    copy = 1
    ending = ""
    while any(name + ending in known for name in names):
        copy += 1
        ending = f"-copy{copy}"
    return [name + ending for name in names]


def file_documents(source: SourceFile, entries: Sequence[Entry] | None = None) -> FileDocuments:
    """The documents of one file, with the metadata of a manifest's rows for it where given (一个文件的各篇)."""
    folded = fold(source.text)
    most = len(entries) if entries is not None else None
    parts, outside = split(source.text, source.article, source.headline, folded=folded, most=most)
    if entries is not None and len(entries) != len(parts):
        raise ManifestError(
            f"{source.name}: the manifest lists {len(entries)} documents, the file holds {len(parts)}; one row for each is needed"
        )
    ids = [entry.document for entry in entries] if entries else _ids(source, len(parts))
    ends = [0, *(part.span.stop for part in parts)]
    documents = tuple(
        _document(source, folded, part, name, entries[index] if entries else None, since=ends[index])
        for index, (part, name) in enumerate(zip(parts, ids, strict=True))
    )
    return FileDocuments(source, documents, tuple(outside))


def _document(
    source: SourceFile, folded: str, part: Part, name: str, entry: Entry | None, *, since: int
) -> Document:
    words = part.span.of(source.text)
    known = entry.known if entry is not None else {}
    doubts: tuple[Doubt, ...] = ()
    if not any(known.values()):
        site = Site(source.posted, source.source)
        told = describe(source.text, part.span, part.title, folded=folded, since=since, site=site)
        known, doubts = told.known | told.notes, told.doubts
    first, last = part.span.start, part.span.stop
    merged = tuple((row - first, column) for row, column in source.merged if first <= row < last)
    document = Document(name, words, source.name, part.span, known, doubts, merged)
    vars(document)["folded"] = part.span.of(folded)  # what the cached property would work out again
    return document


def _ids(source: SourceFile, count: int) -> list[str]:
    """Ids that depend on the file alone: its name in ASCII and the first digits of its hash."""
    stem = re.sub(r"[^a-z0-9]+", "-", Path(source.name).stem.lower()).strip("-")[:40]
    first = f"{stem}-{source.sha256[:8]}" if stem else source.sha256[:8]
    return [first if index == 0 else f"{first}-{index + 1}" for index in range(count)]
