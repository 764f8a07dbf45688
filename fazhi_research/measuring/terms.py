"""Terms in time: when the documents use them, against when the national documents did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi_research.measuring.codebook_tables import term_years
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.eras import document_eras, read_eras
from fazhi_research.measuring.periods import writing_dates
from fazhi_research.measuring.themes import SCHEME, coded

if TYPE_CHECKING:
    import pandas as pd

    from fazhi_research.measuring.codebook_tables import Entries

COUNT_COLUMNS = ("document", "term", "hits")
SIGHT_COLUMNS = ("theme", "term", "first", "last", "document", "hits", "since", "until", "conflict")
EMERGENCE_COLUMNS = (
    "theme", "term", "first", "last", "documents", "hits", "seen_first", "first_document", "earlier", "seen_last",
    "last_document", "later", "conflict", "conflicts",
)  # fmt: skip
EVIDENCE_COLUMNS = (
    "document", "since", "until", "dated_terms", "not_before", "witnesses", "otherwise", "eras", "stated_era", "too_new", "too_old",
)  # fmt: skip


def term_counts(codings: pd.DataFrame, *, scheme: str = SCHEME) -> pd.DataFrame:
    """A table of how often each document uses each term 词频表.

    A term that stands for two themes counts once where it stands. Columns: document, term, hits. Sorted by document,
    term. Any other table with these columns (words of a segmenter, say) goes into `keyness` as well.
    """
    require_columns(codings, ["document", "start", "stop", "term"], "codings")
    held = coded(codings, scheme=scheme, required=False)
    once = held.drop_duplicates(["document", "start", "stop", "term"])
    counts = once.groupby(["document", "term"], sort=True, observed=True).size()
    return counts.rename("hits").reset_index()[list(COUNT_COLUMNS)]


def term_sightings(
    codings: pd.DataFrame, documents: pd.DataFrame, terms: Entries, *, scheme: str = SCHEME
) -> pd.DataFrame:
    """A table of which document uses which term, with both their dates 主题词见于文件.

    Columns: theme, term, first and last (national years, see `term_years`), document, hits, since, until (when it was
    written: `writing_dates`, not the years it plans) and conflict: "early" if the document was certainly written
    before the first year, "late" if certainly after the last, else empty. A conflict is a reason to look: the term's year,
    the document's date or the text may be wrong, or the place was ahead of the centre. Sorted by theme (in the order of
    the terms), term, since.
    """
    years = term_years(terms, scheme=scheme)
    found = years.merge(term_counts(codings, scheme=scheme), on="term")
    dates = writing_dates(documents)[["document", "since", "until"]]
    found = found.merge(dates, on="document")
    early = _year(found["until"]) < found["first"]
    late = _year(found["since"]) > found["last"]
    found["conflict"] = ""
    found.loc[early.fillna(False), "conflict"] = "early"
    found.loc[late.fillna(False), "conflict"] = "late"
    order = {theme: place for place, theme in enumerate(dict.fromkeys(years["theme"]))}
    found["order"] = found["theme"].map(order)
    found = found.sort_values(["order", "term", "since", "document"], kind="stable")
    return found[list(SIGHT_COLUMNS)].reset_index(drop=True)


def _year(dates: pd.Series[str]) -> Any:
    import pandas as pd

    return pd.to_numeric(dates.astype(object).str[:4].replace("", None)).astype("Int64")


def term_emergence(
    codings: pd.DataFrame, documents: pd.DataFrame, terms: Entries, *, scheme: str = SCHEME
) -> pd.DataFrame:
    """A table of when each term is first and last seen in the documents 主题词的出现与消失.

    Columns: theme, term, first, last (national years), documents, hits, seen_first (the year by which the earliest
    dated document that uses it was written, at the latest), first_document, earlier (dated documents certainly
    written before that year: how many had a chance to use it and did not), seen_last (the year from which the
    latest was written, at the earliest), last_document, later, conflict ("early", "late", both joined by ;, or
    empty) and conflicts (the documents, joined by ;). A term never used has 0 documents and empty years. With few
    documents `earlier` and `later` are small, and a first sighting is only the first we hold.
    """
    import pandas as pd

    years = term_years(terms, scheme=scheme)
    seen = term_sightings(codings, documents, terms, scheme=scheme)
    dates = writing_dates(documents)
    dates = dates[dates["dated"] != ""]
    spans = list(zip(_year(dates["since"]), _year(dates["until"]), strict=True))
    groups: dict[Any, pd.DataFrame] = dict(iter(seen.groupby(["theme", "term"], sort=False)))
    rows = []
    for theme, term, first, last in years.itertuples(index=False, name=None):
        held = groups.get((theme, term), seen[:0])
        rows.append((theme, term, first, last, len(held), int(held["hits"].sum()), *_sighted(held, spans)))
    table = pd.DataFrame(rows, columns=list(EMERGENCE_COLUMNS))
    return table.astype(dict.fromkeys(("first", "last", "seen_first", "seen_last"), "Int64"))


def _sighted(held: pd.DataFrame, spans: list[tuple[int, int]]) -> tuple[Any, ...]:
    """First and last sighting with their documents, chances before and after, and conflicts."""
    dated = held[held["since"] != ""]
    wrong = held[held["conflict"] != ""]
    told = (";".join(sorted(set(wrong["conflict"]))), ";".join(sorted(set(wrong["document"]))))
    if dated.empty:
        return (None, "", 0, None, "", 0, *told)
    first = dated.sort_values(["until", "document"], kind="stable").iloc[0]
    last = dated.sort_values(["since", "document"], ascending=[False, True], kind="stable").iloc[0]
    low, high = int(first["until"][:4]), int(last["since"][:4])
    earlier = sum(until < low for _, until in spans)
    later = sum(since > high for since, _ in spans)
    return (low, first["document"], earlier, high, last["document"], later, *told)


def date_evidence(
    codings: pd.DataFrame,
    documents: pd.DataFrame,
    terms: Entries,
    *,
    eras: pd.DataFrame | None = None,
    scheme: str = SCHEME,
) -> pd.DataFrame:
    """A table of what each document's wording says about when it was written 断代线索.

    A terminus post quem, not a classifier: a dated term can have been used from its first national year on, so that
    the document is not older than its youngest term; old terms prove nothing, for they are copied for years.

    Columns: document, since, until (what is known otherwise, `writing_dates`), dated_terms (used terms with a first
    year), not_before (the youngest first year), witnesses (the terms of that year), otherwise (the youngest first year
    without these: if it lies far below, everything hangs on the witnesses), eras (that do not end before not_before,
    joined by ;), stated_era (by `document_eras`), too_new (terms whose first year lies after the document's latest
    date) and too_old (terms whose last year lies before its earliest). Local documents may be ahead of the centre
    and first years may be wrong: a term in too_new is a question, not a verdict.
    """
    import pandas as pd

    table = read_eras() if eras is None else eras
    seen = term_sightings(codings, documents, terms, scheme=scheme).drop_duplicates(["document", "term"])
    stated = document_eras(documents, table).set_index("document")["era"]
    ends = [*(since[:4] for since in table["since"][1:].astype(str)), "9999"]
    last_years = dict(zip(table["era"].astype(str), map(int, ends), strict=True))
    rows = []
    for document, since, until, _ in writing_dates(documents).itertuples(index=False, name=None):
        held = seen[seen["document"] == document].sort_values("term", kind="stable")
        known = held[held["first"].notna()]
        youngest = sorted(set(map(int, known["first"])), reverse=True)
        least = youngest[0] if youngest else None
        fits = [era for era, stop in last_years.items() if least is None or stop >= least]
        witnesses = known.loc[known["first"] == least, "term"] if youngest else []
        new, old = (held.loc[held["conflict"] == kind, "term"] for kind in ("early", "late"))
        otherwise = youngest[1] if len(youngest) > 1 else None
        told = (
            ";".join(witnesses),
            otherwise,
            ";".join(fits),
            stated[document],
            ";".join(new),
            ";".join(old),
        )
        rows.append((document, since, until, len(known), least, *told))
    found = pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS))
    return found.astype({"not_before": "Int64", "otherwise": "Int64"})
