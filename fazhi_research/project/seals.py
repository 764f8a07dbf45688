"""Seals: a small file that says, by hashes, what results were made from and what they are."""

from __future__ import annotations

import csv
import hashlib
import json
from importlib import metadata
from pathlib import Path
from typing import Any

from fazhi_research.errors import FazhiError, ManifestError

BUILD, DRAW = "build.json", "draw.json"


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
    return {name: value for name, value in folder_hashes(folder).items() if name.endswith((".txt", ".csv"))}


def manifest_hashes(folder: Path) -> dict[str, str]:
    """The hash the manifest gives for each file 清单哈希."""
    path = folder / "manifest.csv"
    if not path.is_file():
        raise ManifestError(f"{path} does not exist: it lists each raw file with its sha256.")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if not {"file", "sha256"} <= set(rows.fieldnames or ()):
            raise ManifestError(f"{path} has no columns file and sha256: its first line must name them.")
        return {row["file"]: row["sha256"] for row in rows}


def version() -> str:
    """The version of the package 版本."""
    try:
        return metadata.version("fazhi-research")
    except metadata.PackageNotFoundError:
        return "unknown"  # run from a checkout that was never installed


def write_seal(path: Path, content: dict[str, Any]) -> None:
    """Write a seal: sorted, indented, the same bytes for the same content."""
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    path.write_bytes(text.encode("utf-8"))


def read_seal(path: Path) -> dict[str, Any]:
    """What a seal says; an empty one if it is missing or damaged 读取封签."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
