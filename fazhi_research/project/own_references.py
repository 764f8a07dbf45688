"""How to cite what a paper used of this project: the package, the corpus, the codebook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi_research.errors import FazhiError
from fazhi_research.project.seals import BUILD, corpus_hash, raw_hashes, read_seal, version
from fazhi_research.reading.corpus import shipped

if TYPE_CHECKING:
    from fazhi_research.project.places import Project

TITLE = "fazhi-research: policy documents on the building of a law-based government (法治政府建设) as tables, numbers and figures"
AUTHOR = "The fazhi-research contributors"
LICENSE = "MIT"
STYLES = ("gbt7714", "bibtex", "cff")
PARTS = ("package", "corpus", "codebook")
_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$"}  # fmt: skip


@dataclass(frozen=True)
class OwnReference:
    """The package, the corpus or the codebook as a list of references names it 自引条目.

    `kind` is "CP" (program) or "DS" (data set), as in GB/T 7714. `author` is "" for a corpus or codebook that is the user's own.
    """

    key: str
    kind: str
    title: str
    version: str
    author: str = AUTHOR


def own_references(project: Project | None = None) -> dict[str, OwnReference]:
    """How to cite package, corpus and codebook, by these names 引用条目.

    Of a project with build.json, the corpus and codebook from which its tables were made; else those that ship with the package.
    """
    from fazhi_research.coding.codebooks import read_codebook

    seal = read_seal(project.processed / BUILD) if project else {}
    packaged = {"raw": raw_hashes(shipped()), "codebook": read_codebook().version}
    used = seal or packaged
    ours = used.get("raw") == packaged["raw"]
    same = used.get("codebook") == packaged["codebook"]
    files = len([name for name in used.get("raw", {}) if name != "manifest.csv"])
    corpus = (
        "Policy documents on the building of a law-based government (法治政府建设)"
        if ours
        else "Policy documents"
    )
    return {
        "package": OwnReference("fazhi-research", "CP", TITLE, str(used.get("version", version()))),
        "corpus": OwnReference(
            "fazhi-corpus", "DS", f"{corpus}: {files} files", f"sha256 {corpus_hash(used)[:16]}", AUTHOR * ours
        ),
        "codebook": OwnReference(
            "fazhi-codebook", "DS", "Codebook of themes of law-based government (法治政府建设主题编码表)" if same else "Codebook of themes",
            str(used.get("codebook", "")), AUTHOR * same,
        ),
    }  # fmt: skip


def cited(held: dict[str, OwnReference], style: str) -> str:
    """References in a style, "gbt7714", "bibtex" or "cff", ending with a line end 引文.

    GB/T 7714—2015 calls a program [CP] and data [DS]. CFF 1.2.0 has the package as such and the rest as its references. Raises FazhiError for another style.
    """
    if style not in STYLES:
        raise FazhiError(f"style={style!r} is unknown: choose one of {', '.join(STYLES)}.")
    if style == "cff":
        return _cff(held)
    make = _gbt7714 if style == "gbt7714" else _bibtex
    return "".join(f"{make(one)}\n" for one in held.values())


def _gbt7714(one: OwnReference) -> str:
    """After GB/T 7714—2015, 8.3 and 8.4: author, title with version, kind."""
    words = f"{one.title}: version {one.version}[{one.kind}]."
    return f"{one.author}. {words}" if one.author else words


def _bibtex(one: OwnReference) -> str:
    """An entry @misc, which every style of BibTeX knows."""
    kind = "Computer program" if one.kind == "CP" else "Data set"
    fields = {"author": f"{{{one.author}}}" if one.author else "", "title": f"{{{_escaped(one.title)}}}"}
    fields |= {"note": f"{kind}, version {_escaped(one.version)}"}
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{one.key},\n{lines}}}"


def _escaped(words: str) -> str:
    return "".join(_BIBTEX.get(sign, sign) for sign in words)


def _cff(held: dict[str, OwnReference]) -> str:
    """A file of the Citation File Format 1.2.0."""
    package = held.get("package") or OwnReference("fazhi-research", "CP", TITLE, version())
    rest = [one for name, one in held.items() if name != "package"]
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this software, please cite it as below.",
        "type: software",
        f"title: {_quoted(package.title)}",
        f"version: {_quoted(package.version)}",
        *_authors(package, ""),
        f"license: {LICENSE}",
    ]
    for number, one in enumerate(rest):
        lines += ["references:"] * (number == 0)
        lines += [
            "  - type: data",
            f"    title: {_quoted(one.title)}",
            f"    version: {_quoted(one.version)}",
            *_authors(one, "    "),
        ]
    return "\n".join(lines) + "\n"


def _authors(one: OwnReference, indent: str) -> list[str]:
    """CFF asks for an author of everything; who made a corpus or codebook of one's own is for the user to write."""
    return [f"{indent}authors:", f"{indent}  - name: {_quoted(one.author or 'to be filled in')}"]


def _quoted(words: str) -> str:
    """Words as YAML, between double quotes."""
    return '"' + re.sub(r'(["\\])', r"\\\1", words) + '"'
