"""UCINET's DL: a weighted list of ties with labels, one-mode or two-mode."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from fazhi_research.errors import ReadError
from fazhi_research.project.exchange.contents import Contents, Edge
from fazhi_research.project.exchange.escapes import NOT_LINE, held, unheld
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

TOKENS = re.compile(r'"([^"]*)"|([^\s,"]+)')
LONGEST = 18
"""UCINET cuts a label after so many characters, says its manual 标签长度."""
HEADS = re.compile(  # a heading, unless it stands in quotes
    r'(?i)"[^"]*"|\b((?:(?:row|column|col) )?labels(?: embedded)?|data)\s*:'
)


def dl_text(content: Contents, lost: Lost) -> str:
    """A graph as UCINET DL: edgelist2 for a two-mode graph, else edgelist1 图的 DL 文本.

    An undirected tie is written both ways, for UCINET reads a list of arcs. Parallel ties are added up.
    """
    names = shown_names(content, lost)
    sides = two_sides(content)
    note_dropped(content, lost, nodes={"label"}, edges={"weight"}, form="UCINET DL")
    if sides:
        places = {name: number for side in sides for number, name in enumerate(side, start=1)}
        header = [f"dl nr={len(sides[0])} nc={len(sides[1])} format=edgelist2", "row labels:"]
        header += [*_labels(sides[0], names, lost), "column labels:", *_labels(sides[1], names, lost)]
    else:
        places = content.numbers
        header = [f"dl n={len(content.nodes)} format=edgelist1", "labels:"]
        header += _labels(list(content.nodes), names, lost)
    rows = set(sides[0]) if sides else None
    ties = _added(content, lost, places, rows=rows)
    return "\n".join(
        [*header, "data:", *(f"{one} {two} {number_text(w)}" for (one, two), w in ties.items()), ""]
    )


def _labels(nodes: list[Name], names: dict[Name, str], lost: Lost) -> list[str]:
    """One label a line, in quotes."""
    lines = []
    for node in nodes:
        if len(names[node]) > LONGEST:
            lost.add(f"UCINET itself cuts labels after {LONGEST} characters", f"node {node!r}")
        lines.append(f'"{held(names[node], NOT_LINE, lost, f"node {node!r}")}"')
    return lines


def _added(
    content: Contents, lost: Lost, places: dict[Name, int], *, rows: set[Name] | None
) -> dict[tuple[int, int], float]:
    """The weight of each pair, sorted; both ways in an undirected graph of one mode."""
    found: dict[tuple[int, int], float] = {}
    for edge in content.edges:
        where = f"edge {edge.source!r} to {edge.target!r}"
        weight = number_of(edge.attributes, lost, where)
        if not math.isfinite(weight):
            lost.add("a weight that is not finite is written as 1", where)
            weight = 1.0
        pair = (places[edge.source], places[edge.target])
        if rows is not None:
            pairs = [pair if edge.source in rows else pair[::-1]]
        else:
            pairs = [pair] if content.directed or pair[0] == pair[1] else [pair, pair[::-1]]
        for one in pairs:
            if one in found:
                lost.add("parallel edges are added up", where)
            found[one] = found.get(one, 0.0) + weight
    return dict(sorted(found.items()))


def dl_contents(text: str) -> Contents:
    """The graph of a DL file: full matrix, edgelist1, edgelist2, nodelist1; ReadError where it is none."""
    if not re.match(r"(?i)\s*dl\b", text):
        raise ReadError("it does not begin with DL, so that it is no file of UCINET: is the suffix right?")
    heads = [found for found in HEADS.finditer(text) if found[1]]
    stops = [*(head.start() for head in heads), len(text)]
    header = text[: stops[0]].lower()
    blocks = {head[1].lower(): text[head.end() : stop] for head, stop in zip(heads, stops[1:], strict=True)}
    if "data" not in blocks:
        raise ReadError("it has no data: line, behind which the numbers stand.")
    if any("embedded" in block for block in blocks) or "embedded" in header:
        raise ReadError("its labels are embedded in the data: list them behind labels: and use numbers.")
    if re.search(r"\bnm\s*=\s*(?!1\b)\d", header):
        raise ReadError("it holds several matrices (nm=): keep one in a file.")
    sizes = {name: plausible(int(size[:12])) for name, size in re.findall(r"\b(nr|nc|n)\s*=\s*(\d+)", header)}
    rows, columns = sizes.get("nr", sizes.get("n", 0)), sizes.get("nc", sizes.get("n", 0))
    if "n" not in sizes and not {"nr", "nc"} <= set(sizes):
        raise ReadError("it does not say how many nodes there are: n=, or nr= and nc=.")
    form = re.search(r"format\s*=\s*(\w+)", header)
    cells = _cells(form[1] if form else "fullmatrix", blocks["data"], (rows, columns))
    return _square(blocks, cells, rows) if "n" in sizes else _oblong(blocks, cells, (rows, columns))


def _cells(form: str, data: str, size: tuple[int, int]) -> dict[tuple[int, int], float]:
    """The cells of the matrix that are not 0."""
    lines = [line.replace(",", " ").split() for line in data.splitlines() if line.strip()]
    try:
        if form in ("fullmatrix", "fm"):
            numbers = [float(word) for line in lines for word in line]
            if len(numbers) != size[0] * size[1]:
                raise ReadError(f"its matrix has {len(numbers)} cells, not {size[0]} by {size[1]}.")
            found = {(i // size[1] + 1, i % size[1] + 1): cell for i, cell in enumerate(numbers) if cell}
        elif form in ("edgelist1", "edgelist2", "el1", "el2"):
            found = {(int(a[0]), int(a[1])): float(a[2]) if len(a) > 2 else 1.0 for a in lines}
        elif form in ("nodelist1", "nl1", "nodelist2", "nl2"):
            found = {(int(line[0]), int(word)): 1.0 for line in lines for word in line[1:]}
        else:
            raise ReadError(f"its format is {form}: use fullmatrix, edgelist1, edgelist2 or nodelist1.")
    except (ValueError, IndexError) as error:
        raise ReadError(f"its data hold something that is no number ({error}).") from error
    beyond = [pair for pair in found if not (0 < pair[0] <= size[0] and 0 < pair[1] <= size[1])]
    if beyond:
        raise ReadError(
            f"its data name the pair {beyond[0]}, but there are {size[0]} rows, {size[1]} columns."
        )
    return found


def _named(blocks: dict[str, str], heads: tuple[str, ...], size: int, *, prefix: str) -> list[str]:
    """The labels of one side, numbers where it has none, numbered where two are the same."""
    text = next((blocks[head] for head in heads if head in blocks), "")
    words = [unheld(quoted if quoted or not bare else bare) for quoted, bare in TOKENS.findall(text)]
    words = words or [f"{prefix}{number}" for number in range(1, size + 1)]
    if len(words) != size:
        raise ReadError(f"it has {len(words)} labels for {size} nodes: quote labels that hold spaces.")
    alike = len(set(words)) < len(words)
    return [f"{number}:{word}" if alike else word for number, word in enumerate(words, start=1)]


def _square(blocks: dict[str, str], cells: dict[tuple[int, int], float], size: int) -> Contents:
    """A graph of one mode, undirected if the matrix is symmetric."""
    names = _named(blocks, ("labels", "row labels"), size, prefix="")
    symmetric = all(cells.get(pair[::-1]) == cell for pair, cell in cells.items())
    content = Contents(directed=not symmetric, nodes={name: {"label": name} for name in names})
    for (one, two), weight in cells.items():
        if one <= two or not symmetric:
            content.edges.append(Edge(names[one - 1], names[two - 1], {"weight": weight}))
    return content


def _oblong(blocks: dict[str, str], cells: dict[tuple[int, int], float], size: tuple[int, int]) -> Contents:
    """A graph of two modes; a name on both sides gets its side before it."""
    rows = _named(blocks, ("row labels",), size[0], prefix="row ")
    columns = _named(blocks, ("column labels", "col labels"), size[1], prefix="column ")
    both = bool({*rows} & {*columns})
    sides = (("row:", 0, rows), ("column:", 1, columns))
    content = Contents()
    for prefix, side, labels in sides:
        for label in labels:
            content.nodes[prefix + label if both else label] = {"label": label, "bipartite": side}
    names = list(content.nodes)
    for (one, two), weight in cells.items():
        content.edges.append(Edge(names[one - 1], names[size[0] + two - 1], {"weight": weight}))
    return content
