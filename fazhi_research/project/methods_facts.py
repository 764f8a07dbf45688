"""What the methods of a paper may say of a project: counts of its tables, and what the seals and records tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError
from fazhi_research.measuring.caveats import GENERAL
from fazhi_research.project.measures_run import run
from fazhi_research.project.provenance import Provenance, provenance_of
from fazhi_research.project.seals import BUILD, DRAW, own_files, raw_hashes, read_seal
from fazhi_research.reading.corpus import shipped
from fazhi_research.schemas import json_at

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from fazhi_research.project.places import Project

ROLES = {"lead": "牵头", "responsible": "责任", "support": "配合", "mentioned": "提及"}
#: what the gold answers hold of tasks and units
FIELDS = {
    "tasks": ("tasks", "任务"), "lead": ("leads", "牵头单位"), "responsible": ("responsible units", "责任单位"), "support": ("supporting units", "配合单位"),
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What is known of a project's corpus, coding, measures, draws and guards 方法所据事实."""

    made: Provenance
    counts: Mapping[str, int]
    tiers: Mapping[str, int]
    roles: Mapping[str, int]
    rules: Mapping[str, int]
    accuracy: Any
    shipped: bool
    measures: list[tuple[str, str]] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left_out: Mapping[str, int] = field(default_factory=dict)
    seeds: list[tuple[str, int, int]] = field(default_factory=list)
    guards: Mapping[str, list[str]] = field(default_factory=dict)


def facts(project: Project) -> Facts:
    """What the tables, seals and records of a project tell; FazhiError where there are no sealed tables 方法所据事实."""
    seal = read_seal(project.processed / BUILD)
    if not seal:
        raise FazhiError(
            f"{project.processed} holds no {BUILD}, which tells what the tables were made from: run `fazhi build` first."
        )
    documents, assignments = project.read_tables("documents", "assignments")
    measured, changed = run(project)
    records = _records(project)
    return Facts(
        made=provenance_of(documents[["document"]], project.processed),
        counts=table_counts(project),
        tiers=_tally(documents["tier"]),
        roles={role: int((assignments["role"] == role).sum()) for role in ROLES},
        rules=_tally(assignments.loc[assignments["role"] != "mentioned", "rule"]),
        accuracy=accuracy(),
        shipped=seal.get("raw") == raw_hashes(shipped()),
        measures=measured,
        changed=changed,
        left_out={
            name: len(cells)
            for name, cells in read_seal(project.figures / DRAW).get("left_out", {}).items()
            if name not in changed
        },
        seeds=[
            (called(name), held["seed"], held["draws"]) for name, held in records.items() if held.get("draws")
        ],
        guards=_guards(records),
    )


def accuracy() -> pd.DataFrame:
    """The counts of the parser against answers made by reading, as `make accuracy` left them in the package 准确率数据.

    Columns: kind (field or rule), group, name, documents, gold, found, both.
    """
    from fazhi_research.measuring.lexicon_files import read_lexicon

    table = read_lexicon(
        None, "accuracy.csv", ("kind", "group", "name", "documents", "gold", "found", "both")
    )
    for column in ("documents", "gold", "found", "both"):
        table[column] = table[column].replace("", "0").astype("int64")
    return table


def _tally(values: pd.Series[Any]) -> dict[str, int]:
    """How many of each, in alphabetical order; empty cells as "unknown"."""
    named = values.fillna("").astype(str).replace("", "unknown")
    return {str(name): int(count) for name, count in named.value_counts().sort_index().items()}


def table_counts(project: Project) -> dict[str, int]:
    """The rows of the tables of a project, by what is known of them 数据表计数.

    Documents by date, standing, place, genre ("genre.plan") and tier; tasks by document ("tasks.jinchuan-2015"); units by role.
    """
    names = ("sections", "deadlines", "targets", "citations", "modalities", "doubts")
    documents, assignments, tasks, codings = project.read_tables(
        "documents", "assignments", "tasks", "codings"
    )
    raw = read_seal(project.processed / BUILD).get("raw", {})
    stated = assignments[assignments["role"] != "mentioned"]
    themes = codings[codings["scheme"] == "themes"]
    found = {name: len(project.read_table(name)) for name in names} | {
        "files": len([name for name in raw if name != "manifest.csv"]),
        "documents": len(documents),
        "stated": int((documents["issued_basis"] == "text").sum()),
        "inferred": int((documents["issued_basis"] == "inferred").sum()),
        "undated": int((documents["issued"].fillna("") == "").sum()),
        "drafts": int((documents["status"] == "draft").sum()),
        "placeless": int((documents["jurisdiction"].fillna("") == "").sum()),
        "placed": int((documents["jurisdiction"].fillna("") != "").sum()),
        "provinces": len(
            {name.split("/")[0] for name in documents["jurisdiction"].fillna("").astype(str)} - {""}
        ),
        "pairs": len(documents) * (len(documents) - 1) // 2,
        "tasks": len(tasks),
        "with_tasks": int(tasks["document"].nunique()),
        "assignments": len(assignments),
        "collective": int(stated["collective"].sum()),
        "codings": len(codings),
        "hits": len(themes),
        "themes": int(themes["theme"].nunique()),
    }
    for prefix, values in (
        ("genre.", documents["genre"]), ("tier.", documents["tier"]), ("tasks.", tasks["document"]), ("", assignments["role"]),
    ):  # fmt: skip
        found |= {f"{prefix}{name}": count for name, count in _tally(values).items()}
    return found


def _records(project: Project) -> dict[str, dict[str, Any]]:
    """The records of the figures and tables that the last drawing made, by name."""
    held = {}
    for name in sorted(own_files(project.figures, DRAW)):
        path = project.figures / name
        if path.suffix == ".json" and path.is_file():
            record = _record(path)
            if record.get("kind") in ("figure", "table"):
                held[path.stem] = record
    return held


def _record(path: Path) -> dict[str, Any]:
    """What a file of JSON beside figures says, empty where it is none of ours; FazhiError where it is damaged."""
    try:
        record = json_at(path)
        if not isinstance(record, dict):
            return {}
        whole = isinstance(record.get("seed"), int | None) and isinstance(record.get("draws"), int | None)
        if not (whole and isinstance(record.get("caveats", []), list)):
            raise ValueError("seed, draws or caveats are not what they must be")
    except ValueError as error:
        raise FazhiError(f"{path} is damaged ({error}): run `fazhi draw` to write it again.") from None
    return record


def _guards(records: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Which figures and tables tripped each guard."""
    found = {
        code: [called(name) for name, held in records.items() if code in held.get("caveats", [])]
        for code in GENERAL
    }
    return {code: names for code, names in found.items() if names}


def called(name: str) -> str:
    """What a figure or table is called in prose: its number 图表编号.

    >>> called("fig17b-two-documents"), called("my-leads")
    ('fig17b', 'my-leads')
    """
    number = re.match(r"(?:fig|tab)\d+[a-z]?(?=-)", name)
    return number.group() if number else name
