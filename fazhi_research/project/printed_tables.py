"""A table as it is printed, whatever the format: its columns in words, in one language or two, and its notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from fazhi_research.drawing.words import say
from fazhi_research.measuring.caveats import Caveat
from fazhi_research.project.headings import VALUES, Heading, heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

LONGEST, GAP = 14.0, 1.0
UPRIGHT, TURNED = 56.0, 84.0
"""In ems of 8 points: a column before it breaks, between two; a page's text upright and turned 版面宽度."""
ROWS_UPRIGHT, ROWS_TURNED = 52, 30
"""Lines of a table that a page has room for, beside caption and note 版面行数."""


@dataclass(frozen=True)
class PrintedColumn:
    """A column: its heading in the languages asked for, its cells in words, how wide it is in ems 列."""

    name: str
    heading: Heading
    heads: tuple[str, ...]
    cells: tuple[str, ...]
    number: bool
    breaks: bool
    width: float


@dataclass(frozen=True)
class PrintedTable:
    """Columns, notes (one paragraph for each language), whether it needs a turned page and more than one 待印表格."""

    columns: tuple[PrintedColumn, ...]
    notes: tuple[str, ...]
    turned: bool
    long: bool

    @property
    def heads(self) -> list[list[str]]:
        """The rows of headings: English, Chinese, or both 表头行."""
        return [list(row) for row in zip(*(column.heads for column in self.columns), strict=True)]

    @property
    def rows(self) -> list[list[str]]:
        """The rows of cells 表体."""
        return [list(row) for row in zip(*(column.cells for column in self.columns), strict=True)]


def printed_table(
    frame: pd.DataFrame,
    *,
    language: str = "both",
    caveats: Sequence[Caveat] = (),
    made: Mapping[str, str] | None = None,
) -> PrintedTable:
    """The table in words: what is the same in every row, and what the columns mean, goes into the notes 待印表格.

    A column with the same value in every row is told in the note, one that repeats another is left out. Numbers are rounded to three decimals
    at most. In Chinese alone, codes such as a genre's are given in Chinese too, else without underscores. `made` says what the table was made from, by language ("en", "zh").
    Raises FazhiError for an unknown language.
    """
    say("", "", language)
    among = list(map(str, frame.columns))
    if caveats:  # they stand in the note in words
        frame = frame.drop(columns="caveats", errors="ignore")
    told, shown = _split(frame)
    kept = [_column(heading(str(name), among), shown[name], language) for name in shown.columns]
    same = [(heading(name, among), name, words) for name, words in told.items()]
    fixed = sum(column.width + GAP for column in kept if not column.breaks)
    broken = [column for column in kept if column.breaks]
    turned = fixed + len(broken) * (LONGEST + GAP) > UPRIGHT
    room = ((TURNED if turned else UPRIGHT) - fixed) / max(len(broken), 1) - GAP
    columns = [_narrowed(column, max(room, LONGEST / 2)) for column in kept]
    lines = sum(map(_lines, zip(*([_breaks(one) for one in columns]), strict=True)))
    notes = [
        note
        for one, note in (
            ("en", _english(kept, same, caveats, made or {})),
            ("zh", _chinese(kept, same, caveats, made or {})),
        )
        if note and language in (one, "both")
    ]
    long = lines + len(columns[0].heads) > (ROWS_TURNED if turned else ROWS_UPRIGHT) if columns else False
    return PrintedTable(tuple(columns), tuple(notes), turned, long)


