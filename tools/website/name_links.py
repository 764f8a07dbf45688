"""Links from names in code to the reference: `theme_shares` anywhere leads to what is said of it."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.util.nodes import make_refnode

_NAME = re.compile(r"(?:fz\.)?([A-Za-z_]\w*)(?:\(.*\))?")


def link_names(app: Any, doctree: nodes.document, page: str) -> None:
    """Make a link of every literal that is a public name, with or without `fz.` and arguments."""
    objects = app.env.domains["py"].objects
    for literal in list(doctree.findall(nodes.literal)):
        if isinstance(literal.parent, nodes.reference | nodes.title):
            continue
        named = _NAME.fullmatch(literal.astext())
        entry = objects.get(f"fz.{named.group(1)}") if named else None
        if entry is None or entry.docname == page:
            continue
        link = make_refnode(app.builder, page, entry.docname, entry.node_id, literal.deepcopy())
        literal.replace_self(link)
