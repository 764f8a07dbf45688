"""Inputs of the right form with contents that are wrong, odd or of another time: what changing bytes of one right file seldom reaches."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Sequence
from typing import Any

ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")
#: cells that a table, a spreadsheet or a person leaves behind
ODD = (
    "", " ", "0", "1", "-1", "1.0", "1e9", "1e999", "nan", "inf", "null", "None", "~", "true", "False", "是", "2021", "2021/1/2", "2021-02-30", "20**", "９９", "²", "法治", "法治\n政府",
    '"', "'", ",", ";", "\t", "\r", "\x00", "\x1a", "\u2028", "\ufeff", "\u3000", "é", "𠀀", "=1+1", "＝1", "../../x", "a/b", "C:\\a", "CON", "市司法局", "NONE", "FUN 职能", "x" * 300,
    "9" * 25, "9" * 5000, "-0", "０", "plan.txt", "plan", "lead", "牵头", "matter", "themes", "DIG", "[]", "{}", "#N/A", "<a>&amp;", "{{", "%s", "\\n",
)  # fmt: skip
JSON: tuple[Any, ...] = (
    None, True, False, 0, 1, 2, -1, 1.0, 1e308, float("nan"), float("inf"), 10**30, "", "1", "x", "复核", [], {}, [[]], [{}], {"": None}, {"a": [1]},
)  # fmt: skip


def cell(draw: random.Random, right: Sequence[str] = ()) -> str:
    """A cell: one of the right ones mostly, else an odd one."""
    return draw.choice(right) if right and draw.random() < 0.85 else draw.choice(ODD)


def rows_as_csv(draw: random.Random, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as CSV of some program: its mark, its quotes, its line ends, its encoding; some columns gone, twice, renamed, in other order."""
    names, held = list(columns), [[*row] for row in rows]
    for _ in range(draw.choice((0, 0, 0, 0, 1, 1, 2))):
        _misplace(draw, names, held)
    if held and draw.random() < 0.1:
        draw.choice(held).append(draw.choice(ODD))
    text = io.StringIO()
    writer = csv.writer(
        text,
        delimiter=draw.choice(",,,,,,;\t"),
        quoting=draw.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
        lineterminator=draw.choice(("\n", "\r\n", "\r")),
    )
    writer.writerows([names, *held])
    return text.getvalue().encode(draw.choice(ENCODINGS), "replace")


def _misplace(draw: random.Random, names: list[str], rows: list[list[str]]) -> None:
    """Do to a column what hands and other versions do."""
    if not names:
        return
    at, what = draw.randrange(len(names)), draw.randrange(5)
    if what == 0:
        for row in (names, *rows):
            del row[at : at + 1]
    elif what == 1:
        for row in (names, *rows):
            row[at:at] = row[at : at + 1]
    elif what == 2:
        names[at] = draw.choice((*ODD, names[at].upper(), f" {names[at]}", f"x_{names[at]}"))
    elif what == 3:
        to = draw.randrange(len(names))
        for row in (names, *rows):
            if len(row) > max(at, to):
                row[at], row[to] = row[to], row[at]
    else:
        draw.shuffle(rows)


def codebook(draw: random.Random) -> bytes:
    """A codebook: YAML with rows of any of the tables, or a table of terms as CSV."""
    from fazhi_research.coding.codebooks import TABLES

    if draw.random() < 0.3:
        columns = TABLES["codebook_terms"].columns
        return rows_as_csv(
            draw,
            columns,
            [[cell(draw, _CODES.get(name, ("",))) for name in columns] for _ in range(draw.randint(0, 5))],
        )
    lines = []
    for name in draw.sample(sorted(TABLES), draw.randint(1, len(TABLES))):
        lines.append(f"{name.removeprefix('codebook_')}:{draw.choice(('', '', '', '', ' []', ' ~', ' &a'))}")
        for _ in range(draw.randint(0, 4)):
            lines += _yaml_row(draw, TABLES[name].columns)
    mark = draw.choice(("\n", "\n", "\r\n", "\r"))
    return (mark.join(lines) + mark).encode(draw.choice(ENCODINGS), "replace")


_CODES = {
    "scheme": ("themes", "themes", "own"), "theme": ("DIG", "FUN", "NEW"), "term": ("政务大模型", "行政复议", "依法行政", "算法备案"), "kind": ("matter", "slogan"),
    "first": ("2021", ""), "last": ("2025", ""), "version": ("1",), "default": ("yes", ""), "exclusive": ("yes", ""), "chinese": ("数字",), "english": ("digital",),
    "within": ("行政复议书", "算法备案表"), "instrument": ("某纲要",), "part": ("一",), "heading": ("总体要求",), "place": ("own", ""), "parent": ("", "DIG"),
}  # fmt: skip


