"""The seam: records on one side, tables on the other."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_research.coding.agencies import Resolution, agency_of, year_of
from fazhi_research.coding.assignments import Assignment
from fazhi_research.coding.choices import CodingChoice
from fazhi_research.coding.citations import extract_citations
from fazhi_research.coding.deadlines import extract_deadlines
from fazhi_research.coding.mentions import find_mentions
from fazhi_research.coding.modality import code_modality
from fazhi_research.coding.targets import extract_targets
from fazhi_research.coding.tasks import Task, tasks_and_doubts
from fazhi_research.coding.themes import theme_places
from fazhi_research.errors import TableError
from fazhi_research.reading.corpus import Corpus, FileDocuments
from fazhi_research.reading.documents import Document
from fazhi_research.reading.doubts import Doubt
from fazhi_research.reading.folding import han_characters, script
from fazhi_research.reading.oddities import find_oddities
from fazhi_research.schemas import require_schema

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
Rows = dict[str, list[Row]]

# name:kind, in the order in which they are written; kinds: s text, i integer, f number, b true/false.
_COLUMNS = {
    "documents": "document:s file:s start:i stop:i title:s genre:s jurisdiction:s adcode:s tier:s issuer:s number:s status:s"
    " issued:s issued_basis:s issued_evidence:s issued_from:s issued_to:s published:s first:i last:i script:s characters:i han:i sha256:s",
    "sections": "document:s start:i depth:i stop:i section:s parent:s mark:s heading:s body:b",
    "tasks": "document:s start:i stop:i section:s label:s heading:s words:s",
    "assignments": "document:s task_start:i start:i role:s stop:i section:s named:s agency:s family:s tier:s place:s collective:b rule:s",
    "deadlines": "document:s start:i stop:i section:s task_start:i words:s due:s kind:s",
    "targets": "document:s start:i stop:i section:s task_start:i words:s comparator:s value:f unit:s",
    "citations": "document:s start:i stop:i section:s title:s number:s article:s kind:s resolved:s",
    "codings": "document:s start:i scheme:s theme:s stop:i section:s task_start:i part:s term:s",
    "modalities": "document:s start:i stop:i section:s task_start:i strength:s cue:s bearer:s addressee:s reported:b sentence:i",
    "furniture": "document:s start:i stop:i kind:s words:s",
    "outside": "file:s start:i stop:i kind:s",
    "doubts": "document:s start:i stop:i kind:s words:s",
}
COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(c.split(":")[0] for c in line.split()) for name, line in _COLUMNS.items()
}
KINDS: dict[str, dict[str, str]] = {
    name: dict(c.split(":") for c in line.split()) for name, line in _COLUMNS.items()
}
_SORTED_BY = {
    "documents": ("document",), "sections": ("document", "start", "depth"),
    "assignments": ("document", "task_start", "start", "role"), "codings": ("document", "start", "scheme", "theme"),
    "outside": ("file", "start"),
}  # fmt: skip
# Text in Python's own strings: where pyarrow is installed pandas would keep it in Arrow, which refuses half characters.
_DTYPES: dict[str, Any] = {"s": "string[python]", "i": "Int64", "f": "Float64", "b": "boolean"}


def sort_key(table: str) -> tuple[str, ...]:
    """The columns by which a table's rows are sorted; they are its key too (排序列)."""
    return _SORTED_BY.get(table, ("document", "start"))


