"""Whether raw files, tables and figures belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.batch.summaries import count
from fazhi_research.errors import FazhiError
from fazhi_research.project.folders import interrupted
from fazhi_research.project.seals import (
    BUILD,
    DRAW,
    folder_hashes,
    manifest_hashes,
    packed,
    raw_hashes,
    read_seal,
    sha256,
    strangers,
)

if TYPE_CHECKING:
    from pathlib import Path

    from fazhi_research.project.places import Project

AGAIN = "run `fazhi reproduce`"
EVERY = "`fazhi check --all` names each"
#: how the names of what is saved begin by custom, and what it is
KINDS = (("fig", "figure"), ("tab", "table"))


def check(project: Project, *, most: int | None = None) -> list[str]:
    """What is wrong with a project, in plain words; an empty list if all belongs together 核对.

    Where more than `most` files of a folder have one fault, one line sums them up: how many, of how many tables or figures, and the first of them.

    Compares the raw files with manifest.csv, the tables with build.json and the raw files it names, and the
    figures with draw.json and the tables and notebooks it names. Files of others in data/processed and figures
    are no problem: see `foreign_files`. Reads everything, changes nothing.
    """
    return [*_raw_problems(project, most), *_table_problems(project, most), *_figure_problems(project, most)]


def foreign_files(project: Project) -> list[str]:
    """The files among tables and figures that no command of ours made; they are left where they are 外来文件."""
    folders = ((project.processed, BUILD), (project.figures, DRAW))
    return [f"{folder.name}/{name}" for folder, seal in folders for name in strangers(folder, seal)]


def _raw_problems(project: Project, most: int | None) -> list[str]:
    """Raw files against the manifest."""
    try:
        listed, found = manifest_hashes(project.raw), raw_hashes(project.raw)
    except FazhiError as error:
        return [str(error)]
    found.pop("manifest.csv", None)
    archives = {name: packed(project.raw, name) for name in listed}
    listed = {name: hashed for name, hashed in listed.items() if not archives[name]}  # `build` checks these
    found = {name: hashed for name, hashed in found.items() if name not in archives.values()}
    unhashed = {name: found[name] for name, hashed in listed.items() if not hashed and name in found}
    return _differences(
        listed | unhashed,
        found,
        "data/raw/",
        listed_in="manifest.csv",
        cure="restore the file, or correct the manifest",
        most=most,
    )


def _table_problems(project: Project, most: int | None) -> list[str]:
    """Tables against their seal, the seal against the raw files."""
    folder = project.processed
    seal = read_seal(folder / BUILD)
    if not seal:
        return [_unmade(folder, BUILD, "tables")]
    made = _differences(
        seal.get("tables", {}), _own(folder, BUILD), "data/processed/", listed_in=BUILD, most=most
    )
    try:
        raw = raw_hashes(project.raw)
    except FazhiError:
        return made  # told already
    if seal.get("raw") != raw:
        changed = sorted(
            name for name in {*seal.get("raw", {}), *raw} if seal.get("raw", {}).get(name) != raw.get(name)
        )
        made.append(f"the tables were made from other raw files ({', '.join(changed)}): {AGAIN}.")
    return made


def _figure_problems(project: Project, most: int | None) -> list[str]:
    """Figures against their seal, the seal against tables and notebooks."""
    folder = project.figures
    seal = read_seal(folder / DRAW)
    if not seal:
        return [_unmade(folder, DRAW, "figures")]
    made = _differences(seal.get("files", {}), _own(folder, DRAW), "figures/", listed_in=DRAW, most=most)
    changed = _changed(seal.get("tables", {}), read_seal(project.processed / BUILD).get("tables", {}))
    if changed:
        made.append(f"the figures were drawn from other tables ({_some(changed)}), a mixture: {AGAIN}.")
    books = {path.name: sha256(path) for path in sorted(project.notebooks.glob("*.ipynb"))}
    changed = _changed(seal.get("notebooks", {}), books)
    if changed:
        made.append(f"the figures were drawn by other notebooks ({_some(changed)}): {AGAIN}.")
    return made


def _own(folder: Path, seal: str) -> dict[str, str]:
    """The hashes of the files that stand in a folder, those of others left out."""
    others = set(strangers(folder, seal))
    return {name: value for name, value in folder_hashes(folder, leave=seal).items() if name not in others}


def _unmade(folder: Path, seal: str, what: str) -> str:
    """Why there is no seal."""
    if interrupted(folder):
        return f"the last run stopped while it replaced the {what} (the former ones are kept): {AGAIN}."
    return f"the {what} were not made by `fazhi reproduce` ({folder.name}/{seal} is missing): {AGAIN}."


def _differences(
    listed: dict[str, str],
    found: dict[str, str],
    where: str,
    *,
    listed_in: str,
    cure: str = AGAIN,
    most: int | None = None,
) -> list[str]:
    """One line for each file that is missing, is not listed, or differs; one line for all where they are more than `most`."""
    names = sorted({*listed, *found})
    missing = [name for name in names if name not in found]
    unlisted = [name for name in names if name not in listed]
    changed = [name for name in names if name in listed and name in found and listed[name] != found[name]]
    problems = []
    for held, one, many in (
        (missing, f"is missing, though {listed_in} lists it", f"are missing, though {listed_in} lists them"),
        (unlisted, f"is not listed in {listed_in}", f"are not listed in {listed_in}"),
        (changed, "", f"are not as {listed_in} has them"),
    ):
        if most is not None and len(held) > most:
            problems.append(f"{where}: {_counted(held)} {many} ({_some(held)}; {EVERY}): {cure}.")
            continue
        for name in held:
            said = one or f"has sha256 {found[name]}, but {listed_in} says {listed[name]}"
            problems.append(f"{where}{name} {said}: {cure}.")
    return problems


def _counted(names: list[str]) -> str:
    """How many files, and of how many tables or figures, which have several files each."""
    stems = {name.rpartition("/")[2].partition(".")[0].removesuffix("-excel") for name in names}
    told = [
        count(sum(stem.startswith(kind) for stem in stems), what)
        for kind, what in KINDS
        if any(stem.startswith(kind) for stem in stems)
    ]
    return f"{len(names)} files" + f" of {' and '.join(told)}" * bool(told)


def _changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The names whose hashes differ."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def _some(names: list[str], most: int = 4) -> str:
    """A few names and how many more."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
