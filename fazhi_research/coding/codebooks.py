"""Reading a codebook: ours, ours under a researcher's own, or a researcher's own alone."""

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from fazhi_research.coding.codebook import (
    KINDS,
    PLACES,
    Codebook,
    Context,
    Counterpart,
    Scheme,
    Term,
    Theme,
)
from fazhi_research.coding.lexicon_tables import LexiconRow, LexiconTable
from fazhi_research.coding.lexicon_yaml import yaml_rows
from fazhi_research.coding.searchable import BORDERS, plain
from fazhi_research.coding.term_scanner import spellings
from fazhi_research.errors import LexiconError
from fazhi_research.reading.folding import fold

_YES = ("", "yes")
#: the tables of a codebook; `note` may stand in any of them
TABLES = {
    "codebook_schemes": LexiconTable(
        (
            "scheme",
            "version",
            "default",
            "exclusive",
            "chinese",
            "english",
            "definition",
            "source",
            "warning",
        ),
        ("scheme", "version", "chinese", "english"),
        {"default": _YES, "exclusive": _YES},
    ),
    "codebook_themes": LexiconTable(
        ("scheme", "theme", "parent", "chinese", "english", "definition", "include", "exclude"),
        ("scheme", "theme", "chinese", "english"),
        {},
    ),
    "codebook_terms": LexiconTable(
        ("scheme", "theme", "term", "first", "last", "kind", "source"),
        ("scheme", "theme", "term", "kind"),
        {"kind": KINDS},
        ("first", "last"),
    ),
    "codebook_contexts": LexiconTable(("scheme", "term", "within"), ("scheme", "term", "within"), {}),
    "codebook_crosswalk": LexiconTable(
        ("instrument", "part", "heading", "theme", "place", "source"),
        ("instrument", "part", "heading"),
        {"place": ("", *PLACES)},
    ),
}
_YAML_NAMES = ("codebook.yaml", "codebook.yml")
#: what a user's row takes the place of: every row with the same cells
_KEYS = {
    "codebook_schemes": ("scheme",), "codebook_themes": ("scheme", "theme"), "codebook_terms": ("scheme", "term"),
    "codebook_contexts": ("scheme", "term", "within"), "codebook_crosswalk": ("instrument",),
}  # fmt: skip
_Rows = dict[str, list[LexiconRow]]


def read_codebook(folder: Path | str | None = None, *, replace: bool = False) -> Codebook:
    """The codebook of themes and instruments, ours or ours under your own (编码表).

    A folder of your own holds any of the tables codebook_schemes.csv, codebook_themes.csv, codebook_terms.csv,
    codebook_contexts.csv, codebook_crosswalk.csv with the columns of ours, or one file codebook.yaml with any of schemes, themes, terms, contexts and crosswalk, each a list
    of rows with the same columns; `folder` may also be a YAML file itself. Its rows are added to ours and take the place of those with the same
    scheme, theme, term, context or instrument; with `replace` they stand alone, and themes and terms must be there. UTF-8 (with or without a
    mark) and GB18030 are read. Raises `LexiconError` with file and line for a missing or unknown column, a row of the wrong length, an empty or
    unknown value, a bad year, an unknown scheme or theme, a term listed twice, a term of two themes in an exclusive scheme, and a context without its
    term.

    >>> [scheme for scheme in read_codebook().schemes]
    ['themes', 'instruments', 'nato', 'rothwell-zegveld', 'pmc', 'modality']
    """
    return _read("" if folder is None else str(folder), replace, _state(folder))


def _state(folder: Path | str | None) -> tuple[tuple[str, int, int], ...]:
    """What tells that a file was edited since it was read: its time and size."""
    paths = _files(Path(folder)) if folder is not None else []
    stats = [(path.name, path.stat()) for path in paths]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def _files(place: Path) -> list[Path]:
    """The files of a codebook at a place: the place itself, or the tables and YAML files of the names we look for."""
    if place.is_file():
        return [place]
    names = [*(f"{name}.csv" for name in TABLES), *_YAML_NAMES]
    return [place / name for name in names if (place / name).is_file()]


@lru_cache(maxsize=8)
def _read(folder: str, replace: bool, _: tuple[tuple[str, int, int], ...]) -> Codebook:
    if not folder:
        return _codebook(_rows(files("fazhi_research.lexicons")))
    own = _own(Path(folder))
    if not replace:
        return _codebook(_overlaid(_rows(files("fazhi_research.lexicons")), own))
    for table, held in (("codebook_themes", "themes"), ("codebook_terms", "terms")):
        if not own[table]:
            raise LexiconError(
                f"{folder}: it has no {held}; a codebook that stands alone needs {table}.csv, or {held} in its YAML file"
            )
    if not own["codebook_schemes"]:
        own["codebook_schemes"] = _rows(files("fazhi_research.lexicons"))["codebook_schemes"]
        used = {row.cells["scheme"] for row in own["codebook_themes"]}
        own["codebook_schemes"] = [row for row in own["codebook_schemes"] if row.cells["scheme"] in used]
    return _codebook(own)


def _rows(home: Traversable) -> _Rows:
    return {name: list(table.read(home.joinpath(f"{name}.csv"))) for name, table in TABLES.items()}


