"""Forms that compete for the same thing, and slogans that tell an era: counted in the texts themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.lexicon_files import read_lexicon
from fazhi_research.measuring.periods import writing_dates
from fazhi_research.reading.folding import fold

if TYPE_CHECKING:
    import pandas as pd

FORM_COLUMNS = ("set", "form", "counts_for")
SLOGAN_COLUMNS = ("slogan", "since", "instrument", "parts")
COMPETING_COLUMNS = ("document", "since", "until", "set", "form", "hits", "of", "share")
PRINT_COLUMNS = (
    "document", "since", "until", "slogan", "slogan_since", "found", "of", "parts", "own", "start", "conflict",
)  # fmt: skip


def read_competing_forms(path: str | Path | None = None) -> pd.DataFrame:
    """A table of sets of competing forms, the packaged one unless a CSV file is given 竞争用语表.

    Columns: set, form (as it stands in a text), counts_for (the name under which it is counted; empty: a longer string
    inside which a form does not count) and note.
    """
    return read_lexicon(path, "competing_forms.csv", FORM_COLUMNS)


def read_slogans(path: str | Path | None = None) -> pd.DataFrame:
    """A table of slogans of the national instruments, the packaged one unless a CSV file is given 口号表.

    Columns: slogan (an id), since (the instrument's date), instrument, parts (joined by |) and note.
    """
    return read_lexicon(path, "slogans.csv", SLOGAN_COLUMNS)


def clean_texts(texts: pd.DataFrame, furniture: pd.DataFrame | None = None) -> dict[str, str]:
    """The folded text of each document, less the furniture inside it if that table is given 清洁文本."""
    require_columns(texts, ["document", "text"], "texts")
    held: dict[str, list[tuple[int, int]]] = {}
    if furniture is not None:
        require_columns(furniture, ["document", "start", "stop"], "furniture")
        for document, start, stop in zip(
            furniture["document"], furniture["start"], furniture["stop"], strict=True
        ):
            held.setdefault(str(document), []).append((int(start), int(stop)))
    found = {}
    for document, text in zip(texts["document"].astype(str), texts["text"], strict=True):
        words = str(text)
        for start, stop in sorted(held.get(document, []), reverse=True):
            words = words[:start] + words[stop:]
        found[document] = fold(words)
    return found


def competing_forms(
    texts: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    forms: pd.DataFrame | None = None,
    furniture: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A table of how often each document uses each of several competing forms 竞争用语.

    In a text, forms of one set are looked for from left to right, the longest that stands at a place wins, and no two
    overlap: 行政规范性文件 is not also 规范性文件, and 依法治国 holds no 法治. Columns: document, since, until (when it was
    written), set, form (the name counted), hits, of (hits of the set) and share (empty where there are none). `furniture` joins
    words that a page break parts. Unlike codings, owner strings and titles in 《》 are searched as well.

    >>> import pandas as pd
    >>> texts = pd.DataFrame({"document": ["a"], "text": ["依法治国，法治政府，法制办，行政规范性文件"]})
    >>> dates = {"issued": "", "issued_from": "", "issued_to": "", "first": None, "last": None}
    >>> table = competing_forms(texts, texts[["document"]].assign(**dates))
    >>> table.loc[table["hits"] > 0, ["form", "hits", "of"]].values.tolist()
    [['法治政府', 1, 1], ['行政规范性文件', 1, 1], ['法治', 1, 2], ['法制(机构名称)', 1, 2]]
    """
    import pandas as pd

    table = read_competing_forms() if forms is None else forms
    require_columns(table, FORM_COLUMNS, "forms")
    dates = _dates(documents)
    rows = []
    for document, words in sorted(clean_texts(texts, furniture).items()):
        if document not in dates:
            continue
        since, until = dates[document]
        for name in dict.fromkeys(table["set"].astype(str)):
            counts = _count(words, table[table["set"] == name])
            of = sum(counts.values())
            rows += [
                (document, since, until, name, form, hits, of, hits / of if of else float("nan"))
                for form, hits in counts.items()
            ]
    return pd.DataFrame(rows, columns=list(COMPETING_COLUMNS))


def _dates(documents: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Between which days each document was written."""
    rows = writing_dates(documents).itertuples(index=False, name=None)
    return {str(document): (str(since), str(until)) for document, since, until, _ in rows}


def _count(words: str, forms: pd.DataFrame) -> dict[str, int]:
    """Hits of each name of one set, in the order of the table."""
    names = dict(zip(forms["form"].astype(str), forms["counts_for"].fillna("").astype(str), strict=True))
    pattern = "|".join(re.escape(form) for form in sorted(names, key=lambda form: (-len(form), form)))
    counts = {name: 0 for name in names.values() if name}
    for found in re.finditer(pattern, words):
        if names[found.group()]:
            counts[names[found.group()]] += 1
    return counts


def slogan_fingerprints(
    texts: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    slogans: pd.DataFrame | None = None,
    furniture: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A table of which slogans of the national instruments each document carries 口号指纹.

    A slogan is a row of short parts. Looked for is the stretch no longer than twice the parts together that holds
    most of them, in any order. One row per document and slogan of which at least half the parts stand so. Columns: document, since, until
    (when it was written), slogan, slogan_since (the instrument's date), found, of, parts (those found, joined by |),
    own (how many of these no other slogan of the table has: without one the slogan is not told from its
    kin), start (of the stretch, in the folded text less furniture) and conflict ("early": has parts of its own and was
    certainly written before the instrument). A slogan is evidence that the text is not older than the instrument, and of nothing else.
    """
    import pandas as pd

    table = read_slogans() if slogans is None else slogans
    require_columns(table, SLOGAN_COLUMNS, "slogans")
    dates = _dates(documents)
    parts = {str(row.slogan): str(row.parts).split("|") for row in table.itertuples()}
    rows = []
    for document, words in sorted(clean_texts(texts, furniture).items()):
        if document not in dates:
            continue
        since, until = dates[document]
        for slogan, begun in zip(table["slogan"].astype(str), table["since"].astype(str), strict=True):
            start, found = _densest(words, parts[slogan])
            others = {part for name, held in parts.items() if name != slogan for part in held}
            own = sum(part not in others for part in found)
            early = "early" if own and until and until < begun else ""
            if 2 * len(found) >= len(parts[slogan]):
                told = (len(found), len(parts[slogan]), "|".join(found), own, start, early)
                rows.append((document, since, until, slogan, begun, *told))
    return pd.DataFrame(rows, columns=list(PRINT_COLUMNS))


def _densest(words: str, parts: list[str]) -> tuple[int, list[str]]:
    """Where the stretch with most of the parts begins, and these parts in the slogan's order."""
    pattern = "|".join(re.escape(part) for part in sorted(parts, key=lambda part: (-len(part), part)))
    places = [(found.start(), found.group()) for found in re.finditer(pattern, words)]
    reach = 2 * sum(map(len, parts))
    best: tuple[int, set[str]] = (-1, set())
    for start, _ in places:
        inside = {part for place, part in places if start <= place and place + len(part) <= start + reach}
        if len(inside) > len(best[1]):
            best = (start, inside)
    return best[0], [part for part in parts if part in best[1]]
