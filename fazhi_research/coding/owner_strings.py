"""Where a document says who answers for what; terms are not looked for there."""

from fazhi_research.coding.assignments import catch_alls, find_owners
from fazhi_research.coding.rows import table_rows
from fazhi_research.reading.documents import Document

_HELD = "_owner_strings"


def owner_strings(document: Document) -> list[tuple[int, int]]:
    """The places of owner strings in a document's clean text (责任分工文字).

    The whole of a bracket, line or sentence that says nothing else (牵头单位:…), and the names alone where a sentence goes on with the work
    (由某局牵头制定…, 某局:负责制定…) and in the cells of a table.
    """
    held: list[tuple[int, int]] | None = document.__dict__.get(_HELD)
    if held is None:  # kept with the document, as its cached properties are: codings and norms both ask
        held = document.__dict__[_HELD] = _owner_strings(document)
    return list(held)


def _owner_strings(document: Document) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for one in find_owners(document)[0]:
        if one.rule in ("prose-clause", "prose-duty", "prose-topic"):
            found.append((one.owner.start, one.owner.stop))
        else:
            found.append((one.statement.start, one.statement.stop))
    text = document.clean.text
    found += [
        (owner.start, owner.stop)
        for grid in document.grids
        for row in table_rows(text, grid, document.merged_cells)
        for owner in row.owners
    ]
    found += [(units.start, units.stop) for units in catch_alls(document)]
    return sorted(set(found))
