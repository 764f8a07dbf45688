"""Pajek's .net: labels, positions, weights and a label for each line."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fazhi_research.errors import ReadError
from fazhi_research.project.exchange.contents import Contents, Edge
from fazhi_research.project.exchange.escapes import NOT_LINE
from fazhi_research.project.exchange.names import (
    note_dropped,
    number_of,
    number_text,
    plausible,
    shown_names,
    two_sides,
)

if TYPE_CHECKING:
    from fazhi_research.project.exchange.contents import Lost, Name

TOKENS = re.compile(r'"([^"]*)"|(\S+)')
ROLE = "role"


def pajek_text(content: Contents, lost: Lost) -> str:
    """A graph as a Pajek network 图的 Pajek 网络.

    A two-mode graph has its rows first and their number in the second place, as Pajek wants it. The `role` of an
    edge is its line label. Pajek reads the file as Unicode only if it begins with a byte-order mark, which `save_graph`
    writes. A quotation mark or line break in a label is written as Pajek's own &#34; or &#10;.
    """
    names = shown_names(content, lost)
    sides = two_sides(content)
    if sides:
        content.nodes = {name: content.nodes[name] for name in (*sides[0], *sides[1])}
    note_dropped(content, lost, nodes={"label", "x", "y"}, edges={"weight", ROLE}, form="Pajek")
    places = _places(content, lost)
    numbers = content.numbers
    rows = f" {len(sides[0])}" if sides else ""
    lines = [f"*Vertices {len(content.nodes)}{rows}"]
    for name, number in numbers.items():
        place = "".join(f" {axis:.6f}" for axis in places[name]) if name in places else ""
        lines.append(f'{number} "{_coded(names[name])}"{place}')
    lines.append("*Arcs" if content.directed else "*Edges")
    for edge in content.edges:
        weight = number_of(edge.attributes, lost, f"edge {edge.source!r} to {edge.target!r}")
        ends = f"{numbers[edge.source]} {numbers[edge.target]}"
        if not math.isfinite(weight):
            lost.add("a weight that is not finite is written as 1", f"edge {ends}")
            weight = 1.0
        lines.append(f"{ends} {number_text(weight)}{_line_label(edge, lost)}")
    return "\n".join([*lines, ""])


def _coded(text: str) -> str:
    """A label with the characters Pajek cannot hold written as it writes them, &#decimal;."""
    marked = re.sub(r"&(?=#\d)", "&#38;", text)
    return re.sub(f"[{NOT_LINE}]", lambda found: f"&#{ord(found[0])};", marked)


def _decoded(text: str) -> str:
    """The label as it was; a code beyond Unicode stays as it stands."""
    return re.sub(r"&#(\d{1,7});", lambda f: chr(int(f[1])) if int(f[1]) < 0x110000 else f[0], text)


def _line_label(edge: Edge, lost: Lost) -> str:
    role = edge.attributes.get(ROLE)
    if role is None:
        return ""
    if not isinstance(role, str):
        lost.add("a role that is no text comes back as text", f"edge {edge.source!r} to {edge.target!r}")
    return f' l "{_coded(str(role))}"'


def _places(content: Contents, lost: Lost) -> dict[Name, tuple[float, float, float]]:
    """Positions from 0 to 1, y downwards, as Pajek draws; none unless every node has one."""
    found = {}
    for name, data in content.nodes.items():
        x, y = data.get("x"), data.get("y")
        if isinstance(x, float) and isinstance(y, float) and math.isfinite(x) and math.isfinite(y):
            found[name] = (x, y)
    if len(found) < len(content.nodes) or not found:
        for name, data in content.nodes.items():
            if "x" in data or "y" in data:
                lost.add("positions are left out unless every node has one", f"node {name!r}")
        return {}
    flat = [axis for place in found.values() for axis in place]
    low, high = min(0.0, *flat), max(1.0, *flat)
    if (low, high) != (0.0, 1.0):
        lost.add("positions are scaled to lie between 0 and 1", f"node {next(iter(found))!r}")
    scaled = {name: [(axis - low) / (high - low) for axis in place] for name, place in found.items()}
    return {name: (x, 1 - y, 0.5) for name, (x, y) in scaled.items()}


