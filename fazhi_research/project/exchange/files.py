"""Graphs saved and read by the suffix of a file."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError, ReadError
from fazhi_research.measuring.graph_hyperedges import TaskHypergraph
from fazhi_research.project.exchange import gexf, graphml, hif, node_link, pajek, spreadsheets, ucinet
from fazhi_research.project.exchange.contents import Lost, contents_of, graph_of, with_layout

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from fazhi_research.project.exchange.contents import Contents, Name

#: suffix, format, programs, what it carries, what it does not (and is told when it happens)
FORMATS = (
    (
        ".graphml", "GraphML", "Gephi, Cytoscape, igraph, yEd",
        "every attribute with its type; lists and mixed columns as JSON; NaN",
        "None (written as no value); control characters (as _xHHHH_)",
    ),
    (
        ".gexf", "GEXF 1.3", "Gephi",
        "every attribute with its type, labels, weights; with a layout: positions, colours",
        "None (written as no value); control characters (as _xHHHH_)",
    ),
    (
        ".net", "Pajek network", "Pajek, Gephi, VOSviewer",
        "labels, weights, role of a tie, two modes; with a layout: positions (0 to 1)",
        "all other attributes; node names where labels stand for them",
    ),
    (
        ".dl", "UCINET DL", "UCINET, NetDraw",
        "labels, weights, two modes",
        "all other attributes; node names where labels stand for them; parallel ties (added up)",
    ),
    (
        ".hif.json", "HIF", "XGI, HyperNetX, hypergraphx",
        "two-mode graphs as hypergraphs, every attribute, lists, None",
        "graphs of one mode (refused); NaN and infinity (null)",
    ),
    (
        ".json", "node-link JSON", "networkx, d3",
        "every attribute, lists, None, whole numbers as names, parallel ties",
        "NaN and infinity (null)",
    ),
    (
        ".csv", "two CSV tables", "Excel, WPS, Gephi",
        "every attribute as text; cells that begin like a formula get an apostrophe",
        "types (all but Weight come back as text); None and empty text (no value); attributes of the graph",
    ),
)  # fmt: skip
COLUMNS = ("suffix", "format", "programs", "carries", "does_not_carry")
KIND_COLOURS = ("#6b6b6b", "#332288", "#cc6677", "#117733", "#b8860b", "#44aa99")
COLLECTIVE = "#c8c8c8"


def graph_formats() -> pd.DataFrame:
    """A table of the formats graphs are saved in and read from 网络文件格式.

    Columns: suffix, format, programs, carries, does_not_carry.

    >>> graph_formats()["suffix"].tolist()
    ['.graphml', '.gexf', '.net', '.dl', '.hif.json', '.json', '.csv']
    """
    import pandas as pd

    return pd.DataFrame(FORMATS, columns=list(COLUMNS))


def save_graph(
    graph: nx.Graph[Any] | TaskHypergraph, path: str | Path, *, layout: pd.DataFrame | None = None
) -> list[str]:
    """What the file could not carry, in sentences, the graph being saved in the format of its suffix 保存网络.

    Any networkx graph (two-mode, directed, weighted, with parallel edges, yours as well as ours), or a `task_hypergraph`. `graph_formats`
    lists the suffixes (.csv writes two files, leads-nodes.csv and leads-edges.csv). `layout` is a table with the
    columns node, x, y (`graph_layout`); it becomes positions where the format has them, else the attributes x and y.
    The same graph gives the same bytes: no date, no program. Nodes and edges keep the order of the graph.

    Nothing is lost in silence: an empty list means that `read_graph` gives back what was saved (types in CSV
    apart); anything else is also told once as a warning. Raises FazhiError for an unknown suffix, for nodes that a file could
    not tell apart, for a graph of one mode as HIF.

    >>> import tempfile, networkx as nx
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "two.graphml")
    ...     save_graph(nx.Graph([("发改局", "财政局")]), path), sorted(read_graph(path))
    ([], ['发改局', '财政局'])
    """
    path = Path(path)
    suffix = _suffix(path)
    lost = Lost()
    if isinstance(graph, TaskHypergraph):
        graph = graph.graph()
    content = contents_of(graph, lost, whole_numbers=suffix in (".json", ".hif.json"))
    with_layout(content, layout)
    written = _written(content, suffix, path, lost)
    for target, data in written.items():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError as error:
            raise FazhiError(
                f"{target} cannot be written ({error.strerror}): choose another place."
            ) from error
    sentences = lost.sentences()
    if sentences:
        warnings.warn(f"{path.name} does not hold all of the graph: " + "; ".join(sentences), stacklevel=2)
    return sentences


def _suffix(path: Path) -> str:
    """The suffix that stands for a format."""
    name = path.name.lower()
    for suffix, *_ in FORMATS:
        if name.endswith(suffix) and len(name) > len(suffix):
            return suffix
    known = ", ".join(suffix for suffix, *_ in FORMATS)
    raise FazhiError(f"{path.name!r} ends in no suffix of a graph's file: use one of {known}.")


def _written(content: Contents, suffix: str, path: Path, lost: Lost) -> dict[Path, bytes]:
    """The bytes of each file."""
    if suffix == ".csv":
        texts = spreadsheets.sheet_texts(content, lost)
        pairs = zip(spreadsheets.sheet_paths(path), texts, strict=True)
        return {target: text.encode("utf-8-sig") for target, text in pairs}
    if suffix == ".net":
        return {path: pajek.pajek_text(content, lost).encode("utf-8-sig")}
    if suffix == ".gexf":
        return {path: gexf.gexf_text(content, lost, _colours(content)).encode("utf-8")}
    makers = {".graphml": graphml.graphml_text, ".dl": ucinet.dl_text}
    makers |= {".hif.json": hif.hif_text, ".json": node_link.node_link_text}
    return {path: makers[suffix](content, lost).encode("utf-8")}


def _colours(content: Contents) -> dict[Name, str]:
    """A colour for each node that has a kind; collectives, which are no bodies, are pale."""
    kinds = sorted(
        {str(d["kind"]) for d in content.nodes.values() if "kind" in d}, key=lambda k: (k != "task", k)
    )
    colour = {kind: KIND_COLOURS[number % len(KIND_COLOURS)] for number, kind in enumerate(kinds)}
    return {
        name: COLLECTIVE if data.get("collective") is True else colour[str(data["kind"])]
        for name, data in content.nodes.items()
        if "kind" in data
    }


def read_graph(path: str | Path) -> nx.Graph[Any]:
    """The networkx graph of a file that `save_graph` or another program wrote 读取网络.

    The suffix says the format, as in `graph_formats`; a .csv is the pair of files that `save_graph` writes, or one
    table of edges with the columns Source and Target. Positions come back as the attributes x and y. Raises
    ReadError, with the file and what is wrong in it, where it cannot be read, FazhiError for an unknown suffix.
    """
    path = Path(path)
    suffix = _suffix(path)
    try:
        if suffix == ".csv":
            content = _sheets(path)
        elif suffix in (".net", ".dl"):
            text, _ = _decoded(path)
            content = (pajek.pajek_contents if suffix == ".net" else ucinet.dl_contents)(text)
        else:
            readers = {".graphml": graphml.graphml_contents, ".gexf": gexf.gexf_contents}
            readers |= {".hif.json": hif.hif_contents, ".json": node_link.node_link_contents}
            content = readers[suffix](_bytes(path))
        return graph_of(content)
    except ReadError as error:
        raise ReadError(f"{path} cannot be read as a graph: {error}") from error


def _sheets(path: Path) -> Contents:
    """The pair of tables, or the one."""
    nodes, edges = spreadsheets.sheet_paths(path)
    if edges.is_file():
        return spreadsheets.sheet_contents(_decoded(nodes)[0] if nodes.is_file() else "", _decoded(edges)[0])
    return spreadsheets.sheet_contents("", _decoded(path)[0])


def _decoded(path: Path) -> tuple[str, str]:
    from fazhi_research.reading.encodings import decode

    return decode(_bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"the file cannot be opened ({error.strerror}).") from error
