"""A table as a web page of its own, to read or to paste from."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_research.project.printed_tables import PrintedTable

STYLE = """\
body { font: 14px/1.45 "Times New Roman", "Songti SC", SimSun, "Noto Serif CJK SC", serif; margin: 2em; color: #222 }
table { border-collapse: collapse; border-top: 1.5px solid; border-bottom: 1.5px solid; max-width: 75em }
caption { text-align: left; font-weight: bold; padding-bottom: .5em }
thead tr:last-child th { border-bottom: 1px solid }
th, td { padding: .15em .6em; text-align: left; vertical-align: top; font-weight: normal }
thead th { font-weight: bold }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
p { max-width: 60em; font-size: 12px }"""


def web_table(table: PrintedTable, name: str, caption: str = "") -> str:
    """A page of HTML with one table, its caption and its notes 网页表.

    It loads nothing and runs nothing; every word of the table is escaped.
    """
    heads = [row for row in table.heads if any(row)]
    rows = ["<thead>", *(_row(table, row, "th") for row in heads), "</thead>", "<tbody>"]
    rows += [*(_row(table, row, "td") for row in table.rows), "</tbody>"]
    title = escape(caption or name)
    lines = [
        "<!doctype html>",
        '<html lang="zh-CN">' if _chinese(table) else '<html lang="en">',
        f'<head><meta charset="utf-8"><title>{title}</title>',
        f"<style>\n{STYLE}\n</style></head>",
        "<body>",
        f'<table id="{escape(name)}">',
        f"<caption>{title}</caption>",
        *rows,
        "</table>",
        *(f"<p>{escape(note)}</p>" for note in table.notes),
        "</body></html>",
    ]
    return "\n".join(lines) + "\n"


def _chinese(table: PrintedTable) -> bool:
    """Whether the headings are in Chinese alone."""
    return len(table.heads) == 1 and any(
        "\u4e00" <= sign <= "\u9fff" for row in table.heads for sign in "".join(row)
    )


def _row(table: PrintedTable, cells: list[str], tag: str) -> str:
    """One row."""
    scope, number = ' scope="col"' if tag == "th" else "", ' class="number"'
    held = [
        f"<{tag}{scope}{number * column.number}>{escape(cell)}</{tag}>"
        for column, cell in zip(table.columns, cells, strict=True)
    ]
    return f"<tr>{''.join(held)}</tr>"