def _yaml_row(draw: random.Random, columns: Sequence[str]) -> list[str]:
    """A row of a list in YAML, with what YAML makes of a cell unasked."""
    chosen = [name for name in columns if draw.random() < 0.8] or list(columns[:1])
    pairs = []
    for name in chosen:
        value = cell(draw, _CODES.get(name, ("",)))
        written = draw.choice((json.dumps(value, ensure_ascii=False), json.dumps(value), value, value))
        pairs.append(
            f"{name}: {draw.choice(('', '', '', '', '', '&a ', '!!str ', '!!python/name:os ', '*a ', '? ', '| '))}{written}"
        )
    if draw.random() < 0.2:
        return [f"- {{{', '.join(pairs)}}}"]
    return [f"{'- ' if not at else '  '}{pair}" for at, pair in enumerate(pairs)]


def manifest(draw: random.Random) -> bytes:
    """A manifest with some of the columns it may have."""
    from fazhi_research.reading.manifest import ALLOWED, COLUMNS

    right = {name: ("", *values) for name, values in ALLOWED.items()}
    right |= {"file": ("plan.txt", "plan.txt", "other.txt"), "document": ("a", "b", "plan")}
    right |= dict.fromkeys(
        ("issued", "issued_from", "issued_to", "published", "first", "last"),
        ("", "2021", "2021-03", "2021-03-04", "2021/3/4"),
    )
    columns = COLUMNS if draw.random() < 0.7 else ("file", "document", "note")
    rows = [[cell(draw, right.get(name, ("",))) for name in columns] for _ in range(draw.randint(0, 4))]
    return rows_as_csv(draw, columns, rows)


def sheet(draw: random.Random) -> bytes:
    """A filled coding sheet or table of ties, as CSV, as a workbook where they can be written."""
    if draw.random() < 0.5:
        columns: Sequence[str] = (
            "row",
            "words",
            "primary",
            "also_1",
            "also_2",
            "note",
            "order_anna",
            "document",
            "start",
        )
        right = {
            "row": ("ABCDEF", "GHJKLM", "abcdef"),
            "words": ("健全制度", "'=1"),
            "document": ("a",),
            "start": ("0", "7"),
        }
        right |= dict.fromkeys(("primary", "also_1", "also_2"), ("FUN", "DIG 数字", "NONE", ""))
    else:
        columns = draw.choice(
            (("task", "named", "role", "collective", "date"), ("任务", "单位", "角色", "集合", "日期"))
        )
        right = dict(
            zip(
                columns,
                (("1", "2", "甲"), ("市甲局", "各部门"), ("lead", "配合", "牵头"), ("", "是"), ("2021",)),
                strict=True,
            )
        )
    rows = [[cell(draw, right.get(name, ("",))) for name in columns] for _ in range(draw.randint(0, 6))]
    return rows_as_csv(draw, columns, rows) if draw.random() < 0.6 else _workbook(draw, [columns, *rows])


def _workbook(draw: random.Random, rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as an xlsx file, with numbers, dates, formulas and merged cells among them."""
    import datetime

    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook()
    page = book.create_sheet("coding", draw.randrange(2))
    if draw.random() < 0.5:
        book.remove(next(one for one in book.worksheets if one is not page))
    kinds: tuple[Any, ...] = (
        1,
        2.5,
        True,
        datetime.datetime(2021, 1, 2),
        datetime.time(1),
        "=1+1",
        "=NOW()",
        None,
        "#REF!",
    )
    for row in rows:
        page.append(
            [
                draw.choice(kinds) if draw.random() < 0.1 else ILLEGAL_CHARACTERS_RE.sub("", value)
                for value in row
            ]
        )
    if draw.random() < 0.2:
        page.merge_cells("A1:B2")
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def graph(draw: random.Random) -> bytes:
    """A graph of odd names and attributes, as one of the formats has it."""
    import tempfile
    import warnings
    from pathlib import Path

    import networkx as nx

    from fazhi_research.errors import FazhiError
    from fazhi_research.project.exchange.files import save_graph

    kind = draw.choice((nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph))
    made: nx.Graph[Any] = kind(**({"kind": "shared-tasks"} if draw.random() < 0.5 else {}))
    names = [draw.choice((*ODD, *range(4), 2.5, True)) for _ in range(draw.randint(0, 6))]
    for name in names:
        made.add_node(
            name, **{draw.choice(_ATTRIBUTES): draw.choice((*ODD, *JSON)) for _ in range(draw.randrange(3))}
        )
    for _ in range(draw.randrange(8) if names else 0):
        told = {draw.choice(_ATTRIBUTES): draw.choice((*ODD, *JSON)) for _ in range(draw.randrange(3))}
        made.add_edges_from([(draw.choice(names), draw.choice(names), told)])
    suffix = draw.choice((".graphml", ".gexf", ".json", ".hif.json", ".net", ".dl", ".csv"))
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            save_graph(made, Path(folder) / f"a{suffix}")
        except FazhiError:
            return b""
        return next(path.read_bytes() for path in sorted(Path(folder).iterdir(), reverse=True))


_ATTRIBUTES = (
    "label",
    "kind",
    "weight",
    "x",
    "y",
    "z",
    "size",
    "color",
    "id",
    "key",
    "source",
    "viz",
    "start",
    "end",
    "for",
    "键",
    "a b",
    "",
)
