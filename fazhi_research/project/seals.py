"""Seals: a small file that says, by hashes, what results were made from and what they are."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from fazhi_research.errors import FazhiError, ManifestError
from fazhi_research.reading.files import READERS
from fazhi_research.reading.manifest import NAME, read_manifest
from fazhi_research.schemas import json_at
from fazhi_research.schemas import version as version
from fazhi_research.tables import COLUMNS

BUILD, DRAW = "build.json", "draw.json"
#: what each seal calls the files beside it
LISTS = {BUILD: "tables", DRAW: "files"}

#: the entries that are by name: hashes of files, and the cells that notebooks left out
_LISTED = "left_out"
_NAMED = {"raw", "notebooks", _LISTED, *LISTS.values()}
_RAW = (*READERS, ".csv", ".zip")


def sha256(path: Path) -> str:
    """The hash of a file's bytes 哈希值."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def folder_hashes(folder: Path, *, leave: str = "") -> dict[str, str]:
    """The hash of every file under a folder, by its path; the seal left out 文件夹哈希."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".DS_Store")
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: sha256(path) for name, path in sorted(names.items()) if name != leave}


def raw_hashes(folder: Path) -> dict[str, str]:
    """The hash of every raw file and of the manifest 原始文件哈希."""
    if not folder.is_dir():
        raise FazhiError(f"{folder} does not exist: put the raw files and manifest.csv there.")
    return {name: value for name, value in folder_hashes(folder).items() if name.lower().endswith(_RAW)}


def corpus_hash(seal: dict[str, Any]) -> str:
    """One hash for all raw files and the manifest that a seal of tables lists, "" for a seal without 语料哈希.

    It is the sha256 of the lines "<sha256>  <file>" in the order of the files' names, as sha256sum prints them.

    >>> corpus_hash({"raw": {"b.txt": "22", "a.txt": "11"}})[:12]
    'e858f0e6a702'
    """
    raw = seal.get("raw", {})
    lines = "".join(f"{value}  {name}\n" for name, value in sorted(raw.items()))
    return hashlib.sha256(lines.encode("utf-8")).hexdigest() if raw else ""


def manifest_hashes(folder: Path) -> dict[str, str]:
    """The hash the manifest gives for each file, empty where it gives none 清单哈希.

    Raises ManifestError where there is no manifest or where it cannot be read as it stands.
    """
    entries = read_manifest(folder)
    if entries is None:
        raise ManifestError(f"{folder / NAME} does not exist: it lists each raw file with its sha256.")
    given = {entry.file: entry.sha256.lower() for entry in entries if entry.sha256}
    return {entry.file: given.get(entry.file, "") for entry in entries}


def packed(folder: Path, name: str) -> str:
    """The archive that holds a file listed as `archive.zip/inner.txt`, empty for a file of its own 所在压缩包."""
    above = [part.as_posix() for part in Path(name).parents]
    return next((part for part in above if part != "." and (folder / part).is_file()), "")


def own_files(folder: Path, seal: str) -> dict[str, str]:
    """The files of a folder that its seal lists, with their hashes 封签所列文件."""
    return dict(read_seal(folder / seal).get(LISTS[seal], {}))


def strangers(folder: Path, seal: str) -> list[str]:
    """The files in a folder that we did not make: neither the seal, nor listed in it, nor tables 外来文件."""
    own = {seal, ".DS_Store", *own_files(folder, seal)}
    own |= {f"{table}.csv" for table in COLUMNS} if seal == BUILD else set()
    found = [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]
    return sorted({path.relative_to(folder).as_posix() for path in found} - own)


def write_seal(path: Path, content: dict[str, Any]) -> None:
    """Write a seal: sorted, indented, the same bytes for the same content."""
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    path.write_bytes(text.encode("utf-8"))


def read_seal(path: Path) -> dict[str, Any]:
    """What a seal says; an empty one if it is missing or damaged 读取封签."""
    try:
        content = json_at(path)
    except (OSError, ValueError):
        return {}
    sound = isinstance(content, dict) and all(_sound(name, value) for name, value in content.items())
    return content if sound else {}


def _sound(name: str, value: object) -> bool:
    """Whether an entry of a seal is of the form in which it is written: words, or words or lists by name."""
    if isinstance(value, dict):
        return all(isinstance(one, list if name == _LISTED else str) for one in value.values())
    return isinstance(value, str) and name not in _NAMED
