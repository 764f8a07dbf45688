"""What makes the rows of a file: the code, the lexicons, the readers and the codebook, as one fingerprint."""

import hashlib
import json
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from fazhi_research.coding.choices import CodingChoice
from fazhi_research.schemas import SCHEMA, version
from fazhi_research.tables import KINDS

_ROOMS = ("reading", "coding", "lexicons", "tables.py", "schemas.py", "batch/parts.py", "batch/blocks.py")
_READERS = ("ahocorasick-rs", "jieba", "lxml", "openpyxl", "pypdfium2")


def maker(coded: CodingChoice | None) -> dict[str, str]:
    """What made tables, to be told beside them: versions of package and codebook, hash of the code, columns (制表依据)."""
    told = {
        "version": version(),
        "code": _code(),
        "columns": _digest(json.dumps(KINDS)),
        "codebook": coded.codebook.version if coded else "",
        "schemes": " ".join(coded.schemes) if coded else "",
        "preambles": str(coded.preambles).lower() if coded else "",
    }
    return {name: value for name, value in told.items() if value}


def fingerprint(coded: CodingChoice | None) -> str:
    """Sixteen hexadecimal digits that change with whatever may change a row: the maker, Python and the readers (指纹)."""
    readers = {name: _version(name) for name in _READERS}
    return _digest(json.dumps([SCHEMA, maker(coded), sys.version_info[:2], readers], sort_keys=True))


@cache
def _code() -> str:
    """A hash of all source and lexicons that rows depend on: a version number alone misses what a researcher edits."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    root = Path(__file__).parent.parent
    for room in _ROOMS:
        place = root / room
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]
