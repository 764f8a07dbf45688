"""Tables of a codebook in one YAML file, read as strictly as CSV: plain text in rows, every fault with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.coding.lexicon_tables import LexiconRow, LexiconTable, decoded
from fazhi_research.errors import LexiconError

if TYPE_CHECKING:
    from yaml import Node

_PLAIN = {
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "value")
}
_NULLS = ("", "~", "null", "Null", "NULL")


def yaml_rows(path: Path, tables: Mapping[str, LexiconTable]) -> dict[str, list[LexiconRow]]:
    """The rows of every table in a YAML file, those it lacks empty (YAML 词表).

    The file maps names of `tables` to lists of rows, and a row maps columns to cells; a column left out is empty. Nothing is converted: `no`, 1.10 and 2021 are read as
    they are written, and no tag makes an object. Raises `LexiconError` with file and line for what is no such file, a table, column or cell that is not allowed, and a key given
    twice.
    """
    root = _composed(path)
    rows: dict[str, list[LexiconRow]] = {name: [] for name in tables}
    if root is None:
        raise LexiconError(f"{path}: the file is empty; it maps {', '.join(tables)} to lists of rows")
    for key, node, place in _pairs(path, root, f"the file must map {', '.join(tables)} to lists of rows"):
        if key not in tables:
            raise LexiconError(f"{place}: {key!r} is no table of a codebook; there are {', '.join(tables)}")
        rows[key] = list(_table(path, key, node, tables[key]))
    return rows


def _composed(path: Path) -> Node | None:
    """The tree of a file, with the line of every part; no object is made of it."""
    try:
        import yaml
    except ModuleNotFoundError:
        raise LexiconError(
            f'{path}: YAML needs the package PyYAML: pip install "fazhi-research[yaml]", or write the tables as CSV'
        ) from None
    text = decoded(path)
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{path}, line {mark.line + 1}" if mark else str(path)
        said = " ".join(filter(None, (error.context, error.problem)))
        raise LexiconError(f"{place}: not YAML ({said}); check indents, colons and quotation marks") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        raise LexiconError(
            f"{path}, line {line}: the character {chr(int(error.character))!r} may not stand in YAML; remove it"
        ) from None
    except RecursionError:
        raise LexiconError(
            f"{path}: nested too deep; the file maps names of tables to lists of rows"
        ) from None


def _table(path: Path, name: str, node: Node, table: LexiconTable) -> Iterator[LexiconRow]:
    import yaml

    if isinstance(node, yaml.ScalarNode) and node.value in _NULLS:
        return
    if not isinstance(node, yaml.SequenceNode):
        raise LexiconError(f"{_place(path, node)}: {name} is no list; begin each of its rows with “- ”")
    for row in node.value:
        cells: dict[str, str] = {}
        for column, cell, place in _pairs(path, row, f"a row of {name} must map columns to cells"):
            cells[column] = _cell(path, column, cell)
            table.require_known(place, [column])
        yield table.row(
            _place(path, row), {column: cells.get(column, "") for column in table.columns} | cells
        )


def _pairs(path: Path, node: Node, wanted: str) -> Iterator[tuple[str, Node, str]]:
    """The keys of a mapping with their values and places."""
    import yaml

    if not isinstance(node, yaml.MappingNode):
        raise LexiconError(f"{_place(path, node)}: {wanted}")
    seen: set[str] = set()
    for key, value in node.value:
        place = _place(path, key)
        name = _cell(path, "a key", key)
        if name in seen:
            raise LexiconError(f"{place}: {name!r} is given twice; remove one of the two")
        seen.add(name)
        yield name, value, place


def _cell(path: Path, column: str, node: Node) -> str:
    import yaml

    if not isinstance(node, yaml.ScalarNode):
        raise LexiconError(f"{_place(path, node)}: {column} is a list or mapping; it must be plain text")
    if node.tag not in _PLAIN:
        raise LexiconError(
            f"{_place(path, node)}: {column} has the tag {node.tag}; only plain text is read, put it in quotation marks"
        )
    if node.tag.endswith(":null") and node.value in _NULLS:
        return ""
    return str(node.value).strip()


def _place(path: Path, node: Node) -> str:
    return f"{path}, line {node.start_mark.line + 1}"
