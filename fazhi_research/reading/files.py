"""One file on disk, read to text."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fazhi_research.errors import ReadError
from fazhi_research.reading.encodings import decode

Reader = Callable[[bytes], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file's text with what identifies it (源文件).

    `text` has CRLF and CR turned into LF and is otherwise untouched; `sha256` is of the file's bytes.
    """

    name: str
    text: str
    sha256: str
    encoding: str


def plain(data: bytes) -> tuple[str, str]:
    """The text of a plain file and its encoding; `ReadError` for something that is not text (纯文本)."""
    text, encoding = decode(data)
    controls = sum(character < " " and character not in "\n\r\t\f\v" for character in text[:4000])
    if controls * 20 > len(text[:4000]):
        raise ReadError("it is binary, not text: convert it to UTF-8 text first")
    return text, encoding


READERS: dict[str, Reader] = {".txt": plain, ".text": plain, ".md": plain}


def read_file(path: Path, name: str = "") -> SourceFile:
    """The text of one file, called by its own name unless another is given (读取文件).

    Raises `ReadError`, with the path and what to do, for a file that is missing, unreadable, empty, of a kind that is not
    supported, or not text.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ReadError(
            f"{path}: cannot read {path.suffix or 'a file without extension'}; supported: {', '.join(READERS)}"
        )
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError(f"{path}: no such file; check the name") from None
    except OSError as error:
        raise ReadError(
            f"{path}: cannot be opened ({error.strerror}); check that it is a readable file"
        ) from None
    try:
        text, encoding = reader(data)
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None
    if not text.strip():
        raise ReadError(f"{path}: the file is empty; remove it or replace it by the text")
    return SourceFile(name or path.name, unix_lines(text), hashlib.sha256(data).hexdigest(), encoding)


def unix_lines(text: str) -> str:
    """The text with every line end a single LF (换行)."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def readable_files(path: Path) -> Iterator[Path]:
    """The files of a supported kind under a path, in order of their names (文件清单).

    A file given by name is always returned. In folders, hidden files and those of other kinds are passed over. Raises
    `ReadError` for a path that does not exist and for a folder without any such file.
    """
    if path.is_file():
        yield path
        return
    if not path.exists():
        raise ReadError(f"{path}: no such file or folder; check the name")
    found = [file for file in sorted(path.rglob("*")) if file.is_file() and file.suffix.lower() in READERS]
    visible = [
        file for file in found if not any(part.startswith(".") for part in file.relative_to(path).parts)
    ]
    if not visible:
        raise ReadError(f"{path}: the folder holds no readable file; supported: {', '.join(READERS)}")
    yield from visible