def _column(known: Heading, values: pd.Series[Any], language: str) -> PrintedColumn:
    """One column, as wide as its longest word."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    name = str(values.name)
    heads = {
        "en": (known.english,),
        "zh": (known.chinese or known.english,),
        "both": (known.english, known.chinese),
    }[language]
    meant = VALUES.get(name, {})
    if language != "zh":
        meant = {word: word.replace("_", " ") for word in meant}
    cells = tuple(meant.get(word, word) for word in cell_words(values.tolist()))
    if language == "zh" and is_bool_dtype(values):
        cells = tuple({"true": "是", "false": "否"}.get(word, word) for word in cells)
    longest = max((ems(word) for word in [*cells, *heads]), default=0.0)
    number = bool(is_numeric_dtype(values) and not is_bool_dtype(values))
    breaks = not number and longest > LONGEST
    return PrintedColumn(name, known, heads, cells, number, breaks, longest)


def _narrowed(column: PrintedColumn, room: float) -> PrintedColumn:
    """A column that breaks, no wider than there is room."""
    if not column.breaks:
        return column
    return replace(column, width=round(min(column.width, room), 1))


def _breaks(column: PrintedColumn) -> list[int]:
    """How many lines each cell of a column takes."""
    return [max(1, ceil(ems(cell) / max(column.width, 1.0))) for cell in column.cells]


def _lines(cells: tuple[int, ...]) -> int:
    return max(cells, default=1)


def _split(frame: pd.DataFrame) -> tuple[dict[str, str], pd.DataFrame]:
    """What is the same in every row, and the columns left to print."""
    cells = {column: cell_words(frame[column].tolist()) for column in frame.columns}
    told: dict[str, str] = {}
    kept: list[Any] = []
    for column, words in cells.items():
        if len(words) > 1 and len(set(words)) == 1:
            told[str(column)] = words[0]
        elif len(words) < 2 or words not in [cells[other] for other in kept]:
            kept.append(column)
    return (told, frame[kept]) if kept else ({}, frame)


def ems(words: str) -> float:
    """How wide words are, in ems: a Han character is 1 字宽.

    >>> ems("法治 2")
    3.0
    """
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in words)


def _english(
    columns: list[PrintedColumn],
    told: Sequence[tuple[Heading, str, str]],
    found: Sequence[Caveat],
    made: Mapping[str, str],
) -> str:
    """The note in English: what the columns mean, what is the same in every row, caveats, what it was made from."""
    known = [column.heading for column in columns] + [head for head, _, _ in told]
    said = [f"{head.english}: {head.meaning}." for head in known if head.meaning]
    same = [f"{head.english} {words or '(empty)'}" for head, _, words in told]
    said += ["The same in every row: " + ", ".join(same) + "."] if same else []
    return " ".join(filter(None, [*said, *(one.english for one in found), made.get("en", "")]))


def _chinese(
    columns: list[PrintedColumn],
    told: Sequence[tuple[Heading, str, str]],
    found: Sequence[Caveat],
    made: Mapping[str, str],
) -> str:
    """The same in Chinese."""
    known = [column.heading for column in columns] + [head for head, _, _ in told]
    said = [f"{head.chinese}：{head.chinese_meaning}。" for head in known if head.chinese_meaning]
    same = [
        f"{head.chinese or head.english} {VALUES.get(name, {}).get(words, words) or '（空）'}"
        for head, name, words in told
    ]
    said += ["各行相同：" + "，".join(same) + "。"] if same else []
    return "".join(filter(None, [*said, *(one.chinese for one in found), made.get("zh", "")]))


def cell_words(values: Sequence[Any]) -> list[str]:
    """The words of a column; its fractions all with as many decimals as the longest needs, three at most 单元格文字.

    >>> cell_words([0.5, 0.12345, None]), cell_words([True, "a\\nb"])
    (['0.500', '0.123', ''], ['true', 'a b'])
    """
    fractions = [value for value in values if isinstance(value, float) and value == value]
    decimals = max((len(f"{value:.3f}".rstrip("0").partition(".")[2]) for value in fractions), default=0)
    return [f"{v:.{decimals}f}" if isinstance(v, float) and v == v else _words(v) for v in values]


def _words(value: Any) -> str:
    """One cell's words, on one line."""
    import pandas as pd

    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split("\n"))
