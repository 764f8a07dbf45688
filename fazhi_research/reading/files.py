"""One file, on disk or in an archive, read to text."""

import hashlib
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fazhi_research.errors import ReadError
from fazhi_research.reading.archives import LARGEST_FILE, members, read_member
from fazhi_research.reading.encodings import decode
from fazhi_research.reading.extracts import Extract
from fazhi_research.reading.spans import Span

Reader = Callable[[bytes], Extract]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file's text with what identifies it (源文件).

    `text` has CRLF and CR turned into LF and is otherwise untouched; for web pages, DOCX, XLSX and PDF it is the extracted text. `sha256` is of
    the file's bytes. `article` is where on a web page its article is, None where the whole text counts, and `headline` the lines that
    say what the page is called; `posted` and `source` are what its own data say of its day and its giver.
    """

    name: str
    text: str
    sha256: str
    encoding: str
    article: Span | None = None
    headline: Span | None = None
    posted: str = ""
    source: str = ""


_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def plain(data: bytes) -> Extract:
    """The text of a plain file and its encoding; `ReadError` for something that is not text (纯文本)."""
    text, encoding = decode(data)
    controls = len(_CONTROL.findall(text, 0, 4000))
    if controls * 20 > len(text[:4000]):
        raise ReadError("it is binary, not text: convert it to UTF-8 text first")
    return Extract(unix_lines(text), encoding)


# Each format's reader is fetched when the first file of it comes: a run over text files starts the sooner.
def _html(data: bytes) -> Extract:
    from fazhi_research.reading.html import read_html

    return read_html(data)


def _mhtml(data: bytes) -> Extract:
    from fazhi_research.reading.mhtml import read_mhtml

    return read_mhtml(data)


def _xlsx(data: bytes) -> Extract:
    from fazhi_research.reading.xlsx import read_xlsx

    return read_xlsx(data)


def _docx(data: bytes) -> Extract:
    from fazhi_research.reading.docx import read_docx

    return read_docx(data)


def _pdf(data: bytes) -> Extract:
    from fazhi_research.reading.pdf import read_pdf

    return read_pdf(data)


READERS: dict[str, Reader] = {
    ".txt": plain, ".text": plain, ".md": plain, ".html": _html, ".htm": _html, ".shtml": _html, ".xhtml": _html, ".mht": _mhtml, ".mhtml": _mhtml,
    ".docx": _docx, ".docm": _docx, ".xlsx": _xlsx, ".xlsm": _xlsx, ".pdf": _pdf,
}  # fmt: skip
ARCHIVE = ".zip"
_OLD_WORD = "it is in an old or foreign word processor's format: open it in Word, WPS or LibreOffice and save it as .docx"
_OLD_EXCEL = "it is in an old or foreign spreadsheet's format: open it in Excel, WPS or LibreOffice and save it as .xlsx"
_PACKED = "this kind of archive is not supported: unpack it into a folder or pack it as .zip"
#: kinds of documents that are not read: in a folder they are reported, not passed over
REFUSED = {
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".pages"), _OLD_WORD),
    **dict.fromkeys(
        (".ofd", ".caj", ".epub", ".xps"), "this format is not supported: save or print it as .pdf"
    ),
    **dict.fromkeys((".xls", ".xlt", ".xlsb", ".et", ".ods"), _OLD_EXCEL),
    **dict.fromkeys((".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"), _PACKED),
}
#: how files begin that are not what their names say
_BEGINNINGS = (
    (b"%PDF-", "a PDF", (".pdf",), "rename it to .pdf"),
    (b"PK\x03\x04", "a Word document, Excel workbook or zip archive", (".docx", ".docm", ".xlsx", ".xlsm"), "rename it to .docx, .xlsx or .zip"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file", (), "save it as .docx or .xlsx without a password"),
    (b"{\\rtf", "RTF", (), "save it as .docx"),
    (b"Rar!", "a RAR archive", (), "unpack it into a folder"),
)  # fmt: skip


def read_file(path: Path, name: str = "") -> SourceFile:
    """The text of one file, called by its own name unless another is given (读取文件).

    A path may lead into a zip archive: `texts.zip/2020/plan.docx`. Raises `ReadError`, with the path and what to do, for a file that is
    missing, unreadable, broken, encrypted, empty, of a kind that is not supported, or not what its name says.
    """
    suffix = path.suffix.lower()
    try:
        reader = _reader(suffix)
        data = _data(path)
        _check_beginning(data, suffix)
        extract = reader(data)
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None
    if not extract.text.strip():
        raise ReadError(f"{path}: the file is empty; remove it or replace it by the text")
    digest = hashlib.sha256(data).hexdigest()
    return SourceFile(
        name or path.name,
        extract.text,
        digest,
        extract.encoding,
        extract.article,
        extract.headline,
        extract.posted,
        extract.source,
    )


def file_hash(path: Path) -> str:
    """The sha256 of a file's bytes, or of an archive's member; empty for one that cannot be opened now (文件哈希)."""
    try:
        return hashlib.sha256(_data(path)).hexdigest()
    except (ReadError, OSError, ValueError):
        return ""


def _reader(suffix: str) -> Reader:
    if suffix in READERS:
        return READERS[suffix]
    if suffix in REFUSED:
        raise ReadError(REFUSED[suffix])
    if suffix == ARCHIVE:
        return _archive
    raise ReadError(f"cannot read {suffix or 'a file without extension'}; supported: {_supported()}")


def _supported() -> str:
    return ", ".join([*READERS, ARCHIVE])


def _archive(data: bytes) -> Extract:
    """Reached only by an archive that gave no files, or one within another."""
    raise ReadError(f"the archive holds no readable file; supported: {', '.join(READERS)}")


def _data(path: Path) -> bytes:
    """The bytes of a file on disk or of a member of an archive."""
    archive = _archive_of(path)
    try:
        if archive is not None:
            if path.suffix.lower() == ARCHIVE:
                raise ReadError("an archive within an archive is not read: unpack the outer one first")
            return read_member(archive, path.relative_to(archive).as_posix())
        _require_regular(path)
        data = path.read_bytes()
        if path.suffix.lower() == ARCHIVE:
            members(path)
    except (FileNotFoundError, NotADirectoryError):
        raise ReadError("no such file; check the name") from None
    except OSError as error:
        raise ReadError(f"cannot be opened ({error.strerror}); check that it is a readable file") from None
    return data


def _require_regular(path: Path) -> None:
    """Raises `ReadError` for a pipe or device, which may never end, and for a file that memory might not hold."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        raise ReadError("it is a pipe or device and no file: not read")
    if found.st_size > LARGEST_FILE:
        raise ReadError(f"it has {found.st_size} bytes, more than {LARGEST_FILE}: split it")


