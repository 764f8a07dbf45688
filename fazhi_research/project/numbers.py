"""The numbers that prose may cite: a generated file, and the places in a text that quote it."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from fazhi_research.errors import FazhiError
from fazhi_research.project.methods_facts import table_counts
from fazhi_research.schemas import json_at

if TYPE_CHECKING:
    from fazhi_research.project.places import Project

NAME = "numbers"
Number: TypeAlias = int | float | str
#: `<!--tasks-->130<!--/-->`, with a format after a colon: `<!--tab02-lead-shares.编办.share:.0%-->12%<!--/-->`
QUOTE = re.compile(r"<!--(?P<name>[^\s<>:][^<>:]*?)(?::(?P<form>[^<>]+))?-->(?P<words>[^<]*)<!--/-->")
#: values that name a count, and how many of them a column may have at most
_NAMED, FEW = re.compile(r"[^\s<>:.,;]{1,30}(?: [^\s<>:.,;]{1,30}){0,4}"), 24
#: whole numbers in words, from nought, for the forms word, Word and 字
WORDS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
).split()
CHARACTERS = "〇 一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十".split()
#: a number as tables print it; longer ones are ids
_PRINTED = re.compile(r"-?\d{1,18}(\.\d{1,18})?(e[-+]?\d{1,2})?", re.ASCII)
_UNSAFE = re.compile(r"[\\{}%#&~^$]")
_TEX = r"""% \input this, then cite \fazhinumber{tasks}; a name that is not here is an error.
\makeatletter
\newcommand\fazhinumber[1]{\@ifundefined{fazhi:#1}{\PackageError{fazhi}{no number is called #1}{}}{\csname fazhi:#1\endcsname}}
\newcommand\fazhidefine[2]{\expandafter\def\csname fazhi:#1\endcsname{#2}}
\makeatother
"""


@dataclass(frozen=True)
class Quote:
    """A number that a text quotes: its name, how it is written, the words that stand there 引用数字."""

    name: str
    form: str
    words: str


def cited_numbers(project: Project, folder: Path | None = None) -> dict[str, Number]:
    """The numbers that prose about a project may cite, by name 可引数字.

    Counts of the tables ("documents", "tasks", "tasks.jinchuan-2015", "lead", "hits" …) and every numeric cell of the saved tables of
    `folder` (figures unless told), named by table, row and column: "tab02-lead-shares.区政府法制办.tasks". A row is called by its first words that
    no other row has, by its number from 1 where there are none. Of saved tables and of the data of figures also how many rows there are ("fig19-uptake-matrix.rows") and how many hold each
    value of a column of few values: "tab13-shared-passages.formulaic=true". `fazhi draw` writes them to figures/numbers.json and numbers.tex.

    >>> from fazhi_research import Project
    >>> cited_numbers(Project.find())["tab02-lead-shares.区政府法制办.tasks"]
    18
    """
    found: dict[str, Number] = dict(table_counts(project))
    saved = folder or project.figures
    for path in sorted((*saved.glob("tab*.csv"), *saved.glob("fig*.csv"))):
        if not path.stem.endswith("-excel"):
            rows = _rows(path)
            held = _cells(rows) if path.name.startswith("tab") else {"rows": len(rows)}
            found |= {f"{path.stem}.{name}": value for name, value in (_counts(rows) | held).items()}
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    """The rows of a saved table; FazhiError where another program has saved it in a way of its own."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, strict=True))
    except (csv.Error, UnicodeDecodeError) as error:
        raise FazhiError(f"{path} is no table as it was saved ({error}): run `fazhi draw` again.") from None
    header = lines[0] if lines else []
    if uneven := next((number for number, line in enumerate(lines, 1) if len(line) != len(header)), 0):
        raise FazhiError(
            f"{path} is no table as it was saved: row {uneven} has {len(lines[uneven - 1])} cells, the header {len(header)}. "
            "Run `fazhi draw` again."
        )
    return [dict(zip(header, line, strict=True)) for line in lines[1:]]


def _counts(rows: list[dict[str, str]]) -> dict[str, Number]:
    """How many rows hold each value, by column and value, for columns of words with few values that are not all as frequent."""
    found: dict[str, Number] = {}
    for column in rows[0] if rows else []:
        held = Counter(row[column] for row in rows)
        if len(held) <= FEW and len(set(held.values())) > 1 and not _numeric(list(held)):
            found |= {f"{column}={value}": count for value, count in held.items() if _NAMED.fullmatch(value)}
    return found


def _cells(rows: list[dict[str, str]]) -> dict[str, Number]:
    """The numeric cells of a table."""
    columns = list(rows[0]) if rows else []
    numeric = [column for column in columns if _numeric([row[column] for row in rows])]
    names = _row_names(rows, [column for column in columns if column not in numeric])
    found: dict[str, Number] = {"rows": len(rows)}
    for name, row in zip(names, rows, strict=True):
        found |= {f"{name}.{column}": _number(row[column]) for column in numeric if row[column]}
    return found


def _row_names(rows: list[dict[str, str]], columns: list[str]) -> list[str]:
    """What the rows are called: as few of their words as tell them apart, else their numbers."""
    used: list[str] = []
    for column in columns:
        if len({row[column] for row in rows}) > 1 or len(rows) == 1:
            used.append(column)
            names = [".".join(row[name] for name in used) for row in rows]
            if len(set(names)) == len(rows) and all(names) and max(map(len, names)) <= 60:
                return names
    return [str(number) for number in range(1, len(rows) + 1)]


def _numeric(cells: list[str]) -> bool:
    """Whether a column holds numbers and nothing else."""
    held = [cell for cell in cells if cell]
    return bool(held) and all(map(_PRINTED.fullmatch, held))


def _number(cell: str) -> int | float:
    return int(cell) if re.fullmatch(r"-?\d+", cell) else float(cell)


def write_numbers(project: Project, folder: Path) -> list[Path]:
    """Write the numbers as numbers.json and as numbers.tex, for \\fazhinumber{name}; the files written 写出数字."""
    held = cited_numbers(project, folder)
    text = json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    lines = [
        f"\\fazhidefine{{{name}}}{{{value}}}\n"
        for name, value in sorted(held.items())
        if not _UNSAFE.search(f"{name}{value}")
    ]
    (written := folder / f"{NAME}.json").write_bytes(text.encode("utf-8"))
    (macros := folder / f"{NAME}.tex").write_bytes((_TEX + "".join(lines)).encode("utf-8"))
    return [written, macros]


def read_numbers(folder: Path) -> dict[str, Number]:
    """The numbers that stand in a folder's numbers.json; FazhiError where there are none 读取数字."""
    path = folder / f"{NAME}.json"
    try:
        held = json_at(path)
    except (OSError, ValueError):
        held = None
    if not isinstance(held, dict) or not all(isinstance(one, int | float | str) for one in held.values()):
        raise FazhiError(f"{path} holds no numbers: run `fazhi draw` to write them.")
    return held


def quotes(text: str) -> list[Quote]:
    """The numbers that a text quotes, in its order 引用处.

    >>> quotes("It has <!--tasks-->130<!--/--> tasks, <!--half:.0%-->50%<!--/-->.")
    [Quote(name='tasks', form='', words='130'), Quote(name='half', form='.0%', words='50%')]
    """
    return [Quote(found["name"], found["form"] or "", found["words"]) for found in QUOTE.finditer(text)]


def written(number: Number, form: str, name: str = "the number") -> str:
    """A number as a form says: one of Python's, or word, Word, 字 for whole numbers up to twenty; FazhiError for others 数字写法.

    >>> written(0.4390, ".0%"), written(11, "Word"), written(11, "字"), written(4395, ",")
    ('44%', 'Eleven', '十一', '4,395')
    """
    try:
        if form in ("word", "Word", "字"):
            words = (CHARACTERS if form == "字" else WORDS)[range(len(WORDS)).index(number)]  # type: ignore[arg-type]
            return words.capitalize() if form == "Word" else words
        return format(number, form)
    except ValueError as error:
        raise FazhiError(f"{name}: {form!r} is no way to write {number!r} ({error}).") from None


def requoted(text: str, numbers: Mapping[str, Number]) -> str:
    """The text with every quoted number as it is now; FazhiError names one that there is not 更新引用.

    >>> requoted("<!--tasks:,-->1<!--/--> tasks", {"tasks": 1300})
    '<!--tasks:,-->1,300<!--/--> tasks'
    """

    def now(found: re.Match[str]) -> str:
        name, form = found["name"], found["form"] or ""
        if name not in numbers:
            raise FazhiError(
                f"the text quotes {name!r}, and no number is called so: see figures/numbers.json."
            )
        words = written(numbers[name], form, name)
        return f"<!--{name}{':' * bool(form)}{form}-->{words}<!--/-->"

    return QUOTE.sub(now, text)