def document_rows(document: Document, *, coded: CodingChoice | None = None) -> Rows:
    """The rows of one document for every table, in order of print (单篇各表).

    Tables that hold no rows of it are present and empty; codings and modalities have rows if `coded` says how.
    """
    rows: Rows = {name: [] for name in COLUMNS}
    outline = document.outline
    tasks, doubts = tasks_and_doubts(document, outline)
    rows["documents"].append(_about(document))
    name = document.document
    for item in outline.sections:
        rows["sections"].append(
            (name, item.span.start, item.depth, item.span.stop, item.section, item.parent, document.words(item.mark).strip(),
             document.words(item.heading), item.body)
        )  # fmt: skip
    for task in tasks:
        rows["tasks"].append(
            (name, task.span.start, task.span.stop, task.section, document.words(task.label).strip(),
             document.words(task.heading), document.words(task.span))
        )  # fmt: skip
    given = [one for task in tasks for one in task.assignments] + find_mentions(document, outline, tasks)
    units = _units(document, given)
    rows["assignments"] = [_assignment(document, *pair) for pair in zip(given, units, strict=True)]
    rows |= _commitments(document, tasks)
    if coded is not None:
        rows |= _coded(document, tasks, coded)
    rows["furniture"] = [
        (name, f.span.start, f.span.stop, f.kind, f.span.of(document.text)) for f in document.furniture
    ]
    odd = {
        *document.doubts,
        *outline.doubts,
        *doubts,
        *find_oddities(document.clean),
        *_unit_doubts(given, units),
    }
    rows["doubts"] = [_doubt(document, doubt) for doubt in sorted(odd, key=_place)]
    return rows


def _assignment(document: Document, given: Assignment, found: Resolution) -> Row:
    return (
        document.document, given.task_start, given.span.start, given.role, given.span.stop, given.section, found.named, found.agency,
        found.family, found.tier, found.place, given.collective and found.status != "known", given.rule,
    )  # fmt: skip


def _units(document: Document, given: Sequence[Assignment]) -> list[Resolution]:
    """The bodies that the assigned units are."""
    known = document.metadata
    place, tier, year = known.get("jurisdiction", ""), known.get("tier", ""), year_of(known)
    names = [document.words(one.span) for one in given]
    found = {name: agency_of(name, place, on=year, tier=tier) for name in dict.fromkeys(names)}
    return [found[name] for name in names]


def _unit_doubts(given: Sequence[Assignment], units: Sequence[Resolution]) -> set[Doubt]:
    """The units with a stated role that the register does not know, or knows as several bodies."""
    kinds = {"unknown": "unit_unknown", "ambiguous": "unit_ambiguous"}
    pairs = zip(given, units, strict=True)
    stated = [(one.span, found.status) for one, found in pairs if one.role != "mentioned"]
    return {Doubt(span, kinds[status]) for span, status in stated if status in kinds}


def _commitments(document: Document, tasks: Sequence[Task]) -> Rows:
    """The rows of deadlines, targets and citations."""
    name, words = document.document, document.words
    deadlines = extract_deadlines(document)
    targets = extract_targets(document)
    cited = extract_citations(document)
    places = (
        [d.span.start for d in deadlines] + [t.span.start for t in targets] + [c.span.start for c in cited]
    )
    held = _held(document, tasks, places)
    return {
        "deadlines": [
            (name, d.span.start, d.span.stop, held[d.span.start][0], None if d.whole else held[d.span.start][1], words(d.span), d.due, d.kind)
            for d in deadlines
        ],
        "targets": [
            (name, t.span.start, t.span.stop, *held[t.span.start], words(t.span), t.comparator, t.value, t.unit)
            for t in targets
        ],
        "citations": [
            (name, c.span.start, c.span.stop, held[c.span.start][0], words(c.title), words(c.number), words(c.article), c.kind, c.resolved)
            for c in cited
        ],
    }  # fmt: skip


def _coded(document: Document, tasks: Sequence[Task], coded: CodingChoice) -> Rows:
    """The rows of codings and modalities."""
    found = theme_places(
        document,
        codebook=coded.codebook,
        schemes=coded.schemes or None,
        preambles=coded.preambles,
    )
    norms = code_modality(document, codebook=coded.codebook)
    held = _held(document, tasks, [one[0] for one in found] + [one.span.start for one in norms])
    name, words = document.document, document.words
    return {
        "codings": [
            (name, start, scheme, theme, stop, *held[start], part, term)
            for start, stop, scheme, theme, term, part in found
        ],
        "modalities": [
            (name, m.span.start, m.span.stop, *held[m.span.start], m.strength, m.cue, words(m.bearer), words(m.addressee),
             m.reported, m.sentence)
            for m in norms
        ],
    }  # fmt: skip