@dataclass
class _Reading:
    """What has been read so far."""

    labels: dict[int, str] = field(default_factory=dict)
    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    vertices: int = 0
    rows: int = 0
    ties: list[tuple[int, int, float, str | None]] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)


def pajek_contents(text: str) -> Contents:
    """The graph of a Pajek network; ReadError, with the line, where it is none.

    *Vertices, *Arcs, *Edges, *Arcslist, *Edgeslist and *Matrix are read.
    """
    reading, section, row = _Reading(), "", 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        words = [quoted or bare for quoted, bare in TOKENS.findall(line)]
        if not line.strip() or line.lstrip().startswith("%"):
            continue
        try:
            if line.lstrip().startswith("*"):
                section = words[0].lower()
                row = 0
                _open(reading, section, words)
            else:
                row += 1
                _take(reading, section, words, row)
        except (ValueError, IndexError) as error:
            raise ReadError(f"line {number} cannot be read: {line.strip()[:60]!r}. Correct it.") from error
    if not section:
        raise ReadError("it holds no *Vertices, so that it is no Pajek network: is the suffix right?")
    return _finished(reading)


def _open(reading: _Reading, section: str, words: list[str]) -> None:
    """Begin a section."""
    if section == "*vertices":
        reading.vertices = plausible(int(words[1]))
        reading.rows = int(words[2]) if len(words) > 2 else 0
    elif section in ("*arcs", "*edges", "*arcslist", "*edgeslist", "*matrix"):
        reading.kinds.add("directed" if section in ("*arcs", "*arcslist", "*matrix") else "undirected")
    elif section != "*network":
        raise ReadError(f"the section {words[0]} is none of a network: keep *Vertices, *Arcs and *Edges.")


def _take(reading: _Reading, section: str, words: list[str], row: int) -> None:
    """Read one line of a section."""
    if section == "*vertices":
        number = int(words[0])
        reading.labels[number] = _decoded(words[1]) if len(words) > 1 else str(number)
        if len(words) > 3 and all(re.fullmatch(r"-?[\d.]+(e-?\d+)?", word) for word in words[2:4]):
            reading.places[number] = (float(words[2]), round(1 - float(words[3]), 6))
    elif section in ("*arcs", "*edges"):
        weight = float(words[2]) if len(words) > 2 else 1.0
        label = _decoded(words[words.index("l", 3) + 1]) if "l" in words[3:] else None
        reading.ties.append((int(words[0]), int(words[1]), weight, label))
    elif section in ("*arcslist", "*edgeslist"):
        reading.ties += [(int(words[0]), int(other), 1.0, None) for other in words[1:]]
    elif section == "*matrix":
        cells = [(number, float(word)) for number, word in enumerate(words, start=1)]
        shift = reading.rows  # a two-mode matrix has its columns behind its rows
        reading.ties += [(row, shift + number, cell, None) for number, cell in cells if cell]
    else:
        raise ReadError("the first line must be *Vertices and their number.")


def _finished(reading: _Reading) -> Contents:
    """The contents, nodes named by their labels, or by number and label where two labels are the same."""
    if len(reading.kinds) > 1:
        raise ReadError("it has both *Arcs and *Edges: make them all one or the other.")
    content = Contents(directed="directed" in reading.kinds and not reading.rows)
    labels = {n: reading.labels.get(n, str(n)) for n in range(1, reading.vertices + 1)}
    alike = len(set(labels.values())) < len(labels)
    names: dict[int, Name] = {n: f"{n}:{label}" if alike else label for n, label in labels.items()}
    for number, name in names.items():
        content.nodes[name] = {"label": labels[number]}
        if number in reading.places:
            content.nodes[name] |= dict(zip(("x", "y"), reading.places[number], strict=True))
        if reading.rows:
            content.nodes[name]["bipartite"] = int(number > reading.rows)
    seen = set()
    for one, two, weight, role in reading.ties:
        if one not in names or two not in names:
            raise ReadError(f"a line joins {one} and {two}, but the vertices are 1 to {reading.vertices}.")
        data = {"weight": weight} | ({ROLE: role} if role is not None else {})
        pair = (one, two) if content.directed else tuple(sorted((one, two)))
        content.multigraph = content.multigraph or pair in seen
        seen.add(pair)
        content.edges.append(Edge(names[one], names[two], data))
    return content
