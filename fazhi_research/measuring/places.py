"""Places in their hierarchy, and what a tier of government can and cannot do by law."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import LexiconError
from fazhi_research.measuring.document_counts import TIERS
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.lexicon_files import read_lexicon
from fazhi_research.measuring.periods import days, writing_dates

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

NAME = "tier_powers.csv"
POWER_COLUMNS = ("tier", "power", "may", "since", "until", "english", "chinese", "law", "article")
MAY = ("yes", "limited", "no")
NOTE_COLUMNS = ("document", "tier", "power", "may", "on", "english", "chinese", "law", "article")
TREE_COLUMNS = ("jurisdiction", "name", "depth", "above", "documents", "of", "held", "superior")
END = date(9999, 12, 31).toordinal()


def read_tier_powers(path: str | Path | None = None) -> pd.DataFrame:
    """A table of what each tier may and may not do by law, with the article it rests on 层级权限表.

    Columns: tier, power (statute 地方性法规, rule 规章, permit 行政许可, penalty 行政处罚, enforce 执法), may (yes, limited, no), since and until
    (ISO, both days counted; until is empty where it is in force), english, chinese, law, article. A reading aid from
    the statutes named, not legal advice; the packaged table unless a CSV file of the same form is given. Raises LexiconError,
    naming the row, for an unknown tier or word, or a date that is none.

    >>> rows = read_tier_powers()
    >>> rows.loc[(rows["tier"] == "county") & (rows["power"] == "rule"), "may"].tolist()
    ['no']
    """
    table = read_lexicon(path, NAME, ("tier", "power", "may", "since"))
    shown = NAME if path is None else str(path)
    columns = [
        table.reindex(columns=list(POWER_COLUMNS), fill_value="")[name].astype(str)
        for name in ("tier", "may", "since", "until")
    ]
    rows: list[Any] = list(zip(*columns, strict=True))
    for number, (tier, may, since, until) in enumerate(rows, start=2):
        if tier not in TIERS or may not in MAY:
            raise LexiconError(
                f"{shown}, line {number}: tier {tier!r}, may {may!r}; allowed are {', '.join(TIERS)} and {', '.join(MAY)}."
            )
        if days(since) is None or (until and days(until) is None):
            raise LexiconError(
                f"{shown}, line {number}: since and until are dates such as 2015-03-15; correct them."
            )
    return table.reindex(columns=list(POWER_COLUMNS), fill_value="")


def tier_notes(documents: pd.DataFrame, powers: pd.DataFrame | None = None) -> pd.DataFrame:
    """A table of what the tier of each document could not do, or only within limits, when it was written 层级权限提示.

    One row per document and power of its tier that is "limited" or "no" on every day on which the document can have been written
    (`writing_dates`). Columns: document, tier, power, may, on (the stretch of days), english, chinese, law, article. A
    document without tier or date has no row; nor has one whose stretch spans a change of the law, for that power.
    A plan that speaks of a power its place has not (a district that will 制定规章) may still mean the plans of others:
    the note says where to read, not that the text is wrong.
    """
    import pandas as pd

    require_columns(documents, ["document", "tier"], "documents")
    held = read_tier_powers() if powers is None else powers
    dates = writing_dates(documents)
    stretches = zip(dates["since"].tolist(), dates["until"].tolist(), strict=True)
    ends_of = dict(zip(dates["document"].tolist(), stretches, strict=True))
    rows = []
    for document, tier in zip(
        documents["document"].astype(str), documents["tier"].fillna("").astype(str), strict=True
    ):
        since, until = ends_of[document]
        if not since:
            continue
        first, last = date.fromisoformat(str(since)).toordinal(), date.fromisoformat(str(until)).toordinal()
        for row in held[(held["tier"] == tier) & (held["may"] != "yes")].to_dict("records"):
            begins, ends = days(str(row["since"])), days(str(row["until"]) if row["until"] else "")
            if begins and begins[0] <= first and last <= (ends[1] if ends else END):
                words = (row["english"], row["chinese"], row["law"], row["article"])
                rows.append((document, tier, row["power"], row["may"], f"{since}/{until}", *words))
    return pd.DataFrame(rows, columns=list(NOTE_COLUMNS))


def jurisdiction_tree(documents: pd.DataFrame) -> pd.DataFrame:
    """A table of the places of the documents in their hierarchy 行政区划层级.

    One row per place that issued a document or lies above one. Columns: jurisdiction (the path), name (its last step), depth
    (1: a province), above (the path of the place above, empty for a province), documents (of this place itself), of (in it and
    below it), held (their ids, joined by ;) and superior (the nearest place above it that has documents of its own: where
    to look for what it copied; empty if none has). Sorted by path, so that a place stands before those below it.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"document": ["a", "b"], "jurisdiction": ["甲省", "甲省/乙市/丙区"]})
    >>> jurisdiction_tree(rows)[["name", "depth", "documents", "of", "superior"]].values.tolist()
    [['甲省', 1, 1, 2, ''], ['乙市', 2, 0, 1, '甲省'], ['丙区', 3, 1, 1, '甲省']]
    """
    import pandas as pd

    require_columns(documents, ["document", "jurisdiction"], "documents")
    held: dict[str, list[str]] = {}
    for document, path in zip(
        documents["document"].astype(str), documents["jurisdiction"].fillna("").astype(str), strict=True
    ):
        if path:
            held.setdefault(path, []).append(document)
    paths = {
        "/".join(steps[: depth + 1])
        for steps in (path.split("/") for path in held)
        for depth in range(len(steps))
    }
    rows = []
    for path in sorted(paths, key=lambda path: path.split("/")):
        steps = path.split("/")
        uppers = ["/".join(steps[:depth]) for depth in range(len(steps) - 1, 0, -1)]
        below = [
            name
            for other in sorted(held)
            if other == path or other.startswith(path + "/")
            for name in held[other]
        ]
        superior = next((upper for upper in uppers if upper in held), "")
        own = sorted(held.get(path, []))
        rows.append(
            (
                path,
                steps[-1],
                len(steps),
                uppers[0] if uppers else "",
                len(own),
                len(below),
                ";".join(own),
                superior,
            )
        )
    return pd.DataFrame(rows, columns=list(TREE_COLUMNS))
