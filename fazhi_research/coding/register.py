"""The register of bodies: what they do, what they were called and when, and what became of them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from fazhi_research.coding.lexicon_tables import LexiconRow, LexiconTable
from fazhi_research.errors import LexiconError
from fazhi_research.reading.folding import fold

TYPES = (
    "party", "government", "judiciary", "supervision", "congress", "cppcc", "enterprise", "grass_roots", "vertical", "territorial",
    "mass", "professional", "coordination", "institution", "military",
)  # fmt: skip
TIERS = ("", "central", "province", "prefecture", "county", "township")
_YES = ("", "yes")
#: the tables of a register; `note` may stand in any of them
TABLES = {
    "agency_families": LexiconTable(("family", "chinese", "english"), ("family", "chinese", "english"), {}),
    "agencies": LexiconTable(
        ("agency", "family", "type", "each", "since", "until", "chinese", "english"),
        ("agency", "family", "type", "chinese", "english"),
        {"type": TYPES, "each": _YES},
        ("since", "until"),
    ),
    "agency_names": LexiconTable(
        ("name", "agency", "since", "until", "tier", "before", "shared"),
        ("name", "agency"),
        {"tier": TIERS, "before": ("", "needed", "any"), "shared": _YES},
        ("since", "until"),
    ),
    "successions": LexiconTable(
        ("year", "before", "after", "part", "function", "source"),
        ("year", "before", "after", "part", "source"),
        {"part": ("whole", "part")},
        ("year",),
    ),
    "collectives": LexiconTable(
        ("collective", "chinese", "english", "words"), ("collective", "chinese", "english", "words"), {}
    ),
}
_ID = re.compile(r"[a-z][a-z0-9-]{0,60}")
_IDS = {"agency_families": "family", "agencies": "agency", "collectives": "collective"}
OPEN = (0, 9999)  # the years of what has neither beginning nor end on record


@dataclass(frozen=True, slots=True)
class Family:
    """A function of government, whatever body has it (职能类别)."""

    family: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Agency:
    """A body, from its founding to its end as far as known (机构).

    `each` marks an entry that stands for many bodies of a kind (镇, 街道, 公司), which are told apart by their own names.
    """

    agency: str
    family: str
    type: str
    each: bool
    since: int
    until: int
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class AgencyName:
    """What a body was called, without the name of its place, in the years since to until, both counted (机构名称).

    `tier` is the only tier that uses the name (司法部); `before` says what stands in front: "" perhaps a place with its kind
    (许昌市司法局), "needed" always one (市委), "any" any short words (杭州海关, 宁远堡镇). A "…" in the name stands for such words.
    """

    name: str
    agency: str
    since: int
    until: int
    tier: str
    before: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Succession:
    """A function that passed from one body to another in the year of a reform, wholly or in part (机构沿革)."""

    year: int
    before: str
    after: str
    whole: bool
    function: str
    source: str


@dataclass(frozen=True, slots=True)
class Collective:
    """A kind of words for many bodies at once, known by any of its `words`; those with $ stand at the end (集合指代)."""

    collective: str
    chinese: str
    english: str
    words: tuple[str, ...]

    def meant(self, words: str) -> bool:
        """Whether a folded name is of this kind (是否属于此类)."""
        return any(words.endswith(w[:-1]) if w.endswith("$") else w in words for w in self.words)


@dataclass(frozen=True, eq=False)
class Register:
    """Families, bodies, names, successions and collectives, with what is needed to look names up quickly (机构名录)."""

    families: dict[str, Family]
    agencies: dict[str, Agency]
    names: dict[str, tuple[AgencyName, ...]]
    successions: tuple[Succession, ...]
    collectives: tuple[Collective, ...]
    framed: dict[str, tuple[AgencyName, ...]] = field(init=False)  # names with …, by their two ends
    openings: dict[str, tuple[int, ...]] = field(
        init=False
    )  # what stands before …, with the lengths of what follows
    functions: dict[str, tuple[AgencyName, ...]] = field(init=False)  # names of bureaus less 局: 文化, 旅游

    def __post_init__(self) -> None:
        framed = {name: found for name, found in self.names.items() if "…" in name}
        lengths: dict[str, set[int]] = {}
        for name in framed:
            opening, closing = name.split("…")
            lengths.setdefault(opening, set()).add(len(closing))
        object.__setattr__(self, "framed", framed)
        functions = {
            name[:-1]: found
            for name, found in self.names.items()
            if len(name) > 2 and name[-1] == "局" and found[0].before == ""
        }
        object.__setattr__(self, "functions", functions)
        object.__setattr__(self, "openings", {key: tuple(sorted(found)) for key, found in lengths.items()})


_Rows = dict[str, list[LexiconRow]]
_Kind = TypeVar("_Kind")


def read_register(folder: Path | str | None = None) -> Register:
    """The register of bodies, ours or ours under your own (机构名录).

    A folder of your own holds any of the tables agency_families.csv, agencies.csv, agency_names.csv, successions.csv, collectives.csv
    with the columns of ours; its rows are added to ours and take the place of those with the same id, name, or reform. UTF-8 (with or
    without a mark) and GB18030 are read. Raises `LexiconError` with file and line for a missing or unknown column, a row of the wrong
    length, an empty or unknown value, a bad year, and a name that two bodies bear in the same years without `shared`.

    >>> read_register().agencies["legal-affairs-office"].family
    'justice'
    """
    return _ours() if folder is None else _register(_overlaid(_shipped(), Path(folder)))


@cache
def _ours() -> Register:
    return _register(_shipped())


def _shipped() -> _Rows:
    home = files("fazhi_research.lexicons")
    return {table: list(_read(home.joinpath(f"{table}.csv"), table)) for table in TABLES}


def _overlaid(rows: _Rows, folder: Path) -> _Rows:
    """The shipped rows under those of a user's folder."""
    found = [table for table in TABLES if (folder / f"{table}.csv").is_file()]
    if not found:
        expected = ", ".join(f"{table}.csv" for table in TABLES)
        raise LexiconError(f"{folder}: no table of a register; it should hold one or more of {expected}")
    for table in found:
        own = list(_read(folder / f"{table}.csv", table))
        replaced = {_key(table, row) for row in own}
        rows[table] = [row for row in rows[table] if _key(table, row) not in replaced]
        rows[table] = [*own, *rows[table]] if table == "collectives" else [*rows[table], *own]
    return rows


