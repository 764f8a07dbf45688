"""Two tables that Excel opens: nodes and edges, with the headings Gephi knows."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, ReadError
from fazhi_research.project.exchange.contents import (
    LABEL,
    WEIGHT,
    Contents,
    Edge,
    kind_of,
    note_empty,
    write_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fazhi_research.project.exchange.contents import Attributes, Lost, Name

#: how a cell begins that a spreadsheet would run as a formula, full-width forms included, or apostrophes before it
FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
NODES, EDGES = "-nodes.csv", "-edges.csv"


def sheet_paths(path: Path) -> tuple[Path, Path]:
    """The files of the nodes and of the edges for a path that ends in .csv.

    >>> [one.name for one in sheet_paths(Path("leads.csv"))]
    ['leads-nodes.csv', 'leads-edges.csv']
    """
    stem = path.name[: -len(".csv")]
    return path.with_name(stem + NODES), path.with_name(stem + EDGES)


def sheet_texts(content: Contents, lost: Lost) -> tuple[str, str]:
    """A graph as two tables, Id and Label, Source and Target first 图的节点表与边表."""
    note_empty(content, lost)
    for name in content.attributes:
        lost.add("CSV holds no attributes of the graph", f"attribute {name!r}")
    own = {LABEL: "Label"}
    nodes = _rows(((["Id"], [str(n)], data) for n, data in content.nodes.items()), own, ["Id"], lost)
    kind = "Directed" if content.directed else "Undirected"
    heads = ["Source", "Target", "Type", *(["Key"] if content.multigraph else [])]
    ties = []
    for edge in content.edges:
        cells = [str(edge.source), str(edge.target), kind]
        if content.multigraph:
            cells.append(write_value(edge.key, kind_of([edge.key])))
        ties.append((heads, cells, edge.attributes))
    weights = kind_of(edge.attributes.get(WEIGHT) for edge in content.edges)
    return nodes, _rows(ties, {WEIGHT: "Weight"} if weights in ("long", "double") else {}, heads, lost)


def _rows(
    rows: Iterable[tuple[list[str], list[str], Attributes]],
    own: dict[str, str],
    heads: list[str],
    lost: Lost,
) -> str:
    """A table as CSV: the fixed cells, then the attributes sorted by name, those with a heading of their own first."""
    held = list(rows)
    names = sorted({name for _, _, data in held for name in data}, key=lambda name: (name not in own, name))
    headings = [own.get(name, name) for name in names]
    clash = {*heads, *own.values()} & {name for name in names if name not in own}
    if clash:
        raise FazhiError(f"an attribute is called {sorted(clash)[0]}, a heading of the table: rename it.")
    lines = [[_safe(heading, lost) for heading in [*heads, *headings]]]
    for _, cells, data in held:
        values = [_cell(data[name], name, lost) if name in data else "" for name in names]
        lines.append([*(_safe(cell, lost) for cell in cells), *values])
    alone = len(lines[0]) == 1  # an empty cell that is a whole row must not look like an empty line
    return "".join(
        ",".join(map(_quoted, line)) + "\n" if line != [""] or not alone else '""\n' for line in lines
    )


def _quoted(cell: str) -> str:
    """A cell in quotes where it needs them (the csv module leaves a lone carriage return bare)."""
    return '"' + cell.replace('"', '""') + '"' if re.search('[,"\r\n]', cell) else cell


def _cell(value: Any, name: str, lost: Lost) -> str:
    """One value; only text can be a formula."""
    if isinstance(value, str):
        if not value:
            lost.add("empty text is read back as no value", f"attribute {name!r}")
        return _safe(value, lost)
    return write_value(value, kind_of([value]))


def _safe(text: str, lost: Lost) -> str:
    """Text that no spreadsheet runs: an apostrophe before what begins like a formula."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        lost.add("halves of characters (lone surrogates) are written as U+FFFD", repr(text))
        text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return f"'{text}" if FORMULA.match(text) else text


def _unsafe(cell: str) -> str:
    """The text before it was made safe."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def sheet_contents(nodes: str, edges: str) -> Contents:
    """The graph of two tables; every value is text, but for the weight; ReadError where they are none.

    The table of nodes may be empty: the ends of the edges are the nodes then.
    """
    content = Contents()
    for number, row in _records(nodes, ["Id"], "nodes") if nodes.strip() else ():
        name = row.pop("Id")
        if name in content.nodes:
            raise ReadError(f"row {number} of the nodes has the Id {name!r} a second time.")
        data = {LABEL if key == "Label" else key: cell for key, cell in row.items() if cell != ""}
        content.nodes[name] = data
    ties = list(_records(edges, ["Source", "Target"], "edges"))
    kinds = {row.get("Type", "Undirected") or "Undirected" for _, row in ties}
    if not kinds <= {"Directed", "Undirected"} or len(kinds) > 1:
        raise ReadError(f"the column Type holds {', '.join(sorted(kinds))}: all Directed, or all Undirected.")
    content.directed = kinds == {"Directed"}
    seen: set[tuple[Name, ...]] = set()
    for number, row in ties:
        edge = _edge(row, number)
        content.multigraph = content.multigraph or "Key" in row
        pair = (
            (edge.source, edge.target)
            if content.directed
            else tuple(sorted((edge.source, edge.target), key=str))
        )
        content.multigraph = content.multigraph or pair in seen
        seen.add(pair)
        for end in (edge.source, edge.target):
            if end not in content.nodes and nodes.strip():
                raise ReadError(f"row {number} of the edges ends at {end!r}, which the nodes do not list.")
            content.nodes.setdefault(end, {})
        content.edges.append(edge)
    return content


def _edge(row: dict[str, str], number: int) -> Edge:
    data: Attributes = {
        key: cell
        for key, cell in row.items()
        if cell != "" and key not in ("Source", "Target", "Type", "Key", "Weight")
    }
    if row.get("Weight"):
        try:
            data[WEIGHT] = float(row["Weight"])
        except ValueError:
            message = f"row {number} of the edges has the Weight {row['Weight']!r}, which is no number."
            raise ReadError(message) from None
    key = row.get("Key")
    numbered = key is not None and key.isascii() and key.isdigit() and len(key) < 19
    return Edge(row["Source"], row["Target"], data, int(key) if key and numbered else key)


def _records(text: str, needed: list[str], table: str) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows by heading, numbered as in a spreadsheet."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=False))
    heads = [_unsafe(cell) for cell in rows[0]] if rows else []
    missing = [name for name in needed if name not in heads]
    if missing:
        raise ReadError(
            f"the table of {table} has no column {', '.join(missing)}; it has: {', '.join(heads)}."
        )
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(heads):
            if not row:
                continue
            raise ReadError(f"row {number} of the {table} has {len(row)} cells, not {len(heads)}.")
        yield number, dict(zip(heads, map(_unsafe, row), strict=True))