def _held(
    document: Document, tasks: Sequence[Task], places: Iterable[int]
) -> dict[int, tuple[str, int | None]]:
    """The id of the innermost item and the start of the innermost task round each place.

    Items' own words tile a document, so the item is the last begun.
    """
    sections = document.outline.sections
    starts = [one.span.start for one in sections]
    found: dict[int, tuple[str, int | None]] = {}
    coming = sorted(((task.span.start, -task.span.stop) for task in tasks), reverse=True)
    open_: list[tuple[int, int]] = []  # starts and stops of the tasks round a place
    for start in sorted(set(places)):
        while coming and coming[-1][0] <= start:
            first, last = coming.pop()
            open_.append((first, -last))
        while open_ and open_[-1][1] <= start:
            open_.pop()
        item = bisect_right(starts, start) - 1
        found[start] = sections[item].section if item >= 0 else "", open_[-1][0] if open_ else None
    return found


def _about(document: Document) -> Row:
    known = document.metadata
    years = [int(known[name]) if known.get(name, "").isdecimal() else None for name in ("first", "last")]
    return (
        document.document, document.file, document.span.start, document.span.stop,
        *(known.get(name, "") for name in COLUMNS["documents"][4:18]), *years, script(document.text),
        len(document.text), han_characters(document.text), hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
    )  # fmt: skip


def _place(doubt: Doubt) -> tuple[int, int, str]:
    return doubt.span.start, doubt.span.stop, doubt.kind


def _doubt(document: Document, doubt: Doubt) -> Row:
    return (document.document, doubt.span.start, doubt.span.stop, doubt.kind, document.words(doubt.span))


def file_rows(held: FileDocuments, *, coded: CodingChoice | None = None) -> Rows:
    """The rows of one file's documents, and of what stands outside them (单个文件各表)."""
    rows: Rows = {name: [] for name in COLUMNS}
    for document in held.documents:
        for name, found in document_rows(document, coded=coded).items():
            rows[name] += found
    rows["outside"] = [
        (held.source.name, piece.span.start, piece.span.stop, piece.kind) for piece in held.outside
    ]
    return rows


def merged(parts: Iterable[Rows]) -> Rows:
    """The rows of many files as one set of tables, each sorted by its key (合并)."""
    rows: Rows = {name: [] for name in COLUMNS}
    for part in parts:
        for name, found in part.items():
            rows[name] += found
    for name, found in rows.items():
        at = [COLUMNS[name].index(column) for column in sort_key(name)]
        try:
            rows[name] = sorted(found, key=itemgetter(*at))
        except TypeError:  # a key without a value, which comes first
            found.sort(key=lambda row: tuple((row[index] is not None, row[index]) for index in at))
    return rows


def corpus_tables(corpus: Corpus, *, coded: CodingChoice | None = None) -> "dict[str, pd.DataFrame]":
    """Every table of a corpus as data frames by name (语料各表).

    Columns, kinds and order are those of `COLUMNS`; tables that nothing fills have their columns and no rows.
    """
    return {name: frame(name, rows) for name, rows in corpus_rows(corpus, coded=coded).items()}


def corpus_rows(corpus: Corpus, *, coded: CodingChoice | None = None) -> Rows:
    """Every table of a corpus as sorted rows by name (语料各表)."""
    return merged(file_rows(held, coded=coded) for held in corpus.files)


def frame(table: str, rows: Sequence[Row]) -> "pd.DataFrame":
    """Rows as a data frame with the columns and kinds of a table (数据框)."""
    import pandas as pd

    data = pd.DataFrame(list(rows), columns=list(COLUMNS[table]), dtype=object)
    return data.astype({column: _DTYPES[kind] for column, kind in KINDS[table].items()})