def _archive_of(path: Path) -> Path | None:
    """The zip archive that a path leads into, if it does."""
    if ARCHIVE not in str(path).lower() or _is_file(path):
        return None
    return next((up for up in path.parents if up.suffix.lower() == ARCHIVE and _is_file(up)), None)


def _is_file(path: Path) -> bool:
    """Whether it is a file; not so for names that no disk takes but an archive may hold."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _check_beginning(data: bytes, suffix: str) -> None:
    for beginning, what, suffixes, advice in _BEGINNINGS:
        if data.startswith(beginning) and suffix not in (*suffixes, ARCHIVE):
            raise ReadError(f"its name says {suffix} but it is {what}: {advice}")


def unix_lines(text: str) -> str:
    """The text with every line end a single LF (换行)."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def readable_files(path: Path) -> Iterator[Path]:
    """The files under a path, those in zip archives included (`texts.zip/plan.txt`), in order of their names (文件清单).

    A file given by name is always returned. In folders and archives, hidden files and those that are no documents are passed over;
    documents of a kind that cannot be read are returned, so that reading them says why, and so is an archive without any
    readable file. Raises `ReadError` for a path that does not exist and for a folder without any document.
    """
    if not path.is_dir():
        if not path.exists() and _archive_of(path) is None:
            raise ReadError(f"{path}: no such file or folder; check the name")
        yield from inside(path)
        return
    listed = [
        file for file in sorted(path.rglob("*")) if is_document(file.relative_to(path)) and file.is_file()
    ]
    if not listed:
        raise ReadError(f"{path}: the folder holds no readable file; supported: {_supported()}")
    for file in listed:
        yield from inside(file)


def is_document(path: Path) -> bool:
    """Whether a path within a folder or archive names a document that is not hidden (是否文档)."""
    if (
        path.suffix.lower() not in READERS
        and path.suffix.lower() not in REFUSED
        and path.suffix.lower() != ARCHIVE
    ):
        return False
    return not any(part.startswith((".", "~$", "__MACOSX")) and part != ".." for part in path.parts)


def inside(file: Path) -> Iterator[Path]:
    """A file, or the documents in it if it is an archive that can be read (文件或压缩包内各文件)."""
    if file.suffix.lower() != ARCHIVE or not file.is_file():
        yield file
        return
    try:
        held = [file / name for name in sorted(members(file)) if is_document(Path(name))]
    except (ReadError, OSError):
        held = []
    yield from held or [file]