def _key(table: str, row: LexiconRow) -> tuple[str, ...]:
    """What a user's row replaces: the same id, every use of the same name, the same step of the same reform."""
    if table == "successions":
        return row.cells["year"], row.cells["before"], row.cells["after"]
    return (row.cells["name"] if table == "agency_names" else row.cells[_IDS[table]],)


def _read(path: Path | Traversable, table: str) -> Iterator[LexiconRow]:
    """The rows of one table, ids and names checked and names folded."""
    for row in TABLES[table].read(path):
        if table in _IDS and not _ID.fullmatch(row.cells[_IDS[table]]):
            raise row.fault(
                f"the id {row.cells[_IDS[table]]!r} is not made of small letters, digits and hyphens"
            )
        if table == "agency_names":
            name = row.cells["name"] = fold(row.cells["name"]).replace(" ", "")
            if name.count("…") > 1 or name[-1:] == "…" or name[:1] == "…":
                raise row.fault(f"the name {name} has … twice or at an end; it stands once, inside")
        yield row


def _years(row: LexiconRow) -> tuple[int, int]:
    return row.year("since", OPEN[0]), row.year("until", OPEN[1])


def _register(rows: _Rows) -> Register:
    """A register of checked rows."""
    families = _by_id(rows, "agency_families", lambda row: Family(**row.text("family", "chinese", "english")))
    agencies = _by_id(rows, "agencies", _agency)
    for row in rows["agencies"]:
        if row.cells["family"] not in families:
            raise row.fault(
                f"the family {row.cells['family']} is not in agency_families.csv; add it there first"
            )
    for table, columns in (("agency_names", ("agency",)), ("successions", ("before", "after"))):
        for row in rows[table]:
            for name in columns:
                if row.cells[name] not in agencies:
                    raise row.fault(
                        f"the agency {row.cells[name]} is not in agencies.csv; add it there first"
                    )
    collectives = _by_id(rows, "collectives", _collective)
    return Register(families, agencies, _names(rows), _successions(rows), tuple(collectives.values()))


def _by_id(rows: _Rows, table: str, made: Callable[[LexiconRow], _Kind]) -> dict[str, _Kind]:
    found: dict[str, _Kind] = {}
    for row in rows[table]:
        key = row.cells[_IDS[table]]
        if key in found:
            raise row.fault(f"the id {key} is used twice; ids must be unique")
        found[key] = made(row)
    return found


def _agency(row: LexiconRow) -> Agency:
    since, until = _years(row)
    held = row.text("agency", "family", "type", "chinese", "english")
    return Agency(**held, each=row.cells["each"] == "yes", since=since, until=until)


def _collective(row: LexiconRow) -> Collective:
    words = tuple(fold(word) for word in row.cells["words"].split("|") if word)
    return Collective(**row.text("collective", "chinese", "english"), words=words)


def _names(rows: _Rows) -> dict[str, tuple[AgencyName, ...]]:
    """The names with their bearers; a clash of two in the same years is a fault of the later row."""
    found: dict[str, list[AgencyName]] = {}
    for row in rows["agency_names"]:
        since, until = _years(row)
        name = AgencyName(
            row.cells["name"], row.cells["agency"], since, until, row.cells["tier"], row.cells["before"],
            row.cells["shared"] == "yes",
        )  # fmt: skip
        for other in found.setdefault(name.name, []):
            overlap = name.since <= other.until and other.since <= name.until and name.tier == other.tier
            agreed = name.shared and other.shared and name.agency != other.agency
            if overlap and not agreed:
                raise row.fault(
                    f"{name.name} is a name of {other.agency} already in these years; part the years, or write yes under shared in both rows"
                )
        found[name.name].append(name)
    return {name: tuple(held) for name, held in found.items()}


def _successions(rows: _Rows) -> tuple[Succession, ...]:
    found: dict[tuple[str, ...], Succession] = {}
    for row in rows["successions"]:
        year, before, after = _key("successions", row)
        if before == after:
            raise row.fault(f"{before} succeeds itself; name two bodies")
        if (year, before, after) in found:
            raise row.fault(f"the step from {before} to {after} in {year} is listed twice")
        whole = row.cells["part"] == "whole"
        found[year, before, after] = Succession(
            int(year), before, after, whole, row.cells["function"], row.cells["source"]
        )
    return tuple(sorted(found.values(), key=lambda step: (step.year, step.before, step.after)))