def _own(place: Path) -> _Rows:
    """The rows of a user's codebook, from CSV tables or from one YAML file."""
    found = _files(place)
    if not found:
        raise LexiconError(
            f"{place}: no table of a codebook; it should hold one or more of {', '.join(f'{name}.csv' for name in TABLES)}, or codebook.yaml"
        )
    written = [path for path in found if path.suffix.lower() in (".yaml", ".yml")]
    if written and len(found) > 1:
        raise LexiconError(
            f"{place}: {written[0].name} and {next(path.name for path in found if path != written[0])} are both there; "
            "keep the one that is meant"
        )
    if written:
        short = {name.removeprefix("codebook_"): table for name, table in TABLES.items()}
        return {f"codebook_{name}": rows for name, rows in yaml_rows(written[0], short).items()}
    if found == [place]:
        raise LexiconError(f"{place}: give the folder that holds the tables, or a file that ends in .yaml")
    names = {path.stem: path for path in found}
    return {name: list(table.read(names[name])) if name in names else [] for name, table in TABLES.items()}


def _overlaid(ours: _Rows, own: _Rows) -> _Rows:
    """Our rows under those of a user's folder."""
    rows: _Rows = {}
    for name, listed in ours.items():
        replaced = {_key(name, row) for row in own[name]}
        rows[name] = [row for row in listed if _key(name, row) not in replaced] + own[name]
    return rows


def _key(table: str, row: LexiconRow) -> tuple[str, ...]:
    cells = [row.cells[name] for name in _KEYS[table]]
    if table == "codebook_terms":  # however it is spelled
        cells[-1] = plain(fold(cells[-1])).replace("、", "")
    return tuple(cells)


def _codebook(rows: _Rows) -> Codebook:
    """A codebook of checked rows."""
    schemes = _schemes(rows["codebook_schemes"])
    themes = _themes(rows["codebook_themes"], schemes)
    terms = _terms(rows["codebook_terms"], schemes, themes)
    known = {(term.scheme, words) for term in terms for words in spellings(term.term)}
    return Codebook(
        schemes,
        tuple(themes.values()),
        terms,
        tuple(_context(row, known) for row in rows["codebook_contexts"]),
        tuple(_counterpart(row, themes) for row in rows["codebook_crosswalk"]),
    )


def _schemes(rows: list[LexiconRow]) -> dict[str, Scheme]:
    found: dict[str, Scheme] = {}
    for row in rows:
        name = row.cells["scheme"]
        if name in found:
            raise row.fault(f"the scheme {name} is listed twice; names of schemes must be unique")
        flags = {flag: row.cells[flag] == "yes" for flag in ("default", "exclusive")}
        words = row.text("scheme", "version", "chinese", "english", "definition", "source", "warning")
        found[name] = Scheme(**words, **flags)  # type: ignore[arg-type]
    return found


def _themes(rows: list[LexiconRow], schemes: dict[str, Scheme]) -> dict[tuple[str, str], Theme]:
    found: dict[tuple[str, str], Theme] = {}
    for row in rows:
        scheme, theme = row.cells["scheme"], row.cells["theme"]
        if scheme not in schemes:
            raise row.fault(f"the scheme {scheme} is not in the table of schemes; add it there first")
        if (scheme, theme) in found:
            raise row.fault(f"the theme {theme} is listed twice in {scheme}; ids must be unique")
        found[scheme, theme] = Theme(
            **row.text("scheme", "theme", "parent", "chinese", "english", "definition", "include", "exclude")
        )
    for row in rows:
        scheme, parent = row.cells["scheme"], row.cells["parent"]
        if parent and (scheme, parent) not in found:
            raise row.fault(f"the parent {parent} is no theme of {scheme}; add it to the table of themes")
    return found


def _terms(
    rows: list[LexiconRow], schemes: dict[str, Scheme], themes: dict[tuple[str, str], Theme]
) -> tuple[Term, ...]:
    found: list[Term] = []
    homes: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        scheme, theme = row.cells["scheme"], row.cells["theme"]
        if (scheme, theme) not in themes:
            raise row.fault(
                f"the theme {theme} of {scheme} is not in the table of themes; add it there first"
            )
        term = _words(row, "term")
        for words in spellings(term):
            home = homes.setdefault((scheme, words), set())
            if theme in home:
                raise row.fault(f"the term {term} is listed twice for {theme}; remove one of the rows")
            if home and schemes[scheme].exclusive:
                raise row.fault(
                    f"the term {term} stands for {sorted(home)[0]} already; in {scheme} a term stands for one theme: "
                    "remove one of the rows, or leave exclusive empty in the table of schemes"
                )
            home.add(theme)
        first, last = (row.year(name, 0) or None for name in ("first", "last"))
        found.append(
            Term(scheme, theme, term, first, last, row.cells["kind"], row.cells["source"], row.cells.get("note", ""))
        )  # fmt: skip
    return tuple(found)


def _words(row: LexiconRow, column: str) -> str:
    words = plain(fold(row.cells[column]))
    if not words.strip():
        raise row.fault(f"the {column} {row.cells[column]!r} has no characters to look for")
    if wrong := [sign for sign in BORDERS if sign in words]:
        raise row.fault(f"the {column} {words} has {wrong[0]!r} in it; no term reaches across sentences")
    return words


def _context(row: LexiconRow, known: set[tuple[str, str]]) -> Context:
    scheme, term, within = row.cells["scheme"], _words(row, "term"), _words(row, "within")
    if (scheme, term) not in known:
        raise row.fault(f"{term} is no term of {scheme}; add it to the table of terms or remove the row")
    if term not in within or term == within:
        raise row.fault(
            f"{within} is no longer string with {term} in it; write the words around the term too"
        )
    return Context(scheme, term, within, row.cells.get("note", ""))


def _counterpart(row: LexiconRow, themes: dict[tuple[str, str], Theme]) -> Counterpart:
    theme = row.cells["theme"]
    if theme and ("themes", theme) not in themes:
        raise row.fault(f"the theme {theme} is not in the table of themes; add it there first")
    if bool(theme) != bool(row.cells["place"]):
        raise row.fault("theme and place are given together or left empty together")
    return Counterpart(**row.text("instrument", "part", "heading", "theme", "place", "source"))
