"""The tables from which the recipes of other packages begin, as files that they read: the same rows that ours begin with."""

import json
from pathlib import Path


def parse(count: int, folder: Path) -> None:
    """Nothing: both begin with texts."""


def coding(count: int, folder: Path) -> None:
    from fazhi_research.coding.codebooks import read_codebook

    terms = [(term.term, term.theme) for term in read_codebook().terms_of("themes")]
    (folder / "terms.json").write_text(json.dumps(terms), encoding="utf-8")


def shares(count: int, folder: Path) -> None:
    from clusters import tables

    tables(count)["codings"][["document", "theme"]].to_csv(folder / "codings.csv", index=False)


clusters = shares


def graphs(count: int, folder: Path) -> None:
    from graphs import rows

    rows(10 * count, 400).to_csv(folder / "edges.csv", index=False)


projection = graphs


def reuse(count: int, folder: Path) -> None:
    from reuse_texts import write_texts

    write_texts(count, folder / "shared")