def texts(corpus: Corpus) -> dict[str, str]:
    """The text of every document by id (全文)."""
    return {document.document: document.text for document in corpus.documents}


def read_table(folder: Path, table: str) -> "pd.DataFrame":
    """A table of a folder as a data frame with stated kinds of columns (读表).

    Text columns hold "" for what is not stated, numbers and booleans a missing value. Columns further right than the contract's are kept as text. Raises `TableError` for
    an unknown name, a missing file and missing columns.
    """
    import pandas as pd

    if table not in COLUMNS:
        raise TableError(f"no table is called {table}; there are {', '.join(COLUMNS)}")
    require_schema(folder)
    path = folder / f"{table}.csv"
    if not path.exists():
        made = (
            "read it with fz.read_chunks"
            if (folder / table).is_dir()
            else "make it with “fazhi reproduce” or “fazhi parse”"
        )
        raise TableError(f"{path}: no such table; {made}")
    if path.stat().st_size == 0:
        raise TableError(f"{path}: the file is empty, without even a header; make the table again")
    try:
        data = pd.read_csv(path, dtype=_DTYPES["s"], keep_default_na=False, encoding="utf-8-sig")
    except (ValueError, UnicodeDecodeError) as error:  # pandas' own parser errors are ValueErrors
        raise TableError(f"{path}: cannot be read as a table ({error}); make the table again") from None
    return typed(path, table, data)


def typed(path: Path, table: str, data: "pd.DataFrame") -> "pd.DataFrame":
    """A table that was read as text, from `path`, with the kinds of its columns; `TableError` if one is missing or misfilled (定类型)."""
    missing = [column for column in COLUMNS[table] if column not in data.columns]
    if missing:
        raise TableError(f"{path}: column {', '.join(missing)} is missing; make the table again")
    for column, kind in KINDS[table].items():
        if kind != "s":
            data[column] = _typed(path, data[column], kind)
    return data


def read_texts(folder: Path) -> "pd.DataFrame":
    """The texts of a folder's documents as a table (document, text), sorted by document (读全文).

    Raises `TableError` where the text of a listed document is missing.
    """
    import pandas as pd

    rows = []
    for document in sorted(read_table(folder, "documents")["document"]):
        path = folder / "text" / f"{document}.txt"
        if not path.is_file():
            raise TableError(f"{path}: the text of {document} is missing; make the tables again")
        rows.append((document, saved_text(path)))
    return pd.DataFrame(rows, columns=["document", "text"], dtype="object")


def saved_text(path: Path) -> str:
    """The text of a document as it was saved beside the tables; `TableError` where it cannot be opened or is not as it was saved (读单篇全文)."""
    try:
        return path.read_bytes().decode("utf-8", "surrogatepass")
    except OSError as error:
        raise TableError(f"{path}: cannot be opened ({error.strerror}); make the tables again") from None
    except UnicodeDecodeError:
        raise TableError(f"{path}: not in UTF-8, as it was saved; make the tables again") from None


def _typed(path: Path, column: "pd.Series[Any]", kind: str) -> "pd.Series[Any]":
    """A column of numbers or booleans, whatever program saved the table."""
    import pandas as pd

    if kind == "b":
        words = column.str.lower()
        if wrong := sorted(set(words) - {"true", "false", ""}):
            raise TableError(
                f"{path}: column {column.name} has {wrong[0]!r}; only true and false are allowed"
            )
        return words.map({"true": True, "false": False}).astype("boolean")
    numbers = pd.to_numeric(column.replace("", pd.NA), errors="coerce")
    if (numbers.isna() & (column != "")).any():
        wrong = sorted(column[numbers.isna() & (column != "")])
        raise TableError(
            f"{path}: column {column.name} has {wrong[0]!r}, which is no number; make the table again"
        )
    return numbers.astype(_DTYPES[kind])
