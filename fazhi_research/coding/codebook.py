"""The codebook: schemes, themes, terms with their years, contexts in which a term does not count."""

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from functools import cached_property

KINDS = ("matter", "slogan", "law", "body", "wide", "cue")
PLACES = ("own", "scattered")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way of coding: themes, or a kind of policy instruments (编码方案).

    In an `exclusive` scheme a term stands for one theme only. `default` schemes are coded unless others are asked for. `warning` is what a reader of its
    numbers must be told.
    """

    scheme: str
    version: str
    default: bool
    exclusive: bool
    chinese: str
    english: str
    definition: str
    source: str
    warning: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A code of a scheme with its labels, what it means, and what is to be included and excluded (主题).

    `parent` is the wider code it is part of, empty at the top.
    """

    scheme: str
    theme: str
    parent: str
    chinese: str
    english: str
    definition: str
    include: str
    exclude: str


@dataclass(frozen=True, slots=True)
class Term:
    """A string that stands for a theme (主题词).

    `first` and `last` are the years in which it came up and was given up in national documents, None where it is older, still in use, or not known; `source` says on which
    document a year rests. `kind`: matter, slogan (dated formula), law (name of one), body (name of a kind of bodies), wide (common word that
    other themes use too), cue (sign of an instrument).
    """

    scheme: str
    theme: str
    term: str
    first: int | None
    last: int | None
    kind: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Context:
    """A longer string within which a term of a scheme does not count (排除语境): 规章 in 规章制度."""

    scheme: str
    term: str
    within: str
    note: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A part of a national instrument and the theme it stands for (与国家文件的对照).

    `part` is the number as printed; `place` is own where the theme has this part to itself, scattered where it shares it. A part without a theme has an
    empty one.
    """

    instrument: str
    part: str
    heading: str
    theme: str
    place: str
    source: str


@dataclass(frozen=True, eq=False)
class Codebook:
    """Schemes with their themes, terms and contexts, and how the themes stand to the national instruments (编码表).

    >>> from fazhi_research import read_codebook
    >>> book = read_codebook()
    >>> book.theme("EMG").chinese, len(book.themes_of("themes"))
    ('突发事件应对', 12)
    """

    schemes: dict[str, Scheme]
    themes: tuple[Theme, ...]
    terms: tuple[Term, ...]
    contexts: tuple[Context, ...]
    crosswalk: tuple[Counterpart, ...]
    _by_id: dict[tuple[str, str], Theme] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {(one.scheme, one.theme): one for one in self.themes})

    @cached_property
    def version(self) -> str:
        """The versions of its schemes with a hash of all it holds, which any change of it changes (版本)."""
        return f"{self._versions()}+{self.hash}"

    @cached_property
    def hash(self) -> str:
        """Twelve hexadecimal digits made of all it holds, whatever the order of its rows (内容指纹)."""
        lists: tuple[Iterable[object], ...] = (
            self.schemes.values(),
            self.themes,
            self.terms,
            self.contexts,
            self.crosswalk,
        )
        rows = sorted(
            repr((type(one).__name__, astuple(one)))  # type: ignore[call-overload]
            for listed in lists
            for one in listed
        )
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]

    @property
    def defaults(self) -> tuple[str, ...]:
        """The schemes that are coded unless others are asked for, in order (默认方案)."""
        return tuple(name for name, scheme in self.schemes.items() if scheme.default)

    def theme(self, theme: str, scheme: str = "themes") -> Theme:
        """A theme by its id (主题)."""
        return self._by_id[scheme, theme]

    def themes_of(self, scheme: str = "themes") -> tuple[Theme, ...]:
        """The themes of a scheme in the codebook's order (某方案的主题)."""
        return tuple(one for one in self.themes if one.scheme == scheme)

    def terms_of(self, scheme: str = "themes") -> tuple[Term, ...]:
        """The terms of a scheme in the codebook's order (某方案的主题词)."""
        return tuple(one for one in self.terms if one.scheme == scheme)

    def contexts_of(self, scheme: str = "themes") -> tuple[Context, ...]:
        """The contexts in which terms of a scheme do not count (某方案的排除语境)."""
        return tuple(one for one in self.contexts if one.scheme == scheme)

    def _versions(self) -> str:
        found = sorted({one.version for one in self.schemes.values()})
        return found[0] if len(found) == 1 else "/".join(found)
