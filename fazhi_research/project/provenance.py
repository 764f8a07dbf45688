"""What a figure or table was made from: documents and genres, corpus, codebook, seed, caveats."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.errors import FazhiError
from fazhi_research.measuring.guards import CHINESE
from fazhi_research.measuring.origins import Seed, documents_of, seed_of
from fazhi_research.project.seals import BUILD, corpus_hash, read_seal, sha256, version

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

#: columns that hold an id of a document, and those that hold several, joined by ;
IDS, LISTS = ("document", "other", "template", "plan"), ("documents",)
SHORT = 12  # characters of the corpus hash that are printed


@dataclass(frozen=True)
class Provenance:
    """What a figure or table was made from 来源说明.

    `documents` with their genres ("" where not stated), `whole` if the data name no document and stand for the corpus; `corpus` the
    hash of raw files and manifest, `codebook` and `version`, each "" where it is not known; `seed` None where the data tell of no
    random draws; `caveats` the codes of the guards that the data tripped; `source` a file of one's own in place of the corpus, with its hash.
    """

    documents: tuple[tuple[str, str], ...]
    whole: bool
    corpus: str
    codebook: str
    version: str
    seed: Seed | None
    caveats: tuple[str, ...]
    source: str = ""

    @property
    def genres(self) -> dict[str, int]:
        """How many documents of each genre, in alphabetical order; those without a genre as "unknown" 各文种文件数."""
        return dict(sorted(Counter(genre or "unknown" for _, genre in self.documents).items()))

    def english(self) -> str:
        """One line for under a figure or table 英文来源行."""
        genres = ", ".join(f"{genre.replace('_', ' ')} {count}" for genre, count in self.genres.items())
        drawn = "no random draws"
        if self.seed:
            drawn = f"seed {self.seed.seed}, {self.seed.draws:,} draw{'s' * (self.seed.draws != 1)}"
        parts = [
            f"{'Corpus of documents' if self.whole else 'Documents'}: {len(self.documents)} ({genres})"
            if self.documents
            else "",
            *self._english_origin(),
            drawn,
            f"fazhi-research {self.version}",
        ]
        words = "; ".join(filter(None, parts)) + "."
        return words[0].upper() + words[1:]

    def chinese(self) -> str:
        """The same in Chinese 中文来源行."""
        names = {**CHINESE, "unknown": "文种未详"}
        genres = "、".join(f"{names.get(genre, genre)} {count}" for genre, count in self.genres.items())
        drawn = f"随机种子 {self.seed.seed}，抽样 {self.seed.draws:,} 次" if self.seed else "无随机抽样"
        parts = [
            f"{'全部语料' if self.whole else '文件'} {len(self.documents)} 份（{genres}）"
            if self.documents
            else "",
            *self._chinese_origin(),
            drawn,
            f"fazhi-research {self.version}",
        ]
        return "；".join(filter(None, parts)) + "。"

    def _english_origin(self) -> list[str]:
        if self.source:
            return [f"made from {self.source}, no document of the corpus"]
        corpus = f"corpus sha256 {self.corpus[:SHORT]}" if self.corpus else "corpus not sealed"
        return [corpus, f"codebook {self.codebook}" if self.codebook else "no codebook"]

    def _chinese_origin(self) -> list[str]:
        if self.source:
            return [f"据 {self.source}，与语料文件无关"]
        corpus = f"语料 sha256 {self.corpus[:SHORT]}" if self.corpus else "语料未封签"
        return [corpus, f"编码表 {self.codebook}" if self.codebook else "无编码表"]

    def lines(self, words: str) -> list[str]:
        """The lines to print under words, in the languages the words are in 来源行."""
        said = [line for line in words.split("\n") if line.strip()]
        chinese = [4 * sum("\u4e00" <= c <= "\u9fff" for c in line) > len(line) for line in said]
        both = {"en": self.english(), "zh": self.chinese()}
        return [both["en"]] * (not all(chinese) or not said) + [both["zh"]] * any(chinese)


def provenance_of(data: pd.DataFrame, processed: Path, *, source: str | Path | None = None) -> Provenance:
    """What a table of a project was made from 来源.

    Documents are those that the table names by their ids; a table that names none stands for the whole corpus. What `processed` does not tell
    (no documents.csv, no build.json) stays empty. Data from a `source` of one's own have nothing to do with the corpus, and say so. FazhiError if that
    file is not there.
    """
    from fazhi_research.drawing.theme_words import shown_caveats

    seal = read_seal(processed / BUILD)
    told = tuple(dict.fromkeys(one.code for one in shown_caveats(data)))
    if source is not None:
        made_by = str(seal.get("version", "")) or version()
        return Provenance((), False, "", "", made_by, seed_of(data), told, _file_of_ones_own(Path(source)))
    known = _genres(processed)
    named = _named(data, known)
    shown = named or sorted(known)
    return Provenance(
        documents=tuple((document, known[document]) for document in shown),
        whole=not named,
        corpus=corpus_hash(seal),
        codebook=str(seal.get("codebook", "")),
        version=str(seal.get("version", "")) or version(),
        seed=seed_of(data),
        caveats=told,
    )


def _file_of_ones_own(path: Path) -> str:
    """A file by name and hash."""
    if not path.is_file():
        raise FazhiError(f"source={str(path)!r}: no such file; name the one that the data were read from")
    return f"{path.name} (sha256 {sha256(path)[:SHORT]})"


def _genres(processed: Path) -> dict[str, str]:
    """The genre of each document of the project."""
    try:
        with (processed / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
            return {row["document"]: row.get("genre") or "" for row in csv.DictReader(file)}
    except (OSError, KeyError):
        return {}


def _named(data: pd.DataFrame, known: Mapping[str, str]) -> list[str]:
    """The documents that the table names."""
    told = documents_of(data)
    for column in (*IDS, *LISTS):
        if column in data.columns:
            told += [name for cell in data[column].astype(str).unique() for name in cell.split(";")]
    return sorted(set(told) & set(known))


def record(
    kind: str, title: str, notes: list[str], made: Provenance, *, borrowed: Mapping[str, str] | None = None
) -> str:
    """A figure's or table's record for machines, as JSON 记录.

    `borrowed` are the characters of a figure that are not in the packaged font, by the font that they are drawn in.
    """
    held = {
        "kind": kind,
        "title": title,
        "notes": notes,
        "documents": [document for document, _ in made.documents],
        "whole": made.whole,
        **({"source": made.source} if made.source else {}),
        **({"borrowed": dict(borrowed)} if borrowed else {}),
        "genres": made.genres,
        "caveats": list(made.caveats),
        "corpus": made.corpus,
        "codebook": made.codebook,
        "version": made.version,
        "seed": made.seed.seed if made.seed else None,
        "draws": made.seed.draws if made.seed else None,
    }
    return json.dumps(held, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
