"""Graphs of whole documents: what they cite, and the bodies that their running text names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import TableError
from fazhi_research.measuring.cells import text_of
from fazhi_research.measuring.edge_rows import check_edge_rows, require_columns
from fazhi_research.measuring.edges import APART, KEYS
from fazhi_research.measuring.incidence import NumberedTies, numbered_ties

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    import pandas as pd

_MARKS = str.maketrans({"《": "", "》": "", "〈": "", "〉": "", "<": "", ">": "", "(": "（", ")": "）"})
_BLANK = re.compile(r"\s+")
_BY_FULL_NAME = ("law", "regulation", "alias")


def citation_graph(
    citations: pd.DataFrame, documents: pd.DataFrame | None = None, *, same: Mapping[str, str] | None = None
) -> nx.DiGraph[str]:
    """A directed graph from each document to the instruments it cites 引用网络.

    A short name (《纲要》) counts as what the column `resolved` says it stands for; one that cannot be resolved is an
    instrument known in its document only. Titles are one instrument if they agree without marks and blanks and, for
    laws and regulations, without 中华人民共和国 in front; `same` joins further ones, from printed title to the title it is to
    count as ({"国务院全面推进依法行政实施纲要": "全面推进依法行政实施纲要"}), for nothing here knows that two titles mean one text. A citation of a number alone is known by its number, and joined to a
    title that is printed with the same number somewhere. With the `documents` table a cited title that is exactly
    one document's own title is a tie between the two documents.

    Nodes: documents in sorted order, then instruments. Node attributes: `kind` (document or instrument), `label` (the
    document's id, the title as first printed, without marks), `type` (of an instrument: law, regulation, rule, normative, plan,
    form, other as most often printed; "alias" if unresolved), `documents` (how many cite it). Edge attributes: `weight` (citations),
    `articles` (as printed, joined by ;), `aliases` (how many of the citations were by a short name).

    Raises TableError for a missing column, and for a row with neither title nor number.

    >>> import pandas as pd
    >>> rows = [("a", "《中华人民共和国行政许可法》", "law", ""), ("a", "《许可法》", "alias", "《行政许可法》")]
    >>> cited = pd.DataFrame(rows, columns=["document", "title", "kind", "resolved"]).assign(number="", article="")
    >>> list(citation_graph(cited).edges(data=True))
    [('document:a', 'instrument:行政许可法', {'weight': 2, 'articles': '', 'aliases': 1})]
    """
    import networkx as nx

    columns = ["document", "title", "number", "article", "kind", "resolved"]
    require_columns(citations, columns, "citations")
    rows = [tuple(text_of(cell) for cell in row) for row in citations[columns].itertuples(index=False)]
    named = _by_number(rows)
    joined = {_key(title, "law"): _key(meant, "law") for title, meant in (same or {}).items()}
    own = _own_titles(documents)
    ties: dict[tuple[str, str], dict[str, Any]] = {}
    about: dict[str, dict[str, Any]] = {}
    for number, (document, *cited) in enumerate(rows, start=1):
        node, label, kind = _instrument(document, cited, named, number)
        node, label = joined.get(node, node), joined.get(node, label)
        target = own.get(node, f"instrument:{node}")
        tie = ties.setdefault(
            (f"document:{document}", target), {"weight": 0, "articles": set(), "aliases": 0}
        )
        tie["weight"] += 1
        tie["articles"] |= {cited[2]} - {""}
        tie["aliases"] += cited[3] == "alias"
        known = about.setdefault(target, {"label": label, "types": [], "documents": set()})
        known["types"].append(kind)
        known["documents"].add(document)
    graph: nx.DiGraph[str] = nx.DiGraph(kind="citations", citations=len(rows))
    _add_citing(graph, {document for document, *_ in rows} | set(own.values()), about)
    for (document, target), tie in sorted(ties.items()):
        graph.add_edge(document, target, **{**tie, "articles": ";".join(sorted(tie["articles"]))})
    return graph


def _add_citing(graph: nx.DiGraph[str], documents: set[str], about: dict[str, dict[str, Any]]) -> None:
    """Add the nodes: documents, then instruments, each in sorted order."""
    for node in sorted({name if name.startswith("document:") else f"document:{name}" for name in documents}):
        cited = len(about.get(node, {}).get("documents", ()))
        graph.add_node(node, kind="document", label=node.removeprefix("document:"), type="", documents=cited)
    for node, known in sorted(about.items()):
        if not node.startswith("document:"):
            kinds = known["types"]
            kind = min(set(kinds), key=lambda one: (one == "alias", -kinds.count(one), one))
            graph.add_node(
                node, kind="instrument", label=known["label"], type=kind, documents=len(known["documents"])
            )


def _instrument(document: str, cited: list[str], named: dict[str, str], row: int) -> tuple[str, str, str]:
    """The key of what a row cites, its label, and its kind."""
    title, number, _, kind, resolved = cited
    meant = resolved or title
    if kind == "alias" and not resolved:
        return f"{document}:{_key(title, kind)}", _label(title), kind
    if meant:
        return _key(meant, kind), _label(meant), kind
    if not number:
        raise TableError(
            f"row {row} of the citations table has neither title nor number. Write one or drop the row."
        )
    return named.get(number, number), named.get(number, number), kind


def _by_number(rows: list[tuple[str, ...]]) -> dict[str, str]:
    """The instrument of each number that is printed with one title only."""
    found: dict[str, set[str]] = {}
    for _, title, number, _, kind, _ in rows:
        if title and number:
            found.setdefault(number, set()).add(_key(title, kind))
    return {number: next(iter(keys)) for number, keys in found.items() if len(keys) == 1}


def _own_titles(documents: pd.DataFrame | None) -> dict[str, str]:
    """The node of each document by its title, where only one has it."""
    if documents is None:
        return {}
    require_columns(documents, ["document", "title"], "documents")
    found: dict[str, list[str]] = {}
    for document, title in zip(documents["document"], documents["title"], strict=True):
        if text_of(title):
            found.setdefault(_key(text_of(title), ""), []).append(f"document:{document}")
    return {title: held[0] for title, held in found.items() if len(held) == 1}


def _label(title: str) -> str:
    return title.strip("《》〈〉<> ")


def _key(title: str, kind: str) -> str:
    """What makes two printed titles one instrument."""
    plain = _BLANK.sub("", title.translate(_MARKS))
    return plain.removeprefix("中华人民共和国") if kind in _BY_FULL_NAME else plain


def mention_graph(
    assignments: pd.DataFrame, *, by: str = "agency", apart: str = "", collectives: bool = False
) -> nx.Graph[str]:
    """A two-mode graph of documents and the bodies their running text names 文件—机构提及网络.

    For documents that divide no labour: of the assignments it takes the role `mentioned` only, inside tasks and
    outside, and never a stated role. A mention says that a text speaks of a body, not that the body has the task. A unit that the
    register does not know is a node of its document by its printed name.

    Node attributes: `kind` ("document" or "agency"), `label`, `document` (empty for a body known across documents), `keyed`,
    `collective`, `tier`, `place` as in `agency_graph`. Edge attributes: `weight` (mentions), `role` ("mentioned"), `named` (as printed,
    joined by ;). `graph.graph["left_out"]` counts the rows of stated roles and of collectives. Raises TableError as `role_ties` does.

    >>> import pandas as pd
    >>> rows = {"document": ["a", "a"], "named": ["市政府", "市政府"], "role": ["mentioned"] * 2, "agency": ["local-government"] * 2}
    >>> list(mention_graph(pd.DataFrame(rows)).edges(data="weight"))
    [('document:a', 'agency::local-government', 2)]
    """
    import networkx as nx

    if by not in KEYS or apart not in APART:
        raise TableError(f"by={by!r} or apart={apart!r} is no way to know a unit: see role_ties.")
    require_columns(assignments, ["document", "named", "role"], "assignments")
    check_edge_rows(assignments.reset_index(drop=True))
    rows = assignments[assignments["role"] == "mentioned"].reset_index(drop=True)
    # every mention is a row of its own here, so that they can be counted: the place of a mention stands for its task
    placed = rows.drop(columns=[c for c in ("task", "task_start") if c in rows]).assign(
        task=[f"mention {n}" for n in range(len(rows))]
    )
    found = numbered_ties(placed, by=by, roles=("mentioned",), collectives=collectives, apart=apart)
    ties = found.ties
    lost = {
        "of stated roles": len(assignments) - len(rows),
        "collectives": ties.attrs["left_out"]["collectives"],
    }
    told = "; ".join(f"{count} {what}" for what, count in lost.items() if count)
    graph: nx.Graph[str] = nx.Graph(kind="mentions", by=by, apart=apart, left_out=told)
    _add_mentions(graph, rows, found)
    return graph


def _add_mentions(graph: nx.Graph[str], rows: pd.DataFrame, found: NumberedTies) -> None:
    for document in sorted(set(rows["document"].map(str))):
        graph.add_node(f"document:{document}", kind="document", label=document, document=document, keyed="document",
                       collective=False, tier="", place="")  # fmt: skip
    agencies = found.agencies
    known: list[dict[str, Any]] = agencies.drop(columns="agency").to_dict("records")  # type: ignore[assignment]
    for row in known:
        graph.add_node(row.pop("node"), kind="agency", **row)
    edges = found.ties.assign(node=agencies["node"].to_numpy()[found.column])
    for (home, node), named in edges.groupby(["document", "node"], sort=True)["named"]:
        words = ";".join(sorted(set(named)))
        graph.add_edge(f"document:{home}", node, weight=len(named), role="mentioned", named=words)
